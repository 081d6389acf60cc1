//! How well the facts were recorded: a steering number of its own, shown where the gap arises.

use domain::{geld::Eurocent, uitkering::Duurzaamheid};
use serde::Serialize;

use super::{aandeel::tel, cohort::Cohort, uitstroom::Beeindiging, venster::Venster};

/// Clients whose record cannot be right, or lacks something. Units: clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Registratie {
    /// Selected, though the benefit had ended before the project began. Not counted as an end.
    pub einde_voor_start: i64,
    /// Benefit ended in the project but before the client was selected. Counted as an end.
    pub einde_voor_selectie: i64,
    /// A next benefit that begins on or before the last day of the previous one. Counted as back within six months.
    pub opnieuw_voor_einde: i64,
    /// A durable end without an amount above zero: it adds nothing to the savings.
    pub zonder_maandbedrag: i64,
}

impl Registratie {
    pub(super) fn beoordeel(cohort: &Cohort, einden: &[Beeindiging<'_>], venster: &Venster) -> Self {
        let voor_start = |laatste_dag| laatste_dag < venster.start;
        Self {
            einde_voor_start: tel(venster.geselecteerden(cohort), |deelnemer| {
                deelnemer.einde.as_ref().is_some_and(|(laatste_dag, _)| voor_start(*laatste_dag))
            }),
            einde_voor_selectie: tel(einden, |einde| einde.laatste_dag < einde.deelnemer.geselecteerd),
            opnieuw_voor_einde: tel(einden, |einde| {
                einde.deelnemer.opnieuw.is_some_and(|dag| dag <= einde.laatste_dag)
            }),
            zonder_maandbedrag: tel(einden, |einde| {
                einde.stand == Duurzaamheid::Duurzaam && einde.deelnemer.maandbedrag <= Eurocent::ZERO
            }),
        }
    }
}
