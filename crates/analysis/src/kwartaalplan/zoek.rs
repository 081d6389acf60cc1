//! A good plan: everybody in turn takes the best weeks given the others; then a few at a time start anew, as long as that helps.

use rand::RngExt as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    deel::{Part, add},
    dual::{Prices, UNIT},
    lookup::Sums,
    weken::{Pattern, Weken},
};
use crate::opgave::WEKEN;

/// What a quarter-hour more than there is costs: more than anything else, so that it never happens. A few clients together cannot win as
/// much by it: at the largest weight that is accepted leaving thirteen conversations of one for later costs a quarter of a million.
pub(super) const NEVER: i64 = 1 << 24;
/// Or a little more than it could be worth, so that a plan can go through too much to one that fits.
pub(super) const SOME: i64 = 3;
/// So many patterns make it worth while to add prices up beforehand.
const MANY: usize = 40;
/// At most so many clients start anew together.
const TOGETHER: usize = 8;
/// How many rounds pass between two questions whether to go on.
const BREATH: usize = 64;

/// What everybody does.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) chosen: Vec<Pattern>,
    load: [i64; WEKEN],
    /// What a quarter-hour more than there is costs.
    too_much: i64,
}

impl Plan {
    /// Everybody in turn, who has the fewest ways first. Before that everybody is spoken to as little as may be, so that there is always
    /// room for what must be.
    pub(super) fn first(part: &Part, too_much: i64, rng: &mut Xoshiro256PlusPlus) -> Self {
        let least = |patterns: &[Pattern]| patterns.iter().min_by_key(|pattern| pattern.weeks.count_ones()).copied();
        let chosen = part.clients.iter().map(|client| least(&client.patterns).unwrap_or(Pattern { weeks: 0, cost: 0 }));
        let mut plan = Self { chosen: chosen.collect(), load: [0; WEKEN], too_much };
        for (client, pattern) in part.clients.iter().zip(&plan.chosen) {
            add(&mut plan.load, pattern.weeks, client.len);
        }
        let mut order: Vec<usize> = (0..part.clients.len()).collect();
        order.sort_by_key(|&i| (part.clients[i].patterns.len(), i));
        for i in order {
            plan.take_out(part, i);
            let pattern = plan.best(part, i, &[0; WEKEN], rng).unwrap_or(plan.chosen[i]);
            plan.put(part, i, pattern);
        }
        plan
    }

    /// The same, but from now on more than there is never happens.
    pub(super) fn strict(self) -> Self {
        Self { too_much: NEVER, ..self }
    }

    /// What it costs.
    pub(super) fn cost(&self, part: &Part) -> i64 {
        self.chosen.iter().map(|pattern| i64::from(pattern.cost)).sum::<i64>()
            + (0..WEKEN).map(|week| self.over(part, week, self.load[week])).sum::<i64>()
    }

    /// What a week costs, with what is more than there is.
    fn over(&self, part: &Part, week: usize, load: i64) -> i64 {
        part.over(week, load) + self.too_much * (load - part.room[week]).max(0)
    }

    /// Whether every week has room for it.
    pub(super) fn fits(&self, part: &Part) -> bool {
        (0..WEKEN).all(|week| self.load[week] <= part.room[week])
    }

    /// The weeks that are full.
    pub(super) fn full(&self, part: &Part) -> Weken {
        part.weeks().into_iter().filter(|&week| self.load[week] >= part.room[week]).fold(0, |set, week| set | 1 << week)
    }

    fn take_out(&mut self, part: &Part, i: usize) {
        add(&mut self.load, self.chosen[i].weeks, -part.clients[i].len);
    }

    fn put(&mut self, part: &Part, i: usize, pattern: Pattern) {
        add(&mut self.load, pattern.weeks, part.clients[i].len);
        self.chosen[i] = pattern;
    }

    /// The cheapest weeks of a client given the load, where a quarter-hour costs at least `floor`. Of equals one by chance.
    fn best(&self, part: &Part, i: usize, floor: &Prices, rng: &mut Xoshiro256PlusPlus) -> Option<Pattern> {
        let client = &part.clients[i];
        let price: Prices = std::array::from_fn(|week| {
            let (old, new) = (self.load[week], self.load[week] + client.len);
            (UNIT * (self.over(part, week, new) - self.over(part, week, old))).max(floor[week] * client.len)
        });
        let sums = (client.patterns.len() > MANY).then(|| Sums::new(&price));
        let (mut least, mut best, mut equals) = (i64::MAX, None, 0_u32);
        for &pattern in &client.patterns {
            let own = i64::from(pattern.cost) * UNIT;
            if own > least {
                break; // the cheapest stand first
            }
            let value = own + sums.as_ref().map_or_else(|| one_by_one(&price, pattern), |sums| sums.of(pattern.weeks));
            if value < least {
                (least, best, equals) = (value, Some(pattern), 1);
            } else if value == least {
                equals += 1;
                if rng.random_range(0..equals) == 0 {
                    best = Some(pattern);
                }
            }
        }
        best
    }
}

fn one_by_one(price: &Prices, pattern: Pattern) -> i64 {
    let (mut set, mut sum) = (pattern.weeks, 0);
    while set != 0 {
        sum += price[set.trailing_zeros() as usize];
        set &= set - 1;
    }
    sum
}

/// Takes a few clients out and puts them back, `rounds` times or until it costs `target`; a plan as dear as the last replaces it, and now
/// and then one that is a little dearer. All but the last are put back at prices that leave scarce weeks to who needs them most.
pub(super) fn improve(
    part: &Part,
    plan: &mut Plan,
    prices: &Prices,
    (target, rounds): (i64, usize),
    rng: &mut Xoshiro256PlusPlus,
    verder: &dyn Fn() -> bool,
) -> i64 {
    let clients = part.clients.len();
    let mut cost = plan.cost(part);
    let (mut best, mut least, mut fits) = (plan.clone(), cost, plan.fits(part));
    let mut out: Vec<usize> = Vec::with_capacity(TOGETHER);
    for round in 0..if clients == 0 { 0 } else { rounds } {
        if (least <= target && fits) || (round % BREATH == 0 && !verder()) {
            break;
        }
        out.clear();
        let count = rng.random_range(2..=TOGETHER).min(clients);
        while out.len() < count {
            let i = rng.random_range(0..clients);
            if !out.contains(&i) {
                out.push(i);
            }
        }
        let part_of_price = rng.random_range(-4..=16_i64).max(0);
        let floor = prices.map(|price| price * part_of_price / 16);
        let old: Vec<Pattern> = out.iter().map(|&i| plan.chosen[i]).collect();
        let old_load = plan.load;
        for &i in &out {
            plan.take_out(part, i);
        }
        let put_back = out.iter().enumerate().all(|(k, &i)| {
            let floor = if k + 1 < count { &floor } else { &[0; WEKEN] };
            plan.best(part, i, floor, rng).map(|pattern| plan.put(part, i, pattern)).is_some()
        });
        let new = if put_back { plan.cost(part) } else { i64::MAX };
        if new <= cost.max(least) + i64::from(round % BREATH == 0) && new <= least + 2 {
            cost = new;
            let now_fits = plan.fits(part);
            if cost < least || (cost == least && now_fits && !fits) {
                (best, least, fits) = (plan.clone(), cost, now_fits);
            }
        } else {
            for (&i, &old) in out.iter().zip(&old) {
                plan.chosen[i] = old;
            }
            plan.load = old_load;
        }
    }
    *plan = best;
    if fits { least } else { i64::MAX }
}
