//! Clients who have no klantmanager get one, once.

use domain::{datum::Periode, gemeente::Gemeente, toewijzing::Toewijzing};
use jiff::civil::date;
use storage::caseload::Waarneming;

use super::{VANDAAG, klanten, toewijzingen, wie};
use crate::testing::both;

/// Seven clients have no klantmanager: the page says by which rule they get one, and they do.
#[tokio::test]
async fn who_has_no_klantmanager_gets_one_by_the_rule_on_the_page() {
    for app in both().await {
        app.voeg_klanten_zonder_toe(7).await;
        let petra = app.log_in("p.devries").await;
        let page = petra.get("/overnames").await.expect_text("7 klanten zonder klantmanager");
        let page = page.says("Nu aan de beurt").says("Piet Smit heeft van 2 klantmanagers de lichtste caseload");
        page.says("niet van iedereen de werktijd en de norm bekend");
        let naar = petra.post("/overnames/verdelen", &[]).await.expect(303).naar;
        petra
            .get(&naar)
            .await
            .expect_text("7 klanten hebben een klantmanager gekregen")
            .says("Iedereen met een lopende");
        let naar = petra.post("/overnames/verdelen", &[]).await.expect(303).naar;
        petra.get(&naar).await.expect_text("er is niets veranderd");
        let piet = wie(&app, "Piet Smit").await;
        // Nadia had three, Piet nobody: the fourth of Nadia is the tie that goes by name.
        assert_eq!(klanten(&app, app.nadia, Waarneming::Zonder, VANDAAG).await.len(), 5);
        assert_eq!(klanten(&app, piet, Waarneming::Zonder, VANDAAG).await.len(), 5);
        app.log_in("n.elamrani").await.post("/overnames/verdelen", &[]).await.expect(403);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

/// Petra in two windows, or Petra and another teamleider: on PostgreSQL both look before either has written.
#[tokio::test]
async fn two_who_spread_at_once_give_each_client_one_klantmanager() {
    for app in both().await {
        app.voeg_klanten_zonder_toe(60).await;
        let (petra, ruud) = (app.log_in("p.devries").await, app.log_in("p.devries").await);
        petra.get("/overnames").await.expect_text("60 klanten zonder klantmanager");
        ruud.get("/overnames").await.expect(200);
        let (een, twee) = tokio::join!(petra.post("/overnames/verdelen", &[]), ruud.post("/overnames/verdelen", &[]));
        let mut verdeeld = [een.expect(303).naar, twee.expect(303).naar];
        verdeeld.sort();
        assert_eq!(verdeeld, ["/overnames?verdeeld=0", "/overnames?verdeeld=60"], "who comes second finds nobody");
        let piet = wie(&app, "Piet Smit").await;
        let nadia = klanten(&app, app.nadia, Waarneming::Zonder, VANDAAG).await.len();
        let piet = klanten(&app, piet, Waarneming::Zonder, VANDAAG).await.len();
        assert_eq!(nadia + piet, 63);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let nummer = "300-0001".parse().unwrap();
        let mo = storage::klant::find_by_number(&mut reader, &nummer).await.unwrap().unwrap().id;
        drop(reader);
        assert_eq!(toewijzingen(&app, mo).await.len(), 1);
    }
}

/// Whatever the program does, the database holds it: a client has one klantmanager at a time.
#[tokio::test]
async fn a_second_open_assignment_is_refused_by_the_database() {
    for app in both().await {
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let nog = Toewijzing {
            id: app.omgeving.nieuw_id(),
            klant: app.johan,
            klantmanager: wie(&app, "Piet Smit").await,
            periode: Periode::vanaf(date(2026, 11, 23)),
            reden: "nog een".to_owned(),
        };
        let geweigerd = storage::toewijzing::insert_eerste(&mut writer, &[nog], &[]).await;
        assert!(matches!(geweigerd, Err(storage::Error::Duplicate(_))), "{geweigerd:?}");
        drop(writer);
        assert_eq!(toewijzingen(&app, app.johan).await.len(), 1);
    }
}
