//! Johan is invited, confirms, and asks for another day; Piet and Nadia are at it at the same time.

use domain::{gemeente::Gemeente, gesprek::Gesprek};

use super::gesprek::planned;
use crate::testing::{TestApp, both};

/// The value of a hidden field of a page.
pub(super) fn hidden(page: &str, naam: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("name=\"{naam}\" value=\"")).unwrap_or_else(|| panic!("no {naam}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// A conversation as it is stored.
pub(super) async fn stored(app: &TestApp, id: &str) -> Gesprek {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::find(&mut reader, id.parse().unwrap()).await.unwrap().unwrap()
}

/// What was done to a conversation, oldest first.
pub(super) async fn acts(app: &TestApp, id: &str) -> Vec<String> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let regels = storage::logboek::of_object(&mut reader, id.parse().unwrap()).await.unwrap();
    assert!(regels.iter().all(|regel| regel.klant == Some(app.johan) && !regel.details.contains("tandarts")));
    regels.into_iter().rev().map(|regel| regel.handeling).collect()
}

async fn count(app: &TestApp) -> usize {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap().len()
}

/// The form to move, filled in for another day.
fn later<'a>(nieuw: &'a str, versie: &'a str, datum: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("versie", versie),
        ("nieuw", nieuw),
        ("datum", datum),
        ("tijd", "10.30"),
        ("duur", "45"),
        ("door", "klant"),
        ("toelichting", "tandarts"),
    ]
}

#[tokio::test]
async fn johan_is_invited_confirms_and_moves_and_that_is_taken_back() {
    for app in both().await {
        let id = planned(&app, "2026-11-30").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        nadia.get(&pad).await.expect_text("Bewijs van verzending").says("value=\"2026-11-23\"");
        let invite = [("kanaal", "brief"), ("op", "2026-11-20"), ("bewijs", "3SKLAN0012345"), ("versie", "1")];
        let done = nadia.post(&format!("{pad}/uitnodigen"), &invite).await.expect(303);
        nadia.get(&done.naar).await.expect_text("Ongedaan maken").says("20 november 2026, brief").says("3SKLAN0012345");
        let done = nadia.post(&format!("{pad}/bevestigen"), &[("versie", "2")]).await.expect(303);
        nadia.get(&done.naar).await.expect_text("Bevestiging terugdraaien").says("de klant zei te komen");

        let form = nadia.get(&format!("{pad}/verzetten")).await.expect_text("nodig opnieuw uit");
        let nieuw = hidden(&form.text, "nieuw");
        let move_it = later(&nieuw, "3", "2026-12-02");
        let done = nadia.post(&format!("{pad}/verzetten"), &move_it).await.expect(303);
        assert!(done.naar.starts_with(&format!("/gesprekken/{nieuw}?")), "{}", done.naar);
        let page = nadia.get(&done.naar).await.expect_text("Het gesprek is verzet.").says("Ongedaan maken");
        page.says("In plaats van").says(&format!("href=\"{pad}\"")).says("2 december 2026, 10.30 uur, 45 minuten");
        let old = nadia.get(&pad).await.expect_text("Verzet naar").says(&format!("href=\"/gesprekken/{nieuw}\""));
        old.says("door de klant").says("Tandarts").says("Verzetten terugdraaien").says("3SKLAN0012345");
        nadia.get(&format!("/klanten/{}", app.johan)).await.expect_text("Door de klant.");

        let again = nadia.post(&format!("{pad}/verzetten"), &move_it).await.expect(303);
        assert!(again.naar.starts_with(&format!("/gesprekken/{nieuw}?")), "sent twice, it moved once");
        for (veld, ander) in
            [("duur", "90"), ("toelichting", "vakantie"), ("door", "gemeente"), ("datum", "2026-12-04")]
        {
            let mut anders = move_it;
            anders.iter_mut().find(|(naam, _)| *naam == veld).unwrap().1 = ander;
            let nee = nadia.post(&format!("{pad}/verzetten"), &anders).await.expect(409);
            nee.says("is niet bewaard");
        }
        assert_eq!(count(&app).await, 2);
        assert_eq!(acts(&app, &id).await.last().unwrap(), "gesprek.verzet");
        assert_eq!(acts(&app, &nieuw).await, ["gesprek.gepland"]);

        nadia.post(&format!("{pad}/herstellen"), &[("versie", "4")]).await.expect(303);
        assert_eq!(stored(&app, &id).await.stand.code(), "bevestigd", "what it was");
        nadia
            .get(&format!("/gesprekken/{nieuw}"))
            .await
            .expect_text("Verzetten teruggedraaid")
            .says("door de gemeente");
        assert_eq!(acts(&app, &nieuw).await, ["gesprek.gepland", "gesprek.afgezegd"]);
        assert_eq!(acts(&app, &id).await.last().unwrap(), "gesprek.teruggedraaid");

        let form = nadia.get(&format!("{pad}/verzetten")).await.expect(200);
        let third = hidden(&form.text, "nieuw");
        nadia.post(&format!("{pad}/verzetten"), &later(&third, "5", "2026-12-03")).await.expect(303);
        assert_eq!(count(&app).await, 3, "another may take its place");
    }
}

