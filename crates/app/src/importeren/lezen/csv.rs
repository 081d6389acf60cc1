//! Text with separators.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Read},
    rc::Rc,
};

use super::{Bron, Cel, Leesfout, Regel, onleesbaar, tekens::Vertaler};
use crate::importeren::mapping::Tekenset;

/// A row longer than this has a quote that was never closed; the whole file would be taken for one cell.
const LANGSTE_RIJ: u64 = 1024 * 1024;

/// Stands behind the last row. If it does not come out as a row of its own, an open quote swallowed it.
const SLUITER: &str = "\u{1}einde\u{1}";

const ONGESLOTEN: &str = "het aanhalingsteken (\") wordt niet gesloten; vanaf hier is het bestand niet te lezen";
const SLUIT: &str = "Zet in deze rij het ontbrekende aanhalingsteken, of haal het losse aanhalingsteken weg.";

/// Reads on until a row gets too long, and closes the text with [`SLUITER`].
struct Bewaakt {
    bron: Vertaler<File>,
    sluiter: io::Cursor<Vec<u8>>,
    /// Bytes handed out since the last whole row.
    sinds_rij: Rc<Cell<u64>>,
    gelezen: Rc<Cell<u64>>,
}

impl Read for Bewaakt {
    fn read(&mut self, uit: &mut [u8]) -> io::Result<usize> {
        if self.sinds_rij.get() > LANGSTE_RIJ {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "rij te lang"));
        }
        let n = match self.bron.read(uit)? {
            0 => self.sluiter.read(uit)?,
            n => n,
        };
        self.gelezen.set(self.bron.gelezen);
        self.sinds_rij.set(self.sinds_rij.get() + n as u64);
        Ok(n)
    }
}

pub(super) fn doorloop(
    bron: &Bron,
    tekenset: Tekenset,
    scheidingsteken: u8,
    sep_regel: bool,
    zie: &mut dyn FnMut(Regel<'_>) -> bool,
) -> Result<(), Leesfout> {
    let bestand = File::open(&bron.pad).map_err(|error| onleesbaar(&bron.pad, &error))?;
    let (sinds_rij, gelezen) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let bewaakt = Bewaakt {
        bron: Vertaler::new(bestand, tekenset),
        sluiter: io::Cursor::new(format!("\n{SLUITER}\n").into_bytes()),
        sinds_rij: Rc::clone(&sinds_rij),
        gelezen: Rc::clone(&gelezen),
    };
    let mut lezer = csv::ReaderBuilder::new()
        .delimiter(scheidingsteken)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(64 * 1024)
        .from_reader(bewaakt);
    let (mut record, mut cellen) = (csv::StringRecord::new(), Vec::new());
    let mut laatste_rij = 0;
    let mut overslaan = sep_regel;
    loop {
        let begin = lezer.position().line();
        match lezer.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Err(ongesloten(laatste_rij)),
            Err(error) => return Err(vertaal(bron, error, begin)),
        }
        sinds_rij.set(0);
        laatste_rij = record.position().map_or(0, |plaats| u32::try_from(plaats.line()).unwrap_or(u32::MAX));
        if record.len() == 1 && &record[0] == SLUITER {
            return Ok(());
        }
        // One look at the whole row, which has no such character but by mistake, before its cells are searched.
        if record.as_slice().as_bytes().contains(&1) && record.iter().any(|veld| veld.contains(SLUITER)) {
            return Err(ongesloten(laatste_rij));
        }
        if std::mem::take(&mut overslaan) {
            continue;
        }
        cellen.clear();
        cellen.extend(record.iter().map(cel));
        let leeg = cellen.iter().all(|cel| *cel == Cel::Leeg);
        let regel = Regel { rij: laatste_rij, cellen: &cellen, gedaan: gelezen.get(), totaal: bron.grootte };
        if !leeg && !zie(regel) {
            return Ok(());
        }
    }
}

/// `="0123"` is how some programs keep a spreadsheet from eating the zero.
fn cel(veld: &str) -> Cel {
    let veld = veld.trim_matches(|c: char| c == ' ' || c == '\t' || c == '\u{a0}' || c == '\r');
    let veld = veld.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(veld);
    if veld.is_empty() { Cel::Leeg } else { Cel::Tekst(veld.to_owned()) }
}

fn ongesloten(rij: u32) -> Leesfout {
    Leesfout::Rij { rij, wat: ONGESLOTEN.to_owned(), doe: SLUIT.to_owned() }
}

fn vertaal(bron: &Bron, error: csv::Error, regel: u64) -> Leesfout {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            ongesloten(u32::try_from(regel).unwrap_or(u32::MAX))
        }
        csv::ErrorKind::Io(error) => Leesfout::Bestand(onleesbaar(&bron.pad, &error)),
        other => Leesfout::Rij {
            rij: u32::try_from(regel).unwrap_or(u32::MAX),
            wat: format!("deze rij is niet te lezen ({other:?})"),
            doe: "Maak het bestand opnieuw.".to_owned(),
        },
    }
}
