//! Which klantmanager has which client, with history.

use domain::{
    datum::Periode,
    id::{GebruikerId, KlantId, ToewijzingId},
    toewijzing::Toewijzing,
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Reader, Result, Writer, klantstand};

statements! {
    OF_KLANT = "select id, klant_id, gebruiker_id, vanaf, tot_en_met, reden from toewijzing
        where gemeente = $1 and klant_id = $2 order by vanaf, id";
    INSERT = "insert into toewijzing (gemeente, id, klant_id, gebruiker_id, vanaf, tot_en_met, reden)
        values ($1, $2, $3, $4, $5, $6, $7)";
    CLOSE = "update toewijzing set tot_en_met = $3 where gemeente = $1 and id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    gebruiker_id: Uuid,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    reden: String,
}

impl From<Row> for Toewijzing {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            klant: row.klant_id.into(),
            klantmanager: row.gebruiker_id.into(),
            periode: Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
            reden: row.reden,
        }
    }
}

/// The assignments of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Toewijzing>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds an assignment.
pub async fn insert(writer: &mut Writer, toewijzing: &Toewijzing) -> Result<()> {
    let klantmanager: GebruikerId = toewijzing.klantmanager;
    execute!(
        writer,
        INSERT,
        toewijzing.id.uuid(),
        toewijzing.klant.uuid(),
        klantmanager.uuid(),
        toewijzing.periode.van.to_sqlx(),
        toewijzing.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        toewijzing.reden.as_str(),
    )?;
    klantstand::refresh(writer, toewijzing.klant).await
}

/// Gives an assignment its last day.
pub async fn close(writer: &mut Writer, id: ToewijzingId, laatste_dag: jiff::civil::Date) -> Result<()> {
    execute!(writer, CLOSE, id.uuid(), laatste_dag.to_sqlx()).map(|_| ())
}
