//! Segments of clients, with history.

use domain::{
    datum::Periode,
    id::{GebruikerId, GesprekId, KlantId},
    segment::{Beoordeling, Segmentering},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, klantstand, sleutels::Plaats};

statements! {
    OF_KLANT = "select id, klant_id, segment, vanaf, tot_en_met, door, toelichting_versleuteld from segmentering
        where gemeente = $1 and klant_id = $2 order by vanaf, id";
    INSERT = "insert into segmentering (gemeente, id, klant_id, segment, vanaf, tot_en_met, door, toelichting_versleuteld)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    BEOORDELINGEN = "select gesprek_id, klant_id, dag, gewijzigd, segment, trede, door, toelichting_versleuteld from beoordeling
        where gemeente = $1 and klant_id = $2 order by dag, gesprek_id";
    BEOORDEEL = "insert into beoordeling (gemeente, gesprek_id, klant_id, dag, gewijzigd, segment, trede, door,
            toelichting_versleuteld, vastgelegd_op)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (gemeente, gesprek_id) do update set dag = excluded.dag, gewijzigd = excluded.gewijzigd,
            segment = excluded.segment, trede = excluded.trede, door = excluded.door,
            toelichting_versleuteld = excluded.toelichting_versleuteld, vastgelegd_op = excluded.vastgelegd_op";
    DELETE_BEOORDELING = "delete from beoordeling where gemeente = $1 and gesprek_id = $2";
    CLOSE = "update segmentering set tot_en_met = $3 where gemeente = $1 and id = $2 and tot_en_met is null";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    segment: String,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    door: Option<Uuid>,
    toelichting_versleuteld: Option<Vec<u8>>,
}

pub(crate) fn plaats(gemeente: domain::gemeente::Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "segmentering.toelichting", id }
}

/// The segments of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Segmentering>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            Ok(Segmentering {
                toelichting: sleutels.decrypt_text(plaats(gemeente, row.id), row.toelichting_versleuteld.as_deref())?,
                id: row.id.into(),
                klant: row.klant_id.into(),
                segment: row.segment.parse().map_err(Error::corrupt)?,
                periode: Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
                door: row.door.map(Into::into),
            })
        })
        .collect()
}

/// Adds a segment.
pub async fn insert(writer: &mut Writer, segmentering: &Segmentering) -> Result<()> {
    let id = segmentering.id.uuid();
    let toelichting = writer.sleutels().encrypt_text(plaats(writer.gemeente(), id), &segmentering.toelichting)?;
    execute!(
        writer,
        INSERT,
        id,
        segmentering.klant.uuid(),
        segmentering.segment.as_str(),
        segmentering.periode.van.to_sqlx(),
        segmentering.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        segmentering.door.map(GebruikerId::uuid),
        toelichting,
    )?;
    klantstand::refresh(writer, segmentering.klant).await
}

/// Gives a segment its last day. Somebody who closed it in between makes this fail.
pub async fn close(writer: &mut Writer, segmentering: &Segmentering) -> Result<()> {
    let laatste_dag = segmentering.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx);
    if execute!(writer, CLOSE, segmentering.id.uuid(), laatste_dag)? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct BeoordelingRow {
    gesprek_id: Uuid,
    klant_id: Uuid,
    dag: jiff_sqlx::Date,
    gewijzigd: bool,
    segment: Option<String>,
    trede: Option<i64>,
    door: Uuid,
    toelichting_versleuteld: Option<Vec<u8>>,
}

const fn plaats_beoordeling(gemeente: domain::gemeente::Gemeente, gesprek: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "beoordeling.toelichting", id: gesprek }
}

/// Every time it was judged whether segment and step were still right, oldest first.
pub async fn beoordelingen(reader: &mut Reader, klant: KlantId) -> Result<Vec<Beoordeling>> {
    let rows: Vec<BeoordelingRow> = fetch!(reader, fetch_all(BeoordelingRow), BEOORDELINGEN, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            let place = plaats_beoordeling(gemeente, row.gesprek_id);
            Ok(Beoordeling {
                toelichting: sleutels.decrypt_text(place, row.toelichting_versleuteld.as_deref())?,
                gesprek: row.gesprek_id.into(),
                klant: row.klant_id.into(),
                dag: row.dag.to_jiff(),
                gewijzigd: row.gewijzigd,
                segment: row.segment.map(|code| code.parse().map_err(Error::corrupt)).transpose()?,
                trede: row.trede,
                door: row.door.into(),
            })
        })
        .collect()
}

/// Records a judgement; that of the same conversation before makes room.
pub async fn beoordeel(writer: &mut Writer, is: &Beoordeling, nu: Timestamp) -> Result<()> {
    let id = is.gesprek.uuid();
    let toelichting = writer.sleutels().encrypt_text(plaats_beoordeling(writer.gemeente(), id), &is.toelichting)?;
    execute!(
        writer,
        BEOORDEEL,
        id,
        is.klant.uuid(),
        is.dag.to_sqlx(),
        is.gewijzigd,
        is.segment.as_ref().map(|code| code.as_str().to_owned()),
        is.trede,
        is.door.uuid(),
        toelichting,
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Takes the judgement of a conversation back whose report is taken back.
pub async fn vergeet_beoordeling(writer: &mut Writer, gesprek: GesprekId) -> Result<()> {
    execute!(writer, DELETE_BEOORDELING, gesprek.uuid()).map(|_| ())
}
