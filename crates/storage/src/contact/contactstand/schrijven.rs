//! Writing due dates, of many clients at once.

use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder, Sqlite};

use super::Stand;
use crate::{
    Result, Writer,
    bulk::{
        ROWS,
        stapel::{Kader, Stapel, stapel},
    },
    db::Connection,
};

/// What becomes of a row that is there already. One that stays the same is not written: a norm that says the same about a group
/// costs nothing, and neither does running again.
macro_rules! anders {
    () => {
        " on conflict (gemeente, klant_id) do update set vroegst = excluded.vroegst, uiterlijk = excluded.uiterlijk,
            gesprekken_per_jaar = excluded.gesprekken_per_jaar, minuten_per_jaar = excluded.minuten_per_jaar
        where contactstand.vroegst <> excluded.vroegst or contactstand.uiterlijk <> excluded.uiterlijk
            or contactstand.gesprekken_per_jaar <> excluded.gesprekken_per_jaar
            or contactstand.minuten_per_jaar <> excluded.minuten_per_jaar"
    };
}

/// One array per column: PostgreSQL reads one text with seven values, whatever the number of clients. Who has a row already is
/// changed in it, so that nothing is asked again of the table it refers to.
const UPSERT_POSTGRES: &str = concat!(
    "insert into contactstand (gemeente, klant_id, gevoerd, vroegst, uiterlijk, gesprekken_per_jaar, minuten_per_jaar)
        select $1, * from unnest($2::uuid[], $3::text[], $4::date[], $5::date[], $6::bigint[], $7::bigint[])",
    anders!()
);

/// Writes due dates of clients who have them already, and of those who do not.
pub(super) async fn upsert(writer: &mut Writer, standen: &[Stand]) -> Result<()> {
    let gemeente = writer.gemeente().code().to_owned();
    match writer.connection() {
        Connection::Sqlite(connection) => {
            for deel in standen.chunks(ROWS) {
                let mut query = QueryBuilder::<Sqlite>::new(
                    "insert into contactstand (gemeente, klant_id, gevoerd, vroegst, uiterlijk, gesprekken_per_jaar,
                        minuten_per_jaar) ",
                );
                query.push_values(deel, |mut b, row| {
                    b.push_bind(gemeente.clone())
                        .push_bind(row.klant)
                        .push_bind(row.gevoerd.as_str())
                        .push_bind(row.vroegst.to_sqlx())
                        .push_bind(row.uiterlijk.to_sqlx())
                        .push_bind(row.gesprekken_per_jaar)
                        .push_bind(row.minuten_per_jaar);
                });
                query.push(anders!()).build().execute(&mut *connection).await?;
            }
        }
        Connection::Postgres(connection) => {
            let kolom = |dag: fn(&Stand) -> jiff::civil::Date| -> Vec<jiff_sqlx::Date> {
                standen.iter().map(|row| dag(row).to_sqlx()).collect()
            };
            sqlx::query::<Postgres>(UPSERT_POSTGRES)
                .bind(gemeente)
                .bind(standen.iter().map(|row| row.klant).collect::<Vec<_>>())
                .bind(standen.iter().map(|row| row.gevoerd.as_str()).collect::<Vec<_>>())
                .bind(kolom(|row| row.vroegst))
                .bind(kolom(|row| row.uiterlijk))
                .bind(standen.iter().map(|row| row.gesprekken_per_jaar).collect::<Vec<_>>())
                .bind(standen.iter().map(|row| row.minuten_per_jaar).collect::<Vec<_>>())
                .execute(connection)
                .await?;
        }
    }
    Ok(())
}

/// Due dates of clients who have none yet.
pub(super) fn nieuw(kader: &Kader, standen: &[Stand]) -> Stapel {
    let gemeente = kader.gemeente;
    stapel!(
        kader.soort,
        "insert into contactstand (gemeente, klant_id, gevoerd, vroegst, uiterlijk, gesprekken_per_jaar, minuten_per_jaar) ",
        standen,
        |b, row| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.klant)
                .push_bind(row.gevoerd.as_str())
                .push_bind(row.vroegst.to_sqlx())
                .push_bind(row.uiterlijk.to_sqlx())
                .push_bind(row.gesprekken_per_jaar)
                .push_bind(row.minuten_per_jaar);
        }
    )
}
