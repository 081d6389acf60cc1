//! A report: title, key figures, warnings, then parts in any order.
//!
//! Nothing here knows what is reported. An evaluation of a project, a capacity calculation and a statement about
//! motions are the same shape; who calls words the texts and formats the numbers.

use jiff::civil::Date;
use serde::Serialize;

use super::{Fout, world};

/// Everything on paper. Amounts, numbers and dates in texts are already written as the reader should see them.
#[derive(Clone, Debug, Serialize)]
pub struct Rapport {
    /// The large title, for example the name of a project. May not be empty: PDF/UA asks for one.
    pub titel: String,
    /// One line below the title.
    pub ondertitel: String,
    /// Whose report it is, for example `Gemeente Haarlem`; above the title, at the foot of the page and as author.
    pub gemeente: String,
    /// The day on the document, also its metadata.
    pub datum: Date,
    /// Label and value beneath the subtitle: period, reference date, version. Three or four fit on a line.
    pub kenmerken: Vec<Regel>,
    /// The strip of key figures; four to a row, or five when there are five.
    pub kerncijfers: Vec<Kerncijfer>,
    /// What the reader must know before believing a number; printed below the key figures.
    pub waarschuwingen: Vec<String>,
    /// The parts, in order.
    pub delen: Vec<Deel>,
    /// Where the numbers come from; a numbered list at the end.
    pub bronnen: Vec<String>,
}

/// A label with its value.
#[derive(Clone, Debug, Serialize)]
pub struct Regel {
    /// What it is.
    pub label: String,
    /// What it says.
    pub waarde: String,
}

/// One number that counts.
#[derive(Clone, Debug, Serialize)]
pub struct Kerncijfer {
    /// What is counted, for example `uitkeringen beëindigd`.
    pub label: String,
    /// The number as the reader sees it, for example `€ 1.849.463`.
    pub waarde: String,
    /// A reservation or a share, smaller; may be empty.
    pub noot: String,
    /// Whether the number is a loss; printed in red (the minus sign says it too).
    pub negatief: bool,
}

/// A part of a report; each begins with its title as a heading.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "soort", rename_all = "lowercase")]
pub enum Deel {
    /// Numbers in rows and columns.
    Tabel(Tabel),
    /// A picture.
    Grafiek(Grafiek),
    /// Prose.
    Tekst(Tekst),
    /// What the words mean, in a tinted box: "Zo leest u dit".
    Definities {
        /// The heading.
        titel: String,
        /// The words and their meanings.
        regels: Vec<Definitie>,
    },
}

/// Numbers in rows and columns.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tabel {
    /// The heading.
    pub titel: String,
    /// The columns; those that are not numbers share the room that is left.
    pub kolommen: Vec<TabelKolom>,
    /// The rows. A row with too few cells is filled up with empty ones, one with too many is cut.
    pub rijen: Vec<Vec<String>>,
    /// A last row that adds up, printed bold under a line; may be empty.
    pub totaal: Vec<String>,
    /// Below the table, small; may be empty.
    pub voetnoot: String,
}

/// A column of a [`Tabel`].
#[derive(Clone, Debug, Serialize)]
pub struct TabelKolom {
    /// The heading.
    pub naam: String,
    /// Whether it holds numbers, which stand to the right.
    pub rechts: bool,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct Grafiek {
    /// The heading.
    pub titel: String,
    /// The drawing, in the shape for paper ([`crate::grafiek::Formaat::Breed`]). It can show no other file.
    pub svg: String,
    /// The picture in words, for who does not see it. May not be empty: PDF/UA asks for it.
    pub alt: String,
    /// Below the picture, small; may be empty.
    pub voetnoot: String,
}

/// Prose.
#[derive(Clone, Debug, Serialize)]
pub struct Tekst {
    /// The heading.
    pub titel: String,
    /// The paragraphs.
    pub alineas: Vec<String>,
}

/// A word and what it means here.
#[derive(Clone, Debug, Serialize)]
pub struct Definitie {
    /// The word.
    pub begrip: String,
    /// Its meaning, in whole sentences.
    pub betekenis: String,
}

/// Typesets the report and returns a PDF.
///
/// The same report gives the same bytes. The first document of a process takes longer, because it reads the fonts.
pub fn rapport(rapport: &Rapport) -> Result<Vec<u8>, Fout> {
    let mut rapport = rapport.clone();
    for deel in &mut rapport.delen {
        if let Deel::Tabel(tabel) = deel {
            tabel.make_rectangular();
        }
    }
    world::typeset("rapport.typ", &rapport)
}

impl Tabel {
    /// Gives every row as many cells as there are columns; otherwise cells would slide into the next row.
    fn make_rectangular(&mut self) {
        let breedte = self.kolommen.len();
        for rij in &mut self.rijen {
            rij.resize(breedte, String::new());
        }
        if !self.totaal.is_empty() {
            self.totaal.resize(breedte, String::new());
        }
    }
}
