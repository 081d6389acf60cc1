//! What was decided about Johan is passed on to the benefit administration; its next file confirms it, or shows something else.

use domain::gemeente::Gemeente;

use crate::{
    importeren::{self, Verslag, importeer},
    testing::{Browser, TestApp, both},
};

const KOP: &str = "klantnummer;bsn;voornamen;voorvoegsel;geslachtsnaam;geboortedatum;leefvorm;regeling;uitkering_ingang;maandbedrag;\
    uitkering_einde;terugvordering;verlaging";

/// Imports Johan's row: its last day, what is recovered and which part less is paid.
async fn bestand(app: &TestApp, einde: &str, terugvordering: &str, verlaging: &str) -> Verslag {
    bestand_met(app, einde, terugvordering, verlaging, false).await
}

async fn bestand_met(app: &TestApp, einde: &str, terugvordering: &str, verlaging: &str, proef: bool) -> Verslag {
    let map = std::env::temp_dir().join(format!("kb_opdracht_{}", app.omgeving.nieuw_id::<uuid::Uuid>().simple()));
    std::fs::create_dir_all(&map).unwrap();
    let bestand = map.join("klanten.csv");
    let johan = format!(
        "104-2217;999993653;Johan;van der;Meer;14-03-1972;alleenstaande;PW;01-09-2020;1.419,46;{einde};{terugvordering};{verlaging}"
    );
    std::fs::write(&bestand, format!("{KOP}\n{johan}\n")).unwrap();
    let opdracht = importeren::Opdracht {
        bestand,
        gemeente: Gemeente::HAARLEM,
        mapping: None,
        goede_rijen: false,
        proef,
        door: None,
        uitvoermap: None,
    };
    let verslag = importeer(&app.database, &app.omgeving, opdracht, &mut |_| {}).await.unwrap();
    std::fs::remove_dir_all(&map).unwrap();
    verslag
}

/// Ruben lays a decision before Meltem, who agrees. Gives its page.
async fn vastgesteld(app: &TestApp, soort: &str, velden: &[(&str, &str)]) -> String {
    let ruben = app.log_in("r.hendriks").await;
    let nieuw = format!("/besluiten/nieuw?soort={soort}");
    ruben.get(&nieuw).await.expect(200);
    let (id, johan) = (app.omgeving.nieuw_id::<uuid::Uuid>().to_string(), app.johan.to_string());
    let mut form = vec![
        ("id", id.as_str()),
        ("klantnummer", "104-2217"),
        ("gezien", &johan),
        ("waarvoor", "Werk bij een bakkerij."),
        ("motivering", "U werkte en meldde dat niet."),
        ("actie", "voorleggen"),
    ];
    form.extend(velden);
    let pad = ruben.post(&nieuw, &form).await.expect(303).naar;
    let meltem = app.log_in("m.aksoy").await;
    meltem.get(&pad).await.expect(200);
    meltem.post(&pad, &[("versie", "1"), ("stap", "vaststellen")]).await.expect(303);
    pad
}

const OKTOBER: [(&str, &str); 4] =
    [("grond", "schending"), ("van", "2026-10-01"), ("tot", "2026-10-31"), ("bedrag", "600")];

