//! Stories about the picture of a client, on both databases.

use crate::testing::both;

const VELDEN: [(&str, &str); 6] = [
    ("talenten", "Kan alles repareren."),
    ("werkervaring", "Monteur, 1998 tot 2011."),
    ("talen", "Nederlands: B1\nTurks: moedertaal"),
    ("gezondheid", "Kan halve dagen staan."),
    ("trede", "3"),
    ("trede_waarom", "Helpt elke week in het buurthuis."),
];

#[tokio::test]
async fn nadia_draws_the_picture_of_johan_and_keeps_what_was_before() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/klantbeeld", app.johan);
        nadia.get(&pad).await.expect_text("Nog geen klantbeeld");
        let form = format!("{pad}/wijzigen");
        let send = |versie: &'static str, velden: &[(&'static str, &'static str)]| {
            let mut alles = vec![("versie", versie)];
            alles.extend(velden);
            alles
        };
        nadia.post(&form, &send("0", &[])).await.expect(422).says("Vul ten minste één onderdeel in");
        let wrong = nadia.post(&form, &send("0", &[("talen", "Nederlands"), ("trede", "9")])).await.expect(422);
        wrong.says("Regel 1 is niet te lezen").says("Kies een trede");
        nadia.post(&form, &send("0", &[("trede", "3")])).await.expect(422).says("Schrijf op waarom");
        nadia.post(&form, &send("0", &VELDEN)).await.expect(303);
        nadia.post(&form, &send("0", &VELDEN)).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("Kan alles repareren.").says("moedertaal");
        let page = page.says("3. Deelname aan georganiseerde activiteiten").says("door Nadia el Amrani");
        assert!(!page.text.contains("Eerdere versies"), "the form was sent twice");
        nadia.post(&form, &send("1", &[("wensen", "Weer aan het werk."), ("trede", "")])).await.expect(303);
        nadia.get(&pad).await.expect_text("Weer aan het werk.").says("Eerdere versies");
    }
}

#[tokio::test]
async fn two_colleagues_at_once_see_both_versions() {
    for app in both().await {
        let (nadia, piet) = (app.log_in("n.elamrani").await, app.log_in("p.smit").await);
        let form = format!("/klanten/{}/klantbeeld/wijzigen", app.johan);
        nadia.post(&form, &[("versie", "0"), ("talenten", "Kan goed koken.")]).await.expect(303);
        let page = piet.post(&form, &[("versie", "0"), ("talenten", "Kan goed luisteren.")]).await.expect(409);
        page.says("Kan goed koken.").says("Kan goed luisteren.").says("Nadia el Amrani");
        piet.post(&form, &[("versie", "1"), ("talenten", "Kan goed koken en luisteren.")]).await.expect(303);
    }
}

#[tokio::test]
async fn what_was_typed_is_there_after_going_away() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/klantbeeld", app.johan);
        let velden = [("versie", "0"), ("wensen", "Iets met"), ("csrf_niet", "x")];
        nadia.post(&format!("{pad}/concept"), &velden).await.expect(204);
        nadia.get(&format!("{pad}/wijzigen")).await.expect_text("Iets met").says("Concept bewaard");
        nadia.get(&format!("/klanten/{}/klantbeeld", app.tine)).await.expect(404);
        nadia.post(&format!("/klanten/{}/klantbeeld/concept", app.tine), &velden).await.expect(404);
        nadia.post(&format!("/klanten/{}/klantbeeld/wijzigen", app.tine), &velden).await.expect(404);
    }
}

#[tokio::test]
async fn nadia_prepares_with_what_is_known_and_what_is_missing() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let id = "0198c0de-0000-7000-8000-000000000010";
        let velden = [
            ("id", id),
            ("soort", "klantbeeldgesprek"),
            ("datum", "2026-11-25"),
            ("tijd", "10.30"),
            ("duur", "180"),
            ("plaats", "kamer 2.14"),
            ("klantmanager", &*app.nadia.to_string()),
        ];
        nadia.post(&format!("/klanten/{}/gesprekken/plannen", app.johan), &velden).await.expect(303);
        let pad = format!("/gesprekken/{id}/voorbereiden");
        let page = nadia.get(&pad).await.expect_text("woensdag 25 november om 10.30 uur, 180 minuten, kamer 2.14");
        page.says("Er is nog geen klantbeeld").says("nog niet ingedeeld").says("Waar bent u goed in");
        nadia.spreek(app.johan, "2026-11-20").await;
        let beeld = format!("/klanten/{}/klantbeeld/wijzigen", app.johan);
        nadia.post(&beeld, &[("versie", "0"), ("wensen", "Wil weer lassen.")]).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("20 november 2026: Hoe het gaat").says("Wil weer lassen.");
        assert!(!page.text.contains("nog geen klantbeeld"));
        nadia.get("/vandaag").await.expect_text(&pad);
        nadia.get("/gesprekken/0198c0de-0000-7000-8000-00000000ffff/voorbereiden").await.expect(404);
        assert_eq!(app.log_in("s.bakker").await.get(&pad).await.status.as_u16(), 403, "groups, never persons");
    }
}
