//! How often, and for how long, the municipality promises to speak with a client in a year (*contactnorm*), as dated data:
//! per segment, for whoever is in no segment yet, and for whoever is exempt from looking for work.
//!
//! Haarlem left clients alone for years because nothing showed whom nobody had spoken to (Pilot 300, 2015; Ik doe mee,
//! 2019). A new promise is a norm with a later first day: from there on it is the one that counts. [`crate::contactstand`]
//! makes due dates of it.

mod maatwerk;
mod standaard;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    maatwerk::{Maatwerk, MaatwerkGeweigerd},
    standaard::{twee_gesprekken, uren_4_4_4, uren_8_4_8},
};
use crate::{
    codelijst::Code,
    datum::{Periode, kort},
};

/// Conversations per year: at least one, because the promise is that nobody drops out of view; at most one a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Frequentie(u8);

/// No such frequency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("vul 1 tot en met 52 gesprekken per jaar in; iedereen wordt minstens een keer per jaar gesproken")]
pub struct OngeldigeFrequentie;

impl Frequentie {
    /// Once a year.
    pub const JAARLIJKS: Self = Self(1);
    /// Twice a year.
    pub const HALFJAARLIJKS: Self = Self(2);

    /// How many conversations a year.
    #[must_use]
    pub fn per_jaar(self) -> i64 {
        self.0.into()
    }

    /// How many days lie between two conversations: an even share of 365 days.
    #[must_use]
    pub fn interval_dagen(self) -> i64 {
        365 / self.per_jaar()
    }
}

impl TryFrom<i64> for Frequentie {
    type Error = OngeldigeFrequentie;
    fn try_from(per_jaar: i64) -> Result<Self, OngeldigeFrequentie> {
        let per_jaar = u8::try_from(per_jaar).map_err(|_| OngeldigeFrequentie)?;
        if (1..=52).contains(&per_jaar) { Ok(Self(per_jaar)) } else { Err(OngeldigeFrequentie) }
    }
}

impl From<Frequentie> for i64 {
    fn from(frequentie: Frequentie) -> Self {
        frequentie.per_jaar()
    }
}

/// What a norm asks for one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NormRegel {
    /// How often.
    pub gesprekken_per_jaar: Frequentie,
    /// For how long, all conversations of a year together.
    pub minuten_per_jaar: i64,
    /// How many days must lie between two conversations at least, so that two in one week are not two of the year.
    pub minimum_interval_dagen: u16,
    /// The kinds that count, codes of [`crate::codelijst::Codelijst::SoortGesprek`]; empty: every kind.
    pub soorten: Vec<Code>,
}

impl NormRegel {
    /// A rule by which every kind counts. Its minimum interval is half the even share of the year: our own default, because
    /// no paper of Haarlem names one.
    #[must_use]
    pub fn nieuw(gesprekken_per_jaar: Frequentie, minuten_per_jaar: i64) -> Self {
        let minimum_interval_dagen = u16::try_from(gesprekken_per_jaar.interval_dagen() / 2).unwrap_or(0);
        Self { gesprekken_per_jaar, minuten_per_jaar, minimum_interval_dagen, soorten: Vec::new() }
    }
}

/// From which day on a due date is called what. Our own defaults, because no paper names any: four weeks to plan in, before
/// and after; half a year is serious; after a year without contact somebody is out of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marges {
    /// *Binnenkort*: this many days before the due date.
    pub binnenkort_dagen: u16,
    /// *Te laat*: more than this many days after it.
    pub te_laat_dagen: u16,
    /// *Ernstig te laat*: more than this many days after it.
    pub ernstig_dagen: u16,
    /// *Uit beeld*: this many months without a successful contact.
    pub uit_beeld_maanden: u16,
}

impl Default for Marges {
    fn default() -> Self {
        Self { binnenkort_dagen: 28, te_laat_dagen: 28, ernstig_dagen: 182, uit_beeld_maanden: 12 }
    }
}

/// A contact norm: a promise to all clients, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contactnorm {
    /// Such as `twee_gesprekken`.
    pub code: Code,
    /// What people call it.
    pub naam: String,
    /// Where it was decided, and which parts of it no paper names.
    pub bron: String,
    /// From and up to which day. Where two overlap, the one that began last counts.
    pub geldig: Periode,
    /// What it asks per segment, by the codes of [`crate::codelijst::Codelijst::Segment`].
    pub regels: BTreeMap<Code, NormRegel>,
    /// What it asks for a client in no segment, or in one that has no rule.
    pub niet_ingedeeld: NormRegel,
    /// What it asks for a client who is exempt from looking for work. `None`: nothing, that client has no due date.
    pub ontheven: Option<NormRegel>,
    /// How many days after the start of the benefit the first conversation is due at the latest.
    pub eerste_gesprek_dagen: u16,
    /// From which day on a due date is called what.
    pub marges: Marges,
}

/// Why a norm cannot be what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactnormGeweigerd {
    /// The last day lies before the first.
    #[error("de einddatum ligt vóór de ingangsdatum ({})", kort(*.0))]
    EindeVoorIngang(Date),
    /// More conversations than fit with so many days between them.
    #[error("met zoveel dagen tussen twee gesprekken passen er geen {0} in een jaar")]
    IntervalTeLang(i64),
    /// A conversation takes time.
    #[error("vul in hoeveel tijd de gesprekken in een jaar samen duren")]
    Minuten,
    /// *Ernstig te laat* would come before *te laat*.
    #[error("‘ernstig te laat’ moet later ingaan dan ‘te laat’")]
    MargesOmgekeerd,
    /// Without a number of months everybody would be out of view.
    #[error("vul in na hoeveel maanden zonder gesprek iemand uit beeld is")]
    UitBeeld,
}

