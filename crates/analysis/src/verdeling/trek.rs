//! Ever better distributions, by dealing the clients of two klantmanagers anew.
//!
//! Where [`zoek`](super::zoek) tries one small exchange at a time, here all exchanges between two klantmanagers are weighed at once. Of every kind some go
//! one way or the other at a cost, and beyond that only the quarter-hours matter that change hands by it: so all exchanges together fit in a
//! table of kinds by quarter-hours. One is drawn from it, the cheaper the likelier and the more so the colder it is. That finds what takes
//! four or five clients at a time, on which trying would not hit.

use std::sync::atomic::{AtomicBool, Ordering};

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

use super::{
    model::Model,
    zoek::{Gang, Toestand, Vrij, een_van},
};

/// The quarter-hours in the table; no change hands is in the middle.
const BREED: usize = 128;
const MIDDEN: i64 = 64;
/// As many of a kind change hands at most.
const HOOGUIT: i64 = 3;
/// Draws from the same table, when the numbers of clients that come out are not allowed.
const OVERDOEN: usize = 4;
/// Chances that are kept at hand.
const TABEL: usize = 512;

/// What may become of one kind.
#[derive(Debug, Clone, Copy)]
struct Keuze {
    soort: usize,
    uren: i64,
    /// The fewest that come to the first; below 0 when they go to the other.
    minst: i64,
    /// Where its possibilities are in `kans` and `kosten`.
    begin: usize,
    einde: usize,
}

/// Draws; the best that was seen. Stops when `stop` is raised; `kijk` is asked now and then and may raise it.
pub(super) fn trek(
    model: &Model,
    vrij: &Vrij,
    van: &Toestand,
    gang: Gang,
    stop: &AtomicBool,
    kijk: &dyn Fn(),
) -> Toestand {
    let mut trekker = Trekker {
        model,
        vrij,
        nu: van.clone(),
        dobbel: Xoshiro256PlusPlus::seed_from_u64(gang.zaad),
        warmte: gang.warm,
        tabel: Vec::new(),
        keuzes: Vec::new(),
        kans: Vec::new(),
        kosten: Vec::new(),
        lagen: Vec::new(),
        einde: vec![0.0; BREED],
        getrokken: Vec::new(),
    };
    let mut beste = van.clone();
    for poging in 0..gang.pogingen {
        if poging % 64 == 0 {
            trekker.word(gang.warm * (gang.koud / gang.warm).powf(poging as f64 / gang.pogingen as f64));
            kijk();
            if stop.load(Ordering::Relaxed) || beste.buiten == 0 && beste.waarde <= gang.doel {
                break;
            }
        }
        trekker.deel_opnieuw();
        if trekker.nu.beter_dan(&beste) {
            beste.clone_from(&trekker.nu);
        }
    }
    beste
}

