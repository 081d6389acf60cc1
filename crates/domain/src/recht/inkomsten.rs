//! Income beside a benefit (*inkomsten*), as dated facts: part-time work and self-employment, and which part of earnings is left
//! out of account (*vrijlating*, PW 31(2)n). Klantbeeld calculates no benefit: it shows what the law would leave out, and
//! whether that is still possible.
//!
//! Deliberately absent: whether leaving out helps somebody towards work, which the article asks: a person judges that. And the
//! rules of 1 January 2027, which make the limits uniform in a way that is not known.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::civil::Date;

use crate::{
    datum::{self, Periode, kort, plus_maanden},
    geld::Eurocent,
    id::{InkomstenId, KlantId},
    norm::norm_op,
    regel::{RegelOnbekend, Welke, leeftijd, procent, termijn},
};

/// Where income comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SoortInkomsten {
    /// Employment for part of the week.
    Deeltijdwerk,
    /// Self-employment for part of the week.
    Zelfstandig,
}

impl SoortInkomsten {
    /// Both, in the order of a choice list.
    pub const ALLE: [Self; 2] = [Self::Deeltijdwerk, Self::Zelfstandig];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deeltijdwerk => "deeltijdwerk",
            Self::Zelfstandig => "zelfstandig",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Deeltijdwerk => "deeltijdwerk in loondienst",
            Self::Zelfstandig => "werk als zelfstandige",
        }
    }
}

impl FromStr for SoortInkomsten {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|soort| soort.code() == text).ok_or(())
    }
}

/// Income over a stretch of days. When the amount changes, a new stretch begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inkomsten {
    /// Which record.
    pub id: InkomstenId,
    /// Whose.
    pub klant: KlantId,
    /// Where it comes from.
    pub soort: SoortInkomsten,
    /// Hours per week, when they are known: of self-employment they often are not.
    pub uren_per_week: Option<u8>,
    /// Per month, as the benefit administration counts it.
    pub bedrag: Eurocent,
    /// From and up to which day.
    pub periode: Periode,
    /// Recorded by mistake; kept for the trace.
    pub ingetrokken: bool,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why income is not recorded so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InkomstenGeweigerd {
    /// No income.
    #[error("vul een bedrag boven nul in; zonder inkomsten hoeft u niets vast te leggen")]
    Bedrag,
    /// No such week.
    #[error("het aantal uren per week klopt niet; kies 1 tot en met 60, of laat het leeg")]
    Uren,
    /// It begins after today.
    #[error("de begindatum ligt in de toekomst; kies vandaag of eerder")]
    Toekomst,
    /// The last day lies before the first.
    #[error("de laatste dag ligt vóór de eerste ({}); kies een latere dag", kort(*.0))]
    EindeVoorBegin(Date),
    /// It has ended, or was taken back.
    #[error("dit is al beëindigd of ingetrokken")]
    Voorbij,
    /// The same stands there.
    #[error(
        "deze inkomsten staan er al: dezelfde soort, hetzelfde bedrag en dezelfde dagen; twee banen? Vul dan bij elk de uren in"
    )]
    StaatEr,
}

