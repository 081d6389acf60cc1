//! Nadia holds a klantbeeldgesprek with Johan and draws his picture in the same movement; Piet is at it too.

use domain::gemeente::Gemeente;
use storage::klantbeeld::Vastgelegd;

use super::{gesprekken, veld};
use crate::testing::{Browser, TestApp, both};

async fn beelden(app: &TestApp) -> Vec<Vastgelegd> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::klantbeeld::of_klant(&mut reader, app.johan).await.unwrap()
}

/// A conversation with Johan today; the address to record it.
async fn gepland(app: &TestApp, nadia: &Browser<'_>, soort: &str) -> String {
    let tijd = if soort == "klantbeeldgesprek" { "13.30" } else { "10.30" };
    let plan = [
        ("soort", soort),
        ("datum", "2026-11-23"),
        ("tijd", tijd),
        ("duur", "gebruikelijk"),
        ("klantmanager", &*app.nadia.to_string()),
    ];
    nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
    format!("/gesprekken/{}/vastleggen", gesprekken(app).await.pop().unwrap().id)
}

/// What Nadia heard, on top of a version of the klantbeeld.
fn gehoord(versie: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("versie", "1"),
        ("tekst", "Johan vertelde drie uur over vroeger en later."),
        ("beeld_versie", versie),
        ("talenten", "Kan alles repareren."),
        ("werkervaring", "Monteur, 1998 tot 2011."),
        ("talen", "Nederlands: B1\nTurks: moedertaal"),
        ("wensen", "Een eigen werkplaats."),
        ("schulden", "Heeft hulp van de kredietbank."),
    ]
}

#[tokio::test]
async fn what_nadia_learned_and_the_step_are_one_version() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = gepland(&app, &nadia, "klantbeeldgesprek").await;
        let page = nadia.get(&pad).await.expect_text("Er is nog geen klantbeeld.");
        assert!(
            page.text.contains("<details class=\"kb-uitklap\" open><summary>Klantbeeld"),
            "held for it: it is open"
        );
        let mut form = gehoord("0");
        form.extend([("indeling", "gewijzigd"), ("trede", "3"), ("indeling_reden", "Helpt in het buurthuis.")]);
        // What is typed is kept with the rest, and is there in a second tab.
        nadia.post(&pad.replace("vastleggen", "concept"), &form).await.expect(204);
        nadia.get(&pad).await.expect_text("Een eigen werkplaats.").says("Concept bewaard");
        nadia.post(&pad, &form).await.expect(303);
        nadia.post(&pad, &form).await.expect(303);
        let [beeld] = &beelden(&app).await[..] else { panic!("one version, and sent twice it is once") };
        assert_eq!((beeld.beeld.wensen.as_str(), beeld.beeld.talen.len()), ("Een eigen werkplaats.", 2));
        assert_eq!(beeld.beeld.trede.map(i64::from), Some(3));
        assert_eq!(beeld.beeld.trede_waarom, "Helpt in het buurthuis.");
        nadia.get(&format!("/klanten/{}/klantbeeld", app.johan)).await.expect_text("Monteur, 1998 tot 2011.");
        // Back in the browser, another word, and sent again: it is told that this is not kept.
        let again: Vec<_> =
            form.iter().map(|(naam, is)| (*naam, if *naam == "wensen" { "Naar zee." } else { *is })).collect();
        nadia.post(&pad, &again).await.expect(409).says("was al verstuurd");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, app.johan.uuid()).await.unwrap();
        let regel = regels.iter().find(|regel| regel.handeling == "klantbeeld.vastgelegd").unwrap();
        assert!(regel.details.contains("\"trede_naar\":3") && regel.details.contains("\"gesprek\":"));
        assert!(!regel.details.contains("werkplaats"), "no free text in the log");
    }
}

#[tokio::test]
async fn who_changes_nothing_makes_no_version_and_overwrites_nobody() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let wijzigen = format!("/klanten/{}/klantbeeld/wijzigen", app.johan);
        piet.post(&wijzigen, &[("versie", "0"), ("wensen", "Iets met auto's."), ("wonen", "Woont in.")])
            .await
            .expect(303);
        let pad = gepland(&app, &nadia, "participatiegesprek").await;
        let page = nadia.get(&pad).await.expect_text("Iets met auto&#39;s.").says("vastgelegd door Piet Smit");
        assert!(
            page.text.contains("<details class=\"kb-uitklap\"><summary>Klantbeeld"),
            "folded away until it is wanted"
        );
        assert_eq!(veld(&page.text, "beeld_versie"), "1");
        // Piet hears more while she types.
        piet.post(&wijzigen, &[("versie", "1"), ("wensen", "Iets met bussen.")]).await.expect(303);
        let form = [
            ("versie", "1"),
            ("tekst", "Het gaat goed."),
            ("beeld_versie", "1"),
            ("wensen", "Iets met auto's."),
            ("wonen", "Woont in. "),
        ];
        nadia.post(&pad, &form).await.expect(303);
        let nu = beelden(&app).await;
        assert_eq!((nu.len(), nu[0].beeld.wensen.as_str()), (2, "Iets met bussen."));
    }
}

