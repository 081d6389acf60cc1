//! Stories about letters by e-mail, with a real mail server, on both databases.

mod mens;
mod server;
mod storing;

use domain::{
    brief::{Briefsoort, Taal},
    gemeente::Gemeente,
    id::KlantId,
    uitbak::Zending,
};
use tokio::sync::watch;

use self::server::{Draad, ontvangen, starttls, tls};
use super::{Gedaan, Postbode, bericht};
use crate::{
    omgeving::Omgeving,
    testing::{Antwoord, Browser, TestApp, both},
};

const AFZENDER: [(&str, &str); 8] = [
    ("versie", "0"),
    ("afdeling", "Werk en Inkomen"),
    ("adresregels", "Postbus 999\n2000 ZZ Haarlem"),
    ("bezoekadres", "Voorbeeldplein 1, Haarlem"),
    ("plaats", "Haarlem"),
    ("telefoon", "14 023"),
    ("website", "www.haarlem.example"),
    ("email", "afspraken@haarlem.example"),
];

/// A process that sends; it is never told to stop.
fn postbode(app: &TestApp) -> Postbode {
    let (stop, gestopt) = watch::channel(false);
    // Kept open for as long as the test lasts.
    std::mem::forget(stop);
    Postbode::new(app.app.clone(), gestopt)
}

async fn stap(app: &TestApp) -> Gedaan {
    postbode(app).stap().await.unwrap()
}

/// Johan has an e-mail address that nobody else has, and agreed to letters there.
async fn johan_mailt(app: &TestApp, begin: &str) -> String {
    let aan = format!("{begin}.{}@voorbeeld.example", Omgeving::machine().nieuw_id::<uuid::Uuid>().simple());
    let beheer = app.log_in("beheer").await;
    beheer.get("/beheer/brieven").await.expect(200);
    beheer.post("/beheer/brieven", &AFZENDER).await.expect(303);
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let mut klant = storage::klant::find(&mut writer, app.johan).await.unwrap().unwrap();
    klant.contact.email.clone_from(&aan);
    storage::klant::update(&mut writer, &klant, None, app.nu()).await.unwrap();
    writer.commit(app.regel("klant.gewijzigd"), &[]).await.unwrap();
    let nadia = app.log_in("n.elamrani").await;
    let gegevens = format!("/klanten/{}/gegevens", app.johan);
    nadia.get(&gegevens).await.expect_text("nog niet gezegd dat brieven op dit adres mogen");
    let akkoord = format!("/klanten/{}/email-akkoord", app.johan);
    nadia.post(&akkoord, &[("akkoord", "ja"), ("adres", "ander@voorbeeld.example")]).await.expect(409);
    nadia.post(&akkoord, &[("akkoord", "ja"), ("adres", &aan)]).await.expect(303);
    nadia.get(&gegevens).await.expect_text("vindt brieven op dit adres goed").says("door Nadia el Amrani");
    aan
}

async fn planned(app: &TestApp, klant: KlantId, dag: &str) -> String {
    let nadia = app.log_in("n.elamrani").await;
    let who = app.nadia.to_string();
    let plan = [
        ("soort", "participatiegesprek"),
        ("datum", dag),
        ("tijd", "10.30"),
        ("duur", "90"),
        ("plaats", "kamer 2.14"),
        ("klantmanager", who.as_str()),
    ];
    nadia.post(&format!("/klanten/{klant}/gesprekken/plannen"), &plan).await.expect(303);
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let gesprekken = storage::gesprek::of_klant(&mut reader, klant).await.unwrap();
    gesprekken
        .iter()
        .find(|gesprek| domain::datum::plaatselijk(gesprek.moment).date().to_string() == dag)
        .unwrap()
        .id
        .to_string()
}

