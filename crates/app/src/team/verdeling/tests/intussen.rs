//! What happens to clients and colleagues between a proposal and its being applied.

use domain::{
    gebruiker::Rol,
    toewijzing::{Overname, OvernameStand},
};
use storage::overname as overnames;

use super::*;
use crate::overname::Doen;

/// Somebody moves a client to a colleague by hand.
async fn gaat_naar(app: &TestApp, klant: KlantId, van: GebruikerId, aan: GebruikerId) {
    let (vanaf, id) = (app.omgeving.vandaag(), app.omgeving.nieuw_id());
    let reden = "Kent haar van vroeger".to_owned();
    let stand = OvernameStand::Geldt;
    let overname = Overname { id, van, aan, vanaf, tot_en_met: None, reden, alles: false, stand };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    overnames::insert(&mut writer, &overname, &[klant], van, app.nu()).await.unwrap();
    let doen = Doen { overname: &overname, klanten: &[klant], ook_eerdere: false, door: (Some(van), app.nu()) };
    doen.doe(&mut writer, &app.omgeving, vanaf).await.unwrap();
    writer.commit(app.regel("overname.vastgelegd"), &[]).await.unwrap();
}

/// The clients that the page lets Petra choose.
fn wisselen(page: &Antwoord) -> Vec<KlantId> {
    let stukken = page.text.split("name=\"klant\" value=\"").skip(1);
    stukken.map(|stuk| stuk.split('"').next().unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn when_everybody_went_there_is_nothing_to_apply() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        vraag_voorstel(&petra).await;
        for klant in klanten(&app, app.nadia).await {
            overlijdt(&app, klant).await;
        }
        let nee = petra.post(&format!("{PAD}/toepassen"), &[("versie", "2"), ("actie", "toepassen")]).await.expect(409);
        nee.says("Deze klanten hebben intussen").says("laat een nieuw voorstel maken");
    }
}

/// Two would go to Piet; one of them went to Els meanwhile. She stays there, the other goes, and Petra reads it.
#[tokio::test]
async fn who_went_elsewhere_meanwhile_is_left_alone_and_the_rest_goes() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let piet = wie(&app, "Piet Smit").await;
        app.voeg_klanten_toe(1).await;
        let [een, ander] = wisselen(&vraag(&petra, "100").await)[..] else { panic!("two of four") };
        let els = app.voeg_gebruiker_toe("e.bakker", "Els Bakker", Rol::Klantmanager).await;
        gaat_naar(&app, een, app.nadia, els).await;
        let page = pas_toe(&petra).await.says("1 klant heeft een andere klantmanager gekregen.");
        let page =
            page.says("1 klant bleef waar hij is, omdat hij intussen een andere klantmanager").says("Verplaatst");
        page.says("Nu bij iemand anders");
        assert_eq!((klanten(&app, els).await, klanten(&app, piet).await), (vec![een], vec![ander]));
        assert_eq!(klanten(&app, app.nadia).await.len(), 2);
    }
}

/// Nadia left. Petra keeps one of her clients where he is, until she has spoken to him: he has no place in the problem.
#[tokio::test]
async fn who_is_kept_with_somebody_who_left_stays() {
    for app in both().await {
        zet_actief(&app, app.nadia, false).await;
        app.vergeet_lijsten();
        let petra = app.log_in("p.devries").await;
        let piet = wie(&app, "Piet Smit").await;
        let gaan = wisselen(&vraag_voorstel(&petra).await);
        assert_eq!(gaan.len(), 3, "all to Piet");
        let blijft = gaan[0].to_string();
        let opnieuw = [("versie", "2"), ("actie", "opnieuw"), ("klant", blijft.as_str())];
        petra.post(&format!("{PAD}/toepassen"), &opnieuw).await.expect(303);
        let page = klaar(&petra).await.says("Blijven bij hun klantmanager");
        assert_eq!(wisselen(&page).len(), 2);
        let nu = [("versie", "4"), ("actie", "toepassen")];
        let gedaan = petra.post(&format!("{PAD}/toepassen"), &nu).await.expect(303);
        petra.get(&gedaan.naar).await.expect_text("2 klanten hebben een andere klantmanager gekregen");
        assert_eq!((klanten(&app, app.nadia).await, klanten(&app, piet).await.len()), (vec![gaan[0]], 2));
    }
}

/// Piet's account was closed since the proposal was made: nobody goes to him, from Nadia nor from nobody.
#[tokio::test]
async fn who_left_meanwhile_gets_no_clients() {
    for niemand in [0, 3] {
        for app in both().await {
            let petra = app.log_in("p.devries").await;
            let piet = wie(&app, "Piet Smit").await;
            app.voeg_klanten_zonder_toe(niemand).await;
            vraag(&petra, "100").await;
            zet_actief(&app, piet, false).await;
            let toepassen = [("versie", "2"), ("actie", "toepassen")];
            let nee = petra.post(&format!("{PAD}/toepassen"), &toepassen).await.expect(409);
            nee.says("Piet Smit werkt hier niet meer. Er is niets verplaatst");
            assert_eq!((klanten(&app, app.nadia).await.len(), klanten(&app, piet).await.len()), (3, 0));
            zet_actief(&app, piet, true).await;
            pas_toe(&petra).await;
            assert_eq!(klanten(&app, piet).await.len(), niemand.max(1) as usize);
            // Who had nobody, keeps whom he got.
            if niemand > 0 {
                let nee = petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "3")]).await.expect(409);
                nee.says("niemand om terug te geven").says("er was nog geen klantmanager (3)");
            }
        }
    }
}
