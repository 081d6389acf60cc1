//! What a letter is for, and its language.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::gesprek::{Gesprek, GesprekStand, Partij};

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Briefsoort {
    /// Asks to come to a conversation.
    Uitnodiging,
    /// Reminds of an invitation.
    Herinnering,
    /// Tells somebody who did not come until when that can be repaired (PW 54).
    NietVerschenen,
    /// Confirms what was agreed in a conversation.
    Afspraken,
    /// Tells that a conversation the client was invited to does not take place.
    Afzegging,
}

impl Briefsoort {
    /// All kinds, in the order of a list.
    pub const ALLE: [Self; 5] =
        [Self::Uitnodiging, Self::Herinnering, Self::Afzegging, Self::NietVerschenen, Self::Afspraken];

    /// The code in storage and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uitnodiging => "uitnodiging",
            Self::Herinnering => "herinnering",
            Self::NietVerschenen => "niet_verschenen",
            Self::Afspraken => "afspraken",
            Self::Afzegging => "afzegging",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Uitnodiging => "uitnodiging",
            Self::Herinnering => "herinnering",
            Self::NietVerschenen => "brief over de hersteltermijn",
            Self::Afspraken => "bevestiging van afspraken",
            Self::Afzegging => "afzegging",
        }
    }

    /// Whether it may go by e-mail alone, to a client who agreed to that. The letter about a cure period may not: losing a
    /// right may follow from it (PW 54), and a letter by post leaves less room for doubt about whether it arrived.
    #[must_use]
    pub const fn mag_per_email(self) -> bool {
        !matches!(self, Self::NietVerschenen)
    }

    /// Whether it tells of a conversation that is still to come.
    #[must_use]
    pub const fn kondigt_aan(self) -> bool {
        matches!(self, Self::Uitnodiging | Self::Herinnering)
    }

    /// Whether it is of use only until the conversation begins.
    #[must_use]
    pub const fn is_vooraf(self) -> bool {
        matches!(self, Self::Uitnodiging | Self::Herinnering | Self::Afzegging)
    }

    /// The letter that fits where a conversation stands. Who called it off himself needs no letter that it is off, and neither
    /// does who never knew of it ([`super::weet_ervan`]).
    #[must_use]
    pub const fn bij(gesprek: &Gesprek, weet_ervan: bool) -> Option<Self> {
        match &gesprek.stand {
            GesprekStand::Afgezegd { door: Partij::Gemeente, .. } if weet_ervan => Some(Self::Afzegging),
            GesprekStand::Gepland => Some(Self::Uitnodiging),
            GesprekStand::Uitgenodigd | GesprekStand::Bevestigd => Some(Self::Herinnering),
            GesprekStand::InHersteltermijn { .. } => Some(Self::NietVerschenen),
            GesprekStand::Gevoerd(_) => Some(Self::Afspraken),
            GesprekStand::TePlannen
            | GesprekStand::Verzet { .. }
            | GesprekStand::Afgezegd { .. }
            | GesprekStand::NietVerschenen { .. }
            | GesprekStand::Hersteld { .. }
            | GesprekStand::NaarRechtmatigheid { .. } => None,
        }
    }
}

impl FromStr for Briefsoort {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|soort| soort.code() == text).ok_or(())
    }
}

/// The language of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taal {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
    /// Arabic, from right to left.
    Ar,
}

impl Taal {
    /// All languages, in the order of a choice list.
    pub const ALLE: [Self; 3] = [Self::Nl, Self::En, Self::Ar];

    /// The code in storage and in addresses (ISO 639-1).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Nl => "Nederlands",
            Self::En => "Engels",
            Self::Ar => "Arabisch",
        }
    }

    /// The direction of its lines, as HTML says it.
    #[must_use]
    pub const fn richting(self) -> &'static str {
        match self {
            Self::Nl | Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// The language to propose for somebody who needs an interpreter, by the words on file (`Arabisch (Syrië)`). Dutch for
    /// a language there are no letters in.
    #[must_use]
    pub fn bij_tolk(tolk: &str) -> Self {
        let tolk = tolk.to_lowercase();
        let names = |names: &[&str]| names.iter().any(|naam| tolk.contains(naam));
        if names(&["arab", "darija", "عرب"]) {
            Self::Ar
        } else if names(&["engels", "english"]) {
            Self::En
        } else {
            Self::Nl
        }
    }
}

impl FromStr for Taal {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|taal| taal.code() == text).ok_or(())
    }
}