fn hidden(page: &str, naam: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("name=\"{naam}\" value=\"")).unwrap_or_else(|| panic!("no {naam}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Makes the letter that fits, by e-mail; the address of its page. Sent twice, there is one.
async fn mail(browser: &Browser<'_>, gesprek: &str, taal: &str) -> String {
    let page = browser.get(&format!("/gesprekken/{gesprek}")).await.expect_text("per e-mail, naar").text;
    let (_, form) = page.split_once(&format!("/gesprekken/{gesprek}/brieven")).expect("a form to make a letter");
    let (id, soort, versie) = (hidden(form, "id"), hidden(form, "soort"), hidden(form, "versie"));
    let velden = [("id", id.as_str()), ("soort", &soort), ("versie", &versie), ("taal", taal), ("weg", "email")];
    let done = browser.post(&format!("/gesprekken/{gesprek}/brieven"), &velden).await.expect(303);
    browser.post(&format!("/gesprekken/{gesprek}/brieven"), &velden).await.expect(303);
    done.naar
}

async fn besluit(browser: &Browser<'_>, brief: &str, stand: &str, besluit: &str) -> Antwoord {
    browser.post(&format!("{brief}/email"), &[("stand", stand), ("besluit", besluit)]).await
}

#[tokio::test]
async fn johan_gets_his_invitation_once_with_the_appointment_for_his_calendar() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        nadia.get(&brief).await.expect_text("Wordt zo per e-mail verstuurd").says(&aan);
        nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text("er is nog geen bewijs");
        assert_eq!(stap(&app).await, Gedaan { verzonden: 1, ..Gedaan::default() });
        assert_eq!(stap(&app).await, Gedaan::default(), "there is nothing left to do");

        let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
        assert_eq!(post.kopregel("from"), "\"Gemeente Haarlem\" <afspraken@haarlem.example>");
        assert_eq!((post.kopregel("to"), post.kopregel("auto-submitted")), (aan.clone(), "auto-generated".to_owned()));
        for wanted in [
            "Geachte heer of mevrouw Van der Meer,",
            "donderdag 3 december 2026 om 10.30 uur",
            "kamer 2.14",
            "Nadia el Amrani\nKlantmanager",
            "-- \nGemeente Haarlem\nWerk en Inkomen\n14 023",
        ] {
            assert!(post.tekst().contains(wanted), "{wanted:?} is not in {}", post.tekst());
        }
        let alles = format!("{} {:?}", post.kop, post.delen);
        assert!(!alles.contains("999993653") && !alles.contains("104-2217"), "no number of the client");
        assert!(!post.kop.contains("Meer"), "no name of the client in the headers");
        let (kop, agenda) = &post.delen[1];
        assert!(
            kop.contains("text/calendar") && kop.contains("method=PUBLISH") && kop.contains("afspraak.ics"),
            "{kop}"
        );
        let agenda = agenda.replace("\n ", "");
        for wanted in [
            "METHOD:PUBLISH",
            &format!("UID:{gesprek}@haarlem.example"),
            "SEQUENCE:",
            "DTSTART:20261203T093000Z",
            "DTEND:20261203T110000Z",
            "SUMMARY:Afspraak gemeente Haarlem",
            "kamer 2.14",
        ] {
            assert!(agenda.contains(wanted), "{wanted:?} is not in {agenda}");
        }
        assert!(
            !agenda.contains("Meer") && !agenda.contains("Participatie"),
            "nothing about whom or what for: {agenda}"
        );

        nadia
            .get(&brief)
            .await
            .expect_text("Per e-mail verstuurd op 23 nov 2026")
            .says("Bewijs van verzending")
            .says("250 ");
        nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text("e-mail").says("250 ");
        nadia.get(&format!("/klanten/{}?soort=brieven", app.johan)).await.expect_text("per e-mail verstuurd op");
        nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let id = brief.rsplit('/').next().unwrap().parse().unwrap();
        let acts = storage::logboek::of_object(&mut reader, id).await.unwrap();
        assert!(acts.iter().any(|regel| regel.handeling == "email.verzonden" && regel.klant == Some(app.johan)));
    }
}

