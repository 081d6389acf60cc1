//! The evaluation finds the figures of the council's papers, and Sanne, who advises on policy, shows them.

use std::path::Path;

use domain::{
    cohort::{Cohort, Omgeving},
    gemeente::Gemeente,
    id::ProjectId,
    logboek::{Doel, Regel},
    project::{Deelname, Project, Rapportvorm},
};
use jiff::civil::{Date, date};
use serde_json::Value;
use storage::{
    Database, DatabaseUrl, bulk,
    sleutels::{Geheim, Sleutels},
};
use uuid::Uuid;

use super::{actions, onderdelen::onderdelen, werkblad};
use crate::{
    demo::{self, DemoGemeente, DemoProject, Opties},
    omgeving::Omgeving as Klok,
    testing::{NU, TestApp, both},
};

const VANDAAG: Date = date(2026, 11, 23);

fn regel(handeling: &'static str) -> Regel {
    Regel {
        moment: NU.parse().unwrap(),
        gebruiker: None,
        handeling,
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: "{}".to_owned(),
    }
}

/// A project as it is stored, without its participants.
fn kaal(demo: &DemoProject) -> Cohort {
    Cohort {
        project: demo.project.clone(),
        deelnemers: Vec::new(),
        rubrieken: demo.rubrieken.clone(),
        uren: demo.uren.clone(),
        facturen: demo.facturen.clone(),
        caseloadnormen: demo.caseloadnormen.clone(),
        contacturen: demo.contacturen.clone(),
        omgeving: Omgeving::default(),
    }
}

/// The synthetic Haarlem in a database of its own.
async fn haarlem(gemeente: &DemoGemeente, bestand: &Path) -> Database {
    let url = DatabaseUrl::Sqlite(bestand.to_owned());
    let database = Database::connect(&url, Sleutels::new(&Geheim::new([7; 32])), true).await.unwrap();
    database.migrate().await.unwrap();
    storage::gemeente::check_key(&database).await.unwrap();
    let mut writer = database.write(gemeente.gemeente).await.unwrap();
    storage::gemeente::insert(&mut writer, gemeente.naam).await.unwrap();
    for (id, naam) in &gemeente.teams {
        storage::gebruiker::insert_team(&mut writer, *id, naam).await.unwrap();
    }
    for gebruiker in &gemeente.gebruikers {
        storage::gebruiker::insert(&mut writer, gebruiker, "-").await.unwrap();
    }
    for code in &gemeente.codes {
        storage::codelijst::insert(&mut writer, code).await.unwrap();
    }
    let (dossiers, nu) = (gemeente.dossiers().collect::<Vec<_>>(), NU.parse().unwrap());
    bulk::insert_dossiers(&mut writer, &dossiers, nu, &regel("klant.ingevoerd")).await.unwrap();
    for project in &gemeente.projecten {
        storage::project::insert(&mut writer, &kaal(project)).await.unwrap();
        bulk::insert_deelnames(&mut writer, project.project.id, &project.deelnames).await.unwrap();
    }
    bulk::commit(writer).await.unwrap();
    database
}

/// What the papers say, key by key; the same files against which a finished build is held.
fn papier(code: &str) -> Value {
    let text = match code {
        "pilot-300" => include_str!("../../../../golden/pilot-300.json"),
        _ => include_str!("../../../../golden/ik-doe-mee.json"),
    };
    serde_json::from_str::<Value>(text).unwrap()["cijfers"].take()
}

