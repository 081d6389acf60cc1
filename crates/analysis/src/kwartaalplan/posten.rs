//! What is still open in a few weeks: per client in which of them it may be, and what that costs more than the cheapest.

use super::{
    deel::Part,
    dual::{Prices, UNIT, Valuer, prove},
    weken::Weken,
};
use crate::opgave::WEKEN;

/// More than any plan in sight may cost.
pub(super) const FAR: i32 = 1 << 28;

/// A client that may be in one of the weeks or not.
pub(super) struct Item {
    pub(super) client: usize,
    pub(super) len: usize,
    /// The weeks it is in whatever is chosen.
    pub(super) common: Weken,
    /// The weeks, without those it is in anyway, and what they cost more than the cheapest.
    pub(super) options: Vec<(Weken, i32)>,
}

/// Everybody who has a choice in some weeks.
pub(super) struct Items {
    pub(super) list: Vec<Item>,
    /// What no choice changes, in quarter-hours.
    pub(super) sure: [i64; WEKEN],
    /// The lowest value of every client.
    pub(super) least: Vec<i64>,
    /// What a plan may cost more than the bound, in [`UNIT`]s.
    pub(super) spare: i64,
}

impl Items {
    /// What no choice changes in a group of weeks.
    pub(super) fn sure(&self, group: Weken) -> i64 {
        super::paren::together(&self.sure, group)
    }

    /// What is open in the weeks `within`, for plans of at most `most`; nothing when no plan is that cheap, or the room too wide to tell.
    pub(super) fn new(part: &Part, prices: &Prices, most: i64, within: Weken) -> Option<Self> {
        let spare = most * UNIT - prove(part, prices).bound;
        if !(0..i64::from(FAR) / 2).contains(&spare) {
            return None;
        }
        let valuer = Valuer::new(part, prices);
        let mut found = Self { list: Vec::new(), sure: [0; WEKEN], least: Vec::new(), spare };
        for (client, of) in part.clients.iter().enumerate() {
            let value = valuer.of(of.len);
            let mut options: Vec<(Weken, i64)> =
                of.patterns.iter().map(|pattern| (pattern.weeks & within, value(pattern))).collect();
            let least = options.iter().map(|option| option.1).min().unwrap_or(0);
            options.retain(|option| option.1 - least <= spare);
            options.sort_unstable();
            options.dedup_by_key(|option| option.0);
            let common = options.iter().fold(within, |common, option| common & option.0);
            for (week, sure) in found.sure.iter_mut().enumerate() {
                *sure += i64::from(common >> week & 1) * of.len;
            }
            if options.len() > 1 {
                let small =
                    |(weeks, value): &(Weken, i64)| (weeks & !common, i32::try_from(value - least).unwrap_or(FAR));
                let len = usize::try_from(of.len).unwrap_or(usize::MAX);
                found.list.push(Item { client, len, common, options: options.iter().map(small).collect() });
            }
            found.least.push(least);
        }
        Some(found)
    }
}
