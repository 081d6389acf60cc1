//! When a klantmanager works: conversations are planned in it, and a caseload is weighed against it ([`crate::belasting`]).
//!
//! Deliberately absent: absence for part of a day. That somebody is ill is nobody's business but the team's: who plans sees that a
//! colleague is away, not why.

use std::str::FromStr;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::{
    datum::{Periode, dagen},
    termijn::Werkkalender,
};

/// A stretch of a day in whole minutes, `van` included, `tot` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(Time, Time)", into = "(Time, Time)")]
pub struct Tijdvak {
    van: i64,
    tot: i64,
}

/// The end does not lie after the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("de eindtijd moet na de begintijd liggen")]
pub struct OngeldigTijdvak;

impl Tijdvak {
    /// From one time to a later one; seconds do not count.
    pub fn nieuw(van: Time, tot: Time) -> Result<Self, OngeldigTijdvak> {
        Self::van_minuten(minuut(van), minuut(tot)).ok_or(OngeldigTijdvak)
    }

    /// From a time on, as long as it takes; it ends on the same day.
    pub fn met_duur(van: Time, minuten: i64) -> Result<Self, OngeldigTijdvak> {
        Self::van_minuten(minuut(van), minuut(van).saturating_add(minuten)).ok_or(OngeldigTijdvak)
    }

    pub(crate) fn van_minuten(van: i64, tot: i64) -> Option<Self> {
        (0 <= van && van < tot && tot < 24 * 60).then_some(Self { van, tot })
    }

    /// When it begins.
    #[must_use]
    pub fn van(self) -> Time {
        tijd(self.van)
    }

    /// When it is over.
    #[must_use]
    pub fn tot(self) -> Time {
        tijd(self.tot)
    }

    /// How long it is.
    #[must_use]
    pub const fn minuten(self) -> i64 {
        self.tot - self.van
    }

    /// Whether the two share a minute.
    #[must_use]
    pub const fn overlapt(self, ander: Self) -> bool {
        self.van < ander.tot && ander.van < self.tot
    }

    /// First minute of the day, and the first one that is no longer part.
    pub(crate) const fn grenzen(self) -> (i64, i64) {
        (self.van, self.tot)
    }

    /// What is left of it before and after another.
    fn zonder(self, ander: Self) -> [Option<Self>; 2] {
        let ervoor = Self::van_minuten(self.van, self.tot.min(ander.van));
        let erna = Self::van_minuten(self.van.max(ander.tot), self.tot);
        [ervoor, erna]
    }
}

impl TryFrom<(Time, Time)> for Tijdvak {
    type Error = OngeldigTijdvak;
    fn try_from((van, tot): (Time, Time)) -> Result<Self, OngeldigTijdvak> {
        Self::nieuw(van, tot)
    }
}

impl From<Tijdvak> for (Time, Time) {
    fn from(tijdvak: Tijdvak) -> Self {
        (tijdvak.van(), tijdvak.tot())
    }
}

fn minuut(tijd: Time) -> i64 {
    i64::from(tijd.hour()) * 60 + i64::from(tijd.minute())
}

fn tijd(minuut: i64) -> Time {
    Time::midnight().saturating_add(jiff::Span::new().minutes(minuut))
}

/// A working pattern: the same every week, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Werkrooster {
    /// Per day of the week, Monday first: from when to when; `None` on a day off.
    pub dagen: [Option<Tijdvak>; 7],
    /// The break at noon. It is no working time, and no conversation runs through it.
    pub pauze: Option<Tijdvak>,
    /// From and up to which day. Where two overlap, the one that began last counts.
    pub geldig: Periode,
}

/// Full-time is 36 hours a week (cao Gemeenten).
pub const VOLTIJD_MINUTEN_PER_WEEK: i64 = 36 * 60;

impl Werkrooster {
    /// The stretches worked on a day of the week, whatever the calendar says of the day.
    fn blokken(&self, dag: Date) -> impl Iterator<Item = Tijdvak> + use<> {
        self.blokken_van(usize::from(dag.weekday().to_monday_zero_offset().unsigned_abs()))
    }

    fn blokken_van(&self, weekdag: usize) -> impl Iterator<Item = Tijdvak> + use<> {
        let pauze = self.pauze;
        let delen = move |heel: Tijdvak| pauze.map_or([Some(heel), None], |pauze| heel.zonder(pauze));
        self.dagen[weekdag].into_iter().flat_map(delen).flatten()
    }

    /// Minutes worked on each day of the week, Monday first, breaks left out.
    #[must_use]
    pub fn minuten_per_weekdag(&self) -> [i64; 7] {
        std::array::from_fn(|weekdag| self.blokken_van(weekdag).map(Tijdvak::minuten).sum())
    }

