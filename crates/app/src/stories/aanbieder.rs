//! Vera works for a provider. Whatever there is about right and duty does not exist for her (PW 7(4)).

use axum::http::Method;
use domain::gebruiker::{Recht, Rol};

use crate::{
    router,
    testing::{TestApp, both},
};

pub(super) async fn vera(app: &TestApp) -> crate::testing::Browser<'_> {
    app.voeg_gebruiker_toe("v.hulst", "Vera Hulst", Rol::Aanbieder).await;
    app.log_in("v.hulst").await
}

/// What a provider has: logging in and out, and a page of its own.
fn eigen(recht: Recht) -> bool {
    matches!(recht, Recht::Openbaar | Recht::GeheimAdres | Recht::Ingelogd | Recht::Aanbieder)
}

/// The golden file: every route of the router itself that is not hers, with what she gets.
#[tokio::test]
async fn every_other_route_does_not_exist_for_a_provider() {
    let app = TestApp::sqlite().await;
    let vera = vera(&app).await;
    vera.get("/aanbieder").await.expect(200);
    let mut tekst = String::new();
    for regel in router::tabel().into_iter().filter(|regel| !eigen(regel.recht)) {
        assert!(!Rol::Aanbieder.mag(regel.recht), "{} {}", regel.methode, regel.pad);
        let pad = regel.pad.replace("{id}", &app.johan.to_string()).replace("{code}", "pilot-300");
        let answer = if regel.methode == "POST" {
            vera.post(&pad, &[]).await
        } else {
            vera.send(Method::GET, &pad, None, &[]).await
        };
        assert!(answer.text.contains("Deze pagina is er niet"), "{} {pad}: {}", regel.methode, answer.text);
        tekst.push_str(&format!(
            "{} {:<4} {} ({})\n",
            answer.status.as_u16(),
            regel.methode,
            regel.pad,
            regel.recht.code()
        ));
    }
    assert!(tekst.lines().all(|line| line.starts_with("404 ")), "{tekst}");
    insta::assert_snapshot!(tekst);
}

#[tokio::test]
async fn a_provider_has_a_page_and_nothing_else() {
    for app in both().await {
        let vera = vera(&app).await;
        assert_eq!(vera.get("/").await.expect(303).naar, "/aanbieder");
        let page = vera.get("/aanbieder").await.expect_text("Hier komen uw verwijzingen");
        for elders in ["/zoeken", "/vandaag", "/caseload", "/rechtmatigheid", "/projecten", "/beheer"] {
            assert!(!page.text.contains(&format!("\"{elders}\"")), "no way to {elders}");
        }
        // Not by search, timeline, export or the page of the day, and not for a program either.
        let (johan, tine) = (app.johan, app.tine);
        for pad in [
            format!("/klanten/{johan}"),
            format!("/klanten/{tine}"),
            "/klanten/geen-kenmerk".to_owned(),
            "/vandaag".to_owned(),
            "/caseload".to_owned(),
            "/bestaat/niet".to_owned(),
        ] {
            vera.get(&pad).await.expect(404).says("Deze pagina is er niet");
            let answer = vera.send(Method::GET, &pad, None, &[("accept", "application/json")]).await.expect(404);
            assert!(answer.text.contains("niet_gevonden"), "{}", answer.text);
        }
        vera.post("/zoeken", &[("q", "Johan")]).await.expect(404);
        for login in ["n.elamrani", "p.devries", "s.bakker", "beheer", "k.yildiz", "m.aksoy"] {
            app.log_in(login).await.get("/aanbieder").await.expect(403);
        }
        // Nobody plans with her, hands a client over to her or asks her to a table.
        let petra = app.log_in("p.devries").await;
        for pad in ["/team", "/caseload?klantmanager=alle", "/overnames"] {
            assert!(!petra.get(pad).await.text.contains("Vera Hulst"), "{pad}");
        }
        vera.post("/uitloggen", &[]).await.expect(303);
    }
}
