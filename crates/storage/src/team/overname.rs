//! Takeovers of caseloads: for good, and while somebody is away. Whatever the number of clients, a takeover is a handful of
//! statements.

use std::collections::BTreeSet;

use domain::{
    datum::Periode,
    id::{GebruikerId, KlantId, OvernameId, ToewijzingId},
    toewijzing::{AndereWaarneming, Overname, Toewijzing},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

pub(crate) mod resultaat;
pub mod terug;

pub use self::resultaat::{Resultaat, resultaten};
use crate::{
    Error, Reader, Result, Writer, bulk,
    gesprek::AgendaRegel,
    klantstand::{self, NOOIT},
};

/// The columns of [`Row`].
macro_rules! kolommen {
    () => {
        "w.id, w.van_id, w.aan_id, w.vanaf, w.tot_en_met, w.reden, w.alles, w.stand"
    };
}

/// The takeover with the names of both, and how many clients it was about when it was made.
macro_rules! met_namen {
    () => {
        concat!(
            "select ",
            kolommen!(),
            ", v.naam as van_naam, a.naam as aan_naam, d.naam as door_naam, w.gesprekken, w.gemaakt_op, w.versie,
                (select count(*) from overname_klant o where o.gemeente = w.gemeente and o.overname_id = w.id) as klanten
            from overname w
            join gebruiker v on v.gemeente = w.gemeente and v.id = w.van_id
            join gebruiker a on a.gemeente = w.gemeente and a.id = w.aan_id
            join gebruiker d on d.gemeente = w.gemeente and d.id = w.door"
        )
    };
}

/// The waarneming `w` counts for client `k`.
macro_rules! geldt_voor_klant {
    () => {
        " (w.alles or exists (select 1 from overname_klant o
                where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = k.klant_id))"
    };
}

/// The clients of this takeover ($2) who are still with the one they leave ($3) and whose benefit runs on its day ($4). One
/// that was planned weeks ago names clients who went elsewhere or whose benefit ended meanwhile: those stay where they are.
macro_rules! aanwezig {
    () => {
        "with aanwezig as materialized (select k.klant_id from overname_klant o
            join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
            where o.gemeente = $1 and o.overname_id = $2 and k.klantmanager_id = $3 and k.uitkering_tot >= $4) "
    };
}

/// Of those clients the conversations that go along ($5: from which day on). Those of the diary from the first day on; what
/// still asks for something (a time, the outcome of not showing up, a cure period) whatever its day, or it would be in
/// nobody's list.
macro_rules! gaat_mee {
    () => {
        " gebruiker_id = $3 and klant_id in (select a.klant_id from aanwezig a)
        and (stand in ('te_plannen', 'niet_verschenen', 'in_hersteltermijn')
            or (dag >= $5 and stand in ('gepland', 'uitgenodigd', 'bevestigd')))"
    };
}

