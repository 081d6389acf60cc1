//! What a takeover moves and leaves, what it weighs, and how it is taken back.

use domain::{
    belasting::Contactaandeel,
    contactnorm::uren_4_4_4,
    datum::{Periode, plaatselijk},
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    uitkering::{Einde, Uitkering, UitkeringStand},
    werkrooster::{Tijdvak, Werkrooster},
};
use jiff::civil::{date, time};
use storage::caseload::Waarneming;

use super::{ANDER_ID, Form, VANDAAG, klanten, toewijzingen, wie};
use crate::testing::{Browser, TestApp, both};

async fn plan(browser: &Browser<'_>, klant: KlantId, met: GebruikerId, dag: &str, tijd: &str) {
    let met = met.to_string();
    let velden = [
        ("soort", "participatiegesprek"),
        ("datum", dag),
        ("tijd", tijd),
        ("duur", "60"),
        ("klantmanager", met.as_str()),
    ];
    browser.post(&format!("/klanten/{klant}/gesprekken/plannen"), &velden).await.expect(303);
}

/// Who holds the conversations with a client, by day.
async fn gesprekken(app: &TestApp, klant: KlantId) -> Vec<(String, GebruikerId)> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gesprek::of_klant(&mut reader, klant).await.unwrap();
    let mut alle: Vec<_> = alle.iter().map(|g| (plaatselijk(g.moment).date().to_string(), g.klantmanager)).collect();
    alle.sort();
    alle
}

async fn samira(app: &TestApp) -> KlantId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::klant::find_by_number(&mut reader, &"104-2218".parse().unwrap()).await.unwrap().unwrap().id
}

/// Petra plans for 1 December that all go to Piet. Samira's benefit ends before that: she stays, and so does what Nadia was to
/// talk about with her.
#[tokio::test]
async fn the_conversations_of_who_stays_stay_as_well() {
    for app in both().await {
        let (petra, nadia) = (app.log_in("p.devries").await, app.log_in("n.elamrani").await);
        let samira = samira(&app).await;
        plan(&nadia, app.johan, app.nadia, "2026-12-03", "9.00").await;
        plan(&nadia, samira, app.nadia, "2026-12-04", "9.00").await;
        petra.get("/overnames").await.expect(200);
        let form = Form { vanaf: "2026-12-01", ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let [uitkering] = &storage::uitkering::of_klant(&mut writer, samira).await.unwrap()[..] else { panic!("one") };
        let einde = Einde { datum: date(2026, 11, 28), reden: "werk".parse().unwrap(), toelichting: String::new() };
        let uitkering = Uitkering { stand: UitkeringStand::Beeindigd(einde), ..uitkering.clone() };
        storage::uitkering::update(&mut writer, &uitkering).await.unwrap();
        writer.commit(app.regel("uitkering.beeindigd"), &[]).await.unwrap();
        app.het_is("2026-12-01T01:00:00Z");
        super::super::voer_uit(&app.database, &app.omgeving, Gemeente::HAARLEM).await.unwrap();
        let piet = wie(&app, "Piet Smit").await;
        assert_eq!(gesprekken(&app, app.johan).await, [("2026-12-03".to_owned(), piet)]);
        assert_eq!(gesprekken(&app, samira).await, [("2026-12-04".to_owned(), app.nadia)], "she did not move");
    }
}

#[tokio::test]
async fn petra_chose_the_wrong_colleague_and_takes_it_back() {
    for app in both().await {
        let (petra, nadia) = (app.log_in("p.devries").await, app.log_in("n.elamrani").await);
        let piet_id = wie(&app, "Piet Smit").await;
        let samira = samira(&app).await;
        plan(&nadia, app.johan, app.nadia, "2026-12-03", "9.00").await;
        // Piet has a conversation with Samira of his own, at the same time.
        plan(&app.log_in("p.smit").await, samira, piet_id, "2026-12-03", "9.30").await;
        petra.get("/overnames").await.expect(200);
        let form = Form::nieuw(&app).await;
        let pad = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303).naar;
        let page = petra.get(&pad).await.expect_text("Overname terugdraaien");
        page.says("Gesprekken op dezelfde tijd.").says("3 dec 2026, 09.00 uur").says("Samira Bouzid, 09.30 uur");
        app.het_is("2026-11-23T09:00:00Z");
        app.log_in("p.smit").await.post(&format!("{pad}/terugdraaien"), &[("versie", "2")]).await.expect(403);
        petra.post(&format!("{pad}/terugdraaien"), &[("versie", "1")]).await.expect(409);
        petra.post(&format!("{pad}/terugdraaien"), &[("versie", "2")]).await.expect(303);
        petra.post(&format!("{pad}/terugdraaien"), &[("versie", "2")]).await.expect(409);
        let page = petra.get(&pad).await.expect_text("Ingetrokken");
        assert!(!page.text.contains("Overname terugdraaien"));
        assert_eq!(klanten(&app, app.nadia, Waarneming::Zonder, VANDAAG).await.len(), 3);
        assert_eq!(gesprekken(&app, app.johan).await, [("2026-12-03".to_owned(), app.nadia)]);
        assert_eq!(gesprekken(&app, samira).await, [("2026-12-03".to_owned(), piet_id)], "it was his before");
        let historie = toewijzingen(&app, app.johan).await;
        assert_eq!(historie.len(), 2);
        assert_eq!((historie[1].klantmanager, historie[1].periode), (app.nadia, Periode::vanaf(VANDAAG)));
        assert_eq!(historie[0].periode.tot_en_met, VANDAAG.yesterday().ok());
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 10_000).await.unwrap();
        assert_eq!(regels.iter().filter(|r| r.handeling == "toewijzing.teruggedraaid").count(), 3);
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
        drop(reader);

        // Another time Piet has already begun.
        let form = Form { id: ANDER_ID, ..Form::nieuw(&app).await };
        let pad = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303).naar;
        app.het_is("2026-11-23T09:30:00Z");
        plan(&app.log_in("p.smit").await, app.johan, piet_id, "2026-12-10", "9.00").await;
        let page = petra.get(&pad).await.expect(200);
        assert!(!page.text.contains("Overname terugdraaien"));
        let nee = petra.post(&format!("{pad}/terugdraaien"), &[("versie", "2")]).await.expect(409);
        nee.says("is intussen al gewerkt");
        assert_eq!(klanten(&app, piet_id, Waarneming::Zonder, VANDAAG).await.len(), 3);
    }
}

