//! How many proposals there are: at a time, and after a while.

use super::*;

/// Two colleagues of Petra are having one worked out: a third would make everybody wait.
#[tokio::test]
async fn a_third_proposal_waits_until_one_is_ready() {
    for app in both().await {
        let petra = app.log_in("p.devries").await;
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        for _ in 0..2 {
            let nieuw = (app.omgeving.nieuw_id(), None, "{}");
            storage::verdeling::insert(&mut writer, nieuw, &[], (app.nadia, app.nu())).await.unwrap();
        }
        writer.commit(app.regel("proef"), &[]).await.unwrap();
        petra.get("/verdelingen").await.expect_text("Wordt berekend");
        let nee = petra.post("/verdelingen", &velden("120")).await.expect(422);
        nee.says("Er worden al twee voorstellen berekend; probeer het over een halve minuut opnieuw");
        // They were never finished: they keep nobody waiting.
        app.het_is("2026-11-23T08:33:00Z");
        vraag_voorstel(&petra).await.says("Bewezen");
    }
}

#[tokio::test]
async fn what_was_never_applied_goes_after_a_month_and_who_moved_after_a_year() {
    for app in both().await {
        let ruim_op = async || super::super::ruim_op(&app.database, &app.omgeving, Gemeente::HAARLEM).await.unwrap();
        let over = async || {
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            let regel = storage::verdeling::find(&mut reader, ID.parse().unwrap()).await.unwrap();
            let klanten = storage::verdeling::klanten(&mut reader, ID.parse().unwrap()).await.unwrap();
            (regel.is_some(), klanten.len())
        };
        vraag_voorstel(&app.log_in("p.devries").await).await;
        app.het_is("2026-12-22T09:00:00Z");
        ruim_op().await;
        assert_eq!(over().await, (true, 3));
        app.het_is("2026-12-24T09:00:00Z");
        ruim_op().await;
        assert_eq!(over().await, (false, 0));

        let petra = app.log_in("p.devries").await;
        vraag_voorstel(&petra).await;
        pas_toe(&petra).await;
        app.het_is("2027-12-23T09:00:00Z");
        ruim_op().await;
        assert_eq!(over().await, (true, 3));
        app.het_is("2027-12-25T09:00:00Z");
        ruim_op().await;
        ruim_op().await;
        assert_eq!(over().await, (true, 0));
        let petra = app.log_in("p.devries").await;
        let page = petra.get(PAD).await.expect_text("Van dit voorstel zijn de klanten niet bewaard");
        assert!(!page.text.contains("Verdeling terugdraaien"));
        petra.post(&format!("{PAD}/terugdraaien"), &[("versie", "3")]).await.expect(409);
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 10_000).await.unwrap();
        assert_eq!(
            regels.iter().filter(|r| r.handeling == "verdeling.opgeruimd").count(),
            2,
            "not when there is nothing"
        );
        storage::logboek::verify(&mut reader).await.unwrap().unwrap();
    }
}
