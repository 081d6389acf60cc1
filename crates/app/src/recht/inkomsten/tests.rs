//! Johan delivers newspapers beside his benefit, and Nadia looks up what of it does not count.

use domain::{gemeente::Gemeente, inkomsten::Inkomsten};
use jiff::civil::date;

use crate::testing::{Browser, TestApp, both};

const ID: &str = "01890000-0000-7000-8000-00000000000a";

const FORM: [(&str, &str); 6] =
    [("id", ID), ("soort", "deeltijdwerk"), ("bedrag", "400,00"), ("uren", "8"), ("vanaf", "2026-11-01"), ("tot", "")];

/// The form with one field as given.
fn met<'a>(naam: &str, waarde: &'a str) -> Vec<(&'a str, &'a str)> {
    FORM.into_iter().map(|(is, eerder)| if is == naam { (is, waarde) } else { (is, eerder) }).collect()
}

fn pad(app: &TestApp) -> String {
    format!("/klanten/{}/inkomsten", app.johan)
}

fn een() -> String {
    format!("/inkomsten/{ID}")
}

async fn vastgelegd(app: &TestApp, nadia: &Browser<'_>) {
    nadia.get(&pad(app)).await.expect_text("Geen inkomsten vastgelegd");
    let naar = nadia.post(&pad(app), &FORM).await.expect(303).naar;
    nadia.get(&naar).await.expect_text("De inkomsten zijn vastgelegd.").says("€ 400,00").says("Ongedaan maken");
}

async fn gevonden(app: &TestApp) -> Inkomsten {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::inkomsten::find(&mut reader, ID.parse().unwrap()).await.unwrap().unwrap()
}

#[tokio::test]
async fn recorded_ended_and_taken_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        vastgelegd(&app, &nadia).await;
        nadia.post(&pad(&app), &FORM).await.expect(303);
        nadia.post(&pad(&app), &met("bedrag", "500")).await.expect(409).says("al verstuurd");
        let page =
            nadia.get(&format!("/klanten/{}/pauze", app.johan)).await.expect_text("Nu samen € 400,00 per maand.");
        page.says("Deeltijdwerk in loondienst");

        nadia.get(&een()).await.expect_text("loopt door").says("Inkomsten beëindigen");
        let vroeg = [("versie", "1"), ("stap", "beeindigen"), ("laatste_dag", "2026-10-31")];
        nadia
            .post(&een(), &vroeg)
            .await
            .expect(422)
            .says("id=\"fout-laatste_dag\"")
            .says("vóór de eerste (1 nov 2026)");
        let einde = [("versie", "1"), ("stap", "beeindigen"), ("laatste_dag", "2026-11-15")];
        nadia.post(&een(), &einde).await.expect(303);
        assert_eq!(gevonden(&app).await.periode.tot_en_met, Some(date(2026, 11, 15)));
        nadia.post(&een(), &einde).await.expect(409);
        let page = nadia.get(&een()).await.expect_text("15 november 2026");
        assert!(!page.text.contains("Inkomsten beëindigen"));
        let nog_eens = [("versie", "2"), ("stap", "beeindigen"), ("laatste_dag", "2026-11-16")];
        nadia.post(&een(), &nog_eens).await.expect(409).says("al beëindigd of ingetrokken");
        nadia.post(&een(), &[("versie", "2"), ("stap", "toveren")]).await.expect(403);

        let naar = nadia.post(&een(), &[("versie", "2"), ("stap", "intrekken")]).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("De inkomsten zijn ingetrokken.").says("Ingetrokken");
        assert!(gevonden(&app).await.ingetrokken);
        let page = nadia.get(&format!("/klanten/{}/pauze", app.johan)).await.expect(200);
        page.says("Er zijn nu geen inkomsten vastgelegd");
    }
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        for (veld, waarde, tekst) in [
            ("soort", "loterij", "Kies waar de inkomsten vandaan komen."),
            ("bedrag", "veel", "Vul een bedrag in"),
            ("bedrag", "0", "boven nul"),
            ("uren", "61", "1 tot en met 60"),
            ("uren", "acht", "heel aantal uren"),
            ("vanaf", "2026-11-24", "in de toekomst"),
            ("vanaf", "", "bestaande datum"),
            ("tot", "2026-10-31", "vóór de eerste"),
            ("tot", "31-2-2026", "bestaande datum"),
        ] {
            let page = nadia.post(&pad(&app), &met(veld, waarde)).await.expect(422);
            page.says(&format!("id=\"fout-{veld}\"")).says(tekst);
        }
    }
}

