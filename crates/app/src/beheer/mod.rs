//! What the applicatiebeheerder looks after: who works here, and the municipality's own code lists. Changing them is done
//! on the command line; this page shows how they stand.

mod pages;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/beheer", Recht::Beheren, pages::beheer::toon)
}
