//! Nadia ends Johan's benefit; Piet does so too.

mod brief;

use domain::{
    gemeente::Gemeente,
    id::KlantId,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::{Date, date};

use crate::testing::{TestApp, both};

async fn uitkering(app: &TestApp) -> Uitkering {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap().remove(0)
}

/// The acts on a benefit, oldest first, each with purpose and details.
async fn acts(app: &TestApp) -> Vec<String> {
    let id = uitkering(app).await.id.uuid();
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let regels = storage::logboek::of_object(&mut reader, id).await.unwrap();
    assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    regels.iter().rev().map(|regel| format!("{} {} {}", regel.handeling, regel.doel, regel.details)).collect()
}

fn form<'a>(id: &'a str, versie: &'a str, reden: &'a str, einddatum: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("uitkering", id),
        ("versie", versie),
        ("reden", reden),
        ("einddatum", einddatum),
        ("toelichting", "Baan bij de groenvoorziening."),
    ]
}

#[tokio::test]
async fn ended_with_a_reason_and_taken_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia
            .get(&pad)
            .await
            .expect_text("Participatiewet, sinds 1 september 2020, € 1.419,46 per maand.")
            .says("value=\"2026-11-23\"")
            .says("Met deze klant is geen gesprek meer gepland.");

        let answer = nadia.post(&pad, &form(&id, "1", "werk", "2026-11-30")).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("De uitkering is beëindigd.").says("Ongedaan maken");
        nadia
            .get(&pad)
            .await
            .expect_text("De uitkering is al beëindigd")
            .says("30 november 2026")
            .says("Nadia el Amrani");

        let herstellen = format!("/uitkeringen/{id}/herstellen");
        nadia.post(&herstellen, &[("versie", "1")]).await.expect(409);
        let answer = nadia.post(&herstellen, &[("versie", "2")]).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("de uitkering loopt weer");
        nadia.post(&herstellen, &[("versie", "2")]).await.expect(409).says("er is geen einde om terug te draaien");

        let expected = ["uitkering.beeindigd", "uitkering.hersteld"]
            .map(|act| format!(r#"{act} rechtmatigheid {{"datum":"2026-11-30","reden":"werk"}}"#));
        assert_eq!(acts(&app).await, expected);
    }
}

#[tokio::test]
async fn an_unknown_reason_is_asked_about_once() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&pad).await.expect(200);
    let mut fields = form(&id, "1", "onbekend", "2026-11-23");
    let answer = nadia.post(&pad, &fields).await.expect(422);
    answer.says("ontbrekende registratie").says("name=\"toch\" value=\"ja\"").says("Baan bij de groenvoorziening.");
    assert_eq!(uitkering(&app).await.stand, UitkeringStand::Lopend);
    fields.push(("toch", "ja"));
    nadia.post(&pad, &fields).await.expect(303);
}

#[tokio::test]
async fn every_error_at_once_and_nothing_lost() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&pad).await.expect(200);
    let answer = nadia.post(&pad, &form(&id, "1", "zomaar", "2020-08-31")).await.expect(422);
    answer
        .says("2 fouten")
        .says("Kies een reden uit de lijst.")
        .says("De einddatum ligt vóór de ingangsdatum (1 sep 2020); kies een latere datum.")
        .says("Baan bij de groenvoorziening.");
    let far = nadia.post(&pad, &form(&id, "1", "werk", "2027-11-24")).await.expect(422);
    far.says("kies een datum tot en met 23 nov 2027.");
    nadia.post(&pad, &form("geen id", "1", "werk", "2026-11-23")).await.expect(403);
}

#[tokio::test]
async fn two_clicks_end_it_once() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        let fields = form(&id, "1", "werk", "2026-11-23");
        let (one, two) = tokio::join!(nadia.post(&pad, &fields), nadia.post(&pad, &fields));
        let (done, again) = if one.status == 303 { (one, two) } else { (two, one) };
        done.expect(303);
        again.expect(409).says("Deze uitkering is al beëindigd.");
        assert_eq!(acts(&app).await.len(), 1);
    }
}

