//! What prices leave open, closed by counting.
//!
//! Costs go up by fives, say, and the quarter-hours off together are always even, or always odd: so only few pairs of costs and hours come
//! to less than the best that was found. Whatever one lets a unit of cost weigh against a quarter-hour, prices prove a bound on the two
//! together, and every pair below any of these bounds is excluded. For a pair that is left it is known how many quarter-hours are above the
//! shares and how many below, so nobody can be further off than that; within those windows prices prove more.

use super::{
    model::{ALLE_UREN, Model},
    ondergrens::Ondergrens,
    plan::SCHAAL,
};

/// What a unit of cost weighs, in turn, when a quarter-hour weighs [`UUR`].
const KOSTEN: [i64; 7] = [4, 5, 6, 8, 3, 2, 12];
const UUR: i64 = 4;
/// With more pairs than this there is no end to it.
const MEESTE: usize = 20_000;
/// So many pairs are looked at each by itself.
const APART: usize = 32;

/// Costs, and quarter-hours off together.
#[derive(Debug, Clone, Copy)]
struct Cel {
    kosten: i64,
    uren: i64,
}

/// What no distribution is below: at least `onder`, and `beste` when nothing is better than that. `x` is a distribution that is
/// possible, and hours aside none costs less than `goedkoopst`.
pub(super) fn bewijs(
    model: &Model,
    x: &[u32],
    goedkoopst: i64,
    (onder, beste): (i64, i64),
    verder: &dyn Fn() -> bool,
) -> i64 {
    let scheef = model.scheef();
    let Some(mut open) = cellen(model, goedkoopst, scheef, (onder, beste)) else { return onder };
    let wie = model.klantmanagers();
    for kosten in KOSTEN {
        if open.is_empty() || !verder() {
            break;
        }
        let grens = grens(model, x, kosten, vec![ALLE_UREN; wie], verder);
        open.retain(|cel| !te_goedkoop(model, *cel, kosten, grens));
    }
    // The cheapest first: the bound is that of the first that stays.
    open.sort_by_key(|cel| cel.kosten + model.kwartier * cel.uren);
    for cel in open.iter().take(APART) {
        let onder = (cel.uren - scheef) / 2;
        let venster = (-onder, onder + scheef);
        let mut weg = false;
        for kosten in KOSTEN {
            if weg || !verder() {
                break;
            }
            weg = te_goedkoop(model, *cel, kosten, grens(model, x, kosten, vec![venster; wie], verder));
        }
        if !weg {
            return cel.kosten + model.kwartier * cel.uren;
        }
    }
    open.get(APART).map_or(beste, |cel| cel.kosten + model.kwartier * cel.uren)
}

/// Every pair that could be, from `onder` to below `beste`; nothing when there are too many, or the numbers too large to weigh.
fn cellen(model: &Model, goedkoopst: i64, scheef: i64, (onder, beste): (i64, i64)) -> Option<Vec<Cel>> {
    let (maat, meeste) = model.maat();
    let klanten: i64 = model.soorten.iter().map(|soort| i64::try_from(soort.aantal).unwrap_or(i64::MAX)).sum();
    let langste = model.soorten.iter().map(|soort| soort.uren).max().unwrap_or(0);
    let zwaarste = KOSTEN.into_iter().max()?.checked_mul(meeste)?.checked_add(UUR * model.kwartier * langste)?;
    if zwaarste.checked_mul(klanten)?.checked_mul(SCHAAL)? > i64::MAX / 16 {
        return None;
    }
    let maat = maat.max(1);
    let mut alle = Vec::new();
    let mut kosten = goedkoopst + (model.grondkosten - goedkoopst).rem_euclid(maat);
    while kosten + model.kwartier * scheef.abs() < beste {
        let mut uren = scheef.abs();
        while kosten + model.kwartier * uren < beste {
            if kosten + model.kwartier * uren >= onder {
                alle.push(Cel { kosten, uren });
            }
            if alle.len() > MEESTE {
                return None;
            }
            uren += 2;
        }
        kosten += maat;
    }
    Some(alle)
}

/// Whether a pair is below what was proven for these weights.
fn te_goedkoop(model: &Model, cel: Cel, kosten: i64, grens: i128) -> bool {
    i128::from(kosten * cel.kosten + UUR * model.kwartier * cel.uren) * i128::from(SCHAAL) < grens
}

/// What costs and hours come to at least, so weighed and with hours within the windows, times [`SCHAAL`].
fn grens(model: &Model, x: &[u32], kosten: i64, venster: Vec<(i64, i64)>, verder: &dyn Fn() -> bool) -> i128 {
    let gewogen = model.gewogen(kosten, UUR * model.kwartier, venster);
    let mut grens = Ondergrens::nieuw(&gewogen, i64::MIN / 4);
    grens.met_delen(&gewogen, x, verder);
    grens.met_plannen(&gewogen, x, verder);
    grens.fijn
}
