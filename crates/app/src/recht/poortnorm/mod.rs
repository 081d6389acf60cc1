//! Within how many days somebody who comes forward at the gate is spoken to (*poortnorm*): a promise of the municipality from a day on.
//! The law names no term; where nothing was set a default of Klantbeeld holds, and the page says so.
//!
//! The applicatiebeheerder sets it, as contact norms: who works at the gate does not set the rule he is measured by.

mod actions;
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
    use pages::normen;
    Routes::new()
        .get("/beheer/poortnorm", Recht::Beheren, normen::toon)
        .post("/beheer/poortnorm", Recht::Beheren, normen::stel_vast)
        .post("/beheer/poortnorm/intrekken", Recht::Beheren, normen::trek_in)
}