#[tokio::test]
async fn the_second_to_end_it_sees_both_versions_and_may_correct() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        piet.get(&pad).await.expect(200);
        let mut unknown = form(&id, "1", "onbekend", "2026-11-23");
        unknown.push(("toch", "ja"));
        nadia.post(&pad, &unknown).await.expect(303);
        let answer = piet.post(&pad, &form(&id, "1", "werk", "30-11-2026")).await.expect(409);
        answer.says("Nadia el Amrani heeft dit intussen gewijzigd.").says("30 november 2026").says("23 november 2026");

        let choice = |reden| {
            vec![
                ("versie", "2"),
                ("mijn_uitkering", id.as_str()),
                ("kies_uitkering", "mijn"),
                ("mijn_reden", "werk"),
                ("ander_reden", "onbekend"),
                ("kies_reden", reden),
                ("mijn_einddatum", "2026-11-30"),
                ("ander_einddatum", "2026-11-23"),
                ("kies_einddatum", "ander"),
                ("mijn_toelichting", "Baan bij de groenvoorziening."),
                ("kies_toelichting", "mijn"),
            ]
        };
        piet.post(&pad, &choice("mijn")).await.expect(303);
        let UitkeringStand::Beeindigd(einde) = uitkering(&app).await.stand else { panic!("it has ended") };
        assert_eq!((einde.datum, einde.reden.as_str()), (date(2026, 11, 23), "werk"));
        let acts: Vec<_> = acts(&app).await.iter().map(|act| act.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(acts, ["uitkering.beeindigd", "uitkering.hersteld", "uitkering.beeindigd"]);
    }
}

#[tokio::test]
async fn a_form_from_before_an_undo_is_shown_again() {
    let app = TestApp::sqlite().await;
    let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&pad).await.expect(200);
    piet.get(&pad).await.expect(200);
    nadia.post(&pad, &form(&id, "1", "werk", "2026-11-23")).await.expect(303);
    nadia.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
    let answer = piet.post(&pad, &form(&id, "1", "werk", "2026-11-25")).await.expect(409);
    answer
        .says("Nadia el Amrani heeft deze uitkering intussen gewijzigd.")
        .says("value=\"2026-11-25\"")
        .says("value=\"3\"");
    piet.post(&pad, &form(&id, "3", "werk", "2026-11-25")).await.expect(303);
}

#[tokio::test]
async fn planned_conversations_stay_and_are_named() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let klant = format!("/klanten/{}", app.johan);
    nadia.get(&klant).await.expect(200);
    let wie = app.nadia.to_string();
    let plan = [
        ("soort", "participatiegesprek"),
        ("datum", "2026-12-01"),
        ("tijd", "9"),
        ("duur", "60"),
        ("klantmanager", &wie),
    ];
    nadia.post(&format!("{klant}/gesprekken/plannen"), &plan).await.expect(303);
    let page = nadia.get(&format!("{klant}/uitkering/beeindigen")).await.expect_text("Er is nog 1 gesprek gepland.");
    page.says("Participatiegesprek, 1 dec 2026 09.00 uur").says("href=\"/gesprekken/");
}

