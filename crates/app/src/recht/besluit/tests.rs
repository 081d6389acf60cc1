//! Johan worked and did not tell. Ruben prepares what follows from it; Meltem is the second pair of eyes.

mod brief;
mod dubbel;
mod verlaging;

use domain::{besluit::BesluitStand, gemeente::Gemeente, uitkering::UitkeringStand};
use jiff::civil::{Date, date};
use storage::besluit::Gevonden;

use crate::testing::{Browser, TestApp, both};

const ID: &str = "01890000-0000-7000-8000-00000000000a";

/// Johan's client, read by name: then a number is enough.
fn wie(app: &TestApp) -> [(&'static str, String); 2] {
    [("klantnummer", "104-2217".to_owned()), ("gezien", app.johan.to_string())]
}

/// A recovery of October, with one field as given.
fn terugvordering(app: &TestApp, naam: &str, waarde: &str) -> Vec<(&'static str, String)> {
    let vast = [
        ("id", ID),
        ("grond", "schending"),
        ("waarvoor", "Werk bij een bakkerij sinds 1 oktober."),
        ("van", "2026-10-01"),
        ("tot", "2026-10-31"),
        ("bedrag", "1.419,46"),
        ("motivering", "U werkte en meldde dat niet."),
        ("actie", "voorleggen"),
    ];
    let velden = vast.into_iter().map(|(is, eerder)| (is, if is == naam { waarde } else { eerder }.to_owned()));
    wie(app).into_iter().chain(velden).collect()
}

/// Sends a form whose values are texts of its own.
async fn verstuur(browser: &Browser<'_>, pad: &str, velden: &[(&'static str, String)]) -> crate::testing::Antwoord {
    let velden: Vec<(&str, &str)> = velden.iter().map(|(naam, waarde)| (*naam, waarde.as_str())).collect();
    browser.post(pad, &velden).await
}

const NIEUW: &str = "/besluiten/nieuw?soort=terugvordering";

/// Ruben lays a recovery before a colleague. Gives its page.
async fn voorgelegd(app: &TestApp) -> String {
    let ruben = app.log_in("r.hendriks").await;
    ruben.get(NIEUW).await.expect_text("Terugvordering voorbereiden");
    verstuur(&ruben, NIEUW, &terugvordering(app, "", "")).await.expect(303).naar
}

async fn stap(browser: &Browser<'_>, pad: &str, versie: i64, stap: &str, velden: &[(&str, &str)]) -> String {
    let versie = versie.to_string();
    let mut form = vec![("versie", versie.as_str()), ("stap", stap)];
    form.extend(velden);
    browser.post(pad, &form).await.expect(303).naar
}

async fn gevonden(app: &TestApp, pad: &str) -> Gevonden {
    let id = pad.rsplit('/').next().unwrap().parse().unwrap();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::besluit::find(&mut reader, id).await.unwrap().unwrap()
}

/// The last day of Johan's benefit; nothing while it runs.
async fn einde(app: &TestApp) -> Option<Date> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    match &storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap()[0].stand {
        UitkeringStand::Lopend => None,
        UitkeringStand::Beeindigd(einde) => Some(einde.datum),
    }
}

