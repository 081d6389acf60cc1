//! What a letter is for, and its language.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    codelijst::Code,
    gesprek::{Gesprek, GesprekStand, Partij, per_telefoon},
};

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

/// Which text a letter is worded with: one for each kind of letter, and one of its own for a kind of conversation of which that text
/// would say what is not so. Nobody comes to a telephone call, and who reports himself does not receive a benefit yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sjabloonsoort {
    /// For conversations one comes to.
    Gewoon(Briefsoort),
    /// Invitation to a telephone call.
    UitnodigingTelefoon,
    /// Invitation of somebody who asked for a benefit.
    UitnodigingPoort,
    /// Invitation to a conversation about the right to benefit.
    UitnodigingRechtmatigheid,
    /// Reminder of a telephone call.
    HerinneringTelefoon,
    /// The cure period after a telephone call that was not answered.
    NietVerschenenTelefoon,
}

impl Sjabloonsoort {
    /// All of them, in the order of a list.
    pub const ALLE: [Self; 10] = [
        Self::Gewoon(Briefsoort::Uitnodiging),
        Self::UitnodigingTelefoon,
        Self::UitnodigingPoort,
        Self::UitnodigingRechtmatigheid,
        Self::Gewoon(Briefsoort::Herinnering),
        Self::HerinneringTelefoon,
        Self::Gewoon(Briefsoort::Afzegging),
        Self::Gewoon(Briefsoort::NietVerschenen),
        Self::NietVerschenenTelefoon,
        Self::Gewoon(Briefsoort::Afspraken),
    ];

    /// The text for a letter about a kind of conversation.
    #[must_use]
    pub fn voor(brief: Briefsoort, gesprek: &Code) -> Self {
        match (brief, gesprek.as_str()) {
            (Briefsoort::Uitnodiging, _) if per_telefoon(gesprek) => Self::UitnodigingTelefoon,
            (Briefsoort::Herinnering, _) if per_telefoon(gesprek) => Self::HerinneringTelefoon,
            (Briefsoort::NietVerschenen, _) if per_telefoon(gesprek) => Self::NietVerschenenTelefoon,
            (Briefsoort::Uitnodiging, "poortgesprek") => Self::UitnodigingPoort,
            (Briefsoort::Uitnodiging, "rechtmatigheidsgesprek") => Self::UitnodigingRechtmatigheid,
            _ => Self::Gewoon(brief),
        }
    }

    /// What the letter is for.
    #[must_use]
    pub const fn brief(self) -> Briefsoort {
        match self {
            Self::Gewoon(brief) => brief,
            Self::UitnodigingTelefoon | Self::UitnodigingPoort | Self::UitnodigingRechtmatigheid => {
                Briefsoort::Uitnodiging
            }
            Self::HerinneringTelefoon => Briefsoort::Herinnering,
            Self::NietVerschenenTelefoon => Briefsoort::NietVerschenen,
        }
    }

    /// Whether it is about a telephone call.
    #[must_use]
    pub const fn telefonisch(self) -> bool {
        matches!(self, Self::UitnodigingTelefoon | Self::HerinneringTelefoon | Self::NietVerschenenTelefoon)
    }

    /// The code in storage and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gewoon(brief) => brief.code(),
            Self::UitnodigingTelefoon => "uitnodiging_telefoon",
            Self::UitnodigingPoort => "uitnodiging_poort",
            Self::UitnodigingRechtmatigheid => "uitnodiging_rechtmatigheid",
            Self::HerinneringTelefoon => "herinnering_telefoon",
            Self::NietVerschenenTelefoon => "niet_verschenen_telefoon",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Gewoon(brief) => brief.omschrijving(),
            Self::UitnodigingTelefoon => "uitnodiging voor een telefoongesprek",
            Self::UitnodigingPoort => "uitnodiging voor een poortgesprek",
            Self::UitnodigingRechtmatigheid => "uitnodiging voor een rechtmatigheidsgesprek",
            Self::HerinneringTelefoon => "herinnering aan een telefoongesprek",
            Self::NietVerschenenTelefoon => "brief over de hersteltermijn na een telefoongesprek",
        }
    }
}

impl FromStr for Sjabloonsoort {
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
