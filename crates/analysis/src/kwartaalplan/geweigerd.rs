//! Why there is no plan to make, and what would have to give.

use thiserror::Error;

use super::Vast;
use crate::opgave::{GROOTSTE_GEWICHT, NIET_GEPLAND, Opgave, OpgaveOnjuist, WEKEN};

/// What is asked cannot be planned. Clients, klantmanagers and conversations are counted from 0, as in the problem; weeks from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GeenPlan {
    /// The problem itself is not in order.
    #[error(transparent)]
    Onjuist(#[from] OpgaveOnjuist),
    /// A client is with nobody who is there.
    #[error(
        "klant {klant} staat bij klantmanager {planner}, maar er zijn er {aantal}: zet de klant bij iemand die er is"
    )]
    PlannerOntbreekt {
        /// Whose conversations these are.
        klant: usize,
        /// Who should hold them.
        planner: usize,
        /// How many klantmanagers there are.
        aantal: usize,
    },
    /// A weight beyond what can be reckoned with.
    #[error("klant {klant} heeft gewicht {gewicht}: meer dan {GROOTSTE_GEWICHT} kan niet, verlaag het")]
    GewichtTeGroot {
        /// Whose it is.
        klant: usize,
        /// The weight.
        gewicht: u32,
    },
    /// What is fixed is not asked.
    #[error("gesprek {gesprek} van klant {klant} ligt vast, maar dat gesprek is er niet: maak het los of voeg het toe")]
    GesprekOntbreekt {
        /// Who is said to have it.
        klant: usize,
        /// Which one.
        gesprek: usize,
    },
    /// Fixed outside the quarter.
    #[error(
        "gesprek {gesprek} van klant {klant} ligt vast in week {week}: kies een week van 1 tot en met {WEKEN}, of {NIET_GEPLAND} voor niet dit kwartaal"
    )]
    BuitenKwartaal {
        /// Whose conversation it is.
        klant: usize,
        /// Which one.
        gesprek: usize,
        /// Where it is fixed.
        week: u8,
    },
    /// Fixed before it may be held.
    #[error(
        "gesprek {gesprek} van klant {klant} ligt vast in week {week}, maar mag pas vanaf week {vroegst}: verzet het of vervroeg die week"
    )]
    TeVroeg {
        /// Whose conversation it is.
        klant: usize,
        /// Which one.
        gesprek: usize,
        /// Where it is fixed.
        week: u8,
        /// From when it may be held.
        vroegst: u8,
    },
    /// One conversation fixed twice.
    #[error("gesprek {gesprek} van klant {klant} ligt vast in week {een} en in week {ander}: kies een van beide")]
    Tweemaal {
        /// Whose conversation it is.
        klant: usize,
        /// Which one.
        gesprek: usize,
        /// Where it is fixed first.
        een: u8,
        /// And where after that.
        ander: u8,
    },
    /// Two conversations of a client fixed in one week.
    #[error("de gesprekken {een} en {ander} van klant {klant} liggen beide vast in week {week}: verzet er een")]
    ZelfdeWeek {
        /// Whose conversations these are.
        klant: usize,
        /// The one.
        een: usize,
        /// The other.
        ander: usize,
        /// Where both are fixed.
        week: u8,
    },
    /// More fixed in a week than there is time for.
    #[error(
        "klantmanager {klantmanager} heeft in week {week} {gevraagd} kwartieren aan vaste gesprekken en ruimte voor {ruimte}: maak gesprekken los tot {teveel} kwartieren vrijkomen, of geef de week meer ruimte"
    )]
    WeekTeVol {
        /// Whose week it is.
        klantmanager: usize,
        /// Which one.
        week: usize,
        /// Quarter-hours of what is fixed.
        gevraagd: u64,
        /// Quarter-hours there are.
        ruimte: u64,
        /// Quarter-hours too many.
        teveel: u64,
    },
    /// The plan that came out asks more of a week than there is: a mistake of ours, and no plan to show.
    #[error(
        "het plan dat is gevonden vraagt van klantmanager {klantmanager} in week {week} {gevraagd} kwartieren, en er is ruimte voor {ruimte}; dat is een fout in Klantbeeld, meld haar met deze opgave"
    )]
    PastNiet {
        /// Whose week it is.
        klantmanager: usize,
        /// Which one.
        week: usize,
        /// Quarter-hours of what is planned.
        gevraagd: i64,
        /// Quarter-hours there are.
        ruimte: i64,
    },
}

/// The week of every conversation that is fixed, per client; or why that cannot be.
pub(super) fn gecontroleerd(opgave: &Opgave, vast: &[Vast]) -> Result<Vec<Vec<Option<u8>>>, GeenPlan> {
    opgave.controleer()?;
    let aantal = opgave.klantmanagers.len();
    for (klant, van) in opgave.klanten.iter().enumerate() {
        // The check of the problem lets this pass when there is nobody at all.
        if van.planner >= aantal {
            return Err(GeenPlan::PlannerOntbreekt { klant, planner: van.planner, aantal });
        }
        if van.gewicht > GROOTSTE_GEWICHT {
            return Err(GeenPlan::GewichtTeGroot { klant, gewicht: van.gewicht });
        }
    }
    let mut weken: Vec<Vec<Option<u8>>> = opgave.klanten.iter().map(|klant| vec![None; klant.gesprekken]).collect();
    let mut gevraagd = vec![[0_u64; WEKEN]; aantal];
    for &Vast { klant, gesprek, week } in vast {
        let ontbreekt = GeenPlan::GesprekOntbreekt { klant, gesprek };
        let (Some(van), Some(van_klant)) = (opgave.klanten.get(klant), weken.get_mut(klant)) else {
            return Err(ontbreekt);
        };
        let Some(&al) = van_klant.get(gesprek) else { return Err(ontbreekt) };
        if !(1..=NIET_GEPLAND).contains(&week) {
            return Err(GeenPlan::BuitenKwartaal { klant, gesprek, week });
        }
        let vroegst = van.vroegst[gesprek];
        if week < vroegst {
            return Err(GeenPlan::TeVroeg { klant, gesprek, week, vroegst });
        }
        match al {
            Some(een) if een == week => continue,
            Some(een) => return Err(GeenPlan::Tweemaal { klant, gesprek, een, ander: week }),
            None => {}
        }
        if week != NIET_GEPLAND {
            if let Some(een) = van_klant.iter().position(|ander| *ander == Some(week)) {
                return Err(GeenPlan::ZelfdeWeek { klant, een, ander: gesprek, week });
            }
            gevraagd[van.planner][usize::from(week) - 1] += u64::from(van.lengte);
        }
        van_klant[gesprek] = Some(week);
    }
    for (klantmanager, gevraagd) in gevraagd.iter().enumerate() {
        for (week, &gevraagd) in gevraagd.iter().enumerate() {
            let ruimte = u64::from(opgave.klantmanagers[klantmanager].ruimte[week]);
            if gevraagd > ruimte {
                let teveel = gevraagd - ruimte;
                return Err(GeenPlan::WeekTeVol { klantmanager, week: week + 1, gevraagd, ruimte, teveel });
            }
        }
    }
    Ok(weken)
}
