//! Writes what was looked into and decided about the right of clients: each record as it began and then as it is, as people would have
//! written it.

use domain::id::GebruikerId;
use jiff::Timestamp;
use serde_json::json;
use storage::{Database, Writer, onderzoek::Nieuw, pauze};

use super::{AnderFout, regel};
use crate::demo::{DemoGemeente, Rechtzaken};

/// Clients per transaction.
const PER_KEER: usize = 500;

/// Writes all of it.
pub(super) async fn schrijf(
    database: &Database,
    gemeente: &DemoGemeente,
    zaken: &[Rechtzaken],
    nu: Timestamp,
) -> Result<(), AnderFout> {
    for deel in zaken.chunks(PER_KEER) {
        let mut writer = database.write(gemeente.gemeente).await?;
        for zaak in deel {
            if let Some(door) = zaak.rechtmatigheid {
                rechtmatigheid(&mut writer, zaak, door, nu).await?;
            }
            if let Some(door) = zaak.klantmanager {
                begeleiding(&mut writer, zaak, door, nu).await?;
            }
        }
        let details = json!({ "bron": "demonstratie", "klanten": deel.len() });
        writer.commit(regel(nu, "recht.ingevoerd", &details), &[]).await?;
    }
    Ok(())
}

async fn rechtmatigheid(
    writer: &mut Writer,
    zaak: &Rechtzaken,
    door: GebruikerId,
    nu: Timestamp,
) -> Result<(), AnderFout> {
    let onderzoeken: Vec<Nieuw<'_>> = zaak.onderzoeken.iter().map(|onderzoek| Nieuw { onderzoek, van: None }).collect();
    storage::onderzoek::insert_alle(writer, &onderzoeken, door, nu).await?;
    for is in &zaak.opschortingen {
        storage::opschorting::insert(writer, &is.begin, None, nu).await?;
        let mut versie = is.begin.versie;
        if is.afgedrukt.is_some() {
            storage::opschorting::afgedrukt(writer, &is.begin, is.afgedrukt, door, nu).await?;
            versie += 1;
        }
        if is.nu != is.begin {
            let wordt = domain::opschorting::Opschorting { versie, ..is.nu.clone() };
            storage::opschorting::update(writer, &wordt, door, nu).await?;
        }
    }
    for is in &zaak.besluiten {
        storage::besluit::insert(writer, &is.begin, is.uit, nu).await?;
        if is.nu != is.begin {
            storage::besluit::update(writer, &is.nu, door, nu).await?;
        }
    }
    for is in &zaak.opdrachten {
        storage::opdracht::insert(writer, is, door, nu).await?;
    }
    storage::opdracht::update(writer, &zaak.opdrachten, Some(door), nu).await?;
    Ok(())
}

async fn begeleiding(
    writer: &mut Writer,
    zaak: &Rechtzaken,
    door: GebruikerId,
    nu: Timestamp,
) -> Result<(), AnderFout> {
    for is in &zaak.pauzes {
        let begin = pauze::Gevonden { pauze: is.begin.clone(), werk: is.werk.clone() };
        storage::pauze::insert(writer, &begin, door, nu).await?;
        if is.nu != is.begin {
            let wordt = pauze::Gevonden { pauze: is.nu.clone(), werk: is.werk.clone() };
            storage::pauze::update(writer, &wordt, door, nu).await?;
        }
    }
    for is in &zaak.inkomsten {
        storage::inkomsten::insert(writer, is, door, nu).await?;
    }
    Ok(())
}
