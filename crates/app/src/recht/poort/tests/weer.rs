//! Johan comes back: within a year what is known is used again; from a pause he needs no gate.

use domain::{
    id::UitkeringId,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::Date;

use super::*;

const JOHAN: &str = "999993653";

async fn uitkeringen(app: &TestApp) -> Vec<Uitkering> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap()
}

/// His benefit ended with a last day.
async fn beeindigd(app: &TestApp, datum: Date) -> UitkeringId {
    let [nu] = &uitkeringen(app).await[..] else { panic!("one") };
    let einde = Einde { datum, reden: "werk".parse().unwrap(), toelichting: String::new() };
    let wordt = Uitkering { stand: UitkeringStand::Beeindigd(einde), ..nu.clone() };
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    storage::uitkering::update(&mut writer, &wordt).await.unwrap();
    writer.commit(app.regel("uitkering.beeindigd"), &[]).await.unwrap();
    wordt.id
}

/// The form as it comes back with what is known.
fn weer<'a>(johan: &'a str, telefoon: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("id", EEN),
        ("gezien", johan),
        ("bsn", JOHAN),
        ("op", "2026-11-02"),
        ("voornamen", "Johan"),
        ("voorvoegsel", "van der"),
        ("geslachtsnaam", "Meer"),
        ("geboren", "1972-03-14"),
        ("telefoon", telefoon),
    ]
}

#[tokio::test]
async fn johan_applies_again_within_a_year_and_is_not_asked_everything() {
    for app in both().await {
        let vorige = beeindigd(&app, date(2026, 3, 31)).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort/nieuw").await.expect(200);
        let page = nadia.post("/poort/nieuw", &[("id", EEN), ("bsn", JOHAN)]).await.expect(200);
        let page =
            page.says("Johan van der Meer").says("artikel 43a").says("31 maart 2026").says("value=\"06-12 34 56 78\"");
        page.says("is van 23 november 2026").says("value=\"1972-03-14\"");
        let johan = app.johan.to_string();
        let pad = nadia.post("/poort/nieuw", &weer(&johan, "06-01049999")).await.expect(303).naar;
        nadia.get(&pad).await.expect_text("Gegevens van 23 november 2026 zijn hergebruikt").says("klant 104-2217");
        aangevraagd(&app, &nadia, &pad, "2026-11-09").await;
        let (nadia_id, doe) = (app.nadia.to_string(), format!("{pad}/toekennen"));
        nadia.get(&doe).await.expect_text("Klantnummer: 104-2217").says("value=\"alleenstaande\" checked");
        let reden = [("ingang", "2026-03-31"), ("eerder_omdat", "Lag in het ziekenhuis.")];
        nadia.post(&doe, &toekenning("3", &nadia_id, &reden)).await.expect(422).says("Kies 1 april 2026 of later");
        nadia.post(&doe, &toekenning("3", &nadia_id, &[])).await.expect(303);

        let alle = uitkeringen(&app).await;
        assert_eq!(alle.len(), 2);
        assert_eq!(
            (alle[1].vorige, alle[1].datum_ingang),
            (Some(vorige), date(2026, 11, 2)),
            "linked to the earlier spell"
        );
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let klant = storage::klant::find(&mut reader, app.johan).await.unwrap().unwrap();
        assert_eq!(klant.contact.telefoon, "06-01049999", "what changed is taken over");
        assert_eq!(klant.contact.wijk, "Schalkwijk", "and the rest stays");
        let toewijzingen = storage::toewijzing::of_klant(&mut reader, app.johan).await.unwrap();
        assert_eq!(toewijzingen.len(), 1, "Nadia had him, and keeps him");
        drop(reader);
        nadia.get("/caseload").await.expect_text("Johan van der Meer");
    }
}

