//! Terms of the law and the days on which they do not end (*Algemene termijnenwet*, ATW, BWBR0002448), and the days on
//! which the municipality works.
//!
//! Deliberately absent: terms that are counted back from a day (ATW 1(2) leaves their end where it falls), terms in hours
//! or years and terms about legislation or detention (ATW 4). The ATW speaks of terms set by law (1) or by order in
//! council (5). A term that the college sets itself, such as a *hersteltermijn* (PW 54(2)), is computed alike, because
//! that is in the client's favour.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use crate::datum::{dagen, dagen_tussen, plus_dagen, plus_maanden, weekdag};

/// A day on which no term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Feestdag {
    /// Such as `Hemelvaartsdag`.
    pub naam: &'static str,
    /// The day.
    pub dag: Date,
}

/// The years whose days under ATW 3(3) are known. Each decree covers some three years.
const GELIJKSTELLING_BEKEND: std::ops::RangeInclusive<i16> = 2023..=2028;

/// Days that a decree puts on a par with a holiday (ATW 3(3)), from the titles of two: *Besluit gelijkstelling van
/// 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025 met een algemeen erkende feestdag* (8 March
/// 2022) and *Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028*.
const GELIJKGESTELD: [Date; 10] = [
    date(2023, 4, 28),
    date(2023, 5, 19),
    date(2024, 5, 10),
    date(2024, 12, 27),
    date(2025, 5, 30),
    date(2026, 1, 2),
    date(2026, 5, 15),
    date(2027, 5, 7),
    date(2028, 4, 28),
    date(2028, 5, 26),
];

/// Easter Sunday in the Gregorian calendar (the computation of Meeus, Jones and Butcher).
///
/// # Panics
/// When there is no such year in the calendar: it runs to 9999.
#[must_use]
pub fn pasen(jaar: i16) -> Date {
    let year = i32::from(jaar);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    plus_dagen(date(jaar, 3, 22), i64::from(moon + sunday - 7 * late))
}

/// The day on which the birthday of the King is celebrated: 27 April, before 2014 of the Queen on 30 April; the day before
/// when that is a Sunday (since 1980; earlier it was the day after, and no term is computed there).
fn koningsdag(jaar: i16) -> Feestdag {
    let (naam, dag) =
        if jaar >= 2014 { ("Koningsdag", date(jaar, 4, 27)) } else { ("Koninginnedag", date(jaar, 4, 30)) };
    Feestdag { naam, dag: if dag.weekday() == Weekday::Sunday { plus_dagen(dag, -1) } else { dag } }
}

/// The holidays of a year in order: those of ATW 3(1), Good Friday (3(2)), and the days on a par with them (3(3)) as far as
/// they are known, see [`gelijkstelling_bekend`]. Two may fall on one day: Ascension Day on 5 May 2016.
///
/// # Panics
/// When there is no such year in the calendar: it runs to 9999.
#[must_use]
pub fn feestdagen(jaar: i16) -> Vec<Feestdag> {
    let pasen = pasen(jaar);
    let mut feestdagen = vec![
        Feestdag { naam: "Nieuwjaarsdag", dag: date(jaar, 1, 1) },
        Feestdag { naam: "Goede Vrijdag", dag: plus_dagen(pasen, -2) },
        Feestdag { naam: "tweede paasdag", dag: plus_dagen(pasen, 1) },
        koningsdag(jaar),
        Feestdag { naam: "Bevrijdingsdag", dag: date(jaar, 5, 5) },
        Feestdag { naam: "Hemelvaartsdag", dag: plus_dagen(pasen, 39) },
        Feestdag { naam: "tweede pinksterdag", dag: plus_dagen(pasen, 50) },
        Feestdag { naam: "eerste kerstdag", dag: date(jaar, 12, 25) },
        Feestdag { naam: "tweede kerstdag", dag: date(jaar, 12, 26) },
    ];
    let gelijkgesteld = GELIJKGESTELD.into_iter().filter(|dag| dag.year() == jaar);
    feestdagen.extend(gelijkgesteld.map(|dag| Feestdag { naam: "gelijkgestelde dag", dag }));
    feestdagen.sort_by_key(|feestdag| feestdag.dag);
    feestdagen
}

