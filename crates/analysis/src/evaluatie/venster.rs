//! Which days count: the project's own period, and never a day after the reference date.

use domain::{
    datum::{kort, plus_dagen, plus_maanden},
    project::Project,
};
use jiff::civil::Date;

use super::cohort::{Cohort, Deelnemer};

/// How many years after the end of a project a reference date is taken for a slip of the pen.
const HOOGSTENS_JAREN_LATER: i32 = 25;

/// Why a cohort cannot be evaluated. The text says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvaluatieGeweigerd {
    /// The project has not begun on the reference date, so there is nothing to count.
    #[error(
        "op de peildatum {} is het project nog niet begonnen; kies een peildatum vanaf {}",
        kort(*.peildatum),
        kort(*.start)
    )]
    PeildatumVoorStart {
        /// The reference date.
        peildatum: Date,
        /// First day of the project.
        start: Date,
    },
    /// The reference date lies so far after the project that a slip of the pen is likelier than a plan.
    #[error(
        "de peildatum {} ligt tientallen jaren na het project; kies een peildatum tot en met {}",
        kort(*.peildatum),
        kort(*.grens)
    )]
    PeildatumTeLaat {
        /// The reference date.
        peildatum: Date,
        /// The last one that is accepted.
        grens: Date,
    },
    /// The project ends before it starts.
    #[error(
        "de laatste dag van het project ({}) ligt vóór de eerste ({}); verbeter eerst de periode van het project",
        kort(*.einde),
        kort(*.start)
    )]
    PeriodeOmgekeerd {
        /// First day of the project.
        start: Date,
        /// Last day of the project.
        einde: Date,
    },
}

impl EvaluatieGeweigerd {
    /// A name for this refusal that does not change, for the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PeildatumVoorStart { .. } => "peildatum_voor_start",
            Self::PeildatumTeLaat { .. } => "peildatum_te_laat",
            Self::PeriodeOmgekeerd { .. } => "periode_omgekeerd",
        }
    }
}

/// The days that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Venster {
    /// First day of the project.
    pub(crate) start: Date,
    /// Last day that counts: of the project or of what is known, whichever comes first.
    pub(crate) tot_en_met: Date,
    /// The reference date.
    pub(crate) peildatum: Date,
}

impl Venster {
    pub(crate) fn new(project: &Project, peildatum: Date) -> Result<Self, EvaluatieGeweigerd> {
        let Project { start, einde, .. } = *project;
        if einde < start {
            return Err(EvaluatieGeweigerd::PeriodeOmgekeerd { start, einde });
        }
        if peildatum < start {
            return Err(EvaluatieGeweigerd::PeildatumVoorStart { peildatum, start });
        }
        let grens = plus_maanden(einde, 12 * HOOGSTENS_JAREN_LATER);
        if peildatum > grens {
            return Err(EvaluatieGeweigerd::PeildatumTeLaat { peildatum, grens });
        }
        Ok(Self { start, tot_en_met: einde.min(peildatum), peildatum })
    }

    /// Whether something that happened on this day is an outcome of the project.
    pub(crate) fn bevat(&self, dag: Date) -> bool {
        self.start <= dag && dag <= self.tot_en_met
    }

    /// Whether it happened, as far as the project and the reference date let us look. Invitations may go out shortly
    /// before the first day, so there is no lower bound: [`Deelnemer`] holds nothing from before the selection.
    pub(crate) fn gebeurd(&self, dag: Option<Date>) -> bool {
        dag.is_some_and(|dag| dag <= self.tot_en_met)
    }

    /// Everybody who had been selected by the last day that counts.
    pub(crate) fn geselecteerden<'c>(&self, cohort: &'c Cohort) -> Vec<&'c Deelnemer> {
        cohort.deelnemers.iter().filter(|deelnemer| deelnemer.geselecteerd <= self.tot_en_met).collect()
    }

    /// The last calendar year that is over on the reference date.
    pub(crate) fn laatste_hele_jaar(&self) -> i16 {
        plus_dagen(self.peildatum, 1).year() - 1
    }
}