    /// Minutes worked in a week, breaks left out.
    #[must_use]
    pub fn minuten_per_week(&self) -> i64 {
        self.minuten_per_weekdag().into_iter().sum()
    }

    /// The share of a full-time job.
    #[must_use]
    pub fn fte(&self) -> f64 {
        self.minuten_per_week() as f64 / VOLTIJD_MINUTEN_PER_WEEK as f64
    }
}

/// The pattern that counts on a day: of those in force the one that began last. `None`: not known.
#[must_use]
pub fn rooster_op(roosters: &[Werkrooster], dag: Date) -> Option<&Werkrooster> {
    roosters.iter().filter(|rooster| rooster.geldig.bevat(dag)).max_by_key(|rooster| rooster.geldig.van)
}

/// Why somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoortAfwezigheid {
    /// Leave.
    Verlof,
    /// Illness; health data of a colleague.
    Ziekte,
    /// A course.
    Cursus,
    /// Anything else.
    Overig,
}

impl SoortAfwezigheid {
    /// All kinds, in the order of a choice list.
    pub const ALLE: [Self; 4] = [Self::Verlof, Self::Ziekte, Self::Cursus, Self::Overig];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verlof => "verlof",
            Self::Ziekte => "ziekte",
            Self::Cursus => "cursus",
            Self::Overig => "overig",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        self.code()
    }
}

impl SoortAfwezigheid {
    /// Whether it is known beforehand: leave and a course are planned, an illness is not.
    #[must_use]
    pub const fn is_gepland(self) -> bool {
        matches!(self, Self::Verlof | Self::Cursus)
    }
}

impl FromStr for SoortAfwezigheid {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|soort| soort.code() == text).ok_or(())
    }
}

/// Whole days on which somebody does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afwezigheid {
    /// From and up to which day; without an end as long as nobody knows it.
    pub periode: Periode,
    /// Why.
    pub soort: SoortAfwezigheid,
}

/// When one klantmanager can be planned in: pattern, absences and calendar together.
#[derive(Debug, Clone, Copy)]
pub struct Beschikbaarheid<'a> {
    /// Working patterns, in any order.
    pub roosters: &'a [Werkrooster],
    /// Absences.
    pub afwezigheden: &'a [Afwezigheid],
    /// The days on which the municipality works.
    pub kalender: &'a Werkkalender,
}

