//! Nadia records a conversation with Johan and settles all that comes of it in one movement.

mod klantbeeld;
mod vervolg;

use domain::{
    gemeente::Gemeente,
    gesprek::{Gesprek, GesprekStand},
    id::KlantId,
    plan::{Plan, PlanStand},
};

use crate::{
    stories::gesprek::planned,
    testing::{Browser, TestApp, both},
};

async fn gesprekken(app: &TestApp) -> Vec<Gesprek> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::of_klant(&mut reader, app.johan).await.unwrap()
}

async fn plannen(app: &TestApp) -> Vec<Plan> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::plan::of_klant(&mut reader, app.johan).await.unwrap()
}

/// Johan is in a segment.
async fn ingedeeld(nadia: &Browser<'_>, klant: KlantId) {
    let form = [("huidig", ""), ("segment", "overbrugbare_afstand"), ("datum", "2026-11-01")];
    nadia.post(&format!("/klanten/{klant}/segment"), &form).await.expect(303);
}

/// The value of a hidden field of a page.
fn veld(text: &str, naam: &str) -> String {
    let (_, rest) = text.split_once(&format!("name=\"{naam}\" value=\"")).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn refs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(naam, waarde)| (naam.as_str(), waarde.as_str())).collect()
}

/// A form with everything in it.
fn alles<'a>(segment: &'a str, vervolg: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("versie", "1"),
        ("tekst", "Johan wil buiten werken."),
        ("afspraak1_wat", "Meldt zich bij het taalcafé"),
        ("afspraak1_wie", "klant"),
        ("afspraak1_voor", "2026-12-07"),
        ("afspraak2_wat", "Belt Pasmatch"),
        ("afspraak2_wie", "klantmanager"),
        ("afspraak2_voor", "2026-11-30"),
        ("afspraken", "We blijven in gesprek."),
        ("indeling", "gewijzigd"),
        ("indeling_segment", segment),
        ("indeling_beeld", "0"),
        ("segment", "direct_bemiddelbaar"),
        ("trede", "4"),
        ("indeling_reden", "Werkt al een dag in de week mee."),
        ("vervolg_id", vervolg),
        ("vervolg_soort", "participatiegesprek"),
        ("vervolg_datum", "2027-01-11"),
        ("vervolg_tijd", "10.30"),
        ("vervolg_plaats", "kamer 1.08"),
    ]
}

#[tokio::test]
async fn everything_in_one_movement_and_twice_is_once() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        ingedeeld(&nadia, app.johan).await;
        let id = planned(&app, "2026-11-23").await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        let page = nadia.get(&pad).await.expect_text("Overbrugbare afstand, sinds 1 nov 2026.");
        let (segment, vervolg) = (veld(&page.text, "indeling_segment"), veld(&page.text, "vervolg_id"));
        let form = alles(&segment, &vervolg);
        // Everything typed is kept, and is there in the second tab.
        nadia.post(&format!("/gesprekken/{id}/concept"), &form).await.expect(204);
        let draft = nadia.get(&pad).await.expect_text("Meldt zich bij het taalcafé").says("value=\"2027-01-11\"");
        draft.says("Werkt al een dag in de week mee.").says("<option value=\"direct_bemiddelbaar\" selected>");
        let answer = nadia.post(&pad, &form).await.expect(303);
        nadia.post(&pad, &form).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Direct bemiddelbaar").says("Belt Pasmatch (de klantmanager");

        let all = gesprekken(&app).await;
        assert_eq!(all.len(), 2, "the next conversation is there once");
        assert_eq!((all[1].id.to_string().as_str(), all[1].plaats.as_str()), (vervolg.as_str(), "kamer 1.08"));
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        assert_eq!(storage::segment::of_klant(&mut reader, app.johan).await.unwrap().len(), 2);
        let beeld = storage::klantbeeld::of_klant(&mut reader, app.johan).await.unwrap();
        assert_eq!(beeld[0].beeld.trede.map(i64::from), Some(4));
        let beoordeeld = storage::segment::beoordelingen(&mut reader, app.johan).await.unwrap();
        assert_eq!((beoordeeld.len(), beoordeeld[0].gewijzigd, beoordeeld[0].trede), (1, true, Some(4)));
        assert!(plannen(&app).await.is_empty(), "without a plan the agreements stay with the conversation");

        // They are open when the next conversation is prepared, until they are done.
        let next = format!("/gesprekken/{}/voorbereiden", all[1].id);
        nadia
            .get(&next)
            .await
            .expect_text("Open afspraken")
            .says("Belt Pasmatch (de klantmanager, uiterlijk 30 november 2026)");
        let GesprekStand::Gevoerd(verslag) = &all[0].stand else { panic!("{:?}", all[0].stand) };
        let punt = verslag.punten[1].id.to_string();
        let done = [("versie", "2"), ("punt", punt.as_str()), ("stand", "klaar")];
        let answer = nadia.post(&format!("/gesprekken/{id}/afspraak"), &done).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("De afspraak is bijgewerkt.").says("Weer openzetten");
        assert!(
            !nadia.get(&next).await.text.contains("Belt Pasmatch (de klantmanager, uiterlijk 30 november 2026)</a>")
        );
        // Correcting the report leaves it done.
        let page = nadia.get(&pad).await.expect_text("Meldt zich bij het taalcafé");
        let (een, twee) = (veld(&page.text, "afspraak1_id"), veld(&page.text, "afspraak2_id"));
        let mut corrected = vec![("afspraak1_id", een.as_str()), ("afspraak2_id", twee.as_str())];
        corrected.extend(form[1..9].iter().copied());
        corrected.push(("versie", "3"));
        nadia.post(&pad, &corrected).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Weer openzetten");
    }
}

