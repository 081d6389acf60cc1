use jiff::civil::date;
use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;

use super::*;
use crate::{
    contactnorm::{Frequentie, Maatwerk, norm_op, twee_gesprekken, uren_4_4_4, uren_8_4_8},
    contactstand::Invoer,
    id::GebruikerId,
    termijn::Sluitingsdagen,
    werkrooster::{Beschikbaarheid, SoortAfwezigheid, Tijdvak},
};

fn tijdvak(van: i8, tot: i8) -> Tijdvak {
    Tijdvak::nieuw(jiff::civil::time(van, 0, 0, 0), jiff::civil::time(tot, 0, 0, 0)).unwrap()
}

/// Four days of eight hours, Wednesdays off: 32 hours.
fn rooster(vanaf: Date) -> Werkrooster {
    let dag = Some(tijdvak(8, 17));
    Werkrooster {
        dagen: [dag, dag, None, dag, dag, None, None],
        pauze: Some(tijdvak(12, 13)),
        geldig: Periode::vanaf(vanaf),
    }
}

fn nadia() -> GebruikerId {
    Uuid::from_u128(1).into()
}

fn piet() -> GebruikerId {
    Uuid::from_u128(2).into()
}

fn tussen(van: Date, tot: Date) -> Periode {
    Periode { van, tot_en_met: Some(tot) }
}

#[test]
fn load_is_weighed_in_hours_and_unknown_is_not_zero() {
    for (waarom, gevraagd, werktijd, aandeel, procent) in [
        ("352 of 400 hours", Some(352 * 60), Some(1_600 * 60), Some(25), Some(88)),
        ("exactly 110", Some(440 * 60), Some(1_600 * 60), Some(25), Some(110)),
        ("rounded half up", Some(1), Some(200), Some(100), Some(1)),
        ("nobody to see", Some(0), Some(1_600 * 60), Some(25), Some(0)),
        ("no norm", None, Some(1_600 * 60), Some(25), None),
        ("no pattern", Some(240), None, Some(25), None),
        ("no share laid down", Some(240), Some(1_600 * 60), None, None),
        ("away all year", Some(240), Some(0), Some(25), None),
    ] {
        assert_eq!(Belasting { klanten: 88, gevraagd, werktijd, aandeel }.procent(), procent, "{waarom}");
    }
    let bekend = Belasting { klanten: 1, gevraagd: Some(240), werktijd: Some(1_000), aandeel: Some(50) };
    let onbekend = Belasting { werktijd: None, ..bekend };
    assert_eq!(bekend.plus(onbekend).werktijd, None, "a sum with an unknown part is unknown");
    assert_eq!(bekend.met(-1, Some(-240)), Belasting { klanten: 0, gevraagd: Some(0), ..bekend });
}

#[test]
fn a_load_is_told_with_what_is_not_known() {
    let heel = Belasting { klanten: 84, gevraagd: Some(336 * 60), werktijd: Some(1_504 * 60), aandeel: Some(25) };
    for (belasting, tekst) in [
        (heel, "84 klanten, samen 336 uur per jaar van 376 uur voor contact: 89 %"),
        (Belasting { aandeel: None, ..heel }, "84 klanten, samen 336 uur per jaar; werktijd 1.504 uur per jaar"),
        (Belasting { werktijd: None, ..heel }, "84 klanten, samen 336 uur per jaar; de werktijd is niet bekend"),
        (Belasting { werktijd: Some(0), ..heel }, "84 klanten, samen 336 uur per jaar; het komende jaar geen werktijd"),
        (
            Belasting { klanten: 1, gevraagd: None, ..heel },
            "1 klant; hoeveel uur dat vraagt is niet bekend, want er is geen contactnorm",
        ),
    ] {
        assert_eq!(belasting.in_woorden(), tekst);
    }
    let zwaarte = [0, 100, 101, 110, 111].map(Zwaarte::van);
    assert_eq!(zwaarte, [Zwaarte::Past, Zwaarte::Past, Zwaarte::Vol, Zwaarte::Vol, Zwaarte::TeZwaar]);
}

