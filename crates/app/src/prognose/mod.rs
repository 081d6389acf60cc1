//! What may happen in the coming years (M32): a municipality plays its own caseload forward, with bands, and lays ways of working side by
//! side. What a simulation starts from is made from one that stands ready, filled in by hand or estimated from the own history; what was
//! played is kept with its seed and the version of the model, so that it can be played again to the bit.
//!
//! Contact has no effect on outflow unless somebody fills one in, and then what research found stands beside it. Nobody is scored.

mod actions;
mod forms;
mod opzetten;
mod pages;
pub mod paths;
mod schatten;
mod spelen;
#[cfg(test)]
mod tests;
mod werkblad;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{opzet, overzicht, tekst, uitkomst};
    Routes::new()
        .get(paths::LIJST, Recht::Capaciteit, overzicht::toon)
        .post(paths::LIJST, Recht::Capaciteit, overzicht::speel)
        .get(paths::NIEUW, Recht::Capaciteit, opzet::nieuw)
        .post(paths::NIEUW, Recht::Capaciteit, opzet::bewaar_nieuw)
        .get("/prognoses/opzetten/{id}", Recht::Capaciteit, opzet::toon)
        .post("/prognoses/opzetten/{id}", Recht::Capaciteit, opzet::bewaar)
        .get("/prognoses/opzetten/{id}/tekst", Recht::Capaciteit, tekst::toon)
        .post("/prognoses/opzetten/{id}/tekst", Recht::Capaciteit, tekst::bewaar)
        .post("/prognoses/opzetten/{id}/schatten", Recht::Capaciteit, opzet::schat)
        .post("/prognoses/opzetten/{id}/weggooien", Recht::Capaciteit, opzet::gooi_weg)
        .get("/prognoses/{id}", Recht::Capaciteit, uitkomst::toon)
        .get("/prognoses/{id}/cijfers.xlsx", Recht::Capaciteit, uitkomst::xlsx)
        .post("/prognoses/{id}/stoppen", Recht::Capaciteit, uitkomst::stop)
        .post("/prognoses/{id}/opnieuw", Recht::Capaciteit, uitkomst::opnieuw)
}
