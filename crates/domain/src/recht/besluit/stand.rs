//! Where a decision stands, with what is known there.

use jiff::civil::Date;

use super::{Gezien, Herroeping};
use crate::id::GebruikerId;

/// Who prepared a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voorbereiding {
    /// Who.
    pub door: GebruikerId,
    /// On which day.
    pub op: Date,
}

/// That somebody did not agree, or that it is not needed any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reden {
    /// Who.
    pub door: GebruikerId,
    /// On which day.
    pub op: Date,
    /// Why.
    pub waarom: String,
}

/// That it was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vaststelling {
    /// Who decided.
    pub door: GebruikerId,
    /// The day of the decision and of its letter.
    pub op: Date,
    /// The last day to object (Awb 6:7).
    pub bezwaar_tot_en_met: Date,
}

/// What a file of the benefit administration showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waarneming {
    /// The day of the file.
    pub op: Date,
    /// What it showed.
    pub gezien: Gezien,
}

/// Where a decision stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BesluitStand {
    /// Somebody is writing it.
    Voorbereid,
    /// It lies with whoever decides.
    Voorgelegd {
        /// Since when.
        op: Date,
    },
    /// Whoever decides did not agree.
    Teruggewezen(Reden),
    /// It was decided.
    Vastgesteld(Vaststelling),
    /// The benefit administration was asked to carry it out.
    Opgedragen {
        /// The decision.
        vaststelling: Vaststelling,
        /// Since when.
        op: Date,
    },
    /// A file of the benefit administration shows that it was carried out.
    Uitgevoerd {
        /// The decision.
        vaststelling: Vaststelling,
        /// When that was asked.
        opgedragen: Date,
        /// What was shown.
        waarneming: Waarneming,
    },
    /// A file of the benefit administration shows something else.
    WijktAf {
        /// The decision.
        vaststelling: Vaststelling,
        /// When that was asked.
        opgedragen: Date,
        /// What was shown.
        waarneming: Waarneming,
    },
    /// A new decision took it back.
    Herroepen {
        /// The decision that was taken back.
        vaststelling: Vaststelling,
        /// When the benefit administration was asked to carry it out, if it was.
        opgedragen: Option<Date>,
        /// The new decision.
        herroeping: Herroeping,
    },
    /// It was not needed after all, and never decided.
    Vervallen(Reden),
}

impl BesluitStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Voorbereid => "voorbereid",
            Self::Voorgelegd { .. } => "voorgelegd",
            Self::Teruggewezen(_) => "teruggewezen",
            Self::Vastgesteld(_) => "vastgesteld",
            Self::Opgedragen { .. } => "opgedragen",
            Self::Uitgevoerd { .. } => "uitgevoerd",
            Self::WijktAf { .. } => "wijkt_af",
            Self::Herroepen { .. } => "herroepen",
            Self::Vervallen(_) => "vervallen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Voorbereid => "in voorbereiding",
            Self::Voorgelegd { .. } => "voorgelegd",
            Self::Teruggewezen(_) => "teruggewezen",
            Self::Vastgesteld(_) => "vastgesteld",
            Self::Opgedragen { .. } => "opgedragen aan de uitkeringsadministratie",
            Self::Uitgevoerd { .. } => "uitgevoerd",
            Self::WijktAf { .. } => "anders uitgevoerd dan opgedragen",
            Self::Herroepen { .. } => "herroepen",
            Self::Vervallen(_) => "vervallen",
        }
    }

    /// That it was decided; nothing before that, or when it never was.
    #[must_use]
    pub const fn vaststelling(&self) -> Option<Vaststelling> {
        match self {
            Self::Vastgesteld(vaststelling)
            | Self::Opgedragen { vaststelling, .. }
            | Self::Uitgevoerd { vaststelling, .. }
            | Self::WijktAf { vaststelling, .. }
            | Self::Herroepen { vaststelling, .. } => Some(*vaststelling),
            Self::Voorbereid | Self::Voorgelegd { .. } | Self::Teruggewezen(_) | Self::Vervallen(_) => None,
        }
    }

    /// Whether it was decided and not taken back.
    #[must_use]
    pub const fn geldt(&self) -> bool {
        self.vaststelling().is_some() && !matches!(self, Self::Herroepen { .. })
    }

    /// Whether it can still be changed: nobody has it before him to decide on, and it was not decided.
    #[must_use]
    pub const fn is_concept(&self) -> bool {
        matches!(self, Self::Voorbereid | Self::Teruggewezen(_))
    }
}
