//! Stories about trouble: the server goes away, an answer gets lost, a process dies, two processes work at once.

use domain::{datum::plus_dagen, gemeente::Gemeente, gesprek::Kanaal, termijn::Werkkalender};
use jiff::civil::date;
use storage::uitbak;

use super::{
    Draad, Gedaan, TestApp, besluit, both, johan_mailt, mail, ontvangen, planned, postbode, stap, starttls,
    storage_versie,
};

/// Invites Johan by e-mail on a number of days.
async fn uitnodigingen(app: &TestApp, aantal: usize) -> Vec<String> {
    let nadia = app.log_in("n.elamrani").await;
    let mut brieven = Vec::new();
    // Working days: at a weekend the page would ask whether that is meant.
    let dagen = (0..).map(|dagen| plus_dagen(date(2026, 12, 1), dagen));
    let kalender = Werkkalender::default();
    for dag in dagen.filter(|dag| kalender.werkdag(*dag)).take(aantal) {
        let gesprek = planned(app, app.johan, &dag.to_string()).await;
        brieven.push(mail(&nadia, &gesprek, "nl").await);
    }
    brieven
}

#[tokio::test]
async fn the_server_goes_away_in_the_middle_and_nothing_is_lost_or_doubled() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        let app = app.met_smtp(draad.smtp());
        let aan = johan_mailt(&app, "johan").await;
        let brieven = uitnodigingen(&app, 5).await;
        draad.is_weg(true);
        assert_eq!(stap(&app).await, Gedaan { uitgesteld: 5, ..Gedaan::default() });
        assert_eq!(stap(&app).await, Gedaan::default(), "not before a minute has passed");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&brieven[0]).await.expect_text("Klantbeeld probeert het opnieuw").says("is niet te bereiken");

        // It comes back, and breaks down after two.
        draad.is_weg(false);
        draad.breekt_na(2);
        app.het_is("2026-11-23T08:31:00Z");
        assert_eq!(stap(&app).await, Gedaan { verzonden: 2, uitgesteld: 3, ..Gedaan::default() });
        draad.breekt_na(100);
        app.het_is("2026-11-23T08:32:00Z");
        assert_eq!(stap(&app).await, Gedaan { verzonden: 3, ..Gedaan::default() });
        let post = ontvangen(&aan, 5).await;
        let mut ids: Vec<String> = post.iter().map(|post| post.kopregel("message-id")).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 5);
    }
}

#[tokio::test]
async fn a_server_that_stays_away_three_days_is_a_matter_for_nadia() {
    let draad = Draad::naar_de_server().await;
    draad.is_weg(true);
    let app = TestApp::sqlite().await.met_smtp(draad.smtp());
    johan_mailt(&app, "johan").await;
    let brieven = uitnodigingen(&app, 1).await;
    assert_eq!(stap(&app).await.uitgesteld, 1);
    app.het_is("2026-11-26T08:20:00Z");
    assert_eq!(stap(&app).await, Gedaan { voor_een_mens: 1, ..Gedaan::default() });
    let nadia = app.log_in("n.elamrani").await;
    nadia.get("/vandaag").await.expect_text("Brieven per e-mail die aandacht vragen");
    nadia.get(&brieven[0]).await.expect_text("Per post sturen").says("is niet te bereiken");
}

/// The Message-ID that was fixed for a letter.
async fn message_id_of(app: &TestApp, brief: &str) -> String {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let id = brief.rsplit('/').next().unwrap().parse().unwrap();
    storage::uitbak::of_brief(&mut reader, id).await.unwrap().unwrap().message_id
}

