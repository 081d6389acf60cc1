//! Who should have which client (M32): the fewest changes that give everybody somebody who knows what he asks, within the bounds of every
//! caseload, with hours that fit everybody's working time. A teamleider has a proposal made, reads what it does to whom and why,
//! keeps whom he wants where he is, and applies it: all in one transaction, as takeovers that can be taken back.

mod actions;
mod forms;
mod opgave;
mod opruimen;
mod pages;
pub mod paths;
mod rekenen;
mod terug;
#[cfg(test)]
mod tests;
mod waarom;

use domain::gebruiker::Recht;

pub(crate) use opruimen::ruim_op;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{lijst, specialismen, voorstel};
    Routes::new()
        .get(paths::LIJST, Recht::CaseloadVerdelen, lijst::toon)
        .post(paths::LIJST, Recht::CaseloadVerdelen, lijst::begin)
        .get(paths::SPECIALISMEN, Recht::CaseloadVerdelen, specialismen::toon)
        .post(paths::SPECIALISMEN, Recht::CaseloadVerdelen, specialismen::verwerk)
        .get("/verdelingen/{id}", Recht::CaseloadVerdelen, voorstel::toon)
        .post("/verdelingen/{id}/opnieuw", Recht::CaseloadVerdelen, voorstel::opnieuw)
        .post("/verdelingen/{id}/toepassen", Recht::CaseloadVerdelen, voorstel::toepassen)
        .post("/verdelingen/{id}/terugdraaien", Recht::CaseloadVerdelen, voorstel::terugdraaien)
}
