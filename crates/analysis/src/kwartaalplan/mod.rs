//! When everybody is spoken to: the conversations of a quarter in the weeks of their klantmanager.
//!
//! A conversation after the week it is due costs the weight of the client per week, one that is left for the next quarter more than any
//! week of this one, and every quarter-hour of a week above 85 percent of its room costs one: those are for what comes between. A client is
//! spoken to at most once a week, never before a conversation may be held, and no week holds more than its room.
//!
//! Klantmanagers do not touch each other, so each is planned by itself (`vertak`): a plan that is searched for (`zoek`), and a
//! proof that there is no cheaper one (`dual`, `los`, `paren`, `straal`). The same problem gives the same plan on any number of threads.

mod deel;
mod dual;
mod geval;
mod geweigerd;
mod lookup;
mod los;
mod paren;
mod posten;
mod samen;
mod straal;
#[cfg(test)]
mod tests;
mod vertak;
mod weken;
mod zoek;

use std::{num::NonZeroUsize, thread};

pub use self::geweigerd::GeenPlan;
use self::{
    deel::{Gesprekken, Part},
    geweigerd::gecontroleerd,
    samen::samen,
    vertak::{Search, TIMES},
    weken::spread,
};
use crate::opgave::{NIET_GEPLAND, Opgave, WEKEN};

/// A conversation that stays where somebody put it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vast {
    /// The place of the client in the problem.
    pub klant: usize,
    /// Which of its conversations, from 0.
    pub gesprek: usize,
    /// The week, from 1; [`NIET_GEPLAND`] to leave it for the next quarter.
    pub week: u8,
}

/// What holds besides the problem itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keuze {
    /// What stays where it is.
    pub vast: Vec<Vast>,
    /// How many threads share the work; as many as the machine has when not said. It changes nothing but the time.
    pub draden: Option<NonZeroUsize>,
}

/// A week for every conversation, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kwartaalplan {
    /// Per client the weeks of its conversations, from 1, in their order; [`NIET_GEPLAND`] for not this quarter.
    pub weken: Vec<Vec<u8>>,
    /// What conversations after the week they are due cost.
    pub te_laat: i64,
    /// What conversations cost that are left for the next quarter.
    pub niet_gepland: i64,
    /// Quarter-hours above 85 percent of the room of a week.
    pub boven: i64,
    /// The three together: the less, the better.
    pub doelwaarde: i64,
    /// No plan costs less than this.
    pub ondergrens: i64,
    /// Whether this is the best plan there is.
    pub bewezen: bool,
}

/// Plans a quarter. `verder` says whether to go on: after *no* the answer is the best plan found until then, and its `ondergrens` says
/// how far from the best it can be. Without a *no* that is decided too, but for the rare klantmanager whose proof would take too long.
pub fn plannen(opgave: &Opgave, verder: &(dyn Fn() -> bool + Sync)) -> Result<Kwartaalplan, GeenPlan> {
    plannen_met(opgave, &Keuze::default(), verder)
}

/// Plans a quarter around what is fixed.
pub fn plannen_met(
    opgave: &Opgave,
    keuze: &Keuze,
    verder: &(dyn Fn() -> bool + Sync),
) -> Result<Kwartaalplan, GeenPlan> {
    let vast = gecontroleerd(opgave, &keuze.vast)?;
    let draden = keuze.draden.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut groepen: Vec<(u64, Vec<usize>)> = (0..).zip(opgave.klantmanagers.iter().map(|_| Vec::new())).collect();
    for (klant, van) in opgave.klanten.iter().enumerate() {
        groepen[van.planner].1.push(klant);
    }
    let gesprekken = |klant: usize| {
        let van = &opgave.klanten[klant];
        Gesprekken::new(van, &opgave.klantmanagers[van.planner].ruimte, &vast[klant])
    };
    // Everybody gets a good plan before anybody gets the best one, and what is easy to prove goes before what is hard: so little time is
    // shared fairly.
    let mut bezig = samen(groepen, draden, |(nummer, klanten)| {
        let van_klanten: Vec<Gesprekken<'_>> = klanten.iter().map(|&klant| gesprekken(klant)).collect();
        let ruimte = usize::try_from(nummer).ok().and_then(|nummer| opgave.klantmanagers.get(nummer));
        let part = Part::new(&ruimte.map_or([0; WEKEN], |van| van.ruimte), &van_klanten);
        (klanten, Search::new(part, nummer, verder))
    });
    for effort in 0..TIMES {
        bezig = samen(bezig, draden, |(klanten, search)| (klanten, search.continue_with(effort, verder)));
    }
    let klaar = samen(bezig, draden, |(klanten, search)| {
        let weken: Vec<Vec<u8>> = klanten
            .iter()
            .zip(&search.plan.chosen)
            .map(|(&klant, pattern)| spread(&gesprekken(klant), pattern.weeks).into_iter().map(week).collect())
            .collect();
        (klanten, weken, search.bound)
    });
    let mut weken = vec![Vec::new(); opgave.klanten.len()];
    let mut ondergrens = 0;
    for (klanten, van_klanten, bound) in klaar {
        ondergrens += bound;
        for (klant, van_klant) in klanten.into_iter().zip(van_klanten) {
            weken[klant] = van_klant;
        }
    }
    Kwartaalplan::van(opgave, weken, ondergrens)
}

/// A week as it is shown.
fn week(van_nul: Option<usize>) -> u8 {
    van_nul.and_then(|week| u8::try_from(week + 1).ok()).unwrap_or(NIET_GEPLAND)
}

impl Kwartaalplan {
    /// What a plan costs, counted anew from the weeks themselves; no plan when a week holds more than its room.
    fn van(opgave: &Opgave, weken: Vec<Vec<u8>>, ondergrens: i64) -> Result<Self, GeenPlan> {
        let mut kwartieren = vec![[0_i64; WEKEN]; opgave.klantmanagers.len()];
        let (mut te_laat, mut niet_gepland) = (0, 0);
        for (klant, weken) in opgave.klanten.iter().zip(&weken) {
            for (q, &week) in weken.iter().enumerate() {
                if week == NIET_GEPLAND {
                    niet_gepland += i64::from(deel::later(klant, q));
                } else {
                    te_laat += i64::from(deel::te_laat(klant, q, usize::from(week) - 1));
                    kwartieren[klant.planner][usize::from(week) - 1] += i64::from(klant.lengte);
                }
            }
        }
        let mut boven = 0;
        for (klantmanager, (van, kwartieren)) in opgave.klantmanagers.iter().zip(&kwartieren).enumerate() {
            for (week, (&ruimte, &gevraagd)) in (1..).zip(van.ruimte.iter().zip(kwartieren)) {
                let ruimte = i64::from(ruimte);
                if gevraagd > ruimte {
                    return Err(GeenPlan::PastNiet { klantmanager, week, gevraagd, ruimte });
                }
                boven += (gevraagd - deel::zonder_kosten(ruimte)).max(0);
            }
        }
        let doelwaarde = te_laat + niet_gepland + boven;
        let bewezen = ondergrens >= doelwaarde;
        Ok(Self { weken, te_laat, niet_gepland, boven, doelwaarde, ondergrens, bewezen })
    }
}
