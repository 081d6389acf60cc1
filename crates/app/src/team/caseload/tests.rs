//! Nadia filters and sorts her list.

use domain::{
    datum::{plaatselijk, plus_maanden},
    gemeente::Gemeente,
};
use jiff::civil::date;
use storage::caseload::{self, Contact, Filter, Peildag};

use crate::testing::{TestApp, both};

#[tokio::test]
async fn filtering_keeps_the_sorting() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let sorted = nadia.get("/caseload?sorteer=-laatste").await.expect(200);
    sorted.says("name=\"sorteer\" value=\"-laatste\"").says("aria-sort=\"descending\"");
    let by_name = nadia.get("/caseload").await.expect(200);
    assert!(!by_name.text.contains("name=\"sorteer\""));
}

/// What was planned once and never recorded does not hide somebody who is out of view.
#[tokio::test]
async fn a_conversation_of_last_month_without_an_outcome_is_not_in_the_diary() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let nadia_id = app.nadia.to_string();
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-23"),
            ("tijd", "9"),
            ("duur", "60"),
            ("klantmanager", nadia_id.as_str()),
        ];
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let today = date(2026, 11, 23);
        for (day, contact, expected) in [
            (today, Contact::Gepland, true),
            (today, Contact::NietGepland, false),
            (plus_maanden(today, 1), Contact::Gepland, false),
            (plus_maanden(today, 1), Contact::NietGepland, true),
        ] {
            let filter = Filter { contact, ..Filter::default() };
            let page = caseload::page(&mut reader, &filter, Peildag::gewoon(day), None, 50).await.unwrap();
            assert_eq!(page.regels.iter().any(|r| r.klant == app.johan), expected, "{day} {contact:?}");
        }
        // A month later the old one still waits for its outcome; it does not hide the one that is planned.
        let mut again = plan;
        again[1].1 = "2027-01-11";
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &again).await.expect(303);
        let day = plus_maanden(today, 1);
        let filter = Filter { contact: Contact::Gepland, ..Filter::default() };
        let page = caseload::page(&mut reader, &filter, Peildag::gewoon(day), None, 50).await.unwrap();
        let johan = page.regels.iter().find(|r| r.klant == app.johan).unwrap();
        let dag = |moment: Option<jiff::Timestamp>| moment.map(|moment| plaatselijk(moment).date());
        assert_eq!(dag(johan.nog_vast_te_leggen(day)), Some(today));
        assert_eq!(dag(johan.komend_gesprek(day)), Some(date(2027, 1, 11)));
        app.het_is("2026-12-23T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/caseload").await.expect_text("11 jan 2027 09.00").says("23 nov 2026 vastleggen");
        let head = nadia.get(&format!("/klanten/{}", app.johan)).await;
        head.expect_text("11 jan 2027 09.00").says("van 23 nov 2026 nog vastleggen");
    }
}

/// On a telephone the filters are folded away, unless they choose something.
#[tokio::test]
async fn filters_stand_open_when_one_is_chosen() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    nadia.get("/caseload?sorteer=-laatste").await.expect_text("<details class=\"kb-filterklap\">");
    let own = format!("/caseload?klantmanager={}", app.nadia);
    nadia.get(&own).await.expect_text("<details class=\"kb-filterklap\">");
    nadia.get("/caseload?contact=uit-beeld").await.expect_text("<details class=\"kb-filterklap\" open>");
}

