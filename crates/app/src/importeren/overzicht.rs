//! The file in short: per client a number, a mark and the benefits, some two hundred bytes. It is what the first reading
//! leaves behind; it finds rows that contradict each other, and tells the second reading what belongs together.

use std::collections::{HashMap, HashSet};

use domain::{bsn::Bsn, codelijst::Code, datum::kort, geld::Eurocent, klant::Klantnummer, uitkering::Regeling};
use jiff::civil::Date;

use super::{
    fout::{Fout, Fouten},
    kolommen::Kolom,
    rij::{PERSOON, Recht, Rij, Slecht, Vingerafdruk},
};

/// No next benefit.
const GEEN: u32 = u32::MAX;

/// A client of the file.
#[derive(Debug)]
struct KlantKort {
    eerste_rij: u32,
    vingerafdruk: Vingerafdruk,
    bsn: Bsn,
    laatste_recht: u32,
    /// The rows of this client contradict those of another.
    fout: bool,
    /// Whether Klantbeeld has this client number.
    bekend: bool,
}

#[derive(Debug)]
struct RechtKort {
    ingang: Date,
    einde: Option<Date>,
    bedrag: Eurocent,
    rij: u32,
    /// The one before it in the file, of the same client.
    vorige: u32,
    reden: Option<u16>,
    regeling: Regeling,
    fout: bool,
}

/// The file in short.
#[derive(Debug, Default)]
pub(crate) struct Overzicht {
    klanten: Vec<KlantKort>,
    rechten: Vec<RechtKort>,
    op_nummer: HashMap<Box<str>, u32>,
    op_bsn: HashMap<Bsn, u32>,
    redenen: Vec<Code>,
    /// What few rows have, by their number: a recovery and a reduction.
    opdrachten: HashMap<u32, (Option<Eurocent>, Option<u16>)>,
    /// Client numbers of rows that could not be used.
    slecht: HashSet<Box<str>>,
    /// Rows with a fault.
    pub(crate) foute_rijen: u64,
    /// Rows with a fault of which not even the client number could be read.
    pub(crate) onbekende_klanten: u64,
}

impl Overzicht {
    /// How many clients.
    pub(crate) const fn aantal(&self) -> usize {
        self.klanten.len()
    }

    /// Notes that Klantbeeld has this client; `false` when it is not in the file.
    pub(crate) fn merk_bekend(&mut self, klantnummer: &str) -> bool {
        let Some(plaats) = self.op_nummer.get(klantnummer) else { return false };
        self.klanten[*plaats as usize].bekend = true;
        true
    }

    /// Whether the file says something of this client, be it a row with a fault.
    pub(crate) fn noemt(&self, klantnummer: &str) -> bool {
        self.op_nummer.contains_key(klantnummer) || self.slecht.contains(klantnummer)
    }

    /// Whether rows of this client were left out, so that its benefits cannot be called gone.
    pub(crate) fn onvolledig(&self, klantnummer: &str) -> bool {
        self.slecht.contains(klantnummer)
    }

    /// How many clients Klantbeeld does not have yet.
    pub(crate) fn nieuwe(&self) -> usize {
        self.klanten.iter().filter(|klant| !klant.bekend && !klant.fout).count()
    }

    /// Notes a row that could not be used.
    pub(crate) fn slecht(&mut self, slecht: Slecht, fouten: &mut Fouten) {
        self.foute_rijen += 1;
        match slecht.klantnummer {
            Some(nummer) => {
                self.slecht.insert(nummer.as_str().into());
            }
            None => self.onbekende_klanten += 1,
        }
        slecht.fouten.into_iter().for_each(|fout| fouten.push(fout));
    }

