//! Suspension of the right to benefit (*opschorting*, PW 54(1), (2) and (4)): somebody did not come, did not give data or did
//! not cooperate, and can be blamed for that. The money stops for at most eight weeks; a letter says so and gives time to
//! repair it; then the right resumes, or is withdrawn from the first day of the suspension.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> opgeschort: opschorten
//!     opgeschort --> hersteld: herstellen
//!     opgeschort --> intrekking_voorgesteld: intrekking voorstellen
//!     opgeschort --> vervallen: laten vervallen
//!     opgeschort --> herroepen: herroepen
//!     intrekking_voorgesteld --> ingetrokken: intrekken
//!     intrekking_voorgesteld --> opgeschort: terugwijzen
//!     intrekking_voorgesteld --> hersteld: herstellen
//!     intrekking_voorgesteld --> vervallen: laten vervallen
//!     ingetrokken --> herroepen: herroepen
//! ```
//!
//! **Eight weeks are 56 days, and the first day is one of them.** The law speaks of *ten hoogste* eight weeks: a maximum that
//! binds the municipality, so it is counted in the client's favour. It does not move on from a weekend or a holiday; the
//! cure period, which is the client's time, does (ATW).
//!
//! **After the last day nothing is withdrawn any more.** The suspension has ended by itself; that it is recorded later as
//! *vervallen* changes nothing about the day. So the cure period ends before the last day: a day must be left to decide.
//!
//! A withdrawal takes two people. A suspension and a withdrawal are taken back by a new decision only. The picture is made
//! from [`OVERGANGEN`], and a test compares.

mod nieuw;
mod overgang;
mod stand;
#[cfg(test)]
mod tests;
mod weigering;

use jiff::civil::Date;

pub use self::{
    nieuw::{NieuweOpschorting, Verzuim},
    overgang::{OVERGANGEN, mermaid},
    stand::{Herstel, OpschortingStand, Terugwijzing, Voorstel},
    weigering::OpschortingGeweigerd,
};
use crate::{
    besluit::{self, Herroeping, Opdracht, SoortOpdracht, Verwijtbaarheid},
    datum::plus_dagen,
    gesprek::{Hersteltermijn, Termijnbrief},
    id::{GebruikerId, KlantId, OnderzoekId, OpschortingId, UitkeringId},
    regel::{RegelOnbekend, Welke, termijn},
};

/// A suspension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opschorting {
    /// Which suspension.
    pub id: OpschortingId,
    /// Whose right.
    pub klant: KlantId,
    /// To which benefit.
    pub uitkering: UitkeringId,
    /// The investigation in which it failed, if there was one.
    pub onderzoek: Option<OnderzoekId>,
    /// What the client failed to do.
    pub verzuim: Verzuim,
    /// On which day that was.
    pub verzuim_op: Date,
    /// What exactly. Free text can hold anything, so it is encrypted at rest.
    pub toelichting: String,
    /// Whether the client can be blamed; encrypted at rest as well.
    pub verwijtbaarheid: Verwijtbaarheid,
    /// The first day of the suspension.
    pub eerste_dag: Date,
    /// The last: at most eight weeks, the first day included.
    pub laatste_dag: Date,
    /// The day of the letter that tells of it.
    pub mededeling: Date,
    /// The last day to repair it.
    pub hersteltermijn_einde: Date,
    /// Who suspended.
    pub door: GebruikerId,
    /// Where it stands.
    pub stand: OpschortingStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// What must be done about a suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeDoen {
    /// The cure period has passed and nobody decided.
    HersteltermijnVoorbij {
        /// Its last day.
        einde: Date,
    },
    /// A second person must decide on a proposal.
    TweedePersoon {
        /// Since when.
        sinds: Date,
    },
    /// The last day is near.
    LaatsteDagNadert {
        /// That day.
        laatste_dag: Date,
    },
    /// The last day has passed: the right resumes, and that must be recorded and paid.
    LaatsteDagVoorbij {
        /// That day.
        laatste_dag: Date,
    },
}

type Stap = Result<Opschorting, OpschortingGeweigerd>;

/// The last day of a suspension: 56 days with the first one counted (PW 54(1)).
pub fn laatste_dag(eerste_dag: Date) -> Result<Date, OpschortingGeweigerd> {
    let ten_hoogste = termijn(Welke::OpschortingTenHoogste, eerste_dag)?;
    Ok(ten_hoogste.laatste_dag(plus_dagen(eerste_dag, -1)))
}

