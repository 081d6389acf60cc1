//! A database: a pool per kind behind one type, and the two ways to hold a connection.

mod bijwerken;
mod url;

use std::{path::Path, str::FromStr as _, sync::Arc, time::Duration};

use domain::{gemeente::Gemeente, logboek::Regel};
use sqlx::{
    ConnectOptions, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    migrate::Migrator,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub use self::url::{DatabaseUrl, OngeldigeDatabaseUrl};
use crate::{
    Error, Result,
    caseload::{
        Filter, Peildag,
        telling::{Begonnen, Tellingen},
    },
    logboek,
    sleutels::Sleutels,
};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// A file, inside this process.
    Sqlite,
    /// A server.
    Postgres,
}

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static SQLITE_INZAGE: Migrator = sqlx::migrate!("migrations/sqlite-inzage");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

statements! {
    VERSION = "select coalesce(max(version), 0) from _sqlx_migrations where success";
}

/// What PostgreSQL should know of us. It translates a query it thinks is heavy to machine code first, which takes longer than any list of
/// ours; and it takes the disk to turn, on which one row out of order costs four in order. On disks of today, and with the indexes in
/// memory, that makes it read a town where it could look up the few that are asked for.
const INSTELLINGEN: &str = "set jit = off; set random_page_cost = 1.1";
/// How many readers SQLite gets; a page takes one for a fraction of a millisecond.
const SQLITE_READERS: u32 = 4;
/// How many connections a PostgreSQL server gives to pages that only read, and to what changes something.
const POSTGRES_READERS: u32 = 12;
const POSTGRES_WRITERS: u32 = 6;

/// The data of an installation.
#[derive(Debug, Clone)]
pub struct Database {
    pools: Pools,
    sleutels: Arc<Sleutels>,
    tellingen: Arc<Tellingen>,
}

#[derive(Debug, Clone)]
enum Pools {
    /// Readers never wait for the writer (WAL); the one writer never meets SQLITE_BUSY of its own making.
    /// The access lines have a file and a connection of their own.
    Sqlite { readers: SqlitePool, writer: SqlitePool, inzage: SqlitePool },
    /// Apart, as with SQLite: a page that holds a connection waits for its access line, and the task that writes those
    /// lines must not have to wait for pages.
    Postgres { readers: PgPool, writers: PgPool },
}

/// A connection inside a [`Reader`] or [`Writer`].
pub(crate) enum Connection<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// A connection that belongs to no municipality.
pub(crate) enum AnyConnection {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Database {
    /// Opens the database. A SQLite file must exist unless `create` says to make it.
    pub async fn connect(url: &DatabaseUrl, sleutels: Sleutels, create: bool) -> Result<Self> {
        let pools = match url {
            DatabaseUrl::Sqlite(path) => sqlite_pools(path, create).await?,
            DatabaseUrl::Postgres(url) => {
                let options =
                    PgConnectOptions::from_str(url)?.application_name("klantbeeld").disable_statement_logging();
                let pool = |connections| {
                    PgPoolOptions::new()
                        .max_connections(connections)
                        .acquire_timeout(Duration::from_secs(5))
                        .test_before_acquire(false)
                        .after_connect(|connection, _| {
                            Box::pin(async move { sqlx::raw_sql(INSTELLINGEN).execute(connection).await.map(|_| ()) })
                        })
                        // Asking whether the server is still there costs a round trip; busy connections need not ask.
                        .before_acquire(|connection, meta| {
                            Box::pin(async move {
                                if meta.idle_for > Duration::from_secs(1) {
                                    sqlx::Connection::ping(connection).await?;
                                }
                                Ok(true)
                            })
                        })
                };
                // The first connection tells whether there is a server; the others come when they are needed.
                let readers = pool(POSTGRES_READERS).connect_with(options.clone()).await?;
                Pools::Postgres { readers, writers: pool(POSTGRES_WRITERS).connect_lazy_with(options) }
            }
        };
        Ok(Self { pools, sleutels: Arc::new(sleutels), tellingen: Arc::default() })
    }

    /// Which kind it is.
    #[must_use]
    pub const fn soort(&self) -> Soort {
        match self.pools {
            Pools::Sqlite { .. } => Soort::Sqlite,
            Pools::Postgres { .. } => Soort::Postgres,
        }
    }

