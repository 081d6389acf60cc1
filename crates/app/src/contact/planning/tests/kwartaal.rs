//! A whole quarter at once: the weeks the optimiser chooses, those somebody chooses himself, and invitations that follow.

use domain::{contactnorm::NormRegel, gemeente::Gemeente, gesprek::GesprekStand};
use storage::gemeente::GemeenteNaam;

use super::*;
use crate::{brief, stories::hersteltermijn::met_afzender};

const VOORSTEL: &str = "/planning/kwartaal/voorstel";

fn velden_van<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("soort", "participatiegesprek"),
        ("duur", "60"),
        ("plaats", "kamer 2.14"),
        ("van", "2026-11-30"),
        ("per_dag", "1"),
    ]
}

async fn kwartaal(wie: &Browser<'_>, velden: &[(&str, &str)]) -> Antwoord {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(velden);
    wie.get(&format!("{VOORSTEL}?{}", query.finish())).await
}

/// Everything the page would send: hidden fields, checked boxes and the weeks as they stand there.
fn formulier(page: &Antwoord) -> Vec<(String, String)> {
    let deel =
        page.text.split("action=\"/planning/kwartaal/voorstel\"").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    let invoer = deel.split("</form>").next().unwrap().split("<input ").skip(1);
    let attribuut = |invoer: &str, naam: &str| {
        invoer.split(&format!("{naam}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    let velden = invoer.filter(|invoer| !invoer.contains("type=\"radio\"") && !invoer.contains("name=\"csrf\""));
    velden.filter_map(|invoer| Some((attribuut(invoer, "name")?, attribuut(invoer, "value")?))).collect()
}

async fn stuur(wie: &Browser<'_>, velden: &[(String, String)], actie: &str) -> Antwoord {
    let mut alles: Vec<(&str, &str)> = velden.iter().map(|(naam, waarde)| (naam.as_str(), waarde.as_str())).collect();
    alles.push(("actie", actie));
    wie.post(VOORSTEL, &alles).await
}

/// Puts a value in a field that is there.
fn vul(velden: &mut [(String, String)], naam: &str, waarde: &str) {
    let veld = velden.iter_mut().find(|(is, _)| is == naam);
    waarde.clone_into(&mut veld.unwrap_or_else(|| panic!("no field {naam}")).1);
}

/// Nadia has a conversation a day: her three clients, all of them overdue, come in the first week. Johan can only in January; the
/// others stay, and he is invited by himself four weeks before.
#[tokio::test]
async fn nadia_plans_her_quarter_moves_johan_and_the_invitations_follow() {
    for app in both().await {
        nadia_werkt(&app).await;
        met_afzender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/planning").await.expect_text("Kwartaal plannen");
        nadia.get("/planning/kwartaal").await.expect_text("name=\"van\" type=\"date\" value=\"2026-11-30\"");
        let page = kwartaal(&nadia, &velden_van()).await.expect(200);
        let page = page.says("30 nov 2026 tot en met 28 feb 2027").says("Bewezen").says("id=\"week-49\"");
        let page = page.says("3 van 4 plekken").says("49 tot en met 8");
        assert!(!page.text.contains("id=\"week-50\""), "{}", page.text);

        let mut velden = formulier(&page);
        let week = format!("week.{}", app.johan);
        vul(&mut velden, &week, "2");
        velden.push(("uitnodigen".to_owned(), "later".to_owned()));
        let naar = stuur(&nadia, &velden, "opnieuw").await.expect(303).naar;
        assert!(naar.contains("uitnodigen=later"), "what was chosen stays chosen: {naar}");
        assert!(naar.contains(&format!("vast={}%7E2", app.johan)), "{naar}");
        let page = nadia.get(&naar).await.expect_text("door u gekozen, na de uiterste datum").says("id=\"week-2\"");
        let page = page.says("2 van 4 plekken").says("Al uw keuzes loslaten");
        let later = page.text.split("value=\"later\"").nth(1).unwrap();
        assert!(later.split('>').next().unwrap().contains("checked"), "{}", page.text);

        let mut velden = formulier(&page);
        velden.push(("uitnodigen".to_owned(), "brief".to_owned()));
        let ronde = stuur(&nadia, &velden, "plannen").await.expect(303).naar;
        assert_eq!(stuur(&nadia, &velden, "plannen").await.expect(303).naar, ronde, "sent twice, planned once");
        let mut ander = velden.clone();
        ander.retain(|(naam, waarde)| naam != "plan" || !waarde.starts_with(&app.johan.to_string()));
        stuur(&nadia, &ander, "plannen").await.expect(409).says("Deze ronde is al gepland, met andere klanten");
        let dagen = dagen_van(&app, app.johan).await;
        assert!(dagen.iter().all(|dag| (date(2027, 1, 11)..=date(2027, 1, 15)).contains(dag)), "{dagen:?}");
        loop {
            let page = nadia.get(&ronde).await.expect(200);
            if page.text.contains("data-ververs") {
                tokio::task::yield_now().await;
                continue;
            }
            let page =
                page.says("Eén klant weet").says("vanzelf een uitnodiging, vier weken voor het gesprek, per post");
            page.says("Niet meer vanzelf uitnodigen");
            break;
        }
        let stand = async |klant| {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            let gesprekken = gesprek::of_klant(&mut reader, klant).await.unwrap();
            gesprekken.into_iter().map(|gesprek| gesprek.stand).collect::<Vec<_>>()
        };
        assert_eq!(stand(app.johan).await, [GesprekStand::Gepland]);

        let haarlem = GemeenteNaam { gemeente: Gemeente::HAARLEM, naam: "Haarlem".to_owned() };
        app.het_is("2026-12-10T08:30:00Z");
        brief::nodig_vanzelf_uit(&app.app, &haarlem).await.unwrap();
        assert_eq!(stand(app.johan).await, [GesprekStand::Gepland], "not yet");
        app.het_is("2026-12-18T08:30:00Z");
        brief::nodig_vanzelf_uit(&app.app, &haarlem).await.unwrap();
        assert_eq!(stand(app.johan).await, [GesprekStand::Uitgenodigd]);
    }
}

/// Who wants to invite himself, says so; then nothing goes by itself.
#[tokio::test]
async fn nobody_is_invited_by_itself_when_nadia_says_so() {
    for app in both().await {
        nadia_werkt(&app).await;
        met_afzender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let mut velden = formulier(&kwartaal(&nadia, &velden_van()).await);
        for (naam, waarde) in &mut velden {
            if naam.starts_with("week.") {
                "4".clone_into(waarde);
            }
        }
        let page = nadia.get(&stuur(&nadia, &velden, "opnieuw").await.expect(303).naar).await.says("3 van 4 plekken");
        let mut velden = formulier(&page);
        velden.push(("uitnodigen".to_owned(), "brief".to_owned()));
        let ronde = stuur(&nadia, &velden, "plannen").await.expect(303).naar;
        app.log_in("t.paap").await.post(&format!("{ronde}/niet-vanzelf"), &[]).await.expect(404);
        app.log_in("p.smit").await.post(&format!("{ronde}/niet-vanzelf"), &[]).await.expect(404);
        nadia.post(&format!("{ronde}/niet-vanzelf"), &[]).await.expect(303);
        nadia.post(&format!("{ronde}/niet-vanzelf"), &[]).await.expect(303);
        let page = nadia.get(&ronde).await.expect(200);
        assert!(!page.text.contains("vanzelf"), "{}", page.text);
        app.het_is("2027-01-20T08:30:00Z");
        let haarlem = GemeenteNaam { gemeente: Gemeente::HAARLEM, naam: "Haarlem".to_owned() };
        brief::nodig_vanzelf_uit(&app.app, &haarlem).await.unwrap();
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let gesprekken = gesprek::of_klant(&mut reader, app.johan).await.unwrap();
        assert_eq!(gesprekken[0].stand, GesprekStand::Gepland);
    }
}

/// A week that is none, one without a place, a box unchecked: what is wrong stands at the client, and nothing is planned.
#[tokio::test]
async fn weeks_that_cannot_be_are_told_and_who_is_left_out_stays_out() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let page = kwartaal(&nadia, &velden_van()).await;
        let week = format!("week.{}", app.johan);
        for onzin in ["9", "99", "0", "-1", "twee", "4.5"] {
            let mut velden = formulier(&page);
            vul(&mut velden, &week, onzin);
            stuur(&nadia, &velden, "opnieuw").await.expect(422).says("dit is geen week van dit kwartaal");
            stuur(&nadia, &velden, "plannen").await.expect(422).says("dit is geen week van dit kwartaal");
        }
        // The week of Christmas: the 24th is closed, the 25th a holiday, and Nadia is away on Monday and Tuesday.
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let weg = Afwezigheid {
            soort: SoortAfwezigheid::Verlof,
            periode: Periode { van: date(2026, 12, 21), tot_en_met: Some(date(2026, 12, 22)) },
        };
        werkrooster::insert_afwezigheid(&mut writer, kenmerk(), app.nadia, weg).await.unwrap();
        writer.commit(app.regel("proef.verlof"), &[]).await.unwrap();
        let mut velden = formulier(&page);
        vul(&mut velden, &week, "52");
        let naar = stuur(&nadia, &velden, "opnieuw").await.expect(303).naar;
        let fout =
            nadia.get(&naar).await.expect(422).says("in week 52 zijn geen plekken").says("aria-invalid=\"true\"");
        let moment =
            |page: &Antwoord| waarden(page, "plan").into_iter().find(|rij| rij.starts_with(&app.johan.to_string()));
        assert_eq!(moment(&fout), moment(&page), "as if it was not chosen");

        // Planned with another week typed in: first look at what that does.
        let mut velden = formulier(&page);
        vul(&mut velden, &week, "51");
        let naar = stuur(&nadia, &velden, "plannen").await.expect(303).naar;
        nadia.get(&naar).await.expect_text("U had weken veranderd").says("id=\"week-51\"");
        assert_eq!(dagen_van(&app, app.johan).await, []);

        // Unchecked: out of the quarter, until a week is typed.
        let mut velden = formulier(&page);
        velden.retain(|(naam, waarde)| naam != "plan" || !waarde.starts_with(&app.johan.to_string()));
        let naar = stuur(&nadia, &velden, "opnieuw").await.expect(303).naar;
        let page = nadia.get(&naar).await.expect_text("Door u uit het kwartaal gehaald").says("2 van 4 plekken");
        let mut velden = formulier(&page);
        vul(&mut velden, &format!("erbij.{}", app.johan), "5");
        let naar = stuur(&nadia, &velden, "opnieuw").await.expect(303).naar;
        nadia.get(&naar).await.expect_text("id=\"week-5\"");

        // Nothing checked.
        let mut velden = formulier(&page);
        velden.retain(|(naam, _)| naam != "plan");
        stuur(&nadia, &velden, "plannen").await.expect(422).says("Er is niemand gekozen");
        assert_eq!(dagen_van(&app, app.johan).await, []);
    }
}

