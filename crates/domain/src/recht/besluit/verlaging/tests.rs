use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::recht::scenario::{Wereld, dag, past, speel};

fn verwijt(verwijtbaar: bool) -> Verwijtbaarheid {
    Verwijtbaarheid { verwijtbaar, waarom: "Daan zei dat hij geen zin had.".into() }
}

fn uniform() -> Verlaging {
    Verlaging {
        grond: GrondVerlaging::Uniform { verplichting: "werk aanvaarden".into() },
        gedraging_op: date(2026, 9, 2),
        inlichtingenplicht: false,
        procent: 100,
        maanden: 1,
        eerste_maand: date(2026, 10, 1),
        verwijtbaarheid: verwijt(true),
        dringende_redenen: None,
        eigen_beoordeling: None,
        heroverweging: None,
    }
}

fn rij(code: &str, van: Date, tot_en_met: Option<Date>) -> Verlagingsrij {
    Verlagingsrij {
        code: code.into(),
        gedraging: "te laat op een afspraak".into(),
        procent: 30,
        maanden: 1,
        geldig: Periode { van, tot_en_met },
        bron: "Afstemmingsverordening, artikel 7".into(),
    }
}

#[test]
fn the_table_ships_empty_and_says_one_thing_of_a_day() {
    let tabel = |rijen: Vec<Verlagingsrij>| Verlagingstabel::try_from(rijen);
    assert!(Verlagingstabel::default().rijen().is_empty());
    let (een, twee) = (date(2020, 1, 1), date(2026, 7, 1));
    let goed = tabel(vec![rij("a", een, Some(date(2026, 6, 30))), rij("a", twee, None), rij("b", een, None)]).unwrap();
    let op = |dag| goed.op(dag).map(|rij| (rij.code.as_str(), rij.geldig.van)).collect::<Vec<_>>();
    assert_eq!(op(date(2026, 6, 30)), [("a", een), ("b", een)]);
    assert_eq!(op(twee), [("a", twee), ("b", een)]);
    let dubbel = tabel(vec![rij("a", een, Some(twee)), rij("a", twee, None)]).unwrap_err();
    assert_eq!(dubbel, OngeldigeTabel::Dubbel { code: "a".into(), dag: twee });
    let zelfde = tabel(vec![rij("a", een, None), rij("a", een, None)]).unwrap_err();
    assert_eq!(zelfde, OngeldigeTabel::Dubbel { code: "a".into(), dag: een });
    let r = || rij("a", een, None);
    for (rijen, nee) in [
        (vec![Verlagingsrij { bron: " ".into(), ..r() }], OngeldigeTabel::Leeg(1)),
        (vec![r(), Verlagingsrij { code: String::new(), ..r() }], OngeldigeTabel::Leeg(2)),
        (vec![Verlagingsrij { procent: 101, ..r() }], OngeldigeTabel::Maat(1)),
        (vec![Verlagingsrij { maanden: 0, ..r() }], OngeldigeTabel::Maat(1)),
        (vec![rij("a", twee, Some(een))], OngeldigeTabel::Geldigheid(1)),
    ] {
        assert_eq!(tabel(rijen).unwrap_err(), nee);
    }
}

#[test]
fn what_is_left_empty_is_asked_for() {
    use VerlagingGeweigerd as Nee;
    let leeg = || " ".to_owned();
    let zonder_waarom = Verwijtbaarheid { waarom: leeg(), ..verwijt(true) };
    let zonder_plicht = GrondVerlaging::Uniform { verplichting: leeg() };
    for (verlaging, nee) in [
        (Verlaging { verwijtbaarheid: zonder_waarom, ..uniform() }, Nee::VerwijtbaarheidLeeg),
        (Verlaging { grond: zonder_plicht, ..uniform() }, Nee::VerplichtingLeeg),
        (Verlaging { dringende_redenen: Some(leeg()), ..uniform() }, Nee::DringendeRedenenLeeg),
    ] {
        assert_eq!(verlaging.toets(&Verlagingstabel::default()).unwrap_err(), nee);
    }
    let stil = Verlaging { eerste_maand: date(2027, 1, 1), eigen_beoordeling: Some(leeg()), ..uniform() };
    assert!(matches!(stil.toets(&Verlagingstabel::default()), Err(Nee::Regel(_))), "silence is no judgement");
}

#[test]
fn the_law_speaks_of_months_here() {
    for welke in [Welke::VerlagingUniformTenMinste, Welke::VerlagingUniformTenHoogste] {
        assert!(maanden(regel::termijn(welke, date(2026, 7, 1)).unwrap()) > 0);
    }
}

