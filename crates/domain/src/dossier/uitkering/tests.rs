use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    gesprek::picture,
    recht::{
        plaat,
        scenario::{Wereld, dag, past, speel},
    },
};

fn lopend() -> Uitkering {
    Uitkering {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        regeling: Regeling::Pw,
        datum_ingang: date(2020, 3, 1),
        maandbedrag: Eurocent(141_946),
        vorige: None,
        stand: UitkeringStand::Lopend,
        versie: 1,
    }
}

fn einde(datum: Date) -> Einde {
    Einde { datum, reden: "werk".parse().unwrap(), toelichting: String::new() }
}

const VANDAAG: Date = date(2026, 11, 22);

#[test]
fn ending_and_taking_it_back() {
    let beeindigd = lopend().beeindig(einde(date(2026, 11, 30)), VANDAAG).unwrap();
    assert!(beeindigd.loopt_op(date(2026, 11, 30)), "the last day is a day of right");
    assert!(!beeindigd.loopt_op(date(2026, 12, 1)));
    assert_eq!(
        beeindigd.clone().beeindig(einde(VANDAAG), VANDAAG),
        Err(OngeldigeOvergang::AlBeeindigd(date(2026, 11, 30)))
    );
    assert_eq!(beeindigd.herstel(), Ok(lopend()));
    assert_eq!(lopend().herstel(), Err(OngeldigeOvergang::Loopt));
}

#[test]
fn impossible_ends_are_refused() {
    let per = |dag| lopend().beeindig(einde(dag), VANDAAG).map(|_| ());
    assert_eq!(per(date(2020, 2, 29)), Err(OngeldigeOvergang::VoorIngang(date(2020, 3, 1))));
    assert_eq!(per(date(2020, 3, 1)), Ok(()));
    assert_eq!(per(date(2027, 11, 22)), Ok(()));
    assert_eq!(per(date(2027, 11, 23)), Err(OngeldigeOvergang::TeVerVooruit(date(2027, 11, 22))));
}

/// The reference date of the final evaluation of Ik doe mee: 1 January 2019.
#[test]
fn durable_not_durable_or_too_early_to_say() {
    use Duurzaamheid::{Duurzaam, NietDuurzaam, NogNietBeoordeelbaar};
    let peildatum = date(2019, 1, 1);
    for (einde, opnieuw, verwacht) in [
        (date(2018, 6, 30), None, Duurzaam),
        (date(2018, 7, 1), None, NogNietBeoordeelbaar),
        (date(2018, 12, 31), None, NogNietBeoordeelbaar),
        (date(2018, 6, 30), Some(date(2018, 12, 30)), NietDuurzaam),
        (date(2018, 6, 30), Some(date(2018, 12, 31)), NietDuurzaam),
        (date(2018, 6, 30), Some(date(2019, 1, 1)), NietDuurzaam),
        (date(2018, 6, 30), Some(date(2019, 1, 2)), Duurzaam),
        (date(2018, 2, 28), Some(date(2018, 8, 29)), NietDuurzaam),
        (date(2018, 2, 28), Some(date(2018, 9, 1)), NietDuurzaam),
        (date(2018, 2, 28), Some(date(2018, 9, 2)), Duurzaam),
        (date(2018, 12, 1), Some(date(2018, 12, 20)), NietDuurzaam),
        (date(2018, 9, 1), Some(date(2019, 1, 2)), NogNietBeoordeelbaar),
        (date(2017, 5, 31), Some(date(2018, 8, 1)), Duurzaam),
    ] {
        assert_eq!(duurzaamheid(einde, opnieuw, peildatum), verwacht, "{einde} {opnieuw:?}");
    }
}

fn beeindigd(laatste: Date) -> Uitkering {
    Uitkering { stand: UitkeringStand::Beeindigd(einde(laatste)), ..lopend() }
}

fn besluit(reden: &str) -> Eindebesluit {
    let einde = Einde { reden: reden.parse().unwrap(), ..einde(date(2026, 11, 30)) };
    let door = Uuid::from_u128(7).into();
    Eindebesluit { einde, besluit: VANDAAG, door, kenmerk: String::new(), bestemming: String::new() }
}

