//! What comes out: lines over the months, with bands; and what differs between scenarios.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Post, Uitvoer};

/// A number of one month, over all replications.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Punt {
    /// The mean.
    pub gemiddeld: f64,
    /// In which the true mean lies with 95 percent confidence (Student): what more replications make smaller.
    pub zeker: [f64; 2],
    /// Below which 5 of 100 replications come.
    pub laag: f64,
    /// Above which 5 of 100 come.
    pub hoog: f64,
}

/// One number, month by month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lijn {
    /// Which.
    pub uitvoer: Uitvoer,
    /// The months, in order.
    pub punten: Vec<Punt>,
}

/// Whether a budget suffices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overschrijding {
    /// Which year.
    pub jaar: i16,
    /// What for.
    pub post: Post,
    /// The budget, in euro.
    pub euro: f64,
    /// Whether the whole year was played; otherwise the sum is that of some months.
    pub heel_jaar: bool,
    /// What it costs.
    pub kosten: Punt,
    /// In which share of the replications it is exceeded within the year.
    pub kans: f64,
    /// In how many replications it was exceeded first in January, in February …
    pub in_maand: [u32; 12],
}

/// What may happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prognose {
    /// The version of the model ([`super::VERSIE`]).
    pub versie: u32,
    /// The seed of the first replication.
    pub zaad: u64,
    /// How many there were.
    pub herhalingen: u32,
    /// What the opzet is called.
    pub naam: String,
    /// The first day of each month.
    pub maanden: Vec<Date>,
    /// All numbers, in the order of [`Uitvoer::ALLE`].
    pub lijnen: Vec<Lijn>,
    /// The budgets of years that were played, as they stand in the opzet.
    pub begroting: Vec<Overschrijding>,
}

impl Prognose {
    /// The line of one number.
    #[must_use]
    pub fn lijn(&self, uitvoer: Uitvoer) -> &[Punt] {
        self.lijnen.iter().find(|lijn| lijn.uitvoer == uitvoer).map_or(&[], |lijn| &lijn.punten)
    }
}

/// How one scenario differs from the first: of each replication the difference, played with the same draws.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verschil {
    /// Which scenario: its place in [`Vergelijking::prognoses`].
    pub scenario: usize,
    /// Its number minus that of the first; `zeker` says whether it differs from nought.
    pub lijnen: Vec<Lijn>,
}

impl Verschil {
    /// The line of one number.
    #[must_use]
    pub fn lijn(&self, uitvoer: Uitvoer) -> &[Punt] {
        self.lijnen.iter().find(|lijn| lijn.uitvoer == uitvoer).map_or(&[], |lijn| &lijn.punten)
    }
}

/// Scenarios side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vergelijking {
    /// Each by itself.
    pub prognoses: Vec<Prognose>,
    /// All but the first, against the first.
    pub verschillen: Vec<Verschil>,
}
