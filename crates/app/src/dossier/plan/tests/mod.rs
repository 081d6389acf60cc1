//! Nadia makes a plan with Johan, has it signed and keeps it; Piet is at it too.

mod afspraken;
mod akkoord;
mod evaluatie;
mod gecorrigeerd;

use domain::{gemeente::Gemeente, plan::Plan};
use jiff::civil::date;

use crate::testing::{TestApp, both};

const ID: &str = "01990000-0000-7000-8000-00000000beef";
const ANDER_ID: &str = "01990000-0000-7000-8000-00000000cafe";

async fn plannen(app: &TestApp) -> Vec<Plan> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::plan::of_klant(&mut reader, app.johan).await.unwrap()
}

fn form<'a>(id: &'a str, versie: &'a str, doel: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("id", id),
        ("versie", versie),
        ("rijen", "3"),
        ("soort", "werk"),
        ("doel", doel),
        ("stap1_wat", "Aanmelden bij het taalcafé"),
        ("stap1_wie", "klant"),
        ("stap1_ander", ""),
        ("stap1_voor", "2026-12-14"),
        ("stap2_wat", "Proefplaats zoeken"),
        ("stap2_wie", "ander"),
        ("stap2_ander", "Pasmatch"),
        ("stap2_voor", "2027-01-15"),
        ("stap3_wat", ""),
        ("stap3_wie", "klant"),
        ("stap3_voor", ""),
        ("plichten", "U werkt mee aan dit plan."),
        ("evaluatie", "2027-02-22"),
    ]
}

#[tokio::test]
async fn from_concept_to_signed_plan() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/plan", app.johan);
        nadia
            .get(&pad)
            .await
            .expect_text("Er geldt geen plan van aanpak")
            .says("Een plan is hier advies.")
            .says("Plan opstellen");
        let opstellen = format!("{pad}/opstellen");
        nadia.get(&opstellen).await.expect_text("artikel 18 van de Participatiewet").says("name=\"stap3_wat\"");
        let saved = nadia.post(&opstellen, &form(ID, "0", "Een baan als hovenier.")).await.expect(303);
        let page = nadia.get(&saved.naar).await.expect_text("Het concept van het plan is opgeslagen.");
        page.says("Concept van versie 1").says("Pasmatch · uiterlijk 15 januari 2027").says("Plan vaststellen");

        let vaststellen = format!("/plannen/{}/vaststellen", plannen(&app).await[0].id);
        let done = nadia.post(&vaststellen, &[("versie", "1")]).await.expect(303);
        let page = nadia.get(&done.naar).await.expect_text("Het plan is vastgesteld.").says("Ongedaan maken");
        let page = page.says("Nog niet ondertekend").says("van 23 nov 2026");
        assert!(!page.text.contains("Een plan is verplicht"));
        assert_eq!(
            nadia.post(&vaststellen, &[("versie", "1")]).await.expect(303).naar,
            done.naar,
            "two clicks, one act"
        );

        let plan = plannen(&app).await.remove(0);
        let ondertekenen = format!("/plannen/{}/ondertekenen", plan.id);
        nadia.get(&ondertekenen).await.expect_text("Plan laten ondertekenen");
        let wrong = [("wijze", "scherm"), ("akkoord", "ja"), ("naam", " "), ("datum", "2026-11-24"), ("versie", "2")];
        nadia.post(&ondertekenen, &wrong).await.expect(422).says("Vul de naam in van wie tekent.");
        let klik = [("wijze", "scherm"), ("naam", "J. van der Meer"), ("datum", "2026-11-23"), ("versie", "2")];
        nadia.post(&ondertekenen, &klik).await.expect(422).says("Laat wie tekent hier zelf een vinkje zetten.");
        let tomorrow = [
            ("wijze", "scherm"),
            ("akkoord", "ja"),
            ("naam", "J. van der Meer"),
            ("datum", "2026-11-24"),
            ("versie", "2"),
        ];
        nadia.post(&ondertekenen, &tomorrow).await.expect(422).says("niet na vandaag");
        let signed = [
            ("wijze", "scherm"),
            ("akkoord", "ja"),
            ("naam", "J. van der Meer"),
            ("datum", "2026-11-23"),
            ("versie", "2"),
        ];
        let done = nadia.post(&ondertekenen, &signed).await.expect(303);
        assert_eq!(nadia.post(&ondertekenen, &signed).await.expect(303).naar, done.naar);
        nadia.get(&done.naar).await.expect_text("op het scherm door J. van der Meer; vastgelegd door Nadia el Amrani");

        let tijdlijn = nadia.get(&format!("/klanten/{}?soort=plan", app.johan)).await;
        tijdlijn.expect_text("Plan van aanpak vastgesteld").says("Plan van aanpak ondertekend");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, plan.id.uuid()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        assert_eq!(acts, ["plan.opgesteld", "plan.vastgesteld", "plan.ondertekend"]);
        assert!(regels.iter().all(|regel| !regel.details.contains("hovenier")), "no free text in the log");
        assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    }
}

