//! A price per week for a quarter-hour of conversations, and what it proves.
//!
//! Let every quarter-hour in a week cost its price, and every client takes the cheapest weeks of its own, without looking at the others.
//! What all pay, less what the weeks themselves could earn, is never more than what the best plan costs (Lagrange).

use super::{
    deel::{Part, add},
    lookup::Sums,
    weken::{Pattern, Weken},
};
use crate::opgave::WEKEN;

/// Prices and bounds are whole numbers of this part of a unit of cost, so that a proof does not hang on rounding. Lateness per
/// quarter-hour is a fraction with the length of a conversation below the line: most of those are whole here.
pub(super) const UNIT: i64 = 10_080;

/// What a quarter-hour costs, per week.
pub(super) type Prices = [i64; WEKEN];

/// With nothing scarce a quarter-hour costs what it costs above the free ones.
pub(super) const START: Prices = [UNIT; WEKEN];

/// The sizes of a step, in turn. Blocks of weeks have one price at the optimum, and prices are fractions of small numbers.
const STEPS: [i64; 6] = [UNIT / 2, UNIT / 4, UNIT / 6, UNIT / 12, UNIT / 24, UNIT / 60];

/// How many blocks of weeks are tried between two questions whether to go on.
const BREATH: usize = 32;

/// What prices prove.
pub(super) struct Proof {
    /// No plan costs less, in [`UNIT`]s.
    pub(super) bound: i64,
    /// Quarter-hours everybody together asks more than the week would give: where the price should go up.
    excess: [i64; WEKEN],
}

/// The value of every pattern at some prices.
pub(super) struct Valuer(Vec<(i64, Sums)>);

impl Valuer {
    pub(super) fn new(part: &Part, prices: &Prices) -> Self {
        Self(part.lengths.iter().map(|&len| (len, Sums::new(&prices.map(|price| price * len)))).collect())
    }

    /// What a client of this length pays for each of its patterns.
    pub(super) fn of(&self, len: i64) -> impl Fn(&Pattern) -> i64 + '_ {
        let sums = self.0.iter().find(|(own, _)| *own == len).map(|(_, sums)| sums);
        move |pattern| i64::from(pattern.cost) * UNIT + sums.map_or(0, |sums| sums.of(pattern.weeks))
    }
}

/// What a week earns at least, at a price: the cost above the free quarter-hours less what is paid.
fn earned(part: &Part, week: usize, price: i64) -> i64 {
    (-price * part.free[week]).min(UNIT * (part.room[week] - part.free[week]) - price * part.room[week])
}

/// How much worse than that the load of weeks with one price is, however it is spread over them: they are one large week.
pub(super) fn slack_together(part: &Part, prices: &Prices, weeks: Weken, load: i64) -> i64 {
    let of = |value: &dyn Fn(usize) -> i64| (0..WEKEN).filter(|&week| weeks >> week & 1 == 1).map(value).sum::<i64>();
    let price = of(&|week| prices[week]) / i64::from(weeks.count_ones().max(1));
    UNIT * (load - of(&|week| part.free[week])).max(0) - price * load - of(&|week| earned(part, week, prices[week]))
}

/// More than any plan costs, and far from the end of the numbers.
const NO_PLAN: i64 = i64::MAX / 4;

/// What these prices prove.
pub(super) fn prove(part: &Part, prices: &Prices) -> Proof {
    let valuer = Valuer::new(part, prices);
    let mut bound = 0;
    let mut load = [0; WEKEN];
    for client in &part.clients {
        // Everything of this client turned out too dear: no plan is cheap enough, whatever the prices.
        if client.patterns.is_empty() {
            return Proof { bound: NO_PLAN, excess: [0; WEKEN] };
        }
        let value = valuer.of(client.len);
        let (mut least, mut best) = (i64::MAX, Pattern { weeks: 0, cost: 0 });
        for pattern in &client.patterns {
            if i64::from(pattern.cost) * UNIT >= least {
                break; // the cheapest stand first, and prices only add
            }
            let own = value(pattern);
            if own < least {
                (least, best) = (own, *pattern);
            }
        }
        bound += least;
        add(&mut load, best.weeks, client.len);
    }
    let mut excess = [0; WEKEN];
    for week in 0..WEKEN {
        let (price, free, room) = (prices[week], part.free[week], part.room[week]);
        bound += earned(part, week, price);
        excess[week] = load[week]
            - match price {
                ..=0 => load[week].min(free),
                1..UNIT => free,
                UNIT => load[week].clamp(free, room),
                _ => room,
            };
    }
    Proof { bound, excess }
}

/// The best prices that can be found from here by moving blocks of weeks together; stops when they prove that `most` cannot be reached.
/// What turns out too dear for a plan of at most `most` is removed on the way.
///
/// A single price often has nowhere to go, as a conversation would only move to the week beside it; a block has.
pub(super) fn ascend(part: &mut Part, start: &Prices, most: i64, verder: &dyn Fn() -> bool) -> (Prices, i64) {
    let weeks = part.weeks();
    let mut at = *start;
    let mut now = prove(part, &at);
    for step in STEPS {
        let spans: Vec<&[usize]> = (0..weeks.len())
            .flat_map(|from| (from + 1..=weeks.len()).map(move |to| (from, to)))
            .map(|(a, b)| &weeks[a..b])
            .collect();
        let mut idle = 0;
        for span in spans.iter().cycle() {
            if idle >= spans.len() || (idle % BREATH == 0 && !verder()) {
                break;
            }
            idle += 1;
            let slope: i64 = span.iter().map(|&week| now.excess[week]).sum();
            if slope == 0 {
                continue;
            }
            loop {
                if now.bound > most * UNIT {
                    return (at, now.bound);
                }
                let mut to = at;
                for &week in *span {
                    to[week] = (to[week] + step * slope.signum()).max(0);
                }
                let then = prove(part, &to);
                if then.bound <= now.bound {
                    break;
                }
                (at, now, idle) = (to, then, 0);
            }
        }
        prune(part, &at, most);
    }
    (at, now.bound)
}

/// Removes what costs too much at these prices to be part of a plan that costs at most `most`.
pub(super) fn prune(part: &mut Part, prices: &Prices, most: i64) {
    let spare = most * UNIT - prove(part, prices).bound;
    let valuer = Valuer::new(part, prices);
    for client in &mut part.clients {
        let value = valuer.of(client.len);
        let least = client.patterns.iter().map(&value).min().unwrap_or(0);
        client.patterns.retain(|pattern| value(pattern) - least <= spare);
    }
}
