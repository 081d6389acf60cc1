//! Stories about planning many conversations at once, on both databases.

mod kwartaal;
mod ronde;

use std::collections::BTreeSet;

use domain::{
    contactnorm::twee_gesprekken,
    datum::{Periode, plaatselijk},
    gemeente::Gemeente,
    id::KlantId,
    werkrooster::{Afwezigheid, SoortAfwezigheid, Tijdvak, Werkrooster},
};
use jiff::civil::{Date, date, time};
use storage::{caseload, contactnorm, gesprek, herberekening, sluitingsdag, werkrooster};
use uuid::Uuid;

use crate::{
    omgeving::Omgeving,
    testing::{Antwoord, Browser, TestApp, both},
};

fn kenmerk<T: From<Uuid>>() -> T {
    Omgeving::machine().nieuw_id()
}

/// Nadia works from nine to five with an hour's break, not on Wednesdays; everybody is to be spoken to twice a year; the
/// closing days of 2026 are known.
async fn nadia_werkt(app: &TestApp) {
    let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
    contactnorm::insert(&mut writer, kenmerk(), &twee_gesprekken(date(2020, 1, 1))).await.unwrap();
    herberekening::start(&mut writer, app.nu()).await.unwrap();
    let dag = Tijdvak::nieuw(time(9, 0, 0, 0), time(17, 0, 0, 0)).ok();
    let rooster = Werkrooster {
        dagen: [dag, dag, None, dag, dag, None, None],
        pauze: Tijdvak::nieuw(time(12, 0, 0, 0), time(13, 0, 0, 0)).ok(),
        geldig: Periode::vanaf(date(2026, 1, 1)),
    };
    werkrooster::insert(&mut writer, kenmerk(), app.nadia, &rooster).await.unwrap();
    sluitingsdag::set(&mut writer, 2026, 0, &[(date(2026, 12, 24), "Kerstavond".to_owned())]).await.unwrap();
    writer.commit(app.regel("proef.ingericht"), &[]).await.unwrap();
    while herberekening::stap(&app.database, Gemeente::HAARLEM, app.nu()).await.unwrap() {}
}

/// What the form is filled in with: conversations of an hour in a period.
fn velden<'a>(van: &'a str, tot: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("soort", "participatiegesprek"),
        ("duur", "60"),
        ("plaats", "kamer 2.14"),
        ("van", van),
        ("tot", tot),
        ("per_dag", "4"),
    ]
}

async fn voorstel(wie: &Browser<'_>, velden: &[(&str, &str)]) -> Antwoord {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(velden);
    wie.get(&format!("/planning/voorstel?{}", query.finish())).await
}

/// The values of the inputs with a name.
fn waarden(page: &Antwoord, naam: &str) -> Vec<String> {
    let mark = format!("name=\"{naam}\" value=\"");
    page.text.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Confirms a proposal with everybody who is in it.
async fn bevestig(wie: &Browser<'_>, velden: &[(&str, &str)], page: &Antwoord) -> Antwoord {
    let (ronde, rijen) = (waarden(page, "ronde"), waarden(page, "plan"));
    let mut form = velden.to_vec();
    form.push(("ronde", &ronde[0]));
    form.extend(rijen.iter().map(|rij| ("plan", rij.as_str())));
    wie.post("/planning", &form).await
}

async fn dagen_van(app: &TestApp, klant: KlantId) -> Vec<Date> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let gesprekken = gesprek::of_klant(&mut reader, klant).await.unwrap();
    gesprekken.iter().map(|gesprek| plaatselijk(gesprek.moment).date()).collect()
}

/// The three clients of Nadia.
async fn klanten(app: &TestApp) -> Vec<KlantId> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let filter = caseload::Filter { klantmanager: Some(app.nadia), ..caseload::Filter::default() };
    let dag = caseload::Peildag::gewoon(date(2026, 11, 23));
    let pagina = caseload::page(&mut reader, &filter, dag, None, 50).await.unwrap();
    pagina.regels.iter().map(|regel| regel.klant).collect()
}

