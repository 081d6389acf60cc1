//! Fatma of the wijkteam calls about Johan; Nadia takes it further and answers her.

use domain::{
    gemeente::Gemeente,
    signaal::{Signaal, SignaalStand, Wiens},
};
use jiff::civil::date;

use crate::testing::{TestApp, both};

const TEKST: &str = "Johan werkt drie dagen in de buurttuin en wil meer.";

fn form(klant: &str) -> [(&str, &str); 7] {
    [
        ("id", klant),
        ("soort", "volgende_stap"),
        ("bron", "wijkteam"),
        ("naam", "Fatma Yılmaz, wijkteam Schalkwijk"),
        ("contact", "06-01020304"),
        ("ontvangen", "2026-11-20"),
        ("tekst", TEKST),
    ]
}

/// The form that does nothing with a signal, as the first who acts on it sends it.
fn niet_volgen(waarom: &str) -> [(&str, &str); 5] {
    [
        ("versie", "1"),
        ("waarom", waarom),
        ("niet_antwoord", "Bedankt voor het bellen."),
        ("niet_kanaal", "telefoon"),
        ("niet_datum", "2026-11-21"),
    ]
}

const ID: &str = "01939e6c-0000-7000-8000-000000000001";

async fn signalen(app: &TestApp) -> Vec<Signaal> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::signaal::of_klant(&mut reader, app.johan).await.unwrap()
}

/// Adds the signal about Johan as Piet, who took the call.
async fn gebeld(app: &TestApp) -> String {
    let piet = app.log_in("p.smit").await;
    let pad = format!("/klanten/{}/signalen/toevoegen", app.johan);
    piet.get(&pad).await.expect_text("Signaal toevoegen");
    let answer = piet.post(&pad, &form(ID)).await.expect(303);
    piet.get(&answer.naar).await.expect_text("Het signaal is toegevoegd.").says("Signaal van Fatma Yılmaz");
    format!("/signalen/{ID}")
}

#[tokio::test]
async fn from_call_to_answer() {
    for app in both().await {
        let signaal = gebeld(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("Open signalen over klanten");
        nadia.get("/signalen").await.expect_text("1 open signaal").says("Johan van der Meer").says("3 dagen");
        nadia.get(&signaal).await.expect_text(TEKST).says("06-01020304").says("Oppakken");
        let answer = nadia.post(&format!("{signaal}/oppakken"), &[("versie", "1")]).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("U heeft dit signaal opgepakt.").says("Ongedaan maken");
        let afhandelen = format!("{signaal}/afhandelen");
        let fout =
            nadia.post(&afhandelen, &[("versie", "2"), ("antwoord", " "), ("kanaal", "duif"), ("datum", "2026-11-24")]);
        fout.await
            .expect(422)
            .says("3 fouten")
            .says("Schrijf op wat u heeft geantwoord")
            .says("Kies hoe u heeft geantwoord.")
            .says("Het antwoord is van vóór het signaal of uit de toekomst");
        let goed =
            [("versie", "2"), ("antwoord", "Hij start bij Pasmatch."), ("kanaal", "telefoon"), ("datum", "2026-11-23")];
        let answer = nadia.post(&afhandelen, &goed).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Het signaal is afgerond.").says("Hij start bij Pasmatch.");
        // The same button twice is one act.
        nadia.post(&afhandelen, &goed).await.expect(303);
        nadia.get("/signalen").await.expect_text("Geen open signalen");
        let tijdlijn = nadia.get(&format!("/klanten/{}?soort=signalen", app.johan)).await;
        tijdlijn.expect_text("Antwoord aan Fatma Yılmaz").says("Hij start bij Pasmatch.").says(TEKST);
        // It was about somebody else: back to being handled, and back to new.
        nadia.post(&format!("{signaal}/herstellen"), &[("versie", "3")]).await.expect(303);
        nadia.post(&format!("{signaal}/herstellen"), &[("versie", "4")]).await.expect(303);
        assert_eq!(signalen(&app).await[0].stand, SignaalStand::Nieuw);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, ID.parse().unwrap()).await.unwrap();
        let log: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        let expected =
            ["signaal.ontvangen", "signaal.opgepakt", "signaal.afgehandeld", "signaal.hersteld", "signaal.hersteld"];
        assert_eq!(log, expected);
    }
}

#[tokio::test]
async fn what_is_not_followed_says_why_and_the_sender_hears_it() {
    for app in both().await {
        let signaal = gebeld(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&signaal).await.expect(200);
        let pad = format!("{signaal}/niet-volgen");
        let leeg = [("versie", "1"), ("waarom", ""), ("niet_antwoord", " "), ("niet_datum", "2026-11-24")];
        let fout = nadia.post(&pad, &leeg).await.expect(422).says("3 fouten").says("Schrijf op waarom");
        fout.says("Schrijf op wat u heeft geantwoord").says("uit de toekomst");
        let answer = nadia.post(&pad, &niet_volgen("Johan wil dit zelf niet.")).await.expect(303);
        let pagina = nadia.get(&answer.naar).await.expect_text("Niet gevolgd").says("Johan wil dit zelf niet.");
        pagina.says("Bedankt voor het bellen.").says("21 november 2026, telefoon");
        let SignaalStand::NietGevolgd(door, niet) = signalen(&app).await.remove(0).stand else { panic!("closed") };
        let antwoord = niet.antwoord.expect("an answer");
        assert_eq!((door.door, niet.op, antwoord.op), (app.nadia, date(2026, 11, 23), date(2026, 11, 21)));
        let tijdlijn = nadia.get(&format!("/klanten/{}?soort=signalen", app.johan)).await;
        tijdlijn.expect_text("Geantwoord: Bedankt voor het bellen.");
    }
}

