//! A conversation with a client, from plan to outcome, and what follows when somebody does not come.
//!
//! Inviting, showing and result are separate facts: Pilot 300 counted sixteen people as *gesproken* who never came.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> te_plannen: op de lijst zetten
//!     [*] --> gepland: plannen
//!     te_plannen --> gepland: inplannen
//!     te_plannen --> afgezegd: afzeggen
//!     gepland --> te_plannen: terug op de lijst
//!     gepland --> uitgenodigd: uitnodigen
//!     gepland --> verzet: verzetten
//!     gepland --> afgezegd: afzeggen
//!     gepland --> gevoerd: voeren
//!     gepland --> niet_verschenen: niet verschijnen
//!     uitgenodigd --> bevestigd: bevestigen
//!     uitgenodigd --> verzet: verzetten
//!     uitgenodigd --> afgezegd: afzeggen
//!     uitgenodigd --> gevoerd: voeren
//!     uitgenodigd --> niet_verschenen: niet verschijnen
//!     uitgenodigd --> gepland: herstellen
//!     bevestigd --> verzet: verzetten
//!     bevestigd --> afgezegd: afzeggen
//!     bevestigd --> gevoerd: voeren
//!     bevestigd --> niet_verschenen: niet verschijnen
//!     bevestigd --> uitgenodigd: herstellen
//!     verzet --> gepland: herstellen
//!     afgezegd --> gepland: herstellen
//!     gevoerd --> gepland: herstellen
//!     niet_verschenen --> in_hersteltermijn: hersteltermijn geven
//!     niet_verschenen --> gepland: herstellen
//!     in_hersteltermijn --> hersteld: alsnog komen
//!     in_hersteltermijn --> naar_rechtmatigheid: overdragen
//!     in_hersteltermijn --> niet_verschenen: herstellen
//!     hersteld --> in_hersteltermijn: herstellen
//!     naar_rechtmatigheid --> in_hersteltermijn: herstellen
//! ```
//!
//! *Herstellen* takes the last step back, with a line in the log: every step can be a mistake. *Naar rechtmatigheid* hands
//! the case over; whether the benefit is suspended (PW 54(1), at most eight weeks) is not decided here.
//!
//! The picture is made from [`OVERGANGEN`], and a test compares.

mod actiepunt;
mod hersteltermijn;
mod overgang;
mod plaats;
mod stand;
#[cfg(test)]
mod tests;
mod vragen;
mod weigering;

use jiff::{Timestamp, civil::Date};

pub use self::{
    actiepunt::{Actiepunt, MEESTE_ACTIEPUNTEN},
    hersteltermijn::{Bereikt, Hersteltermijn, Termijnbrief},
    overgang::{OVERGANGEN, Overgang, mermaid, picture},
    plaats::{heeft_nummer, verraadt_klant},
    stand::{GesprekStand, Kanaal, Partij, Uitnodiging, Verslag, stand_in_woorden},
    vragen::{gebruikelijke_duur, per_telefoon, vragen},
    weigering::OngeldigeOvergang,
};
use crate::{
    codelijst::Code,
    datum::{begin_van, plaatselijk, plus_maanden},
    id::{GebruikerId, GesprekId, KlantId},
};

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gesprek {
    /// Which conversation.
    pub id: GesprekId,
    /// With whom.
    pub klant: KlantId,
    /// Who holds it.
    pub klantmanager: GebruikerId,
    /// A code of [`crate::codelijst::Codelijst::SoortGesprek`].
    pub soort: Code,
    /// The day before which it must be held, when it stands or stood on the list of those to be planned.
    pub te_houden_voor: Option<Date>,
    /// When it starts. While it is still to be planned: the beginning of the day before which it must be held.
    pub moment: Timestamp,
    /// How long it takes.
    pub duur_minuten: i64,
    /// Room, address or telephone.
    pub plaats: String,
    /// The language of the interpreter who will be there; empty when there is none.
    pub tolk: String,
    /// The invitation, once sent; it stays known after the outcome.
    pub uitnodiging: Option<Uitnodiging>,
    /// The day the client said to come; it stays known after the outcome.
    pub bevestigd: Option<Date>,
    /// The conversation it took the place of.
    pub vorige: Option<GesprekId>,
    /// What was agreed in a report that was taken back. Who records it again corrects these; without them nobody would know which of
    /// them are done, or stand in a plan.
    pub teruggenomen: Vec<Actiepunt>,
    /// Where it stands.
    pub stand: GesprekStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// When and where a conversation will be, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afspraak {
    /// When it starts.
    pub moment: Timestamp,
    /// How long it takes.
    pub duur_minuten: i64,
    /// Room, address or telephone.
    pub plaats: String,
    /// The language of the interpreter; empty when none is needed.
    pub tolk: String,
}

