use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    datum::{Periode, dagen, dagen_tussen},
    recht::{
        plaat::in_de_kop,
        scenario::{Wereld, dag, past, speel},
    },
    termijn::Termijn,
};

const EERSTE_DAG: Date = date(2026, 11, 16);
const NA_TERMIJN: Date = date(2026, 12, 1);
const LAATSTE_DAG: Date = date(2027, 1, 10);
/// The letter was on paper in time, whatever day it bears.
const OP_TIJD: Termijnbrief = Termijnbrief::Afgedrukt(Date::MIN);

fn persoon(naam: &str) -> GebruikerId {
    Uuid::from_u128(naam.bytes().fold(7, |hash, byte| hash * 31 + u128::from(byte))).into()
}

fn verwijt(verwijtbaar: bool) -> Verwijtbaarheid {
    Verwijtbaarheid { verwijtbaar, waarom: "Samira is gebeld en wist van de afspraak.".into() }
}

/// Samira did not come on Friday 13 November.
fn nieuw() -> NieuweOpschorting {
    NieuweOpschorting {
        klant: Uuid::from_u128(2).into(),
        uitkering: Uuid::from_u128(3).into(),
        onderzoek: None,
        recht: Periode::vanaf(date(2021, 3, 1)),
        verzuim: Verzuim::NietVerschenen,
        verzuim_op: date(2026, 11, 13),
        toelichting: "Niet op het gesprek van 13 november.".into(),
        verwijtbaarheid: verwijt(true),
        eerste_dag: EERSTE_DAG,
        mededeling: EERSTE_DAG,
        hersteltermijn: Termijn::Weken(2),
        door: persoon("Ruben"),
    }
}

fn voorstel(op: Date) -> Voorstel {
    Voorstel { door: persoon("Aylin"), op, waarom: "Geen reactie op de brief.".into() }
}

fn terugwijzing(op: Date) -> Terugwijzing {
    Terugwijzing { door: persoon("Mehmet"), op, reden: "Bel eerst nog een keer.".into() }
}

fn herstel(op: Date) -> Herstel {
    Herstel { op, waarmee: "kwam alsnog langs".into(), door: persoon("Ruben") }
}

fn herroeping(datum: Date) -> Herroeping {
    Herroeping { datum, kenmerk: "Z-2027-0012".into(), reden: "bezwaar gegrond".into(), door: persoon("Mehmet") }
}

fn opschorting(stand: OpschortingStand) -> Opschorting {
    let nieuw = nieuw().schort_op(Uuid::from_u128(1).into(), &[], EERSTE_DAG).unwrap();
    Opschorting { stand, ..nieuw }
}

fn standen() -> Vec<OpschortingStand> {
    vec![
        OpschortingStand::Opgeschort(None),
        OpschortingStand::IntrekkingVoorgesteld(voorstel(NA_TERMIJN)),
        OpschortingStand::Ingetrokken { voorstel: voorstel(NA_TERMIJN), door: persoon("Mehmet"), op: NA_TERMIJN },
        OpschortingStand::Hersteld(herstel(NA_TERMIJN)),
        OpschortingStand::Vervallen { op: date(2027, 1, 11) },
        OpschortingStand::Herroepen { herroeping: herroeping(NA_TERMIJN), was_ingetrokken: false },
    ]
}

#[test]
fn a_letter_that_left_late_takes_no_time_from_the_client() {
    let op = |vertrokken, dag| {
        let brief = Termijnbrief::Afgedrukt(vertrokken);
        opschorting(OpschortingStand::Opgeschort(None)).stel_intrekking_voor(voorstel(dag), brief).map(|_| ())
    };
    let (donderdag, laatste) = (date(2026, 11, 19), date(2026, 12, 3));
    assert_eq!(op(donderdag, laatste), Err(OpschortingGeweigerd::HersteltermijnLoopt(laatste)));
    assert_eq!(op(donderdag, date(2026, 12, 4)), Ok(()));
    let na = date(2026, 11, 30);
    assert_eq!(op(na, date(2026, 12, 20)), Err(OpschortingGeweigerd::NietMeegedeeld), "it left when its day had come");
}

