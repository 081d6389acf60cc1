//! Changes to a thousand clients in a handful of statements.

use domain::{
    dossier::Dossier,
    id::{GebruikerId, KlantId, SegmenteringId, ToewijzingId},
    klant::Klant,
    logboek::Regel,
    segment::Segmentering,
    toewijzing::Toewijzing,
    uitkering::{Uitkering, UitkeringStand},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder, Sqlite};

use super::uniek;
use crate::{
    Error, Result, Writer,
    bulk::{self, dossier, stapel::Kader},
    contactnorm, contactstand,
    db::Connection,
    klant::cijfers,
    klantstand::{self, GEEN_EINDE, NOOIT},
};

/// A record that takes the place of another: that one gets its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opvolging<Id, T> {
    /// The record before it, and its last day.
    pub sluit: Option<(Id, Date)>,
    /// The new record.
    pub nieuw: T,
}

/// What changes of one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijziging {
    /// The client as it becomes, with the version that was read.
    pub klant: Klant,
    /// Whether anything of the person changes.
    pub persoon: bool,
    /// Whether the name does, by which the client is found.
    pub naam: bool,
    /// New spells.
    pub nieuwe_uitkeringen: Vec<Uitkering>,
    /// Spells with another amount or end, with the version that was read.
    pub gewijzigde_uitkeringen: Vec<Uitkering>,
    /// Every spell as it becomes.
    pub uitkeringen: Vec<Uitkering>,
    /// Another klantmanager.
    pub toewijzing: Option<Opvolging<ToewijzingId, Toewijzing>>,
    /// Another segment.
    pub segmentering: Option<Opvolging<SegmenteringId, Segmentering>>,
    /// The klantmanager as it becomes.
    pub klantmanager: Option<GebruikerId>,
    /// The segment as it becomes, and since when.
    pub segment: (String, Date),
    /// What is logged.
    pub regels: Vec<Regel>,
}

/// `update … from (values …) as v …`: changes many rows, or fails when one of them is no longer as it was read.
macro_rules! update_many {
    ($writer:expr, $head:literal, $tail:literal, $rows:expr, |$bind:ident, $row:ident| $body:block) => {
        for chunk in $rows.chunks(bulk::ROWS) {
            let touched = match $writer.connection() {
                Connection::Sqlite(connection) => {
                    let mut query = QueryBuilder::<Sqlite>::new($head);
                    query.push_values(chunk, |mut $bind, $row| $body);
                    query.push($tail);
                    query.build().execute(connection).await?.rows_affected()
                }
                Connection::Postgres(connection) => {
                    let mut query = QueryBuilder::<Postgres>::new($head);
                    query.push_values(chunk, |mut $bind, $row| $body);
                    query.push($tail);
                    query.build().execute(connection).await?.rows_affected()
                }
            };
            if touched != chunk.len() as u64 {
                return Err(Error::Stale);
            }
        }
    };
}

pub(crate) use update_many;

/// Writes changes. Somebody who changed one of the clients in between makes all fail. The lines for the log are the caller's to
/// add, after the last client was taken ([`super::log`]).
pub async fn update(
    writer: &mut Writer,
    wijzigingen: &[Wijziging],
    door: Option<GebruikerId>,
    nu: Timestamp,
) -> Result<()> {
    if !uniek(wijzigingen.iter().map(|wijziging| wijziging.klant.id.uuid())) {
        return Err(Error::Stale);
    }
    let klanten: Vec<KlantId> = wijzigingen.iter().map(|wijziging| wijziging.klant.id).collect();
    // The clients before anything of theirs, as everybody does.
    klantstand::lock_alle(writer, &klanten).await?;
    update_klanten(writer, wijzigingen, door, nu).await?;
    update_zoeknamen(writer, wijzigingen).await?;
    update_uitkeringen(writer, wijzigingen).await?;
    close_vorige(writer, wijzigingen).await?;
    let nieuw: Vec<Dossier> = wijzigingen.iter().map(nieuwe_regels).collect();
    let toewijzingen: Vec<&Toewijzing> = nieuw.iter().flat_map(|dossier| &dossier.toewijzingen).collect();
    let kader = Kader::of(writer);
    dossier::uitkeringen(&kader, &nieuw)?.schrijf(writer).await?;
    dossier::toewijzingen(&kader, &toewijzingen).schrijf(writer).await?;
    dossier::segmenteringen(&kader, &nieuw)?.schrijf(writer).await?;
    update_klantstanden(writer, wijzigingen).await?;
    klantstand::set_zonder_plan_alle(writer, &klanten).await?;
    let normen = contactnorm::normen(writer).await?;
    contactstand::recompute(writer, &normen, &klanten).await
}

