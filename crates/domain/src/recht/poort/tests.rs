use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    datum::{dagen_tussen, leeftijd, plus_dagen},
    geld::Eurocent,
    gesprek::picture,
    recht::{
        plaat,
        scenario::{Wereld, dag, past, speel},
    },
    uitkering::{Einde, Regeling},
};

const MELDING: Date = date(2026, 9, 1);
const VANDAAG: Date = date(2026, 11, 27);
const GEBOREN: Date = date(2003, 6, 1);

fn meld(op: Date, geboren: Date, partner_geboren: Option<Date>) -> Stap {
    let melding = Melding { op, geboren, partner_geboren };
    Poort::meld(Uuid::from_u128(1).into(), Uuid::from_u128(2).into(), melding, &[], date(2028, 1, 1))
}

fn toekenning(op: Date, ingang: Date) -> Toekenning {
    Toekenning {
        op,
        ingang,
        eerder_omdat: String::new(),
        uitkering: Uuid::from_u128(3).into(),
        klantmanager: Some(VasteKlantmanager { wie: Uuid::from_u128(4).into(), vanaf: op }),
        plan: Some(Uuid::from_u128(5).into()),
    }
}

fn weigering() -> Weigering {
    Weigering { op: VANDAAG, reden: "vermogen boven de grens (artikel 34)".into() }
}

fn voorziening() -> Code {
    "wajong".parse().unwrap()
}

fn standen() -> [PoortStand; 9] {
    [
        PoortStand::Gemeld,
        PoortStand::InZoektermijn,
        PoortStand::Intake,
        PoortStand::Aanvraag,
        PoortStand::Toegekend(toekenning(VANDAAG, MELDING)),
        PoortStand::Geweigerd(weigering()),
        PoortStand::Ingetrokken { op: VANDAAG },
        PoortStand::NaarWerk { op: VANDAAG },
        PoortStand::NaarVoorziening { op: VANDAAG, voorziening: voorziening() },
    ]
}

/// Daan, whose search period was taken away unless he is in it; broken off before the intake.
fn poort(stand: PoortStand) -> Poort {
    let gemeld = meld(MELDING, GEBOREN, None).unwrap();
    let zoektermijn = match stand {
        PoortStand::InZoektermijn => gemeld.zoektermijn.clone(),
        _ => gemeld.clone().zonder_zoektermijn(Uitzondering::MedischUrenbeperkt).unwrap().zoektermijn,
    };
    let ver = matches!(stand, PoortStand::Aanvraag | PoortStand::Toegekend(_) | PoortStand::Geweigerd(_));
    let intake = (ver || stand == PoortStand::Intake).then_some(date(2026, 10, 1));
    Poort { zoektermijn, intake, aanvraag: ver.then_some(date(2026, 10, 1)), stand, ..gemeld }
}

type Step = fn(Poort) -> Stap;

