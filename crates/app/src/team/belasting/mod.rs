//! How heavy caseloads are, in hours beside heads (M02): over time for a team, how the number is made, and the two settings
//! it rests on. The number itself stands where it is used: on Team, on Vandaag, and where clients change hands.

mod actions;
mod export;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod verloop;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{instellen, uitleg, verloop};
    Routes::new()
        .get("/belasting", Recht::KlantInzien, uitleg::toon)
        .get("/team/belasting", Recht::TeamInzien, verloop::toon)
        .get("/team/belasting/export.xlsx", Recht::TeamInzien, export::xlsx)
        .get("/team/belasting/export.csv", Recht::TeamInzien, export::csv)
        .get("/beheer/belasting", Recht::Beheren, instellen::toon)
        .post("/beheer/belasting", Recht::Beheren, instellen::verwerk)
        .post("/beheer/belasting/intrekken", Recht::Beheren, instellen::trek_in)
        .post("/beheer/belasting/verdelen", Recht::Beheren, instellen::verdeel)
}