#[tokio::test]
async fn what_is_filled_in_wrongly_or_forged_plans_nothing() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        for (naam, waarde, verwacht) in [
            ("van", "2026-02-30", "Vul een bestaande datum in"),
            ("van", "2020-01-01", "Kies morgen of later"),
            ("van", "9999-12-31", "Controleer het jaar"),
            ("duur", "0", "Kies hoe lang"),
            ("per_dag", "0", "1 tot en met 12"),
        ] {
            let mut velden = velden_van();
            velden.retain(|(is, _)| *is != naam);
            velden.push((naam, waarde));
            kwartaal(&nadia, &velden).await.expect(422).says(verwacht);
        }
        let mut velden = velden_van();
        for onzin in
            ["~", "x~51", "~51", "0198c0de-0000-7000-8000-000000000002~51", "0198c0de-0000-7000-8000-000000000002~x"]
        {
            velden.push(("vast", onzin));
        }
        kwartaal(&nadia, &velden).await.expect(200).says("3 van 4 plekken");
        let page = kwartaal(&nadia, &velden_van()).await;
        let mut velden = formulier(&page);
        velden.push(("plan".to_owned(), format!("{}~2026-12-01T09:00:00", app.tine)));
        stuur(&nadia, &velden, "plannen").await.expect(404);
        let mut velden = formulier(&page);
        vul(&mut velden, "ronde", "geen");
        stuur(&nadia, &velden, "plannen").await.expect(403);
        // A teamleider without a choice is asked whose quarter; a beleidsadviseur may not.
        app.log_in("p.devries").await.get(VOORSTEL).await.expect(422).says("Kies een klantmanager uit uw team");
        app.log_in("s.bakker").await.get("/planning/kwartaal").await.expect(403);
    }
}