#[tokio::test]
async fn an_answer_that_got_lost_is_asked_of_a_person_and_not_sent_again() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        let app = app.met_smtp(draad.smtp());
        let aan = johan_mailt(&app, "johan").await;
        let brieven = uitnodigingen(&app, 2).await;
        draad.zwijgt(true);
        assert_eq!(stap(&app).await, Gedaan { voor_een_mens: 2, ..Gedaan::default() });
        draad.zwijgt(false);
        app.het_is("2026-11-23T18:00:00Z");
        assert_eq!(stap(&app).await, Gedaan::default(), "whatever time passes");
        let post = ontvangen(&aan, 2).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("misschien niet aangekomen").says("Onzeker").says("Oplossen");
        let page = nadia.get(&brieven[0]).await.expect_text("Onzeker of de e-mail is aangekomen");
        page.says("viel weg nadat hij de e-mail had gekregen").says("Bel de klant en vraag het");
        let lijst = nadia.get(&format!("/klanten/{}?soort=brieven", app.johan)).await;
        lijst.expect_text("Open de brief en kies wat er moet gebeuren");

        // Johan has the first; the second is sent once more because Nadia says so.
        besluit(&nadia, &brieven[0], "onzeker", "aangekomen").await.expect(303);
        besluit(&nadia, &brieven[0], "onzeker", "aangekomen").await.expect(409);
        nadia.get(&brieven[0]).await.expect_text("aangekomen volgens Nadia el Amrani");
        besluit(&nadia, &brieven[1], "onzeker", "opnieuw").await.expect(303);
        assert_eq!(stap(&app).await, Gedaan { verzonden: 1, ..Gedaan::default() });
        let page = nadia.get("/vandaag").await.expect(200);
        assert!(!page.text.contains("Brieven per e-mail die aandacht vragen"));
        // Three messages came, and a mailbox knows the third for the second once more.
        let ids = |post: &[super::server::Post]| -> Vec<String> {
            post.iter().map(|post| post.kopregel("message-id")).collect()
        };
        let (eerst, alle) = (ids(&post), ids(&ontvangen(&aan, 3).await));
        assert_eq!(alle.len(), 3);
        let tweede = message_id_of(&app, &brieven[1]).await;
        assert_eq!(alle.iter().filter(|id| **id == tweede).count(), 2, "{alle:?}");
        assert!(eerst.contains(&tweede) && alle.iter().all(|id| eerst.contains(id)), "{eerst:?} {alle:?}");
    }
}

#[tokio::test]
async fn an_invitation_that_is_taken_back_while_the_server_is_asked_is_not_handed_over() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        let app = app.met_smtp(draad.smtp());
        let aan = johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        // The process looked at the letter and announced it; nothing of it was handed over, so that it can be taken back.
        draad.houdt_op_voor_de_tekst();
        let neemt_terug = async {
            draad.is_opgehouden().await;
            let versie = storage_versie(&app, &gesprek).await;
            let velden = [("versie", versie.as_str())];
            nadia.post(&format!("/gesprekken/{gesprek}/herstellen"), &velden).await.expect(303);
            draad.gaat_verder();
        };
        let (gedaan, ()) = tokio::join!(stap(&app), neemt_terug);
        assert_eq!(gedaan, Gedaan { achterhaald: 1, ..Gedaan::default() });
        nadia.get(&brief).await.expect_text("Niet verstuurd, het gesprek is veranderd");

        // The connection that waited for its text carries no other letter: what Johan gets is the invitation made anew.
        let nieuw = mail(&nadia, &gesprek, "nl").await;
        assert_eq!(stap(&app).await, Gedaan { verzonden: 1, ..Gedaan::default() });
        let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
        assert_eq!(post.kopregel("message-id"), message_id_of(&app, &nieuw).await);
    }
}

/// The benefit is ended because Johan died, at the moment that the server waits for the text: whoever is left behind gets no
/// invitation for him.
#[tokio::test]
async fn a_death_that_is_recorded_while_the_server_is_asked_keeps_the_letter_here() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        let app = app.met_smtp(draad.smtp());
        johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        draad.houdt_op_voor_de_tekst();
        let overlijdt = async {
            draad.is_opgehouden().await;
            app.overlijdt(app.johan).await;
            draad.gaat_verder();
        };
        let (gedaan, ()) = tokio::join!(stap(&app), overlijdt);
        assert_eq!(gedaan, Gedaan { achterhaald: 1, ..Gedaan::default() });
        nadia.get(&brief).await.expect_text("overleden");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 10_000).await.unwrap();
        let email = regels.iter().filter(|regel| regel.handeling.starts_with("email."));
        let email: Vec<_> = email.map(|regel| regel.handeling.as_str()).collect();
        assert!(email.ends_with(&["email.overleden"]) && !email.contains(&"email.verzonden"), "{email:?}");
    }
}