impl Contactnorm {
    /// Checks a norm that somebody drew up.
    pub fn stel_vast(self) -> Result<Self, ContactnormGeweigerd> {
        use ContactnormGeweigerd::{EindeVoorIngang, IntervalTeLang, MargesOmgekeerd, Minuten, UitBeeld};
        if self.geldig.tot_en_met.is_some_and(|einde| einde < self.geldig.van) {
            return Err(EindeVoorIngang(self.geldig.van));
        }
        for regel in self.regels.values().chain([&self.niet_ingedeeld]).chain(&self.ontheven) {
            let gesprekken = regel.gesprekken_per_jaar;
            if i64::from(regel.minimum_interval_dagen) > gesprekken.interval_dagen() {
                return Err(IntervalTeLang(gesprekken.per_jaar()));
            }
            if regel.minuten_per_jaar <= 0 {
                return Err(Minuten);
            }
        }
        if self.marges.ernstig_dagen <= self.marges.te_laat_dagen {
            return Err(MargesOmgekeerd);
        }
        if self.marges.uit_beeld_maanden == 0 {
            return Err(UitBeeld);
        }
        Ok(self)
    }

    /// What it asks for a client in this segment who may be expected to look for work.
    #[must_use]
    pub fn regel(&self, segment: Option<&Code>) -> &NormRegel {
        segment.and_then(|segment| self.regels.get(segment)).unwrap_or(&self.niet_ingedeeld)
    }
}

/// The norm that counts on a day: of those in force the one that began last. (Two that began on one day are a slip of the
/// pen; then the order of their codes decides, so that the answer is always the same.)
#[must_use]
pub fn norm_op(normen: &[Contactnorm], dag: Date) -> Option<&Contactnorm> {
    normen.iter().filter(|norm| norm.geldig.bevat(dag)).max_by_key(|norm| (norm.geldig.van, &norm.code))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const VANAF: Date = date(2019, 1, 1);

    #[test]
    fn a_norm_cannot_contradict_itself() {
        let goed = twee_gesprekken(VANAF);
        let regel = |minuten_per_jaar, minimum_interval_dagen| NormRegel {
            minimum_interval_dagen,
            ..NormRegel::nieuw(Frequentie::HALFJAARLIJKS, minuten_per_jaar)
        };
        let marges = |te_laat_dagen, ernstig_dagen, uit_beeld_maanden| Marges {
            te_laat_dagen,
            ernstig_dagen,
            uit_beeld_maanden,
            ..Marges::default()
        };
        let einde = Periode { van: VANAF, tot_en_met: Some(date(2018, 12, 31)) };
        for (norm, waarom) in [
            (Contactnorm { geldig: einde, ..goed.clone() }, ContactnormGeweigerd::EindeVoorIngang(VANAF)),
            (Contactnorm { niet_ingedeeld: regel(240, 183), ..goed.clone() }, ContactnormGeweigerd::IntervalTeLang(2)),
            (Contactnorm { ontheven: Some(regel(0, 91)), ..goed.clone() }, ContactnormGeweigerd::Minuten),
            (Contactnorm { marges: marges(28, 28, 12), ..goed.clone() }, ContactnormGeweigerd::MargesOmgekeerd),
            (Contactnorm { marges: marges(28, 182, 0), ..goed.clone() }, ContactnormGeweigerd::UitBeeld),
        ] {
            assert_eq!(norm.stel_vast(), Err(waarom));
        }
        let vol = Contactnorm { niet_ingedeeld: regel(240, 182), ..goed };
        assert!(vol.stel_vast().is_ok(), "182 days fit twice in a year");
    }

    #[test]
    fn a_promise_is_at_least_one_conversation_a_year() {
        for wrong in [-1, 0, 53, 300] {
            assert_eq!(Frequentie::try_from(wrong), Err(OngeldigeFrequentie), "{wrong}");
        }
        for (per_jaar, dagen) in [(1, 365), (2, 182), (4, 91), (6, 60), (52, 7)] {
            assert_eq!(Frequentie::try_from(per_jaar).unwrap().interval_dagen(), dagen);
        }
    }

    #[test]
    fn the_norm_that_began_last_counts() {
        let tijdelijk = Periode { van: date(2021, 1, 1), tot_en_met: Some(date(2021, 6, 30)) };
        let normen = [
            twee_gesprekken(date(2017, 4, 1)),
            uren_4_4_4(VANAF),
            Contactnorm { geldig: tijdelijk, ..uren_8_4_8(VANAF) },
        ];
        for (dag, welke) in [
            (date(2017, 3, 31), None),
            (date(2017, 4, 1), Some("twee_gesprekken")),
            (date(2018, 12, 31), Some("twee_gesprekken")),
            (date(2019, 1, 1), Some("uren_4_4_4")),
            (date(2021, 3, 1), Some("uren_8_4_8")),
            (date(2021, 7, 1), Some("uren_4_4_4")),
        ] {
            assert_eq!(norm_op(&normen, dag).map(|norm| norm.code.as_str()), welke, "{dag}");
        }
    }
}
