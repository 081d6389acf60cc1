//! Nadia looks for Johan van der Meer, client 104-2217.

use domain::gemeente::Gemeente;

use crate::testing::{TestApp, both};

async fn geboren(app: &TestApp) -> String {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let klant = storage::klant::find(&mut reader, app.johan).await.unwrap().unwrap();
    let dag = klant.geboortedatum;
    format!("{:02}{:02}{}", dag.day(), dag.month(), dag.year())
}

#[tokio::test]
async fn what_one_knows_of_somebody_opens_the_file() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/zoeken").await.expect(200);
        let dossier = format!("/klanten/{}", app.johan);
        let geboren = geboren(&app).await;
        for getypt in ["104-2217", "1042217", "104 2217", "johan van der meer", "Van der Meer", "vd meer", "v.d. Meer"]
        {
            let answer = nadia.post("/zoeken", &[("q", getypt)]).await.expect(303);
            assert_eq!(answer.naar, dossier, "{getypt}");
        }
        // Three were born on that day: who looks chooses.
        nadia.post("/zoeken", &[("q", &geboren)]).await.expect_text("3 klanten gevonden.").says(&dossier);
    }
}

/// The sound of a name finds him too, but another may have been meant: nobody's file opens by a guess.
#[tokio::test]
async fn a_guess_shows_a_list_and_opens_nobody() {
    for app in both().await {
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/zoeken").await.expect(200);
        for getypt in ["Johan van der Mer", "johann meer"] {
            let page = nadia.post("/zoeken", &[("q", getypt)]).await;
            let page = page.expect_text("1 klant met een naam die erop lijkt.");
            page.says("Johan van der Meer").says(&format!("/klanten/{}", app.johan));
        }
    }
}
