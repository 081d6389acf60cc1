//! Small towns against every distribution there is, and the published instances when they are at hand.

mod alles;
mod instanties;
mod verhalen;

use std::sync::atomic::{AtomicU32, Ordering};

use proptest::prelude::*;

use super::{Verdeling, Wensen};
use crate::opgave::{Klant, Klantmanager, Opgave, WEKEN};

/// A client of one conversation.
pub(super) fn klant(behoefte: &str, huidig: i64, gewicht: u32, kwartieren: u32) -> Klant {
    Klant {
        behoefte: behoefte.into(),
        huidig,
        gewicht,
        gesprekken: 1,
        lengte: kwartieren,
        kwartieren,
        uiterlijk: vec![2],
        vroegst: vec![1],
        planner: 0,
    }
}

pub(super) fn klantmanager(specialismen: &[&str], minstens: u32, hoogstens: u32, doel: i64) -> Klantmanager {
    let specialismen = specialismen.iter().map(|specialisme| (*specialisme).into()).collect();
    Klantmanager { specialismen, minstens, hoogstens, doel, ruimte: [0; WEKEN] }
}

/// Says to go on so many times.
pub(super) fn keer(aantal: u32) -> impl Fn() -> bool {
    let gevraagd = AtomicU32::new(0);
    move || gevraagd.fetch_add(1, Ordering::Relaxed) < aantal
}

const BEHOEFTEN: [&str; 3] = ["algemeen", "jongeren", "zorg"];

/// Towns small enough to try everything, with somebody fixed now and then. The seed of a failure is printed by proptest.
pub(super) fn stadje() -> impl Strategy<Value = (Opgave, Wensen)> {
    (2_usize..=3, 4_usize..=7).prop_flat_map(|(wie, hoeveel)| {
        let deel = u32::try_from(hoeveel / wie).unwrap();
        let iemand = (prop::sample::subsequence(&BEHOEFTEN[1..], 0..=2), 0..=deel, deel + 1..=deel + 3, 0_i64..30)
            .prop_map(|(specialismen, minstens, hoogstens, doel)| {
                klantmanager(&specialismen, minstens, hoogstens, doel)
            });
        let tot = i64::try_from(wie).unwrap();
        let client = (prop::sample::select(&BEHOEFTEN[..]), -1..tot, 1_u32..=3, 0_u32..=12)
            .prop_map(|(behoefte, huidig, gewicht, kwartieren)| klant(behoefte, huidig, gewicht, kwartieren));
        let vast = prop::collection::btree_map(0..hoeveel, 0..wie, 0..=1);
        (prop::collection::vec(iemand, wie), prop::collection::vec(client, hoeveel), vast, 0_u32..=2).prop_map(
            |(klantmanagers, klanten, vast, kwartier)| {
                let mut wensen = Wensen { vast, ..Wensen::default() };
                wensen.gewichten.kwartier = kwartier;
                (Opgave { klantmanagers, klanten }, wensen)
            },
        )
    })
}

/// Towns of somewhat more, with shares that are about right: too many distributions to try.
pub(super) fn stad() -> impl Strategy<Value = (Opgave, Wensen)> {
    (3_usize..=6, 40_usize..=90).prop_flat_map(|(wie, hoeveel)| {
        let deel = u32::try_from(hoeveel / wie).unwrap();
        let iemand = (prop::sample::subsequence(&BEHOEFTEN[1..], 0..=2), 0..=deel, deel + 1..=2 * deel, -6_i64..=6)
            .prop_map(move |(specialismen, minstens, hoogstens, scheef)| {
                klantmanager(&specialismen, minstens, hoogstens, 5 * i64::from(deel) + scheef)
            });
        let tot = i64::try_from(wie).unwrap();
        let lengten = prop::sample::select(&[2_u32, 3, 4, 6, 9][..]);
        let client = (prop::sample::select(&BEHOEFTEN[..]), -1..tot, 1_u32..=3, lengten)
            .prop_map(|(behoefte, huidig, gewicht, kwartieren)| klant(behoefte, huidig, gewicht, kwartieren));
        (prop::collection::vec(iemand, wie), prop::collection::vec(client, hoeveel))
            .prop_map(|(klantmanagers, klanten)| (Opgave { klantmanagers, klanten }, Wensen::default()))
    })
}

/// What a distribution costs and how far the hours are off, reckoned here once more; nothing when it is not allowed.
pub(super) fn reken(opgave: &Opgave, wensen: &Wensen, bij: &[usize]) -> Option<(i64, i64)> {
    let gewichten = wensen.gewichten;
    let mut kosten = 0;
    let mut aantal = vec![0_u32; opgave.klantmanagers.len()];
    let mut uren = vec![0_i64; opgave.klantmanagers.len()];
    for (nummer, (klant, &j)) in opgave.klanten.iter().zip(bij).enumerate() {
        if wensen.vast.get(&nummer).is_some_and(|vast| *vast != j) {
            return None;
        }
        if klant.behoefte != "algemeen" && !opgave.klantmanagers[j].specialismen.contains(&klant.behoefte) {
            kosten += i64::from(gewichten.niet_passend);
        }
        if klant.huidig >= 0 && klant.huidig != i64::try_from(j).unwrap() {
            kosten += i64::from(gewichten.wissel * klant.gewicht);
        }
        aantal[j] += 1;
        uren[j] += i64::from(klant.kwartieren);
    }
    let mag = opgave.klantmanagers.iter().zip(&aantal).all(|(wie, n)| *n >= wie.minstens && *n <= wie.hoogstens);
    mag.then(|| (kosten, opgave.klantmanagers.iter().zip(uren).map(|(wie, uren)| (uren - wie.doel).abs()).sum()))
}

/// What must hold of every answer.
pub(super) fn klopt(opgave: &Opgave, verdeling: &Verdeling) {
    let (kosten, afwijking) = reken(opgave, &verdeling.wensen, &verdeling.klantmanager_van).expect("it is allowed");
    assert_eq!((verdeling.kosten, verdeling.afwijking), (kosten, afwijking));
    assert_eq!(verdeling.doelwaarde, kosten + i64::from(verdeling.wensen.gewichten.kwartier) * afwijking);
    assert!(verdeling.ondergrens <= verdeling.doelwaarde);
    assert_eq!(verdeling.bewezen, verdeling.ondergrens == verdeling.doelwaarde);
}
