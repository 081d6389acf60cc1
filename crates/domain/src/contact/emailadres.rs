//! An e-mail address that a letter can be sent to.

use std::{fmt, str::FromStr};

/// An address as mail servers everywhere take it (RFC 5321 §4.1.2, without quoted names and comments). Nothing in it can
/// end a line or begin another header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emailadres(String);

/// The text is no e-mail address that a letter can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("vul een e-mailadres in zoals naam@voorbeeld.nl, zonder spaties of bijzondere tekens")]
pub struct OngeldigEmailadres;

impl Emailadres {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domein(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domein)| domein)
    }
}

fn naam_kan(naam: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (1..=64).contains(&naam.len())
        && naam.chars().all(letter)
        && !naam.starts_with('.')
        && !naam.ends_with('.')
        && !naam.contains("..")
}

fn domein_kan(domein: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domein.len() <= 190 && domein.contains('.') && domein.split('.').all(label)
}

impl FromStr for Emailadres {
    type Err = OngeldigEmailadres;
    fn from_str(text: &str) -> Result<Self, OngeldigEmailadres> {
        let text = text.trim();
        let (naam, domein) = text.rsplit_once('@').ok_or(OngeldigEmailadres)?;
        if naam_kan(naam) && domein_kan(domein) { Ok(Self(text.to_owned())) } else { Err(OngeldigEmailadres) }
    }
}

impl fmt::Display for Emailadres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_be_sent_to_and_those_that_cannot() {
        for goed in ["johan@voorbeeld.nl", " j.v.d.meer+werk@post.haarlem.example ", "o'neill@a-b.nl"] {
            assert_eq!(goed.parse::<Emailadres>().unwrap().as_str(), goed.trim());
        }
        for fout in [
            "",
            "@",
            "johan",
            "johan@",
            "@voorbeeld.nl",
            "johan@voorbeeld",
            "johan@voorbeeld..nl",
            "johan@-voorbeeld.nl",
            "jo han@voorbeeld.nl",
            "johan@voorbeeld.nl\r\nBcc: allen@voorbeeld.nl",
            "johan\r\nBcc:piet@voorbeeld.nl",
            "johan@voorbeeld.nl,piet@voorbeeld.nl",
            "<johan@voorbeeld.nl>",
            "\"johan\"@voorbeeld.nl",
            "johan@[127.0.0.1]",
            "jöhan@voorbeeld.nl",
            ".johan@voorbeeld.nl",
        ] {
            assert_eq!(fout.parse::<Emailadres>(), Err(OngeldigEmailadres), "{fout:?}");
        }
        assert_eq!("a@b@voorbeeld.nl".parse::<Emailadres>(), Err(OngeldigEmailadres));
        assert_eq!("johan@voorbeeld.nl".parse::<Emailadres>().unwrap().domein(), "voorbeeld.nl");
    }
}
