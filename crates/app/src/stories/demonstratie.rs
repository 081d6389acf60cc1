//! The synthetic Haarlem, written and read back: what lists show equals the histories, on both databases.

use domain::{contactstand::Contactstatus, gemeente::Gemeente};
use storage::{
    bulk,
    caseload::{self, Bestand, CaseloadRegel, Contact, Filter, OntheffingFilter, Peildag, Registratie},
    klantstand,
};

use crate::{
    demo::{self, Opties},
    testing::{TestApp, both},
};

async fn all(app: &TestApp) -> Vec<CaseloadRegel> {
    list(app, Filter { bestand: Bestand::Alle, ..Filter::default() }).await
}

async fn list(app: &TestApp, filter: Filter) -> Vec<CaseloadRegel> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let mut regels: Vec<CaseloadRegel> = Vec::new();
    loop {
        let cursor = regels.last().map(|regel| regel.cursor(filter.sortering, false));
        let day = jiff::civil::date(2026, 11, 23);
        let page = caseload::page(&mut reader, &filter, Peildag::gewoon(day), cursor.as_ref(), 37).await.unwrap();
        regels.extend(page.regels);
        if !page.verder {
            return regels;
        }
    }
}

/// Two hundred files of every kind, with the colleagues and codes they name.
async fn fill(app: &TestApp) {
    let stad = demo::haarlem(&Opties { klanten: 150, zaad: 7, vandaag: jiff::civil::date(2026, 11, 23) });
    let haarlem = &stad.gemeenten[0];
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    for (id, naam) in &haarlem.teams {
        storage::gebruiker::insert_team(&mut writer, *id, naam).await.unwrap();
    }
    for gebruiker in &haarlem.gebruikers {
        let other = domain::gebruiker::Gebruiker {
            gebruikersnaam: format!("demo.{}", gebruiker.gebruikersnaam.as_str()).parse().unwrap(),
            ..gebruiker.clone()
        };
        storage::gebruiker::insert(&mut writer, &other, "-").await.unwrap();
    }
    let total = haarlem.aantal_dossiers();
    let step = total / 200;
    let known = ["104-2217", "104-2218", "104-2219"];
    let dossiers: Vec<_> = (0..total)
        .step_by(step)
        .map(|number| haarlem.dossier(number))
        .filter(|dossier| !known.contains(&dossier.klant.klantnummer.as_str()))
        .collect();
    let regel = domain::logboek::Regel {
        moment: crate::testing::NU.parse().unwrap(),
        gebruiker: None,
        handeling: "klant.ingevoerd",
        object: None,
        klant: None,
        doel: domain::logboek::Doel::Beheer,
        details: "{}".to_owned(),
    };
    bulk::insert_dossiers(&mut writer, &dossiers, regel.moment, &regel).await.unwrap();
    bulk::commit(writer).await.unwrap();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    for dossier in dossiers.iter().step_by(9) {
        let read = storage::klant::dossier(&mut reader, dossier.klant.id).await.unwrap().unwrap();
        assert_eq!(&read, dossier, "a file reads back as it was written");
    }
}

#[tokio::test]
async fn what_lists_show_is_what_the_histories_say() {
    for app in both().await {
        fill(&app).await;
        // Twenty at the grant, and nobody made a plan with them: in the demonstration everybody young has one.
        let jong = |dossier: &mut domain::dossier::Dossier| {
            dossier.klant.geboortedatum = domain::datum::plus_maanden(dossier.uitkeringen[0].datum_ingang, -240);
        };
        app.voeg_klanten_toe_met(2, jong).await;
        let before = all(&app).await;
        let zonder_plan = || Filter { plan_ontbreekt: true, ..Filter::default() };
        let niet_uitgenodigd = || Filter { contact: Contact::NietUitgenodigd, ..Filter::default() };
        let (plan, uitnodiging) = (list(&app, zonder_plan()).await, list(&app, niet_uitgenodigd()).await);
        assert!(plan.len() >= 2 && !uitnodiging.is_empty(), "{} and {}", plan.len(), uitnodiging.len());
        assert!(before.len() > 150 && before.is_sorted_by_key(|regel| (regel.sorteersleutel.clone(), regel.klant)));
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        for regel in &before {
            klantstand::refresh(&mut writer, regel.klant).await.unwrap();
        }
        bulk::commit(writer).await.unwrap();
        assert_eq!(all(&app).await, before, "derived in SQL as in Rust");
        assert_eq!(list(&app, zonder_plan()).await, plan);
        assert_eq!(list(&app, niet_uitgenodigd()).await, uitnodiging);
    }
}

