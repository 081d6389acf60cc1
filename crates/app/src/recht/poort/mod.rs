//! The gate (*poort*, PW 41, 43a and 44): from the day somebody comes forward to a grant, a refusal, work or another provision.
//!
//! It stands in `recht`, because it is about whether there is a right. Klantmanager and teamleider do it: in Haarlem one person is there
//! for income and work from the first day. Who decides on the application needs [`Recht::UitkeringBeeindigen`], the mandate to decide on
//! a benefit; a provider never has it (PW 7(4)). A grant makes the client, with a spell, a fixed klantmanager and, for who is under 27,
//! an established plan, in one transaction.

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
    use pages::{lijst, nieuw, toekennen, toon};
    Routes::new()
        .get("/poort", Recht::KlantInzien, lijst::toon)
        .get("/poort/nieuw", Recht::KlantBewerken, nieuw::toon)
        .post("/poort/nieuw", Recht::KlantBewerken, nieuw::verwerk)
        .get("/poort/{id}", Recht::KlantInzien, toon::toon)
        .post("/poort/{id}", Recht::KlantBewerken, toon::verwerk)
        .post("/poort/{id}/weigeren", Recht::UitkeringBeeindigen, toon::weigeren)
        .get("/poort/{id}/toekennen", Recht::UitkeringBeeindigen, toekennen::toon)
        .post("/poort/{id}/toekennen", Recht::UitkeringBeeindigen, toekennen::verwerk)
}
