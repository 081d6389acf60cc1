//! The next conversation: with whom it is, and that it stands there once.

use domain::gesprek::GesprekStand;

use super::gesprekken;
use crate::{
    stories::gesprek::planned,
    testing::{Browser, TestApp, both},
};

/// What Piet at the counter records about Johan, who is Nadia's client.
fn aan_de_balie(tijd: &'static str) -> [(&'static str, &'static str); 9] {
    [
        ("soort", "participatiegesprek"),
        ("datum", "2026-11-20"),
        ("tijd", "11"),
        ("duur", "30"),
        ("tekst", "Kwam langs met een vraag."),
        ("vervolg_soort", "participatiegesprek"),
        ("vervolg_datum", "2027-01-11"),
        ("vervolg_tijd", tijd),
        ("vervolg_plaats", "kamer 1.08"),
    ]
}

/// Nadia notes that she must speak to Johan before a day.
async fn op_de_lijst<'a>(app: &'a TestApp, voor: &str) -> Browser<'a> {
    let nadia = app.log_in("n.elamrani").await;
    let lijst = format!("/klanten/{}/gesprekken/op-de-lijst", app.johan);
    let wie = app.nadia.to_string();
    let velden = [("soort", "participatiegesprek"), ("voor", voor), ("duur", "60"), ("klantmanager", wie.as_str())];
    nadia.get(&lijst).await.expect(200);
    nadia.post(&lijst, &velden).await.expect(303);
    nadia
}

async fn te_plannen(app: &TestApp) -> usize {
    gesprekken(app).await.iter().filter(|een| een.stand == GesprekStand::TePlannen).count()
}

#[tokio::test]
async fn who_serves_for_a_colleague_plans_in_the_colleagues_diary() {
    for app in both().await {
        let piet = app.log_in("p.smit").await;
        let pad = format!("/klanten/{}/gesprekken/vastleggen", app.johan);
        piet.get(&pad).await.expect_text("Het is de agenda van Nadia el Amrani.");
        piet.post(&pad, &aan_de_balie("10.30")).await.expect(303);
        let [gevoerd, volgend] = &gesprekken(&app).await[..] else { panic!("two conversations") };
        assert_ne!(gevoerd.klantmanager, app.nadia, "Piet held the first");
        assert_eq!(volgend.klantmanager, app.nadia);
    }
}

#[tokio::test]
async fn what_waits_on_the_list_is_not_put_there_again() {
    for app in both().await {
        let nadia = op_de_lijst(&app, "2027-02-01").await;
        let pad = format!("/klanten/{}/gesprekken/vastleggen", app.johan);
        let weer = nadia.post(&pad, &aan_de_balie("")).await.expect(422);
        weer.says("staat voor deze klant al op de lijst");
        assert_eq!(te_plannen(&app).await, 1);
        // It can have its own time: that is another conversation than the one that waits.
        nadia.post(&pad, &aan_de_balie("10.30")).await.expect(303);
        assert_eq!(te_plannen(&app).await, 1);
    }
}

#[tokio::test]
async fn who_has_left_waits_on_nobodys_list() {
    for app in both().await {
        let nadia = op_de_lijst(&app, "2026-12-01").await;
        nadia.get("/vandaag").await.expect_text("Te plannen gesprekken");
        let einde = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        nadia.get(&einde).await.expect_text("Participatiegesprek, nog in te plannen vóór 1 december 2026");
        app.overlijdt(app.johan).await;
        let vandaag = nadia.get("/vandaag").await.expect(200);
        assert!(!vandaag.text.contains("Te plannen gesprekken"), "who died is not planned in");
    }
}

/// Told once what speaks against the moment; sent again, it is meant. For another moment one is told again.
#[tokio::test]
async fn who_knows_better_plans_the_next_one_anyway() {
    for app in both().await {
        planned(&app, "2027-01-11").await;
        let piet = app.log_in("p.smit").await;
        let pad = format!("/klanten/{}/gesprekken/vastleggen", app.johan);
        piet.get(&pad).await.expect(200);
        let gezegd = piet.post(&pad, &aan_de_balie("14.30")).await.expect(422);
        let gezegd = gezegd.says("Deze klant heeft op die dag al een gesprek.").says("nog eens Vastleggen");
        let (_, rest) = gezegd.text.split_once("name=\"vervolg_toch\" value=\"").expect("what was told goes along");
        let toch = rest.split('"').next().unwrap();
        let met = |tijd: &'static str| [&aan_de_balie(tijd)[..], &[("vervolg_toch", toch)]].concat();
        piet.post(&pad, &met("15.30")).await.expect(422);
        assert_eq!(gesprekken(&app).await.len(), 1, "nothing was recorded");
        piet.post(&pad, &met("14.30")).await.expect(303);
        assert_eq!(gesprekken(&app).await.len(), 3, "what was held, and two on one day");
    }
}

/// Called off, and the hour was given away; then taken back after all. The page says that two conversations stand there now.
#[tokio::test]
async fn what_comes_back_into_a_full_diary_says_so() {
    for app in both().await {
        let id = planned(&app, "2026-12-01").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        let page = nadia.get(&pad).await.expect(200);
        assert!(!page.text.contains("Let op bij dit moment."));
        let af = [("uitkomst", "afgezegd_klant"), ("toelichting", "Griep"), ("versie", "1")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &af).await.expect(303);
        planned(&app, "2026-12-01").await;
        nadia.get(&pad).await.expect(200);
        let terug = nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(303).naar;
        let page = nadia.get(&terug).await.expect_text("Let op bij dit moment.");
        page.says("Deze klant heeft op die dag al een gesprek.");
    }
}

/// What taking a report back does not take back is told.
#[tokio::test]
async fn taking_a_report_back_says_what_stays() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-23").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}");
    nadia.get(&pad).await.expect(200);
    nadia.post(&format!("{pad}/vastleggen"), &[("versie", "1"), ("tekst", "Kort gesproken.")]).await.expect(303);
    let terug = nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(303).naar;
    nadia.get(&terug).await.expect_text("zoals een segment of een volgend gesprek, blijft staan");
}
