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
) -> Vec<(&'a str, &'a str)> {
    vec![
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
        let mut fields = form("pw_9a", "a", "zorgtaken", "2026-12-01", "2027-11-30");
        fields.extend([("kind", "2024-06-15"), ("besluit", "ONT-2026-31")]);
        let answer = nadia.post(&pad, &fields).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("De ontheffing is verleend.").says("Ongedaan maken");
        let verleend = ontheffingen(&app).await.remove(0);
        assert_eq!(verleend.heroverweging, Some(date(2027, 6, 1)), "PW 9a asks a review after six months");
        nadia
            .get(&pad)
            .await
            .expect_text("Gaat nog in")
            .says("30 november 2027")
            .says("1 juni 2027")
            .says("ONT-2026-31");

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
        // It runs on after the law changes, and Nadia has read that.
        let mut fields = form("pw_9_lid_2", "a_c", "medisch", "2026-12-01", "2027-05-31");
        fields.push(("gezien", "loopt_door,loopt_door"));
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

/// The law changes on 1 January 2027, and how is not known: Nadia reads that before she goes on, and says why she does.
#[tokio::test]
async fn what_the_rules_cannot_judge_is_read_before_one_goes_on() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
        nadia.get(&pad).await.expect_text("wordt ruimer");
        let mut fields = form("pw_9_lid_2", "a", "medisch", "2026-12-31", "2027-01-01");
        let page = nadia.post(&pad, &fields).await.expect(422).says("Lees dit voordat u verder gaat.");
        page.says("loopt door na 31 dec 2026").says("name=\"gezien\" value=\"loopt_door\"").says("Kan niet tillen");
        assert!(ontheffingen(&app).await.is_empty());
        fields.push(("gezien", "kind_onbekend"));
        nadia.post(&pad, &fields).await.expect(422).says("loopt door na 31 dec 2026");
        fields.last_mut().unwrap().1 = "loopt_door";
        nadia.post(&pad, &fields).await.expect(303);

        let mut later = form("pw_9_lid_2", "a", "medisch", "2027-01-02", "");
        later[6].1 = "";
        nadia.post(&pad, &later).await.expect(422).says("leg vast waarom in de toelichting");
        later[6].1 = "Zorgt voor zijn vader.";
        nadia.post(&pad, &later).await.expect(422).says("Lees dit voordat u verder gaat.");
        later.push(("gezien", "regel_onbekend"));
        nadia.post(&pad, &later).await.expect(303);
        assert_eq!(ontheffingen(&app).await.len(), 2);
    }
}

/// Johan's youngest is born on 15 June 2024. In Amsterdam he was exempt for three years before.
#[tokio::test]
async fn nine_a_ends_before_the_child_is_five_and_counts_years_elsewhere() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
        nadia.get(&pad).await.expect(200);
        let mut fields = form("pw_9a", "a", "zorgtaken", "2026-12-01", "2029-06-15");
        let page = nadia.post(&pad, &fields).await.expect(422);
        page.says("De geboortedatum van het jongste kind is niet bekend").says("value=\"kind_onbekend\"");
        fields.push(("kind", "2024-06-15"));
        nadia.post(&pad, &fields).await.expect(422).says("kies een einddatum tot en met 14 jun 2029.");
        fields[4].1 = "2029-06-14";
        fields.extend([("elders_van", "2022-01-01"), ("elders_tot", "")]);
        nadia.post(&pad, &fields).await.expect(422).says("Vul ook de laatste dag van de eerdere ontheffing in.");
        fields.last_mut().unwrap().1 = "2024-12-31";
        let page = nadia.post(&pad, &fields).await.expect(422);
        page.says("duurt alles bij elkaar hooguit 5 jaar; kies een einddatum tot en met 29 nov 2028.");
        fields[4].1 = "2027-11-30";
        nadia.post(&pad, &fields).await.expect(303);
        nadia.get(&pad).await.expect_text("1 januari 2022 tot en met 31 december 2024");

        // At the next one the years elsewhere still count, also when nobody tells them again.
        let mut verder = form("pw_9a", "a", "zorgtaken", "2027-12-01", "2029-06-14");
        verder.push(("kind", "2024-06-15"));
        nadia.post(&pad, &verder).await.expect(422).says("kies een einddatum tot en met 30 nov 2028.");

        let mut ander = form("pw_9_lid_5", "a_b_c", "medisch", "2028-01-01", "");
        ander.push(("kind", "2024-06-15"));
        nadia.post(&pad, &ander).await.expect(422).says("Dit is alleen nodig bij artikel 9a.");
    }
}

