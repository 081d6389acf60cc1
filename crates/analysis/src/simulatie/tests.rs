//! The same numbers as independent implementations of the specification, and the exact formula where there is one.
//!
//! `referentie.json` holds the means and intervals of 100 replications by SimPy (M1) and numpy (M2), both run on the same specification
//! with generators of their own. Means of another hundred lie near: the intervals must overlap.

use proptest::prelude::*;
use serde_json::Value;

use super::{Gemiddelde, Model, NAMEN, Opzet, OpzetGeweigerd, Reeks, Uitkomst, reeks, samenvatting};

const HONDERD: Reeks = Reeks { herhalingen: 100, zaad: 1000, draden: 2 };

fn gespeeld(model: Model, hoe: Reeks) -> Vec<Uitkomst> {
    reeks(model, &Opzet::referentie(), hoe, |_| true).unwrap()
}

fn referentie(model: &str) -> Value {
    let tekst = include_str!("referentie.json");
    serde_json::from_str::<Value>(tekst).unwrap()[model].take()
}

/// The sum of the half intervals, doubled: two of fourteen outcomes would miss each other by chance alone in one run out of two
/// when 95 percent intervals merely had to touch at their ends; these differ by less than what four standard errors allow.
fn zelfde(model: Model, naam: &str) {
    let (wij, zij) = (samenvatting(&gespeeld(model, HONDERD)), referentie(naam));
    assert_eq!(wij.len(), NAMEN.len());
    for (naam, Gemiddelde { ci95, .. }) in wij {
        let [van, tot] = ci95.unwrap();
        let zij: Vec<f64> = zij["summary"][naam]["ci95"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
        assert!(van <= zij[1] && zij[0] <= tot, "{naam}: {van} tot {tot}, elders {zij:?}");
    }
}

#[test]
fn model_m1_says_what_simpy_says() {
    zelfde(Model::M1, "m1");
}

#[test]
fn model_m2_says_what_numpy_says() {
    zelfde(Model::M2, "m2");
}

#[test]
fn the_stock_meets_the_exact_formula() {
    let opzet = Opzet::referentie();
    let exact = referentie("m1");
    for model in [Model::M1, Model::M2] {
        let samen = samenvatting(&gespeeld(model, Reeks { herhalingen: 400, zaad: 5000, draden: 2 }));
        for (naam, Gemiddelde { mean, ci95 }) in samen.iter().filter(|(naam, _)| naam.starts_with("stock_")) {
            let week: f64 = naam.trim_start_matches("stock_").parse().unwrap();
            let verwacht = opzet.verwachte_stand(week);
            assert!((verwacht - exact["exact"][naam].as_f64().unwrap()).abs() < 1e-9, "{naam}: {verwacht}");
            // Four standard errors: a mean that is right misses that once in sixteen thousand.
            let marge = 2.0 * (ci95.unwrap()[1] - mean);
            assert!((mean - verwacht).abs() < marge, "{model:?} {naam}: {mean}, verwacht {verwacht}");
        }
    }
}

#[test]
fn a_run_is_the_same_to_the_bit_on_any_number_of_threads() {
    for model in [Model::M1, Model::M2] {
        let een = gespeeld(model, Reeks { herhalingen: 9, zaad: 7, draden: 1 });
        for draden in [2, 3, 16] {
            assert_eq!(gespeeld(model, Reeks { herhalingen: 9, zaad: 7, draden }), een);
        }
        assert_ne!(gespeeld(model, Reeks { herhalingen: 9, zaad: 8, draden: 1 }), een);
    }
}

#[test]
fn a_run_that_is_cancelled_gives_nothing() {
    let opzet = Opzet::referentie();
    assert_eq!(reeks(Model::M2, &opzet, HONDERD, |gedaan| gedaan < 3), None);
    let geen = reeks(Model::M2, &opzet, Reeks { herhalingen: 0, zaad: 1, draden: 4 }, |_| true).unwrap();
    assert!(geen.is_empty() && samenvatting(&geen).is_empty());
}

#[test]
fn what_cannot_be_played_says_what_is_in_the_way() {
    let goed = Opzet::referentie;
    let mut zonder_aandeel = goed();
    zonder_aandeel.segmenten[0].aandeel_instroom = 0.3;
    let mut negatief = goed();
    negatief.segmenten[1].uitstroom_per_maand = -0.1;
    let gevallen = [
        (Opzet { segmenten: Vec::new(), ..goed() }, "er zijn geen segmenten"),
        (Opzet { klantmanagers: 0, ..goed() }, "er zijn geen klantmanagers"),
        (Opzet { weken: 0, ..goed() }, "het aantal weken is 0"),
        (Opzet { instroom_per_maand: f64::NAN, ..goed() }, "de instroom per maand is NaN"),
        (Opzet { uren_per_week: 0.0, ..goed() }, "het aantal uren per week is 0"),
        (Opzet { kans_niet_verschijnen: 1.2, ..goed() }, "moet tussen 0 en 1 liggen"),
        (zonder_aandeel, "samen moeten ze 1 zijn"),
        (negatief, "de uitstroom per maand is -0.1"),
    ];
    assert_eq!(goed().toets(), Ok(()));
    for (opzet, zegt) in gevallen {
        let geweigerd: OpzetGeweigerd = opzet.toets().unwrap_err();
        assert!(geweigerd.to_string().contains(zegt), "{geweigerd}");
    }
}

/// Nobody waits when there is time for everybody, and with nobody to talk to nothing is done.
#[test]
fn the_ends_of_the_scale() {
    let ruim = Opzet { uren_per_week: 10_000.0, hooguit: u32::MAX, ..Opzet::referentie() };
    let uitkomst = Model::M1.speel(&ruim, 1);
    assert!(uitkomst.langst < 0.01, "{uitkomst:?}");
    let mut leeg = Opzet { instroom_per_maand: 0.0, ..Opzet::referentie() };
    leeg.segmenten.iter_mut().for_each(|segment| segment.klanten = 0);
    for model in [Model::M1, Model::M2] {
        let uitkomst = model.speel(&leeg, 1);
        assert_eq!((uitkomst.gevoerd, uitkomst.instroom, uitkomst.uitstroom, uitkomst.stand), (0, 0, 0, [0; 5]));
        assert!(uitkomst.waarden().iter().all(|waarde| waarde.is_finite()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever the numbers: who is there at the end is who was there, and came, and did not leave.
    #[test]
    fn nobody_is_lost(zaad: u64, klanten in 0_u32..400, instroom in 0.0..40.0_f64, klantmanagers in 1_u32..8, hooguit in 0_u32..90) {
        let mut opzet = Opzet { instroom_per_maand: instroom, klantmanagers, hooguit, ..Opzet::referentie() };
        for segment in &mut opzet.segmenten {
            segment.klanten = klanten;
        }
        for model in [Model::M1, Model::M2] {
            let uitkomst = model.speel(&opzet, zaad);
            prop_assert_eq!(4 * klanten + uitkomst.instroom, uitkomst.stand[4] + uitkomst.uitstroom);
            prop_assert!(uitkomst.waarden().iter().all(|waarde| waarde.is_finite()));
            // Only the last conversation of each may run over the end.
            prop_assert!(uitkomst.uren <= uitkomst.uren_er_waren + f64::from(klantmanagers) * 20.0);
        }
    }
}
