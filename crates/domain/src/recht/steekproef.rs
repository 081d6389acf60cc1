//! A sample of clients whose right is looked into (*steekproef*, PW 53a): which, is decided by chance that anybody can check.
//!
//! Each client gets a number from a hash of the recorded seed and the client's id; the lowest numbers are drawn. So the same
//! seed draws the same clients years later, in whatever order they are read; nobody can be put in or left out; and a client
//! who is added or leaves does not reshuffle the others. No property of a client plays a part: this is no score.
//!
//! The share is a setting: in Pilot 300 some 12 % of clients a year were looked into.

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, str::FromStr};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::id::{KlantId, SteekproefId};

/// Which part of the clients is drawn, in whole percents: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aandeel(u8);

/// The number is no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("kies een aandeel van 1 tot en met 100 procent, zonder cijfers achter de komma")]
pub struct OngeldigAandeel;

impl Aandeel {
    /// The share that Pilot 300 reports for a year (gemeente Haarlem, 2015).
    pub const PILOT_300: Self = Self(12);

    /// In percent.
    #[must_use]
    pub const fn procent(self) -> u8 {
        self.0
    }

    /// How many of so many: rounded, a half up.
    #[must_use]
    pub fn van(self, aantal: usize) -> usize {
        // A sum of two roundings would not fit for absurd numbers; this fits for all.
        let (honderden, rest) = (aantal / 100, aantal % 100);
        honderden * usize::from(self.0) + (rest * usize::from(self.0) + 50) / 100
    }
}

impl TryFrom<u8> for Aandeel {
    type Error = OngeldigAandeel;
    fn try_from(procent: u8) -> Result<Self, OngeldigAandeel> {
        if (1..=100).contains(&procent) { Ok(Self(procent)) } else { Err(OngeldigAandeel) }
    }
}

impl FromStr for Aandeel {
    type Err = OngeldigAandeel;
    fn from_str(text: &str) -> Result<Self, OngeldigAandeel> {
        let text = text.trim().trim_end_matches('%').trim_end();
        text.parse::<u8>().map_err(|_| OngeldigAandeel)?.try_into()
    }
}

/// The recorded seed of a sample: 8 to 64 characters. It comes from dice or from somebody outside; where from, is for the
/// report.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Zaad(String);

/// The text is no seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een zaad voor de steekproef heeft 8 tot 64 letters of cijfers")]
pub struct OngeldigZaad;

impl Zaad {
    /// The seed as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Zaad {
    type Err = OngeldigZaad;
    fn from_str(text: &str) -> Result<Self, OngeldigZaad> {
        let text = text.trim();
        let right = (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if right { Ok(Self(text.to_owned())) } else { Err(OngeldigZaad) }
    }
}

/// A sample that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steekproef {
    /// Which sample.
    pub id: SteekproefId,
    /// The day whose clients it was drawn from.
    pub peildatum: Date,
    /// Which part.
    pub aandeel: Aandeel,
    /// The seed.
    pub zaad: Zaad,
    /// From how many clients.
    pub omvang: usize,
    /// A hash of exactly those clients, to see later whether the same ones are looked at.
    pub vingerafdruk: String,
    /// Who were drawn, in the order of their ids.
    pub getrokken: Vec<KlantId>,
}

/// Why no sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SteekproefGeweigerd {
    /// There is nobody.
    #[error("er zijn op deze peildatum geen klanten om uit te trekken")]
    Leeg,
    /// The clients of tomorrow are not known.
    #[error("de peildatum ligt in de toekomst; kies vandaag of eerder")]
    Toekomst,
}

impl Steekproef {
    /// Draws it. Somebody who is named twice counts once.
    pub fn trek(
        id: SteekproefId,
        populatie: impl IntoIterator<Item = KlantId>,
        (aandeel, zaad): (Aandeel, Zaad),
        peildatum: Date,
        vandaag: Date,
    ) -> Result<Self, SteekproefGeweigerd> {
        if peildatum > vandaag {
            return Err(SteekproefGeweigerd::Toekomst);
        }
        let populatie: BTreeSet<KlantId> = populatie.into_iter().collect();
        if populatie.is_empty() {
            return Err(SteekproefGeweigerd::Leeg);
        }
        let omvang = populatie.len();
        Ok(Self {
            id,
            peildatum,
            aandeel,
            omvang,
            vingerafdruk: vingerafdruk(&populatie),
            getrokken: trek(&populatie, aandeel.van(omvang), &zaad),
            zaad,
        })
    }

    /// Whether drawing again from these clients gives the same: for whoever checks it later.
    #[must_use]
    pub fn klopt(&self, populatie: impl IntoIterator<Item = KlantId>) -> bool {
        let populatie: BTreeSet<KlantId> = populatie.into_iter().collect();
        self.omvang == populatie.len()
            && self.vingerafdruk == vingerafdruk(&populatie)
            && self.getrokken == trek(&populatie, self.aandeel.van(self.omvang), &self.zaad)
    }
}

/// The clients with the lowest numbers, in the order of their ids.
fn trek(populatie: &BTreeSet<KlantId>, aantal: usize, zaad: &Zaad) -> Vec<KlantId> {
    let mut genummerd: Vec<_> = populatie.iter().map(|klant| (nummer(zaad, *klant), *klant)).collect();
    genummerd.sort_unstable();
    let mut getrokken: Vec<_> = genummerd.into_iter().take(aantal).map(|(_, klant)| klant).collect();
    getrokken.sort_unstable();
    getrokken
}

/// The number of a client: a hash of seed and id. The name before it keeps it apart from every other use of this hash, and
/// the zero byte keeps the seed apart from the id.
fn nummer(zaad: &Zaad, klant: KlantId) -> [u8; 32] {
    let mut hash = Sha256::new();
    for deel in [b"klantbeeld steekproef 1\0".as_slice(), zaad.0.as_bytes(), b"\0", klant.uuid().as_bytes()] {
        hash.update(deel);
    }
    hash.finalize().into()
}

fn vingerafdruk(populatie: &BTreeSet<KlantId>) -> String {
    let mut hash = Sha256::new();
    for klant in populatie {
        hash.update(klant.uuid().as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