/// The numbers of *Vandaag*: lists of one klantmanager are counted in one pass, each of them as when it is counted by itself.
#[tokio::test]
async fn lists_that_are_counted_together_are_as_long_as_each_by_itself() {
    for app in both().await {
        fill(&app).await;
        let dag = Peildag::gewoon(jiff::civil::date(2026, 11, 23));
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let mut gevonden = [0; 9];
        for gebruiker in storage::gebruiker::list(&mut reader).await.unwrap() {
            let mijn = Filter { klantmanager: Some(gebruiker.id), ..Filter::default() };
            let lijsten = [
                mijn.clone(),
                Filter { contact: Contact::Gepland, ..mijn.clone() },
                Filter { contact: Contact::UitBeeld, ..mijn.clone() },
                Filter { contact: Contact::NietUitgenodigd, ..mijn.clone() },
                Filter { ontheffing: OntheffingFilter::Geldt, ..mijn.clone() },
                Filter { segment: Some("overbrugbare_afstand".to_owned()), ..mijn.clone() },
                Filter { beurt: Some(Contactstatus::TeLaat), contact: Contact::NietGepland, ..mijn.clone() },
                Filter { beurt: Some(Contactstatus::GeenNorm), ..mijn.clone() },
                Filter { registratie: Registratie::SegmentOud, ..mijn },
            ];
            let samen = caseload::counts(&mut reader, lijsten.each_ref(), dag, |_| 5_000).await.unwrap();
            for (lijst, aantal) in lijsten.iter().zip(samen) {
                assert_eq!(caseload::count(&mut reader, lijst, dag, 5_000).await.unwrap(), aantal, "{lijst:?}");
            }
            gevonden = std::array::from_fn(|place| gevonden[place] + samen[place]);
            let hoogstens = caseload::counts(&mut reader, lijsten.each_ref(), dag, |_| 1).await.unwrap();
            assert_eq!(hoogstens, samen.map(|aantal| aantal.min(1)));
        }
        let [alle, .., oud] = gevonden;
        assert!(alle > 0 && oud > 0 && gevonden.iter().filter(|aantal| **aantal > 0).count() > 6, "{gevonden:?}");
    }
}

#[tokio::test]
async fn a_list_pages_forth_and_back_and_its_file_holds_the_same() {
    let app = TestApp::sqlite().await;
    fill(&app).await;
    let petra = app.log_in("p.devries").await;
    let first = petra.get("/caseload?bestand=alle&sorteer=-laatste").await.expect(200);
    let next = link(&first.text, "Volgende");
    let second = petra.get(&next).await.expect(200);
    let back = petra.get(&link(&second.text, "Vorige")).await.expect(200);
    let names = |text: &str| -> Vec<String> {
        text.split("<th scope=\"row\">")
            .skip(1)
            .filter_map(|row| row.split("</a>").next().map(ToOwned::to_owned))
            .collect()
    };
    assert_eq!(names(&first.text).len(), 50);
    assert_eq!(names(&first.text), names(&back.text));
    assert!(names(&first.text).iter().all(|name| !names(&second.text).contains(name)));

    let file = petra.get("/caseload/export.csv?bestand=alle&sorteer=-laatste").await.expect(200);
    assert_eq!(file.text.lines().count() - 1, all(&app).await.len(), "every row, not only the page");
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("caseload-2026-11-23.csv"));
    let sheet = petra.get("/caseload/export.xlsx?contact=uit-beeld").await.expect(200);
    assert!(sheet.text.starts_with("PK"));
}

fn link(text: &str, naam: &str) -> String {
    let before = text.split(naam).next().unwrap();
    let href = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    href.replace("&#38;", "&").replace("&amp;", "&")
}
