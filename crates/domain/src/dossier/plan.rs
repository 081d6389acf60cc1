//! The plan of a client (*plan van aanpak*, PW 44a): what it works towards, who does what before when, which rights and
//! duties come with it, and when it is looked at together.
//!
//! A plan is written as a concept, established by the municipality, and signed by the client. What is established does not
//! change any more: only its steps are done or lapse. Who wants something else makes a new version, which takes the place
//! of the former; that one stays readable.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> concept: opstellen
//!     concept --> concept: wijzigen
//!     concept --> vastgesteld: vaststellen
//!     vastgesteld --> vastgesteld: ondertekenen
//!     vastgesteld --> vastgesteld: stap afronden
//!     vastgesteld --> vervangen: vervangen
//!     vastgesteld --> beeindigd: beeindigen
//!     vastgesteld --> concept: herstellen
//!     vervangen --> vastgesteld: herstellen
//!     beeindigd --> vastgesteld: herstellen
//! ```
//!
//! *Herstellen* takes the last step back, with a line in the log. Of a signed plan it takes the signature back first; the
//! picture shows the plan that is not signed. The picture is made from [`OVERGANGEN`], and a test compares.
//!
//! Deliberately absent: what happens when a client does not keep to the plan. That is decided by the college, case by case
//! (PW 18), and not here.

mod overgang;
mod stand;
mod stap;
#[cfg(test)]
mod tests;
mod verplicht;

use jiff::civil::Date;

pub use self::{
    overgang::OVERGANGEN,
    stand::{Akkoord, Hoedanigheid, PlanStand, SoortDoel, Vaststelling, Wijze},
    stap::{Stap, StapStand, Wie},
    verplicht::{Feiten, Grond, Tekort, Verplichting, herziening, jongere, tekort, verplicht},
};
use crate::{
    datum::{kort, plus_maanden},
    id::{GebruikerId, KlantId, PlanId, StapId},
    naam::Persoonsnaam,
};

/// How many steps a plan has at most: who reads more than these keeps none of them.
pub const MEESTE_STAPPEN: usize = 12;
/// How many months ahead a plan is looked at together at the latest. The law has no term but that of PW 9a(8); a date
/// beyond this is a slip of the pen.
const EVALUATIE_MAANDEN: i32 = 24;

/// Rights and duties in plain words, to begin with; whoever writes the plan adapts it to the client. It names PW 18 only:
/// the duty to cooperate with the plan (PW 9(1)b) holds for everybody, and whether the language requirement (PW 18b) holds
/// differs per client.
pub const RECHTEN_EN_PLICHTEN: &str = "U krijgt hulp bij de stappen in dit plan. U kunt altijd vragen om het plan samen \
opnieuw te bekijken.\n\nU werkt mee aan dit plan en doet de stappen die bij u staan. Lukt iets niet, of verandert er iets in \
uw leven? Vertel het ons meteen. Dan zoeken wij samen een oplossing.\n\nDoet u niet wat is afgesproken en heeft u daar geen \
goede reden voor? Dan kan de gemeente uw uitkering een tijd verlagen (artikel 18 van de Participatiewet).";

/// What stands in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inhoud {
    /// Work or participation.
    pub soort: SoortDoel,
    /// Which: `een baan als hovenier`. About a person, so encrypted at rest.
    pub doel: String,
    /// In the order in which they are read.
    pub stappen: Vec<Stap>,
    /// Rights, duties and what follows from not keeping them (PW 44a). Encrypted at rest.
    pub rechten_en_plichten: String,
    /// When client and klantmanager look at it together.
    pub evaluatie: Date,
}

/// One version of the plan of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Which plan.
    pub id: PlanId,
    /// Whose.
    pub klant: KlantId,
    /// Counts the versions of this client from 1.
    pub nummer: i64,
    /// The version whose place it takes.
    pub vorige: Option<PlanId>,
    /// Who wrote it.
    pub opsteller: GebruikerId,
    /// The day on which that began.
    pub opgesteld: Date,
    /// What stands in it.
    pub inhoud: Inhoud,
    /// Where it stands.
    pub stand: PlanStand,
    /// For optimistic locking; it counts changes of steps too.
    pub versie: i64,
}