#[tokio::test]
async fn every_error_at_once_each_at_its_field_and_nothing_written() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        ingedeeld(&nadia, app.johan).await;
        let id = planned(&app, "2026-11-23").await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        nadia.get(&pad).await.expect(200);
        let wrong = [
            ("versie", "1"),
            ("tekst", " "),
            ("afspraak1_wat", "Iets"),
            ("afspraak1_wie", "ander"),
            ("afspraak1_voor", "31-02-2027"),
            ("indeling", "gewijzigd"),
            ("segment", "overbrugbare_afstand"),
            ("vervolg_datum", "2026-11-20"),
            ("vervolg_tijd", "ochtend"),
        ];
        let page = nadia.post(&pad, &wrong).await.expect(422).says("5 fouten");
        let page = page.says("Schrijf in het verslag").says("Vul in wie dit doet").says("Vul in voor welke datum");
        page.says("Kies een ander segment of een andere trede").says("of laat de tijd leeg");
        let past = [("versie", "1"), ("tekst", "Goed."), ("vervolg_datum", "2026-11-20"), ("vervolg_tijd", "9")];
        nadia.post(&pad, &past).await.expect(422).says("Dit moment is al voorbij");
        let forgot = [("versie", "1"), ("tekst", "Goed."), ("segment", "direct_bemiddelbaar")];
        nadia.post(&pad, &forgot).await.expect(422).says("Kies hier Gewijzigd");
        // The last part of the form is refused: the first part is not there either.
        let other = planned(&app, "2026-12-01").await;
        let busy = [("versie", "1"), ("tekst", "Goed."), ("vervolg_datum", "2026-12-01"), ("vervolg_tijd", "15.00")];
        nadia.post(&pad, &busy).await.expect(422).says("heeft op die dag al een gesprek");
        let all = gesprekken(&app).await;
        assert_eq!(all.len(), 2, "{other}");
        assert!(all.iter().all(Gesprek::is_open), "nothing was recorded");
        // One row more, without script and without an error.
        let more = [("versie", "1"), ("actie", "afspraak"), ("afspraakrijen", "1"), ("tekst", "")];
        nadia.post(&pad, &more).await.expect_text("Afspraak 2");
    }
}

