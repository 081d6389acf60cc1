//! What all plans together come to at least, when everything has to add up.
//!
//! Prices only say what clients are worth on average: at the best prices everybody has several plans that cost the same, and a mixture of these
//! adds up. Whole plans do not: if one takes nine quarter-hours more, another has to have nine too many. So the profiles of all
//! klantmanagers are added up one after another, and of every sum the cheapest way is kept, as long as it can be within what is asked. If
//! nothing is left, there is no distribution of that value. If something is, it says of each klantmanager what he does, but for who is poured, and
//! there mostly is a distribution like it (`sluitend`).

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    maten::{MATEN, Maten, Som},
    model::Model,
    plan::{Planner, SCHAAL},
    profielen::{Profiel, Profielen, Wie},
    zoek::een_van,
};

/// With more sums than this it takes too long. The most promising as many are kept then, and for a moment four times as many: for
/// answers, not for proof.
const MEESTE: usize = 1 << 20;
/// With more of the first measure than this, of which all numbers up to what is asked are tried in turn, or of another, also.
const HOOGSTE: [i64; 2] = [1 << 10, 1 << 16];
/// With more numbers to keep than this, of choices or of what is still to come, it takes too much memory.
const GETALLEN: usize = 1 << 23;
/// What a profile, and a choice beside its numbers, take of that.
const PER_PROFIEL: usize = 22;
const PER_KEUZE: usize = 5;

/// Sums are well spread as they are: this only mixes them. The same everywhere, so that the answer is.
#[derive(Default)]
pub(super) struct Klutser(u64);

impl Hasher for Klutser {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, getal: u64) {
        let gemengd = getal.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = gemengd ^ (gemengd >> 29);
    }

    fn write_i64(&mut self, getal: i64) {
        self.write_u64(getal.cast_unsigned());
    }
}

/// The cheapest way to each sum.
type Laag = HashMap<i64, i64, BuildHasherDefault<Klutser>>;

/// A profile beyond the least of each measure that its klantmanager has.
struct Term {
    som: Som,
    sleutel: i64,
    meer: i64,
    keuze: usize,
}

/// Sums as one number, up to what has to be come to.
struct Telraam {
    doel: Som,
    waarde_van: Som,
}

impl Telraam {
    fn nieuw(doel: Som) -> Option<Self> {
        if doel[0] > HOOGSTE[0] || doel.iter().any(|doel| *doel > HOOGSTE[1]) {
            return None;
        }
        let (mut waarde_van, mut keer) = ([0; MATEN], 1_i64);
        for (waarde, doel) in waarde_van.iter_mut().zip(doel) {
            *waarde = keer;
            keer = keer.checked_mul(doel + 1)?;
        }
        Some(Self { doel, waarde_van })
    }

    fn sleutel(&self, som: &Som) -> i64 {
        som.iter().zip(self.waarde_van).map(|(hoeveel, waarde)| hoeveel * waarde).sum()
    }

    fn som(&self, sleutel: i64) -> Som {
        std::array::from_fn(|maat| sleutel / self.waarde_van[maat] % (self.doel[maat] + 1))
    }
}

/// All sums of a value that has to be kept within.
pub(super) struct Optelsom {
    wie: Vec<(usize, Profielen)>,
    termen: Vec<Vec<Term>>,
    telraam: Telraam,
    /// After so many klantmanagers.
    lagen: Vec<Laag>,
    speling: i64,
}

/// What a klantmanager does: how many he has of each kind, and which kinds are poured on top of that.
pub(super) struct Deel<'a> {
    pub(super) j: usize,
    pub(super) x: &'a [i64],
    pub(super) stroom: &'a [usize],
}

pub(super) enum Uitkomst {
    /// No distribution costs this or less.
    Geen,
    /// There may be one.
    Wel(Box<Optelsom>),
    /// There are too many sums, or there was no time.
    Onbekend,
}

/// Everybody at the prices of a bound.
pub(super) struct Opteller<'a> {
    maten: &'a Maten,
    per_wie: Vec<Wie<'a>>,
    /// What everybody costs at least when nothing has to add up, times [`SCHAAL`].
    minstens: i128,
}

impl<'a> Opteller<'a> {
    pub(super) fn nieuw(
        model: &Model,
        planners: &'a [Planner],
        prijzen: &[i64],
        maten: &'a Maten,
        verder: &dyn Fn() -> bool,
    ) -> Self {
        let per_wie: Vec<Wie<'_>> =
            planners.iter().map(|planner| Wie::nieuw(planner, maten, prijzen, verder)).collect();
        let aantal = model.soorten.iter().map(|soort| i128::try_from(soort.aantal).unwrap_or(0));
        let klanten: i128 = prijzen.iter().zip(aantal).map(|(prijs, aantal)| i128::from(*prijs) * aantal).sum();
        let plannen: i128 = per_wie.iter().map(|wie| i128::from(wie.beste)).sum();
        let minstens = i128::from(model.grondkosten) * i128::from(SCHAAL) + klanten + plannen;
        Self { maten, per_wie, minstens }
    }

