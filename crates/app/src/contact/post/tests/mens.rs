//! Stories about letters that a person must look after: who is told, why, and what can be done.

use domain::{
    brief::{Brief, kenmerk},
    gemeente::Gemeente,
    toewijzing::{Overname, OvernameStand},
};
use jiff::civil::date;
use storage::uitbak;

use super::{
    AFZENDER, Draad, Gedaan, TestApp, besluit, both, hidden, johan_mailt, mail, ontvangen, planned, postbode, stap,
    starttls,
};

/// The colleagues of Nadia.
async fn wie(app: &TestApp, naam: &str) -> domain::id::GebruikerId {
    let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
    let alle = storage::gebruiker::list(&mut reader).await.unwrap();
    alle.into_iter().find(|g| g.naam == naam).unwrap().id
}

#[tokio::test]
async fn the_mail_server_is_taken_out_and_what_waits_goes_by_post() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        draad.is_weg(true);
        let app = app.met_smtp(draad.smtp());
        johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        assert_eq!(stap(&app).await.uitgesteld, 1);
        let app = app.zonder_smtp();
        app.het_is("2026-11-23T08:35:00Z");
        assert_eq!(stap(&app).await, Gedaan::default(), "another process may still have the setting");
        app.het_is("2026-11-23T08:42:00Z");
        assert_eq!(stap(&app).await, Gedaan { voor_een_mens: 1, ..Gedaan::default() });
        assert_eq!(stap(&app).await, Gedaan::default());
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text("Brieven per e-mail die aandacht vragen").says("Mislukt");
        let page = nadia.get(&brief).await.expect_text("geen mailserver meer ingesteld").says("Per post sturen");
        assert!(!page.text.contains("Opnieuw mailen"), "there is nothing to mail with");
        besluit(&nadia, &brief, "mislukt", "per_post").await.expect(303);
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
    }
}

/// The invitation came back. Johan did not come, and that cannot be blamed on him (PW 54(1)); unless somebody told him in another way.
#[tokio::test]
async fn no_cure_period_rests_on_an_email_that_did_not_arrive() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        johan_mailt(&app, "onbekend").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        assert_eq!(stap(&app).await.voor_een_mens, 1);
        app.het_is("2026-12-03T15:00:00Z");
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{gesprek}");
        nadia.get(&pad).await.expect(200);
        let away = [("uitkomst", "niet_verschenen"), ("toelichting", ""), ("versie", "2")];
        nadia.post(&format!("{pad}/niet-doorgegaan"), &away).await.expect(303);
        nadia.get(&pad).await.expect_text("Niet vast staat dat de klant de uitnodiging kreeg");
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect(409);
        besluit(&nadia, &brief, "mislukt", "afgehandeld").await.expect(303);
        nadia.get(&format!("{pad}/hersteltermijn")).await.expect_text("Hersteltermijn geven");
    }
}

