//! Stories about code lists: the applicatiebeheerder looks after them, by form and by file, on both databases.

use axum::http::Method;
use domain::{
    codelijst::{Codelijst, Post},
    gemeente::Gemeente,
};
use jiff::civil::date;

use crate::testing::{Antwoord, Browser, TestApp, both};

const LIJST: &str = "/beheer/codelijsten/voorziening";
const REDENEN: &str = "/beheer/codelijsten/reden_beeindiging";

async fn posten(app: &TestApp, lijst: Codelijst) -> Vec<Post> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let posten = storage::codelijst::posten(&mut reader).await.unwrap();
    posten.into_iter().filter(|post| post.item.lijst == lijst).collect()
}

fn form<'a>(code: &'a str, omschrijving: &'a str, van: &'a str, tot: &'a str, cbs: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("code", code),
        ("omschrijving", omschrijving),
        ("van", van),
        ("tot", tot),
        ("cbs_code", cbs),
        ("cbs_omschrijving", ""),
    ]
}

async fn lees_in(beheer: &Browser<'_>, lijst: &str, tekst: &str) -> Antwoord {
    beheer.get(&format!("{lijst}/inlezen")).await.expect(200);
    beheer.post(&format!("{lijst}/inlezen"), &[("tekst", tekst)]).await
}

#[tokio::test]
async fn a_code_is_added_corrected_and_ended() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get("/beheer").await.expect_text("href=\"/beheer/codelijsten/voorziening\"");
        beheer.get(LIJST).await.expect_text("Nog geen codes").says("SRG: type voorziening");
        let pad = format!("{LIJST}/toevoegen");
        beheer.get(&pad).await.expect_text("23 Proefplaatsing").says("59 Overige faciliterende voorziening");
        let fout = beheer.post(&pad, &form("Met Spatie", "Jobcoach", "31-2-2026", "", "")).await.expect(422);
        fout.says("2 fouten").says("value=\"Jobcoach\"").says("kleine letters");
        let goed = form("jobcoach", "Jobcoach", "2026-01-01", "", "30");
        let done = beheer.post(&pad, &goed).await.expect(303);
        beheer
            .get(&done.naar)
            .await
            .expect_text("De code is toegevoegd.")
            .says("30 Jobcoach/begeleiding op de werkplek");
        // Twice by accident is once.
        beheer.post(&pad, &goed).await.expect(303);
        assert_eq!(posten(&app, Codelijst::Voorziening).await.len(), 1);
        // Never two entries of one code on one day.
        let twee = beheer.post(&pad, &form("jobcoach", "Coach", "2026-06-01", "", "")).await.expect(422);
        twee.says("staat al in de lijst vanaf 1 jan 2026");
        let wijzigen = format!("{LIJST}/wijzigen?code=jobcoach&van=2026-01-01");
        beheer.get(&wijzigen).await.expect_text("name=\"versie\" value=\"1\"").says("Code verwijderen");
        let mut einde = form("jobcoach", "Jobcoach op het werk", "2026-01-01", "2026-12-31", "30");
        einde.extend([("begon", "2026-01-01"), ("versie", "1")]);
        beheer.post(&format!("{LIJST}/wijzigen"), &einde).await.expect(303);
        // A colleague was first: what was typed is still there.
        let mut ander = form("jobcoach", "Begeleiding", "2026-01-01", "", "30");
        ander.extend([("begon", "2026-01-01"), ("versie", "1")]);
        let intussen = beheer.post(&format!("{LIJST}/wijzigen"), &ander).await.expect(409);
        intussen
            .says("intussen gewijzigd")
            .says("Jobcoach op het werk")
            .says("value=\"Begeleiding\"")
            .says("value=\"2\"");
        // From the next day on the same code may mean another code of CBS.
        beheer.post(&pad, &form("jobcoach", "Jobcoach", "2027-01-01", "", "31")).await.expect(303);
        let alle = posten(&app, Codelijst::Voorziening).await;
        assert_eq!(
            alle.iter().map(|post| post.item.geldig.van).collect::<Vec<_>>(),
            [date(2027, 1, 1), date(2026, 1, 1)]
        );
        beheer.get(&format!("{LIJST}/wijzigen?code=jobcoach&van=2025-01-01")).await.expect(404);
        beheer.get("/beheer/codelijsten/onzin").await.expect(404);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        let gedaan: Vec<&str> =
            regels.iter().map(|regel| regel.handeling.as_str()).filter(|h| h.starts_with("codelijst.")).collect();
        assert_eq!(gedaan, ["codelijst.toegevoegd", "codelijst.gewijzigd", "codelijst.toegevoegd"]);
        for ander in ["n.elamrani", "p.devries", "s.bakker", "r.hendriks"] {
            app.log_in(ander).await.get(LIJST).await.expect(403);
        }
    }
}

