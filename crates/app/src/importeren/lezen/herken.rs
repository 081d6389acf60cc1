//! What kind of file it is: by its first bytes, never by its name.

use std::{
    fs::File,
    io::{Read as _, Seek as _},
    path::Path,
};

use domain::logboek::hex;
use sha2::{Digest as _, Sha256};

use super::{Bron, Soort, onleesbaar, tekens::Utf8Telling, xlsx};
use crate::importeren::{
    fout::Bestandsfout,
    mapping::{Mapping, Tekenset},
};

const NAAR_CSV: &str = "Bewaar het overzicht als CSV (UTF-8) of als Excel-werkmap (.xlsx).";

/// First bytes of what people send by mistake.
const ANDERS: [(&[u8], &str, &str); 7] = [
    (b"%PDF", "dit is een PDF", NAAR_CSV),
    (
        b"\xd0\xcf\x11\xe0",
        "dit is een oud Excel-bestand (.xls) of een werkmap met een wachtwoord",
        "Open het in Excel, haal het wachtwoord eraf en bewaar het als Excel-werkmap (.xlsx) of CSV (UTF-8).",
    ),
    (b"{\\rtf", "dit is een tekstverwerkerbestand (RTF)", NAAR_CSV),
    (b"\x1f\x8b", "dit is een ingepakt bestand (gzip)", "Pak het bestand eerst uit."),
    (b"7z\xbc\xaf", "dit is een ingepakt bestand (7-Zip)", "Pak het bestand eerst uit."),
    (b"\x89PNG", "dit is een afbeelding", NAAR_CSV),
    (b"\xff\xd8\xff", "dit is een afbeelding", NAAR_CSV),
];

const UTF16: (&str, &str) = (
    "dit bestand is in UTF-16 (in Excel heet dat 'Unicode-tekst')",
    "Bewaar het in Excel als 'CSV UTF-8 (door lijstscheidingsteken gescheiden)', of als Excel-werkmap (.xlsx).",
);

/// Looks at the whole file once: kind, encoding, separator and fingerprint.
pub(crate) fn herken(pad: &Path, mapping: &Mapping) -> Result<Bron, Bestandsfout> {
    let fout = |wat: &str, doe: &str| Bestandsfout::new(pad, wat, doe);
    let io = |error| onleesbaar(pad, &error);
    let mut bestand = File::open(pad).map_err(io)?;
    let gegevens = bestand.metadata().map_err(io)?;
    if gegevens.is_dir() {
        return Err(fout("dit is een map, geen bestand", "Noem het bestand in de map."));
    }
    let mut begin = Vec::new();
    (&mut bestand).take(64 * 1024).read_to_end(&mut begin).map_err(io)?;
    if begin.iter().all(u8::is_ascii_whitespace) || begin == b"\xef\xbb\xbf" {
        return Err(fout("het bestand is leeg", "Maak het overzicht opnieuw in de uitkeringsadministratie."));
    }
    if let Some((_, wat, doe)) = ANDERS.iter().find(|(bytes, ..)| begin.starts_with(bytes)) {
        return Err(fout(wat, doe));
    }
    let is_zip = begin.starts_with(b"PK\x03\x04") || begin.starts_with(b"PK\x05\x06");
    if !is_zip && (begin.starts_with(b"\xff\xfe") || begin.starts_with(b"\xfe\xff") || lijkt_utf16(&begin)) {
        return Err(fout(UTF16.0, UTF16.1));
    }
    if !is_zip && lijkt_opmaak(&begin) {
        return Err(fout("dit is een webpagina of XML-bestand, ook als de naam op .xls of .csv eindigt", NAAR_CSV));
    }
    bestand.rewind().map_err(io)?;
    let (telling, sha256, nul) = doorzoek(&mut bestand).map_err(io)?;
    let soort = if is_zip {
        Soort::Xlsx { werkblad: xlsx::kies_werkblad(pad, mapping.werkblad.as_deref())? }
    } else if nul {
        return Err(fout("dit is geen tekst maar een binair bestand", NAAR_CSV));
    } else {
        let tekenset = kies_tekenset(&telling, mapping.tekenset).map_err(|(wat, doe)| fout(&wat, doe))?;
        let (scheidingsteken, sep_regel) = kies_scheidingsteken(&begin, mapping.scheidingsteken);
        Soort::Csv { tekenset, scheidingsteken, sep_regel }
    };
    Ok(Bron { pad: pad.to_owned(), soort, grootte: gegevens.len(), sha256 })
}

