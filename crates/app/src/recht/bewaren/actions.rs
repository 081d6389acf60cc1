//! What can be done with lists of what is destroyed: load, decide, write, log, commit, in one transaction.
//!
//! A list is carried out in batches, in the background. Who pressed the button is kept with the list, so that after a crash or a
//! restart it goes on by itself; nothing begins by itself.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    bewaartermijn::{Bewaren, Stuk, Stuksoort},
    gemeente::Gemeente,
    id::{GebruikerId, VernietigingslijstId},
    logboek::{Doel, Regel},
    vernietigingslijst::{Handtekening, LijstStand, VernietigenGeweigerd, Vernietigingslijst, Weglating},
};
use serde_json::json;
use storage::{
    Database, Reader, Writer,
    bewaartermijn::Toets,
    vernietigingslijst::{self as opslag, Gevonden, Kandidaat, MEESTE_STUKKEN},
};

use crate::{
    omgeving::Omgeving,
    web::{Bezoek, Fout, Resultaat},
};

/// How long whoever asked waits for it; a longer list shows how far it is.
const WACHTEN: Duration = Duration::from_secs(2);

/// What somebody does with a list.
pub(super) enum Stap {
    /// Agrees.
    Bevestigen,
    /// Turns it down, and why.
    Afwijzen(String),
    /// Leaves records off, and why.
    Weglaten(Vec<String>, Weglating),
    /// Has it carried out.
    Vernietigen,
}

/// A list of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: VernietigingslijstId) -> Resultaat<Gevonden> {
    opslag::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// How many of each kind, by the code of the kind: for the log.
fn aantallen(stukken: &[Stuk]) -> BTreeMap<&'static str, usize> {
    let mut aantallen = BTreeMap::new();
    for stuk in stukken {
        *aantallen.entry(stuk.soort.regel().code).or_default() += 1;
    }
    aantallen
}

fn regel(bezoek: &Bezoek, handeling: &'static str, id: VernietigingslijstId, details: &serde_json::Value) -> Regel {
    Regel { doel: Doel::Beheer, ..bezoek.regel(handeling, id, None, details) }
}

fn handtekening(bezoek: &Bezoek) -> Handtekening {
    Handtekening { door: bezoek.gebruiker().id, op: bezoek.vandaag }
}

/// Draws up a list of what is due. Sent twice, it is one list.
pub(super) async fn stel_op(bezoek: &Bezoek, id: VernietigingslijstId) -> Resultaat<Result<(), VernietigenGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    if opslag::find(&mut writer, id).await?.is_some() {
        return Ok(Ok(()));
    }
    let kandidaten = opslag::te_doen(&mut writer, bezoek.vandaag, MEESTE_STUKKEN).await?;
    let stukken: Vec<Stuk> = kandidaten.iter().map(|kandidaat: &Kandidaat| kandidaat.stuk.clone()).collect();
    let wie = handtekening(bezoek);
    let lijst = match Vernietigingslijst::stel_voor(id, stukken, wie) {
        Ok(lijst) => lijst,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    match opslag::insert(&mut writer, id, wie, &kandidaten).await {
        // A colleague is drawing one up at this moment, or the button was pressed twice.
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    let details = json!({ "stukken": aantallen(&lijst.stukken) });
    writer.commit(regel(bezoek, "vernietigingslijst.voorgesteld", id, &details), &[]).await?;
    Ok(Ok(()))
}

/// Takes a step with a list.
pub(super) async fn stap(
    bezoek: &Bezoek,
    id: VernietigingslijstId,
    versie: i64,
    stap: Stap,
) -> Resultaat<Result<(), VernietigenGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    if !opslag::lock(&mut writer, id).await? {
        return Err(Fout::NietGevonden);
    }
    let is = vind(&mut writer, id).await?;
    let vernietigen = matches!(stap, Stap::Vernietigen);
    if vernietigen && is.begonnen.is_some() {
        // Pressed again, or to go on with what was interrupted.
        drop(writer);
        return werk(bezoek, id).await.map(Ok);
    }
    if is.lijst.versie != versie {
        return Err(Fout::Intussen);
    }
    if is.begonnen.is_some() {
        let tekst = "Het vernietigen van deze lijst is al begonnen. Er kan niets meer af.";
        return Err(Fout::in_strijd("vernietigen_begonnen", tekst));
    }
    match zet(bezoek, &mut writer, is, stap).await? {
        Ok((is, handeling, details)) => {
            opslag::update(&mut writer, &is).await?;
            writer.commit(regel(bezoek, handeling, id, &details), &[]).await?;
        }
        Err(geweigerd) => return Ok(Err(geweigerd)),
    }
    if vernietigen {
        werk(bezoek, id).await?;
    }
    Ok(Ok(()))
}

