//! The days on which the municipality itself is closed, per year that somebody filled in.

use domain::termijn::Sluitingsdagen;
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;

use crate::{Error, Reader, Result, Writer};

statements! {
    BETWEEN = "select dag, naam from sluitingsdag where gemeente = $1 and dag between $2 and $3 order by dag limit 5000";
    YEARS = "select jaar, versie from sluitingsjaar where gemeente = $1 order by jaar";
    INSERT_YEAR = "insert into sluitingsjaar (gemeente, jaar, versie) values ($1, $2, 1)";
    UPDATE_YEAR = "update sluitingsjaar set versie = versie + 1 where gemeente = $1 and jaar = $2 and versie = $3";
    CLEAR = "delete from sluitingsdag where gemeente = $1 and dag between $2 and $3";
    INSERT = "insert into sluitingsdag (gemeente, dag, jaar, naam) values ($1, $2, $3, $4)";
}

/// A day on which the municipality is closed, and what it is called.
pub type Sluitingsdag = (Date, String);

/// The years that were filled in, each with its version.
pub async fn jaren(reader: &mut Reader) -> Result<Vec<(i16, i64)>> {
    let rows: Vec<(i64, i64)> = fetch!(reader, fetch_all((i64, i64)), YEARS)?;
    rows.into_iter().map(|(jaar, versie)| Ok((i16::try_from(jaar).map_err(Error::corrupt)?, versie))).collect()
}

/// The closing days between two days, with their names.
pub async fn list(reader: &mut Reader, van: Date, tot_en_met: Date) -> Result<Vec<Sluitingsdag>> {
    type Row = (jiff_sqlx::Date, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), BETWEEN, van.to_sqlx(), tot_en_met.to_sqlx())?;
    Ok(rows.into_iter().map(|(dag, naam)| (dag.to_jiff(), naam)).collect())
}

/// The closing days between two days, and every year that was filled in.
pub async fn tussen(reader: &mut Reader, van: Date, tot_en_met: Date) -> Result<Sluitingsdagen> {
    Ok(Sluitingsdagen {
        dagen: list(reader, van, tot_en_met).await?.into_iter().map(|(dag, _)| dag).collect(),
        jaren: jaren(reader).await?.into_iter().map(|(jaar, _)| jaar).collect(),
    })
}

/// Fills in a year; `versie` is the version that was read, 0 when it had none. The list takes the place of the one before.
pub async fn set(writer: &mut Writer, jaar: i16, versie: i64, dagen: &[Sluitingsdag]) -> Result<()> {
    if versie == 0 {
        match execute!(writer, INSERT_YEAR, i64::from(jaar)) {
            Err(Error::Duplicate(_)) => return Err(Error::Stale),
            written => written?,
        };
    } else if execute!(writer, UPDATE_YEAR, i64::from(jaar), versie)? == 0 {
        return Err(Error::Stale);
    }
    execute!(writer, CLEAR, date(jaar, 1, 1).to_sqlx(), date(jaar, 12, 31).to_sqlx())?;
    for (dag, naam) in dagen {
        execute!(writer, INSERT, dag.to_sqlx(), i64::from(jaar), naam.as_str())?;
    }
    Ok(())
}
