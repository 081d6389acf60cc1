//! A municipality: the tenant. Every row belongs to exactly one, and no query crosses from one to another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The four-digit code of a municipality in BRP Table 33 (*Gemeententabel*), such as `0392` for Haarlem.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gemeente([u8; 4]);

/// The text is not a municipality code of four digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("een gemeentecode heeft vier cijfers, bijvoorbeeld 0392")]
pub struct OngeldigeGemeente;

impl Gemeente {
    /// Haarlem.
    pub const HAARLEM: Self = Self(*b"0392");
    /// Zandvoort, whose officials have worked in one organisation with Haarlem's since 2018.
    pub const ZANDVOORT: Self = Self(*b"0473");

    /// The code with its leading zero.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("0000")
    }
}

impl FromStr for Gemeente {
    type Err = OngeldigeGemeente;
    fn from_str(text: &str) -> Result<Self, OngeldigeGemeente> {
        let bytes: [u8; 4] = text.trim().as_bytes().try_into().map_err(|_| OngeldigeGemeente)?;
        if bytes.iter().all(u8::is_ascii_digit) && bytes != *b"0000" { Ok(Self(bytes)) } else { Err(OngeldigeGemeente) }
    }
}

impl TryFrom<String> for Gemeente {
    type Error = OngeldigeGemeente;
    fn try_from(text: String) -> Result<Self, OngeldigeGemeente> {
        text.parse()
    }
}

impl From<Gemeente> for String {
    fn from(gemeente: Gemeente) -> Self {
        gemeente.code().to_owned()
    }
}

impl fmt::Display for Gemeente {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Gemeente {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gemeente({})", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_and_nothing_else() {
        assert_eq!("0392".parse(), Ok(Gemeente::HAARLEM));
        for wrong in ["392", "03920", "O392", "", "0000", "GM0392"] {
            assert_eq!(wrong.parse::<Gemeente>(), Err(OngeldigeGemeente), "{wrong}");
        }
    }
}
