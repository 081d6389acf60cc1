//! The form to begin a pause, and the small forms of its steps.

use domain::{
    id::PauzeId,
    pauze::{Pauze, PauzeGeweigerd, PauzeStand},
};
use jiff::civil::Date;
use storage::pauze::Werk;

use crate::web::{Bezoek, Formulier, Keuze, Veld, veld::fouten, woorden::zin};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 september 2026.";
const ALLEEN_WERK: &str =
    "Een uitkeringspauze is er alleen voor betaald werk. Stopt de uitkering om een andere reden, beëindig haar dan.";
/// Longer texts are cut by nobody, but refused.
const LANGST: usize = 4_000;
/// The name of an employer.
const LANGSTE_NAAM: usize = 120;

/// Begins a pause.
pub(super) struct BeginForm {
    /// Given out with the form: sent twice, it is one pause.
    pub(super) id: PauzeId,
    pub(super) werk: Veld,
    pub(super) eerste_dag: Veld,
    pub(super) werkgever: Veld,
    pub(super) uren: Veld,
}

/// What was filled in.
pub(super) struct Begin {
    pub(super) eerste_dag: Date,
    pub(super) werk: Werk,
}

impl BeginForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            werk: Veld::new("werk", "Heeft de klant geen uitkering nodig door betaald werk?"),
            eerste_dag: Veld::new("eerste_dag", "Eerste dag zonder uitkering").uitleg("Vandaag of eerder."),
            werkgever: Veld::vrij("werkgever", "Werkgever"),
            uren: Veld::new("uren", "Hoeveel uur per week werkt de klant?"),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            werk: leeg.werk.uit(formulier),
            eerste_dag: leeg.eerste_dag.uit(formulier),
            werkgever: leeg.werkgever.uit(formulier),
            uren: leeg.uren.uit(formulier),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.werk, &self.eerste_dag, &self.werkgever, &self.uren])
    }

    pub(super) fn keuzes(&self) -> Vec<Keuze> {
        [("ja", "Ja, door betaald werk"), ("nee", "Nee, om een andere reden")]
            .map(|(code, naam)| Keuze::new(code, naam, &self.werk.waarde))
            .into()
    }

    pub(super) fn lees(&mut self) -> Option<Begin> {
        match self.werk.waarde.as_str() {
            "ja" => {}
            "nee" => self.werk.afkeuren(ALLEEN_WERK),
            _ => self.werk.afkeuren("Kies of het door betaald werk is."),
        }
        let eerste_dag = self.eerste_dag.datum(BESTAANDE_DATUM);
        let werkgever = self.werkgever.lees(
            |text| (text.chars().count() <= LANGSTE_NAAM).then(|| text.to_owned()),
            "Deze naam is te lang. Gebruik hooguit 120 tekens.",
        );
        let uren = self.uren.lees(
            |text| text.parse().ok().filter(|uren| (1..=60).contains(uren)),
            "Vul een heel aantal uren in, van 1 tot en met 60.",
        );
        self.fouten().is_empty().then_some(())?;
        Some(Begin { eerste_dag: eerste_dag?, werk: Werk { werkgever: werkgever?, uren_per_week: uren? } })
    }

    /// Puts a refusal of the rules at the field it is about: every rule of the beginning is about the first day.
    pub(super) fn weiger(&mut self, geweigerd: &PauzeGeweigerd) {
        self.eerste_dag.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// What can be done with a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stap {
    /// The client is back on benefit.
    Terugkeren,
    /// Nobody came back in time: the benefit ends.
    Uitlopen,
    /// It was recorded by mistake.
    Intrekken,
    /// The return was recorded by mistake.
    Herstellen,
}

