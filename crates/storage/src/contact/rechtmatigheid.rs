//! The lawfulness track. Its report is read by [`find`] alone and its outcome by that and the lists of the track; pages of the guidance use [`bij_gesprek`], which
//! does not load it.

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, GesprekId, KlantId, RechtmatigheidId},
    rechtmatigheid::{Aanleiding, Rechtmatigheid, RechtmatigheidStand, Uitkomst},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, sleutels::Plaats};

statements! {
    FIND = "select id, klant_id, gesprek_id, aanleiding, behandelaar_id, verslag_versleuteld, uitkomst, stand, afgerond,
            versie
        from rechtmatigheid where gemeente = $1 and id = $2";
    BIJ_GESPREK = "select r.id, r.aanleiding, r.stand, r.afgerond, u.naam
        from rechtmatigheid r
        left join gebruiker u on u.gemeente = r.gemeente and u.id = r.behandelaar_id
        where r.gemeente = $1 and r.gesprek_id = $2 order by r.id";
    INSERT = "insert into rechtmatigheid (gemeente, id, klant_id, gesprek_id, aanleiding, behandelaar_id, verslag_versleuteld,
            stand, afgerond, gewijzigd_door, gewijzigd_op, uitkomst, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    UPDATE = "update rechtmatigheid set behandelaar_id = $3, verslag_versleuteld = $4, stand = $5, afgerond = $6,
            gewijzigd_door = $7, gewijzigd_op = $8, uitkomst = $9, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $10";
    VERPLAATS = "update rechtmatigheid set gesprek_id = $3 where gemeente = $1 and gesprek_id = $2 and aanleiding = 'gelijktijdig'";
    OPEN = "select r.id, r.gesprek_id, r.klant_id, k.naam, r.aanleiding, r.stand, g.dag, r.afgerond, r.uitkomst,
            u.naam as behandelaar
        from rechtmatigheid r
        join gesprek g on g.gemeente = r.gemeente and g.id = r.gesprek_id
        join klantstand k on k.gemeente = r.gemeente and k.klant_id = r.klant_id
        left join gebruiker u on u.gemeente = r.gemeente and u.id = r.behandelaar_id
        where r.gemeente = $1 and r.stand = 'open' order by g.dag, r.id limit $2";
    AFGEROND = "select r.id, r.gesprek_id, r.klant_id, k.naam, r.aanleiding, r.stand, g.dag, r.afgerond, r.uitkomst,
            u.naam as behandelaar
        from rechtmatigheid r
        join gesprek g on g.gemeente = r.gemeente and g.id = r.gesprek_id
        join klantstand k on k.gemeente = r.gemeente and k.klant_id = r.klant_id
        left join gebruiker u on u.gemeente = r.gemeente and u.id = r.behandelaar_id
        where r.gemeente = $1 and r.stand = 'afgerond' order by r.afgerond desc, r.id desc limit $2";
    OVERGEDRAGEN = "select g.id, g.klant_id, k.naam, g.hersteltermijn_klaar, g.hersteltermijn_einde
        from gesprek g
        join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where g.gemeente = $1 and g.stand = 'naar_rechtmatigheid' and not exists (select 1 from rechtmatigheid r
            where r.gemeente = g.gemeente and r.gesprek_id = g.id and r.aanleiding = 'overdracht')
        order by g.hersteltermijn_klaar, g.id limit $2";
    LAST_CHANGE = "select u.naam, r.gewijzigd_op from rechtmatigheid r
        left join gebruiker u on u.gemeente = r.gemeente and u.id = r.gewijzigd_door
        where r.gemeente = $1 and r.id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    gesprek_id: Uuid,
    aanleiding: String,
    behandelaar_id: Option<Uuid>,
    verslag_versleuteld: Option<Vec<u8>>,
    uitkomst: Option<String>,
    stand: String,
    afgerond: Option<jiff_sqlx::Date>,
    versie: i64,
}

