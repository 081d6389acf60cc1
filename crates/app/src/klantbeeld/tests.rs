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
