//! A medical examination of what somebody can do (*keuring*): that it was asked for, when the answer came, and what somebody can
//! do at work. The diagnosis is none of the municipality's business, so there is no place for one: the answer is a load
//! capacity ([`Belastbaarheid`]) in fixed words, without free text.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> aangevraagd: aanvragen
//!     aangevraagd --> afgerond: afronden
//!     aangevraagd --> geannuleerd: annuleren
//!     afgerond --> aangevraagd: herstellen
//!     geannuleerd --> aangevraagd: herstellen
//! ```
//!
//! Two types, because not everybody who sees the client may know what the examiner found: [`Keuring`] is the two days, which stand
//! on the timeline; [`Keuringszaak`] is the case with its answer, for who works with it.
//!
//! *Herstellen* takes the last step back, with a line in the log. The picture is made from [`OVERGANGEN`], and a test
//! compares.
//!
//! Deliberately absent: a term for an examination that is not urgent. None is known.

mod belastbaarheid;
mod doorlooptijd;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::doorlooptijd::mediaan;
pub use self::{
    belastbaarheid::{Belastbaarheid, Beperking, OngeldigeBelastbaarheid, Uren},
    doorlooptijd::Doorlooptijden,
};
use crate::{
    datum::{dagen_tussen, kort},
    gesprek::Overgang,
    id::{KeuringId, KlantId},
    regel::{Welke, termijn},
};

/// Why an examination is called off: fixed words, because free text would invite a diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedenAnnulering {
    /// The client no longer wants it.
    OpVerzoekVanKlant,
    /// The client did not come to it.
    NietVerschenen,
    /// It was not needed after all.
    NietMeerNodig,
    /// It was asked for twice.
    DubbelAangevraagd,
    /// The benefit ended.
    UitkeringBeeindigd,
}

impl RedenAnnulering {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 5] = [
        Self::OpVerzoekVanKlant,
        Self::NietVerschenen,
        Self::NietMeerNodig,
        Self::DubbelAangevraagd,
        Self::UitkeringBeeindigd,
    ];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpVerzoekVanKlant => "op_verzoek_van_klant",
            Self::NietVerschenen => "niet_verschenen",
            Self::NietMeerNodig => "niet_meer_nodig",
            Self::DubbelAangevraagd => "dubbel_aangevraagd",
            Self::UitkeringBeeindigd => "uitkering_beeindigd",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::OpVerzoekVanKlant => "op verzoek van de klant",
            Self::NietVerschenen => "de klant kwam niet",
            Self::NietMeerNodig => "niet meer nodig",
            Self::DubbelAangevraagd => "dubbel aangevraagd",
            Self::UitkeringBeeindigd => "de uitkering is beëindigd",
        }
    }
}

impl std::str::FromStr for RedenAnnulering {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|reden| reden.code() == text).ok_or(())
    }
}

/// Where an examination stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeuringStand {
    /// Asked for; the answer is still to come.
    Aangevraagd,
    /// The answer came.
    Afgerond {
        /// On which day.
        op: Date,
        /// What somebody can do; not there for an examination of before Klantbeeld recorded it.
        belastbaarheid: Option<Belastbaarheid>,
    },
    /// It was called off.
    Geannuleerd {
        /// On which day.
        op: Date,
        /// Why.
        reden: RedenAnnulering,
    },
}

impl KeuringStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Aangevraagd => "aangevraagd",
            Self::Afgerond { .. } => "afgerond",
            Self::Geannuleerd { .. } => "geannuleerd",
        }
    }
}

/// What the dossier shows of an examination: that it was asked for, and when the answer came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keuring {
    /// Which examination.
    pub id: KeuringId,
    /// Whose.
    pub klant: KlantId,
    /// Whether it is urgent.
    pub spoed: bool,
    /// The day it was asked for.
    pub aangevraagd: Date,
    /// The day the answer came.
    pub afgerond: Option<Date>,
}

impl Keuring {
    /// Days from asking to answer.
    #[must_use]
    pub fn doorlooptijd(&self) -> Option<i64> {
        self.afgerond.map(|dag| dagen_tussen(self.aangevraagd, dag))
    }
}

