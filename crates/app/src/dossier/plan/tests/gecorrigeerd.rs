//! What was agreed is corrected, or the report is taken back and recorded again: the plan says the same, once.

use domain::{
    gesprek::{Actiepunt, Gesprek, GesprekStand},
    plan::StapStand,
};

use super::*;
use crate::{stories::gesprek::planned, testing::Browser};

async fn gesprek(app: &TestApp, id: &str) -> Gesprek {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::find(&mut reader, id.parse().unwrap()).await.unwrap().unwrap()
}

async fn punten(app: &TestApp, id: &str) -> Vec<Actiepunt> {
    let GesprekStand::Gevoerd(verslag) = gesprek(app, id).await.stand else { panic!("it was held") };
    verslag.punten
}

/// What the fields of a form hold as it stands on the page, as one who changes nothing would send it.
fn velden(page: &str, namen: &[&str]) -> Vec<(String, String)> {
    let waarde = |naam: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{naam}\""))?;
        let (_, rest) = rest.split('>').next()?.split_once("value=\"")?;
        Some(rest.split('"').next()?.to_owned())
    };
    namen.iter().filter_map(|naam| Some(((*naam).to_owned(), waarde(naam)?))).collect()
}

const RIJEN: [&str; 6] =
    ["afspraak1_id", "afspraak1_wat", "afspraak1_voor", "afspraak2_id", "afspraak2_wat", "afspraak2_voor"];

/// Sends what a page holds for the two agreements, with one field changed, as somebody who corrects a report.
async fn verstuur(browser: &Browser<'_>, page: &str, pad: &str, versie: &str, (veld, waarde): (&str, &str)) {
    let mut velden = velden(page, &RIJEN);
    for (_, is) in velden.iter_mut().filter(|(naam, _)| naam == veld) {
        waarde.clone_into(is);
    }
    let rest = [("versie", versie), ("tekst", "Johan wil graag buiten werken.")];
    let wie = [("afspraak1_wie", "klant"), ("afspraak2_wie", "klantmanager")];
    velden.extend(rest.into_iter().chain(wie).map(|(naam, waarde)| (naam.to_owned(), waarde.to_owned())));
    let form: Vec<(&str, &str)> = velden.iter().map(|(naam, waarde)| (naam.as_str(), waarde.as_str())).collect();
    browser.post(pad, &form).await.expect(303);
}

/// Johan has a plan that holds, and two things are agreed in a conversation.
async fn vastgelegd(app: &TestApp) -> String {
    let nadia = app.log_in("n.elamrani").await;
    let opstellen = format!("/klanten/{}/plan/opstellen", app.johan);
    nadia.get(&opstellen).await.expect(200);
    nadia.post(&opstellen, &form(ID, "0", "Een baan als hovenier.")).await.expect(303);
    nadia.post(&format!("/plannen/{ID}/vaststellen"), &[("versie", "1")]).await.expect(303);
    let id = planned(app, "2026-11-23").await;
    let verslag = [
        ("versie", "1"),
        ("tekst", "Johan wil buiten werken."),
        ("afspraak1_wat", "Meldt zich bij het taalcafé"),
        ("afspraak1_wie", "klant"),
        ("afspraak1_voor", "2026-11-30"),
        ("afspraak2_wat", "Belt Pasmatch"),
        ("afspraak2_wie", "klantmanager"),
        ("afspraak2_voor", "2026-12-07"),
    ];
    nadia.post(&format!("/gesprekken/{id}/vastleggen"), &verslag).await.expect(303);
    id
}

fn stappen(plan: &Plan) -> Vec<(&str, String)> {
    plan.inhoud.stappen.iter().map(|stap| (stap.wat.as_str(), stap.voor.to_string())).collect()
}

