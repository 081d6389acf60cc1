//! Nadia grants Johan an exemption, and takes back one that was a mistake.

use domain::{gemeente::Gemeente, ontheffing::Ontheffing};
use jiff::civil::date;
use storage::caseload::{self, Filter, OntheffingFilter, Peildag};

use crate::testing::{TestApp, both};

async fn ontheffingen(app: &TestApp) -> Vec<Ontheffing> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::ontheffing::of_klant(&mut reader, app.johan).await.unwrap()
}

fn form<'a>(
    grondslag: &'a str,
    verplichtingen: &'a str,
    reden: &'a str,
    van: &'a str,
    tot: &'a str,
) -> [(&'a str, &'a str); 7] {
    [
        ("grondslag", grondslag),
        ("verplichtingen", verplichtingen),
        ("reden", reden),
        ("ingang", van),
        ("einde", tot),
        ("heroverweging", ""),
        ("toelichting", "Kan niet tillen, wel zittend werk."),
    ]
}

#[tokio::test]
async fn granted_and_taken_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
        nadia
            .get(&pad)
            .await
            .expect_text("Geen diagnose; alleen wat iemand wel en niet kan.")
            .says("Arbeidsverplichting (PW 9 lid 2, PW 9a)")
            .says("Deze klant had nog geen ontheffing.");
        let answer = nadia.post(&pad, &form("pw_9a", "a", "zorgtaken", "2026-12-01", "2027-11-30")).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("De ontheffing is verleend.").says("Ongedaan maken");
        let verleend = ontheffingen(&app).await.remove(0);
        assert_eq!(verleend.heroverweging, Some(date(2027, 6, 1)), "PW 9a asks a review after six months");
        nadia.get(&pad).await.expect_text("Gaat nog in").says("30 november 2027").says("1 juni 2027");

        let intrekken = format!("/ontheffingen/{}/intrekken", verleend.id);
        let answer = nadia.post(&intrekken, &[("versie", "1")]).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("De ontheffing is teruggedraaid.");
        nadia.post(&intrekken, &[("versie", "1")]).await.expect(409).says("Deze ontheffing is al teruggedraaid.");
        assert!(ontheffingen(&app).await.is_empty());

        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, verleend.id.uuid()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        assert_eq!(acts, ["ontheffing.verleend", "ontheffing.ingetrokken"]);
        assert!(regels.iter().all(|regel| !regel.details.contains("tillen")), "no free text in the log");
        assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn every_error_at_once_each_at_its_field() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
    nadia.get(&pad).await.expect(200);
    let mut wrong = form("pw_9_lid_2", "a_b_c", "zomaar", "2026-12-01", "");
    wrong[5].1 = "2026-11-01";
    nadia
        .post(&pad, &wrong)
        .await
        .expect(422)
        .says("4 fouten")
        .says("Op grond van PW 9 lid 2 kan alleen: arbeidsverplichting;")
        .says("Kies een reden uit de lijst.")
        .says("is tijdelijk; vul een einddatum in.")
        .says("De heroverweging ligt vóór de ingangsdatum.")
        .says("Kan niet tillen");
    let nothing = nadia.post(&pad, &form("", "", "", "", "")).await.expect(422).says("4 fouten");
    nothing.says("Kies op welk artikel de ontheffing rust.").says("Vul een bestaande ingangsdatum in");
    let reversed = nadia.post(&pad, &form("", "a", "medisch", "2026-12-01", "2026-11-30")).await.expect(422);
    reversed.says("De einddatum ligt vóór de ingangsdatum (1 dec 2026).");
    let long = nadia.post(&pad, &form("pw_9a", "a", "zorgtaken", "2026-12-01", "2031-12-01")).await.expect(422);
    long.says("hooguit 5 jaar; kies een einddatum tot en met 30 nov 2031.");
    assert!(ontheffingen(&app).await.is_empty());
}

#[tokio::test]
async fn two_clicks_grant_one_and_exemptions_do_not_overlap() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
        nadia.get(&pad).await.expect(200);
        piet.get(&pad).await.expect(200);
        let fields = form("pw_9_lid_2", "a_c", "medisch", "2026-12-01", "2027-05-31");
        let (een, twee) = tokio::join!(nadia.post(&pad, &fields), nadia.post(&pad, &fields));
        assert_eq!(een.expect(303).naar, twee.expect(303).naar, "both clicks lead to the same exemption");
        assert_eq!(ontheffingen(&app).await.len(), 1);
        let overlap = piet.post(&pad, &form("pw_9_lid_5", "a_b_c", "medisch", "2027-05-31", "")).await.expect(422);
        overlap.says(
            "Er is al een ontheffing vanaf 1 december 2026, tot en met 31 mei 2027. Kies een periode daarbuiten.",
        );
        piet.post(&pad, &form("pw_9_lid_5", "a_b_c", "medisch", "2027-06-01", "")).await.expect(303);
    }
}

#[tokio::test]
async fn others_cannot() {
    let app = TestApp::sqlite().await;
    let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
    let nadia = app.log_in("n.elamrani").await;
    nadia.get(&pad).await.expect(200);
    let fields = form("pw_9_lid_2", "a", "medisch", "2026-12-01", "2027-05-31");
    nadia.post(&pad, &fields).await.expect(303);
    let id = ontheffingen(&app).await[0].id;
    let trudy = app.log_in("t.paap").await;
    trudy.get(&format!("/klanten/{}", app.tine)).await.expect(200);
    trudy.get(&pad).await.expect(404);
    trudy.post(&pad, &fields).await.expect(404);
    trudy.post(&format!("/ontheffingen/{id}/intrekken"), &[("versie", "1")]).await.expect(404);
    app.log_in("s.bakker").await.get(&pad).await.expect(403);
    assert_eq!(ontheffingen(&app).await.len(), 1);
}

/// Johan is exempted until 4 December; in November his exemption is extended.
#[tokio::test]
async fn an_extension_does_not_hide_the_exemption_of_today() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
        nadia.get(&pad).await.expect(200);
        nadia.post(&pad, &form("pw_9_lid_2", "a", "medisch", "2026-06-05", "2026-12-04")).await.expect(303);
        nadia.post(&pad, &form("pw_9_lid_2", "a", "medisch", "2026-12-05", "2027-06-01")).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let today = date(2026, 11, 23);
        let mut listed = Vec::new();
        for ontheffing in [OntheffingFilter::Geldt, OntheffingFilter::LooptAf, OntheffingFilter::Geen] {
            let filter = Filter { ontheffing, ..Filter::default() };
            let page = caseload::page(&mut reader, &filter, Peildag::gewoon(today), None, 50).await.unwrap();
            listed.extend(page.regels.iter().find(|r| r.klant == app.johan).map(|r| (ontheffing, r.ontheffing)));
        }
        let stretch = Some((date(2026, 6, 5), Some(date(2027, 6, 1))));
        assert_eq!(listed, [(OntheffingFilter::Geldt, stretch)]);
    }
}
