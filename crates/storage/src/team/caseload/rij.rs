//! A row of a list as the database gives it.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{CaseloadRegel, voorwaarden::Voorwaarden, vraag::fetch_voorwaarden};
use crate::{
    Error, Reader, Result, Soort,
    klantstand::{GEEN_EINDE, NOOIT, geen_moment, nooit_moment},
};

#[derive(Debug, sqlx::FromRow, serde::Deserialize)]
pub(super) struct Row {
    klant_id: Uuid,
    klantnummer: String,
    naam: String,
    sorteersleutel: String,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    geboortedatum: Date,
    wijk: String,
    leefvorm: String,
    klantmanager_id: Option<Uuid>,
    klantmanager: Option<String>,
    segment: String,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    segment_sinds: Date,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    uitkering_ingang: Date,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    uitkering_tot: Date,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    laatste_gesprek: Date,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    volgend_gesprek: Timestamp,
    #[sqlx(try_from = "jiff_sqlx::Timestamp")]
    laatst_gepland: Timestamp,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    ontheffing_van: Date,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    ontheffing_tot: Date,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    vroegst: Date,
    #[sqlx(try_from = "jiff_sqlx::Date")]
    uiterlijk: Date,
}

impl TryFrom<Row> for CaseloadRegel {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let unless = |date: Date, sentinel: Date| Some(date).filter(|date| *date != sentinel);
        Ok(Self {
            klant: row.klant_id.into(),
            klantnummer: row.klantnummer,
            naam: row.naam,
            sorteersleutel: row.sorteersleutel,
            geboortedatum: row.geboortedatum,
            wijk: row.wijk,
            leefvorm: row.leefvorm.parse().map_err(Error::corrupt)?,
            klantmanager_id: row.klantmanager_id.map(Into::into),
            klantmanager: row.klantmanager,
            segment: row.segment,
            segment_sinds: unless(row.segment_sinds, NOOIT),
            uitkering_ingang: unless(row.uitkering_ingang, NOOIT),
            uitkering_tot: unless(row.uitkering_tot, GEEN_EINDE).filter(|date| *date != NOOIT),
            laatste_gesprek: unless(row.laatste_gesprek, NOOIT),
            volgend_gesprek: Some(row.volgend_gesprek).filter(|moment| *moment != geen_moment()),
            laatst_gepland: Some(row.laatst_gepland).filter(|moment| *moment != nooit_moment()),
            ontheffing: unless(row.ontheffing_van, NOOIT).map(|van| (van, unless(row.ontheffing_tot, GEEN_EINDE))),
            vroegst: unless(row.vroegst, NOOIT),
            uiterlijk: unless(row.uiterlijk, GEEN_EINDE),
        })
    }
}

/// The columns of [`Row`] in their order, as one JSON array.
const ALS_JSON: &str = "json_array(hex(klant_id), klantnummer, naam, sorteersleutel, geboortedatum, wijk, leefvorm,
    nullif(hex(klantmanager_id), ''), klantmanager, segment, segment_sinds, uitkering_ingang, uitkering_tot,
    laatste_gesprek, volgend_gesprek, laatst_gepland, ontheffing_van, ontheffing_tot, vroegst, uiterlijk)";

/// What SQLite answers: the number, when asked for, and the rows as one text.
type Alles = (Option<i64>, String);

/// The rows of a query, and the number that `count` gives when it was asked along: it uses the first of the same values.
///
/// SQLite runs in a thread of its own, which hands over every row with its values apart; for fifty rows that costs more
/// than finding them. So it is asked for everything at once, the rows as one text.
pub(super) async fn fetch(
    reader: &mut Reader,
    rows: String,
    count: Option<String>,
    voorwaarden: Voorwaarden,
) -> Result<(Vec<Row>, Option<i64>)> {
    match reader.soort() {
        Soort::Sqlite => {
            let count = count.unwrap_or_else(|| "select null".to_owned());
            let sql = format!("select ({count}), (select json_group_array({ALS_JSON}) from ({rows}))");
            let (count, json): Alles = fetch_voorwaarden!(reader, fetch_one(Alles), sql, voorwaarden)?;
            Ok((serde_json::from_str(&json).map_err(Error::corrupt)?, count))
        }
        Soort::Postgres => Ok((fetch_voorwaarden!(reader, fetch_all(Row), rows, voorwaarden)?, None)),
    }
}
