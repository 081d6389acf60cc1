//! The two council papers, from cohorts made for the purpose: every key, every figure, nothing more.

use domain::project::{Caseloadnorm, Contacturen};
use serde_json::{Value, json};

use super::*;

/// The report without its explanations, which must be there.
fn kale_cijfers(evaluatie: &Evaluatie) -> Value {
    let mut rapport = evaluatie.rapport_json();
    let velden = rapport.as_object_mut().unwrap();
    let definities = velden.remove("definities").unwrap();
    assert!(definities.as_array().unwrap().iter().all(|d| d["term"].is_string() && d["tekst"].is_string()));
    let waarschuwingen = velden.remove("waarschuwingen").unwrap();
    assert!(waarschuwingen.as_array().unwrap().iter().any(|w| w["code"] == "geen_vergelijkingsgroep"));
    rapport
}

fn keer(aantal: usize, klant: &Deelnemer) -> impl Iterator<Item = Deelnemer> {
    std::iter::repeat_n(klant.clone(), aantal)
}

/// Letter of the alderman to the committee Samenleving of Haarlem, January 2015.
#[test]
fn the_letter_on_pilot_300() {
    let gesproken = Some(date(2014, 7, 1));
    let einde = |reden| Deelnemer { gesproken, ..beeindigd(date(2014, 9, 30), reden) };
    let traject = Deelnemer { gesproken, traject: gesproken, ..client() };
    let keuring = |dag| (date(2014, 7, 1), Some(date(2014, 7, dag)));
    let ontheven = Deelnemer { gesproken, ontheffing: gesproken, ..client() };
    let gekeurd = Deelnemer { spoedkeuringen: vec![keuring(14), keuring(15), keuring(16)], ..ontheven.clone() };
    let nooit = Deelnemer {
        gesproken: None,
        niet_verschenen: Some(date(2014, 7, 1)),
        ..einde("niet_verschenen_na_hersteltermijn")
    };
    let mut cohort = ik_doe_mee();
    cohort.project.vorm = Rapportvorm::Uitkomsten;
    cohort.project.start = date(2014, 5, 1);
    cohort.project.einde = date(2014, 12, 31);
    cohort.rubrieken = vec![
        rubriek("werk", "werk_of_school", 1),
        rubriek("school", "werk_of_school", 1),
        rubriek("niet_verschenen_na_hersteltermijn", "niet_verschenen_na_hersteltermijn", 2),
        rubriek("verkeerde_inlichtingen", "verkeerde_inlichtingen", 3),
        rubriek("verhuizing", "verhuisd_of_samenwonend", 4),
        rubriek("aow", "voorliggende_voorziening", 5),
    ];
    cohort.omgeving.caseload_bij_start = Some(260);
    cohort.omgeving.rechtmatigheid_in_jaar_voor_start = 31;
    cohort.deelnemers = keer(34, &traject)
        .chain(keer(59, &ontheven))
        .chain([gekeurd])
        .chain(keer(10, &einde("werk")))
        .chain(keer(4, &einde("school")))
        .chain(keer(16, &nooit))
        .chain(keer(21, &einde("verkeerde_inlichtingen")))
        .chain(keer(10, &einde("verhuizing")))
        .chain(keer(8, &einde("aow")))
        .chain(keer(90, &client()))
        .map(|klant| Deelnemer { geselecteerd: date(2014, 5, 1), ..klant })
        .collect();
    let evaluatie = evalueer(&cohort, date(2014, 12, 31)).unwrap();
    assert_eq!(
        kale_cijfers(&evaluatie),
        json!({
            "start": "2014-05-01",
            "peildatum": "2014-12-31",
            "geselecteerd": 253,
            "afgehandeld": 163,
            "zonder_uitkomst": 90,
            "caseload_contactpersoon": 260,
            "rechtmatigheid_per_jaar": 0.12,
            "spoedkeuring_dagen": 14,
            "uitkomst": { "reintegratietraject": 34, "tijdelijke_ontheffing": 60, "beeindigd": 69 },
            "beeindigd": {
                "werk_of_school": 14,
                "niet_verschenen_na_hersteltermijn": 16,
                "verkeerde_inlichtingen": 21,
                "verhuisd_of_samenwonend": 10,
                "voorliggende_voorziening": 8,
            },
        })
    );
    assert_eq!(evaluatie.feiten.gesproken, 147, "the letter's 163 less the 16 who never came");
    assert_eq!(evaluatie.uitkomsten.afgehandeld_nooit_gesproken, 16);
}