    /// Adds up, for distributions that cost at most `waarde`.
    pub(super) fn tel_op(&self, waarde: i64, verder: &dyn Fn() -> bool) -> Uitkomst {
        let Ok(speling) = i64::try_from(i128::from(waarde) * i128::from(SCHAAL) - self.minstens) else {
            return Uitkomst::Onbekend;
        };
        if speling < 0 {
            return Uitkomst::Geen;
        }
        let (mut wie, mut getallen) = (Vec::with_capacity(self.per_wie.len()), 0);
        for (j, van_wie) in self.per_wie.iter().enumerate() {
            let Some(profielen) = van_wie.profielen(speling, verder) else { return Uitkomst::Onbekend };
            if profielen.alle.is_empty() {
                return Uitkomst::Geen;
            }
            let keuzes: usize = profielen.keuzes.iter().map(|keuze| keuze.len() + PER_KEUZE).sum();
            getallen += keuzes + PER_PROFIEL * profielen.alle.len();
            if getallen > GETALLEN {
                return Uitkomst::Onbekend;
            }
            wie.push((j, profielen));
        }
        // Who differs in few measures first: so there are few sums for long.
        wie.sort_by_cached_key(|(j, profielen)| (verschilt(profielen), profielen.alle.len(), *j));
        let laagste: Vec<Som> = wie.iter().map(|(_, profielen)| minste(profielen)).collect();
        let mut doel: Som = std::array::from_fn(|maat| {
            self.maten.totaal[maat] - laagste.iter().map(|laagste| laagste[maat]).sum::<i64>()
        });
        doel[0] = doel[0].max(0);
        if doel.iter().any(|doel| *doel < 0) {
            return Uitkomst::Geen;
        }
        let nog = doel.iter().fold(0_i64, |nog, doel| nog.saturating_add(doel + 1));
        if usize::try_from(nog).is_ok_and(|nog| nog.saturating_mul(wie.len() + 1) > GETALLEN) {
            return Uitkomst::Onbekend;
        }
        let Some(telraam) = Telraam::nieuw(doel) else { return Uitkomst::Onbekend };
        let termen: Vec<Vec<Term>> =
            wie.iter().zip(&laagste).map(|((_, profielen), laagste)| telraam.termen(profielen, laagste)).collect();
        let Some(achter) = telraam.achter(&termen, verder) else { return Uitkomst::Onbekend };
        let lagen = |meeste, per_laag| telraam.lagen(&termen, &achter, (speling, meeste, per_laag), verder);
        let alle = lagen(MEESTE, usize::MAX);
        let geteld = alle.is_some();
        match alle.or_else(|| lagen(4 * MEESTE, MEESTE / wie.len().max(1))) {
            Some(lagen) if lagen.last().is_some_and(|laatste| !laatste.is_empty()) => {
                Uitkomst::Wel(Box::new(Optelsom { wie, termen, telraam, lagen, speling }))
            }
            Some(_) if geteld => Uitkomst::Geen,
            _ => Uitkomst::Onbekend,
        }
    }
}

/// In how many measures his profiles differ, and which.
fn verschilt(profielen: &Profielen) -> (usize, Vec<usize>) {
    let eerste = profielen.alle.first().map_or([0; MATEN], |profiel| profiel.som);
    let anders = |maat: &usize| profielen.alle.iter().any(|profiel| profiel.som[*maat] != eerste[*maat]);
    let maten: Vec<usize> = (0..MATEN).filter(anders).collect();
    (maten.len(), maten)
}

/// The least of each measure.
fn minste(profielen: &Profielen) -> Som {
    std::array::from_fn(|maat| profielen.alle.iter().map(|profiel| profiel.som[maat]).min().unwrap_or(0))
}

impl Telraam {
    /// The profiles, cheapest first.
    fn termen(&self, profielen: &Profielen, laagste: &Som) -> Vec<Term> {
        let term = |profiel: &Profiel| {
            let mut som: Som = std::array::from_fn(|maat| profiel.som[maat] - laagste[maat]);
            som[0] = som[0].min(self.doel[0]);
            // What alone is more than everybody may have is nothing to anybody.
            let past = som.iter().zip(self.doel).all(|(som, doel)| *som <= doel);
            past.then(|| Term { som, sleutel: self.sleutel(&som), meer: profiel.meer, keuze: profiel.keuze })
        };
        let mut termen: Vec<Term> = profielen.alle.iter().filter_map(term).collect();
        termen.sort_by_key(|term| term.meer);
        termen
    }

    /// What is left of a measure after this much; of the first there may be more.
    fn rest(maat: usize, rest: i64, weg: i64) -> i64 {
        if maat == 0 { (rest - weg).max(0) } else { rest - weg }
    }

