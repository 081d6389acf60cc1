//! Johan did not come and did not repair it. Ruben suspends his right; Meltem is the second pair of eyes.

use domain::{gemeente::Gemeente, opschorting::OpschortingStand, uitkering::UitkeringStand};
use jiff::civil::date;
use storage::opschorting::Gevonden;

use crate::{
    stories::{
        gesprek::planned,
        hersteltermijn::{druk_af, met_afzender, termijn},
    },
    testing::{Browser, TestApp, both},
};

/// Johan's case lies with Ruben, who found that a decision is needed: Monday 14 December 2026. Gives his record.
async fn besluit_nodig(app: &TestApp) -> String {
    met_afzender(app).await;
    let id = planned(app, "2026-11-23").await;
    let pad = format!("/gesprekken/{id}");
    let nadia = app.log_in("n.elamrani").await;
    let invite = [("kanaal", "brief"), ("op", "2026-11-23"), ("bewijs", "HRL-1"), ("versie", "1")];
    nadia.post(&format!("{pad}/uitnodigen"), &invite).await.expect(303);
    let absent = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
    nadia.post(&format!("{pad}/niet-doorgegaan"), &absent).await.expect(303);
    nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
    druk_af(&nadia).await;
    app.het_is("2026-12-14T08:30:00Z");
    let nadia = app.log_in("n.elamrani").await;
    nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(303);
    let ruben = app.log_in("r.hendriks").await;
    ruben.get("/rechtmatigheid").await.expect(200);
    let verslag = ruben.post(&format!("/rechtmatigheid/overgedragen/{id}"), &[]).await.expect(303).naar;
    let klaar = [("versie", "1"), ("verslag", "Geen reactie."), ("uitkomst", "besluit_nodig"), ("actie", "afronden")];
    ruben.post(&verslag, &klaar).await.expect(303);
    verslag
}

const FORM: [(&str, &str); 8] = [
    ("id", "01890000-0000-7000-8000-000000000001"),
    ("verzuim", "niet_verschenen"),
    ("verzuim_op", "2026-11-23"),
    ("toelichting", "U kwam niet op het gesprek van 23 november en liet niets weten."),
    ("verwijtbaar", "ja"),
    ("waarom", "U kreeg twee brieven en belde niet."),
    ("eerste_dag", "2026-12-14"),
    ("weken", "2"),
];

/// The form with one field as given.
fn met<'a>(naam: &str, waarde: &'a str) -> Vec<(&'a str, &'a str)> {
    FORM.into_iter().map(|(is, eerder)| if is == naam { (is, waarde) } else { (is, eerder) }).collect()
}

/// Ruben suspends Johan's right from 14 December; two weeks later is 28 December. Gives its page.
async fn opgeschort(app: &TestApp) -> String {
    let verslag = besluit_nodig(app).await;
    let ruben = app.log_in("r.hendriks").await;
    ruben.get(&verslag).await.expect_text("Recht opschorten");
    ruben.post(&format!("{verslag}/opschorten"), &FORM).await.expect(303).naar
}

async fn stap(browser: &Browser<'_>, pad: &str, versie: i64, stap: &str, velden: &[(&str, &str)]) -> String {
    let versie = versie.to_string();
    let mut form = vec![("versie", versie.as_str()), ("stap", stap)];
    form.extend(velden);
    browser.post(pad, &form).await.expect(303).naar
}

async fn gevonden(app: &TestApp, pad: &str) -> Gevonden {
    let id = pad.rsplit('/').next().unwrap().parse().unwrap();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::opschorting::find(&mut reader, id).await.unwrap().unwrap()
}

/// The last day of Johan's benefit; nothing while it runs.
async fn einde(app: &TestApp, is: &Gevonden) -> Option<(jiff::civil::Date, String)> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    match storage::uitkering::find(&mut reader, is.opschorting.uitkering).await.unwrap().unwrap().stand {
        UitkeringStand::Lopend => None,
        UitkeringStand::Beeindigd(einde) => Some((einde.datum, einde.reden.to_string())),
    }
}