#[test]
fn a_share_rests_on_something() {
    let aandeel = |vanaf, procent, bron: &str| Contactaandeel { vanaf, procent, bron: bron.to_owned() };
    let dag = date(2026, 1, 1);
    for (procent, bron, uitslag) in [
        (25, "tijdschrijven in mei", Ok(())),
        (0, "tijdschrijven", Err(ContactaandeelGeweigerd::Procent)),
        (101, "tijdschrijven", Err(ContactaandeelGeweigerd::Procent)),
        (25, " ", Err(ContactaandeelGeweigerd::BronNodig)),
    ] {
        assert_eq!(aandeel(dag, procent, bron).stel_vast().map(|_| ()), uitslag);
    }
    let aandelen = [aandeel(date(2026, 7, 1), 30, "b"), aandeel(dag, 25, "a")];
    for (op, procent) in [(date(2025, 12, 31), None), (dag, Some(25)), (date(2026, 7, 1), Some(30))] {
        assert_eq!(aandeel_op(&aandelen, op).map(|aandeel| aandeel.procent), procent);
    }
}

/// By hand: 52 weeks from Monday 5 January 2026 are 364 days, up to and including 3 January 2027. Mondays, Tuesdays,
/// Thursdays and Fridays: 208. Nine holidays on one of them: Good Friday 3 April, Easter Monday 6 April, King's Day (a Monday),
/// Liberation Day (Tuesday 5 May), Ascension Day (Thursday 14 May) and the day on a par after it, Whit Monday 25 May, Christmas
/// Day (a Friday), New Year's Day of 2027 (a Friday). Boxing Day is a Saturday.
#[test]
fn a_year_is_52_weeks_less_holidays_closing_days_and_leave() {
    let roosters = [rooster(date(2019, 1, 1))];
    let kalender =
        Werkkalender { sluitingsdagen: Sluitingsdagen { dagen: [date(2026, 12, 24)].into(), jaren: [2026].into() } };
    let eerste = date(2026, 1, 5);
    let jaar = Jaarkalender::nieuw(&kalender, eerste, date(2026, 12, 28));
    let weg = |van, tot_en_met, soort| Afwezigheid { periode: Periode { van, tot_en_met }, soort };
    let dag_voor_dag = |afwezigheden: &[Afwezigheid]| {
        let b = Beschikbaarheid { roosters: &roosters, afwezigheden, kalender: &kalender };
        b.minuten(eerste, date(2027, 1, 3)).unwrap()
    };
    let zonder = jaar.minuten(eerste, &roosters, &[]).unwrap();
    assert_eq!(zonder, dag_voor_dag(&[]));
    assert_eq!(zonder, (208 - 9 - 1) * 8 * 60, "nine holidays and one closing day");
    let verlof = [
        weg(date(2026, 8, 3), Some(date(2026, 8, 14)), SoortAfwezigheid::Verlof),
        weg(date(2026, 8, 13), Some(date(2026, 8, 17)), SoortAfwezigheid::Cursus),
    ];
    assert_eq!(jaar.minuten(eerste, &roosters, &verlof), Some(dag_voor_dag(&verlof)));
    assert_eq!(zonder - dag_voor_dag(&verlof), 9 * 8 * 60, "8 days of leave and the Monday after, counted once");
    let ziek = [weg(date(2026, 10, 1), None, SoortAfwezigheid::Ziekte)];
    assert_eq!(jaar.minuten(eerste, &roosters, &ziek), Some(zonder), "nobody knew in January");
    assert_eq!(jaar.minuten(date(2026, 10, 2), &roosters, &ziek), Some(2 * 480), "Monday and Tuesday of that week");
    assert_eq!(jaar.minuten(date(2026, 10, 5), &roosters, &ziek), Some(0), "away until nobody knows when");
    assert_eq!(jaar.minuten(eerste, &[rooster(date(2026, 2, 1))], &[]), None, "no pattern yet: unknown");
    assert_eq!(jaar.minuten(eerste, &[], &[]), None);
}

#[test]
fn hours_are_written_as_people_say_them() {
    for (minuten, tekst) in
        [(0, "0 uur"), (30, "0,5 uur"), (150, "2,5 uur"), (240, "4 uur"), (629, "10 uur"), (96_000, "1.600 uur")]
    {
        assert_eq!(in_uren(minuten), tekst);
    }
}