#[test]
fn a_reduction_runs_to_the_end_of_its_last_month() {
    let verlaging = Verlaging { maanden: 3, ..uniform() };
    assert_eq!(verlaging.periode(), Periode { van: date(2026, 10, 1), tot_en_met: Some(date(2026, 12, 31)) });
}

proptest! {
    /// Whatever is filled in: never more than the rule, and never anything for who cannot be blamed.
    #[test]
    fn never_more_than_the_rule(
        procent in 0_u16..150, maanden in 0_u16..6, maand in 0_i32..24, schuld: bool, dringend: bool,
    ) {
        let verlaging = Verlaging {
            procent,
            maanden,
            eerste_maand: plus_maanden(date(2025, 12, 1), maand),
            gedraging_op: date(2025, 11, 30),
            verwijtbaarheid: verwijt(schuld),
            dringende_redenen: dringend.then(|| "kinderen".to_owned()),
            ..uniform()
        };
        if verlaging.toets(&Verlagingstabel::default()).is_ok() {
            prop_assert!(schuld && (1..=100).contains(&procent) && (1..=3).contains(&maanden));
            prop_assert!(dringend || procent == 100);
            prop_assert!(verlaging.periode().tot_en_met.unwrap() <= date(2026, 12, 31));
        }
    }
}

struct Verhaal {
    verlaging: Verlaging,
    rijen: Vec<Verlagingsrij>,
    besluit: Date,
    antwoord: Option<Result<(), VerlagingGeweigerd>>,
}

impl Default for Verhaal {
    fn default() -> Self {
        Self { verlaging: uniform(), rijen: Vec::new(), besluit: date(2026, 9, 21), antwoord: None }
    }
}

impl Verhaal {
    fn verlaag(&mut self, grond: GrondVerlaging, procent: &str, vanaf: &str, maanden: &str) {
        self.verlaging.grond = grond;
        self.verlaging.procent = procent.parse().unwrap();
        self.verlaging.maanden = maanden.parse().unwrap();
        self.verlaging.eerste_maand = dag(vanaf);
        self.antwoord = Some(self.verlaging.toets(&self.rijen.clone().try_into().unwrap()));
    }

    fn gegeven(&mut self, zin: &str) -> bool {
        if let Some(deel) = past("Daan weigerde op {} werk dat hij kon doen", zin) {
            self.verlaging.gedraging_op = dag(deel[0]);
        } else if let Some(deel) = past("de eigen beoordeling is: {}", zin) {
            self.verlaging.eigen_beoordeling = Some(deel[0].to_owned());
        } else if let Some(deel) = past("de dringende redenen zijn: {}", zin) {
            self.verlaging.dringende_redenen = Some(deel[0].to_owned());
        } else if let Some(deel) = past("de tabel zegt voor {} {} %, {} maanden, van {} tot en met {}", zin) {
            let (procent, maanden) = (deel[1].parse().unwrap(), deel[2].parse().unwrap());
            self.rijen.push(Verlagingsrij { procent, maanden, ..rij(deel[0], dag(deel[3]), Some(dag(deel[4]))) });
        } else if let Some(deel) = past("het besluit tot verlaging is van {}", zin) {
            self.besluit = dag(deel[0]);
        } else {
            match zin {
                "dat is Daan te verwijten" => self.verlaging.verwijtbaarheid = verwijt(true),
                "dat is Daan niet te verwijten" => self.verlaging.verwijtbaarheid = verwijt(false),
                "het gaat om de inlichtingenplicht" => self.verlaging.inlichtingenplicht = true,
                _ => return false,
            }
        }
        true
    }
}

impl Wereld for Verhaal {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(deel) =
            past("de uitkering met {} % wordt verlaagd om een geüniformeerde verplichting, vanaf {}, {} maanden", zin)
        {
            self.verlaag(uniform().grond, deel[0], deel[1], deel[2]);
        } else if let Some(deel) =
            past("de uitkering met {} % wordt verlaagd om gedraging {}, vanaf {}, {} maanden", zin)
        {
            let gedraging = deel[1].to_owned();
            self.verlaag(GrondVerlaging::Verordening { gedraging }, deel[0], deel[2], deel[3]);
        } else if zin == "is het antwoord goed" {
            assert_eq!(self.antwoord, Some(Ok(())));
        } else if let Some(deel) = past("is het antwoord geweigerd: {}", zin) {
            let nee = self.antwoord.unwrap().unwrap_err().to_string();
            assert!(nee.contains(deel[0]), "{nee}");
        } else if let Some(deel) = past("is de heroverweging uiterlijk op {}", zin) {
            assert_eq!(Verlaging::heroverwegen_uiterlijk(self.besluit), Ok(dag(deel[0])));
        } else {
            return self.gegeven(zin);
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert!(speel::<Verhaal>(include_str!("verlaging.feature")) >= 30);
}
