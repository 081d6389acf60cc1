//! Medical examinations (*keuring*): asked for, answered with what somebody can do at work, or called off; which wait too long, and
//! how long they take.
//!
//! Deliberately absent: a field for a diagnosis, and free text in which one could be written. What the examiner found is read
//! by who works with the client only.

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
    use pages::{doorlooptijd, lijst, toon};
    Routes::new()
        .get("/klanten/{id}/keuringen", Recht::KlantInzien, toon::toon)
        .post("/klanten/{id}/keuringen", Recht::KlantBewerken, toon::aanvragen)
        .get("/keuringen", Recht::KlantInzien, lijst::toon)
        .get("/keuringen/doorlooptijd", Recht::ProjectInzien, doorlooptijd::toon)
        .post("/keuringen/{id}", Recht::KlantBewerken, toon::stap)
}
