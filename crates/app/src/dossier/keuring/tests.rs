//! Nadia has Johan examined: what he can do comes back, and nothing else.

use domain::{
    gemeente::Gemeente,
    keuring::{Belastbaarheid, Beperking, KeuringStand, Keuringszaak, Uren},
};
use jiff::civil::date;

use crate::testing::{TestApp, both};

const ID: &str = "01890000-0000-7000-8000-000000000026";
const ANDER: &str = "01890000-0000-7000-8000-000000000027";

fn pad(app: &TestApp) -> String {
    format!("/klanten/{}/keuringen", app.johan)
}

fn aanvraag<'a>(id: &'a str, soort: &'a str, op: &'a str) -> [(&'a str, &'a str); 3] {
    [("id", id), ("soort", soort), ("aangevraagd", op)]
}

fn afronden<'a>(versie: &'a str, uitslag: &'a str, meer: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut velden = vec![("versie", versie), ("stap", "afronden"), ("uitslag_op", "2026-11-23"), ("uitslag", uitslag)];
    velden.extend(meer);
    velden
}

async fn zaken(app: &TestApp) -> Vec<Keuringszaak> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::keuring::of_klant(&mut reader, app.johan).await.unwrap()
}

#[tokio::test]
async fn asked_for_answered_and_read_by_who_works_with_johan() {
    for app in both().await {
        let (nadia, petra) = (app.log_in("n.elamrani").await, app.log_in("p.devries").await);
        let pad = pad(&app);
        nadia.get(&pad).await.expect_text("De diagnose krijgt de gemeente niet").says("Keuring aanvragen");
        nadia.post(&pad, &aanvraag(ID, "", "2026-11-24")).await.expect(422).says("Kies wat voor keuring het is.");
        nadia.post(&pad, &aanvraag(ID, "spoed", "2026-11-24")).await.expect(422).says("in de toekomst");
        let vraag = aanvraag(ID, "spoed", "2026-11-09");
        let naar = nadia.post(&pad, &vraag).await.expect(303).naar;
        assert_eq!(nadia.post(&pad, &vraag).await.expect(303).naar, naar, "two clicks ask once");
        nadia.get(&naar).await.expect_text("De keuring is aangevraagd.").says("Uitslag uiterlijk 23 nov 2026");
        let twee = nadia.post(&pad, &aanvraag(ANDER, "gewoon", "2026-11-20")).await.expect(422);
        twee.says("Er loopt al een keuring, aangevraagd op 9 nov 2026");

        let stap = format!("/keuringen/{ID}");
        nadia.post(&stap, &afronden("1", "", &[])).await.expect(422).says("Kies wat de klant kan.");
        let niets = nadia.post(&stap, &afronden("1", "beperkt", &[])).await.expect(422);
        niets.says("Noem bij beperkt belastbaar ten minste één beperking");
        let strijdig = nadia.post(&stap, &afronden("1", "volledig", &[("per_dag", "4")])).await.expect(422);
        strijdig.says("Bij deze uitslag horen geen uren").says("value=\"4\"");
        let kan = [("per_dag", "4"), ("per_week", "20"), ("beperkingen", "zwaar_tillen"), ("beperkingen", "tijdsdruk")];
        let naar = nadia.post(&stap, &afronden("1", "beperkt", &kan)).await.expect(303).naar;
        let page = nadia.get(&naar).await.expect_text("De uitslag is vastgelegd.").says("Ongedaan maken");
        page.says("Uitslag op 23 november 2026, na 14 dagen.")
            .says("Hooguit 4 uur per dag.")
            .says("Niet zwaar tillen of dragen.");
        nadia.post(&stap, &afronden("1", "volledig", &[])).await.expect(409);
        let beperkingen = [Beperking::ZwaarTillen, Beperking::Tijdsdruk].into();
        let uren = Uren { per_dag: Some(4), per_week: Some(20) };
        let belastbaarheid = Some(Belastbaarheid::Beperkt { uren, beperkingen });
        assert_eq!(zaken(&app).await[0].stand, KeuringStand::Afgerond { op: date(2026, 11, 23), belastbaarheid });

        let page = petra.get(&pad).await.expect_text("leest alleen wie met de klant werkt");
        assert!(!page.text.contains("tillen of dragen"), "who does not work with him reads the days only");
        let tijdlijn = petra.get(&format!("/klanten/{}", app.johan)).await.expect_text("Spoedkeuring aangevraagd");
        tijdlijn.says("Afgerond na 14 dagen.");

        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        let ons: Vec<_> = regels.iter().filter(|regel| regel.handeling.starts_with("keuring.")).collect();
        assert_eq!(ons.len(), 2);
        assert!(ons.iter().all(|regel| !regel.details.contains("tillen") && !regel.details.contains("beperkt")));
    }
}

