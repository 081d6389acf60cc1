//! Nadia ends Johan's benefit; Piet does so too.

use domain::{
    gemeente::Gemeente,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::date;

use crate::testing::{TestApp, both};

async fn uitkering(app: &TestApp) -> Uitkering {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap().remove(0)
}

/// The acts on a benefit, oldest first, each with purpose and details.
async fn acts(app: &TestApp) -> Vec<String> {
    let id = uitkering(app).await.id.uuid();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let regels = storage::logboek::of_object(&mut reader, id).await.unwrap();
    assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    regels.iter().rev().map(|regel| format!("{} {} {}", regel.handeling, regel.doel, regel.details)).collect()
}

fn form<'a>(id: &'a str, versie: &'a str, reden: &'a str, einddatum: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("uitkering", id),
        ("versie", versie),
        ("reden", reden),
        ("einddatum", einddatum),
        ("toelichting", "Baan bij de groenvoorziening."),
    ]
}

#[tokio::test]
async fn ended_with_a_reason_and_taken_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia
            .get(&pad)
            .await
            .expect_text("Participatiewet, sinds 1 september 2020, € 1.419,46 per maand.")
            .says("value=\"2026-11-23\"")
            .says("Met deze klant is geen gesprek meer gepland.");

        let answer = nadia.post(&pad, &form(&id, "1", "werk", "2026-11-30")).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("De uitkering is beëindigd.").says("Ongedaan maken");
        nadia
            .get(&pad)
            .await
            .expect_text("De uitkering is al beëindigd")
            .says("30 november 2026")
            .says("Nadia el Amrani");

        let herstellen = format!("/uitkeringen/{id}/herstellen");
        nadia.post(&herstellen, &[("versie", "1")]).await.expect(409);
        let answer = nadia.post(&herstellen, &[("versie", "2")]).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("de uitkering loopt weer");
        nadia.post(&herstellen, &[("versie", "2")]).await.expect(409).says("er is geen einde om terug te draaien");

        let expected = ["uitkering.beeindigd", "uitkering.hersteld"]
            .map(|act| format!(r#"{act} rechtmatigheid {{"datum":"2026-11-30","reden":"werk"}}"#));
        assert_eq!(acts(&app).await, expected);
    }
}

#[tokio::test]
async fn an_unknown_reason_is_asked_about_once() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&pad).await.expect(200);
    let mut fields = form(&id, "1", "onbekend", "2026-11-23");
    let answer = nadia.post(&pad, &fields).await.expect(422);
    answer.says("ontbrekende registratie").says("name=\"toch\" value=\"ja\"").says("Baan bij de groenvoorziening.");
    assert_eq!(uitkering(&app).await.stand, UitkeringStand::Lopend);
    fields.push(("toch", "ja"));
    nadia.post(&pad, &fields).await.expect(303);
}

#[tokio::test]
async fn every_error_at_once_and_nothing_lost() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&pad).await.expect(200);
    let answer = nadia.post(&pad, &form(&id, "1", "zomaar", "2020-08-31")).await.expect(422);
    answer
        .says("2 fouten")
        .says("Kies een reden uit de lijst.")
        .says("De einddatum ligt vóór de ingangsdatum (1 sep 2020); kies een latere datum.")
        .says("Baan bij de groenvoorziening.");
    let far = nadia.post(&pad, &form(&id, "1", "werk", "2027-11-24")).await.expect(422);
    far.says("kies een datum tot en met 23 nov 2027.");
    nadia.post(&pad, &form("geen id", "1", "werk", "2026-11-23")).await.expect(403);
}

#[tokio::test]
async fn two_clicks_end_it_once() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        let fields = form(&id, "1", "werk", "2026-11-23");
        let (one, two) = tokio::join!(nadia.post(&pad, &fields), nadia.post(&pad, &fields));
        let (done, again) = if one.status == 303 { (one, two) } else { (two, one) };
        done.expect(303);
        again.expect(409).says("Deze uitkering is al beëindigd.");
        assert_eq!(acts(&app).await.len(), 1);
    }
}

