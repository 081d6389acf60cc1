//! The head of Johan's pages tells how he stands, and leads to what asks attention.

use crate::testing::{Browser, TestApp};

async fn ends(app: &TestApp, nadia: &Browser<'_>, einddatum: &str) {
    let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
    let id = storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap().remove(0).id.to_string();
    let form = [("uitkering", id.as_str()), ("versie", "1"), ("reden", "werk"), ("einddatum", einddatum)];
    nadia.post(&format!("/klanten/{}/uitkering/beeindigen", app.johan), &form).await.expect(303);
}

#[tokio::test]
async fn from_the_head_one_comes_to_the_end_that_was_recorded() {
    for einddatum in ["2026-11-30", "2026-11-20"] {
        let app = TestApp::sqlite().await;
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        let before = nadia.get(&johan).await.expect_text("Uitkering beëindigen").says("nog nooit een gesprek");
        before.says(&format!("<a class=\"nl-link\" href=\"{johan}/gesprekken/plannen\">Plan een gesprek</a>"));
        ends(&app, &nadia, einddatum).await;
        let link = format!("<a href=\"{johan}/uitkering/beeindigen\">Einde van de uitkering bekijken</a>");
        let page = nadia.get(&johan).await.expect_text(&link);
        assert!(!page.text.contains("Plan een gesprek"), "who is about to leave is not asked in anew");
        assert!(!page.text.contains("Uitkering beëindigen"));
        nadia.get(&format!("{johan}/uitkering/beeindigen")).await.expect_text("Beëindiging terugdraaien");
    }
}

#[tokio::test]
async fn an_exemption_is_told_as_long_as_it_holds() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let johan = format!("/klanten/{}", app.johan);
    let verlenen = format!("{johan}/ontheffingen/verlenen");
    let form = [
        ("grondslag", "pw_9_lid_2"),
        ("verplichtingen", "a"),
        ("reden", "medisch"),
        ("ingang", "2026-06-01"),
        ("einde", "2026-12-14"),
    ];
    nadia.post(&verlenen, &form).await.expect(303);
    let page = nadia.get(&johan).await.expect_text("tot en met 14 dec 2026").says("Ontheffing eindigt op 14 december");
    page.says(&format!("<a class=\"nl-link\" href=\"{verlenen}#ontheffingen\">Ontheffing bekijken</a>"));
    let csv = "/caseload/export.csv?klantmanager=alle";
    nadia.get(csv).await.expect_text("2026-06-01;2026-12-14");
    nadia.get("/caseload?klantmanager=alle").await.expect_text("t/m 14 dec 2026").says("sinds 1 sep 2020");

    app.het_is("2026-12-15T08:30:00Z");
    let nadia = app.log_in("n.elamrani").await;
    let page = nadia.get(&johan).await.expect(200);
    assert!(!page.text.contains("<dt>Ontheffing</dt>"));
    let csv = nadia.get(csv).await.expect_text("104-2217");
    assert!(!csv.text.contains("2026-06-01"), "the file says what the page says");
}

/// The latest of one day on top, each conversation with a way to it, also when the texts are hidden.
#[tokio::test]
async fn the_timeline_of_one_day_reads_backwards() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let johan = format!("/klanten/{}", app.johan);
    for (tijd, tekst) in [("9.00", "Vroeg gesproken."), ("9.15", "Later gesproken.")] {
        let held = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-23"),
            ("tijd", tijd),
            ("duur", "15"),
            ("tekst", tekst),
        ];
        nadia.post(&format!("{johan}/gesprekken/vastleggen"), &held).await.expect(303);
    }
    let page = nadia.get(&format!("{johan}?compact=true")).await.expect(200);
    assert!(page.text.find("Later gesproken.") < page.text.find("Vroeg gesproken."));
    let first = page.text.find("werd klantmanager").unwrap();
    assert!(first < page.text.find("Uitkering toegekend").unwrap(), "it began with the benefit");
    let title = "Participatiegesprek met Nadia el Amrani<span class=\"kb-onzichtbaar\">, 23 nov 2026</span></a>";
    page.says(title);
}

/// The address of a shown BSN, opened again: the client, without it.
#[tokio::test]
async fn the_address_of_a_bsn_leads_to_the_client() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let johan = format!("/klanten/{}", app.johan);
    nadia.post(&format!("{johan}/bsn"), &[]).await.expect_text("999993653");
    let answer = nadia.get(&format!("{johan}/bsn")).await.expect(303);
    assert_eq!(answer.naar, johan);
}
