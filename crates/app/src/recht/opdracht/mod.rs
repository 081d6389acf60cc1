//! Orders to the benefit administration (*opdracht*): what is to be passed on, as a list and as a file; what waits for the next
//! file of clients to confirm it; and where that file shows something else.
//!
//! Klantbeeld pays nobody. An order follows from a decision (`besluit`) or from a withdrawal after a suspension (`opschorting`);
//! an import holds its file against it (`importeren`). What no file shows, somebody can ask and confirm here.

mod actions;
mod export;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::lijst;
    Routes::new()
        .get("/opdrachten", Recht::Rechtmatigheid, lijst::toon)
        .post("/opdrachten", Recht::Rechtmatigheid, lijst::verwerk)
        .get("/opdrachten/export.xlsx", Recht::Rechtmatigheid, export::xlsx)
        .get("/opdrachten/export.csv", Recht::Rechtmatigheid, export::csv)
}
