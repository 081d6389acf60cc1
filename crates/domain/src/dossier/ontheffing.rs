//! Exemption from duties (*ontheffing*, PW 9(2), 9(5) and 9a): on which article, from which duties, for how long, and when it is
//! looked at again.
//!
//! Terms and ages come from [`crate::regel`], by the first day of the exemption: what was granted under a rule is judged by
//! that rule. From 1 January 2027 the exemption for urgent reasons is wider, and how is not known. Such an exemption is not
//! blocked: [`Ontheffing::verleen_met`] asks for a reason in words and says on which rule it could not rest.

mod heroverweging;
#[cfg(test)]
mod tests;
mod toets;

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    heroverweging::{
        HEROVERWEGING_AANKONDIGEN, HeroverwegingGeweigerd, TeHeroverwegen, hoort_bij_motie, moet_werk_zoeken,
        te_heroverwegen, volgende_heroverweging,
    },
    toets::{Verleend, VerlenenGeweigerd, Waarschuwing},
};
use crate::{
    codelijst::Code,
    datum::{dagen_tussen, kort, plus_dagen},
    id::{KlantId, OntheffingId},
    regel::{Welke, termijn},
};

/// The article on which an exemption rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grondslag {
    /// PW 9(2): temporary, for urgent reasons. It must have a last day.
    Pw9Lid2,
    /// PW 9(5): completely and lastingly unable to work (WIA art. 4).
    Pw9Lid5,
    /// PW 9a: lone parent of a child under five, at most five years in all, reviewed every six months.
    Pw9a,
}

impl Grondslag {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 3] = [Self::Pw9Lid2, Self::Pw9Lid5, Self::Pw9a];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pw9Lid2 => "pw_9_lid_2",
            Self::Pw9Lid5 => "pw_9_lid_5",
            Self::Pw9a => "pw_9a",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Pw9Lid2 => "tijdelijk, dringende redenen (PW 9 lid 2)",
            Self::Pw9Lid5 => "volledig en duurzaam arbeidsongeschikt (PW 9 lid 5)",
            Self::Pw9a => "alleenstaande ouder met kind jonger dan 5 (PW 9a)",
        }
    }

    /// `PW 9 lid 2`, for a badge.
    #[must_use]
    pub const fn kort(self) -> &'static str {
        match self {
            Self::Pw9Lid2 => "PW 9 lid 2",
            Self::Pw9Lid5 => "PW 9 lid 5",
            Self::Pw9a => "PW 9a",
        }
    }

    /// From which duties this article can exempt: 9(2) never from cooperating with support (9(1)b), 9a only from work.
    #[must_use]
    pub const fn mogelijke_verplichtingen(self) -> &'static [Verplichtingen] {
        match self {
            Self::Pw9Lid2 => {
                &[Verplichtingen::Arbeid, Verplichtingen::ArbeidEnTegenprestatie, Verplichtingen::Tegenprestatie]
            }
            Self::Pw9Lid5 => &[Verplichtingen::Alle],
            Self::Pw9a => &[Verplichtingen::Arbeid],
        }
    }
}

impl FromStr for Grondslag {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|grondslag| grondslag.code() == text).ok_or(())
    }
}

/// The duties of PW 9(1) from which somebody is exempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verplichtingen {
    /// 9(1)a: obtain, accept and keep work.
    Arbeid,
    /// 9(1)c: unpaid, socially useful work.
    Tegenprestatie,
    /// Both of these.
    ArbeidEnTegenprestatie,
    /// 9(1)a, b and c.
    Alle,
}

impl Verplichtingen {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::Arbeid, Self::Tegenprestatie, Self::ArbeidEnTegenprestatie, Self::Alle];

    /// Whether looking for work is among them: the motion of 2017 speaks of whoever is exempt *from looking for work*.
    #[must_use]
    pub const fn omvat_arbeid(self) -> bool {
        matches!(self, Self::Arbeid | Self::ArbeidEnTegenprestatie | Self::Alle)
    }

    /// Whether the *tegenprestatie* is among them by name. All duties of 9(1) are not meant: those fall away together.
    #[must_use]
    pub const fn noemt_tegenprestatie(self) -> bool {
        matches!(self, Self::Tegenprestatie | Self::ArbeidEnTegenprestatie)
    }

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arbeid => "a",
            Self::Tegenprestatie => "c",
            Self::ArbeidEnTegenprestatie => "a_c",
            Self::Alle => "a_b_c",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Arbeid => "arbeidsverplichting",
            Self::Tegenprestatie => "tegenprestatie",
            Self::ArbeidEnTegenprestatie => "arbeidsverplichting en tegenprestatie",
            Self::Alle => "alle verplichtingen",
        }
    }
}

impl FromStr for Verplichtingen {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|verplichtingen| verplichtingen.code() == text).ok_or(())
    }
}

