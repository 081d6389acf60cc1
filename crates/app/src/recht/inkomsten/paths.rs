//! Addresses of income.

use domain::id::{InkomstenId, KlantId};

/// The income of a client; adds some (POST).
#[must_use]
pub fn inkomsten(klant: KlantId) -> String {
    format!("/klanten/{klant}/inkomsten")
}

/// One stretch of income; ends it or takes it back (POST).
#[must_use]
pub fn een(id: InkomstenId) -> String {
    format!("/inkomsten/{id}")
}