#[tokio::test]
async fn late_on_day_fifteen_and_then_called_off() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        nadia.post(&pad(&app), &aanvraag(ID, "spoed", "2026-11-09")).await.expect(303);
        let johan = format!("/klanten/{}", app.johan);
        assert!(!nadia.get("/vandaag").await.expect(200).text.contains("Keuringen over tijd"), "day fourteen");
        nadia.get("/keuringen").await.expect_text("1 wacht op een uitslag").says("Uitslag uiterlijk 23 nov 2026");

        app.het_is("2026-11-24T09:00:00Z");
        let (nadia, petra) = (app.log_in("n.elamrani").await, app.log_in("p.devries").await);
        nadia.get("/vandaag").await.expect_text("Keuringen over tijd").says("uitslag was uiterlijk 23 nov 2026");
        nadia.get(&johan).await.expect_text("De spoedkeuring van 9 nov 2026 is over tijd");
        petra.get("/keuringen").await.expect_text("1 over tijd").says("klantmanager: Nadia el Amrani");
        let piet = app.log_in("p.smit").await;
        piet.get("/keuringen").await.expect_text("Er loopt geen keuring");

        let stap = format!("/keuringen/{ID}");
        nadia.get(&pad(&app)).await.expect_text("Over tijd sinds 23 nov 2026");
        let zonder = [("versie", "1"), ("stap", "annuleren"), ("geannuleerd_op", "2026-11-08"), ("reden", "")];
        nadia.post(&stap, &zonder).await.expect(422).says("Kies een reden.");
        let vroeg =
            [("versie", "1"), ("stap", "annuleren"), ("geannuleerd_op", "2026-11-08"), ("reden", "niet_verschenen")];
        nadia.post(&stap, &vroeg).await.expect(422).says("ligt vóór de aanvraag");
        let af =
            [("versie", "1"), ("stap", "annuleren"), ("geannuleerd_op", "2026-11-24"), ("reden", "niet_verschenen")];
        let naar = nadia.post(&stap, &af).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("Vastgelegd dat de keuring niet doorgaat.").says("De klant kwam niet");
        let page = nadia.get(&johan).await.expect(200);
        assert!(!page.text.contains("Spoedkeuring aangevraagd"), "what did not happen is not on the timeline");

        // It was a mistake, unless another was asked for since.
        nadia.post(&pad(&app), &aanvraag(ANDER, "gewoon", "2026-11-24")).await.expect(303);
        let terug = [("versie", "2"), ("stap", "herstellen")];
        nadia.post(&stap, &terug).await.expect(409).says("Er loopt al een keuring");
        let weg =
            [("versie", "1"), ("stap", "annuleren"), ("geannuleerd_op", "2026-11-24"), ("reden", "dubbel_aangevraagd")];
        nadia.post(&format!("/keuringen/{ANDER}"), &weg).await.expect(303);
        nadia.post(&stap, &terug).await.expect(303);
        assert_eq!(zaken(&app).await.iter().filter(|zaak| zaak.is_open()).count(), 1);
    }
}

#[tokio::test]
async fn the_turnaround_names_nobody() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        nadia.post(&pad(&app), &aanvraag(ID, "spoed", "2026-11-13")).await.expect(303);
        nadia.post(&format!("/keuringen/{ID}"), &afronden("1", "volledig", &[])).await.expect(303);
        for wie in ["s.bakker", "p.devries"] {
            let browser = app.log_in(wie).await;
            browser.get("/projecten").await.expect_text("Doorlooptijd van keuringen");
            let page = browser.get("/keuringen/doorlooptijd").await.expect_text("10,0 dagen").says("1 van 1 (100%)");
            assert!(!page.text.contains("Johan"));
        }
        app.log_in("s.bakker").await.get("/keuringen").await.expect(403);
        let trudy = app.log_in("t.paap").await;
        trudy.get("/keuringen").await.expect_text("Er loopt geen keuring");
        trudy.get("/keuringen/doorlooptijd").await.expect_text("Nog geen keuringen");
        trudy.get(&pad(&app)).await.expect(404);
        trudy.post(&pad(&app), &aanvraag(ANDER, "spoed", "2026-11-13")).await.expect(404);
        trudy.post(&format!("/keuringen/{ID}"), &[("versie", "2"), ("stap", "herstellen")]).await.expect(404);
    }
}
