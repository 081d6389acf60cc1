//! A pause of a benefit (*uitkeringspauze*, Koersdocument Haarlem 2016): at most three months off benefit through paid work, and
//! back without the gate when the work ends. The same spell goes on.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> loopt: beginnen
//!     loopt --> teruggekeerd: terugkeren
//!     loopt --> uitgelopen: uitlopen
//!     loopt --> ingetrokken: intrekken
//!     teruggekeerd --> loopt: herstellen
//!     uitgelopen --> loopt: herstellen
//! ```
//!
//! **When it runs out, the benefit ended before the pause.** During a pause nothing is paid, so the last day of right is the day
//! before the first day of the pause, and the reason is work. Not the last day of the pause: that would count three months of
//! benefit that nobody had, and durability (more than six months without benefit) would begin three months late. The price is
//! that a figure of an earlier month changes when a pause runs out: until then that person was neither outflow nor inflow.
//!
//! **It has run out when nobody came back on the day after its last day.** Three months off benefit and back on the next day is
//! within *at most three months*.
//!
//! *Herstellen* takes a step back that was recorded by mistake; of a pause that ran out only together with the decision that
//! undoes the end ([`crate::uitkering::Uitkering::draai_einde_terug`]). The picture is made from [`OVERGANGEN`], and a test
//! compares.
//!
//! Deliberately absent: how many pauses a spell may have. The Koersdocument does not say; between two there must be a day of
//! benefit, so that they do not become one long pause.

mod dagstand;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use self::dagstand::{Dagstand, dagstand, dagstanden};
use crate::{
    codelijst::standaard::code,
    datum::{Periode, dagen_tussen, kort, plus_dagen},
    gesprek::Overgang,
    id::{KlantId, PauzeId, UitkeringId},
    regel::{RegelOnbekend, Welke, termijn},
    uitkering::{Einde, Uitkering, UitkeringStand},
};

/// How many days before its last day somebody is warned: an own choice, time for one conversation.
pub const WAARSCHUWEN_DAGEN: i64 = 14;

/// Where a pause stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PauzeStand {
    /// The client works, and can come back.
    Loopt,
    /// The client came back.
    Teruggekeerd {
        /// The first day of benefit again.
        vanaf: Date,
    },
    /// Nobody came back in time: the benefit has ended.
    Uitgelopen {
        /// The day that was decided.
        op: Date,
    },
    /// It was recorded by mistake.
    Ingetrokken {
        /// The day that was seen.
        op: Date,
        /// How it came about.
        reden: String,
    },
}

impl PauzeStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Loopt => "loopt",
            Self::Teruggekeerd { .. } => "teruggekeerd",
            Self::Uitgelopen { .. } => "uitgelopen",
            Self::Ingetrokken { .. } => "ingetrokken",
        }
    }
}

/// A pause of one spell of benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pauze {
    /// Which pause.
    pub id: PauzeId,
    /// Whose.
    pub klant: KlantId,
    /// Of which spell.
    pub uitkering: UitkeringId,
    /// The first day without benefit.
    pub eerste_dag: Date,
    /// The last day that is within the rule; filled in at the beginning, so that a later rule does not change it.
    pub laatste_dag: Date,
    /// Where it stands.
    pub stand: PauzeStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// What somebody must be told of a pause that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pauzesignaal {
    /// It ends soon: on this day, over so many days.
    LooptAf {
        /// The last day.
        laatste_dag: Date,
        /// From today; nought on the last day.
        over_dagen: i64,
    },
    /// The last day has passed: did the client come back on the day after it, or is this the end?
    Verstreken {
        /// The last day.
        laatste_dag: Date,
    },
}

