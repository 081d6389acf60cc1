//! The form of a row, and that of its last day.

use domain::{
    besluit::{OngeldigeTabel, Verlagingsrij},
    datum::Periode,
};

use crate::web::{Formulier, Veld, veld::fouten, woorden::zin};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 januari 2026.";

/// Adds a row.
pub(super) struct RijForm {
    pub(super) code: Veld,
    pub(super) gedraging: Veld,
    pub(super) procent: Veld,
    pub(super) maanden: Veld,
    pub(super) van: Veld,
    pub(super) tot: Veld,
    pub(super) bron: Veld,
}

impl RijForm {
    pub(super) fn leeg() -> Self {
        Self {
            code: Veld::new("code", "Code")
                .uitleg("Kort, bijvoorbeeld 4a. Verandert het percentage, dan houdt de gedraging haar code."),
            gedraging: Veld::new("gedraging", "Gedraging").uitleg("In de woorden van de verordening."),
            procent: Veld::new("procent", "Procent"),
            maanden: Veld::new("maanden", "Aantal maanden"),
            van: Veld::new("van", "Geldig vanaf"),
            tot: Veld::vrij("tot", "Geldig tot en met").uitleg("Laat leeg zolang er geen andere regel is."),
            bron: Veld::new("bron", "Bron").uitleg("Artikel van de verordening, en waar die is gepubliceerd."),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self {
            code: leeg.code.uit(formulier),
            gedraging: leeg.gedraging.uit(formulier),
            procent: leeg.procent.uit(formulier),
            maanden: leeg.maanden.uit(formulier),
            van: leeg.van.uit(formulier),
            tot: leeg.tot.uit(formulier),
            bron: leeg.bron.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let Self { code, gedraging, procent, maanden, van, tot, bron } = self;
        fouten(&[code, gedraging, procent, maanden, van, tot, bron])
    }

    pub(super) fn lees(&mut self) -> Option<Verlagingsrij> {
        let tekst = |veld: &mut Veld, hooguit: usize, fout: &str| {
            veld.lees(|text| (1..=hooguit).contains(&text.chars().count()).then(|| text.to_owned()), fout)
        };
        let code = tekst(&mut self.code, 20, "Vul een code in, hooguit 20 tekens.");
        let gedraging = tekst(&mut self.gedraging, 300, "Schrijf de gedraging op, hooguit 300 tekens.");
        let procent = self.procent.lees(
            |text| text.trim_end_matches('%').trim().parse().ok().filter(|procent| (1..=100).contains(procent)),
            "Vul een heel percentage in, van 1 tot en met 100.",
        );
        let maanden = self.maanden.lees(
            |text| text.parse().ok().filter(|maanden| (1..=60).contains(maanden)),
            "Vul het aantal maanden in, van 1 tot en met 60.",
        );
        let van = self.van.datum(BESTAANDE_DATUM);
        let tot =
            if self.tot.waarde.trim().is_empty() { Some(None) } else { self.tot.datum(BESTAANDE_DATUM).map(Some) };
        let bron = tekst(&mut self.bron, 300, "Vul de bron in, hooguit 300 tekens.");
        Some(Verlagingsrij {
            code: code?,
            gedraging: gedraging?,
            procent: procent?,
            maanden: maanden?,
            geldig: Periode { van: van?, tot_en_met: tot? },
            bron: bron?,
        })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: &OngeldigeTabel) {
        match geweigerd {
            OngeldigeTabel::Dubbel { .. } => self.van.afkeuren(zin(&geweigerd.to_string())),
            OngeldigeTabel::Geldigheid(_) => {
                self.tot.afkeuren("De laatste dag ligt vóór de eerste. Controleer de datums.");
            }
            OngeldigeTabel::Maat(_) => {
                self.procent.afkeuren("Kies 1 tot en met 100 %, gedurende ten minste een maand.");
            }
            OngeldigeTabel::Leeg(_) => self.code.afkeuren("Vul code, gedraging en bron in."),
        }
    }
}
