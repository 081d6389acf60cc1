//! The forms of keeping and destroying.

use domain::{
    bewaartermijn::Stuksoort,
    vernietigingslijst::{VernietigenGeweigerd, Weglating},
};
use jiff::civil::Date;
use storage::bewaartermijn::Toets;

use super::{
    actions::{Stap, TE_TOETSEN},
    verklaring,
};
use crate::web::{Formulier, Keuze, Veld, veld::fouten, woorden::zin};

/// Records that the archivist confirmed a term.
pub(super) struct ToetsForm {
    pub(super) soort: Veld,
    pub(super) op: Veld,
    pub(super) kenmerk: Veld,
}

impl ToetsForm {
    pub(super) fn leeg() -> Self {
        Self {
            soort: Veld::new("soort", "Soort stuk"),
            op: Veld::new("op", "Datum van de bevestiging"),
            kenmerk: Veld::new("kenmerk", "Kenmerk van de bevestiging")
                .uitleg("Waaronder u het besluit of de brief van de archivaris terugvindt."),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { soort: leeg.soort.uit(formulier), op: leeg.op.uit(formulier), kenmerk: leeg.kenmerk.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.soort, &self.op, &self.kenmerk])
    }

    /// What can still be confirmed, with the term it is about.
    pub(super) fn soorten(&self, bevestigd: &[Toets]) -> Vec<Keuze> {
        let open = TE_TOETSEN.into_iter().filter(|soort| bevestigd.iter().all(|toets| toets.soort != *soort));
        let keuze = |soort: Stuksoort| {
            let regel = soort.regel();
            let naam = format!("{}: {}", regel.omschrijving, verklaring::termijn(regel.bewaren));
            Keuze::new(regel.code, &naam, &self.soort.waarde)
        };
        std::iter::once(Keuze::new("", "Kies een soort stuk", &self.soort.waarde)).chain(open.map(keuze)).collect()
    }

    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Toets> {
        let lees = |text: &str| text.parse().ok().filter(|soort| TE_TOETSEN.contains(soort));
        let soort = self.soort.lees(lees, "Kies een soort stuk.");
        let mut op = self.op.datum("Vul een bestaande datum in, bijvoorbeeld 1 december 2026.");
        if op.is_some_and(|dag| dag > vandaag) {
            self.op.afkeuren("Deze datum ligt in de toekomst. Vul in wanneer de archivaris het bevestigde.");
            op = None;
        }
        let tekst = |text: &str| (1..=100).contains(&text.chars().count()).then(|| text.to_owned());
        let kenmerk = self.kenmerk.lees(tekst, "Vul het kenmerk in, hooguit 100 tekens.");
        Some(Toets { soort: soort?, op: op?, kenmerk: kenmerk? })
    }
}

/// Turns a list down, or leaves records off.
pub(super) struct StapForm {
    pub(super) afwijzing: Veld,
    pub(super) weglating: Veld,
}

impl StapForm {
    pub(super) fn leeg() -> Self {
        Self {
            afwijzing: Veld::new("afwijzing", "Waarom wijst u de lijst af?"),
            weglating: Veld::new("weglating", "Waarom moet dit blijven?"),
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { afwijzing: leeg.afwijzing.uit(formulier), weglating: leeg.weglating.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.afwijzing, &self.weglating])
    }

    pub(super) fn redenen(&self) -> Vec<Keuze> {
        let none = Keuze::new("", "Kies een reden", &self.weglating.waarde);
        let alle = Weglating::TE_KIEZEN.into_iter();
        let keuze = |reden: Weglating| Keuze::new(reden.code(), reden.omschrijving(), &self.weglating.waarde);
        std::iter::once(none).chain(alle.map(keuze)).collect()
    }

    /// The step that was asked for; nothing when something is wrong, or when it is no step there is.
    pub(super) fn lees(&mut self, formulier: &Formulier) -> Option<Stap> {
        match formulier.tekst("stap") {
            "bevestigen" => Some(Stap::Bevestigen),
            "vernietigen" => Some(Stap::Vernietigen),
            "afwijzen" => {
                let lees = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                let fout = zin(&VernietigenGeweigerd::RedenNodig.to_string());
                self.afwijzing.lees(lees, &fout).map(Stap::Afwijzen)
            }
            "weglaten" => {
                let lees = |text: &str| text.parse().ok().filter(|reden| Weglating::TE_KIEZEN.contains(reden));
                let reden = self.weglating.lees(lees, "Kies waarom dit moet blijven.")?;
                let stukken: Vec<String> = formulier.alle("stuk").map(str::to_owned).collect();
                if stukken.is_empty() {
                    self.weglating.afkeuren("Kruis eerst aan wat moet blijven.");
                    return None;
                }
                Some(Stap::Weglaten(stukken, reden))
            }
            _ => None,
        }
    }
}
