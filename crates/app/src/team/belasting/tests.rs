//! Stories about hours: Petra sees who has too much of it, and Nadia how it is made, on both databases.

use domain::{
    belasting::Contactaandeel,
    contactnorm::uren_4_4_4,
    datum::Periode,
    gemeente::Gemeente,
    id::GebruikerId,
    werkrooster::{Afwezigheid, SoortAfwezigheid, Tijdvak, Werkrooster},
};
use jiff::civil::{Date, date, time};

use crate::{
    omgeving::Omgeving,
    testing::{TestApp, both},
};

const VANDAAG: Date = date(2026, 11, 23);

async fn wie(app: &TestApp, naam: &str) -> GebruikerId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    alle.into_iter().find(|g| g.naam == naam).unwrap().id
}

/// The norm of 4 hours a year, from 2020 on.
async fn norm(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let id = Omgeving::machine().nieuw_id();
    storage::contactnorm::insert(&mut writer, id, &uren_4_4_4(date(2020, 1, 1))).await.unwrap();
    writer.commit(app.regel("contactnorm.vastgesteld"), &[]).await.unwrap();
}

/// One hour a week, on Wednesdays: so few that a few clients are a load.
async fn rooster(app: &TestApp, van: GebruikerId) {
    let uur = Tijdvak::nieuw(time(9, 0, 0, 0), time(10, 0, 0, 0)).ok();
    let rooster = Werkrooster {
        dagen: [None, None, uur, None, None, None, None],
        pauze: None,
        geldig: Periode::vanaf(date(2026, 6, 1)),
    };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::werkrooster::insert(&mut writer, Omgeving::machine().nieuw_id(), van, &rooster).await.unwrap();
    writer.commit(app.regel("werkrooster.vastgelegd"), &[]).await.unwrap();
}

/// So much of the working time is for contact, from 2026 on.
async fn aandeel(app: &TestApp, procent: i64) {
    let aandeel = Contactaandeel { vanaf: date(2026, 1, 1), procent, bron: "proef".to_owned() };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::belasting::set_aandeel(&mut writer, &aandeel, None).await.unwrap();
    writer.commit(app.regel("contactaandeel.vastgesteld"), &[]).await.unwrap();
}

/// Each part that is missing is said, and none of them is zero.
#[tokio::test]
async fn what_is_not_known_is_said_until_it_is_known() {
    for app in both().await {
        app.log_in("n.elamrani").await.get("/vandaag").await.expect_text("3 klanten").says("er is geen contactnorm");
        let petra = app.log_in("p.devries").await;
        petra.get("/team").await.expect_text("geen contactnorm").says("Hoe dit is berekend");
        norm(&app).await;
        app.vergeet_lijsten();
        petra.get("/team").await.expect_text("12 uur").says("werktijd niet bekend");
        rooster(&app, app.nadia).await;
        let page = petra.get("/team").await.expect_text("deel niet vastgelegd").says("Werktijd per jaar");
        page.says("Daarom staat er geen percentage").says("51 uur");
        // 52 Wednesdays from 23 November 2026 on; one of them is a holiday, 5 May 2027.
        aandeel(&app, 25).await;
        let page = petra.get("/team").await.expect_text("Beschikbaar per jaar").says("eigen aanname van de gemeente");
        page.says("94 %").says("13 uur");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("samen 12 uur per jaar van 13 uur voor contact: 94 %");
        nadia.get("/belasting").await.expect_text("25 %").says("Waarop zij berust: proef").says("niet na te rekenen");
        petra.get("/caseload").await.expect_text("Nadia el Amrani · 94 %");
        app.log_in("s.bakker").await.get("/team").await.expect(403);
    }
}

