//! Planning many conversations at once: what is taken in a diary, how the clients stand, and the round that plans them all
//! in one transaction. The number of statements does not grow with the number of clients: two hundred go in one.

mod recent;
pub mod vanzelf;

use domain::{
    codelijst::Code,
    datum::plaatselijk,
    gesprek::{Gesprek, Kanaal},
    id::{GebruikerId, GesprekId, KlantId, PlanrondeId, TeamId},
    spreiding::Bezet,
    werkrooster::Tijdvak,
};
use jiff::{
    Timestamp,
    civil::{Date, Time, time},
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

#[cfg(test)]
pub(crate) use self::recent::STATEMENTS as RECENT_STATEMENTS;
pub use self::recent::{RecenteRonde, recent};
use crate::{
    Error, Reader, Result, Writer,
    brief::Stapel,
    bulk::{insert_gesprekken_van, insert_many},
    contactstand::fetch_klanten,
    db::Connection,
    klantstand::{self, GEEN_EINDE, NOOIT, geen_moment},
};

statements! {
    BEZET = "select moment, duur_minuten from gesprek
        where gemeente = $1 and gebruiker_id = $2 and dag between $3 and $4 and stand in ('gepland', 'uitgenodigd', 'bevestigd')
        order by moment limit 5000";
    /// Conversations of others at a place, in capitals or not. From the people on, so that the index by person serves.
    BEZET_KAMERS = "select g.moment, g.duur_minuten from gebruiker u cross join gesprek g
        where u.gemeente = $1 and u.id <> $2 and g.gemeente = u.gemeente and g.gebruiker_id = u.id
        and g.dag between $3 and $4 and g.stand in ('gepland', 'uitgenodigd', 'bevestigd') 
        and lower(trim(g.plaats)) = lower($5) limit 20000";
    INSERT = "insert into planronde (gemeente, id, klantmanager_id, door, moment) values ($1, $2, $3, $4, $5)";
    FIND = "select id, klantmanager_id, door, moment from planronde where gemeente = $1 and id = $2";
    /// One that somebody ($3) made or has in his diary, that is of his team ($4), or of whom he stands in for on a day ($5).
    FIND_VAN = "select r.id, r.klantmanager_id, r.door, r.moment from planronde r where r.gemeente = $1 and r.id = $2
        and (r.door = $3 or r.klantmanager_id in (select u.id from gebruiker u
                where u.gemeente = $1 and (u.id = $3 or u.team_id = $4))
            or exists (select 1 from overname w where w.gemeente = r.gemeente and w.van_id = r.klantmanager_id and w.aan_id = $3
                and w.stand = 'geldt' and w.vanaf <= $5 and (w.tot_en_met is null or w.tot_en_met >= $5)
                and (w.alles or not exists (select 1 from planronde_klant p where p.gemeente = r.gemeente and p.ronde_id = r.id
                    and not exists (select 1 from overname_klant o
                        where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = p.klant_id)))))";
    KLANTEN = "select r.klant_id, k.naam, k.klantnummer, r.moment, r.gesprek_id, r.waarom, g.moment as nu, g.stand, g.uitgenodigd_kanaal
        from planronde_klant r
        join klantstand k on k.gemeente = r.gemeente and k.klant_id = r.klant_id
        left join gesprek g on g.gemeente = r.gemeente and g.id = r.gesprek_id
        where r.gemeente = $1 and r.ronde_id = $2 order by r.moment, r.klant_id limit 500";
}

/// The moments that are taken in the diary of a klantmanager: conversations still to be held.
pub async fn bezet(reader: &mut Reader, van: GebruikerId, eerste: Date, laatste: Date) -> Result<Vec<Bezet>> {
    let rows: Vec<BezetRow> =
        fetch!(reader, fetch_all(BezetRow), BEZET, van.uuid(), eerste.to_sqlx(), laatste.to_sqlx())?;
    Ok(rows.into_iter().filter_map(in_dagen).collect())
}

type BezetRow = (jiff_sqlx::Timestamp, i64);

fn in_dagen((moment, minuten): BezetRow) -> Option<Bezet> {
    let begin = plaatselijk(moment.to_jiff());
    let (dag, van): (Date, Time) = (begin.date(), begin.time());
    // One that runs past midnight takes the rest of the day.
    let tijdvak = Tijdvak::met_duur(van, minuten).or_else(|_| Tijdvak::nieuw(van, time(23, 59, 0, 0)));
    tijdvak.ok().map(|tijdvak| Bezet { dag, tijdvak })
}

/// Whoever counts the rooms of a place from here on, waits for the end of this transaction: two that count at the same time would
/// both take the last one. SQLite has one writer.
pub async fn lock_kamers(writer: &mut Writer, plaats: &str) -> Result<()> {
    const LOCK: &str = "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))";
    let gemeente = writer.gemeente().code().to_owned();
    if let Connection::Postgres(connection) = writer.connection() {
        sqlx::query(LOCK).bind(gemeente).bind(plaats.trim().to_lowercase()).execute(connection).await?;
    }
    Ok(())
}

/// When others than this klantmanager have a room at a place. *Spreekkamer 2* and *spreekkamer 2* are one.
pub async fn kamers_bezet(
    reader: &mut Reader,
    wie: GebruikerId,
    plaats: &str,
    eerste: Date,
    laatste: Date,
) -> Result<Vec<Bezet>> {
    let (van, tot) = (eerste.to_sqlx(), laatste.to_sqlx());
    let rows: Vec<BezetRow> = fetch!(reader, fetch_all(BezetRow), BEZET_KAMERS, wie.uuid(), van, tot, plaats.trim())?;
    Ok(rows.into_iter().filter_map(in_dagen).collect())
}

/// A client as planning sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanKlant {
    /// Who.
    pub klant: KlantId,
    /// Whose caseload.
    pub klantmanager: Option<GebruikerId>,
    /// Last day of the benefit, when it has one.
    pub uitkering_tot: Option<Date>,
    /// The first conversation without an outcome.
    pub open_gesprek: Option<Timestamp>,
    /// The first day on which a next conversation counts.
    pub vroegst: Option<Date>,
    /// The language of the interpreter, by the file; empty when none is needed.
    pub tolk: String,
    /// How many conversations a year the contact norm asks; 0: none.
    pub gesprekken_per_jaar: i64,
}

