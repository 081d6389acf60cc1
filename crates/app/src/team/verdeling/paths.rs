//! The addresses of this slice.

use domain::id::{GebruikerId, VerdelingId};

/// The latest proposals, and the form for a new one (POST).
pub const LIJST: &str = "/verdelingen";
/// What each klantmanager knows more of.
pub const SPECIALISMEN: &str = "/verdelingen/specialismen";

/// The same, after it was changed of so many.
#[must_use]
pub(super) fn specialismen_van(gewijzigd: usize) -> String {
    format!("{SPECIALISMEN}?gewijzigd={gewijzigd}")
}

/// One proposal.
#[must_use]
pub fn verdeling(id: VerdelingId) -> String {
    format!("{LIJST}/{id}")
}

/// The same, with only who leaves or comes to one klantmanager.
#[must_use]
pub fn van(id: VerdelingId, klantmanager: GebruikerId) -> String {
    format!("{LIJST}/{id}?klantmanager={klantmanager}#klanten")
}

/// Work it out again, with who may not move (POST).
#[must_use]
pub fn opnieuw(id: VerdelingId) -> String {
    format!("{LIJST}/{id}/opnieuw")
}

/// Move the clients (POST).
#[must_use]
pub fn toepassen(id: VerdelingId) -> String {
    format!("{LIJST}/{id}/toepassen")
}

/// Move them back (POST).
#[must_use]
pub fn terugdraaien(id: VerdelingId) -> String {
    format!("{LIJST}/{id}/terugdraaien")
}
