//! Referrals.

use domain::{id::KlantId, verwijzing::Verwijzing};
use uuid::Uuid;

use crate::{Error, Reader, Result};

statements! {
    OF_KLANT = "select id, klant_id, voorziening, aanbieder, verwezen, gestart, beeindigd from verwijzing
        where gemeente = $1 and klant_id = $2 order by verwezen, id";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    voorziening: String,
    aanbieder: String,
    verwezen: jiff_sqlx::Date,
    gestart: Option<jiff_sqlx::Date>,
    beeindigd: Option<jiff_sqlx::Date>,
}

/// The referrals of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Verwijzing>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    rows.into_iter()
        .map(|row| {
            Ok(Verwijzing {
                id: row.id.into(),
                klant: row.klant_id.into(),
                voorziening: row.voorziening.parse().map_err(Error::corrupt)?,
                aanbieder: row.aanbieder,
                verwezen: row.verwezen.to_jiff(),
                gestart: row.gestart.map(jiff_sqlx::Date::to_jiff),
                beeindigd: row.beeindigd.map(jiff_sqlx::Date::to_jiff),
            })
        })
        .collect()
}
