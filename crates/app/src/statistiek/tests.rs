//! Stories about the municipality's own data for statistics: Sanne takes it out, on both databases.

use domain::{
    codelijst::{Bijzonder, Codelijst, CodelijstItem},
    datum::Periode,
    gemeente::Gemeente,
    logboek::Doel,
    verwijzing::Verwijzing,
};
use jiff::civil::{Date, date};

use crate::testing::{TestApp, both};

fn item(lijst: Codelijst, code: &str, cbs: Option<&str>, bijzonder: Option<Bijzonder>) -> CodelijstItem {
    CodelijstItem {
        lijst,
        code: code.parse().unwrap(),
        omschrijving: format!("Dit is {code}"),
        groep: None,
        bijzonder,
        cbs_code: cbs.map(ToOwned::to_owned),
        geldig: Periode::vanaf(date(2004, 1, 1)),
        volgorde: 1,
    }
}

/// Lena used three provisions: one with a code of CBS, one without, and one that nobody may read of her.
async fn lena(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    for (code, cbs, bijzonder) in [
        ("werkplek", Some("29"), None),
        ("taalcafe", None, None),
        ("nazorg", Some("59"), Some(Bijzonder::Justitie)),
        ("schuldhulp", None, Some(Bijzonder::Schulden)),
    ] {
        storage::codelijst::insert(&mut writer, &item(Codelijst::Voorziening, code, cbs, bijzonder)).await.unwrap();
    }
    writer.commit(app.regel("codelijst.gevuld"), &[]).await.unwrap();
    app.vergeet_lijsten();
    let omgeving = app.omgeving.clone();
    app.voeg_klant_toe(|dossier| {
        let klant = dossier.klant.id;
        let gebruik = |code: &str, gestart: Option<Date>, beeindigd: Option<Date>| Verwijzing {
            id: omgeving.nieuw_id(),
            klant,
            voorziening: code.parse().unwrap(),
            aanbieder: "Stichting Nieuwe Start".to_owned(),
            verwezen: date(2025, 12, 1),
            gestart,
            beeindigd,
        };
        dossier.verwijzingen = vec![
            gebruik("werkplek", Some(date(2026, 1, 5)), Some(date(2026, 10, 15))),
            gebruik("taalcafe", Some(date(2026, 3, 1)), None),
            gebruik("nazorg", Some(date(2026, 4, 1)), Some(date(2026, 11, 20))),
            // Of before the period, and one that never began.
            gebruik("taalcafe", Some(date(2025, 12, 1)), Some(date(2025, 12, 31))),
            gebruik("schuldhulp", None, None),
        ];
    })
    .await;
}

#[tokio::test]
async fn sanne_sees_what_has_no_code_before_she_takes_it_out() {
    for app in both().await {
        lena(&app).await;
        let sanne = app.log_in("s.bakker").await;
        let page = sanne.get("/statistiek?van=2026-10-01&tot=2026-10-31").await;
        let page = page.expect_text("Dit is niet het bestand voor het CBS.").says("is niet openbaar");
        let page = page.says("3 in gebruik in deze periode").says("zonder code van het CBS").says("Dit is taalcafe");
        assert!(!page.text.contains("Dit is werkplek"));
        // The month before is what is usually asked for.
        sanne.get("/statistiek").await.expect_text("1 oktober 2026 tot en met 31 oktober 2026");
        sanne.get("/statistiek?van=2026-11-01&tot=2026-10-01").await.expect(422).says("ligt vóór de eerste");
        sanne.get("/statistiek?van=2020-01-01&tot=2026-10-01").await.expect(422).says("hooguit twee jaar");
        sanne.get("/statistiek?van=2026-11-01&tot=2026-12-31").await.expect(422).says("vandaag of eerder");
        let leeg = sanne.post("/statistiek/export", &[("wat", ""), ("van", "2026-10-01"), ("tot", "2026-10-31")]).await;
        leeg.expect(422).says("Kies welke gegevens u wilt.");
        for ander in ["n.elamrani", "p.devries", "beheer", "r.hendriks", "k.yildiz"] {
            app.log_in(ander).await.get("/statistiek").await.expect(403);
        }
    }
}