#[tokio::test]
async fn petra_made_the_letter_and_nadia_who_holds_the_conversation_is_told() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        johan_mailt(&app, "onbekend").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let later = planned(&app, app.johan, "2026-12-04").await;
        // Piet happens to be at the desk and makes both; one goes by post.
        let piet = app.log_in("p.smit").await;
        mail(&piet, &gesprek, "nl").await;
        assert_eq!(stap(&app).await.voor_een_mens, 1);
        let page = piet.get(&format!("/gesprekken/{later}")).await.expect(200).text;
        let (_, form) = page.split_once(&format!("/gesprekken/{later}/brieven")).unwrap();
        let (id, versie) = (hidden(form, "id"), hidden(form, "versie"));
        let post =
            [("id", id.as_str()), ("soort", "uitnodiging"), ("versie", &versie), ("taal", "nl"), ("weg", "post")];
        piet.post(&format!("/gesprekken/{later}/brieven"), &post).await.expect(303);

        let titel = "Brieven per e-mail die aandacht vragen";
        let nadia = app.log_in("n.elamrani").await;
        nadia.get("/vandaag").await.expect_text(titel);
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
        assert!(!piet.get("/vandaag").await.expect(200).text.contains(titel), "they are not his conversations");
        piet.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        app.log_in("p.devries").await.get("/vandaag").await.expect_text(titel);

        // Nadia is on leave, and Piet stands in.
        let waarneming = Overname {
            id: app.omgeving.nieuw_id(),
            van: app.nadia,
            aan: wie(&app, "Piet Smit").await,
            vanaf: date(2026, 11, 23),
            tot_en_met: Some(date(2026, 11, 27)),
            reden: "verlof".to_owned(),
            alles: false,
            stand: OvernameStand::Geldt,
        };
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        let door = wie(&app, "Petra de Vries").await;
        storage::overname::insert(&mut writer, &waarneming, &[app.johan], door, app.nu()).await.unwrap();
        writer.commit(app.regel("overname.vastgelegd"), &[]).await.unwrap();
        piet.get("/vandaag").await.expect_text(titel).says("Brieven af te drukken");
        piet.get("/brieven/af-te-drukken").await.expect_text("PDF met 1 brief openen");
        app.log_in("t.paap").await.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
    }
}

#[tokio::test]
async fn one_letter_that_cannot_be_read_keeps_no_other_waiting() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        let nadia = app.log_in("n.elamrani").await;
        let mut brieven = Vec::new();
        for dag in ["2026-12-01", "2026-12-02", "2026-12-03"] {
            let gesprek = planned(&app, app.johan, dag).await;
            brieven.push(mail(&nadia, &gesprek, "nl").await);
        }
        // Two more were damaged: of one the text, of the other the address.
        let kapot = app.met_andere_sleutel().await;
        let id = brieven[0].rsplit('/').next().unwrap().parse().unwrap();
        let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
        let heel: Brief = storage::brief::find(&mut reader, id).await.unwrap().unwrap();
        let zending = uitbak::of_brief(&mut reader, id).await.unwrap().unwrap();
        drop(reader);
        let kopie = || {
            let id = app.omgeving.nieuw_id();
            Brief { id, kenmerk: kenmerk(id, date(2026, 11, 23)), ..heel.clone() }
        };
        let (tekst, adres) = (kopie(), kopie());
        let van =
            |brief: &Brief| domain::uitbak::Zending { id: app.omgeving.nieuw_id(), brief: brief.id, ..zending.clone() };
        let mut writer = kapot.write(Gemeente::HAARLEM).await.unwrap();
        storage::brief::insert(&mut writer, &tekst).await.unwrap();
        writer.commit(app.regel("brief.gemaakt"), &[]).await.unwrap();
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        storage::brief::insert(&mut writer, &adres).await.unwrap();
        uitbak::insert(&mut writer, &van(&tekst), app.nu()).await.unwrap();
        writer.commit(app.regel("brief.gemaakt"), &[]).await.unwrap();
        let mut writer = kapot.write(Gemeente::HAARLEM).await.unwrap();
        uitbak::insert(&mut writer, &van(&adres), app.nu()).await.unwrap();
        writer.commit(app.regel("brief.gemaakt"), &[]).await.unwrap();

        let gedaan = stap(&app).await;
        assert_eq!(gedaan.verzonden, 3, "{gedaan:?}");
        ontvangen(&aan, 3).await;
        // The copy with the damaged address is about an invitation that no longer counts: it is taken back.
        assert_eq!((gedaan.voor_een_mens, gedaan.achterhaald), (1, 1), "{gedaan:?}");
        let page = nadia.get(&format!("/brieven/{}", tekst.id)).await.expect_text("niet lezen");
        page.says(&tekst.kenmerk).says("Klant weet het al");
        nadia.get("/vandaag").await.expect_text("Brieven per e-mail die aandacht vragen");
        for pad in [format!("/gesprekken/{}", heel.gesprek), format!("/klanten/{}?soort=brieven", app.johan)] {
            nadia.get(&pad).await.expect_text(&heel.kenmerk);
        }
        nadia.get("/brieven/af-te-drukken").await.expect(200);
        besluit(&nadia, &format!("/brieven/{}", tekst.id), "mislukt", "afgehandeld").await.expect(303);
        let page = nadia.get("/vandaag").await.expect(200);
        assert!(!page.text.contains("Brieven per e-mail die aandacht vragen"));
    }
}