/// How clients stand now; whoever is not of this municipality is left out.
pub async fn klanten(reader: &mut Reader, klanten: &[KlantId]) -> Result<Vec<PlanKlant>> {
    type Row = (Uuid, Option<Uuid>, jiff_sqlx::Date, jiff_sqlx::Timestamp, Option<jiff_sqlx::Date>, String, i64);
    if klanten.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = fetch_klanten!(
        reader,
        Row,
        "select s.klant_id, s.klantmanager_id, s.uitkering_tot, s.volgend_gesprek, c.vroegst, k.tolk,
            coalesce(c.gesprekken_per_jaar, 0) from (",
        ") as v join klantstand s on s.klant_id = v.column1
            join klant k on k.gemeente = s.gemeente and k.id = s.klant_id
            left join contactstand c on c.gemeente = s.gemeente and c.klant_id = s.klant_id where s.gemeente = ",
        klanten
    )?;
    let unless = |dag: jiff_sqlx::Date, sentinel| Some(dag.to_jiff()).filter(|dag| *dag != sentinel);
    Ok(rows
        .into_iter()
        .map(|(klant, klantmanager, tot, open, vroegst, tolk, gesprekken_per_jaar)| PlanKlant {
            klant: klant.into(),
            klantmanager: klantmanager.map(Into::into),
            uitkering_tot: unless(tot, GEEN_EINDE),
            open_gesprek: Some(open.to_jiff()).filter(|moment| *moment != geen_moment()),
            vroegst: vroegst.and_then(|dag| unless(dag, NOOIT)),
            tolk,
            gesprekken_per_jaar,
        })
        .collect())
}

/// A conversation of the list, waiting for its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpLijst {
    /// Which.
    pub gesprek: GesprekId,
    /// With whom.
    pub klant: KlantId,
    /// What kind.
    pub soort: Code,
}