#[tokio::test]
async fn nadia_plans_a_week_from_her_list() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let lijst = nadia.get("/caseload?contact=niet-gepland&wijk=Schalkwijk").await.expect_text("Gesprekken plannen");
        let pad = format!("/planning?klantmanager={}&amp;wijk=Schalkwijk&amp;contact=niet-gepland", app.nadia);
        let lijst = lijst.says(&pad.replace("&amp;", "&#38;"));
        assert!(lijst.text.contains("Johan"));
        let form = nadia.get(&pad.replace("&amp;", "&")).await.expect_text("<strong>3</strong> klanten");
        form.says("name=\"wijk\" value=\"Schalkwijk\"").says("name=\"van\" type=\"date\" value=\"2026-11-30\"");
        // Monday to Friday, no Wednesday: three people on three of four days.
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await.expect_text("Maandag 30 november").says("09.00");
        let page = page.says("na de uiterste datum").says("29 sep 2020").says("In de agenda van Nadia el Amrani");
        assert!(!page.text.contains("Woensdag"), "{}", page.text);
        let naar = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        assert_eq!(bevestig(&nadia, &velden, &page).await.expect(303).naar, naar, "sent twice, planned once");
        let page = nadia.get(&naar).await.expect_text("3 gesprekken gepland").says("3 klanten weten nog niet");
        page.says("Johan van der Meer").says("maandag 30 nov 2026, 09.00 uur");
        let mut dagen = BTreeSet::new();
        for klant in klanten(&app).await {
            let op = dagen_van(&app, klant).await;
            assert_eq!(op.len(), 1);
            dagen.extend(op);
        }
        assert_eq!(dagen.len(), 3, "each on another day: {dagen:?}");
        nadia.get("/caseload").await.expect_text("30 nov 2026 09.00");
        // Who closes the page finds the round again, and sees that nobody was invited.
        let later = nadia.get("/planning").await.expect_text("Eerder gepland").says(&naar);
        later.says("3 gepland, 3 nog niet uitgenodigd");
        nadia.get("/vandaag").await.expect_text("Gepland, nog niet uitgenodigd").says("contact=niet-uitgenodigd");
        app.log_in("p.devries")
            .await
            .get("/planning")
            .await
            .expect_text("3 nog niet uitgenodigd")
            .says("Nadia el Amrani");
        assert!(!app.log_in("p.smit").await.get("/planning").await.text.contains("Eerder gepland"), "another diary");
        assert!(!app.log_in("t.paap").await.get("/planning").await.text.contains(&naar), "another town");
        nadia.get(&pad.replace("&amp;", "&")).await.expect_text("Niemand om in te plannen");
    }
}

/// What is written for many at once is what is derived for one.
#[tokio::test]
async fn the_derived_row_of_each_client_is_right_and_so_is_the_log() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await;
        bevestig(&nadia, &velden, &page).await.expect(303);
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        for klant in klanten(&app).await {
            let at_once = caseload::find(&mut writer, klant).await.unwrap();
            storage::klantstand::refresh(&mut writer, klant).await.unwrap();
            assert_eq!(caseload::find(&mut writer, klant).await.unwrap(), at_once);
        }
        drop(writer);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 1_000).await.unwrap();
        let tel = |handeling: &str| regels.iter().filter(|regel| regel.handeling == handeling).count();
        assert_eq!((tel("gesprek.gepland"), tel("planronde.gepland")), (3, 1));
    }
}