fn terug(datum: Date, reden: &str) -> Terugdraaibesluit {
    let kenmerk = "BZW-2026-14".to_owned();
    Terugdraaibesluit { datum, kenmerk, reden: reden.to_owned(), door: Uuid::from_u128(7).into() }
}

type Step = fn(Uitkering) -> Option<Uitkering>;

const STEPS: [(&str, Step); 3] = [
    ("beeindigen", |u| u.beeindig_bij_besluit(besluit("werk"), Bevestiging::Geen, VANDAAG).ok()),
    ("herstellen", |u| u.herstel().ok()),
    ("terugdraaien", |u| u.draai_einde_terug(terug(VANDAAG, "bezwaar gegrond"), None, VANDAAG).ok().map(|(u, _)| u)),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for uitkering in [lopend(), beeindigd(VANDAAG)] {
            let van = uitkering.stand.code();
            let drawn: Vec<_> = OVERGANGEN.iter().filter(|o| o.van == van && o.stap == name).map(|o| o.naar).collect();
            let taken = step(uitkering).map(|u| u.stand.code());
            assert_eq!(taken, drawn.first().copied(), "{name} from {van}");
            seen += drawn.len();
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(plaat::in_de_kop(include_str!("../uitkering.rs")), picture(OVERGANGEN));
}

#[test]
fn a_reason_that_is_not_known_is_asked_for_once_more() {
    let met = |reden, bevestiging| lopend().beeindig_bij_besluit(besluit(reden), bevestiging, VANDAAG).map(|_| ());
    assert_eq!(met("werk", Bevestiging::Geen), Ok(()));
    assert_eq!(met(REDEN_ONBEKEND, Bevestiging::Geen), Err(BeeindigenGeweigerd::RedenOnbekend));
    assert_eq!(met(REDEN_ONBEKEND, Bevestiging::RedenBlijftOnbekend), Ok(()));
    let morgen = Eindebesluit { besluit: plus_dagen(VANDAAG, 1), ..besluit("werk") };
    assert_eq!(
        lopend().beeindig_bij_besluit(morgen, Bevestiging::Geen, VANDAAG).map(|_| ()),
        Err(BeeindigenGeweigerd::BesluitToekomst)
    );
    let al = beeindigd(VANDAAG).beeindig_bij_besluit(besluit("werk"), Bevestiging::Geen, VANDAAG);
    assert_eq!(al.map(|_| ()), Err(OngeldigeOvergang::AlBeeindigd(VANDAAG).into()));
}

#[test]
fn an_end_is_told_once_its_letter_has_a_reference() {
    let met = |kenmerk: &str| Eindebesluit { kenmerk: kenmerk.to_owned(), ..besluit("werk") }.is_verteld();
    assert_eq!([met(""), met(" "), met("UIT-2026-88")], [false, false, true]);
}

#[test]
fn a_missing_reason_is_counted_and_no_ends_have_no_share() {
    let reden = |reden: &str| Einde { reden: reden.parse().unwrap(), ..einde(VANDAAG) };
    let telling = Redenen::tel(&[reden("werk"), reden("onbekend"), reden("school"), reden("werk")]);
    assert_eq!((telling.bruikbaar, telling.ontbreekt, telling.aandeel_ontbreekt()), (3, 1, Some(0.25)));
    assert_eq!(Redenen::tel(&[]).aandeel_ontbreekt(), None);
}

#[test]
fn an_end_is_undone_by_a_decision_with_a_reason() {
    use TerugdraaienGeweigerd::{BesluitToekomst, KenmerkNodig, Opvolger, RedenNodig};
    let met = |besluit, volgende| beeindigd(VANDAAG).draai_einde_terug(besluit, volgende, VANDAAG);
    let (uitkering, teruggedraaid) = met(terug(VANDAAG, "bezwaar gegrond"), None).unwrap();
    assert_eq!(uitkering, lopend());
    assert_eq!(teruggedraaid.einde, einde(VANDAAG), "what was decided stays known");
    assert_eq!(met(terug(VANDAAG, " "), None), Err(RedenNodig));
    let zonder = Terugdraaibesluit { kenmerk: " ".to_owned(), ..terug(VANDAAG, "bezwaar") };
    assert_eq!(met(zonder, None), Err(KenmerkNodig));
    assert_eq!(met(terug(plus_dagen(VANDAAG, 1), "bezwaar"), None), Err(BesluitToekomst));
    let later = date(2027, 1, 4);
    assert_eq!(met(terug(VANDAAG, "bezwaar"), Some(later)), Err(Opvolger(later)));
}

#[test]
fn the_spell_before_is_the_last_that_ended_before() {
    let oud = Uitkering { id: Uuid::from_u128(8).into(), ..beeindigd(date(2021, 5, 31)) };
    let laatste = Uitkering { id: Uuid::from_u128(9).into(), datum_ingang: date(2023, 1, 1), ..beeindigd(VANDAAG) };
    let eerdere = [laatste.clone(), oud.clone()];
    let nieuw = |van| Uitkering { datum_ingang: van, ..lopend() }.koppel_vorige(&eerdere).vorige;
    assert_eq!(nieuw(date(2026, 11, 23)), Some(laatste.id));
    assert_eq!(nieuw(VANDAAG), Some(oud.id), "the last day of right is no day before");
    assert_eq!(nieuw(date(2021, 5, 31)), None);
}

proptest! {
    /// Known data are used again for twelve months: a year or a day more, and never before the end.
    #[test]
    fn data_are_used_again_for_twelve_months(dag in 0_i64..4_000, na in -30_i64..500) {
        let laatste = plus_dagen(date(2026, 1, 1), dag);
        let gevonden = heraanvraag(&[Uitkering { datum_ingang: date(2020, 1, 1), ..beeindigd(laatste) }], plus_dagen(laatste, na));
        prop_assert_eq!(gevonden.is_some(), na > 0);
        if let Some(gevonden) = gevonden {
            prop_assert_eq!(gevonden.hergebruik, na <= 365 || (na == 366 && gevonden.hergebruik));
        }
    }
}

#[derive(Default)]
struct Bureau {
    uitkering: Option<Uitkering>,
    gevonden: Option<Heraanvraag>,
    uitslag: Option<Result<Uitkering, BeeindigenGeweigerd>>,
}

impl Wereld for Bureau {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(p) = past("een uitkering met {} als laatste dag van recht", zin) {
            self.uitkering = Some(beeindigd(dag(p[0])));
        } else if zin == "een lopende uitkering" {
            self.uitkering = Some(lopend());
        } else if let Some(p) = past("de klant op {} opnieuw bijstand aanvraagt", zin) {
            self.gevonden = heraanvraag(self.uitkering.as_slice(), dag(p[0]));
        } else if let Some(p) = past("worden de bekende gegevens {} opnieuw gebruikt", zin) {
            assert_eq!(self.gevonden.expect("a former spell").hergebruik, p[0] == "wel", "{zin}");
        } else if let Some(p) = past("de uitkering eindigt om de reden {}, {} bevestigd", zin) {
            let bevestiging = if p[1] == "wel" { Bevestiging::RedenBlijftOnbekend } else { Bevestiging::Geen };
            let uitkering = self.uitkering.clone().expect("a spell");
            self.uitslag = Some(uitkering.beeindig_bij_besluit(besluit(p[0]), bevestiging, VANDAAG));
        } else if zin == "vraagt Klantbeeld nog een keer naar de reden" {
            assert_eq!(self.uitslag, Some(Err(BeeindigenGeweigerd::RedenOnbekend)));
        } else if let Some(p) = past("is de uitkering beëindigd en telt de reden als {}", zin) {
            let uitkering = self.uitslag.clone().expect("an end").unwrap();
            let UitkeringStand::Beeindigd(einde) = uitkering.stand else { panic!("ended") };
            assert_eq!(if einde.reden_ontbreekt() { "ontbrekend" } else { "bruikbaar" }, p[0]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Bureau>(include_str!("einde.feature")), 10);
}
