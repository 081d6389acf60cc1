//! The same to the bit on any number of threads, and scenarios played with the same draws.

use super::{aanname, dorp, gespeeld, keer};
use crate::{
    prognose::{
        BEWIJS, EFFECT_BRON, EFFECT_HOOGSTENS, MONSTER, Opzet, OpzetGeweigerd, Uitvoer, VERSIE, effect_hoogstens,
        prognose, vergelijk,
    },
    simulatie::Reeks,
};

#[test]
fn a_run_is_the_same_to_the_bit_on_any_number_of_threads() {
    let opzetten = [dorp(), Opzet { naam: "meer".to_owned(), uitkering: aanname(1_500.0), ..dorp() }];
    let een = vergelijk(&opzetten, keer(23, 1), &|_| true).unwrap();
    for draden in [2, 3, 8, 40] {
        let zelfde = vergelijk(&opzetten, keer(23, draden), &|_| true).unwrap();
        assert_eq!(zelfde, een);
        // Not only equal: no nought has another sign.
        assert_eq!(serde_json::to_string(&zelfde).unwrap(), serde_json::to_string(&een).unwrap());
    }
    let ander = Reeks { zaad: 8, ..keer(23, 1) };
    assert_ne!(vergelijk(&opzetten, ander, &|_| true).unwrap(), een);
    assert_eq!(
        (een.prognoses[0].versie, een.prognoses[0].zaad, een.prognoses[0].herhalingen),
        (VERSIE, 20_270_101, 23)
    );
    assert_eq!(een.prognoses[0], prognose(&opzetten[0], keer(23, 2), &|_| true).unwrap());
}

/// More replications than the bands come from.
#[test]
fn bands_come_from_the_first_replications_whoever_played_them() {
    let mut klein = dorp();
    klein.maanden = 2;
    klein.segmenten.iter_mut().for_each(|segment| segment.klanten.waarde = 5.0);
    let meer = MONSTER + 300;
    let een = prognose(&klein, keer(meer, 1), &|_| true).unwrap();
    assert_eq!(een, prognose(&klein, keer(meer, 3), &|_| true).unwrap());
    let monster = prognose(&klein, keer(MONSTER, 2), &|_| true).unwrap();
    let (veel, minder) = (een.lijn(Uitvoer::Klanten)[1], monster.lijn(Uitvoer::Klanten)[1]);
    assert_eq!([veel.laag.to_bits(), veel.hoog.to_bits()], [minder.laag.to_bits(), minder.hoog.to_bits()]);
    assert!((veel.gemiddeld - minder.gemiddeld).abs() > 0.0, "the mean is of all of them");
}

/// One replication by hand: the mean is that number, and the band of two lies between them.
#[test]
fn means_and_bands_are_those_of_the_replications() {
    let opzet = dorp();
    let per_keer: Vec<f64> =
        (0..3).map(|nummer| super::een_keer(&opzet, keer(1, 1).zaad + nummer)[5][Uitvoer::Klanten as usize]).collect();
    let een = gespeeld(&opzet, 1).lijn(Uitvoer::Klanten)[5];
    assert_eq!([een.gemiddeld, een.laag, een.hoog].map(f64::to_bits), [per_keer[0]; 3].map(f64::to_bits));
    let drie = gespeeld(&opzet, 3).lijn(Uitvoer::Klanten)[5];
    let midden = per_keer.iter().sum::<f64>() / 3.0;
    let afwijking = (per_keer.iter().map(|waarde| (waarde - midden).powi(2)).sum::<f64>() / 2.0).sqrt();
    assert!((drie.gemiddeld - midden).abs() < 1e-9);
    // Student, 2 degrees of freedom: 4.3027.
    assert!((drie.zeker[1] - midden - 4.302_652_7 * afwijking / 3.0_f64.sqrt()).abs() < 1e-4);
    let mut orde = per_keer;
    orde.sort_unstable_by(f64::total_cmp);
    assert!((drie.laag - (orde[0] + 0.1 * (orde[1] - orde[0]))).abs() < 1e-3);
}

fn alles_nul(punten: &[crate::prognose::Punt]) -> bool {
    punten.iter().all(|punt| {
        [punt.gemiddeld, punt.zeker[0], punt.zeker[1], punt.laag, punt.hoog].iter().all(|waarde| *waarde == 0.0)
    })
}

#[test]
fn a_scenario_does_not_differ_from_itself() {
    let samen = vergelijk(&[dorp(), dorp()], keer(10, 2), &|_| true).unwrap();
    assert_eq!(samen.prognoses[0], samen.prognoses[1]);
    assert!(samen.verschillen[0].lijnen.iter().all(|lijn| alles_nul(&lijn.punten)));
}

const STROMEN: [Uitvoer; 6] = [
    Uitvoer::Klanten,
    Uitvoer::Instroom,
    Uitvoer::Herinstroom,
    Uitvoer::UitstroomWerk,
    Uitvoer::UitstroomOverig,
    Uitvoer::EuroUitkeringen,
];

