//! Code lists.

use domain::{
    codelijst::{Bijzonder, Codelijst, CodelijstItem},
    datum::Periode,
};
use jiff_sqlx::ToSqlx as _;

use crate::{Error, Reader, Result, Writer};

statements! {
    INSERT = "insert into codelijst (gemeente, lijst, code, omschrijving, groep, bijzonder, cbs_code, geldig_van, geldig_tot,
            volgorde)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LIST = "select lijst, code, omschrijving, groep, bijzonder, cbs_code, geldig_van, geldig_tot, volgorde from codelijst
        where gemeente = $1 order by lijst, volgorde, code";
}

#[derive(sqlx::FromRow)]
struct Row {
    lijst: String,
    code: String,
    omschrijving: String,
    groep: Option<String>,
    bijzonder: Option<String>,
    cbs_code: Option<String>,
    geldig_van: jiff_sqlx::Date,
    geldig_tot: Option<jiff_sqlx::Date>,
    volgorde: i64,
}

impl TryFrom<Row> for CodelijstItem {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let lijst = Codelijst::ALLE.into_iter().find(|lijst| lijst.code() == row.lijst);
        Ok(Self {
            lijst: lijst.ok_or_else(|| Error::corrupt(&row.lijst))?,
            code: row.code.parse().map_err(Error::corrupt)?,
            omschrijving: row.omschrijving,
            groep: row.groep.map(|groep| groep.parse().map_err(Error::corrupt)).transpose()?,
            bijzonder: row
                .bijzonder
                .map(|wat| Bijzonder::van_code(&wat).ok_or_else(|| Error::corrupt(&wat)))
                .transpose()?,
            cbs_code: row.cbs_code,
            geldig: Periode { van: row.geldig_van.to_jiff(), tot_en_met: row.geldig_tot.map(jiff_sqlx::Date::to_jiff) },
            volgorde: row.volgorde,
        })
    }
}

/// Adds an entry.
pub async fn insert(writer: &mut Writer, item: &CodelijstItem) -> Result<()> {
    execute!(
        writer,
        INSERT,
        item.lijst.code(),
        item.code.as_str(),
        item.omschrijving.as_str(),
        item.groep.as_ref().map(|code| code.as_str().to_owned()),
        item.bijzonder.map(|wat| wat.code().to_owned()),
        item.cbs_code.clone(),
        item.geldig.van.to_sqlx(),
        item.geldig.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        item.volgorde,
    )
    .map(|_| ())
}

/// All lists of the municipality; a few dozen rows.
pub async fn list(reader: &mut Reader) -> Result<Vec<CodelijstItem>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
