//! Letters from the record: worded by a template, filed with the client, printed by the stack.
//!
//! Making a letter files what it says; the PDF is made from that again, always the same. A letter counts as printed when
//! somebody says so, not when a file was opened.

mod actions;
mod blad;
mod forms;
mod pages;
pub mod paths;
mod pdf;
#[cfg(test)]
mod tests;
mod vak;

use domain::gebruiker::Recht;

pub use self::vak::{Brievenvak, laad as laad_vak, taalkeuze, voorgestelde_taal};
pub(crate) use self::{
    actions::{VOORAF_DAGEN, ZONDER_AFZENDER, geadresseerde, maak_over_termijn, nodig_uit, nodig_vanzelf_uit},
    pdf::{als_afzender, antwoord, zet},
};
use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{afdrukken, brief, brieven, ronde, sjabloon};
    Routes::new()
        .post("/gesprekken/{id}/brieven", Recht::KlantBewerken, brief::maken)
        .post("/planning/{id}/uitnodigen", Recht::KlantBewerken, ronde::uitnodigen)
        .get("/brieven/{id}", Recht::KlantInzien, brief::toon)
        .get("/brieven/{id}/pdf", Recht::KlantInzien, brief::pdf)
        .post("/brieven/{id}/afgedrukt", Recht::KlantBewerken, brief::afgedrukt)
        .post("/brieven/{id}/niet-afgedrukt", Recht::KlantBewerken, brief::niet_afgedrukt)
        .get("/brieven/af-te-drukken", Recht::KlantBewerken, afdrukken::toon)
        .post("/brieven/af-te-drukken", Recht::KlantBewerken, afdrukken::gedaan)
        .get("/brieven/af-te-drukken/pdf", Recht::KlantBewerken, afdrukken::pdf)
        .post("/brieven/af-te-drukken/terug", Recht::KlantBewerken, afdrukken::terug)
        .get("/beheer/brieven", Recht::Beheren, brieven::toon)
        .post("/beheer/brieven", Recht::Beheren, brieven::verwerk)
        .get("/beheer/brieven/{sjabloon}", Recht::Beheren, sjabloon::toon)
        .post("/beheer/brieven/{sjabloon}", Recht::Beheren, sjabloon::verwerk)
}
