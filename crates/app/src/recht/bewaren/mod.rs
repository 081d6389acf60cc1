//! Keeping and destroying (*bewaren en vernietigen*): how long which record is kept, what becomes due, and lists of what is
//! destroyed: one person draws a list up, another agrees, and only then it is carried out, with a declaration.
//!
//! It is for the administrator: this is about all clients alike, and whoever works with a client has an interest in what is kept of
//! one. A list names clients by number only.

mod actions;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod verklaring;

use domain::gebruiker::Recht;

pub use self::actions::ga_verder;
use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{lijst, overzicht, verklaring};
    Routes::new()
        .get("/bewaren", Recht::Bewaren, overzicht::toon)
        .post("/bewaren/lijsten", Recht::Bewaren, overzicht::stel_op)
        .post("/bewaren/toetsen", Recht::Bewaren, overzicht::bevestig_termijn)
        .post("/bewaren/projecten/{code}", Recht::Bewaren, overzicht::leg_project_vast)
        .get("/bewaren/lijsten/{id}", Recht::Bewaren, lijst::toon)
        .post("/bewaren/lijsten/{id}", Recht::Bewaren, lijst::verwerk)
        .get("/bewaren/lijsten/{id}/verklaring", Recht::Bewaren, verklaring::toon)
        .get("/bewaren/lijsten/{id}/verklaring/pdf", Recht::Bewaren, verklaring::pdf)
}
