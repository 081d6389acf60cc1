//! Lena left the benefit in 2015. The administrator and Bea destroy her dossier, and can show that they did.

use domain::{
    cohort::{Cohort, Omgeving},
    datum::Periode,
    dossier::Dossier,
    gebruiker::Rol,
    gemeente::Gemeente,
    id::{KlantId, ProjectId, VernietigingslijstId},
    onderzoek::{Aanleiding, Belang, Onderzoek, OnderzoekStand, Uitkomst},
    project::{Deelname, Project, Rapportvorm},
    uitkering::{Einde, Uitkering, UitkeringStand},
    verwijzing::Verwijzing,
};
use jiff::civil::date;
use storage::{
    onderzoek::Nieuw,
    vernietigingslijst::{self as opslag, Opgesomd},
};
use uuid::Uuid;

use super::ga_verder;
use crate::testing::{Antwoord, Browser, TestApp, both};

const LIJST: &str = "01890000-0000-7000-8000-000000000001";
const PAD: &str = "/bewaren/lijsten/01890000-0000-7000-8000-000000000001";

/// The benefit ran from 2010 up to and including 31 January 2015.
fn oud(dossier: &mut Dossier) {
    let einde =
        Einde { datum: date(2015, 1, 31), reden: "werk".parse().unwrap(), toelichting: "Bij de bakker.".into() };
    dossier.uitkeringen[0].datum_ingang = date(2010, 1, 1);
    dossier.uitkeringen[0].stand = UitkeringStand::Beeindigd(einde);
    dossier.toewijzingen[0].periode = Periode { van: date(2010, 1, 1), tot_en_met: Some(date(2015, 1, 31)) };
}

async fn stap(browser: &Browser<'_>, versie: &str, stap: &str, rest: &[(&str, &str)]) -> Antwoord {
    let mut form = vec![("versie", versie), ("stap", stap)];
    form.extend_from_slice(rest);
    browser.post(PAD, &form).await
}

async fn opgesteld(app: &TestApp) -> (Browser<'_>, Browser<'_>) {
    app.voeg_gebruiker_toe("b.winter", "Bea Winter", Rol::Beheerder).await;
    let (beheer, bea) = (app.log_in("beheer").await, app.log_in("b.winter").await);
    beheer.get("/bewaren").await.expect(200);
    bea.get("/bewaren").await.expect(200);
    beheer.post("/bewaren/lijsten", &[("id", LIJST)]).await.expect(303);
    (beheer, bea)
}

async fn gevonden(app: &TestApp) -> opslag::Gevonden {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    opslag::find(&mut reader, LIJST.parse().unwrap()).await.unwrap().unwrap()
}

/// Whether there is such a client.
async fn bestaat(app: &TestApp, klant: KlantId) -> bool {
    storage::klant::find(&mut app.database.read(Gemeente::HAARLEM).await.unwrap(), klant).await.unwrap().is_some()
}

