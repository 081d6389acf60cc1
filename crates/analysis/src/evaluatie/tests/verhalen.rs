//! One client, one boundary at a time.

use domain::project::{Caseloadnorm, Uren};

use super::{
    super::{Aandeel, EvaluatieGeweigerd},
    *,
};
use crate::overleving::nog_in_uitkering;

#[test]
fn fatma_ended_on_30_june_lastingly_and_piet_a_day_later_cannot_be_judged_yet() {
    let evaluatie =
        op_nieuwjaar_2019(&met([beeindigd(date(2018, 6, 30), "werk"), beeindigd(date(2018, 7, 1), "werk")]));
    let uitstroom = &evaluatie.uitstroom;
    assert_eq!((uitstroom.duurzaamheid.duurzaam, uitstroom.duurzaamheid.nog_niet_beoordeelbaar), (1, 1));
    assert_eq!(uitstroom.ondergrens.waarde(), Some(0.5));
    assert_eq!(uitstroom.van_beoordeelbaar.waarde(), Some(1.0), "of those that could be judged, all lasted");
    assert_eq!(uitstroom.bovengrens.waarde(), Some(1.0));
    assert_eq!(
        waarschuwing(&evaluatie, WaarschuwingCode::NogNietBeoordeelbaar),
        Some(
            "Van 1 beëindigde uitkering is nog niet te zeggen of die duurzaam is: wie op of na 1 juli 2018 uitstroomde, \
             kan op de peildatum nog geen zes maanden zonder uitkering zijn. Het aandeel duurzaam van alle beëindigde \
             uitkeringen is daarom een ondergrens."
        )
    );
}

#[test]
fn samira_came_back_within_six_months_and_johan_after_them() {
    let samira = Deelnemer { opnieuw: Some(date(2018, 12, 1)), ..beeindigd(date(2018, 5, 31), "werk") };
    let johan = Deelnemer { opnieuw: Some(date(2018, 12, 2)), ..beeindigd(date(2018, 5, 31), "werk") };
    let evaluatie = op_nieuwjaar_2019(&met([samira, johan]));
    let telling = evaluatie.uitstroom.duurzaamheid;
    assert_eq!((telling.duurzaam, telling.niet_duurzaam, telling.nog_niet_beoordeelbaar), (1, 1, 0));
    assert_eq!(
        waarschuwing(&evaluatie, WaarschuwingCode::Teruggekeerd),
        Some("2 klanten van wie de uitkering eindigde, hebben op de peildatum opnieuw een uitkering gekregen.")
    );
}

/// Three recent ends of which one is back already: state by state 1 of 2 lasted, but only one end was followed for six
/// months, and that one lasted. A share that lets in recent ends only when they fail is too low.
#[test]
fn the_fair_share_looks_only_at_ends_that_were_followed_for_six_months() {
    let terug = Deelnemer { opnieuw: Some(date(2018, 12, 1)), ..beeindigd(date(2018, 10, 1), "werk") };
    let cohort = met([beeindigd(date(2018, 3, 1), "werk"), terug, beeindigd(date(2018, 10, 1), "werk")]);
    let uitstroom = op_nieuwjaar_2019(&cohort).uitstroom;
    assert_eq!(uitstroom.van_beoordeelbaar, Aandeel::new(1, 2));
    assert_eq!(uitstroom.van_volledig_gevolgd, Aandeel::new(1, 1));
    assert_eq!(uitstroom.ondergrens, Aandeel::new(1, 3));
    assert_eq!(uitstroom.bovengrens, Aandeel::new(2, 3));
}

#[test]
fn an_end_counts_from_the_first_day_of_the_project_through_its_last() {
    let dagen = [date(2017, 4, 30), date(2017, 5, 1), date(2018, 12, 31), date(2019, 1, 1)];
    let cohort = met(dagen.map(|dag| beeindigd(dag, "werk")));
    let evaluatie = op_nieuwjaar_2019(&cohort);
    assert_eq!(evaluatie.uitstroom.beeindigd, 2);
    assert_eq!(evaluatie.registratie.einde_voor_start, 1);
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::Registratie).unwrap().contains("al vóór het project eindigde"));
    assert_eq!(evalueer(&cohort, date(2018, 12, 30)).unwrap().uitstroom.beeindigd, 1, "31 December is not known yet");
    assert_eq!(evalueer(&cohort, date(2018, 12, 31)).unwrap().uitstroom.beeindigd, 2, "on the day itself it is");
}

