//! Inviting everybody of a round at once: the letters that would be made one by one.

use std::time::Duration;

use domain::{
    brief::{Brief, Briefsoort},
    datum::{plaatselijk, plus_dagen},
    gebruiker::Recht,
    gesprek::{GesprekStand, Kanaal},
    id::PlanrondeId,
};
use jiff::{SignedDuration, civil::Date};
use serde_json::json;
use storage::{
    brief::Stapel,
    gemeente::GemeenteNaam,
    planning::{self, vanzelf::AanDeBeurt},
};

use super::{super::voorgestelde_taal, Verzoek, ZONDER_AFZENDER, maak};
use crate::{
    post::{self, Adres},
    web::{App, Bezoek, Fout, Resultaat},
};

/// How long whoever asked waits for it: a round of a day is done by then, and a larger one shows how far it is.
const WACHTEN: Duration = Duration::from_secs(2);

/// Who was planned a quarter ahead is invited so many days before: soon enough to arrange a day off or a baby-sitter, and late enough not
/// to be forgotten.
pub(crate) const VOORAF_DAGEN: i64 = 28;

/// Invites everybody of a round who comes up to a day, or everybody, in the background. Whoever closes the page, or a browser that hangs up, does not end it; what a
/// restart interrupts, the page of the round offers to finish.
pub(crate) async fn nodig_uit(
    bezoek: &Bezoek,
    ronde: PlanrondeId,
    liefst_email: bool,
    tot_en_met: Option<Date>,
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        let wie = Stapel::van(bezoek.gebruiker());
        planning::find_van(&mut reader, ronde, wie, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
        if storage::brief::sjabloon::afzender(&mut reader).await?.is_none() {
            return Err(Fout::in_strijd("brief_afzender", ZONDER_AFZENDER));
        }
    }
    let Some(beurt) = bezoek.app.uitnodigrondes.begin(ronde.uuid()) else { return Ok(()) };
    let bezoek = bezoek.clone();
    let werk = tokio::spawn(async move {
        let gedaan = maak_alle(&bezoek, ronde, Hoe { liefst_email, tot_en_met, vanzelf: false }).await;
        drop(beurt);
        gedaan
    });
    match tokio::time::timeout(WACHTEN, werk).await {
        Ok(Ok(gedaan)) => gedaan,
        // It panicked, which is logged; who was not invited still stands on the page.
        Ok(Err(_)) | Err(_) => Ok(()),
    }
}

/// How a round is invited.
#[derive(Clone, Copy)]
struct Hoe {
    /// By e-mail to whoever agreed to that.
    liefst_email: bool,
    /// Only who comes up to this day.
    tot_en_met: Option<Date>,
    /// Nobody asked for it just now.
    vanzelf: bool,
}

