//! The log: what was changed and who saw whom, in lines that cannot be altered unnoticed.
//!
//! Each line carries the hash of the line before it, so that removing or changing one breaks every later one (BIO2
//! 8.15.05). A line never holds a BSN or free text of a client. Lines of one municipality form one chain.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
};

/// Why somebody processes data of a client (*doelbinding*, AVG 5(1)b). Each names an entry of the register of
/// processing activities (AVG 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doel {
    /// Guiding a client to work or participation (PW 7).
    Begeleiding,
    /// Establishing whether there is a right and to how much (PW 53a).
    Rechtmatigheid,
    /// Answering the council with numbers about groups (PW 77).
    Verantwoording,
    /// Keeping the system running: accounts, imports, code lists.
    Beheer,
}

impl Doel {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Begeleiding => "begeleiding",
            Self::Rechtmatigheid => "rechtmatigheid",
            Self::Verantwoording => "verantwoording",
            Self::Beheer => "beheer",
        }
    }
}

/// One change, as it is handed to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// When, UTC.
    pub moment: Timestamp,
    /// Who; nobody when the system itself acted (an import at night).
    pub gebruiker: Option<GebruikerId>,
    /// What was done: noun and verb, such as `gesprek.gepland`.
    pub handeling: &'static str,
    /// Which record was touched.
    pub object: Option<Uuid>,
    /// Which client it concerns.
    pub klant: Option<KlantId>,
    /// What for.
    pub doel: Doel,
    /// What changed, as codes, dates and amounts; never a BSN or free text.
    ///
    /// A JSON object as text: the log keeps and hashes exactly these bytes.
    pub details: String,
}

/// The hash of a line or of the start of a chain.
pub type Hash = [u8; 32];

/// What stands before the first line of a municipality.
#[must_use]
pub fn begin_van_keten(gemeente: Gemeente) -> Hash {
    Sha256::digest(format!("klantbeeld logboek {gemeente}")).into()
}

/// The hash of a line: SHA-256 over the previous hash and the fields, each with its length before it so that no two
/// different lines can read the same.
#[must_use]
pub fn hash(vorige: &Hash, gemeente: Gemeente, nummer: i64, velden: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    sha.update(vorige);
    sha.update(gemeente.code());
    sha.update(nummer.to_be_bytes());
    for veld in velden {
        sha.update((veld.len() as u64).to_be_bytes());
        sha.update(veld);
    }
    sha.finalize().into()
}

/// A hash as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_letter_to_the_next_field_changes_the_hash() {
        let begin = begin_van_keten(Gemeente::HAARLEM);
        let een = hash(&begin, Gemeente::HAARLEM, 1, &[b"ab", b"c"]);
        assert_ne!(een, hash(&begin, Gemeente::HAARLEM, 1, &[b"a", b"bc"]));
        assert_ne!(een, hash(&begin, Gemeente::HAARLEM, 2, &[b"ab", b"c"]));
        assert_ne!(een, hash(&begin, Gemeente::ZANDVOORT, 1, &[b"ab", b"c"]));
        assert_ne!(een, hash(&begin_van_keten(Gemeente::ZANDVOORT), Gemeente::HAARLEM, 1, &[b"ab", b"c"]));
        assert_eq!(hex(&een).len(), 64);
    }
}
