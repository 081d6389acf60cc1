//! Who may see what: sessions, roles, other municipalities, forged forms.

use axum::http::Method;
use domain::{gebruiker::Recht, gemeente::Gemeente};

use crate::{
    router,
    testing::{NU, TestApp, both},
};

#[tokio::test]
async fn nobody_sees_anything_without_logging_in() {
    let app = TestApp::sqlite().await;
    let bezoeker = app.bezoeker();
    for regel in router::tabel() {
        let pad =
            regel.pad.replace("{id}", &app.johan.to_string()).replace("{code}", "pilot-300").replace("{bestand}", "x");
        let method = if regel.methode == "POST" { Method::POST } else { Method::GET };
        if regel.recht == Recht::Openbaar {
            continue;
        }
        let answer = bezoeker.send(method, &pad, Some(String::new()), &[]).await;
        // There the address itself is the key; without it there is nothing.
        if regel.recht == Recht::GeheimAdres {
            assert_eq!(answer.status, 404, "{} {pad}", regel.methode);
            continue;
        }
        assert_eq!(answer.status, 303, "{} {pad}", regel.methode);
        assert!(answer.naar.starts_with("/inloggen"), "{pad} → {}", answer.naar);
    }
}

#[tokio::test]
async fn after_logging_in_one_comes_where_one_was_going() {
    let app = TestApp::sqlite().await;
    let answer = app.bezoeker().get("/caseload?contact=uit-beeld").await.expect(303);
    assert_eq!(answer.naar, "/inloggen?terug=/caseload%3Fcontact%3Duit-beeld");
}

#[tokio::test]
async fn each_role_gets_its_own_and_nothing_else() {
    let app = TestApp::sqlite().await;
    for (naam, klant, projecten) in [
        ("n.elamrani", 200, 200),
        ("p.devries", 200, 200),
        ("s.bakker", 403, 200),
        ("beheer", 403, 403),
        ("k.yildiz", 403, 403),
        ("r.hendriks", 403, 403),
    ] {
        let browser = app.log_in(naam).await;
        let pad = format!("/klanten/{}", app.johan);
        assert_eq!(browser.get(&pad).await.status, klant, "{naam} {pad}");
        assert_eq!(browser.get("/caseload").await.status, klant, "{naam} caseload");
        assert_eq!(browser.get("/projecten").await.status, projecten, "{naam} projecten");
    }
}

#[tokio::test]
async fn another_municipality_does_not_exist() {
    for app in both().await {
        let (nadia, trudy) = (app.log_in("n.elamrani").await, app.log_in("t.paap").await);
        for pad in [
            "",
            "/gegevens",
            "/gesprekken/plannen",
            "/gesprekken/vastleggen",
            "/segment",
            "/ontheffingen/verlenen",
            "/uitkering/beeindigen",
            "/pauze",
            "/inkomsten",
        ] {
            nadia.get(&format!("/klanten/{}{pad}", app.tine)).await.expect(404);
            trudy.get(&format!("/klanten/{}{pad}", app.johan)).await.expect(404);
        }
        nadia.get("/klanten/geen-kenmerk").await.expect(404);
        trudy.post("/zoeken", &[("q", "999993653")]).await.expect_text("Niemand gevonden");
        trudy.post(&format!("/klanten/{}/bsn", app.johan), &[]).await.expect(404);
        let list = trudy.get("/caseload?klantmanager=alle").await.expect_text("Tine Zwemmer");
        assert!(!list.text.contains("Johan"));
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    nadia.get("/zoeken").await;
    for regel in router::tabel().iter().filter(|regel| regel.methode == "POST" && regel.recht != Recht::Openbaar) {
        let pad = regel.pad.replace("{id}", &app.johan.to_string());
        let without = nadia.send(Method::POST, &pad, Some("csrf=".into()), &[]).await;
        assert_eq!(without.status, 403, "{pad} without a token");
        let foreign = nadia.send(Method::POST, &pad, Some(String::new()), &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(foreign.status, 403, "{pad} from another site");
    }
}

#[tokio::test]
async fn guessing_is_stopped_and_waiting_helps() {
    let app = TestApp::sqlite().await;
    let bezoeker = app.bezoeker();
    let wrong = [("gebruikersnaam", "n.elamrani"), ("wachtwoord", "geraden")];
    for _ in 0..10 {
        bezoeker.post("/inloggen", &wrong).await.expect(422).says("klopt niet");
    }
    let right = [("gebruikersnaam", "n.elamrani"), ("wachtwoord", crate::testing::WACHTWOORD)];
    bezoeker.post("/inloggen", &right).await.expect(429).says("Wacht 15 minuten");
    app.het_is("2026-11-23T08:46:00Z");
    bezoeker.post("/inloggen", &right).await.expect(303);
}

#[tokio::test]
async fn many_guesses_at_once_are_counted_one_by_one() {
    for app in both().await {
        let bezoeker = app.bezoeker();
        let wrong = [("gebruikersnaam", "n.elamrani"), ("wachtwoord", "geraden")];
        let tries = (0..30).map(|_| bezoeker.post("/inloggen", &wrong));
        let answers = futures_all(tries).await;
        let looked_at = answers.iter().filter(|answer| answer.status == 422).count();
        assert!(looked_at <= 10, "{looked_at} of 30 passwords were compared");
        assert!(answers.iter().all(|answer| [422, 429].contains(&answer.status.as_u16())));
    }
}

#[tokio::test]
async fn what_is_no_text_is_refused_and_not_kept() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        for pad in ["/caseload?wijk=%00", "/projecten/%00", "/caseload?sorteer=laatste&na=x%00"] {
            nadia.get(pad).await.expect(400).says("een teken dat daar niet hoort");
        }
        nadia.post("/zoeken", &[("q", "Johan\0")]).await.expect(400).says("een teken dat geen tekst is");
        let far = format!("/caseload?sorteer=laatste&na={}~-009999-01-01", app.johan);
        nadia.get(&far).await.expect(200);
        let many: Vec<_> = (0..5_000).map(|_| ("kies_", "")).collect();
        nadia.post("/zoeken", &many).await.expect(400).says("meer velden");
    }
}

