use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::recht::scenario::{Wereld, dag, past, speel};

const PEILDATUM: Date = date(2027, 1, 1);

fn klanten(aantal: u128) -> Vec<KlantId> {
    (1..=aantal).map(|nummer| Uuid::from_u128(nummer << 64 | nummer).into()).collect()
}

fn zaad(tekst: &str) -> Zaad {
    tekst.parse().unwrap()
}

fn trek(populatie: Vec<KlantId>, aandeel: u8, tekst: &str) -> Steekproef {
    let wat = (aandeel.try_into().unwrap(), zaad(tekst));
    Steekproef::trek(Uuid::from_u128(1).into(), populatie, wat, PEILDATUM, PEILDATUM).unwrap()
}

/// Fixed for good: when this changes, no sample of earlier years can be checked any more.
#[test]
fn a_recorded_sample_is_drawn_again_the_same() {
    let steekproef = trek(klanten(20), 12, "Haarlem2027");
    let nummers: Vec<_> = steekproef.getrokken.iter().map(|klant| klant.uuid().as_u128() >> 64).collect();
    assert_eq!(nummers, [8, 20], "as Python's hashlib says");
    assert_eq!(&steekproef.vingerafdruk[..16], "9e5f5347fd7806f9");
}

#[test]
fn a_share_and_a_seed_are_read_strictly() {
    assert_eq!("12".parse(), Ok(Aandeel::PILOT_300));
    assert_eq!(" 12 % ".parse(), Ok(Aandeel::PILOT_300));
    for wrong in ["0", "101", "12,5", "", "-1", "300"] {
        assert_eq!(wrong.parse::<Aandeel>(), Err(OngeldigAandeel), "{wrong}");
    }
    for wrong in ["", "kort", "met spatie", "1234567\u{e9}", &"x".repeat(65)] {
        assert_eq!(wrong.parse::<Zaad>(), Err(OngeldigZaad), "{wrong}");
    }
}

#[test]
fn somebody_else_in_the_population_is_noticed() {
    let steekproef = trek(klanten(50), 10, "Haarlem2027");
    assert!(steekproef.klopt(klanten(50)));
    assert!(!steekproef.klopt(klanten(49)));
    let ander = klanten(51).split_off(1);
    assert!(!steekproef.klopt(ander));
    let geknoeid = Steekproef { getrokken: klanten(5), ..steekproef };
    assert!(!geknoeid.klopt(klanten(50)));
}

proptest! {
    #[test]
    fn exactly_the_share_is_drawn_from_the_population(aantal in 1_u128..400, aandeel in 1_u8..=100) {
        let steekproef = trek(klanten(aantal), aandeel, "Haarlem2027");
        let omvang = u128::from(aandeel) * aantal;
        prop_assert_eq!(steekproef.getrokken.len() as u128, (omvang + 50) / 100);
        prop_assert!(steekproef.getrokken.windows(2).all(|two| two[0] < two[1]), "in order, each once");
        let iedereen = klanten(aantal);
        prop_assert!(steekproef.getrokken.iter().all(|klant| iedereen.contains(klant)));
        prop_assert!(steekproef.klopt(iedereen));
    }

    #[test]
    fn the_order_and_doubles_of_the_list_play_no_part(
        mut lijst in Just(klanten(60)).prop_shuffle(), aandeel in 1_u8..=100, dubbel in 0_usize..60,
    ) {
        lijst.push(lijst[dubbel]);
        prop_assert_eq!(trek(lijst, aandeel, "Haarlem2027"), trek(klanten(60), aandeel, "Haarlem2027"));
    }

    /// Who was drawn for a small share is drawn for a larger one too.
    #[test]
    fn a_larger_share_only_adds(klein in 1_u8..=100, groot in 1_u8..=100) {
        let (klein, groot) = (klein.min(groot), klein.max(groot));
        let (klein, groot) = (trek(klanten(200), klein, "Haarlem2027"), trek(klanten(200), groot, "Haarlem2027"));
        prop_assert!(klein.getrokken.iter().all(|klant| groot.getrokken.contains(klant)));
    }

    /// Somebody who comes displaces at most one other.
    #[test]
    fn a_newcomer_does_not_reshuffle(aantal in 10_u128..200, zaad in "[a-z0-9]{8,20}") {
        let (oud, nieuw) = (trek(klanten(aantal), 12, &zaad), trek(klanten(aantal + 1), 12, &zaad));
        let weg = oud.getrokken.iter().filter(|klant| !nieuw.getrokken.contains(klant)).count();
        prop_assert!(weg <= 1);
    }
}

/// No place in the list is luckier than another: over many seeds each client is drawn about as often.
#[test]
fn nobody_is_drawn_more_often() {
    let mut keren = vec![0_u32; 50];
    for nummer in 0..1_000 {
        for klant in trek(klanten(50), 12, &format!("zaad{nummer:04}")).getrokken {
            keren[usize::try_from(klant.uuid().as_u128() >> 64).unwrap() - 1] += 1;
        }
    }
    // 1,000 draws of 6 from 50: 120 each, with a standard deviation of about 10.
    assert!(keren.iter().all(|keer| (75..=165).contains(keer)), "{keren:?}");
}

#[derive(Default)]
struct Verhaal {
    populatie: Vec<KlantId>,
    peildatum: Option<Date>,
    uitkomst: Option<Result<Steekproef, SteekproefGeweigerd>>,
}

impl Wereld for Verhaal {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(deel) = past("{} klanten op {}", zin) {
            self.populatie = klanten(deel[0].parse().unwrap());
            self.peildatum = Some(dag(deel[1]));
        } else if let Some(deel) = past("op {} een steekproef van {} % wordt getrokken met zaad {}", zin) {
            let wat = (deel[1].parse().unwrap(), zaad(deel[2]));
            let peildatum = self.peildatum.unwrap();
            let populatie = self.populatie.clone();
            self.uitkomst = Some(Steekproef::trek(Uuid::from_u128(1).into(), populatie, wat, peildatum, dag(deel[0])));
        } else if let Some(deel) = past("zijn er {} getrokken", zin) {
            let steekproef = self.uitkomst.as_ref().unwrap().as_ref().unwrap();
            assert_eq!(steekproef.getrokken.len().to_string(), deel[0]);
        } else if let Some(deel) = past("wordt dat geweigerd: {}", zin) {
            let nee = self.uitkomst.as_ref().unwrap().as_ref().unwrap_err().to_string();
            assert!(nee.contains(deel[0]), "{nee}");
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert!(speel::<Verhaal>(include_str!("steekproef.feature")) >= 8);
}