/// Johan was told that his benefit ends: from then on another decision is needed to undo that.
#[tokio::test]
async fn what_was_told_is_undone_by_another_decision_only() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let lijst = format!("/klanten/{}/uitkeringen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        let mut fields = form(&id, "1", "werk", "2026-11-20");
        fields.extend([
            ("bestemming", "Groenvoorziening Haarlem"),
            ("besluit", "2026-11-24"),
            ("kenmerk", "UIT-2026-88"),
        ]);
        let page = nadia.post(&pad, &fields).await.expect(422).says("De datum van het besluit ligt in de toekomst");
        page.says("UIT-2026-88");
        fields[6].1 = "2026-11-19";
        let naar = nadia.post(&pad, &fields).await.expect(303).naar;
        let page = nadia.get(&naar).await.expect_text("De uitkering is beëindigd.").says("nog niet te beoordelen");
        assert!(!page.text.contains("Ongedaan maken"), "the letter has left");
        let page = nadia.get(&pad).await.expect_text("alleen met een nieuw besluit").says("UIT-2026-88");
        page.says("Groenvoorziening Haarlem").says("19 november 2026");
        let herstellen = format!("/uitkeringen/{id}/herstellen");
        nadia.post(&herstellen, &[("versie", "2")]).await.expect(409).says("Draai haar terug met een nieuw besluit");

        let terug = format!("/uitkeringen/{id}/terugdraaien");
        let leeg = [("versie", "2"), ("terug_datum", "2026-11-23"), ("terug_kenmerk", ""), ("terug_reden", "")];
        let page = nadia.post(&terug, &leeg).await.expect(422).says("2 fouten");
        page.says("Vul het kenmerk van de brief in").says("Schrijf op waarom u de beëindiging terugdraait");
        let morgen = [
            ("versie", "2"),
            ("terug_datum", "2026-11-24"),
            ("terug_kenmerk", "BZW-9"),
            ("terug_reden", "Baan ging niet door."),
        ];
        nadia.post(&terug, &morgen).await.expect(422).says("ligt in de toekomst").says("Baan ging niet door.");
        let besluit = [
            ("versie", "2"),
            ("terug_datum", "2026-11-23"),
            ("terug_kenmerk", "BZW-9"),
            ("terug_reden", "Baan ging niet door."),
        ];
        let naar = nadia.post(&terug, &besluit).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("met een nieuw besluit teruggedraaid; de uitkering loopt weer");
        nadia.post(&terug, &besluit).await.expect(409);
        assert_eq!(uitkering(&app).await.stand, UitkeringStand::Lopend);
        let page =
            nadia.get(&lijst).await.expect_text("Einde per 20 nov 2026 teruggedraaid met het besluit van 23 nov 2026");
        page.says("BZW-9").says("Baan ging niet door.");
        let names: Vec<_> = acts(&app).await.iter().map(|act| act.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(names, ["uitkering.beeindigd", "uitkering.teruggedraaid"]);
        assert!(acts(&app).await.iter().all(|act| !act.contains("Baan")), "no free text in the log");

        // It can end again, and then that is the decision that counts.
        let mut weer = form(&id, "3", "werk", "2026-11-22");
        weer.push(("besluit", ""));
        nadia.post(&pad, &weer).await.expect(303);
        nadia.get(&lijst).await.expect_text("nog niet weg").says("23 november 2026, Nadia el Amrani");
    }
}

/// The letter leaves a day after the decision.
#[tokio::test]
async fn the_letter_may_leave_later() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        nadia.post(&pad, &form(&id, "1", "werk", "2026-11-20")).await.expect(303);
        nadia.get(&pad).await.expect_text("De brief met het besluit is weg").says("Beëindiging terugdraaien");
        let brief = format!("/uitkeringen/{id}/brief");
        nadia
            .post(&brief, &[("versie", "2"), ("brief_kenmerk", " ")])
            .await
            .expect(422)
            .says("Vul het kenmerk van de brief in.");
        let weg = [("versie", "2"), ("brief_kenmerk", "UIT-2026-89")];
        let naar = nadia.post(&brief, &weg).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("Vastgelegd dat de brief met het besluit weg is.").says("UIT-2026-89");
        nadia.post(&brief, &weg).await.expect(303);
        nadia.post(&brief, &[("versie", "2"), ("brief_kenmerk", "UIT-2026-90")]).await.expect(409);
        nadia.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "2")]).await.expect(409);
        let trudy = app.log_in("t.paap").await;
        trudy.get("/vandaag").await.expect(200);
        for naam in ["brief", "terugdraaien"] {
            trudy.post(&format!("/uitkeringen/{id}/{naam}"), &weg).await.expect(404);
        }
        trudy.get(&format!("/klanten/{}/uitkeringen", app.johan)).await.expect(404);
    }
}

