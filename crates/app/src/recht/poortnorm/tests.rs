//! The applicatiebeheerder promises a shorter time at the gate; who came before that keeps the former one.

use domain::{
    gemeente::Gemeente,
    poort::{Melding, Poort},
};
use jiff::civil::{Date, date};
use storage::poort::{Gevonden, Persoon};
use uuid::Uuid;

use crate::testing::{TestApp, both};

const NORM: &str = "/beheer/poortnorm";

fn norm<'a>(dagen: &'a str, vanaf: &'a str, bron: &'a str) -> [(&'static str, &'a str); 3] {
    [("dagen", dagen), ("vanaf", vanaf), ("bron", bron)]
}

/// Somebody comes forward on a day. Gives the page of the case.
async fn meldt(app: &TestApp, nummer: u128, op: Date) -> String {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let klant = storage::klant::find(&mut writer, app.johan).await.unwrap().unwrap();
    let melding = Melding { op, geboren: date(1980, 1, 1), partner_geboren: None };
    let id = Uuid::from_u128(nummer).into();
    let poort = Poort::meld(id, Uuid::from_u128(nummer + 100).into(), melding, &[], op).unwrap();
    let bsn = ["999995005", "999995017"][usize::try_from(nummer % 2).unwrap()].parse().unwrap();
    let persoon = Persoon {
        bsn,
        naam: klant.naam,
        geboren: date(1980, 1, 1),
        partner_geboren: None,
        telefoon: String::new(),
        email: String::new(),
    };
    let is = Gevonden { poort, persoon, hergebruikt: None, reden: String::new() };
    storage::poort::insert(&mut writer, &is, app.nadia, app.nu()).await.unwrap();
    writer.commit(app.regel("test"), &[]).await.unwrap();
    format!("/poort/{}", Uuid::from_u128(nummer))
}

#[tokio::test]
async fn the_term_of_the_day_of_the_melding_holds() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get(NORM).await.expect_text("Nu: gesproken binnen 7 dagen").says("de keuze van Klantbeeld");
        for (velden, fout) in [
            (norm("0", "2026-12-01", "Collegebesluit"), "dagen"),
            (norm("57", "2026-12-01", "Collegebesluit"), "dagen"),
            (norm("3", "2026-11-22", "Collegebesluit"), "vanaf"),
            (norm("3", "2029-01-01", "Collegebesluit"), "vanaf"),
            (norm("3", "2026-12-01", " "), "bron"),
        ] {
            let page = beheer.post(NORM, &velden).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{fout}\"")), "{velden:?}");
        }
        let besluit = norm("3", "2026-11-24", "Collegebesluit 24 november 2026");
        beheer.post(NORM, &besluit).await.expect(303);
        beheer.post(NORM, &besluit).await.expect(303);
        let page = beheer.get(NORM).await.expect_text("gaat nog in").says("Collegebesluit 24 november 2026");
        assert_eq!(page.text.matches("24 november 2026</th>").count(), 1, "sent twice, it is one");

        let eerder = meldt(&app, 2, date(2026, 11, 23)).await;
        app.het_is("2026-11-24T09:00:00Z");
        let later = meldt(&app, 3, date(2026, 11, 24)).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&eerder).await.expect_text("Spreken uiterlijk").says("30 november 2026");
        nadia.get(&later).await.expect_text("Spreken uiterlijk").says("27 november 2026");
        nadia.get("/poort").await.expect_text("Spreken uiterlijk 30 nov 2026").says("Spreken uiterlijk 27 nov 2026");
        nadia.get(NORM).await.expect(403);

        // What holds since before today stays; of today it can still be taken back.
        app.het_is("2026-11-25T09:00:00Z");
        let beheer = app.log_in("beheer").await;
        beheer.get(NORM).await.expect_text("geldt nu").says("Nu: gesproken binnen 3 dagen");
        beheer.post("/beheer/poortnorm/intrekken", &[("vanaf", "2026-11-24")]).await.expect(409);
        beheer.post("/beheer/poortnorm/intrekken", &[("vanaf", "2026-12-24")]).await.expect(404);
        beheer.post(NORM, &norm("5", "2026-12-24", "Proef")).await.expect(303);
        beheer.post("/beheer/poortnorm/intrekken", &[("vanaf", "2026-12-24")]).await.expect(303);
        let page = beheer.get(NORM).await.expect(200);
        assert!(!page.text.contains("Proef"));
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let log = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        for act in ["poortnorm.vastgesteld", "poortnorm.ingetrokken"] {
            assert!(log.iter().any(|line| line.handeling == act), "{act}");
        }
    }
}
