//! Sanne lays ways of working side by side for the council, and makes one of the municipality's own.

use domain::gemeente::Gemeente;

use super::paths;
use crate::testing::both;

/// What a form holds as it stands on the page: as one who changes nothing would send it.
fn velden(page: &str) -> Vec<(String, String)> {
    let (_, form) = page.split_once("<form class=\"kb-formulier\" action=\"/capaciteit").expect("a form");
    let form = form.split("</form>").next().unwrap();
    let attribuut = |tag: &str, naam: &str| {
        let (_, rest) = tag.split_once(&format!(" {naam}=\""))?;
        rest.split('"').next().map(|waarde| waarde.replace("&#34;", "\"").replace("&#39;", "'"))
    };
    let mut velden = Vec::new();
    for deel in form.split('<').skip(1) {
        let tag = deel.split('>').next().unwrap();
        let Some(naam) = attribuut(tag, "name") else { continue };
        if tag.starts_with("input") {
            velden.push((naam, attribuut(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            velden.push((naam, deel.split_once('>').unwrap().1.trim().replace("&#39;", "'")));
        } else if tag.starts_with("select") {
            let (_, keuzes) = form.split_once(&format!("name=\"{naam}\"")).unwrap();
            let keuze = keuzes.split("<option ").find(|optie| optie.split('>').next().unwrap().contains(" selected"));
            velden.push((naam, attribuut(&format!(" {}", keuze.expect("one is chosen")), "value").unwrap()));
        }
    }
    velden.retain(|(naam, _)| naam != "csrf");
    velden
}

fn met<'a>(velden: &'a [(String, String)], anders: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let waarde = |naam: &str| anders.iter().find(|(is, _)| *is == naam).map(|(_, waarde)| *waarde);
    velden.iter().map(|(naam, was)| (naam.as_str(), waarde(naam).unwrap_or(was))).collect()
}

#[tokio::test]
async fn the_chain_of_caseloads_stands_side_by_side() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        let page =
            sanne.get("/capaciteit?s=caseload-120&s=caseload-100&s=caseload-88&s=caseload-80&s=caseload-84").await;
        let page = page.expect_text("Wat manieren van werken aan mensen en geld vragen");
        // 1,360 hours an fte by what is assumed: 11.33 and 17 hours per client.
        let page = page.says("<strong>11,33</strong>").says("<strong>17</strong>").says("(+5,67)").says("(−40)");
        let page =
            page.says("1.360 productieve uren").says("Eindevaluatie Ik doe mee").says("gerekend en niet gemeten");
        assert!(!page.text.contains("Na procesoptimalisatie"), "four at most");
        let page = sanne.get(paths::PAGINA).await.expect_text("Caseload 120").says("Caseload 80");
        page.says("Acht, vier en acht uur per klant");
        sanne.get("/capaciteit?s=bestaat-niet").await.expect_text("s gekozen").says("Naast elkaar leggen");
        let pdf = sanne.get("/capaciteit/vergelijking.pdf?s=caseload-120&s=caseload-80").await.expect(200);
        assert!(pdf.text.starts_with("%PDF"));
        let xlsx = sanne.get("/capaciteit/vergelijking.xlsx?s=caseload-120").await.expect(200);
        assert!(xlsx.text.starts_with("PK"));
        sanne.get("/capaciteit/vergelijking.xlsx?s=bestaat-niet").await.expect(422);
        app.log_in("n.elamrani").await.get(paths::PAGINA).await.expect(403);
    }
}

