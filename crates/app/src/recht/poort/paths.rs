//! Addresses of the gate.

use domain::id::PoortId;

/// Who is at the gate.
pub const LIJST: &str = "/poort";

/// Somebody comes forward.
pub const NIEUW: &str = "/poort/nieuw";

/// A case; a step with it (POST).
#[must_use]
pub fn poort(id: PoortId) -> String {
    format!("/poort/{id}")
}

/// The form to grant the benefit.
#[must_use]
pub fn toekennen(id: PoortId) -> String {
    format!("/poort/{id}/toekennen")
}

/// Refuses the application (POST).
#[must_use]
pub fn weigeren(id: PoortId) -> String {
    format!("/poort/{id}/weigeren")
}
