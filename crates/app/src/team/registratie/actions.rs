//! Counting the months that are over, by the program itself.

use domain::{
    contactnorm::{Marges, norm_op},
    gemeente::Gemeente,
    logboek::{Doel, Regel},
    registratie::{Meting, maanden, te_meten},
};
use serde_json::json;
use storage::{Database, Error};

use crate::omgeving::Omgeving;

/// Counts what is to be counted of a municipality. What was counted before stays as it is.
pub(crate) async fn meet(database: &Database, omgeving: &Omgeving, gemeente: Gemeente) -> storage::Result<()> {
    let vandaag = omgeving.vandaag();
    let Some(eerste) = maanden(vandaag).first().copied() else { return Ok(()) };
    let mut reader = database.read(gemeente).await?;
    let gemeten = storage::registratie::gemeten(&mut reader, eerste).await?;
    drop(reader);
    for meting in te_meten(vandaag, &gemeten) {
        match een(database, omgeving, gemeente, meting).await {
            // Another process was first.
            Ok(()) | Err(Error::Duplicate(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Counts one month. Reading takes seconds in a large town, so it is done before anything is held for writing.
async fn een(database: &Database, omgeving: &Omgeving, gemeente: Gemeente, meting: Meting) -> storage::Result<()> {
    let mut reader = database.read(gemeente).await?;
    let normen = storage::contactnorm::normen(&mut reader).await?;
    let marges = norm_op(&normen, meting.peildag).map_or_else(Marges::default, |norm| norm.marges);
    let standen = storage::registratie::op_dag(&mut reader, meting, marges).await?;
    let gebruikers = storage::gebruiker::list(&mut reader).await?;
    drop(reader);
    let nu = omgeving.nu();
    let mut writer = database.write(gemeente).await?;
    storage::registratie::bewaar(&mut writer, meting, &standen, &gebruikers, nu).await?;
    let regel = Regel {
        moment: nu,
        gebruiker: None,
        handeling: "registratie.gemeten",
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: json!({ "maand": meting.maand, "achteraf": meting.achteraf }).to_string(),
    };
    writer.commit(regel, &[]).await
}