/// Makes and establishes a plan with Johan; gives it.
async fn vastgesteld(app: &TestApp) -> Plan {
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/plan/opstellen", app.johan);
    nadia.post(&pad, &form(ID, "0", "Een baan als hovenier.")).await.expect(303);
    let id = plannen(app).await[0].id;
    nadia.post(&format!("/plannen/{id}/vaststellen"), &[("versie", "1")]).await.expect(303);
    plannen(app).await.remove(0)
}

#[tokio::test]
async fn a_step_is_added_without_script_and_nothing_typed_is_lost() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/plan/opstellen", app.johan);
    nadia.get(&pad).await.expect_text(&format!("formaction=\"{pad}#veld-stap4_wat\""));
    let mut typed = form(ID, "0", "Een baan als hovenier.");
    typed[13].1 = "Nog te bedenken";
    typed.push(("actie", "stap"));
    let page = nadia.post(&pad, &typed).await.expect_text("name=\"stap4_wat\"").says("Nog te bedenken");
    let page = page.says("value=\"Pasmatch\"").says("<option value=\"ander\" selected>").says("value=\"2027-01-15\"");
    page.says(&format!("value=\"{ID}\"")).says("name=\"rijen\" value=\"4\"");
    assert!(plannen(&app).await.is_empty());
    // The last row there can be.
    typed[2].1 = "12";
    let page = nadia.post(&pad, &typed).await.expect_text("name=\"stap12_wat\"");
    assert!(!page.text.contains("Stap toevoegen"));
}

#[tokio::test]
async fn every_error_at_once_each_at_its_field() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/klanten/{}/plan/opstellen", app.johan);
    let wrong = [
        ("id", ID),
        ("versie", "0"),
        ("soort", ""),
        ("doel", " "),
        ("stap1_wat", ""),
        ("stap1_wie", "ander"),
        ("stap1_voor", "2062-01-01"),
        ("plichten", ""),
        ("evaluatie", "2026-11-23"),
    ];
    nadia
        .post(&pad, &wrong)
        .await
        .expect(422)
        .says("7 fouten")
        .says("Kies werk of participatie.")
        .says("Schrijf op waar het plan naartoe werkt.")
        .says("Schrijf op wat er gebeurt.")
        .says("Vul in wie deze stap doet.")
        .says("Controleer het jaar.")
        .says("Schrijf op welke rechten en plichten erbij horen")
        .says("Kies voor de evaluatie een datum na vandaag.");
    let leeg = [("id", ID), ("versie", "0"), ("doel", "Werk."), ("plichten", "Ja."), ("evaluatie", "nooit")];
    nadia.post(&pad, &leeg).await.expect(422).says("3 fouten").says("Een plan heeft ten minste één stap");
    nadia.post(&pad, &[("versie", "x")]).await.expect(403);
    assert!(plannen(&app).await.is_empty());
}

