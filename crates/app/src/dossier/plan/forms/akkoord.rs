//! The form on which a client signs, or somebody for him.

use domain::plan::{Hoedanigheid, PlanGeweigerd, Wijze};
use jiff::civil::Date;

use crate::web::{
    Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// What is chosen when nobody signs for the client.
const KLANT: &str = "klant";

/// How it was signed, and by whom.
pub(in crate::dossier::plan) struct AkkoordForm {
    pub(in crate::dossier::plan) wijze: Veld,
    pub(in crate::dossier::plan) wie: Veld,
    pub(in crate::dossier::plan) naam: Veld,
    /// Ticked by whoever signs on the screen, and by nobody else.
    pub(in crate::dossier::plan) akkoord: Veld,
    pub(in crate::dossier::plan) datum: Veld,
}

impl AkkoordForm {
    /// `klant` is what the client is called.
    pub(in crate::dossier::plan) fn leeg(klant: &str, vandaag: Date) -> Self {
        Self {
            wijze: Veld::new("wijze", "Hoe wordt er getekend").met("scherm"),
            wie: Veld::new("wie", "Wie tekent")
                .uitleg("Tekent iemand anders dan de klant? Kies dan waarom die mag tekenen, en wijzig de naam.")
                .met(KLANT),
            // On paper there is nothing to type.
            naam: Veld::new("naam", "Naam van wie tekent").uitleg("Op papier staat de naam onder het plan.").met(klant),
            akkoord: Veld::vrij("akkoord", "Ik heb dit plan gelezen en ben het ermee eens")
                .uitleg("Op het scherm zet wie tekent hier zelf een vinkje. Op papier blijft het leeg."),
            datum: Veld::new("datum", "Datum").met(vandaag.to_string()),
        }
    }

    pub(in crate::dossier::plan) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg("", vandaag);
        let (wijze, mut naam) = (leeg.wijze.uit(formulier), leeg.naam.uit(formulier));
        naam.verplicht = wijze.waarde != "papier";
        let wie = if formulier.tekst(leeg.wie.naam).is_empty() { leeg.wie } else { leeg.wie.uit(formulier) };
        Self { wijze, wie, naam, akkoord: leeg.akkoord.uit(formulier), datum: leeg.datum.uit(formulier) }
    }

    pub(in crate::dossier::plan) fn wijzen(&self) -> Vec<Keuze> {
        [("scherm", "Nu, op het scherm"), ("papier", "Op papier; het getekende plan gaat in het dossier")]
            .into_iter()
            .map(|(code, naam)| Keuze::new(code, naam, &self.wijze.waarde))
            .collect()
    }

    pub(in crate::dossier::plan) fn wie_tekent(&self) -> Vec<Keuze> {
        let namens = |is: Hoedanigheid| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.wie.waarde);
        let klant = Keuze::new(KLANT, "De klant", &self.wie.waarde);
        std::iter::once(klant).chain(Hoedanigheid::ALLE.into_iter().map(namens)).collect()
    }

    pub(in crate::dossier::plan) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.wijze, &self.wie, &self.naam, &self.akkoord, &self.datum])
    }

    /// The way and the day; every error at once, each at its field.
    pub(in crate::dossier::plan) fn lees(&mut self) -> Option<(Wijze, Date)> {
        let naam = self.naam.waarde.trim().to_owned();
        let capacity = |text: &str| if text == KLANT { Some(None) } else { text.parse().ok().map(Some) };
        let hoedanigheid = self.wie.lees(capacity, "Kies wie er tekent.").flatten();
        let known = |text: &str| match text {
            "scherm" => Some(Wijze::Scherm { naam: naam.clone(), hoedanigheid }),
            "papier" => Some(Wijze::Papier),
            _ => None,
        };
        let wijze = self.wijze.lees(known, "Kies of er op het scherm of op papier wordt getekend.");
        let op_scherm = wijze.as_ref().is_some_and(|wijze| wijze.code() == "scherm");
        if op_scherm && naam.is_empty() {
            self.naam.afkeuren("Vul de naam in van wie tekent.");
        }
        if op_scherm && self.akkoord.waarde != "ja" {
            self.akkoord.afkeuren("Laat wie tekent hier zelf een vinkje zetten.");
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
            PlanGeweigerd::NaamLeeg | PlanGeweigerd::NaamVanKlant => &mut self.naam,
            PlanGeweigerd::NaamVanAnder => &mut self.wie,
            _ => &mut self.wijze,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
