//! What many replications say together.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF as _, StudentsT};

use super::{NAMEN, Uitkomst};

/// A mean, with the interval in which the true one lies with 95 percent confidence (Student).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Gemiddelde {
    /// The mean.
    pub mean: f64,
    /// From, to; nothing of one replication.
    pub ci95: Option<[f64; 2]>,
}

impl Gemiddelde {
    /// Of some values; nothing of none.
    #[must_use]
    pub fn van(waarden: impl Iterator<Item = f64>) -> Option<Self> {
        // As they come (Welford): nothing is kept, and large numbers lose nothing.
        let (mut aantal, mut mean, mut kwadraten) = (0.0_f64, 0.0_f64, 0.0_f64);
        for waarde in waarden {
            aantal += 1.0;
            let afstand = waarde - mean;
            mean += afstand / aantal;
            kwadraten += afstand * (waarde - mean);
        }
        if aantal < 1.0 {
            return None;
        }
        let ci95 = StudentsT::new(0.0, 1.0, aantal - 1.0).ok().map(|student| {
            let marge = student.inverse_cdf(0.975) * (kwadraten / (aantal - 1.0) / aantal).sqrt();
            [mean - marge, mean + marge]
        });
        Some(Self { mean, ci95 })
    }
}

/// Every outcome by its name.
pub type Samenvatting = Vec<(&'static str, Gemiddelde)>;

/// The means of some replications; empty of none.
#[must_use]
pub fn samenvatting(uitkomsten: &[Uitkomst]) -> Samenvatting {
    let waarden: Vec<_> = uitkomsten.iter().map(Uitkomst::waarden).collect();
    let van = |(plaats, naam): (usize, &&'static str)| {
        Gemiddelde::van(waarden.iter().map(|waarden| waarden[plaats])).map(|gemiddelde| (*naam, gemiddelde))
    };
    NAMEN.iter().enumerate().filter_map(van).collect()
}
