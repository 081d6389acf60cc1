//! The reductions of the municipality's own verordening, as dated rows.

use domain::{
    besluit::{Verlagingsrij, Verlagingstabel},
    datum::Periode,
    id::GebruikerId,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{Error, Reader, Result, Writer};

statements! {
    LIST = "select code, gedraging, procent, maanden, geldig_van, geldig_tot, bron, versie from verlagingsregel
        where gemeente = $1 order by code, geldig_van";
    INSERT = "insert into verlagingsregel (gemeente, code, geldig_van, geldig_tot, gedraging, procent, maanden, bron,
            gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    UPDATE = "update verlagingsregel set geldig_tot = $4, gewijzigd_door = $5, gewijzigd_op = $6, versie = versie + 1
        where gemeente = $1 and code = $2 and geldig_van = $3 and versie = $7";
}

#[derive(sqlx::FromRow)]
struct Row {
    code: String,
    gedraging: String,
    procent: i64,
    maanden: i64,
    geldig_van: jiff_sqlx::Date,
    geldig_tot: Option<jiff_sqlx::Date>,
    bron: String,
    versie: i64,
}

impl TryFrom<Row> for Verlagingsrij {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let tot_en_met = row.geldig_tot.map(jiff_sqlx::Date::to_jiff);
        Ok(Self {
            code: row.code,
            gedraging: row.gedraging,
            procent: row.procent.try_into().map_err(Error::corrupt)?,
            maanden: row.maanden.try_into().map_err(Error::corrupt)?,
            geldig: Periode { van: row.geldig_van.to_jiff(), tot_en_met },
            bron: row.bron,
        })
    }
}

/// Every row with its version, by code and day.
pub async fn rijen(reader: &mut Reader) -> Result<Vec<(Verlagingsrij, i64)>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    rows.into_iter()
        .map(|row| {
            let versie = row.versie;
            Ok((row.try_into()?, versie))
        })
        .collect()
}

/// The table of the municipality; empty while nobody filled it in.
pub async fn tabel(reader: &mut Reader) -> Result<Verlagingstabel> {
    let rijen: Vec<Verlagingsrij> = rijen(reader).await?.into_iter().map(|(rij, _)| rij).collect();
    rijen.try_into().map_err(Error::corrupt)
}

/// Adds a row. [`Error::Duplicate`] when that conduct has one from that day on.
pub async fn insert(writer: &mut Writer, rij: &Verlagingsrij, door: GebruikerId, nu: Timestamp) -> Result<()> {
    execute!(
        writer,
        INSERT,
        rij.code.as_str(),
        rij.geldig.van.to_sqlx(),
        rij.geldig.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        rij.gedraging.as_str(),
        i64::from(rij.procent),
        i64::from(rij.maanden),
        rij.bron.as_str(),
        door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes until which day a row holds; `versie` is the version that was read.
pub async fn update(
    writer: &mut Writer,
    rij: &Verlagingsrij,
    versie: i64,
    door: GebruikerId,
    nu: Timestamp,
) -> Result<()> {
    let touched = execute!(
        writer,
        UPDATE,
        rij.code.as_str(),
        rij.geldig.van.to_sqlx(),
        rij.geldig.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        door.uuid(),
        nu.to_sqlx(),
        versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}
