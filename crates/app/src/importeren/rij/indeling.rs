//! Which cell of a row is which column.

use super::super::{
    fout::Fout,
    kolommen::{KOLOMMEN, Kolom, gelijk},
    lezen::{Cel, Regel},
    mapping::Mapping,
};

/// The heading, understood.
#[derive(Debug, Clone)]
pub(crate) struct Indeling {
    plaatsen: [Option<usize>; KOLOMMEN.len()],
    /// Headings that mean nothing to the import.
    pub(crate) onbekend: Vec<String>,
    pub(super) breedte: usize,
}

impl Indeling {
    /// Understands a heading, or names everything that is wrong with it.
    pub(crate) fn van(kop: &Regel<'_>, mapping: &Mapping) -> Result<Self, Vec<Fout>> {
        let mut indeling = Self { plaatsen: [None; KOLOMMEN.len()], onbekend: Vec::new(), breedte: kop.cellen.len() };
        let mut fouten = Vec::new();
        let mut gebruikt = Vec::new();
        for (plaats, cel) in kop.cellen.iter().enumerate() {
            let Cel::Tekst(tekst) = cel else { continue };
            let sleutel = gelijk(tekst);
            let gekozen = mapping.kolommen.get(&sleutel).copied();
            gebruikt.push(sleutel);
            let Some(kolom) = gekozen.or_else(|| Kolom::van_kop(tekst)) else {
                indeling.onbekend.push(tekst.clone());
                continue;
            };
            if indeling.plaatsen[kolom as usize].replace(plaats).is_some() {
                let fout = format!("twee kolommen zijn {}", kolom.naam());
                fouten.push(Fout::new(
                    kop.rij,
                    kolom.naam(),
                    tekst,
                    fout,
                    "Haal een van beide weg, of geef die een andere kop.",
                ));
            }
        }
        indeling.ontbrekend(kop.rij, &mut fouten);
        if indeling.heeft(Kolom::Adres) && indeling.heeft(Kolom::Straat) {
            let doe = "Haal een van beide weg, of geef die een andere kop.";
            fouten.push(Fout::new(kop.rij, Kolom::Adres.naam(), "", "er is een kolom adres en een kolom straat", doe));
        }
        for (sleutel, kolom) in &mapping.kolommen {
            if !gebruikt.contains(sleutel) {
                let fout = "deze kop uit het mappingbestand staat niet in het bestand";
                fouten.push(Fout::new(kop.rij, kolom.naam(), sleutel, fout, "Pas het mappingbestand aan."));
            }
        }
        if fouten.is_empty() { Ok(indeling) } else { Err(fouten) }
    }

    fn ontbrekend(&self, rij: u32, fouten: &mut Vec<Fout>) {
        for b in KOLOMMEN.iter().filter(|b| b.verplicht && !self.heeft(b.kolom)) {
            let doe = if self.onbekend.is_empty() {
                "Voeg de kolom toe; de eerste rij van het bestand moet de koppen bevatten.".to_owned()
            } else {
                let koppen = self.onbekend.iter().take(30).cloned().collect::<Vec<_>>().join(", ");
                format!("Voeg de kolom toe, of wijs haar in een mappingbestand aan; onbekende koppen zijn: {koppen}.")
            };
            fouten.push(Fout::new(rij, b.naam, "", "deze verplichte kolom ontbreekt", doe));
        }
    }

    pub(super) fn plaats(&self, kolom: Kolom) -> Option<usize> {
        self.plaatsen[kolom as usize]
    }

    pub(crate) fn heeft(&self, kolom: Kolom) -> bool {
        self.plaats(kolom).is_some()
    }
}
