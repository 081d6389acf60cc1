//! One spell of benefit: from the day the right arose up to and including the last day of right.
//!
//! Klantbeeld does not calculate or pay it; the amount is what the benefit administration says it pays.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> lopend: toekennen
//!     lopend --> beeindigd: beeindigen
//!     beeindigd --> lopend: herstellen
//!     beeindigd --> lopend: terugdraaien
//! ```
//!
//! *Herstellen* takes back what was recorded by mistake, *terugdraaien* is a new decision: the end was decided, and the college
//! decides otherwise. The picture is made from [`OVERGANGEN`], and a test compares.

mod einde;
mod heraanvraag;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    einde::{
        BeeindigenGeweigerd, Bevestiging, Eindebesluit, REDEN_ONBEKEND, Redenen, Terugdraaibesluit,
        TerugdraaienGeweigerd, Teruggedraaid,
    },
    heraanvraag::{Heraanvraag, heraanvraag, vorige_uitkering},
};
use crate::{
    codelijst::{self, Code, Codelijst, CodelijstItem, Kijker},
    datum::{kort, plus_dagen, plus_maanden},
    geld::Eurocent,
    gesprek::Overgang,
    id::{KlantId, UitkeringId},
};

/// The scheme under which a benefit is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regeling {
    /// Participatiewet, general assistance (before 2015: Wet werk en bijstand).
    Pw,
    /// Wet inkomensvoorziening oudere en gedeeltelijk arbeidsongeschikte werkloze werknemers.
    Ioaw,
    /// The same for former self-employed people.
    Ioaz,
    /// Besluit bijstandverlening zelfstandigen.
    Bbz,
}

/// The text names no scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("onbekende regeling; kies PW, IOAW, IOAZ of Bbz")]
pub struct OngeldigeRegeling;

impl Regeling {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pw => "pw",
            Self::Ioaw => "ioaw",
            Self::Ioaz => "ioaz",
            Self::Bbz => "bbz",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Pw => "Participatiewet",
            Self::Ioaw => "IOAW",
            Self::Ioaz => "IOAZ",
            Self::Bbz => "Bbz",
        }
    }
}

impl FromStr for Regeling {
    type Err = OngeldigeRegeling;
    fn from_str(text: &str) -> Result<Self, OngeldigeRegeling> {
        match text.trim().to_lowercase().as_str() {
            "pw" | "p-wet" | "participatiewet" | "wwb" => Ok(Self::Pw),
            "ioaw" => Ok(Self::Ioaw),
            "ioaz" => Ok(Self::Ioaz),
            "bbz" => Ok(Self::Bbz),
            _ => Err(OngeldigeRegeling),
        }
    }
}

/// How a spell came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Einde {
    /// Last day of right.
    pub datum: Date,
    /// Why: a code of [`crate::codelijst::Codelijst::RedenBeeindiging`]. `onbekend` is allowed, counted and shown.
    pub reden: Code,
    /// In the words of whoever decided.
    pub toelichting: String,
}

impl Einde {
    /// The reason in words, and the explanation, as far as they are for who looks: of a reason that is special data neither is,
    /// for the explanation says more still.
    #[must_use]
    pub fn in_woorden<'a>(&'a self, codes: &'a [CodelijstItem], kijker: Kijker) -> (&'a str, Option<&'a str>) {
        let (lijst, code) = (Codelijst::RedenBeeindiging, self.reden.as_str());
        let toelichting = codelijst::ziet(codes, lijst, code, kijker).then_some(self.toelichting.as_str());
        (codelijst::naam(codes, lijst, code, kijker), toelichting)
    }
}

/// Where a spell stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UitkeringStand {
    /// It runs.
    Lopend,
    /// It has ended, or will on a day that is known.
    Beeindigd(Einde),
}

impl UitkeringStand {
    /// The code in the picture.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Lopend => "lopend",
            Self::Beeindigd(_) => "beeindigd",
        }
    }
}