#[tokio::test]
async fn a_moved_conversation_stays_the_same_appointment_and_what_is_no_longer_so_is_not_sent() {
    for app in both().await {
        let app = app.met_smtp(tls(true));
        let aan = johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        // He calls before anything left.
        let form = nadia.get(&format!("/gesprekken/{gesprek}/verzetten")).await.expect(200).text;
        let nieuw = hidden(&form, "nieuw");
        let velden = [
            ("versie", "2"),
            ("nieuw", nieuw.as_str()),
            ("datum", "2026-12-10"),
            ("tijd", "11.00"),
            ("duur", "60"),
            ("door", "klant"),
            ("toelichting", "tandarts"),
        ];
        nadia.post(&format!("/gesprekken/{gesprek}/verzetten"), &velden).await.expect(303);
        assert_eq!(stap(&app).await, Gedaan { achterhaald: 1, ..Gedaan::default() });
        nadia.get(&brief).await.expect_text("Niet verstuurd, het gesprek is veranderd");
        mail(&nadia, &nieuw, "nl").await;
        assert_eq!(stap(&app).await.verzonden, 1);
        let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
        let agenda = post.delen[1].1.replace("\n ", "");
        for wanted in [&format!("UID:{gesprek}@haarlem.example"), "DTSTART:20261210T100000Z"] {
            assert!(agenda.contains(wanted), "{wanted:?} is not in {agenda}");
        }
        // The new time is in his mailbox: the move is not undone behind his back.
        let oud = storage_versie(&app, &gesprek).await;
        let nee =
            nadia.post(&format!("/gesprekken/{gesprek}/herstellen"), &[("versie", oud.as_str())]).await.expect(409);
        nee.says("heeft deze uitnodiging al per e-mail");
        // A reminder tells the same appointment once more.
        mail(&nadia, &nieuw, "nl").await;
        assert_eq!(stap(&app).await.verzonden, 1);
        let herinnerd = volgnummer(&ontvangen(&aan, 2).await[1].delen[1].1);
        // The municipality calls it off: the letter takes it out of his calendar, and says that nothing follows from it.
        let versie = storage_versie(&app, &nieuw).await;
        let af = [("uitkomst", "afgezegd_gemeente"), ("toelichting", "kamer bezet"), ("versie", versie.as_str())];
        nadia.post(&format!("/gesprekken/{nieuw}/niet-doorgegaan"), &af).await.expect(303);
        let kaart = nadia.get(&format!("/gesprekken/{nieuw}")).await.expect_text("Afzegging maken");
        kaart.says("gaat het ook uit de agenda");
        mail(&nadia, &nieuw, "nl").await;
        assert_eq!(stap(&app).await.verzonden, 1);
        let alle = ontvangen(&aan, 3).await;
        let post = alle.iter().find(|post| post.tekst().contains("gaat niet door")).expect("the cancellation");
        assert!(post.tekst().contains("donderdag 10 december 2026") && post.tekst().contains("U hoeft niet te komen"));
        let (kop, agenda) = (&post.delen[1].0, post.delen[1].1.replace("\n ", ""));
        assert!(kop.contains("method=CANCEL"), "{kop}");
        for wanted in ["METHOD:CANCEL", "STATUS:CANCELLED", &format!("UID:{gesprek}@haarlem.example")] {
            assert!(agenda.contains(wanted), "{wanted:?} is not in {agenda}");
        }
        assert!(volgnummer(&agenda) >= herinnerd, "the number never goes down");
        // He was told not to come: he is not expected again without a new invitation.
        let versie = storage_versie(&app, &nieuw).await;
        let terug = [("versie", versie.as_str())];
        let nee = nadia.post(&format!("/gesprekken/{nieuw}/herstellen"), &terug).await.expect(409);
        nee.says("al een brief dat dit gesprek niet doorgaat");
        assert_eq!(storage_versie(&app, &nieuw).await, versie, "nothing changed");
    }
}

fn volgnummer(agenda: &str) -> u32 {
    let (_, rest) = agenda.split_once("SEQUENCE:").expect("a number");
    rest.split(char::is_whitespace).next().unwrap_or_default().parse().expect("a number")
}

