//! Stories about the promise to speak to everybody, on both databases.

use domain::{
    contactnorm::twee_gesprekken,
    gemeente::Gemeente,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::date;
use storage::{contactnorm, contactstand, herberekening};

use crate::{
    omgeving::Omgeving,
    testing::{TestApp, both},
};

/// The norm of the motions, from 1 January 2020 on; everybody who is there is worked out.
async fn beloof(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let id = Omgeving::machine().nieuw_id();
    contactnorm::insert(&mut writer, id, &twee_gesprekken(date(2020, 1, 1))).await.unwrap();
    herberekening::start(&mut writer, app.nu()).await.unwrap();
    writer.commit(app.regel("contactnorm.vastgesteld"), &[]).await.unwrap();
    reken_door(app).await;
}

async fn reken_door(app: &TestApp) {
    while herberekening::stap(&app.database, Gemeente::HAARLEM, app.nu()).await.unwrap() {}
}

#[tokio::test]
async fn johan_who_was_never_spoken_to_is_critically_overdue_until_he_is() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        // His benefit began on 1 September 2020; the first conversation was due four weeks later.
        let page = nadia.get(&format!("/klanten/{}/contact", app.johan)).await;
        let page = page.expect_text("Ernstig te laat").says("29 september 2020");
        page.says("Gerekend vanaf het begin van de uitkering").says("Twee gesprekken per jaar");
        nadia.get("/vandaag").await.expect_text("Ernstig te laat voor een gesprek");
        let lijst = format!("/caseload?klantmanager={}&beurt=ernstig_te_laat&sorteer=beurt", app.nadia);
        nadia.get(&lijst).await.expect_text("Johan van der Meer").says("29 sep 2020");
        nadia.spreek(app.johan, "2026-11-23").await;
        let page = nadia.get(&format!("/klanten/{}/contact", app.johan)).await.expect_text("Op schema");
        // Half a year of 365 days after the conversation, and not before half of that.
        page.says("24 mei 2027").says("22 februari 2027").says("laatste gesprek dat meetelt, op 23 november 2026");
        let lijst = nadia.get(&lijst).await.expect(200);
        assert!(!lijst.text.contains("Johan van der Meer"), "he is out of the list of those who wait");
    }
}

/// Nadia wants to see Johan again in January. That is sooner than counts for the norm: she is told, and plans it anyway.
#[tokio::test]
async fn a_conversation_too_soon_to_count_is_told_and_not_forbidden() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2026-11-23").await;
        let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
        let nadia_id = app.nadia.to_string();
        let mut plan = vec![
            ("soort", "participatiegesprek"),
            ("datum", "2027-01-11"),
            ("tijd", "10.00"),
            ("duur", "60"),
            ("klantmanager", nadia_id.as_str()),
        ];
        let page = nadia.post(&pad, &plan).await.expect(422).says("telt niet mee voor de contactnorm");
        let page = page.says("Dat kan vanaf 22 februari 2027.").says("Verstuur nog een keer om het toch zo te plannen");
        let (_, rest) = page.text.split_once("name=\"toch\" value=\"").unwrap();
        plan.push(("toch", rest.split('"').next().unwrap()));
        let done = nadia.post(&pad, &plan).await.expect(303);
        // Moved to another day that is too soon, it is told again; to one that counts, it is not.
        let gesprek = done.naar.split('?').next().unwrap().to_owned();
        let verzet = |datum: &'static str, nieuw: &'static str| {
            [("nieuw", nieuw), ("datum", datum), ("tijd", "10"), ("duur", "60"), ("door", "klant"), ("versie", "1")]
        };
        let id = "0198c0de-0000-7000-8000-0000000000b1";
        let form = format!("{gesprek}/verzetten");
        nadia.post(&form, &verzet("2027-02-19", id)).await.expect(422).says("telt niet mee voor de contactnorm");
        nadia.post(&form, &verzet("2027-02-22", id)).await.expect(303);
    }
}