/// A name with a line break, a letter nobody sees, or one that turns the text round, reads as another one in a letter or a list.
#[tokio::test]
async fn what_cannot_be_seen_is_not_kept() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/gegevens/wijzigen", app.johan);
        nadia.get(&pad).await.expect(200);
        for (veld, waarde) in [
            ("voornamen", "A\r\nBcc: iemand@voorbeeld.nl"),
            ("geslachtsnaam", "\u{200b}"),
            ("adres", "Zijlweg 1\u{202e}"),
            ("telefoon", "023\u{1b}"),
            ("email", "a@b.nl,c@d.nl"),
        ] {
            let mut form = vec![
                ("versie", "1"),
                ("geboortedatum", "1972-03-14"),
                ("leefvorm", "alleenstaande"),
                ("woonplaats", "Haarlem"),
                (veld, waarde),
            ];
            if veld != "geslachtsnaam" {
                form.push(("geslachtsnaam", "Meer"));
            }
            let page = nadia.post(&pad, &form).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{veld}\"")), "{veld}");
        }
    }
}

/// A version that never was is no way to read a record unseen.
#[tokio::test]
async fn a_page_with_two_versions_is_a_look_too() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/gegevens/wijzigen", app.johan);
        let form = [
            ("versie", "-1"),
            ("voornamen", "Johan"),
            ("geslachtsnaam", "Meer"),
            ("geboortedatum", "1972-03-14"),
            ("leefvorm", "alleenstaande"),
            ("woonplaats", "Haarlem"),
        ];
        let page = nadia.post(&pad, &form).await.expect(409);
        page.says("14 maart 1972").says("Wat in beide versies gelijk is");
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 100).await.unwrap();
        let last = seen.last().unwrap();
        assert_eq!((last.handeling.as_str(), last.klanten.as_slice()), ("conflict.getoond", [app.johan].as_slice()));
        nadia.post("/zoeken", &[("q", "999993653")]).await.expect(303);
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 100).await.unwrap();
        assert_eq!(seen.last().unwrap().handeling, "zoeken.getoond", "whether a BSN is known is a look");
    }
}

async fn futures_all<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut waiting: Vec<_> = all.map(Box::pin).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        waiting.retain_mut(|one| match one.as_mut().poll(context) {
            std::task::Poll::Ready(answer) => {
                done.push(answer);
                false
            }
            std::task::Poll::Pending => true,
        });
        if waiting.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done
}

#[tokio::test]
async fn a_session_ends_by_itself_and_by_logging_out() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    app.het_is("2026-11-23T09:10:00Z");
    nadia.get("/vandaag").await.expect(200);
    app.het_is("2026-11-23T09:56:00Z");
    nadia.get("/vandaag").await.expect(303);
    app.het_is(NU);
    let piet = app.log_in("p.smit").await;
    piet.get("/vandaag").await.expect(200);
    piet.post("/uitloggen", &[]).await.expect(303);
    piet.get("/vandaag").await.expect(303);
}