/// Samira was 26 when her benefit began, Johan is exempted as a lone parent.
#[tokio::test]
async fn who_must_have_a_plan_and_has_none_is_found() {
    for app in both().await {
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let nummer = "104-2218".parse().unwrap();
        let samira = storage::klant::find_by_number(&mut writer, &nummer).await.unwrap().unwrap();
        let jong = domain::klant::Klant { geboortedatum: date(1993, 9, 2), ..samira.clone() };
        storage::klant::update(&mut writer, &jong, None, app.nu()).await.unwrap();
        writer.commit(app.regel("klant.gewijzigd"), &[]).await.unwrap();
        let nadia = app.log_in("n.elamrani").await;
        let ouder = [
            ("grondslag", "pw_9a"),
            ("verplichtingen", "a"),
            ("reden", "zorgtaken"),
            ("ingang", "2026-11-01"),
            ("einde", "2027-10-31"),
            ("kind", "2024-06-15"),
        ];
        nadia.post(&format!("/klanten/{}/ontheffingen/verlenen", app.johan), &ouder).await.expect(303);
        let lijst = "/caseload?plan=ontbreekt";
        let page =
            nadia.get(lijst).await.expect_text("2 klanten").says("Johan van der Meer").says(&samira.naam.voluit());
        page.says("<option value=\"ontbreekt\" selected>").says("<details class=\"kb-filterklap\" open>");
        let file = nadia.get("/caseload/export.csv?plan=ontbreekt").await.expect_text("Samira Bouzid");
        assert_eq!(file.text.trim().lines().count(), 3, "the file holds what the list shows");
        // The list says what the rule says, of everybody and on any day: a birthday later, and when the exemption is over.
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        for dag in [date(2026, 11, 23), date(2027, 11, 1)] {
            let alle = Filter::default();
            let alle = caseload::page(&mut reader, &alle, Peildag::gewoon(dag), None, 500).await.unwrap().regels;
            let filter = Filter { plan_ontbreekt: true, ..Filter::default() };
            let gevonden = caseload::page(&mut reader, &filter, Peildag::gewoon(dag), None, 500).await.unwrap().regels;
            for regel in alle {
                let plicht = storage::plan::plicht(&mut reader, regel.klant, dag).await.unwrap().unwrap();
                let tekort = domain::plan::tekort(plicht.feiten, plicht.vastgesteld, dag);
                let ontbreekt = matches!(tekort, Some(domain::plan::Tekort::Ontbreekt(_)));
                assert_eq!(gevonden.iter().any(|is| is.klant == regel.klant), ontbreekt, "{dag} {}", regel.naam);
            }
        }
        drop(reader);
        // With a plan that holds Johan is no longer in it.
        let plan = [
            ("id", "01990000-0000-7000-8000-00000000beef"),
            ("versie", "0"),
            ("soort", "participatie"),
            ("doel", "Rust, en daarna een opleiding."),
            ("stap1_wat", "Opvang regelen"),
            ("stap1_wie", "klant"),
            ("stap1_voor", "2026-12-14"),
            ("plichten", "U werkt mee aan dit plan."),
            ("evaluatie", "2027-02-22"),
        ];
        nadia.post(&format!("/klanten/{}/plan/opstellen", app.johan), &plan).await.expect(303);
        nadia.get(lijst).await.expect_text("2 klanten");
        nadia.post("/plannen/01990000-0000-7000-8000-00000000beef/vaststellen", &[("versie", "1")]).await.expect(303);
        nadia.get(lijst).await.expect_text("1 klant").says(&samira.naam.voluit());
    }
}

/// Johan has an appointment and does not know it yet.
#[tokio::test]
async fn who_has_an_appointment_and_was_not_invited_is_found() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-12-03"),
            ("tijd", "9"),
            ("duur", "60"),
            ("klantmanager", &*app.nadia.to_string()),
        ];
        let lijst = "/caseload?contact=niet-uitgenodigd";
        nadia.get(lijst).await.expect_text("Geen klanten met deze filters");
        let done = nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
        nadia.get(lijst).await.expect_text("1 klant").says("Johan van der Meer").says("Gepland, nog niet uitgenodigd");
        let pad = done.naar.split('?').next().unwrap_or_default();
        let uitnodigen = [("kanaal", "telefoon"), ("op", "2026-11-23"), ("versie", "1")];
        nadia.post(&format!("{pad}/uitnodigen"), &uitnodigen).await.expect(303);
        nadia.get(lijst).await.expect_text("Geen klanten met deze filters");
        // What was never recorded is no appointment to invite to.
        nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(303);
        nadia.get(lijst).await.expect_text("1 klant");
        app.het_is("2026-12-10T08:30:00Z");
        app.log_in("n.elamrani").await.get(lijst).await.expect_text("Geen klanten met deze filters");
    }
}
