//! The end of a benefit: decided with a reason and a last day of right (PW 54, or on request), and taken back when it was
//! recorded by mistake. A reason of *onbekend* is allowed but asked about once, because it counts as missing registration.
//!
//! Deliberately absent: granting and calculating. The benefit administration does that.

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
    use pages::beeindigen;
    Routes::new()
        .get("/klanten/{id}/uitkering/beeindigen", Recht::UitkeringBeeindigen, beeindigen::toon)
        .post("/klanten/{id}/uitkering/beeindigen", Recht::UitkeringBeeindigen, beeindigen::verwerk)
        .post("/uitkeringen/{id}/herstellen", Recht::UitkeringBeeindigen, beeindigen::herstellen)
}
