//! The municipality's own data for statistics (M39): per person per provision, and per spell of benefit, with what CBS calls the codes. It
//! is not the file that CBS asks for: how that one is laid out is not public. Without names; with a BSN only when somebody asks for it.

mod export;
mod forms;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(paths::PAGINA, Recht::Statistiek, pages::statistiek::toon).post(
        paths::EXPORT,
        Recht::Statistiek,
        pages::statistiek::exporteer,
    )
}
