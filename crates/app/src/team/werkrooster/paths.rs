//! Addresses of working days.

use domain::id::{AfwezigheidId, GebruikerId};

/// One's own working days.
pub const EIGEN: &str = "/rooster";
/// The days on which the municipality is closed.
pub const SLUITINGSDAGEN: &str = "/beheer/sluitingsdagen";

/// The working days of somebody.
#[must_use]
pub fn rooster(wie: GebruikerId) -> String {
    format!("/rooster/{wie}")
}

/// The form to change the weekly pattern.
#[must_use]
pub fn wijzigen(wie: GebruikerId) -> String {
    format!("/rooster/{wie}/wijzigen")
}

/// Records that somebody is away (POST).
#[must_use]
pub fn afwezigheid(wie: GebruikerId) -> String {
    format!("/rooster/{wie}/afwezigheid")
}

/// Takes an absence back (POST).
#[must_use]
pub fn intrekken(id: AfwezigheidId) -> String {
    format!("/afwezigheid/{id}/intrekken")
}

/// Puts an absence back that was taken back (POST).
#[must_use]
pub fn terugzetten(id: AfwezigheidId) -> String {
    format!("/afwezigheid/{id}/terugzetten")
}

/// The closing days of a year.
#[must_use]
pub fn sluitingsdagen(jaar: i16) -> String {
    format!("{SLUITINGSDAGEN}?jaar={jaar}")
}
