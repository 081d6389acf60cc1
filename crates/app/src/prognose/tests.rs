//! Sanne advises on policy: what if every klantmanager had fewer clients? She makes a scenario of it, and plays it beside what is.

use domain::{
    datum::Periode,
    gemeente::Gemeente,
    segment::Segmentering,
    uitkering::{Einde, UitkeringStand},
};
use jiff::civil::date;

use super::paths;
use crate::testing::{Antwoord, Browser, TestApp, both};

const ID: &str = "01939e6c-0000-7000-8000-0000000000c1";
const TWEEDE: &str = "01939e6c-0000-7000-8000-0000000000c2";

/// What the form of a scenario holds as it stands on the page: as one who changes nothing would send it.
fn velden(page: &str) -> Vec<(String, String)> {
    let (_, form) = page.split_once("<form class=\"kb-formulier\" action=\"/prognoses").expect("a form");
    let form = form.split("</form>").next().unwrap();
    let schoon = |waarde: &str| waarde.replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&");
    let attribuut = |tag: &str, naam: &str| {
        let (_, rest) = tag.split_once(&format!(" {naam}=\""))?;
        rest.split('"').next().map(schoon)
    };
    let mut velden = Vec::new();
    for deel in form.split('<').skip(1) {
        let tag = deel.split('>').next().unwrap();
        let Some(naam) = attribuut(tag, "name") else { continue };
        if tag.starts_with("input") {
            velden.push((naam, attribuut(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            velden.push((naam, schoon(deel.split_once('>').unwrap().1.trim())));
        }
    }
    velden.retain(|(naam, _)| naam != "csrf");
    velden
}

fn met<'a>(velden: &'a [(String, String)], anders: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let waarde = |naam: &str| anders.iter().find(|(is, _)| *is == naam).map(|(_, waarde)| *waarde);
    velden.iter().map(|(naam, was)| (naam.as_str(), waarde(naam).unwrap_or(was))).collect()
}

/// Makes a scenario of six months from the one that stands ready; gives its address.
async fn maak(wie: &Browser<'_>, naam: &str, anders: &[(&str, &str)]) -> String {
    let van = velden(&wie.get(paths::NIEUW).await.expect_text("Eigen scenario").text);
    let mut nieuw = vec![("naam", naam), ("maanden", "6")];
    // A small town plays sooner.
    nieuw.extend([("k1", "60"), ("k2", "60"), ("k3", "60"), ("k4", "10"), ("a1", "2"), ("instroom", "3")]);
    nieuw.retain(|(naam, _)| anders.iter().all(|(ander, _)| ander != naam));
    nieuw.extend_from_slice(anders);
    let naar = wie.post(paths::NIEUW, &met(&van, &nieuw)).await.expect(303).naar;
    naar.split('?').next().unwrap().to_owned()
}

fn code(pad: &str) -> &str {
    pad.rsplit('/').next().unwrap()
}

fn spelen<'a>(id: &'a str, codes: &[&'a str], herhalingen: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut velden = vec![("id", id), ("herhalingen", herhalingen), ("zaad", "7")];
    velden.extend(codes.iter().map(|code| ("scenario", *code)));
    velden
}

/// The page of a simulation when it is played.
async fn klaar(wie: &Browser<'_>, id: &str) -> Antwoord {
    loop {
        let page = wie.get(&format!("/prognoses/{id}")).await.expect(200);
        if !page.text.contains("data-ververs") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

fn afdruk(page: &str) -> String {
    let (_, rest) = page.split_once("Afdruk van de uitkomst</dt><dd").expect("a print");
    rest.split("</dd>").next().unwrap().rsplit('>').next().unwrap().to_owned()
}

#[tokio::test]
async fn sanne_plays_fewer_clients_per_klantmanager_beside_what_is() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        sanne.get("/capaciteit").await.expect_text("Vooruitkijken");
        sanne.get(paths::LIJST).await.expect_text("Nog niets gespeeld").says("Contact heeft geen effect op uitstroom");
        let nu = maak(&sanne, "Zoals het is", &[]).await;
        let minder = maak(&sanne, "Minder klanten", &[("caseload", "60")]).await;
        let page = sanne.get(&minder).await.expect_text("ingevuld door");
        // Beside the slider stands what research found.
        let page = page.says("type=\"range\"").says("Brabantse Wal").says("Almere").says("loting");
        page.says("Standaard 0: geen van de experimenten met loting");

        sanne.get(paths::LIJST).await.expect(200);
        let keuze = [code(&nu), code(&minder)];
        sanne.post(paths::LIJST, &spelen(ID, &keuze, "12")).await.expect(303);
        let page = klaar(&sanne, ID).await.says("Minder klanten").says("Klanten: verschil met Zoals het is");
        let page = page.says("Wachten op een klantmanager").says("juni 2027").says("te onderscheiden van nul");
        let page = page.says("<svg").says("Versie van het model").says("Alles waar dit op rekent, met bronnen");
        let page = page.says("Eindevaluatie Ik doe mee").says("niet te zeggen: niet het hele jaar is gespeeld");
        let eerst = afdruk(&page.text);
        assert_eq!(eerst.len(), 19, "{eerst}");
        // Sent twice, it is one; sent again with something else, that is told.
        sanne.post(paths::LIJST, &spelen(ID, &keuze, "12")).await.expect(303);
        sanne.post(paths::LIJST, &spelen(ID, &keuze, "13")).await.expect(409);
        // The same seed gives the same to the bit.
        sanne.post(paths::LIJST, &spelen(TWEEDE, &keuze, "12")).await.expect(303);
        assert_eq!(afdruk(&klaar(&sanne, TWEEDE).await.text), eerst);

        let xlsx = sanne.get(&format!("/prognoses/{ID}/cijfers.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"));
        sanne.get(paths::LIJST).await.expect_text("Zoals het is · Minder klanten").says("12 keer, zaad 7");
        // What was played stays when the scenario goes.
        sanne.get(&minder).await.expect(200);
        sanne.post(&format!("{minder}/weggooien"), &[("versie", "1")]).await.expect(303);
        sanne.get(&minder).await.expect(404);
        assert_eq!(afdruk(&klaar(&sanne, ID).await.text), eerst);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_long_one_is_stopped_and_begun_again() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        sanne.get(paths::LIJST).await.expect(200);
        sanne.post(paths::LIJST, &spelen(ID, &["basis"], "2000")).await.expect(303);
        let pad = format!("/prognoses/{ID}");
        sanne.get(&pad).await.expect_text("De simulatie wordt gespeeld").says("van 2000 keer");
        sanne.get(&format!("{pad}/cijfers.xlsx")).await.expect(409);
        sanne.post(&format!("{pad}/stoppen"), &[("versie", "7")]).await.expect(409);
        sanne.post(&format!("{pad}/opnieuw"), &[("versie", "1")]).await.expect(409);
        sanne.post(&format!("{pad}/stoppen"), &[("versie", "1")]).await.expect(303);
        sanne.get(&pad).await.expect_text("Deze simulatie is gestopt").says("Opnieuw spelen");
        sanne.post(&format!("{pad}/stoppen"), &[("versie", "2")]).await.expect(409);
        sanne.post(&format!("{pad}/opnieuw"), &[("versie", "2")]).await.expect(303);
        sanne.get(&pad).await.expect_text("De simulatie wordt gespeeld");
        // A third at the same time is one too many.
        sanne.post(paths::LIJST, &spelen(TWEEDE, &["basis"], "2000")).await.expect(303);
        let derde = "01939e6c-0000-7000-8000-0000000000c3";
        sanne.post(paths::LIJST, &spelen(derde, &["basis"], "2")).await.expect(422).says("al twee simulaties");
        for (id, versie) in [(ID, "3"), (TWEEDE, "1")] {
            sanne.post(&format!("/prognoses/{id}/stoppen"), &[("versie", versie)]).await.expect(303);
        }
    }
}

#[tokio::test]
async fn odd_input_is_told_and_strangers_find_nothing() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        let van = velden(&sanne.get(paths::NIEUW).await.expect(200).text);
        for (veld, waarde, zegt) in [
            ("naam", " ", "Geef het scenario een naam."),
            ("f1", "0", "groter dan 0"),
            ("a1", "0", "0 fte"),
            ("effect", "0.9", "Kies 0 tot en met 0,57"),
            ("effect", "NaN", "Kies 0 tot en met 0,57"),
            ("maanden", "0", "kies 1 tot en met 120"),
            ("maanden", "veel", "Vul een heel getal in"),
            ("caseload", "NaN", "Vul een getal in"),
            ("niet_verschijnen", "120", "tussen 0 en 1"),
            ("begin", "2027-01-15", "de eerste dag van een maand"),
            ("k1", "1e300", "Dit getal kan niet."),
        ] {
            let page = sanne.post(paths::NIEUW, &met(&van, &[(veld, waarde)])).await.expect(422);
            assert!(page.text.contains(zegt), "{veld} {waarde}: {zegt}");
        }
        let pad = maak(&sanne, "Van Sanne", &[]).await;
        let dubbel = met(&van, &[("naam", "Van Sanne")]);
        sanne.post(paths::NIEUW, &dubbel).await.expect(422).says("Er is al een scenario met deze naam.");

        // Two at once: who comes second reads so, and loses nothing.
        let nu = velden(&sanne.get(&pad).await.expect(200).text);
        sanne.post(&pad, &met(&nu, &[("caseload", "90")])).await.expect(303);
        let page = sanne.post(&pad, &met(&nu, &[("caseload", "91")])).await.expect(422);
        page.says("Een collega heeft dit scenario intussen gewijzigd.").says("value=\"91\"");
        sanne.post(&format!("{pad}/weggooien"), &[("versie", "1")]).await.expect(409);
        sanne.post(&format!("{pad}/schatten"), &[("versie", "1")]).await.expect(409);

        // As text.
        let tekst = format!("{pad}/tekst");
        let inhoud = velden(&sanne.get(&tekst).await.expect_text("als tekst").text);
        let inhoud = inhoud.iter().find(|(naam, _)| naam == "tekst").unwrap().1.clone();
        let kapot = inhoud.replacen("maanden = 6", "maanden = zes", 1);
        let page = sanne.post(&tekst, &[("versie", "2"), ("tekst", &kapot)]).await.expect(422);
        page.says("Kijk bij regel ").says("maanden = zes");
        sanne.post(&tekst, &[("versie", "2"), ("tekst", "hallo")]).await.expect(422).says("niet te lezen");
        let langer = inhoud.replacen("maanden = 6", "maanden = 12", 1);
        sanne.post(&tekst, &[("versie", "2"), ("tekst", &langer)]).await.expect(303);
        let page = sanne.post(&tekst, &[("versie", "2"), ("tekst", &inhoud)]).await.expect(422);
        page.says("Een collega heeft dit scenario intussen gewijzigd.");

        // What to play.
        sanne.get(paths::LIJST).await.expect(200);
        let vijf = spelen(ID, &["basis", "a", "b", "c", "d"], "veel");
        let page = sanne.post(paths::LIJST, &vijf).await.expect(422).says("Kies 1 tot en met 4");
        page.says("Vul een heel getal in van 2 tot en met 2.000.");
        sanne.post(paths::LIJST, &spelen(ID, &[], "2")).await.expect(422).says("Kies 1 tot en met 4");
        sanne.post(paths::LIJST, &spelen(ID, &[TWEEDE], "2")).await.expect(422).says("bestaat niet meer");
        let ongelijk = spelen(ID, &["basis", code(&pad)], "2");
        sanne.post(paths::LIJST, &ongelijk).await.expect(422).says("hetzelfde aantal maanden");

        sanne.get(&format!("/prognoses/{TWEEDE}")).await.expect(404);
        sanne.get(&format!("/prognoses/opzetten/{TWEEDE}")).await.expect(404);
        sanne.get("/prognoses/opzetten/nieuw?van=bestaat-niet").await.expect(404);
        sanne.post(&format!("/prognoses/{TWEEDE}/stoppen"), &[("versie", "1")]).await.expect(404);
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(paths::LIJST).await.expect(403);
        nadia.get(&pad).await.expect(403);
        let buur = domain::gebruiker::Rol::Beleidsadviseur;
        app.voeg_gebruiker_toe_in(Gemeente::ZANDVOORT, "z.beleid", "Zoë Zand", buur).await;
        let buur = app.log_in("z.beleid").await;
        buur.get(paths::LIJST).await.expect(200);
        buur.get(&pad).await.expect(404);
        buur.get(&tekst).await.expect(404);
        buur.post(&pad, &met(&nu, &[])).await.expect(404);
    }
}

