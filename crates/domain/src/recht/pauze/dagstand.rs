//! On which days a spell with pauses counts as what, for figures.

use jiff::civil::Date;

use super::{Pauze, PauzeStand};
use crate::{
    datum::{Periode, dagen},
    uitkering::{Uitkering, UitkeringStand},
};

/// What somebody is on a day, as far as one spell goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dagstand {
    /// The spell has not begun.
    NogNiet,
    /// On benefit.
    OpUitkering,
    /// In a pause: not on benefit, and neither outflow nor inflow.
    Gepauzeerd,
    /// The spell has ended.
    Beeindigd,
}

/// What somebody is on a day. A pause that runs goes on until somebody decides: that its last day has passed says that a
/// decision is late, not that there is a right again.
#[must_use]
pub fn dagstand(uitkering: &Uitkering, pauzes: &[Pauze], dag: Date) -> Dagstand {
    if dag < uitkering.datum_ingang {
        return Dagstand::NogNiet;
    }
    let voorbij = matches!(&uitkering.stand, UitkeringStand::Beeindigd(einde) if dag > einde.datum);
    let eigen = || pauzes.iter().filter(|pauze| pauze.uitkering == uitkering.id && pauze.eerste_dag <= dag);
    // Also when the end that follows from it was not written yet.
    if voorbij || eigen().any(|pauze| matches!(pauze.stand, PauzeStand::Uitgelopen { .. })) {
        return Dagstand::Beeindigd;
    }
    let pauzeert = |pauze: &Pauze| match pauze.stand {
        PauzeStand::Loopt => true,
        PauzeStand::Teruggekeerd { vanaf } => dag < vanaf,
        PauzeStand::Uitgelopen { .. } | PauzeStand::Ingetrokken { .. } => false,
    };
    if eigen().any(pauzeert) { Dagstand::Gepauzeerd } else { Dagstand::OpUitkering }
}

/// The same for a stretch of days: what somebody is, from and up to which day, in order and without gaps. The first day that
/// is *on benefit* is inflow and the last day of right is outflow; the borders of a pause are neither.
#[must_use]
pub fn dagstanden(uitkering: &Uitkering, pauzes: &[Pauze], van: Date, tot_en_met: Date) -> Vec<(Dagstand, Periode)> {
    let mut stukken: Vec<(Dagstand, Periode)> = Vec::new();
    for dag in dagen(van, tot_en_met) {
        let stand = dagstand(uitkering, pauzes, dag);
        match stukken.last_mut() {
            Some((vorige, periode)) if *vorige == stand => periode.tot_en_met = Some(dag),
            _ => stukken.push((stand, Periode { van: dag, tot_en_met: Some(dag) })),
        }
    }
    stukken
}
