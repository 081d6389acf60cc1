//! A list that leaves the system as a file: a caseload, the registrations behind a number, an open-data set.
//!
//! The receiver opens it in a spreadsheet. So dates are real dates and amounts real amounts, the first row filters and
//! stays in view, and a second sheet says what the list is: who made it, when, with which filters, how many rows.
//!
//! **No formula ever.** A text from a form may read `=HYPERLINK(…)`; in a spreadsheet that would run with the rights of
//! the colleague who opens the file. In XLSX every text is written as text, and marked so that it stays text after
//! editing. In CSV, which has no types, a text that a spreadsheet would run gets an apostrophe in front (the rule of
//! the OWASP page "CSV Injection").
//!
//! Rows are read one at a time and never kept: memory does not grow with the list, apart from the compressed file
//! itself. XLSX needs a temporary file for that; it has no name, and is gone when the workbook is.

mod csv;
mod xlsx;

#[cfg(test)]
mod tests;

use jiff::civil::{Date, DateTime};

pub use self::csv::{csv, csv_vervolg};
pub use self::xlsx::xlsx;

/// What a column holds; it decides alignment, width and number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soort {
    /// Free text.
    Tekst,
    /// A whole number.
    Getal,
    /// A number with decimals: hours per client.
    Decimaal,
    /// Money, in eurocents.
    Bedrag,
    /// A calendar day.
    Datum,
    /// A share, as a fraction: 0.4 is shown as 40,0%.
    Percentage,
}

/// A column: its heading and what it holds.
#[derive(Clone, Debug)]
pub struct Kolom {
    /// The heading, as the reader sees it.
    pub naam: String,
    /// What the cells below it hold.
    pub soort: Soort,
}

impl Kolom {
    /// A column with this heading that holds this.
    #[must_use]
    pub fn new(naam: impl Into<String>, soort: Soort) -> Self {
        Self { naam: naam.into(), soort }
    }
}

/// One cell.
///
/// `Tekst` and `Leeg` may stand in a column of any kind, because a number can be *ntb* or hidden ("< 5") and neither
/// is zero. Any other cell must be of the kind of its column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cel {
    /// Free text. Excel holds 32.767 characters per cell; XLSX cuts a longer text and says so in the cell, CSV does not.
    Tekst(String),
    /// A whole number.
    Getal(i64),
    /// A number with decimals. One that is not finite is written as an empty cell.
    Decimaal(f64),
    /// Money, in eurocents.
    Bedrag(i64),
    /// A calendar day.
    Datum(Date),
    /// A fraction: 0.4 is 40%. A number that is not finite (a share of nobody) is written as an empty cell.
    Percentage(f64),
    /// Nothing is known or nothing applies.
    Leeg,
}

impl Cel {
    /// Whether this cell may stand in a column of this kind.
    fn past_in(&self, soort: Soort) -> bool {
        match self {
            Self::Tekst(_) | Self::Leeg => true,
            Self::Getal(_) => soort == Soort::Getal,
            Self::Decimaal(_) => soort == Soort::Decimaal,
            Self::Bedrag(_) => soort == Soort::Bedrag,
            Self::Datum(_) => soort == Soort::Datum,
            Self::Percentage(_) => soort == Soort::Percentage,
        }
    }
}

/// What the list is: the second sheet of an XLSX file. CSV has no place for it and stays clean.
#[derive(Clone, Debug)]
pub struct Toelichting {
    /// What the list is called, for example "Caseload".
    pub titel: String,
    /// Who made the file.
    pub maker: String,
    /// When the file was made, in local time.
    pub moment: DateTime,
    /// The filters and whatever else a reader must know, as label and value, in this order. The number of rows is
    /// counted while writing and added below.
    pub regels: Vec<(String, String)>,
}

/// Why a list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Fout {
    /// A row has more or fewer cells than there are columns. Rows count from 1, without the heading.
    #[error("rij {rij} heeft {gekregen} cellen en er zijn {verwacht} kolommen")]
    Rijlengte {
        /// Which row.
        rij: u64,
        /// How many columns there are.
        verwacht: usize,
        /// How many cells the row has.
        gekregen: usize,
    },
    /// A cell is of another kind than its column. Rows and columns count from 1.
    #[error("rij {rij}, kolom {kolom}: de cel is van een andere soort dan de kolom")]
    Soort {
        /// Which row.
        rij: u64,
        /// Which column.
        kolom: usize,
    },
    /// Excel holds 1.048.576 rows with the heading; the list is longer. CSV has no limit.
    #[error("de lijst heeft meer dan {} rijen; dat past niet in een werkblad, gebruik CSV", xlsx::MAX_RIJEN)]
    TeVeelRijen,
    /// There are no columns, or more than the 16.384 that Excel holds.
    #[error("een lijst heeft 1 tot 16.384 kolommen, niet {0}")]
    Kolommen(usize),
    /// The workbook could not be written.
    #[error("het werkblad kan niet worden geschreven: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The text file could not be written.
    #[error("het CSV-bestand kan niet worden geschreven: {0}")]
    Csv(#[from] ::csv::Error),
    /// The receiving end refused the bytes.
    #[error("het bestand kan niet worden geschreven: {0}")]
    Io(#[from] std::io::Error),
}

/// Refuses a row that does not fit its columns. `rij` counts from 1.
fn check_row(kolommen: &[Kolom], cellen: &[Cel], rij: u64) -> Result<(), Fout> {
    if cellen.len() != kolommen.len() {
        return Err(Fout::Rijlengte { rij, verwacht: kolommen.len(), gekregen: cellen.len() });
    }
    match cellen.iter().zip(kolommen).position(|(cel, kolom)| !cel.past_in(kolom.soort)) {
        Some(kolom) => Err(Fout::Soort { rij, kolom: kolom + 1 }),
        None => Ok(()),
    }
}

/// Whether a spreadsheet may take this text for a formula: it starts, after white space, with one of the signs that
/// OWASP names, in ASCII or in the full-width forms that Excel folds to them; or with a tab or line break itself.
fn looks_like_formula(tekst: &str) -> bool {
    tekst.starts_with(['\t', '\r', '\n'])
        || tekst.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
