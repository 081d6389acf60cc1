//! Distributions that meet the bound.
//!
//! When everything adds up it is known of each klantmanager who goes and who of the few that matter comes; the others are poured, and any of them do as long
//! as the hours come right. So they are dealt out evenly, and dealt anew until the hours are right.

use std::sync::atomic::{AtomicBool, Ordering};

use rand_xoshiro::{Xoshiro256PlusPlus, rand_core::SeedableRng};

use super::{
    maten::Maten,
    model::Model,
    ondergrens::Ondergrens,
    optelsom::{Deel, Opteller, Optelsom, Uitkomst},
    trek::trek,
    zoek::{Gang, Toestand, Vrij},
};

/// Values that are tried, from the first that is not excluded; and times for each, on two threads.
const WAARDEN: usize = 4;
const KEREN: u64 = 3;
/// Draws for each, per klantmanager.
const TREKKEN: u64 = 2_000;

/// Raises the bound as far as adding up proves it, and looks for distributions that add up, as long as both are apart.
pub(super) fn sluit(
    model: &Model,
    (grens, beste): (&mut Ondergrens, &mut Toestand),
    (stop, kijk): (&AtomicBool, &dyn Fn()),
    verder: &dyn Fn() -> bool,
) {
    let maten = Maten::nieuw(model, &grens.prijzen);
    let opteller = Opteller::nieuw(model, &grens.planners, &grens.prijzen, &maten, verder);
    let (mut waarde, mut nog) = (grens.waarde, WAARDEN);
    while waarde < beste.waarde && nog > 0 && verder() {
        match opteller.tel_op(waarde, verder) {
            Uitkomst::Geen => grens.waarde = waarde + 1,
            Uitkomst::Onbekend => return,
            Uitkomst::Wel(som) => {
                probeer(model, &som, (waarde, beste), (stop, kijk));
                nog -= 1;
            }
        }
        waarde += 1;
    }
}

fn probeer(
    model: &Model,
    som: &Optelsom,
    (waarde, beste): (i64, &mut Toestand),
    (stop, kijk): (&AtomicBool, &dyn Fn()),
) {
    for keer in 0..KEREN {
        let poging = |deel: u64, kijk: &dyn Fn()| {
            let zaad = 2 * keer + deel;
            let delen = som.loot(&mut Xoshiro256PlusPlus::seed_from_u64(zaad))?;
            let (van, vrij) = giet(model, &delen)?;
            let eenheid = model.kwartier as f64;
            let pogingen = TREKKEN * model.klantmanagers() as u64;
            let gang = Gang { pogingen, warm: eenheid, koud: 0.15 * eenheid, zaad, doel: waarde };
            Some(trek(model, &vrij, &van, gang, stop, kijk)).filter(|naar| naar.buiten == 0)
        };
        let (een, ander) = std::thread::scope(|scope| {
            let ander = scope.spawn(|| poging(1, &|| ()));
            (poging(0, kijk), ander.join().ok().flatten())
        });
        for gevonden in een.into_iter().chain(ander) {
            if gevonden.waarde < beste.waarde {
                *beste = gevonden;
            }
        }
        if beste.waarde <= waarde || stop.load(Ordering::Relaxed) {
            return;
        }
    }
}

/// Everybody somewhere, and what may still change; nothing when somebody is nowhere or in two places.
fn giet(model: &Model, delen: &[Deel<'_>]) -> Option<(Toestand, Vrij)> {
    let breed = model.soorten.len();
    let mut vast = vec![0_u32; breed * model.klantmanagers()];
    let (mut per_soort, mut stromen) = (vec![Vec::new(); breed], vec![Vec::new(); model.klantmanagers()]);
    for deel in delen {
        for (soort, &hoeveel) in deel.x.iter().enumerate() {
            vast[model.paar(deel.j, soort)] = u32::try_from(hoeveel).ok()?;
        }
        for &soort in deel.stroom {
            per_soort[soort].push(deel.j);
        }
        stromen[deel.j] = deel.stroom.to_vec();
    }
    let mut klanten = Vec::new();
    for (soort, wat) in model.soorten.iter().enumerate() {
        let daar: usize = (0..model.klantmanagers()).map(|j| vast[model.paar(j, soort)] as usize).sum();
        let rest = wat.aantal.checked_sub(daar)?;
        klanten.extend((0..rest).map(|keer| ((keer as f64 + 0.5) / rest as f64, soort)));
    }
    // Some of each kind all the time, to whoever is furthest behind: then all get about the same, and about the right number.
    klanten.sort_by(|een, ander| een.0.total_cmp(&ander.0).then(ander.1.cmp(&een.1)));
    let tekort = |(j, x): (usize, &[u32])| -model.misfits_en_uren(j, x).1;
    let begin: Vec<i64> = vast.chunks(breed.max(1)).enumerate().map(tekort).collect();
    let (mut x, mut nog) = (vast.clone(), begin.clone());
    for (_, soort) in klanten {
        let deel = |j: usize| nog[j] as f64 / begin[j].max(1) as f64;
        let wie = per_soort[soort].iter().copied().max_by(|een, ander| deel(*een).total_cmp(&deel(*ander)))?;
        x[model.paar(wie, soort)] += 1;
        nog[wie] -= model.soorten[soort].uren;
    }
    let alles = model.alles();
    let marge = |j: usize| {
        let soort = |soort: usize| {
            let vast = vast[model.paar(j, soort)];
            (vast, if stromen[j].contains(&soort) { alles[soort].1 } else { vast })
        };
        (0..breed).map(soort).collect()
    };
    let vrij = Vrij::nieuw(model, &x, marge);
    Some((Toestand::nieuw(model, x), vrij))
}
