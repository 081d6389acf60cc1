//! Legal dates: days without a time of day or a time zone, and how they are written.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// The names of the months.
pub const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// A stretch of days, `van` and `tot_en_met` both included; without an end it runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Periode {
    /// First day.
    pub van: Date,
    /// Last day, if there is one.
    pub tot_en_met: Option<Date>,
}

impl Periode {
    /// A stretch without an end.
    #[must_use]
    pub const fn vanaf(van: Date) -> Self {
        Self { van, tot_en_met: None }
    }

    /// Whether the day lies in the stretch.
    #[must_use]
    pub fn bevat(&self, dag: Date) -> bool {
        self.van <= dag && self.tot_en_met.is_none_or(|einde| dag <= einde)
    }
}

/// `22 november 2026`.
#[must_use]
pub fn lang(dag: Date) -> String {
    format!("{} {} {}", dag.day(), maand(dag), dag.year())
}

/// `22 nov 2026`, for tables and timelines.
#[must_use]
pub fn kort(dag: Date) -> String {
    let maand = match dag.month() {
        3 => "mrt",
        _ => &maand(dag)[..3],
    };
    // A list has four of these on every row: put together by hand, they take a third of the time.
    let mut tekst = String::with_capacity(11);
    let cijfer = |getal: u16| char::from(b'0' + u8::try_from(getal % 10).unwrap_or_default());
    let (nummer, jaar) = (u16::from(dag.day().unsigned_abs()), dag.year().unsigned_abs());
    if nummer > 9 {
        tekst.push(cijfer(nummer / 10));
    }
    tekst.push(cijfer(nummer));
    tekst.push(' ');
    tekst.push_str(maand);
    tekst.push(' ');
    match dag.year() {
        1000..=9999 => [1000, 100, 10, 1].iter().for_each(|deler| tekst.push(cijfer(jaar / deler))),
        anders => tekst.push_str(&anders.to_string()),
    }
    tekst
}

/// `maandag 23 november`, for a day near today.
#[must_use]
pub fn weekdag_lang(dag: Date) -> String {
    format!("{} {} {}", weekdag(dag), dag.day(), maand(dag))
}

/// The name of the month.
#[must_use]
pub fn maand(dag: Date) -> &'static str {
    MAANDEN[usize::from(dag.month().unsigned_abs() - 1)]
}

/// The name of the day of the week.
#[must_use]
pub fn weekdag(dag: Date) -> &'static str {
    DAGEN[usize::from(dag.weekday().to_monday_zero_offset().unsigned_abs())]
}

/// The same day `maanden` later; the last day of the month where that day does not exist (31 August + 6 = 28 February).
#[must_use]
pub fn plus_maanden(dag: Date, maanden: i32) -> Date {
    dag.saturating_add(jiff::Span::new().months(maanden))
}

/// `dagen` days later (or earlier).
#[must_use]
pub fn plus_dagen(dag: Date, dagen: i64) -> Date {
    dag.saturating_add(jiff::Span::new().days(dagen))
}

/// Every day from `van` up to and including `tot_en_met`; none when that lies before it.
pub fn dagen(van: Date, tot_en_met: Date) -> impl Iterator<Item = Date> {
    van.series(jiff::Span::new().days(1)).take_while(move |dag| *dag <= tot_en_met)
}

/// Whole days from one day to another; negative when `tot` lies before `van`.
#[must_use]
pub fn dagen_tussen(van: Date, tot: Date) -> i64 {
    (tot - van).get_days().into()
}

/// Completed years: somebody's age on a day. Born on 29 February, one grows older on 1 March in other years.
#[must_use]
pub fn leeftijd(geboren: Date, op: Date) -> i16 {
    let jaren = op.year() - geboren.year();
    if (op.month(), op.day()) < (geboren.month(), geboren.day()) { jaren - 1 } else { jaren }
}

