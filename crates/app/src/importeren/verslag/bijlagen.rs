//! The files beside an import: faults, differences, vanished benefits. They are about people, so only their owner can
//! read them, and a BSN is never in full.

use std::{
    fs::File,
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use super::{Verdwenen, Verschil, Verslag};
use crate::importeren::fout::{Bestandsfout, Fout};

/// The three files beside an import.
#[derive(Debug)]
pub(in crate::importeren) struct Bijlagen {
    fouten: Bijlage,
    verschillen: Bijlage,
    verdwenen: Bijlage,
}

impl Bijlagen {
    pub(in crate::importeren) fn new(bestand: &Path, map: Option<&Path>) -> Result<Self, Bestandsfout> {
        let map = map.or_else(|| bestand.parent()).unwrap_or(Path::new(""));
        let naam = bestand.file_name().unwrap_or(bestand.as_os_str()).to_string_lossy();
        let pad = |soort: &str| map.join(format!("{naam}.{soort}.csv"));
        Ok(Self {
            fouten: Bijlage::new(pad("fouten"), &["rij", "kolom", "waarde", "fout", "wat te doen"])?,
            verschillen: Bijlage::new(
                pad("verschillen"),
                &["klantnummer", "rij", "veld", "in Klantbeeld", "in het bestand", "overgenomen", "toelichting"],
            )?,
            verdwenen: Bijlage::new(
                pad("verdwenen"),
                &["klantnummer", "regeling", "uitkering_ingang", "maandbedrag", "klant staat in het bestand"],
            )?,
        })
    }

    /// Writes the faults and closes all files; the report names them.
    pub(in crate::importeren) fn sluit(mut self, mut verslag: Verslag) -> Result<Verslag, Bestandsfout> {
        for Fout { rij, kolom, waarde, fout, doe } in &verslag.fouten.lijst {
            self.fouten.schrijf([rij.to_string().as_str(), kolom, waarde, fout, doe])?;
        }
        let rest = verslag.fouten.totaal - verslag.fouten.lijst.len() as u64;
        if rest > 0 {
            let fout = format!("en nog {rest} fouten, die hier niet staan");
            self.fouten.schrijf(["", "", "", &fout, "Herstel eerst deze."])?;
        }
        for bijlage in [self.fouten, self.verschillen, self.verdwenen] {
            verslag.bestanden.extend(bijlage.sluit()?);
        }
        Ok(verslag)
    }

    pub(in crate::importeren) fn verschil(&mut self, v: &Verschil) -> Result<(), Bestandsfout> {
        let ja = if v.niet_overgenomen.is_empty() { "ja" } else { "nee" };
        let rij = v.rij.to_string();
        self.verschillen.schrijf([v.klantnummer.as_str(), &rij, v.veld, &v.oud, &v.nieuw, ja, v.niet_overgenomen])
    }

    pub(in crate::importeren) fn verdwenen(&mut self, v: &Verdwenen) -> Result<(), Bestandsfout> {
        let (ingang, bedrag) = (v.ingang.to_string(), v.maandbedrag.to_string());
        let ja = if v.klant_in_bestand { "ja" } else { "nee" };
        self.verdwenen.schrijf([v.klantnummer.as_str(), v.regeling.omschrijving(), &ingang, &bedrag, ja])
    }
}

/// A CSV file beside the import, made when there is a first row for it, as Excel in Dutch opens it. Only its owner can
/// read it: it is about people.
#[derive(Debug)]
struct Bijlage {
    pad: PathBuf,
    kop: &'static [&'static str],
    schrijver: Option<csv::Writer<BufWriter<File>>>,
}

impl Bijlage {
    /// A file of an earlier run is thrown away, so that it is not taken for one of this run.
    fn new(pad: PathBuf, kop: &'static [&'static str]) -> Result<Self, Bestandsfout> {
        match std::fs::remove_file(&pad) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(onschrijfbaar(&pad, &error)),
            _ => Ok(Self { pad, kop, schrijver: None }),
        }
    }

    fn schrijf<'a>(&mut self, velden: impl IntoIterator<Item = &'a str>) -> Result<(), Bestandsfout> {
        let velden = velden.into_iter().map(onschadelijk);
        let result = match &mut self.schrijver {
            Some(schrijver) => schrijver.write_record(velden),
            None => open(&self.pad, self.kop).and_then(|mut schrijver| {
                schrijver.write_record(velden)?;
                self.schrijver = Some(schrijver);
                Ok(())
            }),
        };
        result.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => onschrijfbaar(&self.pad, &error),
            other => onschrijfbaar(&self.pad, &io::Error::other(format!("{other:?}"))),
        })
    }

    /// Writes what is left; gives the path if there is a file.
    fn sluit(self) -> Result<Option<PathBuf>, Bestandsfout> {
        let Some(mut schrijver) = self.schrijver else { return Ok(None) };
        schrijver.flush().map_err(|error| onschrijfbaar(&self.pad, &error))?;
        Ok(Some(self.pad))
    }
}

fn open(pad: &Path, kop: &[&str]) -> Result<csv::Writer<BufWriter<File>>, csv::Error> {
    let mut keuzen = std::fs::OpenOptions::new();
    keuzen.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut keuzen, 0o600);
    let mut uit = BufWriter::new(keuzen.open(pad)?);
    // Without the mark Excel reads "beëindigd" as "beÃ«indigd".
    uit.write_all("\u{feff}".as_bytes())?;
    let mut schrijver = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(uit);
    schrijver.write_record(kop)?;
    Ok(schrijver)
}

/// A text that a spreadsheet would run gets an apostrophe in front (OWASP, *CSV Injection*).
fn onschadelijk(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn onschrijfbaar(pad: &Path, error: &io::Error) -> Bestandsfout {
    let (wat, doe) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            "de schijf is vol".to_owned(),
            "Maak ruimte, of kies met --uitvoermap een andere map; er is niets geïmporteerd.",
        ),
        io::ErrorKind::NotFound => (
            "de map bestaat niet".to_owned(),
            "Maak de map, of kies met --uitvoermap een andere; er is niets geïmporteerd.",
        ),
        _ => (
            format!("het bestand is niet te schrijven ({error})"),
            "Sluit het als het openstaat, of kies met --uitvoermap een andere map; er is niets geïmporteerd.",
        ),
    };
    Bestandsfout::new(pad, wat, doe)
}
