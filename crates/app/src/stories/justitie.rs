//! That somebody was in prison is read by who works with the client: with the end of a benefit, a provision, or who sits at the
//! table. Whoever else sees the client reads neutral words, and so do the log and the report of an import.

use domain::{
    codelijst::standaard,
    gemeente::Gemeente,
    id::{KlantId, UitkeringId},
    verwijzing::Verwijzing,
};
use jiff::civil::date;

use crate::testing::{Antwoord, Browser, TestApp, both};

/// What nobody else may read anywhere, in small letters.
const GEHEIM: [&str; 5] = ["detentie", "gedetineerd", "zwaag", "nieuwe start", "reclassering"];

/// The codes this is about, as a municipality has them from the start.
async fn lijst(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    for item in standaard::alle() {
        if ["detentie", "traject_ex_gedetineerden", "taalcafe", "nazorg_detentie"].contains(&item.code.as_str()) {
            storage::codelijst::insert(&mut writer, &item).await.unwrap();
        }
    }
    writer.commit(app.regel("codelijst.gevuld"), &[]).await.unwrap();
    app.vergeet_lijsten();
}

async fn uitkering(app: &TestApp) -> UitkeringId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap()[0].id
}

/// Lena goes to the language café, and to a programme for former prisoners.
async fn lena(app: &TestApp) -> KlantId {
    app.voeg_klant_toe(|lena| {
        for (code, aanbieder) in [("taalcafe", "Taalhuis"), ("traject_ex_gedetineerden", "Stichting Nieuwe Start")] {
            lena.verwijzingen.push(Verwijzing {
                id: app.omgeving.nieuw_id(),
                klant: lena.klant.id,
                voorziening: code.parse().unwrap(),
                aanbieder: aanbieder.to_owned(),
                verwezen: date(2026, 9, 1),
                gestart: Some(date(2026, 9, 15)),
                beeindigd: Some(date(2026, 11, 2)),
            });
        }
    })
    .await
}

/// Piet stands in for Nadia until 4 December.
async fn piet_neemt_waar(app: &TestApp) {
    let petra = app.log_in("p.devries").await;
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    drop(reader);
    let (van, piet) = (app.nadia.to_string(), alle.iter().find(|g| g.naam == "Piet Smit").unwrap().id.to_string());
    let aantal = petra.get("/caseload?klantmanager=alle").await.text.matches("href=\"/klanten/").count().to_string();
    let waarneming = [
        ("id", "01939e6c-0000-7000-8000-0000000000a1"),
        ("van", van.as_str()),
        ("aan", piet.as_str()),
        ("vanaf", "2026-11-23"),
        ("tot", "2026-12-04"),
        ("hoe", "waarneming"),
        ("reden", "verlof"),
        ("wat", "alles"),
        ("verwacht", aantal.as_str()),
        ("stap", "doen"),
    ];
    petra.post("/overnames/nieuw", &waarneming).await.expect(303);
}

fn zwijgt(waar: &str, page: &Antwoord) {
    let text = String::from_utf8_lossy(&page.bytes).to_lowercase();
    for geheim in GEHEIM {
        assert!(!text.contains(geheim), "{waar} says {geheim}: {text}");
    }
}

/// Nothing a person sees of these clients says it.
async fn ziet_niets(wie: &Browser<'_>, klanten: &[KlantId]) {
    for klant in klanten {
        for deel in ["", "/plan", "/plan/opstellen", "/gegevens", "/klantbeeld", "/contact"] {
            let pad = format!("/klanten/{klant}{deel}");
            zwijgt(&pad, &wie.get(&pad).await.expect(200));
        }
    }
    for pad in ["/caseload?klantmanager=alle", "/caseload/export.csv?klantmanager=alle", "/vandaag"] {
        zwijgt(pad, &wie.get(pad).await.expect(200));
    }
}

