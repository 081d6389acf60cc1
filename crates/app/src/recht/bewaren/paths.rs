//! Addresses of keeping and destroying.

use domain::id::VernietigingslijstId;

/// Terms, what is due, and the lists.
pub const OVERZICHT: &str = "/bewaren";

/// Draws up a list.
pub const LIJSTEN: &str = "/bewaren/lijsten";

/// Records that the archivist confirmed a term.
pub const TOETSEN: &str = "/bewaren/toetsen";

/// Makes the evaluation of a project final.
#[must_use]
pub fn project(code: &str) -> String {
    format!("/bewaren/projecten/{code}")
}

/// A list.
#[must_use]
pub fn lijst(id: VernietigingslijstId) -> String {
    format!("/bewaren/lijsten/{id}")
}

/// What was destroyed with a list.
#[must_use]
pub fn verklaring(id: VernietigingslijstId) -> String {
    format!("/bewaren/lijsten/{id}/verklaring")
}

/// The same on paper.
#[must_use]
pub fn pdf(id: VernietigingslijstId) -> String {
    format!("/bewaren/lijsten/{id}/verklaring/pdf")
}