#[tokio::test]
async fn still_right_is_an_answer_with_a_date_and_a_day_without_a_time_goes_on_the_list() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        ingedeeld(&nadia, app.johan).await;
        let id = planned(&app, "2026-11-23").await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        let page = nadia.get(&pad).await.expect(200);
        let segment = veld(&page.text, "indeling_segment");
        let form = |segment: &str, datum: &str| -> Vec<(String, String)> {
            [
                ("versie", "1"),
                ("tekst", "Het gaat zoals het ging."),
                ("indeling", "klopt"),
                ("indeling_segment", segment),
                ("indeling_beeld", "0"),
                ("vervolg_soort", "klantbeeldgesprek"),
                ("vervolg_datum", datum),
            ]
            .map(|(naam, waarde)| (naam.to_owned(), waarde.to_owned()))
            .into()
        };
        // Piet judges otherwise while Nadia types.
        let other = [("huidig", segment.as_str()), ("segment", "onoverbrugbare_afstand"), ("datum", "2026-11-20")];
        piet.post(&format!("/klanten/{}/segment", app.johan), &other).await.expect(303);
        let page = nadia.post(&pad, &refs(&form(&segment, "2027-02-01"))).await.expect(422);
        let page = page
            .says("Een collega heeft de indeling intussen gewijzigd.")
            .says("(Tijdelijk) onoverbrugbare afstand, sinds");
        let segment = veld(&page.text, "indeling_segment");
        nadia.post(&pad, &refs(&form(&segment, "2027-02-01"))).await.expect(303);
        let all = gesprekken(&app).await;
        assert_eq!((all.len(), all[1].stand.code(), all[1].duur_minuten), (2, "te_plannen", 180));
        nadia
            .get(&format!("/klanten/{}/segment", app.johan))
            .await
            .expect_text("23 november 2026, door Nadia el Amrani");
        // Taken back, the judgement is not there either; recorded again, it is.
        nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        assert!(storage::segment::beoordelingen(&mut reader, app.johan).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn agreements_become_steps_of_a_next_version_of_the_plan() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let plan = [
            ("versie", "0"),
            ("id", "0199000000007000800000000000aa01"),
            ("soort", "werk"),
            ("doel", "Een baan als hovenier"),
            ("stap1_wat", "Diploma opzoeken"),
            ("stap1_wie", "klant"),
            ("stap1_voor", "2026-12-01"),
            ("plichten", "U werkt mee."),
            ("evaluatie", "2027-05-01"),
        ];
        nadia.post(&format!("/klanten/{}/plan/opstellen", app.johan), &plan).await.expect(303);
        let eerste = plannen(&app).await[0].id;
        nadia.post(&format!("/plannen/{eerste}/vaststellen"), &[("versie", "1")]).await.expect(303);
        let id = planned(&app, "2026-11-23").await;
        let pad = format!("/gesprekken/{id}/vastleggen");
        nadia.get(&pad).await.expect_text("Een afspraak wordt een stap in een nieuwe versie van het plan");
        let form = alles("", "0199000000007000800000000000aa02");
        let form: Vec<_> = form
            .into_iter()
            .filter(|(naam, _)| !naam.contains("indeling") && *naam != "segment" && *naam != "trede")
            .collect();
        nadia.post(&pad, &form).await.expect(303);
        let all = plannen(&app).await;
        assert_eq!((all.len(), all[0].geldt(), &all[1].stand), (2, true, &PlanStand::Concept));
        let steps: Vec<_> = all[1].inhoud.stappen.iter().map(|stap| stap.wat.as_str()).collect();
        assert_eq!(steps, ["Diploma opzoeken", "Meldt zich bij het taalcafé", "Belt Pasmatch"]);
        // What is signed did not change; until the new version holds, the agreements are open with the conversation.
        assert_eq!(all[0].inhoud.stappen.len(), 1);
        let next = format!("/gesprekken/{}/voorbereiden", gesprekken(&app).await[1].id);
        nadia.get(&next).await.expect_text("Belt Pasmatch (de klantmanager");
        nadia.post(&format!("/plannen/{}/vaststellen", all[1].id), &[("versie", "1")]).await.expect(303);
        nadia.get(&format!("/gesprekken/{id}")).await.expect_text("Stap in het plan");
        let page = nadia.get(&next).await.expect_text("stap in het plan");
        assert!(!page.text.contains("Belt Pasmatch (de klantmanager, uiterlijk 30 november 2026)</a>"), "told once");
        // Taken back and recorded again: no step is there twice.
        nadia.post(&format!("/gesprekken/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
        nadia.get(&pad).await.expect_text("Meldt zich bij het taalcafé");
    }
}

#[tokio::test]
async fn a_kind_has_its_usual_length_and_its_own_questions() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let nadia_id = app.nadia.to_string();
    for (soort, dag, minuten) in [("klantbeeldgesprek", "2026-12-01", 180), ("driegesprek", "2026-12-02", 60)] {
        let plan = [
            ("soort", soort),
            ("datum", dag),
            ("tijd", "9"),
            ("duur", "gebruikelijk"),
            ("klantmanager", nadia_id.as_str()),
        ];
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
        let last = gesprekken(&app).await.pop().unwrap();
        assert_eq!((last.soort.as_str(), last.duur_minuten), (soort, minuten));
    }
    let drie = gesprekken(&app).await.pop().unwrap().id;
    nadia.get(&format!("/gesprekken/{drie}")).await.expect_text("Een driegesprek is met een partner.");
    nadia
        .get(&format!("/gesprekken/{drie}/deelnemers/toevoegen"))
        .await
        .expect_text("<option value=\"partner\" selected>");
    nadia.get(&format!("/gesprekken/{drie}/voorbereiden")).await.expect_text("Wat heeft u van de partner nodig");
}

/// Nadia plans by telephone: she need not leave the form to look the number up.
#[tokio::test]
async fn the_number_of_johan_stands_where_nadia_plans_and_prepares() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let nummer = "<a class=\"nl-link kb-niet-breken\" href=\"tel:0612345678\">06-12 34 56 78</a>";
    nadia.get(&format!("/klanten/{}/gesprekken/plannen", app.johan)).await.expect_text(nummer);
    let id = planned(&app, "2026-11-24").await;
    nadia.get(&format!("/gesprekken/{id}/voorbereiden")).await.expect_text(nummer);
    nadia.get(&format!("/gesprekken/{id}/verzetten")).await.expect_text(nummer);
}
