//! Nadia at the gate: Sanne is 24 and looks for work first, Mohamed is 41 and applies at once, Johan comes back.

mod jong;
mod weer;

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, PoortId},
    poort::PoortStand,
};
use jiff::civil::date;
use storage::poort::Gevonden;

use crate::testing::{Antwoord, Browser, TestApp, both};

const SANNE: &str = "999995005";
const MOHAMED: &str = "999995017";
const EEN: &str = "01890000-0000-7000-8000-000000000001";
const TWEE: &str = "01890000-0000-7000-8000-000000000002";
const BESLUIT: &str = "01890000-0000-7000-8000-00000000000a";

/// Somebody who is no client, as the form is sent the second time.
fn melding<'a>(id: &'a str, bsn: &'a str, op: &'a str, (naam, geboren): (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    vec![
        ("id", id),
        ("gezien", "niemand"),
        ("bsn", bsn),
        ("op", op),
        ("voornamen", naam),
        ("voorvoegsel", "de"),
        ("geslachtsnaam", "Proef"),
        ("geboren", geboren),
        ("partner", ""),
        ("telefoon", "06-01040001"),
        ("email", ""),
    ]
}

const ALS_SANNE: (&str, &str) = ("Sanne", "2002-05-10");
const ALS_MOHAMED: (&str, &str) = ("Mohamed", "1985-02-03");

/// Records that somebody came forward; gives the address of the case.
async fn meld(browser: &Browser<'_>, id: &str, bsn: &str, op: &str, wie: (&str, &str)) -> String {
    browser.get("/poort/nieuw").await.expect(200);
    browser.post("/poort/nieuw", &melding(id, bsn, op, wie)).await.expect(303).naar
}

async fn gevonden(app: &TestApp, pad: &str) -> Gevonden {
    let id: PoortId = pad.rsplit('/').next().unwrap().parse().unwrap();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::poort::find(&mut reader, id).await.unwrap().unwrap()
}

/// A step with the case as it is now.
async fn stap(app: &TestApp, browser: &Browser<'_>, pad: &str, stap: &str, velden: &[(&str, &str)]) -> Antwoord {
    let versie = gevonden(app, pad).await.poort.versie.to_string();
    let mut form = vec![("versie", versie.as_str()), ("stap", stap)];
    form.extend(velden);
    browser.post(pad, &form).await
}

/// Up to and including the application, on days that follow each other.
async fn aangevraagd(app: &TestApp, browser: &Browser<'_>, pad: &str, op: &str) {
    stap(app, browser, pad, "intake", &[("intake_op", op)]).await.expect(303);
    stap(app, browser, pad, "aanvragen", &[("aanvraag_op", op)]).await.expect(303);
}

async fn piet(app: &TestApp) -> GebruikerId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    alle.into_iter().find(|is| is.naam == "Piet Smit").unwrap().id
}

/// The form of a grant by Piet, with some fields as given.
fn toekenning<'a>(versie: &'a str, wie: &'a str, anders: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut velden = vec![
        ("id", BESLUIT),
        ("versie", versie),
        ("besluit_op", "2026-11-23"),
        ("ingang", "2026-11-02"),
        ("eerder_omdat", ""),
        ("bedrag", "1.401,50"),
        ("klantnummer", "104-9001"),
        ("leefvorm", "alleenstaande"),
        ("klantmanager", wie),
    ];
    for (naam, waarde) in anders {
        match velden.iter_mut().find(|(is, _)| is == naam) {
            Some(veld) => veld.1 = *waarde,
            None => velden.push((*naam, *waarde)),
        }
    }
    velden
}

async fn handelingen(app: &TestApp) -> Vec<String> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let log = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
    for line in &log {
        for tekst in [SANNE, "Proef", "hovenier", "orderpicker", "06-0104"] {
            assert!(!line.details.contains(tekst), "{tekst} in the log: {}", line.details);
        }
    }
    log.into_iter().map(|line| line.handeling.clone()).collect()
}

