//! Segments of clients, with history.

use domain::{
    datum::Periode,
    id::{GebruikerId, KlantId},
    segment::Segmentering,
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, klantstand, sleutels::Plaats};

statements! {
    OF_KLANT = "select id, klant_id, segment, vanaf, tot_en_met, door, toelichting_versleuteld from segmentering
        where gemeente = $1 and klant_id = $2 order by vanaf, id";
    INSERT = "insert into segmentering (gemeente, id, klant_id, segment, vanaf, tot_en_met, door, toelichting_versleuteld)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
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
