//! Drafts: what somebody was typing, kept on the server until the form is done.

use domain::id::GebruikerId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Database, Error, Reader, Result, Writer, sleutels::Plaats};

statements! {
    UPSERT = "insert into concept (gemeente, gebruiker_id, formulier, object_id, velden_versleuteld, object_versie, bewaard_op)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (gemeente, gebruiker_id, formulier, object_id) do update set
            velden_versleuteld = excluded.velden_versleuteld, object_versie = excluded.object_versie,
            bewaard_op = excluded.bewaard_op";
    FIND = "select velden_versleuteld, object_versie, bewaard_op from concept
        where gemeente = $1 and gebruiker_id = $2 and formulier = $3 and object_id = $4";
    DELETE = "delete from concept where gemeente = $1 and gebruiker_id = $2 and formulier = $3 and object_id = $4";
    OF_USER = "select object_id, bewaard_op from concept where gemeente = $1 and gebruiker_id = $2 and formulier = $3";
    OTHERS = "select g.naam, c.bewaard_op from concept c
        join gebruiker g on g.gemeente = c.gemeente and g.id = c.gebruiker_id
        where c.gemeente = $1 and c.gebruiker_id <> $2 and c.formulier = $3 and c.object_id = $4 and c.bewaard_op > $5
        order by c.bewaard_op desc limit 1";
}

/// Which draft: whose, of which form, about which record.
#[derive(Debug, Clone, Copy)]
pub struct Welk {
    /// Whose.
    pub gebruiker: GebruikerId,
    /// The name of the form, such as `gesprek`.
    pub formulier: &'static str,
    /// The record the form is about.
    pub object: Uuid,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Names and values of the fields.
    pub velden: Vec<(String, String)>,
    /// The version of the record when typing began.
    pub object_versie: i64,
    /// When it was kept.
    pub bewaard_op: Timestamp,
}

fn plaats(gemeente: domain::gemeente::Gemeente, welk: Welk) -> Plaats {
    Plaats { gemeente, kolom: "concept.velden", id: welk.object }
}

/// Keeps a draft. It touches no record of a client, so it is not a change for the log.
pub async fn save(
    database: &Database,
    gemeente: domain::gemeente::Gemeente,
    welk: Welk,
    concept: &Concept,
) -> Result<()> {
    let mut writer = database.write(gemeente).await?;
    keep(&mut writer, welk, concept).await?;
    writer.commit_logged().await
}

/// Keeps a draft within the transaction that takes the form itself back.
pub async fn keep(writer: &mut Writer, welk: Welk, concept: &Concept) -> Result<()> {
    let json = serde_json::to_string(&concept.velden).map_err(Error::corrupt)?;
    let sealed = writer.sleutels().encrypt_text(plaats(writer.gemeente(), welk), &json)?;
    execute!(
        writer,
        UPSERT,
        welk.gebruiker.uuid(),
        welk.formulier,
        welk.object,
        sealed,
        concept.object_versie,
        concept.bewaard_op.to_sqlx(),
    )
    .map(|_| ())
}

/// The draft of this person, if there is one.
pub async fn find(reader: &mut Reader, welk: Welk) -> Result<Option<Concept>> {
    type Row = (Vec<u8>, i64, jiff_sqlx::Timestamp);
    let row: Option<Row> =
        fetch!(reader, fetch_optional(Row), FIND, welk.gebruiker.uuid(), welk.formulier, welk.object)?;
    row.map(|(sealed, object_versie, bewaard_op)| {
        let json = reader.sleutels().decrypt_text(plaats(reader.gemeente(), welk), Some(&sealed))?;
        let velden = serde_json::from_str(&json).map_err(Error::corrupt)?;
        Ok(Concept { velden, object_versie, bewaard_op: bewaard_op.to_jiff() })
    })
    .transpose()
}

/// Throws a draft away, within the transaction that saves the form itself.
pub async fn delete(writer: &mut Writer, welk: Welk) -> Result<()> {
    execute!(writer, DELETE, welk.gebruiker.uuid(), welk.formulier, welk.object).map(|_| ())
}

/// The records about which this person has a draft of a form, and since when.
pub async fn of_user(
    reader: &mut Reader,
    gebruiker: GebruikerId,
    formulier: &'static str,
) -> Result<Vec<(Uuid, Timestamp)>> {
    type Row = (Uuid, jiff_sqlx::Timestamp);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_USER, gebruiker.uuid(), formulier)?;
    Ok(rows.into_iter().map(|(object, moment)| (object, moment.to_jiff())).collect())
}

/// A colleague who was typing in the same form since a moment: warn by name before it collides.
pub async fn other_writer(reader: &mut Reader, welk: Welk, sinds: Timestamp) -> Result<Option<(String, Timestamp)>> {
    type Row = (String, jiff_sqlx::Timestamp);
    let row: Option<Row> = fetch!(
        reader,
        fetch_optional(Row),
        OTHERS,
        welk.gebruiker.uuid(),
        welk.formulier,
        welk.object,
        sinds.to_sqlx()
    )?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}
