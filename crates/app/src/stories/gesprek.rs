//! Nadia plans, invites, holds and records a conversation with Johan; Piet is at it too.

use super::verzetten::hidden;
use crate::testing::{TestApp, both};

pub(super) async fn latest_gesprek(app: &TestApp) -> (String, i64) {
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
        nadia
            .get(&answer.naar)
            .await
            .expect_text("Het gesprek is gepland.")
            .says("10.30 uur, 60 minuten")
            .says("kamer 1.08");
        nadia.get("/vandaag").await.expect_text("1 gesprek vandaag").says("Johan van der Meer");

        let (id, versie) = latest_gesprek(&app).await;
        let versie_text = versie.to_string();
        let invite = [("kanaal", "brief"), ("op", "2026-11-23"), ("versie", versie_text.as_str())];
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
        assert_eq!(acts, ["gesprek.gepland", "gesprek.uitgenodigd", "gesprek.gevoerd", "gesprek.teruggedraaid"]);
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
    let page = nadia.post(&pad, &plan).await.expect(422).says("Deze klant heeft op die dag al een gesprek.");
    let page = page.says("Op dat moment staat er al iets anders in de agenda van de klantmanager.");
    let toch = hidden(&page.text, "toch");
    let other: Vec<_> =
        plan.iter().map(|(naam, waarde)| if *naam == "tijd" { ("tijd", "9.30") } else { (*naam, *waarde) }).collect();
    let other = [other.as_slice(), &[("toch", toch.as_str())]].concat();
    nadia.post(&pad, &other).await.expect(422).says("al een gesprek");
    let again = [plan.as_slice(), &[("toch", toch.as_str())]].concat();
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

/// Somebody calls, Nadia types, the line breaks; in the afternoon she goes on where she was.
#[tokio::test]
async fn a_report_without_a_plan_is_not_lost_either() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let johan = format!("/klanten/{}", app.johan);
        let pad = format!("{johan}/gesprekken/vastleggen");
        let concept = format!("{johan}/gesprekken/concept");
        nadia.get(&pad).await.expect_text(&format!("data-concept=\"{concept}\""));
        let id = uuid::Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0002).to_string();
        let typed = [
            ("versie", "0"),
            ("id", id.as_str()),
            ("soort", "klantbeeldgesprek"),
            ("datum", "2026-11-20"),
            ("tijd", "14.05"),
            ("duur", "15"),
            ("plaats", "telefoon"),
            ("tekst", "Belde over de huur."),
            ("afspraken", ""),
        ];
        nadia.post(&concept, &typed).await.expect(204);
        // Without script there is the button.
        let mut later = typed.to_vec();
        later[7].1 = "Belde over de huur en de buren.";
        later.push(("actie", "concept"));
        let answer = nadia.post(&pad, &later).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Het concept is bewaard.");
        let form =
            nadia.get(&pad).await.expect_text("Belde over de huur en de buren.").says("Concept bewaard op 23 nov");
        let form = form.says("value=\"2026-11-20\"").says("value=\"14.05\"").says("value=\"telefoon\"");
        let form = form.says("<option value=\"klantbeeldgesprek\" selected>").says("<option value=\"15\" selected>");
        assert!(!form.text.contains(&id), "a new form makes a new conversation");
        assert!(!piet.get(&pad).await.text.contains("Belde over"), "a draft is of one person");

        let saved = nadia.post(&pad, &typed).await.expect(303);
        nadia.get(&saved.naar).await.expect_text("Belde over de huur.");
        // The last keystrokes arrive after the report.
        nadia.post(&concept, &typed).await.expect(409);
        assert!(!nadia.get(&pad).await.text.contains("Belde over de huur en de buren."));
        assert!(!nadia.get(&answer.naar).await.text.contains("Het concept is bewaard."));
        nadia.post(&format!("/klanten/{}/gesprekken/concept", app.tine), &typed).await.expect(404);
    }
}

#[tokio::test]
async fn going_on_later_works_without_script() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let id = planned(&app, "2026-11-23").await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        let later = [("tekst", "Tot hier."), ("versie", "1"), ("actie", "concept")];
        let answer = nadia.post(&pad, &later).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Het concept is bewaard.");
        nadia.get(&pad).await.expect_text("Tot hier.");
        piet.post(&pad, &[("tekst", "Verslag van Piet"), ("versie", "1")]).await.expect(303);
        nadia.post(&pad, &later).await.expect(409).says("Verslag van Piet").says("Tot hier.");
    }
}

/// Plans a conversation of Nadia with Johan.
pub(crate) async fn planned(app: &TestApp, datum: &str) -> String {
    let nadia = app.log_in("n.elamrani").await;
    let nadia_id = app.nadia.to_string();
    let plan = [
        ("soort", "participatiegesprek"),
        ("datum", datum),
        ("tijd", "9"),
        ("duur", "60"),
        ("klantmanager", nadia_id.as_str()),
    ];
    nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
    latest_gesprek(app).await.0
}

/// A day that can be typed and not be computed with.
#[tokio::test]
async fn the_end_of_time_is_refused_at_its_field() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let nadia_id = app.nadia.to_string();
    let last = [
        ("soort", "participatiegesprek"),
        ("datum", "9999-12-31"),
        ("tijd", "23.59"),
        ("duur", "60"),
        ("tekst", "Kwam langs."),
        ("klantmanager", nadia_id.as_str()),
    ];
    for form in ["plannen", "vastleggen"] {
        let answer = nadia.post(&format!("/klanten/{}/gesprekken/{form}", app.johan), &last).await.expect(422);
        answer.says("1 fout").says("id=\"fout-datum\"").says("Controleer het jaar.");
    }
}

#[tokio::test]
async fn a_conversation_still_to_come_can_only_be_called_off() {
    let app = TestApp::sqlite().await;
    let today = planned(&app, "2026-11-23").await;
    let id = planned(&app, "2026-12-01").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}/niet-doorgegaan");
    let page = nadia.get(&pad).await.expect_text("Gesprek afzeggen");
    assert!(!page.text.contains("De klant is niet gekomen"));
    nadia.post(&pad, &[("uitkomst", "afgezegd_gemeente"), ("versie", "1")]).await.expect(303);
    nadia.get(&format!("/gesprekken/{id}")).await.expect_text("afgezegd");
    nadia.get(&format!("/gesprekken/{today}/niet-doorgegaan")).await.expect_text("De klant is niet gekomen");
}

/// An address from the history of the browser tells only what is still so.
#[tokio::test]
async fn what_was_done_is_told_as_long_as_it_is_true() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-23").await;
    let nadia = app.log_in("n.elamrani").await;
    let done = nadia.post(&format!("/gesprekken/{id}/vastleggen"), &[("tekst", "Kwam langs."), ("versie", "1")]).await;
    nadia.get(&done.naar).await.expect_text("Ongedaan maken").says("De uitkomst van het gesprek is vastgelegd.");
    let back = nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
    nadia.get(&back.naar).await.expect_text("Het verslag is teruggenomen en staat klaar als concept.");
    let old = nadia.get(&done.naar).await.expect(200);
    assert!(!old.text.contains("Ongedaan maken") && !old.text.contains("is vastgelegd."));
}
