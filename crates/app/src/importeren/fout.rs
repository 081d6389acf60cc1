//! What is wrong with a file: per cell, with what to do about it.

use std::{fmt, path::PathBuf};

use domain::{bsn::Bsn, datum};

use super::verslag::Verslag;

/// How many faults are kept; the rest is counted.
pub(crate) const HOOGUIT: usize = 10_000;

/// One fault at one place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fout {
    /// The row as a spreadsheet numbers it; the heading is row 1.
    pub rij: u32,
    /// The column.
    pub kolom: String,
    /// What stands there; a BSN only masked.
    pub waarde: String,
    /// What is wrong.
    pub fout: String,
    /// What to do.
    pub doe: String,
}

impl Fout {
    /// A fault; the value is made fit to be shown.
    #[must_use]
    pub fn new(rij: u32, kolom: &str, waarde: &str, fout: impl Into<String>, doe: impl Into<String>) -> Self {
        Self {
            rij,
            kolom: kolom.to_owned(),
            waarde: toonbaar(waarde, kolom == "bsn"),
            fout: fout.into(),
            doe: doe.into(),
        }
    }
}

impl fmt::Display for Fout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rij, kolom, waarde, fout, doe } = self;
        if waarde.is_empty() {
            write!(f, "rij {rij}, {kolom}: {fout}. {doe}")
        } else {
            write!(f, "rij {rij}, {kolom} ({waarde}): {fout}. {doe}")
        }
    }
}

/// The first faults, and how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fouten {
    /// The first [`HOOGUIT`].
    pub lijst: Vec<Fout>,
    /// All.
    pub totaal: u64,
}

impl Fouten {
    /// Adds one.
    pub fn push(&mut self, fout: Fout) {
        self.totaal += 1;
        if self.lijst.len() < HOOGUIT {
            self.lijst.push(fout);
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.totaal == 0
    }
}

/// The longest value that is repeated in a message.
const LENGTE: usize = 60;

/// A value as it may stand in a message: no BSN in full, nothing invisible, not too long.
#[must_use]
pub(crate) fn toonbaar(waarde: &str, is_bsn: bool) -> String {
    let kort: String = waarde.trim().chars().take(LENGTE + 1).map(|c| if c.is_control() { '·' } else { c }).collect();
    let kort = if kort.chars().count() > LENGTE { kort.chars().take(LENGTE).chain(['…']).collect() } else { kort };
    let cijfers = kort.chars().filter(char::is_ascii_digit).count();
    // Eight digits may be a BSN that lost its zero; 19790317 and 31-02-1979 are dates.
    let lijkt_bsn = cijfers == 9 || cijfers == 8 && kort.len() == 8 && datum::lees(&kort).is_none();
    if is_bsn && cijfers > 0 || lijkt_bsn && kort.parse::<Bsn>().is_ok() {
        return masker(&kort);
    }
    masker_cijfers(&kort)
}

/// All but the last four characters become stars.
fn masker(text: &str) -> String {
    let lengte = text.chars().count();
    let zichtbaar = if lengte >= 8 { 4 } else { lengte / 3 };
    text.chars().enumerate().map(|(place, c)| if place + zichtbaar < lengte { '*' } else { c }).collect()
}

/// Masks every BSN that stands among other text.
fn masker_cijfers(text: &str) -> String {
    let mut uit = String::with_capacity(text.len());
    let mut reeks = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            reeks.push(c);
            continue;
        }
        if reeks.len() == 9 && reeks.parse::<Bsn>().is_ok() {
            uit.push_str(&masker(&reeks));
        } else {
            uit.push_str(&reeks);
        }
        reeks.clear();
        if c != '\0' {
            uit.push(c);
        }
    }
    uit
}

/// Why a file as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {wat}. {doe}", bestand.display())]
pub struct Bestandsfout {
    /// Which file.
    pub bestand: PathBuf,
    /// What is wrong.
    pub wat: String,
    /// What to do.
    pub doe: String,
}

impl Bestandsfout {
    /// A fault of a whole file.
    pub fn new(bestand: impl Into<PathBuf>, wat: impl Into<String>, doe: impl Into<String>) -> Self {
        Self { bestand: bestand.into(), wat: wat.into(), doe: doe.into() }
    }
}

/// Why an import did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportFout {
    /// A file cannot be read or written, or is not what it should be.
    #[error(transparent)]
    Bestand(#[from] Bestandsfout),
    /// There are faults in the file; the report lists them.
    #[error("{0}")]
    Fouten(Box<Verslag>),
    /// The database did not cooperate.
    #[error("{0}. Er is niets geïmporteerd.")]
    Database(#[from] storage::Error),
}

impl ImportFout {
    /// With what the command ends: 1 when the file must be changed first, 3 when the database did not cooperate.
    #[must_use]
    pub const fn exitcode(&self) -> u8 {
        match self {
            Self::Fouten(_) | Self::Bestand(_) => 1,
            Self::Database(_) => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bsn_is_never_shown_in_full() {
        for (waarde, is_bsn, verwacht) in [
            ("999993653", true, "*****3653"),
            ("999993653", false, "*****3653"),
            ("9999.93.653", false, "*******.653"),
            ("99999365", true, "****9365"),
            ("999993654", true, "*****3654"),
            ("9999936530", true, "******6530"),
            ("12345", true, "****5"),
            ("onbekend", true, "onbekend"),
            ("104-2217", false, "104-2217"),
            ("31-02-1979", false, "31-02-1979"),
            ("bsn 999993653 van Johan", false, "bsn *****3653 van Johan"),
            ("999993654 is er geen", false, "999993654 is er geen"),
            ("een\nregel", false, "een·regel"),
        ] {
            assert_eq!(toonbaar(waarde, is_bsn), verwacht, "{waarde}");
        }
        assert_eq!(toonbaar(&"x".repeat(70_000), false).chars().count(), 61);
    }
}
