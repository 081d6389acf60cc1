//! Who has which client: the fewest changes and mismatches within the bounds of every caseload, with and without equal hours.
//!
//! Both answers come with what is proven about them. Without hours the cheapest distribution is found at once ([`toewijzen`]). With hours a
//! bound is proven first, and whole plans are added up so that everything comes right (`optelsom`, `sluitend`): mostly that gives the best, or
//! next to it. A large town is searched once before that. If there is still something between answer and bound, the search goes on until there is not
//! or the time is up ([`in_evenwicht`]): the answer is the best that was found, and how far from the best it can be at most. When
//! searching finds nothing more, what the bound leaves open is closed by counting (`cellen`); for a small team that is mostly all.
//!
//! It is about work, not about people: nothing here reckons with who a client is beyond what he asks and how many hours that takes.

mod cellen;
mod geen;
mod maten;
mod meester;
mod model;
mod ondergrens;
mod optelsom;
mod plan;
mod profielen;
mod simplex;
mod sluitend;
mod stroom;
mod stukken;
#[cfg(test)]
mod tests;
mod trek;
mod uitleg;
mod wensen;
mod zoek;

use std::sync::atomic::{AtomicBool, Ordering};

pub use self::{
    geen::GeenVerdeling,
    uitleg::{Reden, Uitleg, Uitlegger, uitleg},
    wensen::{Gewichten, Wensen},
};
use self::{
    model::Model,
    ondergrens::Ondergrens,
    plan::SCHAAL,
    trek::trek,
    zoek::{Gang, Toestand, Vrij, zoek},
};
use crate::opgave::Opgave;

/// Attempts of the first search, per client: enough to have something to begin with.
const VOORAF: u64 = 200;
/// Attempts of each next search, per klantmanager.
const POGINGEN: u64 = 100_000;
/// In a team this small a search deals the clients of two anew, per klantmanager so many times, instead of trying small exchanges: slow cooling finds what many short searches
/// do not.
const KLEIN: usize = 100;
const TREKKEN: u64 = 13_000;
/// What a client may cost too much then, in quarter-hours, in turn: with fewer to choose from it settles deeper, if the best is among them.
const RUIM: [f64; 4] = [2.0, 1.5, 3.0, 2.0];
/// With more klantmanagers than [`KLEIN`] plans are not added up before so many searches.
const UITSTEL: u64 = 1;
/// So few pairs of klantmanager and client that nothing needs to be left out, and that so many draws per pair are enough for one search.
const WEINIG: usize = 1000;
const PER_PAAR: u64 = 100;
/// How far uphill those searches dare to go at first, in turn, in quarter-hours: when a change weighs many of them, a cold search of a few
/// people stays where it began.
const MOED: [f64; 4] = [1.0, 8.0, 3.0, 20.0];
/// After so many searches without anything better it is proven that there is nothing, if that can be; not sooner, as it takes time that
/// searching may need more.
const TELLEN: u32 = 2;
/// After so many searches without anything better it ends by itself.
const VERGEEFS: u32 = 20;

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
    /// How far the best can be below this, as solvers say it: see [`speling`].
    #[must_use]
    pub fn speling(&self) -> f64 {
        speling(self.doelwaarde, self.ondergrens)
    }
}

/// How far the best can be below what was found, as part of what was found: the *gap* that solvers as HiGHS report and are compared
/// by. 0 when it is proven. To tell people how much worse something is than the best, see [`tienden_boven_beste`].
#[must_use]
pub fn speling(doelwaarde: i64, ondergrens: i64) -> f64 {
    (doelwaarde - ondergrens) as f64 / doelwaarde.max(1) as f64
}

