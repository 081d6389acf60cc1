//! Stories about records that lack something: Nadia sees what to do, Petra and Sanne whether it gets better, on both databases.

use domain::{
    contactnorm::Marges,
    contactstand::uit_beeld,
    gemeente::Gemeente,
    id::KlantId,
    registratie::{Gebrek, Meting, Stand, segment_verouderd},
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::{Date, date};
use storage::{
    belasting::Wie,
    caseload::{self, Bestand, Contact, Filter, Peildag, Registratie},
};

use crate::testing::{TestApp, both};

const VANDAAG: Date = date(2026, 11, 23);

/// Ends the benefit of a client on a day, or corrects the reason of its end.
async fn eindigt(app: &TestApp, klant: KlantId, datum: Date, reden: &str) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let [uitkering] = &storage::uitkering::of_klant(&mut writer, klant).await.unwrap()[..] else { panic!("one") };
    let einde = Einde { datum, reden: reden.parse().unwrap(), toelichting: String::new() };
    let uitkering = Uitkering { stand: UitkeringStand::Beeindigd(einde), ..uitkering.clone() };
    storage::uitkering::update(&mut writer, &uitkering).await.unwrap();
    writer.commit(app.regel("uitkering.beeindigd"), &[]).await.unwrap();
}

/// Lena is 25 when her benefit begins, and has no plan.
async fn lena(app: &TestApp) -> KlantId {
    app.voeg_klant_toe(|dossier| {
        dossier.klant.geboortedatum = date(2001, 3, 14);
        dossier.uitkeringen[0].datum_ingang = date(2026, 9, 1);
    })
    .await
}

async fn samen(app: &TestApp, dag: Date) -> Stand {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let standen = storage::registratie::nu(&mut reader, Wie::Allen, Peildag::gewoon(dag)).await.unwrap();
    standen.values().fold(Stand::default(), |som, stand| som + *stand)
}

async fn deel_in(app: &TestApp, klant: KlantId, datum: &str) {
    let nadia = app.log_in("n.elamrani").await;
    let form =
        [("huidig", ""), ("segment", "overbrugbare_afstand"), ("datum", datum), ("toelichting", "Uit het gesprek.")];
    nadia.post(&format!("/klanten/{klant}/segment"), &form).await.expect(303);
}

