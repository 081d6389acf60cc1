//! What there is to distribute and to plan: klantmanagers with their time, and clients with the conversations of a quarter.
//!
//! The layout is that of the instances with which solvers are compared; hours are whole quarters of an hour, weeks count from 1.

use serde::{Deserialize, Serialize};

/// The weeks of a quarter.
pub const WEKEN: usize = 13;
/// The week that stands for: not this quarter.
pub const NIET_GEPLAND: u8 = 14;
/// The need that everybody can meet.
pub const ALGEMEEN: &str = "algemeen";

/// The largest weight that can be reckoned with: beyond it sums no longer fit in whole numbers, and what must never happen is no longer
/// dearer than everything else.
pub(crate) const GROOTSTE_GEWICHT: u32 = 1000;

/// A problem to solve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opgave {
    /// Who has clients.
    #[serde(rename = "managers")]
    pub klantmanagers: Vec<Klantmanager>,
    /// Who must be with one of them.
    #[serde(rename = "clients")]
    pub klanten: Vec<Klant>,
}

/// Somebody who has clients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Klantmanager {
    /// What he knows more of.
    #[serde(rename = "spec")]
    pub specialismen: Vec<String>,
    /// How many clients he has at least.
    #[serde(rename = "lo")]
    pub minstens: u32,
    /// How many he has at most.
    #[serde(rename = "hi")]
    pub hoogstens: u32,
    /// The quarter-hours of conversations that are his share.
    #[serde(rename = "T")]
    pub doel: i64,
    /// The quarter-hours he can talk, per week.
    #[serde(rename = "H")]
    pub ruimte: [u32; WEKEN],
}

/// Somebody to talk with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Klant {
    /// Which specialism he asks; `algemeen` for none.
    #[serde(rename = "need")]
    pub behoefte: String,
    /// With whom he is now; -1 for nobody.
    #[serde(rename = "cur")]
    pub huidig: i64,
    /// How heavy a change, or waiting, weighs.
    #[serde(rename = "w")]
    pub gewicht: u32,
    /// How many conversations this quarter.
    #[serde(rename = "k")]
    pub gesprekken: usize,
    /// Quarter-hours of one.
    #[serde(rename = "len")]
    pub lengte: u32,
    /// Quarter-hours of all of them.
    #[serde(rename = "h")]
    pub kwartieren: u32,
    /// The week each should be held in.
    #[serde(rename = "due")]
    pub uiterlijk: Vec<u8>,
    /// The first week each may be held in.
    #[serde(rename = "early")]
    pub vroegst: Vec<u8>,
    /// Who plans them.
    #[serde(rename = "pm")]
    pub planner: usize,
}

impl Klantmanager {
    /// Whether he knows what the client asks.
    #[must_use]
    pub fn past_bij(&self, klant: &Klant) -> bool {
        klant.behoefte == ALGEMEEN || self.specialismen.contains(&klant.behoefte)
    }
}

/// What is not in order in a problem. Clients and klantmanagers are named by position, the first is 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpgaveOnjuist {
    /// A client is with somebody who is not there.
    #[error("Klant {klant} staat bij klantmanager {huidig}, en die is er niet: er zijn er {klantmanagers}.")]
    HuidigOnbekend {
        /// Whose.
        klant: usize,
        /// With whom.
        huidig: i64,
        /// How many there are.
        klantmanagers: usize,
    },
    /// Somebody plans who is not there.
    #[error(
        "De gesprekken van klant {klant} plant klantmanager {planner}, en die is er niet: er zijn er {klantmanagers}."
    )]
    PlannerOnbekend {
        /// Whose.
        klant: usize,
        /// Who plans.
        planner: usize,
        /// How many there are.
        klantmanagers: usize,
    },
    /// Not as many weeks as conversations.
    #[error(
        "Klant {klant} heeft {gesprekken} gesprekken, met {uiterlijk} uiterste en {vroegst} vroegste weken; dat moeten er van elk \
         evenveel zijn."
    )]
    Weken {
        /// Whose.
        klant: usize,
        /// How many conversations.
        gesprekken: usize,
        /// How many weeks to hold one in.
        uiterlijk: usize,
        /// How many first weeks.
        vroegst: usize,
    },
    /// A week outside the quarter.
    #[error("Klant {klant} heeft een gesprek in week {week}; een kwartaal heeft de weken 1 tot en met {WEKEN}.")]
    Week {
        /// Whose.
        klant: usize,
        /// Which week.
        week: u8,
    },
    /// A conversation has to be held before it may.
    #[error("Een gesprek van klant {klant} moet uiterlijk in week {uiterlijk}, en mag pas vanaf week {vroegst}.")]
    VroegstNaUiterlijk {
        /// Whose.
        klant: usize,
        /// Not before this week.
        vroegst: u8,
        /// Nor after this one.
        uiterlijk: u8,
    },
    /// The hours are not those of the conversations.
    #[error("Klant {klant} heeft {kwartieren} kwartieren, en zijn gesprekken duren er samen {gesprekken}.")]
    Kwartieren {
        /// Whose.
        klant: usize,
        /// What is given.
        kwartieren: u32,
        /// What the conversations take.
        gesprekken: u64,
    },
    /// More hours than can be reckoned with.
    #[error("Klant {klant} heeft {kwartieren} kwartieren in een kwartaal; meer dan {HOOGSTENS} kan niet.")]
    TeLang {
        /// Whose.
        klant: usize,
        /// How many.
        kwartieren: u32,
    },
    /// A minimum above a maximum.
    #[error(
        "Klantmanager {klantmanager} moet minstens {minstens} klanten hebben en mag er hoogstens {hoogstens} hebben."
    )]
    Grenzen {
        /// Who.
        klantmanager: usize,
        /// At least.
        minstens: u32,
        /// At most.
        hoogstens: u32,
    },
    /// A share that nobody could work.
    #[error(
        "Klantmanager {klantmanager} heeft {doel} kwartieren als aandeel; dat moet tussen 0 en {MEESTE_DOEL} liggen."
    )]
    Doel {
        /// Who.
        klantmanager: usize,
        /// His share.
        doel: i64,
    },
}