#[tokio::test]
async fn without_a_norm_nobody_is_late() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let page = nadia.get(&format!("/klanten/{}/contact", app.johan)).await;
    page.expect_text("Geen contactnorm").says("nog geen contactnorm vastgesteld");
    let lijst = nadia.get("/caseload?beurt=geen_norm").await;
    lijst.expect_text("Johan van der Meer").says("geen norm");
}

#[tokio::test]
async fn what_is_agreed_with_samira_goes_before_the_norm_and_ends_again() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2026-11-23").await;
        let form = format!("/klanten/{}/contact/maatwerk", app.johan);
        let id = "0198c0de-0000-7000-8000-000000000001";
        let velden = |gesprekken, reden| {
            [
                ("id", id),
                ("gesprekken", gesprekken),
                ("uren", "12"),
                ("ingang", "2026-11-23"),
                ("einde", ""),
                ("reden", reden),
            ]
        };
        nadia.get(&form).await.expect_text("Gesprekken per jaar");
        let wrong = nadia.post(&form, &velden("0", "")).await.expect(422);
        wrong.says("van 1 tot en met 52").says("Schrijf op waarom");
        nadia.post(&form, &velden("12", "begeleiding bij schulden")).await.expect(303);
        nadia.post(&form, &velden("12", "begeleiding bij schulden")).await.expect(303);
        let page = nadia.get(&format!("/klanten/{}/contact", app.johan)).await;
        let page = page.expect_text("12 gesprekken per jaar, samen 12 uur").says("23 december 2026");
        let page = page.says("afspraak op maat hieronder").says("begeleiding bij schulden");
        assert_eq!(page.text.matches("12 per jaar, 12 uur").count(), 1, "the form was sent twice");
        let end = format!("{form}/beeindigen");
        nadia.post(&end, &[("id", id), ("versie", "7")]).await.expect(409);
        nadia.post(&end, &[("id", id), ("versie", "1")]).await.expect(303);
        nadia.post(&end, &[("id", id), ("versie", "2")]).await.expect(409).says("al voorbij");
        let page = nadia.get(&format!("/klanten/{}/contact", app.johan)).await;
        page.expect_text("24 mei 2027");
    }
}

#[tokio::test]
async fn another_norm_is_worked_out_for_everybody_and_seen_before_it_begins() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2026-11-23").await;
        let beheer = app.log_in("beheer").await;
        beheer
            .get("/beheer/contactnormen")
            .await
            .expect_text("geldt nu")
            .says("Twee gesprekken per jaar")
            .says("elk soort gesprek, dus ook een telefoongesprek");
        let switch = |norm, ingang| [("norm", norm), ("ingang", ingang)];
        let form = "/beheer/contactnormen";
        beheer.post(form, &switch("uren_8_4_8", "2026-11-22")).await.expect(422).says("terugwerkende kracht");
        beheer.post(form, &switch("anders", "2027-01-01")).await.expect(422).says("Kies een norm");
        let vraag = beheer.post(form, &switch("uren_8_4_8", "2027-01-01")).await.expect(422);
        vraag
            .says("8, 4 en 8 uur per jaar voor 3 klanten, vanaf 1 januari 2027?")
            .says("12 uur per jaar van de klantmanagers");
        let page = beheer.get(form).await.expect_text("geldt nu");
        assert!(!page.text.contains("gaat nog in"), "asking what it means changes nothing");
        let gezien = |norm, ingang, gezien| [("norm", norm), ("ingang", ingang), ("gezien", gezien)];
        // Another day than the one that was told about is told about anew.
        beheer.post(form, &gezien("uren_8_4_8", "2027-01-02", "uren_8_4_8 2027-01-01")).await.expect(422);
        beheer.post(form, &gezien("uren_8_4_8", "2027-01-01", "uren_8_4_8 2027-01-01")).await.expect(303);
        beheer.post(form, &switch("uren_8_4_8", "2027-02-01")).await.expect(422).says("Deze norm geldt dan al");
        beheer
            .post(form, &switch("uren_4_4_4", "2027-01-01"))
            .await
            .expect(422)
            .says("Op deze dag gaat al een norm in");
        reken_door(&app).await;
        let page = beheer.get(form).await.expect_text("gaat nog in");
        // Johan is in no segment: four hours in two conversations, so nothing changes for him.
        nadia.get(&format!("/klanten/{}/contact", app.johan)).await.expect_text("24 mei 2027");
        let (_, rest) = page.text.split_once("/beheer/contactnormen/").unwrap();
        let id = rest.split('/').next().unwrap().to_owned();
        beheer.post(&format!("{form}/{id}/intrekken"), &[]).await.expect(303);
        beheer.post(&format!("{form}/{id}/intrekken"), &[]).await.expect(404);
        nadia.get(form).await.expect(403);
    }
}