#[tokio::test]
async fn nothing_is_mailed_to_johan_after_he_died() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let later = planned(&app, app.johan, "2026-12-04").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        let form = nadia.get(&format!("/gesprekken/{later}")).await.expect(200).text;
        let (_, form) = form.split_once(&format!("/gesprekken/{later}/brieven")).unwrap();
        let (id, versie) = (hidden(form, "id"), hidden(form, "versie"));
        app.overlijdt(app.johan).await;
        assert_eq!(stap(&app).await, Gedaan { achterhaald: 1, ..Gedaan::default() });
        let page = nadia.get(&brief).await.expect_text("Niet verstuurd, de klant is overleden");
        assert!(!page.text.contains("Opnieuw mailen") && !page.text.contains("Per post sturen"));
        let velden =
            [("id", id.as_str()), ("soort", "uitnodiging"), ("versie", &versie), ("taal", "nl"), ("weg", "email")];
        let nee = nadia.post(&format!("/gesprekken/{later}/brieven"), &velden).await.expect(409);
        nee.says("De klant is overleden");
        let page = nadia.get(&format!("/gesprekken/{later}")).await.expect_text("De klant is overleden");
        assert!(!page.text.contains("Uitnodiging maken"));
        let page = nadia.get("/vandaag").await.expect(200);
        assert!(!page.text.contains("Brieven per e-mail die aandacht vragen"), "there is nobody to call");
    }
}

#[tokio::test]
async fn a_restart_on_the_last_day_leaves_the_letter_and_its_reason() {
    for app in both().await {
        let draad = Draad::naar_de_server().await;
        draad.is_weg(true);
        let app = app.met_smtp(draad.smtp());
        let aan = johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let brief = mail(&nadia, &gesprek, "nl").await;
        assert_eq!(stap(&app).await.uitgesteld, 1);
        app.het_is("2026-11-26T08:29:59Z");
        // The program is told to stop at the moment that it takes the letter up.
        let (stop, gestopt) = tokio::sync::watch::channel(false);
        let mut stoppend = super::Postbode::new(app.app.clone(), gestopt);
        stop.send(true).unwrap();
        assert_eq!(stoppend.stap().await.unwrap(), Gedaan { uitgesteld: 1, ..Gedaan::default() });
        let nadia = app.log_in("n.elamrani").await;
        nadia.get(&brief).await.expect_text("Klantbeeld probeert het opnieuw").says("is niet te bereiken");
        draad.is_weg(false);
        assert_eq!(postbode(&app).stap().await.unwrap().verzonden, 1, "the next process sends it");
        ontvangen(&aan, 1).await;
    }
}

#[tokio::test]
async fn an_invitation_that_was_mailed_is_not_taken_back_and_what_is_over_is_not_announced() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let pad = format!("/gesprekken/{gesprek}");
        mail(&nadia, &gesprek, "nl").await;
        // Nothing has left yet: it is taken back, and made anew.
        nadia.post(&format!("{pad}/herstellen"), &[("versie", "2")]).await.expect(303);
        assert_eq!(stap(&app).await, Gedaan { achterhaald: 1, ..Gedaan::default() });
        mail(&nadia, &gesprek, "nl").await;
        assert_eq!(stap(&app).await.verzonden, 1);
        ontvangen(&aan, 1).await;
        let nee = nadia.post(&format!("{pad}/herstellen"), &[("versie", "4")]).await.expect(409);
        nee.says("heeft deze uitnodiging al per e-mail").says("verzet het dan of zeg het af");
        nadia.get(&pad).await.expect_text("Herinnering maken");
        let form = nadia.get(&pad).await.text;
        let (_, form) = form.split_once(&format!("{pad}/brieven")).unwrap();
        let (id, versie) = (hidden(form, "id"), hidden(form, "versie"));
        app.het_is("2026-12-03T09:31:00Z");
        let nadia = app.log_in("n.elamrani").await;
        assert!(!nadia.get(&pad).await.expect(200).text.contains("Herinnering maken"), "it has begun");
        let velden =
            [("id", id.as_str()), ("soort", "herinnering"), ("versie", &versie), ("taal", "nl"), ("weg", "email")];
        nadia.post(&format!("{pad}/brieven"), &velden).await.expect(409).says("al begonnen of voorbij");
    }
}

