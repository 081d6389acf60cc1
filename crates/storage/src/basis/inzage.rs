//! Who looked at whom: one line per page or answer, naming every client shown.
//!
//! A page waits until its line is on disk, so nothing is shown that was not logged. Lines of pages that are asked for at
//! the same time are written together ([`InzageSchrijver`]): a hundred people who open a list cost one commit.

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    logboek::{Doel, Hash, begin_van_keten, hash},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::{
    Database, Error, Reader, Result, Writer,
    db::Connection,
    logboek::{self, Schakel},
};

statements! {
    CHAIN = "select nummer, moment, gebruiker_id, handeling, doel, klant_id, klanten, hash from inzage
        where gemeente = $1 and nummer > $2 order by nummer limit $3";
    LIST = "select nummer, moment, gebruiker_id, handeling, doel, klanten from inzage
        where gemeente = $1 and nummer > $2 order by nummer limit $3";
    /// The chain of a municipality begins with its first line.
    BEGIN = "insert into keten (gemeente, keten, nummer, hash) values ($1, 'inzage', 0, $2) on conflict do nothing";
}

/// A look at one or more clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inzage {
    /// Whose data.
    pub gemeente: Gemeente,
    /// When.
    pub moment: Timestamp,
    /// Who looked.
    pub gebruiker: GebruikerId,
    /// At what: `klant.getoond`, `caseload.getoond`, `caseload.geexporteerd`, `klant.bsn_getoond`.
    pub handeling: &'static str,
    /// What for.
    pub doel: Doel,
    /// Which clients were shown.
    pub klanten: Vec<KlantId>,
}

/// A line as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InzageRegel {
    /// Its place in the chain.
    pub nummer: i64,
    /// When.
    pub moment: Timestamp,
    /// Who looked.
    pub gebruiker: GebruikerId,
    /// At what.
    pub handeling: String,
    /// What for.
    pub doel: String,
    /// Which clients were shown.
    pub klanten: Vec<KlantId>,
}

/// Lines after a number, oldest first.
pub async fn list(database: &Database, gemeente: Gemeente, after: i64, limit: i64) -> Result<Vec<InzageRegel>> {
    lines(&mut database.read_inzage(gemeente).await?, after, limit).await
}

async fn lines(reader: &mut Reader, after: i64, limit: i64) -> Result<Vec<InzageRegel>> {
    type Row = (i64, jiff_sqlx::Timestamp, Uuid, String, String, Vec<u8>);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST, after, limit)?;
    let id = |bytes: &[u8]| Uuid::from_slice(bytes).map(KlantId::from).map_err(Error::corrupt);
    rows.into_iter()
        .map(|(nummer, moment, gebruiker, handeling, doel, klanten)| {
            Ok(InzageRegel {
                nummer,
                moment: moment.to_jiff(),
                gebruiker: gebruiker.into(),
                handeling,
                doel,
                klanten: klanten.chunks(16).map(id).collect::<Result<_>>()?,
            })
        })
        .collect()
}

/// Walks the whole chain, as [`logboek::verify`] does for changes.
pub async fn verify(database: &Database, gemeente: Gemeente) -> Result<std::result::Result<Schakel, i64>> {
    type Row = (i64, jiff_sqlx::Timestamp, Uuid, String, String, Option<Uuid>, Vec<u8>, Vec<u8>);
    let reader = &mut database.read_inzage(gemeente).await?;
    let mut schakel = Schakel { nummer: 0, hash: begin_van_keten(gemeente) };
    // A line before the first is no link either.
    let mut after = i64::MIN;
    loop {
        let rows: Vec<Row> = fetch!(reader, fetch_all(Row), CHAIN, after, 1_000_i64)?;
        after = schakel.nummer;
        if rows.is_empty() {
            if logboek::laatste_schakel(reader, "inzage").await?.unwrap_or(schakel) == schakel {
                return Ok(Ok(schakel));
            }
            // Somebody may be looking just now; lines that are noted and not there were cut off.
            if lines(reader, schakel.nummer, 1).await?.is_empty() {
                return Ok(Err(schakel.nummer + 1));
            }
            continue;
        }
        for (nummer, moment, gebruiker, handeling, doel, klant, klanten, written) in rows {
            schakel.nummer += 1;
            let velden = [handeling.as_bytes(), doel.as_bytes(), &klanten];
            schakel.hash = line_hash(&schakel.hash, gemeente, schakel.nummer, moment.to_jiff(), gebruiker, velden);
            // The client by whom lines are found is in none of the hashes, but follows from what is.
            let gevonden_bij = if klanten.len() == 16 { Uuid::from_slice(&klanten).ok() } else { None };
            if nummer != schakel.nummer || written != schakel.hash || klant != gevonden_bij {
                return Ok(Err(schakel.nummer));
            }
        }
        after = schakel.nummer;
    }
}

