//! Investigation of whether right and amount of a benefit are correct (*onderzoek*, PW 53a): what is looked at, what is asked,
//! what is found and what it comes to, and whether the client uses what he may have a right to.
//!
//! It begins from a record of the lawfulness track, with a client number, or with a sample (`steekproef`). Only lawfulness sees
//! it.

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
    use pages::{lijst, nieuw, toon};
    Routes::new()
        .get("/onderzoeken", Recht::Rechtmatigheid, lijst::toon)
        .get("/onderzoeken/nieuw", Recht::Rechtmatigheid, nieuw::toon)
        .post("/onderzoeken/nieuw", Recht::Rechtmatigheid, nieuw::verwerk)
        .get("/rechtmatigheid/{id}/onderzoeken", Recht::Rechtmatigheid, nieuw::toon_bij)
        .post("/rechtmatigheid/{id}/onderzoeken", Recht::Rechtmatigheid, nieuw::verwerk_bij)
        .get("/onderzoeken/{id}", Recht::Rechtmatigheid, toon::toon)
        .post("/onderzoeken/{id}", Recht::Rechtmatigheid, toon::verwerk)
}
