//! Destroying in two steps (*vernietigingslijst*): one person proposes a list, another confirms it, and only then it is carried
//! out, with a report.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> voorgesteld: voorstellen
//!     voorgesteld --> bevestigd: bevestigen
//!     voorgesteld --> afgewezen: afwijzen
//!     voorgesteld --> voorgesteld: weglaten
//!     bevestigd --> uitgevoerd: uitvoeren
//!     bevestigd --> afgewezen: afwijzen
//!     bevestigd --> bevestigd: weglaten
//! ```
//!
//! Nothing is taken back: what is destroyed is gone, and a list that was turned down is made anew. A record that must stay, for an
//! objection that runs, is left off ([`Weglating`]). A long list is carried out in batches; each looks again at what is due
//! ([`Vernietigingslijst::scheid`]), because a benefit may begin again in between. The report names kinds and numbers, no persons. The picture is
//! made from [`OVERGANGEN`], and a test compares.

#[cfg(test)]
mod tests;
mod weglating;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::weglating::Weglating;
use crate::{
    bewaartermijn::{Stuk, Stuksoort},
    gesprek::Overgang,
    id::{GebruikerId, VernietigingslijstId},
};

/// Who did a step, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handtekening {
    /// Who.
    pub door: GebruikerId,
    /// On which day.
    pub op: Date,
}

/// What was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vernietigingsverslag {
    /// Who proposed it.
    pub voorgesteld: Handtekening,
    /// Who confirmed it.
    pub bevestigd: Handtekening,
    /// On which day it was done.
    pub op: Date,
    /// How many of each kind.
    pub aantallen: BTreeMap<Stuksoort, usize>,
}

/// Where a list stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LijstStand {
    /// Proposed.
    Voorgesteld(Handtekening),
    /// Confirmed by another person.
    Bevestigd {
        /// Who proposed it.
        voorgesteld: Handtekening,
        /// Who confirmed it.
        bevestigd: Handtekening,
    },
    /// Turned down.
    Afgewezen {
        /// Who turned it down.
        door: Handtekening,
        /// Why.
        reden: String,
    },
    /// Carried out.
    Uitgevoerd(Vernietigingsverslag),
}

impl LijstStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Voorgesteld(_) => "voorgesteld",
            Self::Bevestigd { .. } => "bevestigd",
            Self::Afgewezen { .. } => "afgewezen",
            Self::Uitgevoerd(_) => "uitgevoerd",
        }
    }
}

/// A list of records to be destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vernietigingslijst {
    /// Which list.
    pub id: VernietigingslijstId,
    /// What stands on it.
    pub stukken: Vec<Stuk>,
    /// Where it stands.
    pub stand: LijstStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why a step with a list is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VernietigenGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een vernietigingslijst die {0} is")]
    PastNiet(&'static str),
    /// Nothing stands on it.
    #[error("er staat niets op de lijst; er is niets te vernietigen")]
    Leeg,
    /// Its term is not over, or it is kept.
    #[error("stuk {0} mag nog niet vernietigd worden; maak een nieuwe lijst zonder dit stuk")]
    NietAanDeBeurt(String),
    /// It is not there any more, or became something else.
    #[error("stuk {0} is veranderd of weg sinds de lijst werd gemaakt; maak een nieuwe lijst")]
    Veranderd(String),
    /// One person is not two.
    #[error("een ander dan wie de lijst voorstelde bevestigt haar; vraag een collega")]
    ZelfdePersoon,
    /// A day before the step before it.
    #[error("deze datum ligt vóór de vorige stap; controleer de datum")]
    TeVroeg,
    /// No reason was given.
    #[error("schrijf op waarom u de lijst afwijst")]
    RedenNodig,
}

type Stap = Result<Vernietigingslijst, VernietigenGeweigerd>;

impl Vernietigingslijst {
    /// Somebody proposes it. Only what is due on that day may stand on it.
    pub fn stel_voor(id: VernietigingslijstId, stukken: Vec<Stuk>, wie: Handtekening) -> Stap {
        if stukken.is_empty() {
            return Err(VernietigenGeweigerd::Leeg);
        }
        aan_de_beurt(&stukken, wie.op)?;
        Ok(Self { id, stukken, stand: LijstStand::Voorgesteld(wie), versie: 1 })
    }