#[tokio::test]
async fn two_colleagues_see_both_versions_and_the_report_goes_along() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = gepland(&app, &nadia, "klantbeeldgesprek").await;
        let wijzigen = format!("/klanten/{}/klantbeeld/wijzigen", app.johan);
        piet.post(&wijzigen, &[("versie", "0"), ("wensen", "Iets met auto's."), ("opleiding", "Lts.")])
            .await
            .expect(303);
        let page = nadia.post(&pad, &gehoord("0")).await.expect(409);
        let page = page.says("Piet Smit heeft dit intussen gewijzigd.").says("Een eigen werkplaats.");
        let page = page.says("Iets met auto&#39;s.").says("Ook de rest van uw verslag is er nog");
        assert_eq!(veld(&page.text, "tekst"), "Johan vertelde drie uur over vroeger en later.");
        assert_eq!((veld(&page.text, "beeld_versie"), veld(&page.text, "versie")), ("1".to_owned(), "1".to_owned()));
        assert!(gesprekken(&app).await[0].is_open(), "both, or neither");
        let keuze = [
            ("versie", "1"),
            ("tekst", "Johan vertelde drie uur over vroeger en later."),
            ("beeld_versie", "1"),
            ("mijn_wensen", "Een eigen werkplaats."),
            ("ander_wensen", "Iets met auto's."),
            ("kies_wensen", "mijn"),
            ("mijn_opleiding", ""),
            ("ander_opleiding", "Lts."),
            ("kies_opleiding", "ander"),
        ];
        nadia.post(&pad, &keuze).await.expect(303);
        let nu = &beelden(&app).await[0];
        assert_eq!(
            (nu.versie, nu.beeld.wensen.as_str(), nu.beeld.opleiding.as_str()),
            (2, "Een eigen werkplaats.", "Lts.")
        );
        assert!(!gesprekken(&app).await[0].is_open());
    }
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_nothing_is_written() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = gepland(&app, &nadia, "participatiegesprek").await;
        let wrong = [("versie", "1"), ("tekst", ""), ("beeld_versie", "0"), ("talen", "Nederlands")];
        let page = nadia.post(&pad, &wrong).await.expect(422).says("2 fouten").says("Regel 1 is niet te lezen");
        assert!(page.text.contains("<details class=\"kb-uitklap\" open>"), "a fault is not folded away");
        // The last part of the form is refused: the first part is not there either.
        let mut past = gehoord("0");
        past.extend([("vervolg_datum", "2026-11-20"), ("vervolg_tijd", "9")]);
        nadia.post(&pad, &past).await.expect(422).says("Dit moment is al voorbij").says("Kan alles repareren.");
        assert!(beelden(&app).await.is_empty());
        // What is known is not emptied by accident.
        nadia.post(&pad, &gehoord("0")).await.expect(303);
        let pad = gepland(&app, &nadia, "klantbeeldgesprek").await;
        let empty = [("versie", "1"), ("tekst", "Kort."), ("beeld_versie", "1")];
        nadia.post(&pad, &empty).await.expect(422).says("Vul ten minste één onderdeel in");
    }
}

#[tokio::test]
async fn at_the_counter_too_and_a_report_of_a_colleague_leaves_the_words_as_a_draft() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let balie = [("soort", "participatiegesprek"), ("datum", "2026-11-20"), ("tijd", "11.00"), ("duur", "30")];
        let mut form = gehoord("0");
        form.extend(balie);
        nadia.post(&format!("/klanten/{}/gesprekken/vastleggen", app.johan), &form).await.expect(303);
        assert_eq!(beelden(&app).await[0].beeld.talenten, "Kan alles repareren.");
        // Piet was there too and records it first. Nadia's words about the conversation stand beside his; what she learned of
        // Johan waits at the klantbeeld.
        let pad = gepland(&app, &nadia, "klantbeeldgesprek").await;
        piet.post(&pad, &[("versie", "1"), ("tekst", "Ik was erbij.")]).await.expect(303);
        let mut form = gehoord("1");
        form.push(("opleiding", "Lts."));
        let page = nadia.post(&pad, &form).await.expect(409).says("Ik was erbij.");
        page.says("Wat u over het klantbeeld schreef, staat als concept bij het klantbeeld");
        let wijzigen = format!("/klanten/{}/klantbeeld/wijzigen", app.johan);
        nadia.get(&wijzigen).await.expect_text("Lts.").says("Concept bewaard");
    }
}
