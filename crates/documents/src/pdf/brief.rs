//! A letter: from a municipality to one person, on paper in a window envelope or as the body of an e-mail.
//!
//! Nothing here knows why one writes. An invitation, a reminder and a confirmation of agreements are the same shape; who
//! calls words the texts. There is deliberately no field for a BSN: a letter does not need one, and the title in the
//! metadata of a file is read by every program it passes.

use jiff::civil::Date;
use serde::Serialize;

use super::taal::{Taal, Woorden};
use super::{Fout, world};

/// One letter. Dates, times and amounts in texts are already written as the reader should see them, in the language of
/// the letter.
#[derive(Clone, Debug, Serialize)]
pub struct Brief {
    /// Who writes.
    pub afzender: Afzender,
    /// Name and address as they stand in the window of the envelope, a line each. An empty line is left out; six lines
    /// fit at full size, more are printed smaller.
    pub geadresseerde: Vec<String>,
    /// Place and date as printed, for example `Haarlem, 22 november 2026`.
    pub plaats_datum: String,
    /// The same day for the metadata, which PDF/A asks for.
    pub datum: Date,
    /// The reference of the sender; left out when empty.
    pub kenmerk: String,
    /// What the letter is about; may not be empty: it is the title of the document.
    pub onderwerp: String,
    /// The body, beginning with the salutation (`Geachte mevrouw Yilmaz,`).
    pub alineas: Vec<Blok>,
    /// The words above the signature, for example `Met vriendelijke groet,`.
    pub groet: String,
    /// Who signs.
    pub ondertekening: Ondertekening,
    /// The language of the texts; decides the labels and the direction of the lines.
    pub taal: Taal,
}

/// Who writes, as it stands at the head of the paper.
#[derive(Clone, Debug, Serialize)]
pub struct Afzender {
    /// The name of the municipality, for example `Gemeente Haarlem`; also the author in the metadata.
    pub gemeente: String,
    /// The department.
    pub afdeling: String,
    /// Postal or visiting address, a line each.
    pub adresregels: Vec<String>,
    /// The telephone number as one reads it out: `14 023`.
    pub telefoon: String,
    /// The website without `https://`.
    pub website: String,
}

/// Who signs a letter.
#[derive(Clone, Debug, Serialize)]
pub struct Ondertekening {
    /// The name.
    pub naam: String,
    /// What this person is, for example `Klantmanager`; may be empty.
    pub functie: String,
}

/// A piece of the body.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "soort", content = "inhoud", rename_all = "lowercase")]
pub enum Blok {
    /// A paragraph; a line break in it stays one.
    Alinea(String),
    /// A list with bullets.
    Opsomming(Vec<String>),
    /// The appointment, in a box that one finds at a glance.
    Afspraak(Afspraak),
}

/// When and where somebody is expected. What is empty is left out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Afspraak {
    /// Day and time: `donderdag 3 december 2026 om 10.00 uur`.
    pub wanneer: String,
    /// Place; may hold line breaks.
    pub waar: String,
    /// With whom.
    pub met_wie: String,
    /// How long it takes.
    pub hoe_lang: String,
    /// What to bring along.
    pub meenemen: Vec<String>,
}

/// A letter with what the template needs beside it.
#[derive(Serialize)]
struct Blad<'a> {
    #[serde(flatten)]
    brief: &'a Brief,
    woorden: &'static Woorden,
    rtl: bool,
}

/// Everything the template reads.
#[derive(Serialize)]
struct Stapel<'a> {
    titel: String,
    auteur: &'a str,
    datum: Date,
    brieven: Vec<Blad<'a>>,
}

/// So many letters fit in one file for the printer. While it is made each takes about a megabyte of memory, so a larger
/// mailing is cut into several files.
pub const BRIEVEN_PER_BESTAND: usize = 1000;

/// Typesets one letter and returns a PDF.
///
/// The same letter gives the same bytes.
pub fn brief(brief: &Brief) -> Result<Vec<u8>, Fout> {
    brieven(std::slice::from_ref(brief))
}

/// Typesets letters as one file for the printer, in the order given.
///
/// Every letter begins on a fresh sheet, also when both sides are printed, and counts its own pages. Languages may be
/// mixed. One letter that cannot be made keeps the whole file from being made: half a mailing is worse than none. More
/// than [`BRIEVEN_PER_BESTAND`] are refused.
pub fn brieven(brieven: &[Brief]) -> Result<Vec<u8>, Fout> {
    if brieven.len() > BRIEVEN_PER_BESTAND {
        return Err(Fout::TeVeelBrieven(brieven.len()));
    }
    if let Some(i) = brieven.iter().position(|brief| brief.onderwerp.trim().is_empty()) {
        return Err(Fout::ZonderOnderwerp(i + 1));
    }
    let datum = brieven.iter().map(|brief| brief.datum).max();
    let (Some(eerste), Some(datum)) = (brieven.first(), datum) else { return Err(Fout::GeenBrieven) };
    let stapel = Stapel {
        titel: titel(brieven),
        auteur: &eerste.afzender.gemeente,
        datum,
        brieven: brieven
            .iter()
            .map(|brief| Blad { brief, woorden: brief.taal.woorden(), rtl: brief.taal.is_rtl() })
            .collect(),
    };
    let pdf = world::typeset("brief.typ", &stapel);
    if brieven.len() > 1 {
        world::forget();
    }
    pdf
}

/// The title in the metadata: what the letters are about and never to whom they go. That of a stack is for the print
/// room and so in Dutch.
fn titel(brieven: &[Brief]) -> String {
    match brieven {
        [een] => een.onderwerp.clone(),
        [eerste, rest @ ..] if rest.iter().all(|brief| brief.onderwerp == eerste.onderwerp) => {
            format!("{} ({} brieven)", eerste.onderwerp, brieven.len())
        }
        _ => format!("{} brieven", brieven.len()),
    }
}