#[tokio::test]
async fn a_recovery_is_proposed_by_one_and_agreed_by_another() {
    for app in both().await {
        let pad = voorgelegd(&app).await;
        let ruben = app.log_in("r.hendriks").await;
        let page = ruben.get(&pad).await.expect_text("€ 1.419,46").says("Voorgelegd op 23 november 2026.");
        assert!(!page.text.contains("Akkoord: besluit vaststellen"), "not by the same person");
        ruben.post(&pad, &[("versie", "1"), ("stap", "vaststellen")]).await.expect(409).says("vier ogen");
        ruben.get("/besluiten").await.expect_text("Niets wacht op u").says("Johan van der Meer");

        let meltem = app.log_in("m.aksoy").await;
        meltem.get("/rechtmatigheid").await.expect_text("Besluiten: 1 vast te stellen");
        meltem.get("/besluiten").await.expect_text("1 wacht op u").says("Terugvordering · € 1.419,46");
        meltem.get(&pad).await.expect_text("Akkoord: besluit vaststellen");
        stap(&meltem, &pad, 1, "vaststellen", &[]).await;
        let page = meltem.get(&pad).await.expect_text("Vastgesteld door Meltem Aksoy op 23 november 2026.");
        page.says("Bezwaar maken kan tot en met 4 januari 2027.").says("Bedrag terugvorderen").says("PW 58 lid 1");
        assert!(matches!(gevonden(&app, &pad).await.besluit.stand, BesluitStand::Vastgesteld(_)));
        assert_eq!(einde(&app).await, None, "a recovery ends nothing");
        meltem.post(&pad, &[("versie", "1"), ("stap", "vaststellen")]).await.expect(409);

        // Taken back before anybody was asked: then nobody has to undo anything.
        let leeg = [("herroeping_op", "2026-11-23"), ("herroeping", "Loonstrook was van een ander.")];
        let form = [("versie", "2"), ("stap", "herroepen"), leeg[0], leeg[1], ("herroeping_kenmerk", " ")];
        meltem.post(&pad, &form).await.expect(422).says("id=\"fout-herroeping_kenmerk\"");
        let kenmerk = [leeg[0], leeg[1], ("herroeping_kenmerk", "BZW-31")];
        stap(&meltem, &pad, 2, "herroepen", &kenmerk).await;
        meltem.get(&pad).await.expect_text("Herroepen met het besluit van 23 november 2026 (BZW-31)");
        let page = meltem.get("/opdrachten").await.expect_text("Niets door te geven");
        assert!(!page.text.contains("Johan"));
    }
}

#[tokio::test]
async fn who_does_not_agree_says_why_and_it_is_laid_before_him_again() {
    for app in both().await {
        let pad = voorgelegd(&app).await;
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&pad).await.expect(200);
        let leeg = [("versie", "1"), ("stap", "terugwijzen"), ("terugwijzing", " ")];
        meltem.post(&pad, &leeg).await.expect(422).says("id=\"fout-terugwijzing\"");
        stap(&meltem, &pad, 1, "terugwijzen", &[("terugwijzing", "De loonstrook ontbreekt.")]).await;

        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect_text("Meltem Aksoy wees het terug op 23 november 2026: De loonstrook ontbreekt.");
        let wijzigen = format!("{pad}/wijzigen");
        ruben.get(&wijzigen).await.expect_text("1.419,46").says("Werk bij een bakkerij sinds 1 oktober.");
        let met_versie = |versie: &str, naam: &str, waarde: &str| {
            let mut velden = terugvordering(&app, naam, waarde);
            velden.push(("versie", versie.to_owned()));
            velden
        };
        let page = verstuur(&ruben, &wijzigen, &met_versie("2", "bedrag", "veel")).await.expect(422);
        page.says("id=\"fout-bedrag\"").says("Werk bij een bakkerij");
        verstuur(&ruben, &wijzigen, &met_versie("1", "bedrag", "1.200,00")).await.expect(409);
        verstuur(&ruben, &wijzigen, &met_versie("2", "bedrag", "1.200,00")).await.expect(303);
        ruben.get(&wijzigen).await.expect(409);
        stap(&meltem, &pad, 3, "vaststellen", &[]).await;
        meltem.get(&pad).await.expect_text("€ 1.200,00");
        ruben.get(&wijzigen).await.expect(409);
    }
}

