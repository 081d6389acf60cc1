//! The states of a plan and what belongs to each.

use std::str::FromStr;

use jiff::civil::Date;

use crate::id::GebruikerId;

/// What a plan works towards: the two directions of PW 7(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SoortDoel {
    /// Paid work.
    Werk,
    /// Taking part: for whom paid work is not within reach now.
    Participatie,
}

impl SoortDoel {
    /// Both, in the order of a choice list.
    pub const ALLE: [Self; 2] = [Self::Werk, Self::Participatie];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Werk => "werk",
            Self::Participatie => "participatie",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        self.code()
    }
}

impl FromStr for SoortDoel {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|soort| soort.code() == text).ok_or(())
    }
}

/// In which capacity somebody signs for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hoedanigheid {
    /// Appointed by the court over somebody's money and goods (BW 1:431).
    Bewindvoerder,
    /// Appointed by the court over a person and all that is his (BW 1:378).
    Curator,
    /// Whoever the client gave a power of attorney (BW 3:60).
    Gemachtigde,
    /// A mentor (BW 1:450), or a parent or guardian of a minor.
    WettelijkVertegenwoordiger,
}

impl Hoedanigheid {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 4] =
        [Self::Bewindvoerder, Self::Curator, Self::Gemachtigde, Self::WettelijkVertegenwoordiger];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bewindvoerder => "bewindvoerder",
            Self::Curator => "curator",
            Self::Gemachtigde => "gemachtigde",
            Self::WettelijkVertegenwoordiger => "wettelijk_vertegenwoordiger",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::WettelijkVertegenwoordiger => "wettelijk vertegenwoordiger",
            other => other.code(),
        }
    }
}

impl FromStr for Hoedanigheid {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|hoedanigheid| hoedanigheid.code() == text).ok_or(())
    }
}

/// How a client agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wijze {
    /// By typing a name on the screen, with a colleague present.
    Scherm {
        /// The name that was typed.
        naam: String,
        /// In which capacity, when it is not the client. Unknown of who signed before this was asked.
        hoedanigheid: Option<Hoedanigheid>,
    },
    /// On paper, which is filed.
    Papier,
}

impl Wijze {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Scherm { .. } => "scherm",
            Self::Papier => "papier",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Scherm { .. } => "op het scherm",
            Self::Papier => "op papier",
        }
    }
}

/// That the client agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Akkoord {
    /// How.
    pub wijze: Wijze,
    /// The day.
    pub op: Date,
    /// Who recorded it.
    pub vastgelegd_door: GebruikerId,
}

/// That the municipality established a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vaststelling {
    /// The day.
    pub op: Date,
    /// By whom.
    pub door: GebruikerId,
    /// Whether the client agreed.
    pub akkoord: Option<Akkoord>,
}

/// Where a plan stands; each state carries what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanStand {
    /// It is being written.
    Concept,
    /// It holds.
    Vastgesteld(Vaststelling),
    /// A newer version holds.
    Vervangen {
        /// When and by whom it was established.
        vaststelling: Vaststelling,
        /// The day a newer one took its place.
        op: Date,
    },
    /// It ended without a newer one.
    Beeindigd {
        /// When and by whom it was established.
        vaststelling: Vaststelling,
        /// The day it ended.
        op: Date,
        /// Why.
        toelichting: String,
    },
}

impl PlanStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Vastgesteld(_) => "vastgesteld",
            Self::Vervangen { .. } => "vervangen",
            Self::Beeindigd { .. } => "beeindigd",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Concept => "nog een concept",
            Self::Vastgesteld(_) => "vastgesteld",
            Self::Vervangen { .. } => "vervangen",
            Self::Beeindigd { .. } => "beëindigd",
        }
    }

    /// When and by whom it was established; a concept was not.
    #[must_use]
    pub const fn vaststelling(&self) -> Option<&Vaststelling> {
        match self {
            Self::Concept => None,
            Self::Vastgesteld(vaststelling)
            | Self::Vervangen { vaststelling, .. }
            | Self::Beeindigd { vaststelling, .. } => Some(vaststelling),
        }
    }

    /// The last day it held.
    #[must_use]
    pub const fn einde(&self) -> Option<Date> {
        match self {
            Self::Concept | Self::Vastgesteld(_) => None,
            Self::Vervangen { op, .. } | Self::Beeindigd { op, .. } => Some(*op),
        }
    }

    /// Why it ended; empty unless somebody said so.
    #[must_use]
    pub fn toelichting(&self) -> &str {
        match self {
            Self::Beeindigd { toelichting, .. } => toelichting,
            _ => "",
        }
    }
}
