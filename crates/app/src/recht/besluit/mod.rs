//! Decisions about right and amount (*besluit*): herziening and intrekking (PW 54(3)), terugvordering (58) and verlaging (18).
//! Prepared, laid before a second person, decided, and taken back by a new decision only; its order goes to the benefit
//! administration (`opdracht`).
//!
//! It begins from an investigation, from a suspension, or with a client number. The guidance sees that something was decided
//! and when; what and why stays on this track.

mod actions;
mod brief;
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
        .get("/besluiten", Recht::Rechtmatigheid, lijst::toon)
        .get("/besluiten/nieuw", Recht::Rechtmatigheid, nieuw::toon)
        .post("/besluiten/nieuw", Recht::Rechtmatigheid, nieuw::verwerk)
        .get("/besluiten/{id}", Recht::Rechtmatigheid, toon::toon)
        .post("/besluiten/{id}", Recht::Rechtmatigheid, toon::verwerk)
        .get("/besluiten/{id}/brief", Recht::Rechtmatigheid, toon::brief)
        .get("/besluiten/{id}/wijzigen", Recht::Rechtmatigheid, nieuw::toon_wijzigen)
        .post("/besluiten/{id}/wijzigen", Recht::Rechtmatigheid, nieuw::wijzig)
}