/// Only what is new of a client, in the shape that the bulk inserts take.
fn nieuwe_regels(wijziging: &Wijziging) -> Dossier {
    Dossier {
        klant: wijziging.klant.clone(),
        uitkeringen: wijziging.nieuwe_uitkeringen.clone(),
        toewijzingen: wijziging.toewijzing.iter().map(|opvolging| opvolging.nieuw.clone()).collect(),
        segmenteringen: wijziging.segmentering.iter().map(|opvolging| opvolging.nieuw.clone()).collect(),
        gesprekken: Vec::new(),
        ontheffingen: Vec::new(),
        keuringen: Vec::new(),
        verwijzingen: Vec::new(),
        plannen: Vec::new(),
    }
}

async fn update_klanten(
    writer: &mut Writer,
    wijzigingen: &[Wijziging],
    door: Option<GebruikerId>,
    nu: Timestamp,
) -> Result<()> {
    let gemeente = writer.gemeente();
    let rows: Vec<&Klant> = wijzigingen.iter().filter(|w| w.persoon).map(|w| &w.klant).collect();
    update_many!(
        writer,
        "update klant set voornamen = v.column4, voorvoegsel = v.column5, geslachtsnaam = v.column6,
            geboortedatum = v.column7, leefvorm = v.column8, adres = v.column9, postcode = v.column10,
            woonplaats = v.column11, wijk = v.column12, telefoon = v.column13, telefoon_cijfers = v.column14,
            email = v.column15, tolk = v.column16, gewijzigd_door = v.column17, gewijzigd_op = v.column18,
            versie = klant.versie + 1
        from (",
        ") as v where klant.gemeente = v.column1 and klant.id = v.column2 and klant.versie = v.column3",
        rows,
        |b, klant| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(klant.id.uuid())
                .push_bind(klant.versie)
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
                .push_bind(door.map(GebruikerId::uuid))
                .push_bind(nu.to_sqlx());
        }
    );
    Ok(())
}

async fn update_zoeknamen(writer: &mut Writer, wijzigingen: &[Wijziging]) -> Result<()> {
    let gemeente = writer.gemeente();
    let andere: Vec<&Klant> = wijzigingen.iter().filter(|w| w.naam).map(|w| &w.klant).collect();
    for chunk in andere.chunks(bulk::ROWS) {
        match writer.connection() {
            Connection::Sqlite(connection) => {
                let mut query =
                    QueryBuilder::<Sqlite>::new("delete from klant_zoeknaam where (gemeente, klant_id) in (");
                query.push_values(chunk, |mut b, klant| {
                    b.push_bind(gemeente.code().to_owned()).push_bind(klant.id.uuid());
                });
                query.push(")").build().execute(connection).await?;
            }
            Connection::Postgres(connection) => {
                let mut query =
                    QueryBuilder::<Postgres>::new("delete from klant_zoeknaam where (gemeente, klant_id) in (");
                query.push_values(chunk, |mut b, klant| {
                    b.push_bind(gemeente.code().to_owned()).push_bind(klant.id.uuid());
                });
                query.push(")").build().execute(connection).await?;
            }
        }
    }
    let namen: Vec<(KlantId, String)> =
        andere.iter().flat_map(|klant| klant.naam.zoeksleutels().into_iter().map(|key| (klant.id, key))).collect();
    dossier::zoeknamen(&Kader::of(writer), &namen).schrijf(writer).await
}