type Gezet = Result<(Gevonden, &'static str, serde_json::Value), VernietigenGeweigerd>;

/// The list after a step, and what the log says of it.
async fn zet(bezoek: &Bezoek, writer: &mut Writer, is: Gevonden, stap: Stap) -> Resultaat<Gezet> {
    let Gevonden { lijst, begonnen, voorgesteld, bevestigd } = is;
    let terug = |lijst, begonnen| Gevonden { lijst, begonnen, voorgesteld, bevestigd };
    let wie = handtekening(bezoek);
    Ok(match stap {
        Stap::Bevestigen => lijst.bevestig(wie).map(|lijst| {
            let details = json!({ "stukken": aantallen(&lijst.stukken) });
            (terug(lijst, begonnen), "vernietigingslijst.bevestigd", details)
        }),
        Stap::Afwijzen(reden) => {
            lijst.wijs_af(wie, reden).map(|lijst| (terug(lijst, begonnen), "vernietigingslijst.afgewezen", json!({})))
        }
        Stap::Weglaten(kenmerken, reden) => {
            let id = lijst.id;
            match kenmerken.iter().try_fold(lijst, |lijst, kenmerk| lijst.laat_weg(kenmerk)) {
                Ok(lijst) => {
                    for kenmerk in &kenmerken {
                        opslag::laat_weg(writer, id, kenmerk, (reden, Some(wie.door))).await?;
                    }
                    let details = json!({ "reden": reden.code(), "stukken": kenmerken });
                    Ok((terug(lijst, begonnen), "vernietigingslijst.weggelaten", details))
                }
                Err(geweigerd) => Err(geweigerd),
            }
        }
        Stap::Vernietigen => match &lijst.stand {
            LijstStand::Bevestigd { .. } => {
                Ok((terug(lijst, Some(wie.door)), "vernietigingslijst.begonnen", json!({})))
            }
            anders => Err(VernietigenGeweigerd::PastNiet(anders.code())),
        },
    })
}

/// Carries a list out in the background. Whoever closes the page does not end it.
async fn werk(bezoek: &Bezoek, id: VernietigingslijstId) -> Resultaat<()> {
    let Some(beurt) = bezoek.app.vernietigingen.begin(id.uuid()) else { return Ok(()) };
    let (app, gemeente) = (bezoek.app.clone(), bezoek.gemeente());
    let werk = tokio::spawn(async move {
        werk_af(&app.database, &app.omgeving, gemeente, id).await;
        drop(beurt);
    });
    let _ = tokio::time::timeout(WACHTEN, werk).await;
    Ok(())
}

/// Batch after batch until the list is done.
async fn werk_af(database: &Database, omgeving: &Omgeving, gemeente: Gemeente, id: VernietigingslijstId) {
    loop {
        match partij(database, omgeving, gemeente, id).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                // The batch was undone whole. The page offers to go on, and so does the hourly round.
                tracing::error!(%error, gemeente = gemeente.code(), "destroying a list has stopped");
                return;
            }
        }
    }
}

