//! A signal about a client from a colleague, a neighbourhood team or a partner: this client may be ready for a next step. It
//! stands in the list of the klantmanager until it is handled, and the sender gets an answer (Koersdocument Haarlem, 2016).
//! It belongs to the client, so it follows the client to the next klantmanager and to whoever stands in.

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
    use pages::{lijst, signaal, toevoegen};
    Routes::new()
        .get("/signalen", Recht::KlantInzien, lijst::toon)
        .get("/klanten/{id}/signalen/toevoegen", Recht::KlantBewerken, toevoegen::toon)
        .post("/klanten/{id}/signalen/toevoegen", Recht::KlantBewerken, toevoegen::verwerk)
        .get("/signalen/{id}", Recht::KlantInzien, signaal::toon)
        .post("/signalen/{id}/oppakken", Recht::KlantBewerken, signaal::oppakken)
        .post("/signalen/{id}/afhandelen", Recht::KlantBewerken, signaal::afhandelen)
        .post("/signalen/{id}/niet-volgen", Recht::KlantBewerken, signaal::niet_volgen)
        .post("/signalen/{id}/herstellen", Recht::KlantBewerken, signaal::herstellen)
}
