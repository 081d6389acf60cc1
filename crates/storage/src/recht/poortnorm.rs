//! Within how many days somebody at the gate is spoken to, from a day on.

use domain::{id::GebruikerId, poort::Poortnorm};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;

use crate::{Error, Reader, Result, Writer};

statements! {
    LIST = "select vanaf, dagen, bron from poortnorm where gemeente = $1 order by vanaf";
    SET = "insert into poortnorm (gemeente, vanaf, dagen, bron, door) values ($1, $2, $3, $4, $5)
        on conflict (gemeente, vanaf) do update set dagen = excluded.dagen, bron = excluded.bron, door = excluded.door";
    DELETE = "delete from poortnorm where gemeente = $1 and vanaf = $2";
}

/// What was set, oldest first; also what is still to begin.
pub async fn list(reader: &mut Reader) -> Result<Vec<Poortnorm>> {
    type Row = (jiff_sqlx::Date, i64, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    rows.into_iter()
        .map(|(vanaf, dagen, bron)| {
            Ok(Poortnorm { vanaf: vanaf.to_jiff(), dagen: u16::try_from(dagen).map_err(Error::corrupt)?, bron })
        })
        .collect()
}

/// Sets one; another one from the same day gives way to it, and the log tells of it. Nobody did it in a demonstration.
pub async fn set(writer: &mut Writer, norm: &Poortnorm, door: Option<GebruikerId>) -> Result<()> {
    let door = door.map(GebruikerId::uuid);
    execute!(writer, SET, norm.vanaf.to_sqlx(), i64::from(norm.dagen), norm.bron.as_str(), door).map(|_| ())
}

/// Takes one back; `false` when there is none from that day.
pub async fn delete(writer: &mut Writer, vanaf: Date) -> Result<bool> {
    Ok(execute!(writer, DELETE, vanaf.to_sqlx())? > 0)
}