/// The next batch, in one transaction; `false` when the list is done.
async fn partij(
    database: &Database,
    omgeving: &Omgeving,
    gemeente: Gemeente,
    id: VernietigingslijstId,
) -> storage::Result<bool> {
    let mut writer = database.write(gemeente).await?;
    opslag::lock(&mut writer, id).await?;
    let Some(is) = opslag::find(&mut writer, id).await? else { return Ok(false) };
    let (LijstStand::Bevestigd { .. }, Some(door)) = (&is.lijst.stand, is.begonnen) else { return Ok(false) };
    let vandaag = omgeving.vandaag();
    if let Some(partij) = opslag::vernietig_partij(&mut writer, id, omgeving.nieuw_id(), vandaag).await? {
        let regel = partij.regel(&huisregel(omgeving, door, id, "logboek.gewist", &json!({})));
        writer.commit(regel, &[]).await?;
        return Ok(true);
    }
    let Gevonden { lijst, begonnen, voorgesteld, bevestigd } = is;
    // What is left on it was looked at batch by batch, and is gone.
    let stukken = lijst.stukken.clone();
    let Ok(lijst) = lijst.voer_uit(&stukken, vandaag) else { return Ok(false) };
    let details = json!({ "stukken": aantallen(&stukken) });
    opslag::update(&mut writer, &Gevonden { lijst, begonnen, voorgesteld, bevestigd }).await?;
    writer.commit(huisregel(omgeving, door, id, "vernietigingslijst.uitgevoerd", &details), &[]).await?;
    Ok(false)
}

/// A line of what goes on in the background, in the name of who had it done.
fn huisregel(
    omgeving: &Omgeving,
    door: GebruikerId,
    id: VernietigingslijstId,
    handeling: &'static str,
    details: &serde_json::Value,
) -> Regel {
    Regel {
        moment: omgeving.nu(),
        gebruiker: Some(door),
        handeling,
        object: Some(id.uuid()),
        klant: None,
        doel: Doel::Beheer,
        details: details.to_string(),
    }
}

/// Goes on with lists that a former process did not finish.
pub async fn ga_verder(database: &Database, omgeving: &Omgeving, gemeente: Gemeente) {
    let bezig = async { opslag::bezig(&mut database.read(gemeente).await?).await };
    match bezig.await {
        Ok(lijsten) => {
            for id in lijsten {
                werk_af(database, omgeving, gemeente, id).await;
            }
        }
        Err(error) => {
            tracing::warn!(%error, gemeente = gemeente.code(), "lists that were begun wait for the next time");
        }
    }
}

/// The kinds whose term the archivist is to confirm, of which there are records here.
pub(super) const TE_TOETSEN: [Stuksoort; 2] = [Stuksoort::Reintegratie, Stuksoort::SociaalMedischAdvies];

/// Records that the archivist confirmed a term.
pub(super) async fn bevestig_termijn(bezoek: &Bezoek, toets: Toets) -> Resultaat<()> {
    debug_assert!(matches!(toets.soort.regel().bewaren, Bewaren::Toetsen(..)));
    let mut writer = bezoek.writer().await?;
    match storage::bewaartermijn::insert(&mut writer, &toets, bezoek.gebruiker().id).await {
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            let bekend = storage::bewaartermijn::toetsen(&mut bezoek.reader().await?).await?;
            return if bekend.contains(&toets) { Ok(()) } else { Err(Fout::al_verstuurd()) };
        }
        written => written?,
    }
    let details = json!({ "soort": toets.soort.regel().code, "op": toets.op });
    Ok(writer.commit(bezoek.huisregel("bewaartermijn.bevestigd", &details), &[]).await?)
}

/// Makes the evaluation of a project final: from then on its figures ask for no dossier. Sent twice, it is done once.
pub(super) async fn leg_project_vast(bezoek: &Bezoek, code: &str) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let project = storage::project::find(&mut writer, code).await?.ok_or(Fout::NietGevonden)?;
    if project.peildatum > bezoek.vandaag {
        let tekst = "De peildatum van dit project is nog niet voorbij. Leg de evaluatie daarna vast.";
        return Err(Fout::in_strijd("project_loopt", tekst));
    }
    let id = project.id;
    let vast = match storage::project::leg_vast(&mut writer, project, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Ok(()),
        vast => vast?,
    };
    let details = json!({ "project": code, "peildatum": vast.peildatum, "deelnemers": vast.deelnemers });
    let regel = Regel { doel: Doel::Verantwoording, ..bezoek.regel("project.vastgelegd", id, None, &details) };
    Ok(writer.commit(regel, &[]).await?)
}
