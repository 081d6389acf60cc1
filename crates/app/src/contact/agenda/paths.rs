//! Addresses of one's own calendar.

/// The page where somebody makes, renews or withdraws the secret address.
pub const MIJN: &str = "/mijn-agenda";
/// Withdraws it (POST).
pub const INTREKKEN: &str = "/mijn-agenda/intrekken";

/// What a calendar program reads.
#[must_use]
pub fn feed(geheim: &str) -> String {
    format!("/agenda/{geheim}.ics")
}
