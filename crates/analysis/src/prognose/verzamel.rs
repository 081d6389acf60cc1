//! What many replications come to, in memory that does not grow with them.
//!
//! Means come from all replications, bands from the first [`MONSTER`] of them: exactly the order statistics of that many, kept as `f32`.
//! (They are as random as any other; a quantile of 5 percent of 1,024 is known to within 0.7 percent points of its rank, one standard
//! error. More replications make the mean surer, not the band.)
//!
//! Every value is rounded to a multiple of 1/1,024 (a share: of 2^−30) and added up as a whole number. Whole numbers come to the same sum
//! in any order, so that it does not matter which thread played what, and nothing has to wait for its turn.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use super::uitkomst::Punt;

/// How many replications the bands come from, at most.
pub const MONSTER: u32 = 1_024;

/// A sum and a sum of squares, of whole numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Som {
    een: i128,
    kwadraat: i128,
}

/// What was seen of a list of values, each of them once in a replication.
#[derive(Debug, Clone)]
pub(super) struct Verzamelaar {
    /// Of each value: how many units make one.
    schalen: Vec<f64>,
    sommen: Vec<Som>,
    aantal: u32,
    /// The first replications, by number.
    monster: Vec<(u32, Vec<f32>)>,
}

impl Verzamelaar {
    pub(super) fn new(schalen: Vec<f64>) -> Self {
        Self { sommen: vec![Som::default(); schalen.len()], schalen, aantal: 0, monster: Vec::new() }
    }

    /// The values of a replication.
    pub(super) fn neem(&mut self, nummer: u32, waarden: &[f64]) {
        self.aantal += 1;
        for ((som, schaal), waarde) in self.sommen.iter_mut().zip(&self.schalen).zip(waarden) {
            #[expect(clippy::cast_possible_truncation, reason = "the test of an opzet keeps it below 2^53")]
            let heel = i128::from((waarde * schaal).round() as i64);
            som.een += heel;
            som.kwadraat += heel * heel;
        }
        if nummer < MONSTER {
            #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a band")]
            let klein = waarden.iter().map(|waarde| *waarde as f32).collect();
            self.monster.push((nummer, klein));
        }
    }

    /// What another thread saw.
    pub(super) fn voeg_samen(&mut self, ander: Self) {
        self.aantal += ander.aantal;
        for (som, erbij) in self.sommen.iter_mut().zip(ander.sommen) {
            som.een += erbij.een;
            som.kwadraat += erbij.kwadraat;
        }
        self.monster.extend(ander.monster);
    }

    /// Of each value: the mean with its interval, and the band.
    pub(super) fn punten(&self) -> Vec<Punt> {
        let aantal = f64::from(self.aantal.max(1));
        // Nothing is known of how much one replication differs from others.
        let student = StudentsT::new(0.0, 1.0, aantal - 1.0).map_or(0.0, |student| student.inverse_cdf(0.975));
        let mut kolom = Vec::with_capacity(self.monster.len());
        let punt = |(plaats, (som, schaal)): (usize, (&Som, &f64))| {
            let gemiddeld = som.een as f64 / aantal / schaal;
            let marge = student * (som.variantie(self.aantal) / aantal).sqrt() / schaal;
            kolom.clear();
            kolom.extend(self.monster.iter().map(|(_, waarden)| waarden[plaats]));
            kolom.sort_unstable_by(f32::total_cmp);
            Punt {
                gemiddeld,
                zeker: [gemiddeld - marge, gemiddeld + marge],
                laag: kwantiel(&kolom, 0.05),
                hoog: kwantiel(&kolom, 0.95),
            }
        };
        self.sommen.iter().zip(&self.schalen).enumerate().map(punt).collect()
    }
}

impl Som {
    /// The variance of so many, in units; exact up to the last division.
    fn variantie(self, aantal: u32) -> f64 {
        if aantal < 2 {
            return 0.0;
        }
        let aantal = i128::from(aantal);
        // Around a whole number near the mean, so that the squares stay small.
        let midden = self.een / aantal;
        let rond = self.kwadraat - 2 * midden * self.een + aantal * midden * midden;
        let rest = self.een - aantal * midden;
        let afwijking = rond as f64 - (rest as f64) * (rest as f64) / aantal as f64;
        (afwijking / (aantal - 1) as f64).max(0.0)
    }
}

/// Of values in order: that below which this share lies, in between two by proportion. Nought of none.
fn kwantiel(waarden: &[f32], deel: f64) -> f64 {
    let Some(laatste) = waarden.len().checked_sub(1) else { return 0.0 };
    let plaats = deel * laatste as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let onder = plaats.floor() as usize;
    let (een, twee) = (f64::from(waarden[onder]), f64::from(waarden[(onder + 1).min(laatste)]));
    een + (plaats - onder as f64) * (twee - een)
}
