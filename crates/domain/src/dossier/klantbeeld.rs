//! The picture of a client (*klantbeeld*): talents, work, education, languages, wishes, and what stands in the way.
//!
//! The klantbeeldgesprek of three hours is held to make it (Ik doe mee, 2019). Health, debts and justice are special data
//! (AVG 9 and 10): here stands only what they mean for work and taking part, never a diagnosis, an amount or an offence.

use std::{collections::BTreeMap, str::FromStr};

use serde::{Deserialize, Serialize};

/// How well somebody speaks a language: the levels of the European framework (ERK), or a mother tongue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taalniveau {
    /// Hardly anything.
    Geen,
    /// Breakthrough.
    A1,
    /// Waystage.
    A2,
    /// Threshold.
    B1,
    /// Vantage.
    B2,
    /// Effective operational proficiency.
    C1,
    /// Mastery.
    C2,
    /// Mother tongue.
    Moedertaal,
}

impl Taalniveau {
    /// All of them, from none to best.
    pub const ALLE: [Self; 8] =
        [Self::Geen, Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2, Self::Moedertaal];

    /// What a person reads and writes.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Geen => "geen",
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::Moedertaal => "moedertaal",
        }
    }
}

impl FromStr for Taalniveau {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        Self::ALLE.into_iter().find(|niveau| niveau.omschrijving().eq_ignore_ascii_case(text)).ok_or(())
    }
}

/// A language somebody speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taalbeheersing {
    /// Which language.
    pub taal: String,
    /// How well.
    pub niveau: Taalniveau,
}

/// A line is no language with a level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "regel {regel} is niet te lezen: schrijf een taal en een niveau, bijvoorbeeld Nederlands: B1 (geen, A1 tot en met C2, of moedertaal)"
)]
pub struct OngeldigeTaal {
    /// Which line, from 1.
    pub regel: usize,
}

/// Reads languages as they are written down: a line each, `Nederlands: B1`. Empty lines are left out.
pub fn lees_talen(text: &str) -> Result<Vec<Taalbeheersing>, OngeldigeTaal> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(nummer, line)| {
            let wrong = || OngeldigeTaal { regel: nummer + 1 };
            let (taal, niveau) = line.rsplit_once([':', ',']).ok_or_else(wrong)?;
            let taal = taal.trim().to_owned();
            if taal.is_empty() || taal.chars().count() > 60 {
                return Err(wrong());
            }
            Ok(Taalbeheersing { taal, niveau: niveau.parse().map_err(|()| wrong())? })
        })
        .collect()
}

/// Writes them back as they are read.
#[must_use]
pub fn schrijf_talen(talen: &[Taalbeheersing]) -> String {
    talen.iter().map(|t| format!("{}: {}", t.taal, t.niveau.omschrijving())).collect::<Vec<_>>().join("\n")
}

/// In which part of life something stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leefgebied {
    /// Debts.
    Schulden,
    /// Health.
    Gezondheid,
    /// Dutch, or reading and writing.
    Taal,
    /// Care of children or others.
    Zorgtaken,
    /// Housing.
    Wonen,
}

impl Leefgebied {
    /// All of them, in the order of a form.
    pub const ALLE: [Self; 5] = [Self::Schulden, Self::Gezondheid, Self::Taal, Self::Zorgtaken, Self::Wonen];

    /// The code in a form and in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Schulden => "schulden",
            Self::Gezondheid => "gezondheid",
            Self::Taal => "taal",
            Self::Zorgtaken => "zorgtaken",
            Self::Wonen => "wonen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Schulden => "Schulden",
            Self::Gezondheid => "Gezondheid",
            Self::Taal => "Taal, lezen en schrijven",
            Self::Zorgtaken => "Zorgtaken",
            Self::Wonen => "Wonen",
        }
    }

    /// What may be written down, where that is less than one would think.
    #[must_use]
    pub const fn uitleg(self) -> &'static str {
        match self {
            Self::Schulden => "Alleen of het in de weg staat en of er hulp is. Geen bedragen.",
            Self::Gezondheid => "Alleen wat iemand wel en niet kan. Geen diagnose.",
            Self::Taal | Self::Zorgtaken | Self::Wonen => "",
        }
    }
}

/// A step of the participation ladder (VNG): how much somebody takes part. It is measured apart from the segment; the one
/// does not follow from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Trede(u8);

