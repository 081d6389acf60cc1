//! Rates and shares from the own history, each with the interval in which the true one lies with 95 percent confidence.
//!
//! Pure: whoever has the history counts (how many ends, in how many months of clients), these functions say what follows. Both intervals
//! are exact: that of Garwood (1936) for a rate, that of Clopper and Pearson (1934) for a share; of small numbers they are wide, as it
//! should be. Of nothing that was seen nothing is estimated.

use serde::Serialize;
use statrs::distribution::{Beta, ChiSquared, ContinuousCDF as _};

use super::Einde;

/// The 0.975 quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// What follows from counting.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Schatting {
    /// What is likeliest.
    pub waarde: f64,
    /// The lower end of the interval.
    pub onder: f64,
    /// The upper end.
    pub boven: f64,
    /// How often it happened.
    pub aantal: u64,
    /// In how much: months of clients, or times that it could have happened.
    pub van: f64,
}

impl Schatting {
    /// How sure one is of it, as an opzet takes it: the standard deviation of the logarithm that gives the same width. Nothing when it never
    /// happened: then there is no logarithm.
    #[must_use]
    pub fn onzekerheid(&self) -> Option<f64> {
        (self.onder > 0.0).then(|| (self.boven / self.onder).ln() / (2.0 * Z))
    }
}

/// A rate: so many events in so much exposure, such as months of clients. Nothing without exposure.
#[must_use]
pub fn tempo(gebeurtenissen: u64, blootstelling: f64) -> Option<Schatting> {
    if !(blootstelling.is_finite() && blootstelling > 0.0) {
        return None;
    }
    let aantal = gebeurtenissen as f64;
    let grens = |vrijheid: f64, kans: f64| {
        ChiSquared::new(vrijheid).map_or(0.0, |chi| chi.inverse_cdf(kans) / 2.0 / blootstelling)
    };
    Some(Schatting {
        waarde: aantal / blootstelling,
        // Of none at all the lower end is nought.
        onder: if gebeurtenissen == 0 { 0.0 } else { grens(2.0 * aantal, 0.025) },
        boven: grens(2.0 * aantal + 2.0, 0.975),
        aantal: gebeurtenissen,
        van: blootstelling,
    })
}

/// A share: so many of so many, such as invitations to which nobody came, or ends after which somebody came back. Nothing of none, or when
/// there are more than there could be.
#[must_use]
pub fn aandeel(wel: u64, van: u64) -> Option<Schatting> {
    if van == 0 || wel > van {
        return None;
    }
    let (a, n) = (wel as f64, van as f64);
    let grens =
        |eerste: f64, tweede: f64, kans: f64| Beta::new(eerste, tweede).map_or(0.0, |beta| beta.inverse_cdf(kans));
    Some(Schatting {
        waarde: a / n,
        onder: if wel == 0 { 0.0 } else { grens(a, n - a + 1.0, 0.025) },
        boven: if wel == van { 1.0 } else { grens(a + 1.0, n - a, 0.975) },
        aantal: wel,
        van: n,
    })
}

/// How benefits of one segment, in one duration class, ended for one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// Of which segment.
    pub segment: String,
    /// For which reason.
    pub reden: String,
    /// In which duration class, the first nought.
    pub klasse: usize,
    /// How many ended.
    pub einden: u64,
    /// For how many months, added up, there were clients in it.
    pub klantmaanden: f64,
}

/// The rates of one reason in one segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GeschatEinde {
    /// Of which segment.
    pub segment: String,
    /// For which reason.
    pub reden: String,
    /// By duration class; nothing where there were no clients.
    pub per_klasse: Vec<Option<Schatting>>,
    /// Of all classes together.
    pub samen: Schatting,
}

impl GeschatEinde {
    /// As an opzet takes it. A class in which nobody was has the rate of all together, which the source then says.
    #[must_use]
    pub fn als_einde(&self, bron: &str) -> Einde {
        let gaten = self.per_klasse.iter().any(Option::is_none);
        let aanvulling = if gaten { "; waar niemand was: het tempo van alle duurklassen samen" } else { "" };
        Einde {
            reden: self.reden.clone(),
            per_maand: self.per_klasse.iter().map(|klasse| klasse.unwrap_or(self.samen).waarde).collect(),
            onzekerheid: self.samen.onzekerheid().unwrap_or(0.0),
            bron: format!("{bron}{aanvulling}"),
        }
    }
}