#[tokio::test]
async fn nobody_is_planned_on_leave_on_a_holiday_or_behind_a_locked_door() {
    for app in both().await {
        nadia_werkt(&app).await;
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let periode = Periode { van: date(2026, 12, 21), tot_en_met: Some(date(2026, 12, 22)) };
        let verlof = Afwezigheid { periode, soort: SoortAfwezigheid::Verlof };
        werkrooster::insert_afwezigheid(&mut writer, kenmerk(), app.nadia, verlof).await.unwrap();
        writer.commit(app.regel("afwezigheid.gemeld"), &[]).await.unwrap();
        let nadia = app.log_in("n.elamrani").await;
        // Leave on Monday and Tuesday, Wednesday off, closed on Thursday, Christmas on Friday: the Monday after.
        let velden = velden("2026-12-21", "2026-12-28");
        let page = voorstel(&nadia, &velden).await.expect_text("Maandag 28 december").says("3 gesprekken");
        assert_eq!(page.text.matches("<h2 ").count(), 2, "one day only, and inviting: {}", page.text);
        let none = self::velden("2026-12-21", "2026-12-26");
        let none = voorstel(&nadia, &none).await.expect_text("Geen enkel gesprek past");
        none.says("werkt in deze periode op geen enkele dag");
        // Whatever a form says: on leave, on a day off, on Christmas, at night, yesterday.
        for (moment, waarom) in [
            ("2026-12-21T09:00:00", "werkt niet op dit moment"),
            ("2026-12-23T09:00:00", "werkt niet op dit moment"),
            ("2026-12-24T09:00:00", "werkt niet op dit moment"),
            ("2026-12-25T09:00:00", "werkt niet op dit moment"),
            ("2026-12-28T23:30:00", "werkt niet op dit moment"),
            ("2026-11-20T09:00:00", "buiten de gekozen periode"),
        ] {
            let (ronde, rij) = (kenmerk::<Uuid>().to_string(), format!("{}~{moment}", app.johan));
            let mut form = velden.clone();
            form.extend([("ronde", ronde.as_str()), ("plan", rij.as_str())]);
            let naar = nadia.post("/planning", &form).await.expect(303).naar;
            nadia.get(&naar).await.expect_text("Er is niets gepland").says(waarom);
        }
        assert_eq!(dagen_van(&app, app.johan).await, Vec::<Date>::new());
    }
}

#[tokio::test]
async fn without_a_pattern_or_closing_days_that_is_said_first() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let page = voorstel(&nadia, &velden("2026-11-30", "2027-01-08")).await.expect_text("Geen enkel gesprek past");
    page.says(&format!("href=\"/rooster/{}\"", app.nadia))
        .says("Het werkrooster is voor deze periode niet")
        .says("De sluitingsdagen van 2026 zijn nog niet ingevuld")
        .says("De sluitingsdagen van 2027 zijn nog niet ingevuld")
        .says("is in deze periode geen werkrooster bekend");
}

#[tokio::test]
async fn who_was_planned_in_between_is_skipped_and_told() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await;
        // Piet has Johan on the telephone.
        let piet = app.log_in("p.smit").await;
        let wie = app.nadia.to_string();
        let los = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-12-01"),
            ("tijd", "10"),
            ("duur", "60"),
            ("klantmanager", wie.as_str()),
        ];
        piet.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &los).await.expect(303);
        let naar = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        let page = nadia.get(&naar).await.expect_text("2 gesprekken gepland").says("Overgeslagen");
        page.says("een collega was eerder").says(&format!("/klanten/{}/gesprekken/plannen", app.johan));
        assert_eq!(dagen_van(&app, app.johan).await, [date(2026, 12, 1)]);
    }
}

#[tokio::test]
async fn two_people_who_confirm_at_the_same_time_plan_everybody_once() {
    for app in both().await {
        nadia_werkt(&app).await;
        let (nadia, petra) = (app.log_in("n.elamrani").await, app.log_in("p.devries").await);
        let wie = app.nadia.to_string();
        let mut velden = velden("2026-11-30", "2026-12-04");
        velden.push(("klantmanager", &wie));
        let (een, twee) = (voorstel(&nadia, &velden).await, voorstel(&petra, &velden).await);
        let (een, twee) = tokio::join!(bevestig(&nadia, &velden, &een), bevestig(&petra, &velden, &twee));
        let mut gepland = 0;
        for naar in [een.expect(303).naar, twee.expect(303).naar] {
            gepland += nadia.get(&naar).await.expect(200).text.matches(">Openen<").count();
        }
        assert_eq!(gepland, 3);
        for klant in klanten(&app).await {
            assert_eq!(dagen_van(&app, klant).await.len(), 1);
        }
    }
}

