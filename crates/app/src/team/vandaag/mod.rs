//! The working day: today's conversations, what still has to be recorded, and what asks attention. Every count leads to
//! the list behind it.

mod pages;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/vandaag", Recht::KlantInzien, pages::vandaag::toon)
}