#[tokio::test]
async fn a_step_is_done_and_taken_back() {
    for app in both().await {
        let plan = vastgesteld(&app).await;
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let stap = format!("/planstappen/{}", plan.inhoud.stappen[0].id);
        let done = nadia.post(&stap, &[("stand", "klaar"), ("versie", "2")]).await.expect(303);
        nadia.get(&done.naar).await.expect_text("Klaar op 23 november 2026").says("name=\"stand\" value=\"open\"");
        assert_eq!(nadia.post(&stap, &[("stand", "klaar"), ("versie", "2")]).await.expect(303).naar, done.naar);
        // Piet has the page of before it.
        piet.post(&stap, &[("stand", "vervallen"), ("versie", "2")]).await.expect(409);
        piet.post(&stap, &[("stand", "weg"), ("versie", "3")]).await.expect(400);
        let tijdlijn = nadia.get(&format!("/klanten/{}", app.johan)).await.expect_text("Stap uit het plan klaar");
        tijdlijn.says("Aanmelden bij het taalcafé");
        let back = nadia.post(&stap, &[("stand", "open"), ("versie", "3")]).await.expect(303);
        nadia.get(&back.naar).await.expect_text("De stap staat weer open.");
        assert_eq!(plannen(&app).await[0].open_stappen().count(), 2);
    }
}

