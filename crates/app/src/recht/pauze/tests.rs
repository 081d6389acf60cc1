//! Johan works at the garden centre for the season. Nadia pauses his benefit, and knows in time when that ends.

use analysis::evaluatie::{Evaluatie, evalueer};
use domain::{
    cohort::{Cohort, Omgeving},
    gemeente::Gemeente,
    id::ProjectId,
    pauze::PauzeStand,
    project::{Deelname, Project, Rapportvorm},
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::civil::{Date, date};
use storage::pauze::Gevonden;
use uuid::Uuid;

use crate::testing::{Antwoord, Browser, TestApp, both};

const ID: &str = "01890000-0000-7000-8000-000000000001";
const ANDER: &str = "01890000-0000-7000-8000-000000000002";

/// From 1 September up to and including 30 November 2026; back on 1 December at the latest.
const FORM: [(&str, &str); 5] =
    [("id", ID), ("werk", "ja"), ("eerste_dag", "2026-09-01"), ("werkgever", "Tuincentrum De Vries"), ("uren", "32")];

/// The form with one field as given.
fn met<'a>(naam: &str, waarde: &'a str) -> Vec<(&'a str, &'a str)> {
    FORM.into_iter().map(|(is, eerder)| if is == naam { (is, waarde) } else { (is, eerder) }).collect()
}

fn pad(app: &TestApp) -> String {
    format!("/klanten/{}/pauze", app.johan)
}

/// Johan's benefit is paused since 1 September. Gives the address of its steps.
async fn begonnen(app: &TestApp, nadia: &Browser<'_>) -> String {
    nadia.get(&pad(app)).await.expect_text("Uitkeringspauze beginnen");
    let naar = nadia.post(&pad(app), &FORM).await.expect(303).naar;
    nadia.get(&naar).await.expect_text("De uitkeringspauze is vastgelegd.");
    format!("/pauzes/{ID}")
}

async fn stap(nadia: &Browser<'_>, versie: &str, stap: &str, velden: &[(&str, &str)]) -> Antwoord {
    let mut form = vec![("versie", versie), ("stap", stap)];
    form.extend(velden);
    nadia.post(&format!("/pauzes/{ID}"), &form).await
}

async fn gevonden(app: &TestApp) -> Gevonden {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::pauze::find(&mut reader, ID.parse().unwrap()).await.unwrap().unwrap()
}

async fn uitkering(app: &TestApp) -> Uitkering {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap().remove(0)
}

/// The last day of Johan's benefit and why it ended; nothing while it runs.
async fn einde(app: &TestApp) -> Option<(Date, String)> {
    match uitkering(app).await.stand {
        UitkeringStand::Lopend => None,
        UitkeringStand::Beeindigd(einde) => Some((einde.datum, einde.reden.to_string())),
    }
}

