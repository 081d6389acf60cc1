//! Addresses of benefits.

use domain::id::{KlantId, UitkeringId};

/// The form to end the running benefit of a client.
#[must_use]
pub fn beeindigen(klant: KlantId) -> String {
    format!("/klanten/{klant}/uitkering/beeindigen")
}

/// The spells of benefit of a client, with how each ended.
#[must_use]
pub fn uitkeringen(klant: KlantId) -> String {
    format!("/klanten/{klant}/uitkeringen")
}

/// The letter about an end, to print; that it has left (POST).
#[must_use]
pub fn brief(id: UitkeringId) -> String {
    format!("/uitkeringen/{id}/brief")
}

/// Undoes an end by another decision (POST).
#[must_use]
pub fn terugdraaien(id: UitkeringId) -> String {
    format!("/uitkeringen/{id}/terugdraaien")
}

/// Takes an end back that was recorded by mistake (POST).
#[must_use]
pub fn herstellen(id: UitkeringId) -> String {
    format!("/uitkeringen/{id}/herstellen")
}
