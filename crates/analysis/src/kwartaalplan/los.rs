//! Clients and weeks taken apart, each client and week with a price of its own.
//!
//! One price for a week cannot tell that what is left of it is two quarter-hours and everybody asks three. Here every week chooses whom it
//! takes, exactly, so that it fits; every client chooses its weeks; and prices move until they want the same. That proves more than prices
//! per quarter-hour, and what a client or a week would lose by giving in tells what no cheap plan can contain.

use super::{
    deel::{Client, Part},
    dual::{Prices, UNIT},
    lookup::Sums,
    paren::Full,
    posten::FAR,
    weken::Weken,
};
use crate::opgave::WEKEN;

/// A step towards what would prove it, as a part of the way there, to begin with; so much smaller after so many rounds without a better
/// proof, until it is not worth it.
const STEP: (f64, f64, u32, f64) = (0.2, 0.87, 20, 0.001);
/// How much of the direction of the last round stays in the next: single answers of weeks and clients jump, their average does not.
const STEADY: f64 = 0.96;
/// How far beyond what is to be proven a step aims, in units of cost.
const BEYOND: f64 = 0.125;
/// Rounds between two questions whether to go on.
const BREATH: usize = 16;
/// More numbers than this for one week take longer than they are worth.
const MOST_CELLS: usize = 1 << 20;

/// What each client pays for each week, and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Fees {
    fees: Vec<[i64; WEKEN]>,
    /// How often each client wanted each week lately.
    share: Vec<[f64; WEKEN]>,
}

impl Fees {
    /// The fees that say the same as prices of a quarter-hour.
    pub(super) fn new(part: &Part, prices: &Prices) -> Self {
        Self {
            fees: part.clients.iter().map(|client| prices.map(|price| price * client.len)).collect(),
            share: vec![[0.0; WEKEN]; part.clients.len()],
        }
    }

    /// The client and week to look at both cases of, and which first: where they are least sure of each other, the longest first.
    pub(super) fn branch(&self, part: &Part) -> Option<(usize, usize, bool)> {
        let mut best: Option<(f64, usize, usize, bool)> = None;
        for (i, (client, share)) in part.clients.iter().zip(&self.share).enumerate() {
            let open = open(client);
            for (week, share) in share.iter().enumerate().filter(|(week, _)| open >> week & 1 == 1) {
                let score = share.min(1.0 - share) * client.len as f64;
                if best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, i, week, *share > 0.5));
                }
            }
        }
        best.map(|(_, client, week, first)| (client, week, first))
    }

    /// Looks for better fees from here, in at most so many rounds, and removes what cannot be part of a plan of at most `most`; whether
    /// there may be such a plan.
    pub(super) fn improve(&mut self, part: &mut Part, most: i64, rounds: usize, verder: &dyn Fn() -> bool) -> bool {
        if part.impossible() {
            return false;
        }
        let mut apart = match Apart::new(part) {
            Ok(Some(apart)) => apart,
            Ok(None) => return true,
            Err(Full) => return false,
        };
        apart.clean(&mut self.fees);
        let best = self.ascend(part, &mut apart, most, rounds, verder);
        best <= most * UNIT && self.prune(part, &mut apart, most * UNIT - best)
    }

    /// The best fees that are found, step by step in the direction in which clients and weeks disagree.
    fn ascend(&mut self, part: &Part, apart: &mut Apart, most: i64, rounds: usize, verder: &dyn Fn() -> bool) -> i64 {
        let (mut factor, smaller, patience, least) = STEP;
        let goal = (most as f64 + BEYOND) * UNIT as f64;
        let mut at: Vec<[f64; WEKEN]> = self.fees.iter().map(|fees| fees.map(|fee| fee as f64)).collect();
        let mut to = self.fees.clone();
        let mut direction = vec![[0.0; WEKEN]; part.clients.len()];
        let mut now = apart.see(part, &to);
        let (mut best, mut idle) = (now.bound, 0);
        for round in 0..rounds {
            if best > most * UNIT || factor < least || (round % BREATH == 0 && !verder()) {
                break;
            }
            let mut norm = 0.0;
            for (i, direction) in direction.iter_mut().enumerate() {
                for (week, d) in direction.iter_mut().enumerate().filter(|(week, _)| apart.open[i] >> week & 1 == 1) {
                    let (want, take) = (f64::from(now.want[i] >> week & 1), f64::from(now.take[i] >> week & 1));
                    self.share[i][week] += (1.0 - STEADY) * (want - self.share[i][week]);
                    *d += (1.0 - STEADY) * (want - take - *d);
                    if at[i][week] <= 0.0 {
                        *d = d.max(0.0);
                    }
                    norm += *d * *d;
                }
            }
            if norm <= f64::EPSILON {
                break;
            }
            let step = factor * (goal - best as f64) / norm;
            for (i, (at, direction)) in at.iter_mut().zip(&direction).enumerate() {
                for week in (0..WEKEN).filter(|week| apart.open[i] >> week & 1 == 1) {
                    at[week] = (at[week] + step * direction[week]).clamp(0.0, apart.highest as f64);
                    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a fee may be")]
                    let whole = at[week].round() as i64;
                    to[i][week] = whole;
                }
            }
            now = apart.see(part, &to);
            idle += 1;
            if now.bound > best {
                self.fees.clone_from(&to);
                (best, idle) = (now.bound, 0);
            } else if idle >= patience {
                (factor, idle) = (factor * smaller, 0);
            }
        }
        best
    }

    /// Removes what would cost more than there is to spare, for the client and for every week it takes or leaves; whether everybody has
    /// something left.
    fn prune(&self, part: &mut Part, apart: &mut Apart, spare: i64) -> bool {
        apart.set(&self.fees);
        let mut regrets = vec![[[0_i64; 2]; WEKEN]; part.clients.len()];
        for week in &apart.weeks {
            for (guest, regret) in week.guests.iter().zip(week.regret()) {
                regrets[guest.client][week.at] = regret.map(i64::from);
            }
        }
        for ((client, fees), regrets) in part.clients.iter_mut().zip(&self.fees).zip(&regrets) {
            if client.patterns.len() > 1 {
                let (least, _) = cheapest(client, fees);
                let out: i64 = regrets.iter().map(|[out, _]| out).sum();
                let sums = Sums::new(&std::array::from_fn(|week| fees[week] + regrets[week][1] - regrets[week][0]));
                client
                    .patterns
                    .retain(|pattern| i64::from(pattern.cost) * UNIT + sums.of(pattern.weeks) + out - least <= spare);
            }
        }
        !part.impossible()
    }
}