/// How much heavier than the best something is at most, in tenths of a per cent of the best, rounded up: never better than is said. The best
/// is not known, but is no less than the lower bound; nothing when that is 0, of which nothing is a part.
#[must_use]
pub fn tienden_boven_beste(doelwaarde: i64, ondergrens: i64) -> Option<i64> {
    let meer = (doelwaarde - ondergrens).max(0);
    (ondergrens > 0).then(|| (1_000 * meer + ondergrens - 1) / ondergrens)
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

/// The distribution with the least changes, misfits and hours out of balance that is found while `verder` says to go on. When it ends by
/// itself the answer is always the same; stopped half-way, how far the second thread was may make a difference.
pub fn in_evenwicht(opgave: &Opgave, wensen: &Wensen, verder: &dyn Fn() -> bool) -> Result<Verdeling, GeenVerdeling> {
    let begin = toewijzen(opgave, wensen)?;
    if wensen.gewichten.kwartier == 0 || opgave.klanten.is_empty() {
        return Ok(begin);
    }
    if !te_rekenen(opgave, wensen) {
        return Ok(verdeling(opgave, wensen.clone(), begin.klantmanager_van, begin.kosten));
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
    let gang = Gang {
        pogingen: VOORAF * opgave.klanten.len() as u64,
        warm: 3.0 * eenheid,
        koud: 0.3 * eenheid,
        zaad: 0,
        doel: i64::MIN,
    };
    let vrij = Vrij::nieuw(&model, &x, |_| model.alles());
    let mut beste = zoek(&model, &vrij, &Toestand::nieuw(&model, x), gang, &stop, &kijk);
    let mut grens = Ondergrens::nieuw(&model, begin.kosten);
    grens.met_delen(&model, &beste.x, verder);

    let klein = opgave.klantmanagers.len() <= KLEIN;
    let (mut vergeefs, mut ronde) = (0, 0);
    while beste.waarde > grens.waarde && vergeefs < VERGEEFS && verder() {
        // Plans and what they add up to give the most, but with hundreds of klantmanagers they take seconds: then not before there is a good answer.
        if ronde == if klein { 0 } else { UITSTEL } {
            grens.met_plannen(&model, &beste.x, (&mut Vec::new(), None), verder);
            sluitend::sluit(&model, (&mut grens, &mut beste), (&stop, &kijk), verder);
            if beste.waarde <= grens.waarde {
                break;
            }
        }
        let ronde_nu = Ronde::nieuw(ronde, opgave, eenheid, grens.waarde);
        let vrij = Vrij::nieuw(&model, &beste.x, |j| match ronde_nu.speling {
            Some(speling) => grens.planners[j].marges(&grens.prijzen, speling),
            None => model.alles(),
        });
        let [een, ander] = ronde_nu.gangen;
        let zoek = if klein { trek } else { zoek };
        let (een, ander) = std::thread::scope(|scope| {
            let ander = scope.spawn(|| zoek(&model, &vrij, &beste, ander, &stop, &|| ()));
            let een = zoek(&model, &vrij, &beste, een, &stop, &kijk);
            (een, ander.join().ok())
        });
        let gevonden = ander.into_iter().fold(een, |een, ander| if ander.waarde < een.waarde { ander } else { een });
        vergeefs += 1;
        if gevonden.waarde < beste.waarde {
            beste = gevonden;
            vergeefs = 0;
        }
        if vergeefs == TELLEN && klein {
            grens.waarde = cellen::bewijs(&model, &beste.x, begin.kosten, (&grens, beste.waarde), verder);
        }
        ronde += 1;
    }
    Ok(verdeling(opgave, wensen.clone(), model.uitdelen(&beste.x, opgave.klanten.len()), grens.waarde))
}

/// Whether hours at their weight stay within whole numbers that a computer reckons with: they do up to sixty-eight million quarter-hours of
/// work at the heaviest weight.
fn te_rekenen(opgave: &Opgave, wensen: &Wensen) -> bool {
    let werk: i128 = opgave.klanten.iter().map(|klant| i128::from(klant.kwartieren)).sum();
    let delen: i128 = opgave.klantmanagers.iter().map(|wie| i128::from(wie.doel).abs()).sum();
    (werk + delen) * i128::from(wensen.gewichten.kwartier) <= 1 << 36
}

/// How one search goes, on two threads.
struct Ronde {
    gangen: [Gang; 2],
    /// What a client may cost too much at the prices of the bound, times [`SCHAAL`]; nothing for whatever.
    speling: Option<i64>,
}

impl Ronde {
    /// `eenheid`: what a quarter-hour weighs, by which uphill is measured.
    fn nieuw(ronde: u64, opgave: &Opgave, eenheid: f64, doel: i64) -> Self {
        let wie = opgave.klantmanagers.len();
        let paren = wie * opgave.klanten.len();
        let beurt = usize::try_from(ronde % 4).unwrap_or(0);
        let (pogingen, warm, koud, deel) = if paren <= WEINIG {
            (PER_PAAR * paren as u64, MOED[beurt], 0.15, RUIM[beurt])
        } else if wie <= KLEIN {
            (TREKKEN * wie as u64, 1.0, 0.15, RUIM[beurt])
        } else {
            let (warm, deel) = (if ronde == 0 { 2.0 } else { 1.2 }, if beurt == 3 { 0.5 } else { 1.0 });
            (POGINGEN * wie as u64, warm, 0.3, deel)
        };
        let gang =
            |deel| Gang { pogingen, warm: warm * eenheid, koud: koud * eenheid, zaad: 1 + 2 * ronde + deel, doel };
        #[expect(clippy::cast_possible_truncation, reason = "a weight of at most a thousand, times the scale")]
        let speling = (paren > WEINIG).then_some((deel * eenheid * SCHAAL as f64) as i64);
        Self { gangen: [gang(0), gang(1)], speling }
    }
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
