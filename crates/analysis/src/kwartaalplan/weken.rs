//! The sets of weeks a client can be spoken to in, and what each costs.

use super::deel::Gesprekken;
use crate::opgave::WEKEN;

/// A set of weeks: bit 0 is week 1.
pub(super) type Weken = u16;
/// How many sets there are.
const SETS: usize = 1 << WEKEN;
/// No such set.
const NONE: u32 = u32::MAX;

/// One way to plan a client: in these weeks, at this cost of lateness and of what is left for later.
///
/// Which conversation stands in which week does not matter to anybody else, so a client is a list of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) weeks: Weken,
    pub(super) cost: u32,
}

/// The cheapest way into every set of weeks, after the first, the first two, ... of the conversations: the last table is the answer, the
/// ones before it tell which conversation stands where.
fn tables(gesprekken: &Gesprekken<'_>) -> Vec<Vec<u32>> {
    let mut first = vec![NONE; SETS];
    first[0] = 0;
    let mut all = vec![first];
    for q in 0..gesprekken.aantal() {
        let old = &all[q];
        let mut new = vec![NONE; SETS];
        for (set, &cost) in old.iter().enumerate().filter(|(_, cost)| **cost != NONE) {
            for (week, extra) in gesprekken.keuzes(q) {
                let with = week.map_or(set, |week| set | 1 << week);
                if week.is_none() || with != set {
                    new[with] = new[with].min(cost.saturating_add(extra));
                }
            }
        }
        all.push(new);
    }
    all
}

/// Every set of weeks worth a look, the cheapest first. A set that costs no less than what is left of it without one of its weeks is
/// not: fewer hours are never worse.
pub(super) fn patterns(gesprekken: &Gesprekken<'_>) -> Vec<Pattern> {
    let Some(costs) = tables(gesprekken).pop() else { return Vec::new() };
    let mut found: Vec<Pattern> = costs
        .iter()
        .enumerate()
        .filter(|&(set, &cost)| {
            cost != NONE && (0..WEKEN).all(|week| set >> week & 1 == 0 || costs[set & !(1 << week)] > cost)
        })
        .map(|(set, &cost)| Pattern { weeks: Weken::try_from(set).unwrap_or_default(), cost })
        .collect();
    found.sort_by_key(|pattern| (pattern.cost, pattern.weeks));
    found
}

/// The week of every conversation, when together they take these weeks; `None` for one that is left for later.
pub(super) fn spread(gesprekken: &Gesprekken<'_>, weeks: Weken) -> Vec<Option<usize>> {
    let all = tables(gesprekken);
    let mut set = usize::from(weeks);
    let mut plan = vec![None; gesprekken.aantal()];
    for q in (0..plan.len()).rev() {
        let (before, after) = (&all[q], all[q + 1][set]);
        let fits = |week: Option<usize>, extra: u32| match week {
            None => before[set] != NONE && before[set].saturating_add(extra) == after,
            Some(week) => {
                set >> week & 1 == 1 && {
                    let cost = before[set & !(1 << week)];
                    cost != NONE && cost.saturating_add(extra) == after
                }
            }
        };
        if let Some((Some(week), _)) = gesprekken.keuzes(q).find(|&(week, extra)| fits(week, extra)) {
            plan[q] = Some(week);
            set &= !(1 << week);
        }
    }
    plan
}