#[tokio::test]
async fn per_person_per_provision_with_the_period_of_use() {
    for app in both().await {
        lena(&app).await;
        let sanne = app.log_in("s.bakker").await;
        sanne.get("/statistiek").await.expect(200);
        let vraag = |bsn| [("wat", "voorzieningen"), ("van", "2026-10-01"), ("tot", "2026-10-31"), ("bsn", bsn)];
        let csv = sanne.post("/statistiek/export", &vraag("")).await.expect(200).text;
        let regels: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            regels,
            [
                "Klantnummer;In gebruik vanaf;In gebruik tot en met;Voorziening (eigen code);Voorziening;\
                 CBS SRG type voorziening;CBS omschrijving",
                "400-0001;2026-01-05;2026-10-15;werkplek;Dit is werkplek;29;",
                "400-0001;2026-03-01;;taalcafe;Dit is taalcafe;;",
                // It ended after the period, so in it, it runs; what it was, only its code of CBS tells.
                "400-0001;2026-04-01;;afgeschermd;Voorziening (afgeschermd);59;",
            ]
        );
        assert!(!csv.contains("Nieuwe Start") && !csv.contains("Visser"));
        let met = sanne.post("/statistiek/export", &vraag("ja")).await.expect(200).text;
        assert!(met.contains("400-0001;999994931;2026-01-05"), "{met}");
        // Each time it is noted what was taken out, and of whom.
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        let regels: Vec<_> = regels.iter().filter(|regel| regel.handeling == "statistiek.geexporteerd").collect();
        let details: Vec<&str> = regels.iter().map(|regel| regel.details.as_str()).collect();
        assert_eq!(details.len(), 2);
        assert!(details[0].contains(r#""bsn":false"#) && details[1].contains(r#""bsn":true"#), "{details:?}");
        let gezien = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        let gezien: Vec<_> = gezien.iter().filter(|regel| regel.handeling == "statistiek.geexporteerd").collect();
        assert_eq!(gezien.len(), 2);
        assert!(gezien.iter().all(|regel| regel.doel == Doel::Verantwoording.code()));
    }
}

/// More than one part: nobody is left out or told twice.
#[tokio::test]
async fn every_spell_stands_in_the_file_once() {
    for app in both().await {
        app.voeg_klanten_toe(2_100).await;
        app.overlijdt(app.johan).await;
        let sanne = app.log_in("s.bakker").await;
        let page = sanne.get("/statistiek?van=2026-11-01&tot=2026-11-23").await;
        page.expect_text("2103 liepen in deze periode").says("overlijden (staat in geen lijst)");
        let vraag = [("wat", "uitkeringen"), ("van", "2026-11-01"), ("tot", "2026-11-23")];
        let csv = sanne.post("/statistiek/export", &vraag).await.expect(200).text;
        let mut nummers: Vec<&str> = csv.lines().skip(1).filter_map(|regel| regel.split(';').next()).collect();
        nummers.sort_unstable();
        let alle = nummers.len();
        nummers.dedup();
        assert_eq!((alle, nummers.len()), (2_103, 2_103));
        let johan = csv.lines().find(|regel| regel.starts_with("104-2217")).unwrap();
        assert_eq!(johan, "104-2217;2020-09-01;2026-11-22;overlijden;overlijden;;;Participatiewet");
        assert!(!csv.contains("473-0001"), "Zandvoort is another municipality");
        // On the day before, Johan's benefit still ran.
        let eerder = [("wat", "uitkeringen"), ("van", "2026-11-01"), ("tot", "2026-11-21")];
        let csv = sanne.post("/statistiek/export", &eerder).await.expect(200).text;
        assert!(csv.contains("104-2217;2020-09-01;;;;;;Participatiewet"), "{}", &csv[..400]);
    }
}
