//! The lawfulness track: whether somebody has a right to benefit, in a record of its own beside the guidance (PW 53a, 54).
//!
//! Who works on it sees what the law needs: who it is, when the client was invited and did not come. Reports of the guidance
//! are not among that, and the guidance sees of this track only that it took place.

mod actions;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod vak;

use domain::gebruiker::Recht;

pub use self::vak::{Rechtmatigheidsvak, laad as laad_vak};
use crate::web::Routes;

/// The name of the form whose drafts are kept; they go by the record.
pub const FORMULIER: &str = "rechtmatigheid";

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{lijst, verslag};
    Routes::new()
        .post("/gesprekken/{id}/rechtmatigheid", Recht::KlantBewerken, lijst::vragen)
        .get("/rechtmatigheid", Recht::Rechtmatigheid, lijst::toon)
        .post("/rechtmatigheid/overgedragen/{id}", Recht::Rechtmatigheid, lijst::oppakken)
        .get("/rechtmatigheid/{id}", Recht::Rechtmatigheid, verslag::toon)
        .post("/rechtmatigheid/{id}", Recht::Rechtmatigheid, verslag::verwerk)
        .post("/rechtmatigheid/{id}/concept", Recht::Rechtmatigheid, verslag::concept)
        .post("/rechtmatigheid/{id}/heropenen", Recht::Rechtmatigheid, verslag::heropenen)
}