/// The example of ADR 0012, by hand. Nadia has Johan from 1 November 2025 (a Saturday) and Samira from Monday 3 November.
/// Johan is *overbrugbaar* and exempt in the week of the 10th only; Samira is *direct bemiddelbaar*, goes to Piet on Monday 17
/// November, and has an agreement of 10 hours from the 24th on. The norm is 4/4/4, and 8/4/8 from the 17th on; exempt: 1 hour.
///
/// | Monday | Nadia | Piet |
/// |---|---|---|
/// | 3 | 4 + 4 = 8 | |
/// | 10 | 1 + 4 = 5 | |
/// | 17 | 4 | 8 |
/// | 24 | 4 | 10 |
/// | 1 December | Johan's benefit ended on 30 November | 10 |
#[test]
fn the_history_is_weighed_by_what_held_then() {
    let maatwerk = Maatwerk {
        gesprekken_per_jaar: Frequentie::JAARLIJKS,
        minuten_per_jaar: 600,
        reden: "vaker".to_owned(),
        door: nadia(),
        periode: Periode::vanaf(date(2025, 11, 24)),
    };
    let johan = Verleden {
        toewijzingen: vec![(nadia(), Periode::vanaf(date(2025, 11, 1)))],
        uitkeringen: vec![tussen(date(2020, 9, 1), date(2025, 11, 30))],
        segmenten: vec![("overbrugbare_afstand".parse().unwrap(), Periode::vanaf(date(2021, 1, 1)))],
        ontheffingen: vec![tussen(date(2025, 11, 10), date(2025, 11, 16))],
        maatwerk: Vec::new(),
    };
    let samira = Verleden {
        toewijzingen: vec![
            (nadia(), tussen(date(2025, 11, 3), date(2025, 11, 16))),
            (piet(), Periode::vanaf(date(2025, 11, 17))),
        ],
        uitkeringen: vec![Periode::vanaf(date(2020, 9, 1))],
        segmenten: vec![("direct_bemiddelbaar".parse().unwrap(), Periode::vanaf(date(2021, 1, 1)))],
        ontheffingen: Vec::new(),
        maatwerk: vec![maatwerk],
    };
    let normen = [uren_4_4_4(date(2019, 1, 1)), uren_8_4_8(date(2025, 11, 17))];
    let mut telling = Telling::nieuw(maandagen_van(date(2025, 10, 27), date(2025, 12, 1)));
    telling.tel(&johan);
    telling.tel(&samira);
    let weken = per_week(&telling, &normen, |_, _| (Some(2_000), Some(25)));
    let uren = |wie| -> Vec<(i8, i64, i64)> {
        let van = weken.iter().filter(|week| week.klantmanager == wie);
        van.map(|w| (w.maandag.day(), w.belasting.klanten, w.belasting.gevraagd.unwrap() / 60)).collect()
    };
    assert_eq!(uren(nadia()), [(3, 2, 8), (10, 2, 5), (17, 1, 4), (24, 1, 4)]);
    assert_eq!(uren(piet()), [(17, 1, 8), (24, 1, 10), (1, 1, 10)]);
    // 500 minutes: 8 hours are 96 %, 10 hours 120 %.
    let van_piet: Vec<_> = weken.iter().copied().filter(|week| week.klantmanager == piet()).collect();
    assert_eq!(weken_boven(&van_piet, DREMPEL), (2, 3));
    assert_eq!(weken_boven(&van_piet, 120), (0, 3), "above, not at");
    let zonder = per_week(&telling, &[], |_, _| (Some(2_000), Some(25)));
    assert!(zonder.iter().all(|week| week.belasting.gevraagd.is_none()), "no norm: unknown");
}

#[test]
fn weeks_are_those_that_begin_in_the_period() {
    let dagen = |van, tot| maandagen_van(van, tot).iter().map(|dag| dag.day()).collect::<Vec<_>>();
    assert_eq!(dagen(date(2026, 11, 1), date(2026, 11, 16)), [2, 9, 16]);
    assert_eq!(dagen(date(2026, 11, 2), date(2026, 11, 2)), [2]);
    assert_eq!(dagen(date(2026, 11, 3), date(2026, 11, 8)), Vec::<i8>::new());
}

fn periode() -> impl Strategy<Value = Periode> {
    (0_i64..700, option::of(0_i64..300)).prop_map(|(van, duur)| {
        let van = plus_dagen(date(2025, 1, 1), van);
        Periode { van, tot_en_met: duur.map(|duur| plus_dagen(van, duur)) }
    })
}

