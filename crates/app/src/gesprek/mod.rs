//! A conversation with a client: planned, held and recorded, or not held and why.
//!
//! Inviting, showing and result are separate facts. What is typed is kept as a draft on the server while typing.

mod actions;
mod forms;
mod pages;
pub mod paths;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The name of the form whose drafts are kept.
pub const FORMULIER: &str = "gesprek";
/// The same for a conversation that was not planned; its drafts go by the client.
pub const FORMULIER_ONGEPLAND: &str = "gesprek-ongepland";

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{gesprek, niet_doorgegaan, plannen, vastleggen};
    Routes::new()
        .get("/klanten/{id}/gesprekken/plannen", Recht::KlantBewerken, plannen::toon)
        .post("/klanten/{id}/gesprekken/plannen", Recht::KlantBewerken, plannen::verwerk)
        .get("/klanten/{id}/gesprekken/vastleggen", Recht::KlantBewerken, vastleggen::toon_ongepland)
        .post("/klanten/{id}/gesprekken/vastleggen", Recht::KlantBewerken, vastleggen::verwerk_ongepland)
        .post("/klanten/{id}/gesprekken/concept", Recht::KlantBewerken, vastleggen::concept_ongepland)
        .get("/gesprekken/{id}", Recht::KlantInzien, gesprek::toon)
        .get("/gesprekken/{id}/vastleggen", Recht::KlantBewerken, vastleggen::toon)
        .post("/gesprekken/{id}/vastleggen", Recht::KlantBewerken, vastleggen::verwerk)
        .post("/gesprekken/{id}/concept", Recht::KlantBewerken, vastleggen::concept)
        .post("/gesprekken/{id}/uitnodigen", Recht::KlantBewerken, gesprek::uitnodigen)
        .get("/gesprekken/{id}/niet-doorgegaan", Recht::KlantBewerken, niet_doorgegaan::toon)
        .post("/gesprekken/{id}/niet-doorgegaan", Recht::KlantBewerken, niet_doorgegaan::verwerk)
        .post("/gesprekken/{id}/herstellen", Recht::KlantBewerken, gesprek::herstellen)
}
