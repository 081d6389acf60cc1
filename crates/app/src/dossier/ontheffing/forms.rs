//! The form to grant an exemption.

use domain::{
    codelijst::{Code, Codelijst},
    datum::lang,
    id::KlantId,
    ontheffing::{Grondslag, Ontheffing, OntheffingGeweigerd, Verplichtingen},
};
use jiff::civil::Date;

use super::actions::zelfde;
use crate::web::{
    Bezoek, Formulier, Keuze, Lijsten, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// On which article, from which duties, why, and for how long.
pub(super) struct OntheffingForm {
    pub(super) grondslag: Veld,
    pub(super) verplichtingen: Veld,
    pub(super) reden: Veld,
    pub(super) ingang: Veld,
    pub(super) einde: Veld,
    pub(super) heroverweging: Veld,
    pub(super) toelichting: Veld,
}

impl OntheffingForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        let verplichtingen = "Welke kunnen, hangt af van de grondslag. Het artikel staat erachter.";
        let einde = "De laatste dag. Verplicht bij artikel 9 lid 2 en artikel 9a.";
        let heroverweging = "Wanneer u opnieuw kijkt. Bij artikel 9a is dat na 6 maanden als u niets invult.";
        Self {
            grondslag: Veld::new("grondslag", "Grondslag"),
            verplichtingen: Veld::new("verplichtingen", "Ontheffing van").uitleg(verplichtingen),
            reden: Veld::new("reden", "Reden"),
            ingang: Veld::new("ingang", "Ingangsdatum").met(vandaag.to_string()),
            einde: Veld::vrij("einde", "Einddatum").uitleg(einde),
            heroverweging: Veld::vrij("heroverweging", "Heroverweging").uitleg(heroverweging),
            toelichting: Veld::vrij("toelichting", "Toelichting")
                .uitleg("Geen diagnose; alleen wat iemand wel en niet kan."),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let mut form = Self::leeg(vandaag);
        for veld in form.velden_mut() {
            formulier.tekst(veld.naam).clone_into(&mut veld.waarde);
        }
        form
    }

    fn velden_mut(&mut self) -> [&mut Veld; 7] {
        [
            &mut self.grondslag,
            &mut self.verplichtingen,
            &mut self.reden,
            &mut self.ingang,
            &mut self.einde,
            &mut self.heroverweging,
            &mut self.toelichting,
        ]
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.grondslag,
            &self.verplichtingen,
            &self.reden,
            &self.ingang,
            &self.einde,
            &self.heroverweging,
            &self.toelichting,
        ])
    }

    pub(super) fn grondslagen(&self) -> Vec<Keuze> {
        let keuze = |g: Grondslag| Keuze::new(g.code(), &hoofdletter(g.omschrijving()), &self.grondslag.waarde);
        Grondslag::ALLE.into_iter().map(keuze).collect()
    }

    /// All duties, each with the articles that can exempt from it: without script a page cannot hide what does not fit.
    pub(super) fn verplichtingen(&self) -> Vec<Keuze> {
        let keuze = |v: Verplichtingen| {
            let fits = Grondslag::ALLE.into_iter().filter(|g| g.mogelijke_verplichtingen().contains(&v));
            let artikelen: Vec<&str> = fits.map(Grondslag::kort).collect();
            let naam = format!("{} ({})", hoofdletter(v.omschrijving()), artikelen.join(", "));
            Keuze::new(v.code(), &naam, &self.verplichtingen.waarde)
        };
        Verplichtingen::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn redenen(&self, lijsten: &Lijsten, vandaag: Date) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Kies een reden", &self.reden.waarde)];
        keuzes.extend(lijsten.keuzes(Codelijst::RedenOntheffing, vandaag, &self.reden.waarde));
        keuzes
    }

    /// What is asked for; every error at once, each at its field. `bestaand` are the client's other exemptions.
    pub(super) fn lees(
        &mut self,
        bezoek: &Bezoek,
        lijsten: &Lijsten,
        klant: KlantId,
        bestaand: &[Ontheffing],
    ) -> Option<Ontheffing> {
        let list = || lijsten.geldig(Codelijst::RedenOntheffing, bezoek.vandaag);
        let known = |text: &str| list().find(|item| item.code.as_str() == text).map(|item| item.code.clone());
        let grondslag = self.grondslag.lees(|text| text.parse().ok(), "Kies op welk artikel de ontheffing rust.");
        let verplichtingen = self
            .verplichtingen
            .lees(|text| text.parse().ok(), "Kies van welke verplichtingen de klant ontheven wordt.");
        let reden = self.reden.lees(known, "Kies een reden uit de lijst.");
        let ingang = self.ingang.datum("Vul een bestaande ingangsdatum in, bijvoorbeeld 1-12-2026.");
        let einde =
            dag_of_leeg(&mut self.einde, "Vul een bestaande einddatum in, bijvoorbeeld 31-5-2027, of laat leeg.");
        let heroverweging =
            dag_of_leeg(&mut self.heroverweging, "Vul een bestaande datum in, bijvoorbeeld 1-3-2027, of laat leeg.");
        if let (Some(ingang), Some(Some(dag))) = (ingang, heroverweging)
            && dag < ingang
        {
            self.heroverweging.afkeuren("De heroverweging ligt vóór de ingangsdatum. Kies een latere datum.");
        }
        let toelichting = self.toelichting.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        }
        // What is still missing is stood in for, so that the rules judge all the rest now and not at the next attempt.
        // PW 9(5) asks nothing of its own of the days.
        let artikel = grondslag.unwrap_or(Grondslag::Pw9Lid5);
        let standin: Option<Code> = reden.or_else(|| "nog_geen_keuze".parse().ok());
        let aanvraag = Ontheffing {
            id: bezoek.app.omgeving.nieuw_id(),
            klant,
            grondslag: artikel,
            verplichtingen: grondslag.and(verplichtingen).unwrap_or(artikel.mogelijke_verplichtingen()[0]),
            reden: standin?,
            datum_ingang: ingang.unwrap_or(bezoek.vandaag),
            datum_einde: einde.flatten(),
            heroverweging: heroverweging.flatten(),
            toelichting,
            versie: 1,
        };
        self.keur(&aanvraag, bestaand, ingang.is_some() && einde.is_some());
        self.fouten().is_empty().then_some(aanvraag)
    }

    /// Notes what the rules refuse. They name one reason at a time: with duties that do fit they also judge the days.
    fn keur(&mut self, aanvraag: &Ontheffing, bestaand: &[Ontheffing], dagen_bekend: bool) {
        let anders: Vec<Ontheffing> = bestaand.iter().filter(|eerder| !zelfde(eerder, aanvraag)).cloned().collect();
        let mut proef = aanvraag.clone();
        if let Err(OntheffingGeweigerd::VerplichtingenPassenNiet) = proef.clone().verleen(&anders) {
            self.weiger(OntheffingGeweigerd::VerplichtingenPassenNiet, aanvraag.grondslag, &anders);
            proef.verplichtingen = aanvraag.grondslag.mogelijke_verplichtingen()[0];
        }
        if dagen_bekend && let Err(geweigerd) = proef.verleen(&anders) {
            self.weiger(geweigerd, aanvraag.grondslag, &anders);
        }
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: OntheffingGeweigerd, grondslag: Grondslag, bestaand: &[Ontheffing]) {
        use OntheffingGeweigerd as G;
        let (veld, tekst) = match geweigerd {
            G::EinddatumNodig | G::EindeVoorIngang(_) | G::LangerDanVijfJaar(_) => {
                (&mut self.einde, zin(&geweigerd.to_string()))
            }
            G::VijfJaarOp => (&mut self.grondslag, zin(&geweigerd.to_string())),
            G::HeroverwegingTeLaat(_) => (&mut self.heroverweging, zin(&geweigerd.to_string())),
            G::VerplichtingenPassenNiet => {
                let namen: Vec<&str> = grondslag.mogelijke_verplichtingen().iter().map(|v| v.omschrijving()).collect();
                let tekst = format!("Op grond van {} kan alleen: {}.", grondslag.kort(), namen.join("; "));
                (&mut self.verplichtingen, tekst)
            }
            G::Overlapt(vanaf) => {
                let other = bestaand.iter().find(|eerder| eerder.datum_ingang == vanaf);
                let tot = other.and_then(|eerder| eerder.datum_einde);
                let tot = tot.map_or_else(|| "zonder einddatum".to_owned(), |tot| format!("tot en met {}", lang(tot)));
                let tekst =
                    format!("Er is al een ontheffing vanaf {}, {tot}. Kies een periode daarbuiten.", lang(vanaf));
                (&mut self.ingang, tekst)
            }
        };
        veld.afkeuren(tekst);
    }
}

/// A day that may be left out: `None` when it cannot be read.
#[expect(clippy::option_option, reason = "left out and unreadable are two things")]
fn dag_of_leeg(veld: &mut Veld, fout: &str) -> Option<Option<Date>> {
    if veld.waarde.trim().is_empty() { Some(None) } else { veld.datum(fout).map(Some) }
}
