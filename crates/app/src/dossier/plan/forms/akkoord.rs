//! The form on which a client signs.

use domain::plan::{PlanGeweigerd, Wijze};
use jiff::civil::Date;

use crate::web::{Formulier, Keuze, Veld, veld::fouten, woorden::zin};

/// How the client signed.
pub(in crate::dossier::plan) struct AkkoordForm {
    pub(in crate::dossier::plan) wijze: Veld,
    pub(in crate::dossier::plan) naam: Veld,
    pub(in crate::dossier::plan) datum: Veld,
}

impl AkkoordForm {
    pub(in crate::dossier::plan) fn leeg(vandaag: Date) -> Self {
        Self {
            wijze: Veld::new("wijze", "Hoe tekent de klant").met("scherm"),
            // Who signs on the screen types a name; on paper there is nothing to type.
            naam: Veld::new("naam", "Naam van de klant")
                .uitleg("Bij tekenen op het scherm: laat de klant zelf de naam typen. Op papier blijft dit leeg."),
            datum: Veld::new("datum", "Datum").met(vandaag.to_string()),
        }
    }

    pub(in crate::dossier::plan) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        let (wijze, mut naam) = (leeg.wijze.uit(formulier), leeg.naam.uit(formulier));
        naam.verplicht = wijze.waarde != "papier";
        Self { wijze, naam, datum: leeg.datum.uit(formulier) }
    }

    pub(in crate::dossier::plan) fn wijzen(&self) -> Vec<Keuze> {
        [("scherm", "Nu, op het scherm"), ("papier", "Op papier; het getekende plan gaat in het dossier")]
            .into_iter()
            .map(|(code, naam)| Keuze::new(code, naam, &self.wijze.waarde))
            .collect()
    }

    pub(in crate::dossier::plan) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.wijze, &self.naam, &self.datum])
    }

    /// The way and the day; every error at once, each at its field.
    pub(in crate::dossier::plan) fn lees(&mut self) -> Option<(Wijze, Date)> {
        let naam = self.naam.waarde.trim().to_owned();
        let known = |text: &str| match text {
            "scherm" => Some(Wijze::Scherm { naam: naam.clone() }),
            "papier" => Some(Wijze::Papier),
            _ => None,
        };
        let wijze = self.wijze.lees(known, "Kies of de klant op het scherm of op papier tekent.");
        if wijze.as_ref().is_some_and(|wijze| wijze.code() == "scherm") && naam.is_empty() {
            self.naam.afkeuren("Laat de klant zijn of haar naam typen.");
        }
        if naam.chars().count() > 200 {
            self.naam.afkeuren("Deze naam is te lang. Gebruik hooguit 200 tekens.");
        }
        let datum = self.datum.datum("Vul een bestaande datum in, bijvoorbeeld 23-11-2026.");
        if self.fouten().is_empty() { wijze.zip(datum) } else { None }
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(in crate::dossier::plan) fn weiger(&mut self, geweigerd: PlanGeweigerd) {
        let veld = match geweigerd {
            PlanGeweigerd::DatumAkkoord(_) => &mut self.datum,
            PlanGeweigerd::NaamLeeg => &mut self.naam,
            _ => &mut self.wijze,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
