//! A referral to a provider who helps a client forward. Providers never decide on rights or duties (PW 7(4)).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::Code,
    id::{KlantId, VerwijzingId},
};

/// A referral. The longer life cycle (intake, reports, result) builds on these dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verwijzing {
    /// Which referral.
    pub id: VerwijzingId,
    /// Whose.
    pub klant: KlantId,
    /// A code of [`crate::codelijst::Codelijst::Voorziening`].
    pub voorziening: Code,
    /// Who carries it out.
    pub aanbieder: String,
    /// The day of the referral.
    pub verwezen: Date,
    /// The day the client started.
    pub gestart: Option<Date>,
    /// The last day.
    pub beeindigd: Option<Date>,
}
