//! The states of a case at the gate and what belongs to each.

use jiff::civil::Date;

use crate::{
    codelijst::Code,
    id::{GebruikerId, PlanId, UitkeringId},
};

/// Who has the client from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VasteKlantmanager {
    /// Who.
    pub wie: GebruikerId,
    /// From which day.
    pub vanaf: Date,
}

/// The decision to grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toekenning {
    /// The day of the decision.
    pub op: Date,
    /// The first day of right.
    pub ingang: Date,
    /// Why the right begins before the client came forward (PW 44(5)); empty when it does not.
    pub eerder_omdat: String,
    /// The spell that begins.
    pub uitkering: UitkeringId,
    /// The fixed klantmanager; a grant without one is refused.
    pub klantmanager: Option<VasteKlantmanager>,
    /// The plan that is an annex to it.
    pub plan: Option<PlanId>,
}

/// The decision to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weigering {
    /// The day of the decision.
    pub op: Date,
    /// Why.
    pub reden: String,
}

/// Where a case at the gate stands; each state carries what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoortStand {
    /// The client came forward and may apply.
    Gemeld,
    /// The client looks for work or schooling first.
    InZoektermijn,
    /// The intake was held.
    Intake,
    /// The client applied.
    Aanvraag,
    /// The college granted the benefit.
    Toegekend(Toekenning),
    /// The college refused it.
    Geweigerd(Weigering),
    /// The client took it back.
    Ingetrokken {
        /// On which day.
        op: Date,
    },
    /// The client found work.
    NaarWerk {
        /// On which day.
        op: Date,
    },
    /// Another provision goes first.
    NaarVoorziening {
        /// On which day.
        op: Date,
        /// Which: a code of the municipality.
        voorziening: Code,
    },
}

impl PoortStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gemeld => "gemeld",
            Self::InZoektermijn => "in_zoektermijn",
            Self::Intake => "intake",
            Self::Aanvraag => "aanvraag",
            Self::Toegekend(_) => "toegekend",
            Self::Geweigerd(_) => "geweigerd",
            Self::Ingetrokken { .. } => "ingetrokken",
            Self::NaarWerk { .. } => "naar_werk",
            Self::NaarVoorziening { .. } => "naar_voorziening",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Gemeld => "gemeld",
            Self::InZoektermijn => "in de zoektermijn",
            Self::Intake => "na de intake",
            Self::Aanvraag => "aangevraagd",
            Self::Toegekend(_) => "toegekend",
            Self::Geweigerd(_) => "geweigerd",
            Self::Ingetrokken { .. } => "ingetrokken door de klant",
            Self::NaarWerk { .. } => "niet nodig: aan het werk",
            Self::NaarVoorziening { .. } => "niet nodig: andere voorziening",
        }
    }

    /// The day it was done with.
    #[must_use]
    pub const fn klaar_op(&self) -> Option<Date> {
        match self {
            Self::Gemeld | Self::InZoektermijn | Self::Intake | Self::Aanvraag => None,
            Self::Toegekend(toekenning) => Some(toekenning.op),
            Self::Geweigerd(weigering) => Some(weigering.op),
            Self::Ingetrokken { op } | Self::NaarWerk { op } | Self::NaarVoorziening { op, .. } => Some(*op),
        }
    }

    /// Whether it was broken off without a decision: such a case is kept for a short time only.
    #[must_use]
    pub const fn is_afgebroken(&self) -> bool {
        matches!(self, Self::Ingetrokken { .. } | Self::NaarWerk { .. } | Self::NaarVoorziening { .. })
    }
}
