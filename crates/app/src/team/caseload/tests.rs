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
