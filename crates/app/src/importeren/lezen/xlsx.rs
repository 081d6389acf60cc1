//! Workbooks, cell by cell: a sheet never stands in memory as a whole. The table of repeated texts that a workbook
//! carries does; it grows with the number of different texts.

use std::{fs::File, io::BufReader, path::Path};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use jiff::civil::{Date, date};
use zip::ZipArchive;

use super::{Bron, Cel, Leesfout, Regel, onleesbaar};
use crate::importeren::fout::Bestandsfout;

fn open(pad: &Path) -> Result<Xlsx<BufReader<File>>, Bestandsfout> {
    let bestand = File::open(pad).map_err(|error| onleesbaar(pad, &error))?;
    weeg(pad, &bestand)?;
    Xlsx::new(BufReader::new(bestand)).map_err(|error| vertaal(pad, &error))
}

/// Largest table of repeated texts, which stands in memory as a whole: 400,000 clients need some 60 MB.
const MEESTE_TEKST: u64 = 256 * 1024 * 1024;
/// Largest sheet: 400,000 rows of twenty columns are some 600 MB.
const GROOTSTE_BLAD: u64 = 1_400 * 1024 * 1024;
/// A large sheet of clients shrinks to a tenth or a thirtieth. What shrinks more than this is one letter over and over: a single
/// cell of it would fill the memory.
const MEESTE_KRIMP: u64 = 200;
const GROOT: u64 = 32 * 1024 * 1024;

/// Refuses a workbook that unpacks to more than a client file can be, before any of it is unpacked: a megabyte can hold
/// gigabytes of the same letter. What is no workbook at all is said by who opens it.
fn weeg(pad: &Path, bestand: &File) -> Result<(), Bestandsfout> {
    let Ok(mut inhoud) = ZipArchive::new(BufReader::new(bestand)) else { return Ok(()) };
    for nummer in 0..inhoud.len() {
        let Ok(deel) = inhoud.by_index_raw(nummer) else { continue };
        let naam = String::from_utf8_lossy(deel.name_raw()).into_owned();
        let grens = if naam.ends_with("sharedStrings.xml") { MEESTE_TEKST } else { GROOTSTE_BLAD };
        let opgeblazen = deel.size() > GROOT && deel.size() / deel.compressed_size().max(1) > MEESTE_KRIMP;
        if deel.size() > grens || opgeblazen {
            let wat = format!("de werkmap is uitgepakt te groot ({} MB in {})", deel.size() / 1_000_000, naam);
            return Err(Bestandsfout::new(pad, wat, "Bewaar het overzicht als CSV (UTF-8), of in meer bestanden."));
        }
    }
    Ok(())
}

fn vertaal(pad: &Path, error: &XlsxError) -> Bestandsfout {
    let (wat, doe) = match error {
        XlsxError::Password => ("deze werkmap heeft een wachtwoord".to_owned(), "Haal het wachtwoord eraf."),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => (
            "dit is een ingepakt bestand (zip), maar geen Excel-werkmap".to_owned(),
            "Pak het uit, of bewaar het overzicht als Excel-werkmap (.xlsx) of CSV (UTF-8).",
        ),
        XlsxError::Zip(_) => (
            format!("de werkmap is beschadigd ({error})"),
            "Het bestand is waarschijnlijk maar half gekopieerd; kopieer of bewaar het opnieuw.",
        ),
        other => {
            (format!("de werkmap is niet te lezen ({other})"), "Open het in Excel en bewaar het opnieuw als .xlsx.")
        }
    };
    Bestandsfout::new(pad, wat, doe)
}

/// The sheet that was asked for, or the first.
pub(super) fn kies_werkblad(pad: &Path, gevraagd: Option<&str>) -> Result<String, Bestandsfout> {
    let namen = open(pad)?.sheet_names();
    let gevonden = match gevraagd {
        Some(gevraagd) => namen.iter().find(|naam| naam.trim().eq_ignore_ascii_case(gevraagd.trim())),
        None => namen.first(),
    };
    gevonden.cloned().ok_or_else(|| {
        let wat =
            format!("de werkmap heeft geen werkblad '{}'; er zijn: {}", gevraagd.unwrap_or_default(), namen.join(", "));
        Bestandsfout::new(pad, wat, "Pas werkblad in het mappingbestand aan.")
    })
}

pub(super) fn doorloop(bron: &Bron, werkblad: &str, zie: &mut dyn FnMut(Regel<'_>) -> bool) -> Result<(), Leesfout> {
    let mut werkmap = open(&bron.pad)?;
    let fout = |error: &XlsxError| Leesfout::Bestand(vertaal(&bron.pad, error));
    let mut lezer = werkmap.worksheet_cells_reader(werkblad).map_err(|error| fout(&error))?;
    let totaal = u64::from(lezer.dimensions().end.0) + 1;
    let mut cellen: Vec<Cel> = Vec::new();
    let mut huidige = None;
    let mut toon = |rij: u32, cellen: &[Cel]| {
        let leeg = cellen.iter().all(|cel| *cel == Cel::Leeg);
        leeg || zie(Regel { rij: rij + 1, cellen, gedaan: u64::from(rij) + 1, totaal })
    };
    while let Some(gelezen) = lezer.next_cell().map_err(|error| fout(&error))? {
        let (rij, kolom) = gelezen.get_position();
        if huidige.is_some_and(|huidige| huidige != rij) {
            if !huidige.is_none_or(|huidige| toon(huidige, &cellen)) {
                return Ok(());
            }
            cellen.clear();
        }
        huidige = Some(rij);
        let waarde = cel(gelezen.get_value());
        if waarde == Cel::Leeg || kolom >= 1_000 {
            continue;
        }
        let kolom = kolom as usize;
        if cellen.len() <= kolom {
            cellen.resize(kolom + 1, Cel::Leeg);
        }
        cellen[kolom] = waarde;
    }
    if let Some(huidige) = huidige {
        toon(huidige, &cellen);
    }
    Ok(())
}

fn cel(waarde: &DataRef<'_>) -> Cel {
    let tekst = |text: &str| match text.trim() {
        "" => Cel::Leeg,
        text => Cel::Tekst(text.to_owned()),
    };
    match waarde {
        DataRef::Empty => Cel::Leeg,
        DataRef::Int(getal) => Cel::Getal(*getal as f64),
        DataRef::Float(getal) => Cel::Getal(*getal),
        DataRef::Bool(waar) => Cel::Tekst(if *waar { "WAAR" } else { "ONWAAR" }.to_owned()),
        DataRef::DateTime(moment) => {
            dag(moment.as_f64(), *moment).map_or_else(|| Cel::Getal(moment.as_f64()), Cel::Datum)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => tekst(text.split('T').next().unwrap_or(text)),
        DataRef::Error(error) => Cel::Mislukt(error.to_string()),
        DataRef::String(text) => tekst(text),
        DataRef::SharedString(text) => tekst(text),
    }
}

/// The day of a date cell.
fn dag(serieel: f64, moment: calamine::ExcelDateTime) -> Option<Date> {
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&serieel) {
        return None;
    }
    let (jaar, maand, dag, ..) = moment.to_ymd_hms_milli();
    let jaar = i16::try_from(jaar).ok()?;
    Date::new(jaar, i8::try_from(maand).ok()?, i8::try_from(dag).ok()?).ok().filter(|dag| *dag >= date(1850, 1, 1))
}
