use jiff::civil::date;

use super::*;
use crate::recht::scenario::{Wereld, dag, past, speel};

#[test]
fn the_amounts_of_the_first_of_july_2026() {
    let dag = date(2026, 11, 22);
    assert_eq!(norm_op("21a", dag).unwrap().bedrag, Eurocent(141_946));
    assert_eq!(norm_op("21b", dag).unwrap().bedrag, Eurocent(202_779));
    assert_eq!(norm_op("21a", date(2024, 6, 30)).unwrap().bron, WESTLAND_2024_01);
    assert_eq!(norm_op("21a", date(2026, 6, 30)), None, "the amounts of 2024 no longer held");
    assert_eq!(norm_op("21a", date(2027, 1, 1)), None, "not known yet");
    assert_eq!(norm_op("21a", date(2023, 12, 31)), None, "no source is named for earlier sets");
    assert_eq!(norm_op("20(3)", date(2026, 6, 30)), None);
}

/// The official table of Velsen for 1 July 2024, and the amounts computed from art. 22a for 1 July 2026.
#[test]
fn sharing_costs() {
    for (dag, amounts) in [
        (date(2024, 7, 1), [93_461, 80_999, 74_768, 71_030, 68_538]),
        (date(2026, 7, 1), [101_390, 87_871, 81_112, 77_056, 74_352]),
    ] {
        for (personen, cents) in (2..).zip(amounts) {
            assert_eq!(kostendelersnorm(personen, dag), Some(Eurocent(cents)), "{personen} op {dag}");
        }
        assert_eq!(kostendelersnorm(1, dag), None);
    }
}

#[test]
fn every_amount_names_its_article_and_source_and_no_set_twice() {
    for norm in NORMEN {
        assert!(!norm.artikel.is_empty() && !norm.bron.is_empty() && norm.bedrag.0 > 0);
        let same = NORMEN.iter().filter(|other| other.artikel == norm.artikel && other.vanaf == norm.vanaf);
        assert_eq!(same.count(), 1, "{} {}", norm.artikel, norm.vanaf);
    }
}

#[derive(Default)]
struct Tabel(Option<Eurocent>);

impl Wereld for Tabel {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(p) = past("de norm van artikel {} wordt gevraagd op {}", zin) {
            self.0 = norm_op(p[0], dag(p[1])).map(|norm| norm.bedrag);
        } else if let Some(p) = past("de norm wordt gevraagd voor een woning met {} op {}", zin) {
            self.0 = norm_per_woning(p[0].parse().unwrap(), dag(p[1]));
        } else if let Some(p) = past("de norm wordt gevraagd van wie een partner zonder recht heeft op {}", zin) {
            self.0 = norm_partner_zonder_recht(dag(p[0]));
        } else if let Some(p) = past("de norm wordt gevraagd in een inrichting voor {} op {}", zin) {
            self.0 = norm_in_inrichting(p[0] == "gehuwden", dag(p[1]));
        } else if let Some(p) = past("is het bedrag {}", zin) {
            let bedrag = self.0.map_or_else(|| "onbekend".to_owned(), |bedrag| bedrag.to_string());
            assert_eq!(bedrag, p[0]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Tabel>(include_str!("norm.feature")), 45);
}

#[test]
fn the_formula_differs_a_cent_from_the_amount_of_the_law() {
    let dag = date(2026, 7, 1);
    let formule = norm_op("21b", dag).unwrap().bedrag.share(70, 100);
    assert_eq!((formule, norm_per_woning(1, dag)), (Eurocent(141_945), Some(Eurocent(141_946))));
}
