//! Nadia judges Johan's distance to the labour market; Piet judges otherwise.

use domain::{gemeente::Gemeente, segment::Segmentering};

use crate::testing::{TestApp, both};

async fn segmenten(app: &TestApp) -> Vec<Segmentering> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::segment::of_klant(&mut reader, app.johan).await.unwrap()
}

/// The id of the record that holds; empty when there is none.
async fn huidig(app: &TestApp) -> String {
    let segmenten = segmenten(app).await;
    super::actions::huidig(&segmenten).map_or_else(String::new, |nu| nu.id.to_string())
}

fn form<'a>(huidig: &'a str, segment: &'a str, datum: &'a str) -> [(&'a str, &'a str); 4] {
    [("huidig", huidig), ("segment", segment), ("datum", datum), ("toelichting", "Zie het gesprek van vandaag.")]
}

#[tokio::test]
async fn two_judgements_on_one_day_both_stay_in_the_history() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/segment", app.johan);
        nadia.get(&pad).await.expect_text("Nog niet ingedeeld");
        nadia.post(&pad, &form("", "onoverbrugbare_afstand", "2026-03-01")).await.expect(303);
        let first = huidig(&app).await;
        let answer = nadia.post(&pad, &form(&first, "overbrugbare_afstand", "2026-11-23")).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Het segment is gewijzigd.");
        // A second later: records of one day are told apart by their moment of making.
        app.het_is("2026-11-23T08:30:01Z");
        let second = huidig(&app).await;
        nadia.post(&pad, &form(&second, "direct_bemiddelbaar", "2026-11-23")).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("dezelfde dag gewijzigd").says("22 nov 2026");
        assert!(page.text.find("Zie het gesprek").is_some());
        assert_eq!(segmenten(&app).await.iter().filter(|s| s.periode.tot_en_met.is_none()).count(), 1);
        nadia.get(&format!("/klanten/{}", app.johan)).await.expect_text("Direct bemiddelbaar");

        let id = huidig(&app).await.parse().unwrap();
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, id).await.unwrap();
        assert_eq!(regels[0].handeling, "segment.gewijzigd");
        assert_eq!(regels[0].details, r#"{"naar":"direct_bemiddelbaar","van":"overbrugbare_afstand"}"#);
    }
}

#[tokio::test]
async fn refusals_stand_at_their_field() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/segment", app.johan);
    nadia.get(&pad).await.expect(200);
    let answer = nadia.post(&pad, &form("", "", "2026-11-24")).await.expect(422).says("2 fouten");
    answer.says("Kies een segment.").says("Een indeling kan niet in de toekomst ingaan; kies vandaag of eerder.");
    nadia.post(&pad, &form("", "direct_bemiddelbaar", "gisteren")).await.expect(422).says("Vul een bestaande datum in");
    nadia.post(&pad, &form("", "direct_bemiddelbaar", "2026-11-01")).await.expect(303);
    let nu = huidig(&app).await;
    let same = nadia.post(&pad, &form(&nu, "direct_bemiddelbaar", "2026-11-23")).await.expect(422);
    same.says("De klant is al in dit segment ingedeeld.").says("Zie het gesprek van vandaag.");
    let before = nadia.post(&pad, &form(&nu, "overbrugbare_afstand", "2026-10-31")).await.expect(422);
    before.says("De huidige indeling begint later; kies een datum na de begindatum daarvan.");
}

#[tokio::test]
async fn the_second_to_judge_sees_both_versions() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/segment", app.johan);
        nadia.get(&pad).await.expect(200);
        piet.get(&pad).await.expect(200);
        nadia.post(&pad, &form("", "direct_bemiddelbaar", "2026-11-20")).await.expect(303);
        let answer = piet.post(&pad, &form("", "overbrugbare_afstand", "2026-11-23")).await.expect(409);
        answer
            .says("Nadia el Amrani heeft dit intussen gewijzigd.")
            .says("Direct bemiddelbaar, sinds 20 november 2026")
            .says("Overbrugbare afstand");
        let nu = huidig(&app).await;
        let choice = |which| {
            vec![
                ("versie", "0"),
                ("mijn_huidig", nu.as_str()),
                ("kies_huidig", "mijn"),
                ("mijn_segment", "overbrugbare_afstand"),
                ("ander_segment", "direct_bemiddelbaar"),
                ("kies_segment", which),
                ("mijn_datum", "2026-11-23"),
                ("ander_datum", "2026-11-20"),
                ("kies_datum", which),
                ("mijn_toelichting", "Zie het gesprek van vandaag."),
                ("kies_toelichting", "mijn"),
            ]
        };
        // Piet agrees with Nadia after all: nothing is written.
        piet.post(&pad, &choice("ander")).await.expect(303);
        assert_eq!(segmenten(&app).await.len(), 1);
        piet.post(&pad, &choice("mijn")).await.expect(303);
        assert_eq!(segmenten(&app).await.len(), 2);
    }
}

#[tokio::test]
async fn of_two_at_the_same_moment_one_is_asked() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/segment", app.johan);
        nadia.get(&pad).await.expect(200);
        piet.get(&pad).await.expect(200);
        let (een, twee) =
            (form("", "direct_bemiddelbaar", "2026-11-23"), form("", "overbrugbare_afstand", "2026-11-23"));
        let (een, twee) = tokio::join!(nadia.post(&pad, &een), piet.post(&pad, &twee));
        let mut statuses = [een.status.as_u16(), twee.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        assert_eq!(segmenten(&app).await.len(), 1);
    }
}

#[tokio::test]
async fn others_cannot() {
    let app = TestApp::sqlite().await;
    let pad = format!("/klanten/{}/segment", app.johan);
    let trudy = app.log_in("t.paap").await;
    trudy.get(&format!("/klanten/{}", app.tine)).await.expect(200);
    trudy.get(&pad).await.expect(404);
    trudy.post(&pad, &form("", "direct_bemiddelbaar", "2026-11-23")).await.expect(404);
    app.log_in("s.bakker").await.get(&pad).await.expect(403);
    assert!(segmenten(&app).await.is_empty());
}