type Step = fn(Opschorting) -> Result<Opschorting, OpschortingGeweigerd>;

/// Every step by its name in [`OVERGANGEN`], taken on a day on which nothing but the state can refuse it.
const STEPS: [(&str, Step); 6] = [
    ("herstellen", |o| o.is_hersteld(herstel(NA_TERMIJN), NA_TERMIJN)),
    ("intrekking voorstellen", |o| o.stel_intrekking_voor(voorstel(NA_TERMIJN), OP_TIJD)),
    ("intrekken", |o| o.trek_in(persoon("Mehmet"), NA_TERMIJN)),
    ("terugwijzen", |o| o.wijs_terug(terugwijzing(NA_TERMIJN))),
    ("laten vervallen", |o| o.laat_vervallen(date(2027, 1, 11))),
    ("herroepen", |o| o.herroep(herroeping(NA_TERMIJN), NA_TERMIJN)),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(opschorting(stand));
            assert_eq!(taken.as_ref().ok().map(|o| o.stand.code()), drawn, "{name} from {van}: {taken:?}");
            if let Err(nee) = taken {
                assert!(matches!(nee, OpschortingGeweigerd::PastNiet(_)), "{name} from {van}: {nee}");
            }
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(in_de_kop(include_str!("../opschorting.rs")), mermaid(), "paste this into the head of opschorting.rs");
}

#[test]
fn codes_are_read_back() {
    for verzuim in Verzuim::ALLE {
        assert_eq!(verzuim.code().parse(), Ok(verzuim));
    }
    assert_eq!("ziek".parse::<Verzuim>(), Err(()));
}

#[test]
fn what_is_left_empty_is_asked_for() {
    use OpschortingGeweigerd as Nee;
    let leeg = || "  ".to_owned();
    let zonder_waarom = Verwijtbaarheid { waarom: leeg(), ..verwijt(true) };
    let van_later = date(2026, 11, 17);
    for (nieuw, nee) in [
        (NieuweOpschorting { toelichting: leeg(), ..nieuw() }, Nee::VerzuimLeeg),
        (NieuweOpschorting { verwijtbaarheid: zonder_waarom, ..nieuw() }, Nee::VerwijtbaarheidLeeg),
        (NieuweOpschorting { hersteltermijn: Termijn::Dagen(0), ..nieuw() }, Nee::GeenHersteltermijn),
        (NieuweOpschorting { verzuim_op: van_later, ..nieuw() }, Nee::BriefVoorVerzuim(van_later)),
    ] {
        assert_eq!(nieuw.schort_op(Uuid::from_u128(1).into(), &[], EERSTE_DAG).unwrap_err(), nee);
    }
    let open = || opschorting(OpschortingStand::Opgeschort(None));
    let stil = Herstel { waarmee: leeg(), ..herstel(NA_TERMIJN) };
    assert_eq!(open().is_hersteld(stil, NA_TERMIJN).unwrap_err(), Nee::HerstelLeeg);
    assert_eq!(open().is_hersteld(herstel(NA_TERMIJN), EERSTE_DAG).unwrap_err(), Nee::HerstelDatum);
    let stil = Voorstel { waarom: leeg(), ..voorstel(NA_TERMIJN) };
    assert_eq!(open().stel_intrekking_voor(stil, OP_TIJD).unwrap_err(), Nee::WaaromLeeg);
    let voorgesteld = open().stel_intrekking_voor(voorstel(NA_TERMIJN), OP_TIJD).unwrap();
    let stil = Terugwijzing { reden: leeg(), ..terugwijzing(NA_TERMIJN) };
    assert_eq!(voorgesteld.clone().wijs_terug(stil).unwrap_err(), Nee::RedenLeeg);
    let vroeg = terugwijzing(EERSTE_DAG);
    assert_eq!(voorgesteld.wijs_terug(vroeg).unwrap_err(), Nee::VoorVoorstel(NA_TERMIJN));
}

