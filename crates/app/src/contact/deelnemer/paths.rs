//! Addresses of participants and their notes.

use domain::id::{DeelnemerId, GesprekId};

/// The conversations one takes part in.
pub const MIJN: &str = "/mijn-gesprekken";

/// The form to add somebody to a conversation.
#[must_use]
pub fn toevoegen(gesprek: GesprekId) -> String {
    format!("/gesprekken/{gesprek}/deelnemers/toevoegen")
}

/// Takes somebody away again (POST).
#[must_use]
pub fn weghalen(id: DeelnemerId) -> String {
    format!("/deelnemers/{id}/weghalen")
}

/// The note of a participant: his own to write, another's to read.
#[must_use]
pub fn notitie(id: DeelnemerId) -> String {
    format!("/deelnemers/{id}")
}

/// Keeps the draft of one's own note (POST).
#[must_use]
pub fn concept(id: DeelnemerId) -> String {
    format!("/deelnemers/{id}/concept")
}
