//! Rows of one table, put together apart from the connection that writes them: another thread does that while the database works
//! on the rows before.

use std::sync::Arc;

use domain::gemeente::Gemeente;
use sqlx::{Postgres, QueryBuilder, Sqlite};

use super::in_een;
use crate::{
    Error, Reader, Result, Soort, Writer,
    db::Connection,
    invoer::kopie::{Kopie, Regels},
    sleutels::Sleutels,
};

/// For which database and municipality rows are put together, and with which keys.
#[derive(Debug, Clone)]
pub(crate) struct Kader {
    pub(crate) soort: Soort,
    pub(crate) gemeente: Gemeente,
    pub(crate) sleutels: Arc<Sleutels>,
}

impl Kader {
    /// That of a connection.
    pub(crate) fn of(reader: &Reader) -> Self {
        Self { soort: reader.soort(), gemeente: reader.gemeente(), sleutels: reader.sleutels() }
    }
}

/// Rows that only have to be handed over.
pub(crate) enum Stapel {
    /// Statements with [`super::ROWS`] rows each.
    Sqlite(Vec<QueryBuilder<Sqlite>>),
    /// So few that one statement takes them.
    Een(QueryBuilder<Postgres>),
    /// The text of a `COPY`.
    Kopie(Regels),
}

/// Puts rows together as [`insert_many`](super::insert_many) writes them; `$row` fills one row.
macro_rules! stapel {
    ($soort:expr, $into:literal, $rows:expr, |$bind:ident, $row:ident| $body:block) => {
        match $soort {
            $crate::Soort::Sqlite => $crate::bulk::stapel::Stapel::Sqlite(
                $rows
                    .chunks($crate::bulk::ROWS)
                    .map(|chunk| {
                        let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($into);
                        query.push_values(chunk, |mut $bind, $row| $body);
                        query
                    })
                    .collect(),
            ),
            $crate::Soort::Postgres if (1..=$crate::bulk::ROWS).contains(&$rows.len()) => {
                let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($into);
                query.push_values(&$rows[..], |mut $bind, $row| $body);
                $crate::bulk::stapel::Stapel::Een(query)
            }
            $crate::Soort::Postgres => {
                let mut regels = $crate::invoer::kopie::Regels::new($into);
                regels.push_values(&$rows[..], |mut $bind, $row| $body);
                $crate::bulk::stapel::Stapel::Kopie(regels)
            }
        }
    };
}
pub(crate) use stapel;

impl Stapel {
    /// Writes the rows.
    pub(crate) async fn schrijf(self, writer: &mut Writer) -> Result<()> {
        match (self, writer.connection()) {
            (Self::Sqlite(queries), Connection::Sqlite(connection)) => {
                for mut query in queries {
                    query.build().execute(&mut *connection).await?;
                }
                Ok(())
            }
            (Self::Een(query), Connection::Postgres(connection)) => Ok(in_een(connection, query).await?),
            (Self::Kopie(regels), Connection::Postgres(connection)) => {
                if regels.is_empty() {
                    return Ok(());
                }
                let mut kopie = Kopie::begin(connection, &regels).await?;
                kopie.send(&regels).await?;
                kopie.finish().await
            }
            _ => Err(Error::Corrupt("deze rijen zijn voor een andere soort database".to_owned())),
        }
    }
}