#[tokio::test]
async fn a_new_version_takes_the_place_of_the_former_and_back() {
    for app in both().await {
        let eerste = vastgesteld(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/plan", app.johan);
        let stap = format!("/planstappen/{}", eerste.inhoud.stappen[0].id);
        nadia.post(&stap, &[("stand", "klaar"), ("versie", "2")]).await.expect(303);
        let page = nadia.get(&format!("{pad}/opstellen")).await.expect_text("Nieuwe versie van het plan");
        let page = page.says("Een baan als hovenier.").says("Proefplaats zoeken");
        assert!(!page.text.contains("taalcafé"), "a step that is done is not taken along");
        let tweede = form(ANDER_ID, "0", "Een contract voor halve dagen.");
        nadia.post(&format!("{pad}/opstellen"), &tweede).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("Concept van versie 2").says("Plan van aanpak, versie 1");
        assert_eq!(page.text.matches("nl-button--primary").count(), 2, "in the head, and to establish the concept");
        let vaststellen = format!("/plannen/{ANDER_ID}/vaststellen");
        let done = nadia.post(&vaststellen, &[("versie", "1")]).await.expect(303);
        nadia.get(&done.naar).await.expect_text("Plan van aanpak, versie 2").says("vervangen");
        nadia
            .get(&format!("/plannen/{}", eerste.id))
            .await
            .expect_text("Dit is een eerdere versie.")
            .says("Een baan als hovenier.");
        let codes = |plannen: &[Plan]| plannen.iter().map(|plan| plan.stand.code()).collect::<Vec<_>>();
        assert_eq!(codes(&plannen(&app).await), ["vervangen", "vastgesteld"]);
        nadia.post(&format!("/plannen/{}/herstellen", eerste.id), &[("versie", "4")]).await.expect(409);
        let back = nadia.post(&format!("/plannen/{ANDER_ID}/herstellen"), &[("versie", "2")]).await.expect(303);
        nadia.get(&back.naar).await.expect_text("De laatste stap met het plan is teruggedraaid.");
        assert_eq!(codes(&plannen(&app).await), ["vastgesteld", "concept"]);
        // The former cannot become a concept too.
        nadia.post(&format!("/plannen/{}/herstellen", eerste.id), &[("versie", "5")]).await.expect(409);
    }
}

#[tokio::test]
async fn a_plan_ends_and_that_is_taken_back() {
    for app in both().await {
        let plan = vastgesteld(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let beeindigen = format!("/plannen/{}/beeindigen", plan.id);
        let fields = [("toelichting", "Johan vond werk."), ("versie", "2")];
        let done = nadia.post(&beeindigen, &fields).await.expect(303);
        assert_eq!(nadia.post(&beeindigen, &fields).await.expect(303).naar, done.naar);
        let page = nadia.get(&done.naar).await.expect_text("Het plan is beëindigd.").says("Johan vond werk.");
        page.says("Einde terugdraaien").says("Nieuwe versie maken");
        let back = nadia.post(&format!("/plannen/{}/herstellen", plan.id), &[("versie", "3")]).await.expect(303);
        nadia.get(&back.naar).await.expect_text("Plan van aanpak, versie 1");
    }
}

#[tokio::test]
async fn two_people_write_one_concept_and_nothing_is_lost() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/plan/opstellen", app.johan);
        let eerste = form(ID, "0", "Een baan als hovenier.");
        nadia.get(&pad).await.expect(200);
        piet.get(&pad).await.expect(200);
        let (een, twee) = tokio::join!(nadia.post(&pad, &eerste), nadia.post(&pad, &eerste));
        assert_eq!(een.expect(303).naar, twee.expect(303).naar, "sent twice, one concept");
        assert_eq!(plannen(&app).await.len(), 1);
        // Piet began before there was a concept.
        let mut van_piet = form(ANDER_ID, "0", "Vrijwilligerswerk.");
        van_piet[10].1 = "klantmanager";
        van_piet[11].1 = "";
        let page = piet.post(&pad, &van_piet).await.expect(409).says("Nadia el Amrani heeft dit intussen gewijzigd.");
        let page = page.says("Een baan als hovenier.").says("Vrijwilligerswerk.").says("Stap 2: Wie doet dit");
        let page = page.says("Iemand anders").says("De klantmanager");
        assert!(!page.text.contains("name=\"kies_stap3_wat\""), "rows that are empty in both are left out");
        let mut keuze: Vec<(String, String)> = van_piet
            .iter()
            .filter(|(naam, _)| !["id", "versie", "rijen"].contains(naam))
            .map(|(naam, waarde)| (format!("mijn_{naam}"), (*waarde).to_owned()))
            .collect();
        keuze.extend(van_piet.iter().skip(3).map(|(naam, _)| (format!("kies_{naam}"), "mijn".to_owned())));
        keuze.push(("versie".to_owned(), "1".to_owned()));
        let keuze: Vec<(&str, &str)> = keuze.iter().map(|(naam, waarde)| (naam.as_str(), waarde.as_str())).collect();
        piet.post(&pad, &keuze).await.expect(303);
        let nu = plannen(&app).await.remove(0);
        assert_eq!((nu.inhoud.doel.as_str(), nu.versie, nu.id.to_string().as_str()), ("Vrijwilligerswerk.", 2, ID));
        // Nadia goes on with what she had open; Piet establishes it meanwhile.
        nadia.post(&pad, &form(ID, "1", "Een baan als tuinman.")).await.expect(409);
        piet.post(&format!("/plannen/{}/vaststellen", nu.id), &[("versie", "2")]).await.expect(303);
        let page = nadia.post(&pad, &form(ID, "2", "Een baan als tuinman.")).await.expect(422);
        let page = page.says("Dit plan is al vastgesteld; maak een nieuwe versie").says("Een baan als tuinman.");
        page.says("name=\"versie\" value=\"0\"");
    }
}

