//! The code lists of the municipality (M39): what can be chosen in forms, under which heading it is counted, what CBS calls it, and from
//! and until when. The applicatiebeheerder adds, corrects and ends; what was used is never taken away. A list goes out as a CSV file
//! and comes in as one.

mod actions;
mod bestand;
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
    use pages::{inlezen, lijst, post};
    Routes::new()
        .get("/beheer/codelijsten/{lijst}", Recht::Beheren, lijst::toon)
        .get("/beheer/codelijsten/{lijst}/export.csv", Recht::Beheren, lijst::csv)
        .get("/beheer/codelijsten/{lijst}/toevoegen", Recht::Beheren, post::toon_nieuw)
        .post("/beheer/codelijsten/{lijst}/toevoegen", Recht::Beheren, post::verwerk_nieuw)
        .get("/beheer/codelijsten/{lijst}/wijzigen", Recht::Beheren, post::toon)
        .post("/beheer/codelijsten/{lijst}/wijzigen", Recht::Beheren, post::verwerk)
        .post("/beheer/codelijsten/{lijst}/verwijderen", Recht::Beheren, post::verwijder)
        .get("/beheer/codelijsten/{lijst}/inlezen", Recht::Beheren, inlezen::toon)
        .post("/beheer/codelijsten/{lijst}/inlezen", Recht::Beheren, inlezen::verwerk)
}
