//! Somebody works while an import runs. On SQLite one waits for the other; on PostgreSQL they must not wait for each other.

use std::time::Duration;

use domain::{gemeente::Gemeente, id::KlantId};
use jiff::civil::date;
use storage::{
    Soort,
    invoer::{self, Wijziging},
    klantstand,
};

use super::{JOHAN, Stadhuis, WIM, overal, regel};

/// A change to nothing but what lists show of a client.
async fn wijziging(stadhuis: &Stadhuis, nummer: &str) -> Wijziging {
    let dossier = stadhuis.dossier(nummer).await;
    let segment = dossier.segmenteringen.last();
    Wijziging {
        persoon: true,
        naam: false,
        nieuwe_uitkeringen: Vec::new(),
        gewijzigde_uitkeringen: Vec::new(),
        uitkeringen: dossier.uitkeringen,
        toewijzing: None,
        segmentering: None,
        klantmanager: dossier.toewijzingen.last().map(|toewijzing| toewijzing.klantmanager),
        segment: segment.map_or_else(
            || (String::new(), date(1, 1, 1)),
            |segment| (segment.segment.as_str().to_owned(), segment.periode.van),
        ),
        regels: vec![regel(stadhuis.omgeving.nu())],
        klant: dossier.klant,
    }
}

/// The import has Johan and comes to Wim; somebody has Wim, and wants to save or to take Johan too. Both get done.
#[tokio::test]
async fn an_import_and_whoever_works_on_a_client_never_wait_for_each_other() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[JOHAN, WIM]).await.unwrap();
        if stadhuis.database.soort() == Soort::Sqlite {
            return;
        }
        let (johan, wim) = (wijziging(stadhuis, "104-2217").await, wijziging(stadhuis, "104-2219").await);
        let ids: [KlantId; 2] = [johan.klant.id, wim.klant.id];
        let (nu, even) = (stadhuis.omgeving.nu(), Duration::from_millis(300));
        let importeert = async |eerst: &Wijziging, later: &Wijziging| {
            let mut writer = stadhuis.database.write(Gemeente::HAARLEM).await.unwrap();
            invoer::begin(&mut writer).await.unwrap();
            invoer::update(&mut writer, std::slice::from_ref(eerst), None, nu).await.unwrap();
            tokio::time::sleep(even).await;
            invoer::update(&mut writer, std::slice::from_ref(later), None, nu).await.unwrap();
            let regels = [eerst.regels.clone(), later.regels.clone()].concat();
            invoer::log(&mut writer, &regels).await.unwrap();
            writer.commit(regel(nu), &[]).await.unwrap();
        };
        let bewaart = async {
            let mut writer = stadhuis.database.write(Gemeente::HAARLEM).await.unwrap();
            klantstand::lock(&mut writer, ids[1]).await.unwrap();
            tokio::time::sleep(2 * even).await;
            writer.commit(regel(nu), &[]).await.unwrap();
        };
        tokio::join!(importeert(&johan, &wim), bewaart);

        // Another way round: the file has them in an order of its own, and a round takes both.
        let (johan, wim) = (wijziging(stadhuis, "104-2217").await, wijziging(stadhuis, "104-2219").await);
        let rondt = async {
            tokio::time::sleep(even / 2).await;
            let mut writer = stadhuis.database.write(Gemeente::HAARLEM).await.unwrap();
            klantstand::lock_alle(&mut writer, &ids).await.unwrap();
            writer.commit(regel(nu), &[]).await.unwrap();
        };
        tokio::join!(importeert(&wim, &johan), rondt);
        let mut reader = stadhuis.database.read(Gemeente::HAARLEM).await.unwrap();
        assert!(storage::logboek::verify(&mut reader).await.unwrap().is_ok());
    })
    .await;
}
