//! Where a database is.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

use sqlx::postgres::PgConnectOptions;

/// Where the data is: `sqlite:klantbeeld.db`, `klantbeeld.db`, or `postgres://user@host/name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// The path of a file.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL server.
    Postgres(String),
}

/// The text names no database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("geen geldige database: {0}; gebruik sqlite:bestand.db of postgres://gebruiker@server/naam")]
pub struct OngeldigeDatabaseUrl(String);

impl FromStr for DatabaseUrl {
    type Err = OngeldigeDatabaseUrl;
    fn from_str(text: &str) -> std::result::Result<Self, OngeldigeDatabaseUrl> {
        // What stands before the @ may be a password.
        let shown = || text.rsplit_once('@').map_or_else(|| text.to_owned(), |(_, rest)| format!("…@{rest}"));
        let wrong = || OngeldigeDatabaseUrl(shown());
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            PgConnectOptions::from_str(text).map_err(|_| wrong())?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
        if path.is_empty() || path.contains("://") || path.contains('?') {
            return Err(wrong());
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

impl DatabaseUrl {
    /// Where the key file is looked for when none is named: beside a SQLite file, or in the current folder under the
    /// name of a PostgreSQL database.
    #[must_use]
    pub fn default_key_file(&self) -> PathBuf {
        match self {
            Self::Sqlite(path) => {
                let mut name = path.as_os_str().to_owned();
                name.push(".sleutel");
                PathBuf::from(name)
            }
            Self::Postgres(url) => {
                let options = PgConnectOptions::from_str(url).ok();
                let name = options.as_ref().and_then(PgConnectOptions::get_database).unwrap_or("klantbeeld");
                PathBuf::from(format!("{name}.sleutel"))
            }
        }
    }

    /// The file of the access lines ([`crate::inzage`]), beside a SQLite file: `klantbeeld.db.inzage`.
    ///
    /// Every page that is shown adds a line. In the file of the data each line would make all readers forget the pages they
    /// hold, and a large import would make everybody wait.
    pub(crate) fn inzage_file(path: &Path) -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(".inzage");
        PathBuf::from(name)
    }

    /// For messages: without a password.
    #[must_use]
    pub fn zonder_wachtwoord(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(url) => match (url.split_once("://"), url.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
                _ => url.clone(),
            },
        }
    }
}
