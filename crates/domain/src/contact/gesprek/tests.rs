use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::datum::plus_dagen;

const DAARVOOR: &str = "2026-11-20T09:00:00Z";
const MOMENT: &str = "2026-11-23T09:30:00Z";
const DAARNA: &str = "2026-11-23T11:00:00Z";

const TERMIJN: Hersteltermijn = Hersteltermijn { brief: date(2026, 11, 23), einde: date(2026, 12, 7) };
/// The day after the cure period.
const NA_TERMIJN: Date = date(2026, 12, 8);

fn op(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn uitnodiging() -> Uitnodiging {
    Uitnodiging { op: date(2026, 11, 10), kanaal: Kanaal::Brief, bewijs: "3SKLAN123".into() }
}

fn afspraak(moment: &str) -> Afspraak {
    Afspraak { moment: op(moment), duur_minuten: 60, plaats: "kamer 1.02".into(), tolk: String::new() }
}

/// Johan's conversation of Monday 23 November.
fn gesprek(stand: GesprekStand) -> Gesprek {
    let invited = !matches!(stand, GesprekStand::TePlannen | GesprekStand::Gepland);
    Gesprek {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        klantmanager: Uuid::from_u128(3).into(),
        soort: "participatiegesprek".parse().unwrap(),
        moment: op(MOMENT),
        duur_minuten: 60,
        plaats: "kamer 2.14".into(),
        tolk: String::new(),
        uitnodiging: invited.then(uitnodiging),
        bevestigd: matches!(stand, GesprekStand::Bevestigd).then_some(date(2026, 11, 12)),
        vorige: None,
        te_houden_voor: None,
        teruggenomen: Vec::new(),
        stand,
        versie: 1,
    }
}

fn standen() -> Vec<GesprekStand> {
    let toelichting = String::new;
    vec![
        GesprekStand::TePlannen,
        GesprekStand::Gepland,
        GesprekStand::Uitgenodigd,
        GesprekStand::Bevestigd,
        GesprekStand::Verzet { door: Partij::Klant, toelichting: toelichting() },
        GesprekStand::Afgezegd { door: Partij::Klant, toelichting: toelichting() },
        GesprekStand::Gevoerd(Verslag::default()),
        GesprekStand::NietVerschenen { toelichting: toelichting() },
        GesprekStand::InHersteltermijn { toelichting: toelichting(), termijn: TERMIJN },
        GesprekStand::Hersteld {
            toelichting: toelichting(),
            reden: toelichting(),
            termijn: TERMIJN,
            op: date(2026, 12, 1),
        },
        GesprekStand::NaarRechtmatigheid { toelichting: toelichting(), termijn: TERMIJN, op: NA_TERMIJN },
    ]
}

type Step = fn(Gesprek) -> Result<Gesprek, OngeldigeOvergang>;

/// Every step by its name in [`OVERGANGEN`], taken at a moment at which nothing but the state can refuse it.
const STEPS: [(&str, Step); 11] = [
    ("inplannen", |g| g.plan_in(afspraak(MOMENT), op(DAARVOOR))),
    // What did not stand on the list is called off.
    ("terug op de lijst", |g| Gesprek { te_houden_voor: Some(date(2026, 12, 1)), ..g }.draai_planning_terug()),
    ("uitnodigen", |g| g.nodig_uit(uitnodiging())),
    ("bevestigen", |g| g.bevestig(date(2026, 11, 12))),
    ("verzetten", |g| {
        let waarom = (Partij::Klant, "ziek".to_owned());
        g.verzet(Uuid::from_u128(9).into(), afspraak("2026-12-01T09:00:00Z"), waarom, op(DAARVOOR)).map(|(oud, _)| oud)
    }),
    ("afzeggen", |g| g.zeg_af(Partij::Klant, String::new())),
    ("voeren", |g| g.voer(Verslag::default(), op(DAARNA))),
    ("niet verschijnen", |g| g.niet_verschenen(String::new(), op(DAARNA))),
    // It follows on an invitation only.
    ("hersteltermijn geven", |g| {
        Gesprek { uitnodiging: Some(uitnodiging()), ..g }.geef_hersteltermijn(TERMIJN, TERMIJN.brief, Bereikt::Zeker)
    }),
    ("alsnog komen", |g| g.is_hersteld("kwam langs".to_owned(), date(2026, 12, 1))),
    ("overdragen", |g| g.draag_over(NA_TERMIJN, Termijnbrief::Afgedrukt(TERMIJN.brief), Bereikt::Zeker)),
];

/// A conversation that was planned and never invited for, whatever became of it: what is taken back is then known.
fn nooit_uitgenodigd(stand: GesprekStand) -> Gesprek {
    let keeps = matches!(stand, GesprekStand::Uitgenodigd | GesprekStand::Bevestigd);
    let gesprek = gesprek(stand);
    Gesprek { uitnodiging: gesprek.uitnodiging.filter(|_| keeps), ..gesprek }
}

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let steps = STEPS.into_iter().chain([("herstellen", Gesprek::herstel as Step)]);
    let mut seen = 0;
    for (name, step) in steps {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(nooit_uitgenodigd(stand));
            assert_eq!(taken.as_ref().ok().map(|g| g.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn a_code_is_read_as_its_state_is() {
    for stand in standen() {
        assert_eq!(stand_in_woorden(stand.code()), stand.omschrijving());
    }
    assert_eq!(stand_in_woorden("weg"), "");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    let doc: String = include_str!("../gesprek.rs")
        .lines()
        .skip_while(|line| *line != "//! ```mermaid")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| format!("{}\n", line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default()))
        .collect();
    assert_eq!(doc, mermaid(), "paste this into the head of gesprek.rs");
}

#[test]
fn what_is_taken_back_goes_to_what_it_was() {
    let uitgenodigd = gesprek(GesprekStand::Uitgenodigd);
    let bevestigd = uitgenodigd.clone().bevestig(date(2026, 11, 12)).unwrap();
    for before in [gesprek(GesprekStand::Gepland), uitgenodigd, bevestigd] {
        for (name, step) in STEPS {
            if ["uitnodigen", "bevestigen", "terug op de lijst"].contains(&name) {
                continue;
            }
            let Ok(after) = step(before.clone()) else { continue };
            assert_eq!(after.herstel().unwrap(), before, "{name}");
        }
    }
}

#[test]
fn what_was_never_planned_goes_back_to_the_list() {
    let lijst = Gesprek { moment: op("2026-11-30T23:00:00Z"), ..gesprek(GesprekStand::TePlannen) };
    let afgezegd = lijst.clone().zeg_af(Partij::Gemeente, "niet meer nodig".into()).unwrap();
    assert_eq!(afgezegd.herstel().unwrap(), lijst);
}

#[test]
fn planning_is_taken_back_to_the_list_it_came_from_and_else_it_is_off() {
    let zet = Gesprek { moment: op("2026-11-30T23:00:00Z"), plaats: String::new(), ..gesprek(GesprekStand::TePlannen) };
    let lijst = zet.zet_op_lijst(op(DAARVOOR)).unwrap();
    let gepland = lijst.clone().plan_in(afspraak(MOMENT), op(DAARVOOR)).unwrap();
    assert_eq!(gepland.te_houden_voor, Some(date(2026, 12, 1)), "the day stays known");
    assert_eq!(gepland.draai_planning_terug().unwrap(), lijst);
    let af = gesprek(GesprekStand::Gepland).draai_planning_terug().unwrap();
    assert_eq!(af.stand.code(), "afgezegd");
    assert!(gesprek(GesprekStand::Uitgenodigd).draai_planning_terug().is_err(), "he knows of it");
}

#[test]
fn an_outcome_waits_for_its_day_but_a_cancellation_does_not() {
    let uitgenodigd = gesprek(GesprekStand::Uitgenodigd);
    assert_eq!(uitgenodigd.clone().voer(Verslag::default(), op(DAARVOOR)), Err(OngeldigeOvergang::NogNietGeweest));
    assert!(uitgenodigd.zeg_af(Partij::Klant, "ziek".into()).is_ok());
}

#[test]
fn johan_moves_his_conversation_and_is_invited_anew() {
    let uitgenodigd = gesprek(GesprekStand::Uitgenodigd);
    let waarom = || (Partij::Klant, "tandarts".to_owned());
    let (oud, nieuw) = uitgenodigd
        .clone()
        .verzet(Uuid::from_u128(9).into(), afspraak("2026-12-01T09:00:00Z"), waarom(), op(DAARVOOR))
        .unwrap();
    assert_eq!(oud.stand, GesprekStand::Verzet { door: Partij::Klant, toelichting: "tandarts".into() });
    assert_eq!(oud.uitnodiging, Some(uitnodiging()), "that he was invited for the first stays known");
    assert_eq!((nieuw.stand, nieuw.uitnodiging, nieuw.vorige), (GesprekStand::Gepland, None, Some(oud.id)));
    assert_eq!(nieuw.moment, op("2026-12-01T09:00:00Z"));
    let terug = uitgenodigd.verzet(Uuid::from_u128(9).into(), afspraak("2026-11-01T09:00:00Z"), waarom(), op(DAARVOOR));
    assert_eq!(terug.unwrap_err(), OngeldigeOvergang::MomentVoorbij);
}

#[test]
fn a_move_is_taken_back_as_long_as_nothing_came_of_it() {
    let oud = gesprek(GesprekStand::Uitgenodigd);
    let waarom = (Partij::Klant, "tandarts".to_owned());
    let nieuw_id = Uuid::from_u128(9).into();
    let (verzet, nieuw) = oud.clone().verzet(nieuw_id, afspraak("2026-12-01T09:00:00Z"), waarom, op(DAARVOOR)).unwrap();
    let (terug, af) = verzet.clone().draai_verzetten_terug(nieuw.clone()).unwrap();
    assert_eq!(terug, oud);
    assert_eq!(af.stand.code(), "afgezegd");
    assert_eq!(af.vorige, None, "another may take the place now");
    let gevoerd = nieuw.voer(Verslag::default(), op("2026-12-01T10:00:00Z")).unwrap();
    let nee = verzet.clone().draai_verzetten_terug(gevoerd).unwrap_err();
    assert_eq!(nee, OngeldigeOvergang::OpvolgerVerder("gevoerd"));
    let nee = verzet.clone().draai_verzetten_terug(gesprek(GesprekStand::Gepland)).unwrap_err();
    assert_eq!(nee, OngeldigeOvergang::NietDeOpvolger);
    assert!(oud.draai_verzetten_terug(verzet).is_err(), "only what was moved");
}

#[test]
fn samira_does_not_come_and_the_case_is_handed_over_only_after_the_last_day() {
    let niet_verschenen =
        gesprek(GesprekStand::Uitgenodigd).niet_verschenen("geen bericht".into(), op(DAARNA)).unwrap();
    let verkeerd = Hersteltermijn { brief: TERMIJN.einde, einde: TERMIJN.brief };
    assert_eq!(
        niet_verschenen.clone().geef_hersteltermijn(verkeerd, TERMIJN.brief, Bereikt::Zeker).unwrap_err(),
        OngeldigeOvergang::TermijnVoorBrief
    );
    let vroeg = Hersteltermijn { brief: date(2026, 11, 22), ..TERMIJN };
    assert_eq!(
        niet_verschenen.clone().geef_hersteltermijn(vroeg, TERMIJN.brief, Bereikt::Zeker).unwrap_err(),
        OngeldigeOvergang::BriefVoorGesprek
    );
    let voorbij = niet_verschenen.clone().geef_hersteltermijn(TERMIJN, TERMIJN.einde, Bereikt::Zeker).unwrap_err();
    assert_eq!(voorbij, OngeldigeOvergang::TermijnVoorbij, "a period that is over gives nobody time");
    let ongevraagd = Gesprek { uitnodiging: None, ..niet_verschenen.clone() };
    let nee = ongevraagd.geef_hersteltermijn(TERMIJN, TERMIJN.brief, Bereikt::Zeker).unwrap_err();
    assert_eq!(nee, OngeldigeOvergang::NietUitgenodigd);
    let nooit_weg = niet_verschenen.clone().geef_hersteltermijn(TERMIJN, TERMIJN.brief, Bereikt::Onzeker);
    assert_eq!(nooit_weg.unwrap_err(), OngeldigeOvergang::UitnodigingOnzeker, "it cannot be blamed on him");
    let te_vroeg = gesprek(GesprekStand::Uitgenodigd).niet_verschenen(String::new(), op("2026-11-23T09:29:00Z"));
    assert_eq!(te_vroeg.unwrap_err(), OngeldigeOvergang::NogNietBegonnen);
    let termijn = niet_verschenen.geef_hersteltermijn(TERMIJN, TERMIJN.brief, Bereikt::Zeker).unwrap();
    assert_eq!(
        termijn.clone().draag_over(TERMIJN.einde, Termijnbrief::Afgedrukt(TERMIJN.brief), Bereikt::Zeker).unwrap_err(),
        OngeldigeOvergang::TermijnLoopt
    );
    let hersteld = termijn.clone().is_hersteld("had een afspraak in het ziekenhuis".into(), TERMIJN.einde).unwrap();
    let GesprekStand::Hersteld { toelichting, reden, termijn: bewaard, .. } = &hersteld.stand else {
        panic!("{hersteld:?}")
    };
    assert_eq!((toelichting.as_str(), *bewaard), ("geen bericht", TERMIJN));
    assert_eq!(reden, "had een afspraak in het ziekenhuis");
    assert_eq!(hersteld.herstel().unwrap(), termijn, "a reason that was recorded by mistake goes with it");
    for (brief, nee) in [
        (Termijnbrief::Ontbreekt, OngeldigeOvergang::BriefOntbreekt),
        (Termijnbrief::NietAfgedrukt, OngeldigeOvergang::BriefNietAfgedrukt),
        (Termijnbrief::Afgedrukt(TERMIJN.einde), OngeldigeOvergang::BriefTeLaat),
        (Termijnbrief::Afgedrukt(plus_dagen(TERMIJN.brief, 1)), OngeldigeOvergang::BriefLaterWeg(NA_TERMIJN)),
    ] {
        assert_eq!(termijn.clone().draag_over(NA_TERMIJN, brief, Bereikt::Zeker).unwrap_err(), nee);
    }
    let nee = termijn.clone().draag_over(NA_TERMIJN, Termijnbrief::Afgedrukt(TERMIJN.brief), Bereikt::Onzeker);
    assert_eq!(nee.unwrap_err(), OngeldigeOvergang::UitnodigingOnzeker);
    let over = termijn.draag_over(NA_TERMIJN, Termijnbrief::Afgedrukt(TERMIJN.brief), Bereikt::Zeker).unwrap();
    assert_eq!(over.stand.code(), "naar_rechtmatigheid");
    assert_eq!(over.stand.termijn(), Some(TERMIJN));
}

#[test]
fn what_was_not_planned_has_bounds_too() {
    let voer = |nu: &str, duur_minuten| {
        let gesprek = Gesprek { duur_minuten, ..gesprek(GesprekStand::Gepland) };
        gesprek.voer_ongepland(Verslag::default(), op(nu)).map(|gesprek| gesprek.stand.code())
    };
    assert_eq!(voer(DAARNA, 60), Ok("gevoerd"));
    assert_eq!(voer(DAARVOOR, 60), Err(OngeldigeOvergang::NogNietGeweest));
    assert_eq!(voer(DAARNA, -600), Err(OngeldigeOvergang::Duur));
    assert_eq!(voer("2028-11-23T11:00:00Z", 60), Ok("gevoerd"));
    assert_eq!(voer("2028-11-24T11:00:00Z", 60), Err(OngeldigeOvergang::TeLangGeleden));
}

#[test]
fn planning_is_for_today_and_later_and_for_a_sane_length() {
    let plan =
        |nu: &str, duur_minuten| Gesprek { duur_minuten, ..gesprek(GesprekStand::Gepland) }.plan(op(nu)).map(|_| ());
    assert_eq!(plan(DAARVOOR, 60), Ok(()));
    assert_eq!(plan("2026-11-23T09:50:00Z", 60), Ok(()), "somebody at the counter is planned in today");
    assert_eq!(plan(DAARNA, 60), Err(OngeldigeOvergang::MomentVoorbij), "but not in an hour that is over");
    assert_eq!(plan("2026-11-24T09:00:00Z", 60), Err(OngeldigeOvergang::MomentVoorbij));
    assert_eq!(plan("2024-11-22T09:00:00Z", 60), Err(OngeldigeOvergang::TeVerVooruit));
    assert_eq!(plan(DAARVOOR, 0), Err(OngeldigeOvergang::Duur));
    assert_eq!(plan(DAARVOOR, 481), Err(OngeldigeOvergang::Duur));
}

proptest! {
    /// Whatever steps are tried in whatever order: an invitation is never lost by an outcome, and only what did not come
    /// gets a cure period.
    #[test]
    fn no_row_of_steps_breaks_a_conversation(steps in prop::collection::vec(0..STEPS.len(), 0..12)) {
        let mut now = gesprek(GesprekStand::TePlannen);
        for step in steps {
            let before = now.clone();
            let Ok(after) = STEPS[step].1(now.clone()) else { continue };
            prop_assert!(before.uitnodiging.is_none() || after.uitnodiging == before.uitnodiging);
            if after.stand.termijn().is_some() {
                prop_assert!(before.stand.termijn().is_some() || before.stand.code() == "niet_verschenen");
            }
            now = after;
        }
    }
}