/// Exempt clients and agreements count by the norm of today, also while the stored due date is by another rule.
#[tokio::test]
async fn an_exemption_and_an_agreement_weigh_from_today_on() {
    for app in both().await {
        norm(&app).await;
        rooster(&app, app.nadia).await;
        aandeel(&app, 100).await;
        app.vergeet_lijsten();
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("samen 12 uur per jaar");
        let ontheffing = [
            ("grondslag", "pw_9_lid_2"),
            ("verplichtingen", "a"),
            ("reden", "medisch"),
            ("ingang", "2026-11-23"),
            ("einde", "2027-05-31"),
            ("toelichting", "herstelt van een operatie"),
            ("gezien", "loopt_door"),
        ];
        nadia.post(&format!("/klanten/{}/ontheffingen/verlenen", app.johan), &ontheffing).await.expect(303);
        nadia.get("/vandaag").await.expect_text("samen 9 uur per jaar");
        let maatwerk = [
            ("id", "0198c0de-0000-7000-8000-000000000001"),
            ("gesprekken", "12"),
            ("uren", "12"),
            ("ingang", "2026-11-23"),
            ("einde", ""),
            ("reden", "begeleiding bij schulden"),
        ];
        nadia.post(&format!("/klanten/{}/contact/maatwerk", app.johan), &maatwerk).await.expect(303);
        nadia.get("/vandaag").await.expect_text("samen 20 uur per jaar");
        app.het_is("2027-06-01T08:00:00Z");
        let later = app.log_in("n.elamrani").await;
        later.get("/vandaag").await.expect_text("samen 20 uur per jaar");
    }
}

#[tokio::test]
async fn petra_sees_who_was_above_110_percent_for_how_many_weeks() {
    for app in both().await {
        norm(&app).await;
        rooster(&app, app.nadia).await;
        aandeel(&app, 20).await;
        app.vergeet_lijsten();
        let petra = app.log_in("p.devries").await;
        // 12 hours of some ten: above 110 in the weeks of which the working time is known, since 1 June.
        let pad = "/team/belasting?van=2026-05-04&tot=2026-11-23";
        let page = petra.get(pad).await.expect_text("Weken boven 110 %").says("Nadia el Amrani");
        let page = page.says("<strong>26</strong>").says("26 van 30").says("te zwaar");
        page.says("Nadia el Amrani: 26 van 26 weken boven 110 %.");
        petra.get(&format!("{pad}&drempel=200")).await.expect_text("<strong>0</strong>");
        let fout = petra.get("/team/belasting?van=2026-12-01&tot=2026-11-01&drempel=veel").await.expect(422);
        fout.says("ligt vóór de eerste").says("heel getal");
        petra.get("/team/belasting?van=1990-01-01").await.expect(422).says("hooguit drie jaar");
        let csv = petra.get("/team/belasting/export.csv?van=2026-05-25&tot=2026-06-01").await.expect(200);
        let text = String::from_utf8(csv.bytes.to_vec()).unwrap();
        assert!(
            text.contains("Nadia el Amrani;2026-05-25;3;12;niet bekend;niet bekend;niet bekend;niet bekend"),
            "{text}"
        );
        assert!(text.contains("Nadia el Amrani;2026-06-01;3;12;"), "{text}");
        // The whole town is read another way, and says the same.
        let allen = petra.get("/team/belasting/export.csv?van=2026-05-25&tot=2026-06-01&team=alle").await.expect(200);
        assert_eq!(String::from_utf8(allen.bytes.to_vec()).unwrap(), text);
        petra.get("/team/belasting/export.xlsx?team=alle").await.expect(200);
        for ander in ["n.elamrani", "s.bakker", "beheer"] {
            app.log_in(ander).await.get(pad).await.expect(403);
        }
    }
}

/// Leave is known beforehand, an illness is not: the weeks before it do not look heavy afterwards.
#[tokio::test]
async fn an_illness_weighs_from_the_week_it_began() {
    let app = TestApp::sqlite().await;
    norm(&app).await;
    rooster(&app, app.nadia).await;
    aandeel(&app, 25).await;
    app.vergeet_lijsten();
    let ziek = Afwezigheid { periode: Periode::vanaf(date(2026, 11, 18)), soort: SoortAfwezigheid::Ziekte };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let id = Omgeving::machine().nieuw_id();
    storage::werkrooster::insert_afwezigheid(&mut writer, id, app.nadia, ziek).await.unwrap();
    writer.commit(app.regel("afwezigheid.gemeld"), &[]).await.unwrap();
    let petra = app.log_in("p.devries").await;
    let csv = petra.get("/team/belasting/export.csv?van=2026-11-09&tot=2026-11-23").await.expect(200);
    let text = String::from_utf8(csv.bytes.to_vec()).unwrap();
    let werktijd: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(';').nth(4)).collect();
    assert_eq!(werktijd, ["51", "0", "0"], "{text}");
    petra.get("/team").await.expect_text("geen werktijd");
}