    /// Notes a row, or what it contradicts.
    pub(crate) fn voeg_toe(&mut self, rij: &Rij, fouten: &mut Fouten) {
        let nummer = rij.klantnummer.as_str();
        if let Some(plaats) = self.op_nummer.get(nummer).copied() {
            let klant = &self.klanten[plaats as usize];
            if let Some(fout) = strijdig(klant, rij) {
                self.verwerp(&rij.klantnummer);
                return fouten.push(fout);
            }
            return self.recht(plaats, rij);
        }
        let plaats = u32::try_from(self.klanten.len()).unwrap_or(GEEN);
        let mut klant = KlantKort {
            eerste_rij: rij.nummer,
            vingerafdruk: rij.vingerafdruk(),
            bsn: rij.bsn,
            laatste_recht: GEEN,
            fout: false,
            bekend: false,
        };
        if let Some(ander) = self.op_bsn.get(&rij.bsn).copied() {
            klant.fout = true;
            self.dubbel_bsn(ander, rij, fouten);
        } else {
            self.op_bsn.insert(rij.bsn, plaats);
        }
        self.klanten.push(klant);
        self.op_nummer.insert(nummer.into(), plaats);
        self.recht(plaats, rij);
    }

    fn verwerp(&mut self, klantnummer: &Klantnummer) {
        self.foute_rijen += 1;
        self.slecht.insert(klantnummer.as_str().into());
    }

    /// Which of the two is right nobody can tell from the file: both are left out.
    fn dubbel_bsn(&mut self, ander: u32, rij: &Rij, fouten: &mut Fouten) {
        let eerder = &mut self.klanten[ander as usize];
        let doe = "Zoek uit van wie dit BSN is; twee klantnummers van één persoon voegt u samen in de uitkeringsadministratie.";
        let bsn = rij.bsn.voluit();
        if !std::mem::replace(&mut eerder.fout, true) {
            let fout = format!("dit BSN staat ook in rij {}, bij een ander klantnummer", rij.nummer);
            fouten.push(Fout::new(eerder.eerste_rij, Kolom::Bsn.naam(), &bsn, fout, doe));
            self.foute_rijen += 1;
        }
        let fout = format!("dit BSN staat ook in rij {}, bij een ander klantnummer", eerder.eerste_rij);
        fouten.push(Fout::new(rij.nummer, Kolom::Bsn.naam(), &bsn, fout, doe));
        self.foute_rijen += 1;
    }

    fn recht(&mut self, klant: u32, rij: &Rij) {
        let reden = rij.recht.reden.as_ref().map(|code| {
            let plaats = self.redenen.iter().position(|bekend| bekend == code).unwrap_or_else(|| {
                self.redenen.push(code.clone());
                self.redenen.len() - 1
            });
            u16::try_from(plaats).unwrap_or_default()
        });
        let klant = &mut self.klanten[klant as usize];
        let vorige = std::mem::replace(&mut klant.laatste_recht, u32::try_from(self.rechten.len()).unwrap_or(GEEN));
        let Recht { regeling, ingang, bedrag, einde, terugvordering, verlaging, .. } = rij.recht;
        if terugvordering.is_some() || verlaging.is_some() {
            self.opdrachten.insert(rij.nummer, (terugvordering, verlaging));
        }
        self.rechten.push(RechtKort { ingang, einde, bedrag, rij: rij.nummer, vorige, reden, regeling, fout: false });
    }

    /// Finds benefits that overlap. Called once, when every row has been seen.
    pub(crate) fn sluit(&mut self, fouten: &mut Fouten) {
        for klant in 0..self.klanten.len() {
            // One benefit is the rule, and overlaps nothing.
            let laatste = self.klanten[klant].laatste_recht;
            if self.rechten.get(laatste as usize).is_none_or(|recht| recht.vorige == GEEN) {
                continue;
            }
            let mut plaatsen = self.plaatsen(laatste);
            plaatsen.sort_by_key(|plaats| (self.rechten[*plaats].ingang, self.rechten[*plaats].rij));
            let mut vorige = plaatsen[0];
            for plaats in plaatsen.into_iter().skip(1) {
                match overlap(&self.rechten[vorige], &self.rechten[plaats]) {
                    Some(fout) => {
                        fouten.push(fout);
                        self.rechten[plaats].fout = true;
                        self.foute_rijen += 1;
                    }
                    None => vorige = plaats,
                }
            }
        }
    }

    fn plaatsen(&self, mut laatste: u32) -> Vec<usize> {
        let mut plaatsen = Vec::new();
        while let Some(recht) = self.rechten.get(laatste as usize) {
            plaatsen.push(laatste as usize);
            laatste = recht.vorige;
        }
        plaatsen
    }

