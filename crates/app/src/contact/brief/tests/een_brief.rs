//! One letter out of a stack: the printer jammed on it, or it alone was printed.

use super::*;
use crate::stories::hersteltermijn::{druk_af, stayed_away, termijn};

/// Johan and a colleague's client are invited; of the stack only Johan's letter comes out, and later it turns out to be torn.
#[tokio::test]
async fn one_letter_is_printed_apart_and_one_turns_out_not_to_be() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await;
        let brief = letters(&app, app.johan).await[0].id;
        let pad = format!("/brieven/{brief}");
        nadia.get("/brieven/af-te-drukken").await.expect_text(&format!("{pad}/afgedrukt")).says("Is afgedrukt");
        let gedaan = nadia.post(&format!("{pad}/afgedrukt"), &[("vanaf", "stapel")]).await.expect(303);
        nadia.get(&gedaan.naar).await.expect_text("Vastgelegd dat 1 brief afgedrukt is.").says("Er wacht geen brief");
        // Sent twice, it is noted once.
        nadia.post(&format!("{pad}/afgedrukt"), &[]).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("Toch niet afgedrukt");
        assert!(!page.text.contains("Deze brief is afgedrukt"), "it is already");
        // The whole stack is marked; this one was torn.
        nadia.post(&format!("{pad}/niet-afgedrukt"), &[]).await.expect(303);
        druk_af(&nadia).await;
        let gedaan = nadia.post(&format!("{pad}/niet-afgedrukt"), &[]).await.expect(303);
        nadia.get(&gedaan.naar).await.expect_text("Deze brief is afgedrukt").says("nog niet");
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::of_object(&mut reader, brief.uuid()).await.unwrap();
        let acts: Vec<_> = regels.iter().rev().map(|regel| regel.handeling.as_str()).collect();
        let (af, terug) = ("brief.afgedrukt", "brief.afdrukken_teruggedraaid");
        assert_eq!(acts, ["brief.gemaakt", af, terug, af, terug]);
        drop(reader);
        // Called off, the invitation goes to no printer any more: neither singly.
        let af = [("uitkomst", "afgezegd_gemeente"), ("versie", "2")];
        nadia.post(&format!("/gesprekken/{gesprek}/niet-doorgegaan"), &af).await.expect(303);
        nadia.post(&format!("{pad}/afgedrukt"), &[]).await.expect(409).says("wacht niet op de printer");
        // A letter of another municipality is not there.
        let tine = app.log_in("t.paap").await;
        tine.post(&format!("{pad}/afgedrukt"), &[]).await.expect(404);
    }
}

/// The case went to lawfulness because the letter was on paper: that is not taken away from under it.
#[tokio::test]
async fn a_letter_on_which_a_case_was_handed_over_stays_printed() {
    for app in both().await {
        let id = stayed_away(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/gesprekken/{id}/hersteltermijn"), &termijn("2026-12-07")).await.expect(303);
        let brief = letters(&app, app.johan).await.last().unwrap().id;
        nadia.post(&format!("/brieven/{brief}/afgedrukt"), &[]).await.expect(303);
        app.het_is("2026-12-08T08:30:00Z");
        let nadia = app.log_in("n.elamrani").await;
        nadia.post(&format!("/gesprekken/{id}/overdragen"), &[("versie", "4")]).await.expect(303);
        nadia.post(&format!("/brieven/{brief}/niet-afgedrukt"), &[]).await.expect(409).says("al overgedragen");
    }
}
