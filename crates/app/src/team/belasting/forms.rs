//! The forms of the load: what a share is, and what to look at over time.

use domain::{
    belasting::{Contactaandeel, ContactaandeelGeweigerd, DREMPEL},
    datum::{plus_dagen, plus_maanden},
    id::TeamId,
};
use jiff::civil::{Date, date};
use serde::Deserialize;

use crate::web::{Formulier, Veld, veld::fouten, woorden::zin};

/// A share of working time, from a day on.
pub(super) struct AandeelForm {
    pub(super) procent: Veld,
    pub(super) vanaf: Veld,
    pub(super) bron: Veld,
}

impl AandeelForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        Self {
            procent: Veld::new("procent", "Deel van de werktijd voor contact met klanten, in procenten")
                .uitleg("Bijvoorbeeld 25. De rest is er voor overleg, administratie en scholing."),
            vanaf: Veld::new("vanaf", "Geldt vanaf")
                .uitleg("Mag in het verleden liggen: het telt dan ook voor het verloop.")
                .met(vandaag.to_string()),
            bron: Veld::new("bron", "Waarop dit berust")
                .uitleg("Bijvoorbeeld: tijdschrijven in mei, of besluit van het managementteam."),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self { procent: leeg.procent.uit(formulier), vanaf: leeg.vanaf.uit(formulier), bron: leeg.bron.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.procent, &self.vanaf, &self.bron])
    }

    /// The share; every error at once, each at its field.
    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Contactaandeel> {
        let getal = |text: &str| text.trim_end_matches('%').trim().parse::<i64>().ok();
        let procent = self.procent.lees(getal, "Vul een heel getal in van 1 tot en met 100.");
        let vanaf = self.vanaf.datum("Vul een bestaande datum in, bijvoorbeeld 1-1-2027.");
        if let Some(vanaf) = vanaf
            && !(date(2004, 1, 1)..=plus_maanden(vandaag, 24)).contains(&vanaf)
        {
            self.vanaf.afkeuren("Kies een dag vanaf 2004 en hooguit twee jaar vooruit. Controleer het jaar.");
        }
        let bron = self.bron.waarde.trim().to_owned();
        if bron.chars().count() > 300 {
            self.bron.afkeuren("De tekst is te lang. Gebruik hooguit 300 tekens.");
        }
        // What cannot be read has its own message; the rules judge the rest.
        let aandeel =
            Contactaandeel { vanaf: vanaf.unwrap_or(vandaag), procent: procent.unwrap_or(1), bron: bron.clone() };
        if bron.is_empty() && procent.is_some_and(|procent| !(1..=100).contains(&procent)) {
            self.bron.afkeuren(zin(&ContactaandeelGeweigerd::BronNodig.to_string()));
        }
        match aandeel.stel_vast() {
            Ok(aandeel) => self.fouten().is_empty().then_some(aandeel),
            Err(geweigerd) => {
                let veld = match geweigerd {
                    ContactaandeelGeweigerd::Procent => &mut self.procent,
                    ContactaandeelGeweigerd::BronNodig => &mut self.bron,
                };
                veld.afkeuren(zin(&geweigerd.to_string()));
                None
            }
        }
    }
}

/// What to look at over time, as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct VerloopVraag {
    #[serde(default)]
    pub(super) team: String,
    #[serde(default)]
    pub(super) van: String,
    #[serde(default)]
    pub(super) tot: String,
    #[serde(default)]
    pub(super) drempel: String,
}

/// Whose caseloads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Welk {
    /// Of one team.
    Team(TeamId),
    /// Of everybody.
    Allen,
}

/// The same, understood. What cannot be read gets the usual value, and its field says so.
pub(super) struct VerloopForm {
    pub(super) team: Veld,
    pub(super) van: Veld,
    pub(super) tot: Veld,
    pub(super) drempel: Veld,
    pub(super) welk: Welk,
    pub(super) periode: (Date, Date),
    pub(super) grens: i64,
}

/// The longest period: three years.
const MAANDEN: i32 = 36;

impl VerloopForm {
    pub(super) fn lees(vraag: &VerloopVraag, eigen: Option<TeamId>, teams: &[(TeamId, String)], vandaag: Date) -> Self {
        let gekozen = teams.iter().map(|(id, _)| *id).find(|id| id.to_string() == vraag.team);
        let welk = match gekozen.or(eigen) {
            Some(team) if vraag.team != "alle" => Welk::Team(team),
            _ => Welk::Allen,
        };
        let gevuld = |text: &str, anders: Date| if text.is_empty() { anders.to_string() } else { text.to_owned() };
        let mut van = Veld::new("van", "Vanaf").met(gevuld(&vraag.van, plus_dagen(vandaag, -52 * 7)));
        let mut tot = Veld::new("tot", "Tot en met").met(gevuld(&vraag.tot, vandaag));
        let grens = if vraag.drempel.is_empty() { DREMPEL.to_string() } else { vraag.drempel.clone() };
        let mut drempel = Veld::new("drempel", "Boven, in procenten").met(grens);
        let begin = van.datum("Vul een bestaande datum in.");
        let einde = tot.datum("Vul een bestaande datum in.");
        let getal = |text: &str| text.parse::<i64>().ok().filter(|grens| (1..=1_000).contains(grens));
        let grens = drempel.lees(getal, "Vul een heel getal in van 1 tot en met 1000.").unwrap_or(DREMPEL);
        let mut periode = (plus_dagen(vandaag, -52 * 7), vandaag);
        if let (Some(begin), Some(einde)) = (begin, einde) {
            if einde < begin {
                tot.afkeuren("De laatste dag ligt vóór de eerste.");
            } else if einde > vandaag {
                tot.afkeuren("Kies vandaag of eerder: wat nog komt staat niet vast.");
            } else if begin < date(2004, 1, 1) || plus_maanden(begin, MAANDEN) < einde {
                van.afkeuren("Kies een periode van hooguit drie jaar, vanaf 2004.");
            } else {
                periode = (begin, einde);
            }
        }
        let waarde = match welk {
            Welk::Team(team) => team.to_string(),
            Welk::Allen => "alle".to_owned(),
        };
        Self { team: Veld::new("team", "Team").met(waarde), van, tot, drempel, welk, periode, grens }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.team, &self.van, &self.tot, &self.drempel])
    }

    /// The address of the same view elsewhere.
    pub(super) fn pad(&self, pad: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("team", &self.team.waarde);
        query.append_pair("van", &self.periode.0.to_string());
        query.append_pair("tot", &self.periode.1.to_string());
        query.append_pair("drempel", &self.grens.to_string());
        format!("{pad}?{}", query.finish())
    }
}