/// Other staff, another norm, other chances to come, other providers: who comes and who leaves stays the same person on the same day, as long
/// as contact has no effect. With an effect it does not.
#[test]
fn without_an_effect_contact_changes_nothing_in_outflow() {
    let mut meer = dorp();
    meer.klantmanagers[0].aantal = 7;
    let mut vaker = dorp();
    for norm in vaker.segmenten.iter_mut().filter_map(|segment| segment.norm.as_mut()) {
        (norm.interval_weken, norm.minuten) = (aanname(4.0), aanname(30.0));
    }
    let mut anders = dorp();
    anders.gesprek.kans_niet_verschijnen = aanname(0.5);
    anders.aanbieders.clear();
    anders.team.caseload = aanname(20.0);
    let samen = vergelijk(&[dorp(), meer.clone(), vaker, anders], keer(20, 2), &|_| true).unwrap();
    for verschil in &samen.verschillen {
        for stroom in STROMEN {
            assert!(alles_nul(verschil.lijn(stroom)), "scenario {}: {stroom:?}", verschil.scenario);
        }
        assert!(!alles_nul(verschil.lijn(Uitvoer::Gevoerd)), "but conversations do differ");
    }
    // More fte never makes anybody wait longer for a klantmanager, and less is late.
    let met_meer = &samen.verschillen[0];
    assert!(met_meer.lijn(Uitvoer::WachtOpKlantmanager).iter().all(|punt| punt.hoog <= 0.0));
    let laat: f64 = met_meer.lijn(Uitvoer::TeLaat).iter().map(|punt| punt.gemiddeld).sum();
    assert!(laat < 0.0, "{laat}");
    let (mut dorp, mut meer) = (dorp(), meer);
    (dorp.gesprek.effect, meer.gesprek.effect) = (aanname(0.3), aanname(0.3));
    let met_effect = vergelijk(&[dorp, meer], keer(20, 2), &|_| true).unwrap();
    assert!(!alles_nul(met_effect.verschillen[0].lijn(Uitvoer::UitstroomWerk)));
}

/// What common draws are for: the difference of inflow is known much better than either of the two.
#[test]
fn a_difference_is_surer_than_its_parts() {
    let mut drukker = dorp();
    drukker.instroom.niveau[0].per_maand *= 1.1;
    let samen = vergelijk(&[dorp(), drukker], keer(60, 2), &|_| true).unwrap();
    let breed = |punt: &crate::prognose::Punt| punt.zeker[1] - punt.zeker[0];
    let verschil = samen.verschillen[0].lijn(Uitvoer::Klanten)[23];
    assert!(verschil.zeker[0] > 0.0, "{verschil:?}");
    assert!(breed(&verschil) < 0.4 * breed(&samen.prognoses[0].lijn(Uitvoer::Klanten)[23]));
    // Nobody who came stays away when more come.
    assert!(samen.verschillen[0].lijn(Uitvoer::Instroom).iter().all(|punt| punt.laag >= -1.0));
}

#[test]
fn a_run_that_is_cancelled_gives_nothing() {
    for draden in [1, 3] {
        let afgebroken = prognose(&dorp(), keer(50, draden), &|gedaan| gedaan < 3);
        assert_eq!(afgebroken, Err(OpzetGeweigerd::Afgebroken));
    }
    let hoogst = std::sync::atomic::AtomicU32::new(0);
    prognose(&dorp(), keer(5, 2), &|gedaan| {
        hoogst.fetch_max(gedaan, std::sync::atomic::Ordering::SeqCst);
        true
    })
    .unwrap();
    assert_eq!(hoogst.into_inner(), 5, "progress comes to the end");
}

#[test]
fn the_evidence_stands_beside_the_slider() {
    assert!((effect_hoogstens() - EFFECT_HOOGSTENS).abs() < 0.005, "{}", effect_hoogstens());
    assert!(BEWIJS.iter().all(|bewijs| !bewijs.bron.is_empty() && !bewijs.uitkomst.is_empty()));
    assert!(EFFECT_BRON.starts_with("Standaard 0"));
    assert!(Opzet::basis().unwrap().gesprek.effect.waarde == 0.0, "the default");
}

/// The ready scenario: a stock that neither bursts nor empties, and every number with its source.
#[test]
fn the_ready_scenario_can_be_played() {
    let opzet = Opzet::basis().unwrap();
    let uit = gespeeld(&opzet, 5);
    assert_eq!((uit.maanden.len(), uit.lijnen.len()), (60, Uitvoer::ALLE.len()));
    assert!(uit.lijn(Uitvoer::Klanten).iter().all(|punt| (2_700.0..3_500.0).contains(&punt.gemiddeld)));
    let aannames = opzet.aannames();
    assert!(aannames.len() > 60 && aannames.iter().all(|regel| !regel.bron.is_empty() && !regel.waarden.is_empty()));
    assert!(
        aannames
            .iter()
            .any(|regel| regel.naam == "Effect van contact op uitstroom naar werk" && regel.waarden == [0.0])
    );
    // As kept: by a database as JSON, by people as TOML.
    let json = serde_json::to_string(&opzet).unwrap();
    assert_eq!(serde_json::from_str::<Opzet>(&json).unwrap(), opzet);
    assert_eq!(Opzet::lees(&toml::to_string(&opzet).unwrap()).unwrap(), opzet);
    // The places of the numbers are those of the list.
    assert!(Uitvoer::ALLE.iter().enumerate().all(|(plaats, uitvoer)| *uitvoer as usize == plaats));
    assert!(Uitvoer::ALLE.iter().all(|uitvoer| !uitvoer.naam().is_empty() && !uitvoer.eenheid().is_empty()));
}