statements! {
    /// Two team leaders who move the same clients come one after the other, and nobody leaves meanwhile.
    LOCK = "update gebruiker set versie = versie where gemeente = $1 and id = $2";
    INSERT = "insert into overname (gemeente, id, van_id, aan_id, vanaf, tot_en_met, reden, alles, stand, door, gemaakt_op,
            versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    KLANTEN_VAN = "select klant_id from klantstand
        where gemeente = $1 and klantmanager_id = $2 and uitkering_tot >= $3 order by klant_id";
    KLANTEN = "select k.klant_id from overname_klant o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.overname_id = $2 and k.klantmanager_id = $3 and k.uitkering_tot >= $4
        order by k.klant_id";
    ALLE_KLANTEN = "select klant_id from overname_klant where gemeente = $1 and overname_id = $2 order by klant_id";
    /// What began today never held for a whole day: no row with an end before its beginning stays behind.
    NEVER_HELD = concat!(aanwezig!(), "delete from toewijzing where gemeente = $1 and gebruiker_id = $3 and vanaf >= $4
        and klant_id in (select a.klant_id from aanwezig a)");
    CLOSE = concat!(aanwezig!(), "update toewijzing set tot_en_met = $5 where gemeente = $1 and gebruiker_id = $3
        and (tot_en_met is null or tot_en_met >= $4) and klant_id in (select a.klant_id from aanwezig a)");
    MOVE_STAND = concat!(aanwezig!(), "update klantstand set klantmanager_id = $5
        where gemeente = $1 and klant_id in (select a.klant_id from aanwezig a)");
    /// Before the clients move themselves: those who stay keep theirs where they are.
    MOVE_GESPREKKEN = concat!(aanwezig!(), "update gesprek set gebruiker_id = $6, gewijzigd_door = $7, gewijzigd_op = $8,
            versie = versie + 1
        where gemeente = $1 and", gaat_mee!());
    /// What moved, so that it can be taken back.
    NOTE_KLANTEN = concat!(aanwezig!(), "update overname_klant set overgedragen = true
        where gemeente = $1 and overname_id = $2 and klant_id in (select a.klant_id from aanwezig a)");
    NOTE_GESPREKKEN = concat!(aanwezig!(), "insert into overname_gesprek (gemeente, overname_id, gesprek_id)
        select $1, $2, id from gesprek where gemeente = $1 and", gaat_mee!());
    DONE = "update overname set stand = 'geldt', gesprekken = $3, versie = versie + 1
        where gemeente = $1 and id = $2 and stand <> 'ingetrokken'";
    WITHDRAW = "update overname set stand = 'ingetrokken', versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $3 and stand <> 'ingetrokken'";
    ANDERE = "select w.vanaf, w.tot_en_met, w.alles, (select count(*) from overname_klant o
            join overname_klant e on e.gemeente = o.gemeente and e.klant_id = o.klant_id
            where o.gemeente = w.gemeente and o.overname_id = w.id and e.overname_id = $3)
        from overname w where w.gemeente = $1 and w.van_id = $2 and w.id <> $3 and w.stand = 'geldt' and w.tot_en_met >= $4";
    FIND = concat!(met_namen!(), " where w.gemeente = $1 and w.id = $2");
    RECENT = concat!(met_namen!(), " where w.gemeente = $1 order by w.gemaakt_op desc, w.id desc limit $2");
    TE_DOEN = concat!(met_namen!(), " where w.gemeente = $1 and w.stand = 'gepland' and w.vanaf <= $2 order by w.vanaf, w.id");
    VOOR_WAARNEMER = concat!(met_namen!(), " where w.gemeente = $1 and w.aan_id = $2 and w.stand = 'geldt'
        and w.tot_en_met >= $3 and w.vanaf <= $4 order by w.vanaf, w.id");
    WAARNEMERS = "select distinct aan_id from overname
        where gemeente = $1 and stand = 'geldt' and vanaf <= $2 and tot_en_met >= $2";
    /// Those of this client by name, and those of the whole caseload of whoever had the client in that time.
    VAN_KLANT = concat!(met_namen!(), " where w.gemeente = $1 and w.stand = 'geldt' and w.tot_en_met is not null and w.id in (
            select k.overname_id from overname_klant k where k.gemeente = $1 and k.klant_id = $2
            union select o.id from toewijzing t join overname o on o.gemeente = t.gemeente and o.van_id = t.gebruiker_id
                where t.gemeente = $1 and t.klant_id = $2 and o.alles and t.vanaf <= o.tot_en_met
                and (t.tot_en_met is null or t.tot_en_met >= o.vanaf))
        order by w.vanaf, w.id");
    WAARNEMER = concat!("select a.naam, w.tot_en_met from klantstand k
        join overname w on w.gemeente = k.gemeente and w.van_id = k.klantmanager_id
        join gebruiker a on a.gemeente = w.gemeente and a.id = w.aan_id
        where k.gemeente = $1 and k.klant_id = $2 and w.stand = 'geldt' and w.vanaf <= $3 and w.tot_en_met >= $3
        and", geldt_voor_klant!(), " order by w.vanaf limit 1");
    AGENDA = concat!("select g.id, k.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand, w.van_id
        from overname w
        join gesprek g on g.gemeente = w.gemeente and g.gebruiker_id = w.van_id and g.dag = $3
            and g.stand not in ('te_plannen', 'verzet')
        join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id and k.klantmanager_id = w.van_id
        where w.gemeente = $1 and w.aan_id = $2 and w.stand = 'geldt' and w.vanaf <= $3 and w.tot_en_met >= $3
        and", geldt_voor_klant!(), " order by g.moment, g.id limit 50");
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    van_id: Uuid,
    aan_id: Uuid,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    reden: String,
    alles: bool,
    stand: String,
}

impl TryFrom<Row> for Overname {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            van: row.van_id.into(),
            aan: row.aan_id.into(),
            vanaf: row.vanaf.to_jiff(),
            tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff),
            reden: row.reden,
            alles: row.alles,
            stand: row.stand.parse().map_err(|()| Error::corrupt(&row.stand))?,
        })
    }
}

/// A takeover as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OvernameRegel {
    /// The takeover.
    pub overname: Overname,
    /// Name of whose clients.
    pub van: String,
    /// Name of who gets them.
    pub aan: String,
    /// Name of who decided.
    pub door: String,
    /// How many clients, when it was made.
    pub klanten: i64,
    /// How many conversations of the diary went along.
    pub gesprekken: i64,
    /// When it was made.
    pub gemaakt_op: Timestamp,
    /// For optimistic locking.
    pub versie: i64,
}

#[derive(sqlx::FromRow)]
struct RegelRow {
    #[sqlx(flatten)]
    overname: Row,
    van_naam: String,
    aan_naam: String,
    door_naam: String,
    klanten: i64,
    gesprekken: i64,
    gemaakt_op: jiff_sqlx::Timestamp,
    versie: i64,
}

impl TryFrom<RegelRow> for OvernameRegel {
    type Error = Error;
    fn try_from(row: RegelRow) -> Result<Self> {
        Ok(Self {
            overname: row.overname.try_into()?,
            van: row.van_naam,
            aan: row.aan_naam,
            door: row.door_naam,
            klanten: row.klanten,
            gesprekken: row.gesprekken,
            gemaakt_op: row.gemaakt_op.to_jiff(),
            versie: row.versie,
        })
    }
}

fn regels(rows: Vec<RegelRow>) -> Result<Vec<OvernameRegel>> {
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Takes the accounts of both for the rest of the transaction, always in the same order.
pub async fn lock(writer: &mut Writer, een: GebruikerId, twee: GebruikerId) -> Result<()> {
    for wie in [een.min(twee), een.max(twee)] {
        execute!(writer, LOCK, wie.uuid())?;
    }
    Ok(())
}

/// The same for many, always in the same order.
pub async fn lock_alle(writer: &mut Writer, wie: &BTreeSet<GebruikerId>) -> Result<()> {
    for wie in wie {
        execute!(writer, LOCK, wie.uuid())?;
    }
    Ok(())
}

/// The clients of a klantmanager whose benefit runs on a day.
pub async fn klanten_van(reader: &mut Reader, van: GebruikerId, dag: Date) -> Result<Vec<KlantId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), KLANTEN_VAN, van.uuid(), dag.to_sqlx())?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// The clients of a takeover that are still with the one they were to leave.
pub async fn klanten(reader: &mut Reader, overname: &Overname, dag: Date) -> Result<Vec<KlantId>> {
    let (id, van) = (overname.id.uuid(), overname.van.uuid());
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), KLANTEN, id, van, dag.to_sqlx())?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// The clients of a takeover as it was decided, wherever they are now.
pub async fn alle_klanten(reader: &mut Reader, id: OvernameId) -> Result<Vec<KlantId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), ALLE_KLANTEN, id.uuid())?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Adds a takeover with its clients.
pub async fn insert(
    writer: &mut Writer,
    overname: &Overname,
    klanten: &[KlantId],
    door: GebruikerId,
    nu: Timestamp,
) -> Result<()> {
    execute!(
        writer,
        INSERT,
        overname.id.uuid(),
        overname.van.uuid(),
        overname.aan.uuid(),
        overname.vanaf.to_sqlx(),
        overname.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        overname.reden.as_str(),
        overname.alles,
        overname.stand.code(),
        door.uuid(),
        nu.to_sqlx(),
    )?;
    bulk::insert_overname_klanten(writer, overname.id, klanten).await
}