impl Stap {
    pub(super) const ALLE: [Self; 4] = [Self::Terugkeren, Self::Uitlopen, Self::Intrekken, Self::Herstellen];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Terugkeren => "terugkeren",
            Self::Uitlopen => "uitlopen",
            Self::Intrekken => "intrekken",
            Self::Herstellen => "herstellen",
        }
    }

    /// The name in the log.
    pub(super) const fn handeling(self) -> &'static str {
        match self {
            Self::Terugkeren => "pauze.teruggekeerd",
            Self::Uitlopen => "pauze.uitgelopen",
            Self::Intrekken => "pauze.ingetrokken",
            Self::Herstellen => "pauze.hersteld",
        }
    }

    /// The title of its form.
    pub(super) const fn titel(self) -> &'static str {
        match self {
            Self::Terugkeren => "De klant komt terug",
            Self::Uitlopen => "De klant kwam niet terug",
            Self::Intrekken => "Per vergissing vastgelegd?",
            Self::Herstellen => "Terugkeer per vergissing vastgelegd?",
        }
    }

    /// What the button says.
    pub(super) const fn knop(self) -> &'static str {
        match self {
            Self::Terugkeren => "Terugkeer vastleggen",
            Self::Uitlopen => "Uitkering beëindigen door werk",
            Self::Intrekken => "Pauze intrekken",
            Self::Herstellen => "Terugkeer terugdraaien",
        }
    }

    /// Whether the rules leave room for it where a pause stands. Whether it may now, says the domain.
    pub(super) fn past_bij(self, is: &Pauze, vandaag: Date) -> bool {
        match self {
            Self::Terugkeren | Self::Intrekken => is.stand == PauzeStand::Loopt,
            Self::Uitlopen => is.stand == PauzeStand::Loopt && vandaag > is.uiterste_terugkeer(),
            // The end that followed from a pause is undone with the benefit, and the pause with it.
            Self::Herstellen => matches!(is.stand, PauzeStand::Teruggekeerd { .. }),
        }
    }
}

/// The form of a step: which fields it has depends on the step.
pub(super) struct StapForm {
    pub(super) stap: Stap,
    pub(super) op: Option<Veld>,
    pub(super) tekst: Option<Veld>,
}

/// What was typed in the form of a step.
pub(super) struct Gelezen {
    pub(super) op: Date,
    pub(super) tekst: String,
}

impl StapForm {
    /// Several stand on one page, so every field has a name of its own.
    pub(super) fn leeg(stap: Stap) -> Self {
        match stap {
            Stap::Terugkeren => {
                let op = Veld::new("terug_op", "Eerste dag weer met uitkering").uitleg("Vandaag of eerder.");
                Self { stap, op: Some(op), tekst: None }
            }
            Stap::Intrekken => {
                Self { stap, op: None, tekst: Some(Veld::new("intrekking", "Waarom trekt u de pauze in?")) }
            }
            Stap::Uitlopen | Stap::Herstellen => Self { stap, op: None, tekst: None },
        }
    }

    pub(super) fn uit(formulier: &Formulier) -> Option<Self> {
        let stap = Stap::ALLE.into_iter().find(|stap| stap.code() == formulier.tekst("stap"))?;
        let leeg = Self::leeg(stap);
        Some(Self {
            stap,
            op: leeg.op.map(|veld| veld.uit(formulier)),
            tekst: leeg.tekst.map(|veld| veld.uit(formulier)),
        })
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let velden: Vec<&Veld> = [&self.op, &self.tekst].into_iter().flatten().collect();
        fouten(&velden)
    }

    /// The day and the words; what a step has no field for is today and empty.
    pub(super) fn lees(&mut self, vandaag: Date) -> Option<Gelezen> {
        let op = self.op.as_mut().map_or(Some(vandaag), |veld| veld.datum(BESTAANDE_DATUM));
        let tekst = self.tekst.as_mut().map_or(Some(String::new()), |veld| {
            veld.lees(
                |text| (1..=LANGST).contains(&text.chars().count()).then(|| text.to_owned()),
                "Schrijf op waarom u de pauze intrekt, in hooguit 4.000 tekens.",
            )
        });
        Some(Gelezen { op: op?, tekst: tekst? })
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(super) fn weiger(&mut self, geweigerd: &PauzeGeweigerd) -> bool {
        let veld = match geweigerd {
            PauzeGeweigerd::Toekomst | PauzeGeweigerd::TerugVoorBegin(_) | PauzeGeweigerd::TeLaatTerug(_) => {
                self.op.as_mut()
            }
            PauzeGeweigerd::RedenNodig => self.tekst.as_mut(),
            _ => None,
        };
        let Some(veld) = veld else { return false };
        veld.afkeuren(zin(&geweigerd.to_string()));
        true
    }
}