#[tokio::test]
async fn what_is_stored_is_what_follows_from_the_file() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2026-11-20").await;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let after_act = contactstand::find(&mut reader, app.johan).await.unwrap();
        drop(reader);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        herberekening::start(&mut writer, app.nu()).await.unwrap();
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        reken_door(&app).await;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(contactstand::find(&mut reader, app.johan).await.unwrap(), after_act);
        assert_eq!(after_act.unwrap().uiterlijk, Some(date(2027, 5, 21)));
        assert_eq!(herberekening::find(&mut reader).await.unwrap(), None, "the run is over");
    }
}

/// Johan is due in May. Who leaves after that stays due; who leaves before it is not asked in anew. What is stored is what the
/// page derives, and what working everybody out anew gives.
#[tokio::test]
async fn an_end_ahead_takes_nothing_away_before_it() {
    for (einde, uiterlijk) in [("2027-05-31", Some(date(2027, 5, 21))), ("2027-05-20", None)] {
        for app in both().await {
            beloof(&app).await;
            let nadia = app.log_in("n.elamrani").await;
            nadia.spreek(app.johan, "2026-11-20").await;
            let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
            let uitkering = storage::uitkering::of_klant(&mut writer, app.johan).await.unwrap().remove(0);
            let stop = domain::uitkering::Einde {
                datum: einde.parse().unwrap(),
                reden: "werk".parse().unwrap(),
                toelichting: String::new(),
            };
            let ended =
                domain::uitkering::Uitkering { stand: domain::uitkering::UitkeringStand::Beeindigd(stop), ..uitkering };
            storage::uitkering::update(&mut writer, &ended).await.unwrap();
            writer.commit(app.regel("proef"), &[]).await.unwrap();
            let stored = || async {
                let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
                contactstand::find(&mut reader, app.johan).await.unwrap().unwrap()
            };
            let after_act = stored().await;
            assert_eq!(after_act.uiterlijk, uiterlijk, "{einde}");
            let page = nadia.get(&format!("/klanten/{}/contact", app.johan)).await.expect(200);
            match uiterlijk {
                Some(_) => page.says("21 mei 2027"),
                None => page.says("De uitkering loopt tot en met 20 mei 2027."),
            };
            let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
            herberekening::start(&mut writer, app.nu()).await.unwrap();
            writer.commit(app.regel("proef"), &[]).await.unwrap();
            reken_door(&app).await;
            assert_eq!(stored().await, after_act);

            // Who has left is due for nothing, and is swept out.
            storage::klantstand::sweep_now(&app.database, Gemeente::HAARLEM, date(2027, 6, 1)).await.unwrap();
            assert_eq!(stored().await.uiterlijk, None);
            app.het_is("2027-06-01T08:30:00Z");
            let nadia = app.log_in("n.elamrani").await;
            let page = nadia.get("/caseload?klantmanager=alle&bestand=alle&beurt=aan_de_beurt").await.expect(200);
            assert!(!page.text.contains("Johan van der Meer"));
        }
    }
}