#[tokio::test]
async fn every_look_at_a_client_is_noted() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&format!("/klanten/{}", app.johan)).await.expect(200);
        nadia.get("/caseload").await.expect(200);
        nadia.post(&format!("/klanten/{}/bsn", app.johan), &[]).await.expect_text("999993653");
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 100).await.unwrap();
        let acts: Vec<_> = seen.iter().map(|line| (line.handeling.as_str(), line.klanten.len())).collect();
        assert!(acts.starts_with(&[("klant.tijdlijn_getoond", 1), ("caseload.getoond", 3)]), "{acts:?}");
        assert!(acts.contains(&("klant.bsn_getoond", 1)), "{acts:?}");
        assert!(seen.iter().all(|line| line.gebruiker == app.nadia && line.doel == "begeleiding"));
        let last = storage::inzage::verify(&app.database, Gemeente::HAARLEM).await.unwrap().unwrap();
        assert_eq!(last.nummer, i64::try_from(seen.len()).unwrap(), "the chain of looks is whole");
    }
}

#[tokio::test]
async fn errors_speak_dutch_and_json_when_asked() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    nadia.get("/bestaat/niet").await.expect(404).says("Deze pagina is er niet");
    let answer = nadia.send(Method::GET, "/klanten/x", None, &[("accept", "application/json")]).await.expect(404);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!((&problem["status"], &problem["code"]), (&404.into(), &"niet_gevonden".into()));
    nadia.send(Method::GET, "/uitloggen", None, &[]).await.expect(405).says("Deze bewerking bestaat niet");
    let large = "x".repeat(2 << 20);
    nadia.post("/zoeken", &[("q", &large)]).await.expect(413);
}

/// What went wrong is told within the frame of who is there: the way on is one click, not back to the beginning. Who is not known, and
/// who must not know which pages there are, gets a bare page.
#[tokio::test]
async fn an_error_keeps_the_menu_of_who_is_there() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let menu = "<a class=\"kb-menu__link\" href=\"/caseload\"";
    let fremd = nadia.get(&format!("/klanten/{}", app.tine)).await.expect(404).says(menu);
    fremd.says("Nadia el Amrani").says("name=\"q\"");
    nadia.get("/beheer").await.expect(403).says(menu).says("Uw rol geeft hier geen recht op");
    let nergens = nadia.get("/bestaat/niet").await.expect(404);
    assert!(!nergens.text.contains(menu), "an address that is none of ours belongs to nobody");
    let vreemd = app.bezoeker().get("/bestaat/niet").await.expect(404);
    assert!(!vreemd.text.contains("kb-menu__link"));
    let vera = super::aanbieder::vera(&app).await;
    let verborgen = vera.get("/caseload").await.expect(404);
    assert!(!verborgen.text.contains("kb-menu__link"), "as an address that does not exist");
}

#[tokio::test]
async fn pages_carry_the_security_headers() {
    let app = TestApp::sqlite().await;
    let answer = app.bezoeker().get("/inloggen").await.expect(200);
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.headers[name], value);
    }
    let csp = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(csp.starts_with("default-src 'none'") && !csp.contains("unsafe"), "{csp}");
    assert!(!answer.text.contains(" style=") && !answer.text.contains("<script>"), "no inline style or script");
}

#[tokio::test]
async fn search_finds_people_by_what_one_remembers() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        for text in ["999993653", "9999.93.653", "104-2217", "johan v", "vandermeer", "Meer Johan"] {
            let answer = nadia.post("/zoeken", &[("q", text)]).await.expect(303);
            assert_eq!(answer.naar, format!("/klanten/{}", app.johan), "{text}");
        }
        for text in ["14-3-1972", "2036ab", "0612345678"] {
            let answer = nadia.post("/zoeken", &[("q", text)]).await.expect_text("3 klanten gevonden.");
            answer.says("Samira Bouzid").says("Nadia el Amrani");
        }
        for text in ["", "onbekend", "%", "' or 1=1 --", "999999999"] {
            assert!(!nadia.post("/zoeken", &[("q", text)]).await.expect(200).text.contains("Samira"), "{text}");
        }
    }
}

#[tokio::test]
async fn when_the_database_is_away_nothing_is_shown_and_the_words_are_clear() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    app.database.close().await;
    nadia.get("/vandaag").await.expect(503).says("De gegevens zijn even niet bereikbaar");
    nadia.post("/zoeken", &[("q", "Johan")]).await.expect(503);
}
