//! Stories about letters, read back from their PDF, on both databases.

mod afzegging;
mod een_brief;
mod telefoon;
mod wie_weet_wat;

use axum::http::header;
use domain::{brief::Brief, gemeente::Gemeente, id::KlantId, klant::Klant};
use lopdf::Document;

use crate::testing::{Antwoord, Browser, TestApp, both};

const AFZENDER: [(&str, &str); 7] = [
    ("versie", "0"),
    ("afdeling", "Werk en Inkomen"),
    ("adresregels", "Postbus 999\n2000 ZZ Haarlem"),
    ("bezoekadres", "Voorbeeldplein 1, Haarlem"),
    ("plaats", "Haarlem"),
    ("telefoon", "14 023"),
    ("website", "www.haarlem.example"),
];

async fn with_sender(app: &TestApp) {
    let beheer = app.log_in("beheer").await;
    beheer.get("/beheer/brieven").await.expect_text("Vul eerst de afzender in");
    let done = beheer.post("/beheer/brieven", &AFZENDER).await.expect(303);
    beheer.get(&done.naar).await.expect_text("De afzender is opgeslagen.").says("value=\"14 023\"");
}

/// Changes the record of a client as an import would.
async fn change(app: &TestApp, klant: KlantId, how: impl FnOnce(&mut Klant)) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let mut record = storage::klant::find(&mut writer, klant).await.unwrap().unwrap();
    how(&mut record);
    storage::klant::update(&mut writer, &record, None, app.nu()).await.unwrap();
    writer.commit(app.regel("klant.gewijzigd"), &[]).await.unwrap();
}

/// An address for the window of the envelope.
async fn moves_in(app: &TestApp, klant: KlantId) {
    change(app, klant, |klant| {
        klant.contact.adres = "Rijksstraatweg 12".to_owned();
        klant.contact.woonplaats = "Haarlem".to_owned();
    })
    .await;
}

/// Plans a conversation of Nadia with a client.
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
    storage::gesprek::of_klant(&mut reader, klant).await.unwrap().last().unwrap().id.to_string()
}

fn hidden(page: &str, naam: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("name=\"{naam}\" value=\"")).unwrap_or_else(|| panic!("no {naam}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Sends the form of the letter that stands on the page of a conversation; the page of the letter.
async fn make(browser: &Browser<'_>, gesprek: &str, taal: &str) -> Antwoord {
    let page = browser.get(&format!("/gesprekken/{gesprek}")).await.expect(200).text;
    let (_, form) = page.split_once(&format!("/gesprekken/{gesprek}/brieven")).expect("a form to make a letter");
    let (id, soort, versie) = (hidden(form, "id"), hidden(form, "soort"), hidden(form, "versie"));
    let velden = [("id", id.as_str()), ("soort", &soort), ("versie", &versie), ("taal", taal)];
    let done = browser.post(&format!("/gesprekken/{gesprek}/brieven"), &velden).await.expect(303);
    // Sent twice, there is one letter.
    let again = browser.post(&format!("/gesprekken/{gesprek}/brieven"), &velden).await.expect(303);
    assert_eq!(done.naar, again.naar);
    browser.get(&done.naar).await.expect(200)
}

async fn letters(app: &TestApp, klant: KlantId) -> Vec<Brief> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::brief::of_klant(&mut reader, klant).await.unwrap()
}

/// The words of each page of a file.
async fn pages(browser: &Browser<'_>, pad: &str) -> Vec<String> {
    let answer = browser.get(pad).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/pdf");
    let document = Document::load_mem(&answer.bytes).unwrap();
    let numbers = document.get_pages().into_keys();
    let squeeze = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    numbers.map(|page| squeeze(document.extract_text(&[page]).unwrap())).collect()
}

fn has(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted:?} is not in {text}");
    }
}