/// The boxes of every order on the page.
fn keuzes(pagina: &str) -> Vec<String> {
    let vakjes = pagina.split("name=\"opdracht\" value=\"").skip(1);
    vakjes.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

/// Does something with all orders that are shown.
async fn doe(browser: &Browser<'_>, actie: &str) -> String {
    let pagina = browser.get("/opdrachten").await.expect(200);
    let gekozen = keuzes(&pagina.text);
    let mut form = vec![("actie", actie)];
    form.extend(gekozen.iter().map(|keuze| ("opdracht", keuze.as_str())));
    browser.post("/opdrachten", &form).await.expect(303).naar
}

#[tokio::test]
async fn an_order_is_exported_passed_on_and_confirmed_by_the_next_file() {
    for app in both().await {
        let pad = vastgesteld(&app, "terugvordering", &OKTOBER).await;
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/besluiten").await.expect_text("Door te geven");
        ruben.get("/opdrachten").await.expect_text("1 door te geven").says("€ 600,00").says("Bedrag terugvorderen");
        let csv = ruben.get("/opdrachten/export.csv").await.expect(200).text;
        assert!(
            csv.contains("104-2217") && csv.contains("bedrag terugvorderen") && csv.contains("PW 58 lid 1"),
            "{csv}"
        );
        let xlsx = ruben.get("/opdrachten/export.xlsx").await.expect(200);
        assert!(xlsx.bytes.starts_with(b"PK"));

        // Before it was passed on, no file says anything of it.
        assert_eq!(bestand(&app, "", "600,00", "").await.aantal.bevestigde_opdrachten, 0);
        ruben.post("/opdrachten", &[("actie", "doorgegeven")]).await.expect(409).says("Zet een vinkje");
        assert_eq!(doe(&ruben, "doorgegeven").await, "/opdrachten?gedaan=1");
        ruben.get("/opdrachten?gedaan=1").await.expect_text("1 opdracht is bijgewerkt.");
        ruben.get(&pad).await.expect_text("Opgedragen aan de uitkeringsadministratie op 23 november 2026.");

        app.het_is("2026-12-01T09:00:00Z");
        let niets = bestand(&app, "", "", "").await;
        assert_eq!((niets.aantal.bevestigde_opdrachten, niets.aantal.wachtende_opdrachten), (0, 1));
        let proef = bestand_met(&app, "", "600,00", "", true).await;
        assert_eq!((proef.doorgevoerd, proef.aantal.bevestigde_opdrachten), (false, 1));
        let ruben = app.log_in("r.hendriks").await;
        ruben.get("/opdrachten").await.expect_text("doorgegeven op 23 nov 2026");

        let verslag = bestand(&app, "", "600,00", "").await;
        assert_eq!((verslag.doorgevoerd, verslag.aantal.bevestigde_opdrachten), (true, 1));
        assert!(verslag.to_string().contains("opdrachten van rechtmatigheid bevestigd door het bestand"), "{verslag}");
        ruben.get(&pad).await.expect_text("Uitgevoerd: bevestigd op 1 december 2026.");
        ruben.get("/opdrachten").await.expect_text("bevestigd op 1 dec 2026");
        assert!(!bestand(&app, "", "600,00", "").await.doorgevoerd, "a second time nothing happens");

        // Taken back after all: then that is ordered too, and the file shows it by a zero.
        let herroepen = [
            ("versie", "2"),
            ("stap", "herroepen"),
            ("herroeping_op", "2026-12-01"),
            ("herroeping", "Bezwaar gegrond."),
            ("herroeping_kenmerk", "BZW-40"),
        ];
        ruben.post(&pad, &herroepen).await.expect(303);
        ruben.get("/opdrachten").await.expect_text("Eerdere opdracht ongedaan maken");
        doe(&ruben, "doorgegeven").await;
        assert_eq!(bestand(&app, "", "0", "").await.aantal.bevestigde_opdrachten, 1);
        ruben.get(&pad).await.expect_text("Herroepen met het besluit van 1 december 2026 (BZW-40)").says("uitgevoerd");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let log = storage::logboek::page(&mut reader, 0, 500).await.unwrap();
        for handeling in ["opdracht.klaar", "opdracht.doorgegeven", "opdracht.bevestigd", "opdracht.vervallen"] {
            assert!(log.iter().any(|regel| regel.handeling == handeling), "{handeling}");
        }
        assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn what_was_done_otherwise_is_shown_and_asked_again() {
    for app in both().await {
        let pad = vastgesteld(&app, "terugvordering", &OKTOBER).await;
        let ruben = app.log_in("r.hendriks").await;
        doe(&ruben, "doorgegeven").await;
        app.het_is("2026-12-01T09:00:00Z");
        let verslag = bestand(&app, "", "550,00", "").await;
        assert_eq!((verslag.doorgevoerd, verslag.aantal.afwijkende_opdrachten), (true, 1));
        assert!(!bestand(&app, "", "550,00", "").await.doorgevoerd, "the same deviation is nothing new");
        let ruben = app.log_in("r.hendriks").await;
        let verschil = "gevraagd € 600,00, in de administratie € 550,00";
        ruben.get(&pad).await.expect_text("Anders uitgevoerd dan opgedragen").says(verschil);
        let oud = keuzes(&ruben.get("/opdrachten").await.expect_text(verschil).text);
        doe(&ruben, "doorgegeven").await;
        let nog_eens = [("actie", "doorgegeven"), ("opdracht", oud[0].as_str())];
        ruben.post("/opdrachten", &nog_eens).await.expect(409);
        // Somebody asks, and hears that it is done.
        doe(&ruben, "nagevraagd").await;
        ruben.get(&pad).await.expect_text("Uitgevoerd: bevestigd op 1 december 2026.");
        ruben.post("/opdrachten", &[("actie", "doorgegeven"), ("opdracht", "x:1")]).await.expect(403);
    }
}

#[tokio::test]
async fn a_withdrawal_and_a_reduction_are_confirmed_too() {
    for app in both().await {
        let intrekking = vastgesteld(&app, "intrekking", &[("van", "2026-11-01"), ("tot", "")]).await;
        let ruben = app.log_in("r.hendriks").await;
        doe(&ruben, "doorgegeven").await;
        app.het_is("2026-12-01T09:00:00Z");
        assert_eq!(bestand(&app, "", "", "").await.aantal.wachtende_opdrachten, 1, "the benefit runs there still");
        assert_eq!(bestand(&app, "31-10-2026", "", "").await.aantal.bevestigde_opdrachten, 1);
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&intrekking).await.expect_text("Uitgevoerd: bevestigd op 1 december 2026.");
    }
    for app in both().await {
        let velden = [
            ("gedraging_op", "2026-11-09"),
            ("grond", "uniform:"),
            ("inlichtingen", "nee"),
            ("verwijtbaar", "ja"),
            ("waarom", "U had geen zin."),
            ("procent", "100"),
            ("eerste_maand", "2026-12-01"),
            ("maanden", "1"),
        ];
        let verlaging = vastgesteld(&app, "verlaging", &velden).await;
        let ruben = app.log_in("r.hendriks").await;
        doe(&ruben, "doorgegeven").await;
        app.het_is("2026-12-04T09:00:00Z");
        let verslag = bestand(&app, "", "", "100 %").await;
        assert_eq!(verslag.aantal.bevestigde_opdrachten, 1);
        let ruben = app.log_in("r.hendriks").await;
        ruben.get(&verlaging).await.expect_text("Uitgevoerd: bevestigd op 4 december 2026.");
    }
}
