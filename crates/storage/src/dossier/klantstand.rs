//! How a client stands now, as lists show it. Derived from the histories; refreshed in the transaction that changes one.

use domain::{
    dossier::Dossier,
    gemeente::Gemeente,
    gesprek::GesprekStand,
    id::KlantId,
    klant::Klant,
    ontheffing::{Grondslag, laatste_aaneengesloten},
    plan::{PlanStand, jongere},
    uitkering::{Regeling, UitkeringStand},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use jiff_sqlx::ToSqlx as _;

use sqlx::{Postgres, QueryBuilder, Sqlite};
use uuid::Uuid;

use crate::{Database, Result, Writer, caseload::gebrek::zonder_plan, contactstand, db::Connection};

/// What the diary of a client says of him, as columns to set.
macro_rules! van_agenda {
    () => {
        "volgend_gesprek = coalesce((select min(g.moment) from gesprek g
                where g.gemeente = klantstand.gemeente and g.klant_id = klantstand.klant_id
                and g.stand in ('gepland', 'uitgenodigd', 'bevestigd')), '9999-01-01T00:00:00Z'),
            laatst_gepland = coalesce((select max(g.moment) from gesprek g
                where g.gemeente = klantstand.gemeente and g.klant_id = klantstand.klant_id
                and g.stand in ('gepland', 'uitgenodigd', 'bevestigd')), '0001-01-01T00:00:00Z'),
            laatst_niet_uitgenodigd = coalesce((select max(g.moment) from gesprek g
                where g.gemeente = klantstand.gemeente and g.klant_id = klantstand.klant_id
                and g.stand = 'gepland'), '0001-01-01T00:00:00Z')"
    };
}
pub(crate) use van_agenda;

