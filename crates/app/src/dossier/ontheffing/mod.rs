//! Exemption from duties (PW 9(2), 9(5) and 9a): on which article it rests, from which duties, for how long and why.
//!
//! It is granted once, looked at again when that is due, and taken back only when it was recorded by mistake; the row and the log
//! keep the trace. What the rules cannot judge stands above the form before one goes on.
//! Deliberately absent: diagnoses. What somebody can and cannot do is enough to decide on.

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
    use pages::verlenen;
    Routes::new()
        .get("/klanten/{id}/ontheffingen/verlenen", Recht::KlantBewerken, verlenen::toon)
        .post("/klanten/{id}/ontheffingen/verlenen", Recht::KlantBewerken, verlenen::verwerk)
        .post("/ontheffingen/{id}/heroverwegen", Recht::KlantBewerken, verlenen::heroverwegen)
        .post("/ontheffingen/{id}/intrekken", Recht::KlantBewerken, verlenen::intrekken)
}
