//! Logging in and out. Local accounts with a password; the municipality's own sign-on comes later.
//!
//! Guessing is made slow in two ways: every check costs an Argon2id hash, also for a name that does not exist, and after
//! a number of failures under one name or from one address it is refused for a while.

mod actions;
mod pages;
mod wachtwoord;

use domain::gebruiker::Recht;

pub use wachtwoord::{OngeldigWachtwoord, Wachtwoord, hash};

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Recht::Ingelogd, pages::inloggen::begin)
        .get("/inloggen", Recht::Openbaar, pages::inloggen::toon)
        .post("/inloggen", Recht::Openbaar, pages::inloggen::verwerk)
        .post("/uitloggen", Recht::Ingelogd, pages::inloggen::uitloggen)
}
