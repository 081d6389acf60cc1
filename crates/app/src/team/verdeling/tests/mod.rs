//! Petra asks who should have which client: Nadia has all three, and Piet has none.

mod bewaren;
mod intussen;
mod terug;

use domain::{
    datum::Periode,
    doelgroep::InDoelgroep,
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
};
use jiff::civil::date;
use storage::{
    caseload::{self, Filter},
    doelgroep::Vastgelegd,
};

use crate::testing::{Antwoord, Browser, TestApp, both};

const ID: &str = "01939e6c-0000-7000-8000-0000000000b1";
const PAD: &str = "/verdelingen/01939e6c-0000-7000-8000-0000000000b1";

fn velden(hoogstens: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("id", ID),
        ("wie", "allen"),
        ("minstens", "80"),
        ("hoogstens", hoogstens),
        ("niet_passend", "25"),
        ("wissel", "10"),
        ("kwartier", "1"),
    ]
}

/// The page of a proposal when it is ready.
async fn klaar(wie: &Browser<'_>) -> Antwoord {
    loop {
        let page = wie.get(PAD).await.expect(200);
        if !page.text.contains("data-ververs") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}

async fn wie(app: &TestApp, naam: &str) -> GebruikerId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gebruiker::list(&mut reader).await.unwrap().into_iter().find(|g| g.naam == naam).unwrap().id
}

/// The clients of somebody, by the lists.
async fn klanten(app: &TestApp, klantmanager: GebruikerId) -> Vec<KlantId> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let filter = Filter { klantmanager: Some(klantmanager), ..Filter::default() };
    let dag = caseload::Peildag::gewoon(app.omgeving.vandaag());
    let page = caseload::page(&mut reader, &filter, dag, None, 2_000).await.unwrap();
    page.regels.into_iter().map(|regel| regel.klant).collect()
}

async fn vraag_voorstel(petra: &Browser<'_>) -> Antwoord {
    vraag(petra, "120").await
}

async fn vraag(petra: &Browser<'_>, hoogstens: &'static str) -> Antwoord {
    petra.get("/verdelingen").await.expect_text("Nieuw voorstel");
    petra.post("/verdelingen", &velden(hoogstens)).await.expect(303);
    klaar(petra).await
}

/// Applies it, and gives the page that follows.
async fn pas_toe(petra: &Browser<'_>) -> Antwoord {
    let gedaan = petra.post(&format!("{PAD}/toepassen"), &[("versie", "2"), ("actie", "toepassen")]).await.expect(303);
    petra.get(&gedaan.naar).await.expect(200)
}

/// An account is closed, or opened again; what others know of it by heart, they go on knowing for some seconds.
async fn zet_actief(app: &TestApp, wie: GebruikerId, actief: bool) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    assert!(storage::gebruiker::set_active(&mut writer, wie, actief).await.unwrap());
    writer.commit(app.regel("gebruiker.gewijzigd"), &[]).await.unwrap();
}

/// A client dies, and the lists know.
async fn overlijdt(app: &TestApp, klant: KlantId) {
    app.overlijdt(klant).await;
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::klantstand::refresh(&mut writer, klant).await.unwrap();
    writer.commit(app.regel("proef"), &[]).await.unwrap();
}

#[tokio::test]
async fn petra_has_a_proposal_made_applies_it_and_takes_it_back() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let piet = wie(&app, "Piet Smit").await;
        let met = app.nadia.to_string();
        let gesprek = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-12-03"),
            ("tijd", "9.00"),
            ("duur", "60"),
            ("klantmanager", met.as_str()),
        ];
        // Johan has an appointment: he is the last who should change.
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&format!("/klanten/{}", app.johan)).await.expect(200);
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &gesprek).await.expect(303);
        let page =
            vraag_voorstel(&petra).await.says("Bewezen: met deze gewichten en grenzen is er geen betere verdeling");
        let page = page.says("De huidige klantmanager heeft 3 klanten; 2 is het maximum").says("1 tot en met 2");
        let page =
            page.says("klanten krijgen een andere klantmanager").says("werktijd niet bekend, gerekend als gemiddeld");
        assert_eq!(page.text.matches("name=\"klant\"").count(), 1, "as few as can be");
        assert!(!page.text.contains("Johan van der Meer"), "he keeps Nadia");
        // Sent twice it is one proposal, and nothing moved yet.
        petra.post("/verdelingen", &velden("120")).await.expect(303);
        assert_eq!((klanten(&app, app.nadia).await.len(), klanten(&app, piet).await.len()), (3, 0));

        petra.post(&format!("{PAD}/toepassen"), &[("versie", "1"), ("actie", "toepassen")]).await.expect(409);
        let gedaan =
            petra.post(&format!("{PAD}/toepassen"), &[("versie", "2"), ("actie", "toepassen")]).await.expect(303);
        petra.get(&gedaan.naar).await.expect_text("1 klant heeft een andere klantmanager gekregen").says("Verplaatst");
        assert_eq!((klanten(&app, app.nadia).await.len(), klanten(&app, piet).await.len()), (2, 1));
        petra.post(&format!("{PAD}/toepassen"), &[("versie", "3"), ("actie", "toepassen")]).await.expect(409);
        petra.get("/overnames").await.expect_text("Nieuwe verdeling van caseloads");

        petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "3")]).await.expect(303);
        petra.get(PAD).await.expect_text("Teruggedraaid");
        assert_eq!((klanten(&app, app.nadia).await.len(), klanten(&app, piet).await.len()), (3, 0));
        petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "4")]).await.expect(409).says("al teruggedraaid");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}

