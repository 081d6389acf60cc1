//! The days that are played.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};

/// Days in a month of a rate: a twelfth of a year.
pub(super) const DAGEN_PER_MAAND: f64 = 365.25 / 12.0;
/// Working days in a year.
pub(super) const WERKDAGEN_PER_JAAR: f64 = 365.25 * 5.0 / 7.0;

/// One day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dag {
    pub(super) datum: Date,
    /// How many days its month has.
    pub(super) dagen_in_maand: f64,
    /// Of the year, January nought.
    pub(super) maand_van_jaar: usize,
    /// Monday to Friday. Holidays are part of the weeks of leave.
    pub(super) werkdag: bool,
    /// Weeks begin on Monday; the first may be short.
    pub(super) week: u32,
    /// Whether a week begins.
    pub(super) nieuwe_week: bool,
    /// Whether its month ends.
    pub(super) laatste: bool,
}

/// The days from the first of a month on, for so many months.
pub(super) fn dagen(begin: Date, maanden: u32) -> Vec<Dag> {
    let mut alle = Vec::new();
    let (mut datum, mut maand, mut week) = (begin, 0, 0);
    while maand < maanden {
        let maandag = datum.weekday() == Weekday::Monday;
        if maandag && !alle.is_empty() {
            week += 1;
        }
        let laatste = datum.day() == datum.days_in_month();
        alle.push(Dag {
            datum,
            dagen_in_maand: datum.days_in_month().into(),
            maand_van_jaar: usize::try_from(datum.month() - 1).unwrap_or(0),
            werkdag: !matches!(datum.weekday(), Weekday::Saturday | Weekday::Sunday),
            week,
            nieuwe_week: maandag || alle.is_empty(),
            laatste,
        });
        maand += u32::from(laatste);
        // The calendar ends in the year 9999; the test of an opzet keeps far from it.
        let Ok(morgen) = datum.checked_add(1.day()) else { break };
        datum = morgen;
    }
    alle
}
