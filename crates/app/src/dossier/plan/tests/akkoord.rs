//! Who signs a plan: Johan himself, or his curator for him.

use super::*;

#[tokio::test]
async fn whoever_signs_says_who_that_is() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let plan = vastgesteld(&app).await;
        let pad = format!("/plannen/{}/ondertekenen", plan.id);
        nadia.get(&pad).await.expect_text("value=\"Johan van der Meer\"").says("Wettelijk vertegenwoordiger");
        let teken = |wie: &'static str, naam: &'static str| {
            [
                ("wijze", "scherm"),
                ("akkoord", "ja"),
                ("wie", wie),
                ("naam", naam),
                ("datum", "2026-11-23"),
                ("versie", "2"),
            ]
        };
        let wie = nadia.post(&pad, &teken("klant", "Els Bakker")).await.expect(422);
        wie.says("Dit is niet de naam van de klant").says("value=\"Els Bakker\"");
        let zelf = nadia.post(&pad, &teken("curator", "Johan van der Meer")).await.expect(422);
        zelf.says("Dit is de naam van de klant zelf");
        nadia.post(&pad, &teken("buurman", "Els Bakker")).await.expect(422).says("Kies wie er tekent.");
        let done = nadia.post(&pad, &teken("curator", "Els Bakker")).await.expect(303);
        nadia.get(&done.naar).await.expect_text("op het scherm door Els Bakker, curator van de klant");
        nadia.get(&format!("/plannen/{}", plan.id)).await.expect_text("door Els Bakker, curator van de klant");
        // Taken back, Johan signs himself.
        nadia.post(&format!("/plannen/{}/herstellen", plan.id), &[("versie", "3")]).await.expect(303);
        let zelf = [
            ("wijze", "scherm"),
            ("akkoord", "ja"),
            ("wie", "klant"),
            ("naam", "J. van der Meer"),
            ("datum", "2026-11-23"),
            ("versie", "4"),
        ];
        let done = nadia.post(&pad, &zelf).await.expect(303);
        let page = nadia.get(&done.naar).await.expect_text("op het scherm door J. van der Meer; vastgelegd");
        assert!(!page.text.contains("curator"), "what the curator signed is taken back");
    }
}