#[tokio::test]
async fn a_move_stays_when_something_came_of_it() {
    for app in both().await {
        let id = planned(&app, "2026-11-23").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        let nieuw = hidden(&nadia.get(&format!("{pad}/verzetten")).await.text, "nieuw");
        // The same day: what is moved does not count as a second conversation.
        nadia.post(&format!("{pad}/verzetten"), &later(&nieuw, "1", "2026-11-23")).await.expect(303);
        let report = [("tekst", "Kwam later."), ("versie", "1")];
        nadia.post(&format!("/gesprekken/{nieuw}/vastleggen"), &report).await.expect(303);
        let no = nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(409);
        no.says("Het gesprek dat hiervoor in de plaats kwam is gevoerd");
        assert_eq!(stored(&app, &id).await.stand.code(), "verzet", "nothing half done");
        assert_eq!(stored(&app, &nieuw).await.stand.code(), "gevoerd");

        nadia.get(&format!("/gesprekken/{nieuw}/verzetten")).await.expect(409).says("al afgerond (gevoerd)");
        let fourth = uuid::Uuid::from_u128(4).to_string();
        let no = nadia.post(&format!("/gesprekken/{nieuw}/verzetten"), &later(&fourth, "2", "2026-12-02")).await;
        no.expect(409).says("al afgerond (gevoerd)");
        assert_eq!(count(&app).await, 2);
    }
}

#[tokio::test]
async fn moving_asks_for_a_time_to_come_and_for_who_wanted_it() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-30").await;
    let other = planned(&app, "2026-12-04").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}/verzetten");
    let nieuw = hidden(&nadia.get(&pad).await.text, "nieuw");
    let wrong = [("versie", "1"), ("nieuw", nieuw.as_str()), ("datum", "31-11-2026"), ("tijd", "0.00"), ("duur", "60")];
    let page = nadia.post(&pad, &wrong).await.expect(422).says("3 fouten").says("bestaande datum");
    page.says("niet om middernacht").says("Kies of de klant of de gemeente");
    let past = nadia.post(&pad, &later(&nieuw, "1", "2026-11-20")).await.expect(422);
    past.says("id=\"fout-datum\"").says("al voorbij").says("tandarts");
    let twice = nadia.post(&pad, &later(&nieuw, "1", "2026-12-04")).await.expect(422);
    let twice = twice.says("op die dag al een gesprek").says("tandarts");
    let meant = hidden(&twice.text, "toch");
    let toch = [later(&nieuw, "1", "2026-12-04").as_slice(), &[("toch", meant.as_str())]].concat();
    nadia.post(&pad, &toch).await.expect(303);
    assert_eq!(stored(&app, &other).await.stand.code(), "gepland");
}

#[tokio::test]
async fn two_people_move_the_same_conversation() {
    for app in both().await {
        let id = planned(&app, "2026-11-30").await;
        let pad = format!("/gesprekken/{id}/verzetten");
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let hers = hidden(&nadia.get(&pad).await.text, "nieuw");
        let his = hidden(&piet.get(&pad).await.text, "nieuw");
        let (hers, his) = (later(&hers, "1", "2026-12-02"), later(&his, "1", "2026-12-03"));
        let (one, two) = tokio::join!(nadia.post(&pad, &hers), piet.post(&pad, &his));
        let mut answers = [one.status.as_u16(), two.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "one moves it, the other is told");
        assert_eq!(count(&app).await, 2);
    }
}

#[tokio::test]
async fn nobody_of_another_municipality_gets_at_it() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-23").await;
    let trudy = app.log_in("t.paap").await;
    let nieuw = uuid::Uuid::from_u128(5).to_string();
    for step in ["verzetten", "inplannen", "hersteltermijn", "alsnog-gekomen", "niet-doorgegaan"] {
        trudy.get(&format!("/gesprekken/{id}/{step}")).await.expect(404);
        trudy.post(&format!("/gesprekken/{id}/{step}"), &later(&nieuw, "1", "2026-12-02")).await.expect(404);
    }
    for step in ["uitnodigen", "bevestigen", "overdragen", "herstellen"] {
        trudy.post(&format!("/gesprekken/{id}/{step}"), &[("versie", "1")]).await.expect(404);
    }
    trudy.get(&format!("/klanten/{}/gesprekken/op-de-lijst", app.johan)).await.expect(404);
    assert_eq!(stored(&app, &id).await.versie, 1);
}