/// An examination as a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keuringszaak {
    /// Which examination.
    pub id: KeuringId,
    /// Whose.
    pub klant: KlantId,
    /// Whether it is urgent.
    pub spoed: bool,
    /// The day it was asked for.
    pub aangevraagd: Date,
    /// Where it stands.
    pub stand: KeuringStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why a step with an examination is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeuringGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een keuring die {0} is")]
    PastNiet(&'static str),
    /// There is nothing to take back.
    #[error("met deze keuring is nog niets gedaan; er is niets om te herstellen")]
    NietsTeHerstellen,
    /// The day is still to come.
    #[error("deze datum ligt in de toekomst; kies vandaag of eerder")]
    Toekomst,
    /// The answer is older than the question.
    #[error("deze datum ligt vóór de aanvraag van {}; controleer de datum", kort(*.0))]
    VoorAanvraag(Date),
    /// One is under way.
    #[error("er loopt al een keuring, aangevraagd op {}; rond die eerst af of annuleer haar", kort(*.0))]
    LooptAl(Date),
    /// The answer cannot be so.
    #[error(transparent)]
    Belastbaarheid(#[from] OngeldigeBelastbaarheid),
}

type Stap = Result<Keuringszaak, KeuringGeweigerd>;

impl Keuringszaak {
    /// The case of an examination of which no more is known than two days: from a file, or of before the answer was recorded.
    #[must_use]
    pub fn van(keuring: &Keuring) -> Self {
        let Keuring { id, klant, spoed, aangevraagd, afgerond } = *keuring;
        let klaar = |op| KeuringStand::Afgerond { op, belastbaarheid: None };
        let stand = afgerond.map_or(KeuringStand::Aangevraagd, klaar);
        Self { id, klant, spoed, aangevraagd, stand, versie: 1 }
    }

    /// What the dossier shows of it: nothing once it was called off.
    #[must_use]
    pub fn keuring(&self) -> Option<Keuring> {
        let Self { id, klant, spoed, aangevraagd, .. } = *self;
        let geannuleerd = matches!(self.stand, KeuringStand::Geannuleerd { .. });
        (!geannuleerd).then(|| Keuring { id, klant, spoed, aangevraagd, afgerond: self.afgerond() })
    }

    /// Asks for it. `bestaand` are the client's other examinations: one at a time.
    pub fn vraag_aan(self, bestaand: &[Self], vandaag: Date) -> Stap {
        if self.aangevraagd > vandaag {
            return Err(KeuringGeweigerd::Toekomst);
        }
        let open = |ander: &&Self| ander.id != self.id && ander.is_open();
        match bestaand.iter().find(open) {
            Some(ander) => Err(KeuringGeweigerd::LooptAl(ander.aangevraagd)),
            None => Ok(Self { stand: KeuringStand::Aangevraagd, ..self }),
        }
    }

    /// Records the answer.
    pub fn rond_af(self, op: Date, belastbaarheid: Belastbaarheid, vandaag: Date) -> Stap {
        self.toets_stap(op, vandaag)?;
        let belastbaarheid = belastbaarheid.toets(op)?;
        Ok(Self { stand: KeuringStand::Afgerond { op, belastbaarheid: Some(belastbaarheid) }, ..self })
    }

    /// Calls it off.
    pub fn annuleer(self, op: Date, reden: RedenAnnulering, vandaag: Date) -> Stap {
        self.toets_stap(op, vandaag)?;
        Ok(Self { stand: KeuringStand::Geannuleerd { op, reden }, ..self })
    }

    /// Takes the last step back that was recorded by mistake.
    pub fn herstel(self) -> Stap {
        if self.is_open() {
            return Err(KeuringGeweigerd::NietsTeHerstellen);
        }
        Ok(Self { stand: KeuringStand::Aangevraagd, ..self })
    }

    /// Whether the answer is still to come.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.stand, KeuringStand::Aangevraagd)
    }

    /// The day the answer came.
    #[must_use]
    pub const fn afgerond(&self) -> Option<Date> {
        match self.stand {
            KeuringStand::Afgerond { op, .. } => Some(op),
            KeuringStand::Aangevraagd | KeuringStand::Geannuleerd { .. } => None,
        }
    }

    /// What somebody can do, once it is known.
    #[must_use]
    pub const fn belastbaarheid(&self) -> Option<&Belastbaarheid> {
        match &self.stand {
            KeuringStand::Afgerond { belastbaarheid, .. } => belastbaarheid.as_ref(),
            KeuringStand::Aangevraagd | KeuringStand::Geannuleerd { .. } => None,
        }
    }

    /// Days from asking to answer.
    #[must_use]
    pub fn doorlooptijd(&self) -> Option<i64> {
        self.keuring()?.doorlooptijd()
    }

    /// The last day on which the answer is in time; none for one that is not urgent, and none of before the agreement. An
    /// agreement with the one who examines, no term of law, so it ends on the day on which it ends.
    #[must_use]
    pub fn uiterlijk(&self) -> Option<Date> {
        let termijn = self.spoed.then(|| termijn(Welke::Spoedkeuring, self.aangevraagd).ok()).flatten()?;
        Some(termijn.laatste_dag(self.aangevraagd))
    }

    /// Whether the answer should have been there.
    #[must_use]
    pub fn over_tijd(&self, vandaag: Date) -> bool {
        self.is_open() && self.uiterlijk().is_some_and(|dag| dag < vandaag)
    }

    fn toets_stap(&self, op: Date, vandaag: Date) -> Result<(), KeuringGeweigerd> {
        if !self.is_open() {
            return Err(KeuringGeweigerd::PastNiet(self.stand.code()));
        }
        if op < self.aangevraagd {
            return Err(KeuringGeweigerd::VoorAanvraag(self.aangevraagd));
        }
        if op > vandaag { Err(KeuringGeweigerd::Toekomst) } else { Ok(()) }
    }
}

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "aanvragen", "aangevraagd"),
    stap("aangevraagd", "afronden", "afgerond"),
    stap("aangevraagd", "annuleren", "geannuleerd"),
    stap("afgerond", "herstellen", "aangevraagd"),
    stap("geannuleerd", "herstellen", "aangevraagd"),
];