#[tokio::test]
async fn a_colleagues_caseload_and_another_town_are_out_of_reach() {
    for app in both().await {
        nadia_werkt(&app).await;
        let (nadia, piet, petra) =
            (app.log_in("n.elamrani").await, app.log_in("p.smit").await, app.log_in("p.devries").await);
        let wie = app.nadia.to_string();
        let mut velden = velden("2026-11-30", "2026-12-04");
        // Petra chooses whose; Piet only ever gets his own, which is empty.
        petra.get("/planning?klantmanager=alle").await.expect_text("Kies een klantmanager");
        voorstel(&petra, &velden).await.expect(422).says("Kies een klantmanager uit uw team");
        let lijst = piet.get(&format!("/caseload?klantmanager={wie}")).await.expect_text("Johan");
        assert!(!lijst.text.contains("Gesprekken plannen"));
        velden.push(("klantmanager", &wie));
        piet.get(&format!("/planning?klantmanager={wie}")).await.expect_text("Niemand om in te plannen");
        let page = voorstel(&petra, &velden).await.expect_text("In de agenda van Nadia el Amrani");
        let naar = bevestig(&piet, &velden, &page).await.expect(303).naar;
        piet.get(&naar).await.expect_text("Er is niets gepland").says("caseload van een ander");
        // A client of Zandvoort in the form: nothing is planned, for anybody.
        let (ronde, eigen) = (kenmerk::<Uuid>().to_string(), waarden(&page, "plan"));
        let vreemd = format!("{}~2026-11-30T15:00:00", app.tine);
        let mut form = velden.clone();
        form.extend([("ronde", ronde.as_str()), ("plan", vreemd.as_str()), ("plan", eigen[0].as_str())]);
        nadia.post("/planning", &form).await.expect(404);
        nadia.get(&format!("/planning/{ronde}")).await.expect(404);
        let trudy = app.log_in("t.paap").await;
        trudy.get(&naar).await.expect(404);
        // Somebody else's round under the same id.
        let page = voorstel(&nadia, &velden).await;
        bevestig(&nadia, &velden, &page).await.expect(303);
        bevestig(&petra, &velden, &page).await.expect(404);
    }
}

#[tokio::test]
async fn odd_input_is_told_at_its_field() {
    let app = TestApp::sqlite().await;
    nadia_werkt(&app).await;
    let nadia = app.log_in("n.elamrani").await;
    for (naam, waarde, tekst) in [
        ("van", "2026-11-23", "Kies morgen of later"),
        ("van", "2026-10-01", "Kies morgen of later"),
        ("van", "2031-01-01", "meer dan een jaar vooruit"),
        ("tot", "2026-11-20", "al voorbij"),
        ("tot", "2026-11-25", "ligt vóór de eerste"),
        ("tot", "2028-11-25", "langer dan een half jaar"),
        ("tot", "morgen", "Vul een bestaande datum in"),
        ("soort", "koffie", "Kies een soort gesprek"),
        ("duur", "9999999999999999999", "Kies hoe lang"),
        ("per_dag", "0", "getal van 1 tot en met 12"),
        ("per_dag", "-1", "getal van 1 tot en met 12"),
    ] {
        let mut velden = velden("2026-11-30", "2026-12-04");
        velden.iter_mut().filter(|(sleutel, _)| *sleutel == naam).for_each(|veld| veld.1 = waarde);
        voorstel(&nadia, &velden).await.expect(422).says(tekst);
    }
    let velden = velden("2026-11-30", "2026-12-04");
    let ronde = kenmerk::<Uuid>().to_string();
    let met = |rij: &'static str| {
        let mut form = velden.clone();
        form.extend([("ronde", ronde.clone().leak() as &str), ("plan", rij)]);
        form
    };
    nadia.post("/planning", &met("onzin")).await.expect(400).says("niet te lezen");
    nadia.post("/planning", &velden).await.expect(403);
    let mut niemand = velden.clone();
    niemand.push(("ronde", &ronde));
    nadia.post("/planning", &niemand).await.expect(422).says("Er is niemand gekozen");
    nadia.get("/planning/voorstel?van=%FF&klantmanager=x&soort=").await.expect(422);
    nadia.get("/planning/geen-kenmerk").await.expect(404);
    // The same client twice: the first moment counts.
    let rijen = ["2026-12-01T09:00:00", "2026-11-30T13:00:00"].map(|moment| format!("{}~{moment}", app.johan));
    let mut dubbel = niemand.clone();
    dubbel.extend(rijen.iter().map(|rij| ("plan", rij.as_str())));
    nadia.post("/planning", &dubbel).await.expect(303);
    assert_eq!(dagen_van(&app, app.johan).await, [date(2026, 11, 30)]);
}