/// The same conversations as planned by hand one by one: whoever has one, or is exempt, is not in it.
#[tokio::test]
async fn who_has_a_conversation_is_not_planned_a_second_time() {
    for app in both().await {
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let velden = velden_van();
        let page = kwartaal(&nadia, &velden).await;
        stuur(&nadia, &formulier(&page), "plannen").await.expect(303);
        let later = kwartaal(&nadia, &velden).await.expect_text("Niemand aan de beurt");
        assert!(!later.text.contains("name=\"plan\""));
    }
}

/// Sixty-three who all waited too long, two a day: everybody gets a moment, nobody is skipped when it is confirmed, and no day holds more than
/// it may.
#[tokio::test]
async fn a_full_quarter_is_planned_as_it_was_proposed() {
    for app in both().await {
        app.voeg_klanten_toe(60).await;
        nadia_werkt(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let mut gevraagd = velden_van();
        gevraagd.retain(|(naam, _)| *naam != "per_dag");
        gevraagd.push(("per_dag", "2"));
        let page = kwartaal(&nadia, &gevraagd).await.expect(200).says("Bewezen");
        let velden = formulier(&page);
        assert_eq!(velden.iter().filter(|(naam, _)| naam == "plan").count(), 63);
        let ronde = stuur(&nadia, &velden, "plannen").await.expect(303).naar;
        let page = nadia.get(&ronde).await.expect_text("63 gesprekken gepland");
        assert!(!page.text.contains("Overgeslagen"), "{}", page.text);
        let mut per_dag: std::collections::BTreeMap<Date, usize> = std::collections::BTreeMap::new();
        for klant in klanten_van(&app).await {
            for dag in dagen_van(&app, klant).await {
                *per_dag.entry(dag).or_default() += 1;
            }
        }
        assert_eq!(per_dag.values().sum::<usize>(), 63);
        assert!(per_dag.values().all(|aantal| *aantal <= 2), "{per_dag:?}");
        let vrij = [date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)];
        assert!(vrij.iter().all(|dag| !per_dag.contains_key(dag)), "{per_dag:?}");
    }
}

