//! The pause of a benefit (*uitkeringspauze*): at most three months off benefit through paid work, and back without the gate. One
//! page of a client shows it with the income beside the benefit.
//!
//! Somebody is warned before it runs out; when nobody came back, the benefit ends by work, in the same transaction.

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
    use pages::toon;
    Routes::new()
        .get("/klanten/{id}/pauze", Recht::KlantInzien, toon::toon)
        .post("/klanten/{id}/pauze", Recht::UitkeringBeeindigen, toon::beginnen)
        .post("/pauzes/{id}", Recht::UitkeringBeeindigen, toon::stap)
}