#[test]
fn an_end_before_the_selection_counts_and_is_reported() {
    let later = Deelnemer { geselecteerd: date(2017, 9, 1), ..beeindigd(date(2017, 8, 31), "werk") };
    let evaluatie = op_nieuwjaar_2019(&met([later]));
    assert_eq!(evaluatie.uitstroom.beeindigd, 1);
    assert_eq!(evaluatie.registratie.einde_voor_selectie, 1);
}

#[test]
fn an_end_wins_from_an_exemption_and_an_exemption_from_a_track() {
    let in_augustus = Some(date(2017, 8, 1));
    let alles = Deelnemer {
        ontheffing: in_augustus,
        traject: in_augustus,
        gesproken: in_augustus,
        ..beeindigd(date(2018, 1, 31), "werk")
    };
    let ontheven = Deelnemer { einde: None, ..alles.clone() };
    let traject = Deelnemer { ontheffing: None, ..ontheven.clone() };
    let alleen_gesproken = Deelnemer { traject: None, ..traject.clone() };
    let evaluatie = op_nieuwjaar_2019(&met([alles, ontheven, traject, alleen_gesproken]));
    let uitkomsten = evaluatie.uitkomsten;
    assert_eq!(uitkomsten.beeindigd, 1);
    assert_eq!(uitkomsten.tijdelijke_ontheffing, 1);
    assert_eq!(uitkomsten.reintegratietraject, 1);
    assert_eq!(uitkomsten.zonder_uitkomst, 1);
    assert_eq!(uitkomsten.afgehandeld, 3);
    assert_eq!(evaluatie.feiten.tijdelijke_ontheffing, 2, "the fact is counted whatever came after it");
    assert_eq!(evaluatie.feiten.reintegratietraject, 3);
    assert_eq!(
        waarschuwing(&evaluatie, WaarschuwingCode::ZonderUitkomst),
        Some("Van 1 van de 4 geselecteerde klanten (25 procent) is geen uitkomst vastgelegd.")
    );
}

/// Before the end of the benefit was known, the same client counted under the exemption.
#[test]
fn on_an_earlier_reference_date_the_earlier_outcome_stands() {
    let klant = Deelnemer { ontheffing: Some(date(2017, 8, 1)), ..beeindigd(date(2018, 1, 31), "werk") };
    let eerder = evalueer(&met([klant]), date(2018, 1, 30)).unwrap();
    assert_eq!((eerder.uitkomsten.tijdelijke_ontheffing, eerder.uitkomsten.beeindigd), (1, 0));
    assert!(waarschuwing(&eerder, WaarschuwingCode::Tussenstand).unwrap().contains("31 december 2018"));
}

/// Pilot 300 called sixteen people *gesproken* who had never appeared.
#[test]
fn who_never_came_is_handled_but_not_spoken() {
    let uitgenodigd = Some(date(2017, 6, 1));
    let nooit =
        Deelnemer { uitgenodigd, niet_verschenen: Some(date(2017, 6, 15)), ..beeindigd(date(2017, 8, 31), "onbekend") };
    let later_wel = Deelnemer {
        uitgenodigd,
        niet_verschenen: Some(date(2017, 6, 15)),
        gesproken: Some(date(2017, 7, 1)),
        traject: Some(date(2017, 9, 1)),
        ..client()
    };
    let evaluatie = op_nieuwjaar_2019(&met([nooit, later_wel]));
    let feiten = evaluatie.feiten;
    assert_eq!((feiten.uitgenodigd, feiten.gesproken, feiten.niet_verschenen, feiten.nooit_verschenen), (2, 1, 2, 1));
    assert_eq!(evaluatie.uitkomsten.afgehandeld_nooit_gesproken, 1);
    assert_eq!(
        waarschuwing(&evaluatie, WaarschuwingCode::AfgehandeldNietGesproken),
        Some(
            "Van 2 afgehandelde klanten zijn er 1 nooit gesproken: afgehandeld is iets anders dan gesproken. \
             Werkelijk gesproken is 1 klant."
        )
    );
}