/// From registrations in a database, through the same function as page and command line, to the papers' figures; and in
/// every form the same ones.
#[tokio::test]
async fn the_papers_figures_come_out_of_the_registrations() {
    let demo = demo::haarlem(&Opties { klanten: 1, zaad: 392, vandaag: VANDAAG });
    let gemeente = &demo.gemeenten[0];
    let bestand = std::env::temp_dir().join(format!("kb_project_{}.db", Klok::machine().nieuw_id::<Uuid>().simple()));
    let database = haarlem(gemeente, &bestand).await;
    for DemoProject { project, .. } in &gemeente.projecten {
        let reader = database.read(gemeente.gemeente).await.unwrap();
        let uitslag = actions::evalueer(reader, project.clone(), project.peildatum, VANDAAG).await.unwrap();
        let mut rapport = uitslag.evaluatie.rapport_json();
        for uitleg in ["definities", "waarschuwingen"] {
            let uitleg = rapport.as_object_mut().unwrap().remove(uitleg).unwrap();
            assert!(!uitleg.as_array().unwrap().is_empty(), "no number without its meaning");
        }
        assert_eq!(rapport, papier(&project.code), "{}", project.code);
        // Counting on a later day changes nothing of what was.
        let reader = database.read(gemeente.gemeente).await.unwrap();
        let later = actions::evalueer(reader, project.clone(), project.peildatum, date(2027, 6, 1)).await.unwrap();
        assert_eq!(later.evaluatie, uitslag.evaluatie);
        gelijk_in_elke_vorm(&uitslag);
    }
    database.close().await;
    std::fs::remove_file(bestand).unwrap();
}

/// Page, spreadsheet and paper print the same parts; the spreadsheet has a row for each number.
fn gelijk_in_elke_vorm(uitslag: &actions::Uitslag) {
    let delen = onderdelen(uitslag);
    let cijfers: usize = delen.iter().flat_map(|deel| deel.tabel.met_totaal()).map(|rij| rij.cellen.len()).sum();
    assert_eq!(werkblad::rijen(uitslag).len(), cijfers);
    for rij in delen.iter().flat_map(|deel| deel.tabel.met_totaal().map(move |rij| (deel, rij))) {
        assert_eq!(rij.1.cellen.len(), rij.0.tabel.kolommen.len(), "{}: {}", rij.0.titel, rij.1.naam);
    }
    // Every term at a column or a row is one that the report defines.
    let termen: Vec<&str> = uitslag.evaluatie.definities.iter().map(|d| d.term.as_str()).collect();
    let gebruikt = delen.iter().flat_map(|deel| {
        let van_rij = deel.tabel.met_totaal().map(|rij| rij.term);
        deel.tabel.kolommen.iter().map(|kolom| kolom.term).chain(van_rij)
    });
    for term in gebruikt.filter(|term| !term.is_empty()) {
        assert!(termen.contains(&term), "{term} is not defined");
    }
    // No warning is lost between the parts, but for those that stand before all numbers.
    let bij_delen: usize = delen.iter().map(|deel| deel.let_op.len()).sum();
    assert_eq!(bij_delen, uitslag.evaluatie.waarschuwingen.len() - 1, "all but the missing comparison group");
    let pdf = documents::pdf::rapport(&super::rapport::rapport(uitslag, "Haarlem", VANDAAG)).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

/// A project of this year with Johan in it.
async fn proef(app: &TestApp) -> ProjectId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let johan = storage::klant::dossier(&mut reader, app.johan).await.unwrap().unwrap();
    drop(reader);
    let id = ProjectId::from(Klok::machine().nieuw_id::<Uuid>());
    let project = Project {
        id,
        code: "proef".to_owned(),
        naam: "Proef aan zee".to_owned(),
        doel: "Iedereen spreken.".to_owned(),
        start: date(2026, 1, 1),
        einde: date(2026, 12, 31),
        peildatum: date(2027, 1, 1),
        vorm: Rapportvorm::Uitstroom,
        uit_caseload_van: None,
        bron: "Raadsstuk <2026>".to_owned(),
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
    let deelname = Deelname { klant: app.johan, uitkering: johan.uitkeringen[0].id, geselecteerd: date(2026, 1, 1) };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::project::insert(&mut writer, &cohort).await.unwrap();
    bulk::insert_deelnames(&mut writer, id, &[deelname]).await.unwrap();
    writer.commit(regel("project.ingevoerd"), &[]).await.unwrap();
    id
}

#[tokio::test]
async fn sanne_looks_at_a_project_and_takes_the_report_along() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        sanne.get("/projecten").await.expect_text("Nog geen projecten");
        let id = proef(&app).await;
        sanne.get("/projecten").await.expect_text("Proef aan zee").says("Loopt").says("23 nov 2026");
        let page = sanne.get("/projecten/proef").await.expect_text("<b>23 november 2026</b> · tussenstand");
        let page = page.says("Er is geen vergelijkingsgroep vastgelegd.").says("saldo · de kosten zijn onbekend");
        for naam in ["Johan", "Meer", "104-2217"] {
            assert!(!page.text.contains(naam), "{naam}: nobody can be recognised");
        }
        sanne.get("/projecten/proef?peildatum=1-7-2026").await.expect_text("<b>1 juli 2026</b>");

        let pdf = sanne.get("/projecten/proef/rapport.pdf?peildatum=2026-07-01").await.expect(200);
        assert!(pdf.text.starts_with("%PDF-"));
        assert_eq!(pdf.headers["content-disposition"], "attachment; filename=\"evaluatie-proef-2026-07-01.pdf\"");
        sanne.get("/projecten/proef/cijfers.csv").await.expect_text("Onderdeel;Regel;Cijfer");
        sanne.get("/projecten/proef/cijfers.xlsx").await.expect(200);

        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, id.uuid()).await.unwrap();
        let details: Vec<&str> = regels.iter().map(|regel| regel.details.as_str()).collect();
        assert!(details.contains(&r#"{"peildatum":"2026-07-01","project":"proef","vorm":"pdf"}"#), "{details:?}");
        assert_eq!(details.len(), 3, "one line per file, none for looking at numbers without people");
        assert!(regels.iter().all(|regel| regel.handeling == "project.rapport_gemaakt"));
    }
}

