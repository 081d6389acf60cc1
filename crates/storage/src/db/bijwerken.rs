//! What a new version needs besides its tables: statistics of the indexes it brought.
//!
//! Of an index that is not in the statistics of its table, SQLite thinks that each value stands for ten rows, and prefers it to all that
//! are: one by municipality alone then looks like a way to one client, and reads a town.

use sqlx::SqlitePool;

use crate::Result;

/// The tables with statistics that lack some of their indexes.
const ONBEKEND: &str = "select distinct m.tbl_name from sqlite_master m where m.type = 'index'
    and m.tbl_name in (select s.tbl from sqlite_stat1 s)
    and m.name not in (select s.idx from sqlite_stat1 s where s.idx is not null) order by m.tbl_name";

/// How many changes of tables there were; none in a new file.
pub(super) async fn stand(pool: &SqlitePool) -> Result<i64> {
    let (tabel,): (i64,) =
        sqlx::query_as("select count(*) from sqlite_master where name = '_sqlx_migrations'").fetch_one(pool).await?;
    if tabel == 0 {
        return Ok(0);
    }
    let (stand,): (i64,) = sqlx::query_as("select count(*) from _sqlx_migrations").fetch_one(pool).await?;
    Ok(stand)
}

/// Looks at the tables whose new indexes are not in the statistics yet. A file without statistics has nothing to compare with, and gets
/// them after its first import.
pub(super) async fn ken_nieuwe_indexen(pool: &SqlitePool) -> Result<()> {
    let mut connection = pool.acquire().await?;
    let (er_zijn,): (i64,) = sqlx::query_as("select count(*) from sqlite_master where name = 'sqlite_stat1'")
        .fetch_one(&mut *connection)
        .await?;
    if er_zijn == 0 {
        return Ok(());
    }
    let tabellen: Vec<(String,)> = sqlx::query_as(ONBEKEND).fetch_all(&mut *connection).await?;
    for (tabel,) in tabellen {
        // The name comes from the file's own list of tables.
        let naam = tabel.replace('"', "\"\"");
        sqlx::query(sqlx::AssertSqlSafe(format!("analyze \"{naam}\""))).execute(&mut *connection).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use sqlx::sqlite::SqlitePoolOptions;

    use super::ken_nieuwe_indexen;

    #[tokio::test]
    async fn an_index_that_came_later_gets_its_statistics() {
        let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
        ken_nieuwe_indexen(&pool).await.unwrap();
        for sql in [
            "create table \"een tabel\" (a integer, b integer)",
            "create index op_a on \"een tabel\" (a)",
            "insert into \"een tabel\" values (1, 1), (1, 2), (1, 3)",
            "analyze",
            "create index op_b on \"een tabel\" (b)",
        ] {
            sqlx::query(sql).execute(&pool).await.unwrap();
        }
        ken_nieuwe_indexen(&pool).await.unwrap();
        let bekend: Vec<(String, String)> =
            sqlx::query_as("select idx, stat from sqlite_stat1 order by idx").fetch_all(&pool).await.unwrap();
        let bekend: Vec<(&str, &str)> = bekend.iter().map(|(naam, stat)| (naam.as_str(), stat.as_str())).collect();
        assert_eq!(bekend, [("op_a", "3 3"), ("op_b", "3 1")]);
    }
}