#[test]
fn a_reason_without_a_heading_is_never_lost() {
    let evaluatie = op_nieuwjaar_2019(&met([
        beeindigd(date(2018, 1, 31), "detentie"),
        beeindigd(date(2018, 1, 31), "inkomsten_onderneming"),
        beeindigd(date(2018, 1, 31), "werk"),
        beeindigd(date(2018, 1, 31), "onbekend"),
    ]));
    assert_eq!(heading(&evaluatie, "werk").map(|regel| regel.aantal), Some(2), "two reasons, one heading");
    assert_eq!(heading(&evaluatie, "verhuizing").map(|regel| regel.aantal), Some(0), "an empty heading is shown");
    assert_eq!(heading(&evaluatie, "niet_ingedeeld").map(|regel| regel.aantal), Some(1));
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::NietIngedeeld).unwrap().contains("detentie (1)"));
    assert_eq!(
        waarschuwing(&evaluatie, WaarschuwingCode::ZonderReden),
        Some("Van 1 van de 4 beëindigde uitkeringen (25 procent) is geen reden vastgelegd.")
    );
}

#[test]
fn a_reason_with_two_headings_goes_to_the_first_and_is_reported() {
    let mut cohort = met([beeindigd(date(2018, 1, 31), "werk")]);
    cohort.rubrieken.push(rubriek("werk", "overig", 3));
    let evaluatie = op_nieuwjaar_2019(&cohort);
    assert_eq!(heading(&evaluatie, "werk").map(|regel| regel.aantal), Some(1));
    assert_eq!(evaluatie.uitstroom.dubbel_ingedeeld, ["werk"]);
}

#[test]
fn without_anybody_nothing_is_known_and_nothing_breaks() {
    let evaluatie = op_nieuwjaar_2019(&ik_doe_mee());
    assert_eq!(evaluatie.feiten.geselecteerd, 0);
    assert_eq!(evaluatie.uitstroom.ondergrens.waarde(), None);
    assert_eq!(evaluatie.besparing.bedrag_eurocent, Eurocent::ZERO);
    assert_eq!(evaluatie.caseload.op_peildatum, None);
    assert_eq!(evaluatie.spoedkeuringen.gemiddeld_dagen, None);
    let rapport = evaluatie.rapport_json();
    assert!(rapport["duurzaam_aandeel"].is_null());
    assert!(rapport["instroom_per_maand"]["2017"].is_null(), "inflow that was not recorded is not zero");
    assert!(rapport["caseload"]["na_volumedaling_2018"].is_null());
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::LegeCohort).is_some());
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::GeenVergelijkingsgroep).is_some());
}

#[test]
fn who_is_selected_after_the_reference_date_is_not_there_yet() {
    let later = Deelnemer { geselecteerd: date(2018, 3, 1), ..client() };
    assert_eq!(evalueer(&met([client(), later]), date(2018, 2, 28)).unwrap().feiten.geselecteerd, 1);
}

#[test]
fn urgent_examinations_take_two_weeks_on_average() {
    let klant = Deelnemer {
        spoedkeuringen: vec![
            (date(2018, 1, 1), Some(date(2018, 1, 14))),
            (date(2018, 1, 1), Some(date(2018, 1, 15))),
            (date(2018, 1, 1), Some(date(2018, 1, 16))),
            (date(2018, 12, 20), Some(date(2019, 1, 10))),
            (date(2018, 2, 2), Some(date(2018, 2, 1))),
        ],
        ..client()
    };
    let evaluatie = op_nieuwjaar_2019(&met([klant]));
    let keuringen = evaluatie.spoedkeuringen;
    assert_eq!((keuringen.aangevraagd, keuringen.beantwoord, keuringen.open, keuringen.onmogelijk), (5, 3, 1, 1));
    assert_eq!(keuringen.gemiddeld_dagen, Some(14));
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::SpoedkeuringenOpen).unwrap().starts_with("1 spoedkeuring is"));
}