/// Adds clients to a takeover of everything that was planned: those who came since.
pub async fn add_klanten(writer: &mut Writer, overname: OvernameId, klanten: &[KlantId]) -> Result<()> {
    bulk::insert_overname_klanten(writer, overname, klanten).await
}

/// The other waarnemingen of the same caseload that are not over, and what they share with this one.
pub async fn andere(reader: &mut Reader, overname: &Overname, vandaag: Date) -> Result<Vec<AndereWaarneming>> {
    type Andere = (jiff_sqlx::Date, jiff_sqlx::Date, bool, i64);
    let (van, id) = (overname.van.uuid(), overname.id.uuid());
    let rows: Vec<Andere> = fetch!(reader, fetch_all(Andere), ANDERE, van, id, vandaag.to_sqlx())?;
    let row = |(van, tot, alles, gedeeld): Andere| AndereWaarneming {
        periode: Periode { van: van.to_jiff(), tot_en_met: Some(tot.to_jiff()) },
        alles,
        gedeeld,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// What goes to the receiver: the clients, each with the id of the new assignment.
#[derive(Debug, Clone, Copy)]
pub struct Overdracht<'a> {
    /// The takeover.
    pub overname: &'a Overname,
    /// Its clients that are still there ([`klanten`]).
    pub klanten: &'a [(ToewijzingId, KlantId)],
    /// The first day with the receiver.
    pub per: Date,
    /// Conversations of earlier days whose outcome was never recorded go along as well: who held them has left.
    pub ook_eerdere: bool,
    /// Who does it, and when.
    pub door: (Option<GebruikerId>, Timestamp),
}

/// Moves the clients for good: closes their assignments, opens the next, and brings lists and diary along. Gives the number
/// of conversations that went along. Somebody who moved one of them in between makes this fail.
pub async fn draag_over(writer: &mut Writer, overdracht: Overdracht<'_>) -> Result<i64> {
    let Overdracht { overname, klanten, per, ook_eerdere, door: (door, nu) } = overdracht;
    let (id, van, aan) = (overname.id.uuid(), overname.van.uuid(), overname.aan.uuid());
    let daarvoor = per.yesterday().map_err(Error::corrupt)?;
    // The clients before their conversations, as everybody does; what somebody is planning for them now is then seen below.
    klantstand::lock_alle(writer, &klanten.iter().map(|(_, klant)| *klant).collect::<Vec<_>>()).await?;
    execute!(writer, NEVER_HELD, id, van, per.to_sqlx())?;
    execute!(writer, CLOSE, id, van, per.to_sqlx(), daarvoor.to_sqlx())?;
    let nieuw: Vec<Toewijzing> = klanten
        .iter()
        .map(|(toewijzing, klant)| Toewijzing {
            id: *toewijzing,
            klant: *klant,
            klantmanager: overname.aan,
            periode: Periode::vanaf(per),
            reden: overname.reden.clone(),
        })
        .collect();
    bulk::insert_toewijzingen(writer, &nieuw).await?;
    let vanaf = if ook_eerdere { NOOIT } else { per };
    let door = door.map(GebruikerId::uuid);
    execute!(writer, NOTE_KLANTEN, id, van, per.to_sqlx())?;
    execute!(writer, NOTE_GESPREKKEN, id, van, per.to_sqlx(), vanaf.to_sqlx())?;
    let gesprekken =
        execute!(writer, MOVE_GESPREKKEN, id, van, per.to_sqlx(), vanaf.to_sqlx(), aan, door, nu.to_sqlx())?;
    let moved = execute!(writer, MOVE_STAND, id, van, per.to_sqlx(), aan)?;
    if usize::try_from(moved).ok() != Some(klanten.len()) {
        return Err(Error::Stale);
    }
    let gesprekken = i64::try_from(gesprekken).map_err(Error::corrupt)?;
    if execute!(writer, DONE, id, gesprekken)? == 0 { Err(Error::Stale) } else { Ok(gesprekken) }
}

/// Takes back what was planned, or ends a waarneming.
pub async fn withdraw(writer: &mut Writer, id: OvernameId, versie: i64) -> Result<()> {
    if execute!(writer, WITHDRAW, id.uuid(), versie)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// One takeover.
pub async fn find(reader: &mut Reader, id: OvernameId) -> Result<Option<OvernameRegel>> {
    let row: Option<RegelRow> = fetch!(reader, fetch_optional(RegelRow), FIND, id.uuid())?;
    row.map(TryInto::try_into).transpose()
}

/// The latest takeovers.
pub async fn recent(reader: &mut Reader, limit: i64) -> Result<Vec<OvernameRegel>> {
    regels(fetch!(reader, fetch_all(RegelRow), RECENT, limit)?)
}

/// Planned takeovers whose day has come.
pub async fn te_doen(reader: &mut Reader, vandaag: Date) -> Result<Vec<OvernameRegel>> {
    regels(fetch!(reader, fetch_all(RegelRow), TE_DOEN, vandaag.to_sqlx())?)
}

/// For whom somebody stands in today or, at the latest, from `tot` on.
pub async fn voor_waarnemer(
    reader: &mut Reader,
    wie: GebruikerId,
    vandaag: Date,
    tot: Date,
) -> Result<Vec<OvernameRegel>> {
    let (vandaag, tot) = (vandaag.to_sqlx(), tot.to_sqlx());
    regels(fetch!(reader, fetch_all(RegelRow), VOOR_WAARNEMER, wie.uuid(), vandaag, tot)?)
}

/// Everybody who stands in for a colleague on a day.
pub async fn waarnemers(reader: &mut Reader, dag: Date) -> Result<Vec<GebruikerId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), WAARNEMERS, dag.to_sqlx())?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Who stood in for the klantmanager of a client, and when.
pub async fn waarnemingen_van_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<OvernameRegel>> {
    regels(fetch!(reader, fetch_all(RegelRow), VAN_KLANT, klant.uuid())?)
}

