//! The pages of proposals.

pub(super) mod lijst;
mod melding;
pub(super) mod specialismen;
pub(super) mod voorstel;

use domain::verdeling::VerdelingStand;

/// A word for where a proposal stands, with its colour.
const fn stand(stand: VerdelingStand) -> (&'static str, &'static str) {
    match stand {
        VerdelingStand::Berekenen => ("Wordt berekend", "blauw"),
        VerdelingStand::Voorstel => ("Voorstel", "amber"),
        VerdelingStand::Mislukt => ("Kan niet", "rood"),
        VerdelingStand::Toegepast => ("Toegepast", "groen"),
        VerdelingStand::Teruggedraaid => ("Teruggedraaid", ""),
    }
}