async fn update_uitkeringen(writer: &mut Writer, wijzigingen: &[Wijziging]) -> Result<()> {
    let gemeente = writer.gemeente();
    let rows: Vec<&Uitkering> = wijzigingen.iter().flat_map(|w| &w.gewijzigde_uitkeringen).collect();
    update_many!(
        writer,
        "update uitkering set maandbedrag = v.column4, datum_einde = v.column5, reden_einde = v.column6,
            versie = uitkering.versie + 1
        from (",
        ") as v where uitkering.gemeente = v.column1 and uitkering.id = v.column2 and uitkering.versie = v.column3",
        rows,
        |b, row| {
            let (datum_einde, reden) = match &row.stand {
                UitkeringStand::Lopend => (None, None),
                UitkeringStand::Beeindigd(einde) => {
                    (Some(einde.datum.to_sqlx()), Some(einde.reden.as_str().to_owned()))
                }
            };
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.versie)
                .push_bind(row.maandbedrag.0)
                .push_bind(datum_einde)
                .push_bind(reden);
        }
    );
    Ok(())
}

async fn close_vorige(writer: &mut Writer, wijzigingen: &[Wijziging]) -> Result<()> {
    let gemeente = writer.gemeente();
    let rows: Vec<_> = wijzigingen.iter().filter_map(|w| w.toewijzing.as_ref()?.sluit).collect();
    update_many!(
        writer,
        "update toewijzing set tot_en_met = v.column3 from (",
        ") as v where toewijzing.gemeente = v.column1 and toewijzing.id = v.column2",
        rows,
        |b, row| {
            b.push_bind(gemeente.code().to_owned()).push_bind(row.0.uuid()).push_bind(row.1.to_sqlx());
        }
    );
    let rows: Vec<_> = wijzigingen.iter().filter_map(|w| w.segmentering.as_ref()?.sluit).collect();
    update_many!(
        writer,
        "update segmentering set tot_en_met = v.column3 from (",
        ") as v where segmentering.gemeente = v.column1 and segmentering.id = v.column2
            and segmentering.tot_en_met is null",
        rows,
        |b, row| {
            b.push_bind(gemeente.code().to_owned()).push_bind(row.0.uuid()).push_bind(row.1.to_sqlx());
        }
    );
    Ok(())
}

/// What lists show of these clients. A test holds it against [`crate::klantstand::refresh`].
async fn update_klantstanden(writer: &mut Writer, wijzigingen: &[Wijziging]) -> Result<()> {
    let gemeente = writer.gemeente();
    update_many!(
        writer,
        "update klantstand set naam = v.column3, sorteersleutel = v.column4, geboortedatum = v.column5, wijk = v.column6,
            leefvorm = v.column7, klantmanager_id = v.column8, segment = v.column9, segment_sinds = v.column10,
            uitkering_ingang = v.column11, uitkering_tot = v.column12, lopend = 1
        from (",
        ") as v where klantstand.gemeente = v.column1 and klantstand.klant_id = v.column2",
        wijzigingen,
        |b, row| {
            let laatste = row.uitkeringen.iter().max_by_key(|uitkering| (uitkering.datum_ingang, uitkering.id));
            let tot = laatste.map_or(NOOIT, |uitkering| match &uitkering.stand {
                UitkeringStand::Lopend => GEEN_EINDE,
                UitkeringStand::Beeindigd(einde) => einde.datum,
            });
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.klant.id.uuid())
                .push_bind(row.klant.naam.voluit())
                .push_bind(row.klant.naam.sorteersleutel())
                .push_bind(row.klant.geboortedatum.to_sqlx())
                .push_bind(row.klant.contact.wijk.as_str())
                .push_bind(row.klant.leefvorm.code())
                .push_bind(row.klantmanager.map(GebruikerId::uuid))
                .push_bind(row.segment.0.as_str())
                .push_bind(row.segment.1.to_sqlx())
                .push_bind(laatste.map_or(NOOIT, |uitkering| uitkering.datum_ingang).to_sqlx())
                .push_bind(tot.to_sqlx());
        }
    );
    Ok(())
}