/// Nadia types, the line breaks; in the afternoon she goes on where she was.
#[tokio::test]
async fn what_is_typed_is_kept() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let pad = format!("/klanten/{}/plan/opstellen", app.johan);
        let concept = format!("/klanten/{}/plan/concept", app.johan);
        nadia.get(&pad).await.expect_text(&format!("data-concept=\"{concept}\""));
        nadia.post(&concept, &form(ID, "0", "Een baan als")).await.expect(204);
        let mut later = form(ID, "0", "Een baan als hovenier.");
        later.push(("actie", "concept"));
        let answer = nadia.post(&pad, &later).await.expect(303);
        nadia.get(&answer.naar).await.expect_text("Het concept is bewaard.");
        let page = nadia.get(&pad).await.expect_text("Een baan als hovenier.").says("Concept bewaard op 23 nov");
        let page = page.says("Proefplaats zoeken").says("value=\"2027-01-15\"");
        assert!(!page.text.contains(ID), "a new form makes a new plan");
        let page = piet.get(&pad).await.expect_text("Nadia el Amrani schrijft ook aan dit plan");
        assert!(!page.text.contains("hovenier"), "a draft is of one person");
        nadia.post(&pad, &form(ID, "0", "Een baan als hovenier.")).await.expect(303);
        // The last keystrokes arrive after the concept.
        nadia.post(&concept, &form(ID, "0", "Een baan als hov")).await.expect(409);
        nadia.get(&pad).await.expect_text("Een baan als hovenier.").says("name=\"versie\" value=\"1\"");
    }
}

#[tokio::test]
async fn who_must_have_a_plan_is_told_so() {
    for app in both().await {
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let nummer = "104-2218".parse().unwrap();
        let samira = storage::klant::find_by_number(&mut writer, &nummer).await.unwrap().unwrap();
        // Her benefit began on 1 September 2020, the day before she became 27.
        let jong = domain::klant::Klant { geboortedatum: date(1993, 9, 2), ..samira.clone() };
        storage::klant::update(&mut writer, &jong, None, crate::testing::NU.parse().unwrap()).await.unwrap();
        let regel = domain::logboek::Regel {
            moment: crate::testing::NU.parse().unwrap(),
            gebruiker: None,
            handeling: "klant.gewijzigd",
            object: None,
            klant: Some(samira.id),
            doel: domain::logboek::Doel::Beheer,
            details: "{}".to_owned(),
        };
        writer.commit(regel, &[]).await.unwrap();
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&format!("/klanten/{}/plan", samira.id)).await.expect_text("verplicht bij toekenning");
        page.says("hoort bij het besluit tot toekenning").says("PW 44 lid 4");
        // Johan gets an exemption under PW 9a: half a year to make a plan.
        let exemption = [
            ("grondslag", "pw_9a"),
            ("verplichtingen", "a"),
            ("reden", "zorgtaken"),
            ("ingang", "2026-11-01"),
            ("einde", "2027-10-31"),
            ("kind", "2024-06-15"),
        ];
        nadia.post(&format!("/klanten/{}/ontheffingen/verlenen", app.johan), &exemption).await.expect(303);
        let pad = format!("/klanten/{}/plan", app.johan);
        nadia
            .get(&pad)
            .await
            .expect_text("verplicht op 1 mei 2027")
            .says("Een plan is verplicht, uiterlijk 1 mei 2027.");
        let mut late = form(ID, "0", "Rust en daarna een opleiding.");
        late[17].1 = "2027-05-24";
        let opstellen = format!("{pad}/opstellen");
        nadia.post(&opstellen, &late).await.expect(422).says("kies een datum tot en met 23 mei 2027");
        late[17].1 = "2027-05-23";
        nadia.post(&opstellen, &late).await.expect(303);
        nadia.post(&format!("/plannen/{ID}/vaststellen"), &[("versie", "1")]).await.expect(303);
        let page = nadia
            .get(&pad)
            .await
            .expect_text("Aan de plicht is voldaan.")
            .says("De wet vraagt voor deze klant een plan.");
        assert!(!page.text.contains("(niet verplicht)"), "beside a duty nothing is called free");
        let zonder = [("toelichting", " "), ("versie", "2")];
        nadia
            .post(&format!("/plannen/{ID}/beeindigen"), &zonder)
            .await
            .expect(409)
            .says("Schrijf op waarom het eindigt");
        app.het_is("2027-05-25T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad).await.expect_text("herzien vóór 23 mei 2027").says("Nu samen bekijken");
    }
}