#[tokio::test]
async fn a_code_that_was_used_is_ended_and_never_taken_away() {
    for app in both().await {
        app.overlijdt(app.johan).await;
        let beheer = app.log_in("beheer").await;
        // `overlijden` is in no list of this municipality until it is added; Johan's end uses it already.
        beheer.get(REDENEN).await.expect(200);
        let mut nieuw = form("overlijden", "Overlijden", "2004-01-01", "", "");
        nieuw.push(("groep", "overig"));
        beheer.post(&format!("{REDENEN}/toevoegen"), &nieuw).await.expect(303);
        let page = beheer.get(&format!("{REDENEN}/wijzigen?code=overlijden&van=2004-01-01")).await.expect(200);
        assert!(!page.text.contains("Code verwijderen"));
        let weg = [("code", "overlijden"), ("begon", "2004-01-01"), ("versie", "1")];
        beheer.post(&format!("{REDENEN}/verwijderen"), &weg).await.expect(409).says("Deze code is al gebruikt");
        let mut anders = form("overlijden", "Overlijden", "2004-01-01", "", "");
        anders.extend([("groep", "werk"), ("begon", "2004-01-01"), ("versie", "1")]);
        beheer
            .post(&format!("{REDENEN}/wijzigen"), &anders)
            .await
            .expect(422)
            .says("waar hij onder telt verandert niet meer");
        // The program itself asks for *onbekend*.
        let mut einde = form("onbekend", "Onbekend", "2004-01-01", "2026-12-31", "");
        einde.extend([("groep", ""), ("begon", "2004-01-01"), ("versie", "1")]);
        beheer
            .post(&format!("{REDENEN}/wijzigen"), &einde)
            .await
            .expect(422)
            .says("Klantbeeld gebruikt deze code zelf");
        // What nobody used may go.
        let mut proef = form("proef", "Proef", "2026-11-23", "", "");
        proef.push(("groep", "overig"));
        beheer.post(&format!("{REDENEN}/toevoegen"), &proef).await.expect(303);
        let weg = [("code", "proef"), ("begon", "2026-11-23"), ("versie", "1")];
        beheer.post(&format!("{REDENEN}/verwijderen"), &weg).await.expect(303);
        beheer.post(&format!("{REDENEN}/verwijderen"), &weg).await.expect(404);
        // Marked alone, the neutral words would tell which it is.
        let mut geheim = form("detentie", "Detentie", "2004-01-01", "", "");
        geheim.extend([("groep", "overig"), ("bijzonder", "justitie")]);
        beheer.post(&format!("{REDENEN}/toevoegen"), &geheim).await.expect(303);
        beheer.get(REDENEN).await.expect_text("maar één afgeschermde code");
    }
}

