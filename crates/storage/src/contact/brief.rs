//! Letters that were made, and when they were printed.

use std::str::FromStr;

use domain::{
    brief::{Brief, Briefinhoud, Briefsoort},
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
    db::Connection,
    sleutels::{Plaats, Sleutels},
};

/// A letter `b` about a conversation `g` is a matter for somebody ($2) on a day ($4): he holds the conversation, stands in for
/// whoever does, or leads the team ($3). Of somebody whose account is closed, whoever made it looks after it as well.
macro_rules! bij {
    () => {
        "(g.gebruiker_id in (select u.id from gebruiker u where u.gemeente = $1 and (u.id = $2 or u.team_id = $3))
            or exists (select 1 from overname w where w.gemeente = g.gemeente and w.aan_id = $2 and w.van_id = g.gebruiker_id
                and w.stand = 'geldt' and w.vanaf <= $4 and w.tot_en_met >= $4
                and (w.alles or exists (select 1 from overname_klant k where k.gemeente = w.gemeente
                    and k.overname_id = w.id and k.klant_id = g.klant_id)))
            or (b.gemaakt_door = $2 and exists (select 1 from gebruiker u where u.gemeente = g.gemeente
                and u.id = g.gebruiker_id and not u.actief)))"
    };
}
pub(crate) use bij;

