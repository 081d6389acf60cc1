//! New clients: what must be calculated for them, apart from the writing, so that the two can go on at the same time.

use std::sync::Arc;

use domain::{dossier::Dossier, gemeente::Gemeente, id::KlantId, logboek::Regel};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{
    Reader, Result, Writer,
    bulk::{self, insert_many},
    contactstand,
    klant::{bsn_plaats, cijfers},
    sleutels::Sleutels,
};

/// Turns dossiers into what can be written. It may run on another thread while the database works.
#[derive(Debug, Clone)]
pub struct Voorbereiding {
    gemeente: Gemeente,
    sleutels: Arc<Sleutels>,
}

/// New clients, ready to be written.
#[derive(Debug)]
pub struct Lading {
    dossiers: Vec<Dossier>,
    verzegeld: Vec<Verzegeld>,
}

impl Voorbereiding {
    /// For the municipality and with the keys of a connection.
    #[must_use]
    pub fn new(reader: &Reader) -> Self {
        Self { gemeente: reader.gemeente(), sleutels: reader.sleutels() }
    }

    /// Encrypts BSNs and folds names.
    pub fn maak(&self, dossiers: Vec<Dossier>) -> Result<Lading> {
        let verzegeld = verzegel(self.gemeente, &self.sleutels, &dossiers)?;
        Ok(Lading { dossiers, verzegeld })
    }
}

/// Writes new clients with their benefits, klantmanager and segment; gives a line for the log for each, which the caller adds
/// ([`super::log`]).
pub async fn insert(writer: &mut Writer, lading: &Lading, nu: Timestamp, regel: &Regel) -> Result<Vec<Regel>> {
    let Lading { dossiers, verzegeld } = lading;
    insert_verzegeld(writer, dossiers, verzegeld, nu).await?;
    bulk::insert_uitkeringen(writer, dossiers).await?;
    bulk::insert_toewijzingen(writer, dossiers).await?;
    bulk::insert_segmenteringen(writer, dossiers).await?;
    bulk::insert_klantstanden(writer, dossiers).await?;
    contactstand::insert_dossiers(writer, dossiers).await?;
    Ok(bulk::regel_per_klant(dossiers, regel))
}

/// What of a client must be calculated before it can be written: it takes longer than the writing itself.
#[derive(Debug)]
pub(crate) struct Verzegeld {
    bsn: Vec<u8>,
    bsn_hash: Vec<u8>,
    zoeksleutels: Vec<String>,
}

/// Encrypts the BSNs of dossiers and folds their names.
pub(crate) fn verzegel(gemeente: Gemeente, sleutels: &Sleutels, dossiers: &[Dossier]) -> Result<Vec<Verzegeld>> {
    let een = |dossier: &Dossier| {
        let klant = &dossier.klant;
        Ok(Verzegeld {
            bsn: sleutels.encrypt_bsn(bsn_plaats(gemeente, klant.id), klant.bsn)?,
            bsn_hash: sleutels.bsn_hash(gemeente, klant.bsn),
            zoeksleutels: klant.naam.zoeksleutels(),
        })
    };
    dossiers.iter().map(een).collect()
}

pub(crate) async fn insert_verzegeld(
    writer: &mut Writer,
    dossiers: &[Dossier],
    verzegeld: &[Verzegeld],
    nu: Timestamp,
) -> Result<()> {
    let gemeente = writer.gemeente();
    let rows: Vec<_> = dossiers.iter().map(|dossier| &dossier.klant).zip(verzegeld).collect();
    insert_many!(
        writer,
        "insert into klant (gemeente, id, klantnummer, bsn_versleuteld, bsn_hash, voornamen, voorvoegsel, geslachtsnaam,
            geboortedatum, leefvorm, adres, postcode, woonplaats, wijk, telefoon, telefoon_cijfers, email, tolk,
            gewijzigd_op, versie) ",
        rows,
        |b, row| {
            let (klant, verzegeld) = row;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(klant.id.uuid())
                .push_bind(klant.klantnummer.as_str())
                .push_bind(verzegeld.bsn.as_slice())
                .push_bind(verzegeld.bsn_hash.as_slice())
                .push_bind(klant.naam.voornamen.as_str())
                .push_bind(klant.naam.voorvoegsel.as_str())
                .push_bind(klant.naam.geslachtsnaam.as_str())
                .push_bind(klant.geboortedatum.to_sqlx())
                .push_bind(klant.leefvorm.code())
                .push_bind(klant.contact.adres.as_str())
                .push_bind(klant.contact.postcode.map(|postcode| postcode.compact().to_owned()))
                .push_bind(klant.contact.woonplaats.as_str())
                .push_bind(klant.contact.wijk.as_str())
                .push_bind(klant.contact.telefoon.as_str())
                .push_bind(cijfers(&klant.contact.telefoon))
                .push_bind(klant.contact.email.as_str())
                .push_bind(klant.contact.tolk.as_str())
                .push_bind(nu.to_sqlx())
                .push_bind(klant.versie);
        }
    );
    let names = rows.iter().flat_map(|(klant, sealed)| sealed.zoeksleutels.iter().map(|key| (klant.id, key.clone())));
    insert_zoeknamen(writer, &names.collect::<Vec<_>>()).await
}

/// Adds keys under which clients are found.
pub(crate) async fn insert_zoeknamen(writer: &mut Writer, names: &[(KlantId, String)]) -> Result<()> {
    let gemeente = writer.gemeente();
    insert_many!(writer, "insert into klant_zoeknaam (gemeente, klant_id, sleutel) ", names, |b, row| {
        b.push_bind(gemeente.code().to_owned()).push_bind(row.0.uuid()).push_bind(row.1.as_str());
    });
    Ok(())
}
