//! The addresses of this slice.

use domain::id::{OpzetId, PrognoseId};

/// What can be played, and what was (POST: play).
pub const LIJST: &str = "/prognoses";
/// A scenario of one's own.
pub const NIEUW: &str = "/prognoses/opzetten/nieuw";

/// One of one's own, made from another.
#[must_use]
pub fn nieuw_van(code: &str) -> String {
    format!("{NIEUW}?van={code}")
}

/// A scenario that is kept.
#[must_use]
pub fn opzet(id: OpzetId) -> String {
    format!("/prognoses/opzetten/{id}")
}

/// Everything it assumes, as text.
#[must_use]
pub fn tekst(id: OpzetId) -> String {
    format!("/prognoses/opzetten/{id}/tekst")
}

/// Fill it in from the own history (POST).
#[must_use]
pub fn schatten(id: OpzetId) -> String {
    format!("/prognoses/opzetten/{id}/schatten")
}

/// Throw it away (POST).
#[must_use]
pub fn weggooien(id: OpzetId) -> String {
    format!("/prognoses/opzetten/{id}/weggooien")
}

/// What was played, or how far it is.
#[must_use]
pub fn prognose(id: PrognoseId) -> String {
    format!("{LIJST}/{id}")
}

/// All its numbers, month by month.
#[must_use]
pub fn xlsx(id: PrognoseId) -> String {
    format!("{LIJST}/{id}/cijfers.xlsx")
}

/// Stop playing (POST).
#[must_use]
pub fn stoppen(id: PrognoseId) -> String {
    format!("{LIJST}/{id}/stoppen")
}

/// Play again what came to nothing (POST).
#[must_use]
pub fn opnieuw(id: PrognoseId) -> String {
    format!("{LIJST}/{id}/opnieuw")
}
