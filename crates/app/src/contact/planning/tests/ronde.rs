//! What follows on a round: inviting everybody in the same go, and taking it back.

use super::*;
use crate::stories::hersteltermijn::met_afzender;

/// The page of a round when its invitations were made.
async fn uitgenodigd(wie: &Browser<'_>, ronde: &str) -> Antwoord {
    loop {
        let page = wie.get(ronde).await.expect(200);
        if !page.text.contains("data-ververs") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}

async fn standen(app: &TestApp, klanten: &[KlantId]) -> Vec<&'static str> {
    let mut standen = Vec::new();
    for klant in klanten {
        standen.extend(of_klant(app, *klant).await.into_iter().map(|gesprek| gesprek.stand.code()));
    }
    standen
}

/// One confirmation plans and invites. What is not printed yet is taken back with the round, what is with the client stays, and
/// Johan stands on the list again.
#[tokio::test]
async fn one_confirmation_plans_and_invites_and_the_round_is_taken_back() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let allen = klanten(&app).await;
        let id = app.nadia.to_string();
        let lijst =
            [("soort", "participatiegesprek"), ("voor", "2026-12-20"), ("duur", "60"), ("klantmanager", id.as_str())];
        nadia.post(&format!("/klanten/{}/gesprekken/op-de-lijst", app.johan), &lijst).await.expect(303);
        let mut velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await.expect_text("Uitnodigingen kunnen nog niet worden gemaakt");
        assert!(!page.text.contains("name=\"uitnodigen\""));
        met_afzender(&app).await;
        let page = voorstel(&nadia, &velden).await.expect_text("value=\"later\"");
        velden.push(("uitnodigen", "post"));
        let ronde = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        let page = uitgenodigd(&nadia, &ronde).await.says("Uitgenodigd (brief)").says("Planning terugdraaien");
        assert!(!page.text.contains("weten nog niet"));
        assert_eq!(standen(&app, &allen).await, ["uitgenodigd"; 3]);
        // The first letter of the stack is printed.
        let stapel = nadia.get("/brieven/af-te-drukken").await.expect_text("3 brieven");
        let tot = waarden(&stapel, "tot");
        let eerste = {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            let gebruiker = storage::gebruiker::find(&mut reader, app.nadia).await.unwrap().unwrap();
            let stapel = storage::brief::Stapel::van(&gebruiker);
            storage::brief::wachtend(&mut reader, stapel, date(2026, 11, 23), 9).await.unwrap().swap_remove(0)
        };
        assert_eq!(tot.len(), 1);
        let gedrukt = [("tot", eerste.id.to_string()), ("aantal", "1".to_owned())];
        let gedrukt: Vec<(&str, &str)> = gedrukt.iter().map(|(naam, waarde)| (*naam, waarde.as_str())).collect();
        nadia.post("/brieven/af-te-drukken", &gedrukt).await.expect(303);
        let terug = nadia.post(&format!("{ronde}/terugdraaien"), &[]).await.expect(303).naar;
        let page = nadia.get(&terug).await.expect_text("2 gesprekken zijn teruggedraaid");
        page.says("3 gesprekken gepland, 2 teruggedraaid of afgezegd");
        for klant in &allen {
            let gesprekken = of_klant(&app, *klant).await;
            let [gesprek] = gesprekken.as_slice() else { panic!("one conversation each: {gesprekken:?}") };
            let verwacht = if *klant == eerste.klant {
                "uitgenodigd"
            } else if *klant == app.johan {
                "te_plannen"
            } else {
                "afgezegd"
            };
            assert_eq!(gesprek.stand.code(), verwacht);
            assert_eq!(gesprek.uitnodiging.is_some(), *klant == eerste.klant);
            if verwacht == "te_plannen" {
                assert_eq!(plaatselijk(gesprek.moment).date(), date(2026, 12, 20), "before the same day as it was");
            }
        }
        nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        // Who was taken back can be planned again; the one who has his letter cannot.
        nadia.post(&format!("{ronde}/terugdraaien"), &[]).await.expect(409).says("weet al van zijn");
        let page = voorstel(&nadia, &velden).await.expect(200);
        assert_eq!(waarden(&page, "plan").len(), 2);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 1_000).await.unwrap();
        let tel = |handeling: &str| regels.iter().filter(|regel| regel.handeling == handeling).count();
        assert_eq!((tel("gesprek.planning_teruggedraaid"), tel("planronde.teruggedraaid")), (2, 1));
    }
}

/// A round of another municipality does not exist, and neither does that of a colleague in another team.
#[tokio::test]
async fn a_round_elsewhere_is_not_taken_back() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await;
        let ronde = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        let zandvoort = app.log_in("t.paap").await;
        zandvoort.get("/caseload").await.expect(200);
        let piet = app.log_in("p.smit").await;
        for collega in [&zandvoort, &piet] {
            collega.get(&ronde).await.expect(404);
            for wat in ["terugdraaien", "uitnodigen"] {
                collega.post(&format!("{ronde}/{wat}"), &[]).await.expect(404);
            }
        }
        app.log_in("p.devries").await.get(&ronde).await.expect(200);
        assert_eq!(standen(&app, &klanten(&app).await).await, ["gepland"; 3]);
    }
}

/// Petra gives Piet clients of Nadia: so many of them, for good or until a day.
async fn geef_aan_piet(app: &TestApp, id: &str, hoe: &str, tot: &str, alleen: Option<KlantId>) {
    let petra = app.log_in("p.devries").await;
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    drop(reader);
    let piet = alle.iter().find(|gebruiker| gebruiker.naam == "Piet Smit").unwrap().id.to_string();
    let van = app.nadia.to_string();
    let (klant, aantal) = (alleen.map(|klant| klant.to_string()), klanten(app).await.len().to_string());
    let mut velden = vec![
        ("id", id),
        ("van", van.as_str()),
        ("aan", piet.as_str()),
        ("vanaf", "2026-11-23"),
        ("tot", tot),
        ("hoe", hoe),
        ("reden", "andere verdeling"),
        ("wat", if klant.is_some() { "deel" } else { "alles" }),
        ("verwacht", aantal.as_str()),
        ("stap", "doen"),
    ];
    velden.extend(klant.iter().map(|klant| ("klant", klant.as_str())));
    petra.get("/overnames").await.expect(200);
    petra.post("/overnames/nieuw", &velden).await.expect(303);
}

/// Who stands in for one client does not call off the conversations of all; who took them all over for good does.
#[tokio::test]
async fn a_round_is_there_for_who_has_all_of_its_clients_now() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await;
        let ronde = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        geef_aan_piet(&app, "01939e6c-0000-7000-8000-0000000000b1", "waarneming", "2026-11-27", Some(app.johan)).await;
        app.log_in("p.smit").await.get(&ronde).await.expect(404);
    }
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await;
        let ronde = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        geef_aan_piet(&app, "01939e6c-0000-7000-8000-0000000000b2", "voor_goed", "", None).await;
        app.log_in("p.smit").await.get(&ronde).await.expect(200);
    }
}
