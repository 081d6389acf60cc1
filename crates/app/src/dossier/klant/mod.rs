//! A client: somebody who receives, or received, social assistance. Everything that happened on one timeline, and the
//! data of the person.
//!
//! Every page notes who was shown to whom. The BSN is shown on request only, and that is noted apart.

mod actions;
mod forms;
mod pages;
pub mod paths;
mod tijdlijn;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/klanten/{id}", Recht::KlantInzien, pages::tijdlijn::toon)
        .get("/klanten/{id}/bsn", Recht::KlantInzien, pages::tijdlijn::bsn_niet_opnieuw)
        .post("/klanten/{id}/bsn", Recht::KlantInzien, pages::tijdlijn::toon_bsn)
        .get("/gesprekken/{id}/voorbereiden", Recht::KlantInzien, pages::voorbereiden::toon)
        .get("/klanten/{id}/gegevens", Recht::KlantInzien, pages::gegevens::toon)
        .post("/klanten/{id}/email-akkoord", Recht::KlantBewerken, pages::gegevens::email_akkoord)
        .get("/klanten/{id}/gegevens/wijzigen", Recht::KlantBewerken, pages::wijzigen::toon)
        .post("/klanten/{id}/gegevens/wijzigen", Recht::KlantBewerken, pages::wijzigen::verwerk)
}