const fn plaats(gemeente: Gemeente, id: RechtmatigheidId) -> Plaats {
    Plaats { gemeente, kolom: "rechtmatigheid.verslag", id: id.uuid() }
}

fn aanleiding(code: &str) -> Result<Aanleiding> {
    Aanleiding::ALLE.into_iter().find(|aanleiding| aanleiding.code() == code).ok_or_else(|| Error::corrupt(code))
}

fn uitkomst(code: Option<&str>) -> Result<Option<Uitkomst>> {
    code.map(|code| code.parse().map_err(|()| Error::corrupt(code))).transpose()
}

fn stand(code: &str, afgerond: Option<jiff_sqlx::Date>) -> Result<RechtmatigheidStand> {
    match (code, afgerond) {
        ("open", None) => Ok(RechtmatigheidStand::Open),
        ("afgerond", Some(op)) => Ok(RechtmatigheidStand::Afgerond { op: op.to_jiff() }),
        _ => Err(Error::corrupt(code)),
    }
}

const fn afgerond(stand: RechtmatigheidStand) -> Option<Date> {
    match stand {
        RechtmatigheidStand::Open => None,
        RechtmatigheidStand::Afgerond { op } => Some(op),
    }
}

/// One record with its report; for the lawfulness track alone.
pub async fn find(reader: &mut Reader, id: RechtmatigheidId) -> Result<Option<Rechtmatigheid>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    row.map(|row| {
        let id = row.id.into();
        Ok(Rechtmatigheid {
            id,
            klant: row.klant_id.into(),
            gesprek: row.gesprek_id.into(),
            aanleiding: aanleiding(&row.aanleiding)?,
            behandelaar: row.behandelaar_id.map(Into::into),
            verslag: sleutels.decrypt_text(plaats(gemeente, id), row.verslag_versleuteld.as_deref())?,
            uitkomst: uitkomst(row.uitkomst.as_deref())?,
            stand: stand(&row.stand, row.afgerond)?,
            versie: row.versie,
        })
    })
    .transpose()
}

/// What the guidance may know of a record: that it is there, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feit {
    /// Which record.
    pub id: RechtmatigheidId,
    /// What it began with.
    pub aanleiding: Aanleiding,
    /// Where it stands.
    pub stand: RechtmatigheidStand,
    /// The name of who works on it.
    pub behandelaar: Option<String>,
}

/// The records beside or after a conversation, without what stands in them.
pub async fn bij_gesprek(reader: &mut Reader, gesprek: GesprekId) -> Result<Vec<Feit>> {
    type Found = (Uuid, String, String, Option<jiff_sqlx::Date>, Option<String>);
    let rows: Vec<Found> = fetch!(reader, fetch_all(Found), BIJ_GESPREK, gesprek.uuid())?;
    rows.into_iter()
        .map(|(id, wat, code, afgerond, behandelaar)| {
            Ok(Feit { id: id.into(), aanleiding: aanleiding(&wat)?, stand: stand(&code, afgerond)?, behandelaar })
        })
        .collect()
}

/// Adds a record. [`Error::Duplicate`] when the conversation has one of that kind already.
pub async fn insert(writer: &mut Writer, nieuw: &Rechtmatigheid, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let verslag = writer.sleutels().encrypt_text(plaats(writer.gemeente(), nieuw.id), &nieuw.verslag)?;
    execute!(
        writer,
        INSERT,
        nieuw.id.uuid(),
        nieuw.klant.uuid(),
        nieuw.gesprek.uuid(),
        nieuw.aanleiding.code(),
        nieuw.behandelaar.map(GebruikerId::uuid),
        verslag,
        nieuw.stand.code(),
        afgerond(nieuw.stand).map(jiff_sqlx::ToSqlx::to_sqlx),
        door.uuid(),
        nu.to_sqlx(),
        nieuw.uitkomst.map(Uitkomst::code),
    )
    .map(|_| ())
}