/// The rates of every segment and reason that was counted, in the order in which they appear; of what was counted twice the sum.
#[must_use]
pub fn einden(tellingen: &[Telling], klassen: usize) -> Vec<GeschatEinde> {
    let mut paren: Vec<(&str, &str)> = Vec::new();
    for telling in tellingen {
        if !paren.contains(&(&telling.segment, &telling.reden)) {
            paren.push((&telling.segment, &telling.reden));
        }
    }
    let geschat = |(segment, reden): (&str, &str)| {
        let van = || tellingen.iter().filter(move |telling| telling.segment == segment && telling.reden == reden);
        let som = |welke: &mut dyn Iterator<Item = &Telling>| {
            let (aantal, maanden) = welke
                .fold((0, 0.0), |(aantal, maanden), telling| (aantal + telling.einden, maanden + telling.klantmaanden));
            tempo(aantal, maanden)
        };
        let per_klasse =
            (0..klassen).map(|klasse| som(&mut van().filter(|telling| telling.klasse == klasse))).collect();
        let samen = som(&mut van())?;
        Some(GeschatEinde { segment: segment.to_owned(), reden: reden.to_owned(), per_klasse, samen })
    };
    paren.into_iter().filter_map(geschat).collect()
}

/// How many came in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maandtelling {
    /// Which year.
    pub jaar: i16,
    /// Which month, January 1.
    pub maand: u8,
    /// How many.
    pub aantal: u32,
}

/// How many come a month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct InstroomSchatting {
    /// The mean of a month. Its interval is as wide as the months differ among each other.
    pub niveau: Schatting,
    /// How much the months differ, as a multiple of what chance alone does: 1 is chance, 4 is twice as wide.
    pub spreiding: f64,
}

/// The level of the inflow. Nothing of less than two months.
///
/// The months differ more than chance does (season, policy, the economy); the exact interval around the mean is then too narrow, and
/// its two halves are widened by the square root of how much more (quasi-Poisson), never narrowed.
#[must_use]
pub fn instroom(maanden: &[Maandtelling]) -> Option<InstroomSchatting> {
    let aantal = maanden.len() as f64;
    let samen: u64 = maanden.iter().map(|maand| u64::from(maand.aantal)).sum();
    let mut niveau = tempo(samen, aantal).filter(|_| maanden.len() > 1)?;
    let kwadraten: f64 = maanden.iter().map(|maand| (f64::from(maand.aantal) - niveau.waarde).powi(2)).sum();
    let spreiding = if samen == 0 { 1.0 } else { kwadraten / (aantal - 1.0) / niveau.waarde };
    let breder = spreiding.max(1.0).sqrt();
    niveau.onder = (niveau.waarde - (niveau.waarde - niveau.onder) * breder).max(0.0);
    niveau.boven = niveau.waarde + (niveau.boven - niveau.waarde) * breder;
    Some(InstroomSchatting { niveau, spreiding })
}

/// The season: of each month how many times the mean of its own year came, January first. Only years of which all twelve months are
/// there count, and nothing is said of less than two: one year is no season.
#[must_use]
pub fn seizoen(maanden: &[Maandtelling]) -> Option<Vec<Schatting>> {
    let mut jaren: Vec<i16> = maanden.iter().map(|maand| maand.jaar).collect();
    jaren.sort_unstable();
    jaren.dedup();
    let van = |jaar: i16, maand: u8| {
        let gezocht = |telling: &&Maandtelling| telling.jaar == jaar && telling.maand == maand;
        maanden.iter().find(gezocht).map(|telling| u64::from(telling.aantal))
    };
    let heel: Vec<Vec<u64>> =
        jaren.into_iter().filter_map(|jaar| (1..=12).map(|maand| van(jaar, maand)).collect()).collect();
    if heel.len() < 2 {
        return None;
    }
    // What would come in a month without season, in all these years together.
    let verwacht = heel.iter().flatten().sum::<u64>() as f64 / 12.0;
    (0..12).map(|maand| tempo(heel.iter().map(|jaar| jaar[maand]).sum(), verwacht)).collect()
}