/// The quarter-hours of thirteen weeks, day and night: nobody talks longer.
const HOOGSTENS: u32 = 13 * 7 * 24 * 4;
/// Beyond the share of a thousand klantmanagers who never sleep.
const MEESTE_DOEL: i64 = 10_000_000;

impl Opgave {
    /// Whether everything refers to something and nothing contradicts itself. Whether there is a solution is another question.
    pub fn controleer(&self) -> Result<(), OpgaveOnjuist> {
        for (klantmanager, iemand) in self.klantmanagers.iter().enumerate() {
            let (minstens, hoogstens, doel) = (iemand.minstens, iemand.hoogstens, iemand.doel);
            if minstens > hoogstens {
                return Err(OpgaveOnjuist::Grenzen { klantmanager, minstens, hoogstens });
            }
            if !(0..=MEESTE_DOEL).contains(&doel) {
                return Err(OpgaveOnjuist::Doel { klantmanager, doel });
            }
        }
        self.klanten
            .iter()
            .enumerate()
            .try_for_each(|(nummer, klant)| klant.controleer(nummer, self.klantmanagers.len()))
    }
}

impl Klant {
    fn controleer(&self, klant: usize, klantmanagers: usize) -> Result<(), OpgaveOnjuist> {
        let (huidig, planner) = (self.huidig, self.planner);
        if huidig != -1 && usize::try_from(huidig).map_or(true, |huidig| huidig >= klantmanagers) {
            return Err(OpgaveOnjuist::HuidigOnbekend { klant, huidig, klantmanagers });
        }
        // Without anybody there is nobody to plan either; who distributes says so more clearly.
        if planner >= klantmanagers && klantmanagers > 0 {
            return Err(OpgaveOnjuist::PlannerOnbekend { klant, planner, klantmanagers });
        }
        let (gesprekken, uiterlijk, vroegst) = (self.gesprekken, self.uiterlijk.len(), self.vroegst.len());
        if uiterlijk != gesprekken || vroegst != gesprekken {
            return Err(OpgaveOnjuist::Weken { klant, gesprekken, uiterlijk, vroegst });
        }
        let buiten = |week: &&u8| **week < 1 || usize::from(**week) > WEKEN;
        if let Some(&week) = self.uiterlijk.iter().chain(&self.vroegst).find(buiten) {
            return Err(OpgaveOnjuist::Week { klant, week });
        }
        if let Some((&vroegst, &uiterlijk)) = self.vroegst.iter().zip(&self.uiterlijk).find(|(van, tot)| van > tot) {
            return Err(OpgaveOnjuist::VroegstNaUiterlijk { klant, vroegst, uiterlijk });
        }
        let kwartieren = self.kwartieren;
        if kwartieren > HOOGSTENS {
            return Err(OpgaveOnjuist::TeLang { klant, kwartieren });
        }
        let gesprekken = (gesprekken as u64).saturating_mul(self.lengte.into());
        if gesprekken != u64::from(kwartieren) {
            return Err(OpgaveOnjuist::Kwartieren { klant, kwartieren, gesprekken });
        }
        Ok(())
    }
}