#[tokio::test]
async fn where_there_is_one_room_nobody_is_planned_while_piet_sits_in_it() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let dag = ("2026-11-30", "2026-11-30");
        let met = |kamers: &'static str, plaats: &'static str| {
            let mut form = velden(dag.0, dag.1);
            form.retain(|(naam, _)| *naam != "plaats");
            form.extend([("plaats", plaats), ("kamers", kamers)]);
            form
        };
        let piet = {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            let alle = storage::gebruiker::list(&mut reader).await.unwrap();
            alle.into_iter().find(|g| g.naam == "Piet Smit").unwrap().id.to_string()
        };
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", dag.0),
            ("tijd", "9.30"),
            ("duur", "60"),
            ("plaats", "Zijlpoort"),
            ("klantmanager", piet.as_str()),
        ];
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", klanten(&app).await[0]), &plan).await.expect(303);
        voorstel(&nadia, &met("", "Zijlpoort")).await.expect_text("09.00");
        let page = voorstel(&nadia, &met("1", "Zijlpoort")).await.expect(200);
        let page = page.says("10.30");
        assert!(!page.text.contains("09.00") && !page.text.contains("10.00"), "Piet has the room till half past ten");
        // However it is typed, it is the same place.
        let zelfde = voorstel(&nadia, &met("1", " zijlPOORT ")).await.expect(200);
        assert!(!zelfde.text.contains("09.00") && !zelfde.text.contains("10.00"), "one place");
        voorstel(&nadia, &met("2", "Zijlpoort")).await.expect_text("09.00");
        voorstel(&nadia, &met("1", "Raadhuis")).await.expect_text("09.00");
        bevestig(&nadia, &met("1", "Zijlpoort"), &page).await.expect(303);
        nadia.get(&format!("/planning?{}", "kamers=veel&plaats=x")).await.expect(200);
        voorstel(&nadia, &met("0", "Zijlpoort")).await.expect(422).says("getal van 1 tot en met 500");
        voorstel(&nadia, &met("1", "")).await.expect(422).says("Vul ook de plaats in");
    }
}

