//! Nadia speaks with Johan about work; Karima sits at the table for his debts. What Karima notes, is hers.

use domain::{
    deelnemer::{Deelnemer, WieDoetMee},
    gemeente::Gemeente,
    gesprek::{Gesprek, GesprekStand},
    id::{DeelnemerId, GebruikerId},
};

use crate::{
    stories::gesprek::planned,
    testing::{TestApp, both},
};

const GEHEIM: &str = "Deurwaarder van de zorgverzekeraar, 4.312 euro";
const CONCLUSIE: &str = "Er is hulp bij de schulden; werken kan weer.";

async fn gebruiker(app: &TestApp, login: &str) -> GebruikerId {
    let (gebruiker, _) = storage::gebruiker::find_login(&app.database, &login.parse().unwrap()).await.unwrap().unwrap();
    gebruiker.id
}

/// The administrator appoints somebody.
async fn wijs_aan(app: &TestApp, login: &str, discipline: &str) {
    let pad = format!("/beheer/gebruikers/{}", gebruiker(app, login).await);
    let beheer = app.log_in("beheer").await;
    beheer.get(&pad).await.expect_text("Nog voor geen enkele discipline.");
    beheer.post(&pad, &[("was", ""), ("discipline", discipline)]).await.expect(303);
}

/// Karima takes part in a conversation with Johan on 23 November.
async fn karima_doet_mee(app: &TestApp) -> (String, DeelnemerId) {
    wijs_aan(app, "k.yildiz", "schuldhulp").await;
    let gesprek = planned(app, "2026-11-23").await;
    let karima = gebruiker(app, "k.yildiz").await.to_string();
    let nadia = app.log_in("n.elamrani").await;
    let form = [("collega", karima.as_str()), ("discipline", "schuldhulp")];
    nadia.post(&format!("/gesprekken/{gesprek}/deelnemers/toevoegen"), &form).await.expect(303);
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let allen = storage::deelnemer::of_gesprek(&mut reader, gesprek.parse().unwrap()).await.unwrap();
    (gesprek, allen[0].id)
}

async fn karima_schrijft(app: &TestApp, id: DeelnemerId) {
    let karima = app.log_in("k.yildiz").await;
    karima.get("/mijn-gesprekken").await.expect(200);
    let form = [("versie", "1"), ("tekst", GEHEIM), ("conclusie", CONCLUSIE)];
    karima.post(&format!("/deelnemers/{id}"), &form).await.expect(303);
}

#[tokio::test]
async fn karima_writes_and_nadia_reads_the_conclusion() {
    for app in both().await {
        let (gesprek, id) = karima_doet_mee(&app).await;
        let pad = format!("/deelnemers/{id}");
        let karima = app.log_in("k.yildiz").await;
        assert_eq!(karima.get("/").await.naar, "/mijn-gesprekken");
        karima.get("/mijn-gesprekken").await.expect_text("1 gesprek vandaag").says("Johan van der Meer").says(&pad);
        let form = karima.get(&pad).await.expect_text("De klantmanager niet.").says("Nadia el Amrani");
        assert!(!form.text.contains("/klanten/"), "she has no file of Johan");

        // Typed, interrupted, and gone on with.
        let typed = [("versie", "1"), ("tekst", "Deurwaarder van de"), ("conclusie", "")];
        karima.post(&format!("{pad}/concept"), &typed).await.expect(204);
        karima.get(&pad).await.expect_text("Deurwaarder van de").says("Concept bewaard op");
        let wrong = karima.post(&pad, &[("versie", "1"), ("tekst", GEHEIM), ("conclusie", " ")]).await.expect(422);
        wrong.says("Schrijf ook een conclusie").says(GEHEIM);

        let form = [("versie", "1"), ("tekst", GEHEIM), ("conclusie", CONCLUSIE)];
        let answer = karima.post(&pad, &form).await.expect(303);
        karima.get(&answer.naar).await.expect_text("Uw notitie is bewaard.").says(GEHEIM);
        // Twice the same is once; an old tab sees both versions.
        karima.post(&pad, &form).await.expect(303);
        let old = [("versie", "1"), ("tekst", "Iets anders"), ("conclusie", "Iets")];
        karima.post(&pad, &old).await.expect(409).says(GEHEIM).says("Iets anders");
        karima.post(&format!("{pad}/concept"), &old).await.expect(409);

        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text(CONCLUSIE).says("Notitie beschermd");
        assert!(!page.text.contains("Deurwaarder") && !page.text.contains(&pad), "no way to the note either");
    }
}

