//! Zandvoort shares the installation with Haarlem, and knows nothing of it: whatever address somebody there types with an id from
//! Haarlem, there is no such thing.

use domain::{
    gebruiker::{Recht, Rol},
    gemeente::Gemeente,
};

use super::gesprek::planned;
use crate::{
    router,
    testing::{Antwoord, Browser, TestApp, both},
};

/// Haarlem has a client, his benefit, a conversation, a plan and a decision. Gives their ids.
async fn van_haarlem(app: &TestApp) -> Vec<String> {
    let gesprek = planned(app, "2026-12-01").await;
    let nadia = app.log_in("n.elamrani").await;
    let opstellen = format!("/klanten/{}/plan/opstellen", app.johan);
    let plan = "01990000-0000-7000-8000-00000000beef";
    let concept = [
        ("id", plan),
        ("versie", "0"),
        ("rijen", "1"),
        ("soort", "werk"),
        ("doel", "Een baan als hovenier."),
        ("stap1_wat", "Aanmelden bij het taalcafé"),
        ("stap1_wie", "klant"),
        ("stap1_voor", "2026-12-14"),
        ("plichten", "U werkt mee aan dit plan."),
        ("evaluatie", "2027-02-22"),
    ];
    nadia.get(&opstellen).await.expect(200);
    nadia.post(&opstellen, &concept).await.expect(303);
    let ruben = app.log_in("r.hendriks").await;
    let nieuw = "/besluiten/nieuw?soort=terugvordering";
    let johan = app.johan.to_string();
    let besluit = "01890000-0000-7000-8000-00000000000a";
    let velden = [
        ("klantnummer", "104-2217"),
        ("gezien", johan.as_str()),
        ("id", besluit),
        ("grond", "schending"),
        ("waarvoor", "Werk bij een bakkerij sinds 1 oktober."),
        ("van", "2026-10-01"),
        ("tot", "2026-10-31"),
        ("bedrag", "1.419,46"),
        ("motivering", "U werkte en meldde dat niet."),
        ("actie", "voorleggen"),
    ];
    ruben.get(nieuw).await.expect(200);
    ruben.post(nieuw, &velden).await.expect(303);
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let uitkering = storage::uitkering::of_klant(&mut reader, app.johan).await.unwrap().remove(0).id.to_string();
    vec![johan.clone(), uitkering, gesprek, plan.to_owned(), besluit.to_owned(), app.nadia.to_string()]
}

/// What an address shows; one that leads on (to the page a form belongs to) is followed.
async fn gevolgd(buur: &Browser<'_>, pad: &str) -> Antwoord {
    let answer = buur.get(pad).await;
    if answer.status.is_redirection() { buur.get(&answer.naar).await } else { answer }
}

#[tokio::test]
async fn no_address_of_any_role_shows_or_changes_what_is_haarlems() {
    for app in both().await {
        let ids = van_haarlem(&app).await;
        let rollen = [Rol::Klantmanager, Rol::Teamleider, Rol::Rechtmatigheid, Rol::Beheerder, Rol::Deskundige];
        let mut gevraagd = 0;
        for (nummer, rol) in rollen.into_iter().enumerate() {
            let login = format!("z.buur{nummer}");
            app.voeg_gebruiker_toe_in(Gemeente::ZANDVOORT, &login, "Zoë Buur", rol).await;
            let buur = app.log_in(&login).await;
            let home = buur.get("/").await.naar;
            buur.get(&home).await.expect(200);
            let met_id = |regel: &&crate::web::RouteRegel| regel.pad.contains("{id}") && rol.mag(regel.recht);
            let tabel = router::tabel();
            for regel in tabel.iter().filter(met_id).filter(|regel| regel.recht != Recht::GeheimAdres) {
                for id in &ids {
                    let pad = regel.pad.replace("{id}", id);
                    let answer = match regel.methode {
                        "GET" => gevolgd(&buur, &pad).await,
                        _ => buur.post(&pad, &[("versie", "1"), ("stap", "vaststellen"), ("reden", "x")]).await,
                    };
                    // A form that lacks something may be refused before it is looked for; nothing of Haarlem is in that.
                    let niets = answer.status.is_client_error();
                    assert!(niets, "{rol:?} {} {pad}: {}", regel.methode, answer.status);
                    for woord in ["van der Meer", "104-2217", "bakkerij", "hovenier"] {
                        assert!(!answer.text.contains(woord), "{rol:?} {} {pad} says {woord}", regel.methode);
                    }
                    assert!(regel.methode != "GET" || answer.status == 404, "{rol:?} {pad}: {}", answer.status);
                    gevraagd += 1;
                }
            }
        }
        assert!(gevraagd > 500, "{gevraagd} addresses were asked for");
    }
}
