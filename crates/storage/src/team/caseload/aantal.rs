//! How many clients lists have.

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::{Filter, Peildag, Waarneming, voorwaarden::Voorwaarden, vraag};
use crate::{Reader, Result};

/// How many rows a list has, counted up to `most`: a number that nobody reads is not worth a second.
pub async fn count(reader: &mut Reader, filter: &Filter, dag: Peildag, most: i64) -> Result<i64> {
    let (known, still) = reader.geteld(filter, dag, most);
    if let Some(known) = known {
        return Ok(known);
    }
    let voorwaarden = Voorwaarden::of(filter, dag);
    let sql = vraag::count_sql(filter, &voorwaarden, reader.soort(), most);
    let (count,): (i64,) = vraag::fetch_voorwaarden!(reader, fetch_one((i64,)), sql, voorwaarden)?;
    if let Some(begonnen) = still {
        reader.onthoud(*begonnen, count);
    }
    Ok(count)
}

/// How many rows each of some lists has, each up to `most` of it.
///
/// Lists of one klantmanager are parts of the same few hundred clients: those are read once, and every list counts which of them
/// are in it. Of more people each list is counted by the index that finds it.
pub async fn counts<const N: usize>(
    reader: &mut Reader,
    lijsten: [&Filter; N],
    dag: Peildag,
    most: impl Fn(&Filter) -> i64,
) -> Result<[i64; N]> {
    let mut aantallen = [0; N];
    if !van_een(&lijsten) {
        for (aantal, lijst) in aantallen.iter_mut().zip(lijsten) {
            *aantal = count(reader, lijst, dag, most(lijst)).await?;
        }
        return Ok(aantallen);
    }
    let bekend = lijsten.map(|lijst| reader.geteld(lijst, dag, most(lijst)));
    if bekend.iter().all(|(aantal, _)| aantal.is_some()) {
        return Ok(bekend.map(|(aantal, _)| aantal.unwrap_or_default()));
    }
    let (sql, voorwaarden) = vraag::counts_sql(&lijsten, dag);
    let Kolommen(geteld) = vraag::fetch_voorwaarden!(reader, fetch_one(Kolommen), sql, voorwaarden)?;
    for (((aantal, geteld), lijst), (_, begonnen)) in aantallen.iter_mut().zip(geteld).zip(lijsten).zip(bekend) {
        *aantal = geteld.min(most(lijst));
        if let Some(begonnen) = begonnen {
            reader.onthoud(*begonnen, *aantal);
        }
    }
    Ok(aantallen)
}

/// Whether these are all lists of the same klantmanager, and of the same benefits.
fn van_een(lijsten: &[&Filter]) -> bool {
    let Some((eerste, rest)) = lijsten.split_first() else { return false };
    eerste.klantmanager.is_some()
        && eerste.waarneming == Waarneming::Zonder
        && rest.iter().all(|lijst| {
            (lijst.klantmanager, lijst.waarneming, lijst.bestand)
                == (eerste.klantmanager, eerste.waarneming, eerste.bestand)
        })
}

/// A row of numbers, as many as were asked.
struct Kolommen(Vec<i64>);

impl<'r, R> FromRow<'r, R> for Kolommen
where
    R: Row,
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        (0..row.len()).map(|kolom| row.try_get(kolom)).collect::<sqlx::Result<_>>().map(Self)
    }
}
