//! Stories about trouble: the server goes away, an answer gets lost, a process dies, two processes work at once.

use domain::{gemeente::Gemeente, gesprek::Kanaal};
use storage::uitbak;

use super::{Draad, Gedaan, TestApp, besluit, both, johan_mailt, mail, ontvangen, planned, postbode, stap, starttls};

/// Invites Johan by e-mail on a number of days.
async fn uitnodigingen(app: &TestApp, aantal: usize) -> Vec<String> {
    let nadia = app.log_in("n.elamrani").await;
    let mut brieven = Vec::new();
    for dag in 1..=aantal {
        let gesprek = planned(app, app.johan, &format!("2026-12-{dag:02}")).await;
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
    nadia.get("/vandaag").await.expect_text("Brieven per e-mail die niet aankwamen");
    nadia.get(&brieven[0]).await.expect_text("Per post sturen").says("is niet te bereiken");
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
        let ids: Vec<String> = post.iter().map(|post| post.kopregel("message-id")).collect();
        let log = nadia.get("/vandaag").await;
        assert!(!log.text.contains("Brieven per e-mail die niet aankwamen"));
        assert_eq!(ids.len(), 2);
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
        let (mut een, mut twee) = (postbode(&app), postbode(&app));
        let (een, twee) = tokio::join!(een.stap(), twee.stap());
        let (een, twee) = (een.unwrap(), twee.unwrap());
        let rest = stap(&app).await;
        assert_eq!(een.verzonden + twee.verzonden + rest.verzonden, 24);
        assert!(een.verzonden > 0 && twee.verzonden > 0, "both had work: {een:?} {twee:?}");
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
        assert!(!page.text.contains("Brieven per e-mail die niet aankwamen"));
        // Somebody of another municipality has nothing to decide here.
        let trudy = app.log_in("t.paap").await;
        besluit(&trudy, &brieven[1], "teruggetrokken", "opnieuw").await.expect(404);
    }
}