type Stap = Result<Gesprek, OngeldigeOvergang>;

impl Gesprek {
    /// Checks a new plan. A conversation is planned from today on, at most two years ahead.
    pub fn plan(self, nu: Timestamp) -> Stap {
        self.toets_moment(nu)?;
        Ok(Self { stand: GesprekStand::Gepland, ..self })
    }

    /// Notes that a conversation must be held before a day, without a place in a diary yet.
    pub fn zet_op_lijst(self, nu: Timestamp) -> Stap {
        self.toets_moment(nu)?;
        let te_houden_voor = Some(plaatselijk(self.moment).date());
        Ok(Self { stand: GesprekStand::TePlannen, te_houden_voor, ..self })
    }

    /// Gives a conversation that was to be planned its place in the diary.
    pub fn plan_in(self, afspraak: Afspraak, nu: Timestamp) -> Stap {
        match self.stand {
            GesprekStand::TePlannen => {
                let te_houden_voor = Some(plaatselijk(self.moment).date());
                Self { te_houden_voor, ..self.op(afspraak) }.plan(nu)
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Takes the planning back of one that the client does not know of: what stood on the list stands there again, what did not
    /// is off.
    pub fn draai_planning_terug(self) -> Stap {
        if self.stand != GesprekStand::Gepland {
            return Err(self.past_niet());
        }
        let op_lijst = self.te_houden_voor.and_then(begin_van);
        match op_lijst {
            Some(moment) => Ok(Self { stand: GesprekStand::TePlannen, moment, plaats: String::new(), ..self }),
            None => self.zeg_af(Partij::Gemeente, "planning teruggedraaid".to_owned()),
        }
    }

    /// Records that the client was invited.
    pub fn nodig_uit(self, uitnodiging: Uitnodiging) -> Stap {
        match self.stand {
            GesprekStand::Gepland => {
                Ok(Self { stand: GesprekStand::Uitgenodigd, uitnodiging: Some(uitnodiging), ..self })
            }
            GesprekStand::Uitgenodigd | GesprekStand::Bevestigd => Err(OngeldigeOvergang::AlUitgenodigd),
            _ => Err(self.past_niet()),
        }
    }

    /// Records that the client said to come.
    pub fn bevestig(self, op: Date) -> Stap {
        match self.stand {
            GesprekStand::Uitgenodigd => Ok(Self { stand: GesprekStand::Bevestigd, bevestigd: Some(op), ..self }),
            _ => Err(self.past_niet()),
        }
    }

    /// Moves it: this one ends as *verzet*, and a new one with its own id takes its place, still to be invited for.
    pub fn verzet(
        self,
        nieuw: GesprekId,
        afspraak: Afspraak,
        (door, toelichting): (Partij, String),
        nu: Timestamp,
    ) -> Result<(Self, Self), OngeldigeOvergang> {
        if !self.is_open() {
            return Err(self.past_niet());
        }
        let later = Self {
            id: nieuw,
            uitnodiging: None,
            bevestigd: None,
            vorige: Some(self.id),
            teruggenomen: Vec::new(),
            versie: 1,
            ..self.clone().op(afspraak)
        };
        let oud = Self { stand: GesprekStand::Verzet { door, toelichting }, teruggenomen: Vec::new(), ..self };
        Ok((oud, later.plan(nu)?))
    }

    /// Takes a move back: this one is again what it was, and the one that took its place is called off and stands alone.
    pub fn draai_verzetten_terug(self, opvolger: Self) -> Result<(Self, Self), OngeldigeOvergang> {
        if !matches!(self.stand, GesprekStand::Verzet { .. }) {
            return Err(self.past_niet());
        }
        if opvolger.vorige != Some(self.id) {
            return Err(OngeldigeOvergang::NietDeOpvolger);
        }
        if !opvolger.is_open() {
            return Err(OngeldigeOvergang::OpvolgerVerder(opvolger.stand.omschrijving()));
        }
        let opvolger = opvolger.zeg_af(Partij::Gemeente, "verzetten teruggedraaid".to_owned())?;
        Ok((self.herstel()?, Self { vorige: None, ..opvolger }))
    }

    /// Records that it took place and what came of it.
    pub fn voer(self, verslag: Verslag, nu: Timestamp) -> Stap {
        self.rond_af(GesprekStand::Gevoerd(verslag), nu)
    }

    /// Records a conversation that was not planned: at most two years ago, because longer is a slip of the pen.
    pub fn voer_ongepland(self, verslag: Verslag, nu: Timestamp) -> Stap {
        self.toets_duur()?;
        if plaatselijk(self.moment).date() < plus_maanden(plaatselijk(nu).date(), -24) {
            return Err(OngeldigeOvergang::TeLangGeleden);
        }
        self.voer(verslag, nu)
    }

    /// Records that the client did not come.
    pub fn niet_verschenen(self, toelichting: String, nu: Timestamp) -> Stap {
        if self.is_open() && self.moment > nu && plaatselijk(self.moment).date() == plaatselijk(nu).date() {
            return Err(OngeldigeOvergang::NogNietBegonnen);
        }
        self.rond_af(GesprekStand::NietVerschenen { toelichting }, nu)
    }

    /// Calls it off; that may be done beforehand.
    pub fn zeg_af(self, door: Partij, toelichting: String) -> Stap {
        if self.is_open() || self.stand == GesprekStand::TePlannen {
            Ok(Self { stand: GesprekStand::Afgezegd { door, toelichting }, teruggenomen: Vec::new(), ..self })
        } else {
            Err(self.past_niet())
        }
    }

    /// Gives a client who was invited and did not come time to repair that: from the day after the letter to a day that is
    /// still to come. Only somebody of whom it is certain that he was told to come (`bereikt`) failed in a way that can be blamed
    /// on him, which PW 54(1) asks for.
    pub fn geef_hersteltermijn(self, termijn: Hersteltermijn, vandaag: Date, bereikt: Bereikt) -> Stap {
        if termijn.einde <= termijn.brief {
            return Err(OngeldigeOvergang::TermijnVoorBrief);
        }
        match self.stand {
            GesprekStand::NietVerschenen { .. } if self.uitnodiging.is_none() => {
                Err(OngeldigeOvergang::NietUitgenodigd)
            }
            GesprekStand::NietVerschenen { .. } if bereikt == Bereikt::Onzeker => {
                Err(OngeldigeOvergang::UitnodigingOnzeker)
            }
            GesprekStand::NietVerschenen { .. } if termijn.einde <= vandaag => Err(OngeldigeOvergang::TermijnVoorbij),
            GesprekStand::NietVerschenen { .. } if termijn.brief < plaatselijk(self.moment).date() => {
                Err(OngeldigeOvergang::BriefVoorGesprek)
            }
            GesprekStand::NietVerschenen { toelichting } => {
                Ok(Self { stand: GesprekStand::InHersteltermijn { toelichting, termijn }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Records that the client came after all, or had a good reason. Late is late, but not forbidden: whoever comes on the
    /// day after the period was not handed over yet.
    pub fn is_hersteld(self, reden: String, op: Date) -> Stap {
        match self.stand {
            GesprekStand::InHersteltermijn { toelichting, termijn } => {
                Ok(Self { stand: GesprekStand::Hersteld { toelichting, reden, termijn, op }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Hands the case over to lawfulness, after the last day of a period that the client was told of and had in full. The same
    /// holds of the invitation: what cannot be blamed on him (PW 54(1)) is no case.
    pub fn draag_over(self, op: Date, brief: Termijnbrief, bereikt: Bereikt) -> Stap {
        match self.stand {
            GesprekStand::InHersteltermijn { termijn, .. } if op <= termijn.einde => {
                Err(OngeldigeOvergang::TermijnLoopt)
            }
            GesprekStand::InHersteltermijn { .. } if bereikt == Bereikt::Onzeker => {
                Err(OngeldigeOvergang::UitnodigingOnzeker)
            }
            GesprekStand::InHersteltermijn { .. } if brief == Termijnbrief::Ontbreekt => {
                Err(OngeldigeOvergang::BriefOntbreekt)
            }
            GesprekStand::InHersteltermijn { .. } if brief == Termijnbrief::NietAfgedrukt => {
                Err(OngeldigeOvergang::BriefNietAfgedrukt)
            }
            GesprekStand::InHersteltermijn { termijn, .. } if brief.te_laat(termijn) => {
                Err(OngeldigeOvergang::BriefTeLaat)
            }
            GesprekStand::InHersteltermijn { termijn, .. } if op <= brief.laatste_dag(termijn) => {
                Err(OngeldigeOvergang::BriefLaterWeg(brief.laatste_dag(termijn)))
            }
            GesprekStand::InHersteltermijn { toelichting, termijn } => {
                Ok(Self { stand: GesprekStand::NaarRechtmatigheid { toelichting, termijn, op }, ..self })
            }
            _ => Err(self.past_niet()),
        }
    }

    /// Takes the last step back that was recorded by mistake. What was agreed in a report stays known.
    pub fn herstel(self) -> Stap {
        let teruggenomen = self.afgesproken().to_vec();
        let stand = match self.stand {
            GesprekStand::InHersteltermijn { toelichting, .. } => GesprekStand::NietVerschenen { toelichting },
            GesprekStand::Hersteld { toelichting, termijn, .. }
            | GesprekStand::NaarRechtmatigheid { toelichting, termijn, .. } => {
                GesprekStand::InHersteltermijn { toelichting, termijn }
            }
            GesprekStand::TePlannen | GesprekStand::Gepland => return Err(OngeldigeOvergang::NietAfgerond),
            GesprekStand::Uitgenodigd => {
                return Ok(Self { stand: GesprekStand::Gepland, uitnodiging: None, ..self });
            }
            GesprekStand::Bevestigd => return Ok(Self { stand: GesprekStand::Uitgenodigd, bevestigd: None, ..self }),
            // Without a time of day it never stood in a diary.
            _ if plaatselijk(self.moment).time() == jiff::civil::Time::midnight() => GesprekStand::TePlannen,
            _ if self.bevestigd.is_some() => GesprekStand::Bevestigd,
            _ if self.uitnodiging.is_some() => GesprekStand::Uitgenodigd,
            _ => GesprekStand::Gepland,
        };
        Ok(Self { teruggenomen, stand, ..self })
    }

    /// What was agreed in it, also while the report that says so is taken back.
    #[must_use]
    pub fn afgesproken(&self) -> &[Actiepunt] {
        match &self.stand {
            GesprekStand::Gevoerd(verslag) => &verslag.punten,
            _ => &self.teruggenomen,
        }
    }

    /// Whether it stands in the diary and its outcome is still to come.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.stand, GesprekStand::Gepland | GesprekStand::Uitgenodigd | GesprekStand::Bevestigd)
    }

    /// What stands in the diary.
    #[must_use]
    pub fn afspraak(&self) -> Afspraak {
        let Self { moment, duur_minuten, plaats, tolk, .. } = self.clone();
        Afspraak { moment, duur_minuten, plaats, tolk }
    }

    fn op(self, Afspraak { moment, duur_minuten, plaats, tolk }: Afspraak) -> Self {
        Self { moment, duur_minuten, plaats, tolk, ..self }
    }

    fn rond_af(self, stand: GesprekStand, nu: Timestamp) -> Stap {
        if !self.is_open() {
            return Err(self.past_niet());
        }
        if plaatselijk(self.moment).date() > plaatselijk(nu).date() {
            return Err(OngeldigeOvergang::NogNietGeweest);
        }
        Ok(Self { stand, teruggenomen: Vec::new(), ..self })
    }

    fn toets_moment(&self, nu: Timestamp) -> Result<(), OngeldigeOvergang> {
        let (dag, vandaag) = (plaatselijk(self.moment).date(), plaatselijk(nu).date());
        self.toets_duur()?;
        // Somebody at the counter is planned in while it goes on; what would be over by now, did not happen or is recorded.
        let einde = self.moment + jiff::SignedDuration::from_mins(self.duur_minuten);
        if dag < vandaag || einde < nu {
            return Err(OngeldigeOvergang::MomentVoorbij);
        }
        if dag > plus_maanden(vandaag, 24) { Err(OngeldigeOvergang::TeVerVooruit) } else { Ok(()) }
    }

    fn toets_duur(&self) -> Result<(), OngeldigeOvergang> {
        if (5..=480).contains(&self.duur_minuten) { Ok(()) } else { Err(OngeldigeOvergang::Duur) }
    }

    /// The refusal of a step that does not follow on this state.
    const fn past_niet(&self) -> OngeldigeOvergang {
        match self.stand {
            GesprekStand::TePlannen | GesprekStand::Gepland | GesprekStand::Uitgenodigd | GesprekStand::Bevestigd => {
                OngeldigeOvergang::PastNiet(self.stand.omschrijving())
            }
            _ => OngeldigeOvergang::Afgerond(self.stand.omschrijving()),
        }
    }
}