#[tokio::test]
async fn a_withdrawal_ends_the_benefit_and_asks_for_a_recovery() {
    for app in both().await {
        let nieuw = "/besluiten/nieuw?soort=intrekking";
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(nieuw).await.expect(200);
        let mut velden = wie(&app).to_vec();
        velden.extend(
            [
                ("id", ID),
                ("waarvoor", "Woont samen."),
                ("van", "2026-10-01"),
                ("tot", ""),
                ("motivering", "U woont samen en meldde dat niet."),
                ("actie", "bewaren"),
            ]
            .map(|(naam, waarde)| (naam, waarde.to_owned())),
        );
        let pad = verstuur(&ruben, nieuw, &velden).await.expect(303).naar;
        assert_eq!(verstuur(&ruben, nieuw, &velden).await.expect(303).naar, pad, "sent twice, it is one decision");
        ruben.get(&pad).await.expect_text("Het is nog niet voorgelegd.");
        stap(&ruben, &pad, 1, "voorleggen", &[]).await;
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&pad).await.expect(200);
        stap(&meltem, &pad, 2, "vaststellen", &[]).await;
        assert_eq!(einde(&app).await, Some(date(2026, 9, 30)));
        let page = meltem.get(&pad).await.expect_text("Bij dit besluit hoort een terugvordering.");
        page.says("Recht intrekken").says("1 oktober 2026");

        // The guidance reads that, and not what.
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&format!("/klanten/{}", app.johan)).await;
        let page = page.expect_text("Rechtmatigheid nam op 23 november 2026 een besluit over de bijstand.");
        assert!(!page.text.contains("Woont samen"));

        let kenmerk =
            [("herroeping_op", "2026-11-23"), ("herroeping", "Was zijn broer."), ("herroeping_kenmerk", "BZW-32")];
        stap(&meltem, &pad, 3, "herroepen", &kenmerk).await;
        assert_eq!(einde(&app).await, None, "the benefit runs again");
        let page = nadia.get(&format!("/klanten/{}", app.johan)).await.expect(200);
        assert!(!page.text.contains("Rechtmatigheid nam"));
    }
}

/// Johan never had a right: from the first day of his benefit on it is withdrawn. It ends as from any other day, and the page says how.
#[tokio::test]
async fn a_withdrawal_from_the_very_first_day_ends_the_benefit_too() {
    for app in both().await {
        let nieuw = "/besluiten/nieuw?soort=intrekking";
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(nieuw).await.expect(200);
        let mut velden = wie(&app).to_vec();
        velden.extend(
            [
                ("id", ID),
                ("waarvoor", "Had altijd een ander inkomen."),
                ("van", "2020-09-01"),
                ("tot", ""),
                ("motivering", "U had inkomen en meldde dat niet."),
                ("actie", "voorleggen"),
            ]
            .map(|(naam, waarde)| (naam, waarde.to_owned())),
        );
        let pad = verstuur(&ruben, nieuw, &velden).await.expect(303).naar;
        ruben.get(&pad).await.expect_text("zij eindigt op haar eerste dag, 1 september 2020");
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&pad).await.expect(200);
        stap(&meltem, &pad, 1, "vaststellen", &[]).await;
        assert_eq!(einde(&app).await, Some(date(2020, 9, 1)));
        meltem.get("/opdrachten").await.expect_text("Johan van der Meer");

        // The page of that end offers nothing that would be refused.
        let nadia = app.log_in("n.elamrani").await;
        let beeindigen = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let page = nadia.get(&beeindigen).await.expect_text("Rechtmatigheid heeft dit recht ingetrokken.");
        let page = page.says("Er was geen enkele dag recht");
        assert!(!page.text.contains("erugdraaien") && !page.text.contains("De brief met het besluit is weg"));
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let is = storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap().remove(0);
        drop(reader);
        let versie = is.versie.to_string();
        let nee = nadia.post(&format!("/uitkeringen/{}/herstellen", is.id), &[("versie", &versie)]).await.expect(409);
        nee.says("Alleen rechtmatigheid kan dat met een nieuw besluit herroepen.");

        let kenmerk =
            [("herroeping_op", "2026-11-23"), ("herroeping", "Was zijn broer."), ("herroeping_kenmerk", "B-3")];
        stap(&meltem, &pad, 2, "herroepen", &kenmerk).await;
        assert_eq!(einde(&app).await, None, "the benefit runs again");
    }
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_is_said_at_its_field() {
    for app in both().await {
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/besluiten/nieuw").await.expect_text("Welk besluit?").says("Terugvordering");
        ruben.get(NIEUW).await.expect(200);
        let onbekend = [("klantnummer", "999-9999".to_owned())];
        verstuur(&ruben, NIEUW, &onbekend).await.expect(422).says("id=\"fout-klantnummer\"");
        let alleen = [("klantnummer", "104-2217".to_owned())];
        let page = verstuur(&ruben, NIEUW, &alleen).await.expect(200);
        page.says("Johan van der Meer, geboren op").says("Gaat het om deze klant?");
        for (veld, waarde, fout) in [
            ("grond", "", "grond"),
            ("waarvoor", " ", "waarvoor"),
            ("van", "31-2-2026", "van"),
            ("van", "1990-01-01", "van"),
            ("tot", "", "tot"),
            ("tot", "2026-11-24", "tot"),
            ("tot", "2026-09-30", "tot"),
            ("bedrag", "0", "bedrag"),
            ("bedrag", "duizend", "bedrag"),
            ("motivering", "", "motivering"),
        ] {
            let page = verstuur(&ruben, NIEUW, &terugvordering(&app, veld, waarde)).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{fout}\"")), "{veld} = {waarde}");
        }
        let pad = verstuur(&ruben, NIEUW, &terugvordering(&app, "", "")).await.expect(303).naar;
        verstuur(&ruben, NIEUW, &terugvordering(&app, "bedrag", "5")).await.expect(409);
        ruben.post(&pad, &[("versie", "1"), ("stap", "toveren")]).await.expect(403);
        ruben.post(&pad, &[("versie", "1"), ("stap", "heroverwegen")]).await.expect(422);
        ruben.post(&pad, &[("versie", "1"), ("stap", "voorleggen")]).await.expect(409);
    }
}

