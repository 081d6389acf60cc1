//! Who takes part in a conversation beside the klantmanager, and the note that each of them keeps.
//!
//! A note about health, debts or justice is read by whoever wrote it and by colleagues who were appointed for that
//! discipline; the klantmanager reads the conclusion. Every reading of a note is noted before it is shown.

mod actions;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod vak;

use domain::gebruiker::Recht;

pub use self::vak::{Deelnemersvak, laad as laad_vak, namen};
use crate::web::Routes;

/// The name of the form whose drafts are kept; they go by the participant.
pub const FORMULIER: &str = "notitie";

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{mijn, notitie, toevoegen};
    Routes::new()
        .get("/mijn-gesprekken", Recht::DeelnemerVandaag, mijn::toon)
        .get("/gesprekken/{id}/deelnemers/toevoegen", Recht::KlantBewerken, toevoegen::toon)
        .post("/gesprekken/{id}/deelnemers/toevoegen", Recht::KlantBewerken, toevoegen::verwerk)
        .post("/deelnemers/{id}/weghalen", Recht::KlantBewerken, toevoegen::weghalen)
        .get("/deelnemers/{id}", Recht::Deelnemen, notitie::toon)
        .post("/deelnemers/{id}", Recht::Deelnemen, notitie::verwerk)
        .post("/deelnemers/{id}/concept", Recht::Deelnemen, notitie::concept)
}
