//! Addresses of contact norms.

use domain::id::{ContactnormId, KlantId};

/// How the team of the visitor stands.
pub const TEAM: &str = "/team";
/// The norms of the municipality.
pub const NORMEN: &str = "/beheer/contactnormen";

/// How often there must be contact with a client, and why.
#[must_use]
pub fn contact(klant: KlantId) -> String {
    format!("/klanten/{klant}/contact")
}

/// The form to agree on something else with a client.
#[must_use]
pub fn maatwerk(klant: KlantId) -> String {
    format!("/klanten/{klant}/contact/maatwerk")
}

/// Ends what was agreed with a client.
#[must_use]
pub fn maatwerk_beeindigen(klant: KlantId) -> String {
    format!("/klanten/{klant}/contact/maatwerk/beeindigen")
}

/// Takes back a norm that has not begun.
#[must_use]
pub fn intrekken(norm: ContactnormId) -> String {
    format!("/beheer/contactnormen/{norm}/intrekken")
}