statements! {
    LOCK = "update klantstand set lopend = lopend where gemeente = $1 and klant_id = $2";
    SET_PERSON = "update klantstand set naam = $3, sorteersleutel = $4, geboortedatum = $5, wijk = $6, leefvorm = $7
        where gemeente = $1 and klant_id = $2";
    REFRESH = concat!("update klantstand set
            klantmanager_id = (select t.gebruiker_id from toewijzing t
                where t.gemeente = klantstand.gemeente and t.klant_id = klantstand.klant_id
                order by t.vanaf desc, t.id desc limit 1),
            segment = coalesce((select s.segment from segmentering s
                where s.gemeente = klantstand.gemeente and s.klant_id = klantstand.klant_id
                order by s.vanaf desc, (s.tot_en_met is null) desc, s.id desc limit 1), ''),
            segment_sinds = coalesce((select s.vanaf from segmentering s
                where s.gemeente = klantstand.gemeente and s.klant_id = klantstand.klant_id
                order by s.vanaf desc, (s.tot_en_met is null) desc, s.id desc limit 1), '0001-01-01'),
            uitkering_ingang = coalesce((select u.datum_ingang from uitkering u
                where u.gemeente = klantstand.gemeente and u.klant_id = klantstand.klant_id
                order by u.datum_ingang desc, u.id desc limit 1), '0001-01-01'),
            uitkering_tot = coalesce((select coalesce(u.datum_einde, '9999-12-31') from uitkering u
                where u.gemeente = klantstand.gemeente and u.klant_id = klantstand.klant_id
                order by u.datum_ingang desc, u.id desc limit 1), '0001-01-01'),
            laatste_gesprek = coalesce((select max(g.dag) from gesprek g
                where g.gemeente = klantstand.gemeente and g.klant_id = klantstand.klant_id
                and g.stand = 'gevoerd'), '0001-01-01'),
            ", van_agenda!(), ", lopend = 1
        where gemeente = $1 and klant_id = $2");
    SET_ZONDER_PLAN = concat!("update klantstand as s set zonder_plan = ", zonder_plan!(),
        " where s.gemeente = $1 and s.klant_id = $2");
    SWEEP_BEURT = "update contactstand set vroegst = '0001-01-01', uiterlijk = '9999-12-31', gesprekken_per_jaar = 0,
            minuten_per_jaar = 0
        where gemeente = $1 and klant_id in (select s.klant_id from klantstand s
            where s.gemeente = $1 and s.lopend = 1 and s.uitkering_tot < $2)";
    SWEEP = "update klantstand set lopend = 0 where gemeente = $1 and lopend = 1 and uitkering_tot < $2";
    ONTHEFFINGEN = "select o.datum_ingang, o.datum_einde from ontheffing o
        where o.gemeente = $1 and o.klant_id = $2 and not o.ingetrokken order by o.datum_ingang, o.id";
    SET_ONTHEFFING = "update klantstand set ontheffing_van = $3, ontheffing_tot = $4 where gemeente = $1 and klant_id = $2";
}

/// Stands for *never* in a date.
pub(crate) const NOOIT: Date = date(1, 1, 1);
/// Stands for *no end* in a date.
pub(crate) const GEEN_EINDE: Date = date(9999, 12, 31);

/// Stands for *none planned* in a moment.
pub(crate) fn geen_moment() -> Timestamp {
    // 9999-01-01T00:00:00Z, within what both databases and jiff can hold.
    Timestamp::from_second(253_370_764_800).unwrap_or(Timestamp::MAX)
}

/// Stands for *never* in a moment.
pub(crate) fn nooit_moment() -> Timestamp {
    // 0001-01-01T00:00:00Z.
    Timestamp::from_second(-62_135_596_800).unwrap_or(Timestamp::MIN)
}

/// Derives the row of one client anew from its histories, and when it is due.
pub async fn refresh(writer: &mut Writer, klant: KlantId) -> Result<()> {
    type Row = (jiff_sqlx::Date, Option<jiff_sqlx::Date>);
    // On PostgreSQL a statement that waited for the row still sees the histories as they were before it waited; the next does not.
    lock(writer, klant).await?;
    execute!(writer, REFRESH, klant.uuid())?;
    set_zonder_plan(writer, klant).await?;
    let rows: Vec<Row> = fetch!(writer, fetch_all(Row), ONTHEFFINGEN, klant.uuid())?;
    let periodes = rows.into_iter().map(|(van, tot)| (van.to_jiff(), tot.map(jiff_sqlx::Date::to_jiff)));
    let (van, tot) = ontheffing_columns(laatste_aaneengesloten(periodes));
    execute!(writer, SET_ONTHEFFING, klant.uuid(), van.to_sqlx(), tot.to_sqlx())?;
    contactstand::refresh(writer, klant).await
}

/// Whether one looks any further for a plan that is missing: anew after a change of the plan, the benefit, an exemption or the birth
/// date.
pub(crate) async fn set_zonder_plan(writer: &mut Writer, klant: KlantId) -> Result<()> {
    execute!(writer, SET_ZONDER_PLAN, klant.uuid()).map(|_| ())
}

/// The same for many, in one statement.
pub(crate) async fn set_zonder_plan_alle(writer: &mut Writer, klanten: &[KlantId]) -> Result<()> {
    const SET: &str = concat!("update klantstand as s set zonder_plan = ", zonder_plan!(), " where s.gemeente = ");
    let gemeente = writer.gemeente().code().to_owned();
    let ids = klanten.iter().map(|klant| klant.uuid());
    match writer.connection() {
        Connection::Sqlite(connection) => {
            let mut query = QueryBuilder::<Sqlite>::new(SET);
            query.push_bind(gemeente).push(" and s.klant_id in (");
            let mut list = query.separated(", ");
            ids.for_each(|id| {
                list.push_bind(id);
            });
            query.push(")").build().execute(connection).await?;
        }
        Connection::Postgres(connection) => {
            let mut query = QueryBuilder::<Postgres>::new(SET);
            query.push_bind(gemeente).push(" and s.klant_id = any(").push_bind(ids.collect::<Vec<_>>()).push(")");
            query.build().execute(connection).await?;
        }
    }
    Ok(())
}

/// Takes the row of a client for the rest of the transaction, so that on PostgreSQL too two acts that read first and write
/// then come one after the other. Gives whether there is such a client.
pub async fn lock(writer: &mut Writer, klant: KlantId) -> Result<bool> {
    Ok(execute!(writer, LOCK, klant.uuid())? > 0)
}

/// The same for many, in the order of their ids: two who take some of the same clients never wait for each other. Who takes more
/// than one waits first for an import, which takes them in another order ([`lock_bestand`]). Only PostgreSQL needs it; SQLite has
/// one writer.
pub async fn lock_alle(writer: &mut Writer, klanten: &[KlantId]) -> Result<()> {
    const SAMEN: &str = "select pg_advisory_xact_lock_shared(hashtextextended($1 || ' veel klanten', 0))";
    const LOCK: &str =
        "select 1 from klantstand where gemeente = $1 and klant_id = any($2) order by klant_id for no key update";
    let gemeente = writer.gemeente().code().to_owned();
    if let Connection::Postgres(connection) = writer.connection() {
        let klanten: Vec<Uuid> = klanten.iter().map(|klant| klant.uuid()).collect();
        if klanten.len() > 1 {
            sqlx::query(SAMEN).bind(&gemeente).execute(&mut *connection).await?;
        }
        sqlx::query(LOCK).bind(gemeente).bind(klanten).execute(connection).await?;
    }
    Ok(())
}

/// For who takes clients in the order of a file, some thousands at a time: until the end of the transaction nobody else takes more
/// than one client ([`lock_alle`]), so that nobody who has a later one waits for an earlier one. Before any client is taken.
pub(crate) async fn lock_bestand(writer: &mut Writer) -> Result<()> {
    const ALLEEN: &str = "select pg_advisory_xact_lock(hashtextextended($1 || ' veel klanten', 0))";
    let gemeente = writer.gemeente().code().to_owned();
    if let Connection::Postgres(connection) = writer.connection() {
        sqlx::query(ALLEEN).bind(gemeente).execute(connection).await?;
    }
    Ok(())
}

/// Takes those whose benefit has ended before a day out of the indexes of running benefits and of due dates. Lists are right
/// without it, but read past ever more of them.
///
/// On PostgreSQL the clients are taken before their due dates, as everybody does, and whoever is being worked on is left for the
/// next time: a round that nobody asked for makes nobody wait for it, and waits for nobody.
pub async fn sweep(writer: &mut Writer, vandaag: Date) -> Result<u64> {
    const VRIJ: &str = "select klant_id from klantstand where gemeente = $1 and lopend = 1 and uitkering_tot < $2
        order by klant_id for no key update skip locked";
    const BEURT: &str =
        "update contactstand set vroegst = '0001-01-01', uiterlijk = '9999-12-31', gesprekken_per_jaar = 0,
            minuten_per_jaar = 0
        where gemeente = $1 and klant_id = any($2)";
    const LOPEND: &str = "update klantstand set lopend = 0 where gemeente = $1 and klant_id = any($2)";
    let gemeente = writer.gemeente().code().to_owned();
    if let Connection::Postgres(connection) = writer.connection() {
        let vrij: Vec<(Uuid,)> =
            sqlx::query_as(VRIJ).bind(&gemeente).bind(vandaag.to_sqlx()).fetch_all(&mut *connection).await?;
        let klanten: Vec<Uuid> = vrij.into_iter().map(|(klant,)| klant).collect();
        sqlx::query(BEURT).bind(&gemeente).bind(&klanten).execute(&mut *connection).await?;
        return Ok(sqlx::query(LOPEND).bind(&gemeente).bind(&klanten).execute(connection).await?.rows_affected());
    }
    execute!(writer, SWEEP_BEURT, vandaag.to_sqlx())?;
    execute!(writer, SWEEP, vandaag.to_sqlx())
}

/// The same in a transaction of its own: nothing changes that anybody sees, so there is nothing to log.
pub async fn sweep_now(database: &Database, gemeente: Gemeente, vandaag: Date) -> Result<u64> {
    let mut writer = database.write(gemeente).await?;
    let swept = sweep(&mut writer, vandaag).await?;
    writer.commit_logged().await?;
    Ok(swept)
}

fn ontheffing_columns(periode: Option<(Date, Option<Date>)>) -> (Date, Date) {
    periode.map_or((NOOIT, NOOIT), |(van, tot)| (van, tot.unwrap_or(GEEN_EINDE)))
}

/// Copies what lists show of the person.
pub(crate) async fn set_person(writer: &mut Writer, klant: &Klant) -> Result<()> {
    execute!(
        writer,
        SET_PERSON,
        klant.id.uuid(),
        klant.naam.voluit(),
        klant.naam.sorteersleutel(),
        klant.geboortedatum.to_sqlx(),
        klant.contact.wijk.as_str(),
        klant.leefvorm.code(),
    )?;
    set_zonder_plan(writer, klant.id).await
}

/// The same derivation for a dossier that is about to be written: `REFRESH` in Rust. A test holds the two together.
pub(crate) struct Klantstand {
    pub(crate) klantmanager: Option<uuid::Uuid>,
    pub(crate) segment: String,
    pub(crate) segment_sinds: Date,
    pub(crate) uitkering_ingang: Date,
    pub(crate) uitkering_tot: Date,
    pub(crate) laatste_gesprek: Date,
    pub(crate) volgend_gesprek: Timestamp,
    pub(crate) laatst_gepland: Timestamp,
    pub(crate) laatst_niet_uitgenodigd: Timestamp,
    pub(crate) zonder_plan: bool,
    pub(crate) ontheffing_van: Date,
    pub(crate) ontheffing_tot: Date,
}

impl Klantstand {
    pub(crate) fn of(dossier: &Dossier) -> Self {
        let segmentering =
            dossier.segmenteringen.iter().max_by_key(|s| (s.periode.van, s.periode.tot_en_met.is_none(), s.id));
        let uitkering = dossier.uitkeringen.iter().max_by_key(|u| (u.datum_ingang, u.id));
        let mut ontheffingen: Vec<_> = dossier.ontheffingen.iter().collect();
        ontheffingen.sort_by_key(|o| (o.datum_ingang, o.id));
        let stretch = laatste_aaneengesloten(ontheffingen.iter().map(|o| (o.datum_ingang, o.datum_einde)));
        let (ontheffing_van, ontheffing_tot) = ontheffing_columns(stretch);
        let held = dossier.gesprekken.iter().filter(|g| matches!(g.stand, GesprekStand::Gevoerd(_)));
        let open = dossier.gesprekken.iter().filter(|g| g.is_open());
        Self {
            klantmanager: dossier
                .toewijzingen
                .iter()
                .max_by_key(|t| (t.periode.van, t.id))
                .map(|t| t.klantmanager.uuid()),
            segment: segmentering.map_or_else(String::new, |s| s.segment.as_str().to_owned()),
            segment_sinds: segmentering.map_or(NOOIT, |s| s.periode.van),
            uitkering_ingang: uitkering.map_or(NOOIT, |u| u.datum_ingang),
            uitkering_tot: uitkering.map_or(NOOIT, |u| match &u.stand {
                UitkeringStand::Lopend => GEEN_EINDE,
                UitkeringStand::Beeindigd(einde) => einde.datum,
            }),
            laatste_gesprek: held.map(|g| domain::datum::plaatselijk(g.moment).date()).max().unwrap_or(NOOIT),
            volgend_gesprek: open.clone().map(|g| g.moment).min().unwrap_or_else(geen_moment),
            laatst_gepland: open.clone().map(|g| g.moment).max().unwrap_or_else(nooit_moment),
            laatst_niet_uitgenodigd: open
                .filter(|g| g.stand == GesprekStand::Gepland)
                .map(|g| g.moment)
                .max()
                .unwrap_or_else(nooit_moment),
            zonder_plan: zonder_plan(dossier),
            ontheffing_van,
            ontheffing_tot,
        }
    }
}

/// [`zonder_plan!`] in Rust.
fn zonder_plan(dossier: &Dossier) -> bool {
    let vastgesteld: Vec<Date> = dossier
        .plannen
        .iter()
        .filter_map(|plan| match &plan.stand {
            PlanStand::Vastgesteld(vaststelling) => Some(vaststelling.op),
            _ => None,
        })
        .collect();
    let ouder = dossier.ontheffingen.iter().any(|ontheffing| ontheffing.grondslag == Grondslag::Pw9a);
    dossier.uitkeringen.iter().filter(|uitkering| uitkering.regeling == Regeling::Pw).any(|uitkering| {
        let jong = jongere(dossier.klant.geboortedatum, uitkering.datum_ingang);
        (jong || ouder) && !vastgesteld.iter().any(|op| !jong || *op >= uitkering.datum_ingang)
    })
}
