use jiff::civil::date;

use super::*;
use crate::{
    datum::kort,
    recht::scenario::{Wereld, dag, past, speel},
};

#[test]
fn every_kind_stands_in_the_list_once_and_is_read_back() {
    for regel in BEWAARTERMIJNEN {
        let same = BEWAARTERMIJNEN.iter().filter(|other| other.soort == regel.soort || other.code == regel.code);
        assert_eq!(same.count(), 1, "{}", regel.code);
        assert_eq!(regel.code.parse(), Ok(regel.soort));
        assert_eq!(regel.soort.regel(), regel);
        assert!(!regel.selectielijst.is_empty() && !regel.omschrijving.is_empty());
    }
    // `regel` panics for a kind without a line: the last of the enum tells how many there must be.
    assert_eq!(BEWAARTERMIJNEN.len(), Stuksoort::Beleidsevaluatie as usize + 1);
}

#[test]
fn what_is_due_is_listed_with_the_oldest_first() {
    let stuk = |kenmerk: &str, soort, begin| Stuk { kenmerk: kenmerk.into(), soort, begin };
    let stukken = [
        stuk("jong", Stuksoort::AanvraagAfgebroken, Some(date(2026, 11, 1))),
        stuk("afgebroken", Stuksoort::AanvraagAfgebroken, Some(date(2026, 10, 1))),
        stuk("loopt", Stuksoort::UitkeringVerstrekt, None),
        stuk("oud", Stuksoort::UitkeringVerstrekt, Some(date(2016, 1, 31))),
        stuk("keuring", Stuksoort::SociaalMedischAdvies, Some(date(2001, 1, 31))),
        stuk("evaluatie", Stuksoort::Beleidsevaluatie, Some(date(2001, 1, 31))),
    ];
    let kenmerken: Vec<_> = te_vernietigen(&stukken, date(2026, 11, 27)).iter().map(|s| s.kenmerk.as_str()).collect();
    assert_eq!(kenmerken, ["oud", "afgebroken"], "what is uncertain is not destroyed");
}

#[derive(Default)]
struct Archief(Option<Stuk>);

impl Wereld for Archief {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(p) = past("een stuk van de soort {} volgens {}", zin) {
            let soort: Stuksoort = p[0].parse().expect("a kind");
            assert_eq!(soort.regel().selectielijst, p[1]);
            self.0 = Some(Stuk { kenmerk: "stuk".into(), soort, begin: None });
            return true;
        }
        let Some(stuk) = &mut self.0 else { return false };
        if let Some(p) = past("de termijn begint op {}", zin) {
            stuk.begin = (p[0] != "nooit").then(|| dag(p[0]));
        } else if let Some(p) = past("staat het op {} {} op de lijst", zin) {
            assert_eq!(stuk.te_vernietigen(dag(p[0])), p[1] == "wel", "{zin}");
        } else if let Some(p) = past("is de bestemming: {}", zin) {
            let bestemming = match bestemming(stuk.soort, stuk.begin) {
                Bestemming::VernietigenVanaf(dag) => format!("vernietigen vanaf {}", kort(dag)),
                Bestemming::BlijvendBewaren => "blijvend bewaren".to_owned(),
                Bestemming::JuridischTeToetsen { vanaf, .. } => format!("juridisch te toetsen vanaf {}", kort(vanaf)),
                Bestemming::TermijnNietBegonnen => "termijn niet begonnen".to_owned(),
            };
            assert_eq!(bestemming, p[0]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Archief>(include_str!("bewaartermijn.feature")), 17);
}