/// What waits on the list for these clients, the most urgent first.
pub async fn op_lijst(reader: &mut Reader, klanten: &[KlantId]) -> Result<Vec<OpLijst>> {
    type Row = (Uuid, Uuid, String, jiff_sqlx::Date);
    if klanten.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<Row> = fetch_klanten!(
        reader,
        Row,
        "select g.id, g.klant_id, g.soort, g.dag from (",
        ") as v join gesprek g on g.klant_id = v.column1 where g.stand = 'te_plannen' and g.gemeente = ",
        klanten
    )?;
    rows.sort_unstable_by_key(|(id, _, _, dag)| (dag.to_jiff(), *id));
    let regel = |(id, klant, soort, _): Row| {
        Ok(OpLijst { gesprek: id.into(), klant: klant.into(), soort: soort.parse().map_err(Error::corrupt)? })
    };
    rows.into_iter().map(regel).collect()
}

/// Who of these clients is in a cure period, or handed over to lawfulness in a case that is not closed: an invitation would cross
/// the letter he has.
pub async fn in_verzuim(reader: &mut Reader, klanten: &[KlantId]) -> Result<Vec<KlantId>> {
    type Row = (Uuid,);
    if klanten.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = fetch_klanten!(
        reader,
        Row,
        "select g.klant_id from (",
        ") as v join gesprek g on g.klant_id = v.column1 where (g.stand = 'in_hersteltermijn'
            or (g.stand = 'naar_rechtmatigheid' and not exists (select 1 from rechtmatigheid r
                where r.gemeente = g.gemeente and r.gesprek_id = g.id and r.aanleiding = 'overdracht'
                and r.stand = 'afgerond'))) and g.gemeente = ",
        klanten
    )?;
    Ok(rows.into_iter().map(|(klant,)| klant.into()).collect())
}

/// Conversations that are planned at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planronde {
    /// Which round; the form brings it along, so that one form makes one round.
    pub id: PlanrondeId,
    /// In whose diary.
    pub klantmanager: GebruikerId,
    /// Who planned them.
    pub door: GebruikerId,
    /// When that was.
    pub moment: Timestamp,
}

/// What came of one client in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitkomst {
    /// Who.
    pub klant: KlantId,
    /// The moment that was proposed.
    pub moment: Timestamp,
    /// The conversation, or the code of why there is none.
    pub gesprek: std::result::Result<GesprekId, String>,
}

/// Runs a statement for many clients at once, with the clients and the municipality bound.
macro_rules! execute_klanten {
    ($writer:expr, $head:expr, $tail:expr, $klanten:expr) => {{
        let gemeente = $writer.gemeente().code().to_owned();
        macro_rules! run {
            ($database:ty, $connection:expr) => {{
                let mut query = sqlx::QueryBuilder::<$database>::new($head);
                query.push_values($klanten, |mut row, klant: &KlantId| {
                    row.push_bind(klant.uuid());
                });
                query.push($tail).push_bind(gemeente);
                query.build().execute($connection).await?;
            }};
        }
        match $writer.connection() {
            Connection::Sqlite(connection) => run!(sqlx::Sqlite, connection),
            Connection::Postgres(connection) => run!(sqlx::Postgres, connection),
        }
    }};
}

/// Begins a round: fails with [`Error::Duplicate`] when it was made before. From here to the end of the transaction nobody
/// else plans for these clients unseen: whoever plans one of them changes the row that is locked here.
pub async fn begin(writer: &mut Writer, ronde: &Planronde, klanten: &[KlantId]) -> Result<()> {
    // First of all rounds of this diary, so that two of them never wait for each other.
    crate::werkrooster::lock(writer, ronde.klantmanager).await?;
    execute!(writer, INSERT, ronde.id.uuid(), ronde.klantmanager.uuid(), ronde.door.uuid(), ronde.moment.to_sqlx())?;
    klantstand::lock_alle(writer, klanten).await
}

