//! Letters that were made, and when they were printed.

use domain::{
    brief::{Brief, Briefinhoud},
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    id::{BriefId, GebruikerId, GesprekId, KlantId, TeamId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

pub mod sjabloon;

use crate::{
    Error, Reader, Result, Writer,
    sleutels::{Plaats, Sleutels},
};

/// The letters of somebody ($2) or of a team ($3) that wait for the printer on a day ($4): not printed, not sent by e-mail, and
/// the conversation still stands where the letter is about (`Brief::past_bij` and `is_op_tijd` in the domain say the same). Of
/// two letters of one kind only the newest waits: the other says what is no longer so. Of an invitation the conversation itself
/// tells which one holds. Nothing goes to somebody who died.
macro_rules! wacht {
    () => {
        "
        from brief b join gesprek g on g.gemeente = b.gemeente and g.id = b.gesprek_id
        where b.gemeente = $1 and b.afgedrukt_op is null
            and b.gemaakt_door in (select u.id from gebruiker u where u.gemeente = $1 and (u.id = $2 or u.team_id = $3))
            and ((b.soort = 'uitnodiging' and g.stand in ('uitgenodigd', 'bevestigd') and g.dag >= $4
                    and g.uitgenodigd_bewijs = b.kenmerk)
                or (b.soort = 'herinnering' and g.stand in ('uitgenodigd', 'bevestigd') and g.dag >= $4)
                or (b.soort = 'niet_verschenen' and g.stand = 'in_hersteltermijn' and g.hersteltermijn_einde >= $4)
                or (b.soort = 'afspraken' and g.stand = 'gevoerd'))
            and not exists (select 1 from uitbak z where z.gemeente = b.gemeente and z.brief_id = b.id
                and (z.waarom is null or z.waarom <> 'per_post'))
            and (b.soort = 'uitnodiging' or not exists (select 1 from brief n where n.gemeente = b.gemeente
                and n.gesprek_id = b.gesprek_id and n.soort = b.soort
                and (n.gemaakt_op, n.id) > (b.gemaakt_op, b.id)))
            and not exists (select 1 from uitkering o where o.gemeente = b.gemeente and o.klant_id = b.klant_id
                and o.reden_einde = 'overlijden')"
    };
}

statements! {
    FIND = "select id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk, inhoud_versleuteld, gemaakt_op,
            gemaakt_door, afgedrukt_op
        from brief where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk, inhoud_versleuteld, gemaakt_op,
            gemaakt_door, afgedrukt_op
        from brief where gemeente = $1 and klant_id = $2 order by gemaakt_op, id";
    OF_GESPREK = "select id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk, inhoud_versleuteld, gemaakt_op,
            gemaakt_door, afgedrukt_op
        from brief where gemeente = $1 and gesprek_id = $2 order by gemaakt_op, id";
    INSERT = "insert into brief (gemeente, id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk,
            inhoud_versleuteld, gemaakt_op, gemaakt_door)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    WACHTEND = concat!("select b.id, b.klant_id, b.gesprek_id, b.soort, b.taal, b.sjabloon_versie, b.kenmerk,
            b.inhoud_versleuteld, b.gemaakt_op, b.gemaakt_door, b.afgedrukt_op", wacht!(), " order by b.id limit $5");
    COUNT_WACHTEND = concat!("select count(*)", wacht!());
    SET_PRINTED = "update brief set afgedrukt_op = $3, afgedrukt_door = $4
        where gemeente = $1 and id = $2 and afgedrukt_op is null";
    PRINTED = "select id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk, inhoud_versleuteld, gemaakt_op,
            gemaakt_door, afgedrukt_op
        from brief where gemeente = $1 and afgedrukt_door = $2 and afgedrukt_op = $3 order by id";
    UNSET_PRINTED = "update brief set afgedrukt_op = null, afgedrukt_door = null
        where gemeente = $1 and afgedrukt_door = $2 and afgedrukt_op = $3";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    gesprek_id: Uuid,
    soort: String,
    taal: String,
    sjabloon_versie: i64,
    kenmerk: String,
    inhoud_versleuteld: Vec<u8>,
    gemaakt_op: jiff_sqlx::Timestamp,
    gemaakt_door: Uuid,
    afgedrukt_op: Option<jiff_sqlx::Timestamp>,
}

fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "brief.inhoud", id }
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Brief> {
    let inhoud = sleutels.decrypt_text(plaats(gemeente, row.id), Some(&row.inhoud_versleuteld))?;
    let inhoud: Briefinhoud = serde_json::from_str(&inhoud).map_err(Error::corrupt)?;
    Ok(Brief {
        id: row.id.into(),
        klant: row.klant_id.into(),
        gesprek: row.gesprek_id.into(),
        soort: row.soort.parse().map_err(|()| Error::corrupt(&row.soort))?,
        taal: row.taal.parse().map_err(|()| Error::corrupt(&row.taal))?,
        sjabloon_versie: row.sjabloon_versie,
        kenmerk: row.kenmerk,
        inhoud,
        gemaakt_op: row.gemaakt_op.to_jiff(),
        gemaakt_door: row.gemaakt_door.into(),
        afgedrukt_op: row.afgedrukt_op.map(jiff_sqlx::Timestamp::to_jiff),
    })
}

fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Brief>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// One letter.
pub async fn find(reader: &mut Reader, id: BriefId) -> Result<Option<Brief>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The letters to a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Brief>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    decode_all(reader, rows)
}

