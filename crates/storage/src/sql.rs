//! How a statement is written down and run.
//!
//! ```ignore
//! statements! {
//!     FIND = "select naam from klant where gemeente = $1 and id = $2";
//! }
//! let row = fetch!(reader, fetch_optional(KlantRow), FIND, id.uuid())?;
//! ```

use sqlx::SqlSafeStr;

/// The text of a statement. It can only be made by `statements!`, from a literal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sql(pub(crate) &'static str);

impl SqlSafeStr for Sql {
    fn into_sql_str(self) -> sqlx::SqlStr {
        self.0.into_sql_str()
    }
}

/// Declares the statements of a module and lists them for the test that prepares every one on both databases.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* const $name: $crate::sql::Sql = $crate::sql::Sql($text);)+

        /// Every statement of this module, by name.
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[(&str, $crate::sql::Sql)] = &[$((stringify!($name), $name)),+];
    };
}

/// Runs a query on either database with the municipality bound as `$1`.
/// `fetch!(reader, fetch_all(Row), SQL, $2, $3, …)`.
macro_rules! fetch {
    ($reader:expr, $how:ident($row:ty), $sql:expr $(, $bind:expr)* $(,)?) => {{
        let gemeente = $reader.gemeente();
        match $reader.connection() {
            $crate::db::Connection::Sqlite(connection) => {
                sqlx::query_as::<_, $row>($sql).bind(gemeente.code().to_owned())$(.bind($bind))*.$how(connection).await
            }
            $crate::db::Connection::Postgres(connection) => {
                sqlx::query_as::<_, $row>($sql).bind(gemeente.code().to_owned())$(.bind($bind))*.$how(connection).await
            }
        }
        .map_err($crate::Error::from)
    }};
}

/// Runs a statement that returns no rows, with the municipality bound as `$1`; gives the number of rows it touched.
macro_rules! execute {
    ($writer:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        let gemeente = $writer.gemeente();
        match $writer.connection() {
            $crate::db::Connection::Sqlite(connection) => {
                sqlx::query($sql).bind(gemeente.code().to_owned())$(.bind($bind))*.execute(connection).await
                    .map(|done| done.rows_affected())
            }
            $crate::db::Connection::Postgres(connection) => {
                sqlx::query($sql).bind(gemeente.code().to_owned())$(.bind($bind))*.execute(connection).await
                    .map(|done| done.rows_affected())
            }
        }
        .map_err($crate::Error::from)
    }};
}

/// The same two for the few statements that run before it is known which municipality is meant: logging in by name,
/// finding a session by its token, listing municipalities. The test keeps a list of these by name.
macro_rules! fetch_global {
    ($database:expr, $how:ident($row:ty), $sql:expr $(, $bind:expr)* $(,)?) => {{
        match $database.any().await? {
            $crate::db::AnyConnection::Sqlite(mut connection) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$how(&mut *connection).await
            }
            $crate::db::AnyConnection::Postgres(mut connection) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$how(&mut *connection).await
            }
        }
        .map_err($crate::Error::from)
    }};
}

/// See [`fetch_global`].
macro_rules! execute_global {
    ($database:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        match $database.any_for_writing().await? {
            $crate::db::AnyConnection::Sqlite(mut connection) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut *connection).await.map(|done| done.rows_affected())
            }
            $crate::db::AnyConnection::Postgres(mut connection) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut *connection).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::Error::from)
    }};
}

/// The clients of one klantmanager ($2), with those he stands in for on a day ($3). With `ontheven`, only who receives a benefit and has an
/// exemption that has not ended: few of the others need be looked up.
macro_rules! van_klantmanager {
    () => {
        van_klantmanager!("", "")
    };
    (ontheven) => {
        van_klantmanager!(
            " and e.uitkering_tot >= $3 and e.ontheffing_tot >= $3",
            " and k.uitkering_tot >= $3 and k.ontheffing_tot >= $3"
        )
    };
    ($eigen:literal, $anders:literal) => {
        concat!(
            "(select e.klant_id from klantstand e where e.gemeente = $1 and e.klantmanager_id = $2",
            $eigen,
            " union
            select k.klant_id from overname w
            join klantstand k on k.gemeente = w.gemeente and k.klantmanager_id = w.van_id
            where w.gemeente = $1 and w.aan_id = $2 and w.stand = 'geldt' and w.vanaf <= $3 and w.tot_en_met >= $3",
            $anders,
            " and (w.alles or exists (select 1 from overname_klant o
                where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = k.klant_id)))"
        )
    };
}

/// The same asked of one client: whether the row `n` is of the klantmanager ($2), or of a colleague he stands in for ($3).
macro_rules! is_van_klantmanager {
    () => {
        "(n.klantmanager_id = $2 or exists (select 1 from overname w
            where w.gemeente = $1 and w.van_id = n.klantmanager_id and w.aan_id = $2 and w.stand = 'geldt'
            and w.vanaf <= $3 and w.tot_en_met >= $3
            and (w.alles or exists (select 1 from overname_klant o
                where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = n.klant_id))))"
    };
}

/// The clients of everybody in a team ($2).
macro_rules! van_team {
    () => {
        "(select e.klant_id from gebruiker u
            join klantstand e on e.gemeente = u.gemeente and e.klantmanager_id = u.id
            where u.gemeente = $1 and u.team_id = $2)"
    };
}