/// A number from 0 up to 1.
fn deel(dobbel: &mut Xoshiro256PlusPlus) -> f64 {
    (dobbel.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

struct Trekker<'a> {
    model: &'a Model,
    vrij: &'a Vrij,
    nu: Toestand,
    dobbel: Xoshiro256PlusPlus,
    warmte: f64,
    /// The chance of what costs so much more.
    tabel: Vec<f64>,
    keuzes: Vec<Keuze>,
    kans: Vec<f64>,
    kosten: Vec<i64>,
    /// After so many kinds, the chances per number of quarter-hours, row after row.
    lagen: Vec<f64>,
    einde: Vec<f64>,
    /// What was drawn, by place in `kosten`, from the last kind to the first.
    getrokken: Vec<usize>,
}

impl Trekker<'_> {
    fn word(&mut self, warmte: f64) {
        self.warmte = warmte;
        self.tabel.clear();
        self.tabel.extend((0..TABEL).map(|meer| (-(meer as f64) / warmte).exp()));
    }

    fn kans_van(&self, meer: i64) -> f64 {
        let bekend = usize::try_from(meer).ok().and_then(|meer| self.tabel.get(meer));
        bekend.copied().unwrap_or_else(|| (-(meer as f64) / self.warmte).exp())
    }

    /// Two klantmanagers who may have something to exchange, dealt anew.
    fn deel_opnieuw(&mut self) {
        let vrij = self.vrij;
        let j = een_van(&mut self.dobbel, vrij.van_wie.len());
        if vrij.van_wie[j].is_empty() {
            return;
        }
        let soort = vrij.van_wie[j][een_van(&mut self.dobbel, vrij.van_wie[j].len())];
        let l = vrij.van_soort[soort][een_van(&mut self.dobbel, vrij.van_soort[soort].len())];
        if l == j {
            return;
        }
        self.zet_keuzes(j, l);
        if self.keuzes.is_empty() {
            return;
        }
        self.vul();
        let totaal = self.weeg(j, l);
        for _ in 0..OVERDOEN {
            if self.loot(totaal) && self.voer_uit(j, l) {
                return;
            }
        }
    }

    /// The kinds of which these two may exchange some, and at what cost.
    fn zet_keuzes(&mut self, j: usize, l: usize) {
        let (model, vrij) = (self.model, self.vrij);
        self.keuzes.clear();
        self.kans.clear();
        self.kosten.clear();
        let mut anderen = vrij.van_wie[l].iter().peekable();
        for &soort in &vrij.van_wie[j] {
            while anderen.next_if(|ander| **ander < soort).is_some() {}
            if anderen.peek().is_none_or(|ander| **ander != soort) {
                continue;
            }
            let (hier, daar) = (model.paar(j, soort), model.paar(l, soort));
            let (x, y) = (self.nu.x[hier], self.nu.x[daar]);
            let [(min_x, max_x), (min_y, max_y)] = [vrij.grenzen[hier], vrij.grenzen[daar]];
            let weg = i64::from((x - min_x).min(max_y - y)).min(HOOGUIT);
            let bij = i64::from((max_x - x).min(y - min_y)).min(HOOGUIT);
            if weg == 0 && bij == 0 {
                continue;
            }
            let begin = self.kosten.len();
            self.kosten.resize(begin + usize::try_from(weg + bij + 1).unwrap_or(0), 0);
            let kosten = &mut self.kosten[begin..];
            let niets = usize::try_from(weg).unwrap_or(0);
            let (mut x_nu, mut y_nu) = (x, y);
            for plek in (0..niets).rev() {
                x_nu -= 1;
                kosten[plek] = kosten[plek + 1] + model.stap(daar, y_nu) - model.stap(hier, x_nu);
                y_nu += 1;
            }
            (x_nu, y_nu) = (x, y);
            for plek in niets + 1..kosten.len() {
                y_nu -= 1;
                kosten[plek] = kosten[plek - 1] + model.stap(hier, x_nu) - model.stap(daar, y_nu);
                x_nu += 1;
            }
            let einde = self.kosten.len();
            self.keuzes.push(Keuze { soort, uren: model.soorten[soort].uren, minst: -weg, begin, einde });
        }
        // The longest first: what goes far off the middle can come back with shorter ones.
        self.keuzes.sort_by_key(|keuze| std::cmp::Reverse(keuze.uren));
        self.kans.resize(self.kosten.len(), 0.0);
        for keuze in &self.keuzes {
            let kosten = &self.kosten[keuze.begin..keuze.einde];
            let minst = kosten.iter().copied().min().unwrap_or(0);
            for (plek, kosten) in (keuze.begin..).zip(kosten) {
                self.kans[plek] = self.kans_van(kosten - minst);
            }
        }
    }

    /// Kind after kind, what all choices so far make of the quarter-hours.
    fn vul(&mut self) {
        self.lagen.clear();
        self.lagen.resize((self.keuzes.len() + 1) * BREED, 0.0);
        self.lagen[usize::try_from(MIDDEN).unwrap_or(0)] = 1.0;
        for (keuze, plek) in self.keuzes.iter().zip((0..).step_by(BREED)) {
            let (oud, nieuw) = self.lagen[plek..plek + 2 * BREED].split_at_mut(BREED);
            for (kans, hoeveel) in self.kans[keuze.begin..keuze.einde].iter().zip(keuze.minst..) {
                let uren = hoeveel * keuze.uren;
                let ver = usize::try_from(uren.abs()).unwrap_or(BREED).min(BREED);
                let (naar, van) = if uren >= 0 { (&mut nieuw[ver..], &oud[..]) } else { (&mut nieuw[..], &oud[ver..]) };
                for (naar, van) in naar.iter_mut().zip(van) {
                    *naar += kans * van;
                }
            }
        }
    }

    /// The same at the end, with what it makes of the hours off; together.
    fn weeg(&mut self, j: usize, l: usize) -> f64 {
        let (hier, daar) = (self.nu.over[j], self.nu.over[l]);
        let kwartier = self.model.kwartier;
        let begin = self.keuzes.len() * BREED;
        let mut totaal = 0.0;
        for (plek, uren) in (0..BREED).zip(-MIDDEN..) {
            let meer = (hier + uren).abs() + (daar - uren).abs() - (hier + daar).abs();
            let kans = self.lagen[begin + plek] * self.kans_van(kwartier * meer);
            self.einde[plek] = kans;
            totaal += kans;
        }
        totaal
    }

    /// Draws one, from the end to the beginning. Whether there was anything to draw.
    fn loot(&mut self, totaal: f64) -> bool {
        self.getrokken.clear();
        let mut rest = totaal * deel(&mut self.dobbel);
        let mut uren = None;
        for (kans, plek) in self.einde.iter().zip(-MIDDEN..).filter(|(kans, _)| **kans > 0.0) {
            uren = Some(plek);
            rest -= kans;
            if rest < 0.0 {
                break;
            }
        }
        let Some(mut uren) = uren else { return false };
        for nummer in (0..self.keuzes.len()).rev() {
            let keuze = self.keuzes[nummer];
            let kans_tot = |uren: i64| {
                let plek = usize::try_from(uren + MIDDEN).ok().filter(|plek| *plek < BREED);
                plek.map_or(0.0, |plek| self.lagen[nummer * BREED + plek])
            };
            let totaal: f64 = (keuze.begin..keuze.einde)
                .zip(keuze.minst..)
                .map(|(plek, hoeveel)| self.kans[plek] * kans_tot(uren - hoeveel * keuze.uren))
                .sum();
            let mut rest = totaal * deel(&mut self.dobbel);
            let mut gekozen = None;
            for (plek, hoeveel) in (keuze.begin..keuze.einde).zip(keuze.minst..) {
                let kans = self.kans[plek] * kans_tot(uren - hoeveel * keuze.uren);
                if kans > 0.0 {
                    gekozen = Some((plek, hoeveel));
                    rest -= kans;
                    if rest < 0.0 {
                        break;
                    }
                }
            }
            let Some((plek, hoeveel)) = gekozen else { return false };
            uren -= hoeveel * keuze.uren;
            self.getrokken.push(plek);
        }
        true
    }

    /// Does what was drawn, if the numbers of clients get no further beyond their bounds by it.
    fn voer_uit(&mut self, j: usize, l: usize) -> bool {
        let model = self.model;
        let (mut klanten, mut uren, mut verschil) = (0, 0, 0);
        for (keuze, &plek) in self.keuzes.iter().rev().zip(&self.getrokken) {
            let hoeveel = keuze.hoeveel(plek);
            klanten += hoeveel;
            uren += hoeveel * keuze.uren;
            verschil += self.kosten[plek];
        }
        let nu = &mut self.nu;
        let buiten = model.buiten(j, nu.n[j] + klanten) + model.buiten(l, nu.n[l] - klanten)
            - model.buiten(j, nu.n[j])
            - model.buiten(l, nu.n[l]);
        if buiten > 0 {
            return false;
        }
        nu.buiten += buiten;
        for (keuze, &plek) in self.keuzes.iter().rev().zip(&self.getrokken) {
            let hoeveel = keuze.hoeveel(plek);
            for (paar, hoeveel) in [(model.paar(j, keuze.soort), hoeveel), (model.paar(l, keuze.soort), -hoeveel)] {
                nu.x[paar] = u32::try_from(i64::from(nu.x[paar]) + hoeveel).unwrap_or(0);
            }
        }
        let (hier, daar) = (nu.over[j], nu.over[l]);
        verschil += model.kwartier * ((hier + uren).abs() - hier.abs() + (daar - uren).abs() - daar.abs());
        nu.n[j] += klanten;
        nu.n[l] -= klanten;
        nu.over[j] += uren;
        nu.over[l] -= uren;
        nu.waarde += verschil;
        true
    }
}

impl Keuze {
    /// How many come to the first, for a place among the possibilities.
    fn hoeveel(&self, plek: usize) -> i64 {
        self.minst + i64::try_from(plek - self.begin).unwrap_or(0)
    }
}