/// Johan's exemption under 9a is looked at every half year; in 2027 it is no longer needed.
#[tokio::test]
async fn a_review_is_told_in_time_recorded_and_can_end_it() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let johan = format!("/klanten/{}", app.johan);
        let pad = format!("{johan}/ontheffingen/verlenen");
        nadia.get(&pad).await.expect_text("Klant moet werk zoeken").says("Ja: krijgt bijstand");
        let mut fields = form("pw_9a", "a", "zorgtaken", "2026-06-01", "2028-05-31");
        fields.push(("kind", "2024-06-15"));
        nadia.post(&pad, &fields).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("Nee: vrijgesteld van het zoeken naar werk.");
        page.says("Dit moet uiterlijk op 1 december 2026.");
        nadia.get(&johan).await.expect_text("Bekijk de ontheffing uiterlijk op 1 december 2026 opnieuw.");
        nadia.get("/vandaag").await.expect_text("Ontheffingen om opnieuw te bekijken").says("dinsdag 1 december");
        assert!(!piet.get("/vandaag").await.expect(200).text.contains("om opnieuw te bekijken"), "not his client");

        app.het_is("2026-12-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&johan).await.expect_text("had uiterlijk op 1 december 2026 opnieuw bekeken moeten zijn");
        nadia.get("/vandaag").await.expect_text("uiterlijk dinsdag 1 december bekijken");
        nadia.get(&pad).await.expect_text("Te laat");
        let id = ontheffingen(&app).await[0].id;
        let bekijk = format!("/ontheffingen/{id}/heroverwegen");
        let leeg = [("versie", "1"), ("bekeken_op", "2026-12-02"), ("uitkomst", ""), ("dag", "")];
        nadia.post(&bekijk, &leeg).await.expect(422).says("Kies of de ontheffing blijft of eindigt.");
        let laat = [("versie", "1"), ("bekeken_op", "2026-12-02"), ("uitkomst", "blijft"), ("dag", "2027-06-03")];
        nadia.post(&bekijk, &laat).await.expect(422).says("kies een datum tot en met 2 jun 2027.").says("2027-06-03");
        let blijft = [("versie", "1"), ("bekeken_op", "2026-12-02"), ("uitkomst", "blijft"), ("dag", "")];
        let naar = nadia.post(&bekijk, &blijft).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("De heroverweging is vastgelegd.");
        nadia.post(&bekijk, &blijft).await.expect(409);
        nadia.get(&pad).await.expect_text("2 dec 2026: blijft, weer kijken uiterlijk 2 jun 2027. Nadia el Amrani.");
        assert!(!nadia.get("/vandaag").await.expect(200).text.contains("om opnieuw te bekijken"));

        app.het_is("2027-06-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad).await.expect(200);
        let terug = [("versie", "2"), ("bekeken_op", "2027-06-02"), ("uitkomst", "eindigt"), ("dag", "2027-06-01")];
        nadia.post(&bekijk, &terug).await.expect(422).says("De laatste dag ligt vóór de heroverweging van 2 jun 2027");
        let eindigt = [("versie", "2"), ("bekeken_op", "2027-06-02"), ("uitkomst", "eindigt"), ("dag", "2027-06-30")];
        nadia.post(&bekijk, &eindigt).await.expect(303);
        assert_eq!(ontheffingen(&app).await[0].datum_einde, Some(date(2027, 6, 30)));
        nadia.get("/caseload?klantmanager=alle").await.expect_text("t/m 30 jun 2027");

        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, id.uuid()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        assert_eq!(acts, ["ontheffing.verleend", "ontheffing.heroverwogen", "ontheffing.heroverwogen"]);
        drop(reader);
        let trudy = app.log_in("t.paap").await;
        trudy.get("/vandaag").await.expect(200);
        trudy.post(&bekijk, &eindigt).await.expect(404);
    }
}

#[tokio::test]
async fn others_cannot() {
    let app = TestApp::sqlite().await;
    let pad = format!("/klanten/{}/ontheffingen/verlenen", app.johan);
    let nadia = app.log_in("n.elamrani").await;
    nadia.get(&pad).await.expect(200);
    let fields = form("pw_9_lid_2", "a", "medisch", "2026-12-01", "2026-12-31");
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
        let mut verder = form("pw_9_lid_2", "a", "medisch", "2026-12-05", "2027-06-01");
        verder.push(("gezien", "loopt_door"));
        nadia.post(&pad, &verder).await.expect(303);
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
