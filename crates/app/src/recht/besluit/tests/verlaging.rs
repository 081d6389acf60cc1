//! Johan refused work. For a uniform duty the law says how much less; for other conduct the municipality's own table does.

use super::{ID, gevonden, stap, verstuur, wie};
use crate::testing::{TestApp, both};

const NIEUW: &str = "/besluiten/nieuw?soort=verlaging";

/// A reduction of December for a uniform duty, with one field as given.
fn verlaging(app: &TestApp, naam: &str, waarde: &str) -> Vec<(&'static str, String)> {
    let vast = [
        ("id", ID),
        ("gedraging_op", "2026-11-09"),
        ("grond", "uniform:"),
        ("waarvoor", "Algemeen geaccepteerde arbeid aanvaarden."),
        ("inlichtingen", "nee"),
        ("verwijtbaar", "ja"),
        ("waarom", "U zei dat u geen zin had."),
        ("procent", "100"),
        ("eerste_maand", "2026-12-01"),
        ("maanden", "1"),
        ("dringend", ""),
        ("eigen", ""),
        ("motivering", "U weigerde werk."),
        ("actie", "voorleggen"),
    ];
    let velden = vast.into_iter().map(|(is, eerder)| (is, if is == naam { waarde } else { eerder }.to_owned()));
    wie(app).into_iter().chain(velden).collect()
}

#[tokio::test]
async fn a_reduction_is_decided_and_looked_at_again_within_three_months() {
    for app in both().await {
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(NIEUW).await.expect(200);
        let pad = verstuur(&ruben, NIEUW, &verlaging(&app, "", "")).await.expect(303).naar;
        // A reduction asks no second person.
        ruben.get(&pad).await.expect_text("Akkoord: besluit vaststellen");
        stap(&ruben, &pad, 1, "vaststellen", &[]).await;
        let page = ruben.get(&pad).await.expect_text("Heroverwegen uiterlijk").says("23 februari 2027");
        page.says("100 %, 1 maand").says("Uitkering verlagen");
        ruben.get("/besluiten").await.expect_text("Heroverwegen uiterlijk 23 feb 2027");

        app.het_is("2027-02-24T09:00:00Z");
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/besluiten").await.expect_text("Heroverwegen te laat sinds 23 feb 2027");
        ruben.get(&pad).await.expect(200);
        let leeg = [("versie", "2"), ("stap", "heroverwegen"), ("uitkomst", ""), ("heroverweging", "")];
        let page = ruben.post(&pad, &leeg).await.expect(422);
        page.says("id=\"fout-uitkomst\"").says("id=\"fout-heroverweging\"");
        let velden = [("uitkomst", "handhaven"), ("heroverweging", "Er veranderde niets.")];
        stap(&ruben, &pad, 2, "heroverwegen", &velden).await;
        ruben.get(&pad).await.expect_text("de verlaging blijft zoals zij is. Er veranderde niets.");
        ruben.get("/besluiten").await.expect_text("Geen verlaging om te heroverwegen");
    }
}

#[tokio::test]
async fn the_rules_of_a_reduction_are_said_at_their_fields() {
    for app in both().await {
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(NIEUW).await.expect_text("De verlagingstabel van de gemeente is leeg.");
        for (veld, waarde, fout) in [
            ("gedraging_op", "", "gedraging_op"),
            ("grond", "", "grond"),
            ("grond", "tabel:4a", "grond"),
            ("waarvoor", "", "waarvoor"),
            ("inlichtingen", "ja", "inlichtingen"),
            ("verwijtbaar", "nee", "verwijtbaar"),
            ("waarom", "", "waarom"),
            ("procent", "50", "procent"),
            ("procent", "veel", "procent"),
            ("maanden", "0", "maanden"),
            ("maanden", "4", "eigen"),
            ("eerste_maand", "2026-12-02", "eerste_maand"),
            ("eerste_maand", "2027-01-01", "eigen"),
        ] {
            let page = verstuur(&ruben, NIEUW, &verlaging(&app, veld, waarde)).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{fout}\"")), "{veld} = {waarde}");
        }
        // Urgent reasons make it less; four tenths are then enough.
        let mut minder = verlaging(&app, "procent", "40");
        minder
            .iter_mut()
            .filter(|(naam, _)| *naam == "dringend")
            .for_each(|(_, waarde)| "Drie kinderen.".clone_into(waarde));
        let pad = verstuur(&ruben, NIEUW, &minder).await.expect(303).naar;
        ruben.get(&pad).await.expect_text("40 %, 1 maand").says("Drie kinderen.");
        assert_eq!(gevonden(&app, &pad).await.besluit.inhoud.opdracht().code(), "verlagen");
    }
}

#[tokio::test]
async fn a_row_of_the_table_decides_how_much() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get("/beheer").await.expect_text("Verlagingstabel invullen");
        let tabel = "/beheer/verlagingstabel";
        beheer.get(tabel).await.expect_text("Nog geen regels");
        let rij = [
            ("code", "4a"),
            ("gedraging", "Niet naar een cursus gaan"),
            ("procent", "30"),
            ("maanden", "1"),
            ("van", "2026-01-01"),
            ("tot", ""),
            ("bron", "Afstemmingsverordening, artikel 4"),
        ];
        beheer.post(tabel, &rij).await.expect(303);
        beheer.get(tabel).await.expect_text("Niet naar een cursus gaan").says("30 %, 1 maand");

        let ruben = app.log_in("r.hendriks").await;
        ruben.get(NIEUW).await.expect(200);
        let mut velden = verlaging(&app, "grond", "tabel:4a");
        let page = verstuur(&ruben, NIEUW, &velden).await.expect(422);
        page.says("id=\"fout-procent\"")
            .says("De verlaging is hier 30 %")
            .says("Niet naar een cursus gaan: 30 %, 1 maand");
        velden.iter_mut().filter(|(naam, _)| *naam == "procent").for_each(|(_, waarde)| "30".clone_into(waarde));
        let pad = verstuur(&ruben, NIEUW, &velden).await.expect(303).naar;
        ruben.get(&pad).await.expect_text("PW 18 lid 2").says("30 %, 1 maand");
    }
}
