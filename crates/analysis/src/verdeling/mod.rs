//! Who has which client: the fewest changes and mismatches within the bounds of every caseload, with and without equal hours.
//!
//! Both answers come with what is proven about them. Without hours the cheapest distribution is found at once ([`toewijzen`]). With hours a
//! bound is proven first and then the search goes on until the bound is met or the time is up ([`in_evenwicht`]): the answer is the best that was
//! found, and how far from the best it can be at most.
//!
//! It is about work, not about people: nothing here reckons with who a client is beyond what he asks and how many hours that takes.

mod geen;
mod meester;
mod model;
mod ondergrens;
mod plan;
mod simplex;
mod stroom;
#[cfg(test)]
mod tests;
mod uitleg;
mod wensen;
mod zoek;

use std::sync::atomic::{AtomicBool, Ordering};

pub use self::{
    geen::GeenVerdeling,
    uitleg::{Reden, Uitleg, uitleg},
    wensen::{Gewichten, Wensen},
};
use self::{
    model::Model,
    ondergrens::Ondergrens,
    plan::SCHAAL,
    zoek::{Gang, Toestand, Vrij, zoek},
};
use crate::opgave::Opgave;

/// Attempts of the first search, per client: enough to have something to begin with.
const VOORAF: u64 = 200;
/// Attempts of each next search, per klantmanager.
const POGINGEN: u64 = 100_000;
/// After so many searches without anything better it ends by itself.
const VERGEEFS: u32 = 40;

/// Who has which client, and what is proven about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdeling {
    /// The klantmanager of each client, by position.
    pub klantmanager_van: Vec<usize>,
    /// What changes and misfits cost together.
    pub kosten: i64,
    /// The quarter-hours that klantmanagers have more or less than their share, together.
    pub afwijking: i64,
    /// What counts: the costs, and the quarter-hours at their weight.
    pub doelwaarde: i64,
    /// No distribution has less.
    pub ondergrens: i64,
    /// Whether there is none better.
    pub bewezen: bool,
    /// What it was judged by; hours weigh 0 when they played no part.
    pub wensen: Wensen,
}

impl Verdeling {
    /// How far the best can be below this, as part of this; 0 when it is proven.
    #[must_use]
    pub fn speling(&self) -> f64 {
        (self.doelwaarde - self.ondergrens) as f64 / (self.doelwaarde.max(1)) as f64
    }
}

/// The distribution with the least changes and misfits, whatever becomes of the hours. Always the best there is.
pub fn toewijzen(opgave: &Opgave, wensen: &Wensen) -> Result<Verdeling, GeenVerdeling> {
    geen::toets(opgave, wensen)?;
    let mut wensen = wensen.clone();
    wensen.gewichten.kwartier = 0;
    let model = Model::nieuw(opgave, &wensen, false);
    let x = stroom::goedkoopste(&model);
    Ok(verdeling(opgave, wensen, model.uitdelen(&x, opgave.klanten.len()), i64::MAX))
}

/// The distribution with the least changes, misfits and hours out of balance that is found while `verder` says to go on. With a `verder` that
/// depends on nothing but how often it is asked, the answer is always the same.
pub fn in_evenwicht(opgave: &Opgave, wensen: &Wensen, verder: &dyn Fn() -> bool) -> Result<Verdeling, GeenVerdeling> {
    let begin = toewijzen(opgave, wensen)?;
    if wensen.gewichten.kwartier == 0 || opgave.klanten.is_empty() {
        return Ok(begin);
    }
    let model = Model::nieuw(opgave, wensen, true);
    let x = model.tellen(&begin.klantmanager_van);
    let eenheid = f64::from(wensen.gewichten.kwartier);
    let stop = AtomicBool::new(false);
    let kijk = || {
        if !verder() {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let alles = |_| model.soorten.iter().map(|soort| (0, u32::try_from(soort.aantal).unwrap_or(u32::MAX))).collect();
    let gang =
        Gang { pogingen: VOORAF * opgave.klanten.len() as u64, warm: 3.0 * eenheid, koud: 0.3 * eenheid, zaad: 0 };
    let vrij = Vrij::nieuw(&model, &x, alles);
    let mut beste = zoek(&model, &vrij, &Toestand::nieuw(&model, x), gang, &stop, &kijk);
    let mut grens = Ondergrens::nieuw(&model, begin.kosten);
    grens.verhoog(&model, &beste.x, verder);

    let (mut vergeefs, mut ronde) = (0, 0_u64);
    while beste.waarde > grens.waarde && vergeefs < VERGEEFS && verder() {
        let speling = SCHAAL * i64::from(wensen.gewichten.kwartier) / if ronde % 4 == 3 { 2 } else { 1 };
        let vrij = Vrij::nieuw(&model, &beste.x, |j| grens.planners[j].marges(&grens.prijzen, speling));
        let warm = if ronde == 0 { 2.0 } else { 1.2 } * eenheid;
        let pogingen = POGINGEN * opgave.klantmanagers.len() as u64;
        let gang = |deel| Gang { pogingen, warm, koud: 0.3 * eenheid, zaad: 1 + 2 * ronde + deel };
        let (een, ander) = std::thread::scope(|scope| {
            let ander = scope.spawn(|| zoek(&model, &vrij, &beste, gang(1), &stop, &|| ()));
            let een = zoek(&model, &vrij, &beste, gang(0), &stop, &kijk);
            (een, ander.join().ok())
        });
        let gevonden = ander.into_iter().fold(een, |een, ander| if ander.waarde < een.waarde { ander } else { een });
        vergeefs = if gevonden.waarde < beste.waarde { 0 } else { vergeefs + 1 };
        if std::env::var("LOG").is_ok() {
            eprintln!("{ronde} {} {}", gevonden.waarde, grens.waarde);
        }
        if gevonden.waarde < beste.waarde {
            beste = gevonden;
        }
        ronde += 1;
    }
    Ok(verdeling(opgave, wensen.clone(), model.uitdelen(&beste.x, opgave.klanten.len()), grens.waarde))
}

/// What a distribution costs, reckoned from the clients themselves.
fn verdeling(opgave: &Opgave, wensen: Wensen, klantmanager_van: Vec<usize>, ondergrens: i64) -> Verdeling {
    let mut uren = vec![0_i64; opgave.klantmanagers.len()];
    let mut kosten = 0;
    for (klant, &j) in opgave.klanten.iter().zip(&klantmanager_van) {
        kosten += wensen.gewichten.kosten(opgave, klant, j);
        uren[j] += i64::from(klant.kwartieren);
    }
    let afwijking = uren.iter().zip(&opgave.klantmanagers).map(|(uren, wie)| (uren - wie.doel).abs()).sum::<i64>();
    let doelwaarde = kosten + i64::from(wensen.gewichten.kwartier) * afwijking;
    let ondergrens = ondergrens.min(doelwaarde);
    Verdeling { klantmanager_van, kosten, afwijking, doelwaarde, ondergrens, bewezen: ondergrens == doelwaarde, wensen }
}
