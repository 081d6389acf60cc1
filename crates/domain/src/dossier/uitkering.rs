//! One spell of benefit: from the day the right arose up to and including the last day of right.
//!
//! Klantbeeld does not calculate or pay it; the amount is what the benefit administration says it pays.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> Lopend: toekennen
//!     Lopend --> Beeindigd: beeindigen
//!     Beeindigd --> Lopend: herstellen
//! ```

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::{self, Code, Codelijst, CodelijstItem, Kijker},
    datum::{kort, plus_dagen, plus_maanden},
    geld::Eurocent,
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn lopend() -> Uitkering {
        Uitkering {
            id: Uuid::from_u128(1).into(),
            klant: Uuid::from_u128(2).into(),
            regeling: Regeling::Pw,
            datum_ingang: date(2020, 3, 1),
            maandbedrag: Eurocent(141_946),
            vorige: None,
            stand: UitkeringStand::Lopend,
            versie: 1,
        }
    }

    fn einde(datum: Date) -> Einde {
        Einde { datum, reden: "werk".parse().unwrap(), toelichting: String::new() }
    }

    const VANDAAG: Date = date(2026, 11, 22);

    #[test]
    fn ending_and_taking_it_back() {
        let beeindigd = lopend().beeindig(einde(date(2026, 11, 30)), VANDAAG).unwrap();
        assert!(beeindigd.loopt_op(date(2026, 11, 30)), "the last day is a day of right");
        assert!(!beeindigd.loopt_op(date(2026, 12, 1)));
        assert_eq!(
            beeindigd.clone().beeindig(einde(VANDAAG), VANDAAG),
            Err(OngeldigeOvergang::AlBeeindigd(date(2026, 11, 30)))
        );
        assert_eq!(beeindigd.herstel(), Ok(lopend()));
        assert_eq!(lopend().herstel(), Err(OngeldigeOvergang::Loopt));
    }

    #[test]
    fn impossible_ends_are_refused() {
        let per = |dag| lopend().beeindig(einde(dag), VANDAAG).map(|_| ());
        assert_eq!(per(date(2020, 2, 29)), Err(OngeldigeOvergang::VoorIngang(date(2020, 3, 1))));
        assert_eq!(per(date(2020, 3, 1)), Ok(()));
        assert_eq!(per(date(2027, 11, 22)), Ok(()));
        assert_eq!(per(date(2027, 11, 23)), Err(OngeldigeOvergang::TeVerVooruit(date(2027, 11, 22))));
    }

    /// The reference date of the final evaluation of Ik doe mee: 1 January 2019.
    #[test]
    fn durable_not_durable_or_too_early_to_say() {
        use Duurzaamheid::{Duurzaam, NietDuurzaam, NogNietBeoordeelbaar};
        let peildatum = date(2019, 1, 1);
        for (einde, opnieuw, verwacht) in [
            (date(2018, 6, 30), None, Duurzaam),
            (date(2018, 7, 1), None, NogNietBeoordeelbaar),
            (date(2018, 12, 31), None, NogNietBeoordeelbaar),
            (date(2018, 6, 30), Some(date(2018, 12, 30)), NietDuurzaam),
            (date(2018, 6, 30), Some(date(2018, 12, 31)), NietDuurzaam),
            (date(2018, 6, 30), Some(date(2019, 1, 1)), NietDuurzaam),
            (date(2018, 6, 30), Some(date(2019, 1, 2)), Duurzaam),
            (date(2018, 2, 28), Some(date(2018, 8, 29)), NietDuurzaam),
            (date(2018, 2, 28), Some(date(2018, 9, 1)), NietDuurzaam),
            (date(2018, 2, 28), Some(date(2018, 9, 2)), Duurzaam),
            (date(2018, 12, 1), Some(date(2018, 12, 20)), NietDuurzaam),
            (date(2018, 9, 1), Some(date(2019, 1, 2)), NogNietBeoordeelbaar),
            (date(2017, 5, 31), Some(date(2018, 8, 1)), Duurzaam),
        ] {
            assert_eq!(duurzaamheid(einde, opnieuw, peildatum), verwacht, "{einde} {opnieuw:?}");
        }
    }
}
