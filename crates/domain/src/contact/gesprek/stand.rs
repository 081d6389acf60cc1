//! The states of a conversation and what belongs to each.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Actiepunt, Hersteltermijn};

/// How an invitation went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kanaal {
    /// By post.
    Brief,
    /// By e-mail.
    Email,
    /// By telephone.
    Telefoon,
    /// Agreed face to face.
    Mondeling,
}

impl Kanaal {
    /// All channels, in the order of a choice list.
    pub const ALLE: [Self; 4] = [Self::Brief, Self::Email, Self::Telefoon, Self::Mondeling];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Email => "email",
            Self::Telefoon => "telefoon",
            Self::Mondeling => "mondeling",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Email => "e-mail",
            Self::Telefoon => "telefoon",
            Self::Mondeling => "mondeling afgesproken",
        }
    }
}

impl FromStr for Kanaal {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|kanaal| kanaal.code() == text).ok_or(())
    }
}

/// An invitation that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitnodiging {
    /// The day it was sent.
    pub op: Date,
    /// How.
    pub kanaal: Kanaal,
    /// What proves that it was sent: the reference of the letter or the message, the number of a registered letter. Empty
    /// when there is none, as with what was agreed face to face.
    pub bewijs: String,
}

/// Who called a conversation off or moved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Partij {
    /// The client.
    Klant,
    /// The municipality.
    Gemeente,
}

impl Partij {
    /// Both, in the order of a choice list.
    pub const ALLE: [Self; 2] = [Self::Klant, Self::Gemeente];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Klant => "klant",
            Self::Gemeente => "gemeente",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Klant => "door de klant",
            Self::Gemeente => "door de gemeente",
        }
    }
}

impl FromStr for Partij {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|partij| partij.code() == text).ok_or(())
    }
}

/// What was said and agreed. Free text can hold health or debts, so it is encrypted at rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verslag {
    /// What was discussed.
    pub tekst: String,
    /// What was agreed in words of one's own.
    pub afspraken: String,
    /// What was agreed, each with who does it and before when.
    pub punten: Vec<Actiepunt>,
}

/// Where a conversation stands; each state carries what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GesprekStand {
    /// It must be held before a day, but is in nobody's diary.
    TePlannen,
    /// In the diary.
    Gepland,
    /// The client was invited.
    Uitgenodigd,
    /// The client said to come.
    Bevestigd,
    /// It was moved: another conversation takes its place.
    Verzet {
        /// By whom.
        door: Partij,
        /// Why.
        toelichting: String,
    },
    /// It was called off.
    Afgezegd {
        /// By whom.
        door: Partij,
        /// Why.
        toelichting: String,
    },
    /// It took place.
    Gevoerd(Verslag),
    /// The client did not come.
    NietVerschenen {
        /// What is known about why.
        toelichting: String,
    },
    /// The client did not come and has until a day to repair that.
    InHersteltermijn {
        /// What is known about why.
        toelichting: String,
        /// Until when.
        termijn: Hersteltermijn,
    },
    /// The client came after all, or had a good reason.
    Hersteld {
        /// What is known about why.
        toelichting: String,
        /// What repaired it.
        reden: String,
        /// Which period it was.
        termijn: Hersteltermijn,
        /// When it was repaired.
        op: Date,
    },
    /// The period ended without a word; the case was handed over to lawfulness.
    NaarRechtmatigheid {
        /// What is known about why.
        toelichting: String,
        /// Which period it was.
        termijn: Hersteltermijn,
        /// When it was handed over.
        op: Date,
    },
}

/// The states by their codes, for lists that read no more than that: what a person reads.
const IN_WOORDEN: [(&str, &str); 11] = [
    ("te_plannen", "te plannen"),
    ("gepland", "gepland"),
    ("uitgenodigd", "uitgenodigd"),
    ("bevestigd", "bevestigd"),
    ("verzet", "verzet"),
    ("afgezegd", "afgezegd"),
    ("gevoerd", "gevoerd"),
    ("niet_verschenen", "niet verschenen"),
    ("in_hersteltermijn", "niet verschenen, hersteltermijn gegeven"),
    ("hersteld", "niet verschenen, hersteld"),
    ("naar_rechtmatigheid", "niet verschenen, naar rechtmatigheid"),
];

/// What a person reads for the code of a state; empty for what is no state.
#[must_use]
pub fn stand_in_woorden(code: &str) -> &'static str {
    IN_WOORDEN.into_iter().find(|(is, _)| *is == code).map_or("", |(_, woorden)| woorden)
}

impl GesprekStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TePlannen => "te_plannen",
            Self::Gepland => "gepland",
            Self::Uitgenodigd => "uitgenodigd",
            Self::Bevestigd => "bevestigd",
            Self::Verzet { .. } => "verzet",
            Self::Afgezegd { .. } => "afgezegd",
            Self::Gevoerd(_) => "gevoerd",
            Self::NietVerschenen { .. } => "niet_verschenen",
            Self::InHersteltermijn { .. } => "in_hersteltermijn",
            Self::Hersteld { .. } => "hersteld",
            Self::NaarRechtmatigheid { .. } => "naar_rechtmatigheid",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::TePlannen => "te plannen",
            Self::Gepland => "gepland",
            Self::Uitgenodigd => "uitgenodigd",
            Self::Bevestigd => "bevestigd",
            Self::Verzet { .. } => "verzet",
            Self::Afgezegd { .. } => "afgezegd",
            Self::Gevoerd(_) => "gevoerd",
            Self::NietVerschenen { .. } => "niet verschenen",
            Self::InHersteltermijn { .. } => "niet verschenen, hersteltermijn gegeven",
            Self::Hersteld { .. } => "niet verschenen, hersteld",
            Self::NaarRechtmatigheid { .. } => "niet verschenen, naar rechtmatigheid",
        }
    }

    /// Why it is so, in the words of who recorded it; empty for a state that needs no explanation.
    #[must_use]
    pub fn toelichting(&self) -> &str {
        match self {
            Self::TePlannen | Self::Gepland | Self::Uitgenodigd | Self::Bevestigd | Self::Gevoerd(_) => "",
            Self::Verzet { toelichting, .. }
            | Self::Afgezegd { toelichting, .. }
            | Self::NietVerschenen { toelichting }
            | Self::InHersteltermijn { toelichting, .. }
            | Self::Hersteld { toelichting, .. }
            | Self::NaarRechtmatigheid { toelichting, .. } => toelichting,
        }
    }

    /// Whether the client stayed away, whatever followed.
    #[must_use]
    pub const fn is_verzuim(&self) -> bool {
        matches!(
            self,
            Self::NietVerschenen { .. }
                | Self::InHersteltermijn { .. }
                | Self::Hersteld { .. }
                | Self::NaarRechtmatigheid { .. }
        )
    }

    /// The day the cure period was done with: repaired or handed over.
    #[must_use]
    pub const fn termijn_klaar(&self) -> Option<Date> {
        match self {
            Self::Hersteld { op, .. } | Self::NaarRechtmatigheid { op, .. } => Some(*op),
            _ => None,
        }
    }

    /// The cure period, once there was one.
    #[must_use]
    pub const fn termijn(&self) -> Option<Hersteltermijn> {
        match self {
            Self::InHersteltermijn { termijn, .. }
            | Self::Hersteld { termijn, .. }
            | Self::NaarRechtmatigheid { termijn, .. } => Some(*termijn),
            _ => None,
        }
    }
}