#[tokio::test]
async fn not_shown_suspended_and_repaired() {
    for app in both().await {
        let pad = opgeschort(&app).await;
        let ruben = app.log_in("r.hendriks").await;
        let page = ruben.get(&pad).await.expect_text("De brief is nog niet als afgedrukt gemeld");
        let page = page.says("7 februari 2027").says("28 december 2026").says("uitbetaling opschorten");
        assert!(!page.text.contains("Voorleggen aan een collega"), "the client knows of nothing yet");
        let brief = ruben.get(&format!("{pad}/brief")).await.expect(200);
        assert!(brief.bytes.starts_with(b"%PDF"));
        stap(&ruben, &pad, 1, "afgedrukt", &[]).await;
        ruben.get(&pad).await.expect_text("De klant kan het herstellen tot en met 28 december 2026.");
        ruben.get("/opschortingen").await.expect_text("1 loopt").says("hersteltermijn tot en met 28 dec 2026");

        // The guidance sees that it is so, and since when; not why.
        let nadia = app.log_in("n.elamrani").await;
        let klant = gevonden(&app, &pad).await.opschorting.klant;
        let page = nadia.get(&format!("/klanten/{klant}")).await.expect_text("opgeschort vanaf 14 december 2026");
        assert!(!page.text.contains("belde niet"));

        app.het_is("2026-12-21T09:00:00Z");
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect(200);
        let leeg = [("versie", "2"), ("stap", "herstellen"), ("herstel_op", "2026-12-21"), ("herstel", " ")];
        ruben.post(&pad, &leeg).await.expect(422).says("id=\"fout-herstel\"");
        let morgen = [("versie", "2"), ("stap", "herstellen"), ("herstel_op", "2026-12-22"), ("herstel", "kwam")];
        ruben.post(&pad, &morgen).await.expect(422).says("id=\"fout-herstel_op\"");
        let velden = [("herstel_op", "2026-12-21"), ("herstel", "Kwam langs met zijn papieren.")];
        stap(&ruben, &pad, 2, "herstellen", &velden).await;
        let page = ruben.get(&pad).await.expect_text("Kwam langs met zijn papieren.");
        page.says("Het recht herleeft vanaf 14 december 2026").says("uitbetaling hervatten en nabetalen");
        let is = gevonden(&app, &pad).await;
        assert_eq!(is.opschorting.hervat_vanaf(), Some(date(2026, 12, 14)));
        assert_eq!(einde(&app, &is).await, None, "the benefit runs");
        let page = app.log_in("n.elamrani").await.get(&format!("/klanten/{klant}")).await.expect(200);
        assert!(!page.text.contains("opgeschort vanaf"));

        // What is decided after it names it, and so does what follows from that.
        let bij = format!("/besluiten/nieuw?opschorting={}&soort=intrekking", is.opschorting.id);
        ruben.get(&bij).await.expect_text("Intrekking voorbereiden");
        let form = [
            ("id", "01890000-0000-7000-8000-000000000008"),
            ("waarvoor", "Was in het buitenland."),
            ("van", "2026-12-01"),
            ("tot", "2026-12-10"),
            ("motivering", "U was langer weg dan mag."),
            ("actie", "voorleggen"),
        ];
        let besluit = ruben.post(&bij, &form).await.expect(303).naar;
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&besluit).await.expect_text(&format!("href=\"{pad}\""));
        stap(&meltem, &besluit, 1, "vaststellen", &[]).await;
        let terug = format!("/besluiten/nieuw?opschorting={}&#38;soort=terugvordering", is.opschorting.id);
        meltem.get(&besluit).await.expect_text(&terug);
    }
}

