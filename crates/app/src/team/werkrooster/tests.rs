//! Stories about working days, on both databases.

use domain::id::GebruikerId;
use jiff::civil::date;

use crate::testing::{Browser, TestApp, both};

/// Four days of eight hours from half past eight on, Wednesdays off.
fn vier_dagen<'a>(id: &'a str, versie: &'a str, ingang: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut velden = vec![("id", id), ("versie", versie), ("ingang", ingang), ("wo_van", ""), ("wo_tot", "")];
    for (van, tot) in [("ma_van", "ma_tot"), ("di_van", "di_tot"), ("do_van", "do_tot"), ("vr_van", "vr_tot")] {
        velden.extend([(van, "8.30"), (tot, "17:00")]);
    }
    velden.extend([("pauze_van", "12.30"), ("pauze_tot", "13")]);
    velden
}

fn kenmerk() -> String {
    crate::omgeving::Omgeving::machine().nieuw_id::<uuid::Uuid>().to_string()
}

async fn vul_in(wie: &Browser<'_>, van: GebruikerId) {
    let pad = format!("/rooster/{van}/wijzigen");
    wie.post(&pad, &vier_dagen(&kenmerk(), "0", "2026-01-01")).await.expect(303);
}

#[tokio::test]
async fn nadia_fills_in_her_days_and_changes_them_from_a_day_on() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("Mijn werkdagen");
        nadia.get("/rooster").await.expect_text("Nog geen werkrooster").says("Werkrooster invullen");
        let pad = format!("/rooster/{}/wijzigen", app.nadia);
        let id = kenmerk();
        let velden = vier_dagen(&id, "0", "2026-11-01");
        nadia.post(&pad, &velden).await.expect(303);
        nadia.post(&pad, &velden).await.expect(303);
        nadia.get("/rooster").await.expect_text("32 uur per week").says("8.30 tot 17.00").says("vrij");
        // Less from January on; until then the old one counts.
        let mut minder = vier_dagen("", "1", "2027-01-01");
        let later = kenmerk();
        minder[0].1 = &later;
        minder.retain(|(naam, _)| !naam.starts_with("ma_"));
        nadia.post(&pad, &minder).await.expect(303);
        let page = nadia.get("/rooster").await.expect_text("32 uur per week");
        page.says("Vanaf 1 januari 2027: 24 uur per week");
        // On the same first day the later one counts.
        let nieuwer = kenmerk();
        nadia.post(&pad, &vier_dagen(&nieuwer, "2", "2027-01-01")).await.expect(303);
        nadia.get("/rooster").await.expect_text("Vanaf 1 januari 2027: 32 uur per week");
        // A page that was opened before somebody else changed it.
        let te_laat = kenmerk();
        nadia.post(&pad, &vier_dagen(&te_laat, "2", "2027-02-01")).await.expect(409);
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_said_at_its_field() {
    let app = TestApp::sqlite().await;
    let nadia = app.log_in("n.elamrani").await;
    let pad = format!("/rooster/{}/wijzigen", app.nadia);
    let id = kenmerk();
    for (naam, waarde, tekst) in [
        ("ma_tot", "8.00", "De eindtijd moet na de begintijd liggen"),
        ("ma_tot", "", "Vul ook de eindtijd in"),
        ("ma_van", "half negen", "Vul een tijd in"),
        ("ma_van", "25.00", "Vul een tijd in"),
        ("ingang", "31-2-2026", "Vul een bestaande datum in"),
        ("ingang", "2036-01-01", "twee jaar vooruit"),
        ("ingang", "1950-01-01", "te lang geleden"),
    ] {
        let mut velden = vier_dagen(&id, "0", "2026-01-01");
        velden.iter_mut().filter(|(sleutel, _)| *sleutel == naam).for_each(|veld| veld.1 = waarde);
        nadia.post(&pad, &velden).await.expect(422).says(tekst);
    }
    let leeg = [("id", id.as_str()), ("versie", "0"), ("ingang", "2026-01-01")];
    nadia.post(&pad, &leeg).await.expect(422).says("ten minste één werkdag");
    let weg = format!("/rooster/{}/afwezigheid", app.nadia);
    let melding = |van, tot| vec![("id", id.as_str()), ("van", van), ("tot", tot), ("soort", "verlof")];
    nadia.post(&weg, &melding("2026-12-24", "2026-12-21")).await.expect(422).says("ligt vóór de eerste");
    nadia.post(&weg, &melding("9999-12-31", "")).await.expect(422).says("twee jaar vooruit");
    nadia.post(&weg, &melding("", "")).await.expect(422).says("Vul een bestaande datum in");
    nadia.get("/rooster").await.expect_text("Nog geen werkrooster").says("Geen afwezigheid genoteerd");
}