/// The number is no step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("de participatieladder heeft zes treden")]
pub struct OngeldigeTrede;

impl Trede {
    /// All of them, from isolated to paid work.
    pub const ALLE: [Self; 6] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];

    /// Its number, 1 to 6.
    #[must_use]
    pub const fn nummer(self) -> u8 {
        self.0
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self.0 {
            1 => "1. Geïsoleerd",
            2 => "2. Sociale contacten buitenshuis",
            3 => "3. Deelname aan georganiseerde activiteiten",
            4 => "4. Onbetaald werk",
            5 => "5. Betaald werk met ondersteuning",
            _ => "6. Betaald werk",
        }
    }
}

impl TryFrom<i64> for Trede {
    type Error = OngeldigeTrede;
    fn try_from(nummer: i64) -> Result<Self, OngeldigeTrede> {
        u8::try_from(nummer).ok().filter(|nummer| (1..=6).contains(nummer)).map(Self).ok_or(OngeldigeTrede)
    }
}

impl From<Trede> for i64 {
    fn from(trede: Trede) -> Self {
        trede.0.into()
    }
}

/// The picture of one client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Klantbeeld {
    /// What somebody is good at.
    pub talenten: String,
    /// Work somebody did, paid or not.
    pub werkervaring: String,
    /// Schooling and certificates.
    pub opleiding: String,
    /// Languages with their level.
    pub talen: Vec<Taalbeheersing>,
    /// What somebody wants.
    pub wensen: String,
    /// What stands in the way, by part of life; what is not there does not.
    pub belemmeringen: BTreeMap<Leefgebied, String>,
    /// Step of the participation ladder; `None`: not known yet.
    pub trede: Option<Trede>,
    /// Why this step.
    pub trede_waarom: String,
}

/// Why a picture is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KlantbeeldGeweigerd {
    /// Nothing was filled in.
    #[error("vul ten minste één onderdeel in")]
    Leeg,
    /// A step without a reason cannot be explained later.
    #[error("schrijf op waarom u deze trede kiest")]
    TredeZonderReden,
}

impl Klantbeeld {
    /// Checks a picture that somebody drew.
    pub fn leg_vast(self) -> Result<Self, KlantbeeldGeweigerd> {
        if self == Self::default() {
            return Err(KlantbeeldGeweigerd::Leeg);
        }
        if self.trede.is_some() && self.trede_waarom.trim().is_empty() {
            return Err(KlantbeeldGeweigerd::TredeZonderReden);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_line_by_line_and_written_back() {
        let talen = lees_talen("Nederlands: b1\n\n Arabisch (Marokkaans) : moedertaal\nFrans, geen").unwrap();
        assert_eq!(schrijf_talen(&talen), "Nederlands: B1\nArabisch (Marokkaans): moedertaal\nFrans: geen");
        assert_eq!(lees_talen(&schrijf_talen(&talen)).unwrap(), talen);
        for (text, regel) in [("Nederlands", 1), ("Nederlands: B1\nFrans: best goed", 2), (": A1", 1), ("\n\nx:", 3)] {
            assert_eq!(lees_talen(text), Err(OngeldigeTaal { regel }), "{text:?}");
        }
        assert_eq!(lees_talen(" \n "), Ok(Vec::new()));
    }

    #[test]
    fn the_ladder_has_six_steps() {
        for (nummer, is) in [(0, false), (1, true), (6, true), (7, false), (-1, false), (300, false)] {
            assert_eq!(Trede::try_from(nummer).is_ok(), is, "{nummer}");
        }
        assert_eq!(Trede::try_from(4).unwrap().omschrijving(), "4. Onbetaald werk");
    }

    #[test]
    fn an_empty_picture_is_none_and_a_step_needs_a_reason() {
        assert_eq!(Klantbeeld::default().leg_vast(), Err(KlantbeeldGeweigerd::Leeg));
        let trede = Klantbeeld { trede: Trede::try_from(3).ok(), ..Klantbeeld::default() };
        assert_eq!(trede.clone().leg_vast(), Err(KlantbeeldGeweigerd::TredeZonderReden));
        assert!(Klantbeeld { trede_waarom: "Gaat elke week naar de moestuin.".into(), ..trede }.leg_vast().is_ok());
        assert!(Klantbeeld { wensen: "Iets met auto's".into(), ..Klantbeeld::default() }.leg_vast().is_ok());
    }
}