#[tokio::test]
async fn mohamed_is_41_and_applies_at_once() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort").await.expect_text("Niemand wacht");
        nadia.get("/poort/nieuw").await.expect_text("Negen cijfers.");
        nadia.post("/poort/nieuw", &[("bsn", "999995018")]).await.expect(422).says("elfproef");
        let page = nadia.post("/poort/nieuw", &[("id", EEN), ("bsn", MOHAMED)]).await.expect(200);
        page.says("name=\"gezien\" value=\"niemand\"").says("Melding vastleggen");
        for (veld, waarde) in [("op", "2026-11-24"), ("op", "32 november"), ("geboren", ""), ("voornamen", " ")] {
            let mut form = melding(EEN, MOHAMED, "2026-11-02", ALS_MOHAMED);
            form.iter_mut().find(|(naam, _)| *naam == veld).unwrap().1 = waarde;
            nadia.post("/poort/nieuw", &form).await.expect(422).says(&format!("fout-{veld}")).says("06-01040001");
        }
        let pad = meld(&nadia, EEN, MOHAMED, "2026-11-02", ALS_MOHAMED).await;
        let page = nadia.get(&pad).await.expect_text("Mohamed de Proef");
        assert!(!page.text.contains("vier weken") && !page.text.contains(MOHAMED), "no search period, and no BSN");
        let page = page.says("Wacht op de intake.").says("Nog niet gesproken: was uiterlijk 9 nov 2026");
        page.says("nog geen klant");
        nadia.get("/poort").await.expect_text("Mohamed de Proef").says("Gemeld op 2 nov 2026, 21 dagen geleden");
        nadia.get(&format!("{pad}/toekennen")).await.expect(409).says("gemeld");
        aangevraagd(&app, &nadia, &pad, "2026-11-04").await;
        nadia.get(&pad).await.expect_text("30 december 2026").says("Uitkering toekennen");
        assert_eq!(gevonden(&app, &pad).await.poort.gesproken, Some(date(2026, 11, 4)), "an intake is a conversation");

        let page = nadia.get(&format!("{pad}/toekennen")).await.expect_text("Voorstel: Piet Smit");
        assert!(!page.text.contains("plan van aanpak"), "nobody of 41 must have a plan");
        let (wie, doe) = (piet(&app).await.to_string(), format!("{pad}/toekennen"));
        for (veld, waarde, tekst) in [
            ("klantmanager", "", "Kies een vaste klantmanager"),
            ("klantnummer", "104-2217", "van een andere klant"),
            ("klantnummer", "", "Vul het klantnummer in"),
            ("ingang", "2026-11-01", "begint niet vóór de melding"),
            ("bedrag", "veel", "Vul een bedrag in"),
            ("besluit_op", "2026-11-03", "ligt vóór"),
            ("leefvorm", "", "Kies de leefvorm"),
        ] {
            nadia.post(&doe, &toekenning("3", &wie, &[(veld, waarde)])).await.expect(422).says(tekst);
        }
        assert_eq!(gevonden(&app, &pad).await.poort.stand, PoortStand::Aanvraag, "nothing of it was written");
        nadia.post(&doe, &toekenning("2", &wie, &[])).await.expect(409);
        let naar = nadia.post(&doe, &toekenning("3", &wie, &[])).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("Toegekend op 23 nov 2026").says("klant 104-9001").says("Piet Smit");
        assert_eq!(nadia.post(&doe, &toekenning("3", &wie, &[])).await.expect(303).naar, naar, "sent twice, it is one");

        let is = gevonden(&app, &pad).await;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let klant = storage::klant::find(&mut reader, is.poort.klant).await.unwrap().unwrap();
        assert_eq!(klant.bsn, MOHAMED.parse().unwrap());
        let [uitkering] = &storage::uitkering::of_klant(&mut reader, klant.id).await.unwrap()[..] else { panic!() };
        assert_eq!((uitkering.datum_ingang, uitkering.maandbedrag.0), (date(2026, 11, 2), 140_150));
        let [vast] = &storage::toewijzing::of_klant(&mut reader, klant.id).await.unwrap()[..] else { panic!() };
        assert_eq!((vast.klantmanager.to_string(), vast.periode.van), (wie, date(2026, 11, 23)), "the same day");
        drop(reader);
        let page = nadia.post("/poort/nieuw", &[("id", TWEE), ("bsn", MOHAMED)]).await.expect(200);
        page.says("heeft al een uitkering");
        let gedaan = handelingen(&app).await;
        for handeling in ["poort.gemeld", "poort.toegekend", "klant.toegevoegd", "uitkering.toegekend"] {
            assert_eq!(gedaan.iter().filter(|is| *is == handeling).count(), 1, "{handeling}");
        }
    }
}