#[tokio::test]
async fn a_dossier_goes_by_two_people_and_the_chain_of_the_log_holds() {
    for app in both().await {
        let id = app.omgeving.nieuw_id();
        let lena = app
            .voeg_klant_toe(|dossier| {
                oud(dossier);
                dossier.verwijzingen.push(Verwijzing {
                    id,
                    klant: dossier.klant.id,
                    voorziening: "taalcursus".parse().unwrap(),
                    aanbieder: "Taalhuis".to_owned(),
                    verwezen: date(2012, 1, 1),
                    gestart: Some(date(2012, 2, 1)),
                    beeindigd: Some(date(2012, 8, 1)),
                });
            })
            .await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&format!("/klanten/{lena}")).await.expect(200);
        let beheer = app.log_in("beheer").await;

        // A track is no part of the selection list: first the archivist says how long it is kept.
        let page = beheer.get("/bewaren").await.expect_text("Er is nu niets te vernietigen");
        page.says("1 dossier bevat een traject of keuring waarvan de archivaris");
        beheer.post("/bewaren/lijsten", &[("id", LIJST)]).await.expect(409).says("niets te vernietigen");
        let toets = |op| [("soort", "reintegratie"), ("op", op), ("kenmerk", "ARCH-2026-17")];
        let page = beheer.post("/bewaren/toetsen", &toets("2026-11-24")).await.expect(422);
        page.says("id=\"fout-op\"").says("ligt in de toekomst").says("ARCH-2026-17");
        beheer.post("/bewaren/toetsen", &[("soort", "handhaving"), ("op", "2026-11-20")]).await.expect(422);
        beheer.post("/bewaren/toetsen", &toets("2026-11-20")).await.expect(303);
        beheer.post("/bewaren/toetsen", &toets("2026-11-20")).await.expect(303);
        beheer.post("/bewaren/toetsen", &toets("2026-11-19")).await.expect(409).says("al verstuurd");
        beheer
            .get("/bewaren")
            .await
            .expect_text("1 stuk kan op een lijst")
            .says("20 november 2026, kenmerk ARCH-2026-17");

        let (beheer, bea) = opgesteld(&app).await;
        beheer.post("/bewaren/lijsten", &[("id", LIJST)]).await.expect(303);
        let ander = [("id", "01890000-0000-7000-8000-000000000002")];
        beheer.post("/bewaren/lijsten", &ander).await.expect(409).says("er is niets te vernietigen");
        let page = beheer.get(PAD).await.expect_text("U stelde deze lijst op").says("400-0001");
        assert!(!page.text.contains("Visser") && !page.text.contains("999994931"), "by number only");
        assert!(!page.text.contains("Lijst bevestigen"), "not by who drew it up");
        stap(&beheer, "1", "bevestigen", &[]).await.expect(409).says("vraag een collega");
        stap(&beheer, "1", "vernietigen", &[]).await.expect(409);
        bea.get(PAD).await.expect_text("Lijst bevestigen");
        stap(&bea, "7", "bevestigen", &[]).await.expect(409);
        stap(&bea, "1", "toveren", &[]).await.expect(403);
        bea.get(&format!("{PAD}/verklaring")).await.expect(404);
        stap(&bea, "1", "bevestigen", &[]).await.expect(303);
        bea.get(PAD).await.expect_text("Nu vernietigen");
        assert!(bestaat(&app, lena).await, "nothing is destroyed by agreeing");
        stap(&bea, "2", "vernietigen", &[]).await.expect(303);
        assert!(!bestaat(&app, lena).await);
        // Pressed again: there is nothing left to do.
        stap(&bea, "2", "vernietigen", &[]).await.expect(303);

        bea.get(PAD).await.expect_text("uitgevoerd op 23 november 2026");
        let page = bea.get(&format!("{PAD}/verklaring")).await.expect_text("uitkering verstrekt");
        let page = page.says("8.1").says("10 jaar na het einde van de uitkering").says("Bea Winter, 23 november 2026");
        assert!(!page.text.contains("400-0001") && !page.text.contains("Lena"), "no client is named");
        let pdf = bea.get(&format!("{PAD}/verklaring/pdf")).await.expect(200);
        assert!(pdf.bytes.starts_with(b"%PDF"));
        nadia.get(&format!("/klanten/{lena}")).await.expect(404);
        nadia.post("/zoeken", &[("q", "Visser")]).await.expect_text("Niemand gevonden");
        nadia.post("/zoeken", &[("q", "999994931")]).await.expect_text("Niemand gevonden");

        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().expect("the chain holds");
        let log = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        let about = || log.iter().filter(|line| line.klant == Some(lena));
        assert!(about().count() > 0 && about().all(|line| line.details.is_empty()));
        let count = |handeling: &str| log.iter().filter(|line| line.handeling == handeling).count();
        for handeling in ["voorgesteld", "bevestigd", "begonnen", "uitgevoerd"] {
            assert_eq!(count(&format!("vernietigingslijst.{handeling}")), 1, "{handeling}");
        }
        assert_eq!(count("logboek.gewist"), 1);
        drop(reader);
        storage::inzage::verify(&app.database, Gemeente::HAARLEM).await.unwrap().expect("that of looks as well");
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        assert!(seen.iter().any(|line| line.handeling == "vernietigingslijst.getoond" && line.klanten == [lena]));
    }
}

