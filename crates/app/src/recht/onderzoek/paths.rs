//! Addresses of investigations.

use domain::id::{OnderzoekId, RechtmatigheidId};

/// The investigations that are being worked on, and those that are over.
pub const LIJST: &str = "/onderzoeken";

/// Begins one by the number of a client.
pub const NIEUW: &str = "/onderzoeken/nieuw";

/// Begins one from a record of the lawfulness track.
#[must_use]
pub fn bij(van: RechtmatigheidId) -> String {
    format!("/rechtmatigheid/{van}/onderzoeken")
}

/// An investigation; a step with it (POST).
#[must_use]
pub fn onderzoek(id: OnderzoekId) -> String {
    format!("/onderzoeken/{id}")
}