#[tokio::test]
async fn a_scenario_of_the_municipality_is_made_changed_and_thrown_away() {
    for app in both().await {
        let sanne = app.log_in("s.bakker").await;
        let page = sanne.get("/capaciteit/scenarios/nieuw?van=caseload-80").await.expect_text("Caseload 80 (eigen)");
        let van = velden(&page.text);
        for (veld, waarde, zegt) in [
            ("naam", " ", "Geef dit scenario een naam."),
            ("contract", "veel", "Vul een getal in"),
            ("contract", "100", "blijft niets over voor klanten"),
            ("gegeven_waarde", "0", "dat moet een getal groter dan 0 zijn"),
            ("groep1_klanten_bron", "", "Schrijf waar dit getal vandaan komt"),
            ("groep2_naam", "", "maak de hele rij leeg"),
            ("peildatum", "31-2-2026", "Vul een datum in"),
            ("kosten", "-5", "Dit getal kan niet."),
        ] {
            let page = sanne.post(paths::NIEUW, &met(&van, &[(veld, waarde)])).await.expect(422);
            assert!(page.text.contains(zegt), "{veld}: {zegt}");
            let leeg = |velden: &[(String, String)]| velden.iter().filter(|(_, waarde)| waarde.is_empty()).count();
            let over = velden(&page.text);
            assert_eq!(
                over.len() - leeg(&over) + usize::from(waarde.is_empty()),
                van.len() - leeg(&van),
                "nothing that was typed is lost"
            );
        }
        let eigen = met(&van, &[("naam", "Onze tachtig"), ("groep1_klanten", "1.000"), ("groep1_uren", "6,5")]);
        let naar = sanne.post(paths::NIEUW, &eigen).await.expect(303).naar;
        sanne.get(&naar).await.expect_text("Onze tachtig").says("Van uw gemeente").says(">6,5<").says(">3.600<");
        assert_eq!(sanne.post(paths::NIEUW, &eigen).await.expect(303).naar, naar, "sent twice, it is one");
        let page = sanne.get("/capaciteit/scenarios/nieuw").await.expect(200);
        let ander = velden(&page.text);
        let page = sanne.post(paths::NIEUW, &met(&ander, &[("naam", "Onze tachtig")])).await.expect(422);
        page.says("Er is al een scenario met deze naam.");

        let id = naar.rsplit("s=").next().unwrap().to_owned();
        let pad = format!("/capaciteit/scenarios/{id}");
        let page = sanne.get(&pad).await.expect_text("Onze tachtig");
        let nu = velden(&page.text);
        sanne.post(&pad, &met(&nu, &[("gegeven_waarde", "82")])).await.expect(303);
        let intussen = sanne.post(&pad, &met(&nu, &[("gegeven_waarde", "83")])).await.expect(422);
        let intussen = velden(&intussen.says("Een collega heeft dit scenario intussen gewijzigd.").text);
        assert!(intussen.contains(&("gegeven_waarde".to_owned(), "83".to_owned())), "what was typed stays");
        sanne.post(&format!("{pad}/weggooien"), &[("versie", "1")]).await.expect(409);

        sanne.get(&pad).await.expect(200);
        sanne.post(&format!("{pad}/weggooien"), &[("versie", "2")]).await.expect(303);
        sanne.get(&pad).await.expect(404);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 100).await.unwrap();
        let gedaan: Vec<&str> =
            regels.iter().map(|regel| regel.handeling.as_str()).filter(|is| is.starts_with("scenario.")).collect();
        assert_eq!(gedaan, ["scenario.gemaakt", "scenario.gewijzigd", "scenario.weggegooid"]);
    }
}

#[tokio::test]
async fn the_clients_of_today_are_counted() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let page = petra.get(paths::NIEUW).await.expect(200);
        let van = velden(&page.text);
        let mut tellen = met(&van, &[("naam", "Ons bestand")]);
        tellen.push(("actie", "tellen"));
        let page = petra.post(paths::NIEUW, &tellen).await.expect_text("geteld in Klantbeeld op 23 november 2026");
        let geteld = velden(&page.text);
        let som: i64 = geteld
            .iter()
            .filter(|(naam, _)| naam.ends_with("_klanten"))
            .filter_map(|(_, aantal)| aantal.parse::<i64>().ok())
            .sum();
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let klanten = storage::scenario::klanten(&mut reader, jiff::civil::date(2026, 11, 23)).await.unwrap();
        assert_eq!(som, klanten.iter().map(|(.., aantal)| aantal).sum::<i64>());
        assert!(som > 0);
    }
}
