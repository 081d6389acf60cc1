//! What a distribution is judged by, and what may not be touched.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::opgave::{Klant, Opgave};

/// What each inconvenience weighs. Whole numbers, so that two distributions are compared exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gewichten {
    /// A client whose klantmanager does not know what he asks.
    pub niet_passend: u32,
    /// A client who gets another klantmanager, times the weight of the client.
    pub wissel: u32,
    /// A quarter-hour of conversations that a klantmanager has more or less than his share.
    pub kwartier: u32,
}

impl Default for Gewichten {
    /// A misfit outweighs two changes; two and a half hours out of balance outweigh one.
    fn default() -> Self {
        Self { niet_passend: 25, wissel: 10, kwartier: 1 }
    }
}

/// How to distribute: what weighs how much, and who is already decided on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wensen {
    /// What each inconvenience weighs.
    pub gewichten: Gewichten,
    /// Who is fixed, by position: client → klantmanager. To let somebody stay where he is, fix him to his present klantmanager.
    pub vast: BTreeMap<usize, usize>,
}

impl Gewichten {
    /// What it costs to have a client with a klantmanager, hours aside.
    pub(super) fn kosten(&self, opgave: &Opgave, klant: &Klant, klantmanager: usize) -> i64 {
        let past = opgave.klantmanagers[klantmanager].past_bij(klant);
        let blijft = usize::try_from(klant.huidig).map_or(true, |huidig| huidig == klantmanager);
        let misfit = if past { 0 } else { self.niet_passend.into() };
        misfit + if blijft { 0 } else { i64::from(self.wissel) * i64::from(klant.gewicht) }
    }
}
