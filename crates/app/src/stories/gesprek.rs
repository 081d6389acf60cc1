//! Nadia plans, invites, holds and records a conversation with Johan; Piet is at it too.

use crate::testing::{TestApp, both};

async fn latest_gesprek(app: &TestApp) -> (String, i64) {
    let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
    let gesprekken = storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap();
    let gesprek = gesprekken.last().unwrap();
    (gesprek.id.to_string(), gesprek.versie)
}

#[tokio::test]
async fn from_plan_to_report_and_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-23"),
            ("tijd", "10.30"),
            ("duur", "60"),
            ("plaats", "kamer 1.08"),
            ("klantmanager", &app.nadia.to_string()),
        ];
        let answer = nadia.post(&format!("{johan}/gesprekken/plannen"), &plan).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Het gesprek is gepland.").says("10.30 uur, 60 minuten, kamer 1.08.");
        nadia.get("/vandaag").await.expect_text("1 gesprek vandaag").says("Johan van der Meer");

        let (id, versie) = latest_gesprek(&app).await;
        let versie_text = versie.to_string();
        let invite = [("kanaal", "brief"), ("versie", versie_text.as_str())];
        nadia.post(&format!("/gesprekken/{id}/uitnodigen"), &invite).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("23 november 2026, brief");

        let report =
            [("tekst", "Wil graag buiten werken."), ("afspraken", "Belt Pasmatch voor 1 december."), ("versie", "2")];
        let answer = nadia.post(&format!("/gesprekken/{id}/vastleggen"), &report).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Wil graag buiten werken.").says("Ongedaan maken");

        nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "3")]).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("uitgenodigd");
        let form = nadia.get(&format!("/gesprekken/{id}/vastleggen")).await;
        form.expect_text("Wil graag buiten werken.").says("Belt Pasmatch voor 1 december.").says("Concept bewaard");

        let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, id.parse().unwrap()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        assert_eq!(acts, ["gesprek.gepland", "gesprek.uitgenodigd", "gesprek.gevoerd", "gesprek.hersteld"]);
        assert!(regels.iter().all(|regel| regel.klant == Some(app.johan) && !regel.details.contains("buiten")));
        assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn every_error_of_the_form_at_once_and_nothing_lost() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
    let wrong = [
        ("soort", "theedrinken"),
        ("datum", "31-02-2026"),
        ("tijd", "ochtend"),
        ("duur", "60"),
        ("plaats", "<script>"),
        ("klantmanager", "x"),
    ];
    let answer = nadia.post(&pad, &wrong).await.expect(422);
    let answer = answer
        .says("4 fouten")
        .says("Vul een bestaande datum in")
        .says("Vul een tijd in")
        .says("Kies een soort gesprek");
    assert!(answer.text.contains("value=\"31-02-2026\"") && !answer.text.contains("<script>\""), "kept and escaped");
    let ok = |datum: &'static str| {
        [("soort", "participatiegesprek"), ("datum", datum), ("tijd", "9"), ("duur", "60"), ("klantmanager", "")]
    };
    let mut past = ok("2026-11-20");
    let nadia_id = app.nadia.to_string();
    past[4].1 = &nadia_id;
    nadia.post(&pad, &past).await.expect(422).says("Dit moment is al voorbij");
}

#[tokio::test]
async fn the_second_to_save_sees_both_versions() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let nadia_id = app.nadia.to_string();
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-23"),
            ("tijd", "9"),
            ("duur", "60"),
            ("klantmanager", nadia_id.as_str()),
        ];
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
        let (id, _) = latest_gesprek(&app).await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        let concept = format!("/gesprekken/{id}/concept");
        nadia.post(&concept, &[("tekst", "Concept van Nadia"), ("versie", "1")]).await.expect(204);
        piet.get(&pad).await.expect_text("Nadia el Amrani schrijft ook in dit verslag");
        nadia.get(&pad).await.expect_text("Concept van Nadia");

        piet.post(&pad, &[("tekst", "Verslag van Piet"), ("versie", "1")]).await.expect(303);
        nadia.post(&concept, &[("tekst", "Nog een zin"), ("versie", "1")]).await.expect(409);
        let answer = nadia.post(&pad, &[("tekst", "Verslag van Nadia"), ("versie", "1")]).await.expect(409);
        answer.says("Verslag van Nadia").says("Verslag van Piet").says("Piet Smit heeft dit intussen gewijzigd");
        let choice = [
            ("versie", "2"),
            ("mijn_tekst", "Verslag van Nadia"),
            ("ander_tekst", "Verslag van Piet"),
            ("kies_tekst", "mijn"),
            ("mijn_afspraken", ""),
            ("ander_afspraken", ""),
            ("kies_afspraken", "mijn"),
        ];
        nadia.post(&pad, &choice).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Verslag van Nadia");
    }
}

#[tokio::test]
async fn a_double_click_plans_once() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
    let nadia_id = app.nadia.to_string();
    let plan = [
        ("soort", "participatiegesprek"),
        ("datum", "2026-12-01"),
        ("tijd", "9"),
        ("duur", "60"),
        ("klantmanager", nadia_id.as_str()),
    ];
    nadia.post(&pad, &plan).await.expect(303);
    nadia.post(&pad, &plan).await.expect(422).says("Deze klant heeft op die dag al een gesprek.");
    let mut again = plan.to_vec();
    again.push(("toch", "ja"));
    nadia.post(&pad, &again).await.expect(303);
}

/// A slow page, an impatient finger: the form carries the id of what it makes.
#[tokio::test]
async fn the_same_form_twice_makes_one_conversation() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let nadia_id = app.nadia.to_string();
        let id = uuid::Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001).to_string();
        let held = [
            ("id", id.as_str()),
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-23"),
            ("tijd", "9"),
            ("duur", "15"),
            ("klantmanager", nadia_id.as_str()),
            ("tekst", "Kwam aan de balie met een vraag."),
        ];
        let pad = format!("/klanten/{}/gesprekken/vastleggen", app.johan);
        let mut long_ago = held.to_vec();
        long_ago[2].1 = "2016-11-23";
        nadia.post(&pad, &long_ago).await.expect(422).says("Dit moment ligt meer dan twee jaar terug");
        let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        let before = storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap().len();
        let (one, two) = tokio::join!(nadia.post(&pad, &held), nadia.post(&pad, &held));
        one.expect(303);
        two.expect(303);
        assert_eq!(storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap().len(), before + 1);
        // The id of a conversation with Johan makes none with Samira.
        let samira = storage::klant::find_by_number(&mut reader, &"104-2218".parse().unwrap()).await.unwrap().unwrap();
        nadia.post(&format!("/klanten/{}/gesprekken/vastleggen", samira.id), &held).await.expect(404);
        let mut plan = held.to_vec();
        (plan[0].1, plan[2].1) = ("0199000000007000800000000000beef", "2026-12-01");
        let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
        nadia.post(&pad, &plan).await.expect(303);
        nadia.post(&pad, &plan).await.expect(303);
        assert_eq!(storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap().len(), before + 2);
    }
}