#[tokio::test]
async fn nobody_else_sees_or_does_any_of_this() {
    for app in both().await {
        let pad = voorgelegd(&app).await;
        let id = pad.rsplit('/').next().unwrap().to_owned();
        for login in ["n.elamrani", "p.devries", "s.bakker", "beheer", "k.yildiz", "t.paap"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            let wegen = ["/besluiten", "/besluiten/nieuw", "/opdrachten", "/opdrachten/export.csv"];
            for weg in wegen.into_iter().chain([pad.as_str()]) {
                let page = browser.get(weg).await.expect(403);
                assert!(!page.text.contains("bakkerij"), "{login} {weg}");
            }
            browser.post(&pad, &[("versie", "1"), ("stap", "vaststellen")]).await.expect(403);
        }
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect(200);
        ruben.get(&format!("/besluiten/{}", id.replace(&id[..4], "ffff"))).await.expect(404);
        // A client of Zandvoort does not exist here.
        let mut elders = terugvordering(&app, "", "");
        elders[0].1 = "473-0001".to_owned();
        elders[1].1 = app.tine.to_string();
        elders[2].1 = "01890000-0000-7000-8000-00000000000b".to_owned();
        ruben.get(NIEUW).await.expect(200);
        verstuur(&ruben, NIEUW, &elders).await.expect(422).says("Er is geen klant met dit nummer.");
        let mut reader = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
        assert_eq!(storage::besluit::find(&mut reader, id.parse().unwrap()).await.unwrap(), None);
        drop(reader);
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        assert!(seen.iter().any(|line| line.handeling == "besluit.getoond" && line.doel == "rechtmatigheid"));
        let log =
            storage::logboek::page(&mut app.database.read(Gemeente::HAARLEM).await.unwrap(), 0, 500).await.unwrap();
        assert!(log.iter().any(|line| line.handeling == "besluit.voorgelegd"));
        assert!(log.iter().all(|line| !line.details.contains("bakkerij")), "no free text in the log");
    }
}
