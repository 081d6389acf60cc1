//! The picture of a client: every version, encrypted.

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    klantbeeld::Klantbeeld,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer,
    sleutels::{Plaats, Sleutels},
};

statements! {
    /// The newest first; who looks at one client sees all versions.
    OF_KLANT = "select versie, inhoud_versleuteld, door, vastgelegd_op from klantbeeld
        where gemeente = $1 and klant_id = $2 order by versie desc limit 50";
    INSERT = "insert into klantbeeld (gemeente, klant_id, versie, trede, inhoud_versleuteld, door, vastgelegd_op)
        values ($1, $2, $3, $4, $5, $6, $7)";
}

/// A picture as somebody recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vastgelegd {
    /// Its number, from 1.
    pub versie: i64,
    /// What it says.
    pub beeld: Klantbeeld,
    /// Who recorded it.
    pub door: GebruikerId,
    /// When.
    pub op: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    versie: i64,
    inhoud_versleuteld: Vec<u8>,
    door: Uuid,
    vastgelegd_op: jiff_sqlx::Timestamp,
}

const fn plaats(gemeente: Gemeente, klant: KlantId) -> Plaats {
    Plaats { gemeente, kolom: "klantbeeld.inhoud", id: klant.uuid() }
}

/// The pictures of a client, the newest first, at most fifty.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Vastgelegd>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            let text = sleutels.decrypt_text(plaats(gemeente, klant), Some(&row.inhoud_versleuteld))?;
            Ok(Vastgelegd {
                versie: row.versie,
                beeld: serde_json::from_str(&text).map_err(Error::corrupt)?,
                door: row.door.into(),
                op: row.vastgelegd_op.to_jiff(),
            })
        })
        .collect()
}

pub(crate) fn encrypt(
    sleutels: &Sleutels,
    gemeente: Gemeente,
    klant: KlantId,
    beeld: &Klantbeeld,
) -> Result<Option<Vec<u8>>> {
    let text = serde_json::to_string(beeld).map_err(Error::corrupt)?;
    sleutels.encrypt_text(plaats(gemeente, klant), &text)
}

/// Adds a version. Somebody who recorded the same number first makes this fail.
pub async fn insert(writer: &mut Writer, klant: KlantId, nieuw: &Vastgelegd) -> Result<()> {
    let sealed = encrypt(&writer.sleutels(), writer.gemeente(), klant, &nieuw.beeld)?;
    let done = execute!(
        writer,
        INSERT,
        klant.uuid(),
        nieuw.versie,
        nieuw.beeld.trede.map(i64::from),
        sealed,
        nieuw.door.uuid(),
        nieuw.op.to_sqlx(),
    );
    match done {
        Err(Error::Duplicate(_)) => Err(Error::Stale),
        done => done.map(|_| ()),
    }
}
