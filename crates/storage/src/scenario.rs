//! Ways of working whose cost in people was worked out, and how many clients there are to work it out with.

use domain::id::{GebruikerId, ScenarioId};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer};

statements! {
    LIST = "select id, naam, inhoud, versie from scenario where gemeente = $1 order by naam, id limit 200";
    FIND = "select id, naam, inhoud, versie from scenario where gemeente = $1 and id = $2";
    INSERT = "insert into scenario (gemeente, id, naam, inhoud, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, 1)";
    UPDATE = "update scenario set naam = $3, inhoud = $4, gewijzigd_door = $5, gewijzigd_op = $6, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $7";
    DELETE = "delete from scenario where gemeente = $1 and id = $2 and versie = $3";
    KLANTEN = "select x.segment, x.ontheven, count(*) from (select s.segment,
            cast(case when s.ontheffing_van <= $2 and s.ontheffing_tot >= $2 then 1 else 0 end as bigint) as ontheven
            from klantstand s where s.gemeente = $1 and s.uitkering_tot >= $2 and s.uitkering_ingang <= $2) x
        group by x.segment, x.ontheven order by x.segment, x.ontheven";
}

/// A scenario as it is kept; what stands in it is the business of who works it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaard {
    /// Which.
    pub id: ScenarioId,
    /// What it is called; no two are called the same.
    pub naam: String,
    /// Its numbers, as JSON.
    pub inhoud: String,
    /// For who changes it.
    pub versie: i64,
}

type Row = (Uuid, String, String, i64);

fn decode((id, naam, inhoud, versie): Row) -> Bewaard {
    Bewaard { id: id.into(), naam, inhoud, versie }
}

/// All of them, by name.
pub async fn list(reader: &mut Reader) -> Result<Vec<Bewaard>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    Ok(rows.into_iter().map(decode).collect())
}

/// One.
pub async fn find(reader: &mut Reader, id: ScenarioId) -> Result<Option<Bewaard>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    Ok(row.map(decode))
}

/// Keeps a new one. [`Error::Duplicate`] when there is one with this id or this name.
pub async fn insert(writer: &mut Writer, nieuw: &Bewaard, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (naam, inhoud) = (nieuw.naam.as_str(), nieuw.inhoud.as_str());
    execute!(writer, INSERT, nieuw.id.uuid(), naam, inhoud, door.uuid(), nu.to_sqlx()).map(|_| ())
}

/// Changes one that was read at its version.
pub async fn update(writer: &mut Writer, wordt: &Bewaard, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (naam, inhoud) = (wordt.naam.as_str(), wordt.inhoud.as_str());
    let touched = execute!(writer, UPDATE, wordt.id.uuid(), naam, inhoud, door.uuid(), nu.to_sqlx(), wordt.versie)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Throws one away that was read at a version.
pub async fn delete(writer: &mut Writer, id: ScenarioId, versie: i64) -> Result<()> {
    if execute!(writer, DELETE, id.uuid(), versie)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// How many clients with a running benefit there are on a day: by segment (empty: in none), and whether they are exempted. Reads them all,
/// so for who asks for it only.
pub async fn klanten(reader: &mut Reader, dag: Date) -> Result<Vec<(String, bool, i64)>> {
    type Row = (String, i64, i64);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), KLANTEN, dag.to_sqlx())?;
    Ok(rows.into_iter().map(|(segment, ontheven, klanten)| (segment, ontheven == 1, klanten)).collect())
}