    /// Brings the tables up to this version; does nothing when they are.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, inzage, .. } => {
                let voor = bijwerken::stand(writer).await?;
                SQLITE.run(writer).await?;
                SQLITE_INZAGE.run(inzage).await?;
                if bijwerken::stand(writer).await? > voor {
                    bijwerken::ken_nieuwe_indexen(writer).await?;
                }
            }
            Pools::Postgres { writers, .. } => POSTGRES.run(writers).await?,
        }
        Ok(())
    }

    /// Refuses tables of another version: older ones lack what this program asks for, newer ones may mean something else.
    pub async fn check_version(&self) -> Result<()> {
        let (done,): (i64,) = fetch_global!(self, fetch_one((i64,)), VERSION)?;
        let migrator = match self.pools {
            Pools::Sqlite { .. } => &SQLITE,
            Pools::Postgres { .. } => &POSTGRES,
        };
        let wanted = migrator.iter().map(|migration| migration.version).max().unwrap_or_default();
        if done == wanted { Ok(()) } else { Err(Error::Schema(format!("stand {done}, dit programma wil {wanted}"))) }
    }

    /// A connection that can only read, bound to a municipality.
    pub async fn read(&self, gemeente: Gemeente) -> Result<Reader> {
        let held = match &self.pools {
            Pools::Sqlite { readers, .. } => Held::Sqlite(readers.acquire().await?),
            Pools::Postgres { readers, .. } => Held::Postgres(readers.acquire().await?),
        };
        Ok(self.reader(gemeente, held))
    }

    /// A transaction, bound to a municipality. Dropping it undoes everything.
    pub async fn write(&self, gemeente: Gemeente) -> Result<Writer> {
        let held = match &self.pools {
            // IMMEDIATE: take the write lock now, rather than fail half-way when another process holds it.
            Pools::Sqlite { writer, .. } => Held::SqliteTransaction(begin_immediate(writer).await?),
            Pools::Postgres { writers, .. } => Held::PostgresTransaction(writers.begin().await?),
        };
        Ok(Writer { reader: self.reader(gemeente, held), wijzigt: true })
    }

    fn reader(&self, gemeente: Gemeente, held: Held) -> Reader {
        Reader { gemeente, held, sleutels: Arc::clone(&self.sleutels), tellingen: Arc::clone(&self.tellingen) }
    }

    /// A connection that reads the access lines of a municipality.
    pub(crate) async fn read_inzage(&self, gemeente: Gemeente) -> Result<Reader> {
        let held = match &self.pools {
            Pools::Sqlite { inzage, .. } => Held::Sqlite(inzage.acquire().await?),
            Pools::Postgres { .. } => return self.read(gemeente).await,
        };
        Ok(self.reader(gemeente, held))
    }

    /// A transaction that adds access lines of a municipality.
    pub(crate) async fn write_inzage(&self, gemeente: Gemeente) -> Result<Writer> {
        let held = match &self.pools {
            Pools::Sqlite { inzage, .. } => Held::SqliteTransaction(begin_immediate(inzage).await?),
            Pools::Postgres { writers, .. } => Held::PostgresTransaction(writers.begin().await?),
        };
        Ok(Writer { reader: self.reader(gemeente, held), wijzigt: false })
    }

    /// The keys of this installation.
    #[must_use]
    pub fn sleutels(&self) -> &Sleutels {
        &self.sleutels
    }

    /// Closes every connection; SQLite then folds its write-ahead log into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { readers, writer, inzage } => {
                readers.close().await;
                writer.close().await;
                inzage.close().await;
            }
            Pools::Postgres { readers, writers } => {
                readers.close().await;
                writers.close().await;
            }
        }
    }

    pub(crate) async fn any(&self) -> Result<AnyConnection> {
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => AnyConnection::Sqlite(readers.acquire().await?),
            Pools::Postgres { readers, .. } => AnyConnection::Postgres(readers.acquire().await?),
        })
    }

    pub(crate) async fn any_for_writing(&self) -> Result<AnyConnection> {
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => AnyConnection::Sqlite(writer.acquire().await?),
            Pools::Postgres { writers, .. } => AnyConnection::Postgres(writers.acquire().await?),
        })
    }
}

/// Begins a transaction on the one writer.
///
/// A full disk makes SQLite roll back by itself, while the connection still counts itself inside a transaction. Such a
/// connection is thrown away; otherwise nothing could be written any more until a restart.
async fn begin_immediate(writer: &SqlitePool) -> Result<Transaction<'static, Sqlite>> {
    match writer.begin_with("begin immediate").await {
        Err(sqlx::Error::InvalidSavePointStatement | sqlx::Error::BeginFailed) => {
            tracing::warn!("the connection that writes is made anew");
            writer.acquire().await?.close().await?;
            Ok(writer.begin_with("begin immediate").await?)
        }
        begun => Ok(begun?),
    }
}

/// Makes the file for the owner alone: it holds names and addresses. SQLite gives its other files the same rights.
fn make_file(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(sqlx::Error::Io(error).into()),
        _ => Ok(()),
    }
}

