//! The pages of takeovers.

pub(super) mod lijst;
pub(super) mod nieuw;
pub(super) mod overname;

use domain::{
    datum::{kort, lang},
    id::KlantId,
    toewijzing::{Overname, OvernameStand},
};
use jiff::civil::Date;
use serde::Deserialize;

/// From which client on: `id~sort key`. What makes no sense is the beginning.
#[derive(Default, Deserialize)]
pub(in crate::team::overname) struct Vraag {
    #[serde(default)]
    na: String,
}

impl Vraag {
    fn na(&self) -> Option<(&str, KlantId)> {
        let (klant, sleutel) = self.na.split_once('~')?;
        Some((sleutel, klant.parse().ok()?))
    }
}

/// `voor goed, vanaf 1 december 2026`, `waarneming van 1 tot en met 24 december`.
fn wanneer(overname: &Overname) -> String {
    match overname.tot_en_met {
        None => format!("voor goed, vanaf {}", lang(overname.vanaf)),
        Some(tot) => format!("waarneming van {} tot en met {}", kort(overname.vanaf), kort(tot)),
    }
}

/// A word for where it stands today, with its colour.
fn stand(overname: &Overname, vandaag: Date) -> (&'static str, &'static str) {
    match overname.stand {
        OvernameStand::Ingetrokken => ("Ingetrokken", ""),
        OvernameStand::Gepland if overname.vanaf < vandaag => ("Niet gelukt", "rood"),
        OvernameStand::Gepland => ("Gepland", "amber"),
        OvernameStand::Geldt if !overname.is_waarneming() => ("Overgedragen", "groen"),
        OvernameStand::Geldt if overname.neemt_waar_op(vandaag) => ("Loopt", "blauw"),
        OvernameStand::Geldt if overname.vanaf > vandaag => ("Gaat nog in", "amber"),
        OvernameStand::Geldt => ("Voorbij", ""),
    }
}