/// The weeks a client may be in and may be out of.
fn open(client: &Client) -> Weken {
    let any = client.patterns.iter().fold(0, |any, pattern| any | pattern.weeks);
    any & !client.patterns.iter().fold(any, |sure, pattern| sure & pattern.weeks)
}

/// Somebody a week may take.
struct Guest {
    client: usize,
    len: usize,
    fee: i32,
}

/// A week, above what is sure.
struct Week {
    at: usize,
    guests: Vec<Guest>,
    /// What it costs by what is taken.
    cost: Vec<i32>,
}

/// Everything that is still open.
struct Apart {
    open: Vec<Weken>,
    weeks: Vec<Week>,
    /// No fee is higher, so that sums fit.
    highest: i64,
    /// Space to count in.
    rows: Vec<i32>,
}

/// What fees prove, and what clients and weeks want at them.
struct Seen {
    bound: i64,
    want: Vec<Weken>,
    take: Vec<Weken>,
}

impl Apart {
    /// Nothing when numbers get too large to count with.
    fn new(part: &Part) -> Result<Option<Self>, Full> {
        let open: Vec<Weken> = part.clients.iter().map(open).collect();
        let mut weeks = Vec::new();
        for at in part.weeks() {
            let mut sure = 0;
            let mut guests = Vec::new();
            for (client, of) in part.clients.iter().enumerate() {
                if open[client] >> at & 1 == 1 {
                    guests.push(Guest { client, len: usize::try_from(of.len).unwrap_or(usize::MAX), fee: 0 });
                } else if of.patterns.first().is_some_and(|pattern| pattern.weeks >> at & 1 == 1) {
                    sure += of.len;
                }
            }
            if sure > part.room[at] {
                return Err(Full);
            }
            let small = |load| i32::try_from(UNIT * part.over(at, load)).ok().filter(|cost| *cost < FAR / 2);
            let cost: Option<Vec<i32>> = (sure..=part.room[at]).map(small).collect();
            let Some(cost) = cost.filter(|cost| cost.len() * (guests.len() + 1) <= MOST_CELLS) else { return Ok(None) };
            weeks.push(Week { at, guests, cost });
        }
        let highest = i64::from(FAR) / 2 / i64::try_from(part.clients.len().max(1)).unwrap_or(i64::MAX);
        Ok(Some(Self { open, weeks, highest, rows: Vec::new() }))
    }

