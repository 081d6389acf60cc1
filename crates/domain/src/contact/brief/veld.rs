//! The fields of a template: a closed list, and which kind of letter knows which.

use std::str::FromStr;

use super::Briefsoort;

/// A field: what the record fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Veld {
    /// The salutation, in the language of the letter.
    KlantAanhef,
    /// The name in full.
    KlantNaam,
    /// Which kind of conversation, as the code list calls it.
    GesprekSoort,
    /// The day of the conversation, with the day of the week.
    GesprekDatum,
    /// When it begins.
    GesprekTijd,
    /// Where.
    GesprekPlaats,
    /// How long it takes.
    GesprekDuur,
    /// The box with day, time, place, person and length. Stands on a line of its own.
    GesprekAfspraak,
    /// Who holds the conversation.
    KlantmanagerNaam,
    /// The name of the municipality.
    GemeenteNaam,
    /// Where to call.
    GemeenteTelefoon,
    /// The day of the invitation.
    UitnodigingDatum,
    /// The last day of the cure period.
    HersteltermijnEinde,
    /// What was agreed, a line each. Stands on a line of its own.
    Afspraken,
}

impl Veld {
    /// All fields, in the order of the list beside the editor.
    pub const ALLE: [Self; 14] = [
        Self::KlantAanhef,
        Self::KlantNaam,
        Self::GesprekAfspraak,
        Self::GesprekDatum,
        Self::GesprekTijd,
        Self::GesprekPlaats,
        Self::GesprekDuur,
        Self::GesprekSoort,
        Self::KlantmanagerNaam,
        Self::GemeenteNaam,
        Self::GemeenteTelefoon,
        Self::UitnodigingDatum,
        Self::HersteltermijnEinde,
        Self::Afspraken,
    ];

    /// The name between the braces.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KlantAanhef => "klant.aanhef",
            Self::KlantNaam => "klant.naam",
            Self::GesprekSoort => "gesprek.soort",
            Self::GesprekDatum => "gesprek.datum",
            Self::GesprekTijd => "gesprek.tijd",
            Self::GesprekPlaats => "gesprek.plaats",
            Self::GesprekDuur => "gesprek.duur",
            Self::GesprekAfspraak => "gesprek.afspraak",
            Self::KlantmanagerNaam => "klantmanager.naam",
            Self::GemeenteNaam => "gemeente.naam",
            Self::GemeenteTelefoon => "gemeente.telefoon",
            Self::UitnodigingDatum => "uitnodiging.datum",
            Self::HersteltermijnEinde => "hersteltermijn.einde",
            Self::Afspraken => "afspraken",
        }
    }

    /// The field as it is typed: `{{klant.naam}}`.
    #[must_use]
    pub fn getypt(self) -> String {
        format!("{{{{{}}}}}", self.code())
    }

    /// What it becomes, for who writes a template.
    #[must_use]
    pub const fn uitleg(self) -> &'static str {
        match self {
            Self::KlantAanhef => "de aanhef met de naam van de klant",
            Self::KlantNaam => "voor- en achternaam van de klant",
            Self::GesprekSoort => "het soort gesprek",
            Self::GesprekDatum => "de dag van het gesprek",
            Self::GesprekTijd => "het begin van het gesprek",
            Self::GesprekPlaats => "waar het gesprek is",
            Self::GesprekDuur => "hoe lang het gesprek duurt",
            Self::GesprekAfspraak => "kader met dag, tijd, plaats en met wie; op een eigen regel",
            Self::KlantmanagerNaam => "met wie het gesprek is",
            Self::GemeenteNaam => "de naam van de gemeente",
            Self::GemeenteTelefoon => "het telefoonnummer van de afdeling",
            Self::UitnodigingDatum => "de dag van de uitnodiging",
            Self::HersteltermijnEinde => "de laatste dag van de hersteltermijn",
            Self::Afspraken => "wat er is afgesproken; op een eigen regel",
        }
    }

    /// Whether it is a piece of its own and not a word in a sentence.
    #[must_use]
    pub const fn is_blok(self) -> bool {
        matches!(self, Self::GesprekAfspraak | Self::Afspraken)
    }

    /// Whether this kind of letter knows it.
    #[must_use]
    pub const fn past_bij(self, soort: Briefsoort) -> bool {
        match self {
            Self::KlantAanhef
            | Self::KlantNaam
            | Self::GesprekSoort
            | Self::GesprekDatum
            | Self::KlantmanagerNaam
            | Self::GemeenteNaam
            | Self::GemeenteTelefoon => true,
            Self::GesprekTijd => !matches!(soort, Briefsoort::Afspraken),
            Self::GesprekPlaats | Self::GesprekDuur | Self::GesprekAfspraak => {
                matches!(soort, Briefsoort::Uitnodiging | Briefsoort::Herinnering)
            }
            Self::UitnodigingDatum => matches!(soort, Briefsoort::Herinnering),
            Self::HersteltermijnEinde => matches!(soort, Briefsoort::NietVerschenen),
            Self::Afspraken => matches!(soort, Briefsoort::Afspraken),
        }
    }

    /// Without which a letter of this kind does not do what it is for.
    #[must_use]
    pub const fn onmisbaar(soort: Briefsoort) -> Self {
        match soort {
            Briefsoort::Uitnodiging | Briefsoort::Herinnering => Self::GesprekAfspraak,
            Briefsoort::NietVerschenen => Self::HersteltermijnEinde,
            Briefsoort::Afspraken => Self::Afspraken,
            Briefsoort::Afzegging => Self::GesprekDatum,
        }
    }
}

impl FromStr for Veld {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|veld| veld.code() == text).ok_or(())
    }
}