impl Opschorting {
    /// The failing was repaired: after the cure period as well, as long as the right is not withdrawn.
    pub fn is_hersteld(self, herstel: Herstel, vandaag: Date) -> Stap {
        if !self.stand.is_open() {
            return Err(self.past_niet());
        }
        if herstel.waarmee.trim().is_empty() {
            return Err(OpschortingGeweigerd::HerstelLeeg);
        }
        if herstel.op < self.eerste_dag || herstel.op > vandaag {
            return Err(OpschortingGeweigerd::HerstelDatum);
        }
        self.toets_acht_weken(herstel.op)?;
        Ok(Self { stand: OpschortingStand::Hersteld(herstel), ..self })
    }

    /// The first person proposes to withdraw the right (PW 54(4)), after the cure period of a letter that was sent.
    pub fn stel_intrekking_voor(self, voorstel: Voorstel, brief: Termijnbrief) -> Stap {
        if !matches!(self.stand, OpschortingStand::Opgeschort(_)) {
            return Err(self.past_niet());
        }
        if !matches!(brief, Termijnbrief::Afgedrukt(_)) || brief.te_laat(self.hersteltermijn()) {
            return Err(OpschortingGeweigerd::NietMeegedeeld);
        }
        if voorstel.waarom.trim().is_empty() {
            return Err(OpschortingGeweigerd::WaaromLeeg);
        }
        let laatste = brief.laatste_dag(self.hersteltermijn());
        if voorstel.op <= laatste {
            return Err(OpschortingGeweigerd::HersteltermijnLoopt(laatste));
        }
        self.toets_acht_weken(voorstel.op)?;
        Ok(Self { stand: OpschortingStand::IntrekkingVoorgesteld(voorstel), ..self })
    }

    /// The cure period as its letter says it; a letter that left late moves its end ([`Termijnbrief::laatste_dag`]).
    #[must_use]
    pub const fn hersteltermijn(&self) -> Hersteltermijn {
        Hersteltermijn { brief: self.mededeling, einde: self.hersteltermijn_einde }
    }

    /// The second person agrees: the right is withdrawn from the first day of the suspension (PW 54(4)).
    pub fn trek_in(self, door: GebruikerId, op: Date) -> Stap {
        let OpschortingStand::IntrekkingVoorgesteld(voorstel) = &self.stand else { return Err(self.past_niet()) };
        if voorstel.door == door {
            return Err(OpschortingGeweigerd::VierOgen);
        }
        if op < voorstel.op {
            return Err(OpschortingGeweigerd::VoorVoorstel(voorstel.op));
        }
        self.toets_acht_weken(op)?;
        let voorstel = voorstel.clone();
        Ok(Self { stand: OpschortingStand::Ingetrokken { voorstel, door, op }, ..self })
    }

    /// The proposal does not go on: the right stays suspended. Who proposed it may think better of it too, since that takes
    /// nothing away from anybody.
    pub fn wijs_terug(self, terugwijzing: Terugwijzing) -> Stap {
        let OpschortingStand::IntrekkingVoorgesteld(voorstel) = &self.stand else { return Err(self.past_niet()) };
        if terugwijzing.reden.trim().is_empty() {
            return Err(OpschortingGeweigerd::RedenLeeg);
        }
        if terugwijzing.op < voorstel.op {
            return Err(OpschortingGeweigerd::VoorVoorstel(voorstel.op));
        }
        Ok(Self { stand: OpschortingStand::Opgeschort(Some(terugwijzing)), ..self })
    }

    /// Eight weeks are over and nobody withdrew the right: it resumes.
    pub fn laat_vervallen(self, op: Date) -> Stap {
        if !self.stand.is_open() {
            return Err(self.past_niet());
        }
        if op <= self.laatste_dag {
            return Err(OpschortingGeweigerd::NogNietVoorbij(self.laatste_dag));
        }
        Ok(Self { stand: OpschortingStand::Vervallen { op }, ..self })
    }

