//! Plays a simulation, apart from the visitor who asked for it: with how far it is, and to be stopped.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use analysis::{
    prognose::{Opzet, OpzetGeweigerd, Vergelijking, vergelijk},
    simulatie::Reeks,
};
use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, PrognoseId},
    logboek::{Doel, Regel},
    prognose::PrognoseStand,
};
use serde_json::json;
use storage::{Error, prognose::PrognoseRegel};

use crate::web::{App, woorden::zin};

/// How often it is noted how far it is, and looked whether somebody stopped it.
const NOTEREN: Duration = Duration::from_millis(500);
/// One that got no further for so many seconds never will: the program was stopped.
pub(super) const AFGEBROKEN_NA: i64 = 60;

/// Whether the program was stopped while it played.
pub(super) fn is_afgebroken(regel: &PrognoseRegel, nu: jiff::Timestamp) -> bool {
    regel.stand == PrognoseStand::Speelt && nu.duration_since(regel.gewijzigd_op).as_secs() > AFGEBROKEN_NA
}

/// Plays it in the background.
pub(super) fn op_de_achtergrond(app: &App, gemeente: Gemeente, id: PrognoseId, wie: GebruikerId) {
    let app = app.clone();
    tokio::spawn(async move {
        match speel(&app, gemeente, id, wie).await {
            Ok(()) => {}
            // Somebody stopped it, or began it again; that counts.
            Err(Error::Stale) => tracing::info!(prognose = %id, "a simulation was stopped"),
            Err(error) => tracing::error!(%error, prognose = %id, "a simulation cannot be kept"),
        }
    });
}

/// What is played, read back from how it is kept.
pub(super) fn opzetten(regel: &PrognoseRegel) -> storage::Result<Vec<Opzet>> {
    let teksten: Vec<String> = serde_json::from_str(&regel.vraag.opzetten).map_err(Error::corrupt)?;
    teksten.iter().map(|tekst| Opzet::lees(tekst).map_err(Error::corrupt)).collect()
}

pub(super) async fn speel(app: &App, gemeente: Gemeente, id: PrognoseId, wie: GebruikerId) -> storage::Result<()> {
    let mut reader = app.database.read(gemeente).await?;
    let Some(regel) = storage::prognose::find(&mut reader, id).await? else { return Ok(()) };
    drop(reader);
    let gespeeld = gespeeld(app, gemeente, &regel).await?;
    let (stand, uitkomst, gedaan) = match gespeeld {
        Some(Ok(uitkomst)) => {
            let tekst = serde_json::to_string(&uitkomst).map_err(Error::corrupt)?;
            (PrognoseStand::Klaar, tekst, regel.vraag.herhalingen)
        }
        Some(Err(geweigerd)) => (PrognoseStand::Mislukt, zin(&geweigerd.to_string()), 0),
        None => {
            let tekst = "Er ging bij het rekenen iets mis. Meld dit aan de applicatiebeheerder.";
            (PrognoseStand::Mislukt, tekst.to_owned(), 0)
        }
    };
    let nu = app.omgeving.nu();
    let mut writer = app.database.write(gemeente).await?;
    storage::prognose::set_stand(&mut writer, (id, regel.versie), (stand, &uitkomst), gedaan, nu).await?;
    let regel = Regel {
        moment: nu,
        gebruiker: Some(wie),
        handeling: "prognose.gespeeld",
        object: Some(id.uuid()),
        klant: None,
        doel: Doel::Verantwoording,
        details: json!({ "stand": stand.code(), "herhalingen": gedaan }).to_string(),
    };
    writer.commit(regel, &[]).await
}

/// Plays, and meanwhile notes how far it is. Nothing when the machine fell over it.
async fn gespeeld(
    app: &App,
    gemeente: Gemeente,
    regel: &PrognoseRegel,
) -> storage::Result<Option<Result<Vergelijking, OpzetGeweigerd>>> {
    let opzetten = opzetten(regel)?;
    let (gedaan, stop) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
    let reeks = Reeks {
        herhalingen: regel.vraag.herhalingen,
        zaad: regel.vraag.zaad.into(),
        // One core stays for who works on.
        draden: std::thread::available_parallelism().map_or(1, |kernen| kernen.get().saturating_sub(1).max(1)),
    };
    let (teller, gestopt) = (Arc::clone(&gedaan), Arc::clone(&stop));
    let mut werk = tokio::task::spawn_blocking(move || {
        vergelijk(&opzetten, reeks, &|klaar| {
            teller.fetch_max(klaar, Ordering::Relaxed);
            !gestopt.load(Ordering::Relaxed)
        })
    });
    let mut klok = tokio::time::interval(NOTEREN);
    klok.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // When the server stops, this is dropped, and the machine does not wait for the rest.
    let _stopt = StopBijHetEinde(Arc::clone(&stop));
    loop {
        tokio::select! {
            klaar = &mut werk => {
                return Ok(match klaar {
                    Ok(gespeeld) => Some(gespeeld),
                    Err(error) => {
                        tracing::error!(%error, prognose = %regel.vraag.id, "a simulation cannot be played");
                        None
                    }
                });
            }
            _ = klok.tick() => {
                if !noteer(app, gemeente, regel, gedaan.load(Ordering::Relaxed)).await? {
                    return Err(Error::Stale);
                }
            }
        }
    }
}

/// Stops the playing when nobody waits for it any more.
struct StopBijHetEinde(Arc<AtomicBool>);

impl Drop for StopBijHetEinde {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Notes how far it is; `false` when somebody stopped it. A database that is busy does not stop it: the next time is soon.
async fn noteer(app: &App, gemeente: Gemeente, regel: &PrognoseRegel, gedaan: u32) -> storage::Result<bool> {
    let plek = (regel.vraag.id, regel.versie);
    let genoteerd = async {
        let writer = app.database.write(gemeente).await?;
        storage::prognose::set_gedaan(writer, plek, gedaan, app.omgeving.nu()).await
    };
    match genoteerd.await {
        Err(Error::Unavailable(_)) => Ok(true),
        anders => anders,
    }
}
