//! The day on which a plan is looked at together (PW 44a) comes back where Nadia looks.

use super::{ID, form, plannen};
use crate::{stories::gesprek::planned, testing::both};

#[tokio::test]
async fn a_plan_whose_evaluation_is_due_is_on_today_and_in_the_preparation() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/plan", app.johan);
        nadia.get(&format!("{pad}/opstellen")).await.expect(200);
        nadia.post(&format!("{pad}/opstellen"), &form(ID, "0", "Een baan als hovenier.")).await.expect(303);
        let titel = "Plannen om samen te bekijken";
        let vaststellen = format!("/plannen/{}/vaststellen", plannen(&app).await[0].id);
        nadia.post(&vaststellen, &[("versie", "1")]).await.expect(303);
        app.het_is("2027-02-22T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        assert!(!nadia.get("/vandaag").await.expect(200).text.contains(titel), "it can be today");
        app.het_is("2027-02-23T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get("/vandaag").await.expect_text(titel).says("Johan van der Meer");
        page.says("evaluatie was maandag 22 februari").says(&format!("{pad}\""));
        assert!(!app.log_in("p.smit").await.get("/vandaag").await.expect(200).text.contains(titel));
        let id = planned(&app, "2027-03-01").await;
        let page = nadia.get(&format!("/gesprekken/{id}/voorbereiden")).await.expect(200);
        page.says("Het plan van aanpak zou op 22 feb 2027 samen worden bekeken.");
    }
}