/// Where a letter `b` about a conversation `g` stands with the printer on a day: the code of a [`Papier`]. The stack is what
/// *wacht* here, and the page of a letter says why it does not. The conversation must still stand where the letter is about
/// (`Brief::past_bij` in the domain says the same), on a day on which it still says something. Of two letters of one kind only the newest
/// waits: the other says what is no longer so. Of an invitation the conversation itself tells which one holds. Nothing goes
/// to somebody who died.
macro_rules! papier {
    ($dag:literal) => {
        concat!(
            "case when b.afgedrukt_op is not null then 'afgedrukt'
            when b.per_email then 'per_email'
            when exists (select 1 from uitkering o where o.gemeente = b.gemeente and o.klant_id = b.klant_id
                and o.reden_einde = 'overlijden') then 'overleden'
            when not ((b.soort = 'uitnodiging' and g.stand in ('uitgenodigd', 'bevestigd') and g.uitgenodigd_bewijs = b.kenmerk)
                or (b.soort = 'herinnering' and g.stand in ('uitgenodigd', 'bevestigd'))
                or (b.soort = 'niet_verschenen' and g.stand = 'in_hersteltermijn')
                or (b.soort = 'afspraken' and g.stand = 'gevoerd')
                or (b.soort = 'afzegging' and g.stand = 'afgezegd')) then 'achterhaald'
            when b.soort <> 'uitnodiging' and exists (select 1 from brief n where n.gemeente = b.gemeente
                and n.gesprek_id = b.gesprek_id and n.soort = b.soort
                and (n.gemaakt_op, n.id) > (b.gemaakt_op, b.id)) then 'nieuwere'
            when (b.soort in ('uitnodiging', 'herinnering', 'afzegging') and g.dag < ",
            $dag,
            ") or (b.soort = 'niet_verschenen' and g.hersteltermijn_einde < ",
            $dag,
            ") then 'voorbij'
            else 'wacht' end"
        )
    };
}

/// The letters of somebody ($2) or of a team ($3) that wait for the printer on a day ($4).
macro_rules! wacht {
    () => {
        concat!(
            "
        from brief b join gesprek g on g.gemeente = b.gemeente and g.id = b.gesprek_id
        where b.gemeente = $1 and b.afgedrukt_op is null and not b.per_email and ",
            bij!(),
            " and ",
            papier!("$4"),
            " = 'wacht'"
        )
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
    PAPIER = concat!("select ", papier!("$3"), " from brief b join gesprek g on g.gemeente = b.gemeente and g.id = b.gesprek_id
        where b.gemeente = $1 and b.id = $2");
    KOP = "select klant_id, gesprek_id, soort, kenmerk from brief where gemeente = $1 and id = $2";
    SET_PRINTED = "update brief set afgedrukt_op = $3, afgedrukt_door = $4
        where gemeente = $1 and id = $2 and afgedrukt_op is null";
    PRINTED = "select id, klant_id, gesprek_id, soort, taal, sjabloon_versie, kenmerk, inhoud_versleuteld, gemaakt_op,
            gemaakt_door, afgedrukt_op
        from brief where gemeente = $1 and afgedrukt_door = $2 and afgedrukt_op = $3 order by id";
    UNSET_PRINTED = "update brief set afgedrukt_op = null, afgedrukt_door = null
        where gemeente = $1 and afgedrukt_door = $2 and afgedrukt_op = $3";
    UNSET_PRINTED_EEN = "update brief set afgedrukt_op = null, afgedrukt_door = null
        where gemeente = $1 and id = $2 and afgedrukt_op is not null";
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

/// The letters of a list. One that cannot be read is left out, so that it keeps the others from nobody; its own page says so.
fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Brief>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let read = rows.into_iter().map(|row| decode(gemeente, &sleutels, row));
    read.filter(|brief| !matches!(brief, Err(Error::Decrypt | Error::Corrupt(_)))).collect()
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

/// Whose letters wait: those about one's own conversations and of whom one stands in for, and with a team those of everybody
/// in it.
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

/// Where a letter stands with the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Papier {
    /// It waits: it is on somebody's stack.
    Wacht,
    /// It was printed.
    Afgedrukt,
    /// It goes by e-mail.
    PerEmail,
    /// The client died.
    Overleden,
    /// The conversation is no longer as it says.
    Achterhaald,
    /// A newer letter of the same kind takes its place.
    Nieuwere,
    /// The day it is about has passed.
    Voorbij,
}

impl FromStr for Papier {
    type Err = Error;
    fn from_str(code: &str) -> Result<Self> {
        Ok(match code {
            "wacht" => Self::Wacht,
            "afgedrukt" => Self::Afgedrukt,
            "per_email" => Self::PerEmail,
            "overleden" => Self::Overleden,
            "achterhaald" => Self::Achterhaald,
            "nieuwere" => Self::Nieuwere,
            "voorbij" => Self::Voorbij,
            other => return Err(Error::corrupt(other)),
        })
    }
}

/// Where a letter stands with the printer on a day; nothing when there is no such letter.
pub async fn papier(reader: &mut Reader, id: BriefId, dag: Date) -> Result<Option<Papier>> {
    let row: Option<(String,)> = fetch!(reader, fetch_optional((String,)), PAPIER, id.uuid(), dag.to_sqlx())?;
    row.map(|(code,)| code.parse()).transpose()
}

/// What is known of a letter without reading what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefkop {
    /// To whom.
    pub klant: KlantId,
    /// About which conversation.
    pub gesprek: GesprekId,
    /// What for.
    pub soort: Briefsoort,
    /// The reference on it.
    pub kenmerk: String,
}

/// What is known of a letter without reading what it says: also of one that cannot be read.
pub async fn kop(reader: &mut Reader, id: BriefId) -> Result<Option<Briefkop>> {
    type Kop = (Uuid, Uuid, String, String);
    let row: Option<Kop> = fetch!(reader, fetch_optional(Kop), KOP, id.uuid())?;
    row.map(|(klant, gesprek, soort, kenmerk)| {
        let soort = soort.parse().map_err(|()| Error::corrupt(&soort))?;
        Ok(Briefkop { klant: klant.into(), gesprek: gesprek.into(), soort, kenmerk })
    })
    .transpose()
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

/// Notes that letters are on paper, in one statement; how many were not noted yet.
pub async fn set_printed_alle(
    writer: &mut Writer,
    brieven: &[BriefId],
    door: GebruikerId,
    op: Timestamp,
) -> Result<u64> {
    if brieven.is_empty() {
        return Ok(0);
    }
    let gemeente = writer.gemeente().code().to_owned();
    macro_rules! run {
        ($database:ty, $connection:expr) => {{
            let mut query = sqlx::QueryBuilder::<$database>::new("update brief set afgedrukt_op = ");
            query.push_bind(op.to_sqlx()).push(", afgedrukt_door = ").push_bind(door.uuid());
            query.push(" where afgedrukt_op is null and id in (select v.column1 from (");
            query.push_values(brieven, |mut row, brief: &BriefId| {
                row.push_bind(brief.uuid());
            });
            query.push(") as v) and gemeente = ").push_bind(gemeente);
            query.build().execute($connection).await?.rows_affected()
        }};
    }
    Ok(match writer.connection() {
        Connection::Sqlite(connection) => run!(sqlx::Sqlite, connection),
        Connection::Postgres(connection) => run!(sqlx::Postgres, connection),
    })
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

/// Takes it back of one letter, whoever noted it. [`Error::Stale`] when it is not noted.
pub async fn unset_printed_een(writer: &mut Writer, id: BriefId) -> Result<()> {
    match execute!(writer, UNSET_PRINTED_EEN, id.uuid())? {
        0 => Err(Error::Stale),
        _ => Ok(()),
    }
}