/// Johan is due on 21 May, works from March on, and comes back on 24 May: due then. What is stored is what the page derives, and what
/// working everybody out anew gives.
#[tokio::test]
async fn who_is_off_benefit_in_a_pause_is_not_due_until_the_return() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2026-11-20").await;
        let (contact, pauze) = (format!("/klanten/{}/contact", app.johan), format!("/klanten/{}/pauze", app.johan));
        let stored = || async {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            contactstand::find(&mut reader, app.johan).await.unwrap().unwrap()
        };
        let opnieuw = || async {
            let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
            herberekening::start(&mut writer, app.nu()).await.unwrap();
            writer.commit(app.regel("proef"), &[]).await.unwrap();
            reken_door(&app).await;
        };

        app.het_is("2027-03-01T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pauze).await.expect(200);
        let id = "01890000-0000-7000-8000-000000000009";
        let form = [("id", id), ("werk", "ja"), ("eerste_dag", "2027-03-01"), ("werkgever", ""), ("uren", "32")];
        nadia.post(&pauze, &form).await.expect(303);
        let in_pauze = stored().await;
        assert_eq!((in_pauze.uiterlijk, in_pauze.gesprekken_per_jaar), (None, 0));
        nadia.get(&contact).await.expect_text("De uitkering is gepauzeerd vanaf 1 maart 2027.");
        let page = nadia.get("/caseload?klantmanager=alle&beurt=geen_norm").await.expect_text("Johan van der Meer");
        page.says("Johan van der Meer");
        opnieuw().await;
        assert_eq!(stored().await, in_pauze);

        app.het_is("2027-05-24T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pauze).await.expect(200);
        let stap = format!("/pauzes/{id}");
        let terug = [("versie", "1"), ("stap", "terugkeren"), ("terug_op", "2027-05-24")];
        nadia.post(&stap, &terug).await.expect(303);
        let terug = stored().await;
        assert_eq!(terug.uiterlijk, Some(date(2027, 5, 24)), "not late for the days off benefit");
        nadia.get(&contact).await.expect_text("24 mei 2027");
        opnieuw().await;
        assert_eq!(stored().await, terug);

        // The return was a mistake, and then the pause was: then nothing was different from before.
        nadia.post(&stap, &[("versie", "2"), ("stap", "herstellen")]).await.expect(303);
        assert_eq!(stored().await, in_pauze);
        let vergissing = [("versie", "3"), ("stap", "intrekken"), ("intrekking", "Het was een ander.")];
        nadia.post(&stap, &vergissing).await.expect(303);
        assert_eq!(stored().await.uiterlijk, Some(date(2027, 5, 21)));
    }
}

/// The hourly round meets somebody who is working on Johan: it leaves him for the next time. Before, the round had his due date and
/// waited for Johan, while whoever had Johan waited for his due date, and PostgreSQL had to end one of them.
#[tokio::test]
async fn the_hourly_round_and_whoever_works_on_johan_never_wait_for_each_other() {
    for app in both().await {
        let eindigt = date(2026, 11, 20);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let uitkering = storage::uitkering::of_klant(&mut writer, app.johan).await.unwrap().remove(0);
        let einde = Einde { datum: eindigt, reden: "werk".parse().unwrap(), toelichting: String::new() };
        let uitkering = Uitkering { stand: UitkeringStand::Beeindigd(einde), ..uitkering };
        storage::uitkering::update(&mut writer, &uitkering).await.unwrap();
        writer.commit(app.regel("uitkering.beeindigd"), &[]).await.unwrap();
        let veeg = || storage::klantstand::sweep_now(&app.database, Gemeente::HAARLEM, date(2026, 11, 23));
        if app.database.soort() == storage::Soort::Postgres {
            let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
            storage::klantstand::lock(&mut writer, app.johan).await.unwrap();
            let werkt = async {
                // The round is at it by now.
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                storage::klantstand::refresh(&mut writer, app.johan).await.unwrap();
                writer.commit(app.regel("klant.gewijzigd"), &[]).await.unwrap();
            };
            let (geveegd, ()) = tokio::join!(veeg(), werkt);
            assert_eq!(geveegd.unwrap(), 0, "somebody has him");
        }
        assert_eq!(veeg().await.unwrap(), 1);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let beurt = storage::contactstand::find(&mut reader, app.johan).await.unwrap().unwrap();
        assert_eq!(beurt.uiterlijk, None);
    }
}

