//! Two weeks, or two groups of weeks with one price, looked at exactly, with the prices for all others.
//!
//! Prices let half a conversation fill the last quarter-hour of a week. Counting how full two weeks can really be (which quarter-hours
//! can be reached, and at what cost) does not: it proves more, and finds what no cheap plan can contain. Weeks with one price count as
//! one large week: to move within them costs nothing, so that only what they hold together can be too much or too little.

use super::{
    deel::Part,
    dual::{Prices, Valuer, slack_together},
    posten::{FAR, Item, Items},
    weken::Weken,
};
use crate::opgave::WEKEN;

/// More cells than this take longer than they are worth.
const MOST_CELLS: usize = 100_000;

/// How full two groups of weeks are, above what is sure: a cell per pair.
pub(super) struct Grid {
    groups: [Weken; 2],
    size: [usize; 2],
    sure: [i64; 2],
}

impl Grid {
    /// Nothing when what is sure is already too much (`Err`), or there are too many cells to count.
    pub(super) fn new(part: &Part, items: &Items, groups: [Weken; 2]) -> Result<Option<Self>, Full> {
        let sure = groups.map(|group| items.sure(group));
        let [a, b] = [0, 1].map(|k| usize::try_from(together(&part.room, groups[k]) - sure[k]));
        let (Ok(a), Ok(b)) = (a, b) else { return Err(Full) };
        let few = (a + 1).checked_mul(b + 1).is_some_and(|cells| cells <= MOST_CELLS);
        Ok(few.then_some(Self { groups, size: [a + 1, b + 1], sure }))
    }

    /// The cell of a load of both groups.
    pub(super) fn cell(&self, a: u128, b: u128) -> usize {
        usize::try_from(a).unwrap_or(0) * self.size[1] + usize::try_from(b).unwrap_or(0)
    }

    /// In how many weeks of both groups these are.
    fn side(&self, weeks: Weken) -> Side {
        self.groups.map(|group| (weeks & group).count_ones() as usize)
    }

    /// The cheapest way for a client to be in so many weeks of both.
    fn sides(&self, item: &Item) -> Vec<(Side, i32)> {
        let mut sides: Vec<(Side, i32)> = item.options.iter().map(|&(weeks, cost)| (self.side(weeks), cost)).collect();
        sides.sort_unstable();
        sides.dedup_by_key(|side| side.0);
        sides
    }

    /// Pairs of stretches of cells: without the client, and with it on this side.
    fn stretches(&self, item: &Item, side: Side) -> impl Iterator<Item = (usize, usize, usize)> + use<> {
        let [a, b] = self.size;
        let [da, db] = side.map(|count| item.len * count);
        let wide = b.saturating_sub(db);
        (0..if wide == 0 { 0 } else { a.saturating_sub(da) }).map(move |row| (row * b, (row + da) * b + db, wide))
    }

    fn nothing(&self) -> Vec<i32> {
        vec![FAR; self.size[0] * self.size[1]]
    }

    fn step(&self, old: &[i32], item: &Item, back: bool) -> Vec<i32> {
        let sides = self.sides(item);
        if sides == [([0; 2], 0)] {
            return old.to_vec();
        }
        let mut new = self.nothing();
        for (side, cost) in sides {
            for (without, with, wide) in self.stretches(item, side) {
                let (from, to) = if back { (with, without) } else { (without, with) };
                for (old, new) in old[from..from + wide].iter().zip(&mut new[to..to + wide]) {
                    *new = (*new).min(*old + cost);
                }
            }
        }
        new
    }

    /// What the last clients still cost at least, from every cell: from none of them to all of them.
    pub(super) fn backward(&self, part: &Part, prices: &Prices, items: &[Item]) -> Vec<Vec<i32>> {
        let mut end = self.nothing();
        for (cell, end) in end.iter_mut().enumerate() {
            let loads = [cell / self.size[1], cell % self.size[1]];
            let over: i64 = (0..2)
                .map(|k| {
                    slack_together(
                        part,
                        prices,
                        self.groups[k],
                        self.sure[k] + i64::try_from(loads[k]).unwrap_or(i64::MAX),
                    )
                })
                .sum();
            *end = i32::try_from(over).unwrap_or(FAR).min(FAR);
        }
        let mut tables = vec![end];
        for item in items.iter().rev() {
            tables.push(self.step(&tables[tables.len() - 1], item, true));
        }
        tables
    }
}

/// In how many weeks of two groups a client is.
type Side = [usize; 2];

/// The sum over the weeks of a group.
pub(super) fn together(of: &[i64; WEKEN], group: Weken) -> i64 {
    (0..WEKEN).filter(|&week| group >> week & 1 == 1).map(|week| of[week]).sum()
}

/// No plan of that cost has room for what is sure.
pub(super) struct Full;

/// Removes what no plan of at most `most` can contain, seen from two groups of weeks that each have one price; tells how many patterns
/// that were, or that there is no such plan.
pub(super) fn filter(part: &mut Part, prices: &Prices, most: i64, groups: [Weken; 2]) -> Result<usize, Full> {
    let within = groups[0] | groups[1];
    let Some(items) = Items::new(part, prices, most, within) else { return Ok(0) };
    let Some(grid) = Grid::new(part, &items, groups)? else { return Ok(0) };
    let mut ahead = grid.backward(part, prices, &items.list);
    let all = ahead.last().and_then(|table| table.first()).copied().unwrap_or(FAR);
    if i64::from(all) > items.spare {
        return Err(Full);
    }
    // Per client and side: the least that everybody else together costs more.
    let mut others: Vec<Option<Vec<(Side, i32)>>> = vec![None; part.clients.len()];
    let mut common = vec![0; part.clients.len()];
    let mut before = grid.nothing();
    before[0] = 0;
    ahead.pop();
    for item in &items.list {
        let Some(after) = ahead.pop() else { break };
        let mut sides = grid.sides(item);
        for (side, least) in &mut sides {
            *least = FAR;
            for (without, with, wide) in grid.stretches(item, *side) {
                let sums = before[without..without + wide].iter().zip(&after[with..with + wide]).map(|(b, a)| *b + *a);
                *least = sums.fold(*least, i32::min);
            }
        }
        others[item.client] = Some(sides);
        common[item.client] = item.common;
        before = grid.step(&before, item, false);
    }
    let valuer = Valuer::new(part, prices);
    let mut gone = 0;
    for (i, client) in part.clients.iter_mut().enumerate() {
        let value = valuer.of(client.len);
        let was = client.patterns.len();
        client.patterns.retain(|pattern| {
            let own = value(pattern) - items.least[i];
            let side = grid.side(pattern.weeks & !common[i]);
            let rest = others[i]
                .as_ref()
                .map_or(all, |sides| sides.iter().find(|(own, _)| *own == side).map_or(FAR, |(_, least)| *least));
            own <= items.spare && own + i64::from(rest) <= items.spare
        });
        gone += was - client.patterns.len();
    }
    Ok(gone)
}
