//! Ruben establishes the right; Nadia helps Johan on. What is said in the one is not for the other.

use domain::{
    gemeente::Gemeente,
    gesprek::{Gesprek, GesprekStand, Hersteltermijn},
    rechtmatigheid::{Aanleiding, Rechtmatigheid, RechtmatigheidStand},
};
use jiff::civil::date;

use crate::{
    stories::{
        gesprek::planned,
        hersteltermijn::{druk_af, met_afzender, termijn},
    },
    testing::{Browser, TestApp, both},
};

const UITKOMST: &str = "Gegevens gewijzigd: door te geven aan de uitkeringsadministratie";
const BEVINDING: &str = "Woont sinds juni bij zijn zus aan de Rijksstraatweg";

async fn feiten(app: &TestApp, gesprek: &str) -> Vec<storage::rechtmatigheid::Feit> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::rechtmatigheid::bij_gesprek(&mut reader, gesprek.parse().unwrap()).await.unwrap()
}

/// Johan does not come, the cure period passes, and the case is handed over on 14 December.
async fn overgedragen(app: &TestApp, nadia: &Browser<'_>) -> String {
    met_afzender(app).await;
    let id = planned(app, "2026-11-23").await;
    let pad = format!("/gesprekken/{id}");
    let invite = [("kanaal", "brief"), ("op", "2026-11-23"), ("bewijs", "HRL-1"), ("versie", "1")];
    nadia.post(&format!("{pad}/uitnodigen"), &invite).await.expect(303);
    let absent = [("uitkomst", "niet_verschenen"), ("toelichting", "Zei dat hij ziek was"), ("versie", "2")];
    nadia.post(&format!("{pad}/niet-doorgegaan"), &absent).await.expect(303);
    nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
    druk_af(nadia).await;
    app.het_is("2026-12-14T08:30:00Z");
    id
}

#[tokio::test]
async fn a_case_that_was_handed_over_is_taken_up_written_and_closed() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let id = overgedragen(&app, &nadia).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/gesprekken/{id}/overdragen"), &[("versie", "4")]).await.expect(303);
        let ruben = app.log_in("r.hendriks").await;
        assert_eq!(ruben.get("/").await.naar, "/rechtmatigheid");
        ruben.get("/rechtmatigheid").await.expect_text("1 zaak op te pakken").says("Johan van der Meer");
        let oppakken = format!("/rechtmatigheid/overgedragen/{id}");
        let answer = ruben.post(&oppakken, &[]).await.expect(303);
        assert_eq!(ruben.post(&oppakken, &[]).await.expect(303).naar, answer.naar, "taken up twice, it is one record");
        let pad = answer.naar;
        let page = ruben.get(&pad).await.expect_text("23 november 2026, brief").says("HRL-1").says("7 december 2026");
        assert!(!page.text.contains("Zei dat hij ziek was"), "what the guidance noted of why is not his");
        assert!(!page.text.contains("/klanten/"), "he has no file of Johan");

        ruben.post(&format!("{pad}/concept"), &[("versie", "1"), ("verslag", "Woont sinds")]).await.expect(204);
        ruben.get(&pad).await.expect_text("Woont sinds").says("Concept bewaard");
        let leeg = [("versie", "1"), ("verslag", " "), ("actie", "afronden")];
        ruben.post(&pad, &leeg).await.expect(422).says("Schrijf op wat u vond");
        let zonder = [("versie", "1"), ("verslag", BEVINDING), ("actie", "afronden")];
        ruben.post(&pad, &zonder).await.expect(422).says("id=\"fout-uitkomst\"").says("Kies wat de uitkomst is");
        let klaar =
            [("versie", "1"), ("verslag", BEVINDING), ("uitkomst", "gegevens_gewijzigd"), ("actie", "afronden")];
        let answer = ruben.post(&pad, &klaar).await.expect(303);
        ruben.get(&answer.naar).await.expect_text("Het verslag is bewaard en afgerond.").says(UITKOMST);
        ruben.post(&pad, &klaar).await.expect(303);
        ruben.post(&format!("{pad}/concept"), &[("versie", "2"), ("verslag", "te laat")]).await.expect(409);
        let page = ruben.get("/rechtmatigheid").await.expect_text("0 zaken op te pakken").says("Laatst afgerond");
        page.says("gegevens gewijzigd");
        let page = nadia.get(&format!("/gesprekken/{id}")).await.expect_text("afgerond op 14 dec 2026");
        assert!(!page.text.contains("egevens gewijzigd"), "what it came to is not for the guidance");
        ruben.post(&format!("{pad}/heropenen"), &[("versie", "2")]).await.expect(303);
        ruben.get("/rechtmatigheid").await.expect_text("1 open verslag");

        // The guidance sees that it is so, and cannot pull the case from under him.
        let page = nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Behandelaar: Ruben Hendriks");
        assert!(!page.text.contains("zijn zus"));
        nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "5")]).await.expect(409).says("al opgepakt");
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        let of_ruben = seen.iter().filter(|line| line.handeling.starts_with("rechtmatigheid."));
        assert!(of_ruben.clone().count() > 3 && of_ruben.clone().all(|line| line.doel == "rechtmatigheid"));
    }
}

