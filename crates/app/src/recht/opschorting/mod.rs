//! Suspension of the right to benefit (*opschorting*, PW 54): begun from a record of the lawfulness track or from an investigation that
//! asks for it, told in a letter, and then repaired, withdrawn by two people, lapsed after eight weeks, or taken back by a new decision.
//!
//! The guidance sees that a right is suspended and since when; why, and what is decided, stays on this track.

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
        .get("/opschortingen", Recht::Rechtmatigheid, lijst::toon)
        .get("/rechtmatigheid/{id}/opschorten", Recht::Rechtmatigheid, nieuw::toon)
        .post("/rechtmatigheid/{id}/opschorten", Recht::Rechtmatigheid, nieuw::verwerk)
        .get("/onderzoeken/{id}/opschorten", Recht::Rechtmatigheid, nieuw::toon_uit_onderzoek)
        .post("/onderzoeken/{id}/opschorten", Recht::Rechtmatigheid, nieuw::verwerk_uit_onderzoek)
        .get("/opschortingen/{id}", Recht::Rechtmatigheid, toon::toon)
        .post("/opschortingen/{id}", Recht::Rechtmatigheid, toon::verwerk)
        .get("/opschortingen/{id}/brief", Recht::Rechtmatigheid, toon::brief)
}
