//! Nadia puts her conversations in her own calendar, on both databases.

use axum::http::{Method, header};
use domain::gemeente::Gemeente;

use crate::testing::{Antwoord, TestApp, both};

async fn plan(app: &TestApp, dag: &str, plaats: &str) {
    let nadia = app.log_in("n.elamrani").await;
    let who = app.nadia.to_string();
    let velden = [
        ("soort", "participatiegesprek"),
        ("datum", dag),
        ("tijd", "10.30"),
        ("duur", "90"),
        ("plaats", plaats),
        ("klantmanager", who.as_str()),
    ];
    nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &velden).await.expect(303);
}

/// The path of the address that was just made.
fn adres(page: &Antwoord) -> String {
    let (_, rest) = page.text.split_once("/agenda/").unwrap_or_else(|| panic!("no address: {}", page.text));
    format!("/agenda/{}", rest.split('"').next().unwrap())
}

async fn lees(app: &TestApp, pad: &str, headers: &[(&str, &str)]) -> Antwoord {
    app.bezoeker().send(Method::GET, pad, None, headers).await
}

#[tokio::test]
async fn nadia_reads_her_conversations_without_names() {
    for app in both().await {
        plan(&app, "2026-12-03", "kamer 2.14").await;
        plan(&app, "2026-12-04", "thuis bij Johan, 06-12 34 56 78").await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/mijn-agenda").await.expect_text("U hebt nog geen adres.");
        nadia.get("/rooster").await.expect_text("Mijn agenda");
        let page = nadia.post("/mijn-agenda", &[]).await.expect_text("Het adres is gemaakt.");
        let pad = adres(&page);
        assert_eq!(pad.len(), "/agenda/".len() + 64 + ".ics".len(), "{pad}");
        let again = nadia.get("/mijn-agenda").await.expect_text("U hebt een adres sinds 23 november 2026");
        assert!(!again.text.contains(&pad), "it is shown once");

        // Whatever a visitor calls the site: the addresses begin with what was set.
        let feed = lees(&app, &pad, &[("host", "evil.example")]).await;
        assert_eq!(feed.status.as_u16(), 200, "{}", feed.text);
        assert_eq!(feed.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        assert!(feed.headers[header::CACHE_CONTROL].to_str().unwrap().starts_with("private"));
        assert_eq!(feed.headers[header::LAST_MODIFIED], "Mon, 23 Nov 2026 08:30:00 GMT");
        let text = feed.text.replace("\r\n ", "");
        for wanted in [
            "SUMMARY:Participatiegesprek",
            "DTSTART:20261203T093000Z",
            "LOCATION:kamer 2.14",
            "URL:http://klantbeeld.haarlem.example/gesprekken/",
        ] {
            assert!(text.contains(wanted), "{wanted:?} is not in {text}");
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        for nobody in ["Johan", "Meer", "104-2217", "999993653", "06-12", "thuis", "Schalkwijk"] {
            assert!(!text.contains(nobody), "{nobody} is in {text}");
        }
        let etag = feed.headers[header::ETAG].to_str().unwrap().to_owned();
        let headers = [("host", "localhost"), ("if-none-match", etag.as_str())];
        let same = lees(&app, &pad, &headers).await;
        assert_eq!((same.status.as_u16(), same.text.as_str()), (304, ""));
        plan(&app, "2026-12-07", "kamer 1").await;
        assert_eq!(lees(&app, &pad, &headers).await.status.as_u16(), 200, "there is something new");

        // What is called off stays, as called off: a calendar takes it out.
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let gesprek = storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap()[0].id;
        drop(reader);
        let off = [("uitkomst", "afgezegd_klant"), ("toelichting", "ziek"), ("versie", "1")];
        nadia.post(&format!("/gesprekken/{gesprek}/niet-doorgegaan"), &off).await.expect(303);
        let feed = lees(&app, &pad, &[]).await;
        assert!(feed.text.contains("STATUS:CANCELLED") && feed.text.contains("SEQUENCE:1"), "{}", feed.text);
    }
}

#[tokio::test]
async fn while_nobody_set_where_the_site_is_no_address_is_made_up() {
    let app = TestApp::sqlite().await;
    plan(&app, "2026-12-03", "kamer 2.14").await;
    let eerste = adres(&app.log_in("n.elamrani").await.post("/mijn-agenda", &[]).await.expect(200));
    let app = app.zonder_openbaar_adres();
    let nadia = app.log_in("n.elamrani").await;
    nadia.post("/mijn-agenda", &[]).await.expect(409).says("openbaar_adres");
    for (host, url) in [("evil.example", false), ("localhost:8080", true)] {
        let feed = lees(&app, &eerste, &[("host", host)]).await.expect(200);
        assert_eq!(feed.text.contains("URL:http://localhost:8080/gesprekken/"), url, "{host}: {}", feed.text);
        assert!(!feed.text.contains("evil"), "{}", feed.text);
    }
}

#[tokio::test]
async fn an_address_that_was_renewed_withdrawn_or_guessed_opens_nothing() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let eerste = adres(&nadia.post("/mijn-agenda", &[]).await);
        let tweede = adres(&nadia.post("/mijn-agenda", &[]).await);
        assert_ne!(eerste, tweede);
        lees(&app, &eerste, &[]).await.expect(404);
        lees(&app, &tweede, &[]).await.expect(200);
        nadia.post("/mijn-agenda/intrekken", &[]).await.expect(303);
        lees(&app, &tweede, &[]).await.expect(404);
        nadia.get("/mijn-agenda").await.expect_text("U hebt nog geen adres.");
        app.log_in("beheer").await.get("/mijn-agenda").await.expect(403);

        // Whoever leaves takes nothing along.
        let derde = adres(&nadia.post("/mijn-agenda", &[]).await);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        storage::gebruiker::set_active(&mut writer, app.nadia, false).await.unwrap();
        writer.commit(app.regel("gebruiker.afgesloten"), &[]).await.unwrap();
        lees(&app, &derde, &[]).await.expect(410);

        // Nor does whoever does other work here by now: Sanne made hers when she was still a klantmanager.
        let geheim = "5".repeat(64);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let alle = storage::gebruiker::list(&mut writer).await.unwrap();
        let sanne = alle.into_iter().find(|g| g.naam == "Sanne Bakker").unwrap();
        let hash = crate::web::token_hash(&geheim);
        storage::agendafeed::save(&mut writer, sanne.id, &hash, app.nu()).await.unwrap();
        writer.commit(app.regel("agenda.gemaakt"), &[]).await.unwrap();
        lees(&app, &format!("/agenda/{geheim}.ics"), &[]).await.expect(410);

        // Somebody guesses.
        let gok = format!("/agenda/{}.ics", "0".repeat(64));
        for _ in 0..58 {
            lees(&app, &gok, &[]).await.expect(404);
        }
        lees(&app, &gok, &[]).await.expect(429);
        app.het_is("2026-11-23T09:30:00Z");
        lees(&app, "/agenda/onzin", &[]).await.expect(404);
    }
}
