use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::gesprek::picture;

const VANDAAG: Date = date(2026, 11, 23);

fn wie() -> GebruikerId {
    Uuid::from_u128(3).into()
}

fn stap_id() -> StapId {
    Uuid::from_u128(11).into()
}

fn stap(voor: Date) -> Stap {
    Stap {
        id: stap_id(),
        wat: "Meld u aan bij het taalcafé.".into(),
        wie: Wie::Klant,
        voor,
        verwijzing: None,
        stand: StapStand::Open,
    }
}

fn inhoud() -> Inhoud {
    Inhoud {
        soort: SoortDoel::Werk,
        doel: "Een baan als hovenier.".into(),
        stappen: vec![stap(date(2026, 12, 14))],
        rechten_en_plichten: RECHTEN_EN_PLICHTEN.into(),
        evaluatie: date(2027, 2, 22),
    }
}

/// Johan's plan.
fn plan(stand: PlanStand) -> Plan {
    Plan {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        nummer: 1,
        vorige: None,
        opsteller: wie(),
        opgesteld: date(2026, 11, 16),
        inhoud: inhoud(),
        stand,
        versie: 1,
    }
}

fn vaststelling() -> Vaststelling {
    Vaststelling { op: VANDAAG, door: wie(), akkoord: None }
}

fn akkoord(op: Date) -> Akkoord {
    let wijze = Wijze::Scherm { naam: "J. van der Meer".into(), hoedanigheid: None };
    Akkoord { wijze, op, vastgelegd_door: wie() }
}

fn johan() -> Persoonsnaam {
    Persoonsnaam { voornamen: "Johan".into(), voorvoegsel: "van der".into(), geslachtsnaam: "Meer".into() }
}

fn standen() -> [PlanStand; 4] {
    [
        PlanStand::Concept,
        PlanStand::Vastgesteld(vaststelling()),
        PlanStand::Vervangen { vaststelling: vaststelling(), op: VANDAAG },
        PlanStand::Beeindigd { vaststelling: vaststelling(), op: VANDAAG, toelichting: "Johan vond werk.".into() },
    ]
}

type Step = fn(Plan) -> Result<Plan, PlanGeweigerd>;

