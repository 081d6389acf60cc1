//! Two decisions about the same days: a second window, a second person, or a second reason.

use jiff::civil::date;

use super::{ID, einde, stap, terugvordering, verstuur, wie};
use crate::testing::{Browser, TestApp, both};

/// Ruben lays a withdrawal from a day on before Meltem. Gives its page.
async fn intrekking(app: &TestApp, ruben: &Browser<'_>, id: &str, van: &str) -> String {
    let nieuw = "/besluiten/nieuw?soort=intrekking";
    ruben.get(nieuw).await.expect(200);
    let mut velden = wie(app).to_vec();
    let vast = [("id", id), ("waarvoor", "Woont samen."), ("van", van), ("tot", ""), ("actie", "voorleggen")];
    velden.extend(vast.map(|(naam, waarde)| (naam, waarde.to_owned())));
    velden.push(("motivering", "U woont samen en meldde dat niet.".to_owned()));
    verstuur(ruben, nieuw, &velden).await.expect(303).naar
}

#[tokio::test]
async fn the_same_recovery_is_not_decided_twice() {
    for app in both().await {
        let ruben = app.log_in("r.hendriks").await;
        let nieuw = "/besluiten/nieuw?soort=terugvordering";
        ruben.get(nieuw).await.expect(200);
        let eerste = verstuur(&ruben, nieuw, &terugvordering(&app, "", "")).await.expect(303).naar;
        let tweede = terugvordering(&app, "id", "01890000-0000-7000-8000-00000000000b");
        verstuur(&ruben, nieuw, &tweede).await.expect(422).says("Er is al een besluit over dezelfde dagen");

        // Another amount is another decision; and what was dropped is in nobody's way.
        let mut ander = terugvordering(&app, "bedrag", "200,00");
        ander[2].1 = "01890000-0000-7000-8000-00000000000c".to_owned();
        verstuur(&ruben, nieuw, &ander).await.expect(303);
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&eerste).await.expect(200);
        stap(&meltem, &eerste, 1, "terugwijzen", &[("terugwijzing", "Dit ligt er al.")]).await;
        ruben.get(&eerste).await.expect(200);
        stap(&ruben, &eerste, 2, "vervallen", &[("vervallen", "Stond er dubbel.")]).await;
        verstuur(&ruben, nieuw, &tweede).await.expect(303);
    }
}

/// Of two withdrawals one is taken back: the other still holds.
#[tokio::test]
async fn a_benefit_runs_again_no_further_than_another_withdrawal_lets_it() {
    for app in both().await {
        let ruben = app.log_in("r.hendriks").await;
        let september = intrekking(&app, &ruben, ID, "2026-09-01").await;
        let augustus = intrekking(&app, &ruben, "01890000-0000-7000-8000-00000000000b", "2026-08-01").await;
        let oktober = intrekking(&app, &ruben, "01890000-0000-7000-8000-00000000000c", "2026-10-01").await;
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&september).await.expect(200);
        stap(&meltem, &september, 1, "vaststellen", &[]).await;
        stap(&meltem, &augustus, 1, "vaststellen", &[]).await;
        assert_eq!(einde(&app).await, Some(date(2026, 7, 31)));
        // What was prepared while the right ran, cannot be decided when it has ended.
        meltem
            .post(&oktober, &[("versie", "1"), ("stap", "vaststellen")])
            .await
            .expect(409)
            .says("Er was op 1 okt 2026 geen recht op deze uitkering");

        let herroeping = |kenmerk| {
            [("herroeping_op", "2026-11-23"), ("herroeping", "Was zijn broer."), ("herroeping_kenmerk", kenmerk)]
        };
        stap(&meltem, &augustus, 2, "herroepen", &herroeping("BZW-41")).await;
        assert_eq!(einde(&app).await, Some(date(2026, 8, 31)), "the other decision holds");
        stap(&meltem, &september, 2, "herroepen", &herroeping("BZW-42")).await;
        assert_eq!(einde(&app).await, None, "and now none does");
    }
}