async fn storage_versie(app: &TestApp, id: &str) -> String {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::find(&mut reader, id.parse().unwrap()).await.unwrap().unwrap().versie.to_string()
}

#[tokio::test]
async fn who_reads_arabic_gets_arabic() {
    let app = TestApp::sqlite().await.met_smtp(starttls(true));
    let aan = johan_mailt(&app, "johan").await;
    let gesprek = planned(&app, app.johan, "2026-12-03").await;
    let nadia = app.log_in("n.elamrani").await;
    mail(&nadia, &gesprek, "ar").await;
    assert_eq!(stap(&app).await.verzonden, 1);
    let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
    assert!(post.kopregel("subject").contains("دعوة إلى مقابلة"), "{}", post.kopregel("subject"));
    assert_eq!(post.kopregel("content-language"), "ar");
    assert!(post.tekst().contains("مع أطيب التحيات،") && post.tekst().contains("14 023"), "{}", post.tekst());
    assert!(post.delen[1].1.contains("SUMMARY:موعد Gemeente Haarlem"), "{}", post.delen[1].1);
}

#[tokio::test]
async fn a_letter_from_which_a_right_may_be_lost_and_a_client_who_did_not_agree_get_paper() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        johan_mailt(&app, "johan").await;
        let nadia = app.log_in("n.elamrani").await;
        let gesprek = planned(&app, app.johan, "2026-11-23").await;
        let pad = format!("/gesprekken/{gesprek}");
        let invited = [("kanaal", "telefoon"), ("op", "2026-11-20"), ("bewijs", ""), ("versie", "1")];
        nadia.post(&format!("{pad}/uitnodigen"), &invited).await.expect(303);
        app.het_is("2026-11-23T16:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let not = [("uitkomst", "niet_verschenen"), ("toelichting", "geen bericht"), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &not).await.expect(303);
        let termijn = [("brief", "2026-11-24"), ("einde", "2026-12-08"), ("taal", "nl"), ("versie", "3")];
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("Brief over de hersteltermijn maken");
        assert!(!page.text.contains("per e-mail, naar"));
        let id: uuid::Uuid = Omgeving::machine().nieuw_id();
        let id = id.to_string();
        let velden =
            [("id", id.as_str()), ("soort", "niet_verschenen"), ("versie", "4"), ("taal", "nl"), ("weg", "email")];
        nadia.post(&format!("{pad}/brieven"), &velden).await.expect(409).says("Deze brief gaat altijd per post.");

        // Johan changes his mind; a new conversation is by post.
        nadia.post(&format!("/klanten/{}/email-akkoord", app.johan), &[("akkoord", "nee")]).await.expect(303);
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let page = nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text("Per e-mail kan nog niet");
        assert!(!page.text.contains("per e-mail, naar"));
        let velden = [("id", id.as_str()), ("soort", "uitnodiging"), ("versie", "1"), ("taal", "nl"), ("weg", "email")];
        nadia
            .post(&format!("/gesprekken/{gesprek}/brieven"), &velden)
            .await
            .expect(409)
            .says("Per e-mail kan nog niet");
        assert_eq!(stap(&app).await, Gedaan::default());
    }
}

#[tokio::test]
async fn without_a_mail_server_nobody_is_offered_e_mail() {
    let app = TestApp::sqlite().await;
    johan_mailt(&app, "johan").await;
    let gesprek = planned(&app, app.johan, "2026-12-03").await;
    let nadia = app.log_in("n.elamrani").await;
    let page = nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text("Uitnodiging maken");
    assert!(!page.text.contains("per e-mail"), "{}", page.text);
    app.log_in("beheer").await.get("/beheer/uitgaande-email").await.expect_text("Er is geen mailserver ingesteld.");
}

