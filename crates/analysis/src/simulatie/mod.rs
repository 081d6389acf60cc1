//! What would happen to a caseload: chance, played out many times.
//!
//! Two models with published specifications and independent implementations to compare with ([`m1`], in continuous time, and [`m2`], week
//! by week): the same clients, klantmanagers and conversations. They are the proof that the machinery is right, and they are quick enough
//! to answer while somebody waits.
//!
//! A replication depends on its seed alone, so a run gives the same bits on any number of threads. Nobody is scored: a client of
//! a simulation is nobody.

mod kansen;
pub mod m1;
pub mod m2;
mod opzet;
mod rij;
mod samenvatting;
#[cfg(test)]
mod tests;
mod uitkomst;

use std::sync::{
    Mutex,
    atomic::{AtomicU64, Ordering},
};

pub use self::{
    opzet::{Opzet, OpzetGeweigerd, Segment},
    samenvatting::{Gemiddelde, Samenvatting, samenvatting},
    uitkomst::{NAMEN, Uitkomst},
};

/// A model that can be played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Event by event ([`m1`]).
    M1,
    /// Week by week ([`m2`]).
    M2,
}

impl Model {
    /// One replication.
    #[must_use]
    pub fn speel(self, opzet: &Opzet, zaad: u64) -> Uitkomst {
        match self {
            Self::M1 => m1::speel(opzet, zaad),
            Self::M2 => m2::speel(opzet, zaad),
        }
    }
}

/// How often, from which seed on, and on how many threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reeks {
    /// The number of replications; the first has the seed itself, each next one the number after it.
    pub herhalingen: u32,
    /// The seed of the first.
    pub zaad: u64,
    /// How many threads share the work. It changes nothing but the time.
    pub draden: usize,
}

/// Plays a model many times; the outcomes stand in the order of their seeds. `voortgang` is told how many are done, and says whether to go
/// on: after *no* the answer is nothing.
pub fn reeks(
    model: Model,
    opzet: &Opzet,
    reeks: Reeks,
    voortgang: impl Fn(u64) -> bool + Sync,
) -> Option<Vec<Uitkomst>> {
    let (volgende, gedaan) = (AtomicU64::new(0), AtomicU64::new(0));
    let totaal = u64::from(reeks.herhalingen);
    let gestopt = Mutex::new(false);
    let werk = || {
        let mut eigen = Vec::new();
        loop {
            let nummer = volgende.fetch_add(1, Ordering::Relaxed);
            if nummer >= totaal || gestopt.lock().is_ok_and(|gestopt| *gestopt) {
                return eigen;
            }
            eigen.push((nummer, model.speel(opzet, reeks.zaad.wrapping_add(nummer))));
            if !voortgang(gedaan.fetch_add(1, Ordering::Relaxed) + 1)
                && let Ok(mut gestopt) = gestopt.lock()
            {
                *gestopt = true;
            }
        }
    };
    let mut alle: Vec<(u64, Uitkomst)> = std::thread::scope(|scope| {
        let draden: Vec<_> = (1..reeks.draden.max(1)).map(|_| scope.spawn(werk)).collect();
        let eigen = werk();
        draden.into_iter().filter_map(|draad| draad.join().ok()).flatten().chain(eigen).collect()
    });
    alle.sort_unstable_by_key(|(nummer, _)| *nummer);
    let heel = alle.len() as u64 == totaal;
    heel.then(|| alle.into_iter().map(|(_, uitkomst)| uitkomst).collect())
}
