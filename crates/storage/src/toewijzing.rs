//! Which klantmanager has which client, with history.

use domain::{datum::Periode, id::KlantId, toewijzing::Toewijzing};
use uuid::Uuid;

use crate::{Reader, Result};

statements! {
    OF_KLANT = "select id, klant_id, gebruiker_id, vanaf, tot_en_met, reden from toewijzing
        where gemeente = $1 and klant_id = $2 order by vanaf, id";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    gebruiker_id: Uuid,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    reden: String,
}

impl From<Row> for Toewijzing {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            klant: row.klant_id.into(),
            klantmanager: row.gebruiker_id.into(),
            periode: Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
            reden: row.reden,
        }
    }
}

/// The assignments of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Toewijzing>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    Ok(rows.into_iter().map(Into::into).collect())
}
