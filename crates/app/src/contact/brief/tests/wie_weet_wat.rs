//! What a client knows: nobody is held to an invitation that never left, and who was told to come hears when that is off.

use super::*;
use crate::stories::hersteltermijn::{druk_af, termijn};

/// Johan's letter lay on the stack when the day came. He did not come, and nothing can be blamed on him (PW 54(1)).
#[tokio::test]
async fn no_cure_period_rests_on_a_letter_that_was_never_printed() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-11-23").await;
        let pad = format!("/gesprekken/{gesprek}");
        make(&app.log_in("n.elamrani").await, &gesprek, "nl").await;
        app.het_is("2026-11-23T11:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let away = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &away).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("Niet vast staat dat de klant de uitnodiging kreeg");
        assert!(!page.text.contains("Hersteltermijn geven"), "no button for what is refused");
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect(409).says("wegblijven is dan niet te verwijten");
        nadia.post(&format!("{pad}/hersteltermijn"), &termijn("2026-12-07")).await.expect(409);
        assert_eq!(letters(&app, app.johan).await.len(), 1, "no letter about a period");
        // Printed after he should have been there, it tells nobody to come.
        let brief = letters(&app, app.johan).await[0].id;
        nadia.post(&format!("/brieven/{brief}/afgedrukt"), &[]).await;
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect(409);
    }
}

/// A period in a letter of another day than [`termijn`] has.
fn op(brief: &'static str, einde: &'static str) -> [(&'static str, &'static str); 4] {
    let mut velden = termijn(einde);
    velden[0].1 = brief;
    velden
}

/// On paper in time, it does. When it turns out that it never left, the case is not handed over.
#[tokio::test]
async fn a_hand_over_rests_on_an_invitation_that_left() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-11-25").await;
        let pad = format!("/gesprekken/{gesprek}");
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await;
        let uitnodiging = letters(&app, app.johan).await[0].id;
        druk_af(&nadia).await;
        app.het_is("2026-11-25T11:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let away = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &away).await.expect(303);
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect(200);
        nadia.post(&format!("{pad}/hersteltermijn"), &op("2026-11-25", "2026-12-09")).await.expect(303);
        druk_af(&nadia).await;
        nadia.post(&format!("/brieven/{uitnodiging}/niet-afgedrukt"), &[]).await.expect(303);
        app.het_is("2026-12-10T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let page = nadia.get(&pad).await.expect_text("Niet vast staat dat de klant de uitnodiging kreeg");
        assert!(!page.text.contains("Overdragen aan rechtmatigheid"));
        let nee = nadia.post(&format!("{pad}/overdragen"), &[("versie", "4")]).await.expect(409);
        nee.says("Niet vast staat dat de klant de uitnodiging voor het gesprek kreeg");
    }
}

/// Printed the day before: the post cannot have brought it, so staying away is nobody's fault.
#[tokio::test]
async fn a_letter_that_was_printed_the_day_before_is_held_against_nobody() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-11-24").await;
        let pad = format!("/gesprekken/{gesprek}");
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&pad).await.expect_text("Per post komt deze brief misschien niet op tijd");
        make(&nadia, &gesprek, "nl").await;
        druk_af(&nadia).await;
        app.het_is("2026-11-24T11:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let away = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &away).await.expect(303);
        nadia.get(&pad).await.expect_text("de brief is minder dan twee dagen ervoor afgedrukt");
        let nee = nadia.post(&format!("{pad}/hersteltermijn"), &op("2026-11-24", "2026-12-08")).await;
        nee.expect(409).says("minder dan twee dagen ervoor afgedrukt");
    }
}

