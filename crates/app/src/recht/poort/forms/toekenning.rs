//! The form with which the benefit is granted: the decision, the client as the administration knows him, the fixed klantmanager and the
//! plan.

use domain::{
    datum::lang,
    geld::Eurocent,
    id::{GebruikerId, PlanId, StapId, UitkeringId},
    klant::{Klant, Klantnummer, Leefvorm},
    plan::{self, Inhoud, PlanGeweigerd, RECHTEN_EN_PLICHTEN, SoortDoel, StapStand, Wie},
    poort::{Poort, PoortGeweigerd},
    toewijzing::{Kandidaat, Keuze as Voorstel},
};
use jiff::civil::Date;

use super::{BESTAANDE_DATUM, tekst};
use crate::web::{
    Bezoek, Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

pub(in crate::recht::poort) struct ToekenningForm {
    /// The spell, given out with the form: sent twice, it is one grant.
    pub(in crate::recht::poort) id: UitkeringId,
    pub(in crate::recht::poort) op: Veld,
    pub(in crate::recht::poort) ingang: Veld,
    pub(in crate::recht::poort) eerder_omdat: Veld,
    pub(in crate::recht::poort) bedrag: Veld,
    pub(in crate::recht::poort) klantnummer: Veld,
    pub(in crate::recht::poort) leefvorm: Veld,
    pub(in crate::recht::poort) klantmanager: Veld,
    pub(in crate::recht::poort) doel_soort: Veld,
    pub(in crate::recht::poort) doel: Veld,
    pub(in crate::recht::poort) stap: Veld,
    pub(in crate::recht::poort) stap_voor: Veld,
    pub(in crate::recht::poort) evaluatie: Veld,
}

/// What was filled in.
pub(in crate::recht::poort) struct Toekenning {
    pub(in crate::recht::poort) uitkering: UitkeringId,
    pub(in crate::recht::poort) op: Date,
    pub(in crate::recht::poort) ingang: Date,
    pub(in crate::recht::poort) eerder_omdat: String,
    pub(in crate::recht::poort) bedrag: Eurocent,
    /// Of a new client; one who is known keeps his number.
    pub(in crate::recht::poort) klantnummer: Option<Klantnummer>,
    pub(in crate::recht::poort) leefvorm: Leefvorm,
    pub(in crate::recht::poort) klantmanager: GebruikerId,
    pub(in crate::recht::poort) plan: Option<(PlanId, Inhoud)>,
}

impl ToekenningForm {
    fn leeg(id: UitkeringId) -> Self {
        Self {
            id,
            op: Veld::new("besluit_op", "Besloten op"),
            ingang: Veld::new("ingang", "Eerste dag van de uitkering")
                .uitleg("Niet vóór de melding (artikel 44 lid 1)."),
            eerder_omdat: Veld::vrij("eerder_omdat", "Waarom begint de uitkering vóór de melding?").uitleg(
                "Alleen dan. Dat kan hooguit drie maanden terug, als de omstandigheden erom vragen (artikel 44 lid 5).",
            ),
            bedrag: Veld::new("bedrag", "Bedrag per maand")
                .uitleg("Wat de uitkeringsadministratie gaat betalen, bijvoorbeeld 1.401,50."),
            klantnummer: Veld::new("klantnummer", "Klantnummer").uitleg("Het nummer in de uitkeringsadministratie."),
            leefvorm: Veld::new("leefvorm", "Leefvorm"),
            klantmanager: Veld::new("klantmanager", "Vaste klantmanager").uitleg("Vanaf de dag van het besluit."),
            doel_soort: Veld::new("doel_soort", "Waar werkt het plan naartoe?"),
            doel: Veld::new("doel", "Doel").uitleg("Bijvoorbeeld: een baan als hovenier, of een opleiding in de zorg."),
            stap: Veld::new("stap", "Eerste stap van de klant"),
            stap_voor: Veld::new("stap_voor", "Klaar uiterlijk op"),
            evaluatie: Veld::new("evaluatie", "Samen bekijken op"),
        }
    }

    /// What is known already, and what is proposed.
    pub(in crate::recht::poort) fn voorstel(
        bezoek: &Bezoek,
        is: &Poort,
        klant: Option<&Klant>,
        voorstel: Option<&Voorstel>,
    ) -> Self {
        let leeg = Self::leeg(bezoek.app.omgeving.nieuw_id());
        let wie = voorstel.map_or_else(String::new, |keuze| keuze.klantmanager.to_string());
        Self {
            op: leeg.op.met(bezoek.vandaag.to_string()),
            ingang: leeg.ingang.met(is.melding.to_string()),
            leefvorm: leeg.leefvorm.met(klant.map_or("", |klant| klant.leefvorm.code())),
            klantmanager: leeg.klantmanager.met(wie),
            doel_soort: leeg.doel_soort.met(SoortDoel::Werk.code()),
            evaluatie: leeg.evaluatie.met(plan::herziening(bezoek.vandaag).to_string()),
            ..leeg
        }
    }

    pub(in crate::recht::poort) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let id = formulier.tekst("id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let leeg = Self::leeg(id);
        Self {
            id,
            op: leeg.op.uit(formulier),
            ingang: leeg.ingang.uit(formulier),
            eerder_omdat: leeg.eerder_omdat.uit(formulier),
            bedrag: leeg.bedrag.uit(formulier),
            klantnummer: leeg.klantnummer.uit(formulier),
            leefvorm: leeg.leefvorm.uit(formulier),
            klantmanager: leeg.klantmanager.uit(formulier),
            doel_soort: leeg.doel_soort.uit(formulier),
            doel: leeg.doel.uit(formulier),
            stap: leeg.stap.uit(formulier),
            stap_voor: leeg.stap_voor.uit(formulier),
            evaluatie: leeg.evaluatie.uit(formulier),
        }
    }

    pub(in crate::recht::poort) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.op,
            &self.ingang,
            &self.eerder_omdat,
            &self.bedrag,
            &self.klantnummer,
            &self.leefvorm,
            &self.klantmanager,
            &self.doel_soort,
            &self.doel,
            &self.stap,
            &self.stap_voor,
            &self.evaluatie,
        ])
    }

    pub(in crate::recht::poort) fn leefvormen(&self) -> Vec<Keuze> {
        let keuze = |is: Leefvorm| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.leefvorm.waarde);
        Leefvorm::ALLE.into_iter().map(keuze).collect()
    }

    pub(in crate::recht::poort) fn klantmanagers(&self, kandidaten: &[Kandidaat]) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Kies een klantmanager", &self.klantmanager.waarde)];
        let keuze = |wie: &Kandidaat| {
            let naam = format!("{} ({} klanten)", wie.naam, wie.belasting.klanten);
            Keuze::new(&wie.klantmanager.to_string(), &naam, &self.klantmanager.waarde)
        };
        keuzes.extend(kandidaten.iter().map(keuze));
        keuzes
    }

    pub(in crate::recht::poort) fn doelen(&self) -> Vec<Keuze> {
        let keuze = |is: SoortDoel| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.doel_soort.waarde);
        SoortDoel::ALLE.into_iter().map(keuze).collect()
    }

    /// Whether somebody wrote something of a plan.
    pub(in crate::recht::poort) fn heeft_plan(&self) -> bool {
        [&self.doel, &self.stap].into_iter().any(|veld| !veld.waarde.trim().is_empty())
    }

    /// `bekend`: the client has a number. Of the klantmanagers one is chosen.
    pub(in crate::recht::poort) fn lees(
        &mut self,
        bezoek: &Bezoek,
        bekend: bool,
        kandidaten: &[Kandidaat],
    ) -> Option<Toekenning> {
        let op = self.op.datum(BESTAANDE_DATUM);
        let ingang = self.ingang.datum(BESTAANDE_DATUM);
        let eerder_omdat = self
            .eerder_omdat
            .lees(|text| tekst(text).or_else(|| text.is_empty().then(String::new)), "Deze tekst is te lang.");
        let bedrag = self.bedrag.lees(
            |text| text.parse::<Eurocent>().ok().filter(|bedrag| bedrag.0 >= 0),
            "Vul een bedrag in, bijvoorbeeld 1.401,50.",
        );
        let klantnummer = if bekend {
            Some(None)
        } else {
            self.klantnummer.lees(
                |text| text.parse().ok().map(Some),
                "Vul het klantnummer in: letters, cijfers, punten of streepjes, bijvoorbeeld 104-2217.",
            )
        };
        let leefvorm = self.leefvorm.lees(|text| text.parse().ok(), "Kies de leefvorm.");
        let klantmanager = self.klantmanager.lees(
            |text| {
                text.parse::<GebruikerId>()
                    .ok()
                    .filter(|wie| kandidaten.iter().any(|kandidaat| kandidaat.klantmanager == *wie))
            },
            "Kies een vaste klantmanager. Die hoort bij de toekenning.",
        );
        let plan = if self.heeft_plan() { self.plan(bezoek).map(Some) } else { Some(None) };
        Some(Toekenning {
            uitkering: self.id,
            op: op?,
            ingang: ingang?,
            eerder_omdat: eerder_omdat?,
            bedrag: bedrag?,
            klantnummer: klantnummer?,
            leefvorm: leefvorm?,
            klantmanager: klantmanager?,
            plan: plan?,
        })
    }

    fn plan(&mut self, bezoek: &Bezoek) -> Option<(PlanId, Inhoud)> {
        let soort = self.doel_soort.lees(|text| text.parse().ok(), "Kies waar het plan naartoe werkt.");
        let doel = self.doel.lees(tekst, "Schrijf op waar het plan naartoe werkt.");
        let wat = self.stap.lees(tekst, "Een plan heeft ten minste één stap. Schrijf op wat de klant eerst doet.");
        let later = |text: &str| domain::datum::lees(text).filter(|dag| *dag >= bezoek.vandaag);
        let voor = self.stap_voor.lees(later, "Kies de dag waarop de stap klaar is: vandaag of later.");
        let evaluatie = self.evaluatie.datum(BESTAANDE_DATUM);
        let id: StapId = bezoek.app.omgeving.nieuw_id();
        let stap = plan::Stap { id, wat: wat?, wie: Wie::Klant, voor: voor?, verwijzing: None, stand: StapStand::Open };
        let inhoud = Inhoud {
            soort: soort?,
            doel: doel?,
            stappen: vec![stap],
            rechten_en_plichten: RECHTEN_EN_PLICHTEN.to_owned(),
            evaluatie: evaluatie?,
        };
        let gebreken = inhoud.gebreken(bezoek.vandaag, false);
        for gebrek in &gebreken {
            self.weiger_plan(gebrek);
        }
        gebreken.is_empty().then(|| (bezoek.app.omgeving.nieuw_id(), inhoud))
    }

    /// Puts what is wrong with a plan at its field.
    pub(in crate::recht::poort) fn weiger_plan(&mut self, geweigerd: &PlanGeweigerd) {
        use PlanGeweigerd as G;
        let veld = match geweigerd {
            G::EvaluatieVoorbij | G::EvaluatieTeVer | G::EvaluatieNaHalfJaar(_) => &mut self.evaluatie,
            G::GeenStappen | G::TeVeelStappen => &mut self.stap,
            _ => &mut self.doel,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(in crate::recht::poort) fn weiger(&mut self, geweigerd: &PoortGeweigerd) -> bool {
        use PoortGeweigerd as G;
        let woorden = zin(&geweigerd.to_string());
        let (veld, woorden) = match geweigerd {
            G::Toekomst | G::TeVroeg(_) => (&mut self.op, woorden),
            G::IngangVoorMelding(_) => (&mut self.eerder_omdat, woorden),
            G::TeVerTerug(_) | G::Onbekend(_) => (&mut self.ingang, woorden),
            G::UitkeringLoopt(sinds) => {
                let dan = format!("Is dat deze toekenning? Kies dan {} als eerste dag.", lang(*sinds));
                (&mut self.ingang, format!("Deze klant heeft al een uitkering, sinds {}. {dan}", lang(*sinds)))
            }
            G::KlantmanagerNodig | G::KlantmanagerLater(_) => (&mut self.klantmanager, woorden),
            G::PlanNodig => (
                &mut self.doel,
                "Bij een toekenning aan iemand van 18 tot 27 jaar hoort een plan. Schrijf op waar het naartoe werkt."
                    .to_owned(),
            ),
            _ => return false,
        };
        veld.afkeuren(woorden);
        true
    }
}
