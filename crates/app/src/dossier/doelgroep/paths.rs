//! Addresses of target groups.

use domain::id::KlantId;

/// The target groups of a client.
#[must_use]
pub fn doelgroepen(klant: KlantId) -> String {
    format!("/klanten/{klant}/doelgroepen")
}

/// Gives one a last day (POST).
#[must_use]
pub fn beeindigen(klant: KlantId) -> String {
    format!("/klanten/{klant}/doelgroepen/beeindigen")
}

/// Takes one back (POST).
#[must_use]
pub fn intrekken(klant: KlantId) -> String {
    format!("/klanten/{klant}/doelgroepen/intrekken")
}