/// The municipality calls off; Johan has his letter and would come to a closed door. It stands where Nadia looks until it is told.
#[tokio::test]
async fn who_was_told_to_come_is_not_forgotten_when_it_is_off() {
    for app in both().await {
        with_sender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let titel = "Afgezegd, de klant weet het nog niet";
        let door = |wie| [("uitkomst", wie), ("toelichting", "ziek"), ("versie", "2")];
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        make(&nadia, &gesprek, "nl").await;
        druk_af(&nadia).await;
        let pad = format!("/gesprekken/{gesprek}");
        let af = nadia.post(&format!("{pad}/niet-doorgegaan"), &door("afgezegd_gemeente")).await.expect(303);
        nadia
            .get(&af.naar)
            .await
            .expect_text("De klant weet dat nog niet")
            .says("Afzegging maken")
            .says("Ongedaan maken");
        let page = nadia.get("/vandaag").await.expect_text(titel).says("Johan van der Meer");
        page.says(&format!("{pad}#brieven"));
        assert!(!app.log_in("p.smit").await.get("/vandaag").await.expect(200).text.contains(titel));
        make(&nadia, &gesprek, "nl").await;
        assert!(!nadia.get("/vandaag").await.expect(200).text.contains(titel), "it is told");

        // Johan himself called off; and of another conversation he never heard.
        let zelf = planned(&app, app.johan, "2026-12-10").await;
        make(&nadia, &zelf, "nl").await;
        druk_af(&nadia).await;
        nadia.post(&format!("/gesprekken/{zelf}/niet-doorgegaan"), &door("afgezegd_klant")).await.expect(303);
        let nooit = planned(&app, app.johan, "2026-12-17").await;
        make(&nadia, &nooit, "nl").await;
        let af = nadia.post(&format!("/gesprekken/{nooit}/niet-doorgegaan"), &door("afgezegd_gemeente")).await;
        nadia.get(&af.expect(303).naar).await.expect_text("De uitkomst van het gesprek is vastgelegd.");
        assert!(!nadia.get("/vandaag").await.expect(200).text.contains(titel));

        // Invited by telephone, he knows too; when the day has come it is too late to tell.
        let gebeld = planned(&app, app.johan, "2026-12-21").await;
        let telefonisch = [("kanaal", "telefoon"), ("op", "2026-11-23"), ("bewijs", ""), ("versie", "1")];
        nadia.post(&format!("/gesprekken/{gebeld}/uitnodigen"), &telefonisch).await.expect(303);
        nadia.post(&format!("/gesprekken/{gebeld}/niet-doorgegaan"), &door("afgezegd_gemeente")).await.expect(303);
        nadia.get("/vandaag").await.expect_text(titel);
        app.het_is("2026-12-21T11:00:00Z");
        assert!(!app.log_in("n.elamrani").await.get("/vandaag").await.expect(200).text.contains(titel));
    }
}

async fn moved(app: &TestApp, gesprek: &str, (nieuw, versie): (&str, &str), dag: &str) {
    let verzet = [
        ("nieuw", nieuw),
        ("datum", dag),
        ("tijd", "11"),
        ("duur", "60"),
        ("door", "gemeente"),
        ("versie", versie),
        ("toch", "ja"),
    ];
    let nadia = app.log_in("n.elamrani").await;
    nadia.post(&format!("/gesprekken/{gesprek}/verzetten"), &verzet).await.expect(303);
}

/// Two letters with two days are two obligations (PW 17), unless the second says that the first is off. What he never heard of is not
/// mentioned.
#[tokio::test]
async fn the_letter_after_a_move_says_which_day_is_off() {
    for app in both().await {
        with_sender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let eerste = planned(&app, app.johan, "2026-12-03").await;
        make(&nadia, &eerste, "nl").await;
        druk_af(&nadia).await;
        let (tweede, derde) = ("0198c0de-0000-7000-8000-0000000000a1", "0198c0de-0000-7000-8000-0000000000a2");
        moved(&app, &eerste, (tweede, "2"), "2026-12-10").await;
        // This letter never leaves: the day that Johan has on paper is still the first.
        make(&nadia, tweede, "nl").await;
        moved(&app, tweede, (derde, "2"), "2026-12-17").await;
        make(&nadia, derde, "nl").await;
        let alle = letters(&app, app.johan).await;
        let brief = alle.iter().find(|brief| brief.gesprek.to_string() == derde).unwrap();
        let text = pages(&nadia, &format!("/brieven/{}/pdf", brief.id)).await.concat();
        has(&text, &["donderdag 17 december 2026 om 11.00 uur"]);
        let uit = "Deze afspraak komt in plaats van die op donderdag 3 december 2026 om 10.30 uur. Die afspraak gaat niet door.";
        has(&text, &[uit]);
        assert!(!text.contains("10 december"), "{text}");

        let stil = planned(&app, app.johan, "2026-12-28").await;
        let later = "0198c0de-0000-7000-8000-0000000000a3";
        moved(&app, &stil, (later, "1"), "2026-12-29").await;
        let page = make(&nadia, later, "nl").await;
        assert!(!page.text.contains("komt in plaats van"), "he never heard of the other");
    }
}

/// Nadia marks the stack as printed while a colleague takes Johan's invitation back. Whoever is second sees what the first did: no
/// letter is marked of a conversation that is off.
#[tokio::test]
async fn the_stack_is_read_again_when_its_clients_are_taken() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await;
        let stapel = nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen").text;
        let (tot, aantal) = (hidden(&stapel, "tot"), hidden(&stapel, "aantal"));
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let was = storage::gesprek::find_locked(&mut writer, gesprek.parse().unwrap()).await.unwrap().unwrap();
        let collega = async {
            // Nadia waits for Johan by now.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            let terug = was.herstel().unwrap();
            storage::gesprek::update(&mut writer, &terug, app.nadia, app.nu()).await.unwrap();
            writer.commit(app.regel("gesprek.teruggedraaid"), &[]).await.unwrap();
        };
        let velden = [("tot", tot.as_str()), ("aantal", aantal.as_str())];
        let (antwoord, ()) = tokio::join!(nadia.post("/brieven/af-te-drukken", &velden), collega);
        antwoord.expect(409);
        assert_eq!(letters(&app, app.johan).await[0].afgedrukt_op, None);
    }
}
