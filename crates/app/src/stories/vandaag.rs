//! Nadia's day: what has to be prepared, recorded or decided stands where she looks, and leads to where it is done.

use super::{
    gesprek::{latest_gesprek, planned},
    hersteltermijn::{druk_af, met_afzender, termijn},
};
use crate::testing::{Browser, TestApp, both};

/// Johan, who was invited for today, did not come.
async fn stays_away(nadia: &Browser<'_>, id: &str) {
    let invited = [("kanaal", "brief"), ("op", "2026-11-16"), ("bewijs", "B26-TEST"), ("versie", "1")];
    nadia.post(&format!("/gesprekken/{id}/uitnodigen"), &invited).await.expect(303);
    let away = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
    nadia.post(&format!("/gesprekken/{id}/niet-doorgegaan"), &away).await.expect(303);
}

/// Plans a conversation of Nadia with Johan at a time.
async fn planned_at(app: &TestApp, datum: &str, tijd: &str) -> String {
    let nadia = app.log_in("n.elamrani").await;
    let who = app.nadia.to_string();
    let plan = [
        ("soort", "participatiegesprek"),
        ("datum", datum),
        ("tijd", tijd),
        ("duur", "60"),
        ("klantmanager", who.as_str()),
        ("toch", "ja"),
    ];
    let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
    nadia.post(&pad, &plan).await.expect(303);
    let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap();
    alle.into_iter().max_by_key(|gesprek| gesprek.id).unwrap().id.to_string()
}

/// Petra leads the team. The page tells her about the team, and says apart that she has no conversations of her own.
#[tokio::test]
async fn petra_reads_about_the_team() {
    let app = TestApp::sqlite().await;
    planned(&app, "2026-11-23").await;
    let page = app.log_in("p.devries").await.get("/vandaag").await.expect_text("U heeft vandaag zelf geen gesprekken");
    assert!(!page.text.contains("0 gesprekken vandaag"), "Nadia has one");
    app.log_in("n.elamrani").await.get("/vandaag").await.expect_text("1 gesprek vandaag");
}

