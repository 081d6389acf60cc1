//! The small forms of the steps with a case.

use domain::poort::{Poort, PoortGeweigerd, PoortStand, Uitzondering, voorziening};
use jiff::civil::Date;

use super::{BESTAANDE_DATUM, tekst};
use crate::web::{
    Formulier, Keuze, Veld,
    veld::fouten,
    woorden::{hoofdletter, zin},
};

/// What can be done with a case, but for the grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recht::poort) enum Stap {
    /// Somebody spoke to the client.
    Spreken,
    /// The search period does not hold for this client.
    Uitzonderen,
    /// The college begins before the search period is over.
    EerderBeginnen,
    /// The intake was held.
    Intake,
    /// The client applied.
    Aanvragen,
    /// The college refuses.
    Weigeren,
    /// The client found work.
    NaarWerk,
    /// Another provision goes first.
    NaarVoorziening,
    /// The client takes it back.
    Intrekken,
    /// The last step was recorded by mistake.
    Herstellen,
}

impl Stap {
    pub(in crate::recht::poort) const ALLE: [Self; 10] = [
        Self::Spreken,
        Self::Uitzonderen,
        Self::EerderBeginnen,
        Self::Intake,
        Self::Aanvragen,
        Self::Weigeren,
        Self::NaarWerk,
        Self::NaarVoorziening,
        Self::Intrekken,
        Self::Herstellen,
    ];

    pub(in crate::recht::poort) const fn code(self) -> &'static str {
        match self {
            Self::Spreken => "spreken",
            Self::Uitzonderen => "uitzonderen",
            Self::EerderBeginnen => "eerder",
            Self::Intake => "intake",
            Self::Aanvragen => "aanvragen",
            Self::Weigeren => "weigeren",
            Self::NaarWerk => "werk",
            Self::NaarVoorziening => "voorziening",
            Self::Intrekken => "intrekken",
            Self::Herstellen => "herstellen",
        }
    }

    /// The name in the log.
    pub(in crate::recht::poort) const fn handeling(self) -> &'static str {
        match self {
            Self::Spreken => "poort.gesproken",
            Self::Uitzonderen => "poort.uitgezonderd",
            Self::EerderBeginnen => "poort.eerder_begonnen",
            Self::Intake => "poort.intake",
            Self::Aanvragen => "poort.aangevraagd",
            Self::Weigeren => "poort.geweigerd",
            Self::NaarWerk => "poort.naar_werk",
            Self::NaarVoorziening => "poort.naar_voorziening",
            Self::Intrekken => "poort.ingetrokken",
            Self::Herstellen => "poort.hersteld",
        }
    }

    /// The title of its form.
    pub(in crate::recht::poort) const fn titel(self) -> &'static str {
        match self {
            Self::Spreken => "Gesproken",
            Self::Uitzonderen => "Geen zoektermijn",
            Self::EerderBeginnen => "Eerder beginnen",
            Self::Intake => "Intake",
            Self::Aanvragen => "Aanvraag",
            Self::Weigeren => "Aanvraag weigeren",
            Self::NaarWerk => "Aan het werk",
            Self::NaarVoorziening => "Naar een andere voorziening",
            Self::Intrekken => "Ingetrokken door de klant",
            Self::Herstellen => "Laatste stap per vergissing vastgelegd?",
        }
    }

    /// What the button says.
    pub(in crate::recht::poort) const fn knop(self) -> &'static str {
        match self {
            Self::Spreken => "Gesprek vastleggen",
            Self::Uitzonderen => "Uitzondering vastleggen",
            Self::EerderBeginnen => "Zoektermijn niet afwachten",
            Self::Intake => "Intake vastleggen",
            Self::Aanvragen => "Aanvraag vastleggen",
            Self::Weigeren => "Aanvraag weigeren",
            Self::NaarWerk => "Afsluiten: aan het werk",
            Self::NaarVoorziening => "Afsluiten: andere voorziening",
            Self::Intrekken => "Afsluiten: ingetrokken",
            Self::Herstellen => "Laatste stap terugdraaien",
        }
    }

    /// What it means, before it is done.
    pub(in crate::recht::poort) fn uitleg(self, is: &Poort) -> String {
        match self {
            Self::Spreken => "De eerste keer dat iemand van de gemeente deze persoon sprak, ook als dat vóór de aanvraag was.",
            Self::Uitzonderen => {
                "De vier weken gelden niet voor wie hieronder valt (Participatiewet, artikel 41 lid 4). Aanvragen kan dan meteen."
            }
            Self::EerderBeginnen => {
                "Vragen de omstandigheden erom, dan hoeft u de vier weken niet af te wachten (artikel 41 lid 11, sinds 2026)."
            }
            Self::Intake => return format!("De intake kan vanaf {}.", domain::datum::lang(is.aanvraag_vanaf())),
            Self::Aanvragen => "Vanaf deze dag lopen de acht weken om te besluiten (Algemene wet bestuursrecht, artikel 4:13).",
            Self::Weigeren => "Dit is een besluit. Klantbeeld maakt er geen brief van en draait het niet terug.",
            Self::NaarWerk => "Er is geen uitkering nodig. De melding is daarmee klaar.",
            Self::NaarVoorziening => "Een andere regeling gaat voor (artikel 15). De melding is daarmee klaar.",
            Self::Intrekken => "De klant wil niet verder. De melding is daarmee klaar.",
            Self::Herstellen => "De melding staat dan weer zoals ervoor. Wie dat deed blijft vastliggen.",
        }
        .to_owned()
    }

    /// Whether the rules leave room for it where a case stands. Whether it may now, says the domain.
    pub(in crate::recht::poort) fn past_bij(self, is: &Poort, vandaag: Date) -> bool {
        let zoekt = is.stand == PoortStand::InZoektermijn;
        match self {
            Self::Spreken => is.is_open() && is.gesproken.is_none(),
            Self::Uitzonderen | Self::EerderBeginnen => zoekt && vandaag < is.aanvraag_vanaf(),
            Self::Intake => zoekt || is.stand == PoortStand::Gemeld,
            Self::Aanvragen => is.stand == PoortStand::Intake,
            Self::Weigeren => is.stand == PoortStand::Aanvraag,
            Self::NaarWerk | Self::NaarVoorziening | Self::Intrekken => is.is_open(),
            Self::Herstellen => is.clone().herstel().is_ok(),
        }
    }
}

