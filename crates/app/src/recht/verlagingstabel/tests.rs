//! The applicatiebeheerder takes the reductions over from the verordening.

use crate::testing::both;

const TABEL: &str = "/beheer/verlagingstabel";

fn rij<'a>(naam: &str, waarde: &'a str) -> Vec<(&'static str, &'a str)> {
    let vast = [
        ("code", "4a"),
        ("gedraging", "Niet naar een cursus gaan"),
        ("procent", "30"),
        ("maanden", "1"),
        ("van", "2026-01-01"),
        ("tot", ""),
        ("bron", "Afstemmingsverordening, artikel 4"),
    ];
    vast.into_iter().map(|(is, eerder)| (is, if is == naam { waarde } else { eerder })).collect()
}

#[tokio::test]
async fn a_row_gets_a_last_day_and_a_new_one_follows() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get(TABEL).await.expect_text("Nog leeg");
        for (veld, waarde, fout) in [
            ("code", "", "code"),
            ("gedraging", " ", "gedraging"),
            ("procent", "101", "procent"),
            ("maanden", "0", "maanden"),
            ("van", "nooit", "van"),
            ("tot", "2025-12-31", "tot"),
            ("bron", "", "bron"),
        ] {
            let page = beheer.post(TABEL, &rij(veld, waarde)).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{fout}\"")), "{veld} = {waarde}");
        }
        beheer.post(TABEL, &rij("", "")).await.expect(303);
        beheer.post(TABEL, &rij("", "")).await.expect(303);
        beheer.get(TABEL).await.expect_text("1 regel");
        beheer.post(TABEL, &rij("van", "2026-07-01")).await.expect(422).says("id=\"fout-van\"");

        let einde = |versie, dag| [("code", "4a"), ("van", "2026-01-01"), ("versie", versie), ("laatste_dag", dag)];
        let beeindigen = format!("{TABEL}/beeindigen");
        beheer.post(&beeindigen, &einde("1", "2025-06-30")).await.expect(409);
        beheer.post(&beeindigen, &einde("1", "ooit")).await.expect(400);
        beheer.post(&beeindigen, &einde("1", "2026-06-30")).await.expect(303);
        beheer.post(&beeindigen, &einde("1", "2026-05-31")).await.expect(409);
        beheer.post(TABEL, &rij("van", "2026-07-01")).await.expect(303);
        beheer.get(TABEL).await.expect_text("2 regels").says("1 jan 2026 t/m 30 jun 2026").says("vanaf 1 jul 2026");
    }
}

#[tokio::test]
async fn who_decides_does_not_set_the_rule() {
    for app in both().await {
        for login in ["r.hendriks", "n.elamrani", "s.bakker"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            browser.get(TABEL).await.expect(403);
            browser.post(TABEL, &rij("", "")).await.expect(403);
        }
    }
}
