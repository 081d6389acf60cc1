//! How many clients each klantmanager had in each week: the question behind *who was above his measure for how long*.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{datum::plus_dagen, id::GebruikerId};

/// What changed in a caseload around a day: clients whose first day it is, and clients whose last day it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mutatie {
    /// Whose caseload.
    pub klantmanager: GebruikerId,
    /// The day.
    pub dag: Date,
    /// Clients whose first day it is.
    pub erbij: i64,
    /// Clients whose last day it is.
    pub eraf: i64,
}

/// A caseload on the Monday of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekstand {
    /// Whose.
    pub klantmanager: GebruikerId,
    /// The Monday.
    pub maandag: Date,
    /// Clients with a running benefit.
    pub klanten: i64,
}

/// The caseload of each klantmanager on every Monday of a period; weeks without clients are left out. The changes are those of
/// the period, with everybody who was there already on its first day.
#[must_use]
pub fn per_week(mutaties: &[Mutatie], van: Date, tot_en_met: Date) -> Vec<Weekstand> {
    let mut per_persoon: BTreeMap<GebruikerId, Vec<&Mutatie>> = BTreeMap::new();
    for mutatie in mutaties {
        per_persoon.entry(mutatie.klantmanager).or_default().push(mutatie);
    }
    let na_maandag = i64::from(van.weekday().to_monday_zero_offset());
    let eerste = plus_dagen(van, (7 - na_maandag) % 7);
    let maandagen =
        || std::iter::successors(Some(eerste), |dag| Some(plus_dagen(*dag, 7))).take_while(|d| *d <= tot_en_met);
    let mut weken = Vec::new();
    for (klantmanager, mut mutaties) in per_persoon {
        mutaties.sort_by_key(|mutatie| mutatie.dag);
        let (mut erbij, mut eraf) = (0, 0);
        let (mut begint, mut eindigt) = (mutaties.iter().peekable(), mutaties.iter().peekable());
        for maandag in maandagen() {
            while let Some(mutatie) = begint.next_if(|mutatie| mutatie.dag <= maandag) {
                erbij += mutatie.erbij;
            }
            // The last day still counts.
            while let Some(mutatie) = eindigt.next_if(|mutatie| mutatie.dag < maandag) {
                eraf += mutatie.eraf;
            }
            if erbij > eraf {
                weken.push(Weekstand { klantmanager, maandag, klanten: erbij - eraf });
            }
        }
    }
    weken
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn first_and_last_day_both_count() {
        let nadia: GebruikerId = Uuid::from_u128(1).into();
        let op = |dag, erbij, eraf| Mutatie { klantmanager: nadia, dag, erbij, eraf };
        let mutaties = [
            op(date(2026, 11, 16), 0, 1),
            op(date(2026, 11, 1), 2, 0),
            op(date(2026, 11, 17), 5, 0),
            op(date(2026, 11, 30), 0, 6),
        ];
        let weken = per_week(&mutaties, date(2026, 11, 1), date(2026, 12, 7));
        let telling: Vec<_> = weken.iter().map(|week| (week.maandag.day(), week.klanten)).collect();
        assert_eq!(telling, [(2, 2), (9, 2), (16, 2), (23, 6), (30, 6)], "on 7 December nobody is left");
        assert_eq!(per_week(&[], date(2026, 11, 1), date(2026, 12, 7)), []);
        let maandag = per_week(&mutaties, date(2026, 11, 2), date(2026, 11, 2));
        assert_eq!(maandag.len(), 1, "a period that begins on a Monday");
    }
}
