//! A step of a plan: who does what before when.

use jiff::civil::Date;

use crate::id::{StapId, VerwijzingId};

/// Who takes a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wie {
    /// The client.
    Klant,
    /// The klantmanager.
    Klantmanager,
    /// Somebody else, by name: `Pasmatch`, `de wijkverpleegkundige`. Encrypted at rest.
    Ander(String),
}

impl Wie {
    /// The codes with what a person reads, in the order of a choice list.
    pub const KEUZES: [(&'static str, &'static str); 3] =
        [("klant", "de klant"), ("klantmanager", "de klantmanager"), ("ander", "iemand anders")];

    /// What a person reads for a code.
    #[must_use]
    pub fn in_woorden(code: &str) -> &'static str {
        Self::KEUZES.iter().find(|(bekend, _)| *bekend == code).map_or("iemand anders", |(_, woorden)| woorden)
    }

    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Klant => "klant",
            Self::Klantmanager => "klantmanager",
            Self::Ander(_) => "ander",
        }
    }

    /// The name of somebody else; empty for the other two.
    #[must_use]
    pub fn naam(&self) -> &str {
        match self {
            Self::Klant | Self::Klantmanager => "",
            Self::Ander(naam) => naam,
        }
    }

    /// From a code and, for somebody else, a name.
    #[must_use]
    pub fn van(code: &str, naam: &str) -> Option<Self> {
        match code {
            "klant" => Some(Self::Klant),
            "klantmanager" => Some(Self::Klantmanager),
            "ander" => Some(Self::Ander(naam.to_owned())),
            _ => None,
        }
    }
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StapStand {
    /// Still to be taken.
    Open,
    /// Done.
    Klaar {
        /// The day it was noted.
        op: Date,
    },
    /// No longer needed or possible.
    Vervallen {
        /// The day it was noted.
        op: Date,
    },
}

impl StapStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Klaar { .. } => "klaar",
            Self::Vervallen { .. } => "vervallen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        self.code()
    }

    /// The day it was noted; none while it is open.
    #[must_use]
    pub const fn op(self) -> Option<Date> {
        match self {
            Self::Open => None,
            Self::Klaar { op } | Self::Vervallen { op } => Some(op),
        }
    }

    /// From a code and the day it was noted.
    #[must_use]
    pub const fn van(code: &str, op: Option<Date>) -> Option<Self> {
        match (code.as_bytes(), op) {
            (b"open", _) => Some(Self::Open),
            (b"klaar", Some(op)) => Some(Self::Klaar { op }),
            (b"vervallen", Some(op)) => Some(Self::Vervallen { op }),
            _ => None,
        }
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stap {
    /// Which step.
    pub id: StapId,
    /// What is done. About a person, so encrypted at rest.
    pub wat: String,
    /// By whom.
    pub wie: Wie,
    /// Before or on which day.
    pub voor: Date,
    /// The referral of the client it is carried out with.
    pub verwijzing: Option<VerwijzingId>,
    /// Open, done or lapsed.
    pub stand: StapStand,
}

impl Stap {
    /// Whether its day has passed while it is open.
    #[must_use]
    pub fn over_datum(&self, vandaag: Date) -> bool {
        self.stand == StapStand::Open && self.voor < vandaag
    }
}
