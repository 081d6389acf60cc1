//! The pause in the head of a client: until when it lasts, and louder as its end comes near.

use domain::{
    datum::lang,
    pauze::{Pauze, Pauzesignaal},
};
use jiff::civil::Date;

use super::Waarschuwing;
use crate::pauze;

/// What the head says of a pause that nobody closed yet.
pub(super) fn van(is: &Pauze, loopt: bool, vandaag: Date) -> Waarschuwing {
    let tot = lang(is.laatste_dag);
    let (soort, tekst) = match is.signaal(vandaag) {
        _ if !loopt => ("warning", "De uitkering is beëindigd, maar de uitkeringspauze staat nog open.".to_owned()),
        None => ("info", format!("Uitkeringspauze tot en met {tot}.")),
        Some(Pauzesignaal::LooptAf { .. }) => {
            ("warning", format!("Uitkeringspauze tot en met {tot}. Bespreek of de klant terugkomt."))
        }
        Some(Pauzesignaal::Verstreken { .. }) => {
            ("error", format!("Uitkeringspauze tot en met {tot}: voorbij. Leg vast of de klant terugkwam."))
        }
    };
    Waarschuwing { soort, tekst, doen: "Pauze bekijken", href: pauze::paths::van_klant(is.klant) }
}