/// Writes a record; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Rechtmatigheid, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let verslag = writer.sleutels().encrypt_text(plaats(writer.gemeente(), is.id), &is.verslag)?;
    let touched = execute!(
        writer,
        UPDATE,
        is.id.uuid(),
        is.behandelaar.map(GebruikerId::uuid),
        verslag,
        is.stand.code(),
        afgerond(is.stand).map(jiff_sqlx::ToSqlx::to_sqlx),
        door.uuid(),
        nu.to_sqlx(),
        is.uitkomst.map(Uitkomst::code),
        is.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The record beside a conversation goes along when that is moved.
pub async fn verplaats(writer: &mut Writer, van: GesprekId, naar: GesprekId) -> Result<()> {
    execute!(writer, VERPLAATS, van.uuid(), naar.uuid()).map(|_| ())
}

/// A record as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijstregel {
    /// Which record.
    pub id: RechtmatigheidId,
    /// The conversation it is beside, or after.
    pub gesprek: GesprekId,
    /// About whom.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// What it began with.
    pub aanleiding: Aanleiding,
    /// Where it stands.
    pub stand: RechtmatigheidStand,
    /// What it came to; for this track alone.
    pub uitkomst: Option<Uitkomst>,
    /// The day of the conversation.
    pub dag: Date,
    /// The name of who works on it.
    pub behandelaar: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LijstRow {
    id: Uuid,
    gesprek_id: Uuid,
    klant_id: Uuid,
    naam: String,
    aanleiding: String,
    stand: String,
    dag: jiff_sqlx::Date,
    afgerond: Option<jiff_sqlx::Date>,
    uitkomst: Option<String>,
    behandelaar: Option<String>,
}

impl TryFrom<LijstRow> for Lijstregel {
    type Error = Error;
    fn try_from(row: LijstRow) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            gesprek: row.gesprek_id.into(),
            klant: row.klant_id.into(),
            naam: row.naam,
            aanleiding: aanleiding(&row.aanleiding)?,
            stand: stand(&row.stand, row.afgerond)?,
            uitkomst: uitkomst(row.uitkomst.as_deref())?,
            dag: row.dag.to_jiff(),
            behandelaar: row.behandelaar,
        })
    }
}

/// The records that are open, the earliest conversation first.
pub async fn open(reader: &mut Reader, limit: i64) -> Result<Vec<Lijstregel>> {
    let rows: Vec<LijstRow> = fetch!(reader, fetch_all(LijstRow), OPEN, limit)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The records that are done, the latest first.
pub async fn afgeronde(reader: &mut Reader, limit: i64) -> Result<Vec<Lijstregel>> {
    let rows: Vec<LijstRow> = fetch!(reader, fetch_all(LijstRow), AFGEROND, limit)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A case that was handed over and nobody took up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overgedragen {
    /// The conversation the client did not come for.
    pub gesprek: GesprekId,
    /// Who.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// When it was handed over.
    pub op: Date,
    /// The last day of the cure period.
    pub einde: Date,
}

/// The cases that were handed over and wait, the longest waiting first.
pub async fn overgedragen(reader: &mut Reader, limit: i64) -> Result<Vec<Overgedragen>> {
    type Found = (Uuid, Uuid, String, jiff_sqlx::Date, jiff_sqlx::Date);
    let rows: Vec<Found> = fetch!(reader, fetch_all(Found), OVERGEDRAGEN, limit)?;
    let regel = |(gesprek, klant, naam, op, einde): Found| Overgedragen {
        gesprek: gesprek.into(),
        klant: klant.into(),
        naam,
        op: op.to_jiff(),
        einde: einde.to_jiff(),
    };
    Ok(rows.into_iter().map(regel).collect())
}

/// Who changed a record last, and when.
pub async fn last_change(reader: &mut Reader, id: RechtmatigheidId) -> Result<Option<(Option<String>, Timestamp)>> {
    type Change = (Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, id.uuid())?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}