    /// Takes over fees.
    fn set(&mut self, fees: &[[i64; WEKEN]]) {
        for week in &mut self.weeks {
            for guest in &mut week.guests {
                guest.fee = i32::try_from(fees[guest.client][week.at]).unwrap_or(FAR);
            }
        }
    }

    /// Makes fees of what is not open nothing: they would say nothing.
    fn clean(&self, fees: &mut [[i64; WEKEN]]) {
        for (fees, open) in fees.iter_mut().zip(&self.open) {
            for (week, fee) in fees.iter_mut().enumerate() {
                *fee = if open >> week & 1 == 1 { (*fee).clamp(0, self.highest) } else { 0 };
            }
        }
    }

    fn see(&mut self, part: &Part, fees: &[[i64; WEKEN]]) -> Seen {
        self.set(fees);
        let mut seen = Seen { bound: 0, want: Vec::new(), take: vec![0; part.clients.len()] };
        for (client, fees) in part.clients.iter().zip(fees) {
            let (least, weeks) = cheapest(client, fees);
            seen.bound += least;
            seen.want.push(weeks);
        }
        for week in &self.weeks {
            seen.bound += i64::from(week.take(&mut self.rows, &mut seen.take));
        }
        seen
    }
}

/// The cheapest pattern of a client, and what it pays for it.
fn cheapest(client: &Client, fees: &[i64; WEKEN]) -> (i64, Weken) {
    if let [only] = client.patterns[..] {
        return (i64::from(only.cost) * UNIT, only.weeks); // nothing is open, so nothing is paid
    }
    let (mut least, mut weeks) = (i64::MAX, 0);
    let sums = Sums::new(fees);
    for pattern in &client.patterns {
        let cost = i64::from(pattern.cost) * UNIT;
        if cost >= least {
            break; // the cheapest stand first, and fees only add
        }
        let own = cost + sums.of(pattern.weeks);
        if own < least {
            (least, weeks) = (own, pattern.weeks);
        }
    }
    (least, weeks)
}

impl Week {
    /// The cheapest guests; who they are is added to `take`.
    fn take(&self, rows: &mut Vec<i32>, take: &mut [Weken]) -> i32 {
        let wide = self.cost.len();
        rows.clear();
        rows.resize(wide, 0);
        let guests = || self.guests.iter().filter(|guest| guest.fee > 0 && guest.len < wide);
        for guest in guests() {
            let start = rows.len() - wide;
            rows.extend_from_within(start..);
            let (old, new) = rows.split_at_mut(start + wide);
            let (old, new) = (&old[start..start + wide - guest.len], &mut new[guest.len..]);
            for (old, new) in old.iter().zip(new) {
                *new = (*new).min(*old - guest.fee);
            }
        }
        let last = &rows[rows.len() - wide..];
        let (mut load, least) =
            (0..wide).map(|load| (load, last[load] + self.cost[load])).min_by_key(|(_, cost)| *cost).unwrap_or((0, 0));
        let mut row = rows.len() - wide;
        let all: Vec<&Guest> = guests().collect();
        for guest in all.into_iter().rev() {
            let before = row - wide;
            if rows[row + load] != rows[before + load] {
                take[guest.client] |= 1 << self.at;
                load -= guest.len;
            }
            row = before;
        }
        least
    }

    /// What it costs more to have each guest, and to have it not.
    fn regret(&self) -> Vec<[i32; 2]> {
        let wide = self.cost.len();
        let mut ahead = vec![self.cost.clone()];
        for guest in self.guests.iter().rev() {
            let old = &ahead[ahead.len() - 1];
            let mut new = old.clone();
            if guest.len < wide {
                for (new, old) in new.iter_mut().zip(&old[guest.len..]) {
                    *new = (*new).min(*old - guest.fee);
                }
            }
            ahead.push(new);
        }
        let least = ahead.last().and_then(|all| all.first()).copied().unwrap_or(0);
        ahead.pop();
        let mut before = vec![0; wide];
        let mut found = Vec::with_capacity(self.guests.len());
        for guest in &self.guests {
            let Some(after) = ahead.pop() else { break };
            let out = before.iter().zip(&after).map(|(b, a)| b + a).fold(FAR, i32::min);
            let fits = after.get(guest.len..).unwrap_or(&[]);
            let within = before.iter().zip(fits).map(|(b, a)| b + a - guest.fee).fold(FAR, i32::min);
            found.push([out - least, within - least]);
            if guest.len < wide {
                let old = before.clone();
                for (new, old) in before[guest.len..].iter_mut().zip(&old) {
                    *new = (*new).min(*old - guest.fee);
                }
            }
        }
        found
    }
}
