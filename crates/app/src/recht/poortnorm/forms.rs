//! The form of the term at the gate.

use domain::{
    datum::plus_maanden,
    poort::{HOOGSTENS_DAGEN, Poortnorm},
};
use jiff::civil::Date;

use crate::web::{Formulier, Veld, veld::fouten};

/// Sets a term.
pub(super) struct NormForm {
    pub(super) dagen: Veld,
    pub(super) vanaf: Veld,
    pub(super) bron: Veld,
}

impl NormForm {
    pub(super) fn leeg() -> Self {
        Self {
            dagen: Veld::new("dagen", "Binnen hoeveel dagen na de melding")
                .uitleg("Valt de laatste dag in een weekend of op een feestdag, dan telt de eerste werkdag daarna."),
            vanaf: Veld::new("vanaf", "Geldt vanaf").uitleg("Voor wie zich op die dag of later meldt."),
            bron: Veld::new("bron", "Bron").uitleg("Waar dit is besloten."),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { dagen: leeg.dagen.uit(formulier), vanaf: leeg.vanaf.uit(formulier), bron: leeg.bron.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.dagen, &self.vanaf, &self.bron])
    }

    /// What was filled in; every error at once.
    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Poortnorm> {
        let dagen = self.dagen.lees(
            |text| text.parse().ok().filter(|dagen| (1..=HOOGSTENS_DAGEN).contains(dagen)),
            "Vul een aantal dagen in van 1 tot en met 56.",
        );
        let vanaf = self.vanaf.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2027.");
        if let Some(vanaf) = vanaf {
            // A promise of the past that nobody knew of cannot have been kept.
            if vanaf < vandaag {
                self.vanaf.afkeuren("Dit kan niet met terugwerkende kracht ingaan. Kies vandaag of later.");
            } else if vanaf > plus_maanden(vandaag, 24) {
                self.vanaf.afkeuren("Dit ligt meer dan twee jaar vooruit. Controleer het jaar.");
            }
        }
        let bron = self.bron.lees(
            |text| (1..=300).contains(&text.chars().count()).then(|| text.to_owned()),
            "Vul de bron in, hooguit 300 tekens.",
        );
        self.fouten().is_empty().then_some(())?;
        Some(Poortnorm { vanaf: vanaf?, dagen: dagen?, bron: bron? })
    }
}
