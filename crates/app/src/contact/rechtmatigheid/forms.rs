//! The form of a report.

use domain::rechtmatigheid::{RechtmatigheidGeweigerd, Uitkomst};

use crate::web::{
    Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// What was found, and what it came to.
pub(super) struct VerslagForm {
    pub(super) verslag: Veld,
    pub(super) uitkomst: Veld,
}

impl VerslagForm {
    pub(super) fn met(verslag: &str) -> Self {
        let uitleg = "Wat u vroeg, wat u zag en waar dat op rust. Dit leest alleen rechtmatigheid.";
        Self {
            verslag: Veld::vrij("verslag", "Verslag").uitleg(uitleg).met(verslag),
            uitkomst: Veld::vrij("uitkomst", "Uitkomst")
                .uitleg("Nodig om af te ronden. Ook dit leest alleen rechtmatigheid."),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::met("");
        Self { verslag: leeg.verslag.uit(formulier), uitkomst: leeg.uitkomst.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.verslag, &self.uitkomst])
    }

    pub(super) fn uitkomsten(&self) -> Vec<Keuze> {
        let keuze = |uitkomst: Uitkomst| {
            Keuze::new(uitkomst.code(), &hoofdletter(uitkomst.omschrijving()), &self.uitkomst.waarde)
        };
        Uitkomst::ALLE.into_iter().map(keuze).collect()
    }

    /// What was found, and what it came to when that was chosen.
    pub(super) fn lees(&mut self) -> Option<(String, Option<Uitkomst>)> {
        if self.verslag.waarde.chars().count() > 20_000 {
            self.verslag.afkeuren("Deze tekst is te lang. Gebruik hooguit 20.000 tekens.");
            return None;
        }
        Some((self.verslag.waarde.trim().to_owned(), self.uitkomst.waarde.parse().ok()))
    }

    pub(super) fn weiger(&mut self, geweigerd: RechtmatigheidGeweigerd) {
        let veld = match geweigerd {
            RechtmatigheidGeweigerd::UitkomstOntbreekt => &mut self.uitkomst,
            _ => &mut self.verslag,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