async fn klanten_van(app: &TestApp) -> Vec<KlantId> {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let filter = caseload::Filter { klantmanager: Some(app.nadia), ..caseload::Filter::default() };
    let dag = caseload::Peildag::gewoon(date(2026, 11, 23));
    let pagina = caseload::page(&mut reader, &filter, dag, None, 500).await.unwrap();
    pagina.regels.iter().map(|regel| regel.klant).collect()
}

/// By a norm of once a month everybody is due four times: the first is planned, for the others a place is kept.
#[tokio::test]
async fn who_is_due_more_than_once_gets_one_appointment_and_keeps_places() {
    for app in both().await {
        nadia_werkt(&app).await;
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let mut norm = twee_gesprekken(date(2020, 1, 2));
        norm.code = "maandelijks".parse().unwrap();
        norm.regels.clear();
        norm.niet_ingedeeld = NormRegel::nieuw(12.try_into().unwrap(), 720);
        contactnorm::insert(&mut writer, kenmerk(), &norm).await.unwrap();
        herberekening::start(&mut writer, app.nu()).await.unwrap();
        writer.commit(app.regel("proef.norm"), &[]).await.unwrap();
        while herberekening::stap(&app.database, Gemeente::HAARLEM, app.nu()).await.unwrap() {}
        app.vergeet_lijsten();
        let nadia = app.log_in("n.elamrani").await;
        let page = kwartaal(&nadia, &velden_van()).await.expect_text("Komen dit kwartaal nog een keer").says("Bewezen");
        assert_eq!(page.text.matches("<li>Johan van der Meer, rond week").count(), 3, "{}", page.text);
        let velden = formulier(&page);
        assert_eq!(velden.iter().filter(|(naam, _)| naam == "plan").count(), 3, "one each");
        stuur(&nadia, &velden, "plannen").await.expect(303);
        let dagen = dagen_van(&app, app.johan).await;
        assert_eq!(dagen.len(), 1);
        assert!(dagen[0] <= date(2026, 12, 4), "the first of his weeks: {dagen:?}");

        // Who comes in week 4 of the new year, comes again after that.
        let lena = app.voeg_klant_toe(|dossier| dossier.segmenteringen.clear()).await;
        let mut velden = formulier(&kwartaal(&nadia, &velden_van()).await);
        vul(&mut velden, &format!("week.{lena}"), "4");
        let page = nadia.get(&stuur(&nadia, &velden, "opnieuw").await.expect(303).naar).await.expect(200);
        assert_eq!(page.text.matches("<li>Lena Visser, rond week").count(), 1, "{}", page.text);
    }
}