/// An exemption that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ontheffing {
    /// Which exemption.
    pub id: OntheffingId,
    /// Whose.
    pub klant: KlantId,
    /// On which article it rests.
    pub grondslag: Grondslag,
    /// From which duties.
    pub verplichtingen: Verplichtingen,
    /// A code of [`crate::codelijst::Codelijst::RedenOntheffing`].
    pub reden: Code,
    /// First day.
    pub datum_ingang: Date,
    /// Last day; always there for PW 9(2).
    pub datum_einde: Option<Date>,
    /// When it must be looked at again.
    pub heroverweging: Option<Date>,
    /// Explanation; may hold health data, so it is encrypted at rest.
    pub toelichting: String,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why an exemption cannot be granted as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OntheffingGeweigerd {
    /// PW 9(2) allows a temporary exemption only.
    #[error("een ontheffing op grond van artikel 9 lid 2 is tijdelijk; vul een einddatum in")]
    EinddatumNodig,
    /// The last day lies before the first.
    #[error("de einddatum ligt vóór de ingangsdatum ({})", kort(*.0))]
    EindeVoorIngang(Date),
    /// PW 9a(8): within six months.
    #[error("bij een ontheffing op grond van artikel 9a kijkt u elk half jaar opnieuw; kies een datum tot en met {}", kort(*.0))]
    HeroverwegingTeLaat(Date),
    /// PW 9a: five years in total at most, earlier exemptions on this ground included.
    #[error("een ontheffing op grond van artikel 9a duurt alles bij elkaar hooguit 5 jaar; kies een einddatum tot en met {}", kort(*.0))]
    LangerDanVijfJaar(Date),
    /// PW 9a: no day of the five years is left.
    #[error("deze klant had al vijf jaar ontheffing op grond van artikel 9a; kies een ander artikel")]
    VijfJaarOp,
    /// The article does not allow exemption from these duties.
    #[error("dit artikel geeft geen ontheffing van deze verplichtingen")]
    VerplichtingenPassenNiet,
    /// It overlaps one that already runs.
    #[error("er loopt in deze periode al een ontheffing, vanaf {}; beëindig die eerst", kort(*.0))]
    Overlapt(Date),
}

impl Ontheffing {
    /// Grants the exemption (college, PW 9). `bestaand` are the client's other exemptions.
    ///
    /// For data that nobody sees warnings about: where the rule is not known, it asks what was asked before. A page uses
    /// [`Ontheffing::verleen_met`].
    pub fn verleen(self, bestaand: &[Self]) -> Result<Self, OntheffingGeweigerd> {
        let verleend = self.beoordeel(bestaand)?;
        if verleend.grondslag == Grondslag::Pw9Lid2 && verleend.datum_einde.is_none() {
            return Err(OntheffingGeweigerd::EinddatumNodig);
        }
        Ok(verleend)
    }

    /// What is known to hold on the first day. A rule that is not known refuses nothing here.
    fn beoordeel(mut self, bestaand: &[Self]) -> Result<Self, OntheffingGeweigerd> {
        if !self.grondslag.mogelijke_verplichtingen().contains(&self.verplichtingen) {
            return Err(OntheffingGeweigerd::VerplichtingenPassenNiet);
        }
        if self.datum_einde.is_some_and(|einde| einde < self.datum_ingang) {
            return Err(OntheffingGeweigerd::EindeVoorIngang(self.datum_ingang));
        }
        match (self.grondslag, self.datum_einde) {
            (Grondslag::Pw9Lid2, None) if self.moet_tijdelijk() => return Err(OntheffingGeweigerd::EinddatumNodig),
            (Grondslag::Pw9a, einde) => {
                let laatste = self.laatste_dag_9a(bestaand);
                if laatste < self.datum_ingang {
                    return Err(OntheffingGeweigerd::VijfJaarOp);
                }
                if einde.is_none_or(|einde| einde > laatste) {
                    return Err(OntheffingGeweigerd::LangerDanVijfJaar(laatste));
                }
                // PW 9a(8): the college looks again every six months.
                if let Ok(uiterlijk) = volgende_heroverweging(self.datum_ingang)
                    && *self.heroverweging.get_or_insert(uiterlijk) > uiterlijk
                {
                    return Err(OntheffingGeweigerd::HeroverwegingTeLaat(uiterlijk));
                }
            }
            _ => {}
        }
        match bestaand.iter().find(|ander| ander.id != self.id && ander.overlapt(&self)) {
            Some(ander) => Err(OntheffingGeweigerd::Overlapt(ander.datum_ingang)),
            None => Ok(self),
        }
    }

    /// Whether it is in force on the day.
    #[must_use]
    pub fn geldt_op(&self, dag: Date) -> bool {
        self.datum_ingang <= dag && self.datum_einde.is_none_or(|einde| dag <= einde)
    }

    /// The last day on which five years in total are not over, the days of earlier exemptions on this ground counted.
    fn laatste_dag_9a(&self, bestaand: &[Self]) -> Date {
        let eerder = bestaand.iter().filter(|ander| ander.id != self.id && ander.grondslag == Grondslag::Pw9a);
        let dagen = |ander: &Self| ander.datum_einde.map_or(0, |einde| dagen_tussen(ander.datum_ingang, einde) + 1);
        let gebruikt: i64 = eerder.map(dagen).sum();
        termijn(Welke::Ontheffing9aTenHoogste, self.datum_ingang)
            .map_or(Date::MAX, |termijn| plus_dagen(termijn.laatste_dag(self.datum_ingang), -1 - gebruikt))
    }

    fn overlapt(&self, other: &Self) -> bool {
        let before = |one: &Self, two: &Self| one.datum_einde.is_some_and(|einde| einde < two.datum_ingang);
        !before(self, other) && !before(other, self)
    }
}

/// The last unbroken stretch of exemptions, given in the order in which they begin: one that begins the day after another
/// ends, is its extension. Who gets an extension today is exempted today.
#[must_use]
pub fn laatste_aaneengesloten(
    periodes: impl IntoIterator<Item = (Date, Option<Date>)>,
) -> Option<(Date, Option<Date>)> {
    periodes.into_iter().fold(None, |eerder: Option<(Date, Option<Date>)>, (van, tot)| match eerder {
        Some((begin, einde)) if einde.is_none_or(|einde| plus_dagen(einde, 1) >= van) => Some((begin, tot)),
        _ => Some((van, tot)),
    })
}
