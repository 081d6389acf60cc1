//! Client by client through the scarce weeks, with every load that can still lead to a cheap plan side by side.
//!
//! Only in the weeks whose price differs from that of a quarter-hour above the free ones does it matter exactly how full they get; elsewhere
//! there is slack. So these weeks are filled first, and what two of them at a time say about the rest of the way cuts off nearly all.

use super::{
    deel::Part,
    dual::{Prices, UNIT, slack_together},
    paren::{Grid, together},
    posten::{FAR, Items},
    weken::Weken,
};

/// How many pairs of weeks look ahead.
const LOOKOUTS: usize = 24;

/// What the way through the scarce weeks showed.
pub(super) enum Way {
    /// No plan is that cheap.
    None,
    /// The weeks among the scarce ones that each client takes, for the best few ways.
    Some(Vec<Vec<Weken>>),
}

/// How full the scarce weeks are above what is sure, side by side in one number, and how it came to that.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    load: u128,
    spent: i32,
    parent: u32,
    option: u16,
}

/// Where in the number each group of weeks stands.
struct Layout {
    groups: Vec<Weken>,
    bits: u32,
    room: Vec<u128>,
}

impl Layout {
    /// Nothing when the rooms do not fit in the number.
    fn new(part: &Part, items: &Items, groups: &[Weken]) -> Option<Self> {
        let bits = u128::BITS / u32::try_from(groups.len().max(1)).ok()?;
        let room: Vec<u128> = groups
            .iter()
            .filter_map(|&group| u128::try_from(together(&part.room, group) - items.sure(group)).ok())
            .collect();
        // Twice the room must fit, so that what is added to one group never runs over into the next.
        (room.len() == groups.len() && room.iter().all(|room| *room < 1 << (bits - 1))).then_some(Self {
            groups: groups.to_vec(),
            bits,
            room,
        })
    }

    fn load(&self, load: u128, place: usize) -> u128 {
        load >> (self.bits * u32::try_from(place).unwrap_or(0)) & ((1 << self.bits.min(64)) - 1)
    }

    /// What weeks add, or nothing when that alone is too much.
    fn adds(&self, weeks: Weken, len: usize) -> Option<u128> {
        let len = u128::try_from(len).ok()?;
        let mut adds = 0;
        for (place, group) in self.groups.iter().enumerate() {
            let more = len * u128::from((weeks & group).count_ones());
            if more > self.room[place] {
                return None;
            }
            adds |= more << (self.bits * u32::try_from(place).ok()?);
        }
        Some(adds)
    }

    fn fits(&self, load: u128) -> bool {
        self.room.iter().enumerate().all(|(place, room)| self.load(load, place) <= *room)
    }
}

/// Two groups of scarce weeks, and where they stand among them.
struct Lookout {
    grid: Grid,
    places: [usize; 2],
}

/// The scarce weeks at these prices.
pub(super) fn scarce(part: &Part, prices: &Prices) -> Weken {
    part.weeks().into_iter().filter(|&week| prices[week] != UNIT).fold(0, |set, week| set | 1 << week)
}

/// Looks for ways to fill these groups of weeks, each of one price, in a plan of at most `most`, with at most `width` loads side by side.
pub(super) fn walk(
    part: &Part,
    prices: &Prices,
    most: i64,
    groups: &[Weken],
    (width, ways): (usize, usize),
    verder: &dyn Fn() -> bool,
) -> Option<Way> {
    let within = groups.iter().fold(0, |within, group| within | group);
    let mut items = Items::new(part, prices, most, within)?;
    items.list.sort_by_key(|item| (std::cmp::Reverse(item.len), item.options.len(), item.client));
    let mut pairs: Vec<[usize; 2]> =
        (0..groups.len()).flat_map(|a| (a + 1..groups.len()).map(move |b| [a, b])).collect();
    pairs.sort_by_key(|[a, b]| b - a);
    let mut lookouts = Vec::new();
    for pair in pairs.into_iter().take(LOOKOUTS) {
        match Grid::new(part, &items, pair.map(|place| groups[place])) {
            Err(_) => return Some(Way::None),
            Ok(None) => return None,
            Ok(Some(grid)) => {
                let tables = grid.backward(part, prices, &items.list);
                lookouts.push((Lookout { grid, places: pair }, tables));
            }
        }
    }
    let layout = Layout::new(part, &items, groups)?;
    let spare = i32::try_from(items.spare).unwrap_or(FAR);
    let mut layers = vec![vec![State { load: 0, spent: 0, parent: 0, option: 0 }]];
    let mut all = true;
    for (depth, item) in items.list.iter().enumerate() {
        if !verder() {
            return None;
        }
        let left = items.list.len() - depth - 1;
        let mut next = Vec::new();
        let mut options: Vec<(u128, i32, u16)> = (0..)
            .zip(&item.options)
            .filter_map(|(option, &(set, cost))| Some((layout.adds(set, item.len)?, cost, option)))
            .collect();
        options.sort_unstable();
        options.dedup_by_key(|option| option.0);
        for (adds, cost, option) in options {
            for (parent, state) in (0..).zip(&layers[depth]) {
                let (load, spent) = (state.load + adds, state.spent + cost);
                if spent <= spare && layout.fits(load) {
                    next.push(State { load, spent, parent, option });
                }
            }
        }
        next.sort_unstable();
        next.dedup_by_key(|state| state.load);
        let mut ranked: Vec<(i32, State)> = Vec::with_capacity(next.len());
        for state in next {
            let mut ahead = 0;
            for (grid, tables) in &lookouts {
                let [a, b] = grid.places.map(|place| layout.load(state.load, place));
                ahead = ahead.max(tables[left][grid.grid.cell(a, b)]);
                if state.spent + ahead > spare {
                    break;
                }
            }
            if state.spent + ahead <= spare {
                ranked.push((state.spent + ahead, state));
            }
        }
        if ranked.len() > width {
            all = false;
            ranked.select_nth_unstable(width);
            ranked.truncate(width);
            ranked.sort_unstable_by_key(|(_, state)| *state);
        }
        layers.push(ranked.into_iter().map(|(_, state)| state).collect());
    }
    let last = layers.last()?;
    let mut ends: Vec<(i64, usize)> = Vec::new();
    for (at, state) in last.iter().enumerate() {
        let mut total = i64::from(state.spent);
        for (place, &group) in layout.groups.iter().enumerate() {
            let load = i64::try_from(layout.load(state.load, place)).unwrap_or(i64::MAX);
            total += slack_together(part, prices, group, items.sure(group).saturating_add(load));
        }
        if total <= items.spare {
            ends.push((total, at));
        }
    }
    ends.sort_unstable();
    if ends.is_empty() {
        return all.then_some(Way::None);
    }
    let found = ends.iter().take(ways).map(|&(_, end)| trace(part, &items, &layers, within, end)).collect();
    Some(Way::Some(found))
}

/// The weeks every client takes on the way to an end.
fn trace(part: &Part, items: &Items, layers: &[Vec<State>], within: Weken, end: usize) -> Vec<Weken> {
    let mut taken: Vec<Weken> = part
        .clients
        .iter()
        .map(|client| client.patterns.iter().fold(within, |common, pattern| common & pattern.weeks))
        .collect();
    let mut at = end;
    for (depth, item) in items.list.iter().enumerate().rev() {
        let state = layers[depth + 1][at];
        taken[item.client] = item.common | item.options[usize::from(state.option)].0;
        at = state.parent as usize;
    }
    taken
}
