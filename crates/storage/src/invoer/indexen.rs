//! Indexes put off: sorting all keys once takes a quarter of the time of finding a place for each.
//!
//! Only for an import that brings more clients than the installation has (or a demonstration, which fills a new one), because others wait for the tables meanwhile
//! (PostgreSQL) or the work grows with what was there (SQLite). It happens inside the transaction: who looks from
//! elsewhere never sees tables without indexes, and an import that fails leaves everything as it was. The definitions
//! are read from the database and put back word for word.

use sqlx::AssertSqlSafe;

use crate::{Error, Result, Writer, db::Connection};

/// What must be put back, in this order.
#[derive(Debug, Default)]
pub struct Uitgesteld(Vec<String>);

/// More memory to sort the keys in, for this transaction: with the usual amount PostgreSQL sorts on disk.
const RUIM_SORTEREN: &str = "set local maintenance_work_mem = '256MB'";

/// Below this number of new clients it is not worth it.
pub const VANAF: usize = 20_000;

/// The tables a file of a benefit administration fills.
pub const VAN_INVOER: &[&str] =
    &["klant", "klant_zoeknaam", "uitkering", "toewijzing", "segmentering", "klantstand", "contactstand", "logboek"];
/// The tables that whole dossiers fill ([`bulk::insert_dossiers`](crate::bulk::insert_dossiers)).
pub const VAN_DOSSIERS: &[&str] = &[
    "klant",
    "klant_zoeknaam",
    "uitkering",
    "toewijzing",
    "segmentering",
    "gesprek",
    "ontheffing",
    "keuring",
    "verwijzing",
    "plan",
    "plan_stap",
    "klantstand",
    "contactstand",
    "logboek",
];

const SQLITE_INDEXES: &str = "select name, sql from sqlite_master where type = 'index' and sql is not null
    and tbl_name in (select value from json_each($1)) order by tbl_name, name";

/// Foreign keys first, then keys, then indexes: in this order they can be dropped, and the other way round made.
const POSTGRES_INDEXES: &str = "with tabel as (
        select oid, oid::regclass::text as naam from pg_class where relnamespace = current_schema()::regnamespace
        and relname in (select jsonb_array_elements_text($1::jsonb))
    )
    select weg, terug from (
        select 1 as volgorde, c.conname as naam,
            format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as weg,
            format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as terug
        from pg_constraint c where c.contype = 'f'
        and (c.conrelid in (select oid from tabel) or c.confrelid in (select oid from tabel))
        union all
        select 2, c.conname,
            format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
            format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        from pg_constraint c where c.contype = 'p' and c.conrelid in (select oid from tabel)
        union all
        select 3, i.indexrelid::regclass::text, format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
        from pg_index i where i.indrelid in (select oid from tabel) and not i.indisprimary
    ) alles order by volgorde, naam";

/// Drops the indexes if the installation has fewer clients than are about to come.
pub async fn stel_uit(writer: &mut Writer, tabellen: &[&str], nieuw: usize) -> Result<Uitgesteld> {
    const COUNT: &str = "select count(*) from klant";
    if nieuw < VANAF {
        return Ok(Uitgesteld::default());
    }
    let tabellen = serde_json::to_string(tabellen).map_err(Error::corrupt)?;
    let mut terug = Vec::new();
    match writer.connection() {
        Connection::Sqlite(connection) => {
            let (bekend,): (i64,) = sqlx::query_as(COUNT).fetch_one(&mut *connection).await?;
            if !past(nieuw, bekend) {
                return Ok(Uitgesteld::default());
            }
            let indexen: Vec<(String, String)> =
                sqlx::query_as(SQLITE_INDEXES).bind(tabellen).fetch_all(&mut *connection).await?;
            for (naam, sql) in indexen {
                sqlx::query(AssertSqlSafe(format!("drop index {naam}"))).execute(&mut *connection).await?;
                terug.push(sql);
            }
        }
        Connection::Postgres(connection) => {
            let (bekend,): (i64,) = sqlx::query_as(COUNT).fetch_one(&mut *connection).await?;
            if !past(nieuw, bekend) {
                return Ok(Uitgesteld::default());
            }
            let indexen: Vec<(String, String)> =
                sqlx::query_as(POSTGRES_INDEXES).bind(tabellen).fetch_all(&mut *connection).await?;
            for (weg, opnieuw) in indexen {
                sqlx::query(AssertSqlSafe(weg)).execute(&mut *connection).await?;
                terug.insert(0, opnieuw);
            }
            sqlx::query(RUIM_SORTEREN).execute(connection).await?;
        }
    }
    Ok(Uitgesteld(terug))
}

fn past(nieuw: usize, bekend: i64) -> bool {
    usize::try_from(bekend).is_ok_and(|bekend| bekend < nieuw)
}

impl Uitgesteld {
    /// How many there are.
    #[must_use]
    pub const fn aantal(&self) -> usize {
        self.0.len()
    }
}

/// Puts back the next index; `false` when all are there.
pub async fn bouw_volgende(writer: &mut Writer, uitgesteld: &mut Uitgesteld) -> Result<bool> {
    if uitgesteld.0.is_empty() {
        return Ok(false);
    }
    let sql = AssertSqlSafe(uitgesteld.0.remove(0));
    match writer.connection() {
        Connection::Sqlite(connection) => {
            sqlx::query(sql).execute(connection).await?;
        }
        Connection::Postgres(connection) => {
            sqlx::query(sql).execute(connection).await?;
        }
    }
    Ok(true)
}