/// Whether the days on a par with a holiday (ATW 3(3)) are known of a year. Where they are not, a term may end a day later
/// than computed here: nearly always on the Friday after Ascension Day.
#[must_use]
pub fn gelijkstelling_bekend(jaar: i16) -> bool {
    GELIJKSTELLING_BEKEND.contains(&jaar)
}

/// Whether the day is a holiday (ATW 3).
#[must_use]
pub fn is_feestdag(dag: Date) -> bool {
    feestdagen(dag.year()).iter().any(|feestdag| feestdag.dag == dag)
}

/// Whether the day is a Saturday, a Sunday or a holiday: the days on which no term ends.
#[must_use]
pub fn is_vrije_dag(dag: Date) -> bool {
    matches!(dag.weekday(), Weekday::Saturday | Weekday::Sunday) || is_feestdag(dag)
}

/// Why no term ends on the day, in words: `zaterdag`, `eerste kerstdag`; nothing for a day that counts.
#[must_use]
pub fn waarom_vrij(dag: Date) -> Option<&'static str> {
    let feestdag =
        feestdagen(dag.year()).into_iter().find(|feestdag| feestdag.dag == dag).map(|feestdag| feestdag.naam);
    feestdag.or_else(|| is_vrije_dag(dag).then(|| weekdag(dag)))
}

/// How long a term is, in the words of the law or the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Termijn {
    /// Days, all of them counted.
    Dagen(u16),
    /// Weeks.
    Weken(u16),
    /// Months.
    Maanden(u16),
}

impl std::fmt::Display for Termijn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (aantal, een, meer) = match *self {
            Self::Dagen(aantal) => (aantal, "dag", "dagen"),
            Self::Weken(aantal) => (aantal, "week", "weken"),
            Self::Maanden(aantal) => (aantal, "maand", "maanden"),
        };
        write!(f, "{aantal} {}", if aantal == 1 { een } else { meer })
    }
}

impl Termijn {
    /// The last day by the calendar alone. The term starts on the day after `begin`, the day of the event (as in Awb 6:8):
    /// a week from a Monday ends on the next Monday, a month from 31 January on the last day of February.
    ///
    /// For a maximum that binds the municipality, such as that of a suspension (PW 54(1)), this is the safe end: to lengthen
    /// that one is not in the client's favour.
    #[must_use]
    pub fn laatste_dag(self, begin: Date) -> Date {
        match self {
            Self::Dagen(dagen) => plus_dagen(begin, dagen.into()),
            Self::Weken(weken) => plus_dagen(begin, 7 * i64::from(weken)),
            Self::Maanden(maanden) => plus_maanden(begin, maanden.into()),
        }
    }

    /// Whether the ATW speaks of this term: not of more than 90 days, twelve weeks or three months (ATW 4(a)).
    #[must_use]
    pub const fn valt_onder_termijnenwet(self) -> bool {
        match self {
            Self::Dagen(dagen) => dagen <= 90,
            Self::Weken(weken) => weken <= 12,
            Self::Maanden(maanden) => maanden <= 3,
        }
    }
}

/// The last day of a term that starts on the day after `begin`. It moves on from a Saturday, Sunday or holiday (ATW 1(1));
/// a term of three days or more contains at least two days that are neither (ATW 2).
#[must_use]
pub fn einde(begin: Date, termijn: Termijn) -> Date {
    let laatste = termijn.laatste_dag(begin);
    if !termijn.valt_onder_termijnenwet() {
        return laatste;
    }
    let gewone_dagen = dagen(plus_dagen(begin, 1), laatste).filter(|dag| !is_vrije_dag(*dag)).take(2).count();
    let nodig = if dagen_tussen(begin, laatste) >= 3 { 2_usize.saturating_sub(gewone_dagen) } else { 0 };
    let gewone_dag_vanaf = |dag| eerste(dag, |dag| !is_vrije_dag(dag));
    gewone_dag_vanaf((0..nodig).fold(laatste, |dag, _| gewone_dag_vanaf(plus_dagen(dag, 1))))
}