async fn sqlite_pools(path: &Path, create: bool) -> Result<Pools> {
    let inzage = DatabaseUrl::inzage_file(path);
    if create {
        make_file(path)?;
        make_file(&inzage)?;
    } else if path.exists() && !inzage.exists() {
        return Err(Error::NoAccessLog(inzage));
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: what a person was told is saved, is on disk; NORMAL may lose the last commits when the power fails.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-4000")
        // A large import leaves a large log behind; afterwards it is cut to this.
        .pragma("journal_size_limit", "67108864")
        .disable_statement_logging();
    let one =
        || SqlitePoolOptions::new().min_connections(1).max_connections(1).acquire_timeout(Duration::from_secs(15));
    let writer = one().connect_with(options.clone()).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .connect_with(options.clone().pragma("query_only", "on"))
        .await?;
    let inzage = one().connect_with(options.filename(&inzage).pragma("cache_size", "-1000")).await?;
    Ok(Pools::Sqlite { readers, writer, inzage })
}

#[derive(Debug)]
enum Held {
    Sqlite(PoolConnection<Sqlite>),
    SqliteTransaction(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTransaction(Transaction<'static, Postgres>),
}

/// A connection for reading the data of one municipality.
#[derive(Debug)]
pub struct Reader {
    gemeente: Gemeente,
    held: Held,
    sleutels: Arc<Sleutels>,
    tellingen: Arc<Tellingen>,
}

impl Reader {
    /// Whose data.
    #[must_use]
    pub const fn gemeente(&self) -> Gemeente {
        self.gemeente
    }

    pub(crate) const fn soort(&self) -> Soort {
        match self.held {
            Held::Sqlite(_) | Held::SqliteTransaction(_) => Soort::Sqlite,
            Held::Postgres(_) | Held::PostgresTransaction(_) => Soort::Postgres,
        }
    }

    pub(crate) fn sleutels(&self) -> Arc<Sleutels> {
        Arc::clone(&self.sleutels)
    }

    /// The number of a list when it is known, or what to hand to [`Self::onthoud`] once it was counted. Inside a
    /// transaction numbers are counted: it sees what others do not.
    pub(crate) fn geteld(&self, filter: &Filter, dag: Peildag, most: i64) -> (Option<i64>, Option<Box<Begonnen>>) {
        match self.held {
            Held::SqliteTransaction(_) | Held::PostgresTransaction(_) => (None, None),
            Held::Sqlite(_) | Held::Postgres(_) => match self.tellingen.zoek(self.gemeente, filter, dag, most) {
                Ok(aantal) => (Some(aantal), None),
                Err(begonnen) => (None, Some(begonnen)),
            },
        }
    }

    /// Remembers how many a list has.
    pub(crate) fn onthoud(&self, begonnen: Begonnen, aantal: i64) {
        self.tellingen.onthoud(begonnen, aantal);
    }

    pub(crate) fn connection(&mut self) -> Connection<'_> {
        match &mut self.held {
            Held::Sqlite(connection) => Connection::Sqlite(connection),
            Held::SqliteTransaction(transaction) => Connection::Sqlite(transaction),
            Held::Postgres(connection) => Connection::Postgres(connection),
            Held::PostgresTransaction(transaction) => Connection::Postgres(transaction),
        }
    }
}

/// A transaction on the data of one municipality. It reads as a [`Reader`] does.
#[derive(Debug)]
pub struct Writer {
    reader: Reader,
    /// Whether it changes what lists show; an access line does not.
    wijzigt: bool,
}

impl std::ops::Deref for Writer {
    type Target = Reader;
    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl std::ops::DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Writer {
    /// Commits, together with the lines that say what was done. Without a line there is no way to commit.
    pub async fn commit(mut self, first: Regel, more: &[Regel]) -> Result<()> {
        logboek::append(&mut self, std::iter::once(&first).chain(more)).await?;
        self.commit_logged().await
    }

    /// Commits what has no person in it or was logged line by line already ([`logboek::append`]).
    pub(crate) async fn commit_logged(self) -> Result<()> {
        let tellingen = self.wijzigt.then(|| Arc::clone(&self.reader.tellingen));
        match self.reader.held {
            Held::SqliteTransaction(transaction) => transaction.commit().await?,
            Held::PostgresTransaction(transaction) => transaction.commit().await?,
            Held::Sqlite(_) | Held::Postgres(_) => {}
        }
        if let Some(tellingen) = tellingen {
            tellingen.gewijzigd();
        }
        Ok(())
    }
}

/// Makes an empty database on a PostgreSQL server, for a test that throws the whole server away afterwards.
///
/// # Panics
/// When the server is not there: a story that should run on both databases must not pass on one.
pub async fn make_test_database(server: &str, name: &str) -> DatabaseUrl {
    let made = async {
        let options = PgConnectOptions::from_str(server)?;
        let mut admin = options.connect().await?;
        sqlx::Executor::execute(&mut admin, sqlx::AssertSqlSafe(format!("create database {name}"))).await?;
        Ok::<_, sqlx::Error>(())
    };
    if let Err(error) = made.await {
        panic!("no database {name} on the test server: {error}");
    }
    let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
    DatabaseUrl::Postgres(format!("{base}/{name}"))
}
