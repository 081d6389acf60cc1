//! Of which period, which records, and whether the BSN goes along.

use domain::datum::{plus_dagen, plus_maanden};
use jiff::civil::{Date, date};
use storage::statistiek::{Vraag, Wat};

use crate::web::{Keuze, Veld, veld::fouten};

/// The longest period: longer ones are several files.
const MAANDEN: i32 = 24;

/// The codes of what is taken out.
pub(super) const WAT: [(Wat, &str, &str); 2] = [
    (Wat::Voorzieningen, "voorzieningen", "Voorzieningen, per persoon per voorziening"),
    (Wat::Uitkeringen, "uitkeringen", "Uitkeringen, per periode van bijstand"),
];

/// What somebody asks for.
pub(super) struct Form {
    pub(super) wat: Veld,
    pub(super) van: Veld,
    pub(super) tot: Veld,
    pub(super) bsn: Veld,
    /// The period that was understood, or that of the month before.
    pub(super) periode: (Date, Date),
}

impl Form {
    /// From values by the names of their fields.
    pub(super) fn lees(waarde: impl Fn(&str) -> String, vandaag: Date) -> Self {
        let vorige = plus_maanden(vandaag, -1);
        let usual = (vorige.first_of_month(), vorige.last_of_month());
        let of = |naam: &str, anders: Date| {
            Some(waarde(naam)).filter(|text| !text.is_empty()).unwrap_or_else(|| anders.to_string())
        };
        let mut form = Self {
            wat: Veld::new("wat", "Welke gegevens").met(waarde("wat")),
            van: Veld::new("van", "Vanaf").met(of("van", usual.0)),
            tot: Veld::new("tot", "Tot en met").met(of("tot", usual.1)),
            bsn: Veld::vrij("bsn", "Met het BSN").met(waarde("bsn")).uitleg(
                "Alleen als het echt moet: het klantnummer is meestal genoeg. Dat u het BSN vroeg, komt in het logboek.",
            ),
            periode: usual,
        };
        let van = form.van.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2026.");
        let tot = form.tot.datum("Vul een bestaande datum in, bijvoorbeeld 31-1-2026.");
        if let (Some(van), Some(tot)) = (van, tot) {
            if tot < van {
                form.tot.afkeuren("De laatste dag ligt vóór de eerste.");
            } else if tot > vandaag {
                form.tot.afkeuren("Kies vandaag of eerder: wat nog komt staat niet vast.");
            } else if van < date(2004, 1, 1) || plus_dagen(plus_maanden(van, MAANDEN), -1) < tot {
                form.van.afkeuren("Kies een periode van hooguit twee jaar, vanaf 2004.");
            } else {
                form.periode = (van, tot);
            }
        }
        form
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.wat, &self.van, &self.tot])
    }

    pub(super) fn keuzes(&self) -> Vec<Keuze> {
        WAT.iter().map(|(_, code, naam)| Keuze::new(code, naam, &self.wat.waarde)).collect()
    }

    /// What is asked for; what is not understood is noted at its field.
    pub(super) fn vraag(&mut self) -> Option<Vraag> {
        let code = |text: &str| WAT.iter().find(|(_, code, _)| *code == text).map(|(wat, ..)| *wat);
        let wat = self.wat.lees(code, "Kies welke gegevens u wilt.");
        let (van, tot) = self.periode;
        let wat = wat.filter(|_| self.fouten().is_empty())?;
        Some(Vraag { wat, van, tot, met_bsn: self.bsn.waarde == "ja" })
    }
}