#[tokio::test]
async fn each_number_leads_to_exactly_those_clients() {
    for app in both().await {
        lena(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        // Johan, Samira and Tesfay: nobody put them in a segment or spoke to them since 2020. Lena is new, and must have a plan.
        nadia.get("/registratie").await.expect_text("0 van 4").says("Uw eigen caseload").says("Segment verouderd");
        deel_in(&app, app.johan, "2026-11-20").await;
        nadia.spreek(app.johan, "2026-11-23").await;
        let page = nadia.get("/registratie").await.expect_text("25 %").says("1 van 4");
        let eigen = format!("/caseload?klantmanager={}", app.nadia);
        for (filter, wie, niet) in [
            ("registratie=segment-oud", "Samira Bouzid", "Johan van der Meer"),
            ("contact=uit-beeld", "Tesfay Haile", "Johan van der Meer"),
            ("plan=ontbreekt", "Lena Visser", "Samira Bouzid"),
        ] {
            let href = format!("{eigen}&{filter}");
            assert!(
                page.text.contains(&href.replace('&', "&#38;")) || page.text.contains(&href),
                "{href} in {}",
                page.text
            );
            let lijst = nadia.get(&href).await.expect_text(wie);
            assert!(!lijst.text.contains(&format!(">{niet}<")), "{filter}");
        }
        nadia
            .get(&format!("{eigen}&registratie=segment-oud"))
            .await
            .expect_text("2 klanten")
            .says("Segment ouder dan een jaar");
        nadia.get("/vandaag").await.expect_text("Dossiers die niet op orde zijn").says("href=\"/registratie\"");
        // Somebody who left without a reason is in a list of his own.
        eindigt(&app, app.johan, date(2026, 11, 22), "onbekend").await;
        nadia.get("/registratie").await.expect_text("van de 1 beëindigingen in 12 maanden zonder reden");
        let lijst = nadia.get(&format!("{eigen}&bestand=alle&registratie=zonder-reden")).await;
        lijst.expect_text("1 klant").says("Johan van der Meer");
        let csv =
            nadia.get("/caseload/export.csv?klantmanager=alle&bestand=alle&registratie=zonder-reden").await.expect(200);
        assert_eq!(csv.text.trim().lines().count(), 2, "the file holds what the list shows");
    }
}

/// What the numbers count is what the rules say of each client, and the list of each number is as long as the number.
#[tokio::test]
async fn the_numbers_say_what_the_rules_say() {
    for app in both().await {
        lena(&app).await;
        deel_in(&app, app.johan, "2025-11-22").await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2025-11-23").await;
        for dag in [VANDAAG, date(2026, 11, 24), date(2027, 10, 1)] {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            let peil = Peildag::gewoon(dag);
            let alle = caseload::page(&mut reader, &Filter::default(), peil, None, 500).await.unwrap().regels;
            let (mut segment, mut gesprek, mut plan, mut op_orde) = (0, 0, 0, 0);
            for regel in &alle {
                let ingang = regel.uitkering_ingang.unwrap();
                let bekeken = storage::registratie::segment_bekeken(&mut reader, regel.klant).await.unwrap();
                let oud = segment_verouderd(bekeken.max(regel.segment_sinds), ingang, dag);
                let weg = uit_beeld(regel.laatste_gesprek, ingang, dag, peil.marges);
                let plicht = storage::plan::plicht(&mut reader, regel.klant, dag).await.unwrap().unwrap();
                let tekort = domain::plan::tekort(plicht.feiten, plicht.vastgesteld, dag);
                let zonder = matches!(tekort, Some(domain::plan::Tekort::Ontbreekt(_)));
                segment += i64::from(oud);
                gesprek += i64::from(weg);
                plan += i64::from(zonder);
                op_orde += i64::from(!oud && !weg && !zonder);
            }
            drop(reader);
            let stand = samen(&app, dag).await;
            let verwacht = Stand { klanten: 4, op_orde, segment, gesprek, plan, einden: 0, zonder_reden: 0 };
            assert_eq!(stand, verwacht, "{dag}");
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            for (gebrek, filter) in [
                (Gebrek::Segment, Filter { registratie: Registratie::SegmentOud, ..Filter::default() }),
                (Gebrek::Gesprek, Filter { contact: Contact::UitBeeld, ..Filter::default() }),
                (Gebrek::Plan, Filter { plan_ontbreekt: true, ..Filter::default() }),
                (
                    Gebrek::Reden,
                    Filter { registratie: Registratie::EindeZonderReden, bestand: Bestand::Alle, ..Filter::default() },
                ),
            ] {
                let lang = caseload::count(&mut reader, &filter, peil, 5_000).await.unwrap();
                assert_eq!(Some(lang), stand.aantal(gebrek), "{gebrek:?} on {dag}");
            }
        }
    }
}

/// The row of the lists and the histories tell the same of a day; each klantmanager, team and the whole town add up.
#[tokio::test]
async fn today_and_the_history_agree() {
    for app in both().await {
        lena(&app).await;
        app.voeg_klanten_zonder_toe(2).await;
        deel_in(&app, app.johan, "2026-11-20").await;
        app.log_in("n.elamrani").await.spreek(app.johan, "2026-11-23").await;
        let ouder = [
            ("grondslag", "pw_9a"),
            ("verplichtingen", "a"),
            ("reden", "zorgtaken"),
            ("ingang", "2026-11-01"),
            ("einde", "2027-10-31"),
            ("kind", "2024-06-15"),
        ];
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/klanten/{}/ontheffingen/verlenen", app.johan), &ouder).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let nu = storage::registratie::nu(&mut reader, Wie::Allen, Peildag::gewoon(VANDAAG)).await.unwrap();
        let meting = Meting { maand: date(2026, 11, 1), peildag: VANDAAG, achteraf: false };
        let toen = storage::registratie::op_dag(&mut reader, meting, Marges::default()).await.unwrap();
        assert_eq!(nu, toen);
        assert_eq!(nu.len(), 2, "Nadia's, and those of nobody");
        let een = storage::registratie::nu(&mut reader, Wie::Een(app.nadia), Peildag::gewoon(VANDAAG)).await.unwrap();
        assert_eq!(een.get(&Some(app.nadia)), nu.get(&Some(app.nadia)));
        let team = storage::gebruiker::teams(&mut reader).await.unwrap()[0].0;
        let team = storage::registratie::nu(&mut reader, Wie::Team(team), Peildag::gewoon(VANDAAG)).await.unwrap();
        assert_eq!((team.len(), team.get(&Some(app.nadia))), (1, nu.get(&Some(app.nadia))));
        // In Zandvoort there is Tine.
        let mut zandvoort = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
        let daar = storage::registratie::nu(&mut zandvoort, Wie::Allen, Peildag::gewoon(VANDAAG)).await.unwrap();
        assert_eq!(daar.values().map(|stand| stand.klanten).sum::<i64>(), 1);
    }
}

/// November is counted when it is over. What is put right in December makes December better, and November not.
#[tokio::test]
async fn a_month_that_was_counted_stays_as_it_was() {
    for app in both().await {
        eindigt(&app, app.johan, date(2026, 11, 20), "onbekend").await;
        let petra = app.log_in("p.devries").await;
        petra.get("/registratie").await.expect_text("Nog geen maanden geteld");
        app.het_is("2026-12-01T05:00:00Z");
        super::meet(&app.database, &app.omgeving, Gemeente::HAARLEM).await.unwrap();
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let eerst = storage::registratie::verloop(&mut reader, Wie::Allen, date(2024, 12, 1)).await.unwrap();
        drop(reader);
        let november = eerst.last().unwrap();
        assert_eq!((eerst.len(), november.maand, november.achteraf), (24, date(2026, 11, 1), false));
        let verwacht = Stand { klanten: 2, op_orde: 0, segment: 2, gesprek: 2, plan: 0, einden: 1, zonder_reden: 1 };
        assert_eq!(november.stand, verwacht);
        assert!(eerst[..23].iter().all(|maand| maand.achteraf && maand.stand.klanten == 3));
        app.het_is("2026-12-15T08:30:00Z");
        eindigt(&app, app.johan, date(2026, 11, 20), "werk").await;
        super::meet(&app.database, &app.omgeving, Gemeente::HAARLEM).await.unwrap();
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        for wie in [Wie::Allen, Wie::Een(app.nadia)] {
            assert_eq!(storage::registratie::verloop(&mut reader, wie, date(2024, 12, 1)).await.unwrap(), eerst);
        }
        drop(reader);
        assert_eq!(samen(&app, date(2026, 12, 15)).await.zonder_reden, 0);
        let petra = app.log_in("p.devries").await;
        let page = petra.get("/registratie").await.expect_text("november 2026").says("na afloop").says("achteraf");
        page.says("Dossiers op orde").says("Einden met reden").says("loopt tot en met vandaag");
        // Zandvoort was not counted by counting Haarlem.
        let mut zandvoort = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
        assert_eq!(storage::registratie::gemeten(&mut zandvoort, date(2024, 1, 1)).await.unwrap(), []);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

/// Petra sees her team with ways to the lists, Sanne numbers only; who is looked into is told to neither, and to Nadia not at all.
#[tokio::test]
async fn who_sees_what() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let page = petra.get("/registratie").await.expect_text("Team Oost").says("Nadia el Amrani");
        page.says("registratie=segment-oud").says("Geen van de 0 lopende onderzoeken");
        petra.get("/registratie?team=alle").await.expect_text("Alle teams ·");
        let een = format!("/registratie?klantmanager={}", app.nadia);
        petra.get(&een).await.expect_text("Nadia el Amrani ·");
        petra.get("/team").await.expect_text(">Registratie op orde<");
        let sanne = app.log_in("s.bakker").await;
        let page = sanne.get("/registratie").await.expect_text("Alle teams").says("Nadia el Amrani");
        assert!(!page.text.contains("/caseload?"), "she sees no clients");
        let page = app.log_in("n.elamrani").await.get("/registratie?team=alle").await.expect_text("Uw eigen caseload");
        assert!(!page.text.contains("lopende onderzoeken") && !page.text.contains("<select"));
        for ander in ["beheer", "k.yildiz", "r.hendriks"] {
            app.log_in(ander).await.get("/registratie").await.expect(403);
        }
    }
}

/// On the page of a client stands what to do, only when there is something to do.
#[tokio::test]
async fn the_page_of_a_client_says_what_to_do() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        nadia.get(&johan).await.expect_text("deel in: langer dan een jaar in de uitkering");
        deel_in(&app, app.johan, "2025-11-22").await;
        let page = nadia.get(&johan).await.expect_text("beoordeel opnieuw: niet bekeken sinds 22 nov 2025");
        page.says(&format!("href=\"{johan}/segment\""));
        app.het_is("2026-11-22T08:30:00Z");
        let page = app.log_in("n.elamrani").await.get(&johan).await.expect(200);
        assert!(!page.text.contains("beoordeel opnieuw"), "a year is not over");
        eindigt(&app, app.johan, date(2026, 11, 20), "onbekend").await;
        app.log_in("n.elamrani").await.get(&johan).await.expect_text("De uitkering eindigde zonder bekende reden.");
        eindigt(&app, app.johan, date(2026, 11, 20), "werk").await;
        let page = app.log_in("n.elamrani").await.get(&johan).await.expect(200);
        assert!(!page.text.contains("zonder bekende reden"));
    }
}
