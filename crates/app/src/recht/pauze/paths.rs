//! Addresses of pauses.

use domain::id::{KlantId, PauzeId};

/// Pause and income of a client; begins a pause (POST).
#[must_use]
pub fn van_klant(klant: KlantId) -> String {
    format!("/klanten/{klant}/pauze")
}

/// A step with a pause (POST).
#[must_use]
pub fn stap(id: PauzeId) -> String {
    format!("/pauzes/{id}")
}