#[tokio::test]
async fn what_must_stay_is_left_off_and_what_changed_stays_too() {
    for app in both().await {
        app.voeg_klanten_toe_met(30, oud).await;
        let (beheer, bea) = opgesteld(&app).await;
        let stukken = gevonden(&app).await.lijst.stukken;
        let oude: Vec<KlantId> = stukken.iter().map(|stuk| stuk.kenmerk.parse().unwrap()).collect();
        assert_eq!(oude.len(), 30);
        let bezwaar = oude[3].to_string();
        beheer.get(PAD).await.expect_text("30 stukken");
        stap(&beheer, "1", "weglaten", &[("stuk", &bezwaar)]).await.expect(422).says("id=\"fout-weglating\"");
        stap(&beheer, "1", "weglaten", &[("weglating", "bezwaar")]).await.expect(422).says("Kruis eerst aan");
        stap(&beheer, "1", "weglaten", &[("weglating", "veranderd"), ("stuk", &bezwaar)]).await.expect(422);
        stap(&beheer, "1", "weglaten", &[("weglating", "bezwaar"), ("stuk", &bezwaar)]).await.expect(303);
        stap(&beheer, "2", "weglaten", &[("weglating", "bezwaar"), ("stuk", &bezwaar)]).await.expect(409);
        bea.get(PAD).await.expect_text("er loopt een bezwaar of beroep").says("29 stukken");
        stap(&bea, "2", "bevestigen", &[]).await.expect(303);

        // In between somebody has a benefit again.
        let terug = oude[28];
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let [uitkering] = &storage::uitkering::of_klant(&mut writer, terug).await.unwrap()[..] else { panic!("one") };
        let loopt = Uitkering { stand: UitkeringStand::Lopend, ..uitkering.clone() };
        storage::uitkering::update(&mut writer, &loopt).await.unwrap();
        storage::klantstand::refresh(&mut writer, terug).await.unwrap();
        writer.commit(app.regel("uitkering.hervat"), &[]).await.unwrap();

        // Destroying began, and the process died in the middle of the first batch: nothing of it happened.
        let mut is = gevonden(&app).await;
        is.begonnen = is.bevestigd.map(|wie| wie.door);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        opslag::update(&mut writer, &is).await.unwrap();
        writer.commit(app.regel("vernietigingslijst.begonnen"), &[]).await.unwrap();
        let id: VernietigingslijstId = LIJST.parse().unwrap();
        let vandaag = app.omgeving.vandaag();
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let partij = opslag::vernietig_partij(&mut writer, id, Uuid::from_u128(1), vandaag).await.unwrap().unwrap();
        assert_eq!((partij.nummer, partij.vernietigd, partij.weggelaten), (0, 24, 0));
        drop(writer);
        assert!(bestaat(&app, oude[0]).await);
        stap(&bea, "4", "weglaten", &[("weglating", "klacht"), ("stuk", &bezwaar)])
            .await
            .expect(409)
            .says("al begonnen");
        bea.get(PAD).await.expect_text("Verder met vernietigen").says("0 van 29");

        // After the restart it goes on, batch by batch.
        ga_verder(&app.database, &app.omgeving, Gemeente::HAARLEM).await;
        ga_verder(&app.database, &app.omgeving, Gemeente::HAARLEM).await;
        bea.get(PAD).await.expect_text("veranderd sinds de lijst werd gemaakt");
        bea.get(&format!("{PAD}/verklaring")).await.expect_text("Samen: 28");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let tellingen = opslag::tellingen(&mut reader, id).await.unwrap();
        let weg: i64 = tellingen.iter().filter(|t| t.stand == Opgesomd::Vernietigd).map(|t| t.aantal).sum();
        assert_eq!(weg, 28);
        storage::logboek::verify(&mut reader).await.unwrap().expect("the chain holds");
        drop(reader);
        for (volg, klant) in oude.iter().enumerate() {
            assert_eq!(bestaat(&app, *klant).await, [3, 28].contains(&volg), "{volg}");
        }
        // What was left off for an objection is due still.
        beheer.get("/bewaren").await.expect_text("1 stuk kan op een lijst");
    }
}