#[tokio::test]
async fn a_pause_that_returns_and_was_warned_before() {
    for app in both().await {
        app.het_is("2026-11-15T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        let johan = format!("/klanten/{}", app.johan);
        let page = nadia.get(&johan).await.expect_text("Uitkeringspauze tot en met 30 november 2026.");
        page.says("utrecht-alert--info").says(&format!("<a href=\"{}\">Pauze en inkomsten</a>", pad(&app)));
        let page = nadia.get("/vandaag").await.expect(200);
        assert!(!page.text.contains("Uitkeringspauzes die aflopen"), "fifteen days before nobody is bothered");
        let page = nadia.get(&pad(&app)).await.expect_text("tot en met 1 december 2026 terugkomen");
        page.says("Tuincentrum De Vries").says("met 31 augustus 2026 als laatste dag");

        app.het_is("2026-11-16T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("Uitkeringspauzes die aflopen").says("laatste dag maandag 30 november");
        let page = nadia.get(&johan).await.expect_text("Bespreek of de klant terugkomt.");
        page.says("utrecht-alert--warning");
        nadia.get(&pad(&app)).await.expect_text("De pauze eindigt over 14 dagen.");
        let piet = app.log_in("p.smit").await;
        assert!(!piet.get("/vandaag").await.expect(200).text.contains("Uitkeringspauzes"), "not his client");

        app.het_is("2026-12-01T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&johan).await.expect_text("utrecht-alert--error").says("voorbij. Leg vast");
        nadia.get("/vandaag").await.expect_text("laatste dag was maandag 30 november").says("Voorbij");
        let page = nadia.get(&pad(&app)).await.expect_text("Komt de klant vandaag terug");
        assert!(!page.text.contains("Uitkering beëindigen door werk"), "he can still come back");
        stap(&nadia, "1", "uitlopen", &[]).await.expect(409).says("30 nov 2026");
        let naar = stap(&nadia, "1", "terugkeren", &[("terug_op", "2026-12-01")]).await.expect(303).naar;
        let page = nadia.get(&naar).await.expect_text("de uitkering loopt door").says("Ongedaan maken");
        page.says("Weer uitkering vanaf 1 december 2026.").says("Uitkeringspauze beginnen");
        assert_eq!(gevonden(&app).await.pauze.stand, PauzeStand::Teruggekeerd { vanaf: date(2026, 12, 1) });
        assert_eq!(einde(&app).await, None, "the same benefit runs on");
        let page = nadia.get(&johan).await.expect(200);
        assert!(!page.text.contains("Uitkeringspauze tot en met"));

        // The return was a mistake.
        let naar = stap(&nadia, "2", "herstellen", &[]).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("de pauze loopt weer");
        assert_eq!(gevonden(&app).await.pauze.stand, PauzeStand::Loopt);
    }
}

#[tokio::test]
async fn a_pause_that_runs_out_ends_the_benefit_by_work() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        app.het_is("2026-12-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&pad(&app)).await.expect_text("Kwam de klant uiterlijk op 1 december 2026 terug?");
        page.says("Uitkering beëindigen door werk");
        let naar = stap(&nadia, "1", "uitlopen", &[]).await.expect(303).naar;
        let page = nadia.get(&naar).await.expect_text("de uitkering is beëindigd door werk");
        page.says("Einde van de uitkering bekijken").says("Er loopt geen uitkering om te onderbreken.");
        assert_eq!(einde(&app).await, Some((date(2026, 8, 31), "werk".to_owned())), "not the last day of the pause");
        stap(&nadia, "1", "uitlopen", &[]).await.expect(409);
        stap(&nadia, "2", "herstellen", &[]).await.expect(409).says("Draai dat einde terug");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let log = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        let acts: Vec<&str> = log.iter().map(|line| line.handeling.as_str()).collect();
        for act in ["pauze.begonnen", "pauze.uitgelopen", "uitkering.beeindigd"] {
            assert_eq!(acts.iter().filter(|is| **is == act).count(), 1, "{act}");
        }
        assert!(log.iter().all(|line| !line.details.contains("Tuincentrum")), "no free text in the log");
        drop(reader);

        // The end is undone, and the pause with it: whether he came back is then still to be decided.
        let is = uitkering(&app).await;
        let versie = is.versie.to_string();
        nadia.post(&format!("/uitkeringen/{}/herstellen", is.id), &[("versie", &versie)]).await.expect(303);
        assert_eq!(gevonden(&app).await.pauze.stand, PauzeStand::Loopt);
        assert_eq!(einde(&app).await, None);
        let naar = stap(&nadia, "3", "terugkeren", &[("terug_op", "2026-12-01")]).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("Weer uitkering vanaf 1 december 2026.");
    }
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        for (veld, waarde, tekst) in [
            ("werk", "nee", "alleen voor betaald werk"),
            ("werk", "", "Kies of het door betaald werk is."),
            ("eerste_dag", "31-2-2026", "bestaande datum"),
            ("eerste_dag", "2026-11-24", "ligt in de toekomst"),
            ("eerste_dag", "2020-09-01", "begint na de eerste dag van de uitkering"),
            ("uren", "0", "van 1 tot en met 60"),
            ("uren", "61", "van 1 tot en met 60"),
        ] {
            let page = nadia.post(&pad(&app), &met(veld, waarde)).await.expect(422);
            page.says(&format!("id=\"fout-{veld}\"")).says(tekst).says("Tuincentrum De Vries");
        }
        begonnen(&app, &nadia).await;
        nadia.post(&pad(&app), &FORM).await.expect(303);
        nadia.post(&pad(&app), &met("uren", "20")).await.expect(409).says("al verstuurd");
        let een = |tekst: &str| format!("Er is al een pauze vanaf {tekst}");
        nadia.post(&pad(&app), &met("id", ANDER)).await.expect(422).says(&een("1 sep 2026"));
        for (dag, tekst) in [
            ("2026-09-01", "na de eerste dag van de pauze"),
            ("2026-11-24", "ligt in de toekomst"),
            ("nooit", "bestaande datum"),
        ] {
            let page = stap(&nadia, "1", "terugkeren", &[("terug_op", dag)]).await.expect(422);
            page.says("id=\"fout-terug_op\"").says(tekst);
        }
        stap(&nadia, "1", "intrekken", &[("intrekking", " ")]).await.expect(422).says("id=\"fout-intrekking\"");
        stap(&nadia, "1", "toveren", &[]).await.expect(403);

        // Longer than three months: back on the day after the last day at the latest.
        app.het_is("2026-12-10T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        let laat = stap(&nadia, "1", "terugkeren", &[("terug_op", "2026-12-02")]).await.expect(422);
        laat.says("id=\"fout-terug_op\"").says("De pauze duurde tot en met 30 nov 2026");
        stap(&nadia, "1", "terugkeren", &[("terug_op", "2026-12-01")]).await.expect(303);
        // A second one at once: there must be a day of benefit between.
        let meteen = [("id", ANDER), ("werk", "ja"), ("eerste_dag", "2026-12-01"), ("uren", "32")];
        nadia.post(&pad(&app), &meteen).await.expect(422).says(&een("1 sep 2026"));
        let later = [("id", ANDER), ("werk", "ja"), ("eerste_dag", "2026-12-02"), ("uren", "32")];
        nadia.post(&pad(&app), &later).await.expect(303);
        stap(&nadia, "2", "herstellen", &[]).await.expect(409).says("Daarna begon een nieuwe pauze");
    }
}

#[tokio::test]
async fn a_pause_that_was_a_mistake_is_taken_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        stap(&nadia, "7", "intrekken", &[("intrekking", "Verkeerde klant.")]).await.expect(409);
        let naar = stap(&nadia, "1", "intrekken", &[("intrekking", "Verkeerde klant.")]).await.expect(303).naar;
        nadia
            .get(&naar)
            .await
            .expect_text("de uitkering liep door")
            .says("Ingetrokken op 23 november 2026: Verkeerde klant.");
        // It was never there: another may begin on the same day.
        nadia.post(&pad(&app), &met("id", ANDER)).await.expect(303);
        stap(&nadia, "2", "terugkeren", &[("terug_op", "2026-11-20")]).await.expect(409).says("ingetrokken");
    }
}