#[tokio::test]
async fn not_shown_suspended_and_withdrawn_by_two_people() {
    for app in both().await {
        let pad = opgeschort(&app).await;
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect(200);
        stap(&ruben, &pad, 1, "afgedrukt", &[]).await;
        let waarom = [("voorstel", "Geen enkele reactie.")];
        let nu = [("versie", "2"), ("stap", "voorstellen"), waarom[0]];
        ruben.post(&pad, &nu).await.expect(422).says("De hersteltermijn loopt tot en met 28 dec 2026");

        app.het_is("2026-12-29T09:00:00Z");
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/rechtmatigheid").await.expect_text("Opschortingen: 1 te beslissen");
        stap(&ruben, &pad, 2, "voorstellen", &waarom).await;
        let page = ruben.get(&pad).await.expect_text("Ruben Hendriks stelde op 29 december 2026 voor");
        assert!(!page.text.contains("Akkoord: recht intrekken"), "not by the same person");
        let zelf = [("versie", "3"), ("stap", "intrekken")];
        ruben.post(&pad, &zelf).await.expect(409).says("vier ogen");
        assert_eq!(einde(&app, &gevonden(&app, &pad).await).await, None);

        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&pad).await.expect_text("Akkoord: recht intrekken").says("Geen enkele reactie.");
        stap(&meltem, &pad, 3, "terugwijzen", &[("terugwijzing", "Bel hem eerst nog eens.")]).await;
        ruben.get(&pad).await.expect_text("Bel hem eerst nog eens.");
        stap(&ruben, &pad, 4, "voorstellen", &[("voorstel", "Ook gebeld, geen gehoor.")]).await;
        meltem.post(&pad, &[("versie", "4"), ("stap", "intrekken")]).await.expect(409);
        stap(&meltem, &pad, 5, "intrekken", &[]).await;
        let page = meltem.get(&pad).await.expect_text("De laatste dag met recht was 13 december 2026.");
        page.says("Voorgesteld door Ruben Hendriks, akkoord van Meltem Aksoy.").says("recht intrekken");
        assert!(meltem.get(&format!("{pad}/brief")).await.expect(200).bytes.starts_with(b"%PDF"));
        let is = gevonden(&app, &pad).await;
        assert_eq!(einde(&app, &is).await, Some((date(2026, 12, 13), "niet_verschenen".to_owned())));

        // A klantmanager does not take back what two people of lawfulness decided, whichever way.
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&format!("/klanten/{}", app.johan)).await.expect(200);
        let uitkering = is.opschorting.uitkering;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let versie = storage::uitkering::find(&mut reader, uitkering).await.unwrap().unwrap().versie.to_string();
        drop(reader);
        let besluit = [
            ("versie", versie.as_str()),
            ("terug_datum", "2026-12-29"),
            ("terug_kenmerk", "BZW-11"),
            ("terug_reden", "Klant belde."),
        ];
        for naam in ["herstellen", "terugdraaien"] {
            let nee = nadia.post(&format!("/uitkeringen/{uitkering}/{naam}"), &besluit).await.expect(409);
            nee.says("Alleen rechtmatigheid kan dat met een nieuw besluit herroepen.");
        }

        // Only a new decision takes it back, and then the benefit runs again.
        let zonder = [("herroeping_op", "2026-12-29"), ("herroeping", "Lag in het ziekenhuis.")];
        let form = [("versie", "6"), ("stap", "herroepen"), zonder[0], zonder[1], ("herroeping_kenmerk", "")];
        meltem.post(&pad, &form).await.expect(422).says("id=\"fout-herroeping_kenmerk\"");
        let velden = [zonder[0], zonder[1], ("herroeping_kenmerk", "BZW-12")];
        stap(&meltem, &pad, 6, "herroepen", &velden).await;
        meltem.get(&pad).await.expect_text("Herroepen met het besluit van 29 december 2026 (BZW-12)");
        let is = gevonden(&app, &pad).await;
        assert!(matches!(is.opschorting.stand, OpschortingStand::Herroepen { was_ingetrokken: true, .. }));
        assert_eq!(einde(&app, &is).await, None);
    }
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_is_said_at_its_field() {
    for app in both().await {
        let verslag = besluit_nodig(&app).await;
        let pad = format!("{verslag}/opschorten");
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect_text("Met deze eerste dag duurt het hooguit tot en met 7 februari 2027.");
        for (veld, waarde, fout) in [
            ("verzuim", "", "verzuim"),
            ("verzuim_op", "31-2-2026", "verzuim_op"),
            ("verzuim_op", "2026-12-15", "verzuim_op"),
            ("toelichting", " ", "toelichting"),
            ("verwijtbaar", "nee", "verwijtbaar"),
            ("waarom", "", "waarom"),
            ("eerste_dag", "2026-12-15", "eerste_dag"),
            ("eerste_dag", "1990-01-01", "eerste_dag"),
            ("weken", "8", "weken"),
            ("weken", "nul", "weken"),
        ] {
            let page = ruben.post(&pad, &met(veld, waarde)).await.expect(422);
            assert!(page.text.contains(&format!("id=\"fout-{fout}\"")), "{veld} = {waarde}");
        }
        let eerst = ruben.post(&pad, &FORM).await.expect(303).naar;
        assert_eq!(ruben.post(&pad, &FORM).await.expect(303).naar, eerst, "sent twice, it is one suspension");
        ruben.post(&pad, &met("toelichting", "Iets anders.")).await.expect(409);
        let ander = met("id", "01890000-0000-7000-8000-000000000002");
        ruben.post(&pad, &ander).await.expect(422).says("al opgeschort vanaf 14 dec 2026");
        stap(&ruben, &eerst, 1, "afgedrukt", &[]).await;
        ruben.post(&eerst, &[("versie", "1"), ("stap", "niet_afgedrukt")]).await.expect(409);
        ruben.post(&eerst, &[("versie", "2"), ("stap", "toveren")]).await.expect(403);
        ruben.post(&eerst, &[("versie", "2"), ("stap", "vervallen")]).await.expect(409).says("7 feb 2027");

        // After eight weeks nothing is withdrawn any more.
        app.het_is("2027-02-08T09:00:00Z");
        let ruben = app.log_in("r.hendriks").await;
        let page = ruben.get(&eerst).await.expect_text("Voorbij sinds 7 feb 2027").says("Acht weken zijn voorbij");
        assert!(!page.text.contains("Voorleggen"));
        stap(&ruben, &eerst, 2, "vervallen", &[]).await;
        ruben.get(&eerst).await.expect_text("Het recht herleeft vanaf 14 december 2026");
    }
}