/// The form of a step: which fields it has depends on the step.
pub(in crate::recht::poort) struct StapForm {
    pub(in crate::recht::poort) stap: Stap,
    pub(in crate::recht::poort) keuze: Option<Veld>,
    pub(in crate::recht::poort) op: Option<Veld>,
    pub(in crate::recht::poort) tekst: Option<Veld>,
}

/// What was typed in the form of a step.
pub(in crate::recht::poort) struct Gelezen {
    pub(in crate::recht::poort) keuze: String,
    /// Nothing where the field may stay empty.
    pub(in crate::recht::poort) op: Option<Date>,
    pub(in crate::recht::poort) tekst: String,
}

const SCHOOL: &str = "praktijkonderwijs_of_vso";

impl StapForm {
    /// Several stand on one page, so every field has a name of its own.
    pub(in crate::recht::poort) fn leeg(stap: Stap, vandaag: Date) -> Self {
        let vandaag = vandaag.to_string();
        let dag = |naam, label| Some(Veld::new(naam, label).met(vandaag.as_str()));
        let (keuze, op, tekst) = match stap {
            Stap::Spreken => (None, dag("gesproken_op", "Gesproken op"), None),
            Stap::Uitzonderen => {
                let school = Veld::vrij("school_tot", "Laatste dag op school")
                    .uitleg("Bij praktijkonderwijs of vso: de laatste dag waarop iemand ingeschreven stond.");
                (Some(Veld::new("uitzondering", "Waarom geldt de zoektermijn niet?")), Some(school), None)
            }
            Stap::EerderBeginnen => (
                None,
                dag("eerder_op", "Beginnen op"),
                Some(Veld::new("eerder_reden", "Welke omstandigheden vragen daarom?")),
            ),
            Stap::Intake => (None, dag("intake_op", "Intake op"), None),
            Stap::Aanvragen => (None, dag("aanvraag_op", "Aangevraagd op"), None),
            Stap::Weigeren => (
                None,
                dag("weigering_op", "Besloten op"),
                Some(Veld::new("weigering_reden", "Waarom wordt de aanvraag geweigerd?").uitleg("Noem het artikel.")),
            ),
            Stap::NaarWerk => (
                None,
                dag("werk_op", "Afgesloten op"),
                Some(Veld::new("werk_reden", "Welk werk is het?").uitleg("En vanaf wanneer, als dat bekend is.")),
            ),
            Stap::NaarVoorziening => (
                Some(Veld::new("welke_voorziening", "Welke voorziening gaat voor?")),
                dag("voorziening_op", "Afgesloten op"),
                Some(Veld::new("voorziening_reden", "Hoe weet u dat?")),
            ),
            Stap::Intrekken => (
                None,
                dag("intrekking_op", "Ingetrokken op"),
                Some(Veld::new("intrekking_reden", "Waarom wil de klant niet verder?")),
            ),
            Stap::Herstellen => (None, None, None),
        };
        Self { stap, keuze, op, tekst }
    }