/// Who may not move stays, as long as the bounds can be kept.
#[tokio::test]
async fn whom_petra_keeps_stays_and_when_nobody_can_move_she_reads_why() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        vraag_voorstel(&petra).await;
        let alle: Vec<String> = klanten(&app, app.nadia).await.iter().map(ToString::to_string).collect();
        // All but the last one.
        let mut blijven = vec![("versie", "2"), ("actie", "opnieuw")];
        blijven.extend(alle.iter().take(2).map(|klant| ("klant", klant.as_str())));
        petra.post(&format!("{PAD}/toepassen"), &blijven).await.expect(303);
        let page = klaar(&petra).await.says("Blijven bij hun klantmanager");
        assert!(page.text.contains(&format!("value=\"{}\" aria-label", alle[2])), "only the third can go");
        // Nobody is left to go.
        let mut blijven = vec![("versie", "4"), ("actie", "opnieuw")];
        blijven.extend(alle.iter().map(|klant| ("klant", klant.as_str())));
        petra.post(&format!("{PAD}/toepassen"), &blijven).await.expect(303);
        klaar(&petra).await.says("Kan niet").says("Met deze grenzen is er geen verdeling");
        assert_eq!(klanten(&app, app.nadia).await.len(), 3);
        // Once more it is the same; with everybody free there is one again.
        petra.post(&format!("{PAD}/opnieuw"), &[("versie", "6")]).await.expect(303);
        klaar(&petra).await.says("Kan niet").says("Iedereen weer vrij, en opnieuw berekenen");
        petra.post(&format!("{PAD}/opnieuw"), &[("versie", "8"), ("vrij", "ja")]).await.expect(303);
        klaar(&petra).await.says("Bewezen");
        // All who would go stay: then there is nothing to apply.
        let mut blijven = vec![("versie", "10"), ("actie", "toepassen")];
        blijven.extend(alle.iter().map(|klant| ("klant", klant.as_str())));
        petra.post(&format!("{PAD}/toepassen"), &blijven).await.expect(409).says("er is niets toe te passen");
    }
}

/// Piet is ill for months: he gets nobody. With him left out nobody can move, since whom Nadia has fits nobody else.
#[tokio::test]
async fn who_does_not_take_part_keeps_whom_he_has_and_gets_nobody() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let piet = wie(&app, "Piet Smit").await.to_string();
        vraag_voorstel(&petra).await.says("Piet Smit doet niet mee");
        let zonder_piet =
            [("versie", "2"), ("deelname", "getoond"), ("niet_mee", piet.as_str()), ("actie", "toepassen")];
        // He would still get a client by this proposal.
        let gedaan = petra.post(&format!("{PAD}/toepassen"), &zonder_piet).await.expect(303);
        assert_eq!(klanten(&app, app.nadia).await.len(), 3, "it is worked out again first");
        petra.get(&gedaan.naar).await.expect_text("U wijzigde wie meedoet, daarom is eerst opnieuw berekend.");
        let page = klaar(&petra).await.says("Niemand wisselt").says("Alle klanten van wie niet meedoet: Piet Smit.");
        assert_eq!(page.text.matches(" checked").count(), 1, "Piet");
        let iedereen: Vec<String> = [piet.clone(), app.nadia.to_string()].to_vec();
        let mut niemand = vec![("versie", "4"), ("deelname", "getoond"), ("actie", "opnieuw")];
        niemand.extend(iedereen.iter().map(|id| ("niet_mee", id.as_str())));
        petra
            .post(&format!("{PAD}/toepassen"), &niemand)
            .await
            .expect(409)
            .says("Laat ten minste één klantmanager meedoen");
        // He is back.
        let vreemd = [("versie", "4"), ("deelname", "getoond"), ("niet_mee", ID), ("actie", "opnieuw")];
        petra.post(&format!("{PAD}/toepassen"), &vreemd).await.expect(404);
        petra.post(&format!("{PAD}/opnieuw"), &[("versie", "4"), ("deelname", "getoond")]).await.expect(303);
        let page = klaar(&petra).await;
        assert_eq!(page.text.matches("name=\"klant\"").count(), 1, "again one client goes to him");
    }
}