fn norm(naam: &str, klanten: i64, vanaf: Date) -> Caseloadnorm {
    Caseloadnorm { code: code(naam), omschrijving: naam.to_owned(), klanten, vanaf, bron: "test".to_owned() }
}

fn uren(segment: &str, huidig: i64, gewenst: i64) -> Contacturen {
    Contacturen { segment: code(segment), huidig, gewenst, vanaf: NIEUWJAAR_2019, bron: "test".to_owned() }
}

/// 315 ended on 31 May 2018 with seven months each: 314 × € 838,75 and once € 841,50 a month make € 1.849.463.
fn einden_van_ik_doe_mee() -> Vec<Deelnemer> {
    let duurzaam = |reden| Deelnemer { maandbedrag: Eurocent(83_875), ..beeindigd(date(2018, 5, 31), reden) };
    let recent = |reden| beeindigd(date(2018, 8, 31), reden);
    let laatste = Deelnemer { maandbedrag: Eurocent(84_150), ..duurzaam("werk") };
    keer(120, &duurzaam("werk"))
        .chain([laatste])
        .chain(keer(67, &recent("werk")))
        .chain(keer(115, &duurzaam("inlichtingen")))
        .chain(keer(47, &duurzaam("verhuisd")))
        .chain(keer(32, &duurzaam("onbekend")))
        .chain(keer(86, &recent("onbekend")))
        .collect()
}

/// Final evaluation *Ik doe mee*, Haarlem, 12 March 2019.
#[test]
fn the_final_evaluation_of_ik_doe_mee() {
    let mut cohort = met(einden_van_ik_doe_mee());
    cohort.rubrieken = vec![
        rubriek("werk", "werk", 1),
        rubriek("inlichtingen", "rechtmatigheid", 2),
        rubriek("verhuisd", "verhuizing", 3),
        rubriek("onbekend", "overig", 4),
    ];
    cohort.facturen = vec![factuur("1", date(2018, 12, 31), 189_536_300)];
    cohort.caseloadnormen = vec![
        norm("vastgesteld", 120, date(2017, 1, 1)),
        norm("gewenst", 80, date(2021, 1, 1)),
        norm("na_structureel_budget", 88, NIEUWJAAR_2019),
        norm("na_procesoptimalisatie", 84, date(2020, 1, 1)),
        norm("vastgesteld", 260, date(2014, 1, 1)),
    ];
    cohort.contacturen = vec![
        uren("direct_bemiddelbaar", 4, 8),
        uren("overbrugbare_afstand", 4, 4),
        uren("onoverbrugbare_afstand", 4, 8),
    ];
    cohort.omgeving.instroom =
        (1..=12).flat_map(|maand| [((2017, maand), 83), ((2018, maand), 66)]).chain([((2019, 1), 500)]).collect();
    cohort.omgeving.klanten_op_peildatum = 3_014;
    cohort.omgeving.klantmanagers_op_peildatum = 30;
    assert_eq!(
        kale_cijfers(&op_nieuwjaar_2019(&cohort)),
        json!({
            "start": "2017-05-01",
            "einde": "2018-12-31",
            "peildatum": "2019-01-01",
            "beeindigd": 468,
            "duurzaam_beeindigd": 315,
            "duurzaam_aandeel": 0.67,
            "besparing_eurocent": 184_946_300,
            "kosten_eurocent": 189_536_300,
            "saldo_eurocent": -4_590_000,
            "reden": { "werk": 188, "rechtmatigheid": 115, "verhuizing": 47, "overig": 118 },
            "instroom_per_maand": { "2017": 83, "2018": 66 },
            "caseload": {
                "vastgesteld": 120,
                "na_volumedaling_2018": 100,
                "na_structureel_budget": 88,
                "na_procesoptimalisatie": 84,
                "gewenst": 80,
            },
            "contacturen": {
                "direct_bemiddelbaar": [4, 8],
                "overbrugbare_afstand": [4, 4],
                "onoverbrugbare_afstand": [4, 8],
            },
        })
    );
}