/// The letters about a conversation, oldest first.
pub async fn of_gesprek(reader: &mut Reader, gesprek: GesprekId) -> Result<Vec<Brief>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_GESPREK, gesprek.uuid())?;
    decode_all(reader, rows)
}

pub(crate) fn encrypt(sleutels: &Sleutels, gemeente: Gemeente, brief: &Brief) -> Result<Option<Vec<u8>>> {
    let inhoud = serde_json::to_string(&brief.inhoud).map_err(Error::corrupt)?;
    sleutels.encrypt_text(plaats(gemeente, brief.id.uuid()), &inhoud)
}

/// Files a letter.
pub async fn insert(writer: &mut Writer, brief: &Brief) -> Result<()> {
    let inhoud = encrypt(&writer.sleutels(), writer.gemeente(), brief)?;
    execute!(
        writer,
        INSERT,
        brief.id.uuid(),
        brief.klant.uuid(),
        brief.gesprek.uuid(),
        brief.soort.code(),
        brief.taal.code(),
        brief.sjabloon_versie,
        brief.kenmerk.as_str(),
        inhoud,
        brief.gemaakt_op.to_sqlx(),
        brief.gemaakt_door.uuid(),
    )
    .map(|_| ())
}

/// Whose letters wait: one's own, and with a team those of everybody in it.
#[derive(Debug, Clone, Copy)]
pub struct Stapel {
    /// Who.
    pub gebruiker: GebruikerId,
    /// The team, for whoever leads it.
    pub team: Option<TeamId>,
}

impl Stapel {
    /// The letters somebody prints: one's own, and a teamleider those of the team.
    #[must_use]
    pub fn van(gebruiker: &Gebruiker) -> Self {
        Self { gebruiker: gebruiker.id, team: gebruiker.team.filter(|_| gebruiker.rol == Rol::Teamleider) }
    }
}

/// The letters that wait for the printer, oldest first.
pub async fn wachtend(reader: &mut Reader, stapel: Stapel, dag: Date, limit: i64) -> Result<Vec<Brief>> {
    let team = stapel.team.map(TeamId::uuid);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), WACHTEND, stapel.gebruiker.uuid(), team, dag.to_sqlx(), limit)?;
    decode_all(reader, rows)
}

/// How many letters wait for the printer.
pub async fn count_wachtend(reader: &mut Reader, stapel: Stapel, dag: Date) -> Result<i64> {
    let team = stapel.team.map(TeamId::uuid);
    let (count,): (i64,) =
        fetch!(reader, fetch_one((i64,)), COUNT_WACHTEND, stapel.gebruiker.uuid(), team, dag.to_sqlx())?;
    Ok(count)
}

/// Notes that a letter is on paper. [`Error::Stale`] when it was noted already.
pub async fn set_printed(writer: &mut Writer, id: BriefId, door: GebruikerId, op: Timestamp) -> Result<()> {
    match execute!(writer, SET_PRINTED, id.uuid(), op.to_sqlx(), door.uuid())? {
        0 => Err(Error::Stale),
        _ => Ok(()),
    }
}

/// What somebody noted as printed at a moment.
pub async fn printed(reader: &mut Reader, door: GebruikerId, op: Timestamp) -> Result<Vec<Brief>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), PRINTED, door.uuid(), op.to_sqlx())?;
    decode_all(reader, rows)
}

/// Takes that note back.
pub async fn unset_printed(writer: &mut Writer, door: GebruikerId, op: Timestamp) -> Result<u64> {
    execute!(writer, UNSET_PRINTED, door.uuid(), op.to_sqlx())
}