#[tokio::test]
async fn a_process_that_died_leaves_nothing_lost_and_nothing_doubled() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        uitnodigingen(&app, 2).await;
        let nu = app.omgeving.nu();
        let [eerste, tweede] = &uitbak::claim(&app.database, Gemeente::HAARLEM, nu, 20).await.unwrap()[..] else {
            panic!("two letters")
        };
        assert_eq!(uitbak::claim(&app.database, Gemeente::HAARLEM, nu, 20).await.unwrap(), [], "they are taken");
        let aangeboden = eerste.clone().bied_aan(nu).unwrap();
        assert!(uitbak::save_tussenstap(&app.database, Gemeente::HAARLEM, eerste, &aangeboden, nu).await.unwrap());
        // Here the power fails.
        app.het_is("2026-11-23T08:39:00Z");
        assert_eq!(stap(&app).await, Gedaan::default(), "perhaps it only takes long");
        app.het_is("2026-11-23T08:40:00Z");
        let gedaan = Gedaan { verzonden: 1, uitgesteld: 1, voor_een_mens: 1, ..Gedaan::default() };
        assert_eq!(stap(&app).await, gedaan, "what was claimed only is sent; about the other a person decides");
        ontvangen(&aan, 1).await;

        // It was not dead but slow: what it finds is not its own any more.
        let later = app.omgeving.nu();
        let laat = tweede.clone().bied_aan(later).unwrap();
        assert!(!uitbak::save_tussenstap(&app.database, Gemeente::HAARLEM, tweede, &laat, later).await.unwrap());
    }
}

#[tokio::test]
async fn two_processes_at_once_send_each_letter_once() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        uitnodigingen(&app, 24).await;
        // Who comes second finds what the first left; on PostgreSQL perhaps only at the next step.
        let werk = async || {
            let mut postbode = postbode(&app);
            let mut verzonden = 0;
            for _ in 0..4 {
                verzonden += postbode.stap().await.unwrap().verzonden;
            }
            verzonden
        };
        let (een, twee) = tokio::join!(werk(), werk());
        assert_eq!(een + twee, 24, "{een} and {twee}");
        ontvangen(&aan, 24).await;
    }
}

#[tokio::test]
async fn an_address_the_server_does_not_know_is_shown_and_goes_by_post() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        johan_mailt(&app, "onbekend").await;
        let brieven = uitnodigingen(&app, 2).await;
        assert_eq!(stap(&app).await, Gedaan { voor_een_mens: 2, ..Gedaan::default() });
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("e-mail niet aangekomen").says("Mislukt");
        let page = nadia.get(&brieven[0]).await.expect_text("weigert dit e-mailadres (antwoord 550)");
        page.says("Bel de klant, of stuur de brief per post");
        app.log_in("p.smit").await.get("/vandaag").await.expect(200);
        nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        besluit(&nadia, &brieven[0], "mislukt", "per_post").await.expect(303);
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
        nadia.get(&brieven[0]).await.expect_text("Gaat per post").says("nog niet");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let id = brieven[0].rsplit('/').next().unwrap().parse().unwrap();
        let brief = storage::brief::find(&mut reader, id).await.unwrap().unwrap();
        let gesprek = storage::gesprek::find(&mut reader, brief.gesprek).await.unwrap().unwrap();
        let uitnodiging = gesprek.uitnodiging.unwrap();
        assert_eq!((uitnodiging.kanaal, uitnodiging.bewijs), (Kanaal::Brief, brief.kenmerk));
        drop(reader);
        besluit(&nadia, &brieven[1], "mislukt", "afgehandeld").await.expect(303);
        let page = nadia.get("/vandaag").await.expect(200);
        assert!(!page.text.contains("Brieven per e-mail die aandacht vragen"));
        // Somebody of another municipality has nothing to decide here.
        let trudy = app.log_in("t.paap").await;
        besluit(&trudy, &brieven[1], "teruggetrokken", "opnieuw").await.expect(404);
    }
}

