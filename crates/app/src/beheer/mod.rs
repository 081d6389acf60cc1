//! What the applicatiebeheerder looks after: who works here, for which disciplines they are appointed, and the municipality's
//! own code lists. Accounts are made on the command line; these pages show how they stand.

mod actions;
mod pages;
pub mod paths;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/beheer", Recht::Beheren, pages::beheer::toon)
        .get("/beheer/gebruikers/{id}", Recht::Beheren, pages::gebruiker::toon)
        .post("/beheer/gebruikers/{id}", Recht::Beheren, pages::gebruiker::verwerk)
}