/// Writes the conversations of a round and what came of each client. A planned conversation changes no due date (those go
/// by what was held), so that of the derived rows only the diary of the client is refreshed.
pub async fn insert(
    writer: &mut Writer,
    ronde: &Planronde,
    gesprekken: &[Gesprek],
    uitkomsten: &[Uitkomst],
) -> Result<()> {
    insert_gesprekken_van(writer, gesprekken.iter(), Some(ronde.door), ronde.moment).await?;
    let gemeente = writer.gemeente();
    insert_many!(
        writer,
        "insert into planronde_klant (gemeente, ronde_id, klant_id, moment, gesprek_id, waarom) ",
        uitkomsten,
        |b, row| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(ronde.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.moment.to_sqlx())
                .push_bind(row.gesprek.as_ref().ok().map(|id| id.uuid()))
                .push_bind(row.gesprek.as_ref().err().map(String::as_str));
        }
    );
    let klanten: Vec<KlantId> = gesprekken.iter().map(|gesprek| gesprek.klant).collect();
    if klanten.is_empty() {
        return Ok(());
    }
    execute_klanten!(
        writer,
        concat!("update klantstand set ", klantstand::van_agenda!(), " where klant_id in (select v.column1 from ("),
        ") as v) and gemeente = ",
        &klanten
    );
    Ok(())
}

type RondeRow = (Uuid, Uuid, Uuid, jiff_sqlx::Timestamp);

/// One round.
pub async fn find(reader: &mut Reader, id: PlanrondeId) -> Result<Option<Planronde>> {
    let row: Option<RondeRow> = fetch!(reader, fetch_optional(RondeRow), FIND, id.uuid())?;
    Ok(row.map(als_ronde))
}

/// One round, for who has something to do with it: whoever made it or has it in his diary, a teamleider of that diary's owner, or who
/// stands in for him. To anybody else it is not there: a round calls off or invites hundreds of people at once.
pub async fn find_van(reader: &mut Reader, id: PlanrondeId, wie: Stapel, dag: Date) -> Result<Option<Planronde>> {
    let team = wie.team.map(TeamId::uuid);
    let row: Option<RondeRow> =
        fetch!(reader, fetch_optional(RondeRow), FIND_VAN, id.uuid(), wie.gebruiker.uuid(), team, dag.to_sqlx())?;
    Ok(row.map(als_ronde))
}

fn als_ronde((id, klantmanager, door, moment): RondeRow) -> Planronde {
    Planronde { id: id.into(), klantmanager: klantmanager.into(), door: door.into(), moment: moment.to_jiff() }
}

/// A client of a round as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RondeKlant {
    /// What came of it.
    pub uitkomst: Uitkomst,
    /// The name of the client.
    pub naam: String,
    /// The client number.
    pub klantnummer: String,
    /// When the conversation is by now, and the code of its state; it may have been moved since.
    pub nu: Option<(Timestamp, String)>,
    /// By which way the client was invited, once that was done.
    pub uitgenodigd: Option<Kanaal>,
}

#[derive(sqlx::FromRow)]
struct KlantRow {
    klant_id: Uuid,
    naam: String,
    klantnummer: String,
    moment: jiff_sqlx::Timestamp,
    gesprek_id: Option<Uuid>,
    waarom: Option<String>,
    nu: Option<jiff_sqlx::Timestamp>,
    stand: Option<String>,
    uitgenodigd_kanaal: Option<String>,
}

/// The clients of a round, in the order of their moments.
pub async fn klanten_van(reader: &mut Reader, id: PlanrondeId) -> Result<Vec<RondeKlant>> {
    let rows: Vec<KlantRow> = fetch!(reader, fetch_all(KlantRow), KLANTEN, id.uuid())?;
    let regel = |row: KlantRow| {
        let gesprek = match (row.gesprek_id, row.waarom) {
            (Some(id), None) => Ok(id.into()),
            (None, Some(waarom)) => Err(waarom),
            _ => return Err(Error::corrupt("planronde_klant")),
        };
        Ok(RondeKlant {
            uitkomst: Uitkomst { klant: row.klant_id.into(), moment: row.moment.to_jiff(), gesprek },
            naam: row.naam,
            klantnummer: row.klantnummer,
            uitgenodigd: row.uitgenodigd_kanaal.and_then(|kanaal| kanaal.parse().ok()),
            nu: row.nu.map(jiff_sqlx::Timestamp::to_jiff).zip(row.stand),
        })
    };
    rows.into_iter().map(regel).collect()
}
