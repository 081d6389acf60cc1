//! Addresses of exemptions.

use domain::id::{KlantId, OntheffingId};

/// The form to grant an exemption.
#[must_use]
pub fn verlenen(klant: KlantId) -> String {
    format!("/klanten/{klant}/ontheffingen/verlenen")
}

/// The exemptions of a client, on that page.
#[must_use]
pub fn bekijken(klant: KlantId) -> String {
    format!("{}#ontheffingen", verlenen(klant))
}

/// Where one records that an exemption was looked at again, on that page.
#[must_use]
pub fn opnieuw_bekijken(klant: KlantId) -> String {
    format!("{}#bekijken", verlenen(klant))
}

/// Records that an exemption was looked at (POST).
#[must_use]
pub fn heroverwegen(id: OntheffingId) -> String {
    format!("/ontheffingen/{id}/heroverwegen")
}

/// Takes an exemption back that was recorded by mistake (POST).
#[must_use]
pub fn intrekken(id: OntheffingId) -> String {
    format!("/ontheffingen/{id}/intrekken")
}
