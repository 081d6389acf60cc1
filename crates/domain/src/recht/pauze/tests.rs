use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    datum::{Periode, dagen, plus_maanden},
    geld::Eurocent,
    gesprek::picture,
    recht::{
        plaat,
        scenario::{Wereld, dag, past, speel},
    },
    uitkering::Regeling,
};

const EERSTE: Date = date(2026, 9, 1);
const LAATSTE: Date = date(2026, 11, 30);
const VERSTREKEN: Date = date(2026, 12, 2);

fn uitkering() -> Uitkering {
    Uitkering {
        id: Uuid::from_u128(3).into(),
        klant: Uuid::from_u128(2).into(),
        regeling: Regeling::Pw,
        datum_ingang: date(2020, 3, 1),
        maandbedrag: Eurocent(141_946),
        vorige: None,
        stand: UitkeringStand::Lopend,
        versie: 1,
    }
}

/// Johan works at the garden centre for the season.
fn pauze(stand: PauzeStand) -> Pauze {
    Pauze {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        uitkering: Uuid::from_u128(3).into(),
        eerste_dag: EERSTE,
        laatste_dag: LAATSTE,
        stand,
        versie: 1,
    }
}

fn standen() -> [PauzeStand; 4] {
    [
        PauzeStand::Loopt,
        PauzeStand::Teruggekeerd { vanaf: date(2026, 11, 1) },
        PauzeStand::Uitgelopen { op: VERSTREKEN },
        PauzeStand::Ingetrokken { op: VERSTREKEN, reden: "verkeerde klant".into() },
    ]
}

type Step = fn(Pauze) -> Stap;

