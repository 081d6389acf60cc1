//! A client who was told to come, and then not to: on paper.

use super::*;
use crate::stories::hersteltermijn::druk_af;

/// Johan has his invitation on paper. It is not taken back as if he does not know; the conversation is called off, and the letter
/// about that goes to the printer. From then on he is not expected again without a new invitation.
#[tokio::test]
async fn who_has_his_invitation_on_paper_hears_on_paper_that_it_is_off() {
    for app in both().await {
        with_sender(&app).await;
        moves_in(&app, app.johan).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{gesprek}");
        make(&nadia, &gesprek, "nl").await;
        druk_af(&nadia).await;
        let nee = nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(409);
        nee.says("al afgedrukt").says("zeg het af");
        let af = [("uitkomst", "afgezegd_gemeente"), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &af).await.expect(303);
        let brief = make(&nadia, &gesprek, "nl").await;
        assert!(!brief.text.contains("komt niet bij de af te drukken brieven"), "{}", brief.text);
        let stapel = nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
        let (tot, aantal) = (hidden(&stapel.text, "tot"), hidden(&stapel.text, "aantal"));
        let file = pages(&nadia, &format!("/brieven/af-te-drukken/pdf?tot={tot}&aantal={aantal}")).await;
        has(&file[0], &["Johan van der Meer", "Rijksstraatweg 12", "3 december 2026", "gaat niet door"]);
        druk_af(&nadia).await;
        let nee = nadia.post(&format!("{pad}/herstellen"), &[("versie", "3")]).await.expect(409);
        nee.says("al een brief dat dit gesprek niet doorgaat");
    }
}

/// The invitation still waited for the printer, and never leaves now: a letter that it is off would be the first that Johan hears of
/// it. Who heard of it in another way gets that letter.
#[tokio::test]
async fn who_never_got_his_invitation_gets_no_letter_that_it_is_off() {
    for app in both().await {
        with_sender(&app).await;
        let nadia = app.log_in("n.elamrani").await;
        let af = |versie| [("uitkomst", "afgezegd_gemeente"), ("versie", versie)];
        let op_de_stapel = planned(&app, app.johan, "2026-12-03").await;
        let pad = format!("/gesprekken/{op_de_stapel}");
        make(&nadia, &op_de_stapel, "nl").await;
        nadia.post(&format!("{pad}/niet-doorgegaan"), &af("2")).await.expect(303);
        let page = nadia.get(&pad).await.expect_text("door de gemeente");
        assert!(!page.text.contains("Afzegging maken"), "{}", page.text);
        let id = "0198c0de-0000-7000-8000-0000000000b1";
        let velden = [("id", id), ("soort", "afzegging"), ("versie", "3"), ("taal", "nl")];
        let nee = nadia.post(&format!("{pad}/brieven"), &velden).await.expect(409);
        nee.says("de klant weet er niet van");
        nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");

        let gebeld = planned(&app, app.johan, "2026-12-04").await;
        let pad = format!("/gesprekken/{gebeld}");
        let telefonisch =
            [("kanaal", "telefoon"), ("op", "2026-11-23"), ("bewijs", "terugbelnotitie"), ("versie", "1")];
        nadia.post(&format!("{pad}/uitnodigen"), &telefonisch).await.expect(303);
        nadia.post(&format!("{pad}/niet-doorgegaan"), &af("2")).await.expect(303);
        nadia.get(&pad).await.expect_text("Afzegging maken");
    }
}

/// Moved, and invited anew on paper: the old time does not come back behind his back. Nor does a cancellation go out of what is over.
#[tokio::test]
async fn a_move_is_not_undone_when_the_new_time_is_on_paper() {
    for app in both().await {
        with_sender(&app).await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        make(&nadia, &gesprek, "nl").await;
        let nieuw = "0198c0de-0000-7000-8000-0000000000a1";
        let verzet = [
            ("nieuw", nieuw),
            ("datum", "2026-12-10"),
            ("tijd", "11"),
            ("duur", "60"),
            ("door", "gemeente"),
            ("versie", "2"),
        ];
        nadia.post(&format!("/gesprekken/{gesprek}/verzetten"), &verzet).await.expect(303);
        make(&nadia, nieuw, "nl").await;
        druk_af(&nadia).await;
        let nee = nadia.post(&format!("/gesprekken/{gesprek}/herstellen"), &[("versie", "3")]).await.expect(409);
        nee.says("al afgedrukt");
        let af = [("uitkomst", "afgezegd_gemeente"), ("versie", "2")];
        nadia.post(&format!("/gesprekken/{nieuw}/niet-doorgegaan"), &af).await.expect(303);
        make(&nadia, nieuw, "nl").await;
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
        app.het_is("2026-12-11T08:30:00Z");
        app.log_in("n.elamrani").await.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
    }
}
