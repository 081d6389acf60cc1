//! For whom a plan is a duty of the college, and by when (PW 44(4), 44a and 9a). For everybody else it is the policy of the
//! municipality: good advice, no term.

use jiff::civil::{Date, date};

use crate::{
    datum::leeftijd,
    regel::{Welke, termijn},
};

/// The ages at the grant for which the plan is an annex to it (PW 44(4)): from 18 up to the 27th birthday.
const JONGERE: std::ops::Range<i16> = 18..27;
/// The first day of the Participatiewet.
const PW_BEGIN: Date = date(2015, 1, 1);

/// Why there must be a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grond {
    /// Granted to somebody of 18 to 27 (PW 44(4)).
    Jongere,
    /// A lone parent who is exempted from work (PW 9a).
    OntheffingOuder,
}

impl Grond {
    /// The article and what it says, for a page.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Jongere => "toegekend vóór de 27e verjaardag (PW 44 lid 4)",
            Self::OntheffingOuder => "ontheffing voor alleenstaande ouder (PW 9a)",
        }
    }
}

/// What of a client decides whether there must be a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Feiten {
    /// Birth date.
    pub geboren: Date,
    /// The first day of the running benefit under the Participatiewet. The day of the decision is not in the file; the
    /// first day of right stands for it.
    pub toekenning: Option<Date>,
    /// The first day of the unbroken stretch of exemptions under PW 9a that is in force.
    pub ontheffing_9a: Option<Date>,
}

/// A duty to have a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verplichting {
    /// Why.
    pub grond: Grond,
    /// The last day to establish it.
    pub uiterlijk: Date,
}

/// Whether somebody was young at a grant (PW 44(4)).
#[must_use]
pub fn jongere(geboren: Date, toekenning: Date) -> bool {
    JONGERE.contains(&leeftijd(geboren, toekenning))
}

/// Whether the law asks for a plan, and by when. Who falls under both articles must have it on the earlier day. A grant of
/// before PW 44(4) became law is judged as one of today: since when it holds was not looked up.
#[must_use]
pub fn verplicht(feiten: Feiten) -> Option<Verplichting> {
    // Both articles are about who receives a benefit under this law.
    let toekenning = feiten.toekenning?;
    let jongere =
        jongere(feiten.geboren, toekenning).then_some(Verplichting { grond: Grond::Jongere, uiterlijk: toekenning });
    let ouder =
        feiten.ontheffing_9a.map(|dag| Verplichting { grond: Grond::OntheffingOuder, uiterlijk: herziening(dag) });
    [jongere, ouder].into_iter().flatten().min_by_key(|verplichting| verplichting.uiterlijk)
}

/// The last day to make a plan after an exemption began, and to look together again at one that was made or looked at on a day
/// (PW 9a(8)). A plan of before that law is judged as one of its first day.
#[must_use]
pub fn herziening(vanaf: Date) -> Date {
    let termijn = termijn(Welke::HeroverwegingOntheffing9a, vanaf.max(PW_BEGIN));
    termijn.map_or(vanaf, |termijn| termijn.laatste_dag(vanaf))
}

/// What is missing of what the law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tekort {
    /// There is no plan, and there must be one; the day may be still to come.
    Ontbreekt(Verplichting),
    /// There is one under PW 9a that was not looked at within six months.
    NietHerzien {
        /// The last day on which that should have happened.
        uiterlijk: Date,
    },
}

/// Compares the duty with the plan that holds, by the day on which it was established. A plan of before the grant belongs to
/// an earlier benefit: PW 44(4) asks for one at every grant. Looking at it together gives a new version, also when nothing
/// changes.
#[must_use]
pub fn tekort(feiten: Feiten, vastgesteld: Option<Date>, vandaag: Date) -> Option<Tekort> {
    let verplichting = verplicht(feiten)?;
    let van_nu = |dag: &Date| verplichting.grond != Grond::Jongere || Some(*dag) >= feiten.toekenning;
    let Some(vastgesteld) = vastgesteld.filter(van_nu) else { return Some(Tekort::Ontbreekt(verplichting)) };
    let uiterlijk = herziening(vastgesteld);
    (feiten.ontheffing_9a.is_some() && uiterlijk < vandaag).then_some(Tekort::NietHerzien { uiterlijk })
}
