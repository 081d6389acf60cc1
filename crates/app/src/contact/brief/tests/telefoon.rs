//! A conversation by telephone: its letters send nobody to the town hall, whatever the municipality wrote for the others.

use super::*;

/// The kinds of conversation that a municipality starts with and the little town of the stories has not.
async fn met_soorten(app: &TestApp) {
    with_sender(app).await;
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let soorten = ["telefoongesprek", "poortgesprek", "rechtmatigheidsgesprek"];
    let alle = domain::codelijst::standaard::alle().into_iter();
    for item in alle.filter(|item| soorten.contains(&item.code.as_str())) {
        storage::codelijst::insert(&mut writer, &item).await.unwrap();
    }
    writer.commit(app.regel("proef.ingericht"), &[]).await.unwrap();
    app.vergeet_lijsten();
}

/// Plans a conversation of a kind of Nadia with Johan, without a place.
async fn planned_as(app: &TestApp, soort: &str, dag: &str) -> String {
    let nadia = app.log_in("n.elamrani").await;
    let who = app.nadia.to_string();
    let plan = [
        ("soort", soort),
        ("datum", dag),
        ("tijd", "10.30"),
        ("duur", "15"),
        ("plaats", ""),
        ("klantmanager", who.as_str()),
        ("toch", "ja"),
    ];
    nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap();
    let op = |gesprek: &&domain::gesprek::Gesprek| domain::datum::plaatselijk(gesprek.moment).date().to_string() == dag;
    alle.iter().find(op).unwrap().id.to_string()
}

#[tokio::test]
async fn johan_is_called_and_nobody_tells_him_to_come() {
    for app in both().await {
        met_soorten(&app).await;
        change(&app, app.johan, |klant| klant.contact.telefoon = "06-00000012".to_owned()).await;
        let gesprek = planned_as(&app, "telefoongesprek", "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await.says("Wij bellen u op donderdag 3 december 2026");
        let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
        let text = pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat();
        has(&text, &["per telefoon: wij bellen u op 06-00000012", "U hoeft niet naar ons toe te komen", "artikel 17"]);
        for komen in ["identiteitsbewijs", "Voorbeeldplein", "naar dit gesprek te komen"] {
            assert!(!text.contains(komen), "{komen}: {text}");
        }
        make(&nadia, &gesprek, "nl").await.says("Herinnering: wij bellen u op donderdag 3 december 2026");
        let english = planned_as(&app, "telefoongesprek", "2026-12-10").await;
        make(&nadia, &english, "en").await.says("We will call you on Thursday 10 December 2026");
        let arabic = planned_as(&app, "telefoongesprek", "2026-12-17").await;
        make(&nadia, &arabic, "ar").await.says("سنتصل بكم");
    }
}

#[tokio::test]
async fn an_invitation_fits_its_kind_of_conversation() {
    for app in both().await {
        met_soorten(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let poort = planned_as(&app, "poortgesprek", "2026-12-03").await;
        let page = make(&nadia, &poort, "nl").await.says("gemeld voor een uitkering").says("Voorbeeldplein 1");
        assert!(!page.text.contains("U krijgt een uitkering"));
        let recht = planned_as(&app, "rechtmatigheidsgesprek", "2026-12-10").await;
        let page = make(&nadia, &recht, "nl").await.says("of nog klopt wat wij van u weten");
        assert!(!page.text.contains("hoe het met u gaat"));
    }
}

/// What the municipality wrote stays, and holds for the conversations that it was written for. The other texts are changed apart.
#[tokio::test]
async fn a_text_of_the_municipality_holds_for_its_own_kind_of_conversation() {
    for app in both().await {
        met_soorten(&app).await;
        let beheer = app.log_in("beheer").await;
        beheer.get("/beheer/brieven").await.expect_text("Uitnodiging voor een telefoongesprek");
        let kom =
            [("onderwerp", "Kom langs"), ("tekst", "Kom.\n\n{{gesprek.afspraak}}"), ("versie", "0"), ("actie", "")];
        beheer.get("/beheer/brieven/uitnodiging-nl").await.expect(200);
        beheer.post("/beheer/brieven/uitnodiging-nl", &kom).await.expect(303);
        let bel = "/beheer/brieven/uitnodiging_telefoon-nl";
        beheer
            .get(bel)
            .await
            .expect_text("per telefoon: wij bellen u op 06-12345678")
            .says("Standaardtekst van Klantbeeld");
        let nadia = app.log_in("n.elamrani").await;
        let gesprek = planned_as(&app, "telefoongesprek", "2026-12-03").await;
        let page = make(&nadia, &gesprek, "nl").await.says("Wij bellen u op");
        assert!(!page.text.contains("Kom langs"));
        let eigen = [
            ("onderwerp", "Wij bellen"),
            ("tekst", "Neem op.\n\n{{gesprek.afspraak}}"),
            ("versie", "0"),
            ("actie", ""),
        ];
        beheer.post(bel, &eigen).await.expect(303);
        let later = planned_as(&app, "telefoongesprek", "2026-12-10").await;
        make(&nadia, &later, "nl").await.says("Neem op.");
        let gewoon = planned(&app, app.johan, "2026-12-17").await;
        make(&nadia, &gewoon, "nl").await.says("Kom langs");
        beheer.get("/beheer/brieven/herinnering_telefoon-ar").await.expect(404);
    }
}