/// Everybody who should not, by guessing the address.
#[tokio::test]
async fn whoever_guesses_the_address_gets_nothing() {
    for app in both().await {
        let (_, id) = karima_doet_mee(&app).await;
        karima_schrijft(&app, id).await;
        let pad = format!("/deelnemers/{id}");
        for (login, begin, status) in [
            ("n.elamrani", "/vandaag", 403),
            ("p.smit", "/vandaag", 403),
            ("p.devries", "/vandaag", 403),
            ("o.mulder", "/mijn-gesprekken", 404),
            ("t.paap", "/vandaag", 404),
            ("s.bakker", "/projecten", 403),
            ("beheer", "/beheer", 403),
            ("r.hendriks", "/rechtmatigheid", 403),
        ] {
            let browser = app.log_in(login).await;
            browser.get(begin).await.expect(200);
            let page = browser.get(&pad).await.expect(status);
            assert!(!page.text.contains("Deurwaarder") && !page.text.contains(CONCLUSIE), "{login} reads it");
            let form = [("versie", "2"), ("tekst", "van mij"), ("conclusie", "van mij")];
            let written = browser.post(&pad, &form).await;
            assert!([403, 404].contains(&written.status.as_u16()), "{login} writes it: {}", written.status);
            let draft = browser.post(&format!("{pad}/concept"), &form).await;
            assert!([403, 404].contains(&draft.status.as_u16()), "{login} keeps a draft of it: {}", draft.status);
        }
        app.log_in("n.elamrani").await.get(&pad).await.expect(403).says("Deze notitie is beschermd.");
        // A version that never was is no way in.
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&pad, &[("versie", "-1"), ("tekst", "x"), ("conclusie", "x")]).await.expect(404);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let notitie = storage::deelnemer::notitie(&mut reader, id).await.unwrap().unwrap();
        assert_eq!((notitie.tekst.as_str(), notitie.conclusie.as_str()), (GEHEIM, CONCLUSIE));
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        assert!(seen.iter().all(|line| line.handeling != "notitie.getoond"), "nobody read it, so nobody is noted");
    }
}

