//! Addresses of the picture of a client.

use domain::id::KlantId;

/// The picture as it stands, and the versions before.
#[must_use]
pub fn klantbeeld(klant: KlantId) -> String {
    format!("/klanten/{klant}/klantbeeld")
}

/// The form to draw it.
#[must_use]
pub fn wijzigen(klant: KlantId) -> String {
    format!("/klanten/{klant}/klantbeeld/wijzigen")
}

/// Keeps what is being typed (POST).
#[must_use]
pub fn concept(klant: KlantId) -> String {
    format!("/klanten/{klant}/klantbeeld/concept")
}