#[tokio::test]
async fn johan_is_invited_by_letter_and_the_letter_stays_what_it_was() {
    for app in both().await {
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{gesprek}");
        nadia.get(&pad).await.expect_text("Nog niet ingevuld is van wie de brieven komen");
        with_sender(&app).await;
        moves_in(&app, app.johan).await;
        let page = make(&nadia, &gesprek, "nl").await.says("Uitnodiging").says("PDF openen");
        assert!(!page.text.contains("Geen volledig adres"));
        let page = page.says("Geachte heer of mevrouw Van der Meer,").says("donderdag 3 december 2026 om 10.30 uur");
        page.says("Voorbeeldplein 1, Haarlem,<br>kamer 2.14").says("1 uur en 30 minuten");
        let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
        let wanted =
            ["Johan van der Meer", "Rijksstraatweg 12", "2036 AB Haarlem", "Haarlem, 23 november 2026", "14 023"];
        let pdf = format!("/brieven/{}/pdf", brief.id);
        let text = pages(&nadia, &pdf).await.concat();
        has(&text, &wanted);
        has(&text, &[&brief.kenmerk, "artikel 17 van de Participatiewet", "Nadia el Amrani", "Werk en Inkomen"]);
        assert!(!text.contains("999993653"), "no BSN");

        let page = nadia.get(&pad).await.expect_text("uitgenodigd").says(&brief.kenmerk).says("Herinnering maken");
        page.says("nog niet afgedrukt");
        let tijdlijn = nadia.get(&format!("/klanten/{}?soort=brieven", app.johan)).await.expect_text("Uitnodiging");
        tijdlijn.says(&brief.kenmerk).says(&format!("/brieven/{}", brief.id));

        // He moves; what was sent does not.
        let bytes = nadia.get(&pdf).await.bytes;
        change(&app, app.johan, |klant| klant.contact.adres = "Elders 1".to_owned()).await;
        assert_eq!(nadia.get(&pdf).await.bytes, bytes, "the same file to the byte");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let done = storage::logboek::of_object(&mut reader, brief.id.uuid()).await.unwrap();
        assert_eq!(done.len(), 1);
        drop(reader);
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 1_000).await.unwrap();
        for handeling in ["brief.getoond", "brief.pdf_getoond"] {
            assert!(seen.iter().any(|line| line.handeling == handeling && line.klanten == [app.johan]), "{handeling}");
        }
    }
}

#[tokio::test]
async fn a_letter_without_an_address_is_filed_and_says_so() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await.says("Geen volledig adres bekend.").says("Geef hem mee of bel de klant");
        let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
        assert_eq!(brief.inhoud.geadresseerde, ["Johan van der Meer"]);
        has(
            &pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat(),
            &["Johan van der Meer", "3 december"],
        );
        nadia.get("/brieven/af-te-drukken").await.expect_text("geen adres").says("1 brief heeft geen volledig adres");
    }
}

#[tokio::test]
async fn an_odd_name_is_printed_and_never_read() {
    let app = TestApp::sqlite().await;
    with_sender(&app).await;
    change(&app, app.johan, |klant| klant.naam.geslachtsnaam = "{{afspraken}} <b>#import \"x\" Şahin-Ōé".to_owned())
        .await;
    let gesprek = planned(&app, app.johan, "2026-12-03").await;
    let nadia = app.log_in("n.elamrani").await;
    make(&nadia, &gesprek, "nl").await.says("&#60;b&#62;#import");
    let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
    let text = pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat();
    has(&text, &["{{afspraken}} <b>#import \"x\" Şahin-Ōé"]);
}

#[tokio::test]
async fn who_speaks_arabic_is_invited_in_arabic() {
    for app in both().await {
        with_sender(&app).await;
        change(&app, app.johan, |klant| klant.contact.tolk = "Arabisch (Marokko)".to_owned()).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&format!("/gesprekken/{gesprek}")).await.expect_text("value=\"ar\" checked");
        assert!(page.text.contains("value=\"en\">"), "English is a choice");
        make(&nadia, &gesprek, "ar")
            .await
            .says("dir=\"rtl\"")
            .says("دعوة إلى مقابلة")
            .says("الخميس \u{2068}3\u{2069} ديسمبر");
        let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
        let text = pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat();
        has(&text, &["14 023", "Johan van der Meer", "10:30", &brief.kenmerk]);
        assert!(text.chars().any(|letter| ('\u{0600}'..='\u{06ff}').contains(&letter)), "{text}");
    }
}