#[tokio::test]
async fn a_letter_that_was_printed_late_takes_no_time_from_the_client() {
    for app in both().await {
        let pad = opgeschort(&app).await;
        app.het_is("2026-12-16T09:00:00Z");
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect(200);
        stap(&ruben, &pad, 1, "afgedrukt", &[]).await;
        ruben.get(&pad).await.expect_text("De klant kan het herstellen tot en met 30 december 2026.");
        app.het_is("2026-12-30T09:00:00Z");
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&pad).await.expect(200);
        let form = [("versie", "2"), ("stap", "voorstellen"), ("voorstel", "Geen reactie.")];
        ruben.post(&pad, &form).await.expect(422).says("30 dec 2026");
    }
}

#[tokio::test]
async fn nobody_else_sees_or_does_any_of_this() {
    for app in both().await {
        let pad = opgeschort(&app).await;
        let id = pad.rsplit('/').next().unwrap().to_owned();
        for login in ["n.elamrani", "p.devries", "s.bakker", "beheer", "k.yildiz", "t.paap"] {
            let browser = app.log_in(login).await;
            let home = browser.get("/").await.naar;
            browser.get(&home).await.expect(200);
            for weg in [pad.clone(), format!("{pad}/brief"), "/opschortingen".to_owned()] {
                let page = browser.get(&weg).await.expect(403);
                assert!(!page.text.contains("belde niet"), "{login} {weg}");
            }
            browser.post(&pad, &[("versie", "1"), ("stap", "afgedrukt")]).await.expect(403);
        }
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&format!("/opschortingen/{}", id.replace(&id[..4], "ffff"))).await.expect(404);
        let seen = storage::inzage::list(&app.database, Gemeente::HAARLEM, 0, 500).await.unwrap();
        assert!(seen.iter().all(|line| !line.handeling.starts_with("opschorting.") || line.doel == "rechtmatigheid"));
        let log =
            storage::logboek::page(&mut app.database.read(Gemeente::HAARLEM).await.unwrap(), 0, 500).await.unwrap();
        assert!(log.iter().any(|line| line.handeling == "opschorting.begonnen"));
        assert!(log.iter().all(|line| !line.details.contains("belde niet")), "no free text in the log");
    }
}
