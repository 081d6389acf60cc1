//! Addresses of benefits.

use domain::id::{KlantId, UitkeringId};

/// The form to end the running benefit of a client.
#[must_use]
pub fn beeindigen(klant: KlantId) -> String {
    format!("/klanten/{klant}/uitkering/beeindigen")
}

/// Takes an end back (POST).
#[must_use]
pub fn herstellen(id: UitkeringId) -> String {
    format!("/uitkeringen/{id}/herstellen")
}