#[tokio::test]
async fn another_counsellor_reads_only_beside_the_same_table_and_that_is_noted() {
    for app in both().await {
        let (gesprek, id) = karima_doet_mee(&app).await;
        karima_schrijft(&app, id).await;
        wijs_aan(&app, "o.mulder", "schuldhulp").await;
        let pad = format!("/deelnemers/{id}");
        let onno = app.log_in("o.mulder").await;
        onno.get(&pad).await.expect(404);
        let (nadia, onno_id) = (app.log_in("n.elamrani").await, gebruiker(&app, "o.mulder").await);
        let form = [("collega", &*onno_id.to_string()), ("discipline", "schuldhulp")];
        nadia.post(&format!("/gesprekken/{gesprek}/deelnemers/toevoegen"), &form).await.expect(303);
        onno.get(&pad).await.expect_text(GEHEIM).says("is vastgelegd");
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        let last = seen.last().unwrap();
        assert_eq!(
            (last.handeling.as_str(), last.gebruiker, last.doel.as_str()),
            ("notitie.getoond", onno_id, "begeleiding")
        );
        assert_eq!(last.klanten, [app.johan]);

        // He is no counsellor any more.
        let beheer = app.log_in("beheer").await;
        let user = format!("/beheer/gebruikers/{onno_id}");
        beheer.get(&user).await.expect_text("Schuldhulpverlening, sinds 23 nov 2026");
        beheer.post(&user, &[("was", "")]).await.expect(409);
        beheer.post(&user, &[("was", "schuldhulp")]).await.expect(303);
        onno.get(&pad).await.expect(403).says("wie voor deze discipline is aangewezen");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, onno_id.uuid()).await.unwrap();
        let details: Vec<_> = regels.iter().map(|regel| regel.details.as_str()).collect();
        assert!(details.contains(&r#"{"eraf":["schuldhulp"],"erbij":[]}"#), "{details:?}");
    }
}

/// Wherever else Johan's data go, the note does not.
#[tokio::test]
async fn a_note_is_in_no_other_page_file_or_letter() {
    for app in both().await {
        let (gesprek, id) = karima_doet_mee(&app).await;
        karima_schrijft(&app, id).await;
        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}", app.johan);
        let held = [("versie", "1"), ("tekst", "Over werk."), ("afspraken", "Belt morgen.")];
        nadia.post(&format!("/gesprekken/{gesprek}/vastleggen"), &held).await.expect(303);
        let volgende = planned(&app, "2026-12-07").await;
        for pad in [
            "/vandaag".to_owned(),
            johan.clone(),
            format!("{johan}/gegevens"),
            format!("{johan}/klantbeeld"),
            format!("{johan}/plan"),
            format!("/gesprekken/{gesprek}"),
            format!("/gesprekken/{gesprek}/vastleggen"),
            format!("/gesprekken/{volgende}/voorbereiden"),
            format!("/gesprekken/{volgende}/vastleggen"),
            "/caseload".to_owned(),
            "/caseload/export.csv".to_owned(),
        ] {
            let page = nadia.get(&pad).await.expect(200);
            assert!(!page.text.contains("Deurwaarder") && !page.text.contains("4.312"), "{pad}");
        }
        nadia.get(&format!("/gesprekken/{volgende}/voorbereiden")).await.expect_text(CONCLUSIE);
        nadia.post("/zoeken", &[("q", "Deurwaarder")]).await.expect_text("Niemand gevonden");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, id.uuid()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        assert_eq!(acts, ["deelnemer.toegevoegd", "notitie.geschreven"]);
        assert!(regels.iter().all(|regel| !regel.details.contains("Deurwaarder") && regel.klant == Some(app.johan)));
    }
}

#[tokio::test]
async fn who_can_be_asked_and_taken_away() {
    for app in both().await {
        let gesprek = planned(&app, "2026-11-23").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{gesprek}/deelnemers/toevoegen");
        let karima = gebruiker(&app, "k.yildiz").await.to_string();
        let ruben = gebruiker(&app, "r.hendriks").await.to_string();
        let form = nadia.get(&pad).await.expect_text("Karima Yıldız (deskundige)");
        assert!(
            !form.text.contains("Ruben Hendriks") && !form.text.contains("Sanne Bakker"),
            "they have no part in it"
        );
        nadia
            .post(&pad, &[])
            .await
            .expect(422)
            .says("2 fouten")
            .says("Vul in wie er meedoet")
            .says("Kies vanuit welke");
        let both = [("collega", karima.as_str()), ("naam", "Ans"), ("discipline", "werk")];
        nadia.post(&pad, &both).await.expect(422).says("niet allebei");
        // Nobody appointed her.
        let debts = [("collega", karima.as_str()), ("discipline", "schuldhulp")];
        nadia.post(&pad, &debts).await.expect(422).says("niet aangewezen");
        nadia.post(&pad, &[("collega", ruben.as_str()), ("discipline", "werk")]).await.expect(422);
        let id = uuid::Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0077).to_string();
        let partner =
            [("id", id.as_str()), ("naam", "Ans Bos"), ("organisatie", "Pasmatch"), ("discipline", "partner")];
        nadia.post(&pad, &partner).await.expect(303);
        nadia.post(&pad, &partner).await.expect(303);
        let page = nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text("Ans Bos (Pasmatch)");
        assert_eq!(page.text.matches("Ans Bos (Pasmatch)</strong>").count(), 1, "sent twice, she is there once");
        // Of a partner there is no note to open.
        nadia.get(&format!("/deelnemers/{id}")).await.expect(200);
        nadia
            .post(&format!("/deelnemers/{id}"), &[("versie", "1"), ("tekst", "x"), ("conclusie", "x")])
            .await
            .expect(404);
        nadia.post(&format!("/deelnemers/{id}/weghalen"), &[]).await.expect(303);
        assert!(!nadia.get(&format!("/gesprekken/{gesprek}")).await.text.contains("Ans Bos"));
        app.log_in("t.paap").await.get(&pad).await.expect(404);
        app.log_in("k.yildiz").await.get(&pad).await.expect(403);
    }
}

