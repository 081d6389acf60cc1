//! Target groups of a client (M07): which offer of the municipality was bought with somebody like this client in mind. Dated,
//! with who said so and why; 50+ follows from the birth date.
//!
//! That somebody was in prison is seen by the own klantmanager, and whoever stands in for that one, alone. For everybody else
//! it does not exist: no choice, no row, no badge.

mod actions;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::doelgroepen;
    Routes::new()
        .get("/klanten/{id}/doelgroepen", Recht::KlantInzien, doelgroepen::toon)
        .post("/klanten/{id}/doelgroepen", Recht::KlantBewerken, doelgroepen::verwerk)
        .post("/klanten/{id}/doelgroepen/beeindigen", Recht::KlantBewerken, doelgroepen::beeindig)
        .post("/klanten/{id}/doelgroepen/intrekken", Recht::KlantBewerken, doelgroepen::trek_in)
}