#[tokio::test]
async fn who_stayed_away_hears_until_when_that_can_be_repaired() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-11-23").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{gesprek}");
        let invited = [("kanaal", "telefoon"), ("op", "2026-11-20"), ("bewijs", ""), ("versie", "1")];
        nadia.post(&format!("{pad}/uitnodigen"), &invited).await.expect(303);
        let not = [("uitkomst", "niet_verschenen"), ("toelichting", "geen bericht"), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &not).await.expect(422).says("moet nog beginnen");
        app.het_is("2026-11-23T11:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("{pad}/niet-doorgegaan"), &not).await.expect(303);
        let early = nadia.get(&pad).await.expect(200);
        assert!(!early.text.contains("Brief over de hersteltermijn maken"), "there is no period yet");
        let termijn = [("brief", "2026-11-24"), ("einde", "2026-12-08"), ("taal", "nl"), ("versie", "3")];
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn).await.expect(303);
        let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
        let text = pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat();
        has(
            &text,
            &["Haarlem, 24 november 2026", "maandag 23 november 2026 om 10.30 uur", "uiterlijk op dinsdag 8 december"],
        );
        has(&text, &["artikel 54 van de Participatiewet"]);
        assert!(!text.contains("geen bericht"), "what was noted is not for the letter");

        // He comes after all: the letter is filed and no longer printed.
        let came = [("op", "2026-11-23"), ("reden", "was ziek"), ("versie", "4")];
        nadia.post(&format!("{pad}/alsnog-gekomen"), &came).await.expect(303);
        nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        nadia.get(&format!("/brieven/{}", brief.id)).await.expect_text("Wordt niet afgedrukt.");
    }
}

#[tokio::test]
async fn what_was_agreed_is_confirmed_and_nothing_agreed_makes_no_letter() {
    let app = TestApp::sqlite().await;
    with_sender(&app).await;
    let gesprek = planned(&app, app.johan, "2026-11-23").await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/gesprekken/{gesprek}");
    let held = |afspraken, versie| [("tekst", "Geheim verslag."), ("afspraken", afspraken), ("versie", versie)];
    nadia.post(&format!("{pad}/vastleggen"), &held("", "1")).await.expect(303);
    assert!(!nadia.get(&pad).await.text.contains("Brief met de afspraken maken"));
    let id = crate::omgeving::Omgeving::machine().nieuw_id::<uuid::Uuid>().to_string();
    let form = [("id", id.as_str()), ("soort", "afspraken"), ("taal", "nl"), ("versie", "2")];
    let told = nadia.post(&format!("{pad}/brieven"), &form).await.expect(409);
    told.says("vul eerst het verslag aan");
    let wrong = [("id", id.as_str()), ("soort", "uitnodiging"), ("taal", "nl"), ("versie", "2")];
    nadia
        .post(&format!("{pad}/brieven"), &wrong)
        .await
        .expect(409)
        .says("past nu niet bij dit gesprek. Stand: gevoerd.");
    nadia
        .post(&format!("{pad}/vastleggen"), &held("Johan belt de garage.\nNadia vraagt de cursus aan.", "2"))
        .await
        .expect(303);
    make(&nadia, &gesprek, "nl").await.says("<li>Johan belt de garage.</li>");
    let [brief] = &letters(&app, app.johan).await[..] else { panic!("one letter") };
    let text = pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat();
    has(&text, &["Johan belt de garage.", "Nadia vraagt de cursus aan."]);
    assert!(!text.contains("Geheim"));
}