#[tokio::test]
async fn another_klantmanager_takes_over_on_the_day_of_the_grant() {
    for app in both().await {
        beeindigd(&app, date(2026, 3, 31)).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort/nieuw").await.expect(200);
        let johan = app.johan.to_string();
        let pad = nadia.post("/poort/nieuw", &weer(&johan, "")).await.expect(303).naar;
        aangevraagd(&app, &nadia, &pad, "2026-11-09").await;
        let wie = piet(&app).await;
        nadia.post(&format!("{pad}/toekennen"), &toekenning("3", &wie.to_string(), &[])).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let toewijzingen = storage::toewijzing::of_klant(&mut reader, app.johan).await.unwrap();
        assert_eq!(toewijzingen[0].periode.tot_en_met, Some(date(2026, 11, 22)));
        assert_eq!((toewijzingen[1].klantmanager, toewijzingen[1].periode.van), (wie, date(2026, 11, 23)));
    }
}

#[tokio::test]
async fn after_more_than_a_year_everything_is_asked() {
    for app in both().await {
        beeindigd(&app, date(2025, 11, 22)).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort/nieuw").await.expect(200);
        let page = nadia.post("/poort/nieuw", &[("id", EEN), ("bsn", JOHAN)]).await.expect(200);
        let page = page.says("langer dan twaalf maanden geleden").says("value=\"Johan\"");
        assert!(!page.text.contains("06-12 34 56 78"), "where to reach him is asked anew");
        let johan = app.johan.to_string();
        let pad = nadia.post("/poort/nieuw", &weer(&johan, "")).await.expect(303).naar;
        assert_eq!(gevonden(&app, &pad).await.hergebruikt, None);
    }
}

#[tokio::test]
async fn who_has_a_benefit_or_is_on_pause_needs_no_gate() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort/nieuw").await.expect(200);
        let vraag = [("id", EEN), ("bsn", JOHAN)];
        nadia.post("/poort/nieuw", &vraag).await.expect(200).says("heeft al een uitkering.").says("Naar de klant");
        let pauze = [("id", TWEE), ("werk", "ja"), ("eerste_dag", "2026-09-01"), ("werkgever", ""), ("uren", "32")];
        nadia.post(&format!("/klanten/{}/pauze", app.johan), &pauze).await.expect(303);
        let page = nadia.post("/poort/nieuw", &vraag).await.expect(200);
        let page = page.says("Een melding is niet nodig.").says("hoeft niet door de poort").says("1 december 2026");
        page.says(&format!("/klanten/{}/pauze", app.johan));
        let johan = app.johan.to_string();
        nadia.post("/poort/nieuw", &weer(&johan, "")).await.expect(200).says("hoeft niet door de poort");
        nadia.get("/poort").await.expect_text("Niemand wacht");

        app.het_is("2026-12-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort/nieuw").await.expect(200);
        nadia.post("/poort/nieuw", &vraag).await.expect(200).says("is voorbij").says("op tijd terugkwam");
    }
}

#[tokio::test]
async fn what_the_administration_began_already_is_linked_and_not_doubled() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = meld(&nadia, EEN, "999994931", "2026-11-02", ("Lena", "1980-01-01")).await;
        aangevraagd(&app, &nadia, &pad, "2026-11-04").await;
        // The file of the administration came before the decision was recorded here.
        let lena = app.voeg_klant_toe(|dossier| dossier.uitkeringen[0].datum_ingang = date(2026, 11, 3)).await;
        let (nadia_id, doe) = (app.nadia.to_string(), format!("{pad}/toekennen"));
        let page = nadia.post(&doe, &toekenning("3", &nadia_id, &[])).await.expect(422);
        page.says("Kies dan 3 november 2026 als eerste dag.");
        nadia.post(&doe, &toekenning("3", &nadia_id, &[("ingang", "2026-11-03")])).await.expect(303);
        let is = gevonden(&app, &pad).await;
        assert_eq!(is.poort.klant, lena);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let [uitkering] = &storage::uitkering::of_klant(&mut reader, lena).await.unwrap()[..] else { panic!("one") };
        assert!(matches!(&is.poort.stand, PoortStand::Toegekend(besluit) if besluit.uitkering == uitkering.id));
    }
}