/// What was to begin later never held: it was withdrawn, and the log says so.
#[tokio::test]
async fn maatwerk_that_never_began_is_withdrawn() {
    for app in both().await {
        beloof(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let form = format!("/klanten/{}/contact/maatwerk", app.johan);
        let id = "0198c0de-0000-7000-8000-000000000003";
        let velden = [
            ("id", id),
            ("gesprekken", "6"),
            ("uren", "6"),
            ("ingang", "2027-02-01"),
            ("einde", ""),
            ("reden", "werk"),
        ];
        nadia.get(&form).await.expect(200);
        nadia.post(&form, &velden).await.expect(303);
        let done = nadia.post(&format!("{form}/beeindigen"), &[("id", id), ("versie", "1")]).await.expect(303);
        nadia.get(&done.naar).await.expect_text("is ingetrokken; zij heeft niet gegolden");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, id.parse().unwrap()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        assert_eq!(acts, ["maatwerk.afgesproken", "maatwerk.ingetrokken"]);
    }
}

/// A number that leads to a list: what stands on the page, and where it leads.
fn tellingen(page: &str) -> Vec<(String, String)> {
    let links = page.split("href=\"/caseload?").skip(1);
    links
        .filter_map(|rest| {
            let (query, rest) = rest.split_once('"')?;
            let rest = rest.split("</li>").next()?.split("</td>").next()?;
            let text = rest.split('<').filter_map(|deel| deel.split_once('>')).map(|(_, text)| text.trim());
            let aantal = text.filter(|text| !text.is_empty()).find(|text| text.bytes().all(|b| b.is_ascii_digit()))?;
            Some((format!("/caseload?{}", query.replace("&amp;", "&").replace("&#38;", "&")), aantal.to_owned()))
        })
        .collect()
}

#[tokio::test]
async fn every_number_of_a_teamleider_leads_to_the_list_it_counts() {
    for app in both().await {
        beloof(&app).await;
        app.voeg_klanten_toe(7).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.spreek(app.johan, "2025-10-01").await;
        let petra = app.log_in("p.devries").await;
        for pad in ["/vandaag", "/team"] {
            let page = petra.get(pad).await.expect(200);
            let links = tellingen(&page.text);
            assert!(links.len() > 3, "{pad}: {links:?}");
            for (href, aantal) in links {
                let lijst = petra.get(&href).await.expect(200);
                let klanten = if aantal == "1" { "1 klant".to_owned() } else { format!("{aantal} klanten") };
                assert!(lijst.text.contains(&klanten), "{pad} says {aantal}, {href} does not");
            }
        }
    }
}

#[tokio::test]
async fn a_client_of_zandvoort_has_no_contact_page_in_haarlem() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    for pad in ["contact", "contact/maatwerk"] {
        nadia.get(&format!("/klanten/{}/{pad}", app.tine)).await.expect(404);
    }
    let id = "0198c0de-0000-7000-8000-000000000002";
    let velden = [("id", id), ("gesprekken", "4"), ("uren", "4"), ("ingang", "2026-11-23"), ("reden", "x")];
    nadia.post(&format!("/klanten/{}/contact/maatwerk", app.tine), &velden).await.expect(404);
}

#[tokio::test]
async fn petra_sees_how_her_team_stands_and_nadia_does_not() {
    for app in both().await {
        beloof(&app).await;
        app.log_in("n.elamrani").await.get("/team").await.expect(403);
        let petra = app.log_in("p.devries").await;
        petra
            .get("/team")
            .await
            .expect_text("Nadia el Amrani")
            .says("Ernstig te laat")
            .says("Twee gesprekken per jaar");
    }
}
