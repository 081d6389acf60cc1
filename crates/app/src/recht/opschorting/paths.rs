//! Addresses of suspensions.

use domain::id::{OnderzoekId, OpschortingId, RechtmatigheidId};

/// The suspensions that are open, and those that are over.
pub const LIJST: &str = "/opschortingen";

/// Suspends the right that a record of the lawfulness track is about.
#[must_use]
pub fn nieuw(van: RechtmatigheidId) -> String {
    format!("/rechtmatigheid/{van}/opschorten")
}

/// Suspends the right that an investigation is about.
#[must_use]
pub fn uit_onderzoek(van: OnderzoekId) -> String {
    format!("/onderzoeken/{van}/opschorten")
}

/// A suspension; a step with it (POST).
#[must_use]
pub fn opschorting(id: OpschortingId) -> String {
    format!("/opschortingen/{id}")
}

/// Its letter, as a PDF.
#[must_use]
pub fn brief(id: OpschortingId) -> String {
    format!("/opschortingen/{id}/brief")
}
