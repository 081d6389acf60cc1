//! A colleague takes over a caseload: all of it or a selection, for good or as *waarneming* while somebody is away. The
//! fixed klantmanager stays during a waarneming, and the clients fall back by themselves after its last day. A teamleider
//! decides; whoever gets clients sees them on Vandaag, and the teamleider sees who has looked.

mod actions;
mod forms;
mod gepland;
mod pages;
pub mod paths;
mod terug;
#[cfg(test)]
mod tests;
mod verdelen;

use domain::gebruiker::Recht;

pub(crate) use actions::Doen;
pub(crate) use gepland::voer_uit;
pub(crate) use terug::zoveel_mogelijk as draai_terug;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{lijst, nieuw, overname};
    Routes::new()
        .get("/overnames", Recht::CaseloadVerdelen, lijst::toon)
        .get("/overnames/nieuw", Recht::CaseloadVerdelen, nieuw::toon)
        .post("/overnames/nieuw", Recht::CaseloadVerdelen, nieuw::verwerk)
        .post("/overnames/verdelen", Recht::CaseloadVerdelen, lijst::verdeel)
        .post("/overnames/gezien", Recht::KlantInzien, overname::gezien)
        .get("/overnames/{id}", Recht::CaseloadVerdelen, overname::toon)
        .post("/overnames/{id}/intrekken", Recht::CaseloadVerdelen, overname::intrekken)
        .post("/overnames/{id}/terugdraaien", Recht::CaseloadVerdelen, overname::terugdraaien)
}
