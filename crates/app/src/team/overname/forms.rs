//! The form of a takeover.

use std::collections::BTreeSet;

use domain::{
    gebruiker::Recht,
    id::{GebruikerId, KlantId, OvernameId},
    toewijzing::{Overname, OvernameGeweigerd, OvernameStand},
};

use storage::belasting::Belastingen;

use super::actions::Gekozen;
use crate::web::{Bezoek, Formulier, Fout, Keuze, Lijsten, Resultaat, Veld, veld::fouten, woorden::zin};

/// Which clients, to whom, when and why.
pub(super) struct OvernameForm {
    /// The id the takeover will have, given out with the form: sent twice, it makes one takeover.
    pub(super) id: OvernameId,
    pub(super) van: GebruikerId,
    pub(super) aan: Veld,
    /// For good or for a while: nobody chose either beforehand.
    pub(super) hoe: Veld,
    pub(super) vanaf: Veld,
    pub(super) tot: Veld,
    pub(super) reden: Veld,
    pub(super) wat: Veld,
    /// The boxes that were checked.
    pub(super) klanten: Vec<KlantId>,
    /// How many clients the page showed there are.
    pub(super) verwacht: usize,
}

impl OvernameForm {
    pub(super) fn leeg(bezoek: &Bezoek, van: GebruikerId) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            van,
            aan: Veld::new("aan", "Wie neemt over"),
            hoe: Veld::new("hoe", "Voor goed of tijdelijk"),
            vanaf: Veld::new("vanaf", "Eerste dag").uitleg("Vandaag of later.").met(bezoek.vandaag.to_string()),
            tot: Veld::vrij("tot", "Laatste dag").uitleg("Alleen voor een waarneming."),
            reden: Veld::new("reden", "Reden")
                .uitleg("Bijvoorbeeld: verlof, uit dienst, andere wijk. Geen gegevens over gezondheid."),
            wat: Veld::new("wat", "Welke klanten").met("alles"),
            klanten: Vec::new(),
            verwacht: 0,
        }
    }

    /// The form as it was sent. Clients are sent one by one, under one name.
    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Resultaat<Self> {
        let van = formulier.tekst("van").parse().map_err(|_| Fout::FormulierVerlopen)?;
        let leeg = Self::leeg(bezoek, van);
        let klanten = formulier.velden().iter().filter(|(naam, _)| naam == "klant");
        let klanten = klanten.map(|(_, id)| id.parse().map_err(|_| Fout::NietGevonden));
        let klanten = klanten.collect::<Resultaat<BTreeSet<KlantId>>>()?;
        Ok(Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            aan: leeg.aan.uit(formulier),
            hoe: leeg.hoe.uit(formulier),
            vanaf: leeg.vanaf.uit(formulier),
            tot: leeg.tot.uit(formulier),
            reden: leeg.reden.uit(formulier),
            wat: leeg.wat.uit(formulier),
            klanten: klanten.into_iter().collect(),
            verwacht: formulier.tekst("verwacht").parse().unwrap_or_default(),
            ..leeg
        })
    }

    /// Colleagues who work with clients, with the size and the weight of their caseload.
    pub(super) fn collegas(&self, lijsten: &Lijsten, belastingen: &Belastingen) -> Vec<Keuze> {
        let able =
            lijsten.gebruikers.iter().filter(|g| g.actief && g.rol.mag(Recht::KlantBewerken) && g.id != self.van);
        let naam = |g: &domain::gebruiker::Gebruiker| {
            let belasting = belastingen.van(g.id);
            let procent = belasting.procent().map_or_else(String::new, |procent| format!(", belasting {procent} %"));
            format!("{} ({} klanten{procent})", g.naam, belasting.klanten)
        };
        let mut keuzes = vec![Keuze::new("", "Kies een collega", &self.aan.waarde)];
        keuzes.extend(able.map(|g| Keuze::new(&g.id.to_string(), &naam(g), &self.aan.waarde)));
        keuzes
    }

    pub(super) fn hoes(&self) -> Vec<Keuze> {
        vec![
            Keuze::new("waarneming", "Waarneming, tot en met een laatste dag", &self.hoe.waarde),
            Keuze::new("voor_goed", "Voor goed", &self.hoe.waarde),
        ]
    }

    pub(super) fn keuzes(&self, totaal: usize, van: &str) -> Vec<Keuze> {
        let alles = match totaal {
            1 => format!("De enige klant van {van}"),
            totaal => format!("Alle {} klanten van {van}", domain::geld::thousands(totaal as u64)),
        };
        vec![
            Keuze::new("alles", &alles, &self.wat.waarde),
            Keuze::new("deel", "Alleen de klanten die hieronder zijn aangevinkt", &self.wat.waarde),
        ]
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.aan, &self.hoe, &self.vanaf, &self.tot, &self.reden, &self.wat])
    }

    /// The takeover; every error at once, each at its field.
    pub(super) fn lees(&mut self, bezoek: &Bezoek, lijsten: &Lijsten) -> Option<(Overname, Gekozen)> {
        let vandaag = bezoek.vandaag;
        // Also who has left since the page was opened: the rule says so, rather than that the name is unknown.
        let wie = |text: &str| lijsten.gebruikers.iter().find(|g| g.id.to_string() == text);
        let aan = self.aan.lees(wie, "Kies wie de klanten overneemt.");
        let vanaf = self.vanaf.datum("Vul een bestaande datum in, bijvoorbeeld 1-12-2026.");
        let tot_en_met = match self.tot.waarde.trim() {
            "" => None,
            _ => self.tot.datum("Vul een bestaande datum in, of laat het veld leeg."),
        };
        match (self.hoe.waarde.as_str(), self.tot.waarde.trim().is_empty()) {
            ("voor_goed", true) | ("waarneming", false) => {}
            ("voor_goed", false) => {
                self.tot.afkeuren("Voor goed heeft geen laatste dag. Haal hem weg, of kies waarneming.");
            }
            ("waarneming", true) => self.tot.afkeuren("Vul de laatste dag van de waarneming in."),
            _ => self.hoe.afkeuren("Kies of de klanten voor goed overgaan of tijdelijk."),
        }
        let reden = self.reden.waarde.trim().to_owned();
        if reden.is_empty() {
            self.reden.afkeuren("Vul in waarom de klanten worden overgenomen.");
        } else if reden.chars().count() > 200 {
            self.reden.afkeuren("De reden is te lang. Gebruik hooguit 200 tekens.");
        }
        let gekozen = match self.wat.waarde.as_str() {
            "alles" if self.klanten.is_empty() => Some(Gekozen::Alles(self.verwacht)),
            "alles" => {
                let aangevinkt = match self.klanten.len() {
                    1 => "1 klant".to_owned(),
                    aantal => format!("{aantal} klanten"),
                };
                self.wat.afkeuren(format!(
                    "U vinkte {aangevinkt} aan, en koos alle klanten. Kies alleen de aangevinkte, of haal de vinkjes weg."
                ));
                None
            }
            "deel" if self.klanten.is_empty() => {
                self.wat.afkeuren("Vink ten minste één klant aan, of kies alle klanten.");
                None
            }
            "deel" => Some(Gekozen::Klanten(self.klanten.clone())),
            _ => {
                self.wat.afkeuren("Kies welke klanten worden overgenomen.");
                None
            }
        };
        // A day or a colleague that cannot be read has its own message; the rules judge the rest.
        let overname = Overname {
            id: self.id,
            van: self.van,
            aan: aan.map_or(bezoek.gebruiker().id, |aan| aan.id),
            vanaf: vanaf.unwrap_or(vandaag),
            tot_en_met: tot_en_met.or_else(|| self.tot.fout.is_some().then_some(vandaag)),
            reden,
            alles: gekozen.as_ref().is_some_and(|gekozen| matches!(gekozen, Gekozen::Alles(_))),
            stand: OvernameStand::Geldt,
        };
        if let (Some(aan), None) = (aan, &self.tot.fout)
            && let Err(geweigerd) = overname.clone().beslis(aan, vandaag)
        {
            self.weiger(geweigerd);
        }
        gekozen.filter(|_| self.fouten().is_empty()).map(|gekozen| (overname, gekozen))
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: OvernameGeweigerd) {
        use OvernameGeweigerd as G;
        let veld = match geweigerd {
            G::ZelfdeKlantmanager | G::AanZichzelf | G::Vertrokken | G::GeenKlantmanager => &mut self.aan,
            G::Verleden | G::TeVerVooruit | G::Overlapt | G::NietIntrekbaar | G::TeLangGeleden | G::Veranderd => {
                &mut self.vanaf
            }
            G::EindeVoorBegin => &mut self.tot,
            G::Niemand => &mut self.wat,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