impl Inkomsten {
    /// Refuses what stands there already, by a second window or a second person. Two jobs at once are two records, and differ.
    pub fn is_nieuw<'a>(&self, anderen: impl IntoIterator<Item = &'a Self>) -> Result<(), InkomstenGeweigerd> {
        let wat = |is: &Self| (is.soort, is.bedrag, is.uren_per_week, is.periode);
        let staat_er = anderen.into_iter().any(|ander| !ander.ingetrokken && wat(ander) == wat(self));
        if staat_er { Err(InkomstenGeweigerd::StaatEr) } else { Ok(()) }
    }

    /// Records it.
    pub fn leg_vast(self, vandaag: Date) -> Result<Self, InkomstenGeweigerd> {
        if self.bedrag <= Eurocent::ZERO {
            return Err(InkomstenGeweigerd::Bedrag);
        }
        if self.uren_per_week.is_some_and(|uren| !(1..=60).contains(&uren)) {
            return Err(InkomstenGeweigerd::Uren);
        }
        if self.periode.van > vandaag {
            return Err(InkomstenGeweigerd::Toekomst);
        }
        match self.periode.tot_en_met {
            Some(tot) if tot < self.periode.van => Err(InkomstenGeweigerd::EindeVoorBegin(self.periode.van)),
            _ => Ok(Self { ingetrokken: false, ..self }),
        }
    }

    /// Gives it a last day.
    pub fn beeindig(self, laatste_dag: Date) -> Result<Self, InkomstenGeweigerd> {
        if self.ingetrokken || self.periode.tot_en_met.is_some() {
            return Err(InkomstenGeweigerd::Voorbij);
        }
        if laatste_dag < self.periode.van {
            return Err(InkomstenGeweigerd::EindeVoorBegin(self.periode.van));
        }
        Ok(Self { periode: Periode { tot_en_met: Some(laatste_dag), ..self.periode }, ..self })
    }

    /// Takes it back: it was a mistake.
    pub fn trek_in(self) -> Result<Self, InkomstenGeweigerd> {
        if self.ingetrokken { Err(InkomstenGeweigerd::Voorbij) } else { Ok(Self { ingetrokken: true, ..self }) }
    }

    /// Whether there is this income on a day.
    #[must_use]
    pub fn geldt_op(&self, dag: Date) -> bool {
        !self.ingetrokken && self.periode.bevat(dag)
    }
}

/// What somebody earns per month on a day, all income together; none when there is no income, which is not nought.
#[must_use]
pub fn per_maand(inkomsten: &[Inkomsten], dag: Date) -> Option<Eurocent> {
    let bedragen: Vec<_> = inkomsten.iter().filter(|rij| rij.geldt_op(dag)).map(|rij| rij.bedrag).collect();
    (!bedragen.is_empty()).then(|| bedragen.into_iter().sum())
}

/// Why no part of earnings is left out of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GeenVrijlating {
    /// Under 27 (PW 31(5)).
    #[error("deze klant is op {} jonger dan {jaren} jaar; de vrijlating geldt dan niet", kort(*.dag))]
    TeJong {
        /// The first day of the month.
        dag: Date,
        /// From which age.
        jaren: i16,
    },
    /// The months are used up.
    #[error("de vrijlating is al {0} maanden toegepast; meer maanden zijn er niet")]
    MaandenOp(u16),
    /// The most that is left out is not known for that month.
    #[error("het hoogste bedrag van de vrijlating op {} is in Klantbeeld niet bekend; zoek het op", kort(*.0))]
    BedragOnbekend(Date),
    /// The rule of that month is not known.
    #[error(transparent)]
    Onbekend(#[from] RegelOnbekend),
}

/// Which part of the earnings of a month is left out of account (PW 31(2)n): a quarter, up to an amount per month, for six
/// months, from the age of 27. `gebruikt` is in how many months it was applied already.
///
/// A month is judged by its first day, its rules as well as the age: who turns 27 in the course of it, has it from the next
/// month on. The law speaks of months and names no day; this is an own choice.
pub fn vrijlating(maand: Date, bedrag: Eurocent, geboren: Date, gebruikt: u16) -> Result<Eurocent, GeenVrijlating> {
    let dag = maand.first_of_month();
    let (deel, jaren) = (procent(Welke::VrijlatingPercentage, dag)?, leeftijd(Welke::VrijlatingLeeftijd, dag)?);
    let duur = termijn(Welke::VrijlatingDuur, dag)?;
    if datum::leeftijd(geboren, dag) < jaren {
        return Err(GeenVrijlating::TeJong { dag, jaren });
    }
    if plus_maanden(dag, gebruikt.into()) >= duur.laatste_dag(dag) {
        return Err(GeenVrijlating::MaandenOp(gebruikt));
    }
    let hoogste = norm_op("31(2)n", dag).ok_or(GeenVrijlating::BedragOnbekend(dag))?.bedrag;
    Ok(bedrag.share(deel.into(), 100).min(hoogste))
}