/// UTF-8 or not, fingerprint, and whether there is a NUL in it.
fn doorzoek(bestand: &mut File) -> std::io::Result<(Utf8Telling, String, bool)> {
    let (mut telling, mut sha, mut nul) = (Utf8Telling::default(), Sha256::new(), false);
    let mut blok = vec![0; 256 * 1024];
    loop {
        let n = bestand.read(&mut blok)?;
        sha.update(&blok[..n]);
        nul |= blok[..n].contains(&0);
        telling.voeg_toe(&blok[..n], n == 0);
        if n == 0 {
            return Ok((telling, hex(&sha.finalize()), nul));
        }
    }
}

fn kies_tekenset(telling: &Utf8Telling, gevraagd: Option<Tekenset>) -> Result<Tekenset, (String, &'static str)> {
    let regel = telling.eerste_regel.unwrap_or_default();
    match gevraagd {
        Some(Tekenset::Utf8) if telling.ongeldig > 0 => Err((
            format!("volgens het mappingbestand is dit UTF-8, maar regel {regel} is dat niet"),
            "Haal tekenset uit het mappingbestand, of zet er \"windows-1252\".",
        )),
        Some(tekenset) => Ok(tekenset),
        None if telling.ongeldig == 0 => Ok(Tekenset::Utf8),
        // In Windows-1252 it takes an unlikely pair such as Ã© to look like UTF-8: more than a few means two mixed.
        None if telling.meerbyte > telling.ongeldig => Err((
            format!("het bestand is UTF-8, behalve {} tekens, het eerste in regel {regel}", telling.ongeldig),
            "Herstel die regel, of zet tekenset = \"windows-1252\" in een mappingbestand als de letters met accenten dan kloppen.",
        )),
        None => Ok(Tekenset::Windows1252),
    }
}

/// The separator that occurs most in the heading, and whether Excel's line `sep=;` stands above it.
fn kies_scheidingsteken(begin: &[u8], gevraagd: Option<u8>) -> (u8, bool) {
    let begin = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin);
    let eerste = begin.split(|b| *b == b'\n' || *b == b'\r').find(|regel| !regel.is_empty()).unwrap_or_default();
    if let Some([teken @ (b';' | b',' | b'\t')]) = eerste.strip_prefix(b"sep=") {
        return (gevraagd.unwrap_or(*teken), true);
    }
    let mut in_quotes = false;
    let mut aantal = [(b';', 0), (b',', 0), (b'\t', 0)];
    for byte in eerste {
        in_quotes ^= *byte == b'"';
        if let Some((_, n)) = aantal.iter_mut().find(|(teken, _)| teken == byte && !in_quotes) {
            *n += 1;
        }
    }
    // On a draw the first: the semicolon of a Dutch Excel.
    let meest = aantal.iter().rev().max_by_key(|(_, n)| *n).map_or(b';', |(teken, _)| *teken);
    (gevraagd.unwrap_or(meest), false)
}

/// UTF-16 without a mark: every second byte of Dutch text is zero.
fn lijkt_utf16(begin: &[u8]) -> bool {
    let nullen = |rest: usize| begin.iter().skip(rest).step_by(2).filter(|b| **b == 0).count();
    begin.len() >= 16 && (nullen(0) * 5 > begin.len() * 2) != (nullen(1) * 5 > begin.len() * 2)
}

fn lijkt_opmaak(begin: &[u8]) -> bool {
    let tekst =
        String::from_utf8_lossy(&begin[..begin.len().min(200)]).trim_start_matches('\u{feff}').trim().to_lowercase();
    ["<?xml", "<html", "<!doctype", "<table"].iter().any(|opmaak| tekst.starts_with(opmaak))
}
