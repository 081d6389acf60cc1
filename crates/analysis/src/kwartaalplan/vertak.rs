//! The best plan of one klantmanager: from below, one unit of cost at a time, until a plan is found that costs no more.
//!
//! For every cost either a plan is found, or it is proven that there is none: by prices, by two weeks at a time (`geval`), by the way
//! through the scarce weeks, and if all that leaves the answer open by looking at the two cases that a client is spoken to in some week
//! or is not.

use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    deel::Part,
    dual::{Prices, START, UNIT, ascend, prove, prune},
    geval::{Case, grouped, one_by_one},
    los::Fees,
    straal::{Way, scarce, walk},
    weken::Weken,
    zoek::{NEVER, Plan, SOME, improve},
};
use crate::opgave::WEKEN;

/// Rounds of searching: at the start, before a cost is looked into, at the root of that, and deeper.
const ROUNDS: [usize; 4] = [200, 2_000, 15_000, 1_500];
/// How often searching starts anew: at the root of a cost, and deeper.
const STARTS: [usize; 2] = [6, 1];
/// Searching first, with patterns for plans that cost so much more than the bound, so many rounds.
const WIDER: [(i64, usize); 6] = [(0, 1_000), (0, 2_000), (1, 3_000), (1, 4_000), (2, 5_000), (3, 6_000)];
/// How much is done to decide one cost.
struct Effort {
    /// So many cases are looked at.
    cases: usize,
    /// So many loads side by side on the way through the scarce weeks, in the first case and in the others.
    widths: [usize; 2],
    /// And through groups of them.
    grouped: [usize; 2],
}

/// The efforts that are made, in turn.
const EFFORTS: [Effort; 4] = [
    Effort { cases: 1, widths: [1_000, 0], grouped: [5_000, 0] },
    Effort { cases: 20, widths: [2_000, 200], grouped: [20_000, 1_000] },
    Effort { cases: 100, widths: [4_000, 500], grouped: [40_000, 2_000] },
    Effort { cases: 300, widths: [20_000, 2_000], grouped: [100_000, 5_000] },
];
/// How often the effort of [`EFFORTS`] can grow.
pub(super) const TIMES: usize = EFFORTS.len();
/// Ways through the scarce weeks that are tried.
const WAYS: usize = 12;
/// One in so many cases is searched for a plan.
const EVERY: usize = 4;
/// Rounds in which a way through groups of weeks shows whether it leads anywhere.
const BRIEFLY: usize = 300;

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
            if verder() { ascend(&mut part, &START, cost - 1, verder) } else { (START, prove(&part, &START).bound) };
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
            match self.decide(narrow, &EFFORTS[effort], verder) {
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
    fn decide(&mut self, root: Part, effort: &Effort, verder: &dyn Fn() -> bool) -> Verdict {
        let most = self.bound;
        let mut stack = vec![Case { part: root, prices: self.prices, fees: None }];
        let (mut deeper, mut seen) = (0, 0);
        while let Some(mut case) = stack.pop() {
            seen += 1;
            if seen > effort.cases || !verder() {
                return Verdict::Unknown;
            }
            if !case.tighten(most, verder) {
                continue;
            }
            // Prices say most of what there is to say; one in so many cases, and where nothing is left to choose, is worth more time.
            if seen % EVERY == 1 || case.part.clients.iter().all(|client| client.patterns.len() == 1) {
                let widths = (effort.grouped[deeper], effort.widths[deeper]);
                match self.look(&case.part, &case.prices, (deeper, widths), verder) {
                    Verdict::Found(found) => return Verdict::Found(found),
                    Verdict::None => continue,
                    Verdict::Unknown => {}
                }
            }
            deeper = 1;
            stack.extend(case.branch().into_iter().flatten());
        }
        Verdict::None
    }

    /// A plan that costs no more than the bound, along one of these ways through groups of weeks.
    fn along(
        &mut self,
        part: &Part,
        prices: &Prices,
        groups: &[Weken],
        ways: Vec<Vec<Weken>>,
        budget: (i64, usize),
        verder: &dyn Fn() -> bool,
    ) -> Option<Plan> {
        for way in ways {
            let mut rest = part.clone();
            for (client, weeks) in rest.clients.iter_mut().zip(way) {
                let same = |group: &Weken, other: Weken| (group & other).count_ones() == (group & weeks).count_ones();
                client.patterns.retain(|pattern| groups.iter().all(|group| same(group, pattern.weeks)));
            }
            let mut fees = Fees::new(&rest, prices);
            if !fees.improve(&mut rest, budget.0, BRIEFLY, verder) {
                continue;
            }
            let mut found = Plan::first(&rest, SOME, &mut self.rng);
            let cost = improve(&rest, &mut found, prices, budget, &mut self.rng, verder);
            if cost <= budget.0 {
                return Some(found);
            }
            self.keep(&found, cost);
        }
        None
    }

    /// One part of the possibilities: a plan that costs no more than the bound, or that there is none, or neither.
    fn look(
        &mut self,
        part: &Part,
        prices: &Prices,
        (deeper, (grouped_width, width)): (usize, (usize, usize)),
        verder: &dyn Fn() -> bool,
    ) -> Verdict {
        let most = self.bound;
        let budget = (most, ROUNDS[2 + deeper]);
        let groups = grouped(part, prices);
        if groups.len() < scarce(part, prices).count_ones() as usize {
            match walk(part, prices, most, &groups, (grouped_width, WAYS), verder) {
                Some(Way::None) => return Verdict::None,
                Some(Way::Some(ways)) => {
                    if let Some(found) = self.along(part, prices, &groups, ways, budget, verder) {
                        return Verdict::Found(found);
                    }
                }
                None => {}
            }
        }
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
            let Some(way) = walk(part, prices, most, &one_by_one(within), (width, WAYS), verder) else { break };
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