/// Every step by its name in [`OVERGANGEN`], taken so that nothing but the state can refuse it.
const STEPS: [(&str, Step); 7] = [
    ("wijzigen", |p| p.wijzig(inhoud(), VANDAAG, false)),
    ("vaststellen", |p| p.stel_vast(wie(), VANDAAG, false)),
    ("ondertekenen", |p| p.onderteken(akkoord(VANDAAG), &johan(), VANDAAG)),
    ("stap afronden", |p| p.rond_af(stap_id(), StapStand::Klaar { op: VANDAAG })),
    ("vervangen", |p| p.vervang(VANDAAG)),
    ("beeindigen", |p| p.beeindig(VANDAAG, String::new())),
    ("herstellen", Plan::herstel),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(plan(stand));
            assert_eq!(taken.as_ref().ok().map(|p| p.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    let doc: String = include_str!("../plan.rs")
        .lines()
        .skip_while(|line| *line != "//! ```mermaid")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| format!("{}\n", line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default()))
        .collect();
    assert_eq!(doc, picture(OVERGANGEN), "paste this into the head of plan.rs");
}

#[test]
fn what_is_taken_back_goes_to_what_it_was() {
    let vastgesteld = plan(PlanStand::Vastgesteld(vaststelling()));
    let ondertekend = vastgesteld.clone().onderteken(akkoord(VANDAAG), &johan(), VANDAAG).unwrap();
    assert_eq!(ondertekend.clone().onderteken(akkoord(VANDAAG), &johan(), VANDAAG), Err(PlanGeweigerd::AlOndertekend));
    assert_eq!(ondertekend.clone().vervang(VANDAAG).unwrap().herstel().unwrap(), ondertekend);
    assert_eq!(ondertekend.clone().beeindig(VANDAAG, "klaar".into()).unwrap().herstel().unwrap(), ondertekend);
    assert_eq!(ondertekend.herstel().unwrap(), vastgesteld, "the signature first");
    assert_eq!(vastgesteld.herstel().unwrap(), plan(PlanStand::Concept));
    let klaar = StapStand::Klaar { op: VANDAAG };
    let vastgesteld = plan(PlanStand::Vastgesteld(vaststelling()));
    let gedaan = vastgesteld.clone().rond_af(stap_id(), klaar).unwrap();
    assert_eq!(gedaan.open_stappen().count(), 0);
    assert_eq!(gedaan.clone().rond_af(stap_id(), klaar), Err(PlanGeweigerd::StapAl("klaar")));
    assert_eq!(gedaan.rond_af(stap_id(), StapStand::Open).unwrap(), vastgesteld);
    let onbekend = vastgesteld.rond_af(Uuid::from_u128(99).into(), klaar);
    assert_eq!(onbekend, Err(PlanGeweigerd::StapOnbekend));
}

#[test]
fn an_empty_plan_is_told_everything_at_once() {
    use PlanGeweigerd as G;
    let leeg = Inhoud {
        doel: " ".into(),
        stappen: Vec::new(),
        rechten_en_plichten: String::new(),
        evaluatie: VANDAAG,
        ..inhoud()
    };
    assert_eq!(leeg.gebreken(VANDAAG, false), [G::DoelLeeg, G::GeenStappen, G::PlichtenLeeg, G::EvaluatieVoorbij]);
    assert_eq!(inhoud().gebreken(VANDAAG, true), []);
    let vol = Inhoud { stappen: vec![stap(VANDAAG); MEESTE_STAPPEN + 1], ..inhoud() };
    assert_eq!(vol.gebreken(VANDAAG, false), [G::TeVeelStappen]);
    for (evaluatie, artikel_9a, expected) in [
        (date(2026, 11, 24), false, vec![]),
        (date(2027, 5, 23), true, vec![]),
        (date(2027, 5, 24), true, vec![G::EvaluatieNaHalfJaar(date(2027, 5, 23))]),
        (date(2028, 11, 23), false, vec![]),
        (date(2028, 11, 24), false, vec![G::EvaluatieTeVer]),
    ] {
        let inhoud = Inhoud { evaluatie, ..inhoud() };
        assert_eq!(inhoud.gebreken(VANDAAG, artikel_9a), expected, "{evaluatie} {artikel_9a}");
    }
    let te_laat = plan(PlanStand::Concept).stel_vast(wie(), date(2027, 2, 22), false);
    assert_eq!(te_laat, Err(G::EvaluatieVoorbij), "a concept that waited is judged anew");
}

#[test]
fn a_signature_has_a_name_and_a_day_that_can_be() {
    let teken = |wijze, op| {
        let akkoord = Akkoord { wijze, op, vastgelegd_door: wie() };
        plan(PlanStand::Vastgesteld(vaststelling())).onderteken(akkoord, &johan(), VANDAAG).map(|_| ())
    };
    let opgesteld = date(2026, 11, 16);
    assert_eq!(teken(Wijze::Papier, opgesteld), Ok(()), "on paper, when they wrote it together");
    let buiten = Err(PlanGeweigerd::DatumAkkoord(opgesteld));
    assert_eq!(teken(Wijze::Papier, date(2026, 11, 15)), buiten);
    assert_eq!(teken(Wijze::Papier, date(2026, 11, 24)), buiten);
    let scherm = |naam: &str, hoedanigheid| Wijze::Scherm { naam: naam.into(), hoedanigheid };
    let curator = Some(Hoedanigheid::Curator);
    assert_eq!(teken(scherm("  ", None), VANDAAG), Err(PlanGeweigerd::NaamLeeg));
    assert_eq!(teken(scherm("Johan van der Meer", None), VANDAAG), Ok(()));
    assert_eq!(teken(scherm("Els Bakker", None), VANDAAG), Err(PlanGeweigerd::NaamVanAnder), "in which capacity?");
    assert_eq!(teken(scherm("Els Bakker", curator), VANDAAG), Ok(()), "his curator");
    assert_eq!(teken(scherm("J. van der Meer", curator), VANDAAG), Err(PlanGeweigerd::NaamVanKlant));
}

/// Yara was born on 23 November 1999, Sem on a leap day.
#[test]
fn who_must_have_a_plan_and_by_when() {
    use Grond::{Jongere, OntheffingOuder};
    let yara = date(1999, 11, 23);
    let sem = date(2000, 2, 29);
    for (wie, geboren, toekenning, ontheffing_9a, expected) in [
        ("Yara, the day before she is 27", yara, Some(date(2026, 11, 22)), None, Some((Jongere, date(2026, 11, 22)))),
        ("Yara, on her 27th birthday", yara, Some(date(2026, 11, 23)), None, None),
        ("Yara, the day before she is 18", yara, Some(date(2017, 11, 22)), None, None),
        ("Yara, on her 18th birthday", yara, Some(date(2017, 11, 23)), None, Some((Jongere, date(2017, 11, 23)))),
        ("Sem, on 28 February", sem, Some(date(2027, 2, 28)), None, Some((Jongere, date(2027, 2, 28)))),
        ("Sem, on 1 March", sem, Some(date(2027, 3, 1)), None, None),
        ("Johan", date(1972, 3, 14), Some(date(2020, 9, 1)), None, None),
        ("Johan, without a benefit", date(1972, 3, 14), None, None, None),
        ("Mina, exempted, whose benefit ended", date(1990, 5, 1), None, Some(date(2026, 8, 31)), None),
        (
            "Fatma, exempted on 31 August",
            date(1990, 5, 1),
            Some(date(2024, 1, 1)),
            Some(date(2026, 8, 31)),
            Some((OntheffingOuder, date(2027, 2, 28))),
        ),
        (
            "Lisa, young and exempted",
            date(2003, 1, 1),
            Some(date(2025, 1, 1)),
            Some(date(2026, 1, 1)),
            Some((Jongere, date(2025, 1, 1))),
        ),
    ] {
        let found = verplicht(Feiten { geboren, toekenning, ontheffing_9a });
        assert_eq!(found.map(|v| (v.grond, v.uiterlijk)), expected, "{wie}");
    }
}

#[test]
fn what_is_missing_of_what_the_law_asks() {
    let jongere = Feiten { geboren: date(2004, 6, 1), toekenning: Some(date(2026, 3, 1)), ontheffing_9a: None };
    let ouder =
        Feiten { geboren: date(1990, 5, 1), toekenning: Some(date(2024, 1, 1)), ontheffing_9a: Some(date(2026, 9, 1)) };
    let ontbreekt = |feiten| verplicht(feiten).map(Tekort::Ontbreekt);
    for (feiten, vastgesteld, expected) in [
        (jongere, None, ontbreekt(jongere)),
        (jongere, Some(date(2026, 2, 28)), ontbreekt(jongere)),
        (jongere, Some(date(2026, 3, 1)), None),
        (jongere, Some(date(2025, 1, 1)), ontbreekt(jongere)),
        (ouder, None, ontbreekt(ouder)),
        (ouder, Some(date(2026, 5, 23)), None),
        (ouder, Some(date(2026, 5, 22)), Some(Tekort::NietHerzien { uiterlijk: date(2026, 11, 22) })),
        (Feiten { ontheffing_9a: None, ..ouder }, Some(date(2020, 1, 1)), None),
    ] {
        assert_eq!(tekort(feiten, vastgesteld, VANDAAG), expected, "{feiten:?} {vastgesteld:?}");
    }
}
