//! The form to grant an exemption, and what is asked for PW 9a only.

mod heroverwegen;

use domain::{
    codelijst::{Code, Codelijst},
    datum::lang,
    id::KlantId,
    ontheffing::{Grondslag, Ontheffing, OntheffingGeweigerd, VerlenenGeweigerd, Verplichtingen, Waarschuwing},
};
use jiff::civil::Date;
use storage::ontheffing::Besluit;

pub(super) use self::heroverwegen::{Bekeken, HeroverwegForm};
use super::actions::{Aanvraag, zelfde};
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
    /// Asked for PW 9a only: it ends before the youngest child is five.
    pub(super) kind: Veld,
    /// Asked for PW 9a only: five years in all, those in another municipality included.
    pub(super) elders_van: Veld,
    pub(super) elders_tot: Veld,
    pub(super) besluit: Veld,
    pub(super) toelichting: Veld,
    /// The warnings that were shown before it was sent.
    gezien: String,
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
            kind: Veld::vrij("kind", "Geboortedatum van het jongste kind")
                .uitleg("Alleen om de einddatum te controleren; Klantbeeld bewaart deze datum niet."),
            elders_van: Veld::vrij("elders_van", "Eerder elders ontheven vanaf"),
            elders_tot: Veld::vrij("elders_tot", "Tot en met"),
            besluit: Veld::vrij("besluit", "Kenmerk van het besluit").uitleg("Waaronder de brief te vinden is."),
            toelichting: Veld::vrij("toelichting", "Toelichting")
                .uitleg("Geen diagnose; alleen wat iemand wel en niet kan."),
            gezien: String::new(),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let mut form = Self::leeg(vandaag);
        for veld in form.velden_mut() {
            formulier.tekst(veld.naam).clone_into(&mut veld.waarde);
        }
        formulier.tekst("gezien").clone_into(&mut form.gezien);
        form
    }

    fn velden_mut(&mut self) -> [&mut Veld; 11] {
        [
            &mut self.grondslag,
            &mut self.verplichtingen,
            &mut self.reden,
            &mut self.ingang,
            &mut self.einde,
            &mut self.heroverweging,
            &mut self.kind,
            &mut self.elders_van,
            &mut self.elders_tot,
            &mut self.besluit,
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
            &self.kind,
            &self.elders_van,
            &self.elders_tot,
            &self.besluit,
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

    /// Whether these warnings stood above the form when it was sent.
    pub(super) fn zag(&self, waarschuwingen: &[Waarschuwing]) -> bool {
        self.gezien == gezien(waarschuwingen)
    }

    /// What is asked for, with what the rules cannot judge of it; every error at once, each at its field. `bestaand` are the
    /// client's other exemptions, those of elsewhere included.
    pub(super) fn lees(
        &mut self,
        bezoek: &Bezoek,
        lijsten: &Lijsten,
        klant: KlantId,
        bestaand: &[Ontheffing],
    ) -> Option<(Aanvraag, Vec<Waarschuwing>)> {
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
        let kind = dag_of_leeg(&mut self.kind, "Vul een bestaande datum in, bijvoorbeeld 1-3-2024, of laat leeg.");
        let elders = self.lees_elders(ingang);
        if grondslag.is_some_and(|grondslag: Grondslag| grondslag != Grondslag::Pw9a) {
            for veld in [&mut self.kind, &mut self.elders_van, &mut self.elders_tot] {
                if !veld.waarde.trim().is_empty() {
                    veld.afkeuren("Dit is alleen nodig bij artikel 9a. Maak dit veld leeg, of kies artikel 9a.");
                }
            }
        }
        let kenmerk = self.besluit.lees(
            |text| (text.chars().count() <= LANGSTE_KENMERK).then(|| text.to_owned()),
            "Dit kenmerk is te lang. Gebruik hooguit 60 tekens.",
        );
        let toelichting = self.toelichting.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        }
        // What is still missing is stood in for, so that the rules judge all the rest now and not at the next attempt.
        // PW 9(5) asks nothing of its own of the days.
        let artikel = grondslag.unwrap_or(Grondslag::Pw9Lid5);
        let standin: Option<Code> = reden.or_else(|| "nog_geen_keuze".parse().ok());
        let ontheffing = Ontheffing {
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
        let besluit = Besluit { kenmerk: kenmerk.unwrap_or_default(), elders: elders.flatten() };
        let aanvraag = Aanvraag { ontheffing, besluit, kind: kind.flatten() };
        let waarschuwingen = self.keur(&aanvraag, bestaand, ingang.is_some() && einde.is_some() && kind.is_some());
        self.fouten().is_empty().then_some((aanvraag, waarschuwingen))
    }

    /// First and last day of an earlier exemption elsewhere.
    #[expect(clippy::option_option, reason = "left out and unreadable are two things")]
    fn lees_elders(&mut self, ingang: Option<Date>) -> Option<Option<(Date, Date)>> {
        let fout = "Vul een bestaande datum in, bijvoorbeeld 1-3-2024, of laat leeg.";
        let van = dag_of_leeg(&mut self.elders_van, fout)?;
        let tot = dag_of_leeg(&mut self.elders_tot, fout)?;
        match (van, tot) {
            (None, None) => return Some(None),
            (None, Some(_)) => self.elders_van.afkeuren("Vul ook de eerste dag van de eerdere ontheffing in."),
            (Some(_), None) => self.elders_tot.afkeuren("Vul ook de laatste dag van de eerdere ontheffing in."),
            (Some(van), Some(tot)) if tot < van => {
                self.elders_tot.afkeuren("De laatste dag ligt vóór de eerste. Controleer beide datums.");
            }
            (Some(_), Some(tot)) if ingang.is_some_and(|ingang| tot >= ingang) => {
                self.elders_tot
                    .afkeuren("De eerdere ontheffing eindigt niet vóór deze begint. Controleer beide datums.");
            }
            (Some(van), Some(tot)) => return Some(Some((van, tot))),
        }
        None
    }

    /// Notes what the rules refuse, and gives what they cannot judge. They name one reason at a time: with duties that do fit
    /// they also judge the days.
    fn keur(&mut self, aanvraag: &Aanvraag, bestaand: &[Ontheffing], dagen_bekend: bool) -> Vec<Waarschuwing> {
        use OntheffingGeweigerd::VerplichtingenPassenNiet;
        let vraag = &aanvraag.ontheffing;
        let anders = aanvraag.anderen(bestaand);
        let anders: Vec<Ontheffing> = anders.into_iter().filter(|eerder| !zelfde(eerder, vraag)).collect();
        let mut proef = vraag.clone();
        if let Err(VerlenenGeweigerd::Artikel(VerplichtingenPassenNiet)) = proef.clone().verleen_met(&anders, None) {
            self.weiger(VerplichtingenPassenNiet.into(), vraag.grondslag, &anders);
            proef.verplichtingen = vraag.grondslag.mogelijke_verplichtingen()[0];
        }
        if !dagen_bekend {
            return Vec::new();
        }
        match proef.verleen_met(&anders, aanvraag.kind) {
            Ok(verleend) => verleend.waarschuwingen,
            Err(geweigerd) => {
                self.weiger(geweigerd, vraag.grondslag, &anders);
                Vec::new()
            }
        }
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: VerlenenGeweigerd, grondslag: Grondslag, bestaand: &[Ontheffing]) {
        use OntheffingGeweigerd as G;
        let tekst = zin(&geweigerd.to_string());
        let (veld, tekst) = match geweigerd {
            VerlenenGeweigerd::KindWordtVijf(_) => (&mut self.einde, tekst),
            VerlenenGeweigerd::KindAlVijf(_) | VerlenenGeweigerd::KindNogNietGeboren => (&mut self.kind, tekst),
            VerlenenGeweigerd::MotiveringNodig(_) => (&mut self.toelichting, tekst),
            VerlenenGeweigerd::Artikel(G::EinddatumNodig | G::EindeVoorIngang(_) | G::LangerDanVijfJaar(_)) => {
                (&mut self.einde, tekst)
            }
            VerlenenGeweigerd::Artikel(G::VijfJaarOp) => (&mut self.grondslag, tekst),
            VerlenenGeweigerd::Artikel(G::HeroverwegingTeLaat(_)) => (&mut self.heroverweging, tekst),
            VerlenenGeweigerd::Artikel(G::VerplichtingenPassenNiet) => {
                let namen: Vec<&str> = grondslag.mogelijke_verplichtingen().iter().map(|v| v.omschrijving()).collect();
                let tekst = format!("Op grond van {} kan alleen: {}.", grondslag.kort(), namen.join("; "));
                (&mut self.verplichtingen, tekst)
            }
            VerlenenGeweigerd::Artikel(G::Overlapt(vanaf)) => {
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

/// What a form says that showed these warnings: another warning is shown before one goes on.
pub(super) fn gezien(waarschuwingen: &[Waarschuwing]) -> String {
    let code = |is: &Waarschuwing| match is {
        Waarschuwing::RegelOnbekend(_) => "regel_onbekend",
        Waarschuwing::LooptDoor(_) => "loopt_door",
        Waarschuwing::KindOnbekend => "kind_onbekend",
    };
    waarschuwingen.iter().map(code).collect::<Vec<_>>().join(",")
}

/// By what a decision is found.
const LANGSTE_KENMERK: usize = 60;

/// A day that may be left out: `None` when it cannot be read.
#[expect(clippy::option_option, reason = "left out and unreadable are two things")]
fn dag_of_leeg(veld: &mut Veld, fout: &str) -> Option<Option<Date>> {
    if veld.waarde.trim().is_empty() { Some(None) } else { veld.datum(fout).map(Some) }
}
