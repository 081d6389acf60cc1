//! Addresses of takeovers.

use domain::id::{GebruikerId, KlantId, OvernameId};

/// Who has how many clients, and the latest takeovers.
pub const LIJST: &str = "/overnames";
/// Where a takeover is decided (POST).
pub const NIEUW: &str = "/overnames/nieuw";
/// Gives clients without a klantmanager one by the rule (POST).
pub const VERDELEN: &str = "/overnames/verdelen";
/// Notes that one has seen who is new (POST).
pub const GEZIEN: &str = "/overnames/gezien";

/// The form to move clients of a klantmanager.
#[must_use]
pub fn nieuw(van: GebruikerId) -> String {
    format!("{NIEUW}?van={van}")
}

/// The same form with the clients from after one of them on.
#[must_use]
pub fn nieuw_na(van: GebruikerId, sleutel: &str, klant: KlantId) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("van", &van.to_string()).append_pair("na", &format!("{klant}~{sleutel}"));
    format!("{NIEUW}?{}", query.finish())
}

/// A takeover and how it went with each client.
#[must_use]
pub fn overname(id: OvernameId) -> String {
    format!("{LIJST}/{id}")
}

/// The same, with the clients from after one of them on.
#[must_use]
pub fn overname_na(id: OvernameId, sleutel: &str, klant: KlantId) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("na", &format!("{klant}~{sleutel}"));
    format!("{LIJST}/{id}?{}", query.finish())
}

/// Takes back what is planned, or ends a waarneming (POST).
#[must_use]
pub fn intrekken(id: OvernameId) -> String {
    format!("{LIJST}/{id}/intrekken")
}

/// Takes back what was just done (POST).
#[must_use]
pub fn terugdraaien(id: OvernameId) -> String {
    format!("{LIJST}/{id}/terugdraaien")
}
