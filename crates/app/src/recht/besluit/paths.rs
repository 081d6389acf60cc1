//! Addresses of decisions.

use domain::{
    besluit::SoortBesluit,
    id::{BesluitId, OnderzoekId, OpschortingId},
};

/// What waits for a decision, what must be looked at again, and what is over.
pub const LIJST: &str = "/besluiten";

/// Prepares a decision about a client whose number is known.
pub const NIEUW: &str = "/besluiten/nieuw";

/// Prepares a decision that an investigation asks for.
#[must_use]
pub fn bij_onderzoek(van: OnderzoekId) -> String {
    format!("{NIEUW}?onderzoek={van}")
}

/// Prepares a decision after a suspension.
#[must_use]
pub fn bij_opschorting(van: OpschortingId) -> String {
    format!("{NIEUW}?opschorting={van}")
}

/// The form of a kind; `nieuw` is one of the addresses above.
#[must_use]
pub fn van_soort(nieuw: &str, soort: SoortBesluit) -> String {
    let teken = if nieuw.contains('?') { '&' } else { '?' };
    format!("{nieuw}{teken}soort={}", soort.code())
}

/// A decision; a step with it (POST).
#[must_use]
pub fn besluit(id: BesluitId) -> String {
    format!("/besluiten/{id}")
}

/// Prepares it again.
#[must_use]
pub fn wijzigen(id: BesluitId) -> String {
    format!("/besluiten/{id}/wijzigen")
}

/// The letter that tells of it, to print.
#[must_use]
pub fn brief(id: BesluitId) -> String {
    format!("/besluiten/{id}/brief")
}
