//! Ever better distributions, by trying small changes.
//!
//! Two klantmanagers exchange a client or two. What makes it cheaper is done; what makes it dearer is done too, but ever less often: that way
//! it gets out of corners where every single step is uphill. Only exchanges are tried that the prices of the bound leave open: where a client would
//! cost much too much at those prices he is not in a good distribution anyway.

use std::sync::atomic::{AtomicBool, Ordering};

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use super::model::Model;

/// A distribution with what is reckoned with all the time.
#[derive(Debug, Clone)]
pub(super) struct Toestand {
    /// Clients per pair of klantmanager and kind.
    pub(super) x: Vec<u32>,
    /// Clients per klantmanager.
    pub(super) n: Vec<i64>,
    /// Quarter-hours above his share.
    pub(super) over: Vec<i64>,
    /// Costs and hours off.
    pub(super) waarde: i64,
    /// Clients beyond the bounds of a caseload: nobody has any, but where a search is begun from what adds up otherwise.
    pub(super) buiten: i64,
}

impl Toestand {
    pub(super) fn nieuw(model: &Model, x: Vec<u32>) -> Self {
        let breed = model.soorten.len().max(1);
        let per_wie = || x.chunks(breed);
        let n: Vec<i64> = per_wie().map(|x| x.iter().map(|x| i64::from(*x)).sum()).collect();
        let uren = per_wie().map(|x| x.iter().zip(&model.soorten).map(|(x, s)| i64::from(*x) * s.uren).sum::<i64>());
        let over: Vec<i64> = uren.zip(&model.doel).map(|(uren, doel)| uren - doel).collect();
        let waarde = model.kosten(&x) + model.kwartier * over.iter().map(|over| over.abs()).sum::<i64>();
        let buiten = n.iter().enumerate().map(|(j, n)| model.buiten(j, *n)).sum();
        Self { x, n, over, waarde, buiten }
    }

    /// Whether it is better than another: first of all within bounds.
    pub(super) fn beter_dan(&self, ander: &Self) -> bool {
        (self.buiten, self.waarde) < (ander.buiten, ander.waarde)
    }
}

/// Between which numbers each pair may change.
pub(super) struct Vrij {
    pub(super) grenzen: Vec<(u32, u32)>,
    /// The kinds that may change with a klantmanager, in their order.
    pub(super) van_wie: Vec<Vec<usize>>,
    /// The klantmanagers with whom a kind may change.
    pub(super) van_soort: Vec<Vec<usize>>,
}

impl Vrij {
    /// Everything the bounds leave open, and what there is now.
    pub(super) fn nieuw(model: &Model, x: &[u32], marge: impl Fn(usize) -> Vec<(u32, u32)>) -> Self {
        let (breed, wie) = (model.soorten.len(), model.klantmanagers());
        let (mut van_wie, mut van_soort) = (vec![Vec::new(); wie], vec![Vec::new(); breed]);
        let mut grenzen = Vec::with_capacity(x.len());
        for j in 0..wie {
            for (soort, (min, max)) in marge(j).into_iter().enumerate() {
                let nu = x[model.paar(j, soort)];
                let (min, max) = (min.min(nu), max.max(nu));
                if min < max {
                    van_wie[j].push(soort);
                    van_soort[soort].push(j);
                }
                grenzen.push((min, max));
            }
        }
        Self { grenzen, van_wie, van_soort }
    }
}

/// How long, and how willing to go uphill, at first and at last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gang {
    pub(super) pogingen: u64,
    pub(super) warm: f64,
    pub(super) koud: f64,
    pub(super) zaad: u64,
    /// Better than this there is not: the search ends there.
    pub(super) doel: i64,
}

/// One of `n`.
pub(super) fn een_van(dobbel: &mut Xoshiro256PlusPlus, n: usize) -> usize {
    usize::try_from(((dobbel.next_u64() >> 32) * n as u64) >> 32).unwrap_or(0)
}

