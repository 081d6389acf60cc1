//! The search period: who is under 27 looks for work or schooling for four weeks before applying (PW 41(4)).
//!
//! The rules of the day of the melding hold for the whole period, and so does the age: on the 27th birthday somebody is not
//! under 27. Two choices where the text that was read is silent, both in favour of the client: the application is possible on
//! the day that lies exactly four weeks after the melding, and from the 27th birthday on when that comes first, because the
//! article is about applicants who are under 27. A partner of 27 or over takes the period away: it holds when all applicants
//! are younger. It does not move on from a weekend: that would only make it longer.

use jiff::civil::Date;

use super::{Melding, PoortGeweigerd};
use crate::{
    datum::plus_maanden,
    regel::{self, RegelOnbekend, Welke, bereikt},
    termijn::Termijn,
};

/// The search period of a melding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zoektermijn {
    /// The first day on which the client may apply when nothing shortens it.
    pub einde: Date,
    /// What took it away or shortened it.
    pub vervallen: Option<Vervallen>,
}

impl Zoektermijn {
    /// The first day on which the client may apply; none where the period does not hold, which is no reason to wait.
    #[must_use]
    pub const fn aanvraag_vanaf(&self) -> Option<Date> {
        match self.vervallen {
            None => Some(self.einde),
            Some(Vervallen::Uitzondering(_)) => None,
            Some(Vervallen::Eerder { op, .. }) => Some(op),
        }
    }
}

/// Why a search period does not hold, or no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vervallen {
    /// It never held for this client.
    Uitzondering(Uitzondering),
    /// The college began before its end (PW 41(11)).
    Eerder {
        /// On which day.
        op: Date,
        /// What in the circumstances asked for it. Encrypted at rest.
        reden: String,
    },
}

/// Who has no search period (PW 41(4)). That somebody has limits is near to health: encrypted at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitzondering {
    /// Enrolled in practical or special secondary education at most a year ago.
    PraktijkonderwijsOfVso {
        /// The last day of enrolment, or the day of the melding for who still is.
        laatst_ingeschreven: Date,
    },
    /// Can work limited hours, on medical grounds (*medisch urenbeperkt*).
    MedischUrenbeperkt,
    /// Belongs to those for whom a wage-cost subsidy is meant.
    DoelgroepLoonkostensubsidie,
}

impl Uitzondering {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PraktijkonderwijsOfVso { .. } => "praktijkonderwijs_of_vso",
            Self::MedischUrenbeperkt => "medisch_urenbeperkt",
            Self::DoelgroepLoonkostensubsidie => "doelgroep_loonkostensubsidie",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::PraktijkonderwijsOfVso { .. } => "praktijkonderwijs of vso in het afgelopen jaar",
            Self::MedischUrenbeperkt => "medisch urenbeperkt",
            Self::DoelgroepLoonkostensubsidie => "doelgroep loonkostensubsidie",
        }
    }

    /// Whether it holds for a melding of a day.
    pub(super) fn toets(self, melding: Date) -> Result<(), PoortGeweigerd> {
        regel::geldt(Welke::ZoektermijnUitgezonderd, melding)?;
        let Self::PraktijkonderwijsOfVso { laatst_ingeschreven } = self else { return Ok(()) };
        let vroegst = terug(regel::termijn(Welke::ZoektermijnSchool, melding)?, melding);
        if laatst_ingeschreven > melding {
            return Err(PoortGeweigerd::Toekomst);
        }
        if laatst_ingeschreven < vroegst { Err(PoortGeweigerd::SchoolTeLangGeleden(vroegst)) } else { Ok(()) }
    }
}

/// The day that lies a term before another.
fn terug(termijn: Termijn, dag: Date) -> Date {
    match termijn {
        Termijn::Dagen(dagen) => crate::datum::plus_dagen(dag, -i64::from(dagen)),
        Termijn::Weken(weken) => crate::datum::plus_dagen(dag, -7 * i64::from(weken)),
        Termijn::Maanden(maanden) => plus_maanden(dag, -i32::from(maanden)),
    }
}

/// The search period of a melding; none when an applicant is 27 or over.
pub fn zoektermijn(melding: Melding) -> Result<Option<Zoektermijn>, RegelOnbekend> {
    let Melding { op, geboren, partner_geboren } = melding;
    let oudste = partner_geboren.map_or(geboren, |partner| partner.min(geboren));
    let verjaardag = bereikt(oudste, regel::leeftijd(Welke::ZoektermijnLeeftijd, op)?);
    if verjaardag <= op {
        return Ok(None);
    }
    let einde = regel::termijn(Welke::Zoektermijn, op)?.laatste_dag(op).min(verjaardag);
    Ok(Some(Zoektermijn { einde, vervallen: None }))
}