const STEPS: [(&str, Step); 10] = [
    ("uitzonderen", |p| p.zonder_zoektermijn(Uitzondering::DoelgroepLoonkostensubsidie)),
    ("eerder beginnen", |p| p.begin_eerder("geen woning".into(), MELDING, VANDAAG)),
    ("intake houden", |p| p.houd_intake(VANDAAG, VANDAAG)),
    ("aanvragen", |p| p.vraag_aan(VANDAAG, VANDAAG)),
    ("toekennen", |p| p.ken_toe(toekenning(VANDAAG, MELDING), GEBOREN, VANDAAG)),
    ("weigeren", |p| p.weiger(weigering(), VANDAAG)),
    ("intrekken", |p| p.trek_in(VANDAAG, VANDAAG)),
    ("naar werk", |p| p.naar_werk(VANDAAG, VANDAAG)),
    ("naar voorziening", |p| p.naar_voorziening(VANDAAG, voorziening(), VANDAAG)),
    ("herstellen", Poort::herstel),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(poort(stand));
            assert_eq!(taken.as_ref().ok().map(|p| p.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(plaat::in_de_kop(include_str!("../poort.rs")), picture(OVERGANGEN));
}

#[test]
fn what_is_taken_back_goes_to_what_it_was() {
    let terug = |poort: Poort| {
        let af = poort.clone().naar_werk(VANDAAG, VANDAAG).unwrap();
        assert_eq!(af.herstel(), Ok(poort));
    };
    standen().into_iter().filter(|stand| stand.klaar_op().is_none()).map(poort).for_each(terug);
    let zoekt = poort(PoortStand::InZoektermijn);
    let eerder = zoekt.clone().begin_eerder("geen woning".into(), date(2026, 9, 7), VANDAAG).unwrap();
    assert_eq!(eerder.aanvraag_vanaf(), date(2026, 9, 7));
    assert_eq!(eerder.herstel(), Ok(zoekt.clone()));
    let gesproken = zoekt.spreek(date(2026, 9, 3), VANDAAG).unwrap();
    let intake = gesproken.clone().houd_intake(VANDAAG, VANDAAG).unwrap();
    assert_eq!(intake.herstel(), Ok(gesproken));
}

#[test]
fn who_has_a_benefit_needs_no_gate() {
    let uitkering = |stand| Uitkering {
        id: Uuid::from_u128(6).into(),
        klant: Uuid::from_u128(2).into(),
        regeling: Regeling::Pw,
        datum_ingang: date(2020, 3, 1),
        maandbedrag: Eurocent(141_946),
        vorige: None,
        stand,
        versie: 1,
    };
    let melding = Melding { op: MELDING, geboren: GEBOREN, partner_geboren: None };
    let met = |uitkering| Poort::meld(Uuid::nil().into(), Uuid::nil().into(), melding, &[uitkering], VANDAAG);
    assert_eq!(met(uitkering(UitkeringStand::Lopend)), Err(PoortGeweigerd::UitkeringLoopt(date(2020, 3, 1))));
    let einde = Einde { datum: date(2026, 3, 31), reden: "werk".parse().unwrap(), toelichting: String::new() };
    let vorige = [uitkering(UitkeringStand::Beeindigd(einde))];
    let terug = met(vorige[0].clone()).unwrap();
    let bekend = terug.heraanvraag(&vorige, VANDAAG).unwrap();
    assert!(bekend.hergebruik && bekend.vorige == vorige[0].id);
    let laat = Poort { aanvraag: Some(date(2027, 4, 1)), ..terug };
    assert!(!laat.heraanvraag(&vorige, VANDAAG).unwrap().hergebruik, "the day of the application counts");
}

#[test]
fn days_follow_each_other() {
    use PoortGeweigerd::{TeVroeg, Toekomst};
    let aanvraag = || poort(PoortStand::Aanvraag);
    let eerder = date(2026, 9, 30);
    assert_eq!(aanvraag().trek_in(eerder, VANDAAG), Err(TeVroeg(date(2026, 10, 1))));
    assert_eq!(aanvraag().trek_in(plus_dagen(VANDAAG, 1), VANDAAG), Err(Toekomst));
    assert_eq!(poort(PoortStand::Intake).vraag_aan(eerder, VANDAAG), Err(TeVroeg(date(2026, 10, 1))));
    let leeg = Weigering { reden: " ".into(), ..weigering() };
    assert_eq!(aanvraag().weiger(leeg, VANDAAG), Err(PoortGeweigerd::RedenNodig));
    let klaar = poort(PoortStand::Geweigerd(weigering()));
    assert_eq!(klaar.clone().spreek(VANDAAG, VANDAAG), Err(PoortGeweigerd::PastNiet("geweigerd")));
    assert_eq!(klaar.herstel(), Err(PoortGeweigerd::Besluit));
    assert!(PoortStand::NaarWerk { op: VANDAAG }.is_afgebroken() && !PoortStand::Gemeld.is_afgebroken());
}

#[test]
fn who_has_no_search_period_applies_from_the_melding_and_not_before() {
    let poort = meld(MELDING, GEBOREN, None).unwrap().zonder_zoektermijn(Uitzondering::MedischUrenbeperkt).unwrap();
    assert_eq!(poort.aanvraag_vanaf(), MELDING);
    let eerder = plus_dagen(MELDING, -1);
    assert_eq!(poort.clone().houd_intake(eerder, VANDAAG), Err(PoortGeweigerd::TeVroeg(MELDING)));
    assert!(poort.houd_intake(MELDING, VANDAAG).is_ok());
}

#[test]
fn what_was_broken_off_is_kept_for_six_weeks() {
    let stuk = |stand| poort(stand).stuk().map(|stuk| (stuk.soort, stuk.begin));
    let afgebroken = Some((Stuksoort::AanvraagAfgebroken, Some(VANDAAG)));
    assert_eq!(stuk(PoortStand::NaarWerk { op: VANDAAG }), afgebroken);
    assert_eq!(stuk(PoortStand::Ingetrokken { op: VANDAAG }), afgebroken);
    assert_eq!(stuk(PoortStand::Geweigerd(weigering())), Some((Stuksoort::AanvraagGeweigerd, Some(VANDAAG))));
    assert_eq!(stuk(PoortStand::Aanvraag), None);
    assert_eq!(stuk(PoortStand::Toegekend(toekenning(VANDAAG, MELDING))), None, "it is kept with the benefit");
    let af = poort(PoortStand::NaarWerk { op: VANDAAG }).stuk().unwrap();
    assert!(!af.te_vernietigen(plus_dagen(VANDAAG, 42)) && af.te_vernietigen(plus_dagen(VANDAAG, 43)));
}

#[test]
fn the_day_of_the_melding_is_a_day_like_others() {
    let vandaag = plus_dagen(MELDING, 3);
    let melding = |op, geboren| Melding { op, geboren, partner_geboren: None };
    let meld_nu = |melding| Poort::meld(Uuid::nil().into(), Uuid::nil().into(), melding, &[], vandaag);
    assert!(meld_nu(melding(vandaag, GEBOREN)).is_ok());
    assert_eq!(meld_nu(melding(plus_dagen(vandaag, 1), GEBOREN)), Err(PoortGeweigerd::Toekomst));
    let jarig = meld_nu(melding(MELDING, date(1999, 9, 1))).unwrap();
    assert_eq!((jarig.stand, jarig.zoektermijn), (PoortStand::Gemeld, None), "27 today");
    let zoekt = meld_nu(melding(MELDING, GEBOREN)).unwrap();
    let vanaf = zoekt.aanvraag_vanaf();
    assert_eq!(zoekt.clone().houd_intake(MELDING, vandaag), Err(PoortGeweigerd::ZoektermijnLoopt(vanaf)));
    let twee = zoekt.spreek(vandaag, vandaag).unwrap().spreek(MELDING, vandaag).unwrap();
    assert_eq!(twee.gesproken, Some(MELDING), "the first time counts, whatever was recorded first");
}

#[test]
fn who_left_before_the_last_day_was_not_spoken_to_too_late() {
    let weg = |op| meld(MELDING, GEBOREN, None).unwrap().naar_werk(op, VANDAAG).unwrap();
    assert_eq!(weg(date(2026, 9, 8)).op_tijd_gesproken(ZONDER_NORM, VANDAAG), None);
    assert_eq!(weg(date(2026, 9, 9)).op_tijd_gesproken(ZONDER_NORM, VANDAAG), Some(false));
    let zaterdag = meld(date(2026, 11, 7), GEBOREN, None).unwrap();
    assert_eq!(zaterdag.uiterlijk_gesproken(ZONDER_NORM), date(2026, 11, 16), "a Monday: nobody speaks on a Saturday");
}

proptest! {
    /// Nobody under 27 waits longer than four weeks, and nobody waits as somebody of 27.
    #[test]
    fn the_search_period_is_short_and_for_the_young(dag in 0_i64..2_900, leeftijd_dagen in 6_500_i64..12_000) {
        let op = plus_dagen(date(2020, 1, 1), dag);
        let geboren = plus_dagen(op, -leeftijd_dagen);
        let poort = meld(op, geboren, None).unwrap();
        let wacht = dagen_tussen(op, poort.aanvraag_vanaf());
        if leeftijd(geboren, op) >= 27 {
            prop_assert_eq!((poort.stand, wacht), (PoortStand::Gemeld, 0));
        } else {
            prop_assert!((1..=28).contains(&wacht));
            prop_assert!(wacht == 28 || leeftijd(geboren, poort.aanvraag_vanaf()) == 27);
            prop_assert!(leeftijd(geboren, plus_dagen(poort.aanvraag_vanaf(), -1)) < 27);
        }
    }
}

#[derive(Default)]
struct Loket {
    geboren: Option<Date>,
    poort: Option<Poort>,
    geweigerd: Option<PoortGeweigerd>,
}

impl Loket {
    fn neem(&mut self, stap: Stap) {
        match stap {
            Ok(poort) => self.poort = Some(poort),
            Err(geweigerd) => self.geweigerd = Some(geweigerd),
        }
    }

    fn poort(&self) -> Poort {
        self.poort.clone().expect("somebody came forward")
    }

    fn meldt(&mut self, geboren: &str, op: &str, partner: Option<&str>) {
        self.geboren = Some(dag(geboren));
        self.neem(meld(dag(op), dag(geboren), partner.map(dag)));
    }

    fn kent_toe(&mut self, toekenning: Toekenning) {
        self.neem(self.poort().ken_toe(toekenning, self.geboren.expect("a birth date"), date(2028, 1, 1)));
    }

    fn dan(&mut self, zin: &str) -> bool {
        if let Some(p) = past("kan Daan aanvragen vanaf {}", zin) {
            assert_eq!(self.poort().aanvraag_vanaf(), dag(p[0]));
        } else if let Some(p) = past("is het besluit er uiterlijk op {}", zin) {
            assert_eq!(self.poort().uiterlijk_besluit(), Some(dag(p[0])));
        } else if let Some(p) = past("is Daan, gesproken op {}, op {} {}", zin) {
            let gesproken = (p[0] != "nooit").then(|| dag(p[0]));
            let poort = Poort { gesproken, ..self.poort() };
            let oordeel = match poort.op_tijd_gesproken(ZONDER_NORM, dag(p[1])) {
                Some(true) => "op tijd",
                Some(false) => "te laat",
                None => "nog niet bekend",
            };
            assert_eq!(oordeel, p[2]);
        } else if let Some(p) = past("is Daan geweigerd: {}", zin) {
            let waarom = self.geweigerd.expect("a refusal").to_string();
            assert!(waarom.starts_with(p[0]), "{waarom}");
        } else if let Some(p) = past("is Daan {}", zin) {
            assert_eq!(self.geweigerd, None);
            assert_eq!(self.poort().stand.code(), p[0]);
        } else {
            return false;
        }
        true
    }
}

impl Wereld for Loket {
    fn stap(&mut self, zin: &str) -> bool {
        let later = date(2028, 1, 1);
        if let Some(p) = past("Daan, geboren op {}, zich meldt op {} met een partner, geboren op {}", zin) {
            self.meldt(p[0], p[1], Some(p[2]));
        } else if let Some(p) = past("Daan, geboren op {}, zich meldt op {}", zin) {
            self.meldt(p[0], p[1], None);
        } else if let Some(p) = past("de intake is op {}", zin) {
            self.neem(self.poort().houd_intake(dag(p[0]), later));
        } else if let Some(p) = past("Daan op {} voor het laatst op het praktijkonderwijs stond ingeschreven", zin) {
            let school = Uitzondering::PraktijkonderwijsOfVso { laatst_ingeschreven: dag(p[0]) };
            self.neem(self.poort().zonder_zoektermijn(school));
        } else if let Some(p) = past("het college op {} eerder begint omdat \"{}\"", zin) {
            self.neem(self.poort().begin_eerder(p[1].to_owned(), dag(p[0]), later));
        } else if let Some(p) = past("Daan aanvraagt op {}", zin) {
            self.neem(self.poort().houd_intake(dag(p[0]), later).and_then(|poort| poort.vraag_aan(dag(p[0]), later)));
        } else if let Some(p) = past("het college op {} toekent vanaf {}, {} plan", zin) {
            let plan = (p[2] == "met").then(|| Uuid::from_u128(5).into());
            self.kent_toe(Toekenning { plan, ..toekenning(dag(p[0]), dag(p[1])) });
        } else if let Some(p) = past("het college op {} toekent vanaf {}, omdat \"{}\"", zin) {
            self.kent_toe(Toekenning { eerder_omdat: p[2].to_owned(), ..toekenning(dag(p[0]), dag(p[1])) });
        } else if let Some(p) = past("het college op {} toekent met een klantmanager vanaf {}", zin) {
            let wie = Uuid::from_u128(4).into();
            let klantmanager = (p[1] != "nooit").then(|| VasteKlantmanager { wie, vanaf: dag(p[1]) });
            self.kent_toe(Toekenning { klantmanager, ..toekenning(dag(p[0]), MELDING) });
        } else {
            return self.dan(zin);
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Loket>(include_str!("poort.feature")), 43);
}