/// Why a step with a plan is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een plan dat {0} is")]
    PastNiet(&'static str),
    /// What is established does not change.
    #[error("dit plan is al vastgesteld; maak een nieuwe versie om iets te veranderen")]
    AlVastgesteld,
    /// It is signed.
    #[error("dit plan is al ondertekend")]
    AlOndertekend,
    /// There is nothing to take back.
    #[error("dit plan is nog een concept; er is niets om terug te draaien")]
    NietsTerugTeDraaien,
    /// Without a goal there is no plan.
    #[error("schrijf op waar het plan naartoe werkt")]
    DoelLeeg,
    /// Without a step neither.
    #[error("een plan heeft ten minste één stap; schrijf op wie wat doet")]
    GeenStappen,
    /// See [`MEESTE_STAPPEN`].
    #[error(
        "een plan heeft hooguit {MEESTE_STAPPEN} stappen; voeg stappen samen of bewaar ze voor een volgende versie"
    )]
    TeVeelStappen,
    /// PW 44a asks for the duties and what follows from not keeping them.
    #[error("schrijf op welke rechten en plichten erbij horen; de wet vraagt dat in elk plan")]
    PlichtenLeeg,
    /// The evaluation is still to come.
    #[error("kies voor de evaluatie een datum na vandaag")]
    EvaluatieVoorbij,
    /// A slip of the pen.
    #[error("de evaluatie ligt meer dan twee jaar vooruit; controleer het jaar")]
    EvaluatieTeVer,
    /// PW 9a(8): every six months.
    #[error("bij een ontheffing op grond van artikel 9a bekijkt u het plan elk half jaar; kies een datum tot en met {}", kort(*.0))]
    EvaluatieNaHalfJaar(Date),
    /// Nobody signs tomorrow, nor before there was a plan.
    #[error("de klant tekende niet vóór het plan er was ({}) en niet na vandaag; kies een datum daartussen", kort(*.0))]
    DatumAkkoord(Date),
    /// A signature on a screen is a name.
    #[error("vul de naam in van wie tekent")]
    NaamLeeg,
    /// Whoever signs for a client says in which capacity.
    #[error("dit is niet de naam van de klant; kies wie er tekent, of verbeter de naam")]
    NaamVanAnder,
    /// A client signs in no capacity.
    #[error("dit is de naam van de klant zelf; vul de naam in van wie voor de klant tekent, of kies de klant")]
    NaamVanKlant,
    /// There is no such step in this plan.
    #[error("deze stap staat niet in dit plan")]
    StapOnbekend,
    /// Somebody else did it already.
    #[error("deze stap is al {0}")]
    StapAl(&'static str),
}

type Uitkomst = Result<Plan, PlanGeweigerd>;

impl Inhoud {
    /// Every reason why this cannot be a plan on a day, so that a form can show them all. `artikel_9a`: the client has an
    /// exemption under that article.
    #[must_use]
    pub fn gebreken(&self, vandaag: Date, artikel_9a: bool) -> Vec<PlanGeweigerd> {
        use PlanGeweigerd as G;
        let half_jaar = herziening(vandaag);
        let evaluatie = match self.evaluatie {
            dag if dag <= vandaag => Some(G::EvaluatieVoorbij),
            dag if artikel_9a && dag > half_jaar => Some(G::EvaluatieNaHalfJaar(half_jaar)),
            dag if dag > plus_maanden(vandaag, EVALUATIE_MAANDEN) => Some(G::EvaluatieTeVer),
            _ => None,
        };
        let checks = [
            self.doel.trim().is_empty().then_some(G::DoelLeeg),
            self.stappen.is_empty().then_some(G::GeenStappen),
            (self.stappen.len() > MEESTE_STAPPEN).then_some(G::TeVeelStappen),
            self.rechten_en_plichten.trim().is_empty().then_some(G::PlichtenLeeg),
            evaluatie,
        ];
        checks.into_iter().flatten().collect()
    }

