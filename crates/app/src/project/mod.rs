//! A project or pilot: a group of clients, a period and an effort, and what it brought. The council asks for the numbers;
//! whoever shows them must be able to say what they mean and to count them again.
//!
//! Nothing here shows a person. Every number is counted from the registrations when it is asked for: the page, the PDF,
//! the spreadsheet and the command line print the same [`onderdelen`], and nothing is kept that could differ from them.

pub(crate) mod actions;
mod cijfers;
mod grafieken;
pub(crate) mod onderdelen;
mod pages;
pub mod paths;
mod rapport;
mod tabellen;
#[cfg(test)]
mod tests;
mod werkblad;
pub(crate) mod woorden;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    use pages::{bestanden, evaluatie, lijst};
    Routes::new()
        .get("/projecten", Recht::ProjectInzien, lijst::toon)
        .get("/projecten/{code}", Recht::ProjectInzien, evaluatie::toon)
        .get("/projecten/{code}/rapport.pdf", Recht::ProjectInzien, bestanden::pdf)
        .get("/projecten/{code}/cijfers.xlsx", Recht::ProjectInzien, bestanden::xlsx)
        .get("/projecten/{code}/cijfers.csv", Recht::ProjectInzien, bestanden::csv)
}
