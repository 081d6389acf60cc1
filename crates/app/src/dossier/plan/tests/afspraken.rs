//! What Nadia agreed with Johan is not typed again when she writes the plan.

use domain::gesprek::{Gesprek, GesprekStand};

use super::*;

async fn gesprekken(app: &TestApp) -> Vec<Gesprek> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap()
}

/// A conversation at the counter in which two things were agreed.
async fn gesproken(app: &TestApp) {
    let nadia = app.log_in("n.elamrani").await;
    let verslag = [
        ("soort", "participatiegesprek"),
        ("datum", "2026-11-20"),
        ("tijd", "11"),
        ("duur", "30"),
        ("tekst", "Johan wil buiten werken."),
        ("afspraak1_wat", "Meldt zich bij het taalcafé"),
        ("afspraak1_wie", "klant"),
        ("afspraak1_voor", "2026-12-07"),
        ("afspraak2_wat", "Zoekt een proefplaats"),
        ("afspraak2_wie", "ander"),
        ("afspraak2_ander", "Pasmatch"),
        ("afspraak2_voor", "2026-12-01"),
    ];
    let done = nadia.post(&format!("/klanten/{}/gesprekken/vastleggen", app.johan), &verslag).await.expect(303);
    let page = nadia.get(&done.naar).await.expect_text("er is nog geen plan; de afspraken staan klaar als stappen");
    page.says(&format!("/klanten/{}/plan/opstellen", app.johan));
}

/// The value of a hidden field.
fn hidden(page: &str, naam: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{naam}\" value=\"")).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn agreements_stand_ready_as_steps_of_a_first_plan() {
    for app in both().await {
        gesproken(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let opstellen = format!("/klanten/{}/plan/opstellen", app.johan);
        let page = nadia.get(&opstellen).await.expect_text("2 afspraken uit gesprekken staan hieronder als stap.");
        let page = page.says("value=\"Meldt zich bij het taalcafé\"").says("value=\"2026-12-07\"");
        let page = page.says("value=\"Pasmatch\"").says("<option value=\"ander\" selected>").says("stap3_wat");
        let een = hidden(&page.text, "stap1_bron");
        // She keeps the first and takes the second away.
        let mut plan = form(ID, "0", "Een baan als hovenier.");
        plan.retain(|(naam, _)| !naam.starts_with("stap"));
        plan.extend([
            ("stap1_bron", een.as_str()),
            ("stap1_wat", "Meldt zich deze week bij het taalcafé"),
            ("stap1_wie", "klant"),
            ("stap1_voor", "2026-12-07"),
        ]);
        nadia.post(&opstellen, &plan).await.expect(303);
        nadia.post(&opstellen, &plan).await.expect(303);
        let GesprekStand::Gevoerd(verslag) = &gesprekken(&app).await[0].stand else { panic!("it was held") };
        let concept = plannen(&app).await.remove(0);
        let in_plan: Vec<_> = verslag.punten.iter().map(|punt| punt.plan).collect();
        assert_eq!(in_plan, [Some(concept.id), None]);
        // Once the plan holds, it tells of the first; the second is still open with the conversation.
        nadia.post(&format!("/plannen/{}/vaststellen", concept.id), &[("versie", "1")]).await.expect(303);
        let page = nadia.get(&format!("/gesprekken/{}", gesprekken(&app).await[0].id)).await;
        page.expect_text("Stap in het plan").says("Zoekt een proefplaats");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, gesprekken(&app).await[0].id.uuid()).await.unwrap();
        assert!(regels.iter().any(|regel| regel.handeling == "gesprek.afspraken_in_plan"));
    }
}

#[tokio::test]
async fn what_is_late_by_then_needs_a_new_day_and_who_has_a_plan_gets_no_agreements_twice() {
    for app in both().await {
        gesproken(&app).await;
        app.het_is("2026-12-03T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let opstellen = format!("/klanten/{}/plan/opstellen", app.johan);
        let page = nadia.get(&opstellen).await.expect_text("value=\"2026-12-07\"").says("Zoekt een proefplaats");
        assert!(!page.text.contains("value=\"2026-12-01\""), "a day that has passed is no day for a plan of today");
        nadia.post(&opstellen, &form(ID, "0", "Een baan als hovenier.")).await.expect(303);
        let page = nadia.get(&opstellen).await.expect_text("Aanmelden bij het taalcafé");
        assert!(!page.text.contains("staan hieronder als stap"), "there is a concept: it is shown as it is");
    }
}

#[tokio::test]
async fn a_new_step_is_for_a_day_to_come_and_one_that_is_there_keeps_its_own() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let opstellen = format!("/klanten/{}/plan/opstellen", app.johan);
        let mut voorbij = form(ID, "0", "Een baan als hovenier.");
        voorbij[8].1 = "2026-11-22";
        nadia.post(&opstellen, &voorbij).await.expect(422).says("Deze datum is al voorbij. Kies vandaag of een latere");
        vastgesteld(&app).await;
        // Weeks later the first step is late. In a new version it keeps its day, also with a word changed; a new one does not.
        app.het_is("2026-12-20T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&opstellen).await.expect_text("value=\"2026-12-14\"");
        let bron = hidden(&page.text, "stap1_bron");
        let mut nieuw = form(ANDER_ID, "0", "Een baan als hovenier.");
        nieuw[5].1 = "Aanmelden bij het taalcafé in Schalkwijk";
        nadia.post(&opstellen, &nieuw).await.expect(422).says("Deze datum is al voorbij.");
        nieuw.push(("stap1_bron", bron.as_str()));
        nadia.post(&opstellen, &nieuw).await.expect(303);
        assert_eq!(plannen(&app).await[1].inhoud.stappen[0].voor, date(2026, 12, 14));
    }
}
