//! What happened to the right of a client, in one list: suspensions, investigations, decisions, pauses and the gate. The timeline of
//! the client's page takes its words from here, and who works on the lawfulness track has it as a page of its own, because that role
//! does not see the guidance.
//!
//! Who guides a client reads that the right is suspended, and that something was decided, for as long as the head of the client's
//! page says so; why, and what was looked into, stays on the track ([`storage::rechtfeit`]).

mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod woorden;

use domain::gebruiker::{Recht, Rol};
use storage::rechtfeit::Lezer;

pub use self::woorden::{Regel, regels};
use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/recht/{id}", Recht::Rechtmatigheid, pages::tijdlijn::toon)
}

/// What somebody in this role reads of it.
#[must_use]
pub const fn lezer(rol: Rol) -> Lezer {
    if rol.mag(Recht::Rechtmatigheid) { Lezer::Rechtmatigheid } else { Lezer::Begeleiding }
}