/// Lena was on benefit until 30 November 2025, for a reason nobody knows, and came back on a day.
async fn lena_kwam_terug(app: &TestApp, ingang: Date) -> KlantId {
    app.voeg_klant_toe(|dossier| {
        let mut weer = dossier.uitkeringen[0].clone();
        let (datum, reden) = (date(2025, 11, 30), "onbekend".parse().unwrap());
        dossier.uitkeringen[0].stand = UitkeringStand::Beeindigd(Einde { datum, reden, toelichting: String::new() });
        weer.vorige = Some(weer.id);
        weer.id = app.omgeving.nieuw_id();
        weer.datum_ingang = ingang;
        dossier.uitkeringen.push(weer);
    })
    .await
}

#[tokio::test]
async fn coming_back_within_twelve_months_is_linked_and_lasting_is_derived() {
    for (ingang, binnen) in [(date(2026, 11, 30), true), (date(2026, 12, 1), false)] {
        for app in both().await {
            let klant = lena_kwam_terug(&app, ingang).await;
            app.het_is("2026-12-15T09:00:00Z");
            let nadia = app.log_in("n.elamrani").await;
            let page = nadia.get(&format!("/klanten/{klant}/uitkeringen")).await.expect_text("reden ontbreekt");
            let page = page.says(">duurzaam<").says("href=\"#uitkering-").says("tot en met 30 nov 2025");
            assert_eq!(page.text.contains("Heraanvraag binnen 12 maanden"), binnen, "{ingang}");
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            let gevonden = storage::uitkering::heraanvraag(&mut reader, klant, ingang).await.unwrap();
            assert_eq!(gevonden.is_some(), binnen, "{ingang}");
        }
    }
}

/// Johan's benefit ended on 31 May 2026. Whether that lasted is known on 1 December, not a day earlier.
#[tokio::test]
async fn whether_an_end_lasted_is_known_after_six_months() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let johan = format!("/klanten/{}", app.johan);
    let id = uitkering(&app).await.id.to_string();
    nadia.get(&johan).await.expect(200);
    let mut besluit = form(&id, "1", "werk", "2026-05-31");
    let geen_brief = nadia.post(&format!("{johan}/uitkering/beeindigen"), &besluit).await.expect(422);
    geen_brief.says("id=\"fout-kenmerk\"").says("meer dan drie maanden terug");
    besluit.retain(|(naam, _)| *naam != "kenmerk");
    besluit.push(("kenmerk", "B26-0531"));
    nadia.post(&format!("{johan}/uitkering/beeindigen"), &besluit).await.expect(303);
    for (moment, woord) in
        [("2026-11-30T09:00:00Z", ">nog niet te beoordelen<"), ("2026-12-01T09:00:00Z", ">duurzaam<")]
    {
        app.het_is(moment);
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&johan).await.expect_text(woord);
        nadia
            .get(&format!("{johan}/uitkeringen"))
            .await
            .expect_text(woord)
            .says("gebruikt de gemeente wat al bekend is");
    }
}

#[tokio::test]
async fn others_cannot() {
    let app = TestApp::sqlite().await;
    let id = uitkering(&app).await.id.to_string();
    let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
    let trudy = app.log_in("t.paap").await;
    trudy.get(&format!("/klanten/{}", app.tine)).await.expect(200);
    trudy.get(&pad).await.expect(404);
    trudy.post(&pad, &form(&id, "1", "werk", "2026-11-23")).await.expect(404);
    trudy.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "1")]).await.expect(404);
    // A benefit of one client under the address of another.
    let nadia = app.log_in("n.elamrani").await;
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let samira = storage::klant::find_by_number(&mut reader, &"104-2218".parse().unwrap()).await.unwrap().unwrap();
    let samira = format!("/klanten/{}/uitkering/beeindigen", samira.id);
    nadia.get(&samira).await.expect(200);
    nadia.post(&samira, &form(&id, "1", "werk", "2026-11-23")).await.expect(404);
    app.log_in("s.bakker").await.get(&pad).await.expect(403);
    assert_eq!(uitkering(&app).await.stand, UitkeringStand::Lopend);
}
