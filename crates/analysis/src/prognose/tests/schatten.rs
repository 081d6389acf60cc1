//! Intervals against tables, and against what defines them.

use proptest::prelude::*;

use crate::prognose::{Maandtelling, Telling, aandeel, einden, instroom, seizoen, tempo};

fn nabij(gevonden: f64, verwacht: f64, marge: f64) {
    assert!((gevonden - verwacht).abs() < marge, "{gevonden}, not {verwacht}");
}

/// The table of Garwood (1936).
#[test]
fn a_rate_has_the_exact_interval() {
    for (aantal, onder, boven) in
        [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (10, 4.7954, 18.3904), (20, 12.2165, 30.8884)]
    {
        let een = tempo(aantal, 1.0).unwrap();
        nabij(een.onder, onder, 1e-4);
        nabij(een.boven, boven, 1e-4);
        // In a hundred months a hundredth of it.
        nabij(tempo(aantal, 100.0).unwrap().boven, boven / 100.0, 1e-6);
    }
    assert_eq!([tempo(3, 0.0), tempo(3, f64::NAN), tempo(3, -1.0)], [None; 3]);
    assert_eq!(tempo(0, 5.0).unwrap().onzekerheid(), None);
    // Of many events the logarithm has a standard deviation of one over the root of their number.
    nabij(tempo(400, 1_000.0).unwrap().onzekerheid().unwrap(), 0.05, 0.001);
}

/// Pilot 300: 16 of 253 did not come after the hersteltermijn either. And 1 of 10, from the tables.
#[test]
fn a_share_has_the_exact_interval() {
    let tien = aandeel(1, 10).unwrap();
    nabij(tien.onder, 0.002_529, 1e-6);
    nabij(tien.boven, 0.445_016, 1e-6);
    let pilot = aandeel(16, 253).unwrap();
    nabij(pilot.waarde, 0.063_24, 1e-5);
    assert!(pilot.onder > 0.036 && pilot.onder < 0.038 && pilot.boven > 0.100 && pilot.boven < 0.102, "{pilot:?}");
    // None of n: 1 − 0.025^(1/n); all of n: the other way round.
    nabij(aandeel(0, 10).unwrap().boven, 1.0 - 0.025_f64.powf(0.1), 1e-9);
    nabij(aandeel(10, 10).unwrap().onder, 0.025_f64.powf(0.1), 1e-9);
    assert_eq!([aandeel(0, 0), aandeel(3, 2)], [None; 2]);
}

/// The chance of so many or fewer of a binomial distribution, summed.
fn hooguit(aantal: u64, van: u64, kans: f64) -> f64 {
    // Near one the other side has the larger terms.
    if kans > 0.5 {
        return 1.0 - (van - aantal).checked_sub(1).map_or(0.0, |rest| hooguit(rest, van, 1.0 - kans));
    }
    let mut term = (1.0 - kans).powi(i32::try_from(van).unwrap());
    let mut samen = term;
    for k in 1..=aantal {
        term *= (van - k + 1) as f64 / k as f64 * kans / (1.0 - kans);
        samen += term;
    }
    samen
}

proptest! {
    /// What defines the ends: at the upper one so few would be seen in 2.5 of 100 cases, at the lower one so many.
    #[test]
    fn at_its_ends_what_was_seen_is_rare(van in 2_u64..200, deel in 0_u64..1_000) {
        let wel = (van * deel / 1_000).clamp(1, van - 1);
        let geschat = aandeel(wel, van).unwrap();
        prop_assert!((hooguit(wel, van, geschat.boven) - 0.025).abs() < 1e-6);
        prop_assert!((1.0 - hooguit(wel - 1, van, geschat.onder) - 0.025).abs() < 1e-6);
        prop_assert!(geschat.onder < geschat.waarde && geschat.waarde < geschat.boven);
    }
}

#[test]
fn ends_become_rates_of_an_opzet() {
    let telling = |reden: &str, klasse, einden, klantmaanden| Telling {
        segment: "A".to_owned(),
        reden: reden.to_owned(),
        klasse,
        einden,
        klantmaanden,
    };
    let tellingen = [
        telling("werk", 0, 30, 400.0),
        telling("werk", 0, 10, 100.0),
        telling("werk", 2, 10, 1_000.0),
        telling("niets", 0, 0, 0.0),
    ];
    let geschat = einden(&tellingen, 3);
    assert_eq!(geschat.len(), 1, "of nothing that was seen nothing is estimated");
    let werk = &geschat[0];
    nabij(werk.per_klasse[0].unwrap().waarde, 40.0 / 500.0, 1e-12);
    assert_eq!(werk.per_klasse[1], None);
    let einde = werk.als_einde("eigen geschiedenis 2024-2026");
    nabij(einde.per_maand[1], 50.0 / 1_500.0, 1e-12);
    nabij(einde.per_maand[2], 0.01, 1e-12);
    assert!(einde.bron.contains("waar niemand was") && (0.13..0.16).contains(&einde.onzekerheid), "{einde:?}");
}

#[test]
fn inflow_has_a_level_and_a_season() {
    let maand = |jaar, maand: u8, aantal| Maandtelling { jaar, maand, aantal };
    // Twice as many in January as in other months, in a year with 130 and one with 260.
    let jaren = [(2025, 10), (2026, 20)];
    let alle: Vec<Maandtelling> = jaren
        .into_iter()
        .flat_map(|(jaar, aantal)| {
            (1..=12).map(move |nummer| maand(jaar, nummer, aantal * (1 + u32::from(nummer == 1))))
        })
        .collect();
    let factoren = seizoen(&alle).unwrap();
    nabij(factoren[0].waarde, 24.0 / 13.0, 1e-12);
    nabij(factoren[5].waarde, 12.0 / 13.0, 1e-12);
    nabij(factoren.iter().map(|factor| factor.waarde).sum(), 12.0, 1e-12);
    assert!(factoren[0].onder > 1.0, "January is surely more");
    assert_eq!(seizoen(&alle[..23]), None, "one whole year is no season");
    let geschat = instroom(&alle).unwrap();
    nabij(geschat.niveau.waarde, 390.0 / 24.0, 1e-12);
    assert!(geschat.spreiding > 2.0);
    let exact = tempo(390, 24.0).unwrap();
    nabij(geschat.niveau.boven - geschat.niveau.waarde, (exact.boven - exact.waarde) * geschat.spreiding.sqrt(), 1e-9);
    // Months that are all alike make no interval smaller than chance does.
    let gelijk: Vec<Maandtelling> = (1..=12).map(|nummer| maand(2026, nummer, 66)).collect();
    let gelijk = instroom(&gelijk).unwrap();
    nabij(gelijk.niveau.boven, tempo(792, 12.0).unwrap().boven, 1e-12);
    assert_eq!([instroom(&alle[..1]), instroom(&[])], [None; 2]);
    nabij(instroom(&[maand(2026, 1, 0), maand(2026, 2, 0)]).unwrap().niveau.waarde, 0.0, 1e-12);
}