/// The first day from `vanaf` on for which something holds; the end of the calendar when there is none.
fn eerste(vanaf: Date, geldt: impl Fn(Date) -> bool) -> Date {
    dagen(vanaf, Date::MAX).find(|dag| geldt(*dag)).unwrap_or(Date::MAX)
}

/// The days on which the municipality itself is closed, per year that somebody filled in. Holidays need not be named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sluitingsdagen {
    /// The days.
    pub dagen: BTreeSet<Date>,
    /// The years whose list is complete, also when no day stands in it.
    pub jaren: BTreeSet<i16>,
}

impl Sluitingsdagen {
    /// Whether the list of this year was filled in. *No day known* is not *open every day*.
    #[must_use]
    pub fn is_ingevuld(&self, jaar: i16) -> bool {
        self.jaren.contains(&jaar)
    }

    /// The years between two days whose list is still missing: what somebody who plans there must be told.
    #[must_use]
    pub fn ontbrekende_jaren(&self, van: Date, tot_en_met: Date) -> Vec<i16> {
        (van.year()..=tot_en_met.year()).filter(|jaar| !self.is_ingevuld(*jaar)).collect()
    }
}

/// On which days the municipality works.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Werkkalender {
    /// The days on which it is closed.
    pub sluitingsdagen: Sluitingsdagen,
}

impl Werkkalender {
    /// Whether people work on the day: no weekend, no holiday, not closed. Days on a par with a holiday count as holidays
    /// too: nobody is to stand before a locked door.
    #[must_use]
    pub fn werkdag(&self, dag: Date) -> bool {
        !is_vrije_dag(dag) && !self.sluitingsdagen.dagen.contains(&dag)
    }

