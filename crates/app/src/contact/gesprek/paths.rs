//! Addresses of conversations.

use domain::id::{GesprekId, KlantId};

/// The form to plan a conversation with a client.
#[must_use]
pub fn plannen(klant: KlantId) -> String {
    format!("/klanten/{klant}/gesprekken/plannen")
}

/// The form to record a conversation that was not planned.
#[must_use]
pub fn gevoerd(klant: KlantId) -> String {
    format!("/klanten/{klant}/gesprekken/vastleggen")
}

/// The same, also when another conversation still waits for its outcome.
#[must_use]
pub fn zonder_afspraak(klant: KlantId) -> String {
    format!("/klanten/{klant}/gesprekken/vastleggen?zonder-afspraak=true")
}

/// Keeps the draft of that form (POST).
#[must_use]
pub fn concept_ongepland(klant: KlantId) -> String {
    format!("/klanten/{klant}/gesprekken/concept")
}

/// A conversation: what is known of it, and what can be done with it.
#[must_use]
pub fn gesprek(id: GesprekId) -> String {
    format!("/gesprekken/{id}")
}

/// The form to hold and record it.
#[must_use]
pub fn vastleggen(id: GesprekId) -> String {
    format!("/gesprekken/{id}/vastleggen")
}

/// Keeps the draft of that form (POST).
#[must_use]
pub fn concept(id: GesprekId) -> String {
    format!("/gesprekken/{id}/concept")
}

/// Records that the client was invited (POST).
#[must_use]
pub fn uitnodigen(id: GesprekId) -> String {
    format!("/gesprekken/{id}/uitnodigen")
}

/// The form to call it off or to record that the client did not come.
#[must_use]
pub fn niet_doorgegaan(id: GesprekId) -> String {
    format!("/gesprekken/{id}/niet-doorgegaan")
}

/// Takes the last step back (POST).
#[must_use]
pub fn herstellen(id: GesprekId) -> String {
    format!("/gesprekken/{id}/herstellen")
}

/// Records that the client said to come (POST).
#[must_use]
pub fn bevestigen(id: GesprekId) -> String {
    format!("/gesprekken/{id}/bevestigen")
}

/// The form to move it to another time.
#[must_use]
pub fn verzetten(id: GesprekId) -> String {
    format!("/gesprekken/{id}/verzetten")
}

/// The form to give a cure period to a client who did not come.
#[must_use]
pub fn hersteltermijn(id: GesprekId) -> String {
    format!("/gesprekken/{id}/hersteltermijn")
}

/// The form to record that the client came after all, or had a good reason.
#[must_use]
pub fn alsnog(id: GesprekId) -> String {
    format!("/gesprekken/{id}/alsnog-gekomen")
}

/// Hands the case over to lawfulness (POST).
#[must_use]
pub fn overdragen(id: GesprekId) -> String {
    format!("/gesprekken/{id}/overdragen")
}

/// Notes where an agreement of it stands (POST).
#[must_use]
pub fn afspraak(id: GesprekId) -> String {
    format!("/gesprekken/{id}/afspraak")
}

/// The form to put a conversation on the list of those that still need a time.
#[must_use]
pub fn op_lijst(klant: KlantId) -> String {
    format!("/klanten/{klant}/gesprekken/op-de-lijst")
}

/// The form to give a conversation of that list its time.
#[must_use]
pub fn inplannen(id: GesprekId) -> String {
    format!("/gesprekken/{id}/inplannen")
}
