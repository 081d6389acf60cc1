//! The best plan of one klantmanager: from below, one unit of cost at a time, until a plan is found that costs no more.
//!
//! For every cost either a plan is found, or it is proven that there is none: by prices, by two weeks at a time, by the way through the
//! scarce weeks, and if all that leaves the answer open by looking at the two cases that a client is spoken to in some week or is not.

use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    deel::Part,
    dual::{Prices, START, UNIT, Valuer, ascend, prove, prune},
    paren,
    straal::{Way, scarce, walk},
    zoek::{NEVER, Plan, SOME, improve},
};
use crate::opgave::WEKEN;

/// Rounds of searching: at the start, before a cost is looked into, at the root of that, and deeper.
const ROUNDS: [usize; 4] = [200, 2_000, 15_000, 1_500];
/// How often searching starts anew: at the root of a cost, and deeper.
const STARTS: [usize; 2] = [6, 1];
/// Searching first, with patterns for plans that cost so much more than the bound, so many rounds.
const WIDER: [(i64, usize); 6] = [(0, 1_000), (0, 2_000), (1, 3_000), (1, 4_000), (2, 5_000), (3, 6_000)];
/// How much is done to decide one cost, in turn: so many cases, and so many loads side by side on the way through the scarce weeks in
/// the first case and in the others.
const EFFORTS: [(usize, [usize; 2]); 4] =
    [(1, [1_000, 0]), (20, [2_000, 200]), (60, [4_000, 500]), (60, [20_000, 2_000])];
/// How often the effort of [`EFFORTS`] can grow.
pub(super) const TIMES: usize = EFFORTS.len();
/// Ways through the scarce weeks that are tried.
const WAYS: usize = 12;
/// How often is looked at two weeks at a time: at the root and deeper.
const TIGHTER: [usize; 2] = [5, 2];
/// Fewer patterns than this gone, and looking again is not worth it.
const HARDLY: usize = 5;

enum Verdict {
    Found(Plan),
    None,
    Unknown,
}

/// The search for the best plan of one klantmanager.
pub(super) struct Search {
    /// What a plan better than the one at hand is made of.
    part: Part,
    prices: Prices,
    pub(super) plan: Plan,
    cost: i64,
    /// No plan costs less.
    pub(super) bound: i64,
    rng: Xoshiro256PlusPlus,
}

impl Search {
    /// A good plan, and how good the best can be.
    pub(super) fn new(mut part: Part, seed: u64, verder: &dyn Fn() -> bool) -> Self {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut plan = Plan::first(&part, NEVER, &mut rng);
        let mut cost = improve(&part, &mut plan, &[0; WEKEN], (0, ROUNDS[0]), &mut rng, verder);
        let (prices, proven) =
            if verder() { ascend(&mut part, &START, cost - 1) } else { (START, prove(&part, &START).bound) };
        let bound = (proven + UNIT - 1).div_euclid(UNIT).clamp(0, cost);
        for (wider, rounds) in WIDER {
            if cost <= bound || !verder() {
                break;
            }
            prune(&mut part, &prices, cost - 1);
            let mut narrow = part.clone();
            prune(&mut narrow, &prices, bound + wider);
            cost = improve(&narrow, &mut plan, &prices, (bound, rounds), &mut rng, verder);
        }
        prune(&mut part, &prices, cost - 1);
        Self { part, prices, plan, cost, bound, rng }
    }

    /// Looks for the best plan with this effort, from below. What is not decided with it stays as it is, for a greater one.
    pub(super) fn continue_with(mut self, effort: usize, verder: &dyn Fn() -> bool) -> Self {
        while self.bound < self.cost && verder() {
            let mut narrow = self.part.clone();
            prune(&mut narrow, &self.prices, self.bound);
            let budget = (self.bound, ROUNDS[1]);
            self.cost = improve(&narrow, &mut self.plan, &self.prices, budget, &mut self.rng, verder);
            if self.cost <= self.bound {
                break;
            }
            match self.decide(narrow, EFFORTS[effort], verder) {
                Verdict::Found(found) => (self.cost, self.plan) = (self.bound, found.strict()),
                Verdict::None => self.bound += 1,
                Verdict::Unknown => break,
            }
        }
        self
    }

    /// Takes over a plan that is better than the one at hand.
    fn keep(&mut self, found: &Plan, cost: i64) {
        if cost < self.cost {
            self.cost = cost;
            self.plan = found.clone().strict();
        }
    }

