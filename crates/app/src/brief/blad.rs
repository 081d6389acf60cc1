//! A letter as it stands on a page: the same words as on paper.

use askama::Template;
use domain::brief::{Blok, Briefinhoud, Taal, groet};

use super::pdf::plaats_datum;

/// The letter, ready to be shown.
#[derive(Template)]
#[template(path = "brief/blad.html")]
pub(super) struct Blad {
    taal: &'static str,
    richting: &'static str,
    geadresseerde: Vec<String>,
    plaats_datum: String,
    kenmerk: String,
    onderwerp: String,
    blokken: Vec<Blok>,
    groet: &'static str,
    ondertekenaar: String,
}

impl Blad {
    pub(super) fn van(inhoud: &Briefinhoud, taal: Taal, kenmerk: &str) -> Self {
        Self {
            taal: taal.code(),
            richting: taal.richting(),
            geadresseerde: inhoud.geadresseerde.clone(),
            plaats_datum: plaats_datum(inhoud, taal),
            kenmerk: kenmerk.to_owned(),
            onderwerp: inhoud.onderwerp.clone(),
            blokken: inhoud.blokken.clone(),
            groet: groet(taal),
            ondertekenaar: inhoud.ondertekenaar.clone(),
        }
    }
}