    /// The benefits of the client with this row as its first, oldest first, each with its row; `None` for another row
    /// or a client that is left out. An error when the row is not what it was at the first reading.
    pub(crate) fn rechten(&self, rij: &Rij) -> Result<Option<Vec<(u32, Recht)>>, Gewijzigd> {
        let Some(plaats) = self.op_nummer.get(rij.klantnummer.as_str()) else { return Err(Gewijzigd) };
        let klant = &self.klanten[*plaats as usize];
        if klant.eerste_rij != rij.nummer || klant.fout {
            return Ok(None);
        }
        if klant.bsn != rij.bsn || klant.vingerafdruk != rij.vingerafdruk() {
            return Err(Gewijzigd);
        }
        let mut rechten: Vec<_> =
            self.plaatsen(klant.laatste_recht).into_iter().map(|plaats| &self.rechten[plaats]).collect();
        rechten.retain(|recht| !recht.fout);
        rechten.sort_by_key(|recht| recht.ingang);
        let voluit = |recht: &RechtKort| {
            let reden = recht.reden.and_then(|plaats| self.redenen.get(usize::from(plaats))).cloned();
            let RechtKort { regeling, ingang, bedrag, einde, .. } = *recht;
            let (terugvordering, verlaging) = self.opdrachten.get(&recht.rij).copied().unwrap_or_default();
            (recht.rij, Recht { regeling, ingang, bedrag, einde, reden, terugvordering, verlaging })
        };
        Ok(Some(rechten.into_iter().map(voluit).collect()))
    }

    /// Whether Klantbeeld knows the client of this row.
    pub(crate) fn bekend(&self, klantnummer: &str) -> bool {
        self.op_nummer.get(klantnummer).is_some_and(|plaats| self.klanten[*plaats as usize].bekend)
    }
}

/// The file changed between the two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gewijzigd;

fn strijdig(klant: &KlantKort, rij: &Rij) -> Option<Fout> {
    let eerste = klant.eerste_rij;
    if klant.bsn != rij.bsn {
        let fout = format!("dit klantnummer heeft in rij {eerste} een ander BSN");
        let doe = "Een klantnummer hoort bij één persoon; verbeter het klantnummer of het BSN.";
        return Some(Fout::new(rij.nummer, Kolom::Bsn.naam(), &rij.bsn.voluit(), fout, doe));
    }
    let nu = rij.vingerafdruk();
    if klant.vingerafdruk == nu {
        return None;
    }
    let velden = PERSOON.iter().zip(klant.vingerafdruk.iter().zip(&nu)).filter(|(_, (een, ander))| een != ander);
    let velden: Vec<&str> = velden.map(|(veld, _)| *veld).collect();
    let fout = format!("{} anders dan in rij {eerste} van dezelfde klant", opsomming(&velden));
    let doe = "Geef alle rijen van een klant dezelfde persoonsgegevens.";
    Some(Fout::new(rij.nummer, velden.first().copied().unwrap_or("klantnummer"), "", fout, doe))
}

fn opsomming(velden: &[&str]) -> String {
    match velden {
        [] => "gegevens zijn".to_owned(),
        [een] => format!("{een} is"),
        [rest @ .., laatste] => format!("{} en {laatste} zijn", rest.join(", ")),
    }
}

fn overlap(eerder: &RechtKort, later: &RechtKort) -> Option<Fout> {
    if eerder.ingang == later.ingang && eerder.regeling == later.regeling {
        let fout = format!("deze uitkering staat ook in rij {}", eerder.rij);
        return Some(Fout::new(
            later.rij,
            "uitkering_ingang",
            &later.ingang.to_string(),
            fout,
            "Haal een van beide rijen weg.",
        ));
    }
    let tot = match eerder.einde {
        Some(einde) if einde < later.ingang => return None,
        Some(einde) => format!("tot en met {}", kort(einde)),
        None => "zonder einde".to_owned(),
    };
    let fout = format!("deze uitkering overlapt met die van rij {} (vanaf {}, {tot})", eerder.rij, kort(eerder.ingang));
    let doe = "Een klant heeft op één dag één uitkering; verbeter de ingang of het einde.";
    Some(Fout::new(later.rij, "uitkering_ingang", &later.ingang.to_string(), fout, doe))
}
