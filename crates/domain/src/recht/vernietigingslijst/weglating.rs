//! Why a record is left off a list (*weglating*).

use std::str::FromStr;

/// Why a record stays although its term is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weglating {
    /// An objection or an appeal runs.
    Bezwaar,
    /// A complaint is being dealt with.
    Klacht,
    /// It is needed in an investigation.
    Onderzoek,
    /// Money is still being paid back.
    Terugvordering,
    /// The client has or asks for a benefit again.
    Herleving,
    /// The client asked to see what is kept (AVG 15) and did not get it yet.
    Inzageverzoek,
    /// It was no longer due, or not the same, when the list was carried out. Nobody chooses this.
    Veranderd,
    /// The list was turned down. Nobody chooses this.
    Afgewezen,
}

impl Weglating {
    /// What somebody can choose.
    pub const TE_KIEZEN: [Self; 6] =
        [Self::Bezwaar, Self::Klacht, Self::Onderzoek, Self::Terugvordering, Self::Herleving, Self::Inzageverzoek];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bezwaar => "bezwaar",
            Self::Klacht => "klacht",
            Self::Onderzoek => "onderzoek",
            Self::Terugvordering => "terugvordering",
            Self::Herleving => "herleving",
            Self::Inzageverzoek => "inzageverzoek",
            Self::Veranderd => "veranderd",
            Self::Afgewezen => "afgewezen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Bezwaar => "er loopt een bezwaar of beroep",
            Self::Klacht => "er loopt een klacht",
            Self::Onderzoek => "nodig voor een onderzoek",
            Self::Terugvordering => "er loopt nog een terugvordering",
            Self::Herleving => "de klant heeft of vraagt weer een uitkering",
            Self::Inzageverzoek => "de klant vroeg om inzage",
            Self::Veranderd => "veranderd sinds de lijst werd gemaakt",
            Self::Afgewezen => "de lijst is afgewezen",
        }
    }
}

impl FromStr for Weglating {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let alle = Self::TE_KIEZEN.into_iter().chain([Self::Veranderd, Self::Afgewezen]);
        alle.into_iter().find(|reden| reden.code() == text).ok_or(())
    }
}
