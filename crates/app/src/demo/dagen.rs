//! Days as whole numbers since 1970, working days and Dutch office hours. Counting is what the generator does most, so
//! it does it with integers and turns them into dates at the end.

use jiff::{
    Timestamp,
    civil::{Date, date},
};

/// Days since 1 January 1970.
pub(super) type Dag = i32;

/// The number of a day (Hinnant, *chrono-compatible low-level date algorithms*).
pub(super) const fn dag(jaar: i32, maand: i32, dag: i32) -> Dag {
    let jaar = if maand <= 2 { jaar - 1 } else { jaar };
    let eeuwen = jaar.div_euclid(400);
    let in_eeuwen = jaar.rem_euclid(400);
    let in_jaar = (153 * (maand + if maand > 2 { -3 } else { 9 }) + 2) / 5 + dag - 1;
    eeuwen * 146_097 + in_eeuwen * 365 + in_eeuwen / 4 - in_eeuwen / 100 + in_jaar - 719_468
}

pub(super) fn van_datum(datum: Date) -> Dag {
    dag(datum.year().into(), datum.month().into(), datum.day().into())
}

/// Year, month and day.
pub(super) const fn delen(dag: Dag) -> (i32, i32, i32) {
    let z = dag + 719_468;
    let eeuwen = z.div_euclid(146_097);
    let rest = z.rem_euclid(146_097);
    let in_eeuwen = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365;
    let in_jaar = rest - (365 * in_eeuwen + in_eeuwen / 4 - in_eeuwen / 100);
    let m = (5 * in_jaar + 2) / 153;
    let maand = if m < 10 { m + 3 } else { m - 9 };
    let jaar = in_eeuwen + eeuwen * 400 + if maand <= 2 { 1 } else { 0 };
    (jaar, maand, in_jaar - (153 * m + 2) / 5 + 1)
}

pub(super) fn datum(dag: Dag) -> Date {
    let (jaar, maand, dag) = delen(dag);
    let (Ok(jaar), Ok(maand), Ok(dag)) = (i16::try_from(jaar), i8::try_from(maand), i8::try_from(dag)) else {
        return date(1970, 1, 1);
    };
    Date::new(jaar, maand, dag).unwrap_or(date(1970, 1, 1))
}

/// Monday is 0.
pub(super) const fn weekdag(dag: Dag) -> i32 {
    (dag + 3).rem_euclid(7)
}

pub(super) fn is_werkdag(dag: Dag) -> bool {
    weekdag(dag) < 5 && !is_feestdag(dag)
}

/// The day itself or the first working day after it.
pub(super) fn werkdag_vanaf(mut dag: Dag) -> Dag {
    while !is_werkdag(dag) {
        dag += 1;
    }
    dag
}

/// The day itself or the last working day before it.
pub(super) fn werkdag_tot(mut dag: Dag) -> Dag {
    while !is_werkdag(dag) {
        dag -= 1;
    }
    dag
}

/// `aantal` working days after a day.
pub(super) fn werkdagen_na(mut dag: Dag, aantal: u32) -> Dag {
    for _ in 0..aantal {
        dag = werkdag_vanaf(dag + 1);
    }
    dag
}

fn is_feestdag(dag: Dag) -> bool {
    let (jaar, maand, d) = delen(dag);
    if matches!((maand, d), (1, 1) | (4, 27) | (12, 25 | 26)) {
        return true;
    }
    // Easter Monday, Ascension Day and Whit Monday.
    (3..=6).contains(&maand) && matches!(dag - pasen(jaar), 1 | 39 | 50)
}

/// Easter Sunday (Meeus, Jones and Butcher).
#[expect(clippy::many_single_char_names, reason = "the letters of the algorithm as it is published")]
const fn pasen(jaar: i32) -> Dag {
    let (a, b, c) = (jaar % 19, jaar / 100, jaar % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let som = h + l - 7 * m + 114;
    dag(jaar, som / 31, som % 31 + 1)
}

/// A day and a minute of the day on the clock of a Dutch town hall.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October; the switch itself is at night.
pub(super) fn moment(dag_: Dag, minuut: i32) -> Timestamp {
    let (jaar, _, _) = delen(dag_);
    let laatste_zondag = |maand| {
        let einde = dag(jaar, maand, 31);
        einde - (weekdag(einde) + 1) % 7
    };
    let zomer = laatste_zondag(3) <= dag_ && dag_ < laatste_zondag(10);
    let verschil = if zomer { 120 } else { 60 };
    let seconden = i64::from(dag_) * 86_400 + i64::from(minuut - verschil) * 60;
    Timestamp::from_second(seconden).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The first and last day of a month.
pub(super) const fn maand(jaar: i32, maand: i32) -> (Dag, Dag) {
    let volgende = if maand == 12 { dag(jaar + 1, 1, 1) } else { dag(jaar, maand + 1, 1) };
    (dag(jaar, maand, 1), volgende - 1)
}
