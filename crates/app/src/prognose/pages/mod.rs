//! One page per file.

pub(super) mod opzet;
pub(super) mod overzicht;
pub(super) mod tekst;
pub(super) mod uitkomst;

mod beelden;

use domain::prognose::PrognoseStand;
use jiff::Timestamp;
use storage::prognose::PrognoseRegel;

use super::spelen::is_afgebroken;

/// A word for where a simulation stands, with its colour.
fn stand(regel: &PrognoseRegel, nu: Timestamp) -> (&'static str, &'static str) {
    match regel.stand {
        PrognoseStand::Speelt if is_afgebroken(regel, nu) => ("Afgebroken", "rood"),
        PrognoseStand::Speelt => ("Wordt gespeeld", "blauw"),
        PrognoseStand::Klaar => ("Klaar", "groen"),
        PrognoseStand::Gestopt => ("Gestopt", ""),
        PrognoseStand::Mislukt => ("Kan niet", "rood"),
    }
}
