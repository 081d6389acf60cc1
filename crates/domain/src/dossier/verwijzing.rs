//! A referral to a provider who helps a client forward. Providers never decide on rights or duties (PW 7(4)).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::{self, Code, Codelijst, CodelijstItem, Kijker},
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

impl Verwijzing {
    /// The provision in words, and who carries it out, as far as they are for who looks: the name of who helps former prisoners
    /// says as much as the provision.
    #[must_use]
    pub fn in_woorden<'a>(&'a self, codes: &'a [CodelijstItem], kijker: Kijker) -> (&'a str, Option<&'a str>) {
        let (lijst, code) = (Codelijst::Voorziening, self.voorziening.as_str());
        let aanbieder = codelijst::ziet(codes, lijst, code, kijker).then_some(self.aanbieder.as_str());
        (codelijst::naam(codes, lijst, code, kijker), aanbieder)
    }
}
