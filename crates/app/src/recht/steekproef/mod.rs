//! A periodic sample of clients whose right is looked into (*steekproef*, PW 53a): drawn by chance that anybody can check, with a
//! recorded seed and share. Whoever is drawn and has no investigation yet, gets one.
//!
//! Before it is drawn the page says how many it would be; not who.

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
    use pages::{lijst, nieuw, toon};
    Routes::new()
        .get("/steekproeven", Recht::Rechtmatigheid, lijst::toon)
        .get("/steekproeven/nieuw", Recht::Rechtmatigheid, nieuw::toon)
        .post("/steekproeven/nieuw", Recht::Rechtmatigheid, nieuw::verwerk)
        .get("/steekproeven/{id}", Recht::Rechtmatigheid, toon::toon)
}