    /// Per measure, what it costs at least to come to so much from each klantmanager on, whatever becomes of the other measures.
    fn achter(&self, termen: &[Vec<Term>], verder: &dyn Fn() -> bool) -> Option<Vec<Vec<Vec<i64>>>> {
        let mut achter = Vec::with_capacity(MATEN);
        for (maat, &doel) in self.doel.iter().enumerate() {
            let mut alleen = vec![i64::MAX; usize::try_from(doel).ok()? + 1];
            alleen[0] = 0;
            let mut lagen = vec![alleen];
            for termen in termen.iter().rev() {
                let mut per_hoeveel = BTreeMap::new();
                for term in termen {
                    let plek = per_hoeveel.entry(term.som[maat]).or_insert(i64::MAX);
                    *plek = term.meer.min(*plek);
                }
                let later = lagen.last()?;
                let met = |rest: i64, hoeveel: i64, meer: i64| {
                    let rest = usize::try_from(Self::rest(maat, rest, hoeveel)).ok()?;
                    (later[rest] < i64::MAX).then(|| later[rest] + meer)
                };
                let minst = |rest| per_hoeveel.iter().filter_map(|(hoeveel, meer)| met(rest, *hoeveel, *meer)).min();
                let nieuw = (0..=doel).map(|rest| minst(rest).unwrap_or(i64::MAX)).collect();
                lagen.push(nieuw);
                if !verder() {
                    return None;
                }
            }
            lagen.reverse();
            achter.push(lagen);
        }
        Some(achter)
    }

    /// All sums, klantmanager after klantmanager, or the most promising so many of each; nothing when there are too many.
    fn lagen(
        &self,
        termen: &[Vec<Term>],
        achter: &[Vec<Vec<i64>>],
        (speling, meeste, per_laag): (i64, usize, usize),
        verder: &dyn Fn() -> bool,
    ) -> Option<Vec<Laag>> {
        let (mut lagen, mut samen) = (vec![Laag::from_iter([(0, 0)])], 0);
        for (nummer, termen) in termen.iter().enumerate() {
            let mut nieuw = Laag::default();
            for (keer, (&sleutel, &kosten)) in lagen.last()?.iter().enumerate() {
                let rest: Som = std::array::from_fn(|maat| self.doel[maat] - self.som(sleutel)[maat]);
                for term in termen.iter().take_while(|term| kosten + term.meer <= speling) {
                    let kosten = kosten + term.meer;
                    let kan = |maat: usize| {
                        let rest = usize::try_from(Self::rest(maat, rest[maat], term.som[maat])).ok();
                        rest.is_some_and(|rest| achter[maat][nummer + 1][rest] <= speling - kosten)
                    };
                    if (0..MATEN).all(kan) {
                        let plek = nieuw.entry(sleutel + term.sleutel - (term.som[0] - rest[0]).max(0));
                        let plek = plek.or_insert(i64::MAX);
                        *plek = (*plek).min(kosten);
                    }
                }
                if samen + nieuw.len() > meeste || keer % 64 == 0 && !verder() {
                    return None;
                }
            }
            if nieuw.len() > per_laag {
                let mut orde: Vec<(i64, i64, i64)> = Vec::with_capacity(nieuw.len());
                for (&sleutel, &kosten) in &nieuw {
                    let som = self.som(sleutel);
                    let rest = |maat: usize| usize::try_from(self.doel[maat] - som[maat]).unwrap_or(0);
                    let later = (0..MATEN).map(|maat| achter[maat][nummer + 1][rest(maat)]).max().unwrap_or(0);
                    orde.push((kosten + later, sleutel, kosten));
                }
                orde.sort_unstable();
                nieuw = orde.iter().take(per_laag).map(|(_, sleutel, kosten)| (*sleutel, *kosten)).collect();
            }
            samen += nieuw.len();
            lagen.push(nieuw);
        }
        Some(lagen)
    }
}

impl Optelsom {
    /// One way of everybody to add up within the value, drawn from all.
    pub(super) fn loot(&self, dobbel: &mut Xoshiro256PlusPlus) -> Option<Vec<Deel<'_>>> {
        let doel = self.telraam.doel;
        let (mut som, mut later) = (doel, 0);
        let mut delen = Vec::with_capacity(self.wie.len());
        for (nummer, (j, profielen)) in self.wie.iter().enumerate().rev() {
            let mut kan = Vec::new();
            for term in self.termen[nummer].iter().take_while(|term| later + term.meer <= self.speling) {
                let mut van: Som = std::array::from_fn(|maat| som[maat] - term.som[maat]);
                if van[1..].iter().any(|hoeveel| *hoeveel < 0) {
                    continue;
                }
                // What is enough may have been more.
                let eerst = if som[0] == doel[0] { van[0].max(0)..=doel[0] } else { van[0]..=van[0] };
                for hoeveel in eerst.filter(|hoeveel| *hoeveel >= 0) {
                    van[0] = hoeveel;
                    let kosten = self.lagen[nummer].get(&self.telraam.sleutel(&van));
                    if kosten.is_some_and(|kosten| kosten + term.meer + later <= self.speling) {
                        kan.push((van, term));
                    }
                }
            }
            if kan.is_empty() {
                return None;
            }
            let (van, term) = kan[een_van(dobbel, kan.len())];
            som = van;
            later += term.meer;
            delen.push(Deel { j: *j, x: &profielen.keuzes[term.keuze], stroom: &profielen.stroom });
        }
        Some(delen)
    }
}