#[tokio::test]
async fn the_second_to_end_it_sees_both_versions_and_may_correct() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        piet.get(&pad).await.expect(200);
        let mut unknown = form(&id, "1", "onbekend", "2026-11-23");
        unknown.push(("toch", "ja"));
        nadia.post(&pad, &unknown).await.expect(303);
        let answer = piet.post(&pad, &form(&id, "1", "werk", "30-11-2026")).await.expect(409);
        answer.says("Nadia el Amrani heeft dit intussen gewijzigd.").says("30 november 2026").says("23 november 2026");

        let choice = |reden| {
            vec![
                ("versie", "2"),
                ("mijn_uitkering", id.as_str()),
                ("kies_uitkering", "mijn"),
                ("mijn_reden", "werk"),
                ("ander_reden", "onbekend"),
                ("kies_reden", reden),
                ("mijn_einddatum", "2026-11-30"),
                ("ander_einddatum", "2026-11-23"),
                ("kies_einddatum", "ander"),
                ("mijn_toelichting", "Baan bij de groenvoorziening."),
                ("kies_toelichting", "mijn"),
            ]
        };
        piet.post(&pad, &choice("mijn")).await.expect(303);
        let UitkeringStand::Beeindigd(einde) = uitkering(&app).await.stand else { panic!("it has ended") };
        assert_eq!((einde.datum, einde.reden.as_str()), (date(2026, 11, 23), "werk"));
        let acts: Vec<_> = acts(&app).await.iter().map(|act| act.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(acts, ["uitkering.beeindigd", "uitkering.hersteld", "uitkering.beeindigd"]);
    }
}

#[tokio::test]
async fn a_form_from_before_an_undo_is_shown_again() {
    let app = TestApp::sqlite().await;
    let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&pad).await.expect(200);
    piet.get(&pad).await.expect(200);
    nadia.post(&pad, &form(&id, "1", "werk", "2026-11-23")).await.expect(303);
    nadia.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
    let answer = piet.post(&pad, &form(&id, "1", "werk", "2026-11-25")).await.expect(409);
    answer
        .says("Nadia el Amrani heeft deze uitkering intussen gewijzigd.")
        .says("value=\"2026-11-25\"")
        .says("value=\"3\"");
    piet.post(&pad, &form(&id, "3", "werk", "2026-11-25")).await.expect(303);
}

#[tokio::test]
async fn planned_conversations_stay_and_are_named() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let klant = format!("/klanten/{}", app.johan);
    nadia.get(&klant).await.expect(200);
    let wie = app.nadia.to_string();
    let plan = [
        ("soort", "participatiegesprek"),
        ("datum", "2026-12-01"),
        ("tijd", "9"),
        ("duur", "60"),
        ("klantmanager", &wie),
    ];
    nadia.post(&format!("{klant}/gesprekken/plannen"), &plan).await.expect(303);
    let page = nadia.get(&format!("{klant}/uitkering/beeindigen")).await.expect_text("Er is nog 1 gesprek gepland.");
    page.says("Participatiegesprek, 1 dec 2026 09.00 uur").says("href=\"/gesprekken/");
}

#[tokio::test]
async fn others_cannot() {
    let app = TestApp::sqlite().await;
    let id = uitkering(&app).await.id.to_string();
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let trudy = app.log_in("t.paap").await;
    trudy.get(&format!("/klanten/{}", app.tine)).await.expect(200);
    trudy.get(&pad).await.expect(404);
    trudy.post(&pad, &form(&id, "1", "werk", "2026-11-23")).await.expect(404);
    trudy.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "1")]).await.expect(404);
    // A benefit of one client under the address of another.
    let nadia = app.log_in("n.elamrani").await;
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let samira = storage::klant::find_by_number(&mut reader, &"104-2218".parse().unwrap()).await.unwrap().unwrap();
    let samira = format!("/klanten/{}/uitkering/beeindigen", samira.id);
    nadia.get(&samira).await.expect(200);
    nadia.post(&samira, &form(&id, "1", "werk", "2026-11-23")).await.expect(404);
    app.log_in("s.bakker").await.get(&pad).await.expect(403);
    assert_eq!(uitkering(&app).await.stand, UitkeringStand::Lopend);
}