/// The program was stopped while it played: the page says so, and it is played again.
#[tokio::test]
async fn one_that_was_interrupted_is_played_again() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        let pad = maak(&sanne, "Kort", &[("maanden", "1")]).await;
        sanne.get(paths::LIJST).await.expect(200);
        sanne.post(paths::LIJST, &spelen(ID, &[code(&pad)], "2")).await.expect(303);
        klaar(&sanne, ID).await.says("januari 2027");
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let stand = (domain::prognose::PrognoseStand::Speelt, "");
        storage::prognose::set_stand(&mut writer, (ID.parse().unwrap(), 2), stand, 1, app.nu()).await.unwrap();
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        sanne.get(&format!("/prognoses/{ID}")).await.expect_text("De simulatie wordt gespeeld");
        app.het_is("2026-11-23T08:33:00Z");
        sanne.get(&format!("/prognoses/{ID}")).await.expect_text("Deze simulatie is niet afgekomen");
        sanne.post(&format!("/prognoses/{ID}/opnieuw"), &[("versie", "3")]).await.expect(303);
        klaar(&sanne, ID).await.says("Afdruk van de uitkomst");
    }
}

/// Forty clients came in 2025, and half of them found work.
#[tokio::test]
async fn the_own_history_fills_a_scenario_in() {
    for app in both().await {
        vul(&app).await;
        let sanne = app.log_in("s.bakker").await;
        let pad = maak(&sanne, "Onze geschiedenis", &[]).await;
        sanne.get(&pad).await.expect(200);
        let naar = sanne.post(&format!("{pad}/schatten"), &[("versie", "1")]).await.expect(303).naar;
        let page = sanne.get(&naar).await.expect_text("Uit de eigen geschiedenis ingevuld");
        let page = page.says("hoe vaak uitkeringen eindigen").says("geteld in Klantbeeld op 23-11-2026");
        page.says("geschat uit eigen geschiedenis, 1-11-2024 t/m 31-10-2026");
        let tekst = sanne.get(&format!("{pad}/tekst")).await.expect(200);
        tekst.says("1-11-2023 t/m 31-10-2026: 20 keer in");
        sanne.get(paths::LIJST).await.expect(200);
        sanne.post(paths::LIJST, &spelen(ID, &[code(&pad)], "2")).await.expect(303);
        klaar(&sanne, ID).await.says("geschat uit eigen geschiedenis");
    }
}

async fn vul(app: &TestApp) {
    let teller = std::cell::Cell::new(0_u32);
    let begin = date(2025, 1, 1);
    let klanten = app
        .voeg_klanten_toe_met(40, |dossier| {
            teller.set(teller.get() + 1);
            let uitkering = &mut dossier.uitkeringen[0];
            uitkering.datum_ingang = begin;
            if teller.get() <= 20 {
                uitkering.stand = UitkeringStand::Beeindigd(Einde {
                    datum: date(2025, 8, 15),
                    reden: "werk".parse().unwrap(),
                    toelichting: String::new(),
                });
            }
            dossier.segmenteringen.push(Segmentering {
                id: app.omgeving.nieuw_id(),
                klant: dossier.klant.id,
                segment: "direct_bemiddelbaar".parse().unwrap(),
                periode: Periode::vanaf(begin),
                door: Some(app.nadia),
                toelichting: String::new(),
            });
        })
        .await;
    assert_eq!(klanten.len(), 40);
}
