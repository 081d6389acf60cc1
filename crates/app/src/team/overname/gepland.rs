//! Takeovers that were planned for a later day are done when that day has come, by the program itself.

use domain::{
    gemeente::Gemeente,
    logboek::{Doel, Regel},
    toewijzing::OvernameStand,
};
use serde_json::json;
use storage::{
    Database, Error,
    overname::{self as overnames, OvernameRegel},
};

use super::actions::Doen;
use crate::omgeving::Omgeving;

/// Does every takeover of a municipality whose day has come. One that cannot be done stays planned, where the teamleider sees
/// it: the receiver left, say.
pub(crate) async fn voer_uit(database: &Database, omgeving: &Omgeving, gemeente: Gemeente) -> storage::Result<()> {
    let te_doen = overnames::te_doen(&mut database.read(gemeente).await?, omgeving.vandaag()).await?;
    for regel in te_doen {
        let id = regel.overname.id;
        match een(database, omgeving, gemeente, regel).await {
            Ok(()) => {}
            // Somebody is moving the same clients just now: the next time.
            Err(Error::Stale) => tracing::warn!(overname = %id, "a planned takeover waits for the next time"),
            // What is wrong with one keeps no other waiting.
            Err(error) => tracing::error!(%error, overname = %id, "a planned takeover cannot be done"),
        }
    }
    Ok(())
}

async fn een(
    database: &Database,
    omgeving: &Omgeving,
    gemeente: Gemeente,
    regel: OvernameRegel,
) -> storage::Result<()> {
    let (nu, vandaag) = (omgeving.nu(), omgeving.vandaag());
    let mut writer = database.write(gemeente).await?;
    overnames::lock(&mut writer, regel.overname.van, regel.overname.aan).await?;
    // Another process may have done it meanwhile.
    let Some(regel) = overnames::find(&mut writer, regel.overname.id).await? else { return Ok(()) };
    let (Some(van), Some(aan)) = (
        storage::gebruiker::find(&mut writer, regel.overname.van).await?,
        storage::gebruiker::find(&mut writer, regel.overname.aan).await?,
    ) else {
        return Ok(());
    };
    if regel.overname.stand != OvernameStand::Gepland {
        return Ok(());
    }
    let overname = match regel.overname.voer_uit(&aan, vandaag) {
        Ok(overname) => overname,
        Err(geweigerd) => {
            tracing::warn!(%geweigerd, "a planned takeover cannot be done");
            return Ok(());
        }
    };
    let mut klanten = overnames::klanten(&mut writer, &overname, vandaag).await?;
    if overname.alles {
        let alle = overnames::klanten_van(&mut writer, overname.van, vandaag).await?;
        let bekend: std::collections::HashSet<_> = klanten.iter().copied().collect();
        let nieuw: Vec<_> = alle.iter().copied().filter(|klant| !bekend.contains(klant)).collect();
        overnames::add_klanten(&mut writer, overname.id, &nieuw).await?;
        klanten = alle;
    }
    let doen = Doen { overname: &overname, klanten: &klanten, ook_eerdere: !van.actief, door: (None, nu) };
    doen.doe(&mut writer, omgeving, vandaag).await?;
    let regel = Regel {
        moment: nu,
        gebruiker: None,
        handeling: "overname.uitgevoerd",
        object: Some(overname.id.uuid()),
        klant: None,
        doel: Doel::Begeleiding,
        details: json!({ "van": overname.van, "aan": overname.aan, "klanten": klanten.len() }).to_string(),
    };
    writer.commit(regel, &[]).await
}