    fn toets(&self, vandaag: Date, artikel_9a: bool) -> Result<(), PlanGeweigerd> {
        self.gebreken(vandaag, artikel_9a).first().map_or(Ok(()), |gebrek| Err(*gebrek))
    }
}

impl Plan {
    /// Checks a new concept.
    pub fn stel_op(self, vandaag: Date, artikel_9a: bool) -> Uitkomst {
        self.inhoud.toets(vandaag, artikel_9a)?;
        Ok(Self { stand: PlanStand::Concept, opgesteld: vandaag, ..self })
    }

    /// Writes a concept anew. A step that is left as it was keeps its place in the story: one that was done stays done.
    pub fn wijzig(self, mut inhoud: Inhoud, vandaag: Date, artikel_9a: bool) -> Uitkomst {
        self.moet_concept_zijn()?;
        inhoud.toets(vandaag, artikel_9a)?;
        let zegt = |stap: &Stap| (stap.wat.clone(), stap.wie.clone(), stap.voor, stap.verwijzing);
        let mut bekend = self.inhoud.stappen.clone();
        for stap in &mut inhoud.stappen {
            if let Some(plek) = bekend.iter().position(|eerder| zegt(eerder) == zegt(stap)) {
                *stap = bekend.swap_remove(plek);
            }
        }
        Ok(Self { inhoud, ..self })
    }

    /// Establishes it (the college, PW 44a). Its dates are judged anew: a concept may have waited for weeks.
    pub fn stel_vast(self, door: GebruikerId, vandaag: Date, artikel_9a: bool) -> Uitkomst {
        self.moet_concept_zijn()?;
        self.inhoud.toets(vandaag, artikel_9a)?;
        let vaststelling = Vaststelling { op: vandaag, door, akkoord: None };
        Ok(Self { stand: PlanStand::Vastgesteld(vaststelling), ..self })
    }

    /// Records that the client, who is called `klant`, signed on the screen or on paper, or somebody for him.
    pub fn onderteken(self, akkoord: Akkoord, klant: &Persoonsnaam, vandaag: Date) -> Uitkomst {
        let PlanStand::Vastgesteld(vaststelling) = self.stand else { return Err(self.past_niet()) };
        if vaststelling.akkoord.is_some() {
            return Err(PlanGeweigerd::AlOndertekend);
        }
        if akkoord.op < self.opgesteld || akkoord.op > vandaag {
            return Err(PlanGeweigerd::DatumAkkoord(self.opgesteld));
        }
        match &akkoord.wijze {
            Wijze::Scherm { naam, .. } if naam.trim().is_empty() => return Err(PlanGeweigerd::NaamLeeg),
            Wijze::Scherm { naam, hoedanigheid } => match (klant.is_geschreven_als(naam), hoedanigheid) {
                (false, None) => return Err(PlanGeweigerd::NaamVanAnder),
                (true, Some(_)) => return Err(PlanGeweigerd::NaamVanKlant),
                _ => {}
            },
            Wijze::Papier => {}
        }
        Ok(Self { stand: PlanStand::Vastgesteld(Vaststelling { akkoord: Some(akkoord), ..vaststelling }), ..self })
    }

