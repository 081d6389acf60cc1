//! Johan was looked into, suspended, told to pay back, and paused: who reads what of it on one timeline.

use domain::{
    besluit::Verwijtbaarheid,
    datum::Periode,
    gemeente::Gemeente,
    opschorting::{NieuweOpschorting, Verzuim},
    poort::{Melding, Poort},
    termijn::Termijn,
};
use jiff::civil::date;
use storage::poort::{Gevonden, Persoon};
use uuid::Uuid;

use crate::testing::{TestApp, both};

const ONDERZOEK: &str = "01890000-0000-7000-8000-000000000101";
const BESLUIT: &str = "01890000-0000-7000-8000-000000000102";
const PAUZE: &str = "01890000-0000-7000-8000-000000000103";
const OPSCHORTING: u128 = 0x0189_0000_0000_7000_8000_0000_0000_0104;
const POORT: u128 = 0x0189_0000_0000_7000_8000_0000_0000_0105;

/// Ruben looks into Johan's address and has Meltem agree with a recovery of October.
async fn rechtmatigheid(app: &TestApp) {
    let johan = app.johan.to_string();
    let wie = [("klantnummer", "104-2217"), ("gezien", johan.as_str())];
    let ruben = app.log_in("r.hendriks").await;
    ruben.get("/onderzoeken/nieuw").await.expect(200);
    let onderzoek = [wie[0], wie[1], ("id", ONDERZOEK), ("aanleiding", "adres"), ("begonnen", "2026-11-02")];
    ruben.post("/onderzoeken/nieuw", &onderzoek).await.expect(303);
    let besluit = [
        wie[0],
        wie[1],
        ("id", BESLUIT),
        ("grond", "schending"),
        ("waarvoor", "Werk bij een bakkerij sinds 1 oktober."),
        ("van", "2026-10-01"),
        ("tot", "2026-10-31"),
        ("bedrag", "1.419,46"),
        ("motivering", "U werkte en meldde dat niet."),
        ("actie", "voorleggen"),
    ];
    let pad = ruben.post("/besluiten/nieuw?soort=terugvordering", &besluit).await.expect(303).naar;
    let meltem = app.log_in("m.aksoy").await;
    meltem.get(&pad).await.expect(200);
    meltem.post(&pad, &[("versie", "1"), ("stap", "vaststellen")]).await.expect(303);
}

/// Johan's right is suspended from 16 November, and he came forward at the gate in 2019.
async fn opgeschort_en_gemeld(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    let uitkering = storage::uitkering::of_klant(&mut writer, app.johan).await.unwrap().remove(0);
    let nieuw = NieuweOpschorting {
        klant: app.johan,
        uitkering: uitkering.id,
        onderzoek: None,
        recht: Periode { van: uitkering.datum_ingang, tot_en_met: None },
        verzuim: Verzuim::GegevensNietVerstrekt,
        verzuim_op: date(2026, 11, 16),
        toelichting: "De bankafschriften ontbreken.".into(),
        verwijtbaarheid: Verwijtbaarheid { verwijtbaar: true, waarom: "Twee brieven.".into() },
        eerste_dag: date(2026, 11, 16),
        mededeling: date(2026, 11, 20),
        hersteltermijn: Termijn::Weken(2),
        door: app.nadia,
    };
    let opschorting = nieuw.schort_op(Uuid::from_u128(OPSCHORTING).into(), &[], date(2026, 11, 23)).unwrap();
    storage::opschorting::insert(&mut writer, &opschorting, None, app.nu()).await.unwrap();
    let klant = storage::klant::find(&mut writer, app.johan).await.unwrap().unwrap();
    let melding = Melding { op: date(2026, 11, 9), geboren: klant.geboortedatum, partner_geboren: None };
    let poort = Poort::meld(Uuid::from_u128(POORT).into(), app.johan, melding, &[], date(2026, 11, 23)).unwrap();
    let persoon = Persoon {
        bsn: klant.bsn,
        naam: klant.naam,
        geboren: klant.geboortedatum,
        partner_geboren: None,
        telefoon: String::new(),
        email: String::new(),
    };
    let is = Gevonden { poort, persoon, hergebruikt: None, reden: String::new() };
    storage::poort::insert(&mut writer, &is, app.nadia, app.nu()).await.unwrap();
    writer.commit(app.regel("test"), &[]).await.unwrap();
}

async fn gepauzeerd(app: &TestApp) {
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/pauze", app.johan);
    nadia.get(&pad).await.expect(200);
    let form = [("id", PAUZE), ("werk", "ja"), ("eerste_dag", "2026-11-20"), ("werkgever", "De Vries"), ("uren", "32")];
    nadia.post(&pad, &form).await.expect(303);
}

#[tokio::test]
async fn who_guides_reads_that_it_is_so_and_who_works_on_the_right_reads_why() {
    for app in both().await {
        rechtmatigheid(&app).await;
        opgeschort_en_gemeld(&app).await;
        gepauzeerd(&app).await;

        let nadia = app.log_in("n.elamrani").await;
        let johan = format!("/klanten/{}?soort=recht", app.johan);
        let page = nadia.get(&johan).await.expect_text("Uitkeringspauze begonnen").says("32 uur per week");
        let page = page.says("Recht op bijstand opgeschort").says("Rechtmatigheid nam een besluit over de bijstand");
        let page = page.says("Gemeld aan de poort").says(&format!("/poort/{}", Uuid::from_u128(POORT)));
        let page = page.says(&format!("href=\"/klanten/{}/pauze\"", app.johan));
        for kern in [
            "erugvordering",
            "1.419,46",
            "Onderzoek naar",
            "bankafschriften",
            "niet gegeven",
            "/opschortingen/",
            BESLUIT,
        ] {
            assert!(!page.text.contains(kern), "the guidance reads {kern}");
        }
        let recht = format!("/recht/{}", app.johan);
        nadia.get(&recht).await.expect(403);

        let ruben = app.log_in("r.hendriks").await;
        let page = ruben.get(&recht).await.expect_text("Besluit: terugvordering").says("1.419,46");
        let page = page.says("Onderzoek naar het recht begonnen").says("Aanleiding: adres.");
        let page =
            page.says("Gegevens of bewijs niet gegeven").says("Uitkeringspauze begonnen").says("Gemeld aan de poort");
        for pad in [format!("/besluiten/{BESLUIT}"), format!("/onderzoeken/{ONDERZOEK}")] {
            let page = ruben.get(&pad).await.expect(200);
            page.says(&recht);
        }
        let opschorting = format!("/opschortingen/{}", Uuid::from_u128(OPSCHORTING));
        for pad in [format!("/besluiten/{BESLUIT}"), format!("/onderzoeken/{ONDERZOEK}"), opschorting] {
            assert!(page.text.contains(&format!("href=\"{pad}\"")), "{pad}");
        }
        assert!(!page.text.contains("href=\"/poort/"), "that page is of the guidance");
        ruben.get(&format!("/recht/{}", app.tine)).await.expect(404);

        // When nobody can object any more and the suspension is over, the guidance reads neither.
        app.het_is("2027-02-15T09:00:00Z");
        let page = app.log_in("n.elamrani").await.get(&johan).await.expect_text("Uitkeringspauze begonnen");
        assert!(!page.text.contains("opgeschort") && !page.text.contains("nam een besluit"));
    }
}
