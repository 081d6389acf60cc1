//! Addresses of what happened to the right of a client.

use domain::id::KlantId;

/// All of it, for who works on the lawfulness track.
#[must_use]
pub fn van_klant(klant: KlantId) -> String {
    format!("/recht/{klant}")
}