#[tokio::test]
async fn two_clicks_begin_one_pause_and_end_it_once() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        let johan = pad(&app);
        let (one, two) = tokio::join!(nadia.post(&johan, &FORM), nadia.post(&johan, &FORM));
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
        let back = [("terug_op", "2026-11-20")];
        let (one, two) = tokio::join!(stap(&nadia, "1", "terugkeren", &back), stap(&nadia, "1", "terugkeren", &back));
        let mut answers = [one.status.as_u16(), two.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409]);
    }
}

#[tokio::test]
async fn a_benefit_that_ended_otherwise_makes_the_pause_out_of_date() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        let is = uitkering(&app).await.id.to_string();
        let form = [("uitkering", is.as_str()), ("versie", "1"), ("reden", "werk"), ("einddatum", "2026-10-15")];
        nadia.post(&format!("/klanten/{}/uitkering/beeindigen", app.johan), &form).await.expect(303);
        nadia.get(&format!("/klanten/{}", app.johan)).await.expect_text("de uitkeringspauze staat nog open");
        nadia
            .get(&pad(&app))
            .await
            .expect_text("De uitkering is intussen beëindigd, met 15 oktober 2026 als laatste dag.");
        let te_laat = [("terug_op", "2026-10-16")];
        stap(&nadia, "1", "terugkeren", &te_laat).await.expect(409).says("geen uitkering om in terug te keren");
        app.het_is("2026-12-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        stap(&nadia, "1", "uitlopen", &[]).await.expect(409).says("al beëindigd");
        assert_eq!(gevonden(&app).await.pauze.stand, PauzeStand::Loopt, "nothing of it was written");
        stap(&nadia, "1", "terugkeren", &[("terug_op", "2026-10-01")]).await.expect(303);
    }
}

/// What a project of this year with Johan in it brought, as known on the last day of 2026.
async fn evaluatie(app: &TestApp, id: ProjectId) -> Evaluatie {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let project = storage::project::find(&mut reader, "proef").await.unwrap().unwrap();
    assert_eq!(project.id, id);
    let cohort = storage::project::cohort(&mut reader, project, date(2026, 12, 31)).await.unwrap();
    evalueer(&cohort, date(2026, 12, 31)).unwrap()
}

async fn proef(app: &TestApp) -> ProjectId {
    let id = ProjectId::from(Uuid::from_u128(7));
    let project = Project {
        id,
        code: "proef".to_owned(),
        naam: "Proef".to_owned(),
        doel: "Iedereen spreken.".to_owned(),
        start: date(2026, 1, 1),
        einde: date(2026, 12, 31),
        peildatum: date(2026, 12, 31),
        vorm: Rapportvorm::Uitstroom,
        uit_caseload_van: None,
        bron: "Raadsstuk".to_owned(),
    };
    let cohort = Cohort {
        project,
        deelnemers: Vec::new(),
        rubrieken: Vec::new(),
        uren: Vec::new(),
        facturen: Vec::new(),
        caseloadnormen: Vec::new(),
        contacturen: Vec::new(),
        omgeving: Omgeving::default(),
    };
    let deelname = Deelname { klant: app.johan, uitkering: uitkering(app).await.id, geselecteerd: date(2026, 1, 1) };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::project::insert(&mut writer, &cohort).await.unwrap();
    storage::bulk::insert_deelnames(&mut writer, id, &[deelname]).await.unwrap();
    writer.commit(app.regel("project.ingevoerd"), &[]).await.unwrap();
    id
}

