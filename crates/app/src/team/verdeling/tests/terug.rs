//! What was applied goes back as far as that can be, for two weeks.

use domain::gebruiker::Rol;

use super::*;

async fn draai_terug(petra: &Browser<'_>) -> Antwoord {
    let gedaan = petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "3")]).await.expect(303);
    petra.get(&gedaan.naar).await.expect(200)
}

/// Of Nadia and of Els one client went to Piet; then Els left. Nadia's goes back, and that of Els has nobody to go back to.
#[tokio::test]
async fn whose_klantmanager_left_stays_and_the_others_go_back() {
    for app in both().await {
        let els = app.voeg_gebruiker_toe("e.bakker", "Els Bakker", Rol::Klantmanager).await;
        app.voeg_klanten_toe_met(3, |dossier| dossier.toewijzingen[0].klantmanager = els).await;
        let (petra, piet) = (app.log_in("p.devries").await, wie(&app, "Piet Smit").await);
        vraag(&petra, "100").await;
        pas_toe(&petra).await.says("2 klanten hebben een andere klantmanager gekregen");
        zet_actief(&app, els, false).await;
        let page = draai_terug(&petra).await.says("1 klant is terug bij de vorige klantmanager.");
        let page = page.says("1 klant blijft bij de nieuwe klantmanager: de vorige klantmanager begeleidt hier geen");
        let page = page.says("Bij de nieuwe klantmanager gebleven");
        assert_eq!(page.text.matches(">Teruggedraaid<").count(), 2, "the proposal and one client");
        let heeft =
            [klanten(&app, app.nadia).await.len(), klanten(&app, els).await.len(), klanten(&app, piet).await.len()];
        assert_eq!(heeft, [3, 2, 1]);
    }
}

#[tokio::test]
async fn whose_benefit_ended_stays_and_the_others_go_back() {
    for app in both().await {
        app.voeg_klanten_toe(1).await;
        let (petra, piet) = (app.log_in("p.devries").await, wie(&app, "Piet Smit").await);
        vraag(&petra, "100").await;
        pas_toe(&petra).await.says("2 klanten hebben");
        let weg = klanten(&app, piet).await[0];
        overlijdt(&app, weg).await;
        let page = draai_terug(&petra).await.says("1 klant is terug bij de vorige klantmanager.");
        page.says("1 klant blijft bij de nieuwe klantmanager: er is geen uitkering meer (1)");
        assert_eq!(klanten(&app, app.nadia).await.len(), 3);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let hij = storage::caseload::find(&mut reader, weg).await.unwrap().unwrap();
        assert_eq!(hij.klantmanager.as_deref(), Some("Piet Smit"), "where he was");
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_the_receiver_began_or_what_is_long_ago_does_not_go_back() {
    for app in both().await {
        let (petra, piet) = (app.log_in("p.devries").await, wie(&app, "Piet Smit").await);
        vraag_voorstel(&petra).await;
        pas_toe(&petra).await;
        let klant = klanten(&app, piet).await[0];
        app.het_is("2026-11-23T08:45:00Z");
        let wie_piet = app.log_in("p.smit").await;
        let met = piet.to_string();
        let gesprek = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-12-03"),
            ("tijd", "9.00"),
            ("duur", "60"),
            ("klantmanager", met.as_str()),
        ];
        wie_piet.get(&format!("/klanten/{klant}")).await.expect(200);
        wie_piet.post(&format!("/klanten/{klant}/gesprekken/plannen"), &gesprek).await.expect(303);
        let nee = petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "3")]).await.expect(409);
        nee.says("intussen al gewerkt");
        app.het_is("2026-12-08T09:30:00Z");
        let petra = app.log_in("p.devries").await;
        petra.get(PAD).await.expect(200);
        let nee = petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "3")]).await.expect(409);
        nee.says("langer dan twee weken geleden");
        assert_eq!(klanten(&app, piet).await, [klant]);
    }
}