#[tokio::test]
async fn leave_is_noted_taken_back_and_put_back() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let id = kenmerk();
        let velden = [("id", id.as_str()), ("van", "2026-12-21"), ("tot", "2026-12-24"), ("soort", "ziekte")];
        let pad = format!("/rooster/{}/afwezigheid", app.nadia);
        let naar = nadia.post(&pad, &velden).await.expect(303).naar;
        nadia.post(&pad, &velden).await.expect(303);
        let nog_eens = kenmerk();
        let dubbel = [("id", nog_eens.as_str()), velden[1], velden[2], velden[3]];
        nadia.post(&pad, &dubbel).await.expect(409).says("Deze dagen staan er al");
        let page = nadia.get(&naar).await.expect_text("De afwezigheid is genoteerd").says("Ziekte");
        assert_eq!(page.text.matches("21 dec 2026 tot en met 24 dec 2026</th>").count(), 1, "sent twice, noted once");
        let weg = format!("/afwezigheid/{id}/intrekken");
        let naar = nadia.post(&weg, &[("versie", "1")]).await.expect(303).naar;
        nadia.post(&weg, &[("versie", "1")]).await.expect(303);
        nadia.get(&naar).await.expect_text("Geen afwezigheid genoteerd").says("Ongedaan maken");
        nadia.post(&format!("/afwezigheid/{id}/terugzetten"), &[("versie", "1")]).await.expect(409);
        nadia.post(&format!("/afwezigheid/{id}/terugzetten"), &[("versie", "2")]).await.expect(303);
        nadia.get("/rooster").await.expect_text("21 dec 2026 tot en met 24 dec 2026");
    }
}

#[tokio::test]
async fn who_goes_on_leave_is_told_which_conversations_stand_in_the_way() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        vul_in(&nadia, app.nadia).await;
        let wie = app.nadia.to_string();
        for dag in ["2026-12-21", "2026-12-01"] {
            let plan = [
                ("soort", "participatiegesprek"),
                ("datum", dag),
                ("tijd", "10"),
                ("duur", "60"),
                ("klantmanager", wie.as_str()),
            ];
            nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &plan).await.expect(303);
        }
        let rustig = nadia.get("/rooster").await.expect_text("Geen afwezigheid genoteerd");
        assert!(!rustig.text.contains("Er staan gesprekken op dagen"));
        let id = kenmerk();
        let velden = [("id", id.as_str()), ("van", "2026-12-21"), ("tot", "2026-12-22"), ("soort", "verlof")];
        let naar = nadia.post(&format!("/rooster/{wie}/afwezigheid"), &velden).await.expect(303).naar;
        nadia.get(&naar).await.expect_text("Gesprekken op vrije dagen").says("maandag 21 december").says("Verzetten<");
        // In the week itself it stands on the page of today.
        app.het_is("2026-12-17T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("u werkt dan niet");
        app.het_is("2026-11-27T09:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        assert!(!nadia.get("/vandaag").await.expect(200).text.contains("u werkt dan niet"), "on 1 December she does");
    }
}

#[tokio::test]
async fn petra_keeps_the_days_of_her_team_and_nobody_else_does() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let eigen = format!("/rooster/{}", app.nadia);
        petra.get("/team").await.expect_text(&eigen);
        vul_in(&petra, app.nadia).await;
        petra.get(&eigen).await.expect_text("Werkdagen van Nadia el Amrani").says("32 uur per week");
        let piet = app.log_in("p.smit").await;
        let trudy = app.log_in("t.paap").await;
        for wie in [&piet, &trudy] {
            wie.get(&eigen).await.expect(404);
            wie.get(&format!("{eigen}/wijzigen")).await.expect(404);
            let id = kenmerk();
            wie.post(&format!("{eigen}/wijzigen"), &vier_dagen(&id, "1", "2026-01-01")).await.expect(404);
            let velden = [("id", id.as_str()), ("van", "2026-12-21"), ("tot", ""), ("soort", "verlof")];
            wie.post(&format!("{eigen}/afwezigheid"), &velden).await.expect(404);
        }
        // An absence of hers cannot be taken back by others either.
        let id = kenmerk();
        let velden = [("id", id.as_str()), ("van", "2026-12-21"), ("tot", ""), ("soort", "verlof")];
        petra.post(&format!("{eigen}/afwezigheid"), &velden).await.expect(303);
        piet.post(&format!("/afwezigheid/{id}/intrekken"), &[("versie", "1")]).await.expect(404);
        trudy.post(&format!("/afwezigheid/{id}/intrekken"), &[("versie", "1")]).await.expect(404);
        app.log_in("s.bakker").await.get("/rooster").await.expect(403);
    }
}

#[tokio::test]
async fn the_closing_days_of_a_year_are_filled_in_as_a_list() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get("/beheer").await.expect_text("Sluitingsdagen invullen");
        let pad = "/beheer/sluitingsdagen";
        beheer.get(&format!("{pad}?jaar=2027")).await.expect_text("Dit jaar is nog niet ingevuld");
        let lijst = |versie, dagen| [("jaar", "2027"), ("versie", versie), ("dagen", dagen)];
        beheer
            .post(pad, &lijst("0", "24 december 2027 Kerstavond\n31-12-2026"))
            .await
            .expect(422)
            .says("bij het andere jaar");
        let naar = beheer.post(pad, &lijst("0", "24 december 2027 Kerstavond")).await.expect(303).naar;
        let page = beheer.get(&naar).await.expect_text("De sluitingsdagen van 2027 zijn opgeslagen");
        page.says("24 december 2027 Kerstavond").says("name=\"versie\" value=\"1\"");
        beheer.post(pad, &lijst("0", "")).await.expect(409);
        // A year without any is filled in as well.
        beheer.post(pad, &lijst("1", "")).await.expect(303);
        let mut reader = app.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        let dagen = storage::sluitingsdag::tussen(&mut reader, date(2027, 1, 1), date(2027, 12, 31)).await.unwrap();
        assert!(dagen.dagen.is_empty() && dagen.is_ingevuld(2027) && !dagen.is_ingevuld(2026));
        beheer.post(pad, &[("jaar", "1999"), ("versie", "0"), ("dagen", "")]).await.expect(403);
        app.log_in("n.elamrani").await.get(pad).await.expect(403);
    }
}
