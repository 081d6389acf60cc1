//! The draws themselves.

use crate::prognose::kansen::{Doel, Sleutel};

fn gemiddeld(waarden: impl Iterator<Item = f64>) -> (f64, f64) {
    let alle: Vec<f64> = waarden.collect();
    let aantal = alle.len() as f64;
    let midden = alle.iter().sum::<f64>() / aantal;
    (midden, alle.iter().map(|waarde| (waarde - midden).powi(2)).sum::<f64>() / (aantal - 1.0))
}

const VEEL: u64 = 200_000;

#[test]
fn draws_have_the_mean_and_variance_they_should() {
    let bron = Sleutel::begin(5).voor(Doel::Duur);
    let uit = |welke: fn(Sleutel) -> f64| gemiddeld((0..VEEL).map(|nummer| welke(bron.nummer(nummer))));
    for ((midden, spreiding), (verwacht, variantie)) in [
        (uit(Sleutel::uniform), (0.5, 1.0 / 12.0)),
        (uit(Sleutel::exponentieel), (1.0, 1.0)),
        (uit(Sleutel::normaal), (0.0, 1.0)),
        (uit(|sleutel| sleutel.poisson(2.2).into()), (2.2, 2.2)),
        (uit(|sleutel| sleutel.poisson(160.0).into()), (160.0, 160.0)),
        (uit(|sleutel| sleutel.poisson(699.0).into()), (699.0, 699.0)),
        (uit(|sleutel| sleutel.poisson(1_935.5).into()), (1_935.5, 1_935.5)),
    ] {
        let marge = 4.5 * (variantie / VEEL as f64).sqrt();
        assert!((midden - verwacht).abs() < marge, "{midden}, not {verwacht}");
        assert!((spreiding / variantie - 1.0).abs() < 0.03, "{spreiding}, not {variantie}");
    }
}

/// Numbers near each other, purposes beside each other and seeds after each other have nothing in common: pairs fill a board of 8 by 8 evenly.
#[test]
fn draws_beside_each_other_are_strangers() {
    type Paar = fn(u64) -> (Sleutel, Sleutel);
    let paren: [Paar; 4] = [
        |nummer| {
            let bron = Sleutel::begin(1).voor(Doel::Verlof);
            (bron.nummer(nummer), bron.nummer(nummer + 1))
        },
        |nummer| {
            let klant = Sleutel::begin(2).nummer(nummer);
            (klant.voor(Doel::Verschijnt), klant.voor(Doel::Lengte))
        },
        |nummer| (Sleutel::begin(nummer).voor(Doel::Instroom), Sleutel::begin(nummer + 1).voor(Doel::Instroom)),
        |nummer| {
            let klant = Sleutel::begin(3).nummer(nummer);
            (klant.voor(Doel::Brandstof).nummer(1), klant.voor(Doel::Terug).voor(Doel::Brandstof).nummer(1))
        },
    ];
    for (welke, paar) in paren.into_iter().enumerate() {
        let mut bord = [0_u32; 64];
        for nummer in 0..VEEL {
            let (een, twee) = paar(nummer);
            bord[(een.duizendste() >> 7) * 8 + (twee.duizendste() >> 7)] += 1;
        }
        let verwacht = VEEL as f64 / 64.0;
        let chi: f64 = bord.iter().map(|aantal| (f64::from(*aantal) - verwacht).powi(2) / verwacht).sum();
        // 63 degrees of freedom: more than 120 once in a hundred thousand.
        assert!(chi < 120.0, "{welke}: {chi}");
    }
}

#[test]
fn with_a_higher_mean_never_fewer_come() {
    let bron = Sleutel::begin(9);
    for nummer in 0..500 {
        let gemiddelden = [0.0, 0.3, 1.0, 2.2, 2.7, 9.0, 60.0, 170.0, 700.0, 700.1, 1_399.0, 1_401.0, 9_000.0];
        let komen = gemiddelden.map(|gemiddeld| bron.nummer(nummer).poisson(gemiddeld));
        assert!(komen.is_sorted() && komen[0] == 0, "{komen:?}");
    }
}

/// What was drawn before large means were drawn in parts: with ordinary means nobody's figures change.
#[test]
fn ordinary_means_are_drawn_as_they_always_were() {
    let bron = Sleutel::begin(11).voor(Doel::Instroom);
    let spoor = |gemiddeld: f64| {
        (0..1_000).fold(0_u64, |spoor, nummer| {
            spoor.wrapping_mul(31).wrapping_add(bron.nummer(nummer).poisson(gemiddeld).into())
        })
    };
    assert_eq!(
        [0.4, 2.2, 160.0, 690.0].map(spoor),
        [18_281_550_726_213_328_502, 13_593_882_960_699_177_979, 7_854_957_541_799_917_069, 10_273_914_480_601_859_682]
    );
}