/// `6 jaar en 2 maanden`: how long something lasted from the first day up to and including the last.
#[must_use]
pub fn duur(van: Date, tot: Date) -> String {
    let mut maanden =
        (i32::from(tot.year()) - i32::from(van.year())) * 12 + i32::from(tot.month()) - i32::from(van.month());
    if tot.day() < van.day() {
        maanden -= 1;
    }
    let maanden = maanden.max(0);
    let woord = |aantal: i32| if aantal == 1 { "maand" } else { "maanden" };
    match (maanden / 12, maanden % 12) {
        (0, 0) => "korter dan een maand".to_owned(),
        (0, rest) => format!("{rest} {}", woord(rest)),
        (jaren, 0) => format!("{jaren} jaar"),
        (jaren, rest) => format!("{jaren} jaar en {rest} {}", woord(rest)),
    }
}

/// When a day begins on a Dutch wall; none at the end of the calendar.
#[must_use]
pub fn begin_van(dag: Date) -> Option<Timestamp> {
    Some(dag.to_zoned(TimeZone::get("Europe/Amsterdam").ok()?).ok()?.timestamp())
}

/// The moment as the clock on the wall of a Dutch town hall shows it.
#[must_use]
pub fn plaatselijk(moment: Timestamp) -> Zoned {
    moment.to_zoned(TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC))
}

/// Reads a date as people and files write it: `22-11-2026`, `22/11/2026`, `22.11.2026`, `2026-11-22`, `20261122` or
/// `22 november 2026`. A year of two digits is refused: it could be 1926 or 2026.
#[must_use]
pub fn lees(text: &str) -> Option<Date> {
    let text = text.trim();
    let number = |s: &str| -> Option<i16> {
        (!s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok()).flatten()
    };
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return day(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?);
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let month = number(second).or_else(|| {
        let name = second.to_lowercase();
        let place = MAANDEN.iter().position(|m| *m == name || (name.chars().count() == 3 && m.starts_with(&name)));
        place.or((name == "mrt").then_some(2)).and_then(|place| i16::try_from(place + 1).ok())
    })?;
    match (first.len(), third.len()) {
        (4, 1..=2) => day(number(first)?, month, number(third)?),
        (1..=2, 4) => day(number(third)?, month, number(first)?),
        _ => None,
    }
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|date| date.year() >= 1850)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_occur() {
        for text in
            ["22-11-2026", "22/11/2026", "22.11.2026", "2026-11-22", "20261122", "22 november 2026", " 22 nov 2026 "]
        {
            assert_eq!(lees(text), Some(date(2026, 11, 22)), "{text}");
        }
        assert_eq!(lees("1 mrt 2026"), Some(date(2026, 3, 1)));
        for wrong in ["", "31-02-2026", "22-11-26", "2026", "2026-13-01", "22-nvember-2026", "0000-00-00", "1-2-0300"] {
            assert_eq!(lees(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_written_in_dutch() {
        assert_eq!(lang(date(2026, 11, 22)), "22 november 2026");
        assert_eq!(kort(date(2026, 3, 1)), "1 mrt 2026");
        for dag in [date(1957, 12, 31), date(2026, 11, 22), date(2030, 10, 10), date(999, 1, 1), date(9999, 12, 31)] {
            let maand = &maand(dag)[..3];
            assert_eq!(kort(dag), format!("{} {maand} {}", dag.day(), dag.year()));
        }
        assert_eq!(weekdag_lang(date(2026, 11, 23)), "maandag 23 november");
    }

    #[test]
    fn ages_and_durations_count_completed_time() {
        assert_eq!(leeftijd(date(1999, 11, 23), date(2026, 11, 22)), 26);
        assert_eq!(leeftijd(date(1999, 11, 22), date(2026, 11, 22)), 27);
        assert_eq!(leeftijd(date(2000, 2, 29), date(2026, 2, 28)), 25);
        assert_eq!(duur(date(2020, 9, 22), date(2026, 11, 22)), "6 jaar en 2 maanden");
        assert_eq!(duur(date(2026, 11, 1), date(2026, 11, 22)), "korter dan een maand");
        assert_eq!(plus_maanden(date(2025, 8, 31), 6), date(2026, 2, 28));
        let kerst: Vec<_> = dagen(date(2026, 12, 25), date(2026, 12, 26)).collect();
        assert_eq!(kerst, [date(2026, 12, 25), date(2026, 12, 26)]);
        assert_eq!(dagen(date(2026, 12, 26), date(2026, 12, 25)).count(), 0);
    }
}
