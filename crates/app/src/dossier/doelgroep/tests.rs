//! Stories about target groups: what everybody sees, and what only who works with the client may know.

use domain::{
    codelijst::{Codelijst, CodelijstItem},
    datum::Periode,
    gemeente::Gemeente,
};
use jiff::civil::date;

use crate::{
    omgeving::Omgeving,
    testing::{TestApp, both},
};

/// The groups of the list that a municipality starts with.
async fn lijst(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    for (code, omschrijving, groep) in [
        ("vijftig_plus", "50+", Some("afgeleid")),
        ("statushouder", "Statushouders", None),
        ("zelfstandige", "Zelfstandigen", None),
        ("ex_gedetineerde", "Ex-gedetineerden", Some("beschermd")),
    ] {
        let item = CodelijstItem {
            lijst: Codelijst::Doelgroep,
            code: code.parse().unwrap(),
            omschrijving: omschrijving.to_owned(),
            groep: groep.map(|groep| groep.parse().unwrap()),
            bijzonder: None,
            cbs_code: None,
            geldig: Periode::vanaf(date(2004, 1, 1)),
            volgorde: 1,
        };
        storage::codelijst::insert(&mut writer, &item).await.unwrap();
    }
    writer.commit(app.regel("codelijst.gevuld"), &[]).await.unwrap();
    app.vergeet_lijsten();
}

fn kenmerk() -> String {
    Omgeving::machine().nieuw_id::<uuid::Uuid>().to_string()
}

fn velden<'a>(id: &'a str, groep: &'a str, vanaf: &'a str, waarom: &'a str) -> [(&'a str, &'a str); 4] {
    [("id", id), ("doelgroep", groep), ("vanaf", vanaf), ("toelichting", waarom)]
}