impl Beschikbaarheid<'_> {
    /// The stretches in which somebody works on a day, in order: none on a day off, a holiday, a closing day or when away.
    /// `None` when no pattern is known for a day that could be worked.
    #[must_use]
    pub fn blokken(&self, dag: Date) -> Option<Vec<Tijdvak>> {
        let afwezig = self.afwezigheden.iter().any(|afwezigheid| afwezigheid.periode.bevat(dag));
        if afwezig || !self.kalender.werkdag(dag) {
            return Some(Vec::new());
        }
        rooster_op(self.roosters, dag).map(|rooster| rooster.blokken(dag).collect())
    }

    /// Minutes that somebody can be planned in between two days, both included. `None` when the pattern is not known for all
    /// of it: unknown is not zero.
    #[must_use]
    pub fn minuten(&self, van: Date, tot_en_met: Date) -> Option<i64> {
        dagen(van, tot_en_met).map(|dag| Some(self.blokken(dag)?.into_iter().map(Tijdvak::minuten).sum::<i64>())).sum()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::{collection::vec, option, prelude::*};

    use super::*;
    use crate::{datum::plus_dagen, termijn::Sluitingsdagen};

    fn tijdvak(van: i8, tot: i8) -> Tijdvak {
        Tijdvak::nieuw(time(van, 0, 0, 0), time(tot, 0, 0, 0)).unwrap()
    }

    /// Sanne works four days of nine hours, with an hour's break left out: 32 hours.
    fn sanne() -> Werkrooster {
        let dag = Some(tijdvak(8, 17));
        Werkrooster {
            dagen: [dag, dag, None, dag, dag, None, None],
            pauze: Some(tijdvak(12, 13)),
            geldig: Periode::vanaf(date(2026, 1, 1)),
        }
    }

    #[test]
    fn a_week_is_counted_without_its_breaks() {
        assert_eq!(sanne().minuten_per_week(), 32 * 60);
        assert!((sanne().fte() - 0.889).abs() < 0.001);
        let zonder = Werkrooster { pauze: None, ..sanne() };
        assert!((zonder.fte() - 1.0).abs() < f64::EPSILON, "36 hours are full-time");
        let ochtend = Werkrooster { dagen: [Some(tijdvak(8, 11)); 7], ..sanne() };
        assert_eq!(ochtend.minuten_per_week(), 7 * 3 * 60, "a break after work takes nothing");
    }

    #[test]
    fn a_stretch_of_time_has_an_end_after_its_beginning() {
        for (van, tot) in [(9, 9), (17, 9)] {
            assert_eq!(Tijdvak::nieuw(time(van, 0, 0, 0), time(tot, 0, 0, 0)), Err(OngeldigTijdvak));
        }
        let kwart = Tijdvak::met_duur(time(9, 15, 0, 0), 45).unwrap();
        assert_eq!((kwart.van(), kwart.tot(), kwart.minuten()), (time(9, 15, 0, 0), time(10, 0, 0, 0), 45));
        assert_eq!(Tijdvak::met_duur(time(23, 30, 0, 0), 60), Err(OngeldigTijdvak), "not past midnight");
        assert_eq!(Tijdvak::met_duur(time(9, 0, 0, 0), i64::MAX), Err(OngeldigTijdvak));
        assert!(!kwart.overlapt(tijdvak(10, 11)) && kwart.overlapt(tijdvak(9, 10)));
    }

    #[test]
    fn time_is_net_of_leave_holidays_and_closing_days() {
        let kalender = Werkkalender {
            sluitingsdagen: Sluitingsdagen { dagen: [date(2026, 12, 31)].into(), jaren: [2026].into() },
        };
        let verlof = Periode { van: date(2026, 12, 21), tot_en_met: Some(date(2026, 12, 22)) };
        let afwezigheden = [Afwezigheid { periode: verlof, soort: SoortAfwezigheid::Verlof }];
        let roosters = [sanne()];
        let sanne = Beschikbaarheid { roosters: &roosters, afwezigheden: &afwezigheden, kalender: &kalender };
        for (waarom, van, tot, uren) in [
            ("an ordinary week", date(2026, 11, 23), date(2026, 11, 29), 32),
            ("leave on Monday and Tuesday, Christmas on Friday", date(2026, 12, 21), date(2026, 12, 27), 8),
            ("closed on New Year's Eve, and New Year's Day", date(2026, 12, 28), date(2027, 1, 3), 16),
            ("a Wednesday off", date(2026, 11, 25), date(2026, 11, 25), 0),
        ] {
            assert_eq!(sanne.minuten(van, tot), Some(uren * 60), "{waarom}");
        }
        assert_eq!(sanne.minuten(date(2025, 12, 22), date(2026, 1, 4)), None, "what she worked in 2025 is not known");
        assert_eq!(sanne.minuten(date(2025, 12, 27), date(2026, 1, 4)), None);
        let weekend = sanne.minuten(date(2025, 12, 27), date(2025, 12, 28));
        assert_eq!(weekend, Some(0), "a weekend needs no pattern");
    }

    #[test]
    fn the_pattern_that_began_last_counts() {
        let minder = Werkrooster { dagen: [None; 7], geldig: Periode::vanaf(date(2026, 7, 1)), ..sanne() };
        let roosters = [minder, sanne()];
        assert_eq!(rooster_op(&roosters, date(2026, 6, 30)), Some(&sanne()));
        assert_eq!(rooster_op(&roosters, date(2026, 7, 1)), Some(&minder));
        assert_eq!(rooster_op(&roosters, date(2025, 12, 31)), None);
    }

    fn werkdag() -> impl Strategy<Value = Option<Tijdvak>> {
        option::of((420_i64..720, 60_i64..600).prop_map(|(van, duur)| Tijdvak::van_minuten(van, van + duur).unwrap()))
    }

    proptest! {
        /// Being away never adds time, and no stretch of work touches the break.
        #[test]
        fn absence_never_adds_time(
            week in vec(werkdag(), 7), begin in 0_i64..300, eerste in 0_i64..300, dagen_weg in 0_i64..60,
        ) {
            let rooster = Werkrooster { dagen: week.try_into().unwrap(), ..sanne() };
            let kalender = Werkkalender::default();
            let van = plus_dagen(date(2026, 1, 1), begin);
            let weg = plus_dagen(date(2026, 1, 1), eerste);
            let periode = Periode { van: weg, tot_en_met: Some(plus_dagen(weg, dagen_weg)) };
            let afwezig = [Afwezigheid { periode, soort: SoortAfwezigheid::Overig }];
            let altijd = Beschikbaarheid { roosters: &[rooster], afwezigheden: &[], kalender: &kalender };
            let soms = Beschikbaarheid { afwezigheden: &afwezig, ..altijd };
            let tot = plus_dagen(van, 60);
            prop_assert!(soms.minuten(van, tot) <= altijd.minuten(van, tot));
            for dag in dagen(van, tot) {
                let blokken = soms.blokken(dag).unwrap();
                prop_assert!(blokken.iter().all(|blok| !blok.overlapt(tijdvak(12, 13))));
                prop_assert!(!periode.bevat(dag) || blokken.is_empty());
            }
        }
    }
}
