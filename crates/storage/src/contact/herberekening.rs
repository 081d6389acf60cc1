//! A run through all clients with a benefit after a new contact norm: how far it is, and the next step of it.

use domain::{gemeente::Gemeente, id::KlantId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Database, Reader, Result, Writer, contactnorm, contactstand, db::Connection};

statements! {
    START = "insert into herberekening (gemeente, gedaan, totaal, tot_klant, bijgewerkt)
        select $1, 0, count(*), null, $2 from klantstand where gemeente = $1 and lopend = 1
        on conflict (gemeente) do update set gedaan = 0, totaal = excluded.totaal, tot_klant = null,
            bijgewerkt = excluded.bijgewerkt";
    FIND = "select gedaan, totaal, tot_klant from herberekening where gemeente = $1";
    /// Fails when another process took this step meanwhile.
    STEP = "update herberekening set gedaan = gedaan + $2, tot_klant = $3, bijgewerkt = $4
        where gemeente = $1 and gedaan = $5";
    /// Leaves a run alone that was started again meanwhile.
    DONE = "delete from herberekening where gemeente = $1 and gedaan = $2";
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voortgang {
    /// Clients that were done.
    pub gedaan: i64,
    /// Clients there were at the start.
    pub totaal: i64,
    tot: Option<KlantId>,
}

/// Clients per transaction: a fraction of a second in which others who save wait.
const PER_KEER: i64 = 4_000;

/// Starts a run, or starts it again.
pub async fn start(writer: &mut Writer, nu: Timestamp) -> Result<()> {
    execute!(writer, START, nu.to_sqlx()).map(|_| ())
}

/// The run that is under way.
pub async fn find(reader: &mut Reader) -> Result<Option<Voortgang>> {
    type Row = (i64, i64, Option<Uuid>);
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND)?;
    Ok(row.map(|(gedaan, totaal, tot)| Voortgang { gedaan, totaal, tot: tot.map(Into::into) }))
}

/// Works the next clients out anew; `false` when there is nothing left to do, or another process is doing it.
pub async fn stap(database: &Database, gemeente: Gemeente, nu: Timestamp) -> Result<bool> {
    let mut writer = database.write(gemeente).await?;
    let Some(voortgang) = find(&mut writer).await? else { return Ok(false) };
    let klanten = contactstand::ids_lopend(&mut writer, voortgang.tot, PER_KEER).await?;
    let Some(laatste) = klanten.last() else {
        let done = execute!(writer, DONE, voortgang.gedaan)?;
        writer.commit_logged().await?;
        return Ok(done == 0);
    };
    let aantal = i64::try_from(klanten.len()).unwrap_or(PER_KEER);
    if execute!(writer, STEP, aantal, laatste.uuid(), nu.to_sqlx(), voortgang.gedaan)? == 0 {
        return Ok(false);
    }
    let normen = contactnorm::normen(&mut writer).await?;
    by_key(&mut writer).await?;
    contactstand::recompute(&mut writer, &normen, &klanten).await?;
    // Nothing was decided about anybody here: that the norm changed was logged when it was.
    writer.commit_logged().await?;
    Ok(true)
}

/// A step asks for five hundred clients by their key. PostgreSQL would rather read the small tables whole, every time again;
/// SQLite has no choice (*cross*).
async fn by_key(writer: &mut Writer) -> Result<()> {
    if let Connection::Postgres(connection) = writer.connection() {
        sqlx::query("set local enable_seqscan = off").execute(connection).await?;
    }
    Ok(())
}
