//! Savings and costs, to the cent, by hand.

use domain::project::Uren;

use super::*;

fn besparing(cohort: &Cohort, peildatum: Date) -> Eurocent {
    evalueer(cohort, peildatum).unwrap().besparing.bedrag_eurocent
}

/// € 1.000,00 a month, ended on 19 February 2018: 9 of 28 days of February (€ 321,43) and ten whole months.
#[test]
fn a_durable_end_saves_from_the_next_day_through_the_last_of_the_project() {
    let cohort = met([beeindigd(date(2018, 2, 19), "werk")]);
    assert_eq!(besparing(&cohort, NIEUWJAAR_2019), Eurocent(32_143 + 10 * 100_000));
    assert_eq!(besparing(&cohort, date(2019, 12, 31)), Eurocent(32_143 + 10 * 100_000), "the project is over");
    assert_eq!(besparing(&cohort, date(2018, 8, 19)), Eurocent::ZERO, "exactly six months is not more than six");
    // On 20 August it is durable: 9/28 of February, five whole months and 20/31 of August, rounded once.
    assert_eq!(besparing(&cohort, date(2018, 8, 20)), Eurocent(596_659));
}

/// Johan was away from 1 January through 9 September 2018: eight months and nine of thirty days.
#[test]
fn who_came_back_after_six_months_saved_up_to_that_day() {
    let johan = Deelnemer { opnieuw: Some(date(2018, 9, 10)), ..beeindigd(date(2017, 12, 31), "werk") };
    assert_eq!(besparing(&met([johan]), NIEUWJAAR_2019), Eurocent(8 * 100_000 + 30_000));
}

#[test]
fn ends_that_did_not_last_or_cannot_be_judged_save_nothing_that_is_printed() {
    let terug = Deelnemer { opnieuw: Some(date(2018, 3, 1)), ..beeindigd(date(2017, 12, 31), "werk") };
    let evaluatie = op_nieuwjaar_2019(&met([terug, beeindigd(date(2018, 9, 30), "werk")]));
    assert_eq!(evaluatie.besparing.bedrag_eurocent, Eurocent::ZERO);
    assert_eq!(evaluatie.besparing.duurzame_beeindigingen, 0);
    assert!(evaluatie.besparing.definitie.contains("31 december 2018"));
}

#[test]
fn a_durable_end_without_an_amount_is_reported() {
    let zonder = Deelnemer { maandbedrag: Eurocent::ZERO, ..beeindigd(date(2017, 12, 31), "werk") };
    let evaluatie = op_nieuwjaar_2019(&met([zonder]));
    assert_eq!(evaluatie.registratie.zonder_maandbedrag, 1);
}

fn uren(maand: Date, minuten: i64) -> Uren {
    Uren { inhuurkracht: "K. Visser".to_owned(), maand, minuten, uurtarief: Eurocent(7_500) }
}

/// Ten hours in November and ten in December at € 75,00; the invoice for December is € 25,00 too high.
#[test]
fn costs_are_the_invoices_and_the_hours_are_the_check() {
    let mut cohort = met([beeindigd(date(2018, 5, 31), "werk")]);
    cohort.uren = vec![uren(date(2018, 11, 1), 600), uren(date(2018, 12, 1), 600)];
    cohort.facturen = vec![
        factuur("1", date(2018, 11, 30), 75_000),
        factuur("2", date(2018, 12, 31), 77_500),
        factuur("3", date(2019, 1, 2), 99_999),
    ];
    let evaluatie = op_nieuwjaar_2019(&cohort);
    assert_eq!(evaluatie.kosten.facturen_eurocent, Some(Eurocent(152_500)), "an invoice of 2 January is not known yet");
    assert_eq!(evaluatie.kosten.uren_eurocent, Some(Eurocent(150_000)));
    assert_eq!(evaluatie.kosten.verschil_eurocent, Some(Eurocent(2_500)));
    assert_eq!(evaluatie.saldo_eurocent, Some(Eurocent(7 * 100_000 - 152_500)));
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::FacturenEnUren).unwrap().contains("€ 25,00"));

    let halverwege = evalueer(&cohort, date(2018, 12, 30)).unwrap();
    assert_eq!(halverwege.kosten.verschil_eurocent, Some(Eurocent::ZERO), "December is not over: neither counts");
    assert_eq!(waarschuwing(&halverwege, WaarschuwingCode::FacturenEnUren), None);
}

#[test]
fn costs_that_are_not_known_are_not_zero() {
    let mut cohort = met([beeindigd(date(2018, 5, 31), "werk")]);
    cohort.facturen = vec![factuur("1", date(2019, 1, 2), 75_000)];
    let evaluatie = op_nieuwjaar_2019(&cohort);
    assert_eq!(evaluatie.kosten.facturen_eurocent, None);
    assert_eq!(evaluatie.saldo_eurocent, None);
    assert!(evaluatie.rapport_json()["saldo_eurocent"].is_null());
    assert!(waarschuwing(&evaluatie, WaarschuwingCode::KostenOnbekend).is_some());
}
