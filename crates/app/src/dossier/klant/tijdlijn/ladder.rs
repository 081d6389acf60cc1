//! Steps on the participation ladder (*participatieladder*): they stand in the versions of the klantbeeld, and a version that
//! says the same is no step.

use domain::{datum::plaatselijk, klantbeeld::Trede};

use super::{Beeld, Moment, Soort};
use crate::web::{Lijsten, woorden::hoofdletter};

/// The first judgement and every change of it. `beelden` stand newest first, at most fifty: an older one is not known to differ.
pub(super) fn treden(beelden: &[Beeld], lijsten: &Lijsten, momenten: &mut Vec<Moment>) {
    let mut vorige: Option<Trede> = None;
    for is in beelden.iter().rev() {
        let Some(trede) = is.beeld.trede.filter(|trede| Some(*trede) != vorige) else { continue };
        let nieuw = trede.omschrijving();
        let wat = vorige.map_or_else(
            || format!("Participatieladder: {nieuw}"),
            |vorige| format!("Participatieladder: van {} naar {nieuw}", vorige.omschrijving()),
        );
        let waarom = match is.beeld.trede_waarom.trim().trim_end_matches('.') {
            "" => String::new(),
            waarom => format!("{}. ", hoofdletter(waarom)),
        };
        let tekst = format!("{waarom}Door {}.", lijsten.gebruiker(is.door));
        momenten.push(Moment::new(plaatselijk(is.op).date(), Soort::Segment, wat).tekst(tekst));
        vorige = Some(trede);
    }
}