#[tokio::test]
async fn tesfay_is_a_statushouder_until_it_turns_out_he_is_not() {
    for app in both().await {
        lijst(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/doelgroepen", app.johan);
        // Johan was born on 14 March 1972.
        nadia.get(&pad).await.expect_text("Volgt uit de leeftijd: 54 jaar").says("Geen doelgroep vastgelegd");
        let id = kenmerk();
        let fout = nadia.post(&pad, &velden(&id, "vijftig_plus", "31-2-2026", "")).await.expect(422);
        fout.says("Kies een doelgroep").says("bestaande datum").says("waarom deze klant bij de doelgroep hoort");
        nadia.post(&pad, &velden(&id, "statushouder", "2026-12-01", "x")).await.expect(422).says("in de toekomst");
        let goed = velden(&id, "statushouder", "2026-03-01", "verblijfsvergunning gezien");
        nadia.post(&pad, &goed).await.expect(303);
        nadia.post(&pad, &goed).await.expect(303);
        // After the Back button with another reason: that it was not kept is told.
        let anders = velden(&id, "statushouder", "2026-03-01", "bij nader inzien van een collega");
        nadia.post(&pad, &anders).await.expect(409).says("is niet bewaard");
        let dubbel = kenmerk();
        let nog = velden(&dubbel, "statushouder", "2026-04-01", "nog eens");
        nadia.post(&pad, &nog).await.expect(422).says("hoort al bij deze doelgroep, sinds 1 mrt 2026");
        let tijdlijn = format!("/klanten/{}", app.johan);
        nadia.get(&tijdlijn).await.expect_text("50+, Statushouders").says("Doelgroep: Statushouders");
        nadia.get("/caseload?doelgroep=statushouder").await.expect_text("Johan van der Meer").says("1 klant");
        nadia.get("/caseload?doelgroep=vijftig_plus").await.expect_text("3 klanten");
        nadia.get("/caseload?klantmanager=alle&doelgroep=statushouder").await.expect_text("1 klant");
        let einde = [("id", id.as_str()), ("versie", "1"), ("laatste_dag", "2026-02-01")];
        nadia.post(&format!("{pad}/beeindigen"), &einde).await.expect(409).says("Kies een laatste dag");
        let einde = [("id", id.as_str()), ("versie", "1"), ("laatste_dag", "2026-06-30")];
        nadia.post(&format!("{pad}/beeindigen"), &einde).await.expect(303);
        nadia.post(&format!("{pad}/beeindigen"), &einde).await.expect(409);
        nadia.get("/caseload?doelgroep=statushouder").await.expect_text("Geen klanten met deze filters");
        nadia.get(&tijdlijn).await.expect_text("Laatste dag in de doelgroep: Statushouders");
        nadia.post(&format!("{pad}/intrekken"), &[("id", id.as_str()), ("versie", "2")]).await.expect(303);
        let page = nadia.get(&tijdlijn).await.expect(200);
        assert!(!page.text.contains("Doelgroep: Statushouders"), "what was a mistake never was");
        nadia.get(&pad).await.expect_text("ingetrokken");
        app.log_in("s.bakker").await.get(&pad).await.expect(403);
        nadia.get(&format!("/klanten/{}/doelgroepen", app.tine)).await.expect(404);
    }
}

#[tokio::test]
async fn that_johan_was_in_prison_is_known_to_nadia_and_who_stands_in_for_her() {
    for app in both().await {
        lijst(&app).await;
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let petra = app.log_in("p.devries").await;
        let pad = format!("/klanten/{}/doelgroepen", app.johan);
        let tijdlijn = format!("/klanten/{}", app.johan);
        let id = kenmerk();
        let geheim = velden(&id, "ex_gedetineerde", "2026-03-01", "vertelde dit zelf");
        for ander in [&piet, &petra] {
            ander.post(&pad, &geheim).await.expect(422).says("Kies een doelgroep");
        }
        // What Piet and Petra see before there is anything to hide, word for word.
        let paden = [
            &pad,
            &tijdlijn,
            "/caseload?klantmanager=alle",
            "/caseload?klantmanager=alle&doelgroep=ex_gedetineerde",
            "/caseload/export.csv?klantmanager=alle&doelgroep=ex_gedetineerde",
        ]
        .map(str::to_owned);
        let gezien = async |wie: &crate::testing::Browser<'_>| {
            let mut alles = Vec::new();
            for pad in &paden {
                alles.push(zonder_toeval(&wie.get(pad).await.expect(200).text));
            }
            alles
        };
        let eerst = [gezien(&piet).await, gezien(&petra).await];
        nadia.post(&pad, &geheim).await.expect(303);
        assert_eq!([gezien(&piet).await, gezien(&petra).await], eerst, "nothing is different for them");
        nadia.get(&pad).await.expect_text("Ex-gedetineerden").says("vertelde dit zelf").says("beschermd");
        nadia.get(&tijdlijn).await.expect_text("Doelgroep: Ex-gedetineerden");
        let stil = async |wie: &crate::testing::Browser<'_>| {
            for pad in [&pad, &tijdlijn, &"/caseload?klantmanager=alle".to_owned()] {
                let page = wie.get(pad).await.expect(200);
                assert!(!page.text.to_lowercase().contains("gedetineerde"), "{pad}: {}", page.text);
            }
            wie.get("/caseload?klantmanager=alle&doelgroep=ex_gedetineerde").await.expect_text("Geen klanten");
            let intrekken = [("id", id.as_str()), ("versie", "1")];
            wie.post(&format!("{pad}/intrekken"), &intrekken).await.expect(404);
        };
        stil(&piet).await;
        stil(&petra).await;
        // Not even Nadia finds it in a list.
        nadia.get("/caseload?doelgroep=ex_gedetineerde").await.expect_text("Geen klanten");
        let xlsx = nadia.get("/caseload/export.csv").await.expect(200);
        assert!(!String::from_utf8_lossy(&xlsx.bytes).to_lowercase().contains("gedetineerde"));
        // Piet stands in for her: then he works with Johan.
        let waarneming = [
            ("id", "01939e6c-0000-7000-8000-0000000000a1"),
            ("van", &app.nadia.to_string()),
            ("aan", &wie(&app, "Piet Smit").await),
            ("vanaf", "2026-11-23"),
            ("tot", "2026-12-04"),
            ("hoe", "waarneming"),
            ("reden", "verlof"),
            ("wat", "alles"),
            ("verwacht", "3"),
            ("stap", "doen"),
        ];
        petra.post("/overnames/nieuw", &waarneming).await.expect(303);
        piet.get(&pad).await.expect_text("Ex-gedetineerden");
        stil(&petra).await;
        app.het_is("2026-12-05T08:00:00Z");
        stil(&app.log_in("p.smit").await).await;
        // The log says that something was recorded, not what; the table does not say it either.
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 10_000).await.unwrap();
        assert!(regels.iter().any(|regel| regel.handeling == "doelgroep.vastgelegd"));
        assert!(regels.iter().all(|regel| !regel.details.contains("gedetineerde")));
        assert!(regels.iter().all(|regel| !regel.details.contains("beschermd")), "that would say as much");
    }
}

/// A page without what is drawn anew each time: ids of forms and tokens.
fn zonder_toeval(page: &str) -> String {
    let mut delen = page.split("value=\"");
    let mut uit = delen.next().unwrap_or_default().to_owned();
    for deel in delen {
        let (waarde, rest) = deel.split_once('"').unwrap_or((deel, ""));
        let toeval = waarde.len() >= 32 && waarde.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        uit.push_str(if toeval { "value=…" } else { waarde });
        uit.push_str(rest);
    }
    uit
}

async fn wie(app: &TestApp, naam: &str) -> String {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    alle.into_iter().find(|g| g.naam == naam).unwrap().id.to_string()
}
