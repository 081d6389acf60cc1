//! The addresses of this slice.

use domain::id::ScenarioId;

/// Scenarios side by side.
pub const PAGINA: &str = "/capaciteit";
/// A scenario of one's own.
pub const NIEUW: &str = "/capaciteit/scenarios/nieuw";

/// One that is kept.
#[must_use]
pub fn scenario(id: ScenarioId) -> String {
    format!("/capaciteit/scenarios/{id}")
}

/// Throw it away.
#[must_use]
pub fn weggooien(id: ScenarioId) -> String {
    format!("/capaciteit/scenarios/{id}/weggooien")
}

/// One of one's own, made from another.
#[must_use]
pub fn nieuw_van(code: &str) -> String {
    format!("{NIEUW}?van={code}")
}

/// These side by side, as a page or as a file.
#[must_use]
pub fn naast_elkaar(bestand: &str, codes: &[String]) -> String {
    let vraag: Vec<String> = codes.iter().map(|code| format!("s={code}")).collect();
    format!("{PAGINA}{bestand}?{}", vraag.join("&"))
}