#[tokio::test]
async fn a_list_that_is_turned_down_destroys_nothing_and_lets_go() {
    for app in both().await {
        let lena = app.voeg_klant_toe(oud).await;
        let (_, bea) = opgesteld(&app).await;
        bea.get(PAD).await.expect(200);
        stap(&bea, "1", "afwijzen", &[("afwijzing", " ")]).await.expect(422).says("id=\"fout-afwijzing\"");
        stap(&bea, "1", "afwijzen", &[("afwijzing", "Eerst naar de archivaris.")]).await.expect(303);
        bea.get(PAD).await.expect_text("wees deze lijst af").says("Eerst naar de archivaris.");
        stap(&bea, "2", "bevestigen", &[]).await.expect(409);
        assert!(bestaat(&app, lena).await);
        bea.get("/bewaren").await.expect_text("1 stuk kan op een lijst");
    }
}

#[tokio::test]
async fn what_still_runs_is_not_due_and_an_old_check_goes_by_itself() {
    for app in both().await {
        // Lena's benefit ended ten years ago to the day; tomorrow she is due.
        app.voeg_klant_toe(|dossier| {
            oud(dossier);
            let UitkeringStand::Beeindigd(einde) = &mut dossier.uitkeringen[0].stand else { panic!("ended") };
            einde.datum = date(2016, 11, 23);
        })
        .await;
        // Johan's right was looked into in 2014, without a consequence.
        let onderzoek = Onderzoek {
            id: app.omgeving.nieuw_id(),
            klant: app.johan,
            aanleiding: Aanleiding::Periodiek,
            herkomst: None,
            begonnen: date(2014, 2, 1),
            behandelaar: None,
            punten: Vec::new(),
            verzoeken: Vec::new(),
            bevindingen: "Niets bijzonders.".to_owned(),
            belang: Belang::default(),
            heropend: Vec::new(),
            stand: OnderzoekStand::Afgerond {
                op: date(2014, 3, 1),
                door: app.nadia,
                uitkomst: Uitkomst::GeenWijziging,
            },
            versie: 1,
        };
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let nieuw = Nieuw { onderzoek: &onderzoek, van: None };
        storage::onderzoek::insert_alle(&mut writer, &[nieuw], app.nadia, app.nu()).await.unwrap();
        writer.commit(app.regel("onderzoek.ingevoerd"), &[]).await.unwrap();

        let (_, bea) = opgesteld(&app).await;
        bea.get(PAD).await.expect_text("onderzoek zonder gevolg").says("104-2217").says("1 stuk");
        stap(&bea, "1", "bevestigen", &[]).await.expect(303);
        stap(&bea, "2", "vernietigen", &[]).await.expect(303);
        bea.get(&format!("{PAD}/verklaring")).await.expect_text("hercontrole van de uitkering").says("12.1.1");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(storage::onderzoek::find(&mut reader, onderzoek.id).await.unwrap(), None);
        drop(reader);
        assert!(bestaat(&app, app.johan).await, "Johan stays");

        app.het_is("2026-11-24T08:30:00Z");
        let bea = app.log_in("b.winter").await;
        bea.get("/bewaren").await.expect_text("1 stuk kan op een lijst");
    }
}

