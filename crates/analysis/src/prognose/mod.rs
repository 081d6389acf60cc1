//! What may happen to a town's caseload: inflow, contact, outflow, workload and money, month by month, with bands (M32).
//!
//! A replication goes through the calendar day by day. Clients come by season and level, stay as long as the rates of their segment and of
//! the duration of their benefit say, change segment, leave for a reason and sometimes come back. A klantmanager has hours (leave and
//! illness by the week, lawfulness first) and a limit to the caseload: who does not fit waits for a klantmanager, and a conversation for
//! which there is no time waits until there is. Who does not come gets a hersteltermijn and is handed over after the second time. Providers
//! have places and a waiting list. Everything costs money, and a budget can be exceeded.
//!
//! **Talking does not change how long somebody stays**, unless an [`Opzet`] says so: the effect is nought by default, and what research
//! found stands in [`BEWIJS`]. Nobody is scored: every rate is that of a group, a client of a simulation is nobody, and nothing comes out but
//! sums per month.
//!
//! Three properties hold by construction. A run is the same **to the bit on any number of threads** (sums are of whole numbers, so that
//! their order does not matter: `verzamel`). Two scenarios are played with **common random numbers** (every draw has its own address, see
//! `kansen`), so that their difference is that of the scenarios and not of the dice. And **memory does not grow** with the number of
//! replications.

mod aanbod;
mod aannames;
mod bewijs;
mod gesprekken;
mod kalender;
mod kansen;
mod klant;
mod opzet;
mod plan;
mod reeks;
mod schatting;
mod stad;
mod team;
#[cfg(test)]
mod tests;
mod toets;
mod uitkomst;
mod uitvoer;
mod verzamel;

pub use self::{
    aannames::Regel,
    bewijs::{BEWIJS, Bewijs, EFFECT_BRON, EFFECT_HOOGSTENS, effect_hoogstens},
    opzet::{
        Aanbieder, Begroting, Einde, Gesprek, Instroom, Klantmanagers, Niveau, Norm, Opzet, Overgang, Post, Reden, Rij,
        Segment, Team, Terugkeer, Verwijzing,
    },
    reeks::{prognose, vergelijk},
    schatting::{
        GeschatEinde, InstroomSchatting, Maandtelling, Schatting, Telling, aandeel, einden, instroom, seizoen, tempo,
    },
    toets::OpzetGeweigerd,
    uitkomst::{Lijn, Overschrijding, Prognose, Punt, Vergelijking, Verschil},
    uitvoer::Uitvoer,
    verzamel::MONSTER,
};

/// The version of the model. A result can be repeated to the bit by the same version, with the same [`Opzet`] and seed; whatever changes a
/// number raises it.
pub const VERSIE: u32 = 1;
