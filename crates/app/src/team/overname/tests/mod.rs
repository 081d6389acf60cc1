//! Petra spreads the clients: Nadia leaves, or is on leave; Piet takes over.

mod terug;
mod verdelen;

use domain::{
    belasting::{Telling, per_week},
    datum::plus_dagen,
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    toewijzing::Toewijzing,
};
use jiff::civil::{Date, date};
use storage::caseload::{self, Filter, Waarneming};

use crate::testing::{TestApp, both};

const VANDAAG: Date = date(2026, 11, 23);
const ID: &str = "01939e6c-0000-7000-8000-0000000000a1";
const ANDER_ID: &str = "01939e6c-0000-7000-8000-0000000000a2";

async fn wie(app: &TestApp, naam: &str) -> GebruikerId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    alle.into_iter().find(|g| g.naam == naam).unwrap().id
}

/// Names of the clients of somebody, by the lists.
async fn klanten(app: &TestApp, klantmanager: GebruikerId, waarneming: Waarneming, dag: Date) -> Vec<String> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let filter = Filter { klantmanager: Some(klantmanager), waarneming, ..Filter::default() };
    let page = caseload::page(&mut reader, &filter, caseload::Peildag::gewoon(dag), None, 2_000).await.unwrap();
    page.regels.into_iter().map(|regel| regel.naam).collect()
}

async fn toewijzingen(app: &TestApp, klant: KlantId) -> Vec<Toewijzing> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::toewijzing::of_klant(&mut reader, klant).await.unwrap()
}

async fn sluit_account(app: &TestApp, wie: GebruikerId) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::gebruiker::set_active(&mut writer, wie, false).await.unwrap();
    storage::bulk::commit(writer).await.unwrap();
}

/// What Petra fills in.
struct Form {
    id: &'static str,
    van: String,
    aan: String,
    vanaf: &'static str,
    tot: &'static str,
    wat: &'static str,
    verwacht: &'static str,
    klanten: Vec<String>,
}

impl Form {
    async fn nieuw(app: &TestApp) -> Self {
        Self {
            id: ID,
            van: app.nadia.to_string(),
            aan: wie(app, "Piet Smit").await.to_string(),
            vanaf: "2026-11-23",
            tot: "",
            wat: "alles",
            verwacht: "3",
            klanten: Vec::new(),
        }
    }

    fn velden(&self, stap: &'static str) -> Vec<(&str, &str)> {
        let mut velden = vec![
            ("id", self.id),
            ("van", &self.van),
            ("aan", &self.aan),
            ("vanaf", self.vanaf),
            ("tot", self.tot),
            ("hoe", if self.tot.is_empty() { "voor_goed" } else { "waarneming" }),
            ("reden", "uit dienst"),
            ("wat", self.wat),
            ("verwacht", self.verwacht),
            ("stap", stap),
        ];
        velden.extend(self.klanten.iter().map(|klant| ("klant", klant.as_str())));
        velden
    }
}

