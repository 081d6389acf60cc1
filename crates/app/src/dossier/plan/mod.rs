//! The plan of a client (*plan van aanpak*, PW 44a): goal, steps, rights and duties, and when it is looked at together.
//!
//! It is written as a concept, established, and signed by the client on the screen or on paper. What is established does not
//! change: a new version takes its place and the former stays readable. Whoever the law asks a plan for and has none, is
//! shown so in the head of every page about that client.

mod actions;
mod forms;
mod pages;
mod papier;
pub mod paths;
#[cfg(test)]
mod tests;
mod weergave;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The name of the form whose drafts are kept; they go by the client, who has one concept at most.
pub const FORMULIER: &str = "plan";

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{bestand, lezen, ondertekenen, opstellen, plan};
    Routes::new()
        .get("/klanten/{id}/plan", Recht::KlantInzien, plan::toon)
        .get("/klanten/{id}/plan/opstellen", Recht::KlantBewerken, opstellen::toon)
        .post("/klanten/{id}/plan/opstellen", Recht::KlantBewerken, opstellen::verwerk)
        .post("/klanten/{id}/plan/concept", Recht::KlantBewerken, opstellen::concept)
        .get("/plannen/{id}", Recht::KlantInzien, lezen::toon)
        .get("/plannen/{id}/plan.pdf", Recht::KlantInzien, bestand::pdf)
        .post("/plannen/{id}/vaststellen", Recht::KlantBewerken, plan::vaststellen)
        .get("/plannen/{id}/ondertekenen", Recht::KlantBewerken, ondertekenen::toon)
        .post("/plannen/{id}/ondertekenen", Recht::KlantBewerken, ondertekenen::verwerk)
        .post("/plannen/{id}/beeindigen", Recht::KlantBewerken, plan::beeindigen)
        .post("/plannen/{id}/herstellen", Recht::KlantBewerken, plan::herstellen)
        .post("/planstappen/{id}", Recht::KlantBewerken, plan::stap)
}
