//! Reports and letters as PDF: made to be put on a council's agenda or in an envelope, archived for decades and read
//! aloud by a screen reader.
//!
//! Every document is tagged PDF that conforms to PDF/UA-1 (accessibility, what EN 301 549 asks of documents) and
//! PDF/A-2a (archiving) at the same time; if it would not conform, there is no document but a [`Fout`].
//!
//! The look is in Typst templates beside this file (`huisstijl.typ`, `rapport.typ`, `brief.typ`, `plan.typ`). Texts of people never
//! become part of a template: a template reads them as JSON, so that `#import` in a name is the letters `#import` on
//! paper. A character that no bundled font has is printed as `�`: a strange character in a name must not keep a letter
//! from being made.

mod bidi;
mod brief;
mod brieftekst;
mod plan;
mod printable;
mod rapport;
mod taal;
mod world;

#[cfg(test)]
mod brief_tests;
#[cfg(test)]
mod tests;

pub use self::brief::{Afspraak, Afzender, BRIEVEN_PER_BESTAND, Blok, Brief, Ondertekening, brief, brieven};
pub use self::brieftekst::als_tekst;
pub use self::plan::{Plan, PlanStap, plan};
pub use self::rapport::{Deel, Definitie, Grafiek, Kerncijfer, Rapport, Regel, Tabel, TabelKolom, Tekst, rapport};
pub use self::taal::Taal;

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Fout {
    /// The data does not turn into JSON.
    #[error("de gegevens van het document kunnen niet worden gelezen: {0}")]
    Gegevens(#[from] serde_json::Error),
    /// The template does not exist; a mistake in this crate.
    #[error("het sjabloon {0} bestaat niet")]
    Sjabloon(&'static str),
    /// There was no letter to print.
    #[error("er zijn geen brieven om af te drukken")]
    GeenBrieven,
    /// More letters than fit in one file.
    #[error("{0} brieven zijn te veel voor één bestand; het zijn er hoogstens {BRIEVEN_PER_BESTAND}")]
    TeVeelBrieven(usize),
    /// A letter without a subject; its place in the stack, from 1.
    #[error("brief {0} heeft geen onderwerp")]
    ZonderOnderwerp(usize),
    /// Typesetting failed or the result does not conform to PDF/UA-1 and PDF/A-2a; every reason, one per line.
    #[error("het document kan niet worden gezet: {0}")]
    Zetten(String),
}
