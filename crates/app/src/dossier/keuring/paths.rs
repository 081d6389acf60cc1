//! Addresses of medical examinations.

use domain::id::{KeuringId, KlantId};

/// Those of which the answer is still to come.
pub const LIJST: &str = "/keuringen";

/// How long they take.
pub const DOORLOOPTIJD: &str = "/keuringen/doorlooptijd";

/// The examinations of a client; asks for one (POST).
#[must_use]
pub fn van_klant(klant: KlantId) -> String {
    format!("/klanten/{klant}/keuringen")
}

/// A step with one (POST).
#[must_use]
pub fn stap(id: KeuringId) -> String {
    format!("/keuringen/{id}")
}
