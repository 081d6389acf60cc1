//! Addresses of the lawfulness track.

use domain::id::{GesprekId, RechtmatigheidId};

/// What there is to do.
pub const LIJST: &str = "/rechtmatigheid";

/// Asks a colleague to establish the right at the same visit as a conversation (POST).
#[must_use]
pub fn vragen(gesprek: GesprekId) -> String {
    format!("/gesprekken/{gesprek}/rechtmatigheid")
}

/// Takes up a case that was handed over (POST).
#[must_use]
pub fn oppakken(gesprek: GesprekId) -> String {
    format!("/rechtmatigheid/overgedragen/{gesprek}")
}

/// A record with its report.
#[must_use]
pub fn verslag(id: RechtmatigheidId) -> String {
    format!("/rechtmatigheid/{id}")
}

/// Keeps the draft of the report (POST).
#[must_use]
pub fn concept(id: RechtmatigheidId) -> String {
    format!("/rechtmatigheid/{id}/concept")
}

/// Takes back that a record is done (POST).
#[must_use]
pub fn heropenen(id: RechtmatigheidId) -> String {
    format!("/rechtmatigheid/{id}/heropenen")
}
