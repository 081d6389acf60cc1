//! Writes what was looked into and decided about the right of clients: each record as it began and then as it is, as people would have
//! written it.

use domain::{
    besluit::{OpdrachtStand, Uitvoering},
    id::GebruikerId,
};
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
        let klaar = Uitvoering { stand: OpdrachtStand::DoorTeGeven, ..is.clone() };
        storage::opdracht::insert(writer, &klaar, door, nu).await?;
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

#[cfg(test)]
mod tests {
    use domain::gemeente::Gemeente;
    use storage::bulk;

    use super::*;
    use crate::{
        demo::{self, Opties},
        testing::{NU, TestApp, both},
    };

    /// Everything is written, on both databases, and reads back as it is now.
    #[tokio::test]
    async fn what_is_written_reads_back() {
        for app in both().await {
            let zaken = vul(&app).await;
            let mut reader = app.database.read(Gemeente::HAARLEM).await.unwrap();
            for zaak in &zaken {
                for is in &zaak.onderzoeken {
                    let read = storage::onderzoek::find(&mut reader, is.id).await.unwrap().unwrap();
                    assert_eq!(&read.onderzoek, is);
                }
                for is in &zaak.opschortingen {
                    let read = storage::opschorting::find(&mut reader, is.nu.id).await.unwrap().unwrap();
                    assert_eq!((read.opschorting.stand, read.brief_afgedrukt), (is.nu.stand.clone(), is.afgedrukt));
                }
                for is in &zaak.besluiten {
                    let read = storage::besluit::find(&mut reader, is.nu.id).await.unwrap().unwrap();
                    assert_eq!((read.besluit.inhoud, read.opschorting), (is.nu.inhoud.clone(), is.uit));
                    assert_eq!(read.besluit.stand.vaststelling(), is.nu.stand.vaststelling());
                }
                for is in &zaak.pauzes {
                    let read = storage::pauze::find(&mut reader, is.nu.id).await.unwrap().unwrap();
                    assert_eq!((read.pauze.stand, read.werk), (is.nu.stand.clone(), is.werk.clone()));
                    let beurt = storage::contactstand::find(&mut reader, is.nu.klant).await.unwrap().unwrap();
                    let loopt = is.nu.stand == domain::pauze::PauzeStand::Loopt;
                    assert!(!loopt || beurt.uiterlijk.is_none(), "who is off benefit is not due");
                }
                for is in &zaak.inkomsten {
                    let read = storage::inkomsten::find(&mut reader, is.id).await.unwrap().unwrap();
                    assert_eq!(&read, is);
                }
            }
            let orders: usize = zaken.iter().map(|zaak| zaak.opdrachten.len()).sum();
            assert!(orders > 50, "{orders}");
        }
    }

    /// Writes the files of those about whom there is something, with their colleagues, and then all that.
    async fn vul(app: &TestApp) -> Vec<Rechtzaken> {
        let mut stad = demo::haarlem(&Opties { klanten: 600, zaad: 11, vandaag: jiff::civil::date(2026, 11, 23) });
        let haarlem = stad.gemeenten.remove(0);
        let nu: Timestamp = NU.parse().unwrap();
        let mut writer = app.database.write(Gemeente::HAARLEM).await.unwrap();
        for (id, naam) in &haarlem.teams {
            storage::gebruiker::insert_team(&mut writer, *id, naam).await.unwrap();
        }
        for gebruiker in &haarlem.gebruikers {
            let gebruikersnaam = format!("demo.{}", gebruiker.gebruikersnaam.as_str()).parse().unwrap();
            let other = domain::gebruiker::Gebruiker { gebruikersnaam, ..gebruiker.clone() };
            storage::gebruiker::insert(&mut writer, &other, "-").await.unwrap();
        }
        // The clients every test has keep their numbers.
        let known = ["104-2217", "104-2218", "104-2219"];
        let (dossiers, zaken): (Vec<_>, Vec<_>) = haarlem
            .dossiers()
            .enumerate()
            .filter(|(_, dossier)| !known.contains(&dossier.klant.klantnummer.as_str()))
            .filter_map(|(nummer, dossier)| haarlem.rechtzaken(&dossier, nummer).map(|zaak| (dossier, zaak)))
            .take(400)
            .unzip();
        bulk::insert_dossiers(&mut writer, &dossiers, nu, &regel(nu, "klant.ingevoerd", &json!({}))).await.unwrap();
        bulk::commit(writer).await.unwrap();
        schrijf(&app.database, &haarlem, &zaken, nu).await.unwrap();
        zaken
    }
}
