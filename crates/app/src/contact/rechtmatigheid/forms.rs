//! The form of a report.

use domain::rechtmatigheid::RechtmatigheidGeweigerd;

use crate::web::{Formulier, Veld, veld::fouten, woorden::zin};

/// What was found.
pub(super) struct VerslagForm {
    pub(super) verslag: Veld,
}

impl VerslagForm {
    pub(super) fn met(verslag: &str) -> Self {
        let uitleg = "Wat u vroeg, wat u zag en waar dat op rust. Dit leest alleen rechtmatigheid.";
        Self { verslag: Veld::vrij("verslag", "Verslag").uitleg(uitleg).met(verslag) }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::met("");
        Self { verslag: leeg.verslag.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.verslag])
    }

    pub(super) fn lees(&mut self) -> Option<String> {
        if self.verslag.waarde.chars().count() > 20_000 {
            self.verslag.afkeuren("Deze tekst is te lang. Gebruik hooguit 20.000 tekens.");
            return None;
        }
        Some(self.verslag.waarde.trim().to_owned())
    }

    pub(super) fn weiger(&mut self, geweigerd: RechtmatigheidGeweigerd) {
        self.verslag.afkeuren(zin(&geweigerd.to_string()));
    }
}