    /// Makes room for a newer version.
    pub fn vervang(self, op: Date) -> Uitkomst {
        match self.stand {
            PlanStand::Vastgesteld(vaststelling) => {
                Ok(Self { stand: PlanStand::Vervangen { vaststelling, op }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Ends it without a newer one: the goal was reached, or the client left.
    pub fn beeindig(self, op: Date, toelichting: String) -> Uitkomst {
        match self.stand {
            PlanStand::Vastgesteld(vaststelling) => {
                Ok(Self { stand: PlanStand::Beeindigd { vaststelling, op, toelichting }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Notes that a step is done, lapsed, or open again.
    pub fn rond_af(mut self, id: StapId, stand: StapStand) -> Uitkomst {
        if !matches!(self.stand, PlanStand::Vastgesteld(_)) {
            return Err(self.past_niet());
        }
        let stap = self.inhoud.stappen.iter_mut().find(|stap| stap.id == id).ok_or(PlanGeweigerd::StapOnbekend)?;
        if stap.stand.code() == stand.code() {
            return Err(PlanGeweigerd::StapAl(stand.omschrijving()));
        }
        stap.stand = stand;
        Ok(self)
    }

    /// What is agreed in a conversation becomes steps of a concept; a step that stands there already is not added twice.
    pub fn neem_op(mut self, stappen: Vec<Stap>, vandaag: Date, artikel_9a: bool) -> Uitkomst {
        let al = |inhoud: &Inhoud, stap: &Stap| {
            inhoud.stappen.iter().any(|is| (&is.wat, &is.wie, is.voor) == (&stap.wat, &stap.wie, stap.voor))
        };
        for stap in stappen {
            if !al(&self.inhoud, &stap) {
                self.inhoud.stappen.push(stap);
            }
        }
        let inhoud = self.inhoud.clone();
        self.wijzig(inhoud, vandaag, artikel_9a)
    }

    /// The concept of a next version: what holds, with the steps that are still open under the ids given. What the client
    /// signed does not change.
    #[must_use]
    pub fn volgende_versie(
        &self,
        (id, nummer): (PlanId, i64),
        opsteller: GebruikerId,
        vandaag: Date,
        mut stap_id: impl FnMut() -> StapId,
    ) -> Self {
        let stappen = self.open_stappen().map(|stap| Stap { id: stap_id(), ..stap.clone() }).collect();
        Self {
            id,
            klant: self.klant,
            nummer,
            vorige: Some(self.id),
            opsteller,
            opgesteld: vandaag,
            inhoud: Inhoud { stappen, evaluatie: herziening(vandaag), ..self.inhoud.clone() },
            stand: PlanStand::Concept,
            versie: 1,
        }
    }

    /// Takes the last step back that was taken by mistake.
    pub fn herstel(self) -> Uitkomst {
        let stand = match self.stand {
            PlanStand::Concept => return Err(PlanGeweigerd::NietsTerugTeDraaien),
            PlanStand::Vastgesteld(Vaststelling { akkoord: None, .. }) => PlanStand::Concept,
            PlanStand::Vastgesteld(vaststelling) => {
                PlanStand::Vastgesteld(Vaststelling { akkoord: None, ..vaststelling })
            }
            PlanStand::Vervangen { vaststelling, .. } | PlanStand::Beeindigd { vaststelling, .. } => {
                PlanStand::Vastgesteld(vaststelling)
            }
        };
        Ok(Self { stand, ..self })
    }

    /// Whether it is the one that holds.
    #[must_use]
    pub const fn geldt(&self) -> bool {
        matches!(self.stand, PlanStand::Vastgesteld(_))
    }

    /// The steps that are still to be taken.
    pub fn open_stappen(&self) -> impl Iterator<Item = &Stap> {
        self.inhoud.stappen.iter().filter(|stap| stap.stand == StapStand::Open)
    }

    const fn moet_concept_zijn(&self) -> Result<(), PlanGeweigerd> {
        match self.stand {
            PlanStand::Concept => Ok(()),
            PlanStand::Vastgesteld(_) => Err(PlanGeweigerd::AlVastgesteld),
            _ => Err(self.past_niet()),
        }
    }

    const fn past_niet(&self) -> PlanGeweigerd {
        PlanGeweigerd::PastNiet(self.stand.omschrijving())
    }
}