const STEPS: [(&str, Step); 4] = [
    ("terugkeren", |p| p.keer_terug(date(2026, 11, 1), VERSTREKEN)),
    ("uitlopen", |p| p.loop_uit(VERSTREKEN).map(|(pauze, _)| pauze)),
    ("intrekken", |p| p.trek_in("verkeerde klant".into(), VERSTREKEN)),
    ("herstellen", Pauze::herstel),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(pauze(stand));
            assert_eq!(taken.as_ref().ok().map(|p| p.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(plaat::in_de_kop(include_str!("../pauze.rs")), picture(OVERGANGEN));
}

#[test]
fn what_happens_today_is_recorded_today() {
    let vandaag = date(2026, 9, 15);
    let nieuw = Pauze { eerste_dag: vandaag, ..pauze(PauzeStand::Loopt) };
    assert!(nieuw.begin(&uitkering(), &[], vandaag).is_ok());
    assert!(pauze(PauzeStand::Loopt).keer_terug(vandaag, vandaag).is_ok());
    let morgen = plus_dagen(vandaag, 1);
    assert_eq!(pauze(PauzeStand::Loopt).keer_terug(morgen, vandaag), Err(PauzeGeweigerd::Toekomst));
}

fn begin(eerste_dag: Date, bestaand: &[Pauze]) -> Stap {
    let id = Uuid::from_u128(9).into();
    Pauze { id, eerste_dag, ..pauze(PauzeStand::Loopt) }.begin(&uitkering(), bestaand, date(2027, 6, 1))
}

#[test]
fn a_pause_is_of_a_spell_that_runs() {
    use PauzeGeweigerd::{GeenUitkering, Toekomst, VoorIngang};
    let per = |dag| begin(dag, &[]).map(|p| p.laatste_dag);
    assert_eq!(per(EERSTE), Ok(LAATSTE));
    assert_eq!(per(date(2020, 3, 1)), Err(VoorIngang(date(2020, 3, 1))), "a spell does not begin with a pause");
    assert_eq!(per(date(2020, 3, 2)), Ok(date(2020, 6, 1)));
    assert_eq!(per(date(2027, 6, 2)), Err(Toekomst));
    let einde = Einde { datum: LAATSTE, reden: code("verhuizing"), toelichting: String::new() };
    let beeindigd = Uitkering { stand: UitkeringStand::Beeindigd(einde), ..uitkering() };
    let na = Pauze { eerste_dag: date(2026, 12, 1), ..pauze(PauzeStand::Loopt) };
    assert_eq!(na.begin(&beeindigd, &[], VERSTREKEN), Err(GeenUitkering(date(2026, 12, 1))));
    assert!(is_achterhaald(&pauze(PauzeStand::Loopt), &beeindigd));
    assert!(!is_achterhaald(&pauze(PauzeStand::Loopt), &uitkering()));
    let vroeg = Uitkering { datum_ingang: date(2016, 1, 1), ..uitkering() };
    let voor_het_beleid = Pauze { eerste_dag: date(2016, 6, 30), ..pauze(PauzeStand::Loopt) };
    let geweigerd = voor_het_beleid.begin(&vroeg, &[], VERSTREKEN).unwrap_err().to_string();
    assert!(geweigerd.contains("30 jun 2016") && geweigerd.contains("niet bekend"), "{geweigerd}");
}

#[test]
fn between_two_pauses_is_a_day_of_benefit() {
    let terug = [pauze(PauzeStand::Teruggekeerd { vanaf: date(2026, 11, 1) })];
    assert_eq!(begin(date(2026, 11, 1), &terug), Err(PauzeGeweigerd::Overlapt(EERSTE)), "back and gone the same day");
    assert!(begin(date(2026, 11, 2), &terug).is_ok());
    assert_eq!(begin(date(2026, 6, 2), &terug), Err(PauzeGeweigerd::Overlapt(EERSTE)), "its last day touches");
    assert_eq!(begin(date(2026, 6, 1), &terug), Err(PauzeGeweigerd::Overlapt(EERSTE)), "no day between");
    assert!(begin(date(2026, 5, 31), &terug).is_ok());
    let mis = [pauze(PauzeStand::Ingetrokken { op: VERSTREKEN, reden: "dubbel".into() })];
    assert!(begin(EERSTE, &mis).is_ok(), "a mistake is in nobody's way");
    assert_eq!(pauze(PauzeStand::Loopt).trek_in("  ".into(), VERSTREKEN), Err(PauzeGeweigerd::RedenNodig));
}

#[test]
fn a_figure_knows_a_pause_from_an_end() {
    let van = date(2026, 8, 30);
    let stukken = |pauze: Pauze, uitkering: &Uitkering| dagstanden(uitkering, &[pauze], van, date(2026, 12, 5));
    let stuk = |stand, van, tot| (stand, Periode { van, tot_en_met: Some(tot) });
    let (op, pauzeert, klaar) = (Dagstand::OpUitkering, Dagstand::Gepauzeerd, Dagstand::Beeindigd);
    assert_eq!(
        stukken(pauze(PauzeStand::Teruggekeerd { vanaf: date(2026, 11, 1) }), &uitkering()),
        [
            stuk(op, van, date(2026, 8, 31)),
            stuk(pauzeert, EERSTE, date(2026, 10, 31)),
            stuk(op, date(2026, 11, 1), date(2026, 12, 5)),
        ]
    );
    let loopt = stukken(pauze(PauzeStand::Loopt), &uitkering());
    assert_eq!(loopt[1..], [stuk(pauzeert, EERSTE, date(2026, 12, 5))], "nobody decided yet");
    let (uit, einde) = pauze(PauzeStand::Loopt).loop_uit(VERSTREKEN).unwrap();
    let verwacht = [stuk(op, van, date(2026, 8, 31)), stuk(klaar, EERSTE, date(2026, 12, 5))];
    assert_eq!(stukken(uit.clone(), &uitkering()), verwacht, "before the end is written");
    let beeindigd = uitkering().beeindig(einde, VERSTREKEN).unwrap();
    assert_eq!(stukken(uit, &beeindigd), verwacht, "and after");
    let mis = PauzeStand::Ingetrokken { op: VERSTREKEN, reden: "dubbel".into() };
    assert_eq!(stukken(pauze(mis), &uitkering()), [stuk(op, van, date(2026, 12, 5))]);
}

proptest! {
    /// Three months, whatever the month: never shorter than counted from either side, never into a fourth.
    #[test]
    fn a_pause_is_three_months(dag in 0_i64..8_000) {
        let eerste = plus_dagen(date(2016, 7, 1), dag);
        let laatste = laatste_dag(eerste).unwrap();
        prop_assert!(laatste >= plus_dagen(plus_maanden(eerste, 3), -1));
        prop_assert!(laatste <= plus_maanden(eerste, 3));
        prop_assert!((88..=91).contains(&dagen_tussen(eerste, laatste)));
    }

    /// Each day is one thing, and a pause changes nothing outside itself.
    #[test]
    fn outside_the_pause_the_spell_is_what_it_was(van in 0_i64..400, terug in 1_i64..90) {
        let eerste = plus_dagen(EERSTE, van);
        let vanaf = plus_dagen(eerste, terug);
        let stand = PauzeStand::Teruggekeerd { vanaf };
        let pauzes = [Pauze { eerste_dag: eerste, ..pauze(stand) }];
        for dag in dagen(plus_dagen(eerste, -40), plus_dagen(vanaf, 40)) {
            let binnen = eerste <= dag && dag < vanaf;
            let verwacht = if binnen { Dagstand::Gepauzeerd } else { dagstand(&uitkering(), &[], dag) };
            prop_assert_eq!(dagstand(&uitkering(), &pauzes, dag), verwacht);
        }
    }
}

#[derive(Default)]
struct Bureau {
    uitkering: Option<Uitkering>,
    pauze: Option<Pauze>,
    geweigerd: bool,
    einde: Option<Einde>,
}

impl Bureau {
    fn pauze(&self) -> Pauze {
        self.pauze.clone().expect("a pause began")
    }

    fn neem(&mut self, stap: Stap) {
        match stap {
            Ok(pauze) => self.pauze = Some(pauze),
            Err(_) => self.geweigerd = true,
        }
    }
}

impl Wereld for Bureau {
    fn stap(&mut self, zin: &str) -> bool {
        // Everything is recorded long after it happened; what is asked of a day says so.
        let later = date(2028, 1, 1);
        if let Some(p) = past("een uitkering vanaf {}", zin) {
            self.uitkering = Some(Uitkering { datum_ingang: dag(p[0]), ..uitkering() });
        } else if let Some(p) = past("een pauze begint op {}", zin) {
            let nieuw = Pauze { eerste_dag: dag(p[0]), ..pauze(PauzeStand::Loopt) };
            self.neem(nieuw.begin(self.uitkering.as_ref().unwrap(), &[], later));
        } else if let Some(p) = past("de klant terugkeert op {}", zin) {
            self.neem(self.pauze().keer_terug(dag(p[0]), later));
        } else if let Some(p) = past("de pauze uitloopt op {}", zin) {
            let stap = self.pauze().loop_uit(dag(p[0]));
            self.einde = stap.as_ref().ok().map(|(_, einde)| einde.clone());
            self.neem(stap.map(|(pauze, _)| pauze));
        } else if let Some(p) = past("is de laatste dag van de pauze {}", zin) {
            assert_eq!(self.pauze().laatste_dag, dag(p[0]));
        } else if let Some(p) = past("is de pauze {}", zin) {
            let stand = if self.geweigerd { "geweigerd" } else { self.pauze().stand.code() };
            assert_eq!(stand, p[0]);
        } else if let Some(p) = past("is het signaal op {}: {}", zin) {
            let signaal = match self.pauze().signaal(dag(p[0])) {
                None => "geen".to_owned(),
                Some(Pauzesignaal::LooptAf { over_dagen, .. }) => format!("loopt af, nog {over_dagen}"),
                Some(Pauzesignaal::Verstreken { .. }) => "verstreken".to_owned(),
            };
            assert_eq!(signaal, p[1]);
        } else if let Some(p) = past("is het einde van de uitkering {} door {}", zin) {
            let einde = self.einde.clone().expect("an end");
            assert_eq!((einde.datum, einde.reden.as_str()), (dag(p[0]), p[1]));
        } else if zin == "is het einde van de uitkering er niet" {
            assert_eq!(self.einde, None);
        } else if let Some(p) = past("is de klant op {} {}", zin) {
            let wat = match dagstand(self.uitkering.as_ref().unwrap(), &[self.pauze()], dag(p[0])) {
                Dagstand::NogNiet => "nog niet",
                Dagstand::OpUitkering => "op uitkering",
                Dagstand::Gepauzeerd => "gepauzeerd",
                Dagstand::Beeindigd => "beeindigd",
            };
            assert_eq!(wat, p[1]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Bureau>(include_str!("pauze.feature")), 25);
}
