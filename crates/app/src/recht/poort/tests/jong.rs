//! Sanne is 24: four weeks, what takes them away, and a plan with the grant.

use domain::{plan::SoortDoel, poort::Vervallen};

use super::*;

#[tokio::test]
async fn sanne_looks_for_work_for_four_weeks_unless_something_takes_them_away() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = meld(&nadia, EEN, SANNE, "2026-11-23", ALS_SANNE).await;
        nadia.get(&pad).await.expect_text("Aanvragen kan vanaf 21 december 2026.").says("24 jaar");
        nadia.get("/poort").await.expect_text("Gemeld op 23 nov 2026, vandaag").says("kan aanvragen vanaf 21 dec 2026");
        // Too early.
        let page = stap(&app, &nadia, &pad, "intake", &[("intake_op", "2026-11-23")]).await.expect(422);
        page.says("fout-intake_op")
            .says("Op die dag loopt de zoektermijn nog; de klant kan aanvragen vanaf 21 dec 2026.");
        stap(&app, &nadia, &pad, "aanvragen", &[("aanvraag_op", "2026-11-23")]).await.expect(409).says("zoektermijn");
        // Spoken to all the same.
        stap(&app, &nadia, &pad, "spreken", &[("gesproken_op", "2026-11-22")]).await.expect(422).says("ligt vóór");
        stap(&app, &nadia, &pad, "spreken", &[("gesproken_op", "2026-11-23")]).await.expect(303);

        // Practical education, at most a year ago.
        let school = |tot| [("uitzondering", "praktijkonderwijs_of_vso"), ("school_tot", tot)];
        stap(&app, &nadia, &pad, "uitzonderen", &school("")).await.expect(422).says("fout-school_tot");
        let page = stap(&app, &nadia, &pad, "uitzonderen", &school("2025-11-22")).await.expect(422);
        page.says("op of na 23 nov 2025").says("checked").says("value=\"2025-11-22\"");
        stap(&app, &nadia, &pad, "uitzonderen", &[("school_tot", "")]).await.expect(422).says("Maak een keuze");
        stap(&app, &nadia, &pad, "uitzonderen", &school("2025-11-23")).await.expect(303);
        nadia.get(&pad).await.expect_text("Geen zoektermijn: praktijkonderwijs of vso").says("Aanvragen kan meteen");
        stap(&app, &nadia, &pad, "herstellen", &[]).await.expect(303);
        assert_eq!(gevonden(&app, &pad).await.poort.stand, PoortStand::InZoektermijn);

        // The circumstances ask for it (41(11)).
        let eerder = |reden| [("eerder_op", "2026-11-23"), ("eerder_reden", reden)];
        stap(&app, &nadia, &pad, "eerder", &eerder("")).await.expect(422).says("fout-eerder_reden");
        stap(&app, &nadia, &pad, "eerder", &eerder("Slaapt op straat.")).await.expect(303);
        nadia.get(&pad).await.expect_text("artikel 41 lid 11").says("Slaapt op straat.");
        let is = gevonden(&app, &pad).await.poort;
        assert!(matches!(is.zoektermijn.unwrap().vervallen, Some(Vervallen::Eerder { .. })), "and it is kept");
        stap(&app, &nadia, &pad, "intake", &[("intake_op", "2026-11-23")]).await.expect(303);
        assert_eq!(handelingen(&app).await.iter().filter(|is| *is == "poort.uitgezonderd").count(), 1);
    }
}

#[tokio::test]
async fn four_weeks_pass_and_somebody_must_act() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = meld(&nadia, EEN, SANNE, "2026-11-23", ALS_SANNE).await;
        app.het_is("2026-12-20T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort").await.expect_text("Nog niet gesproken: was uiterlijk 30 nov 2026");
        stap(&app, &nadia, &pad, "intake", &[("intake_op", "2026-12-20")]).await.expect(422);
        app.het_is("2026-12-21T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort").await.expect_text("Zoektermijn voorbij sinds 21 dec 2026").says("wacht op de intake");
        aangevraagd(&app, &nadia, &pad, "2026-12-21").await;
        nadia.get(&pad).await.expect_text("15 februari 2027");
        app.het_is("2027-02-02T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort").await.expect_text("Besluit uiterlijk 15 feb 2027");
        app.het_is("2027-02-16T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/poort").await.expect_text("Besluit te laat: was uiterlijk 15 feb 2027");
    }
}