#[tokio::test]
async fn three_letters_are_one_file_in_order_and_printed_when_somebody_says_so() {
    for app in both().await {
        with_sender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        for dag in ["2026-12-03", "2026-12-10", "2026-12-17"] {
            let gesprek = planned(&app, app.johan, dag).await;
            make(&nadia, &gesprek, "nl").await;
        }
        let mut kenmerken = letters(&app, app.johan).await;
        kenmerken.sort_by_key(|brief| brief.id);
        nadia.get("/vandaag").await.expect_text("Brieven af te drukken");
        let page = nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 3 brieven openen");
        let (tot, aantal) = (hidden(&page.text, "tot"), hidden(&page.text, "aantal"));
        let file = pages(&nadia, &format!("/brieven/af-te-drukken/pdf?tot={tot}&aantal={aantal}")).await;
        // Behind each letter may be an empty page: the next one begins on a fresh sheet.
        let full: Vec<&String> = file.iter().filter(|page| !page.is_empty()).collect();
        assert_eq!(full.len(), 3, "an invitation fits on one page: {file:?}");
        for (page, brief) in full.iter().zip(&kenmerken) {
            has(page, &[&brief.kenmerk]);
        }
        nadia.get("/brieven/af-te-drukken").await.expect_text("3 brieven");

        // Petra leads the team and sees them; Piet has none of his own.
        let petra = app.log_in("p.devries").await;
        petra.get("/brieven/af-te-drukken").await.expect_text("3 brieven van uw team").says("Nadia el Amrani");
        app.log_in("p.smit").await.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");

        let three = [("tot", tot.as_str()), ("aantal", "2")];
        nadia.post("/brieven/af-te-drukken", &three).await.expect(409);
        let three = [("tot", tot.as_str()), ("aantal", "3")];
        let done = nadia.post("/brieven/af-te-drukken", &three).await.expect(303);
        nadia.post("/brieven/af-te-drukken", &three).await.expect(409);
        let page = nadia.get(&done.naar).await.expect_text("Vastgelegd dat 3 brieven afgedrukt zijn.");
        let moment = hidden(&page.says("Er wacht geen brief").text, "moment");
        petra.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        let back = nadia.post("/brieven/af-te-drukken/terug", &[("moment", &moment)]).await.expect(303);
        nadia.get(&back.naar).await.expect_text("staan weer bij de af te drukken brieven").says("3 brieven");
        nadia.post("/brieven/af-te-drukken/terug", &[("moment", &moment)]).await.expect(409);
    }
}

#[tokio::test]
async fn an_invitation_taken_back_is_not_printed_and_the_new_one_is() {
    let app = TestApp::sqlite().await;
    with_sender(&app).await;
    let gesprek = planned(&app, app.johan, "2026-12-03").await;
    let nadia = app.log_in("n.elamrani").await;
    make(&nadia, &gesprek, "nl").await;
    nadia.post(&format!("/gesprekken/{gesprek}/herstellen"), &[("versie", "2")]).await.expect(303);
    nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
    make(&nadia, &gesprek, "en").await.says("Dear Johan van der Meer,").says("Thursday 3 December 2026 at 10:30");
    nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen").says("Engels");
    assert_eq!(letters(&app, app.johan).await.len(), 2, "both are filed");
}

