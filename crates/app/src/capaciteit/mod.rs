//! What ways of working ask in people and money (M31): scenarios side by side, each with everything it assumes. The council of Haarlem asked
//! it about caseloads of 120 to 80, about two conversations a year, about an amount. Those stand ready; others are made from them.

mod actions;
mod forms;
mod lijst;
mod pages;
pub mod paths;
mod rapport;
#[cfg(test)]
mod tests;
pub(crate) mod vergelijking;
mod werkblad;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{bestanden, scenario, vergelijken};
    Routes::new()
        .get(paths::PAGINA, Recht::Capaciteit, vergelijken::toon)
        .get("/capaciteit/vergelijking.xlsx", Recht::Capaciteit, bestanden::xlsx)
        .get("/capaciteit/vergelijking.pdf", Recht::Capaciteit, bestanden::pdf)
        .get(paths::NIEUW, Recht::Capaciteit, scenario::nieuw)
        .post(paths::NIEUW, Recht::Capaciteit, scenario::bewaar_nieuw)
        .get("/capaciteit/scenarios/{id}", Recht::Capaciteit, scenario::toon)
        .post("/capaciteit/scenarios/{id}", Recht::Capaciteit, scenario::bewaar)
        .post("/capaciteit/scenarios/{id}/weggooien", Recht::Capaciteit, scenario::gooi_weg)
}