#[tokio::test]
async fn a_wrong_reference_date_is_told_at_the_field_and_the_page_stays() {
    let app = TestApp::sqlite().await;
    proef(&app).await;
    let sanne = app.log_in("s.bakker").await;
    for (peildatum, melding) in [
        ("31-02-2026", "‘31-02-2026’ is geen datum. Schrijf de peildatum als 1-1-2019."),
        ("", "Vul een peildatum in, bijvoorbeeld 1-1-2019."),
        (
            "2025-12-31",
            "Op de peildatum 31 dec 2025 is het project nog niet begonnen; kies een peildatum vanaf 1 jan 2026.",
        ),
        ("2026-11-24", "kies een peildatum tot en met vandaag, 23 november 2026."),
        ("%3Cscript%3E", "is geen datum"),
    ] {
        let page = sanne.get(&format!("/projecten/proef?peildatum={peildatum}")).await.expect(422).says(melding);
        let page = page.says("1 fout: Proef aan zee").says("aria-invalid=\"true\"").says("<b>23 november 2026</b>");
        assert!(!page.text.contains("<script>"));
        sanne
            .get(&format!("/projecten/proef/rapport.pdf?peildatum={peildatum}"))
            .await
            .expect(422)
            .says("Dit kan niet");
    }
}

#[tokio::test]
async fn a_project_of_another_town_or_of_nobody_does_not_exist() {
    let app = TestApp::sqlite().await;
    proef(&app).await;
    let (sanne, trudy, beheer) = (app.log_in("s.bakker").await, app.log_in("t.paap").await, app.log_in("beheer").await);
    trudy.get("/projecten").await.expect_text("Nog geen projecten");
    for einde in ["", "/rapport.pdf", "/cijfers.xlsx", "/cijfers.csv"] {
        trudy.get(&format!("/projecten/proef{einde}")).await.expect(404);
        sanne.get(&format!("/projecten/niets{einde}")).await.expect(404);
        beheer.get(&format!("/projecten/proef{einde}")).await.expect(403);
    }
}

/// Before the first day there is nothing to show, also not on the usual date.
#[tokio::test]
async fn a_project_that_has_not_begun_says_so() {
    let app = TestApp::sqlite().await;
    proef(&app).await;
    app.het_is("2025-11-23T08:30:00Z");
    let sanne = app.log_in("s.bakker").await;
    sanne.get("/projecten/proef").await.expect(422).says("Nog geen cijfers").says("nog niet begonnen");
}