#[tokio::test]
async fn nadia_leaves_and_piet_gets_everything() {
    for app in both().await {
        let (petra, nadia) = (app.log_in("p.devries").await, app.log_in("n.elamrani").await);
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-30"),
            ("tijd", "9"),
            ("duur", "60"),
            ("klantmanager", &app.nadia.to_string()),
        ];
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
        petra.get("/overnames").await.expect_text("Nadia el Amrani").says("Nog geen overnames");
        petra
            .get(&format!("/overnames/nieuw?van={}", app.nadia))
            .await
            .expect_text("Alle 3 klanten van Nadia el Amrani");
        let form = Form::nieuw(&app).await;
        let controle = petra.post("/overnames/nieuw", &form.velden("controleren")).await;
        controle.expect_text("3 klanten van Nadia el Amrani naar Piet Smit").says("krijgt er 3");
        assert_eq!(klanten(&app, app.nadia, Waarneming::Zonder, VANDAAG).await.len(), 3, "nothing happened yet");
        let answer = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        // The same button twice makes one takeover.
        petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        let page = petra.get(&answer.naar).await.expect_text("Overgedragen").says("Gesprekken die meegingen");
        page.says("Samira Bouzid").says("nog niet");
        let piet_id = wie(&app, "Piet Smit").await;
        assert_eq!(klanten(&app, piet_id, Waarneming::Zonder, VANDAAG).await.len(), 3);
        let historie = toewijzingen(&app, app.johan).await;
        assert_eq!(historie.len(), 2);
        assert_eq!(historie[0].periode.tot_en_met, Some(date(2026, 11, 22)));
        assert_eq!((historie[1].klantmanager, historie[1].reden.as_str()), (piet_id, "uit dienst"));

        let piet = app.log_in("p.smit").await;
        piet.get("/vandaag")
            .await
            .expect_text("Nieuw voor u")
            .says("sinds 23 nov 2026 · uit dienst")
            .says("Komende week");
        piet.get(&format!("/klanten/{}", app.johan)).await.expect_text("Piet Smit werd klantmanager");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let (nieuw, aantal) = storage::toewijzing::nieuw(&mut reader, piet_id, VANDAAG, 1).await.unwrap();
        assert_eq!((nieuw.len(), aantal), (1, 2), "looking at Johan was enough");
        drop(reader);
        petra.get(&answer.naar).await.expect_text("23 nov 2026");
        piet.post("/overnames/gezien", &[]).await.expect(303);
        let vandaag = piet.get("/vandaag").await.expect(200);
        assert!(!vandaag.text.contains("Nieuw voor u"));
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn during_leave_piet_sees_nadias_clients_and_they_fall_back() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let piet_id = wie(&app, "Piet Smit").await;
        petra.get("/overnames").await.expect(200);
        let johan = app.johan.to_string();
        let form =
            Form { tot: "2026-12-04", wat: "deel", klanten: vec![johan.clone(), johan], ..Form::nieuw(&app).await };
        petra
            .post("/overnames/nieuw", &form.velden(""))
            .await
            .expect_text("1 klant van Nadia el Amrani naar Piet Smit");
        let answer = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        petra.get(&answer.naar).await.expect_text("Waargenomen").says("Waarneming beëindigen");
        let waargenomen = ["Johan van der Meer"];
        assert_eq!(klanten(&app, piet_id, Waarneming::Alleen, VANDAAG).await, waargenomen);
        assert_eq!(klanten(&app, piet_id, Waarneming::Met, date(2026, 12, 4)).await, waargenomen);
        assert!(klanten(&app, piet_id, Waarneming::Alleen, date(2026, 12, 5)).await.is_empty(), "it is over");
        assert_eq!(klanten(&app, app.nadia, Waarneming::Zonder, VANDAAG).await.len(), 3, "she stays");
        let piet = app.log_in("p.smit").await;
        piet.get("/vandaag").await.expect_text("U neemt tot en met 4 dec 2026 waar voor Nadia el Amrani");
        piet.get("/caseload").await.expect_text("Eigen klanten en waarneming");
        piet.get("/caseload?waarneming=alleen").await.expect_text("Johan van der Meer").says("Nadia el Amrani");
        piet.get(&format!("/klanten/{}", app.johan)).await.expect_text("Piet Smit, tot en met 4 dec 2026");
        // Nobody else in the same days for the same client; for the others it is free.
        let tweede = Form { id: ANDER_ID, vanaf: "2026-12-04", tot: "2026-12-10", ..Form::nieuw(&app).await };
        let answer2 = petra.post("/overnames/nieuw", &tweede.velden("doen")).await.expect(422);
        answer2.says("In deze periode neemt al iemand waar voor deze klanten");
        let later = Form { id: ANDER_ID, vanaf: "2026-12-05", tot: "2026-12-10", ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &later.velden("doen")).await.expect(303);
        // Nadia comes back early.
        petra.post(&format!("{}/intrekken", answer.naar), &[("versie", "1")]).await.expect(303);
        petra.post(&format!("{}/intrekken", answer.naar), &[("versie", "1")]).await.expect(409);
        assert!(klanten(&app, piet_id, Waarneming::Alleen, VANDAAG).await.is_empty());
    }
}

/// Signals about Johan are in the list of whoever has him.
#[tokio::test]
async fn a_signal_follows_the_client() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let signaal = [
            ("soort", "volgende_stap"),
            ("bron", "collega"),
            ("naam", "Mo"),
            ("ontvangen", "2026-11-20"),
            ("tekst", "Wil meer uren."),
        ];
        petra.get("/overnames").await.expect(200);
        petra.post(&format!("/klanten/{}/signalen/toevoegen", app.johan), &signaal).await.expect(303);
        let piet = app.log_in("p.smit").await;
        piet.get("/signalen").await.expect_text("Geen open signalen");
        let waarneming = Form { tot: "2026-11-30", ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &waarneming.velden("doen")).await.expect(303);
        piet.get("/signalen").await.expect_text("Johan van der Meer");
        let tijdlijn = petra.get(&format!("/klanten/{}", app.johan)).await;
        tijdlijn.expect_text("Piet Smit neemt waar voor Nadia el Amrani");
        app.log_in("n.elamrani").await.get("/signalen").await.expect_text("Johan van der Meer");
        let voor_goed = Form { id: ANDER_ID, ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &voor_goed.velden("doen")).await.expect(303);
        app.log_in("n.elamrani").await.get("/signalen").await.expect_text("Geen open signalen");
        piet.get("/signalen").await.expect_text("1 open signaal");
    }
}