/// Johan is 54: only the month decides.
#[tokio::test]
async fn the_disregard_of_a_month_with_its_article_or_why_there_is_none() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect_text("Over november 2026 zijn geen inkomsten vastgelegd.");
        vastgelegd(&app, &nadia).await;
        let vrij = "Van € 400,00 in november 2026 telt € 100,00 niet mee (PW 31 lid 2 onder n).";
        nadia.get(&pad(&app)).await.expect_text(vrij);
        let vraag = |maand: &str, gebruikt: &str| format!("{}?maand={maand}&gebruikt={gebruikt}", pad(&app));
        nadia.get(&vraag("2026-12", "5")).await.expect_text("Van € 400,00 in december 2026 telt € 100,00 niet mee");
        nadia.get(&vraag("31-12-2026", "0")).await.expect_text("telt € 100,00 niet mee");
        let page = nadia.get(&vraag("2027-01", "0")).await.expect_text("id=\"fout-maand\"");
        let page = page.says("1 jan 2027").says("niet bekend (PW 31 lid 2)");
        assert!(!page.text.contains("telt € 100,00 niet mee"));
        let page = nadia.get(&vraag("2026-12", "6")).await.expect_text("id=\"fout-gebruikt\"");
        page.says("al 6 maanden toegepast").says("(PW 31 lid 2 onder n)");
        nadia.get(&vraag("2026-06", "0")).await.expect_text("id=\"fout-maand\"").says("in Klantbeeld niet bekend");
        nadia.get(&vraag("ooit", "-1")).await.expect_text("id=\"fout-maand\"").says("id=\"fout-gebruikt\"");

        // On the first day of 2027 nobody guesses; the page says so without anybody asking.
        app.het_is("2027-01-01T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&pad(&app)).await.expect_text("utrecht-alert--warning").says("1 jan 2027");
        assert!(!page.text.contains("id=\"fout-maand\""));
        app.het_is("2026-12-31T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect_text("in december 2026 telt € 100,00 niet mee");
    }
}

#[tokio::test]
async fn under_27_nothing_is_left_out() {
    for app in both().await {
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let mut klant = storage::klant::find(&mut writer, app.johan).await.unwrap().unwrap();
        klant.geboortedatum = date(1999, 11, 2);
        storage::klant::update(&mut writer, &klant, None, app.nu()).await.unwrap();
        writer.commit(app.regel("klant.gewijzigd"), &[]).await.unwrap();
        let nadia = app.log_in("n.elamrani").await;
        vastgelegd(&app, &nadia).await;
        let jong = "jonger dan 27 jaar; de vrijlating geldt dan niet (PW 31 lid 5).";
        nadia.get(&pad(&app)).await.expect_text("utrecht-alert--warning").says(jong);
        let vraag = |maand: &str| format!("{}?maand={maand}&gebruikt=0", pad(&app));
        nadia.get(&vraag("2026-11")).await.expect_text("id=\"fout-maand\"").says(jong);
        nadia.get(&vraag("2026-12")).await.expect_text("in december 2026 telt € 100,00 niet mee");
    }
}

#[tokio::test]
async fn who_may_see_and_do_this() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        vastgelegd(&app, &nadia).await;
        let petra = app.log_in("p.devries").await;
        petra.get(&pad(&app)).await.expect_text("€ 400,00");
        let weg = [("versie", "1"), ("stap", "intrekken")];
        for login in ["s.bakker", "beheer", "k.yildiz", "r.hendriks"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            for pad in [pad(&app), een()] {
                let page = browser.get(&pad).await.expect(403);
                assert!(!page.text.contains("400,00"), "{login}");
            }
            browser.post(&pad(&app), &FORM).await.expect(403);
            browser.post(&een(), &weg).await.expect(403);
        }
        let trudy = app.log_in("t.paap").await;
        trudy.get(&pad(&app)).await.expect(404);
        trudy.get(&een()).await.expect(404);
        trudy.post(&een(), &weg).await.expect(404);
        assert!(!gevonden(&app).await.ingetrokken);
        petra.post(&een(), &weg).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let log = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        for act in ["inkomsten.vastgelegd", "inkomsten.ingetrokken"] {
            assert!(log.iter().any(|line| line.handeling == act && line.doel == "rechtmatigheid"), "{act}");
        }
    }
}
