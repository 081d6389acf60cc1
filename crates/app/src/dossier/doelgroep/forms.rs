//! The form to put a client in a target group.

use domain::{
    codelijst::Codelijst,
    datum::Periode,
    doelgroep::{Bescherming, DoelgroepGeweigerd, InDoelgroep},
    id::{DoelgroepId, KlantId},
};
use storage::doelgroep::Vastgelegd;

use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, veld::fouten, woorden::zin};

/// Which group, from which day, and why.
pub(super) struct DoelgroepForm {
    /// The id the record will have, given out with the form: sent twice, it makes one.
    pub(super) id: DoelgroepId,
    pub(super) doelgroep: Veld,
    pub(super) vanaf: Veld,
    pub(super) toelichting: Veld,
}

impl DoelgroepForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            doelgroep: Veld::new("doelgroep", "Doelgroep"),
            vanaf: Veld::new("vanaf", "Vanaf").met(bezoek.vandaag.to_string()),
            toelichting: Veld::new("toelichting", "Waarom hoort deze klant hierbij")
                .uitleg("Wat u weet en van wie. Geen diagnoses en geen strafblad."),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            doelgroep: leeg.doelgroep.uit(formulier),
            vanaf: leeg.vanaf.uit(formulier),
            toelichting: leeg.toelichting.uit(formulier),
        }
    }

    /// What the visitor may choose: what follows from the birth date is no choice, and what is protected only for who works
    /// with the client.
    pub(super) fn keuzes(&self, bezoek: &Bezoek, lijsten: &Lijsten, werkt_met_klant: bool) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Kies een doelgroep", &self.doelgroep.waarde)];
        let lijst = lijsten.geldig(Codelijst::Doelgroep, bezoek.vandaag);
        let mag = lijst.filter(|item| match Bescherming::van(&item.code, &lijsten.codes) {
            Bescherming::Afgeleid => false,
            bescherming => bescherming.mag_zien(werkt_met_klant),
        });
        keuzes.extend(mag.map(|item| Keuze::new(item.code.as_str(), &item.omschrijving, &self.doelgroep.waarde)));
        keuzes
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.doelgroep, &self.vanaf, &self.toelichting])
    }

    /// The record; every error at once, each at its field.
    pub(super) fn lees(
        &mut self,
        bezoek: &Bezoek,
        lijsten: &Lijsten,
        klant: KlantId,
        werkt_met_klant: bool,
    ) -> Option<Vastgelegd> {
        let keuzes = self.keuzes(bezoek, lijsten, werkt_met_klant);
        let known = |text: &str| keuzes.iter().find(|keuze| !text.is_empty() && keuze.code == text)?.code.parse().ok();
        let doelgroep = self.doelgroep.lees(known, "Kies een doelgroep.");
        let vanaf = self.vanaf.datum("Vul een bestaande datum in, bijvoorbeeld 23-11-2026.");
        if vanaf.is_some_and(|vanaf| vanaf < jiff::civil::date(1980, 1, 1)) {
            self.vanaf.afkeuren("Deze datum ligt te ver terug. Controleer het jaar.");
        }
        let toelichting = self.toelichting.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        } else if toelichting.is_empty() {
            self.weiger(DoelgroepGeweigerd::RedenNodig);
        }
        let (Some(doelgroep), Some(vanaf), true) = (doelgroep, vanaf, self.fouten().is_empty()) else { return None };
        let beschermd = Bescherming::van(&doelgroep, &lijsten.codes) == Bescherming::Beschermd;
        let groep = InDoelgroep {
            id: self.id,
            klant,
            doelgroep,
            periode: Periode::vanaf(vanaf),
            door: bezoek.gebruiker().id,
            toelichting,
            ingetrokken: false,
            versie: 1,
        };
        Some(Vastgelegd { groep, beschermd })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: DoelgroepGeweigerd) {
        use DoelgroepGeweigerd as G;
        let veld = match geweigerd {
            G::Afgeleid | G::AlErin(_) | G::Voorbij => &mut self.doelgroep,
            G::Toekomst | G::Einde(_) => &mut self.vanaf,
            G::RedenNodig => &mut self.toelichting,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
