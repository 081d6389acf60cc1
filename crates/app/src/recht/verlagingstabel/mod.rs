//! The reductions of the municipality's own verordening (*verlagingstabel*, PW 8 and 18(2)): what each kind of conduct costs, on
//! which days. It ships empty, and without it only the uniform duties of the law lead to a reduction (18(4)).
//!
//! The applicatiebeheerder fills it in: it is a setting with dates of the whole municipality, as code lists and contact norms are,
//! and who decides about a client must not set the rule by which he decides. The policy adviser sees groups and sets nothing.

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
    use pages::tabel;
    Routes::new()
        .get("/beheer/verlagingstabel", Recht::Beheren, tabel::toon)
        .post("/beheer/verlagingstabel", Recht::Beheren, tabel::voeg_toe)
        .post("/beheer/verlagingstabel/beeindigen", Recht::Beheren, tabel::beeindig)
}
