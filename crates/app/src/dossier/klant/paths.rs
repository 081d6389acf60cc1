//! Addresses of a client.

use domain::id::{GesprekId, KlantId};

/// Everything that happened.
#[must_use]
pub fn tijdlijn(id: KlantId) -> String {
    format!("/klanten/{id}")
}

/// Shows the BSN (POST).
#[must_use]
pub fn bsn(id: KlantId) -> String {
    format!("/klanten/{id}/bsn")
}

/// To prepare a conversation.
#[must_use]
pub fn voorbereiden(gesprek: GesprekId) -> String {
    format!("/gesprekken/{gesprek}/voorbereiden")
}

/// Person and contact data.
#[must_use]
pub fn gegevens(id: KlantId) -> String {
    format!("/klanten/{id}/gegevens")
}

/// Records that letters may come by e-mail, or not any more (POST).
#[must_use]
pub fn email_akkoord(id: KlantId) -> String {
    format!("/klanten/{id}/email-akkoord")
}

/// The form to change them.
#[must_use]
pub fn wijzigen(id: KlantId) -> String {
    format!("/klanten/{id}/gegevens/wijzigen")
}