    /// The first working day after this day.
    #[must_use]
    pub fn volgende_werkdag(&self, na: Date) -> Date {
        eerste(plus_dagen(na, 1), |dag| self.werkdag(dag))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The dates of dateutil 2.9, an independent computation.
    #[test]
    fn easter_of_2014_to_2030() {
        let dagen = [
            (4, 20),
            (4, 5),
            (3, 27),
            (4, 16),
            (4, 1),
            (4, 21),
            (4, 12),
            (4, 4),
            (4, 17),
            (4, 9),
            (3, 31),
            (4, 20),
            (4, 5),
            (3, 28),
            (4, 16),
            (4, 1),
            (4, 21),
        ];
        for (jaar, (maand, dag)) in (2014..).zip(dagen) {
            assert_eq!(pasen(jaar), date(jaar, maand, dag));
        }
        // The earliest and latest there are, and the years in which the moon alone would put it a week later.
        for (jaar, maand, dag) in [
            (1818, 3, 22),
            (2285, 3, 22),
            (1943, 4, 25),
            (2038, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2049, 4, 18),
            (2076, 4, 19),
        ] {
            assert_eq!(pasen(jaar), date(jaar, maand, dag));
        }
    }

    #[test]
    fn the_holidays_of_2026() {
        let feestdagen: Vec<_> = feestdagen(2026).into_iter().map(|f| (f.naam, f.dag.month(), f.dag.day())).collect();
        assert_eq!(
            feestdagen,
            [
                ("Nieuwjaarsdag", 1, 1),
                ("gelijkgestelde dag", 1, 2),
                ("Goede Vrijdag", 4, 3),
                ("tweede paasdag", 4, 6),
                ("Koningsdag", 4, 27),
                ("Bevrijdingsdag", 5, 5),
                ("Hemelvaartsdag", 5, 14),
                ("gelijkgestelde dag", 5, 15),
                ("tweede pinksterdag", 5, 25),
                ("eerste kerstdag", 12, 25),
                ("tweede kerstdag", 12, 26),
            ]
        );
    }

    #[test]
    fn the_kings_birthday_is_never_celebrated_on_a_sunday() {
        for (jaar, maand, dag) in
            [(2012, 4, 30), (2006, 4, 29), (2013, 4, 30), (2014, 4, 26), (2015, 4, 27), (2025, 4, 26), (2031, 4, 26)]
        {
            assert_eq!(koningsdag(jaar).dag, date(jaar, maand, dag));
        }
        assert_eq!(koningsdag(2013).naam, "Koninginnedag");
        assert!(!is_feestdag(date(2025, 4, 27)) && is_vrije_dag(date(2025, 4, 27)), "a Sunday all the same");
    }

    #[test]
    fn a_day_is_free_for_a_reason_or_for_two() {
        let waarom: Vec<_> = (26..=28).map(|dag| waarom_vrij(date(2026, 12, dag))).collect();
        assert_eq!(waarom, [Some("tweede kerstdag"), Some("zondag"), None], "a Saturday, a Sunday, a Monday");
        let namen: Vec<_> =
            feestdagen(2016).into_iter().filter(|f| f.dag == date(2016, 5, 5)).map(|f| f.naam).collect();
        assert_eq!(namen, ["Bevrijdingsdag", "Hemelvaartsdag"]);
    }

    #[test]
    fn days_on_a_par_are_weekdays_of_known_years() {
        for dag in GELIJKGESTELD {
            assert_eq!(dag.weekday(), Weekday::Friday, "{dag}");
            assert!(gelijkstelling_bekend(dag.year()));
        }
        assert!(!gelijkstelling_bekend(2022) && !gelijkstelling_bekend(2029));
    }

    #[test]
    fn terms_end_on_a_day_that_counts() {
        use Termijn::{Dagen, Maanden, Weken};
        for (waarom, begin, termijn, laatste) in [
            ("a cure period of one week", date(2026, 11, 23), Weken(1), date(2026, 11, 30)),
            ("and of two", date(2026, 11, 23), Weken(2), date(2026, 12, 7)),
            ("from a Saturday to a Monday", date(2026, 11, 21), Weken(1), date(2026, 11, 30)),
            ("Good Friday, the weekend, Easter Monday", date(2026, 3, 27), Weken(1), date(2026, 4, 7)),
            ("Christmas in a row with a weekend", date(2026, 12, 11), Weken(2), date(2026, 12, 28)),
            ("New Year's Day, a day on a par, a weekend", date(2025, 12, 18), Weken(2), date(2026, 1, 5)),
            ("the Friday after Ascension Day", date(2026, 5, 8), Weken(1), date(2026, 5, 18)),
            ("Friday and Monday are two", date(2026, 11, 26), Dagen(3), date(2026, 11, 30)),
            ("Monday alone is one, Tuesday is the second (ATW 2)", date(2026, 11, 27), Dagen(3), date(2026, 12, 1)),
            ("Easter: Tuesday and Wednesday (ATW 2)", date(2026, 4, 2), Dagen(3), date(2026, 4, 8)),
            ("four days over Easter", date(2026, 4, 2), Dagen(4), date(2026, 4, 8)),
            ("two days need no two working days", date(2026, 11, 27), Dagen(2), date(2026, 11, 30)),
            ("the published case of 19 December 2017", date(2017, 12, 19), Dagen(3), date(2017, 12, 22)),
            ("and of the day after", date(2017, 12, 20), Dagen(3), date(2017, 12, 27)),
            ("the last day of a short month, a Sunday", date(2026, 11, 30), Maanden(3), date(2027, 3, 1)),
            ("90 days move on", date(2026, 9, 7), Dagen(90), date(2026, 12, 7)),
            ("91 days do not (ATW 4)", date(2026, 9, 6), Dagen(91), date(2026, 12, 6)),
            ("twelve weeks move on", date(2026, 9, 13), Weken(12), date(2026, 12, 7)),
            ("thirteen do not", date(2026, 9, 6), Weken(13), date(2026, 12, 6)),
            ("three months move on", date(2026, 9, 6), Maanden(3), date(2026, 12, 7)),
            ("four do not", date(2026, 8, 6), Maanden(4), date(2026, 12, 6)),
        ] {
            assert_eq!(einde(begin, termijn), laatste, "{waarom}");
        }
    }

    #[test]
    fn a_maximum_ends_by_the_calendar_and_a_term_for_the_client_moves_on() {
        use Termijn::Weken;
        let begin = date(2026, 10, 30);
        assert_eq!(Weken(8).laatste_dag(begin), date(2026, 12, 25), "by the calendar alone");
        assert_eq!(einde(begin, Weken(8)), date(2026, 12, 28));
        assert_eq!(einde(date(2026, 11, 23), Weken(8)), date(2027, 1, 18));
        assert_eq!([Weken(8).to_string(), Weken(1).to_string()], ["8 weken", "1 week"]);
    }

    #[test]
    fn haarlem_is_closed_between_christmas_and_new_year() {
        let dagen = [date(2026, 12, 24), date(2026, 12, 31)];
        let sluitingsdagen = Sluitingsdagen { dagen: dagen.into(), jaren: [2026].into() };
        let kalender = Werkkalender { sluitingsdagen };
        assert!(kalender.werkdag(date(2026, 12, 23)) && !kalender.werkdag(date(2026, 12, 24)));
        assert_eq!(kalender.volgende_werkdag(date(2026, 12, 22)), date(2026, 12, 23));
        assert_eq!(kalender.volgende_werkdag(date(2026, 12, 23)), date(2026, 12, 28), "Christmas and a weekend");
        assert_eq!(kalender.volgende_werkdag(date(2026, 12, 30)), date(2027, 1, 4), "New Year's Day is a Friday");
        let ontbrekend = kalender.sluitingsdagen.ontbrekende_jaren(date(2026, 11, 1), date(2027, 2, 1));
        assert_eq!(ontbrekend, [2027], "nobody filled in 2027 yet");
    }

    fn termijn() -> impl Strategy<Value = Termijn> {
        prop_oneof![
            (1_u16..=120).prop_map(Termijn::Dagen),
            (1_u16..=16).prop_map(Termijn::Weken),
            (1_u16..=6).prop_map(Termijn::Maanden),
        ]
    }

    proptest! {
        /// What the articles say, asked of the answer instead of computed.
        #[test]
        fn every_term_keeps_to_the_articles(dag in 0_i64..12_000, termijn in termijn()) {
            let begin = plus_dagen(date(2000, 1, 1), dag);
            let (laatste, einde) = (termijn.laatste_dag(begin), einde(begin, termijn));
            prop_assert!(einde >= laatste);
            if !termijn.valt_onder_termijnenwet() {
                prop_assert_eq!(einde, laatste);
                return Ok(());
            }
            prop_assert!(!is_vrije_dag(einde));
            let gewone = |tot| dagen(plus_dagen(begin, 1), tot).filter(|dag| !is_vrije_dag(*dag)).count();
            let nodig = if dagen_tussen(begin, laatste) >= 3 { 2 } else { 0 };
            prop_assert!(gewone(einde) >= nodig);
            // No day longer than needed.
            let dag_eerder = plus_dagen(einde, -1);
            prop_assert!(einde == laatste || is_vrije_dag(laatste) || gewone(dag_eerder) < nodig);
            prop_assert!(dagen(laatste, dag_eerder).all(|dag| is_vrije_dag(dag) || gewone(dag) < nodig));
        }
    }
}
