//! Survival curves: which part is still there after so many days, when not everybody could be followed to the end.
//!
//! Kaplan and Meier (1958), with the variance of Greenwood (1926) and the log-log band (Kalbfleisch and Prentice 1980)
//! that stays between 0 and 1. Whoever is not followed to the end (*censored*) counts as there up to the last day seen.

use domain::datum::dagen_tussen;
use jiff::civil::Date;
use serde::Serialize;

use crate::evaluatie::{Cohort, Deelnemer, EvaluatieGeweigerd, Venster};

/// The 0.975 quantile of the normal distribution, for a band of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// How long one spell was followed, and whether its end was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waarneming {
    /// In days.
    pub duur: u32,
    /// Whether it ended on that day; otherwise it was followed that long and no longer.
    pub gebeurtenis: bool,
}

/// A point of the curve: the values hold from this time up to the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stap {
    /// In days.
    pub tijd: u32,
    /// How many were there and followed, just before this time.
    pub in_risico: usize,
    /// How many ended on this day.
    pub gebeurtenissen: usize,
    /// The part that is still there, 0 to 1.
    pub overleving: f64,
    /// Variance of that part (Greenwood).
    pub variantie: f64,
    /// Lower limit of the 95 % band.
    pub onder: f64,
    /// Upper limit of the 95 % band.
    pub boven: f64,
}

/// The curve, in order of time: the start (time 0), every time at which something ended, and the last time at which
/// anybody was seen. Empty without observations. O(n log n).
///
/// Before the first event the band is closed (1 to 1), as is usual: it says nothing about certainty. When nobody is left
/// the log-log band does not exist; the lower limit is then 0 and the upper one stays what it was.
#[must_use]
pub fn kaplan_meier(waarnemingen: &[Waarneming]) -> Vec<Stap> {
    let mut gesorteerd = waarnemingen.to_vec();
    gesorteerd.sort_unstable_by_key(|waarneming| waarneming.duur);
    let Some(laatste) = gesorteerd.last().map(|waarneming| waarneming.duur) else { return Vec::new() };
    let mut in_risico = gesorteerd.len();
    let mut som = 0.0;
    let begin = Stap { tijd: 0, in_risico, gebeurtenissen: 0, overleving: 1.0, variantie: 0.0, onder: 1.0, boven: 1.0 };
    let mut stappen = vec![begin];
    for groep in gesorteerd.chunk_by(|a, b| a.duur == b.duur) {
        let (tijd, gebeurtenissen) = (groep[0].duur, groep.iter().filter(|w| w.gebeurtenis).count());
        if gebeurtenissen > 0 || (tijd == laatste && tijd > 0) {
            let vorige = stappen[stappen.len() - 1];
            if vorige.tijd == tijd {
                stappen.pop();
            }
            stappen.push(volgende(&vorige, tijd, in_risico, gebeurtenissen, &mut som));
        }
        in_risico -= groep.len();
    }
    stappen
}

/// One step further. `som` is Greenwood's sum of d / (n (n − d)) up to now.
fn volgende(vorige: &Stap, tijd: u32, in_risico: usize, gebeurtenissen: usize, som: &mut f64) -> Stap {
    let stap = Stap { tijd, in_risico, gebeurtenissen, ..*vorige };
    if gebeurtenissen == 0 {
        return stap;
    }
    if gebeurtenissen == in_risico {
        return Stap { overleving: 0.0, variantie: 0.0, onder: 0.0, ..stap };
    }
    let (n, d) = (in_risico as f64, gebeurtenissen as f64);
    let overleving = vorige.overleving * ((n - d) / n);
    *som += d / (n * (n - d));
    let breedte = (Z * som.sqrt() / overleving.ln().abs()).exp();
    Stap {
        overleving,
        variantie: overleving * overleving * *som,
        onder: overleving.powf(breedte),
        boven: overleving.powf(breedte.recip()),
        ..stap
    }
}

/// How many days somebody is there on average within the first `dagen` days: the area under the curve (restricted mean).
/// `None` when the curve is empty or nobody was followed that long.
#[must_use]
pub fn gemiddeld_binnen(stappen: &[Stap], dagen: u32) -> Option<f64> {
    let laatste = stappen.last()?;
    if laatste.tijd < dagen && laatste.overleving > 0.0 {
        return None;
    }
    let einden = stappen.iter().skip(1).map(|stap| stap.tijd).chain([dagen]);
    let breedte = |stap: &Stap, tot: u32| f64::from(tot.min(dagen).saturating_sub(stap.tijd));
    Some(stappen.iter().zip(einden).map(|(stap, tot)| stap.overleving * breedte(stap, tot)).sum())
}

/// Who of a cohort is still on benefit, by days of benefit since selection (or the first day of the project, when that is
/// later). Somebody whose benefit runs is followed up to the end of the project or the reference date, whichever comes
/// first. Who had no benefit on the day of entry is not in the curve.
pub fn nog_in_uitkering(cohort: &Cohort, peildatum: Date) -> Result<Vec<Stap>, EvaluatieGeweigerd> {
    let venster = Venster::new(&cohort.project, peildatum)?;
    let waarnemingen: Vec<Waarneming> =
        venster.geselecteerden(cohort).into_iter().filter_map(|deelnemer| gevolgd(deelnemer, &venster)).collect();
    Ok(kaplan_meier(&waarnemingen))
}

/// Days of benefit from entry up to and including the last day of right, or the last day that counts.
fn gevolgd(deelnemer: &Deelnemer, venster: &Venster) -> Option<Waarneming> {
    let van = deelnemer.geselecteerd.max(venster.start);
    let einde = deelnemer.einde.as_ref().map(|(dag, _)| *dag).filter(|dag| *dag <= venster.tot_en_met);
    let dagen = dagen_tussen(van, einde.unwrap_or(venster.tot_en_met)) + 1;
    // Not positive: the benefit had ended before the client could be followed.
    let duur = u32::try_from(dagen).ok().filter(|duur| *duur > 0)?;
    Some(Waarneming { duur, gebeurtenis: einde.is_some() })
}

#[cfg(test)]
mod tests;