#[tokio::test]
async fn who_did_not_come_stays_in_sight_until_something_follows() {
    for app in both().await {
        let id = planned(&app, "2026-11-23").await;
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        let before = nadia.get("/vandaag").await.expect(200);
        assert!(!before.text.contains("nog geen vervolg"));
        stays_away(&nadia, &id).await;
        app.het_is("2026-11-27T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get("/vandaag").await.expect_text("Niet verschenen, nog geen vervolg");
        page.says("niet verschenen, nog geen vervolg").says("Vervolg kiezen").says("Johan van der Meer");
        nadia.get(&johan).await.expect_text("op 23 nov, nog geen vervolg");
        let page = nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Nieuw gesprek plannen");
        page.says("Hersteltermijn geven");

        // Another conversation is a follow-up; when it is called off, it no longer is.
        let later = planned_at(&app, "2026-12-01", "9").await;
        for pad in ["/vandaag", johan.as_str()] {
            assert!(!nadia.get(pad).await.expect(200).text.contains("nog geen vervolg"), "{pad}");
        }
        let off = [("uitkomst", "afgezegd_gemeente"), ("versie", "1")];
        nadia.post(&format!("/gesprekken/{later}/niet-doorgegaan"), &off).await.expect(303);
        nadia.get("/vandaag").await.expect_text("nog geen vervolg");
    }
}

/// Lawfulness has the case: since when, and until when a suspension can last (PW 54(1)).
#[tokio::test]
async fn after_the_hand_over_the_head_tells_since_when_and_until_when() {
    for app in both().await {
        met_afzender(&app).await;
        let id = planned(&app, "2026-11-23").await;
        let nadia = app.log_in("n.elamrani").await;
        stays_away(&nadia, &id).await;
        nadia.post(&format!("/gesprekken/{id}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        druk_af(&nadia).await;
        app.het_is("2026-12-08T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/gesprekken/{id}/overdragen"), &[("versie", "4")]).await.expect(303);
        let johan = format!("/klanten/{}", app.johan);
        nadia.get(&johan).await.expect_text("bij rechtmatigheid sinds 8 dec · 8 weken om op 1 feb 2027");
        app.het_is("2027-02-03T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&johan).await.expect_text("bij rechtmatigheid sinds 8 dec 2026 · 8 weken waren om op 1 feb");

        // Ruben closes the case; what he found is not for the head.
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/rechtmatigheid").await.expect_text("Johan van der Meer");
        let pad = ruben.post(&format!("/rechtmatigheid/overgedragen/{id}"), &[]).await.expect(303).naar;
        let klaar = [
            ("versie", "1"),
            ("verslag", "Kwam op 1 februari langs."),
            ("uitkomst", "geen_bijzonderheden"),
            ("actie", "afronden"),
        ];
        ruben.post(&pad, &klaar).await.expect(303);
        assert!(!nadia.get(&johan).await.expect(200).text.contains("bij rechtmatigheid"));
    }
}

#[tokio::test]
async fn a_conversation_is_prepared_until_it_begins_and_then_recorded() {
    for app in both().await {
        let id = planned_at(&app, "2026-11-23", "14").await;
        let nadia = app.log_in("n.elamrani").await;
        let (prepare, record) = (format!("/gesprekken/{id}/voorbereiden"), format!("/gesprekken/{id}/vastleggen"));
        let page = nadia.get("/vandaag").await.expect_text(&prepare).says("Voorbereiden<");
        assert!(!page.text.contains(&record), "it begins in hours");
        app.het_is("2026-11-23T13:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get("/vandaag").await.expect_text(&record).says("Vastleggen<");
        assert!(!page.text.contains(&prepare));
        // What was called off asks for neither.
        let later = planned_at(&app, "2026-11-25", "9").await;
        nadia.get("/vandaag").await.expect_text(&format!("/gesprekken/{later}/voorbereiden"));
        let off = [("uitkomst", "afgezegd_klant"), ("versie", "1")];
        nadia.post(&format!("/gesprekken/{later}/niet-doorgegaan"), &off).await.expect(303);
        let page = nadia.get("/vandaag").await.expect_text("Afgezegd");
        assert!(!page.text.contains(&format!("/gesprekken/{later}/voorbereiden")));
    }
}

/// The button that says *Gesprek vastleggen* leads to the report that still has to be written.
#[tokio::test]
async fn the_report_that_is_still_to_be_written_comes_first() {
    for app in both().await {
        let old = planned(&app, "2026-11-23").await;
        app.het_is("2026-11-24T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        let pad = format!("{johan}/gesprekken/vastleggen");
        let record = |id: &str| format!("/gesprekken/{id}/vastleggen");
        nadia.get(&johan).await.expect_text(&format!("href=\"{}\">Gesprek vastleggen", record(&old)));
        assert_eq!(nadia.get(&pad).await.expect(303).naar, record(&old));
        let other = format!("{pad}?zonder-afspraak=true");
        nadia.get(&record(&old)).await.expect_text(&other);
        nadia.get(&other).await.expect_text("aan de balie").says("nog een gesprek open van 23 november 2026");

        // Two of them: she is asked which.
        let second = planned_at(&app, "2026-11-24", "9").await;
        nadia.get(&johan).await.expect_text(&format!("href=\"{pad}\">Gesprek vastleggen"));
        let page = nadia.get(&pad).await.expect_text("Welk gesprek legt u vast?");
        page.says(&record(&old)).says(&record(&second)).says("23 november 2026, 09.00 uur").says(&other);
    }
}

/// What follows is told on the page one comes to.
#[tokio::test]
async fn after_recording_the_page_says_what_follows() {
    for app in both().await {
        met_afzender(&app).await;
        let id = planned(&app, "2026-11-23").await;
        let nadia = app.log_in("n.elamrani").await;
        let held = [("tekst", "Wil buiten werken."), ("afspraken", "Zoekt diploma's op."), ("versie", "1")];
        let done = nadia.post(&format!("/gesprekken/{id}/vastleggen"), &held).await.expect(303);
        let page =
            nadia.get(&done.naar).await.expect_text("Wat volgt").says("Volgend gesprek").says("Plan een gesprek");
        page.says("Contact uiterlijk").says("Open afspraken").says("Brief met de afspraken").says("nog niet gemaakt");
        planned_at(&app, "2026-12-07", "10.30").await;
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("7 dec 2026 10.30");
        assert_eq!(latest_gesprek(&app).await.1, 1);
    }
}

/// A step on the ladder is part of what happened.
#[tokio::test]
async fn a_step_on_the_ladder_stands_on_the_timeline() {
    for app in both().await {
        let id = planned(&app, "2026-11-23").await;
        let mut writer = app.database.write(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        for (versie, trede) in [(1, 2), (2, 2), (3, 3)] {
            let beeld = domain::klantbeeld::Klantbeeld {
                trede: Some(domain::klantbeeld::Trede::try_from(trede).unwrap()),
                trede_waarom: "gaat naar de wandelgroep".to_owned(),
                ..domain::klantbeeld::Klantbeeld::default()
            };
            let nieuw = storage::klantbeeld::Vastgelegd { versie, beeld, door: app.nadia, op: app.nu() };
            storage::klantbeeld::insert(&mut writer, app.johan, &nieuw).await.unwrap();
        }
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&format!("/klanten/{}?soort=segment", app.johan)).await;
        let page = page.expect_text("Participatieladder: 2. Sociale contacten buitenshuis");
        let page = page.says("Participatieladder: van 2. Sociale contacten buitenshuis naar 3. Deelname");
        assert_eq!(page.text.matches("Gaat naar de wandelgroep. Door Nadia el Amrani.").count(), 2, "one is no step");
        assert!(!id.is_empty());
    }
}

/// What is agreed is still to be done: a day that has passed is a slip of the pen. What stood there already may stay.
#[tokio::test]
async fn an_agreement_for_a_day_in_the_past_is_refused() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-23").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}/vastleggen");
    let held = |voor, versie| {
        [
            ("tekst", "Wil buiten werken."),
            ("afspraak1_id", "0198c0de-0000-7000-8000-000000000009"),
            ("afspraak1_wat", "Belt Pasmatch"),
            ("afspraak1_wie", "klant"),
            ("afspraak1_voor", voor),
            ("versie", versie),
        ]
    };
    nadia.get(&pad).await.expect(200);
    let page = nadia.post(&pad, &held("2026-11-22", "1")).await.expect(422);
    page.says("id=\"fout-afspraak1_voor\"").says("Deze datum is al voorbij. Kies vandaag of een latere dag.");
    nadia.post(&pad, &held("2026-11-25", "1")).await.expect(303);
    app.het_is("2026-12-01T08:30:00Z");
    let nadia = app.log_in("n.elamrani").await;
    nadia.get(&pad).await.expect(200);
    nadia.post(&pad, &held("2026-11-30", "2")).await.expect(422).says("al voorbij");
    nadia.post(&pad, &held("2026-11-25", "2")).await.expect(303);
}