#[tokio::test]
async fn beside_a_conversation_there_are_two_reports_for_two_readers() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let id = planned(&app, "2026-11-23").await;
        let vragen = format!("/gesprekken/{id}/rechtmatigheid");
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Rechtmatigheid erbij vragen");
        let answer = nadia.post(&vragen, &[]).await.expect(303);
        nadia.post(&vragen, &[]).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Rechtmatigheid is erbij gevraagd.").says("op 23 november 2026");
        let feit = feiten(&app, &id).await;
        assert_eq!((feit.len(), feit[0].aanleiding), (1, Aanleiding::Gelijktijdig));
        let held = [("versie", "1"), ("tekst", "Durft weer naar buiten."), ("afspraken", "")];
        nadia.post(&format!("/gesprekken/{id}/vastleggen"), &held).await.expect(303);

        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/rechtmatigheid").await.expect_text("Gelijk met een gesprek");
        let pad = format!("/rechtmatigheid/{}", feit[0].id);
        let page = ruben.get(&pad).await.expect_text("Johan van der Meer");
        assert!(!page.text.contains("Durft weer naar buiten"), "the guidance is not his");
        ruben.post(&pad, &[("versie", "1"), ("verslag", BEVINDING)]).await.expect(303);

        for login in ["n.elamrani", "p.devries", "s.bakker", "beheer", "k.yildiz"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            let page = browser.get(&pad).await.expect(403);
            assert!(!page.text.contains("zijn zus"), "{login}");
            browser.post(&pad, &[("versie", "-1"), ("verslag", "x")]).await.expect(403);
            browser.get("/rechtmatigheid").await.expect(403);
        }
        app.log_in("t.paap").await.get(&pad).await.expect(403);
        for pad in [
            format!("/klanten/{}", app.johan),
            format!("/gesprekken/{id}"),
            format!("/gesprekken/{id}/vastleggen"),
            "/vandaag".to_owned(),
            "/caseload".to_owned(),
            "/caseload/export.csv".to_owned(),
        ] {
            ruben.get(&pad).await.expect(403);
            let page = nadia.get(&pad).await.expect(200);
            assert!(!page.text.contains("zijn zus"), "{pad}");
        }
        ruben.post("/zoeken", &[("q", "Johan")]).await.expect(403);
    }
}

#[tokio::test]
async fn only_what_was_handed_over_is_taken_up() {
    for app in both().await {
        let id = planned(&app, "2026-11-23").await;
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/rechtmatigheid").await.expect_text("Niets om op te pakken");
        ruben.post(&format!("/rechtmatigheid/overgedragen/{id}"), &[]).await.expect(409).says("niet meer overgedragen");
        ruben.post(&format!("/rechtmatigheid/overgedragen/{}", app.johan), &[]).await.expect(404);
        ruben.get(&format!("/rechtmatigheid/{}", app.johan)).await.expect(404);
        assert!(feiten(&app, &id).await.is_empty());
        // A conversation that moved takes the track along.
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/gesprekken/{id}/rechtmatigheid"), &[]).await.expect(303);
        let form = [("datum", "2026-11-30"), ("tijd", "9"), ("duur", "60"), ("door", "klant"), ("versie", "1")];
        nadia.post(&format!("/gesprekken/{id}/verzetten"), &form).await.expect(303);
        assert!(feiten(&app, &id).await.is_empty());
        nadia.post(&format!("/gesprekken/{id}/rechtmatigheid"), &[]).await.expect(409);
    }
}

/// So many cases that were handed over, as many open records, and as many that are done.
async fn veel_werk(app: &TestApp, aantal: usize) {
    let termijn = Hersteltermijn { brief: date(2026, 11, 2), einde: date(2026, 11, 16) };
    let wacht = GesprekStand::NaarRechtmatigheid { toelichting: String::new(), termijn, op: date(2026, 11, 17) };
    let klaar = RechtmatigheidStand::Afgerond { op: date(2026, 11, 20) };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    for _ in 0..aantal {
        // A record beside a conversation is another than the one a hand-over asks for: the case still waits.
        for (stand, verslag) in [(wacht.clone(), RechtmatigheidStand::Open), (GesprekStand::Gepland, klaar)] {
            let gesprek = Gesprek {
                id: app.omgeving.nieuw_id(),
                klant: app.johan,
                klantmanager: app.nadia,
                soort: "participatiegesprek".parse().unwrap(),
                te_houden_voor: None,
                teruggenomen: Vec::new(),
                moment: "2026-11-02T09:00:00Z".parse().unwrap(),
                duur_minuten: 60,
                plaats: String::new(),
                tolk: String::new(),
                uitnodiging: None,
                bevestigd: None,
                vorige: None,
                stand,
                versie: 1,
            };
            storage::gesprek::insert(&mut writer, &gesprek, app.nadia, app.nu()).await.unwrap();
            let nieuw = Rechtmatigheid {
                id: app.omgeving.nieuw_id(),
                klant: app.johan,
                gesprek: gesprek.id,
                aanleiding: Aanleiding::Gelijktijdig,
                behandelaar: None,
                verslag: String::new(),
                uitkomst: None,
                stand: verslag,
                versie: 1,
            };
            storage::rechtmatigheid::insert(&mut writer, &nieuw, app.nadia, app.nu()).await.unwrap();
        }
    }
    writer.commit(app.regel("proef"), &[]).await.unwrap();
}

/// A list that was cut says so, and its length is not told as if that were all.
#[tokio::test]
async fn a_list_that_stops_says_that_there_is_more() {
    for app in both().await {
        veel_werk(&app, 100).await;
        let ruben = app.log_in("r.hendriks").await;
        let page = ruben.get("/rechtmatigheid").await.expect_text("100 zaken op te pakken · 100 open verslagen");
        assert!(!page.text.contains("meer dan 100"), "this is all there is to do");
        assert_eq!(page.text.matches("Er zijn er meer").count(), 1, "of what is done, the last twenty");
        veel_werk(&app, 1).await;
        let page = ruben.get("/rechtmatigheid").await.expect_text("meer dan 100 zaken op te pakken");
        let page = page.says("meer dan 100 open verslagen");
        assert_eq!(page.text.matches("Er zijn er meer").count(), 3, "each of the three lists stops");
    }
}
