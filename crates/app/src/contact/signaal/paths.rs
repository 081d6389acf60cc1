//! Addresses of signals.

use domain::id::{KlantId, SignaalId};
use jiff::civil::Date;

/// The open signals of one's own caseload, or of the team.
pub const LIJST: &str = "/signalen";

/// The same list, from after one of them on.
#[must_use]
pub fn lijst_na(dag: Date, id: SignaalId) -> String {
    format!("{LIJST}?na={dag}~{id}")
}

/// The form to add a signal about a client.
#[must_use]
pub fn toevoegen(klant: KlantId) -> String {
    format!("/klanten/{klant}/signalen/toevoegen")
}

/// A signal: what was said, and what can be done with it.
#[must_use]
pub fn signaal(id: SignaalId) -> String {
    format!("/signalen/{id}")
}

/// Says that one is at work on it (POST).
#[must_use]
pub fn oppakken(id: SignaalId) -> String {
    format!("/signalen/{id}/oppakken")
}

/// Records what the sender was told (POST).
#[must_use]
pub fn afhandelen(id: SignaalId) -> String {
    format!("/signalen/{id}/afhandelen")
}

/// Records that nothing is done with it (POST).
#[must_use]
pub fn niet_volgen(id: SignaalId) -> String {
    format!("/signalen/{id}/niet-volgen")
}

/// Takes the last step back (POST).
#[must_use]
pub fn herstellen(id: SignaalId) -> String {
    format!("/signalen/{id}/herstellen")
}
