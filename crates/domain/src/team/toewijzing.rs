//! Who is the fixed klantmanager of a client (*vaste klantmanager*, Haarlem: for every new client since 1 July 2016).
//!
//! A caseload, or part of it, goes to a colleague for good or for as long as somebody is away ([`Overname`]); a new client
//! goes to whoever has most room ([`kies_klantmanager`]); how heavy each caseload was in a week follows from the history
//! ([`crate::belasting::per_week`]).

mod nieuwe_klant;
mod overname;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    nieuwe_klant::{Kandidaat, Keuze, Verdeler, Weging, kies_klantmanager},
    overname::{AndereWaarneming, Overname, OvernameGeweigerd, OvernameStand, toets_ontvanger},
};
use crate::{
    datum::Periode,
    id::{GebruikerId, KlantId, ToewijzingId},
};

/// A stretch of time in which a klantmanager is responsible for a client. Stretches of one client never overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toewijzing {
    /// Which assignment.
    pub id: ToewijzingId,
    /// The client.
    pub klant: KlantId,
    /// The klantmanager.
    pub klantmanager: GebruikerId,
    /// From and up to which day.
    pub periode: Periode,
    /// Why: new client, takeover, moved district.
    pub reden: String,
}

/// Why an assignment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ToewijzingGeweigerd {
    /// The client has this klantmanager already.
    #[error("deze klant heeft deze klantmanager al")]
    ZelfdeKlantmanager,
    /// The first day lies before that of the present assignment.
    #[error("de huidige toewijzing begint later dan deze datum")]
    VoorHuidige,
}

impl Toewijzing {
    /// Ends the present assignment on the day before and starts the next: nobody is ever without a klantmanager.
    pub fn draag_over(
        self,
        id: ToewijzingId,
        aan: GebruikerId,
        per: Date,
        reden: String,
    ) -> Result<(Self, Self), ToewijzingGeweigerd> {
        if self.klantmanager == aan {
            return Err(ToewijzingGeweigerd::ZelfdeKlantmanager);
        }
        if per <= self.periode.van {
            return Err(ToewijzingGeweigerd::VoorHuidige);
        }
        let laatste_dag = per.yesterday().map_err(|_| ToewijzingGeweigerd::VoorHuidige)?;
        let oud = Self { periode: Periode { van: self.periode.van, tot_en_met: Some(laatste_dag) }, ..self };
        let nieuw = Self { id, klant: oud.klant, klantmanager: aan, periode: Periode::vanaf(per), reden };
        Ok((oud, nieuw))
    }
}
