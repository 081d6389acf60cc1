use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    datum::plus_dagen,
    recht::scenario::{Wereld, dag, past, speel},
};

const VANDAAG: Date = date(2026, 11, 27);

/// Samira cleans on two mornings.
fn inkomsten(van: Date, tot_en_met: Option<Date>) -> Inkomsten {
    Inkomsten {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        soort: SoortInkomsten::Deeltijdwerk,
        uren_per_week: Some(8),
        bedrag: Eurocent(40_000),
        periode: Periode { van, tot_en_met },
        ingetrokken: false,
        versie: 1,
    }
}

#[test]
fn income_is_recorded_with_an_amount_and_a_first_day() {
    use InkomstenGeweigerd::{Bedrag, EindeVoorBegin, Toekomst, Uren};
    let goed = inkomsten(VANDAAG, None);
    for (waarom, rij, verwacht) in [
        ("today", goed.clone(), Ok(())),
        ("hours not known", Inkomsten { uren_per_week: None, ..goed.clone() }, Ok(())),
        ("nothing", Inkomsten { bedrag: Eurocent::ZERO, ..goed.clone() }, Err(Bedrag)),
        ("no hours", Inkomsten { uren_per_week: Some(0), ..goed.clone() }, Err(Uren)),
        ("too many", Inkomsten { uren_per_week: Some(61), ..goed.clone() }, Err(Uren)),
        ("tomorrow", inkomsten(plus_dagen(VANDAAG, 1), None), Err(Toekomst)),
        ("one day", inkomsten(VANDAAG, Some(VANDAAG)), Ok(())),
        ("backwards", inkomsten(VANDAAG, Some(plus_dagen(VANDAAG, -1))), Err(EindeVoorBegin(VANDAAG))),
    ] {
        assert_eq!(rij.leg_vast(VANDAAG).map(|_| ()), verwacht, "{waarom}");
    }
}

#[test]
fn it_ends_once_and_two_jobs_add_up() {
    let een = inkomsten(date(2026, 3, 1), None);
    let klaar = een.clone().beeindig(date(2026, 6, 30)).unwrap();
    assert_eq!(klaar.clone().beeindig(VANDAAG), Err(InkomstenGeweigerd::Voorbij));
    assert_eq!(een.clone().beeindig(date(2026, 2, 28)), Err(InkomstenGeweigerd::EindeVoorBegin(date(2026, 3, 1))));
    assert!(een.clone().beeindig(date(2026, 3, 1)).is_ok(), "one day");
    let mis = een.clone().trek_in().unwrap();
    assert_eq!(mis.clone().trek_in(), Err(InkomstenGeweigerd::Voorbij));
    let alle = [een, klaar, mis];
    assert_eq!(per_maand(&alle, date(2026, 6, 30)), Some(Eurocent(80_000)));
    assert_eq!(per_maand(&alle, date(2026, 7, 1)), Some(Eurocent(40_000)));
    assert_eq!(per_maand(&alle, date(2026, 2, 28)), None, "no income is not nought");
}

#[test]
fn a_kind_is_read_back_from_its_code() {
    for soort in SoortInkomsten::ALLE {
        assert_eq!(soort.code().parse(), Ok(soort));
    }
}

proptest! {
    /// Never more than a quarter, never more than the most, never less than nothing.
    #[test]
    fn a_quarter_up_to_the_most(cents in 1_i64..1_000_000, gebruikt in 0_u16..6) {
        let vrij = vrijlating(VANDAAG, Eurocent(cents), date(1980, 1, 1), gebruikt).unwrap();
        prop_assert!(vrij <= Eurocent(28_500) && vrij.0 * 4 <= cents + 2 && vrij >= Eurocent::ZERO);
    }
}

#[derive(Default)]
struct Bureau {
    geboren: Option<Date>,
    gebruikt: u16,
    uitslag: Option<Result<Eurocent, GeenVrijlating>>,
}

impl Wereld for Bureau {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(p) = past("een klant geboren op {} met {} maanden vrijlating", zin) {
            (self.geboren, self.gebruikt) = (Some(dag(p[0])), p[1].parse().unwrap());
        } else if let Some(p) = past("de klant in {} {} verdient", zin) {
            let bedrag = p[1].parse().expect("an amount");
            self.uitslag = Some(vrijlating(dag(p[0]), bedrag, self.geboren.unwrap(), self.gebruikt));
        } else if let Some(p) = past("wordt {} vrijgelaten", zin) {
            let uitslag = match self.uitslag.expect("something was earned") {
                Ok(bedrag) => bedrag.to_string(),
                Err(GeenVrijlating::TeJong { .. }) => "niets: te jong".to_owned(),
                Err(GeenVrijlating::MaandenOp(_)) => "niets: maanden op".to_owned(),
                Err(GeenVrijlating::BedragOnbekend(_)) => "niets: bedrag onbekend".to_owned(),
                Err(GeenVrijlating::Onbekend(_)) => "niets: regel onbekend".to_owned(),
            };
            assert_eq!(uitslag, p[0]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Bureau>(include_str!("inkomsten.feature")), 13);
}
