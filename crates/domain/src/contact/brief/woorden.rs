//! Days, times and lengths as each language writes them.

use jiff::civil::{Date, Time};

use super::Taal;
use crate::datum::{lang, weekdag};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MAANDEN_AR: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
const DAGEN_AR: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];

/// `22 november 2026`, `22 November 2026`, `22 نوفمبر 2026`.
#[must_use]
pub fn dag(taal: Taal, dag: Date) -> String {
    let maand = usize::from(dag.month().unsigned_abs() - 1);
    match taal {
        Taal::Nl => lang(dag),
        Taal::En => format!("{} {} {}", dag.day(), MONTHS[maand], dag.year()),
        Taal::Ar => format!("{} {} {}", dag.day(), MAANDEN_AR[maand], dag.year()),
    }
}

/// `donderdag 3 december 2026`.
pub(super) fn dag_met_weekdag(taal: Taal, datum: Date) -> String {
    let plek = usize::from(datum.weekday().to_monday_zero_offset().unsigned_abs());
    let naam = match taal {
        Taal::Nl => weekdag(datum),
        Taal::En => DAYS[plek],
        Taal::Ar => DAGEN_AR[plek],
    };
    format!("{naam} {}", dag(taal, datum))
}

/// `10.00 uur`, `10:00`.
pub(super) fn tijd(taal: Taal, tijd: Time) -> String {
    match taal {
        Taal::Nl => format!("{:02}.{:02} uur", tijd.hour(), tijd.minute()),
        Taal::En | Taal::Ar => format!("{:02}:{:02}", tijd.hour(), tijd.minute()),
    }
}

/// `donderdag 3 december 2026 om 10.00 uur`.
pub(super) fn wanneer(taal: Taal, datum: Date, begin: Time) -> String {
    let om = match taal {
        Taal::Nl => "om",
        Taal::En => "at",
        Taal::Ar => "الساعة",
    };
    format!("{} {om} {}", dag_met_weekdag(taal, datum), tijd(taal, begin))
}

/// `1 uur en 30 minuten`.
pub(super) fn duur(taal: Taal, minuten: i64) -> String {
    let (uren, rest) = (minuten / 60, minuten % 60);
    let uren = (uren > 0).then(|| match (taal, uren) {
        (Taal::Nl, _) => format!("{uren} uur"),
        (Taal::En, 1) => "1 hour".to_owned(),
        (Taal::En, _) => format!("{uren} hours"),
        (Taal::Ar, 1) => "ساعة واحدة".to_owned(),
        (Taal::Ar, 2) => "ساعتان".to_owned(),
        (Taal::Ar, _) => format!("{uren} ساعات"),
    });
    let rest = (rest > 0).then(|| match taal {
        Taal::Nl => format!("{rest} minuten"),
        Taal::En => format!("{rest} minutes"),
        Taal::Ar => format!("{rest} دقيقة"),
    });
    let en = match taal {
        Taal::Nl => " en ",
        Taal::En => " and ",
        Taal::Ar => " و",
    };
    [uren, rest].into_iter().flatten().collect::<Vec<_>>().join(en)
}

/// The words above the signature.
#[must_use]
pub const fn groet(taal: Taal) -> &'static str {
    match taal {
        Taal::Nl => "Met vriendelijke groet,",
        Taal::En => "Kind regards,",
        Taal::Ar => "مع أطيب التحيات،",
    }
}
