//! One part of the possibilities: what in it cannot be in a cheap plan, and the two halves of it.

use super::{
    deel::Part,
    dual::{Prices, UNIT, Valuer, ascend},
    los::Fees,
    paren,
    straal::scarce,
    weken::Weken,
};
use crate::opgave::WEKEN;

/// Rounds in which prices per client are looked for: at the root of a cost, and deeper.
const ROUNDS: [usize; 2] = [1_500, 300];
/// How often that is tried again with what is left.
const AGAIN: usize = 3;
/// How often is looked at two weeks at a time.
const TIGHTER: usize = 5;
/// Fewer patterns than this gone, and looking again is not worth it.
const HARDLY: usize = 5;

/// What may still be chosen, and the best prices known for it.
pub(super) struct Case {
    pub(super) part: Part,
    pub(super) prices: Prices,
    /// Prices per client; none at the root.
    pub(super) fees: Option<Fees>,
}

impl Case {
    /// Removes whatever cannot be in a plan of at most `most`; whether such a plan may be left.
    pub(super) fn tighten(&mut self, most: i64, verder: &dyn Fn() -> bool) -> bool {
        if let Some(fees) = self.fees.take() {
            return self.with(fees, ROUNDS[1], most, verder)
                && self.groups(&grouped(&self.part, &self.prices), most, verder);
        }
        if !self.ascend(most, verder) {
            return false;
        }
        let fees = Fees::new(&self.part, &self.prices);
        if !self.with(fees, ROUNDS[0], most, verder) {
            return false;
        }
        // The weeks that are not scarce may be too few for everybody: they are a group too.
        let mut groups = grouped(&self.part, &self.prices);
        let scarce = scarce(&self.part, &self.prices);
        groups.push(self.part.weeks().iter().fold(0, |rest, week| rest | 1 << week) & !scarce);
        groups.retain(|group| *group != 0);
        self.groups(&groups, most, verder) && self.pairs(most, verder)
    }

    fn ascend(&mut self, most: i64, verder: &dyn Fn() -> bool) -> bool {
        if self.part.impossible() {
            return false;
        }
        let (better, proven) = ascend(&mut self.part, &self.prices, most, verder);
        self.prices = better;
        proven <= most * UNIT
    }

    /// With prices per client, as long as much goes.
    fn with(&mut self, mut fees: Fees, rounds: usize, most: i64, verder: &dyn Fn() -> bool) -> bool {
        for _ in 0..AGAIN {
            let before = self.patterns();
            if !fees.improve(&mut self.part, most, rounds, verder) {
                return false;
            }
            if self.patterns() * 11 / 10 >= before {
                break;
            }
        }
        self.fees = Some(fees);
        true
    }

    fn patterns(&self) -> usize {
        self.part.clients.iter().map(|client| client.patterns.len()).sum()
    }

    /// Two groups of weeks at a time.
    fn groups(&mut self, groups: &[Weken], most: i64, verder: &dyn Fn() -> bool) -> bool {
        let pairs = groups.iter().enumerate().flat_map(|(k, &a)| groups[k + 1..].iter().map(move |&b| [a, b]));
        self.filter(pairs, most, verder).is_some()
    }

    /// Two weeks at a time, as long as that helps.
    fn pairs(&mut self, most: i64, verder: &dyn Fn() -> bool) -> bool {
        for _ in 0..TIGHTER {
            if !self.ascend(most, verder) {
                return false;
            }
            let within = scarce(&self.part, &self.prices);
            let is_scarce = |week: usize| within >> week & 1 == 1;
            let weeks = self.part.weeks();
            let pairs = weeks.iter().enumerate().flat_map(|(k, &a)| weeks[k + 1..].iter().map(move |&b| [a, b]));
            let both = within.count_ones() > 1;
            let mut pairs: Vec<[usize; 2]> = pairs
                .filter(|&[a, b]| if both { is_scarce(a) && is_scarce(b) } else { is_scarce(a) || is_scarce(b) })
                .collect();
            pairs.sort_by_key(|[a, b]| b - a);
            let pairs = pairs.into_iter().map(|pair| pair.map(|week| 1 << week));
            match self.filter(pairs, most, verder) {
                None => return false,
                Some(..HARDLY) => break,
                Some(_) => {}
            }
        }
        !self.part.impossible()
    }

    /// How many patterns these pairs remove; nothing when no cheap plan is left.
    fn filter(
        &mut self,
        pairs: impl Iterator<Item = [Weken; 2]>,
        most: i64,
        verder: &dyn Fn() -> bool,
    ) -> Option<usize> {
        let mut gone = 0;
        for pair in pairs {
            if !verder() {
                break;
            }
            gone += paren::filter(&mut self.part, &self.prices, most, pair).ok()?;
        }
        (!self.part.impossible()).then_some(gone)
    }

    /// The two cases that a client is spoken to in some week or is not, the more likely last; nothing when nothing is left to choose.
    pub(super) fn branch(self) -> Option<[Self; 2]> {
        let fees = self.fees.as_ref().and_then(|fees| fees.branch(&self.part));
        let (client, week, first) = fees.or_else(|| branch(&self.part, &self.prices))?;
        Some([!first, first].map(|side| {
            let mut part = self.part.clone();
            part.clients[client].patterns.retain(|pattern| (pattern.weeks >> week & 1 == 1) == side);
            Self { part, prices: self.prices, fees: self.fees.clone() }
        }))
    }
}

/// Every week of a set by itself.
pub(super) fn one_by_one(weeks: Weken) -> Vec<Weken> {
    (0..WEKEN).map(|week| 1 << week).filter(|week| weeks & week != 0).collect()
}

/// The scarce weeks, those of one price together: a client may move within such a group for nothing, so that it is like one large week.
pub(super) fn grouped(part: &Part, prices: &Prices) -> Vec<Weken> {
    let within = scarce(part, prices);
    let mut groups: Vec<(i64, Weken)> = Vec::new();
    for week in (0..WEKEN).filter(|week| within >> week & 1 == 1) {
        match groups.iter_mut().find(|(price, _)| *price == prices[week]) {
            Some((_, group)) => *group |= 1 << week,
            None => groups.push((prices[week], 1 << week)),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The client and week where being wrong costs most, in a scarce week if there is one.
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