/// Makes an invitation for every conversation of a round whose client does not know of it yet: in the language of the
/// client, and by e-mail when that is asked and may. Each letter is a transaction of its own: what one client lacks does not
/// keep the others from being invited, and whoever was invited before is left alone.
async fn maak_alle(bezoek: &Bezoek, ronde: PlanrondeId, hoe: Hoe) -> Resultaat<()> {
    for klant in planning::klanten_van(&mut bezoek.reader().await?, ronde).await? {
        let Ok(id) = klant.uitkomst.gesprek else { continue };
        let mut reader = bezoek.reader().await?;
        let Some(gesprek) = storage::gesprek::find(&mut reader, id).await? else { continue };
        let later = hoe.tot_en_met.is_some_and(|tot_en_met| plaatselijk(gesprek.moment).date() > tot_en_met);
        if gesprek.stand != GesprekStand::Gepland || later {
            continue;
        }
        // Somebody took his invitation back, and had a reason.
        let is_uitnodiging = |brief: &Brief| brief.soort == Briefsoort::Uitnodiging;
        if hoe.vanzelf && storage::brief::of_gesprek(&mut reader, id).await?.iter().any(is_uitnodiging) {
            continue;
        }
        let record = storage::klant::find(&mut reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
        let soort = Briefsoort::Uitnodiging;
        let kan = matches!(post::adres(&bezoek.app, &mut reader, gesprek.klant).await?, Adres::Kan { .. });
        drop(reader);
        let verzoek = Verzoek {
            id: bezoek.app.omgeving.nieuw_id(),
            soort,
            taal: voorgestelde_taal(soort, &gesprek, &record),
            per_email: hoe.liefst_email && kan,
            versie: gesprek.versie,
        };
        match maak(bezoek, id, verzoek).await {
            // The page of the round still shows this one as planned, and who opens it reads why.
            Ok(()) | Err(Fout::Geweigerd { .. } | Fout::Intussen) => {}
            Err(fout) => return Err(fout),
        }
    }
    Ok(())
}

/// Invites who comes within four weeks, of the rounds that were planned ahead and of which that was asked. In the name of whoever planned
/// the round, or else of whose diary it is: when both are gone nobody is invited, and the list of who was not invited yet shows them. What
/// goes wrong in one round keeps no other waiting.
pub(crate) async fn nodig_vanzelf_uit(app: &App, gemeente: &GemeenteNaam) -> Resultaat<()> {
    let nu = app.omgeving.nu();
    let rondes = {
        let mut reader = app.database.read(gemeente.gemeente).await?;
        if storage::brief::sjabloon::afzender(&mut reader).await?.is_none() {
            return Ok(());
        }
        let tot = nu + SignedDuration::from_hours(24 * VOORAF_DAGEN);
        planning::vanzelf::aan_de_beurt(&mut reader, nu, tot).await?
    };
    if rondes.is_empty() {
        return Ok(());
    }
    // Where nobody visits, the list of colleagues who sign is as old as the program.
    app.ververs_lijsten(gemeente.gemeente).await?;
    for is in rondes {
        let (door_hem, van_gemeente) = (app.clone(), gemeente.clone());
        let gedaan = tokio::spawn(async move { nodig_ronde_uit(&door_hem, &van_gemeente, is).await }).await;
        match gedaan {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, ronde = %is.ronde, "a round is invited the next time"),
            Err(error) => tracing::error!(%error, ronde = %is.ronde, "inviting a round broke off"),
        }
    }
    Ok(())
}

async fn nodig_ronde_uit(app: &App, gemeente: &GemeenteNaam, is: AanDeBeurt) -> Resultaat<()> {
    let mut reader = app.database.read(gemeente.gemeente).await?;
    let door = storage::gebruiker::find(&mut reader, is.door).await?;
    let van = storage::gebruiker::find(&mut reader, is.klantmanager).await?;
    drop(reader);
    let wie = door.into_iter().chain(van).find(|wie| wie.actief && wie.rol.mag(Recht::KlantBewerken));
    let Some(wie) = wie else {
        tracing::warn!(ronde = %is.ronde, "nobody is left in whose name to invite this round");
        return Ok(());
    };
    let Some(beurt) = app.uitnodigrondes.begin(is.ronde.uuid()) else { return Ok(()) };
    let bezoek = Bezoek::namens(app, wie, gemeente);
    // The letters stand in the log with his name; this says that a machine made them, because he asked for it when he planned.
    let details = json!({ "kanaal": is.kanaal.code(), "vooraf_dagen": VOORAF_DAGEN });
    let regel = bezoek.regel("planronde.vanzelf_uitgenodigd", is.ronde.uuid(), None, &details);
    bezoek.writer().await?.commit(regel, &[]).await?;
    let hoe = Hoe {
        liefst_email: is.kanaal == Kanaal::Email,
        tot_en_met: Some(plus_dagen(bezoek.vandaag, VOORAF_DAGEN)),
        vanzelf: true,
    };
    maak_alle(&bezoek, is.ronde, hoe).await?;
    drop(beurt);
    Ok(())
}
