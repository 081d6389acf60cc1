//! The form of a suspension, and the small forms of its steps.

use domain::{
    besluit::{Herroeping, HerroepingOnvolledig, Verwijtbaarheid},
    id::{KlantId, OnderzoekId, OpschortingId},
    opschorting::{NieuweOpschorting, Opschorting, OpschortingGeweigerd, OpschortingStand, Verzuim, laatste_dag},
    termijn::Termijn,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::Date;

use crate::web::{
    Bezoek, Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 december 2026.";
/// Longer texts are cut by nobody, but refused.
const LANGST: usize = 4_000;

/// How long the client has, unless somebody chooses otherwise: the law leaves the length to the college (PW 54(2)).
pub(super) const HERSTELWEKEN: u16 = 2;

/// Suspends a right.
pub(super) struct OpschortForm {
    /// Given out with the form: sent twice, it is one suspension.
    pub(super) id: OpschortingId,
    pub(super) verzuim: Veld,
    pub(super) verzuim_op: Veld,
    pub(super) toelichting: Veld,
    pub(super) verwijtbaar: Veld,
    pub(super) waarom: Veld,
    pub(super) eerste_dag: Veld,
    pub(super) weken: Veld,
}

impl OpschortForm {
    fn leeg(id: OpschortingId) -> Self {
        Self {
            id,
            verzuim: Veld::new("verzuim", "Wat deed de klant niet?"),
            verzuim_op: Veld::new("verzuim_op", "Op welke dag was dat?"),
            toelichting: Veld::new("toelichting", "Wat is er gevraagd en niet gedaan?")
                .uitleg("Deze tekst staat ook in de brief. Schrijf zo dat de klant weet wat hij of zij nog moet doen."),
            verwijtbaar: Veld::new("verwijtbaar", "Kan de klant er iets aan doen?")
                .uitleg("Opschorten mag alleen als het de klant te verwijten is (artikel 54 lid 1)."),
            waarom: Veld::new("waarom", "Waarom vindt u dat?"),
            eerste_dag: Veld::new("eerste_dag", "Eerste dag van de opschorting").uitleg(
                "De eerste dag van de periode waarover de gegevens ontbreken; is die er niet, dan de dag van het verzuim.",
            ),
            weken: Veld::new("weken", "Hoeveel weken krijgt de klant om het te herstellen?")
                .uitleg("De wet noemt geen aantal; twee weken is een voorstel. Eindigt de termijn in een weekend of op een feestdag, dan schuift de laatste dag op."),
        }
    }

    /// What is known already: who did not come, did not come on that day; in an investigation it is mostly about data.
    pub(super) fn voorstel(bezoek: &Bezoek, verzuim: Verzuim, verzuim_op: Date) -> Self {
        let leeg = Self::leeg(bezoek.app.omgeving.nieuw_id());
        Self {
            verzuim: leeg.verzuim.met(verzuim.code()),
            verzuim_op: leeg.verzuim_op.met(verzuim_op.to_string()),
            eerste_dag: leeg.eerste_dag.met(bezoek.vandaag.to_string()),
            weken: leeg.weken.met(HERSTELWEKEN.to_string()),
            ..leeg
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let id = formulier.tekst("id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let leeg = Self::leeg(id);
        Self {
            id,
            verzuim: leeg.verzuim.uit(formulier),
            verzuim_op: leeg.verzuim_op.uit(formulier),
            toelichting: leeg.toelichting.uit(formulier),
            verwijtbaar: leeg.verwijtbaar.uit(formulier),
            waarom: leeg.waarom.uit(formulier),
            eerste_dag: leeg.eerste_dag.uit(formulier),
            weken: leeg.weken.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[
            &self.verzuim,
            &self.verzuim_op,
            &self.toelichting,
            &self.verwijtbaar,
            &self.waarom,
            &self.eerste_dag,
            &self.weken,
        ])
    }

    pub(super) fn verzuimen(&self) -> Vec<Keuze> {
        let keuze = |is: Verzuim| Keuze::new(is.code(), &hoofdletter(is.omschrijving()), &self.verzuim.waarde);
        Verzuim::ALLE.into_iter().map(keuze).collect()
    }

    pub(super) fn verwijten(&self) -> Vec<Keuze> {
        [("ja", "Ja, het is te verwijten"), ("nee", "Nee, of dat is niet duidelijk")]
            .map(|(code, naam)| Keuze::new(code, naam, &self.verwijtbaar.waarde))
            .into()
    }

    /// What was filled in, about whom, and in which investigation it failed, if it did.
    pub(super) fn lees(
        &mut self,
        bezoek: &Bezoek,
        (klant, onderzoek): (KlantId, Option<OnderzoekId>),
        uitkering: &Uitkering,
    ) -> Option<NieuweOpschorting> {
        let verzuim = self.verzuim.lees(|text| text.parse().ok(), "Kies wat de klant niet deed.");
        let verzuim_op = self.verzuim_op.datum(BESTAANDE_DATUM);
        let toelichting = tekst(&mut self.toelichting, "Schrijf op wat er gevraagd is en niet gedaan.");
        let verwijtbaar = self.verwijtbaar.lees(
            |text| match text {
                "ja" => Some(true),
                "nee" => Some(false),
                _ => None,
            },
            "Kies of het de klant te verwijten is.",
        );
        let waarom = tekst(&mut self.waarom, "Schrijf op waarom u dat vindt.");
        let eerste_dag = self.eerste_dag.datum(BESTAANDE_DATUM);
        let weken = self
            .weken
            .lees(|text| text.parse().ok().filter(|weken| (1..=7).contains(weken)), "Kies 1 tot en met 7 weken.");
        if eerste_dag.is_some_and(|dag| dag <= uitkering.datum_ingang) {
            self.eerste_dag.afkeuren("De uitkering begon toen pas. Kies een dag na de ingang van de uitkering.");
        }
        self.fouten().is_empty().then_some(())?;
        Some(NieuweOpschorting {
            klant,
            uitkering: uitkering.id,
            onderzoek,
            recht: recht(uitkering),
            verzuim: verzuim?,
            verzuim_op: verzuim_op?,
            toelichting: toelichting?,
            verwijtbaarheid: Verwijtbaarheid { verwijtbaar: verwijtbaar?, waarom: waarom? },
            eerste_dag: eerste_dag?,
            mededeling: bezoek.vandaag,
            hersteltermijn: Termijn::Weken(weken?),
            door: bezoek.gebruiker().id,
        })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: &OpschortingGeweigerd) {
        use OpschortingGeweigerd as G;
        let veld = match geweigerd {
            G::VerzuimLeeg => &mut self.toelichting,
            G::VerwijtbaarheidLeeg => &mut self.waarom,
            G::NietVerwijtbaar => &mut self.verwijtbaar,
            G::BriefVoorVerzuim(_) | G::ZelfdeVerzuim(_) => &mut self.verzuim_op,
            G::HersteltermijnTeLang { .. } | G::GeenHersteltermijn => &mut self.weken,
            _ => &mut self.eerste_dag,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// On which days there is a right to a benefit, as far as is known.
fn recht(uitkering: &Uitkering) -> domain::datum::Periode {
    let tot_en_met = match &uitkering.stand {
        UitkeringStand::Lopend => None,
        UitkeringStand::Beeindigd(einde) => Some(einde.datum),
    };
    domain::datum::Periode { van: uitkering.datum_ingang, tot_en_met }
}

/// The benefit a suspension would be of: the latest that began.
pub(super) fn op_te_schorten(uitkeringen: &[Uitkering], vandaag: Date) -> Option<&Uitkering> {
    uitkeringen.iter().filter(|uitkering| uitkering.loopt_op(vandaag)).max_by_key(|uitkering| uitkering.datum_ingang)
}

/// Until when a suspension that begins on a day can last, for the page.
pub(super) fn uiterlijk(eerste_dag: Date) -> Option<Date> {
    laatste_dag(eerste_dag).ok()
}

/// The text of a field that must be filled in, not too long.
fn tekst(veld: &mut Veld, fout: &str) -> Option<String> {
    if veld.waarde.chars().count() > LANGST {
        veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 4.000 tekens.");
        return None;
    }
    veld.lees(|text| (!text.is_empty()).then(|| text.to_owned()), fout)
}

/// What can be done with a suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stap {
    /// Its letter is on paper.
    Afgedrukt,
    /// Its letter is not, after all.
    NietAfgedrukt,
    /// The failing was repaired.
    Herstellen,
    /// Proposes to withdraw the right.
    Voorstellen,
    /// The second person agrees.
    Intrekken,
    /// The proposal does not go on.
    Terugwijzen,
    /// Eight weeks are over.
    Vervallen,
    /// A new decision takes it back.
    Herroepen,
}

impl Stap {
    pub(super) const ALLE: [Self; 8] = [
        Self::Afgedrukt,
        Self::NietAfgedrukt,
        Self::Herstellen,
        Self::Voorstellen,
        Self::Intrekken,
        Self::Terugwijzen,
        Self::Vervallen,
        Self::Herroepen,
    ];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Afgedrukt => "afgedrukt",
            Self::NietAfgedrukt => "niet_afgedrukt",
            Self::Herstellen => "herstellen",
            Self::Voorstellen => "voorstellen",
            Self::Intrekken => "intrekken",
            Self::Terugwijzen => "terugwijzen",
            Self::Vervallen => "vervallen",
            Self::Herroepen => "herroepen",
        }
    }

    /// The name in the log.
    pub(super) const fn handeling(self) -> &'static str {
        match self {
            Self::Afgedrukt => "opschorting.afgedrukt",
            Self::NietAfgedrukt => "opschorting.niet_afgedrukt",
            Self::Herstellen => "opschorting.hersteld",
            Self::Voorstellen => "opschorting.intrekking_voorgesteld",
            Self::Intrekken => "opschorting.ingetrokken",
            Self::Terugwijzen => "opschorting.teruggewezen",
            Self::Vervallen => "opschorting.vervallen",
            Self::Herroepen => "opschorting.herroepen",
        }
    }

    /// The title of its form.
    pub(super) const fn titel(self) -> &'static str {
        match self {
            Self::Afgedrukt => "De brief",
            Self::NietAfgedrukt => "De brief is toch niet verstuurd",
            Self::Herstellen => "De klant heeft het hersteld",
            Self::Voorstellen => "Intrekken voorstellen",
            Self::Intrekken => "Het voorstel om in te trekken",
            Self::Terugwijzen => "Niet intrekken",
            Self::Vervallen => "Acht weken zijn voorbij",
            Self::Herroepen => "Herroepen met een nieuw besluit",
        }
    }

    /// What the button says.
    pub(super) const fn knop(self) -> &'static str {
        match self {
            Self::Afgedrukt => "De brief is afgedrukt en op de post",
            Self::NietAfgedrukt => "De brief is niet verstuurd",
            Self::Herstellen => "Herstel vastleggen",
            Self::Voorstellen => "Voorleggen aan een collega",
            Self::Intrekken => "Akkoord: recht intrekken",
            Self::Terugwijzen => "Niet akkoord",
            Self::Vervallen => "Laten vervallen: recht hervatten",
            Self::Herroepen => "Herroepen",
        }
    }

    /// Whether the rules leave room for it where a suspension stands. Whether it may now, says the domain.
    pub(super) fn past_bij(self, is: &Opschorting, afgedrukt: bool, vandaag: Date) -> bool {
        let opgeschort = matches!(is.stand, OpschortingStand::Opgeschort(_));
        let voorgesteld = matches!(is.stand, OpschortingStand::IntrekkingVoorgesteld(_));
        let voorbij = vandaag > is.laatste_dag;
        match self {
            Self::Afgedrukt => opgeschort && !afgedrukt && !voorbij,
            Self::NietAfgedrukt => opgeschort && afgedrukt,
            Self::Herstellen => is.stand.is_open() && !voorbij,
            Self::Voorstellen => opgeschort && vandaag > is.hersteltermijn_einde && !voorbij,
            Self::Intrekken => voorgesteld && !voorbij,
            Self::Terugwijzen => voorgesteld,
            Self::Vervallen => is.stand.is_open() && voorbij,
            Self::Herroepen => opgeschort || matches!(is.stand, OpschortingStand::Ingetrokken { .. }),
        }
    }
}

/// The form of a step: which fields it has depends on the step.
pub(super) struct StapForm {
    pub(super) stap: Stap,
    pub(super) op: Option<Veld>,
    pub(super) tekst: Option<Veld>,
    pub(super) kenmerk: Option<Veld>,
}

impl StapForm {
    /// Several stand on one page, so every field has a name of its own.
    pub(super) fn leeg(stap: Stap, vandaag: Date) -> Self {
        let leeg = Self { stap, op: None, tekst: None, kenmerk: None };
        let dag = |naam, label: &str| Some(Veld::new(naam, label).met(vandaag.to_string()));
        match stap {
            Stap::Afgedrukt | Stap::NietAfgedrukt | Stap::Intrekken | Stap::Vervallen => leeg,
            Stap::Herstellen => {
                let uitleg = "Bijvoorbeeld: kwam langs en gaf de bankafschriften.";
                let tekst = Veld::new("herstel", "Waarmee is het hersteld?").uitleg(uitleg);
                Self { op: dag("herstel_op", "Op welke dag?"), tekst: Some(tekst), ..leeg }
            }
            Stap::Voorstellen => {
                let uitleg =
                    "Intrekken kan vanaf de eerste dag van de opschorting (artikel 54 lid 4). Een collega beslist mee.";
                Self { tekst: Some(Veld::new("voorstel", "Waarom intrekken?").uitleg(uitleg)), ..leeg }
            }
            Stap::Terugwijzen => Self { tekst: Some(Veld::new("terugwijzing", "Waarom niet?")), ..leeg },
            Stap::Herroepen => Self {
                op: dag("herroeping_op", "Datum van het nieuwe besluit"),
                tekst: Some(Veld::new("herroeping", "Waarom wordt het herroepen?")),
                kenmerk: Some(Veld::new("herroeping_kenmerk", "Kenmerk van het nieuwe besluit")),
                ..leeg
            },
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Option<Self> {
        let stap = Stap::ALLE.into_iter().find(|stap| stap.code() == formulier.tekst("stap"))?;
        let leeg = Self::leeg(stap, vandaag);
        Some(Self {
            stap,
            op: leeg.op.map(|veld| veld.uit(formulier)),
            tekst: leeg.tekst.map(|veld| veld.uit(formulier)),
            kenmerk: leeg.kenmerk.map(|veld| veld.uit(formulier)),
        })
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let velden: Vec<&Veld> = [&self.op, &self.tekst, &self.kenmerk].into_iter().flatten().collect();
        fouten(&velden)
    }

    /// The day, the words and the reference; what a step has no field for is today and empty.
    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Gelezen> {
        let op = self.op.as_mut().map_or(Some(vandaag), |veld| veld.datum(BESTAANDE_DATUM));
        let tekst = self.tekst.as_mut().map_or(Some(String::new()), |veld| tekst(veld, "Vul dit in."));
        let kenmerk = self.kenmerk.as_mut().map_or(Some(String::new()), |veld| {
            veld.lees(
                |text| (1..=60).contains(&text.len()).then(|| text.to_owned()),
                "Vul het kenmerk in, hooguit 60 tekens.",
            )
        });
        Some(Gelezen { op: op?, tekst: tekst?, kenmerk: kenmerk? })
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(super) fn weiger(&mut self, geweigerd: &OpschortingGeweigerd) -> bool {
        use OpschortingGeweigerd as G;
        let veld = match geweigerd {
            G::HerstelDatum | G::Herroeping(HerroepingOnvolledig::TeVroeg | HerroepingOnvolledig::Toekomst) => {
                self.op.as_mut()
            }
            G::Herroeping(HerroepingOnvolledig::Kenmerk) => self.kenmerk.as_mut(),
            _ => self.tekst.as_mut().or(self.op.as_mut()),
        };
        let Some(veld) = veld else { return false };
        veld.afkeuren(zin(&geweigerd.to_string()));
        true
    }
}

/// What was typed in the form of a step.
pub(super) struct Gelezen {
    pub(super) op: Date,
    pub(super) tekst: String,
    pub(super) kenmerk: String,
}

impl Gelezen {
    pub(super) fn herroeping(&self, door: domain::id::GebruikerId) -> Herroeping {
        Herroeping { datum: self.op, kenmerk: self.kenmerk.clone(), reden: self.tekst.clone(), door }
    }
}