#[tokio::test]
async fn a_template_is_changed_refused_and_changed_by_two() {
    for app in both().await {
        with_sender(&app).await;
        let (beheer, ander) = (app.log_in("beheer").await, app.log_in("beheer").await);
        beheer.get("/beheer").await.expect_text("/beheer/brieven");
        beheer.get("/beheer/brieven").await.expect_text("Brief over de hersteltermijn").says("standaardtekst");
        let pad = "/beheer/brieven/uitnodiging-nl";
        let page = beheer.get(pad).await.expect_text("{{gesprek.afspraak}}").says("Geachte heer of mevrouw Yilmaz,");
        assert!(!page.text.contains("{{hersteltermijn.einde}}"), "only the fields of this kind");
        ander.get(pad).await.expect(200);
        let send =
            |tekst, versie, actie| [("onderwerp", "Kom langs"), ("tekst", tekst), ("versie", versie), ("actie", actie)];
        let wrong = "Dag {{klant.voornaam}},\n\n{{gesprek.afspraak}}\nU woont {{klant.adres";
        let page = beheer.post(pad, &send(wrong, "0", "")).await.expect(422).says("id=\"fout-tekst\"");
        let page =
            page.says("Regel 1: het veld {{klant.voornaam}} bestaat niet").says("Regel 4: een veld dat met {{ begint");
        assert_eq!(page.text.matches("Regel 1:").count(), 2, "once above the form and once at its field");
        beheer
            .post(pad, &send("{{hersteltermijn.einde}}", "0", ""))
            .await
            .expect(422)
            .says("hoort niet in een uitnodiging");
        let good = "Beste {{klant.naam}},\n\n{{gesprek.afspraak}}\n\nBel {{gemeente.telefoon}}.";
        beheer.post(pad, &send(good, "0", "voorbeeld")).await.expect_text("Beste Fatma Yilmaz,");
        let pdf = beheer.post(pad, &send(good, "0", "pdf")).await.expect(200);
        let words = Document::load_mem(&pdf.bytes).unwrap().extract_text(&[1]).unwrap();
        has(&words.split_whitespace().collect::<Vec<_>>().join(" "), &["Beste Fatma Yilmaz,", "VOORBEELD"]);
        beheer.get("/beheer/brieven").await.expect_text("standaardtekst");
        let done = beheer.post(pad, &send(good, "0", "")).await.expect(303);
        beheer
            .get(&done.naar)
            .await
            .expect_text("De tekst is opgeslagen.")
            .says("versie 1, 23 nov 2026 door Applicatiebeheer");
        beheer.post(pad, &send(good, "0", "")).await.expect(303);

        // The other one had the page open since before.
        let other = "{{gesprek.afspraak}}\n\nDe ander.";
        let page = ander.post(pad, &send(other, "0", "")).await.expect(409);
        page.says("U heeft dit zelf intussen gewijzigd").says("De ander.").says("Bel {{gemeente.telefoon}}.");
        ander.post(pad, &send(other, "1", "")).await.expect(303);
        beheer
            .get(pad)
            .await
            .expect_text("Versie 1, 23 nov 2026")
            .says("Versie 2")
            .says("Standaardtekst van Klantbeeld");

        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await.says("De ander.").says("Kom langs");
        assert_eq!(letters(&app, app.johan).await[0].sjabloon_versie, 2);
        beheer.get("/beheer/brieven/herinnering-ar").await.expect(404);
        beheer.get("/beheer/brieven/onzin").await.expect(404);
        let bad = [("versie", "1"), ("afdeling", ""), ("adresregels", "1\n2\n3\n4\n5")];
        beheer.post("/beheer/brieven", &bad).await.expect(422).says("5 fouten");
        beheer.post("/beheer/brieven", &AFZENDER).await.expect(409);
    }
}

#[tokio::test]
async fn letters_of_others_do_not_exist_and_rights_hold() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await;
        let id = letters(&app, app.johan).await[0].id;
        let trudy = app.log_in("t.paap").await;
        for pad in [format!("/brieven/{id}"), format!("/brieven/{id}/pdf"), "/brieven/onzin".to_owned()] {
            trudy.get(&pad).await.expect(404);
        }
        let form = [("id", &*id.to_string()), ("soort", "uitnodiging"), ("taal", "nl"), ("versie", "1")];
        trudy.post(&format!("/gesprekken/{gesprek}/brieven"), &form).await.expect(404);
        trudy.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        trudy.get(&format!("/brieven/af-te-drukken/pdf?tot={id}&aantal=1")).await.expect(409);
        nadia.get("/beheer/brieven").await.expect(403);
        app.log_in("beheer").await.get(&format!("/brieven/{id}")).await.expect(403);
        // Another letter's id does not lead to that letter.
        let tesfay = planned(&app, app.johan, "2026-12-10").await;
        nadia.post(&format!("/gesprekken/{tesfay}/brieven"), &form).await.expect(404);
        let stale =
            [("id", "0190d7a0-0000-7000-8000-000000000001"), ("soort", "uitnodiging"), ("taal", "nl"), ("versie", "7")];
        nadia.post(&format!("/gesprekken/{tesfay}/brieven"), &stale).await.expect(409);
        nadia.post(&format!("/gesprekken/{tesfay}/brieven"), &[("versie", "1")]).await.expect(403);
    }
}
