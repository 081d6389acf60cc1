//! Johan does not come: a letter, time to repair it, and what follows. And conversations that still need a time.

use super::{
    gesprek::{latest_gesprek, planned},
    verzetten::{acts, hidden, stored},
};
use crate::testing::{Browser, TestApp, both};

/// Fills in from whom letters come.
pub(crate) async fn met_afzender(app: &TestApp) {
    let afzender = [
        ("versie", "0"),
        ("afdeling", "Werk en Inkomen"),
        ("adresregels", "Postbus 999\n2000 ZZ Haarlem"),
        ("bezoekadres", "Voorbeeldplein 1, Haarlem"),
        ("plaats", "Haarlem"),
        ("telefoon", "14 023"),
    ];
    let beheer = app.log_in("beheer").await;
    beheer.get("/beheer/brieven").await.expect(200);
    beheer.post("/beheer/brieven", &afzender).await.expect(303);
}

/// The form of a cure period with its letter, filled in for a last day.
pub(crate) fn termijn(einde: &'static str) -> [(&'static str, &'static str); 4] {
    [("brief", "2026-11-23"), ("einde", einde), ("taal", "nl"), ("versie", "3")]
}

/// Says that all letters that wait are on paper.
pub(crate) async fn druk_af(browser: &Browser<'_>) {
    let page = browser.get("/brieven/af-te-drukken").await.expect(200).text;
    let (tot, aantal) = (hidden(&page, "tot"), hidden(&page, "aantal"));
    browser.post("/brieven/af-te-drukken", &[("tot", &tot), ("aantal", &aantal)]).await.expect(303);
}

/// Johan's conversation of Monday 23 November, to which he was invited and did not come.
pub(crate) async fn stayed_away(app: &TestApp) -> String {
    met_afzender(app).await;
    let id = planned(app, "2026-11-23").await;
    let nadia = app.log_in("n.elamrani").await;
    let invited = [("kanaal", "brief"), ("op", "2026-11-16"), ("bewijs", "B26-TEST"), ("versie", "1")];
    nadia.post(&format!("/gesprekken/{id}/uitnodigen"), &invited).await.expect(303);
    let answer = [("uitkomst", "niet_verschenen"), ("toelichting", "geen bericht"), ("versie", "2")];
    let done = nadia.post(&format!("/gesprekken/{id}/niet-doorgegaan"), &answer).await.expect(303);
    nadia.get(&done.naar).await.expect_text("Hersteltermijn geven").says("Niet verschenen terugdraaien");
    id
}

