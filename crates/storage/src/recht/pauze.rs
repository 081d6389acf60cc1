//! Pauses of a benefit.
//!
//! Beside the pause stands the work it is for. At whose that is, and why a pause was taken back, is encrypted as one piece.

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, KlantId, PauzeId, UitkeringId},
    pauze::{Pauze, PauzeStand},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer, contactstand,
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "select id, klant_id, uitkering_id, eerste_dag, laatste_dag, uren_per_week, stand, stand_op, inhoud_versleuteld, versie
        from pauze"
    };
}

statements! {
    FIND = concat!(kolommen!(), " where gemeente = $1 and id = $2");
    OF_KLANT = concat!(kolommen!(), " where gemeente = $1 and klant_id = $2 order by eerste_dag, id");
    LOPEND = concat!(kolommen!(), " where gemeente = $1 and klant_id = $2 and stand = 'loopt'
        order by eerste_dag desc, id desc limit 1");
    UITGELOPEN = concat!(kolommen!(), " where gemeente = $1 and uitkering_id = $2 and stand = 'uitgelopen'
        order by eerste_dag desc, id desc limit 1");
    /// *Cross* begins with the clients of one klantmanager: the pauses of a town that end within weeks are more.
    LOPEN_AF = concat!("select p.id, p.klant_id, k.naam, p.eerste_dag, p.laatste_dag
        from ", van_klantmanager!(), " mijn cross join pauze p
        join klantstand k on k.gemeente = $1 and k.klant_id = p.klant_id
        where p.gemeente = $1 and p.klant_id = mijn.klant_id and p.stand = 'loopt' and p.laatste_dag <= $4
        order by p.laatste_dag, p.id limit $5");
    INSERT = "insert into pauze (gemeente, id, klant_id, uitkering_id, eerste_dag, laatste_dag, uren_per_week, stand,
            inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    UPDATE = "update pauze set stand = $3, stand_op = $4, inhoud_versleuteld = $5, gewijzigd_door = $6, gewijzigd_op = $7,
            versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $8";
}

/// The work a pause is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werk {
    /// At whose; empty when nobody wrote it down.
    pub werkgever: String,
    /// For how many hours a week.
    pub uren_per_week: u8,
}

/// A pause as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The pause.
    pub pauze: Pauze,
    /// The work it is for.
    pub werk: Werk,
}

/// A pause about which somebody must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooptAf {
    /// Which pause.
    pub id: PauzeId,
    /// Whose.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// The first day without benefit.
    pub eerste_dag: Date,
    /// The last day that is within the rule.
    pub laatste_dag: Date,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    uitkering_id: Uuid,
    eerste_dag: jiff_sqlx::Date,
    laatste_dag: jiff_sqlx::Date,
    uren_per_week: i64,
    stand: String,
    stand_op: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Vec<u8>,
    versie: i64,
}

/// What was written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Inhoud {
    #[serde(skip_serializing_if = "String::is_empty")]
    werkgever: String,
    /// Why it was taken back.
    #[serde(skip_serializing_if = "String::is_empty")]
    reden: String,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "pauze.inhoud", id }
}

fn encrypt(writer: &Writer, is: &Gevonden) -> Result<Option<Vec<u8>>> {
    let reden = match &is.pauze.stand {
        PauzeStand::Ingetrokken { reden, .. } => reden.clone(),
        PauzeStand::Loopt | PauzeStand::Teruggekeerd { .. } | PauzeStand::Uitgelopen { .. } => String::new(),
    };
    let inhoud = Inhoud { werkgever: is.werk.werkgever.clone(), reden };
    let json = serde_json::to_string(&inhoud).map_err(Error::corrupt)?;
    writer.sleutels().encrypt_text(plaats(writer.gemeente(), is.pauze.id.uuid()), &json)
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: &Row) -> Result<Gevonden> {
    let json = sleutels.decrypt_text(plaats(gemeente, row.id), Some(&row.inhoud_versleuteld))?;
    let inhoud: Inhoud = serde_json::from_str(&json).map_err(Error::corrupt)?;
    let op = || row.stand_op.map(jiff_sqlx::Date::to_jiff).ok_or_else(|| Error::corrupt("pauze.stand_op"));
    let stand = match row.stand.as_str() {
        "loopt" => PauzeStand::Loopt,
        "teruggekeerd" => PauzeStand::Teruggekeerd { vanaf: op()? },
        "uitgelopen" => PauzeStand::Uitgelopen { op: op()? },
        "ingetrokken" => PauzeStand::Ingetrokken { op: op()?, reden: inhoud.reden },
        other => return Err(Error::corrupt(other)),
    };
    let uren_per_week = u8::try_from(row.uren_per_week).map_err(Error::corrupt)?;
    Ok(Gevonden {
        pauze: Pauze {
            id: row.id.into(),
            klant: row.klant_id.into(),
            uitkering: row.uitkering_id.into(),
            eerste_dag: row.eerste_dag.to_jiff(),
            laatste_dag: row.laatste_dag.to_jiff(),
            stand,
            versie: row.versie,
        },
        werk: Werk { werkgever: inhoud.werkgever, uren_per_week },
    })
}