#[tokio::test]
async fn refusals_stand_at_their_field_and_twice_sent_is_once() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/signalen/toevoegen", app.johan);
    nadia.get(&pad).await.expect(200);
    let mut fout = form(ID);
    (fout[1].1, fout[2].1, fout[3].1, fout[5].1, fout[6].1) = ("roddel", "", "", "2026-11-24", " ");
    let answer = nadia.post(&pad, &fout).await.expect(422).says("5 fouten");
    answer.says("Kies van wie het signaal komt.").says("Een signaal kan niet in de toekomst binnenkomen");
    assert!(signalen(&app).await.is_empty());
    nadia.post(&pad, &form(ID)).await.expect(303);
    nadia.post(&pad, &form(ID)).await.expect(303);
    assert_eq!(signalen(&app).await.len(), 1);
}

#[tokio::test]
async fn the_second_to_answer_is_told_who_was_first_and_keeps_the_text() {
    for app in both().await {
        let signaal = gebeld(&app).await;
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        nadia.get(&signaal).await.expect(200);
        piet.get(&signaal).await.expect(200);
        let pad = format!("{signaal}/niet-volgen");
        piet.post(&pad, &niet_volgen("verhuisd")).await.expect(303);
        let antwoord =
            [("versie", "1"), ("antwoord", "Bedankt, ik bel hem."), ("kanaal", "email"), ("datum", "2026-11-23")];
        let answer = nadia.post(&format!("{signaal}/afhandelen"), &antwoord).await.expect(409);
        answer.says("Piet Smit heeft dit signaal intussen gewijzigd").says("Bedankt, ik bel hem.");
        assert_eq!(signalen(&app).await[0].versie, 2);
    }
}

#[tokio::test]
async fn another_municipality_sees_nothing_and_a_policy_adviser_may_not() {
    for app in both().await {
        let signaal = gebeld(&app).await;
        let trudy = app.log_in("t.paap").await;
        trudy.get("/signalen").await.expect_text("Geen open signalen");
        trudy.get(&signaal).await.expect(404);
        for stap in ["oppakken", "herstellen"] {
            trudy.post(&format!("{signaal}/{stap}"), &[("versie", "1")]).await.expect(404);
        }
        let pad = format!("/klanten/{}/signalen/toevoegen", app.johan);
        trudy.post(&pad, &form(ID)).await.expect(404);
        // An id that another municipality gave out means nothing there.
        let eigen = format!("/klanten/{}/signalen/toevoegen", app.tine);
        trudy.post(&eigen, &form(ID)).await.expect(303);
        assert_eq!(signalen(&app).await.len(), 1);
        app.log_in("s.bakker").await.get("/signalen").await.expect(403);
        app.log_in("p.devries").await.get("/signalen").await.expect_text("1 open signaal in uw team");
    }
}

/// Three signals on two days are read two at a time.
#[tokio::test]
async fn the_list_goes_on_from_a_signal() {
    for app in both().await {
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let nu = crate::testing::NU.parse().unwrap();
        for (nummer, dag) in [(1_u128, 20), (2, 18), (3, 18)] {
            let signaal = Signaal {
                id: uuid::Uuid::from_u128(nummer).into(),
                klant: app.johan,
                soort: "volgende_stap".parse().unwrap(),
                melder: domain::signaal::Melder {
                    bron: domain::signaal::Bron::Partner,
                    naam: "Kees Bos, Pasmatch".into(),
                    contact: String::new(),
                },
                tekst: format!("Signaal {nummer}"),
                ontvangen: date(2026, 11, dag),
                stand: SignaalStand::Nieuw,
                versie: 1,
            };
            storage::signaal::insert(&mut writer, &signaal, None, nu).await.unwrap();
        }
        let read = |wiens, na| {
            let app = &app;
            async move {
                let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
                storage::signaal::open(&mut reader, wiens, date(2026, 11, 23), na, 2).await.unwrap()
            }
        };
        storage::bulk::commit(writer).await.unwrap();
        for wiens in [Wiens::Klantmanager(app.nadia), Wiens::Iedereen] {
            let first = read(wiens, None).await;
            let texts = |page: &[storage::signaal::SignaalRegel]| {
                page.iter().map(|regel| regel.signaal.tekst.clone()).collect::<Vec<_>>()
            };
            assert_eq!(texts(&first), ["Signaal 2", "Signaal 3"]);
            let last = &first[1].signaal;
            assert_eq!(texts(&read(wiens, Some((last.ontvangen, last.id))).await), ["Signaal 1"]);
        }
    }
}