#[tokio::test]
async fn an_agreement_that_is_corrected_is_so_in_the_concept() {
    for app in both().await {
        let id = vastgelegd(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        let page = nadia.get(&pad).await.expect_text("Meldt zich bij het taalcafé");
        let mut verbeterd = velden(&page.text, &RIJEN);
        verbeterd.retain(|(naam, _)| naam.starts_with("afspraak1"));
        for (_, waarde) in verbeterd.iter_mut().filter(|(naam, _)| naam == "afspraak1_voor") {
            "2026-12-01".clone_into(waarde);
        }
        let rest = [("versie", "2"), ("tekst", "Johan wil buiten werken."), ("afspraak1_wie", "klant")];
        verbeterd.extend(rest.map(|(naam, waarde)| (naam.to_owned(), waarde.to_owned())));
        let form: Vec<(&str, &str)> = verbeterd.iter().map(|(naam, waarde)| (naam.as_str(), waarde.as_str())).collect();
        nadia.post(&pad, &form).await.expect(303);
        let [_, concept] = &plannen(&app).await[..] else { panic!("one holds and one is a concept") };
        let verwacht = [
            ("Aanmelden bij het taalcafé", "2026-12-14".to_owned()),
            ("Proefplaats zoeken", "2027-01-15".to_owned()),
            ("Meldt zich bij het taalcafé", "2026-12-01".to_owned()),
        ];
        assert_eq!(stappen(concept), verwacht, "the day moved along, and what was taken out is out");
    }
}

#[tokio::test]
async fn a_report_that_is_taken_back_keeps_what_was_known_of_its_agreements() {
    for app in both().await {
        let id = vastgelegd(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        let punt = punten(&app, &id).await[1].id.to_string();
        nadia.get(&pad).await.expect(200);
        let klaar = [("versie", "2"), ("punt", punt.as_str()), ("stand", "klaar")];
        nadia.post(&format!("{pad}/afspraak"), &klaar).await.expect(303);
        let concept = plannen(&app).await.remove(1);
        nadia.post(&format!("/plannen/{}/vaststellen", concept.id), &[("versie", "1")]).await.expect(303);

        // Weeks later: the first agreement's day has passed, and the report is taken back to mend a word.
        app.het_is("2026-12-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad).await.expect(200);
        nadia.post(&format!("{pad}/herstellen"), &[("versie", "3")]).await.expect(303);
        let vastleggen = format!("{pad}/vastleggen");
        let page = nadia.get(&vastleggen).await.expect_text("Johan wil buiten werken.");
        let page = page.says("In het vastgestelde plan blijft een afspraak zoals zij is");
        verstuur(&nadia, &page.text, &vastleggen, "4", ("", "")).await;

        let punten = punten(&app, &id).await;
        assert_eq!(punten[1].stand, StapStand::Klaar { op: date(2026, 11, 23) }, "what was done is done");
        assert!(punten.iter().all(|punt| punt.plan == Some(concept.id)), "{punten:?}");
        assert_eq!(plannen(&app).await.len(), 2, "no version that says the same once more");
    }
}

/// Mended while it was taken back: nobody finds the old day in the plan.
#[tokio::test]
async fn what_is_corrected_while_a_report_is_recorded_again_is_so_in_the_concept() {
    for app in both().await {
        let id = vastgelegd(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let (pad, vastleggen) = (format!("/gesprekken/{id}"), format!("/gesprekken/{id}/vastleggen"));
        nadia.get(&pad).await.expect(200);
        nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(303);
        let page = nadia.get(&vastleggen).await.expect_text("Meldt zich bij het taalcafé");
        verstuur(&nadia, &page.text, &vastleggen, "3", ("afspraak1_voor", "2026-12-03")).await;
        let [_, concept] = &plannen(&app).await[..] else { panic!("one holds and one is a concept") };
        let verwacht = [("Meldt zich bij het taalcafé", "2026-12-03"), ("Belt Pasmatch", "2026-12-07")];
        assert_eq!(stappen(concept)[2..], verwacht.map(|(wat, dag)| (wat, dag.to_owned())));
    }
}

/// Nadia took it back and Piet records it: the draft is hers, what was agreed is not lost.
#[tokio::test]
async fn a_colleague_who_records_it_again_sees_what_was_agreed() {
    for app in both().await {
        let id = vastgelegd(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let (pad, vastleggen) = (format!("/gesprekken/{id}"), format!("/gesprekken/{id}/vastleggen"));
        nadia.get(&pad).await.expect(200);
        nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(303);
        let was = gesprek(&app, &id).await.teruggenomen;
        let piet = app.log_in("p.smit").await;
        let page = piet.get(&vastleggen).await.expect_text("Meldt zich bij het taalcafé");
        assert!(!page.text.contains("Johan wil buiten werken."), "the words of a draft are of who wrote it");
        verstuur(&piet, &page.text, &vastleggen, "3", ("", "")).await;
        assert_eq!(punten(&app, &id).await, was, "the same agreements, in the same plan");
    }
}

/// The plan in which it stands is established, and a next version was begun: there the correction belongs.
#[tokio::test]
async fn a_correction_is_followed_in_the_next_version_of_the_plan() {
    for app in both().await {
        let id = vastgelegd(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let concept = plannen(&app).await.remove(1);
        nadia.get(&format!("/klanten/{}/plan", app.johan)).await.expect(200);
        nadia.post(&format!("/plannen/{}/vaststellen", concept.id), &[("versie", "1")]).await.expect(303);
        let opstellen = format!("/klanten/{}/plan/opstellen", app.johan);
        nadia.get(&opstellen).await.expect(200);
        let mut derde = form(ANDER_ID, "0", "Een baan als hovenier.");
        derde.retain(|(naam, _)| !naam.starts_with("stap3"));
        derde.extend([
            ("stap3_wat", "Meldt zich bij het taalcafé"),
            ("stap3_wie", "klant"),
            ("stap3_voor", "2026-11-30"),
        ]);
        nadia.post(&opstellen, &derde).await.expect(303);
        let vastleggen = format!("/gesprekken/{id}/vastleggen");
        let page = nadia.get(&vastleggen).await.expect(200);
        assert!(!page.text.contains("In het vastgestelde plan blijft"), "it is followed");
        verstuur(&nadia, &page.text, &vastleggen, "2", ("afspraak1_voor", "2026-12-03")).await;
        let [_, geldt, concept] = &plannen(&app).await[..] else { panic!("one holds and one is a concept") };
        assert_eq!(stappen(geldt)[2].1, "2026-11-30", "what was agreed stays as it was agreed");
        assert_eq!(stappen(concept)[2].1, "2026-12-03");
    }
}

/// A concept that waited: nobody signs for a day that has passed without being told.
#[tokio::test]
async fn a_concept_says_that_the_day_of_a_step_has_passed() {
    for app in both().await {
        vastgelegd(&app).await;
        let pad = format!("/klanten/{}/plan", app.johan);
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&pad).await.expect_text("Concept van versie 2");
        assert!(!page.text.contains("De dag van een stap is al voorbij."));
        app.het_is("2026-12-01T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad).await.expect_text("De dag van een stap is al voorbij.").says("Over datum");
    }
}