#[tokio::test]
async fn a_case_ends_by_work_another_provision_a_refusal_or_because_the_client_says_so() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = meld(&nadia, EEN, MOHAMED, "2026-11-02", ALS_MOHAMED).await;
        stap(&app, &nadia, &pad, "werk", &[("werk_op", "2026-11-10"), ("werk_reden", " ")]).await.expect(422);
        let werk = [("werk_op", "2026-11-10"), ("werk_reden", "orderpicker, vanaf maandag")];
        stap(&app, &nadia, &pad, "werk", &werk).await.expect(303);
        nadia.get(&pad).await.expect_text("Orderpicker, vanaf maandag.").says("aan het werk op 10 nov 2026");
        stap(&app, &nadia, &pad, "intake", &[("intake_op", "2026-11-12")]).await.expect(409);
        stap(&app, &nadia, &pad, "herstellen", &[]).await.expect(303);
        assert_eq!(gevonden(&app, &pad).await.reden, "", "what was a mistake leaves no reason");

        stap(&app, &nadia, &pad, "voorziening", &[("voorziening_op", "2026-11-11")]).await.expect(422).says("keuze");
        let ww = [
            ("welke_voorziening", "ww"),
            ("voorziening_op", "2026-11-11"),
            ("voorziening_reden", "Het UWV kende de WW toe."),
        ];
        stap(&app, &nadia, &pad, "voorziening", &ww).await.expect(303);
        nadia.get(&pad).await.expect_text("WW (werkloosheid)").says("Het UWV kende de WW toe.");
        // He comes forward again: the first case cannot be opened beside it.
        let nieuw = meld(&nadia, TWEE, MOHAMED, "2026-11-16", ALS_MOHAMED).await;
        assert_eq!(gevonden(&app, &nieuw).await.poort.klant, gevonden(&app, &pad).await.poort.klant, "one person");
        stap(&app, &nadia, &pad, "herstellen", &[]).await.expect(409).says("meldde zich daarna opnieuw");
        nadia.get(&nieuw).await.expect_text("Andere meldingen").says("andere voorziening op 11 nov 2026");

        aangevraagd(&app, &nadia, &nieuw, "2026-11-17").await;
        let (doe, versie) = (format!("{nieuw}/weigeren"), "3");
        let nee = |reden| [("versie", versie), ("weigering_op", "2026-11-20"), ("weigering_reden", reden)];
        nadia.post(&doe, &nee("")).await.expect(422).says("fout-weigering_reden");
        stap(&app, &nadia, &nieuw, "weigeren", &nee("Artikel 34.")).await.expect(403);
        nadia.post(&doe, &nee("Vermogen boven de grens (artikel 34).")).await.expect(303);
        nadia.get(&nieuw).await.expect_text("Geweigerd op 20 nov 2026").says("Vermogen boven de grens");
        stap(&app, &nadia, &nieuw, "herstellen", &[]).await.expect(409).says("neem een nieuw besluit");

        let derde = "01890000-0000-7000-8000-000000000003";
        let sanne = meld(&nadia, derde, SANNE, "2026-11-17", ALS_SANNE).await;
        let terug = [("intrekking_op", "2026-11-18"), ("intrekking_reden", "Woont weer thuis.")];
        stap(&app, &nadia, &sanne, "intrekken", &terug).await.expect(303);

        let page = nadia.get("/poort").await.expect_text("3 klaar, 0 nog bezig").says("33 % van 3 die klaar zijn");
        page.says("mediaan van 1 met wie gesproken is").says("mediaan van 1 toegekend of geweigerd").says("4 dagen");
        nadia.get("/poort?van=2026-11-17&tot=2026-11-17").await.expect_text("1 klaar, 0 nog bezig").says("niet bekend");
        nadia.get("/poort?van=2026-11-17&tot=2026-11-01").await.expect(422).says("ligt vóór de eerste");
    }
}

