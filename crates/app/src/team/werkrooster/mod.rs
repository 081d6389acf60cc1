//! When people work: the weekly pattern of each klantmanager, the days somebody is away, and the days on which the
//! municipality is closed. Conversations are planned in what is left.
//!
//! Everybody keeps the own days; a teamleider also those of the klantmanagers in the team. Why somebody is away is seen by
//! these two alone.

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
    use pages::{rooster, sluitingsdagen, wijzigen};
    Routes::new()
        .get("/rooster", Recht::KlantBewerken, rooster::toon_eigen)
        .get("/rooster/{id}", Recht::KlantBewerken, rooster::toon)
        .get("/rooster/{id}/wijzigen", Recht::KlantBewerken, wijzigen::toon)
        .post("/rooster/{id}/wijzigen", Recht::KlantBewerken, wijzigen::verwerk)
        .post("/rooster/{id}/afwezigheid", Recht::KlantBewerken, rooster::meld_afwezig)
        .post("/afwezigheid/{id}/intrekken", Recht::KlantBewerken, rooster::trek_in)
        .post("/afwezigheid/{id}/terugzetten", Recht::KlantBewerken, rooster::zet_terug)
        .get("/beheer/sluitingsdagen", Recht::Beheren, sluitingsdagen::toon)
        .post("/beheer/sluitingsdagen", Recht::Beheren, sluitingsdagen::verwerk)
}
