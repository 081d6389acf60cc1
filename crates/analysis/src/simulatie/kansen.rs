//! Chance: a stream of one's own for every seed, the same on every machine.

use rand::{RngExt as _, SeedableRng as _};
use rand_distr::{Distribution as _, Exp1, Poisson, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::opzet::Opzet;

/// The draws of one replication.
pub(super) struct Kansen {
    bron: Xoshiro256PlusPlus,
    /// The shares of the inflow, added up.
    grenzen: Vec<f64>,
    /// Of the logarithm of a length: how much it differs, and how much lower its mean is than that of the length.
    sigma: f64,
}

impl Kansen {
    pub(super) fn new(opzet: &Opzet, zaad: u64) -> Self {
        let mut samen = 0.0;
        let grenzen = opzet
            .segmenten
            .iter()
            .map(|segment| {
                samen += segment.aandeel_instroom;
                samen
            })
            .collect();
        let sigma = (opzet.spreiding * opzet.spreiding).ln_1p().sqrt();
        Self { bron: Xoshiro256PlusPlus::seed_from_u64(zaad), grenzen, sigma }
    }

    /// Between nought and one.
    pub(super) fn uniform(&mut self) -> f64 {
        self.bron.random()
    }

    /// How long until something that happens so often; never when it never does.
    pub(super) fn wacht(&mut self, per_tijd: f64) -> f64 {
        if per_tijd <= 0.0 {
            return f64::INFINITY;
        }
        let een: f64 = Exp1.sample(&mut self.bron);
        een / per_tijd
    }

    /// How often something happens in a stretch of time in which it happens so often on average.
    pub(super) fn aantal(&mut self, gemiddeld: f64) -> u32 {
        // Nought or less is no mean: then nothing happens.
        Poisson::new(gemiddeld).map_or(0, |verdeling: Poisson<f64>| {
            let getrokken = verdeling.sample(&mut self.bron);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of people")]
            let aantal = getrokken as u32;
            aantal
        })
    }

    /// In which of the weeks from the next on somebody leaves who does so with this chance each week.
    pub(super) fn vertrekweek(&mut self, nu: u32, blijf_kans: f64) -> u32 {
        if blijf_kans >= 1.0 {
            return u32::MAX;
        }
        let weken = (1.0 - self.uniform()).ln() / blijf_kans.ln();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "capped; beyond the horizon anyway"
        )]
        let weken = weken.floor().min(1e9) as u32;
        nu.saturating_add(1).saturating_add(weken)
    }

    /// The segment of somebody who comes.
    pub(super) fn segment(&mut self) -> usize {
        let waar = self.uniform();
        self.grenzen.iter().position(|grens| waar < *grens).unwrap_or(self.grenzen.len() - 1)
    }

    /// The length of a conversation with this mean: lognormal.
    pub(super) fn lengte(&mut self, gemiddeld: f64) -> f64 {
        let z: f64 = StandardNormal.sample(&mut self.bron);
        gemiddeld * (self.sigma * (z - self.sigma / 2.0)).exp()
    }
}
