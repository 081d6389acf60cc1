//! The end of a benefit: decided with a reason and a last day of right (PW 54, or on request). A reason of *onbekend* is allowed
//! but asked about once, because it counts as missing registration.
//!
//! As long as the client was not told, an end that was recorded by mistake is taken back. What was told in a letter is undone by
//! another decision only, with a day, a reference and a reason; both stay known.
//!
//! Deliberately absent: granting and calculating. The benefit administration does that.

mod actions;
mod brief;
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
    use pages::{beeindigen, terugdraaien, uitkeringen};
    Routes::new()
        .get("/klanten/{id}/uitkering/beeindigen", Recht::UitkeringBeeindigen, beeindigen::toon)
        .post("/klanten/{id}/uitkering/beeindigen", Recht::UitkeringBeeindigen, beeindigen::verwerk)
        .get("/klanten/{id}/uitkeringen", Recht::KlantInzien, uitkeringen::toon)
        .get("/uitkeringen/{id}/brief", Recht::UitkeringBeeindigen, terugdraaien::pdf)
        .post("/uitkeringen/{id}/brief", Recht::UitkeringBeeindigen, terugdraaien::brief)
        .post("/uitkeringen/{id}/terugdraaien", Recht::UitkeringBeeindigen, terugdraaien::verwerk)
        .post("/uitkeringen/{id}/herstellen", Recht::UitkeringBeeindigen, beeindigen::herstellen)
}
