//! Files as rows of cells: text with separators in two encodings, and the first or named sheet of a workbook.
//!
//! A file is looked at once as a whole (kind, encoding, fingerprint) and then read row by row: what stands in memory
//! does not grow with the file. Whatever is no such file is recognised and named, with what to do instead.

mod csv;
mod herken;
mod tekens;
mod xlsx;

use std::path::PathBuf;

use jiff::civil::Date;

use super::{fout::Bestandsfout, mapping::Tekenset};

pub(crate) use herken::herken;

/// A cell as the file holds it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Cel {
    #[default]
    Leeg,
    Tekst(String),
    /// A number of a workbook.
    Getal(f64),
    /// A date of a workbook.
    Datum(Date),
    /// A formula that failed, such as `#N/B`.
    Mislukt(String),
}

/// The rows of a file, as they were found.
#[derive(Debug, Clone)]
pub(crate) struct Bron {
    pub(crate) pad: PathBuf,
    pub(crate) soort: Soort,
    /// Bytes.
    pub(crate) grootte: u64,
    /// SHA-256, hexadecimal.
    pub(crate) sha256: String,
}

#[derive(Debug, Clone)]
pub(crate) enum Soort {
    Csv { tekenset: Tekenset, scheidingsteken: u8, sep_regel: bool },
    Xlsx { werkblad: String },
}

/// One row on its way.
#[derive(Debug)]
pub(crate) struct Regel<'a> {
    /// As a spreadsheet numbers it, from 1.
    pub(crate) rij: u32,
    pub(crate) cellen: &'a [Cel],
    /// How far, of how much: bytes of a text, rows of a sheet.
    pub(crate) gedaan: u64,
    pub(crate) totaal: u64,
}

/// A fault after which nothing more can be read.
#[derive(Debug)]
pub(crate) enum Leesfout {
    Bestand(Bestandsfout),
    /// From this row on the file cannot be divided into rows.
    Rij {
        rij: u32,
        wat: String,
        doe: String,
    },
}

impl From<Bestandsfout> for Leesfout {
    fn from(fout: Bestandsfout) -> Self {
        Self::Bestand(fout)
    }
}

/// Shows every row that is not empty to `zie`, the heading first, until `zie` says it has seen enough.
pub(crate) fn doorloop(bron: &Bron, zie: &mut dyn FnMut(Regel<'_>) -> bool) -> Result<(), Leesfout> {
    match &bron.soort {
        Soort::Csv { tekenset, scheidingsteken, sep_regel } => {
            csv::doorloop(bron, *tekenset, *scheidingsteken, *sep_regel, zie)
        }
        Soort::Xlsx { werkblad } => xlsx::doorloop(bron, werkblad, zie),
    }
}

/// The same words for every file that could not be opened or read to the end.
fn onleesbaar(pad: &std::path::Path, error: &std::io::Error) -> Bestandsfout {
    use std::io::ErrorKind as E;
    let (wat, doe) = match error.kind() {
        E::NotFound => ("het bestand bestaat niet".to_owned(), "Controleer de naam en de map."),
        E::PermissionDenied => {
            ("u mag dit bestand niet lezen".to_owned(), "Vraag leesrechten, of sluit het programma dat het open heeft.")
        }
        _ => (
            format!("het bestand is niet te lezen ({error})"),
            "Controleer de schijf of de netwerkmap en probeer opnieuw.",
        ),
    };
    Bestandsfout::new(pad, wat, doe)
}
