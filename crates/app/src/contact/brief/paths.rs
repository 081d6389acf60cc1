//! Addresses of letters.

use domain::{
    brief::{Sjabloonsoort, Taal},
    id::{BriefId, GesprekId, PlanrondeId},
};

/// The letters that wait for the printer.
pub const AF_TE_DRUKKEN: &str = "/brieven/af-te-drukken";
/// Takes back that letters were printed (POST).
pub const TERUG: &str = "/brieven/af-te-drukken/terug";
/// The templates, and from whom letters come.
pub const BEHEER: &str = "/beheer/brieven";

/// Makes a letter about a conversation (POST).
#[must_use]
pub fn maken(gesprek: GesprekId) -> String {
    format!("/gesprekken/{gesprek}/brieven")
}

/// Invites everybody of a round who was not yet (POST).
#[must_use]
pub fn uitnodigen(ronde: PlanrondeId) -> String {
    format!("/planning/{ronde}/uitnodigen")
}

/// A letter that was made.
#[must_use]
pub fn brief(id: BriefId) -> String {
    format!("/brieven/{id}")
}

/// The same as it comes out of the printer.
#[must_use]
pub fn pdf(id: BriefId) -> String {
    format!("/brieven/{id}/pdf")
}

/// Notes that this letter is on paper (POST).
#[must_use]
pub fn afgedrukt(id: BriefId) -> String {
    format!("/brieven/{id}/afgedrukt")
}

/// Notes that it is not on paper after all (POST).
#[must_use]
pub fn niet_afgedrukt(id: BriefId) -> String {
    format!("/brieven/{id}/niet-afgedrukt")
}

/// One file of the waiting letters up to and including one, which are so many.
#[must_use]
pub fn stapel(tot: BriefId, aantal: usize) -> String {
    format!("{AF_TE_DRUKKEN}/pdf?tot={tot}&aantal={aantal}")
}

/// The editor of a template.
#[must_use]
pub fn sjabloon(soort: Sjabloonsoort, taal: Taal) -> String {
    format!("{BEHEER}/{}-{}", soort.code(), taal.code())
}