/// What somebody wrote is not thrown away with him, and who takes part goes along to another day.
#[tokio::test]
async fn notes_stay_and_participants_move_along() {
    for app in both().await {
        let (gesprek, id) = karima_doet_mee(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let form = [("datum", "2026-11-30"), ("tijd", "9"), ("duur", "60"), ("door", "klant"), ("versie", "1")];
        let answer = nadia.post(&format!("/gesprekken/{gesprek}/verzetten"), &form).await.expect(303);
        nadia.get(&answer.naar).await.expect(200);
        let karima = app.log_in("k.yildiz").await;
        let list = karima.get("/mijn-gesprekken").await.expect_text("Komende gesprekken").says("Johan van der Meer");
        assert!(!list.text.contains(&id.to_string()), "the one that was moved is gone from her list");
        karima_schrijft(&app, id).await;
        nadia.post(&format!("/deelnemers/{id}/weghalen"), &[]).await.expect(409).says("heeft al een notitie");
    }
}

/// Karima takes part in so many conversations with Johan that begin at a moment.
async fn karima_doet_vaak_mee(app: &TestApp, moment: &str, aantal: usize) {
    let karima = gebruiker(app, "k.yildiz").await;
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    for _ in 0..aantal {
        let gesprek = Gesprek {
            id: app.omgeving.nieuw_id(),
            klant: app.johan,
            klantmanager: app.nadia,
            soort: "participatiegesprek".parse().unwrap(),
            te_houden_voor: None,
            teruggenomen: Vec::new(),
            moment: moment.parse().unwrap(),
            duur_minuten: 60,
            plaats: String::new(),
            tolk: String::new(),
            uitnodiging: None,
            bevestigd: None,
            vorige: None,
            stand: GesprekStand::Gepland,
            versie: 1,
        };
        storage::gesprek::insert(&mut writer, &gesprek, app.nadia, app.nu()).await.unwrap();
        let deelnemer = Deelnemer {
            id: app.omgeving.nieuw_id(),
            gesprek: gesprek.id,
            wie: WieDoetMee::Collega(karima),
            discipline: "werk".parse().unwrap(),
            conclusie: String::new(),
            heeft_notitie: false,
            versie: 1,
        };
        storage::deelnemer::insert(&mut writer, &deelnemer, app.nadia, app.nu()).await.unwrap();
    }
    writer.commit(app.regel("proef"), &[]).await.unwrap();
}

/// However much lies behind, today and what comes stay in the list; where it stops, it says so.
#[tokio::test]
async fn a_full_past_does_not_push_today_out_of_the_list() {
    for app in both().await {
        karima_doet_vaak_mee(&app, "2026-11-16T08:00:00Z", 201).await;
        karima_doet_vaak_mee(&app, "2026-11-23T13:00:00Z", 1).await;
        karima_doet_vaak_mee(&app, "2026-12-07T08:00:00Z", 1).await;
        let karima = app.log_in("k.yildiz").await;
        let page = karima.get("/mijn-gesprekken").await.expect_text("1 gesprek vandaag").says("Komende gesprekken");
        let page = page.says("Er zijn er meer");
        assert!(!page.text.contains("Er komen er meer"), "one is still to come, and it stands there");
        karima_doet_vaak_mee(&app, "2026-12-08T08:00:00Z", 199).await;
        karima.get("/mijn-gesprekken").await.expect_text("1 gesprek vandaag").says("Er komen er meer");
    }
}
