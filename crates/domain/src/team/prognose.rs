//! A simulation of the coming years that somebody asked for: where it stands. What is played is the business of `analysis`.

use std::str::FromStr;

/// Where a simulation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrognoseStand {
    /// It is being played.
    Speelt,
    /// There is an outcome.
    Klaar,
    /// Somebody stopped it.
    Gestopt,
    /// It cannot be played: something is in the way.
    Mislukt,
}

impl PrognoseStand {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::Speelt, Self::Klaar, Self::Gestopt, Self::Mislukt];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Speelt => "speelt",
            Self::Klaar => "klaar",
            Self::Gestopt => "gestopt",
            Self::Mislukt => "mislukt",
        }
    }
}

impl FromStr for PrognoseStand {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|is| is.code() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for stand in PrognoseStand::ALLE {
            assert_eq!(stand.code().parse(), Ok(stand));
        }
        assert_eq!("onbekend".parse::<PrognoseStand>(), Err(()));
    }
}