#[tokio::test]
async fn nothing_typed_becomes_a_header_or_ends_a_message() {
    let app = TestApp::sqlite().await.met_smtp(starttls(true));
    let aan = johan_mailt(&app, "johan").await;
    let gesprek = planned(&app, app.johan, "2026-12-03").await;
    let nadia = app.log_in("n.elamrani").await;
    let brief = mail(&nadia, &gesprek, "nl").await;
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let id: domain::id::BriefId = brief.rsplit('/').next().unwrap().parse().unwrap();
    let mut brief = storage::brief::find(&mut reader, id).await.unwrap().unwrap();
    let zending: Zending = storage::uitbak::of_brief(&mut reader, id).await.unwrap().unwrap();
    let gesprek = storage::gesprek::find(&mut reader, brief.gesprek).await.unwrap().unwrap();
    drop(reader);
    let kwaad =
        "Beste Johan\r\nBcc: allen@voorbeeld.example\r\n\r\n.\r\nMAIL FROM:<x@y.example>\r\n.\r\nDag".to_owned();
    brief.inhoud.onderwerp.clone_from(&kwaad);
    brief.inhoud.afzender.gemeente.clone_from(&kwaad);
    brief.inhoud.ondertekenaar.clone_from(&kwaad);
    brief.inhoud.blokken.clear();
    assert_eq!((brief.soort, brief.taal), (Briefsoort::Uitnodiging, Taal::Nl));
    let eerste = gesprek.id;
    let bericht = bericht::maak(&brief, &zending, &bericht::Keten { gesprek, eerste }, app.nu()).unwrap();
    let mut verbinding = super::smtp::Verbinding::maak(&starttls(true)).await.unwrap();
    assert!(verbinding.kondig_aan(&bericht.van, &bericht.aan, false).await.is_ok());
    let genomen = verbinding.geef(&bericht.tekst).await;
    assert!(matches!(genomen, domain::uitbak::Pogingsuitslag::Aangenomen { .. }), "{genomen:?}");
    let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
    assert!(!post.kop.to_lowercase().lines().any(|regel| regel.starts_with("bcc")), "{}", post.kop);
    assert!(post.tekst().contains("\n.\nMAIL FROM:<x@y.example>\n.\nDag"), "all of the text arrived: {}", post.tekst());
    assert!(!post.delen[1].1.contains("\nBcc"), "{}", post.delen[1].1);
}

#[tokio::test]
async fn the_beheerder_sees_how_it_stands_and_tries_the_server() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        johan_mailt(&app, "straks").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        mail(&nadia, &gesprek, "nl").await;
        assert_eq!(stap(&app).await.uitgesteld, 1);
        let beheer = app.log_in("beheer").await;
        let pad = "/beheer/uitgaande-email";
        beheer.get("/beheer").await.expect_text(pad);
        let page = beheer.get(pad).await.expect_text("beveiligd met STARTTLS").says("afspraken@haarlem.example");
        let page = page.says("neemt dit e-mailadres nu niet aan (antwoord 451)").says("sinds 23 nov 2026");
        assert!(!page.text.contains("Johan") && !page.text.contains("straks."), "no clients: {}", page.text);
        nadia.get(pad).await.expect(403);
        beheer.post(pad, &[("aan", "niets")]).await.expect(422).says("Vul een e-mailadres in");
        let zelf = format!("beheer.{}@haarlem.example", Omgeving::machine().nieuw_id::<uuid::Uuid>().simple());
        beheer.post(pad, &[("aan", &zelf)]).await.expect_text("De mailserver heeft de proef aangenomen.");
        let [post] = &ontvangen(&zelf, 1).await[..] else { panic!("one message") };
        assert_eq!(post.kopregel("subject"), "Proef van Klantbeeld");
        let onbekend = "onbekend@haarlem.example";
        beheer.post(pad, &[("aan", onbekend)]).await.expect_text("weigert dit e-mailadres (antwoord 550)");
        for _ in 0..3 {
            beheer.post(pad, &[("aan", onbekend)]).await.expect(200);
        }
        beheer.post(pad, &[("aan", &zelf)]).await.expect_text("Wacht een kwartier");
        app.het_is("2026-11-23T08:46:00Z");
        beheer.post(pad, &[("aan", &zelf)]).await.expect_text("De mailserver heeft de proef aangenomen.");
    }
}

