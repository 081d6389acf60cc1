//! The letter that tells of an end.

use super::{form, uitkering};
use crate::{stories::hersteltermijn::met_afzender, testing::both};

/// The letter is made from what was recorded; its reference is filled in where one says that it has left.
#[tokio::test]
async fn the_letter_with_the_decision_is_printed_from_here() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        let brief = format!("/uitkeringen/{id}/brief");
        nadia.get(&brief).await.expect(404);
        nadia.get(&pad).await.expect(200);
        nadia.post(&pad, &form(&id, "1", "werk", "2026-11-20")).await.expect(303);
        nadia.get(&brief).await.expect(409).says("van wie de brieven komen");
        met_afzender(&app).await;
        let pdf = nadia.get(&brief).await.expect(200);
        assert!(pdf.bytes.starts_with(b"%PDF"));
        let page = nadia.get(&pad).await.expect_text("Brief met het besluit (PDF)");
        let kenmerk = page.text.split("name=\"brief_kenmerk\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
        let kenmerk = kenmerk.split('"').next().unwrap().to_owned();
        assert!(kenmerk.starts_with("E26-"), "{kenmerk}");
        let disposition = pdf.headers["content-disposition"].to_str().unwrap();
        assert!(disposition.contains(&kenmerk), "the file is named after it: {disposition}");
        nadia.post(&brief, &[("versie", "2"), ("brief_kenmerk", &kenmerk)]).await.expect(303);
        let spells = format!("/klanten/{}/uitkeringen", app.johan);
        nadia.get(&spells).await.expect_text(&kenmerk).says("Brief met het besluit (PDF)");
        // Who may not end a benefit does not print its letter, and Zandvoort knows nothing of it.
        app.log_in("s.bakker").await.get(&brief).await.expect(403);
        app.log_in("t.paap").await.get(&brief).await.expect(404);
    }
}

/// Nobody tells somebody that his benefit stops without a reason, and nobody writes to who died.
#[tokio::test]
async fn there_is_no_letter_without_a_reason_nor_to_who_died() {
    for app in both().await {
        met_afzender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/klanten/{}/uitkering/beeindigen", app.johan);
        let id = uitkering(&app).await.id.to_string();
        nadia.get(&pad).await.expect(200);
        let mut toch = form(&id, "1", "onbekend", "2026-11-20");
        toch.push(("toch", "ja"));
        nadia.post(&pad, &toch).await.expect(303);
        let brief = format!("/uitkeringen/{id}/brief");
        nadia.get(&brief).await.expect(409).says("Leg eerst de reden vast");
        nadia.post(&format!("/uitkeringen/{id}/herstellen"), &[("versie", "2")]).await.expect(303);
        app.overlijdt(app.johan).await;
        nadia.get(&brief).await.expect(409).says("De klant is overleden");
    }
}
