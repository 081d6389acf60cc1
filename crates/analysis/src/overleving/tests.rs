//! Published curves and hand-made ones.

use proptest::prelude::*;

use super::*;

fn waarnemingen(gebeurtenissen: &[u32], gecensureerd: &[u32]) -> Vec<Waarneming> {
    let alle = gebeurtenissen.iter().map(|duur| (*duur, true)).chain(gecensureerd.iter().map(|duur| (*duur, false)));
    alle.map(|(duur, gebeurtenis)| Waarneming { duur, gebeurtenis }).collect()
}

/// Value of the curve at a time: the last step on or before it.
fn op(curve: &[Stap], tijd: u32) -> Stap {
    *curve.iter().rfind(|stap| stap.tijd <= tijd).unwrap()
}

fn bijna(gevonden: f64, verwacht: f64) {
    assert!((gevonden - verwacht).abs() < 1e-8, "{gevonden} instead of {verwacht}");
}

/// Remission under 6-MP in weeks: Freireich et al., Blood 21 (1963), in every textbook since Gehan, Biometrika 52 (1965).
/// Expected: exact fractions, worked out to 40 digits outside this program.
#[test]
fn the_remission_times_of_freireich() {
    let curve =
        kaplan_meier(&waarnemingen(&[6, 6, 6, 7, 10, 13, 16, 22, 23], &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]));
    let verwacht = [
        (6, 21, 3, 0.857_142_857_142_86, 0.005_830_903_790_087_5, 0.619_717_955_265_98, 0.951_551_747_647_00),
        (7, 17, 1, 0.806_722_689_075_63, 0.007_557_743_809_337_9, 0.563_146_564_622_23, 0.922_809_019_202_88),
        (10, 15, 1, 0.752_941_176_470_59, 0.009_283_255_632_126_0, 0.503_199_510_799_96, 0.889_361_835_169_27),
        (13, 12, 1, 0.690_196_078_431_37, 0.011_409_381_797_061, 0.431_610_222_486_18, 0.849_065_963_349_45),
        (16, 11, 1, 0.627_450_980_392_16, 0.013_008_284_180_005, 0.367_510_855_987_50, 0.804_912_189_471_84),
        (22, 7, 1, 0.537_815_126_050_42, 0.016_443_895_073_271, 0.267_778_936_767_13, 0.746_790_717_635_39),
        (23, 6, 1, 0.448_179_271_708_68, 0.018_114_860_231_638, 0.188_052_005_959_23, 0.680_142_628_495_24),
    ];
    assert_eq!(curve.len(), verwacht.len() + 2, "the start, seven steps, and the last time anybody was seen");
    for (stap, (tijd, in_risico, gebeurtenissen, overleving, variantie, onder, boven)) in
        curve[1..].iter().zip(verwacht)
    {
        assert_eq!((stap.tijd, stap.in_risico, stap.gebeurtenissen), (tijd, in_risico, gebeurtenissen));
        bijna(stap.overleving, overleving);
        bijna(stap.variantie, variantie);
        bijna(stap.onder, onder);
        bijna(stap.boven, boven);
    }
    assert_eq!(curve[8], Stap { tijd: 35, in_risico: 1, gebeurtenissen: 0, ..curve[7] });
    bijna(gemiddeld_binnen(&curve, 23).unwrap(), 17.909_243_697_478_99);
    assert_eq!(gemiddeld_binnen(&curve, 36), None, "nobody was followed for 36 weeks");
}