#[tokio::test]
async fn for_good_is_chosen_and_too_much_is_confirmed() {
    for app in both().await {
        let piet = wie(&app, "Piet Smit").await;
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let id = app.omgeving.nieuw_id();
        storage::contactnorm::insert(&mut writer, id, &uren_4_4_4(date(2020, 1, 1))).await.unwrap();
        let uur = Tijdvak::nieuw(time(9, 0, 0, 0), time(10, 0, 0, 0)).ok();
        let rooster = Werkrooster {
            dagen: [None, None, uur, None, None, None, None],
            pauze: None,
            geldig: Periode::vanaf(date(2026, 6, 1)),
        };
        storage::werkrooster::insert(&mut writer, app.omgeving.nieuw_id(), piet, &rooster).await.unwrap();
        let aandeel = Contactaandeel { vanaf: date(2026, 1, 1), procent: 20, bron: "proef".to_owned() };
        storage::belasting::set_aandeel(&mut writer, &aandeel, None).await.unwrap();
        writer.commit(app.regel("contactnorm.vastgesteld"), &[]).await.unwrap();
        app.vergeet_lijsten();
        let petra = app.log_in("p.devries").await;
        let page =
            petra.get(&format!("/overnames/nieuw?van={}", app.nadia)).await.expect_text("Voor goed of tijdelijk");
        let (_, keuze) = page.text.split_once("name=\"hoe\"").unwrap();
        assert!(!keuze.split("name=\"vanaf\"").next().unwrap().contains("checked"), "nobody chose yet");
        let form = Form::nieuw(&app).await;
        let zonder: Vec<_> = form.velden("controleren").into_iter().filter(|(naam, _)| *naam != "hoe").collect();
        petra.post("/overnames/nieuw", &zonder).await.expect(422).says("Kies of de klanten voor goed overgaan");
        let mut half = form.velden("controleren");
        half.retain(|(naam, _)| *naam != "hoe");
        half.push(("hoe", "waarneming"));
        petra.post("/overnames/nieuw", &half).await.expect(422).says("Vul de laatste dag van de waarneming in.");

        let page = petra.post("/overnames/nieuw", &form.velden("controleren")).await.expect_text("Te veel werk.");
        page.says("meer dan 110\u{a0}%").says("name=\"toch\"");
        let nee = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(422);
        nee.says("Bevestig dat u dit toch wilt");
        assert_eq!(toewijzingen(&app, app.johan).await.len(), 1);
        let mut velden = form.velden("doen");
        velden.push(("toch", "ja"));
        petra.post("/overnames/nieuw", &velden).await.expect(303);
        assert_eq!(klanten(&app, piet, Waarneming::Zonder, VANDAAG).await.len(), 3);
    }
}

/// After the Back button Petra checks another client: that this was not done, she is told.
#[tokio::test]
async fn a_changed_form_sent_again_is_not_said_to_be_done() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        petra.get("/overnames").await.expect(200);
        let samira = samira(&app).await;
        let form = Form { wat: "deel", klanten: vec![app.johan.to_string()], ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        let ander = Form { klanten: vec![samira.to_string()], ..form };
        let nee = petra.post("/overnames/nieuw", &ander.velden("doen")).await.expect(409);
        nee.says("was al verstuurd, met iets anders erin").says("is niet bewaard");
        assert_eq!(toewijzingen(&app, samira).await.len(), 1);
    }
}