#[test]
fn inflow_is_averaged_over_the_months_that_are_known() {
    let mut cohort = ik_doe_mee();
    let maanden_2017 = (1..=12).map(|maand| ((2017, maand), if maand == 1 { 80 } else { 83 }));
    let maanden_2018 = (1..=2).map(|maand| ((2018, maand), 65 + i64::from(maand - 1)));
    cohort.omgeving.instroom = maanden_2017.chain(maanden_2018).chain([((2019, 1), 9), ((2016, 12), 9)]).collect();
    let evaluatie = op_nieuwjaar_2019(&cohort);
    let per_jaar: Vec<_> = evaluatie.instroom.iter().map(|j| (j.jaar, j.nieuw, j.maanden, j.per_maand)).collect();
    assert_eq!(per_jaar, [(2017, 993, 12, Some(83)), (2018, 131, 2, Some(66))], "65.5 rounds up");
    assert!(
        waarschuwing(&evaluatie, WaarschuwingCode::InstroomOnvolledig).unwrap().contains("2018 (2 van de 12 maanden)")
    );
    let eerder = evalueer(&cohort, date(2018, 12, 30)).unwrap();
    assert_eq!(eerder.instroom.len(), 1, "2018 is not over on 30 December");
    assert_eq!(eerder.caseload.laatste_hele_jaar, 2017);
    assert_eq!(evalueer(&cohort, date(2018, 12, 31)).unwrap().caseload.laatste_hele_jaar, 2018);
}

#[test]
fn impossible_reference_dates_are_refused_with_a_way_out() {
    let cohort = ik_doe_mee();
    let geweigerd = |dag| evalueer(&cohort, dag).map(|_| ()).map_err(|geweigerd| geweigerd.to_string());
    assert_eq!(
        geweigerd(date(2017, 4, 30)),
        Err("op de peildatum 30 apr 2017 is het project nog niet begonnen; kies een peildatum vanaf 1 mei 2017"
            .to_owned())
    );
    assert_eq!(geweigerd(date(2017, 5, 1)), Ok(()));
    assert_eq!(geweigerd(date(2043, 12, 31)), Ok(()));
    assert_eq!(
        geweigerd(date(3019, 1, 1)),
        Err("de peildatum 1 jan 3019 ligt tientallen jaren na het project; kies een peildatum tot en met 31 dec 2043"
            .to_owned())
    );
    let mut omgekeerd = ik_doe_mee();
    omgekeerd.project.einde = date(2016, 12, 31);
    assert_eq!(
        evalueer(&omgekeerd, NIEUWJAAR_2019).map(|_| ()).map_err(|geweigerd| geweigerd.code()),
        Err(EvaluatieGeweigerd::PeriodeOmgekeerd { start: date(2017, 5, 1), einde: date(2016, 12, 31) }.code())
    );
}

/// Ten days of project, four clients: Aisha's last day is the second, Bram's the tenth, Carla runs on, Daan was selected
/// on the eighth day and runs on.
#[test]
fn the_curve_counts_days_of_benefit_since_selection() {
    let mut cohort = met([
        beeindigd(date(2017, 5, 2), "werk"),
        beeindigd(date(2017, 5, 10), "werk"),
        client(),
        Deelnemer { geselecteerd: date(2017, 5, 8), ..client() },
        Deelnemer { geselecteerd: date(2017, 5, 8), ..beeindigd(date(2017, 5, 7), "werk") },
        Deelnemer { geselecteerd: date(2017, 4, 1), ..beeindigd(date(2017, 4, 30), "werk") },
    ]);
    cohort.project.einde = date(2017, 5, 10);
    let punten = |dag| -> Vec<(u32, usize, usize)> {
        let curve = nog_in_uitkering(&cohort, dag).unwrap();
        curve.iter().map(|stap| (stap.tijd, stap.in_risico, stap.gebeurtenissen)).collect()
    };
    assert_eq!(punten(date(2018, 5, 10)), [(0, 4, 0), (2, 4, 1), (10, 2, 1)], "who had no benefit is not followed");
    assert_eq!(punten(date(2017, 5, 9)), [(0, 4, 0), (2, 4, 1), (9, 2, 0)], "Bram's end is not known yet");
    let overleving: Vec<f64> =
        nog_in_uitkering(&cohort, date(2017, 5, 10)).unwrap().iter().map(|stap| stap.overleving).collect();
    assert_eq!(overleving, [1.0, 0.75, 0.375]);
    assert!(nog_in_uitkering(&cohort, date(2017, 4, 30)).is_err());
}

