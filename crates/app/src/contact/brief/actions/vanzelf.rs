//! Inviting who was planned a quarter ahead, some weeks before he comes, without anybody asking for it then.

use domain::{
    brief::{Brief, Briefsoort},
    datum::{plaatselijk, plus_dagen},
    gebruiker::Recht,
    gesprek::{Gesprek, Kanaal},
    id::PlanrondeId,
    werkrooster::Tijdvak,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde_json::json;
use storage::{
    Reader,
    gemeente::GemeenteNaam,
    planning::{self, vanzelf::AanDeBeurt},
    werkrooster,
};

use super::ronde::{Hoe, maak_alle};
use crate::web::{App, Bezoek, Resultaat};

/// Who was planned a quarter ahead is invited so many days before: soon enough to arrange a day off or a baby-sitter, and late enough not
/// to be forgotten.
pub(crate) const VOORAF_DAGEN: i64 = 28;
/// Who could not be invited for a while is not surprised in the last days: that is for a person, who can call.
const MINSTENS_VOORAF: i64 = 7;

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
    let hoe = Hoe {
        liefst_email: is.kanaal == Kanaal::Email,
        tot_en_met: Some(plus_dagen(bezoek.vandaag, VOORAF_DAGEN)),
        vanzelf: true,
    };
    maak_alle(&bezoek, is.ronde, hoe).await?;
    drop(beurt);
    Ok(())
}

/// Whether a conversation is still what was planned weeks ago: at that moment, with a client who has a benefit by then and no letter about not
/// coming, and with somebody who works. Who is left out here stays in the lists of who was not invited.
pub(super) async fn kan_nog(
    reader: &mut Reader,
    gesprek: &Gesprek,
    gepland: Timestamp,
    vandaag: Date,
) -> Resultaat<bool> {
    let begin = plaatselijk(gesprek.moment);
    let dag = begin.date();
    if gesprek.moment != gepland || dag < plus_dagen(vandaag, MINSTENS_VOORAF) {
        return Ok(false);
    }
    // Somebody took his invitation back, and had a reason.
    let is_uitnodiging = |brief: &Brief| brief.soort == Briefsoort::Uitnodiging;
    if storage::brief::of_gesprek(reader, gesprek.id).await?.iter().any(is_uitnodiging) {
        return Ok(false);
    }
    let klanten = planning::klanten(reader, &[gesprek.klant]).await?;
    let loopt = klanten.iter().all(|klant| klant.uitkering_tot.is_none_or(|tot| tot >= dag));
    if !loopt || !planning::in_verzuim(reader, &[gesprek.klant]).await?.is_empty() {
        return Ok(false);
    }
    let werktijd = werkrooster::werktijd(reader, gesprek.klantmanager, dag, dag).await?;
    let Ok(tijdvak) = Tijdvak::met_duur(begin.time(), gesprek.duur_minuten) else { return Ok(false) };
    // Of a day without a pattern nobody knows.
    let blokken = werktijd.beschikbaarheid().blokken(dag);
    Ok(blokken.is_none_or(|blokken| {
        blokken.into_iter().any(|blok| blok.van() <= tijdvak.van() && tijdvak.tot() <= blok.tot())
    }))
}

/// Notes that a machine invites the clients of a round.
pub(super) async fn log(bezoek: &Bezoek, ronde: PlanrondeId, liefst_email: bool) -> Resultaat<()> {
    let details = json!({ "liefst_email": liefst_email, "vooraf_dagen": VOORAF_DAGEN });
    let regel = bezoek.regel("planronde.vanzelf_uitgenodigd", ronde.uuid(), None, &details);
    Ok(bezoek.writer().await?.commit(regel, &[]).await?)
}