    /// A new decision takes the suspension back, or the withdrawal with it.
    pub fn herroep(self, herroeping: Herroeping, vandaag: Date) -> Stap {
        let (besluit_van, was_ingetrokken) = match &self.stand {
            OpschortingStand::Opgeschort(_) => (self.mededeling, false),
            OpschortingStand::Ingetrokken { op, .. } => (*op, true),
            _ => return Err(self.past_niet()),
        };
        herroeping.toets(besluit_van, vandaag)?;
        Ok(Self { stand: OpschortingStand::Herroepen { herroeping, was_ingetrokken }, ..self })
    }

    /// From which day the right is there again; nothing while it is suspended or when it was withdrawn.
    #[must_use]
    pub const fn hervat_vanaf(&self) -> Option<Date> {
        match self.stand {
            OpschortingStand::Hersteld(_) | OpschortingStand::Vervallen { .. } | OpschortingStand::Herroepen { .. } => {
                Some(self.eerste_dag)
            }
            _ => None,
        }
    }

    /// From which day the right is withdrawn (PW 54(4)).
    #[must_use]
    pub const fn ingetrokken_vanaf(&self) -> Option<Date> {
        match self.stand {
            OpschortingStand::Ingetrokken { .. } => Some(self.eerste_dag),
            _ => None,
        }
    }

    /// The last day to object to the newest decision: the suspension itself, the withdrawal, or what took it back.
    pub fn bezwaar_tot_en_met(&self) -> Result<Date, RegelOnbekend> {
        besluit::bezwaar_tot_en_met(match &self.stand {
            OpschortingStand::Ingetrokken { op, .. } => *op,
            OpschortingStand::Herroepen { herroeping, .. } => herroeping.datum,
            _ => self.mededeling,
        })
    }

    /// Whether the right is suspended on a day. After the last day it is not, whether or not somebody recorded that.
    #[must_use]
    pub fn loopt_op(&self, dag: Date) -> bool {
        self.stand.is_open() && (self.eerste_dag..=self.laatste_dag).contains(&dag)
    }

    /// What must be done today; `vooraf` is how many days before the last day it is near.
    #[must_use]
    pub fn te_doen(&self, vandaag: Date, vooraf: u16) -> Vec<TeDoen> {
        let laatste_dag = self.laatste_dag;
        let beslissen = match &self.stand {
            OpschortingStand::Opgeschort(_) if vandaag > self.hersteltermijn_einde => {
                Some(TeDoen::HersteltermijnVoorbij { einde: self.hersteltermijn_einde })
            }
            OpschortingStand::Opgeschort(_) => None,
            OpschortingStand::IntrekkingVoorgesteld(voorstel) => Some(TeDoen::TweedePersoon { sinds: voorstel.op }),
            _ => return Vec::new(),
        };
        if vandaag > laatste_dag {
            return vec![TeDoen::LaatsteDagVoorbij { laatste_dag }];
        }
        let nadert = plus_dagen(vandaag, vooraf.into()) >= laatste_dag;
        beslissen.into_iter().chain(nadert.then_some(TeDoen::LaatsteDagNadert { laatste_dag })).collect()
    }

    /// What the benefit administration is to do as things stand.
    #[must_use]
    pub fn opdracht(&self) -> Opdracht {
        let (soort, tot_en_met, artikel) = match self.stand {
            OpschortingStand::Opgeschort(_) | OpschortingStand::IntrekkingVoorgesteld(_) => {
                (SoortOpdracht::Opschorten, Some(self.laatste_dag), "PW 54 lid 1")
            }
            OpschortingStand::Ingetrokken { .. } => (SoortOpdracht::Intrekken, None, "PW 54 lid 4"),
            OpschortingStand::Hersteld(_) | OpschortingStand::Vervallen { .. } | OpschortingStand::Herroepen { .. } => {
                (SoortOpdracht::Hervatten, None, "PW 54")
            }
        };
        Opdracht {
            soort,
            klant: self.klant,
            uitkering: self.uitkering,
            van: self.eerste_dag,
            tot_en_met,
            bedrag: None,
            procent: None,
            artikel: artikel.to_owned(),
        }
    }

    fn toets_acht_weken(&self, dag: Date) -> Result<(), OpschortingGeweigerd> {
        if dag > self.laatste_dag {
            return Err(OpschortingGeweigerd::AchtWekenVoorbij(self.laatste_dag));
        }
        Ok(())
    }

    const fn past_niet(&self) -> OpschortingGeweigerd {
        OpschortingGeweigerd::PastNiet(self.stand.omschrijving())
    }
}
