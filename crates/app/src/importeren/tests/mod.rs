//! Stories of an applicatiebeheerder with a file, on both databases.
//!
//! PostgreSQL is used when `KLANTBEELD_TEST_POSTGRES` names a server in which databases may be made and thrown away.

mod bestanden;
mod eigenschappen;
mod fouten;
mod tegelijk;
mod verhalen;

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use domain::{
    codelijst::{Bijzonder, Codelijst, CodelijstItem},
    datum::Periode,
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    logboek::{Doel, Regel},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::TimeZone,
};
use storage::{
    Database, DatabaseUrl,
    sleutels::{Geheim, Sleutels},
};

use uuid::Uuid;

use super::{ImportFout, Opdracht, Verslag, importeer};
use crate::omgeving::{Bron, Omgeving};

pub(super) const VANDAAG: Date = date(2026, 11, 22);

pub(super) const KOP: &str = "klantnummer;bsn;voornamen;voorvoegsel;geslachtsnaam;geboortedatum;leefvorm;adres;postcode;\
    woonplaats;wijk;telefoon;email;tolk;klantmanager;segment;regeling;uitkering_ingang;maandbedrag;uitkering_einde;reden_einde";
pub(super) const JOHAN: &str = "104-2217;999993653;Johan;van der;Meer;17-03-1979;alleenstaande;Kruisweg 12;2011 LC;Haarlem;\
    Centrum;06-12345678;j.vandermeer@voorbeeld.nl;;n.elamrani;overbrugbare_afstand;PW;01-09-2020;1.419,46;;";
pub(super) const FATIMA: &str = "104-2218;999990019;Fatima;;Özdemir;02-11-1988;alleenstaande ouder;Zijlweg 3;2013 DA;Haarlem;\
    Noord;;;Turks;p.bakker;onoverbrugbare_afstand;PW;01-02-2019;1.419,46;;";
pub(super) const WIM: &str = "104-2219;999990020;Wim;de;Groot;30-06-1961;gehuwden;Schoterweg 8;2021 HH;Haarlem;\
    Noord;;;;n.elamrani;;IOAW;15-01-2024;2.027,79;;";

/// Time stands still; ids follow each other.
struct Stil(Timestamp, AtomicU64);

impl Bron for Stil {
    fn nu(&self) -> Timestamp {
        self.0
    }
    fn geheim(&self, bytes: &mut [u8]) {
        let volgende = self.1.fetch_add(1, Ordering::Relaxed);
        bytes.fill(0);
        let plaats = bytes.len() - 8;
        bytes[plaats..].copy_from_slice(&volgende.to_be_bytes());
    }
}

/// A municipality with two klantmanagers, on a database of its own.
pub(super) struct Stadhuis {
    pub(super) database: Database,
    pub(super) map: PathBuf,
    omgeving: Omgeving,
}

/// The same story on every database there is.
pub(super) async fn overal(verhaal: impl AsyncFn(&mut Stadhuis)) {
    let mut sqlite = Stadhuis::open(None).await;
    Box::pin(verhaal(&mut sqlite)).await;
    sqlite.sluit().await;
    if let Ok(server) = std::env::var("KLANTBEELD_TEST_POSTGRES") {
        let mut postgres = Stadhuis::open(Some(&server)).await;
        Box::pin(verhaal(&mut postgres)).await;
        postgres.sluit().await;
    }
}

impl Stadhuis {
    pub(super) async fn open(server: Option<&str>) -> Self {
        let naam = format!("kb_import_{}", Omgeving::machine().nieuw_id::<Uuid>().simple());
        let map = std::env::temp_dir().join(&naam);
        std::fs::create_dir_all(&map).unwrap();
        let url = match server {
            None => DatabaseUrl::Sqlite(map.join("klantbeeld.db")),
            Some(server) => storage::make_test_database(server, &naam).await,
        };
        let sleutels = Sleutels::new(&Geheim::new([7; 32]));
        let database = Database::connect(&url, sleutels, true).await.unwrap();
        database.migrate().await.unwrap();
        let mut stadhuis = Self { database, map, omgeving: op(VANDAAG) };
        stadhuis.richt_in().await;
        stadhuis
    }