#[tokio::test]
async fn not_to_somebody_who_just_left_but_from_somebody_who_did() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        petra.get("/overnames").await.expect(200);
        let form = Form::nieuw(&app).await;
        sluit_account(&app, wie(&app, "Piet Smit").await).await;
        let answer = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(422);
        answer.says("Deze collega werkt hier niet meer; kies iemand anders, zodat elke klant een klantmanager houdt.");
        assert_eq!(toewijzingen(&app, app.johan).await.len(), 1);
        sluit_account(&app, app.nadia).await;
        let petra_id = wie(&app, "Petra de Vries").await;
        let form = Form { aan: petra_id.to_string(), ..form };
        petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        assert_eq!(klanten(&app, petra_id, Waarneming::Zonder, VANDAAG).await.len(), 3);
    }
}

#[tokio::test]
async fn errors_stand_at_their_field() {
    let app = TestApp::sqlite().await;
    let petra = app.log_in("p.devries").await;
    petra.get("/overnames").await.expect(200);
    let goed = || Form::nieuw(&app);
    let beheer = wie(&app, "Applicatiebeheer").await.to_string();
    for (form, tekst) in [
        (Form { aan: String::new(), ..goed().await }, "Kies wie de klanten overneemt."),
        (Form { aan: app.nadia.to_string(), ..goed().await }, "Deze klanten zijn al van deze klantmanager"),
        (Form { aan: beheer, ..goed().await }, "Deze collega begeleidt geen klanten"),
        (Form { vanaf: "2026-11-22", ..goed().await }, "Een overname begint vandaag of later."),
        (Form { tot: "2026-11-22", ..goed().await }, "De laatste dag ligt vóór de eerste dag."),
        (Form { tot: "2226-11-22", ..goed().await }, "controleer het jaar"),
        (Form { wat: "deel", ..goed().await }, "Vink ten minste één klant aan"),
        (Form { klanten: vec![app.johan.to_string()], ..goed().await }, "U vinkte 1 klant aan, en koos alle klanten"),
    ] {
        petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(422).says(tekst);
    }
    assert_eq!(toewijzingen(&app, app.johan).await.len(), 1);
}

#[tokio::test]
async fn of_two_teamleiders_at_once_one_is_told() {
    for app in both().await {
        let (petra, ruud) = (app.log_in("p.devries").await, app.log_in("p.devries").await);
        petra.get("/overnames").await.expect(200);
        ruud.get("/overnames").await.expect(200);
        let petra_id = wie(&app, "Petra de Vries").await;
        let een = Form::nieuw(&app).await;
        let zelf = Form { aan: petra_id.to_string(), ..Form::nieuw(&app).await };
        let zelf = petra.post("/overnames/nieuw", &zelf.velden("doen")).await.expect(422);
        zelf.says("U kunt klanten van een collega niet zelf aan uzelf geven");
        let twee = Form { id: ANDER_ID, ..Form::nieuw(&app).await };
        let (een, twee) = (een.velden("doen"), twee.velden("doen"));
        let (een, twee) = tokio::join!(petra.post("/overnames/nieuw", &een), ruud.post("/overnames/nieuw", &twee));
        let mut statuses = [een.status.as_u16(), twee.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{} {}", een.text, twee.text);
        let geweigerd = if een.status.as_u16() == 409 { een } else { twee };
        geweigerd.says("De caseload is intussen veranderd.").says("nog 0");
        assert_eq!(toewijzingen(&app, app.johan).await.len(), 2, "moved once");
        let bij = [klanten(&app, petra_id, Waarneming::Zonder, VANDAAG).await.len(), {
            klanten(&app, wie(&app, "Piet Smit").await, Waarneming::Zonder, VANDAAG).await.len()
        }];
        assert!(bij == [0, 3] || bij == [3, 0], "all or nothing: {bij:?}");
    }
}

#[tokio::test]
async fn another_municipality_and_other_roles_stay_outside() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        petra.get("/overnames").await.expect(200);
        let trudy_id = {
            let mut reader = app.database.read(Gemeente::ZANDVOORT).await.unwrap();
            storage::gebruiker::list(&mut reader).await.unwrap()[0].id
        };
        petra.get(&format!("/overnames/nieuw?van={trudy_id}")).await.expect(404);
        let tine = Form { wat: "deel", klanten: vec![app.tine.to_string()], ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &tine.velden("doen")).await.expect(404);
        let aan = Form { aan: trudy_id.to_string(), ..Form::nieuw(&app).await };
        petra.post("/overnames/nieuw", &aan.velden("doen")).await.expect(422).says("Kies wie de klanten overneemt.");
        let form = Form::nieuw(&app).await;
        let answer = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        for login in ["n.elamrani", "s.bakker", "t.paap"] {
            let ander = app.log_in(login).await;
            ander.get(&answer.naar).await.expect(403);
            ander.get("/overnames").await.expect(403);
        }
    }
}