#[tokio::test]
async fn two_clicks_make_one_case_and_another_form_is_sent_to_it() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort/nieuw").await.expect(200);
        let form = melding(EEN, SANNE, "2026-11-23", ALS_SANNE);
        let (een, twee) = tokio::join!(nadia.post("/poort/nieuw", &form), nadia.post("/poort/nieuw", &form));
        assert_eq!((een.status.as_u16(), twee.status.as_u16()), (303, 303), "{} {}", een.text, twee.text);
        assert_eq!(een.naar, twee.naar);
        let anders = melding(EEN, SANNE, "2026-11-22", ALS_SANNE);
        nadia.post("/poort/nieuw", &anders).await.expect(409).says("al verstuurd");
        let page = nadia.post("/poort/nieuw", &melding(TWEE, SANNE, "2026-11-23", ALS_SANNE)).await.expect(200);
        page.says("Van Sanne de Proef loopt al een melding.").says(&een.naar);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(storage::poort::count_open(&mut reader).await.unwrap(), 1);
        drop(reader);
        // Fields that were shown for somebody else are not taken for this one.
        let page = nadia.post("/poort/nieuw", &melding(TWEE, "999993653", "2026-11-23", ALS_SANNE)).await.expect(200);
        assert!(!page.text.contains("value=\"Sanne\""));
    }
}

#[tokio::test]
async fn who_may_see_and_decide_this() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = meld(&nadia, EEN, MOHAMED, "2026-11-02", ALS_MOHAMED).await;
        aangevraagd(&app, &nadia, &pad, "2026-11-04").await;
        let petra = app.log_in("p.devries").await;
        petra.get("/vandaag").await.expect_text("href=\"/poort\"");
        petra.get(&pad).await.expect_text("Mohamed de Proef");
        let (wie, doe) = (piet(&app).await.to_string(), format!("{pad}/toekennen"));
        for login in ["s.bakker", "beheer", "k.yildiz", "r.hendriks"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            let page = browser.get(&home).await.expect(200);
            assert!(!page.text.contains("href=\"/poort\""), "{login}");
            for pad in ["/poort", "/poort/nieuw", pad.as_str(), doe.as_str()] {
                let page = browser.get(pad).await.expect(403);
                assert!(!page.text.contains("Mohamed"), "{login}");
            }
            browser.post(&doe, &toekenning("3", &wie, &[])).await.expect(403);
        }
        let trudy = app.log_in("t.paap").await;
        trudy.get("/poort").await.expect_text("Niemand wacht");
        trudy.get(&pad).await.expect(404);
        trudy.get(&doe).await.expect(404);
        trudy.post(&pad, &[("versie", "3"), ("stap", "herstellen")]).await.expect(404);
        trudy.post(&doe, &toekenning("3", &app.nadia.to_string(), &[])).await.expect(404);
        // The same BSN is nobody there.
        trudy.post("/poort/nieuw", &[("id", TWEE), ("bsn", MOHAMED)]).await.expect(200).says("value=\"niemand\"");
        assert_eq!(gevonden(&app, &pad).await.poort.stand, PoortStand::Aanvraag);
        petra.post(&doe, &toekenning("3", &wie, &[])).await.expect(303);
    }
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let eerste = meld(&nadia, EEN, MOHAMED, "2026-10-01", ALS_MOHAMED).await;
    let is = gevonden(&app, &eerste).await;
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let bsns = (999_996_000_u32..).filter_map(|nummer| domain::bsn::Bsn::try_from_number(nummer).ok());
    for (bsn, volg) in bsns.zip(0..60) {
        let mut ander = is.clone();
        ander.poort.id = app.omgeving.nieuw_id();
        ander.poort.klant = app.omgeving.nieuw_id();
        ander.poort.melding = date(2026, 10, 2 + volg / 10);
        ander.persoon.bsn = bsn;
        ander.persoon.naam.geslachtsnaam = format!("Nummer {volg}");
        storage::poort::insert(&mut writer, &ander, app.nadia, app.nu()).await.unwrap();
    }
    writer.commit(app.regel("poort.ingevoerd"), &[]).await.unwrap();
    let page = nadia.get("/poort").await.expect_text("61 meldingen lopen").says("50 van 61");
    assert!(page.text.find("Mohamed de Proef").unwrap() < page.text.find("de Nummer").unwrap(), "longest first");
    let (_, rest) = page.text.split_once("href=\"?na=").unwrap();
    let na = rest.split('"').next().unwrap();
    let page = nadia.get(&format!("/poort?na={na}")).await.expect_text("11 van 61").says("Nummer 59");
    assert!(!page.text.contains("de Proef") && !page.text.contains("Volgende"));
}