/// Planning one conversation shows the days on which Nadia works, with the places that are free: not Wednesday, not Christmas
/// Eve, not while somebody sits there already.
#[tokio::test]
async fn planning_one_conversation_shows_the_diary() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/gesprekken/plannen", app.johan);
        let id = app.nadia.to_string();
        let plan = [
            ("soort", "participatiegesprek"),
            ("datum", "2026-11-24"),
            ("tijd", "10"),
            ("duur", "60"),
            ("klantmanager", &id),
        ];
        nadia.post(&pad, &plan).await.expect(303);
        let page =
            nadia.get(&pad).await.expect_text("Agenda van Nadia el Amrani").says("bezet 10.00\u{2060}–\u{2060}11.00");
        let page = page.says("value=\"2026-11-24 09.00\"").says("value=\"2026-11-24 11.00\"");
        assert!(!page.text.contains("value=\"2026-11-24 10.00") && !page.text.contains("value=\"2026-11-25 "));
        // A place that is clicked keeps whatever was typed, and plans nothing yet.
        let getypt = [
            ("plek", "2026-11-24 11.00"),
            ("soort", "klantbeeldgesprek"),
            ("duur", "60"),
            ("plaats", "wijkcentrum"),
            ("tolk", "Turks"),
            ("klantmanager", &id),
        ];
        let gekozen = nadia.post(&pad, &getypt).await.expect(200).says("value=\"2026-11-24\"").says("value=\"11.00\"");
        gekozen.says("wijkcentrum").says("Turks").says("<option value=\"klantbeeldgesprek\" selected>");
        assert_eq!(of_klant(&app, app.johan).await.len(), 1);
        // The list was of an hour with Nadia; three hours do not fit there.
        let mut lang = getypt;
        lang[2].1 = "180";
        nadia.post(&pad, &lang).await.expect(422).says("Op deze tijd is Nadia el Amrani niet vrij");
        lang[0].1 = "zoeken";
        nadia.post(&pad, &lang).await.expect(200).says("Opnieuw zoeken met wat u invulde");
        let kerst = nadia.post(&pad, &[("datum", "2026-12-24")]).await.expect(422).says("value=\"2026-12-22 ");
        assert!(!kerst.text.contains("value=\"2026-12-24 "), "closed on Christmas Eve");
        kerst.says("De sluitingsdagen van 2027 zijn nog niet ingevuld");
    }
}

/// Johan stands on the list for a participatiegesprek already: the round gives that one its time. Of the two others the list has
/// one for another kind, and one needs an interpreter.
#[tokio::test]
async fn who_stands_on_the_list_gets_that_conversation_and_an_interpreter_comes_along() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let anderen: Vec<KlantId> = klanten(&app).await.into_iter().filter(|klant| *klant != app.johan).collect();
        let id = app.nadia.to_string();
        for (klant, soort) in [(app.johan, "participatiegesprek"), (anderen[0], "driegesprek")] {
            let lijst = [("soort", soort), ("voor", "2026-12-20"), ("duur", "60"), ("klantmanager", id.as_str())];
            nadia.post(&format!("/klanten/{klant}/gesprekken/op-de-lijst"), &lijst).await.expect(303);
        }
        let wacht = of_klant(&app, app.johan).await.pop().unwrap();
        {
            let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
            let mut klant = storage::klant::find(&mut writer, anderen[1]).await.unwrap().unwrap();
            klant.contact.tolk = "Tigrinya".to_owned();
            storage::klant::update(&mut writer, &klant, None, app.nu()).await.unwrap();
            writer.commit(app.regel("proef.ingericht"), &[]).await.unwrap();
        }
        let velden = velden("2026-11-30", "2026-12-04");
        let page = voorstel(&nadia, &velden).await.expect(200);
        let ronde = bevestig(&nadia, &velden, &page).await.expect(303).naar;
        nadia
            .get(&ronde)
            .await
            .expect_text("2 gesprekken gepland")
            .says("Staat op de lijst voor een ander soort gesprek");
        let nu = of_klant(&app, app.johan).await;
        assert_eq!((nu.len(), nu[0].id, nu[0].stand.code()), (1, wacht.id, "gepland"), "no second one");
        assert_eq!(of_klant(&app, anderen[0]).await[0].stand.code(), "te_plannen");
        let gesprek = of_klant(&app, anderen[1]).await.pop().unwrap();
        assert_eq!(gesprek.tolk, "Tigrinya");
        nadia.get(&format!("/gesprekken/{}", gesprek.id)).await.expect_text("Tigrinya");
        nadia.get(&format!("/klanten/{}/gesprekken/plannen", anderen[1])).await.expect_text("value=\"Tigrinya\"");
    }
}

async fn of_klant(app: &TestApp, klant: KlantId) -> Vec<domain::gesprek::Gesprek> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    storage::gesprek::of_klant(&mut reader, klant).await.unwrap()
}