    async fn richt_in(&mut self) {
        let regel = || regel(self.omgeving.nu());
        storage::gemeente::add(&self.database, Gemeente::HAARLEM, "Haarlem", regel()).await.unwrap();
        storage::gemeente::add(&self.database, Gemeente::ZANDVOORT, "Zandvoort", regel()).await.unwrap();
        let mut writer = self.database.write(Gemeente::HAARLEM).await.unwrap();
        for (naam, rol, actief) in [
            ("n.elamrani", Rol::Klantmanager, true),
            ("p.bakker", Rol::Klantmanager, true),
            ("oud.gediende", Rol::Klantmanager, false),
            ("b.beheer", Rol::Beheerder, true),
        ] {
            let gebruiker = Gebruiker {
                id: self.omgeving.nieuw_id(),
                gemeente: Gemeente::HAARLEM,
                gebruikersnaam: naam.parse().unwrap(),
                naam: naam.to_owned(),
                rol,
                team: None,
                actief,
            };
            storage::gebruiker::insert(&mut writer, &gebruiker, "").await.unwrap();
        }
        for (lijst, code, omschrijving) in [
            (Codelijst::Segment, "overbrugbare_afstand", "Overbrugbare afstand"),
            (Codelijst::Segment, "onoverbrugbare_afstand", "(Tijdelijk) onoverbrugbare afstand"),
            (Codelijst::RedenBeeindiging, "werk", "Aan het werk"),
            (Codelijst::RedenBeeindiging, "verhuizing", "Verhuizing naar een andere gemeente"),
            (Codelijst::RedenBeeindiging, "onbekend", "Onbekend"),
            (Codelijst::RedenBeeindiging, "detentie", "Detentie"),
        ] {
            let item = CodelijstItem {
                lijst,
                code: code.parse().unwrap(),
                omschrijving: omschrijving.to_owned(),
                groep: None,
                bijzonder: (code == "detentie").then_some(Bijzonder::Justitie),
                cbs_code: None,
                geldig: Periode::vanaf(date(2015, 1, 1)),
                volgorde: 1,
            };
            storage::codelijst::insert(&mut writer, &item).await.unwrap();
        }
        writer.commit(regel(), &[]).await.unwrap();
    }

    /// Lives on another day from now on.
    pub(super) fn het_is(&mut self, dag: Date) {
        self.omgeving = op(dag);
    }

    pub(super) fn schrijf(&self, naam: &str, inhoud: impl AsRef<[u8]>) -> PathBuf {
        let pad = self.map.join(naam);
        std::fs::write(&pad, inhoud).unwrap();
        pad
    }

    pub(super) async fn doe(&self, opdracht: Opdracht) -> Result<Verslag, ImportFout> {
        importeer(&self.database, &self.omgeving, opdracht, &mut |_| {}).await
    }

    /// Imports rows under the usual heading.
    pub(super) async fn importeer(&self, rijen: &[&str]) -> Result<Verslag, ImportFout> {
        let inhoud = format!("{KOP}\n{}\n", rijen.join("\n"));
        let pad = self.schrijf("klanten.csv", inhoud);
        self.doe(opdracht(&pad)).await
    }

    pub(super) async fn dossier(&self, klantnummer: &str) -> Dossier {
        let mut reader = self.database.read(Gemeente::HAARLEM).await.unwrap();
        let klant = storage::klant::find_by_number(&mut reader, &klantnummer.parse().unwrap()).await.unwrap().unwrap();
        storage::klant::dossier(&mut reader, klant.id).await.unwrap().unwrap()
    }

    /// How many log lines and clients there are: an import that changes nothing leaves both as they were.
    pub(super) async fn stand(&self) -> (i64, usize) {
        let mut reader = self.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::verify(&mut reader).await.unwrap().unwrap().nummer;
        (regels, storage::invoer::klantnummers(&mut reader, "", 1_000_000).await.unwrap().len())
    }

    pub(super) async fn handelingen(&self) -> Vec<String> {
        let mut reader = self.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 10_000).await.unwrap();
        regels.into_iter().map(|regel| regel.handeling).collect()
    }

    pub(super) async fn sluit(self) {
        self.database.close().await;
        std::fs::remove_dir_all(&self.map).unwrap();
    }
}

fn op(dag: Date) -> Omgeving {
    let moment = dag.at(9, 0, 0, 0).to_zoned(TimeZone::get("Europe/Amsterdam").unwrap()).unwrap().timestamp();
    // Ids of another day are other ids: their first bits are the moment.
    Omgeving::van(Stil(moment, AtomicU64::new(1)))
}

fn regel(moment: Timestamp) -> Regel {
    Regel {
        moment,
        gebruiker: None,
        handeling: "proef.ingericht",
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: "{}".to_owned(),
    }
}

/// An import for Haarlem, as strict as can be.
pub(super) fn opdracht(bestand: &Path) -> Opdracht {
    Opdracht {
        bestand: bestand.to_owned(),
        gemeente: Gemeente::HAARLEM,
        mapping: None,
        goede_rijen: false,
        proef: false,
        door: None,
        uitvoermap: None,
    }
}

/// The report of an import that had faults.
pub(super) fn afgekeurd(uitkomst: Result<Verslag, ImportFout>) -> Verslag {
    match uitkomst {
        Err(ImportFout::Fouten(verslag)) => *verslag,
        other => panic!("{other:?}"),
    }
}

/// A row with one cell replaced.
pub(super) fn met(rij: &str, kolom: &str, waarde: &str) -> String {
    let plaats = KOP.split(';').position(|naam| naam == kolom).unwrap();
    let mut cellen: Vec<&str> = rij.split(';').collect();
    cellen[plaats] = waarde;
    cellen.join(";")
}