#[tokio::test]
async fn the_invitation_names_who_else_will_be_there_and_the_calendar_does_not() {
    for app in both().await {
        let app = app.met_smtp(starttls(true));
        let aan = johan_mailt(&app, "johan").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let nadia = app.log_in("n.elamrani").await;
        let form = format!("/gesprekken/{gesprek}/deelnemers/toevoegen");
        let page = nadia.get(&form).await.expect(200).text;
        let id = hidden(&page, "id");
        let karima = wie(&app, "Karima Yıldız").await.to_string();
        let velden = [("id", id.as_str()), ("collega", &karima), ("discipline", "werk")];
        nadia.post(&form, &velden).await.expect(303);
        let brief = mail(&nadia, &gesprek, "nl").await;
        nadia.get(&brief).await.expect_text("Nadia el Amrani<br>Karima Yıldız, Werk en participatie");
        assert_eq!(stap(&app).await.verzonden, 1);
        let [post] = &ontvangen(&aan, 1).await[..] else { panic!("one message") };
        assert!(post.tekst().contains("Nadia el Amrani\nKarima Yıldız, Werk en participatie"), "{}", post.tekst());
        assert!(
            !post.delen[1].1.contains("participatie") && !post.delen[1].1.contains("Karima"),
            "{}",
            post.delen[1].1
        );
    }
}

#[tokio::test]
async fn the_page_of_a_letter_and_the_stack_agree() {
    for app in both().await {
        let beheer = app.log_in("beheer").await;
        beheer.get("/beheer/brieven").await.expect(200);
        beheer.post("/beheer/brieven", &AFZENDER).await.expect(303);
        let nadia = app.log_in("n.elamrani").await;
        let gesprek = planned(&app, app.johan, "2026-12-03").await;
        let pad = format!("/gesprekken/{gesprek}");
        let mut brieven = Vec::new();
        // An invitation and two reminders: of the reminders the newest counts.
        for minuut in ["08:30", "08:31", "08:32"] {
            app.het_is(&format!("2026-11-23T{minuut}:00Z"));
            let page = nadia.get(&pad).await.expect(200).text;
            let (_, form) = page.split_once(&format!("{pad}/brieven")).unwrap();
            let (id, soort, versie) = (hidden(form, "id"), hidden(form, "soort"), hidden(form, "versie"));
            let velden = [("id", id.as_str()), ("soort", &soort), ("versie", &versie), ("taal", "nl")];
            brieven.push(nadia.post(&format!("{pad}/brieven"), &velden).await.expect(303).naar);
        }
        let niet = "Wordt niet afgedrukt.";
        nadia.get("/brieven/af-te-drukken").await.expect_text("PDF met 2 brieven openen");
        for (brief, valt_weg) in brieven.iter().zip([false, true, false]) {
            assert_eq!(nadia.get(brief).await.expect(200).text.contains(niet), valt_weg, "{brief}");
        }
        nadia.get(&brieven[1]).await.expect_text("nieuwere brief gemaakt");
        app.overlijdt(app.johan).await;
        nadia.get("/brieven/af-te-drukken").await.expect_text("Er wacht geen brief");
        for brief in &brieven {
            nadia.get(brief).await.expect_text(niet).says("De klant is overleden");
        }
    }
}