/// Who stands in for the klantmanager of a client on a day, and until when.
pub async fn waarnemer(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<Option<(String, Date)>> {
    type Waarnemer = (String, jiff_sqlx::Date);
    let row: Option<Waarnemer> = fetch!(reader, fetch_optional(Waarnemer), WAARNEMER, klant.uuid(), dag.to_sqlx())?;
    Ok(row.map(|(naam, tot)| (naam, tot.to_jiff())))
}

/// The conversations of a day with clients somebody stands in for; with whose they are.
pub async fn agenda(reader: &mut Reader, wie: GebruikerId, dag: Date) -> Result<Vec<(AgendaRegel, GebruikerId)>> {
    type Agenda = (Uuid, Uuid, String, String, jiff_sqlx::Timestamp, i64, String, String, Uuid);
    let rows: Vec<Agenda> = fetch!(reader, fetch_all(Agenda), AGENDA, wie.uuid(), dag.to_sqlx())?;
    let row = |(id, klant, naam, soort, moment, duur_minuten, plaats, stand, van): Agenda| {
        let (id, klant, moment) = (id.into(), klant.into(), jiff_sqlx::Timestamp::to_jiff(moment));
        (AgendaRegel { id, klant, naam, soort, moment, duur_minuten, plaats, stand }, van.into())
    };
    Ok(rows.into_iter().map(row).collect())
}
