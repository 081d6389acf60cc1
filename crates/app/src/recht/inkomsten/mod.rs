//! Income beside a benefit: part-time work and self-employment, from day to day, and which part of it the law leaves out of
//! account (*vrijlating*, PW 31).
//!
//! Deliberately absent: settling it with the benefit. The benefit administration does that.

mod actions;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod vrijlating;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{lijst, toon};
    Routes::new()
        .get("/klanten/{id}/inkomsten", Recht::KlantInzien, lijst::toon)
        .post("/klanten/{id}/inkomsten", Recht::KlantBewerken, lijst::verwerk)
        .get("/inkomsten/{id}", Recht::KlantInzien, toon::toon)
        .post("/inkomsten/{id}", Recht::KlantBewerken, toon::verwerk)
}