#[test]
fn a_benefit_is_suspended_once_at_a_time_and_another_failing_later_again() {
    let open = opschorting(OpschortingStand::Opgeschort(None));
    let ander = || NieuweOpschorting {
        verzuim: Verzuim::GegevensNietVerstrekt,
        verzuim_op: date(2026, 12, 4),
        eerste_dag: date(2026, 12, 7),
        mededeling: date(2026, 12, 7),
        ..nieuw()
    };
    let schort_op = |bestaand: &Opschorting| {
        let bestaand = std::slice::from_ref(bestaand);
        ander().schort_op(Uuid::from_u128(9).into(), bestaand, date(2026, 12, 7))
    };
    assert_eq!(schort_op(&open).unwrap_err(), OpschortingGeweigerd::AlOpgeschort(EERSTE_DAG));
    let elders = Opschorting { uitkering: Uuid::from_u128(8).into(), ..open.clone() };
    assert!(schort_op(&elders).is_ok(), "of an earlier spell of benefit");
    let hersteld = open.is_hersteld(herstel(NA_TERMIJN), NA_TERMIJN).unwrap();
    assert!(schort_op(&hersteld).is_ok());
}

#[test]
fn each_decision_has_its_own_time_to_object() {
    let tot = |stand| opschorting(stand).bezwaar_tot_en_met().unwrap();
    let [opgeschort, _, ingetrokken, _, _, herroepen] = standen().try_into().unwrap();
    assert_eq!(tot(opgeschort), date(2026, 12, 28), "six weeks from 16 November");
    assert_eq!(tot(ingetrokken), date(2027, 1, 12), "and from 1 December");
    assert_eq!(tot(herroepen), date(2027, 1, 12));
}

#[test]
fn what_was_taken_back_can_be_done_rightly() {
    let herroepen =
        opschorting(OpschortingStand::Opgeschort(None)).herroep(herroeping(EERSTE_DAG), EERSTE_DAG).unwrap();
    assert!(nieuw().schort_op(Uuid::from_u128(9).into(), &[herroepen], EERSTE_DAG).is_ok());
}

#[test]
fn a_decision_that_takes_back_is_not_older_and_not_of_tomorrow() {
    let open = || opschorting(OpschortingStand::Opgeschort(None));
    let vroeg = open().herroep(herroeping(date(2026, 11, 15)), NA_TERMIJN).unwrap_err();
    assert!(vroeg.to_string().contains("van vóór het besluit"), "{vroeg}");
    let morgen = open().herroep(herroeping(date(2026, 12, 2)), NA_TERMIJN).unwrap_err();
    assert!(morgen.to_string().contains("toekomst"), "{morgen}");
}

proptest! {
    /// Whatever is filled in: a suspension that is accepted lasts 56 days, and the client has until before its last day.
    #[test]
    fn a_suspension_never_lasts_longer(van in 0_i64..1_500, later in 0_i64..40, weken in 0_u16..10) {
        let eerste_dag = plus_dagen(date(2025, 1, 1), van);
        let mededeling = plus_dagen(eerste_dag, later);
        let nieuw = NieuweOpschorting {
            eerste_dag, mededeling, verzuim_op: eerste_dag, hersteltermijn: Termijn::Weken(weken), ..nieuw()
        };
        let Ok(opschorting) = nieuw.schort_op(Uuid::from_u128(1).into(), &[], mededeling) else { return Ok(()) };
        prop_assert_eq!(dagen(eerste_dag, opschorting.laatste_dag).count(), 56);
        prop_assert!(mededeling < opschorting.hersteltermijn_einde);
        prop_assert!(opschorting.hersteltermijn_einde < opschorting.laatste_dag);
        let loopt = dagen(plus_dagen(eerste_dag, -70), plus_dagen(eerste_dag, 140));
        prop_assert_eq!(loopt.filter(|dag| opschorting.loopt_op(*dag)).count(), 56);
    }

    /// Whatever steps are tried in whatever order: a right is withdrawn by two people within the eight weeks, and each end says
    /// what becomes of the right.
    #[test]
    fn no_row_of_steps_withdraws_with_one_pair_of_eyes(steps in prop::collection::vec((0..STEPS.len(), 0_i64..80), 0..12)) {
        let mut now = opschorting(OpschortingStand::Opgeschort(None));
        for (step, later) in steps {
            let op = plus_dagen(EERSTE_DAG, later);
            let before = now.clone();
            let after = match STEPS[step].0 {
                "intrekking voorstellen" => now.clone().stel_intrekking_voor(voorstel(op), OP_TIJD),
                "intrekken" => now.clone().trek_in(persoon(if later % 2 == 0 { "Aylin" } else { "Mehmet" }), op),
                _ => STEPS[step].1(now.clone()),
            };
            now = after.unwrap_or(before);
            if let OpschortingStand::Ingetrokken { voorstel, door, op } = &now.stand {
                prop_assert!(voorstel.door != *door && voorstel.op <= *op && *op <= LAATSTE_DAG);
                prop_assert!(voorstel.op >= NA_TERMIJN);
            }
            let antwoorden = [now.stand.is_open(), now.hervat_vanaf().is_some(), now.ingetrokken_vanaf().is_some()];
            prop_assert_eq!(antwoorden.into_iter().filter(|antwoord| *antwoord).count(), 1);
        }
    }
}