/// Why a step with a pause is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PauzeGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een uitkeringspauze die {0} is")]
    PastNiet(&'static str),
    /// There is no benefit to pause.
    #[error("op {} is er geen uitkering om te onderbreken; kies een andere eerste dag", kort(*.0))]
    GeenUitkering(Date),
    /// A spell does not begin with a pause.
    #[error("een pauze begint na de eerste dag van de uitkering ({}); kies een latere dag", kort(*.0))]
    VoorIngang(Date),
    /// It meets another, or leaves no day of benefit between them.
    #[error("er is al een pauze vanaf {}; tussen twee pauzes zit ten minste één dag uitkering", kort(*.0))]
    Overlapt(Date),
    /// The client comes back before leaving.
    #[error("de klant komt terug na de eerste dag van de pauze ({}); trek de pauze in als zij er niet was", kort(*.0))]
    TerugVoorBegin(Date),
    /// The client comes back after the last day for that.
    #[error("de pauze duurde tot en met {}; daarna is terugkeren een nieuwe aanvraag", kort(*.0))]
    TeLaatTerug(Date),
    /// The day is still to come.
    #[error("deze datum ligt in de toekomst; kies vandaag of eerder")]
    Toekomst,
    /// The client can still come back.
    #[error("de pauze loopt tot en met {}; beëindig pas als de klant de dag erna niet terug is", kort(*.0))]
    NogNietUitgelopen(Date),
    /// No reason was given.
    #[error("schrijf op waarom u de pauze intrekt")]
    RedenNodig,
    /// The rule of that day is not known.
    #[error(transparent)]
    Onbekend(#[from] RegelOnbekend),
}

/// The last day of a pause that begins on a day. Where the day of the month does not exist three months later, the pause
/// lasts up to the end of that month: 30 November up to and including 28 February.
pub fn laatste_dag(eerste_dag: Date) -> Result<Date, RegelOnbekend> {
    let erna = termijn(Welke::UitkeringspauzeTenHoogste, eerste_dag)?.laatste_dag(eerste_dag);
    Ok(if erna.day() == eerste_dag.day() { plus_dagen(erna, -1) } else { erna })
}

type Stap = Result<Pauze, PauzeGeweigerd>;

impl Pauze {
    /// Begins it: the spell runs on the day before and on the first day. `bestaand` are the other pauses of the spell.
    pub fn begin(self, uitkering: &Uitkering, bestaand: &[Self], vandaag: Date) -> Stap {
        let eerste_dag = self.eerste_dag;
        if eerste_dag > vandaag {
            return Err(PauzeGeweigerd::Toekomst);
        }
        if eerste_dag <= uitkering.datum_ingang {
            return Err(PauzeGeweigerd::VoorIngang(uitkering.datum_ingang));
        }
        if uitkering.id != self.uitkering || !uitkering.loopt_op(eerste_dag) {
            return Err(PauzeGeweigerd::GeenUitkering(eerste_dag));
        }
        let laatste_dag = laatste_dag(eerste_dag)?;
        let raakt = |ander: &&Self| ander.id != self.id && ander.raakt(eerste_dag, laatste_dag);
        match bestaand.iter().find(raakt) {
            Some(ander) => Err(PauzeGeweigerd::Overlapt(ander.eerste_dag)),
            None => Ok(Self { laatste_dag, stand: PauzeStand::Loopt, ..self }),
        }
    }

    /// The client is back on benefit from a day on, without the gate.
    pub fn keer_terug(self, vanaf: Date, vandaag: Date) -> Stap {
        self.toets_loopt()?;
        if vanaf > vandaag {
            return Err(PauzeGeweigerd::Toekomst);
        }
        if vanaf <= self.eerste_dag {
            return Err(PauzeGeweigerd::TerugVoorBegin(self.eerste_dag));
        }
        if vanaf > self.uiterste_terugkeer() {
            return Err(PauzeGeweigerd::TeLaatTerug(self.laatste_dag));
        }
        Ok(Self { stand: PauzeStand::Teruggekeerd { vanaf }, ..self })
    }

    /// Nobody came back in time. Gives the end of the benefit that follows from it: by work, with the day before the pause as
    /// the last day of right.
    pub fn loop_uit(self, vandaag: Date) -> Result<(Self, Einde), PauzeGeweigerd> {
        self.toets_loopt()?;
        if vandaag <= self.uiterste_terugkeer() {
            return Err(PauzeGeweigerd::NogNietUitgelopen(self.laatste_dag));
        }
        let einde = Einde {
            datum: plus_dagen(self.eerste_dag, -1),
            reden: code("werk"),
            toelichting: format!("uitkeringspauze vanaf {} liep uit", kort(self.eerste_dag)),
        };
        Ok((Self { stand: PauzeStand::Uitgelopen { op: vandaag }, ..self }, einde))
    }

    /// It was recorded by mistake: there was benefit all along.
    pub fn trek_in(self, reden: String, op: Date) -> Stap {
        self.toets_loopt()?;
        if reden.trim().is_empty() {
            return Err(PauzeGeweigerd::RedenNodig);
        }
        Ok(Self { stand: PauzeStand::Ingetrokken { op, reden }, ..self })
    }

    /// Takes the last step back that was recorded by mistake. One that was withdrawn is not brought back: record a new one.
    pub fn herstel(self) -> Stap {
        match self.stand {
            PauzeStand::Teruggekeerd { .. } | PauzeStand::Uitgelopen { .. } => {
                Ok(Self { stand: PauzeStand::Loopt, ..self })
            }
            PauzeStand::Loopt | PauzeStand::Ingetrokken { .. } => {
                Err(PauzeGeweigerd::PastNiet(self.stand.omschrijving()))
            }
        }
    }

    /// The last day on which the client can be back on benefit without the gate.
    #[must_use]
    pub fn uiterste_terugkeer(&self) -> Date {
        plus_dagen(self.laatste_dag, 1)
    }

    /// The days off benefit, for what asks nothing of somebody then. One that runs has no end: that its last day has passed says that
    /// a decision is late. One that ran out has none either, because the benefit ended with it.
    #[must_use]
    pub fn zonder_uitkering(&self) -> Option<Periode> {
        match self.stand {
            PauzeStand::Loopt => Some(Periode { van: self.eerste_dag, tot_en_met: None }),
            PauzeStand::Teruggekeerd { vanaf } => {
                Some(Periode { van: self.eerste_dag, tot_en_met: Some(plus_dagen(vanaf, -1)) })
            }
            PauzeStand::Uitgelopen { .. } | PauzeStand::Ingetrokken { .. } => None,
        }
    }

    /// What somebody must be told today.
    #[must_use]
    pub fn signaal(&self, vandaag: Date) -> Option<Pauzesignaal> {
        let over_dagen = dagen_tussen(vandaag, self.laatste_dag);
        let laatste_dag = self.laatste_dag;
        match self.stand {
            PauzeStand::Loopt if over_dagen < 0 => Some(Pauzesignaal::Verstreken { laatste_dag }),
            PauzeStand::Loopt if over_dagen <= WAARSCHUWEN_DAGEN => {
                Some(Pauzesignaal::LooptAf { laatste_dag, over_dagen })
            }
            _ => None,
        }
    }

    /// Whether a pause of these days would meet this one, or leave no day of benefit between.
    fn raakt(&self, van: Date, tot_en_met: Date) -> bool {
        let laatste = match self.stand {
            PauzeStand::Loopt | PauzeStand::Uitgelopen { .. } => self.laatste_dag,
            PauzeStand::Teruggekeerd { vanaf } => plus_dagen(vanaf, -1),
            PauzeStand::Ingetrokken { .. } => return false,
        };
        van <= plus_dagen(laatste, 1) && self.eerste_dag <= plus_dagen(tot_en_met, 1)
    }

    fn toets_loopt(&self) -> Result<(), PauzeGeweigerd> {
        match self.stand {
            PauzeStand::Loopt => Ok(()),
            _ => Err(PauzeGeweigerd::PastNiet(self.stand.omschrijving())),
        }
    }
}

impl PauzeStand {
    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Loopt => "nog niet klaar",
            Self::Teruggekeerd { .. } => "afgelopen met terugkeer",
            Self::Uitgelopen { .. } => "uitgelopen",
            Self::Ingetrokken { .. } => "ingetrokken",
        }
    }
}

/// The pause of a spell that ended otherwise, such as by a move, before anybody decided on the pause: what to show then.
#[must_use]
pub fn is_achterhaald(pauze: &Pauze, uitkering: &Uitkering) -> bool {
    pauze.stand == PauzeStand::Loopt && matches!(uitkering.stand, UitkeringStand::Beeindigd(_))
}

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "beginnen", "loopt"),
    stap("loopt", "terugkeren", "teruggekeerd"),
    stap("loopt", "uitlopen", "uitgelopen"),
    stap("loopt", "intrekken", "ingetrokken"),
    stap("teruggekeerd", "herstellen", "loopt"),
    stap("uitgelopen", "herstellen", "loopt"),
];
