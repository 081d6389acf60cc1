//! Addresses of management.

use domain::id::GebruikerId;

/// For which disciplines somebody is appointed.
#[must_use]
pub fn gebruiker(id: GebruikerId) -> String {
    format!("/beheer/gebruikers/{id}")
}