/// Whatever happens on the reference date itself counts; the day before, none of it did.
#[test]
fn the_reference_date_itself_counts() {
    let dag = date(2018, 5, 31);
    let op_de_dag = Some(dag);
    let terug = Deelnemer {
        geselecteerd: dag,
        uitgenodigd: op_de_dag,
        gesproken: op_de_dag,
        niet_verschenen: op_de_dag,
        opnieuw: op_de_dag,
        spoedkeuringen: vec![(dag, op_de_dag)],
        ..beeindigd(date(2018, 5, 1), "werk")
    };
    let mut cohort = met([terug]);
    cohort.facturen = vec![factuur("1", dag, 100)];
    cohort.uren = vec![Uren {
        inhuurkracht: "K. Visser".to_owned(),
        maand: date(2018, 5, 1),
        minuten: 60,
        uurtarief: Eurocent(100),
    }];
    let tellingen = |peildatum| {
        let e = evalueer(&cohort, peildatum).unwrap();
        let feiten = [e.feiten.geselecteerd, e.feiten.uitgenodigd, e.feiten.gesproken, e.feiten.niet_verschenen];
        let keuringen = [e.spoedkeuringen.aangevraagd, e.spoedkeuringen.beantwoord];
        (feiten, keuringen, e.uitstroom.teruggekeerd, e.kosten.aantal_facturen, e.kosten.minuten)
    };
    assert_eq!(tellingen(dag), ([1; 4], [1; 2], 1, 1, 60));
    assert_eq!(tellingen(date(2018, 5, 30)), ([0; 4], [0; 2], 0, 0, 0));
}

/// Asked for in the project, answered after its last day but before the reference date: the answer is known.
#[test]
fn an_examination_may_be_answered_after_the_project() {
    let klant = Deelnemer { spoedkeuringen: vec![(date(2018, 12, 31), Some(NIEUWJAAR_2019))], ..client() };
    let keuringen = op_nieuwjaar_2019(&met([klant])).spoedkeuringen;
    assert_eq!((keuringen.aangevraagd, keuringen.beantwoord, keuringen.open), (1, 1, 0));
}

/// The first day that cannot be durable yet is not among those that were followed for six months, back or not.
#[test]
fn the_fair_share_stops_the_day_before_the_limit() {
    let terug = |dag| Deelnemer { opnieuw: Some(date(2018, 8, 1)), ..beeindigd(dag, "werk") };
    let uitstroom = op_nieuwjaar_2019(&met([terug(date(2018, 6, 30)), terug(date(2018, 7, 1))])).uitstroom;
    assert_eq!(uitstroom.van_volledig_gevolgd, Aandeel::new(0, 1));
    assert_eq!(uitstroom.van_beoordeelbaar, Aandeel::new(0, 2));
}

#[test]
fn a_next_benefit_that_overlaps_the_previous_one_is_reported() {
    let klant = |opnieuw| Deelnemer { opnieuw: Some(opnieuw), ..beeindigd(date(2018, 1, 31), "werk") };
    let evaluatie = op_nieuwjaar_2019(&met([klant(date(2018, 1, 31)), klant(date(2018, 2, 1))]));
    assert_eq!(evaluatie.registratie.opnieuw_voor_einde, 1, "the next day is possible");
    assert_eq!(evaluatie.uitstroom.duurzaamheid.niet_duurzaam, 2);
}

#[test]
fn of_two_caseload_norms_the_one_in_force_is_shown_and_otherwise_the_first_to_come() {
    let norm = |naam: &str, klanten, vanaf| Caseloadnorm {
        code: code(naam),
        omschrijving: naam.to_owned(),
        klanten,
        vanaf,
        bron: "test".to_owned(),
    };
    let mut cohort = ik_doe_mee();
    cohort.caseloadnormen = vec![
        norm("vastgesteld", 120, NIEUWJAAR_2019),
        norm("vastgesteld", 260, date(2014, 1, 1)),
        norm("vastgesteld", 110, date(2019, 1, 2)),
        norm("gewenst", 80, date(2021, 1, 1)),
        norm("gewenst", 75, date(2023, 1, 1)),
    ];
    let normen = op_nieuwjaar_2019(&cohort).caseload.normen;
    let kort: Vec<_> = normen.iter().map(|regel| (regel.code.as_str(), regel.klanten)).collect();
    assert_eq!(kort, [("vastgesteld", 120), ("gewenst", 80)]);
}
