//! A client: somebody who receives, or received, social assistance.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{bsn::Bsn, id::KlantId, naam::Persoonsnaam};

/// Everything the municipality keeps of a person beside the histories (benefit, segment, conversations, …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klant {
    /// Who.
    pub id: KlantId,
    /// The number of the benefit administration, by which a client is known in letters and files.
    pub klantnummer: Klantnummer,
    /// Citizen service number; special data.
    pub bsn: Bsn,
    /// Name.
    pub naam: Persoonsnaam,
    /// Birth date.
    pub geboortedatum: Date,
    /// Household, as the college established it.
    pub leefvorm: Leefvorm,
    /// Where and how to reach this person.
    pub contact: Contact,
    /// Counts the changes, so that two people who edit at once notice each other.
    pub versie: i64,
}

/// Where somebody lives and how he or she wants to be reached. Empty text means not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Street, number and addition.
    pub adres: String,
    /// Postcode.
    pub postcode: Option<Postcode>,
    /// Town.
    pub woonplaats: String,
    /// District.
    pub wijk: String,
    /// Telephone number as given.
    pub telefoon: String,
    /// E-mail address.
    pub email: String,
    /// Language for a conversation when Dutch will not do; an interpreter is needed then.
    pub tolk: String,
}

/// The client number: letters, digits, dots and hyphens, as the benefit administration writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Klantnummer(String);

/// The text is not a client number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een klantnummer bestaat uit 1 tot 20 letters, cijfers, punten of streepjes, bijvoorbeeld 104-2217")]
pub struct OngeldigKlantnummer;

impl Klantnummer {
    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Klantnummer {
    type Err = OngeldigKlantnummer;
    fn from_str(text: &str) -> Result<Self, OngeldigKlantnummer> {
        let text = text.trim().to_uppercase();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let ok =
            (1..=20).contains(&text.len()) && text.chars().all(allowed) && text.contains(|c: char| c.is_ascii_digit());
        if ok { Ok(Self(text)) } else { Err(OngeldigKlantnummer) }
    }
}

impl fmt::Display for Klantnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A Dutch postcode: four digits, the first not zero, and two capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode([u8; 6]);

/// The text is not a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een postcode heeft vier cijfers en twee letters, bijvoorbeeld 2011 AB")]
pub struct OngeldigePostcode;

impl Postcode {
    /// Without the space, as stored and searched: `2011AB`.
    #[must_use]
    pub fn compact(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Postcode {
    type Err = OngeldigePostcode;
    fn from_str(text: &str) -> Result<Self, OngeldigePostcode> {
        let text: String = text.split_whitespace().collect::<String>().to_ascii_uppercase();
        let bytes: [u8; 6] = text.as_bytes().try_into().map_err(|_| OngeldigePostcode)?;
        let digits = bytes[..4].iter().all(u8::is_ascii_digit) && bytes[0] != b'0';
        if digits && bytes[4..].iter().all(u8::is_ascii_uppercase) { Ok(Self(bytes)) } else { Err(OngeldigePostcode) }
    }
}

impl TryFrom<String> for Postcode {
    type Error = OngeldigePostcode;
    fn try_from(text: String) -> Result<Self, OngeldigePostcode> {
        text.parse()
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.compact().to_owned()
    }
}

impl fmt::Display for Postcode {
    /// `2011 AB`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.compact();
        write!(f, "{} {}", &text[..4], &text[4..])
    }
}

/// The household as the law distinguishes it for the norm (PW art. 3 and 4). It is established by the college; the BRP
/// has no such item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leefvorm {
    /// PW 4(1)a.
    Alleenstaande,
    /// PW 4(1)b.
    AlleenstaandeOuder,
    /// PW 4(1)c with PW 3: married, registered partners or a joint household.
    Gehuwden,
}

/// The text names no household of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("onbekende leefvorm; kies alleenstaande, alleenstaande ouder of gehuwden")]
pub struct OngeldigeLeefvorm;

impl Leefvorm {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 3] = [Self::Alleenstaande, Self::AlleenstaandeOuder, Self::Gehuwden];

    /// The code in storage and files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alleenstaande => "alleenstaande",
            Self::AlleenstaandeOuder => "alleenstaande_ouder",
            Self::Gehuwden => "gehuwden",
        }
    }

    /// The words a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Alleenstaande => "alleenstaande",
            Self::AlleenstaandeOuder => "alleenstaande ouder",
            Self::Gehuwden => "gehuwden of samenwonend",
        }
    }
}

impl FromStr for Leefvorm {
    type Err = OngeldigeLeefvorm;
    fn from_str(text: &str) -> Result<Self, OngeldigeLeefvorm> {
        match text.trim().to_lowercase().replace(['_', '-'], " ").as_str() {
            "alleenstaande" | "alleenstaand" => Ok(Self::Alleenstaande),
            "alleenstaande ouder" => Ok(Self::AlleenstaandeOuder),
            "gehuwden" | "gehuwd" | "samenwonend" | "gehuwden of samenwonend" | "gezin" => Ok(Self::Gehuwden),
            _ => Err(OngeldigeLeefvorm),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_in_any_case_and_spacing() {
        for text in ["2011AB", "2011 ab", " 2011  Ab "] {
            assert_eq!(text.parse::<Postcode>().unwrap().to_string(), "2011 AB");
        }
        for wrong in ["0011AB", "2011A", "2011ABC", "20A1AB", "", "2011 A1", "2O11AB"] {
            assert!(wrong.parse::<Postcode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn client_numbers() {
        assert_eq!("104-2217".parse::<Klantnummer>().unwrap().as_str(), "104-2217");
        for wrong in ["", "abc", "12345678901234567890x", "12 34", "'; drop"] {
            assert!(wrong.parse::<Klantnummer>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_leefvorm_reads_its_own_code_and_words() {
        for leefvorm in Leefvorm::ALLE {
            assert_eq!(leefvorm.code().parse(), Ok(leefvorm));
            assert_eq!(leefvorm.omschrijving().parse(), Ok(leefvorm));
        }
    }
}
