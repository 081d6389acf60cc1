//! Income beside a benefit, stretch by stretch.

use domain::{
    datum::Periode,
    geld::Eurocent,
    id::{GebruikerId, InkomstenId, KlantId},
    inkomsten::Inkomsten,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer};

statements! {
    FIND = "select id, klant_id, soort, uren_per_week, bedrag, vanaf, tot_en_met, ingetrokken, versie from inkomsten
        where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, soort, uren_per_week, bedrag, vanaf, tot_en_met, ingetrokken, versie from inkomsten
        where gemeente = $1 and klant_id = $2 order by vanaf, id";
    INSERT = "insert into inkomsten (gemeente, id, klant_id, soort, uren_per_week, bedrag, vanaf, tot_en_met, ingetrokken,
            gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    UPDATE = "update inkomsten set tot_en_met = $3, ingetrokken = $4, gewijzigd_door = $5, gewijzigd_op = $6,
            versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $7";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    soort: String,
    uren_per_week: Option<i64>,
    bedrag: i64,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    ingetrokken: bool,
    versie: i64,
}

impl TryFrom<Row> for Inkomsten {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            klant: row.klant_id.into(),
            soort: row.soort.parse().map_err(|()| Error::corrupt(&row.soort))?,
            uren_per_week: row.uren_per_week.map(u8::try_from).transpose().map_err(Error::corrupt)?,
            bedrag: Eurocent(row.bedrag),
            periode: Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
            ingetrokken: row.ingetrokken,
            versie: row.versie,
        })
    }
}

/// One stretch of income.
pub async fn find(reader: &mut Reader, id: InkomstenId) -> Result<Option<Inkomsten>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(TryInto::try_into).transpose()
}

/// The income of a client, oldest first; also what was taken back.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Inkomsten>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds a stretch of income.
pub async fn insert(writer: &mut Writer, nieuw: &Inkomsten, door: GebruikerId, nu: Timestamp) -> Result<()> {
    execute!(
        writer,
        INSERT,
        nieuw.id.uuid(),
        nieuw.klant.uuid(),
        nieuw.soort.code(),
        nieuw.uren_per_week.map(i64::from),
        nieuw.bedrag.0,
        nieuw.periode.van.to_sqlx(),
        nieuw.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        nieuw.ingetrokken,
        door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes its last day, or that it was a mistake; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Inkomsten, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let touched = execute!(
        writer,
        UPDATE,
        is.id.uuid(),
        is.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        is.ingetrokken,
        door.uuid(),
        nu.to_sqlx(),
        is.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}