#[tokio::test]
async fn why_johans_benefit_ended_is_read_by_nadia_and_who_stands_in_for_her() {
    for app in both().await {
        lijst(&app).await;
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let petra = app.log_in("p.devries").await;
        let (tijdlijn, id) = (format!("/klanten/{}", app.johan), uitkering(&app).await.to_string());
        let pad = format!("{tijdlijn}/uitkering/beeindigen");
        piet.get(&pad).await.expect_text("Kies een reden");
        let einde = |reden, waarom| {
            [
                ("uitkering", id.as_str()),
                ("versie", "1"),
                ("reden", reden),
                ("einddatum", "2026-11-20"),
                ("toelichting", waarom),
            ]
        };
        nadia.post(&pad, &einde("detentie", "Zit vast in Zwaag.")).await.expect(303);
        nadia.get(&tijdlijn).await.expect_text("Detentie").says("Zwaag");
        nadia.get(&pad).await.expect_text("Detentie").says("Zwaag");

        for wie in [&piet, &petra] {
            wie.get(&tijdlijn).await.expect_text("Uitkering beëindigd").says("Andere reden (afgeschermd)");
            zwijgt(&pad, &wie.get(&pad).await.expect_text("Andere reden (afgeschermd)"));
            ziet_niets(wie, &[app.johan]).await;
        }
        // Piet had the form open. Two reasons beside each other would tell him: he hears that it has ended.
        let later =
            piet.post(&pad, &einde("werk", "Baan.")).await.expect(409).says("Wat u verstuurde heeft niets gewijzigd");
        zwijgt("a form that came too late", &later);

        piet_neemt_waar(&app).await;
        piet.get(&tijdlijn).await.expect_text("Detentie").says("Zwaag");
        ziet_niets(&petra, &[app.johan]).await;
        // Whoever takes it back leaves no trace of it either.
        petra.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "2")]).await.expect(303);

        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 10_000).await.unwrap();
        for geheim in GEHEIM {
            assert!(
                regels.iter().all(|regel| !regel.details.to_lowercase().contains(geheim)),
                "{geheim} is in the log"
            );
        }
        let onze = regels.iter().filter(|regel| regel.handeling.starts_with("uitkering."));
        let details: Vec<_> = onze.map(|regel| regel.details.as_str()).collect();
        assert_eq!(details, [r#"{"datum":"2026-11-20","reden":"afgeschermd"}"#; 2]);
        assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok(), "the chain holds");
    }
}

#[tokio::test]
async fn that_lena_follows_a_programme_for_former_prisoners_is_read_by_who_works_with_her() {
    for app in both().await {
        lijst(&app).await;
        let lena = lena(&app).await;
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let (tijdlijn, opstellen) = (format!("/klanten/{lena}"), format!("/klanten/{lena}/plan/opstellen"));
        nadia
            .get(&tijdlijn)
            .await
            .expect_text("Traject voor ex-gedetineerden")
            .says("Klaar bij Stichting Nieuwe Start");
        nadia.get(&opstellen).await.expect_text("Traject voor ex-gedetineerden (Stichting Nieuwe Start)");
        let page = piet.get(&tijdlijn).await.expect_text("Verwezen naar Taalhuis").says("Taalcafé");
        page.says("Verwezen naar een voorziening")
            .says("Gestart bij een voorziening")
            .says("Voorziening (afgeschermd)");
        piet.get(&opstellen).await.expect_text("Voorziening (afgeschermd)").says("Taalcafé (Taalhuis)");
        ziet_niets(&piet, &[lena]).await;
        ziet_niets(&app.log_in("p.devries").await, &[lena]).await;
        piet_neemt_waar(&app).await;
        piet.get(&tijdlijn).await.expect_text("Traject voor ex-gedetineerden");
        app.het_is("2026-12-05T08:00:00Z");
        ziet_niets(&app.log_in("p.smit").await, &[lena]).await;
    }
}

#[tokio::test]
async fn that_somebody_of_the_probation_service_sits_at_the_table_is_read_by_who_works_with_johan() {
    for app in both().await {
        lijst(&app).await;
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let gesprek = super::gesprek::planned(&app, "2026-11-24").await;
        let form =
            [("collega", ""), ("naam", "J. de Wit"), ("organisatie", "Bureau Oost"), ("discipline", "nazorg_detentie")];
        nadia.post(&format!("/gesprekken/{gesprek}/deelnemers/toevoegen"), &form).await.expect(303);
        let pad = format!("/gesprekken/{gesprek}");
        nadia.get(&pad).await.expect_text("Reclassering en nazorg na detentie");
        zwijgt(&pad, &piet.get(&pad).await.expect_text("Discipline (afgeschermd)"));
        let pad = format!("{pad}/voorbereiden");
        zwijgt(&pad, &piet.get(&pad).await.expect(200));
    }
}
