//! One's own conversations in a calendar program: a secret address that the program reads again and again.
//!
//! Nobody logs in there, so the address is the key, and what it opens names no client: what kind of conversation, when and
//! where. The page behind the link asks to log in, as always. Only the hash of the secret is kept; who loses the address makes
//! a new one, and the old one opens nothing any more.

mod actions;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/mijn-agenda", Recht::KlantBewerken, pages::mijn::toon)
        .post("/mijn-agenda", Recht::KlantBewerken, pages::mijn::maak)
        .post("/mijn-agenda/intrekken", Recht::KlantBewerken, pages::mijn::trek_in)
        .get("/agenda/{geheim}", Recht::GeheimAdres, pages::feed::lees)
}