async fn proef(app: &TestApp, klant: KlantId) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let uitkering = storage::uitkering::of_klant(&mut writer, klant).await.unwrap()[0].id;
    let project = Project {
        id: ProjectId::from(Uuid::from_u128(7)),
        code: "proef".to_owned(),
        naam: "Proef".to_owned(),
        doel: "Iedereen spreken.".to_owned(),
        start: date(2014, 1, 1),
        einde: date(2014, 12, 31),
        peildatum: date(2015, 6, 30),
        vorm: Rapportvorm::Uitstroom,
        uit_caseload_van: Some(app.nadia),
        bron: "Raadsstuk".to_owned(),
    };
    let id = project.id;
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
    storage::project::insert(&mut writer, &cohort).await.unwrap();
    let deelname = Deelname { klant, uitkering, geselecteerd: date(2014, 1, 1) };
    storage::bulk::insert_deelnames(&mut writer, id, &[deelname]).await.unwrap();
    writer.commit(app.regel("project.ingevoerd"), &[]).await.unwrap();
}

async fn cohort(app: &TestApp) -> Cohort {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let project = storage::project::find(&mut reader, "proef").await.unwrap().unwrap();
    storage::project::cohort(&mut reader, project, date(2015, 6, 30)).await.unwrap()
}

#[tokio::test]
async fn an_evaluation_keeps_its_figures_when_the_dossiers_are_gone() {
    for app in both().await {
        let lena = app.voeg_klant_toe(oud).await;
        // Somebody else of those days, who is counted around the cohort.
        app.voeg_klanten_toe_met(2, oud).await;
        proef(&app, lena).await;
        let voor = cohort(&app).await;
        assert_eq!((voor.deelnemers.len(), voor.omgeving.caseload_bij_start), (1, Some(3)));
        let beheer = app.log_in("beheer").await;
        let page =
            beheer.get("/bewaren").await.expect_text("3 dossiers zijn nog nodig voor de evaluatie van een project");
        page.says("Er is nu niets te vernietigen");
        beheer.post("/bewaren/projecten/onbekend", &[]).await.expect(404);
        beheer.post("/bewaren/projecten/proef", &[]).await.expect(303);
        beheer.post("/bewaren/projecten/proef", &[]).await.expect(303);
        assert_eq!(cohort(&app).await, voor, "kept as it was");

        let (_, bea) = opgesteld(&app).await;
        stap(&bea, "1", "bevestigen", &[]).await.expect(303);
        stap(&bea, "2", "vernietigen", &[]).await.expect(303);
        assert!(!bestaat(&app, lena).await);
        assert_eq!(cohort(&app).await, voor, "and the dossiers are gone");
        let sanne = app.log_in("s.bakker").await;
        sanne.get("/projecten/proef").await.expect(200);
        sanne.get("/projecten/proef?peildatum=2015-01-01").await.expect(422).says("vastgelegd voor 30 juni 2015");
    }
}

#[tokio::test]
async fn only_the_administrator_of_the_municipality_comes_here() {
    for app in both().await {
        app.voeg_klant_toe(oud).await;
        opgesteld(&app).await;
        for login in ["n.elamrani", "p.devries", "s.bakker", "k.yildiz", "m.aksoy"] {
            let browser = app.log_in(login).await;
            for pad in ["/bewaren", PAD] {
                browser.get(pad).await.expect(403);
            }
        }
        let mut elders = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
        assert_eq!(opslag::find(&mut elders, LIJST.parse().unwrap()).await.unwrap(), None);
        assert_eq!(opslag::lijsten(&mut elders, 10).await.unwrap(), Vec::new());
        let beheer = app.log_in("beheer").await;
        beheer.get("/bewaren/lijsten/01890000-0000-7000-8000-00000000000f").await.expect(404);
    }
}
