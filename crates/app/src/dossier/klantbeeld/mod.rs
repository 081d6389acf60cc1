//! The picture of a client: talents, work, education, languages, wishes, what stands in the way, and the step of the
//! participation ladder. Recorded in and after a klantbeeldgesprek; every version stays readable.

mod actions;
mod deel;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

pub(crate) use self::actions::{bewaar_concept, schrijf};
pub use self::deel::Beelddeel;
use crate::web::Routes;

/// The name of the form whose drafts are kept.
const FORMULIER: &str = "klantbeeld";

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{klantbeeld, wijzigen};
    Routes::new()
        .get("/klanten/{id}/klantbeeld", Recht::KlantInzien, klantbeeld::toon)
        .get("/klanten/{id}/klantbeeld/wijzigen", Recht::KlantBewerken, wijzigen::toon)
        .post("/klanten/{id}/klantbeeld/wijzigen", Recht::KlantBewerken, wijzigen::verwerk)
        .post("/klanten/{id}/klantbeeld/concept", Recht::KlantBewerken, wijzigen::concept)
}
