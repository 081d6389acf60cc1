//! What the archivist confirmed of terms that the selection list leaves open.

use domain::{bewaartermijn::Stuksoort, id::GebruikerId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;

use crate::{Error, Reader, Result, Writer};

statements! {
    LIST = "select t.soort, t.op, t.kenmerk from bewaartermijn_toets t where t.gemeente = $1 order by t.soort";
    INSERT = "insert into bewaartermijn_toets (gemeente, soort, op, kenmerk, door) values ($1, $2, $3, $4, $5)";
}

/// That a term was confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toets {
    /// Of which kind of record.
    pub soort: Stuksoort,
    /// The date on what the archivist wrote.
    pub op: Date,
    /// Its reference.
    pub kenmerk: String,
}

/// What was confirmed.
pub async fn toetsen(reader: &mut Reader) -> Result<Vec<Toets>> {
    type Row = (String, jiff_sqlx::Date, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    rows.into_iter()
        .map(|(soort, op, kenmerk)| {
            Ok(Toets { soort: soort.parse().map_err(|()| Error::corrupt(&soort))?, op: op.to_jiff(), kenmerk })
        })
        .collect()
}

/// Records that a term was confirmed. [`Error::Duplicate`] when it was before.
pub async fn insert(writer: &mut Writer, toets: &Toets, door: GebruikerId) -> Result<()> {
    let soort = toets.soort.regel().code;
    execute!(writer, INSERT, soort, toets.op.to_sqlx(), toets.kenmerk.as_str(), door.uuid()).map(|_| ())
}
