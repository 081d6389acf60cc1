//! The thirteen weeks in which a klantmanager plans ahead: which week a due date falls in, and how heavy waiting weighs.

use jiff::civil::Date;

use crate::{
    contactstand::Contactstatus,
    datum::{dagen_tussen, plus_dagen},
};

/// Weeks in a quarter.
pub const WEKEN: u8 = 13;
/// Days in a week; the first is Monday.
const WEEK: i64 = 7;
/// A due date on one of the first three days of a week leaves too little of that week to count on: then the week before is the last.
const HALVERWEGE: i64 = 3;

/// Thirteen whole weeks, from a Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kwartaal {
    maandag: Date,
}

impl Kwartaal {
    /// The quarter that begins with the week of a day.
    #[must_use]
    pub fn vanaf(dag: Date) -> Self {
        Self { maandag: plus_dagen(dag, -i64::from(dag.weekday().to_monday_zero_offset())) }
    }

    /// The last day, a Sunday.
    #[must_use]
    pub fn laatste_dag(self) -> Date {
        plus_dagen(self.maandag, i64::from(WEKEN) * WEEK - 1)
    }

    /// Monday and Sunday of a week, from 1.
    #[must_use]
    pub fn dagen(self, week: u8) -> (Date, Date) {
        let maandag = plus_dagen(self.maandag, (i64::from(week) - 1) * WEEK);
        (maandag, plus_dagen(maandag, WEEK - 1))
    }

    /// All weeks, from 1.
    pub fn weken(self) -> impl Iterator<Item = u8> {
        1..=WEKEN
    }

    /// The number of a week in its year, as it is said in a town hall (ISO 8601).
    #[must_use]
    pub fn nummer(self, week: u8) -> u8 {
        u8::try_from(self.dagen(week).0.iso_week_date().week()).unwrap_or_default()
    }

    /// The week with this number.
    #[must_use]
    pub fn met_nummer(self, nummer: u8) -> Option<u8> {
        self.weken().find(|week| self.nummer(*week) == nummer)
    }

    /// The week a day falls in.
    #[must_use]
    pub fn week_van(self, dag: Date) -> Option<u8> {
        self.weken().find(|week| {
            let (maandag, zondag) = self.dagen(*week);
            (maandag..=zondag).contains(&dag)
        })
    }

    /// The last week in which a conversation that is due on a day is in time; the first for whoever is past due already. `None`: it is not
    /// due this quarter.
    #[must_use]
    pub fn uiterste_week(self, uiterlijk: Date) -> Option<u8> {
        let over = dagen_tussen(self.maandag, uiterlijk);
        let heel = ((over + WEEK - HALVERWEGE) / WEEK).max(1);
        u8::try_from(heel).ok().filter(|week| *week <= WEKEN)
    }

    /// The last week in which a benefit runs that ends on a day: 0 when it ended before, the last week of all when it goes on.
    #[must_use]
    pub fn laatste_week(self, tot: Date) -> u8 {
        let weken = dagen_tussen(self.maandag, tot).max(-1).div_euclid(WEEK) + 1;
        u8::try_from(weken).unwrap_or(WEKEN).min(WEKEN)
    }

    /// The first week in which a conversation that counts from a day on can be held, be it at the end of it. `None`: not this quarter.
    #[must_use]
    pub fn eerste_week(self, vroegst: Option<Date>) -> Option<u8> {
        let over = vroegst.map_or(0, |vroegst| dagen_tussen(self.maandag, vroegst)).max(0);
        u8::try_from(over / WEEK + 1).ok().filter(|week| *week <= WEKEN)
    }
}

/// How heavy a week of waiting weighs: who was left alone longest goes first.
#[must_use]
pub const fn gewicht(status: Contactstatus) -> u32 {
    match status {
        Contactstatus::ErnstigTeLaat => 3,
        Contactstatus::TeLaat => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_is_thirteen_whole_weeks_across_the_turn_of_the_year() {
        // A Wednesday.
        let kwartaal = Kwartaal::vanaf(date(2026, 12, 2));
        assert_eq!(kwartaal.dagen(1), (date(2026, 11, 30), date(2026, 12, 6)));
        assert_eq!(kwartaal.laatste_dag(), date(2027, 2, 28));
        assert_eq!(
            kwartaal.weken().map(|week| kwartaal.nummer(week)).collect::<Vec<_>>(),
            [49, 50, 51, 52, 53, 1, 2, 3, 4, 5, 6, 7, 8]
        );
        assert_eq!(kwartaal.met_nummer(1), Some(6));
        assert_eq!(kwartaal.met_nummer(9), None);
        assert_eq!(kwartaal.week_van(date(2027, 1, 1)), Some(5));
        assert_eq!(kwartaal.week_van(date(2026, 11, 29)), None);
        assert_eq!(kwartaal.week_van(date(2027, 3, 1)), None);
    }

    #[test]
    fn which_week_is_the_last_and_which_the_first() {
        let kwartaal = Kwartaal::vanaf(date(2026, 11, 30));
        for (uiterlijk, verwacht) in [
            // Long ago, this Monday: as soon as can be.
            (date(2020, 9, 29), Some(1)),
            (date(2026, 11, 30), Some(1)),
            // On a Wednesday there were but three days; on a Thursday most of the week.
            (date(2026, 12, 9), Some(1)),
            (date(2026, 12, 10), Some(2)),
            (date(2027, 2, 24), Some(12)),
            (date(2027, 2, 28), Some(13)),
            (date(2027, 3, 3), Some(13)),
            (date(2027, 3, 4), None),
        ] {
            assert_eq!(kwartaal.uiterste_week(uiterlijk), verwacht, "{uiterlijk}");
        }
        for (tot, verwacht) in [
            (date(2026, 11, 29), 0),
            (date(2020, 1, 1), 0),
            (date(2026, 11, 30), 1),
            (date(2026, 12, 6), 1),
            (date(2026, 12, 7), 2),
            (date(2027, 2, 28), 13),
            (date(2027, 3, 1), 13),
            (date(9999, 12, 31), 13),
        ] {
            assert_eq!(kwartaal.laatste_week(tot), verwacht, "{tot}");
        }
        for (vroegst, verwacht) in [
            (None, Some(1)),
            (Some(date(2026, 1, 1)), Some(1)),
            (Some(date(2026, 11, 30)), Some(1)),
            (Some(date(2026, 12, 6)), Some(1)),
            (Some(date(2026, 12, 7)), Some(2)),
            (Some(date(2027, 2, 28)), Some(13)),
            (Some(date(2027, 3, 1)), None),
            (Some(date(2999, 1, 1)), None),
        ] {
            assert_eq!(kwartaal.eerste_week(vroegst), verwacht, "{vroegst:?}");
        }
    }

    #[test]
    fn who_was_left_alone_longest_weighs_most() {
        let mut vorige = 0;
        for status in [Contactstatus::OpSchema, Contactstatus::TeLaat, Contactstatus::ErnstigTeLaat] {
            assert!(gewicht(status) > vorige, "{status:?}");
            vorige = gewicht(status);
        }
    }
}