#[tokio::test]
async fn a_list_goes_out_and_comes_in_as_a_file() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        let lijst = "code;omschrijving;geldig_van;cbs_code\r\n\
            werkplek;Werkplek bij de gemeente;2026-01-01;29\r\n\
            taalcafe;\"=HYPERLINK(\"\"http://kwaad.example\"\")\";2026-01-01;\r\n";
        let done = lees_in(&beheer, LIJST, lijst).await.expect(303);
        beheer
            .get(&done.naar)
            .await
            .expect_text("2 toegevoegd, 0 gewijzigd")
            .says("1 geldende")
            .says("29 Overige werkplekken");
        // Out again nothing runs in a spreadsheet; in again nothing has changed.
        let csv = beheer.get(&format!("{LIJST}/export.csv")).await.expect(200).text;
        assert!(csv.contains("taalcafe;\"'=HYPERLINK("), "{csv}");
        let done = lees_in(&beheer, LIJST, &csv).await.expect(303);
        beheer.get(&done.naar).await.expect_text("0 toegevoegd, 0 gewijzigd");
        assert_eq!(
            posten(&app, Codelijst::Voorziening).await[1].item.omschrijving,
            "=HYPERLINK(\"http://kwaad.example\")"
        );
        // As a file of Excel, in its own character set.
        beheer.get(&format!("{LIJST}/inlezen")).await.expect(200);
        let token = beheer.csrf();
        let mut body =
            format!("--grens\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n").into_bytes();
        body.extend_from_slice(
            b"--grens\r\nContent-Disposition: form-data; name=\"tekst\"\r\n\r\n\r\n--grens\r\n\
            Content-Disposition: form-data; name=\"bestand\"; filename=\"lijst.csv\"\r\nContent-Type: text/csv\r\n\r\n\
            code;omschrijving;geldig_van\r\ntaalcafe;Taalcaf\xe9;2026-01-01\r\n\r\n--grens--\r\n",
        );
        let soort = [("content-type", "multipart/form-data; boundary=grens")];
        beheer.send_bytes(Method::POST, &format!("{LIJST}/inlezen"), body.clone(), &soort).await.expect(303);
        assert_eq!(posten(&app, Codelijst::Voorziening).await[1].item.omschrijving, "Taalcafé");
        body.truncate(body.len() - 12);
        let kapot = beheer.send_bytes(Method::POST, &format!("{LIJST}/inlezen"), body, &soort).await.expect(400);
        kapot.says("niet helemaal aangekomen");
    }
}

#[tokio::test]
async fn a_bad_file_changes_nothing_and_comes_back_with_every_mistake() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        for (tekst, zegt) in [
            ("", &["Het bestand is leeg"][..]),
            ("code;geldig_van\na;2026-01-01", &["De kolom ‘omschrijving’ ontbreekt"]),
            (
                "code;omschrijving;geldig_van;geldig_tot\n\
                 werkplek;Werkplek;2026-01-01;2026-12-31\n\
                 werkplek;Werkplek;2026-12-31;\n\
                 taal;;2026-01-01;\n\
                 oud;Oud;2026-01-01;2025-01-01",
                &[
                    "Rij 3: Deze code staat al in de lijst vanaf 1 jan 2026",
                    "Rij 4: Vul een omschrijving in",
                    "Rij 5: De laatste dag ligt vóór",
                ],
            ),
            ("code;omschrijving;geldig_van;cbs_code\na;A;2026-01-01;=cmd", &["Rij 2: Een code van het CBS"]),
            ("code;omschrijving;geldig_van\na;\"open;2026-01-01\nb;B;2026-01-01", &["Rij 2: hier staan 2 kolommen"]),
        ] {
            let page = lees_in(&beheer, LIJST, tekst).await.expect(422);
            let page = zegt.iter().fold(page, |page, zin| page.says(zin));
            page.says("Er is niets ingelezen");
        }
        // Broken letters: half of the file was kept in another character set.
        beheer.get(&format!("{LIJST}/inlezen")).await.expect(200);
        let body = format!("tekst=code%3Bomschrijving%3Bgeldig_van%0Aa%3Bcaf%E9%3B2026-01-01&csrf={}", beheer.csrf());
        let soort = [("content-type", "application/x-www-form-urlencoded")];
        let page =
            beheer.send_bytes(Method::POST, &format!("{LIJST}/inlezen"), body.into_bytes(), &soort).await.expect(422);
        page.says("onleesbaar").says("CSV UTF-8");
        assert_eq!(posten(&app, Codelijst::Voorziening).await, []);
        let page =
            lees_in(&beheer, "/beheer/codelijsten/segment", "code;omschrijving;geldig_van;cbs_code\nx;X;2026-01-01;1")
                .await;
        page.expect(422).says("Deze lijst hoort niet bij een statistiek van het CBS");
    }
}

/// What is in a list of Haarlem, Zandvoort does not see.
#[tokio::test]
async fn each_municipality_has_its_own_lists() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        lees_in(&beheer, LIJST, "code;omschrijving;geldig_van\nwerkplek;Werkplek;2026-01-01").await.expect(303);
        let mut zandvoort = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
        let daar = storage::codelijst::posten(&mut zandvoort).await.unwrap();
        assert!(daar.iter().all(|post| post.item.lijst != Codelijst::Voorziening));
    }
}