    /// Whether there is a plan that costs no more than the bound.
    fn decide(&mut self, root: Part, (cases, widths): (usize, [usize; 2]), verder: &dyn Fn() -> bool) -> Verdict {
        let most = self.bound;
        let mut stack = vec![(root, self.prices)];
        let (mut deeper, mut seen) = (0, 0);
        while let Some((mut part, mut prices)) = stack.pop() {
            seen += 1;
            if seen > cases || !verder() {
                return Verdict::Unknown;
            }
            if !tighten(&mut part, &mut prices, most, TIGHTER[deeper]) {
                continue;
            }
            match self.look(&part, &prices, (deeper, widths[deeper]), verder) {
                Verdict::Found(found) => return Verdict::Found(found),
                Verdict::None => continue,
                Verdict::Unknown => {}
            }
            deeper = 1;
            if let Some((client, week, first)) = branch(&part, &prices) {
                for side in [!first, first] {
                    let mut child = part.clone();
                    child.clients[client].patterns.retain(|pattern| (pattern.weeks >> week & 1 == 1) == side);
                    stack.push((child, prices));
                }
            }
        }
        Verdict::None
    }

    /// One part of the possibilities: a plan that costs no more than the bound, or that there is none, or neither.
    fn look(
        &mut self,
        part: &Part,
        prices: &Prices,
        (deeper, width): (usize, usize),
        verder: &dyn Fn() -> bool,
    ) -> Verdict {
        let most = self.bound;
        let budget = (most, ROUNDS[2 + deeper]);
        let mut found = self.plan.clone();
        for start in 0..STARTS[deeper] {
            if start % 2 == 1 || deeper == 1 {
                found = Plan::first(part, SOME, &mut self.rng);
            } else {
                found.clone_from(&self.plan);
            }
            let cost = improve(part, &mut found, prices, budget, &mut self.rng, verder);
            if cost <= most {
                return Verdict::Found(found);
            }
            self.keep(&found, cost);
        }
        let mut within = scarce(part, prices);
        for _ in 0..2 {
            let Some(way) = walk(part, prices, most, within, (width, WAYS), verder) else { break };
            let Way::Some(ways) = way else { return Verdict::None };
            let mut full = 0;
            for way in ways {
                let mut rest = part.clone();
                for (client, weeks) in rest.clients.iter_mut().zip(way) {
                    client.patterns.retain(|pattern| pattern.weeks & within == weeks);
                }
                let mut found = Plan::first(&rest, SOME, &mut self.rng);
                let cost = improve(&rest, &mut found, prices, budget, &mut self.rng, verder);
                if cost <= most {
                    return Verdict::Found(found);
                }
                self.keep(&found, cost);
                full |= found.full(part);
            }
            // What stood in the way was a week that costs no more than others, and yet is full.
            if full & !within == 0 {
                break;
            }
            within |= full;
        }
        if part.clients.iter().all(|client| client.patterns.len() == 1) {
            // Nothing is left to choose, and it was tried.
            return Verdict::None;
        }
        Verdict::Unknown
    }
}

/// Removes whatever cannot be in a plan of at most `most`; whether such a plan may be left.
fn tighten(part: &mut Part, prices: &mut Prices, most: i64, rounds: usize) -> bool {
    for _ in 0..rounds {
        if part.impossible() {
            return false;
        }
        let (better, proven) = ascend(part, prices, most);
        if proven > most * UNIT {
            return false;
        }
        *prices = better;
        let within = scarce(part, prices);
        let is_scarce = |week: usize| within >> week & 1 == 1;
        let weeks = part.weeks();
        let pairs = weeks.iter().enumerate().flat_map(|(k, &a)| weeks[k + 1..].iter().map(move |&b| [a, b]));
        let both = within.count_ones() > 1;
        let mut pairs: Vec<[usize; 2]> = pairs
            .filter(|&[a, b]| if both { is_scarce(a) && is_scarce(b) } else { is_scarce(a) || is_scarce(b) })
            .collect();
        pairs.sort_by_key(|[a, b]| b - a);
        let mut gone = 0;
        for pair in pairs {
            match paren::filter(part, prices, most, pair) {
                Err(_) => return false,
                Ok(less) => gone += less,
            }
        }
        if gone < HARDLY {
            break;
        }
    }
    !part.impossible()
}

/// The client and week to look at both cases of, and which first: where being wrong costs most, in a scarce week if there is one.
fn branch(part: &Part, prices: &Prices) -> Option<(usize, usize, bool)> {
    let valuer = Valuer::new(part, prices);
    let mut best: Option<((bool, i64), usize, usize, bool)> = None;
    for (i, client) in part.clients.iter().enumerate().filter(|(_, client)| client.patterns.len() > 1) {
        let value = valuer.of(client.len);
        let mut least = [[i64::MAX; 2]; WEKEN];
        for pattern in &client.patterns {
            let own = value(pattern);
            for (week, least) in least.iter_mut().enumerate() {
                let side = &mut least[usize::from(pattern.weeks >> week & 1)];
                *side = (*side).min(own);
            }
        }
        for (week, [out, within]) in least.into_iter().enumerate() {
            if out < i64::MAX && within < i64::MAX {
                let score = (prices[week] != UNIT, (out - within).abs().saturating_mul(client.len));
                if best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, i, week, within < out));
                }
            }
        }
    }
    best.map(|(_, client, week, first)| (client, week, first))
}
