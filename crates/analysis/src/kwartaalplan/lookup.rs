//! Summing a price per week over a set of weeks with two additions.

use super::weken::Weken;
use crate::opgave::WEKEN;

const LOW: usize = 7;

/// Sums of a price per week: of every set of the first seven weeks, and of every set of the last six.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    low: [i64; 1 << LOW],
    high: [i64; 1 << (WEKEN - LOW)],
}

impl Sums {
    pub(super) fn new(price: &[i64; WEKEN]) -> Self {
        let mut sums = Self { low: [0; 1 << LOW], high: [0; 1 << (WEKEN - LOW)] };
        for (week, &price) in price[..LOW].iter().enumerate() {
            for set in 0..1 << week {
                sums.low[set | 1 << week] = sums.low[set] + price;
            }
        }
        for (week, &price) in price[LOW..].iter().enumerate() {
            for set in 0..1 << week {
                sums.high[set | 1 << week] = sums.high[set] + price;
            }
        }
        sums
    }

    pub(super) fn of(&self, weeks: Weken) -> i64 {
        let weeks = usize::from(weeks);
        self.low[weeks & ((1 << LOW) - 1)] + self.high[(weeks >> LOW) & ((1 << (WEKEN - LOW)) - 1)]
    }
}
