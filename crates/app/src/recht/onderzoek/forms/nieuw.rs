//! The form that begins an investigation.

use domain::{
    id::{KlantId, OnderzoekId},
    klant::Klantnummer,
    onderzoek::{Aanleiding, Belang, Herkomst, Onderzoek, OnderzoekGeweigerd, OnderzoekStand},
};

use super::BESTAANDE_DATUM;
use crate::web::{
    Bezoek, Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// Begins an investigation.
pub(in crate::recht::onderzoek) struct NieuwForm {
    /// Given out with the form: sent twice, it is one investigation.
    pub(in crate::recht::onderzoek) id: OnderzoekId,
    /// Empty where the client is known already.
    pub(in crate::recht::onderzoek) klantnummer: Veld,
    pub(in crate::recht::onderzoek) aanleiding: Veld,
    pub(in crate::recht::onderzoek) begonnen: Veld,
    /// The client whose name was read before the form was sent once more.
    pub(in crate::recht::onderzoek) gezien: Option<KlantId>,
}

impl NieuwForm {
    fn leeg(id: OnderzoekId) -> Self {
        Self {
            id,
            klantnummer: Veld::new("klantnummer", "Klantnummer")
                .uitleg("U ziet eerst om wie het gaat. Daarna begint het onderzoek pas."),
            aanleiding: Veld::new("aanleiding", "Waarom begint dit onderzoek?")
                .uitleg("De aanleiding bepaalt wat u bekijkt. Vraag niet meer dan nodig is."),
            begonnen: Veld::new("begonnen", "Eerste dag van het onderzoek"),
            gezien: None,
        }
    }

    pub(in crate::recht::onderzoek) fn voorstel(bezoek: &Bezoek, aanleiding: &str) -> Self {
        let leeg = Self::leeg(bezoek.app.omgeving.nieuw_id());
        Self {
            aanleiding: leeg.aanleiding.met(aanleiding),
            begonnen: leeg.begonnen.met(bezoek.vandaag.to_string()),
            ..leeg
        }
    }

    pub(in crate::recht::onderzoek) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let id = formulier.tekst("id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let leeg = Self::leeg(id);
        Self {
            id,
            klantnummer: leeg.klantnummer.uit(formulier),
            aanleiding: leeg.aanleiding.uit(formulier),
            begonnen: leeg.begonnen.uit(formulier),
            gezien: formulier.tekst("gezien").parse().ok(),
        }
    }

    pub(in crate::recht::onderzoek) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.klantnummer, &self.aanleiding, &self.begonnen])
    }

    pub(in crate::recht::onderzoek) fn aanleidingen(&self) -> Vec<Keuze> {
        let keuze = |is: Aanleiding| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.aanleiding.waarde);
        Aanleiding::ALLE.into_iter().map(keuze).collect()
    }

    /// The number as it was typed; what is none, is nobody's.
    pub(in crate::recht::onderzoek) fn nummer(&mut self) -> Option<Klantnummer> {
        self.klantnummer.lees(|text| text.parse().ok(), "Vul een klantnummer in, bijvoorbeeld 104-2217.")
    }

    /// What was filled in, about a client.
    pub(in crate::recht::onderzoek) fn lees(
        &mut self,
        bezoek: &Bezoek,
        klant: Option<KlantId>,
        herkomst: Option<Herkomst>,
    ) -> Option<Onderzoek> {
        let aanleiding = self.aanleiding.lees(|text| text.parse().ok(), "Kies waarom dit onderzoek begint.");
        let begonnen = self.begonnen.datum(BESTAANDE_DATUM);
        self.fouten().is_empty().then_some(())?;
        Some(Onderzoek {
            id: self.id,
            klant: klant?,
            aanleiding: aanleiding?,
            herkomst,
            begonnen: begonnen?,
            behandelaar: Some(bezoek.gebruiker().id),
            punten: Vec::new(),
            verzoeken: Vec::new(),
            bevindingen: String::new(),
            belang: Belang::default(),
            heropend: Vec::new(),
            stand: OnderzoekStand::Open,
            versie: 1,
        })
    }

    /// Puts a refusal of the rules at its field: beginning is refused for its day alone.
    pub(in crate::recht::onderzoek) fn weiger(&mut self, geweigerd: &OnderzoekGeweigerd) {
        self.begonnen.afkeuren(zin(&geweigerd.to_string()));
    }
}
