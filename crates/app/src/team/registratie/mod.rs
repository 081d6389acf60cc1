//! Whether records are in order (*registratie op orde*, M38): of how many clients something is missing, per klantmanager, and how
//! that went over the months. Every number leads to the list of exactly those clients, for who may see them. What is counted, and why
//! months are kept instead of worked out afterwards, stands in `domain::registratie`.

mod actions;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;

use domain::gebruiker::Recht;

pub(crate) use self::actions::meet;
use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get(paths::PAGINA, Recht::RegistratieInzien, pages::registratie::toon)
}