#[tokio::test]
async fn a_certificate_nobody_trusts_is_refused_and_its_authority_can_be_named() {
    let app = TestApp::sqlite().await.met_smtp(starttls(false));
    let aan = johan_mailt(&app, "johan").await;
    let gesprek = planned(&app, app.johan, "2026-12-03").await;
    let nadia = app.log_in("n.elamrani").await;
    let brief = mail(&nadia, &gesprek, "nl").await;
    assert_eq!(stap(&app).await, Gedaan { uitgesteld: 1, ..Gedaan::default() });
    nadia.get(&brief).await.expect_text("een certificaat dat deze machine niet vertrouwt").says("smtp_ca");
    let app = app.met_smtp(tls(false));
    app.het_is("2026-11-23T08:31:00Z");
    assert_eq!(stap(&app).await, Gedaan { uitgesteld: 1, ..Gedaan::default() });
    let app = app.met_smtp(tls(true));
    app.het_is("2026-11-23T08:35:00Z");
    assert_eq!(stap(&app).await, Gedaan { verzonden: 1, ..Gedaan::default() });
    ontvangen(&aan, 1).await;
}

#[tokio::test]
async fn everybody_of_a_round_is_invited_at_once_each_in_the_way_that_suits() {
    use domain::gesprek::{Gesprek, GesprekStand};
    use storage::planning::{self, Planronde, Uitkomst};

    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let nummer = "104-2218".parse().unwrap();
        let samira = storage::klant::find_by_number(&mut writer, &nummer).await.unwrap().unwrap().id;
        let ronde =
            Planronde { id: app.omgeving.nieuw_id(), klantmanager: app.nadia, door: app.nadia, moment: app.nu() };
        let gesprek = |klant, moment: &str| Gesprek {
            id: app.omgeving.nieuw_id(),
            klant,
            klantmanager: app.nadia,
            soort: "participatiegesprek".parse().unwrap(),
            moment: moment.parse().unwrap(),
            duur_minuten: 60,
            plaats: "kamer 2.14".to_owned(),
            tolk: String::new(),
            uitnodiging: None,
            bevestigd: None,
            vorige: None,
            te_houden_voor: None,
            teruggenomen: Vec::new(),
            stand: GesprekStand::Gepland,
            versie: 1,
        };
        let gesprekken = [gesprek(app.johan, "2026-12-03T09:00:00Z"), gesprek(samira, "2026-12-03T10:00:00Z")];
        let uitkomst = |g: &Gesprek| Uitkomst { klant: g.klant, moment: g.moment, gesprek: Ok(g.id) };
        let uitkomsten: Vec<Uitkomst> = gesprekken.iter().map(uitkomst).collect();
        planning::begin(&mut writer, &ronde, &[app.johan, samira]).await.unwrap();
        planning::insert(&mut writer, &ronde, &gesprekken, &uitkomsten).await.unwrap();
        writer.commit(app.regel("planronde.gepland"), &[]).await.unwrap();

        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/planning/{}", ronde.id);
        nadia.get(&pad).await.expect_text("2 klanten weten nog niet").says("waar het kan per e-mail");
        let done = nadia.post(&format!("{pad}/uitnodigen"), &[("weg", "email")]).await.expect(303);
        nadia.post(&format!("{pad}/uitnodigen"), &[("weg", "email")]).await.expect(303);
        let page = nadia.get(&done.naar).await.expect_text("Uitgenodigd (e-mail)").says("Uitgenodigd (brief)");
        assert!(!page.text.contains("weten nog niet"));
        assert_eq!(stap(&app).await, Gedaan { verzonden: 1, ..Gedaan::default() });
        let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
        assert!(post.tekst().contains("donderdag 3 december 2026 om 10.00 uur"), "{}", post.tekst());
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen").says("Samira Bouzid");
        app.log_in("t.paap").await.post(&format!("{pad}/uitnodigen"), &[("weg", "post")]).await.expect(404);
    }
}