#[tokio::test]
async fn a_pause_is_neither_outflow_nor_inflow_until_it_runs_out() {
    for app in both().await {
        let project = proef(&app).await;
        let zonder = evaluatie(&app, project).await;
        assert_eq!(zonder.uitstroom.beeindigd, 0);
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        assert_eq!(evaluatie(&app, project).await, zonder, "while it runs");
        stap(&nadia, "1", "terugkeren", &[("terug_op", "2026-11-20")]).await.expect(303);
        assert_eq!(evaluatie(&app, project).await, zonder, "back again");
        stap(&nadia, "2", "herstellen", &[]).await.expect(303);

        app.het_is("2026-12-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad(&app)).await.expect(200);
        assert_eq!(evaluatie(&app, project).await, zonder, "past, and nobody decided");
        stap(&nadia, "3", "uitlopen", &[]).await.expect(303);
        let met = evaluatie(&app, project).await;
        assert_eq!(met.uitstroom.beeindigd, 1, "one end");
        assert_eq!(met.uitstroom.zonder_reden.teller, 0);
        assert_eq!(met.instroom, zonder.instroom, "and nobody came in");
        assert_eq!(einde(&app).await, Some((date(2026, 8, 31), "werk".to_owned())));
    }
}

/// Petra lets Piet stand in for Nadia, for Johan only.
async fn piet_neemt_waar(app: &TestApp) {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    drop(reader);
    let piet = alle.into_iter().find(|is| is.naam == "Piet Smit").unwrap().id.to_string();
    let (nadia, johan) = (app.nadia.to_string(), app.johan.to_string());
    let form = [
        ("id", "01939e6c-0000-7000-8000-0000000000a1"),
        ("van", nadia.as_str()),
        ("aan", piet.as_str()),
        ("vanaf", "2026-11-23"),
        ("tot", "2026-12-04"),
        ("hoe", "waarneming"),
        ("reden", "verlof"),
        ("wat", "deel"),
        ("verwacht", "3"),
        ("stap", "doen"),
        ("klant", johan.as_str()),
    ];
    let petra = app.log_in("p.devries").await;
    petra.get("/overnames").await.expect(200);
    petra.post("/overnames/nieuw", &form).await.expect(303);
}

#[tokio::test]
async fn who_stands_in_is_warned_too() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let samira =
            storage::klant::find_by_number(&mut reader, &"104-2218".parse().unwrap()).await.unwrap().unwrap().id;
        drop(reader);
        nadia.post(&format!("/klanten/{samira}/pauze"), &met("id", ANDER)).await.expect(303);
        let af = |page: &Antwoord| page.text.matches("Uitkeringspauze vanaf 1 sep 2026").count();
        let piet = app.log_in("p.smit").await;
        assert_eq!(af(&piet.get("/vandaag").await.expect(200)), 0);
        piet_neemt_waar(&app).await;
        assert_eq!(af(&piet.get("/vandaag").await.expect_text("Johan van der Meer")), 1, "not that of Samira");
        assert_eq!(af(&nadia.get("/vandaag").await.expect(200)), 2, "she keeps hers");
        app.het_is("2026-12-05T09:00:00Z");
        let piet = app.log_in("p.smit").await;
        assert_eq!(af(&piet.get("/vandaag").await.expect(200)), 0, "his turn is over");
    }
}

#[tokio::test]
async fn who_may_see_and_do_this() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        begonnen(&app, &nadia).await;
        let petra = app.log_in("p.devries").await;
        petra.get(&pad(&app)).await.expect_text("Tuincentrum De Vries");
        let terug = [("versie", "1"), ("stap", "terugkeren"), ("terug_op", "2026-11-20")];
        for login in ["s.bakker", "beheer", "k.yildiz", "r.hendriks"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            let page = browser.get(&pad(&app)).await.expect(403);
            assert!(!page.text.contains("Tuincentrum"), "{login}");
            browser.post(&pad(&app), &FORM).await.expect(403);
            browser.post(&format!("/pauzes/{ID}"), &terug).await.expect(403);
        }
        let trudy = app.log_in("t.paap").await;
        trudy.get(&pad(&app)).await.expect(404);
        trudy.post(&pad(&app), &met("id", ANDER)).await.expect(404);
        trudy.post(&format!("/pauzes/{ID}"), &terug).await.expect(404);
        nadia.get(&format!("/klanten/{}/pauze", app.tine)).await.expect(404);
        assert_eq!(gevonden(&app).await.pauze.versie, 1);
        stap(&petra, "1", "terugkeren", &[("terug_op", "2026-11-20")]).await.expect(303);
    }
}