/// Re-arrests per week of 432 men followed for 52 weeks (Rossi, Berk and Lenihan 1980), counted from the public data set.
/// Expected: lifelines 0.30.3 (curve and band) and R survival 3.5 (restricted mean).
#[test]
fn the_rearrests_of_rossi() {
    let per_week = [
        1, 1, 1, 1, 1, 1, 1, 5, 2, 1, 2, 2, 1, 3, 2, 2, 3, 3, 2, 5, 2, 1, 1, 4, 3, 3, 2, 2, 0, 2, 1, 2, 2, 2, 4, 3, 4,
        1, 2, 4, 0, 2, 4, 2, 2, 4, 1, 2, 5, 3, 0, 4,
    ];
    let gebeurtenissen: Vec<u32> = (1..).zip(per_week).flat_map(|(week, n)| std::iter::repeat_n(week, n)).collect();
    let curve = kaplan_meier(&waarnemingen(&gebeurtenissen, &[52; 318]));
    for (week, overleving, onder, boven) in [
        (5, 0.988_425_925_925_925_8, 0.972_418_144_681_614, 0.995_166_197_281_839),
        (10, 0.965_277_777_777_777_5, 0.943_064_597_959_990_1, 0.978_920_997_066_600_7),
        (26, 0.874_999_999_999_999_9, 0.839_975_405_842_811_9, 0.902_803_795_661_008_7),
        (52, 0.736_111_111_111_110_8, 0.691_859_715_796_487_2, 0.775_063_183_374_674_3),
    ] {
        let stap = op(&curve, week);
        bijna(stap.overleving, overleving);
        bijna(stap.onder, onder);
        bijna(stap.boven, boven);
    }
    bijna(gemiddeld_binnen(&curve, 52).unwrap(), 45.854_166_67);
}

#[test]
fn nobody_no_ends_and_nothing_but_ends() {
    assert!(kaplan_meier(&[]).is_empty());
    assert_eq!(gemiddeld_binnen(&[], 10), None);
    let niemand_eindigt = kaplan_meier(&waarnemingen(&[], &[4, 9]));
    assert_eq!(niemand_eindigt.iter().map(|stap| (stap.tijd, stap.in_risico)).collect::<Vec<_>>(), [(0, 2), (9, 1)]);
    assert!(niemand_eindigt.iter().all(|stap| (stap.overleving, stap.onder, stap.boven) == (1.0, 1.0, 1.0)));
    let iedereen_eindigt = kaplan_meier(&waarnemingen(&[1, 2], &[]));
    let [_, half, leeg] = iedereen_eindigt[..] else { panic!("two steps after the start") };
    bijna(half.overleving, 0.5);
    assert_eq!((leeg.overleving, leeg.onder, leeg.boven), (0.0, 0.0, half.boven));
    assert_eq!(gemiddeld_binnen(&iedereen_eindigt, 10), Some(1.5), "one day and two days");
    let meteen = kaplan_meier(&waarnemingen(&[0], &[]));
    assert_eq!(meteen.iter().map(|stap| (stap.tijd, stap.overleving)).collect::<Vec<_>>(), [(0, 0.0)]);
}

#[test]
fn half_a_million_spells_without_censoring_are_a_plain_share() {
    let duren: Vec<u32> = (0..500_000_u32).map(|nummer| 1 + (nummer * 7_919) % 1_000).collect();
    let curve = kaplan_meier(&waarnemingen(&duren, &[]));
    assert_eq!(curve.len(), 1_001);
    bijna(op(&curve, 250).overleving, 0.75);
    bijna(op(&curve, 250).variantie, 0.75 * 0.25 / 500_000.0);
}

proptest! {
    #[test]
    fn the_curve_only_falls_and_lies_in_its_band(
        paren in prop::collection::vec((0_u32..60, any::<bool>()), 0..200),
    ) {
        let alle: Vec<Waarneming> =
            paren.into_iter().map(|(duur, gebeurtenis)| Waarneming { duur, gebeurtenis }).collect();
        let curve = kaplan_meier(&alle);
        prop_assert_eq!(
            curve.iter().map(|stap| stap.gebeurtenissen).sum::<usize>(),
            alle.iter().filter(|w| w.gebeurtenis).count()
        );
        for stap in &curve {
            prop_assert!(0.0 <= stap.onder && stap.onder <= stap.overleving);
            prop_assert!(stap.overleving <= stap.boven && stap.boven <= 1.0);
            prop_assert!(stap.variantie >= 0.0);
        }
        for paar in curve.windows(2) {
            prop_assert!(paar[0].tijd < paar[1].tijd);
            prop_assert!(paar[0].in_risico >= paar[1].in_risico);
            prop_assert!(paar[0].overleving >= paar[1].overleving);
        }
    }
}