#[tokio::test]
async fn an_invitation_has_a_day_that_can_be() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-30").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}/uitnodigen");
    let invite = |kanaal, op| [("kanaal", kanaal), ("op", op), ("bewijs", "kenmerk 12"), ("versie", "1")];
    let page = nadia.post(&pad, &invite("duif", "2026-11-24")).await.expect(422).says("2 fouten");
    page.says("brief, e-mail, telefoon of mondeling").says("Deze dag moet nog komen").says("kenmerk 12");
    nadia.post(&pad, &invite("email", "2026-11-23")).await.expect(303);
    nadia.post(&pad, &invite("email", "2026-11-23")).await.expect(409);
    nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
    nadia.get(&format!("/gesprekken/{id}")).await.expect_text("nog niet");
    // What is left to take back is the planning; then it is off.
    nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "3")]).await.expect(303);
    nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Planning teruggedraaid");
}

#[tokio::test]
async fn who_called_it_off_is_a_fact_of_its_own() {
    for app in both().await {
        let id = planned(&app, "2026-12-01").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}/niet-doorgegaan");
        nadia
            .post(&pad, &[("uitkomst", "afgezegd"), ("versie", "1")])
            .await
            .expect(422)
            .says("Kies wat er gebeurd is.");
        let by_us = [("uitkomst", "afgezegd_gemeente"), ("toelichting", "kamer bezet"), ("versie", "1")];
        let done = nadia.post(&pad, &by_us).await.expect(303);
        nadia.get(&done.naar).await.expect_text("Door de gemeente.").says("Kamer bezet");
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Afzegging terugdraaien").says("door de gemeente");
        nadia.get(&pad).await.expect(409).says("al afgerond (afgezegd)");
        nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
        let by_him = [("uitkomst", "afgezegd_klant"), ("versie", "3")];
        nadia.post(&pad, &by_him).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("door de klant");
    }
}

/// Nadia and Piet each move one of Johan's two conversations to the same day, at the same moment: the second is asked whether
/// that is meant. The same for one of the list that gets its time.
#[tokio::test]
async fn two_colleagues_at_once_do_not_give_johan_two_conversations_on_a_day() {
    for app in both().await {
        let (eerste, tweede) = (planned(&app, "2026-11-30").await, planned(&app, "2026-12-01").await);
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let nieuw = [7, 8].map(|nummer| uuid::Uuid::from_u128(nummer).to_string());
        let vormen = [later(&nieuw[0], "1", "2026-12-02"), later(&nieuw[1], "1", "2026-12-02")];
        let paden = [&eerste, &tweede].map(|id| format!("/gesprekken/{id}/verzetten"));
        let (een, ander) = tokio::join!(nadia.post(&paden[0], &vormen[0]), piet.post(&paden[1], &vormen[1]));
        let mut standen = [een.status.as_u16(), ander.status.as_u16()];
        standen.sort_unstable();
        assert_eq!(standen, [303, 422], "one moves, the other is asked");
        let (gevraagd, pad, mut vorm) = if een.status == 422 {
            (een, &paden[0], vormen[0].to_vec())
        } else {
            (ander, &paden[1], vormen[1].to_vec())
        };
        let gevraagd = gevraagd.says("Deze klant heeft op die dag al een gesprek");
        let toch = hidden(&gevraagd.text, "toch");
        vorm.push(("toch", &toch));
        nadia.post(pad, &vorm).await.expect(303);
    }
}

/// What is free stands beside the form, and a click fills it in; what Nadia has that day is only a time.
#[tokio::test]
async fn who_plans_sees_the_diary() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        planned(&app, "2026-11-30").await;
        let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
        let page = nadia.get(&pad).await.expect_text("Agenda van").says("bezet 09.00\u{2060}–\u{2060}10.00");
        page.says("Het werkrooster is niet bekend");
        let gekozen = nadia.post(&pad, &[("plek", "2026-12-03 10.30"), ("plaats", "kamer 2")]).await.expect(200);
        gekozen.says("value=\"2026-12-03\"").says("value=\"10.30\"").says("kamer 2");
    }
}