/// Four weeks before, a machine looks again: nobody is summoned who has no benefit any more, and nobody comes to a locked door.
#[tokio::test]
async fn nobody_is_invited_by_itself_when_things_are_otherwise_by_then() {
    for app in both().await {
        nadia_werkt(&app).await;
        met_afzender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let mut velden = formulier(&kwartaal(&nadia, &velden_van()).await);
        for (naam, waarde) in &mut velden {
            if naam.starts_with("week.") {
                "4".clone_into(waarde);
            }
        }
        let page = nadia.get(&stuur(&nadia, &velden, "opnieuw").await.expect(303).naar).await;
        let mut velden = formulier(&page);
        velden.push(("uitnodigen".to_owned(), "brief".to_owned()));
        let ronde = stuur(&nadia, &velden, "plannen").await.expect(303).naar;
        let allen = klanten(&app).await;
        let gesprek_van = async |klant: KlantId| {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            gesprek::of_klant(&mut reader, klant).await.unwrap().swap_remove(0)
        };
        // On the day of the first one Nadia turns out to be away.
        let eerste = gesprek_van(allen[0]).await;
        let dag = plaatselijk(eerste.moment).date();
        let weg = Afwezigheid { soort: SoortAfwezigheid::Verlof, periode: Periode { van: dag, tot_en_met: Some(dag) } };
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        werkrooster::insert_afwezigheid(&mut writer, kenmerk(), app.nadia, weg).await.unwrap();
        writer.commit(app.regel("proef.verlof"), &[]).await.unwrap();

        app.het_is("2027-01-08T08:30:00Z");
        let haarlem = GemeenteNaam { gemeente: Gemeente::HAARLEM, naam: "Haarlem".to_owned() };
        brief::nodig_vanzelf_uit(&app.app, &haarlem).await.unwrap();
        for klant in &allen {
            let is = gesprek_van(*klant).await;
            let verwacht = if is.id == eerste.id { GesprekStand::Gepland } else { GesprekStand::Uitgenodigd };
            assert_eq!(is.stand, verwacht, "{klant}");
        }
        // Who was not, is seen by a person.
        app.log_in("n.elamrani").await.get(&ronde).await.expect_text("Eén klant weet");
        // In the last days it is for a person as well.
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let wegen = werkrooster::afwezigheden(&mut writer, app.nadia, dag).await.unwrap();
        for weg in wegen {
            werkrooster::set_ingetrokken(&mut writer, weg.id, weg.versie, true).await.unwrap();
        }
        writer.commit(app.regel("proef.terug"), &[]).await.unwrap();
        app.het_is("2027-01-22T08:30:00Z");
        brief::nodig_vanzelf_uit(&app.app, &haarlem).await.unwrap();
        assert_eq!(gesprek_van(allen[0]).await.stand, GesprekStand::Gepland);
    }
}