fn verleden() -> impl Strategy<Value = Verleden> {
    let segment = prop_oneof!["direct_bemiddelbaar", "overbrugbare_afstand"].prop_map(|code| code.parse().unwrap());
    let maatwerk = (periode(), 1_i64..52, 1_i64..2_000).prop_map(|(periode, vaak, minuten)| Maatwerk {
        gesprekken_per_jaar: Frequentie::try_from(vaak).unwrap(),
        minuten_per_jaar: minuten,
        reden: "x".to_owned(),
        door: nadia(),
        periode,
    });
    (
        vec((prop_oneof![Just(nadia()), Just(piet())], periode()), 0..3),
        vec(periode(), 0..3),
        vec((segment, periode()), 0..3),
        vec(periode(), 0..3),
        vec(maatwerk, 0..3),
    )
        .prop_map(|(toewijzingen, uitkeringen, segmenten, ontheffingen, maatwerk)| Verleden {
            toewijzingen,
            uitkeringen,
            segmenten,
            ontheffingen,
            maatwerk,
        })
}

proptest! {
    /// What a week asks is what the rule of its Monday asks of each client, worked out one by one.
    #[test]
    fn a_week_asks_what_the_rules_of_its_monday_ask(klanten in vec(verleden(), 0..6)) {
        let normen = [twee_gesprekken(date(2025, 3, 1)), uren_8_4_8(date(2026, 2, 1))];
        let maandagen = maandagen_van(date(2025, 1, 1), date(2026, 12, 31));
        let mut telling = Telling::nieuw(maandagen.clone());
        for klant in &klanten {
            telling.tel(klant);
        }
        let weken = per_week(&telling, &normen, |_, _| (None, None));
        for maandag in maandagen {
            let loopt = |klant: &&Verleden| klant.uitkeringen.iter().any(|periode| periode.bevat(maandag));
            let heeft = |klant: &&Verleden| klant.toewijzingen.iter().any(|(_, periode)| periode.bevat(maandag));
            let mee: Vec<&Verleden> = klanten.iter().filter(loopt).filter(heeft).collect();
            let asked: i64 = mee.iter().map(|klant| {
                let op_dag = klant.segmenten.iter().filter(|(_, p)| p.bevat(maandag)).max_by_key(|(_, p)| p.van);
                let invoer = Invoer {
                    uitkering_ingang: Some(maandag),
                    uitkering_einde: None,
                    gesprekken: &[],
                    segment: op_dag.map(|(segment, _)| segment),
                    ontheffingen: &klant.ontheffingen,
                    pauzes: &[],
                    maatwerk: &klant.maatwerk,
                    normen: &normen,
                };
                invoer.regel_op(maandag).map_or(0, |regel| regel.minuten_per_jaar)
            }).sum();
            let van_week = || weken.iter().filter(|week| week.maandag == maandag).map(|week| week.belasting);
            prop_assert_eq!(van_week().map(|b| b.klanten).sum::<i64>(), i64::try_from(mee.len()).unwrap());
            if norm_op(&normen, maandag).is_some() {
                prop_assert_eq!(van_week().map(|b| b.gevraagd.unwrap()).sum::<i64>(), asked);
            } else {
                prop_assert!(van_week().all(|b| b.gevraagd.is_none()));
            }
        }
    }

    /// Being away never adds time, however absences lie over each other.
    #[test]
    fn absence_never_adds_time(perioden in vec(periode(), 0..5), dag in 0_i64..360) {
        let dag = plus_dagen(date(2025, 1, 1), dag);
        let roosters = [rooster(date(2019, 1, 1))];
        let kalender = Werkkalender::default();
        let jaar = Jaarkalender::nieuw(&kalender, dag, dag);
        let weg: Vec<_> = perioden.into_iter()
            .map(|periode| Afwezigheid { periode, soort: SoortAfwezigheid::Verlof }).collect();
        let b = Beschikbaarheid { roosters: &roosters, afwezigheden: &weg, kalender: &kalender };
        let eerste = maandag_van(dag);
        prop_assert_eq!(jaar.minuten(dag, &roosters, &weg), b.minuten(eerste, plus_dagen(eerste, 363)));
    }
}
