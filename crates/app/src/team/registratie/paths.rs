//! Addresses of registration quality.

use domain::id::GebruikerId;

/// The page.
pub const PAGINA: &str = "/registratie";

/// The page of one klantmanager.
#[must_use]
pub fn van(klantmanager: GebruikerId) -> String {
    format!("{PAGINA}?klantmanager={klantmanager}")
}
