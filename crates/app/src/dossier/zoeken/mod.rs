//! One search box on every page: name in any spelling, BSN, client number, birth date, postcode or telephone.
//!
//! Searching is a POST, so that a BSN never stands in an address, a history or a log of a proxy.

mod pages;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/zoeken", Recht::KlantInzien, pages::zoeken::leeg).post(
        "/zoeken",
        Recht::KlantInzien,
        pages::zoeken::zoek,
    )
}