    pub(in crate::recht::poort) fn uit(stap: Stap, formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(stap, vandaag);
        let uit = |veld: Option<Veld>| veld.map(|veld| veld.uit(formulier));
        Self { stap, keuze: uit(leeg.keuze), op: uit(leeg.op), tekst: uit(leeg.tekst) }
    }

    pub(in crate::recht::poort) fn fouten(&self) -> Vec<(String, String)> {
        let velden: Vec<&Veld> = [&self.keuze, &self.op, &self.tekst].into_iter().flatten().collect();
        fouten(&velden)
    }

    /// The choices of a step that has some.
    pub(in crate::recht::poort) fn keuzes(&self) -> Vec<Keuze> {
        let gekozen = self.keuze.as_ref().map_or("", |veld| veld.waarde.as_str());
        let keuze = |(code, naam): (&str, &str)| Keuze::new(code, &hoofdletter(naam), gekozen);
        match self.stap {
            Stap::Uitzonderen => uitzonderingen().map(keuze).into(),
            Stap::NaarVoorziening => voorziening::VOORZIENINGEN.map(keuze).into(),
            _ => Vec::new(),
        }
    }

    pub(in crate::recht::poort) fn lees(&mut self) -> Option<Gelezen> {
        let school_nodig = self.keuze.as_ref().is_none_or(|keuze| keuze.waarde == SCHOOL);
        let keuze = match &mut self.keuze {
            None => Some(String::new()),
            Some(veld) => {
                let bekend = match self.stap {
                    Stap::Uitzonderen => uitzonderingen().iter().any(|(code, _)| *code == veld.waarde),
                    _ => voorziening::lees(&veld.waarde).is_some(),
                };
                veld.lees(|text| bekend.then(|| text.to_owned()), "Maak een keuze.")
            }
        };
        let op = match &mut self.op {
            None => Some(None),
            Some(veld) if !veld.verplicht && !school_nodig && veld.waarde.trim().is_empty() => Some(None),
            Some(veld) => veld.datum(BESTAANDE_DATUM).map(Some),
        };
        let geschreven = match &mut self.tekst {
            None => Some(String::new()),
            Some(veld) => veld.lees(tekst, "Schrijf dit op, in hooguit 4.000 tekens."),
        };
        Some(Gelezen { keuze: keuze?, op: op?, tekst: geschreven? })
    }

    /// Puts a refusal of the rules at the field it is about; `false` when it is about none.
    pub(in crate::recht::poort) fn weiger(&mut self, geweigerd: &PoortGeweigerd) -> bool {
        use PoortGeweigerd as G;
        let veld = match geweigerd {
            G::Toekomst | G::TeVroeg(_) | G::ZoektermijnLoopt(_) | G::NogNietEerder(_) | G::SchoolTeLangGeleden(_) => {
                self.op.as_mut()
            }
            G::ZoektermijnVoorbij(_) if self.stap == Stap::EerderBeginnen => self.op.as_mut(),
            G::Onbekend(_) => self.keuze.as_mut().or(self.op.as_mut()),
            G::RedenNodig => self.tekst.as_mut(),
            _ => None,
        };
        let Some(veld) = veld else { return false };
        veld.afkeuren(zin(&geweigerd.to_string()));
        true
    }
}

/// The exceptions with what a person reads; the day of the first is asked beside it.
fn uitzonderingen() -> [(&'static str, &'static str); 3] {
    let school = Uitzondering::PraktijkonderwijsOfVso { laatst_ingeschreven: Date::MIN };
    [school, Uitzondering::MedischUrenbeperkt, Uitzondering::DoelgroepLoonkostensubsidie]
        .map(|uitzondering| (uitzondering.code(), uitzondering.omschrijving()))
}

impl Gelezen {
    /// The exception that was chosen; none when there is none of that name.
    pub(in crate::recht::poort) fn uitzondering(&self) -> Option<Uitzondering> {
        match (self.keuze.as_str(), self.op) {
            (SCHOOL, Some(laatst_ingeschreven)) => Some(Uitzondering::PraktijkonderwijsOfVso { laatst_ingeschreven }),
            ("medisch_urenbeperkt", _) => Some(Uitzondering::MedischUrenbeperkt),
            ("doelgroep_loonkostensubsidie", _) => Some(Uitzondering::DoelgroepLoonkostensubsidie),
            _ => None,
        }
    }
}