fn decode_one(reader: &Reader, row: Option<Row>) -> Result<Option<Gevonden>> {
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), &row)).transpose()
}

/// One pause.
pub async fn find(reader: &mut Reader, id: PauzeId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    decode_one(reader, row)
}

/// The pauses of a client, oldest first; also those that were taken back.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, &row)).collect()
}

/// The pause of a client that runs, or that nobody decided on yet.
pub async fn lopend(reader: &mut Reader, klant: KlantId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), LOPEND, klant.uuid())?;
    decode_one(reader, row)
}

/// The pause by which a benefit ended, when it did.
pub async fn uitgelopen(reader: &mut Reader, uitkering: UitkeringId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), UITGELOPEN, uitkering.uuid())?;
    decode_one(reader, row)
}

/// The pauses of the clients of a klantmanager, and of those of a colleague he stands in for today, with their last day on or
/// before `grens`; the earliest first.
pub async fn lopen_af(
    reader: &mut Reader,
    van: GebruikerId,
    vandaag: Date,
    grens: Date,
    limit: i64,
) -> Result<Vec<LooptAf>> {
    type AfRow = (Uuid, Uuid, String, jiff_sqlx::Date, jiff_sqlx::Date);
    let rows: Vec<AfRow> =
        fetch!(reader, fetch_all(AfRow), LOPEN_AF, van.uuid(), vandaag.to_sqlx(), grens.to_sqlx(), limit)?;
    let regel = |(id, klant, naam, eerste, laatste): AfRow| LooptAf {
        id: id.into(),
        klant: klant.into(),
        naam,
        eerste_dag: eerste.to_jiff(),
        laatste_dag: laatste.to_jiff(),
    };
    Ok(rows.into_iter().map(regel).collect())
}

/// Adds a pause that begins; from then on the client is not due. [`Error::Duplicate`] when one of the same benefit runs.
pub async fn insert(writer: &mut Writer, nieuw: &Gevonden, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, nieuw)?;
    let pauze = &nieuw.pauze;
    execute!(
        writer,
        INSERT,
        pauze.id.uuid(),
        pauze.klant.uuid(),
        pauze.uitkering.uuid(),
        pauze.eerste_dag.to_sqlx(),
        pauze.laatste_dag.to_sqlx(),
        i64::from(nieuw.werk.uren_per_week),
        pauze.stand.code(),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
    )?;
    // Who is off benefit is not due.
    contactstand::refresh(writer, pauze.klant).await
}

/// Writes a step; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Gevonden, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, is)?;
    let op = match &is.pauze.stand {
        PauzeStand::Loopt => None,
        PauzeStand::Teruggekeerd { vanaf } => Some(*vanaf),
        PauzeStand::Uitgelopen { op } | PauzeStand::Ingetrokken { op, .. } => Some(*op),
    };
    let touched = execute!(
        writer,
        UPDATE,
        is.pauze.id.uuid(),
        is.pauze.stand.code(),
        op.map(jiff_sqlx::ToSqlx::to_sqlx),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        is.pauze.versie,
    )?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    contactstand::refresh(writer, is.pauze.klant).await
}
