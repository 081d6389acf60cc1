//! A conversation with a client: planned, moved, held and recorded, or not held and why, and what follows when somebody
//! does not come.
//!
//! Inviting, showing and result are separate facts. What is typed is kept as a draft on the server while typing.

mod actions;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

pub(in crate::contact) use self::actions::komt_dubbel_op_lijst;
use crate::web::Routes;

/// The name of the form whose drafts are kept.
pub const FORMULIER: &str = "gesprek";
/// The same for a conversation that was not planned; its drafts go by the client.
pub const FORMULIER_ONGEPLAND: &str = "gesprek-ongepland";

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{
        agenda::{moment, op_lijst},
        gesprek,
        hersteltermijn::{alsnog, geven},
        niet_doorgegaan, plannen,
        vastleggen::{gepland, ongepland},
    };
    Routes::new()
        .get("/klanten/{id}/gesprekken/plannen", Recht::KlantBewerken, plannen::toon)
        .post("/klanten/{id}/gesprekken/plannen", Recht::KlantBewerken, plannen::verwerk)
        .get("/klanten/{id}/gesprekken/op-de-lijst", Recht::KlantBewerken, op_lijst::toon)
        .post("/klanten/{id}/gesprekken/op-de-lijst", Recht::KlantBewerken, op_lijst::verwerk)
        .get("/klanten/{id}/gesprekken/vastleggen", Recht::KlantBewerken, ongepland::toon)
        .post("/klanten/{id}/gesprekken/vastleggen", Recht::KlantBewerken, ongepland::verwerk)
        .post("/klanten/{id}/gesprekken/concept", Recht::KlantBewerken, ongepland::concept)
        .get("/gesprekken/{id}", Recht::KlantInzien, gesprek::toon)
        .get("/gesprekken/{id}/vastleggen", Recht::KlantBewerken, gepland::toon)
        .post("/gesprekken/{id}/vastleggen", Recht::KlantBewerken, gepland::verwerk)
        .post("/gesprekken/{id}/concept", Recht::KlantBewerken, gepland::concept)
        .post("/gesprekken/{id}/uitnodigen", Recht::KlantBewerken, gesprek::uitnodigen)
        .post("/gesprekken/{id}/bevestigen", Recht::KlantBewerken, gesprek::bevestigen)
        .get("/gesprekken/{id}/inplannen", Recht::KlantBewerken, moment::inplannen)
        .post("/gesprekken/{id}/inplannen", Recht::KlantBewerken, moment::plan_in)
        .get("/gesprekken/{id}/verzetten", Recht::KlantBewerken, moment::verzetten)
        .post("/gesprekken/{id}/verzetten", Recht::KlantBewerken, moment::verzet)
        .get("/gesprekken/{id}/niet-doorgegaan", Recht::KlantBewerken, niet_doorgegaan::toon)
        .post("/gesprekken/{id}/niet-doorgegaan", Recht::KlantBewerken, niet_doorgegaan::verwerk)
        .get("/gesprekken/{id}/hersteltermijn", Recht::KlantBewerken, geven::toon)
        .post("/gesprekken/{id}/hersteltermijn", Recht::KlantBewerken, geven::verwerk)
        .get("/gesprekken/{id}/alsnog-gekomen", Recht::KlantBewerken, alsnog::toon)
        .post("/gesprekken/{id}/alsnog-gekomen", Recht::KlantBewerken, alsnog::verwerk)
        .post("/gesprekken/{id}/afspraak", Recht::KlantBewerken, gesprek::afspraak)
        .post("/gesprekken/{id}/overdragen", Recht::KlantBewerken, gesprek::overdragen)
        .post("/gesprekken/{id}/herstellen", Recht::KlantBewerken, gesprek::herstellen)
}
