//! The page of a provider (*aanbieder*). A provider supports clients on the way to work and decides nothing about right or duty
//! (PW 7(4)): of anything about that there is no page, no list and no search. For now there is a start page; the referrals come
//! here.

mod pages;
pub mod paths;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(paths::BEGIN, Recht::Aanbieder, pages::begin::toon)
}