#[tokio::test]
async fn late_steps_stand_in_the_list_of_the_klantmanager() {
    for app in both().await {
        let plan = vastgesteld(&app).await;
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let (nadia, dag) = (app.nadia, date(2026, 12, 14));
        assert_eq!(storage::plan::over_datum(&mut reader, nadia, dag, 10).await.unwrap().len(), 0, "on the day itself");
        let dag = date(2027, 1, 16);
        let late = storage::plan::over_datum(&mut reader, nadia, dag, 50).await.unwrap();
        let seen: Vec<_> = late.iter().map(|regel| (regel.wat.as_str(), regel.wie.as_str(), regel.voor)).collect();
        assert_eq!(
            seen,
            [
                ("Aanmelden bij het taalcafé", "klant", date(2026, 12, 14)),
                ("Proefplaats zoeken", "ander", date(2027, 1, 15)),
            ]
        );
        assert_eq!((late[0].plan, late[0].klant, late[0].naam.as_str()), (plan.id, app.johan, "Johan van der Meer"));
        assert_eq!(storage::plan::over_datum(&mut reader, nadia, dag, 10).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn on_paper_and_as_the_client_reads_it() {
    let app = TestApp::sqlite().await;
    let plan = vastgesteld(&app).await;
    let nadia = app.log_in("n.elamrani").await;
    let page = nadia.get(&format!("/plannen/{}", plan.id)).await.expect_text("Wat doen wij daarvoor?");
    let page = page.says("Dit doet Pasmatch, uiterlijk op 15 januari 2027.").says("U werkt mee aan dit plan.");
    assert!(!page.text.contains("kb-klantkop\""), "the file of the client is not on it");
    let pdf = nadia.get(&format!("/plannen/{}/plan.pdf", plan.id)).await.expect(200);
    assert!(pdf.text.starts_with("%PDF"));
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    assert!(pdf.headers["content-disposition"].to_str().unwrap().contains("plan-van-aanpak-104-2217-versie-1.pdf"));
}

#[tokio::test]
async fn others_cannot() {
    let app = TestApp::sqlite().await;
    let plan = vastgesteld(&app).await;
    let trudy = app.log_in("t.paap").await;
    let sanne = app.log_in("s.bakker").await;
    let klant = format!("/klanten/{}/plan", app.johan);
    let id = format!("/plannen/{}", plan.id);
    let stap = format!("/planstappen/{}", plan.inhoud.stappen[0].id);
    trudy.get(&format!("/klanten/{}/plan", app.tine)).await.expect(200);
    for pad in [
        klant.clone(),
        format!("{klant}/opstellen"),
        id.clone(),
        format!("{id}/plan.pdf"),
        format!("{id}/ondertekenen"),
    ] {
        trudy.get(&pad).await.expect(404);
        sanne.get(&pad).await.expect(403);
    }
    let fields = form(ANDER_ID, "0", "Iets anders.");
    trudy.post(&format!("{klant}/opstellen"), &fields).await.expect(404);
    trudy.post(&format!("{klant}/concept"), &fields).await.expect(404);
    for act in ["vaststellen", "beeindigen", "herstellen"] {
        trudy.post(&format!("{id}/{act}"), &[("versie", "2")]).await.expect(404);
        sanne.post(&format!("{id}/{act}"), &[("versie", "2")]).await.expect(403);
    }
    trudy.post(&stap, &[("versie", "2"), ("stand", "klaar")]).await.expect(404);
    let signed = [("wijze", "papier"), ("datum", "2026-11-23"), ("versie", "2")];
    trudy.post(&format!("{id}/ondertekenen"), &signed).await.expect(404);
    assert_eq!(plannen(&app).await, std::slice::from_ref(&plan));
    // The id of Johan's plan makes none for Samira.
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let samira = storage::klant::find_by_number(&mut reader, &"104-2218".parse().unwrap()).await.unwrap().unwrap();
    let nadia = app.log_in("n.elamrani").await;
    nadia.post(&format!("/klanten/{}/plan/opstellen", samira.id), &form(ID, "0", "Iets.")).await.expect(404);
}
