//! What is added up over all klantmanagers, beside what it costs.
//!
//! At the prices of the bound most kinds that ask the same are worth the same per quarter-hour: then it hardly matters who of them goes where, only how
//! many quarter-hours. So what everybody has in quarter-hours of each thing that is asked has to add up to what there is; and
//! kinds that are worth something else, because there are too few of them, are counted by themselves. What is worth the most usual price needs
//! no measure of its own: it is what remains, and of that only the hours off are added up.

use super::{model::Model, plan::SCHAAL};

/// The most measures there are. The first are the quarter-hours off.
pub(super) const MATEN: usize = 8;
/// How much of each measure.
pub(super) type Som = [i64; MATEN];
/// Prices that differ less are the same.
pub(super) const WEINIG: i64 = SCHAAL / 1024;

#[derive(Debug)]
pub(super) struct Maten {
    /// What a client of each kind adds to each measure.
    pub(super) per_soort: Vec<Som>,
    /// Whether a kind has a measure by itself.
    pub(super) eigen: Vec<bool>,
    /// What everybody together comes to; of the first measure at least.
    pub(super) totaal: Som,
    /// Whether quarter-hours above the shares count for or against in the first measure: the side on which they may cost nothing, so that there
    /// may always be more on the other.
    pub(super) teken: i64,
}

impl Maten {
    pub(super) fn nieuw(model: &Model, prijzen: &[i64]) -> Self {
        let soorten = &model.soorten;
        let behoeften = soorten.iter().map(|soort| soort.behoefte + 1).max().unwrap_or(0);
        let uurprijzen: Vec<f64> = (0..behoeften).map(|behoefte| uurprijs(model, prijzen, behoefte)).collect();
        // A price per quarter-hour is the same when that of the longest conversations is.
        let langst = soorten.iter().map(|soort| soort.uren).max().unwrap_or(0) as f64;
        let zelfde = |een: f64, ander: f64| (een - ander).abs() * langst < WEINIG as f64;
        let zo_veel = |uur: f64| -> usize {
            soorten.iter().filter(|soort| zelfde(uurprijzen[soort.behoefte], uur)).map(|soort| soort.aantal).sum()
        };
        let gewoon = uurprijzen.iter().copied().max_by_key(|uur| zo_veel(*uur)).unwrap_or(0.0);
        let mut maten = Self {
            per_soort: vec![[0; MATEN]; soorten.len()],
            eigen: vec![false; soorten.len()],
            totaal: [0; MATEN],
            teken: if gewoon > 0.0 { -1 } else { 1 },
        };
        let apart = (0..behoeften).filter(|behoefte| !zelfde(uurprijzen[*behoefte], gewoon));
        let mut maat = 1;
        for behoefte in apart.take(MATEN - 1) {
            for (soort, per) in soorten.iter().zip(&mut maten.per_soort).filter(|(soort, _)| soort.behoefte == behoefte)
            {
                per[maat] = soort.uren;
            }
            maat += 1;
        }
        let scheelt = |(soort, prijs): (usize, &i64)| {
            let wat = &soorten[soort];
            ((*prijs as f64 - uurprijzen[wat.behoefte] * wat.uren as f64).abs(), soort)
        };
        let mut anders: Vec<(f64, usize)> = prijzen.iter().enumerate().map(scheelt).collect();
        anders.retain(|(scheelt, _)| *scheelt >= WEINIG as f64);
        anders.sort_by(|een, ander| ander.0.total_cmp(&een.0).then(een.1.cmp(&ander.1)));
        for (maat, (_, soort)) in (maat..MATEN).zip(anders) {
            maten.per_soort[soort][maat] = 1;
            maten.eigen[soort] = true;
        }
        for (soort, per) in soorten.iter().zip(&maten.per_soort) {
            tel(&mut maten.totaal, per, i64::try_from(soort.aantal).unwrap_or(0));
        }
        maten.totaal[0] = maten.teken * model.scheef();
        maten
    }
}

/// So many times this more.
pub(super) fn tel(som: &mut Som, per: &Som, keer: i64) {
    for (som, per) in som.iter_mut().zip(per) {
        *som += per * keer;
    }
}

/// The price of a quarter-hour on which most kinds that ask this agree.
fn uurprijs(model: &Model, prijzen: &[i64], behoefte: usize) -> f64 {
    let soorten =
        || model.soorten.iter().zip(prijzen).filter(|(soort, _)| soort.behoefte == behoefte && soort.uren > 0);
    let eens = |uur: f64| {
        soorten().filter(|(soort, prijs)| (uur * soort.uren as f64 - **prijs as f64).abs() < WEINIG as f64).count()
    };
    soorten().map(|(soort, prijs)| *prijs as f64 / soort.uren as f64).max_by_key(|uur| eens(*uur)).unwrap_or(0.0)
}
