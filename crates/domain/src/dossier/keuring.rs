//! A medical examination of what somebody can do: only that it was asked for and when the answer came. The diagnosis is
//! none of the municipality's business.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    datum::dagen_tussen,
    id::{KeuringId, KlantId},
};

/// An urgent examination is answered within two weeks (letter on Pilot 300, 2015).
pub const SPOEDKEURING_DAGEN: i64 = 14;

/// An examination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keuring {
    /// Which examination.
    pub id: KeuringId,
    /// Whose.
    pub klant: KlantId,
    /// Whether it is urgent.
    pub spoed: bool,
    /// The day it was asked for.
    pub aangevraagd: Date,
    /// The day the answer came.
    pub afgerond: Option<Date>,
}

impl Keuring {
    /// Days from asking to answer.
    #[must_use]
    pub fn doorlooptijd(&self) -> Option<i64> {
        self.afgerond.map(|dag| dagen_tussen(self.aangevraagd, dag))
    }
}
