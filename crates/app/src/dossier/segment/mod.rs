//! Distance to the labour market: a klantmanager judges to which of three groups a client belongs, from which day and why.
//! Haarlem steers offer and contact by it (collegebesluit aanbod, 2017). Every judgement stays in the history, also one
//! that was changed on the same day.

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
    use pages::indelen;
    Routes::new().get("/klanten/{id}/segment", Recht::KlantBewerken, indelen::toon).post(
        "/klanten/{id}/segment",
        Recht::KlantBewerken,
        indelen::verwerk,
    )
}
