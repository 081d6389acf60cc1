//! Planning many conversations at once: from a list of clients who are due to moments in the diary of their klantmanager,
//! spread over the days on which that one works. The program proposes, a person leaves out and confirms, and one
//! transaction plans them all.
//!
//! Or of a whole quarter at once ([`kwartaal`]), where the optimiser chooses the weeks.
//!
//! Of one klantmanager at a time: the own caseload, or for a teamleider that of somebody in the team.

mod actions;
mod forms;
mod kwartaal;
mod lijst;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// Most clients at a time: a page one can still look through.
const MEESTE: usize = 200;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{formulier, kwartaal, kwartaalvraag, ronde, voorstel};
    Routes::new()
        .get("/planning", Recht::KlantBewerken, formulier::toon)
        .post("/planning", Recht::KlantBewerken, voorstel::verwerk)
        .get("/planning/voorstel", Recht::KlantBewerken, voorstel::toon)
        .get(paths::KWARTAAL, Recht::KlantBewerken, kwartaalvraag::toon)
        .get(paths::KWARTAAL_VOORSTEL, Recht::KlantBewerken, kwartaal::toon)
        .post(paths::KWARTAAL_VOORSTEL, Recht::KlantBewerken, kwartaal::verwerk)
        .post("/planning/{id}/niet-vanzelf", Recht::KlantBewerken, ronde::niet_vanzelf)
        .get("/planning/{id}", Recht::KlantBewerken, ronde::toon)
        .post("/planning/{id}/terugdraaien", Recht::KlantBewerken, ronde::terugdraaien)
}