struct Verhaal {
    nieuw: NieuweOpschorting,
    brief: Termijnbrief,
    vandaag: Date,
    uitkomst: Option<Result<Opschorting, OpschortingGeweigerd>>,
}

impl Default for Verhaal {
    fn default() -> Self {
        Self { nieuw: nieuw(), brief: OP_TIJD, vandaag: date(2028, 12, 31), uitkomst: None }
    }
}

impl Verhaal {
    fn nu(&self) -> &Opschorting {
        self.uitkomst.as_ref().expect("somebody suspended").as_ref().expect("it was not refused")
    }

    fn doe(&mut self, step: impl FnOnce(Opschorting) -> Result<Opschorting, OpschortingGeweigerd>) {
        self.uitkomst = Some(step(self.nu().clone()));
    }

    fn gegeven(&mut self, zin: &str) -> bool {
        if let Some(deel) = past("Samira heeft recht op bijstand vanaf {}", zin) {
            self.nieuw.recht = Periode::vanaf(dag(deel[0]));
        } else if let Some(deel) = past("Samira verscheen niet op {}", zin) {
            self.nieuw.verzuim_op = dag(deel[0]);
        } else if let Some(deel) = past("de opschorting begint op {}", zin) {
            self.nieuw.eerste_dag = dag(deel[0]);
        } else if let Some(deel) = past("de brief van {} geeft {} {} om te herstellen", zin) {
            let aantal = deel[1].parse().expect("a number");
            self.nieuw.mededeling = dag(deel[0]);
            self.nieuw.hersteltermijn =
                if deel[2].starts_with("dag") { Termijn::Dagen(aantal) } else { Termijn::Weken(aantal) };
        } else if let Some(deel) = past("het is {}", zin) {
            self.vandaag = dag(deel[0]);
        } else {
            match zin {
                "het verzuim is Samira niet te verwijten" => self.nieuw.verwijtbaarheid = verwijt(false),
                "de brief is niet afgedrukt" => self.brief = Termijnbrief::NietAfgedrukt,
                _ => return false,
            }
        }
        true
    }

    fn als(&mut self, zin: &str) -> bool {
        let (vandaag, brief) = (self.vandaag, self.brief);
        if zin == "Ruben opschort" {
            self.uitkomst = Some(self.nieuw.clone().schort_op(Uuid::from_u128(1).into(), &[], vandaag));
        } else if zin == "Ruben opnieuw opschort" {
            let bestaand = [self.nu().clone()];
            self.uitkomst = Some(self.nieuw.clone().schort_op(Uuid::from_u128(9).into(), &bestaand, vandaag));
        } else if let Some(deel) = past("Samira herstelt op {}", zin) {
            self.doe(|o| o.is_hersteld(herstel(dag(deel[0])), vandaag));
        } else if let Some(deel) = past("{} stelt op {} voor om in te trekken", zin) {
            let voorstel = Voorstel { door: persoon(deel[0]), ..voorstel(dag(deel[1])) };
            self.doe(|o| o.stel_intrekking_voor(voorstel, brief));
        } else if let Some(deel) = past("{} stemt op {} in", zin) {
            self.doe(|o| o.trek_in(persoon(deel[0]), dag(deel[1])));
        } else if let Some(deel) = past("{} wijst het voorstel terug op {}", zin) {
            self.doe(|o| o.wijs_terug(Terugwijzing { door: persoon(deel[0]), ..terugwijzing(dag(deel[1])) }));
        } else if let Some(deel) = past("de opschorting vervalt op {}", zin) {
            self.doe(|o| o.laat_vervallen(dag(deel[0])));
        } else if let Some(deel) = past("het besluit van {} met kenmerk {} herroept dat", zin) {
            let herroeping = Herroeping { kenmerk: deel[1].to_owned(), ..herroeping(dag(deel[0])) };
            self.doe(|o| o.herroep(herroeping, vandaag));
        } else {
            return false;
        }
        true
    }