/// How many one gives and the other gives back: one client alone, one for one, two for one, and so on.
const RUIL: [(usize, usize); 8] = [(1, 0), (1, 0), (1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (2, 2)];

/// Tries; the best that was seen. Stops when `stop` is raised; `kijk` is asked now and then and may raise it.
pub(super) fn zoek(
    model: &Model,
    vrij: &Vrij,
    van: &Toestand,
    gang: Gang,
    stop: &AtomicBool,
    kijk: &dyn Fn(),
) -> Toestand {
    let mut zoeker = Zoeker {
        model,
        vrij,
        nu: van.clone(),
        dobbel: Xoshiro256PlusPlus::seed_from_u64(gang.zaad),
        gedaan: Vec::new(),
    };
    let (mut beste, mut warmte) = (van.clone(), gang.warm);
    for poging in 0..gang.pogingen {
        if poging % 1024 == 0 {
            warmte = gang.warm * (gang.koud / gang.warm).powf(poging as f64 / gang.pogingen as f64);
            kijk();
            if stop.load(Ordering::Relaxed) || beste.waarde <= gang.doel {
                break;
            }
        }
        if zoeker.probeer(warmte) && zoeker.nu.waarde < beste.waarde {
            beste.clone_from(&zoeker.nu);
        }
    }
    beste
}

struct Zoeker<'a> {
    model: &'a Model,
    vrij: &'a Vrij,
    nu: Toestand,
    dobbel: Xoshiro256PlusPlus,
    /// The moves of the present attempt, as pairs: out of and into.
    gedaan: Vec<(usize, usize)>,
}

impl Zoeker<'_> {
    /// One attempt: whether something changed.
    fn probeer(&mut self, warmte: f64) -> bool {
        let (model, vrij) = (self.model, self.vrij);
        let j = een_van(&mut self.dobbel, vrij.van_wie.len());
        if vrij.van_wie[j].is_empty() {
            return false;
        }
        let soort = vrij.van_wie[j][een_van(&mut self.dobbel, vrij.van_wie[j].len())];
        let l = vrij.van_soort[soort][een_van(&mut self.dobbel, vrij.van_soort[soort].len())];
        if l == j {
            return false;
        }
        let (geven, nemen) = RUIL[een_van(&mut self.dobbel, RUIL.len())];
        self.gedaan.clear();
        let (mut verschil, mut uren, mut klanten, mut mag) = (0, 0, 0, true);
        for k in 0..geven + nemen {
            let (van, naar, teken) = if k < geven { (j, l, 1) } else { (l, j, -1) };
            let keuze = &vrij.van_wie[van];
            let soort = if k == 0 { soort } else { keuze[een_van(&mut self.dobbel, keuze.len())] };
            let Some(kosten) = self.schuif(model.paar(van, soort), model.paar(naar, soort)) else {
                mag = false;
                break;
            };
            verschil += kosten;
            uren += teken * model.soorten[soort].uren;
            klanten += teken;
        }
        let past = |wie: usize, n: i64| n >= model.minstens[wie] && n <= model.hoogstens[wie];
        mag = mag && (klanten == 0 || past(j, self.nu.n[j] - klanten) && past(l, self.nu.n[l] + klanten));
        if mag {
            let (hier, daar) = (self.nu.over[j], self.nu.over[l]);
            verschil += model.kwartier * ((hier - uren).abs() - hier.abs() + (daar + uren).abs() - daar.abs());
            mag = verschil <= 0 || (verschil as f64) <= warmte * self.moed();
        }
        if mag {
            self.nu.n[j] -= klanten;
            self.nu.n[l] += klanten;
            self.nu.over[j] -= uren;
            self.nu.over[l] += uren;
            self.nu.waarde += verschil;
        } else {
            // Backwards: what came second may stand on what came first.
            for &(van, naar) in self.gedaan.iter().rev() {
                self.nu.x[van] += 1;
                self.nu.x[naar] -= 1;
            }
        }
        mag
    }

    /// One client from one pair to another, if that may be; what it costs.
    fn schuif(&mut self, van: usize, naar: usize) -> Option<i64> {
        let (hier, daar) = (self.nu.x[van], self.nu.x[naar]);
        if hier <= self.vrij.grenzen[van].0 || daar >= self.vrij.grenzen[naar].1 {
            return None;
        }
        self.nu.x[van] -= 1;
        self.nu.x[naar] += 1;
        self.gedaan.push((van, naar));
        Some(self.model.stap(naar, daar) - self.model.stap(van, hier - 1))
    }

    /// How far uphill it may go, in parts of the warmth.
    fn moed(&mut self) -> f64 {
        let deel = ((self.dobbel.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64;
        -deel.ln()
    }
}
