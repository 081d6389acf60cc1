//! How often there must be contact with each client (M03): the norm of the municipality, what was agreed with one client
//! instead, and how a team stands by it. "Iedereen twee keer per jaar" is a promise; these pages show whether it is kept.

mod actions;
mod forms;
mod herberekening;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

pub use self::herberekening::ga_verder;
use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{contact, maatwerk, normen, team};
    Routes::new()
        .get("/klanten/{id}/contact", Recht::KlantInzien, contact::toon)
        .get("/klanten/{id}/contact/maatwerk", Recht::KlantBewerken, maatwerk::toon)
        .post("/klanten/{id}/contact/maatwerk", Recht::KlantBewerken, maatwerk::verwerk)
        .post("/klanten/{id}/contact/maatwerk/beeindigen", Recht::KlantBewerken, maatwerk::beeindig)
        .get("/team", Recht::TeamInzien, team::toon)
        .get("/beheer/contactnormen", Recht::Beheren, normen::toon)
        .post("/beheer/contactnormen", Recht::Beheren, normen::verwerk)
        .post("/beheer/contactnormen/{id}/intrekken", Recht::Beheren, normen::trek_in)
}
