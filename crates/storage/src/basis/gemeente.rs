//! The municipalities that share this installation.

use domain::{
    gemeente::Gemeente,
    logboek::{Regel, begin_van_keten},
};

use crate::{Database, Error, Result, Writer};

statements! {
    INSERT = "insert into gemeente (gemeente, naam) values ($1, $2)";
    INSERT_KETEN = "insert into keten (gemeente, keten, nummer, hash) values ($1, 'logboek', 0, $2)";
    LIST = "select gemeente, naam from gemeente order by naam";
    FIND_CHECK = "select sleutel_controle from installatie";
    FIND_DEMO = "select demonstratie from installatie";
    SET_DEMO = "update installatie set demonstratie = $1";
    INSERT_CHECK = "insert into installatie (enig, sleutel_controle) values (1, $1)";
}

/// A municipality and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GemeenteNaam {
    /// The code.
    pub gemeente: Gemeente,
    /// The name, `Haarlem`.
    pub naam: String,
}

/// All municipalities of the installation.
pub async fn list(database: &Database) -> Result<Vec<GemeenteNaam>> {
    let rows: Vec<(String, String)> = fetch_global!(database, fetch_all((String, String)), LIST)?;
    rows.into_iter()
        .map(|(code, naam)| Ok(GemeenteNaam { gemeente: code.parse().map_err(Error::corrupt)?, naam }))
        .collect()
}

/// Adds the municipality the writer is bound to, with the start of its chain of log lines.
pub async fn insert(writer: &mut Writer, naam: &str) -> Result<()> {
    execute!(writer, INSERT, naam)?;
    let begin = begin_van_keten(writer.gemeente()).to_vec();
    execute!(writer, INSERT_KETEN, begin)?;
    Ok(())
}

/// Adds the municipality with its first log line, in a transaction of its own.
pub async fn add(database: &Database, gemeente: Gemeente, naam: &str, regel: Regel) -> Result<()> {
    let mut writer = database.write(gemeente).await?;
    insert(&mut writer, naam).await?;
    writer.commit(regel, &[]).await
}

/// Refuses a key that does not belong to this database; the first key that comes by is remembered.
pub async fn check_key(database: &Database) -> Result<()> {
    let check = database.sleutels().check().to_vec();
    let known: Option<(Vec<u8>,)> = fetch_global!(database, fetch_optional((Vec<u8>,)), FIND_CHECK)?;
    match known {
        Some((known,)) if known == check => Ok(()),
        Some(_) => Err(Error::WrongKey),
        None => execute_global!(database, INSERT_CHECK, check).map(|_| ()),
    }
}

/// Whether a key belongs to this database already; not when it is new.
pub async fn has_key(database: &Database) -> Result<bool> {
    let known: Result<Option<(Vec<u8>,)>> = fetch_global!(database, fetch_optional((Vec<u8>,)), FIND_CHECK);
    match known {
        Err(Error::Schema(_)) => Ok(false),
        known => Ok(known?.is_some()),
    }
}

/// How far a demonstration was filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demonstratie {
    /// Filling began and did not end.
    Bezig,
    /// All of it is there.
    Klaar,
}

/// Whether this database is a demonstration.
pub async fn demonstratie(database: &Database) -> Result<Option<Demonstratie>> {
    let row: Option<(Option<String>,)> = fetch_global!(database, fetch_optional((Option<String>,)), FIND_DEMO)?;
    Ok(row
        .and_then(|(stand,)| stand)
        .map(|stand| if stand == "klaar" { Demonstratie::Klaar } else { Demonstratie::Bezig }))
}

/// Notes how far a demonstration was filled.
pub async fn set_demonstratie(database: &Database, stand: Demonstratie) -> Result<()> {
    let stand = match stand {
        Demonstratie::Bezig => "bezig",
        Demonstratie::Klaar => "klaar",
    };
    execute_global!(database, SET_DEMO, stand).map(|_| ())
}