#[tokio::test]
async fn what_is_too_late_or_not_wanted_any_more_is_not_sent_and_told() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        draad.is_weg(true);
        let app = app.met_smtp(draad.smtp());
        johan_mailt(&app, "johan").await;
        let nadia = app.log_in("n.elamrani").await;
        let gesprek = planned(&app, app.johan, "2026-11-23").await;
        let vandaag = mail(&nadia, &gesprek, "nl").await;
        let [later] = &uitnodigingen(&app, 1).await[..] else { panic!("one letter") };
        assert_eq!(stap(&app).await, Gedaan { uitgesteld: 2, ..Gedaan::default() });
        draad.is_weg(false);
        // Half past ten has passed, and Johan does not want e-mail any more.
        app.het_is("2026-11-23T09:45:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/klanten/{}/email-akkoord", app.johan), &[("akkoord", "nee")]).await.expect(303);
        assert_eq!(stap(&app).await, Gedaan { voor_een_mens: 2, ..Gedaan::default() });
        nadia.get(&vandaag).await.expect_text("Het gesprek was al begonnen voordat de e-mail weg kon.");
        nadia.get(later).await.expect_text("wil geen brieven per e-mail meer");
        besluit(&nadia, later, "mislukt", "opnieuw").await.expect(409).says("Per e-mail kan nog niet");
        nadia.get("/vandaag").await.expect_text("Brieven per e-mail die aandacht vragen");
    }
}

/// A server that lets in whoever knows the password, and nobody else. Postfix would need another program for that.
async fn met_wachtwoord() -> u16 {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let poort = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            stream.write_all(b"220 proef\r\n").await.unwrap();
            let mut regel = String::new();
            while stream.read_line(&mut regel).await.is_ok_and(|n| n > 0) {
                let antwoord = match regel.trim_end() {
                    ehlo if ehlo.starts_with("EHLO") => "250-proef\r\n250 AUTH PLAIN\r\n",
                    // "\0klantbeeld\0geheim"
                    "AUTH PLAIN AGtsYW50YmVlbGQAZ2VoZWlt" => "235 2.7.0 Ok\r\n",
                    auth if auth.starts_with("AUTH") => "535 5.7.8 Error\r\n",
                    _ => "221 2.0.0 Bye\r\n",
                };
                stream.write_all(antwoord.as_bytes()).await.unwrap();
                regel.clear();
            }
        }
    });
    poort
}

#[tokio::test]
async fn the_server_asks_a_password_and_a_wrong_one_is_told_without_it() {
    use crate::config::{Smtp, SmtpTls, Wachtwoord};

    let poort = met_wachtwoord().await;
    let smtp = |wachtwoord: &str| Smtp {
        server: "127.0.0.1".to_owned(),
        poort,
        tls: SmtpTls::Geen,
        gebruiker: Some(("klantbeeld".to_owned(), Wachtwoord::new(wachtwoord.to_owned()))),
        ca: None,
        per_minuut: 60,
    };
    super::super::smtp::Verbinding::maak(&smtp("geheim")).await.unwrap().sluit().await;
    let Err(fout) = super::super::smtp::Verbinding::maak(&smtp("anders")).await else { panic!("let in") };
    assert!(fout.contains("weigert gebruikersnaam of wachtwoord (antwoord 535)"), "{fout}");
    assert!(!fout.contains("anders"), "{fout}");
}

#[tokio::test]
async fn the_process_wakes_when_a_letter_is_made_and_stops_when_told() {
    let app = TestApp::sqlite().await.met_smtp(starttls(true));
    let aan = johan_mailt(&app, "johan").await;
    let (stop, gestopt) = tokio::sync::watch::channel(false);
    let werk = tokio::spawn(super::Postbode::new(app.app.clone(), gestopt).werk());
    uitnodigingen(&app, 2).await;
    ontvangen(&aan, 2).await;
    stop.send(true).unwrap();
    werk.await.unwrap();
}