/// Samira has a business, and Piet knows more of that.
#[tokio::test]
async fn who_asks_something_goes_to_who_knows_it() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let piet = wie(&app, "Piet Smit").await;
        let samira = klanten(&app, app.nadia).await[0];
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        storage::specialisme::set(&mut writer, piet, "jongeren", true).await.unwrap();
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        let page = petra.get("/verdelingen/specialismen").await.expect_text("Piet Smit").says("Zelfstandigen");
        assert_eq!(page.text.matches(" checked").count(), 1);
        let (piet_id, nadia_id) = (piet.to_string(), app.nadia.to_string());
        let bekend = format!("{piet_id} jongeren");
        page.says(&format!("name=\"bekend\" value=\"{bekend}\""));
        let waarden =
            [format!("{piet_id} zelfstandige"), format!("{piet_id} statushouder"), format!("{nadia_id} statushouder")];
        let kent: Vec<_> = waarden.iter().map(|waarde| ("kent", waarde.as_str())).collect();
        // A form that showed nothing: somebody noted the young people meanwhile. Nadia's tick is not kept either.
        petra.post("/verdelingen/specialismen", &kent).await.expect(409).says("Dit is intussen gewijzigd");
        let kent = [&[("bekend", bekend.as_str())][..], &kent[..]].concat();
        let gedaan = petra.post("/verdelingen/specialismen", &kent).await.expect(303);
        let page = petra.get(&gedaan.naar).await.expect_text("Van 2 klantmanagers is opgeslagen");
        assert_eq!(page.text.matches(" checked").count(), 3, "young people no longer");
        let onbekend = format!("{piet_id} detentie");
        petra.post("/verdelingen/specialismen", &[("kent", onbekend.as_str())]).await.expect(403);

        let groep = InDoelgroep {
            id: app.omgeving.nieuw_id(),
            klant: samira,
            doelgroep: "zelfstandige".parse().unwrap(),
            periode: Periode::vanaf(date(2026, 3, 1)),
            door: app.nadia,
            toelichting: "Heeft een kapsalon.".to_owned(),
            ingetrokken: false,
            versie: 1,
        };
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        storage::doelgroep::insert(&mut writer, &Vastgelegd { groep, beschermd: false }).await.unwrap();
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        vraag_voorstel(&petra).await.says("Vraagt kennis die de huidige klantmanager niet heeft").says("Zelfstandigen");
    }
}

#[tokio::test]
async fn odd_input_is_told_and_strangers_find_nothing() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        petra.get("/verdelingen").await.expect(200);
        let fout = [
            ("id", ID),
            ("wie", "01939e6c-0000-7000-8000-0000000000ff"),
            ("minstens", "-1"),
            ("hoogstens", "99"),
            ("niet_passend", "NaN"),
            ("wissel", "1001"),
            ("kwartier", ""),
        ];
        let page = petra.post("/verdelingen", &fout).await.expect(422);
        let page = page.says("Kies van wie de klanten zijn").says("0 tot en met 100").says("100 tot en met 1000");
        assert_eq!(
            page.text.matches("Vul een heel getal in van 0 tot en met 1000.").count(),
            6,
            "three fields, twice each"
        );
        petra.get(PAD).await.expect(404);
        petra.post(&format!("{PAD}/toepassen"), &[("versie", "1")]).await.expect(404);
        vraag_voorstel(&petra).await;
        petra.post(&format!("{PAD}/toepassen"), &[("versie", "2"), ("klant", "Johan")]).await.expect(404);
        petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "2")]).await.expect(409).says("niet toegepast");
        petra.post(&format!("{PAD}/opnieuw"), &[("versie", "7")]).await.expect(409);
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(PAD).await.expect(403);
        nadia.get("/verdelingen").await.expect(403);
    }
}

/// The program was stopped while it worked: the page says so, and nothing is lost.
#[tokio::test]
async fn a_proposal_that_was_never_finished_is_worked_out_again() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        vraag_voorstel(&petra).await;
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let stand = (domain::verdeling::VerdelingStand::Berekenen, "");
        storage::verdeling::set_stand(&mut writer, (ID.parse().unwrap(), 2), stand, app.nu()).await.unwrap();
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        petra.get(PAD).await.expect_text("Het voorstel wordt berekend");
        petra.post(&format!("{PAD}/opnieuw"), &[("versie", "3")]).await.expect(409);
        app.het_is("2026-11-23T08:33:00Z");
        petra.get(PAD).await.expect_text("Dit voorstel is niet afgekomen");
        petra.post(&format!("{PAD}/opnieuw"), &[("versie", "3")]).await.expect(303);
        klaar(&petra).await.says("Bewezen");
    }
}