#[tokio::test]
async fn from_not_showing_to_the_hand_over() {
    for app in both().await {
        let id = stayed_away(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        let form = nadia.get(&format!("{pad}/hersteltermijn")).await.expect_text("Voorstel: maandag 7 december 2026");
        form.says("value=\"2026-12-07\"").says("artikel 54 lid 1").says("Dat besluit wordt hier niet genomen.");
        let done = nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        let page = nadia
            .get(&done.naar)
            .await
            .expect_text("De hersteltermijn is gegeven en de brief is gemaakt.")
            .says("Ongedaan maken");
        let page = page.says("De brief over deze hersteltermijn is nog niet afgedrukt.");
        druk_af(&nadia).await;
        let page = page.says("hersteltermijn t/m 7 dec<").says("Overdragen kan vanaf dinsdag 8 december 2026");
        assert!(!page.text.contains("/overdragen"), "no button for what is refused");
        nadia
            .get("/vandaag")
            .await
            .expect_text("Hersteltermijnen")
            .says("laatste dag maandag 7 december")
            .says("Loopt");
        let tijdlijn = nadia.get(&format!("/klanten/{}", app.johan)).await;
        tijdlijn.expect_text("Hersteltermijn tot en met 7 december 2026.");
        nadia
            .post(&format!("{pad}/overdragen"), &[("versie", "4")])
            .await
            .expect(409)
            .says("De hersteltermijn loopt nog");

        app.het_is("2026-12-07T20:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(409).says("na de laatste dag");
        app.het_is("2026-12-08T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("Voorbij").says("Afhandelen");
        let page = nadia.get(&pad).await.expect_text("Overdragen aan rechtmatigheid");
        page.says("hersteltermijn voorbij sinds 7 dec").says("De laatste dag was maandag 7 december 2026.");
        let done = nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(303);
        let page = nadia.get(&done.naar).await.expect_text("De zaak is overgedragen aan rechtmatigheid.");
        let page = page.says("8 december 2026, aan rechtmatigheid").says("Overdracht terugdraaien");
        assert!(!page.text.contains("hersteltermijn voorbij"), "the badge is gone");
        assert!(!nadia.get("/vandaag").await.text.contains("Hersteltermijnen"));
        let done =
            ["gesprek.gepland", "gesprek.uitgenodigd", "gesprek.niet_verschenen", "gesprek.hersteltermijn_gegeven"];
        assert_eq!(acts(&app, &id).await, [done.as_slice(), &["gesprek.naar_rechtmatigheid"]].concat());
    }
}

/// A period that Johan was not told of gave him no time: it cannot run without its letter, and nobody is handed over on it.
#[tokio::test]
async fn a_cure_period_and_its_letter_are_one_step() {
    for app in both().await {
        let id = stayed_away(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        let letters = || async {
            let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
            storage::brief::of_gesprek(&mut reader, id.parse().unwrap()).await.unwrap()
        };
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect_text("Hersteltermijn geven en brief maken");
        let wrong = [("brief", "2026-11-23"), ("einde", "2026-12-07"), ("taal", "fries"), ("versie", "3")];
        nadia.post(&format!("{pad}/hersteltermijn"), &wrong).await.expect(422).says("Kies in welke taal");
        assert!(letters().await.is_empty(), "no period, no letter");
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        let [brief] = &letters().await[..] else { panic!("one letter") };
        assert_eq!(brief.inhoud.datum, jiff::civil::date(2026, 11, 23));
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(409);
        assert_eq!(letters().await.len(), 1, "sent twice, it is one letter");

        // Nobody printed it, and the last day passes.
        app.het_is("2026-12-08T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&pad).await.expect_text("als afgedrukt gemeld").says("Hersteltermijn terugdraaien");
        assert!(!page.text.contains("Brief over de hersteltermijn maken"), "it would give nobody time any more");
        assert!(!page.text.contains("/overdragen"), "no button for what is refused");
        let no = nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(409);
        no.says("niet als afgedrukt gemeld").says("geef haar opnieuw");
        nadia.post(&format!("{pad}/herstellen"), &[("versie", "4")]).await.expect(303);
        let anew = [("brief", "2026-12-08"), ("einde", "2026-12-22"), ("taal", "nl"), ("versie", "5")];
        nadia.post(&format!("{pad}/hersteltermijn"), &anew).await.expect(303);
        druk_af(&nadia).await;
        app.het_is("2026-12-23T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("{pad}/overdragen"), &[("versie", "6")]).await.expect(303);
    }
}

/// Two weeks on paper are two weeks: a letter that lay on the printer takes none of them away from Johan.
#[tokio::test]
async fn a_letter_that_left_late_gives_johan_as_many_days_from_then_on() {
    for app in both().await {
        let id = stayed_away(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        app.het_is("2026-11-27T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        druk_af(&nadia).await;
        let page = nadia.get(&pad).await.expect_text("van 23 november 2026 maar pas op 27 november 2026 afgedrukt");
        page.says("tot en met vrijdag 11 december 2026").says("Overdragen kan vanaf zaterdag 12 december 2026");

        // The day in the letter has passed, and Johan still has time.
        app.het_is("2026-12-08T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("laatste dag vrijdag 11 december").says("Loopt");
        let page = nadia.get(&pad).await.expect_text("tot en met vrijdag 11 december 2026");
        let page = page.says("hersteltermijn t/m 11 dec<");
        assert!(!page.text.contains("/overdragen"), "no button for what is refused");
        let no = nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(409);
        no.says("evenveel tijd, tot en met 11 december 2026");
        app.het_is("2026-12-12T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad).await.expect_text("De laatste dag was vrijdag 11 december 2026.");
        nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(303);
    }
}

/// A letter that names today as the last day asks what nobody can do.
#[tokio::test]
async fn on_a_letter_that_was_printed_on_its_last_day_nobody_is_handed_over() {
    for app in both().await {
        let id = stayed_away(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        app.het_is("2026-12-07T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        druk_af(&nadia).await;
        nadia.get(&pad).await.expect_text("pas afgedrukt toen de laatste dag er al was").says("geef haar opnieuw");
        app.het_is("2026-12-30T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&pad).await.expect_text("niet vast staat dat de klant dat op tijd wist");
        assert!(!page.text.contains("/overdragen"), "no button for what is refused");
        nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(409).says("de klant had geen tijd");
    }
}

#[tokio::test]
async fn without_a_sender_there_is_no_letter_and_no_cure_period() {
    let app = TestApp::sqlite().await;
    let id = planned(&app, "2026-11-23").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}");
    let invited = [("kanaal", "brief"), ("op", "2026-11-16"), ("bewijs", "B26-TEST"), ("versie", "1")];
    nadia.post(&format!("{pad}/uitnodigen"), &invited).await.expect(303);
    let away = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
    nadia.post(&format!("{pad}/niet-doorgegaan"), &away).await.expect(303);
    nadia.get(&format!("{pad}/hersteltermijn")).await.expect_text("Vraag de applicatiebeheerder");
    nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(409).says("van wie de brieven");
    assert_eq!(stored(&app, &id).await.stand.code(), "niet_verschenen");
}

#[tokio::test]
async fn johan_comes_after_all_and_every_step_is_taken_back() {
    for app in both().await {
        let id = stayed_away(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{id}");
        nadia.get(&format!("{pad}/alsnog-gekomen")).await.expect(409);
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect(409);
        let form = format!("{pad}/alsnog-gekomen");
        nadia.get(&form).await.expect_text("loopt tot en met maandag 7 december 2026");
        let wrong = [("op", "2026-11-24"), ("reden", " "), ("versie", "4")];
        nadia.post(&form, &wrong).await.expect(422).says("2 fouten").says("moet nog komen").says("al is het één zin");
        let came = [("op", "2026-11-23"), ("reden", "lag in het ziekenhuis"), ("versie", "4")];
        let done = nadia.post(&form, &came).await.expect(303);
        let page = nadia.get(&done.naar).await.expect_text("alsnog kwam of een goede reden had");
        page.says("Lag in het ziekenhuis").says("Geen bericht").says("Herstel terugdraaien");
        nadia.post(&form, &came).await.expect(409);

        for (versie, stand) in [("5", "in_hersteltermijn"), ("6", "niet_verschenen"), ("7", "uitgenodigd")] {
            nadia.post(&format!("{pad}/herstellen"), &[("versie", versie)]).await.expect(303);
            assert_eq!(stored(&app, &id).await.stand.code(), stand);
        }
        let page = nadia.get(&pad).await.expect(200);
        assert!(!page.text.contains("iekenhuis"), "what was recorded by mistake is gone from the record");
        assert_eq!(acts(&app, &id).await.iter().filter(|act| *act == "gesprek.teruggedraaid").count(), 3);
    }
}

#[tokio::test]
async fn a_last_day_that_does_not_count_is_moved_on_in_words() {
    let app = TestApp::sqlite().await;
    let id = stayed_away(&app).await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{id}/hersteltermijn");
    let send = |brief, einde| [("brief", brief), ("einde", einde), ("taal", "nl"), ("versie", "3")];
    let page = nadia.post(&pad, &send("2026-11-23", "2026-12-05")).await.expect(422);
    page.says("5 december 2026 is een zaterdag").says("wordt maandag 7 december 2026").says("value=\"2026-12-07\"");
    let page = nadia.post(&pad, &send("2026-11-27", "2026-11-30")).await.expect(422);
    page.says("ten minste twee dagen").says("wordt dinsdag 1 december 2026");
    nadia.post(&pad, &send("2026-11-23", "2026-11-23")).await.expect(422).says("eindigt niet later dan de brief");
    nadia
        .post(&pad, &send("2026-11-22", "2026-12-07"))
        .await
        .expect(422)
        .says("id=\"fout-brief\"")
        .says("Klantbeeld maakt de brief nu");
    nadia.post(&pad, &send("2026-11-23", "2027-12-07")).await.expect(422).says("Controleer het jaar");
    nadia.post(&pad, &send("2026-12-23", "2027-01-07")).await.expect(422).says("meer dan een week vooruit");
    nadia.post(&pad, &send("", "")).await.expect(422).says("2 fouten");

    app.het_is("2026-12-11T08:30:00Z");
    let nadia = app.log_in("n.elamrani").await;
    let page = nadia.get(&pad).await.expect_text("25 december 2026, eerste kerstdag").says("value=\"2026-12-28\"");
    page.says("Voorstel: maandag 28 december 2026.");
    let anew = [("brief", "2026-12-14"), ("einde", ""), ("taal", "nl"), ("versie", "3"), ("actie", "voorstel")];
    nadia
        .post(&pad, &anew)
        .await
        .expect_text("value=\"2026-12-28\"")
        .says("twee weken na de brief van 14 december 2026");
    assert_eq!(stored(&app, &id).await.stand.code(), "niet_verschenen", "a proposal records nothing");
}

#[tokio::test]
async fn what_needs_a_time_is_on_the_list_until_it_has_one() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        let pad = format!("{johan}/gesprekken/op-de-lijst");
        nadia.get(&johan).await.expect_text(&pad);
        let id = hidden(&nadia.get(&pad).await.text, "id");
        let nadia_id = app.nadia.to_string();
        let lijst = |voor| {
            let who = nadia_id.as_str();
            let rest = [("id", id.as_str()), ("duur", "180"), ("klantmanager", who)];
            [[("soort", "klantbeeldgesprek"), ("voor", voor)].as_slice(), &rest].concat()
        };
        nadia.post(&pad, &lijst("2026-11-23")).await.expect(422).says("Kies een latere dag.");
        nadia.post(&pad, &lijst("2029-11-23")).await.expect(422).says("twee jaar vooruit");
        let done = nadia.post(&pad, &lijst("2026-12-01")).await.expect(303);
        let page = nadia.get(&done.naar).await.expect_text("staat op de lijst om in te plannen");
        page.says("Te houden vóór 1 december 2026; er is nog geen tijd gekozen.");
        nadia.post(&pad, &lijst("2026-12-01")).await.expect(303);
        assert_eq!(latest_gesprek(&app).await, (id.clone(), 1), "sent twice, it stands there once");
        let page = nadia.get("/vandaag").await.expect_text("Te plannen gesprekken").says("vóór dinsdag 1 december");
        page.says(&format!("/gesprekken/{id}/inplannen")).says("0 gesprekken vandaag");
        let plannen = nadia.get(&format!("{johan}/gesprekken/plannen")).await;
        plannen.expect_text("Klantbeeldgesprek staat al op de lijst, te houden vóór 1 december 2026.");

        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("vóór 1 december 2026, 180 minuten");
        let form = format!("/gesprekken/{id}/inplannen");
        nadia.get(&form).await.expect_text("Te houden vóór 1 december 2026").says("<option value=\"180\" selected>");
        let plan = [("datum", "2026-11-20"), ("tijd", "9"), ("duur", "180"), ("versie", "1")];
        nadia.post(&form, &plan).await.expect(422).says("al voorbij");
        let plan = [("datum", "2026-11-27"), ("tijd", "9"), ("duur", "180"), ("plaats", "kamer 2"), ("versie", "1")];
        let done = nadia.post(&form, &plan).await.expect(303);
        nadia
            .get(&done.naar)
            .await
            .expect_text("Het gesprek is gepland.")
            .says("Ongedaan maken")
            .says("27 november 2026, 09.00 uur");
        assert!(!nadia.get("/vandaag").await.text.contains("Te plannen gesprekken"));
        nadia.get(&form).await.expect(409);
        assert_eq!(acts(&app, &id).await, ["gesprek.op_lijst_gezet", "gesprek.ingepland"]);
        // A slip of the mouse: back on the list, for the day it was to be held before.
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Inplannen terugdraaien").says("Te houden vóór");
        nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("vóór 1 december 2026, 180 minuten");
        nadia.get("/vandaag").await.expect_text("Te plannen gesprekken");
        // Planned once more, and another of its kind put on the list: then there is no place for it there.
        let plan = [("datum", "2026-11-27"), ("tijd", "9"), ("duur", "180"), ("versie", "3")];
        nadia.post(&form, &plan).await.expect(303);
        let ander = hidden(&nadia.get(&pad).await.text, "id");
        let nog_een = [
            ("id", ander.as_str()),
            ("soort", "klantbeeldgesprek"),
            ("voor", "2026-12-10"),
            ("duur", "60"),
            ("klantmanager", nadia_id.as_str()),
        ];
        nadia.post(&pad, &nog_een).await.expect(303);
        let nee = nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "4")]).await.expect(409);
        nee.says("staat voor deze klant al op de lijst");
    }
}

#[tokio::test]
async fn what_is_taken_off_the_list_comes_back_to_it() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/gesprekken/op-de-lijst", app.johan);
    let nadia_id = app.nadia.to_string();
    let lijst =
        [("soort", "klantbeeldgesprek"), ("voor", "2026-12-01"), ("duur", "60"), ("klantmanager", nadia_id.as_str())];
    nadia.post(&pad, &lijst).await.expect(303);
    let (id, _) = latest_gesprek(&app).await;
    let off = format!("/gesprekken/{id}/niet-doorgegaan");
    let page = nadia.get(&off).await.expect_text("Van de lijst halen");
    assert!(!page.text.contains("niet gekomen"));
    nadia.get(&format!("/gesprekken/{id}/verzetten")).await.expect(409).says("te plannen");
    nadia.post(&off, &[("uitkomst", "afgezegd_gemeente"), ("versie", "1")]).await.expect(303);
    nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
    assert_eq!(stored(&app, &id).await.stand.code(), "te_plannen");
    app.het_is("2026-12-01T08:30:00Z");
    app.log_in("n.elamrani").await.get("/vandaag").await.expect_text("Te laat");
}