fn line_hash(
    vorige: &Hash,
    gemeente: Gemeente,
    nummer: i64,
    moment: Timestamp,
    gebruiker: Uuid,
    [handeling, doel, klanten]: [&[u8]; 3],
) -> Hash {
    let moment = moment.to_string();
    hash(vorige, gemeente, nummer, &[moment.as_bytes(), gebruiker.as_bytes(), handeling, doel, klanten])
}

/// A line with its number, the client when it was one, the ids as they are kept, and its hash.
type Line<'a> = (i64, &'a Inzage, Option<Uuid>, Vec<u8>, Vec<u8>);

/// Writes all lines in one statement.
async fn insert(writer: &mut Writer, lines: Vec<Line<'_>>) -> Result<()> {
    macro_rules! insert {
        ($database:ty, $connection:expr) => {{
            let mut query = sqlx::QueryBuilder::<$database>::new(
                "insert into inzage (gemeente, nummer, moment, gebruiker_id, handeling, doel, klant_id, klanten, hash) ",
            );
            query.push_values(lines, |mut row, (nummer, inzage, only, klanten, hash)| {
                row.push_bind(inzage.gemeente.code().to_owned())
                    .push_bind(nummer)
                    .push_bind(inzage.moment.to_sqlx())
                    .push_bind(inzage.gebruiker.uuid())
                    .push_bind(inzage.handeling)
                    .push_bind(inzage.doel.code())
                    .push_bind(only)
                    .push_bind(klanten)
                    .push_bind(hash);
            });
            query.build().execute($connection).await?;
        }};
    }
    match writer.connection() {
        Connection::Sqlite(connection) => insert!(sqlx::Sqlite, connection),
        Connection::Postgres(connection) => insert!(sqlx::Postgres, connection),
    }
    Ok(())
}

type Opdracht = (Inzage, oneshot::Sender<Result<()>>);

/// Most lines in one commit.
const LINES_PER_COMMIT: usize = 256;

/// Writes access lines, many at a time.
#[derive(Debug, Clone)]
pub struct InzageSchrijver {
    queue: mpsc::Sender<Opdracht>,
}

impl InzageSchrijver {
    /// Starts the writing task; it ends when the last handle is dropped.
    #[must_use]
    pub fn start(database: Database) -> Self {
        let (queue, mut orders) = mpsc::channel::<Opdracht>(4 * LINES_PER_COMMIT);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(LINES_PER_COMMIT);
            while orders.recv_many(&mut batch, LINES_PER_COMMIT).await > 0 {
                while let Some((first, _)) = batch.first() {
                    let gemeente = first.gemeente;
                    let (group, rest): (Vec<_>, Vec<_>) =
                        batch.drain(..).partition(|(line, _)| line.gemeente == gemeente);
                    batch = rest;
                    answer(write(&database, gemeente, &group).await, group);
                }
            }
        });
        Self { queue }
    }

    /// Writes a line and waits until it is on disk. On an error the page must not be shown.
    pub async fn leg_vast(&self, inzage: Inzage) -> Result<()> {
        let (done, answer) = oneshot::channel();
        let gone = || Error::Unavailable(sqlx::Error::WorkerCrashed);
        self.queue.send((inzage, done)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

/// Tells every waiting page how it went; only one of them carries the error itself, which is logged here in full.
fn answer(result: Result<()>, group: Vec<Opdracht>) {
    if let Err(error) = &result {
        tracing::error!(%error, "access lines could not be written, so the pages are not shown");
    }
    let mut error = result.err();
    let failed = error.is_some();
    for (_, done) in group {
        let outcome =
            if failed { Err(error.take().unwrap_or(Error::Unavailable(sqlx::Error::WorkerCrashed))) } else { Ok(()) };
        // A page whose visitor went away no longer listens.
        let _ = done.send(outcome);
    }
}

async fn write(database: &Database, gemeente: Gemeente, group: &[Opdracht]) -> Result<()> {
    let mut writer = database.write_inzage(gemeente).await?;
    execute!(writer, BEGIN, begin_van_keten(gemeente).to_vec())?;
    let count = i64::try_from(group.len()).map_err(Error::corrupt)?;
    let mut keten = logboek::reserve(&mut writer, "inzage", count).await?;
    let mut lines = Vec::with_capacity(group.len());
    for (inzage, _) in group {
        keten.nummer += 1;
        let klanten: Vec<u8> = inzage.klanten.iter().flat_map(|id| id.uuid().into_bytes()).collect();
        let velden = [inzage.handeling.as_bytes(), inzage.doel.code().as_bytes(), &klanten];
        let gebruiker = inzage.gebruiker.uuid();
        keten.hash = line_hash(&keten.hash, gemeente, keten.nummer, inzage.moment, gebruiker, velden);
        let only = if let [klant] = inzage.klanten[..] { Some(klant.uuid()) } else { None };
        lines.push((keten.nummer, inzage, only, klanten, keten.hash.to_vec()));
    }
    insert(&mut writer, lines).await?;
    logboek::set_hash(&mut writer, "inzage", &keten.hash).await?;
    writer.commit_logged().await
}
