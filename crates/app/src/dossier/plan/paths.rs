//! Addresses of plans.

use domain::id::{KlantId, PlanId, StapId};

/// The plan of a client and its history.
#[must_use]
pub fn plan(klant: KlantId) -> String {
    format!("/klanten/{klant}/plan")
}

/// The form to write a plan or a new version.
#[must_use]
pub fn opstellen(klant: KlantId) -> String {
    format!("/klanten/{klant}/plan/opstellen")
}

/// Keeps the draft of that form (POST).
#[must_use]
pub fn concept(klant: KlantId) -> String {
    format!("/klanten/{klant}/plan/concept")
}

/// One version as the client reads it.
#[must_use]
pub fn lezen(id: PlanId) -> String {
    format!("/plannen/{id}")
}

/// The same on paper.
#[must_use]
pub fn pdf(id: PlanId) -> String {
    format!("/plannen/{id}/plan.pdf")
}

/// Establishes a concept (POST).
#[must_use]
pub fn vaststellen(id: PlanId) -> String {
    format!("/plannen/{id}/vaststellen")
}

/// The form to record that the client signed.
#[must_use]
pub fn ondertekenen(id: PlanId) -> String {
    format!("/plannen/{id}/ondertekenen")
}

/// Ends a plan without a newer one (POST).
#[must_use]
pub fn beeindigen(id: PlanId) -> String {
    format!("/plannen/{id}/beeindigen")
}

/// Takes the last step back (POST).
#[must_use]
pub fn herstellen(id: PlanId) -> String {
    format!("/plannen/{id}/herstellen")
}

/// Notes that a step is done, lapsed or open again (POST).
#[must_use]
pub fn stap(id: StapId) -> String {
    format!("/planstappen/{id}")
}