const PLAN: [(&str, &str); 6] = [
    ("ingang", "2026-10-19"),
    ("doel_soort", "werk"),
    ("doel", "Een baan als hovenier"),
    ("stap", "Zich aanmelden bij het jongerenpunt"),
    ("stap_voor", "2026-12-07"),
    ("evaluatie", "2027-05-23"),
];

#[tokio::test]
async fn sanne_gets_a_benefit_with_a_plan_and_a_klantmanager() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        // Five weeks ago, recorded today with its own date.
        let pad = meld(&nadia, EEN, SANNE, "2026-10-19", ALS_SANNE).await;
        stap(&app, &nadia, &pad, "intake", &[("intake_op", "2026-11-15")]).await.expect(422).says("16 nov 2026");
        stap(&app, &nadia, &pad, "intake", &[("intake_op", "2026-11-16")]).await.expect(303);
        stap(&app, &nadia, &pad, "aanvragen", &[("aanvraag_op", "2026-11-17")]).await.expect(303);
        let (wie, doe) = (piet(&app).await.to_string(), format!("{pad}/toekennen"));
        nadia.get(&doe).await.expect_text("artikel 44 lid 4").says(&format!("value=\"{wie}\" selected"));
        let zonder = toekenning("3", &wie, &PLAN[..1]);
        nadia.post(&doe, &zonder).await.expect(422).says("fout-doel").says("hoort een plan");
        for (veld, waarde, tekst) in [
            ("stap", "", "ten minste één stap"),
            ("stap_voor", "2026-11-22", "vandaag of later"),
            ("evaluatie", "2026-11-23", "na vandaag"),
        ] {
            let mut form = toekenning("3", &wie, &PLAN);
            form.iter_mut().find(|(naam, _)| *naam == veld).unwrap().1 = waarde;
            nadia.post(&doe, &form).await.expect(422).says(tekst).says("Een baan als hovenier");
        }
        let form = toekenning("3", &wie, &PLAN);
        let (een, twee) = tokio::join!(nadia.post(&doe, &form), nadia.post(&doe, &form));
        assert_eq!((een.status.as_u16(), twee.status.as_u16()), (303, 303), "{} {}", een.text, twee.text);
        nadia.get(&pad).await.expect_text("Plan bekijken").says("De uitkering begint op 19 oktober 2026.");

        let is = gevonden(&app, &pad).await;
        let PoortStand::Toegekend(besluit) = &is.poort.stand else { panic!("{:?}", is.poort.stand) };
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let [plan] = &storage::plan::of_klant(&mut reader, is.poort.klant).await.unwrap()[..] else { panic!() };
        assert!(plan.geldt() && Some(plan.id) == besluit.plan);
        assert_eq!((plan.inhoud.soort, plan.inhoud.stappen.len()), (SoortDoel::Werk, 1));
        let plicht = storage::plan::plicht(&mut reader, is.poort.klant, date(2026, 11, 23)).await.unwrap().unwrap();
        assert_eq!(
            domain::plan::tekort(plicht.feiten, plicht.vastgesteld, date(2026, 11, 23)),
            None,
            "nothing is missing"
        );
        assert_eq!(storage::uitkering::of_klant(&mut reader, is.poort.klant).await.unwrap().len(), 1, "one spell");
        drop(reader);
        let klant = is.poort.klant;
        nadia.get(&format!("/klanten/{klant}/plan")).await.expect_text("Een baan als hovenier");
        let piet = app.log_in("p.smit").await;
        piet.get("/caseload").await.expect_text("Sanne de Proef");
        piet.get("/vandaag").await.expect_text("Sanne de Proef").says("vaste klantmanager bij de toekenning");
    }
}
