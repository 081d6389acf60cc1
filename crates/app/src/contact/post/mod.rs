//! Letters that go out by e-mail: the outbox, the process that empties it, and what a person decides when it cannot.
//!
//! A letter is put in the outbox in the transaction that makes it. The process takes letters up one by one, writes down what
//! it is about to do before it does it, and what the server answered after. Nothing is sent twice by a program, and nothing
//! is forgotten: ADR 0010.

mod actions;
mod bericht;
mod pages;
pub mod paths;
mod ronde;
mod smtp;
#[cfg(test)]
mod tests;
mod verzenden;
pub mod woorden;

use domain::gebruiker::Recht;

pub use self::{
    actions::{Adres, OVERLEDEN, Weg, adres, bereikt, niet_overleden, uitnodiging_weg, weet_ervan},
    verzenden::{Gedaan, Postbode},
};
use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .post("/brieven/{id}/email", Recht::KlantBewerken, pages::besluit::verwerk)
        .get("/beheer/uitgaande-email", Recht::Beheren, pages::beheer::toon)
        .post("/beheer/uitgaande-email", Recht::Beheren, pages::beheer::verwerk)
}
