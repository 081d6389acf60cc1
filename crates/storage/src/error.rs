//! What can go wrong with a database, sorted by what somebody can do about it.

use std::fmt;

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server is away or too busy: try again later.
    #[error("de database is niet bereikbaar: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// There is no room left to write.
    #[error("de schijf van de database is vol: {0}")]
    DiskFull(#[source] sqlx::Error),
    /// A row with this key exists; the name of the index says which.
    #[error("bestaat al: {0}")]
    Duplicate(String),
    /// The record was changed by somebody else since it was read.
    #[error("intussen gewijzigd door iemand anders")]
    Stale,
    /// Something encrypted could not be read: another key, or damaged data.
    #[error("versleutelde gegevens zijn niet te lezen: hoort deze sleutel bij deze database?")]
    Decrypt,
    /// The key file belongs to another database.
    #[error("de sleutel hoort niet bij deze database")]
    WrongKey,
    /// The database has no tables, or those of another version.
    #[error("de database heeft niet de tabellen van deze versie")]
    Schema(String),
    /// The tables are of a version this program cannot bring up to date.
    #[error("de tabellen zijn van een andere versie van Klantbeeld en niet bij te werken: {0}")]
    OtherVersion(String),
    /// The file with the access lines is not beside the database.
    #[error("het bestand {} ontbreekt: daarin staat wie welke klant heeft ingezien", .0.display())]
    NoAccessLog(std::path::PathBuf),
    /// A value in the database is none the program can have written.
    #[error("onleesbare waarde in de database: {0}")]
    Corrupt(String),
    /// Anything else; logged in full, never shown.
    #[error("de database meldt een fout: {0}")]
    Broken(#[source] sqlx::Error),
}

impl Error {
    /// For a value that cannot be read back.
    pub fn corrupt(what: impl fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as E;
        match error {
            E::Execute(error) => error.into(),
            other => Self::OtherVersion(other.to_string()),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::PoolTimedOut | E::PoolClosed | E::Io(_) | E::Tls(_) | E::WorkerCrashed => Self::Unavailable(error),
            E::Database(db) => {
                let code = primary(db.code().unwrap_or_default());
                if db.is_unique_violation() {
                    return Self::Duplicate(db.constraint().map_or_else(|| db.message().to_owned(), ToOwned::to_owned));
                }
                match code.as_str() {
                    // SQLITE_FULL and PostgreSQL's disk_full.
                    "13" | "53100" => Self::DiskFull(error),
                    // SQLITE_BUSY, _LOCKED, _READONLY, _IOERR and _CANTOPEN; PostgreSQL when it shuts down, is too busy, or
                    // ends one of two transactions that wait for each other.
                    "5" | "6" | "8" | "10" | "14" | "57P01" | "57P02" | "57P03" | "53300" | "40P01" | "40001" => {
                        Self::Unavailable(error)
                    }
                    _ if code.starts_with("08") => Self::Unavailable(error),
                    "42P01" => Self::Schema(db.message().to_owned()),
                    _ if db.message().contains("no such table") => Self::Schema(db.message().to_owned()),
                    _ => Self::Broken(error),
                }
            }
            _ => Self::Broken(error),
        }
    }
}

/// SQLite numbers the variants of an error in the bits above the first eight: 778 is `SQLITE_IOERR_WRITE`, a kind of 10.
/// PostgreSQL's codes have five characters.
fn primary(code: std::borrow::Cow<'_, str>) -> String {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => (number & 0xff).to_string(),
        _ => code.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::primary;

    #[test]
    fn variants_of_an_error_are_that_error() {
        for (code, expected) in
            [("5", "5"), ("517", "5"), ("778", "10"), ("13", "13"), ("57014", "57014"), ("40P01", "40P01")]
        {
            assert_eq!(primary(code.into()), expected, "{code}");
        }
    }
}
