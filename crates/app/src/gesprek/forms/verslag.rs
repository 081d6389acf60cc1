//! What was said and agreed.

use domain::gesprek::Verslag;

use crate::web::{Formulier, Veld, veld::fouten};

/// What was said and agreed.
pub(in crate::gesprek) struct VerslagForm {
    pub(in crate::gesprek) tekst: Veld,
    pub(in crate::gesprek) afspraken: Veld,
}

impl VerslagForm {
    pub(in crate::gesprek) fn leeg() -> Self {
        let uitleg = "Schrijf op wat van belang is voor de begeleiding. Geen diagnoses.";
        Self {
            tekst: Veld::new("tekst", "Verslag").uitleg(uitleg),
            afspraken: Veld::vrij("afspraken", "Afspraken").uitleg("Wie doet wat, en voor welke datum?"),
        }
    }

    pub(in crate::gesprek) fn van(verslag: &Verslag) -> Self {
        let leeg = Self::leeg();
        Self { tekst: leeg.tekst.met(&verslag.tekst), afspraken: leeg.afspraken.met(&verslag.afspraken) }
    }

    pub(in crate::gesprek) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { tekst: leeg.tekst.uit(formulier), afspraken: leeg.afspraken.uit(formulier) }
    }

    pub(in crate::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.tekst, &self.afspraken])
    }

    pub(in crate::gesprek) fn lees(&mut self) -> Option<Verslag> {
        if self.tekst.waarde.trim().is_empty() {
            self.tekst.afkeuren("Schrijf in het verslag wat er besproken is, al is het één zin.");
        }
        for veld in [&mut self.tekst, &mut self.afspraken] {
            if veld.waarde.chars().count() > 20_000 {
                veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 20.000 tekens.");
            }
        }
        let text = |veld: &Veld| veld.waarde.trim().to_owned();
        self.fouten().is_empty().then(|| Verslag { tekst: text(&self.tekst), afspraken: text(&self.afspraken) })
    }
}
