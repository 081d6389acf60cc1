//! What the benefit administration is asked to do, and what its next file shows of it. Klantbeeld does not pay: it asks, and
//! looks whether it was done.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    datum::{kort, lang},
    geld::Eurocent,
    id::{KlantId, UitkeringId},
};

/// What the benefit administration is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoortOpdracht {
    /// Stop paying for a while (PW 54(1)).
    Opschorten,
    /// Pay again, and what was held back as well.
    Hervatten,
    /// End the right from a day on, or over a period (PW 54(3) and (4)).
    Intrekken,
    /// Set another amount over a period (PW 54(3)).
    Herzien,
    /// Get an amount back (PW 58).
    Terugvorderen,
    /// Pay a part less for some months (PW 18).
    Verlagen,
    /// Undo what was asked before: the decision was taken back.
    OngedaanMaken,
}

impl SoortOpdracht {
    /// All of them, in the order of a list.
    pub const ALLE: [Self; 7] = [
        Self::Opschorten,
        Self::Hervatten,
        Self::Intrekken,
        Self::Herzien,
        Self::Terugvorderen,
        Self::Verlagen,
        Self::OngedaanMaken,
    ];

    /// The code in storage and in an export.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opschorten => "opschorten",
            Self::Hervatten => "hervatten",
            Self::Intrekken => "intrekken",
            Self::Herzien => "herzien",
            Self::Terugvorderen => "terugvorderen",
            Self::Verlagen => "verlagen",
            Self::OngedaanMaken => "ongedaan_maken",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Opschorten => "uitbetaling opschorten",
            Self::Hervatten => "uitbetaling hervatten en nabetalen",
            Self::Intrekken => "recht intrekken",
            Self::Herzien => "bedrag herzien",
            Self::Terugvorderen => "bedrag terugvorderen",
            Self::Verlagen => "uitkering verlagen",
            Self::OngedaanMaken => "eerdere opdracht ongedaan maken",
        }
    }
}

impl FromStr for SoortOpdracht {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|soort| soort.code() == text).ok_or(())
    }
}

/// An order to the benefit administration: what is printed or exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opdracht {
    /// What.
    pub soort: SoortOpdracht,
    /// For whom.
    pub klant: KlantId,
    /// Of which benefit.
    pub uitkering: UitkeringId,
    /// From which day.
    pub van: Date,
    /// Up to and including which day; none when it has no end.
    pub tot_en_met: Option<Date>,
    /// Which amount: what is recovered, or what is right per month.
    pub bedrag: Option<Eurocent>,
    /// Which part less, in percent.
    pub procent: Option<u16>,
    /// On which article it rests.
    pub artikel: String,
}

/// What a file of the benefit administration shows of an order. What it does not show, is not known, and no deviation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gezien {
    /// From which day it holds there.
    pub van: Option<Date>,
    /// Up to and including which day.
    pub tot_en_met: Option<Date>,
    /// Which amount.
    pub bedrag: Option<Eurocent>,
    /// Which part less, in percent.
    pub procent: Option<u16>,
}

/// In what the benefit administration shows something else than was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verschil {
    /// Another first day.
    Van {
        /// What was asked.
        gevraagd: Date,
        /// What is there.
        gezien: Date,
    },
    /// Another last day; nothing was asked when the order had no end.
    TotEnMet {
        /// What was asked.
        gevraagd: Option<Date>,
        /// What is there.
        gezien: Date,
    },
    /// Another amount.
    Bedrag {
        /// What was asked.
        gevraagd: Option<Eurocent>,
        /// What is there.
        gezien: Eurocent,
    },
    /// Another part.
    Procent {
        /// What was asked.
        gevraagd: Option<u16>,
        /// What is there.
        gezien: u16,
    },
}

impl Verschil {
    /// What a person reads.
    #[must_use]
    pub fn omschrijving(self) -> String {
        let of_niets = |tekst: Option<String>| tekst.unwrap_or_else(|| "niets".to_owned());
        match self {
            Self::Van { gevraagd, gezien } => {
                format!("ingang: gevraagd {}, in de administratie {}", kort(gevraagd), kort(gezien))
            }
            Self::TotEnMet { gevraagd, gezien } => {
                format!("laatste dag: gevraagd {}, in de administratie {}", of_niets(gevraagd.map(kort)), kort(gezien))
            }
            Self::Bedrag { gevraagd, gezien } => {
                let gevraagd = of_niets(gevraagd.map(|bedrag| bedrag.to_string()));
                format!("bedrag: gevraagd {gevraagd}, in de administratie {gezien}")
            }
            Self::Procent { gevraagd, gezien } => {
                let gevraagd = of_niets(gevraagd.map(|procent| format!("{procent} %")));
                format!("verlaging: gevraagd {gevraagd}, in de administratie {gezien} %")
            }
        }
    }
}

impl Gezien {
    /// Whether the file shows nothing at all of the order: that confirms nothing.
    #[must_use]
    pub fn is_niets(&self) -> bool {
        *self == Self::default()
    }
}

impl Opdracht {
    /// In what the benefit administration shows something else.
    #[must_use]
    pub fn verschillen(&self, gezien: &Gezien) -> Vec<Verschil> {
        let van =
            gezien.van.filter(|dag| *dag != self.van).map(|dag| Verschil::Van { gevraagd: self.van, gezien: dag });
        let tot_en_met = gezien
            .tot_en_met
            .filter(|dag| Some(*dag) != self.tot_en_met)
            .map(|dag| Verschil::TotEnMet { gevraagd: self.tot_en_met, gezien: dag });
        let bedrag = gezien
            .bedrag
            .filter(|bedrag| Some(*bedrag) != self.bedrag)
            .map(|bedrag| Verschil::Bedrag { gevraagd: self.bedrag, gezien: bedrag });
        let procent = gezien
            .procent
            .filter(|procent| Some(*procent) != self.procent)
            .map(|procent| Verschil::Procent { gevraagd: self.procent, gezien: procent });
        [van, tot_en_met, bedrag, procent].into_iter().flatten().collect()
    }

    /// The order as lines with a name and a value, for paper and for an export. Who the client is, is added by whoever may
    /// know it.
    #[must_use]
    pub fn regels(&self) -> Vec<(&'static str, String)> {
        let mut regels = vec![("opdracht", self.soort.omschrijving().to_owned()), ("vanaf", lang(self.van))];
        regels.extend(self.tot_en_met.map(|dag| ("tot en met", lang(dag))));
        regels.extend(self.bedrag.map(|bedrag| ("bedrag", bedrag.to_string())));
        regels.extend(self.procent.map(|procent| ("verlaging", format!("{procent} %"))));
        regels.push(("grond", self.artikel.clone()));
        regels
    }
}