    /// Another person confirms it.
    pub fn bevestig(self, wie: Handtekening) -> Stap {
        let LijstStand::Voorgesteld(voorgesteld) = self.stand else { return Err(self.past_niet()) };
        if voorgesteld.door == wie.door {
            return Err(VernietigenGeweigerd::ZelfdePersoon);
        }
        if wie.op < voorgesteld.op {
            return Err(VernietigenGeweigerd::TeVroeg);
        }
        if self.stukken.is_empty() {
            return Err(VernietigenGeweigerd::Leeg);
        }
        Ok(Self { stand: LijstStand::Bevestigd { voorgesteld, bevestigd: wie }, ..self })
    }

    /// Somebody turns it down; that may also be who proposed it.
    pub fn wijs_af(self, wie: Handtekening, reden: String) -> Stap {
        if !matches!(self.stand, LijstStand::Voorgesteld(_) | LijstStand::Bevestigd { .. }) {
            return Err(self.past_niet());
        }
        if reden.trim().is_empty() {
            return Err(VernietigenGeweigerd::RedenNodig);
        }
        Ok(Self { stand: LijstStand::Afgewezen { door: wie, reden }, ..self })
    }

    /// A record is left off: it is kept, and may stand on a later list. Until the list is carried out, also after it was confirmed.
    pub fn laat_weg(self, kenmerk: &str) -> Stap {
        if !matches!(self.stand, LijstStand::Voorgesteld(_) | LijstStand::Bevestigd { .. }) {
            return Err(self.past_niet());
        }
        let voor = self.stukken.len();
        let stukken: Vec<Stuk> = self.stukken.into_iter().filter(|stuk| stuk.kenmerk != kenmerk).collect();
        if stukken.len() == voor {
            return Err(VernietigenGeweigerd::Veranderd(kenmerk.to_owned()));
        }
        Ok(Self { stukken, ..self })
    }

    /// Of a batch what may go, and what must stay: `nu` are the records as they are. What is not the same as when it was put on
    /// the list, or not due, stays.
    #[must_use]
    pub fn scheid(partij: &[Stuk], nu: &[Stuk], op: Date) -> (Vec<Stuk>, Vec<Stuk>) {
        partij.iter().cloned().partition(|stuk| nu.contains(stuk) && stuk.te_vernietigen(op))
    }

    /// It is carried out. `nu` are the records as they are: one whose benefit began again, or that is gone, stops the list.
    pub fn voer_uit(self, nu: &[Stuk], op: Date) -> Stap {
        let LijstStand::Bevestigd { voorgesteld, bevestigd } = self.stand else { return Err(self.past_niet()) };
        if op < bevestigd.op {
            return Err(VernietigenGeweigerd::TeVroeg);
        }
        if let Some(anders) = self.stukken.iter().find(|stuk| !nu.contains(stuk)) {
            return Err(VernietigenGeweigerd::Veranderd(anders.kenmerk.clone()));
        }
        aan_de_beurt(&self.stukken, op)?;
        let mut aantallen = BTreeMap::new();
        for stuk in &self.stukken {
            *aantallen.entry(stuk.soort).or_insert(0) += 1;
        }
        let verslag = Vernietigingsverslag { voorgesteld, bevestigd, op, aantallen };
        Ok(Self { stand: LijstStand::Uitgevoerd(verslag), ..self })
    }

    const fn past_niet(&self) -> VernietigenGeweigerd {
        VernietigenGeweigerd::PastNiet(self.stand.code())
    }
}

fn aan_de_beurt(stukken: &[Stuk], op: Date) -> Result<(), VernietigenGeweigerd> {
    match stukken.iter().find(|stuk| !stuk.te_vernietigen(op)) {
        Some(stuk) => Err(VernietigenGeweigerd::NietAanDeBeurt(stuk.kenmerk.clone())),
        None => Ok(()),
    }
}

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "voorstellen", "voorgesteld"),
    stap("voorgesteld", "bevestigen", "bevestigd"),
    stap("voorgesteld", "afwijzen", "afgewezen"),
    stap("voorgesteld", "weglaten", "voorgesteld"),
    stap("bevestigd", "uitvoeren", "uitgevoerd"),
    stap("bevestigd", "afwijzen", "afgewezen"),
    stap("bevestigd", "weglaten", "bevestigd"),
];