#[tokio::test]
async fn what_is_planned_is_done_on_its_day() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        petra.get("/overnames").await.expect(200);
        let form = Form { vanaf: "2026-12-01", ..Form::nieuw(&app).await };
        let answer = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        petra.get(&answer.naar).await.expect_text("Gepland").says("Niet laten doorgaan");
        super::voer_uit(&app.database, &app.omgeving, Gemeente::HAARLEM).await.unwrap();
        assert_eq!(klanten(&app, app.nadia, Waarneming::Zonder, VANDAAG).await.len(), 3, "not yet");
        app.het_is("2026-12-01T01:00:00Z");
        for _ in 0..2 {
            super::voer_uit(&app.database, &app.omgeving, Gemeente::HAARLEM).await.unwrap();
        }
        let piet_id = wie(&app, "Piet Smit").await;
        assert_eq!(klanten(&app, piet_id, Waarneming::Zonder, date(2026, 12, 1)).await.len(), 3);
        let historie = toewijzingen(&app, app.johan).await;
        assert_eq!(historie.len(), 2);
        assert_eq!(historie[1].periode.van, date(2026, 12, 1));
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

/// A thousand clients in one takeover, and then the question who had how many in which week.
#[tokio::test]
async fn a_thousand_clients_in_one_go_and_the_history_of_it() {
    for app in both().await {
        let (wij, klanten_erbij) = (Gemeente::HAARLEM, 1_000);
        app.voeg_klanten_toe(klanten_erbij).await;
        let petra = app.log_in("p.devries").await;
        petra.get("/overnames").await.expect(200);
        let page = petra.get(&format!("/overnames/nieuw?van={}", app.nadia)).await;
        let page = page.expect_text("Alle 1.003 klanten van Nadia el Amrani").says("100 van 1003 klanten");
        // Whom to take along is judged by the day a conversation is due; below a long list one goes on from there.
        assert!(page.text.contains(">Uiterlijk<") && page.text.matches("geen norm").count() == 100);
        assert_eq!(page.text.matches(">Controleren</button>").count(), 2);
        let form = Form { verwacht: "1003", ..Form::nieuw(&app).await };
        let answer = petra.post("/overnames/nieuw", &form.velden("doen")).await.expect(303);
        petra.get(&answer.naar).await.expect_text("1003").says("Volgende");
        let piet_id = wie(&app, "Piet Smit").await;
        let mut reader = app.database.read(wij).await.unwrap();
        let maandagen = [-7, 0, 7].map(|dagen| plus_dagen(VANDAAG, dagen));
        let team = storage::gebruiker::teams(&mut reader).await.unwrap()[0].0;
        let mut telling = Telling::nieuw(maandagen.to_vec());
        for klant in storage::belasting::verleden(&mut reader, team, maandagen[0], maandagen[2]).await.unwrap() {
            telling.tel(&klant);
        }
        let weken = per_week(&telling, &[], |_, _| (None, None));
        let mut telling: Vec<_> =
            weken.iter().map(|w| (w.maandag, w.klantmanager == piet_id, w.belasting.klanten)).collect();
        telling.sort_unstable();
        let verwacht = [(maandagen[0], false, 1_003), (maandagen[1], true, 1_003), (maandagen[2], true, 1_003)];
        assert_eq!(telling, verwacht);
        let kandidaten = storage::toewijzing::kandidaten(&mut reader, VANDAAG).await.unwrap();
        let keuze = domain::toewijzing::kies_klantmanager(&kandidaten).unwrap();
        assert_eq!(keuze.klantmanager, app.nadia, "she has nobody now: {}", keuze.reden);
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}