#[tokio::test]
async fn the_share_is_laid_down_with_its_ground_and_taken_back() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get("/beheer").await.expect_text("Belasting instellen");
        beheer.get("/beheer/belasting").await.expect_text("Nog niet vastgelegd").says("een aanname van uw gemeente");
        let form = |procent, vanaf, bron| [("procent", procent), ("vanaf", vanaf), ("bron", bron)];
        for (velden, tekst) in [
            (form("0", "2026-01-01", "tijdschrijven"), "1 tot en met 100"),
            (form("25", "2026-01-01", " "), "Schrijf op waarop dit aandeel berust"),
            (form("veel", "31-2-2026", ""), "Vul een heel getal in"),
            (form("25", "1999-01-01", "tijdschrijven"), "vanaf 2004"),
        ] {
            beheer.post("/beheer/belasting", &velden).await.expect(422).says(tekst);
        }
        let goed = form("25", "2026-01-01", "tijdschrijven in mei");
        beheer.post("/beheer/belasting", &goed).await.expect(303);
        beheer.post("/beheer/belasting", &goed).await.expect(303);
        beheer.get("/beheer/belasting").await.expect_text("1 januari 2026").says("25 %").says("geldt nu");
        beheer.post("/beheer/belasting/intrekken", &[("vanaf", "2026-01-01")]).await.expect(303);
        beheer.post("/beheer/belasting/intrekken", &[("vanaf", "2026-01-01")]).await.expect(404);
        beheer.post("/beheer/belasting/verdelen", &[]).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        assert!(!storage::belasting::verdeelt_import(&mut reader).await.unwrap());
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
        app.log_in("p.devries").await.get("/beheer/belasting").await.expect(403);
    }
}

/// The history read from the database weighs as the numbers of today do: on the Monday of today both give the same.
#[tokio::test]
async fn today_and_the_history_agree() {
    for app in both().await {
        norm(&app).await;
        rooster(&app, app.nadia).await;
        aandeel(&app, 25).await;
        app.vergeet_lijsten();
        app.voeg_klanten_toe(40).await;
        // Lena's benefit has not begun: she weighs nothing yet.
        app.voeg_klant_toe_vanaf(date(2026, 12, 1)).await;
        let piet = wie(&app, "Piet Smit").await;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let normen = storage::contactnorm::normen(&mut reader).await.unwrap();
        let nu = storage::belasting::belastingen(&mut reader, storage::belasting::Wie::Allen, VANDAAG, &normen);
        let nu = nu.await.unwrap();
        let team = storage::gebruiker::teams(&mut reader).await.unwrap()[0].0;
        let mut telling = domain::belasting::Telling::nieuw(vec![VANDAAG]);
        for klant in storage::belasting::verleden(&mut reader, team, VANDAAG, VANDAAG).await.unwrap() {
            telling.tel(&klant);
        }
        let toen = domain::belasting::per_week(&telling, &normen, |wie, _| (nu.van(wie).werktijd, Some(25)));
        assert_eq!(toen.len(), 1, "Piet has nobody");
        assert_eq!((toen[0].klantmanager, toen[0].belasting), (app.nadia, nu.van(app.nadia)));
        assert_eq!((nu.van(piet).klanten, nu.van(piet).gevraagd, nu.van(piet).werktijd), (0, Some(0), None));
    }
}

/// Lena's benefit began on Wednesday. On Thursday the page of the team and that of the weeks say the same of today.
#[tokio::test]
async fn the_week_of_today_is_today_on_every_page() {
    for app in both().await {
        norm(&app).await;
        app.vergeet_lijsten();
        app.voeg_klant_toe_vanaf(date(2026, 11, 25)).await;
        app.het_is("2026-11-26T08:30:00Z");
        let petra = app.log_in("p.devries").await;
        petra.get("/team").await.expect_text("<td data-kop=\"Klanten\" class=\"kb-getal\">4</td>");
        let page = petra.get("/team/belasting").await.expect_text("data-kop=\"Vandaag\">4 klanten");
        assert!(!page.text.contains("Laatste week"));
        let past = petra.get("/team/belasting?van=2026-10-01&tot=2026-11-20").await.expect(200);
        past.says("data-kop=\"Week van 16 nov 2026\">3 klanten");
    }
}
