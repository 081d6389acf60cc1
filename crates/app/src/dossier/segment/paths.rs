//! Addresses of segments.

use domain::id::KlantId;

/// The form to put a client in a segment.
#[must_use]
pub fn indelen(klant: KlantId) -> String {
    format!("/klanten/{klant}/segment")
}
