//! CSV as Excel in Dutch opens it with a double click: UTF-8 with a byte order mark, `;` between the fields, CRLF,
//! decimal comma. Dates are written 2026-11-22, which Excel knows in every language.

use std::io::Write;

use super::{Cel, Fout, Kolom, check_row, looks_like_formula};
use crate::nl;

/// Writes the list to `uit` and returns the number of rows below the heading.
///
/// Amounts are written `1419,46`, shares `40,4%` (at most four decimals).
pub fn csv(kolommen: &[Kolom], rijen: impl Iterator<Item = Vec<Cel>>, mut uit: impl Write) -> Result<u64, Fout> {
    if kolommen.is_empty() {
        return Err(Fout::Kolommen(0));
    }
    // Without the mark Excel reads "beëindigd" as "beÃ«indigd".
    uit.write_all("\u{feff}".as_bytes())?;
    let mut schrijver = writer(uit);
    schrijver.write_record(kolommen.iter().map(|kolom| harmless(&kolom.naam)))?;
    write_rows(kolommen, rijen, schrijver)
}

/// Writes more rows of a list whose heading was sent already: one that is made part by part, because it is too long to hold.
pub fn csv_vervolg(kolommen: &[Kolom], rijen: impl Iterator<Item = Vec<Cel>>, uit: impl Write) -> Result<u64, Fout> {
    write_rows(kolommen, rijen, writer(uit))
}

fn writer<W: Write>(uit: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(uit)
}

fn write_rows<W: Write>(
    kolommen: &[Kolom],
    rijen: impl Iterator<Item = Vec<Cel>>,
    mut schrijver: csv::Writer<W>,
) -> Result<u64, Fout> {
    let mut aantal = 0;
    for cellen in rijen {
        aantal += 1;
        check_row(kolommen, &cellen, aantal)?;
        schrijver.write_record(cellen.iter().map(field))?;
    }
    schrijver.flush()?;
    Ok(aantal)
}

/// One cell as text.
fn field(cel: &Cel) -> String {
    match cel {
        Cel::Tekst(tekst) => harmless(tekst),
        Cel::Getal(n) => n.to_string(),
        Cel::Decimaal(getal) if getal.is_finite() => getal.to_string().replace('.', ","),
        Cel::Bedrag(cent) => {
            let (teken, cent) = (if *cent < 0 { "-" } else { "" }, cent.unsigned_abs());
            format!("{teken}{},{:02}", cent / 100, cent % 100)
        }
        Cel::Datum(datum) => datum.to_string(),
        Cel::Percentage(fractie) if fractie.is_finite() => format!("{}%", nl::procent(*fractie, 4)),
        Cel::Decimaal(_) | Cel::Percentage(_) | Cel::Leeg => String::new(),
    }
}

/// The text, with an apostrophe in front if a spreadsheet would run it.
fn harmless(tekst: &str) -> String {
    if looks_like_formula(tekst) { format!("'{tekst}") } else { tekst.to_owned() }
}
