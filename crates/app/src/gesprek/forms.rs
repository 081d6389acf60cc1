//! The forms of a conversation.

use domain::{
    codelijst::{Code, Codelijst},
    gebruiker::Recht,
    gesprek::{Gesprek, GesprekStand, OngeldigeOvergang, Verslag},
    id::{GebruikerId, GesprekId, KlantId},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::web::{
    Bezoek, Formulier, Keuze, Lijsten, Veld,
    veld::{fouten, lees_tijd},
    woorden::zin,
};

/// The lengths to choose from, in minutes.
const DUREN: [(&str, &str); 7] = [
    ("15", "15 minuten"),
    ("30", "30 minuten"),
    ("45", "45 minuten"),
    ("60", "1 uur"),
    ("90", "anderhalf uur"),
    ("120", "2 uur"),
    ("180", "3 uur"),
];

/// Helps to choose one, because without script the length does not follow the kind.
const SOORT_UITLEG: &str = "Een klantbeeldgesprek duurt meestal 3 uur, een telefoongesprek 15 tot 30 minuten.";

/// When, with whom and what kind.
pub(super) struct PlanForm {
    /// The id the conversation will have, given out with the form: sent twice, it makes one conversation.
    pub(super) id: GesprekId,
    pub(super) soort: Veld,
    pub(super) datum: Veld,
    pub(super) tijd: Veld,
    pub(super) duur: Veld,
    pub(super) plaats: Veld,
    pub(super) klantmanager: Veld,
}

/// What a plan consists of.
pub(super) struct Plan {
    pub(super) id: GesprekId,
    pub(super) soort: Code,
    pub(super) moment: Timestamp,
    pub(super) duur_minuten: i64,
    pub(super) plaats: String,
    pub(super) klantmanager: GebruikerId,
}

impl PlanForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: Veld::new("soort", "Soort gesprek").met("participatiegesprek").uitleg(SOORT_UITLEG),
            datum: Veld::new("datum", "Datum"),
            tijd: Veld::new("tijd", "Tijd"),
            duur: Veld::new("duur", "Duur").met("60"),
            plaats: Veld::vrij("plaats", "Plaats").uitleg("Kamer, adres of telefoon."),
            klantmanager: Veld::new("klantmanager", "Wie voert het gesprek").met(bezoek.gebruiker().id.to_string()),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            soort: leeg.soort.uit(formulier),
            datum: leeg.datum.uit(formulier),
            tijd: leeg.tijd.uit(formulier),
            duur: leeg.duur.uit(formulier),
            plaats: leeg.plaats.uit(formulier),
            klantmanager: leeg.klantmanager.uit(formulier),
        }
    }

    pub(super) fn soorten(&self, lijsten: &Lijsten, dag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::SoortGesprek, dag, &self.soort.waarde)
    }

    pub(super) fn duren(&self) -> Vec<Keuze> {
        DUREN.into_iter().map(|(code, naam)| Keuze::new(code, naam, &self.duur.waarde)).collect()
    }

    /// Colleagues who hold conversations.
    pub(super) fn klantmanagers(&self, lijsten: &Lijsten) -> Vec<Keuze> {
        let able = lijsten.gebruikers.iter().filter(|g| g.actief && g.rol.mag(Recht::KlantBewerken));
        able.map(|g| Keuze::new(&g.id.to_string(), &g.naam, &self.klantmanager.waarde)).collect()
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.soort, &self.datum, &self.tijd, &self.duur, &self.plaats, &self.klantmanager])
    }

    /// The plan; every error at once, each at its field.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, vandaag: Date) -> Option<Plan> {
        let known = |text: &str| {
            lijsten.geldig(Codelijst::SoortGesprek, vandaag).find(|i| i.code.as_str() == text).map(|i| i.code.clone())
        };
        let soort = self.soort.lees(known, "Kies een soort gesprek uit de lijst.");
        let datum = self.datum.datum("Vul een bestaande datum in, bijvoorbeeld 14-12-2026.");
        let tijd = self.tijd.lees(lees_tijd, "Vul een tijd in, bijvoorbeeld 10.30.");
        let duur = self.duur.lees(|text| text.parse::<i64>().ok(), "Kies hoe lang het gesprek duurt.");
        let wie = |text: &str| {
            let id: GebruikerId = text.parse().ok()?;
            lijsten.gebruikers.iter().any(|g| g.id == id && g.actief && g.rol.mag(Recht::KlantBewerken)).then_some(id)
        };
        let klantmanager = self.klantmanager.lees(wie, "Kies wie het gesprek voert.");
        if self.plaats.waarde.chars().count() > 200 {
            self.plaats.afkeuren("De plaats is te lang. Gebruik hooguit 200 tekens.");
        }
        if !self.fouten().is_empty() {
            return None;
        }
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        // The last days of the year 9999 can be typed and not be computed with.
        let Ok(moment) = datum?.to_datetime(tijd?).to_zoned(zone) else {
            self.datum.afkeuren("Met deze datum kan niet worden gerekend. Controleer het jaar.");
            return None;
        };
        let moment = moment.timestamp();
        let plaats = self.plaats.waarde.trim().to_owned();
        Some(Plan { id: self.id, soort: soort?, moment, duur_minuten: duur?, plaats, klantmanager: klantmanager? })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: OngeldigeOvergang) {
        let veld = match geweigerd {
            OngeldigeOvergang::Duur => &mut self.duur,
            _ => &mut self.datum,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}

impl Plan {
    /// The conversation this plan makes.
    pub(super) fn gesprek(self, klant: KlantId) -> Gesprek {
        Gesprek {
            id: self.id,
            klant,
            klantmanager: self.klantmanager,
            soort: self.soort,
            moment: self.moment,
            duur_minuten: self.duur_minuten,
            plaats: self.plaats,
            uitnodiging: None,
            bevestigd: None,
            vorige: None,
            stand: GesprekStand::Gepland,
            versie: 1,
        }
    }
}

/// What was said and agreed.
pub(super) struct VerslagForm {
    pub(super) tekst: Veld,
    pub(super) afspraken: Veld,
}

impl VerslagForm {
    pub(super) fn leeg() -> Self {
        let uitleg = "Schrijf op wat van belang is voor de begeleiding. Geen diagnoses.";
        Self {
            tekst: Veld::new("tekst", "Verslag").uitleg(uitleg),
            afspraken: Veld::vrij("afspraken", "Afspraken").uitleg("Wie doet wat, en voor welke datum?"),
        }
    }

    pub(super) fn van(verslag: &Verslag) -> Self {
        let leeg = Self::leeg();
        Self { tekst: leeg.tekst.met(&verslag.tekst), afspraken: leeg.afspraken.met(&verslag.afspraken) }
    }

    pub(super) fn uit(formulier: &Formulier) -> Self {
        let leeg = Self::leeg();
        Self { tekst: leeg.tekst.uit(formulier), afspraken: leeg.afspraken.uit(formulier) }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.tekst, &self.afspraken])
    }

    pub(super) fn lees(&mut self) -> Option<Verslag> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        for (text, expected) in [
            ("10.30", Some((10, 30))),
            ("10:30", Some((10, 30))),
            ("9", Some((9, 0))),
            ("0930", Some((9, 30))),
            ("14.00 uur", Some((14, 0))),
            ("10:30:00", Some((10, 30))),
            ("24.00", None),
            ("10.60", None),
            ("-1.00", None),
            ("ochtend", None),
            ("", None),
        ] {
            let time = lees_tijd(text).map(|time| (time.hour(), time.minute()));
            assert_eq!(time, expected, "{text}");
        }
    }
}
