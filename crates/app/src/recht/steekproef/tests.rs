//! Meltem draws a sample of a hundred clients.

use domain::gemeente::Gemeente;
use jiff::civil::date;
use storage::steekproef::Gevonden;

use crate::testing::{Browser, TestApp, both};

const EEN: &str = "01890000-0000-7000-8000-000000000001";
const TWEE: &str = "01890000-0000-7000-8000-000000000002";
const ZAAD: &str = "haarlem2026kwartaal4";

fn form<'a>(id: &'a str, bevestigd: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("id", id), ("peildatum", "2026-11-23"), ("aandeel", "12"), ("zaad", ZAAD), ("bevestigd", bevestigd)]
}

/// The form with one field as given.
fn met<'a>(naam: &str, waarde: &'a str) -> Vec<(&'a str, &'a str)> {
    form(EEN, "").into_iter().map(|(is, eerder)| if is == naam { (is, waarde) } else { (is, eerder) }).collect()
}

/// What the page asks to confirm.
async fn vooruit(browser: &Browser<'_>, id: &str, says: &str) -> String {
    let page = browser.post("/steekproeven/nieuw", &form(id, "")).await.expect_text(says);
    let (_, rest) = page.text.split_once("name=\"bevestigd\" value=\"").expect("something to confirm");
    rest.split('"').next().unwrap().to_owned()
}

async fn gevonden(app: &TestApp, pad: &str) -> Gevonden {
    let id = pad.rsplit('/').next().unwrap().parse().unwrap();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::steekproef::find(&mut reader, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_sample_is_confirmed_drawn_once_and_comes_out_the_same() {
    for app in both().await {
        app.voeg_klanten_toe(97).await;
        let meltem = app.log_in("m.aksoy").await;
        meltem.get("/steekproeven").await.expect_text("Nog geen steekproef");
        let page = meltem.get("/steekproeven/nieuw").await.expect_text("Pilot 300").says("value=\"12\"");
        page.says("value=\"2026-11-23\"");
        let bevestigd = vooruit(&meltem, EEN, "Er worden 12 klanten getrokken, van de 100.").await;
        meltem.get("/steekproeven").await.expect_text("Nog geen steekproef");
        // Confirmed for another share than it now says: it is asked again.
        let mut anders = form(EEN, &bevestigd);
        anders[2].1 = "50";
        meltem.post("/steekproeven/nieuw", &anders).await.expect_text("Er worden 50 klanten getrokken");
        let pad = meltem.post("/steekproeven/nieuw", &form(EEN, &bevestigd)).await.expect(303).naar;
        assert_eq!(meltem.post("/steekproeven/nieuw", &form(EEN, &bevestigd)).await.expect(303).naar, pad);
        meltem.post("/steekproeven/nieuw", &met("zaad", "eenanderzaad")).await.expect(409).says("al verstuurd");
        let page = meltem.get(&pad).await.expect_text("12 van 100 klanten").says(ZAAD).says("Klopt</span>");
        assert_eq!(page.text.matches("onderzoek open").count(), 12);
        meltem.get("/steekproeven").await.expect_text("12 van 100 klanten, peildatum 23 nov 2026");

        let eerste = gevonden(&app, &pad).await.steekproef;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let lopend = storage::onderzoek::lopende(&mut reader, 50).await.unwrap();
        let mut klanten: Vec<_> = lopend.iter().map(|is| is.onderzoek.klant).collect();
        klanten.sort_unstable();
        assert_eq!(klanten, eerste.getrokken);
        assert!(lopend.iter().all(|is| is.onderzoek.behandelaar.is_none() && !is.onderzoek.punten.is_empty()));
        drop(reader);
        let een = format!("/onderzoeken/{}", lopend[0].onderzoek.id);
        meltem.get(&een).await.expect_text("nog niemand").says("Periodiek onderzoek").says(&pad);

        // Drawn again with the same seed: the same clients, and nobody gets a second investigation.
        let bevestigd = vooruit(&meltem, TWEE, "Bij 12 van hen loopt al een onderzoek").await;
        let nog_eens = meltem.post("/steekproeven/nieuw", &form(TWEE, &bevestigd)).await.expect(303).naar;
        assert_eq!(gevonden(&app, &nog_eens).await.steekproef.getrokken, eerste.getrokken);
        let page = meltem.get(&nog_eens).await.expect_text("er liep al een onderzoek");
        assert!(!page.text.contains("onderzoek open"));

        // Somebody whose benefit began earlier than was known: the print tells that the group is another one.
        app.voeg_klant_toe_vanaf(date(2026, 1, 1)).await;
        let page = meltem.get(&pad).await.expect_text("Groep veranderd").says("nu zijn het er 101");
        assert!(!page.text.contains("Klopt</span>"));
    }
}

#[tokio::test]
async fn what_cannot_be_drawn_is_said_at_its_field() {
    for app in both().await {
        let meltem = app.log_in("m.aksoy").await;
        meltem.get("/steekproeven/nieuw").await.expect(200);
        for (veld, waarde) in [
            ("peildatum", "gisteren"),
            ("peildatum", "2026-11-24"),
            ("peildatum", "2000-01-01"),
            ("aandeel", "0"),
            ("aandeel", "12,5"),
            ("aandeel", "101"),
            ("zaad", "kort"),
            ("zaad", "met een spatie"),
        ] {
            let page = meltem.post("/steekproeven/nieuw", &met(veld, waarde)).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{veld}\"")), "{veld} = {waarde}");
        }
        // Of three clients twelve per cent is nobody; that is a sample too.
        let bevestigd = vooruit(&meltem, EEN, "Er worden 0 klanten getrokken, van de 3.").await;
        let pad = meltem.post("/steekproeven/nieuw", &form(EEN, &bevestigd)).await.expect(303).naar;
        meltem.get(&pad).await.expect_text("Niemand getrokken");
    }
}

#[tokio::test]
async fn a_sample_is_logged_with_a_line_for_each_client_and_seen_by_nobody_else() {
    for app in both().await {
        app.voeg_klanten_toe(22).await;
        let meltem = app.log_in("m.aksoy").await;
        meltem.get("/steekproeven/nieuw").await.expect(200);
        let bevestigd = vooruit(&meltem, EEN, "Er worden 3 klanten getrokken, van de 25.").await;
        let pad = meltem.post("/steekproeven/nieuw", &form(EEN, &bevestigd)).await.expect(303).naar;
        meltem.get(&pad).await.expect(200);
        for login in ["n.elamrani", "p.devries", "s.bakker", "beheer", "k.yildiz", "t.paap"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            browser.get(&pad).await.expect(403);
            browser.post("/steekproeven/nieuw", &form(TWEE, "")).await.expect(403);
        }
        let id = gevonden(&app, &pad).await.steekproef.id;
        let mut elders = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
        assert_eq!(storage::steekproef::find(&mut elders, id).await.unwrap(), None, "another municipality");
        assert_eq!(storage::steekproef::lijst(&mut elders, 10).await.unwrap(), Vec::new());
        let tine = storage::steekproef::populatie(&mut elders, date(2026, 11, 23)).await.unwrap();
        assert_eq!(tine, [app.tine]);
        drop(elders);
        let log =
            storage::logboek::page(&mut app.database.read(Gemeente::HAARLEM).await.unwrap(), 0, 500).await.unwrap();
        let count = |handeling| log.iter().filter(|line| line.handeling == handeling).count();
        assert_eq!((count("steekproef.getrokken"), count("onderzoek.begonnen")), (1, 3));
        assert!(log.iter().all(|line| !line.details.contains(ZAAD)), "a seed is anybody's words");
    }
}
