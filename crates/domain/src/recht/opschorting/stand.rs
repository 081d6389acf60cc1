//! Where a suspension stands, with what is known there.

use jiff::civil::Date;

use crate::{besluit::Herroeping, id::GebruikerId};

/// That a withdrawal is proposed: the first of two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voorstel {
    /// Who proposes it.
    pub door: GebruikerId,
    /// On which day.
    pub op: Date,
    /// Why the right is to be withdrawn and not only ended or resumed.
    pub waarom: String,
}

/// That the second person did not agree with a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terugwijzing {
    /// Who did not agree.
    pub door: GebruikerId,
    /// On which day.
    pub op: Date,
    /// Why.
    pub reden: String,
}

/// That the failing was repaired, or turned out not to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herstel {
    /// The day on which the client repaired it.
    pub op: Date,
    /// What the client did or gave.
    pub waarmee: String,
    /// Who recorded it.
    pub door: GebruikerId,
}

/// Where a suspension stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpschortingStand {
    /// The right is suspended; with the last proposal that was refused, if there was one.
    Opgeschort(Option<Terugwijzing>),
    /// Somebody proposed to withdraw the right.
    IntrekkingVoorgesteld(Voorstel),
    /// The right is withdrawn from the first day of the suspension (PW 54(4)).
    Ingetrokken {
        /// Who proposed it.
        voorstel: Voorstel,
        /// Who agreed.
        door: GebruikerId,
        /// The day of the decision and of its letter.
        op: Date,
    },
    /// The failing was repaired: the right resumes from the first day of the suspension.
    Hersteld(Herstel),
    /// Eight weeks are over without a withdrawal: the right resumes from the first day of the suspension.
    Vervallen {
        /// The day on which that was recorded.
        op: Date,
    },
    /// A new decision took it back; with the withdrawal that it took back too, if there was one.
    Herroepen {
        /// The new decision.
        herroeping: Herroeping,
        /// Whether the right was withdrawn already.
        was_ingetrokken: bool,
    },
}

impl OpschortingStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Opgeschort(_) => "opgeschort",
            Self::IntrekkingVoorgesteld(_) => "intrekking_voorgesteld",
            Self::Ingetrokken { .. } => "ingetrokken",
            Self::Hersteld(_) => "hersteld",
            Self::Vervallen { .. } => "vervallen",
            Self::Herroepen { .. } => "herroepen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Opgeschort(_) => "opgeschort",
            Self::IntrekkingVoorgesteld(_) => "voorgesteld voor intrekking",
            Self::Ingetrokken { .. } => "ingetrokken",
            Self::Hersteld(_) => "hersteld",
            Self::Vervallen { .. } => "vervallen",
            Self::Herroepen { .. } => "herroepen",
        }
    }

    /// Whether the right is suspended and somebody still has to decide.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Opgeschort(_) | Self::IntrekkingVoorgesteld(_))
    }
}