    fn dan(&self, zin: &str) -> bool {
        if let Some(deel) = past("is het antwoord geweigerd: {}", zin) {
            let nee = self.uitkomst.as_ref().unwrap().as_ref().unwrap_err().to_string();
            assert!(nee.contains(deel[0]), "{nee}");
        } else if let Some(deel) = past("is het antwoord {}", zin) {
            assert_eq!(self.nu().stand.code(), deel[0]);
        } else if let Some(deel) = past("duurt de opschorting tot en met {}", zin) {
            assert_eq!(self.nu().laatste_dag, dag(deel[0]));
        } else if let Some(deel) = past("duurt de opschorting {} dagen", zin) {
            let dagen = dagen_tussen(self.nu().eerste_dag, self.nu().laatste_dag) + 1;
            assert_eq!(dagen.to_string(), deel[0]);
        } else if let Some(deel) = past("is het recht op {} niet opgeschort", zin) {
            assert!(!self.nu().loopt_op(dag(deel[0])));
        } else if let Some(deel) = past("is het recht op {} opgeschort", zin) {
            assert!(self.nu().loopt_op(dag(deel[0])));
        } else if let Some(deel) = past("is de hersteltermijn tot en met {}", zin) {
            assert_eq!(self.nu().hersteltermijn_einde, dag(deel[0]));
        } else if let Some(deel) = past("herleeft het recht vanaf {}", zin) {
            assert_eq!(self.nu().hervat_vanaf(), Some(dag(deel[0])));
        } else if let Some(deel) = past("is het recht ingetrokken vanaf {}", zin) {
            assert_eq!(self.nu().ingetrokken_vanaf(), Some(dag(deel[0])));
        } else if let Some(deel) = past("is de opdracht {} vanaf {}", zin) {
            let opdracht = self.nu().opdracht();
            assert_eq!((opdracht.soort.code(), opdracht.van), (deel[0], dag(deel[1])));
        } else if let Some(deel) = past("is op {} te doen: {}", zin) {
            assert_eq!(te_doen(self.nu(), dag(deel[0])), deel[1]);
        } else {
            return false;
        }
        true
    }
}

/// What is to be done in the week before the last day, in words.
fn te_doen(opschorting: &Opschorting, vandaag: Date) -> String {
    let woord = |te_doen| match te_doen {
        TeDoen::HersteltermijnVoorbij { .. } => "hersteltermijn voorbij",
        TeDoen::TweedePersoon { .. } => "tweede persoon",
        TeDoen::LaatsteDagNadert { .. } => "laatste dag nadert",
        TeDoen::LaatsteDagVoorbij { .. } => "laatste dag voorbij",
    };
    let woorden: Vec<_> = opschorting.te_doen(vandaag, 7).into_iter().map(woord).collect();
    if woorden.is_empty() { "niets".to_owned() } else { woorden.join(", ") }
}

impl Wereld for Verhaal {
    fn stap(&mut self, zin: &str) -> bool {
        self.gegeven(zin) || self.als(zin) || self.dan(zin)
    }
}

#[test]
fn the_scenarios_hold() {
    assert!(speel::<Verhaal>(include_str!("opschorting.feature")) >= 40);
}
