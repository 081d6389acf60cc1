//! Coming back: which spell it follows, and whether what is known is used again (PW 43a).

use jiff::civil::Date;

use super::{Uitkering, UitkeringStand};
use crate::{
    datum::plus_dagen,
    id::UitkeringId,
    regel::{Welke, termijn},
};

/// An application of somebody who had a benefit before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heraanvraag {
    /// The last spell before it.
    pub vorige: UitkeringId,
    /// Its last day of right.
    pub laatste_dag: Date,
    /// Whether what is known is used again: the client is asked what changed, not everything (PW 43a, since 2026).
    pub hergebruik: bool,
}

/// The last spell that ended before a day.
#[must_use]
pub fn vorige_uitkering(eerdere: &[Uitkering], dag: Date) -> Option<(&Uitkering, Date)> {
    let einde = |uitkering: &Uitkering| match &uitkering.stand {
        UitkeringStand::Beeindigd(einde) if einde.datum < dag => Some(einde.datum),
        _ => None,
    };
    eerdere.iter().filter_map(|uitkering| Some((uitkering, einde(uitkering)?))).max_by_key(|(_, einde)| *einde)
}

/// What an application on a day follows. Within twelve months: counted from the first day without benefit, so that months
/// that end early are not too short.
#[must_use]
pub fn heraanvraag(eerdere: &[Uitkering], aanvraag: Date) -> Option<Heraanvraag> {
    let (vorige, laatste_dag) = vorige_uitkering(eerdere, aanvraag)?;
    let erna =
        termijn(Welke::HergebruikGegevens, aanvraag).map(|termijn| termijn.laatste_dag(plus_dagen(laatste_dag, 1)));
    Some(Heraanvraag { vorige: vorige.id, laatste_dag, hergebruik: erna.is_ok_and(|erna| aanvraag < erna) })
}

impl Uitkering {
    /// Links a new spell to the one it follows.
    #[must_use]
    pub fn koppel_vorige(self, eerdere: &[Self]) -> Self {
        let vorige = vorige_uitkering(eerdere, self.datum_ingang).map(|(vorige, _)| vorige.id);
        Self { vorige, ..self }
    }
}