/// One spell of benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitkering {
    /// Which spell.
    pub id: UitkeringId,
    /// Whose.
    pub klant: KlantId,
    /// Under which scheme.
    pub regeling: Regeling,
    /// First day of right (PW 44(1)).
    pub datum_ingang: Date,
    /// What is paid per month, in eurocents.
    pub maandbedrag: Eurocent,
    /// The spell before this one, when the client came back.
    pub vorige: Option<UitkeringId>,
    /// Running or ended.
    pub stand: UitkeringStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why a benefit cannot be ended or its end cannot be undone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigeOvergang {
    /// It has ended already.
    #[error("deze uitkering is al beëindigd per {}", kort(*.0))]
    AlBeeindigd(Date),
    /// It runs, so there is no end to undo.
    #[error("deze uitkering loopt; er is geen einde om terug te draaien")]
    Loopt,
    /// The last day lies before the first.
    #[error("de einddatum ligt vóór de ingangsdatum ({}); kies een latere datum", kort(*.0))]
    VoorIngang(Date),
    /// The client came back before this end.
    #[error("deze klant kreeg opnieuw een uitkering vanaf {}; kies een einddatum daarvóór", kort(*.0))]
    Overlapt(Date),
    /// The last day lies so far ahead that a slip of the pen is likelier than a plan.
    #[error("de einddatum ligt meer dan een jaar vooruit; kies een datum tot en met {}", kort(*.0))]
    TeVerVooruit(Date),
}

impl Uitkering {
    /// Ends the benefit with a reason (PW 54, or on request). `vandaag` bounds how far ahead the last day may lie.
    pub fn beeindig(self, einde: Einde, vandaag: Date) -> Result<Self, OngeldigeOvergang> {
        if let UitkeringStand::Beeindigd(eerder) = &self.stand {
            return Err(OngeldigeOvergang::AlBeeindigd(eerder.datum));
        }
        if einde.datum < self.datum_ingang {
            return Err(OngeldigeOvergang::VoorIngang(self.datum_ingang));
        }
        let grens = plus_maanden(vandaag, 12);
        if einde.datum > grens {
            return Err(OngeldigeOvergang::TeVerVooruit(grens));
        }
        Ok(Self { stand: UitkeringStand::Beeindigd(einde), ..self })
    }

    /// Refuses an end on or after the first day of a later spell: two spells cannot run at the same time.
    pub fn toets_volgende(einde: Date, volgende: Option<Date>) -> Result<(), OngeldigeOvergang> {
        match volgende {
            Some(volgende) if einde >= volgende => Err(OngeldigeOvergang::Overlapt(volgende)),
            _ => Ok(()),
        }
    }

    /// Takes an end back that was recorded by mistake. The log keeps both.
    pub fn herstel(self) -> Result<Self, OngeldigeOvergang> {
        match self.stand {
            UitkeringStand::Beeindigd(_) => Ok(Self { stand: UitkeringStand::Lopend, ..self }),
            UitkeringStand::Lopend => Err(OngeldigeOvergang::Loopt),
        }
    }

    /// Whether there is a right on the day.
    #[must_use]
    pub fn loopt_op(&self, dag: Date) -> bool {
        self.datum_ingang <= dag
            && match &self.stand {
                UitkeringStand::Lopend => true,
                UitkeringStand::Beeindigd(einde) => dag <= einde.datum,
            }
    }
}

/// Whether an end has lasted. Three states, because an end of last month cannot have lasted yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duurzaamheid {
    /// More than six months without benefit.
    Duurzaam,
    /// Back on benefit within six months.
    NietDuurzaam,
    /// Not back, but six months have not passed on the reference date.
    NogNietBeoordeelbaar,
}

/// How many months somebody must have been without benefit (*langer dan 6 maanden*, final evaluation Ik doe mee, 2019).
pub const DUURZAAM_NA_MAANDEN: i32 = 6;

/// Judges an end on a reference date. `einde` is the last day of right; `opnieuw` the first day of the next spell, if the
/// client came back. What happens after `peildatum` does not count: the same question gives the same answer later.
#[must_use]
pub fn duurzaamheid(einde: Date, opnieuw: Option<Date>, peildatum: Date) -> Duurzaamheid {
    // Counted from the first day without benefit: from the last day of right, months that end early would be too short.
    let grens = plus_maanden(plus_dagen(einde, 1), DUURZAAM_NA_MAANDEN);
    match opnieuw.filter(|dag| *dag <= peildatum) {
        Some(dag) if dag <= grens => Duurzaamheid::NietDuurzaam,
        _ if peildatum >= grens => Duurzaamheid::Duurzaam,
        _ => Duurzaamheid::NogNietBeoordeelbaar,
    }
}

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "toekennen", "lopend"),
    stap("lopend", "beeindigen", "beeindigd"),
    stap("beeindigd", "herstellen", "lopend"),
    stap("beeindigd", "terugdraaien", "lopend"),
];
