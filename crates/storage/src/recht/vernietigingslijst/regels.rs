//! Lists as pages show them: how far each is, and what stands on one.

use domain::{
    bewaartermijn::Stuksoort,
    id::{KlantId, VernietigingslijstId},
    vernietigingslijst::Weglating,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::Zaak;
use crate::{Error, Reader, Result};

statements! {
    LIJSTEN = "select l.id, l.stand, l.voorgesteld_op, l.uitgevoerd_op, l.begonnen_door, u.naam as door,
            (select count(*) from vernietigingsstuk v
                where v.gemeente = l.gemeente and v.lijst_id = l.id and v.stand <> 'weggelaten') as aantal
        from vernietigingslijst l
        left join gebruiker u on u.gemeente = l.gemeente and u.id = l.voorgesteld_door
        where l.gemeente = $1 order by l.id desc limit $2";
    TELLINGEN = "select v.stand, v.soort, v.weglating, count(*) from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $2 group by v.stand, v.soort, v.weglating";
    /// Of somebody who is gone there is no number.
    STUKKEN = "select v.object_id, v.zaak, v.klant_id, k.klantnummer, p.melding, v.begin, v.stand, v.weglating
        from vernietigingsstuk v
        left join klant k on k.gemeente = v.gemeente and k.id = v.klant_id
        left join poort p on p.gemeente = v.gemeente and p.id = v.object_id
        where v.gemeente = $1 and v.lijst_id = $2 and v.object_id > $3 order by v.object_id limit $4";
}

/// A list among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijstregel {
    /// Which list.
    pub id: VernietigingslijstId,
    /// The code of where it stands.
    pub stand: String,
    /// Whether somebody said that it can begin.
    pub begonnen: bool,
    /// When it was proposed.
    pub voorgesteld_op: Date,
    /// When it was done.
    pub uitgevoerd_op: Option<Date>,
    /// Who proposed it.
    pub door: Option<String>,
    /// How many records stand on it or are gone.
    pub aantal: i64,
}

#[derive(sqlx::FromRow)]
struct LijstRow {
    id: Uuid,
    stand: String,
    voorgesteld_op: jiff_sqlx::Date,
    uitgevoerd_op: Option<jiff_sqlx::Date>,
    begonnen_door: Option<Uuid>,
    door: Option<String>,
    aantal: i64,
}

/// The lists, the latest first.
pub async fn lijsten(reader: &mut Reader, limit: i64) -> Result<Vec<Lijstregel>> {
    let rows: Vec<LijstRow> = fetch!(reader, fetch_all(LijstRow), LIJSTEN, limit)?;
    let regel = |row: LijstRow| Lijstregel {
        id: row.id.into(),
        stand: row.stand,
        begonnen: row.begonnen_door.is_some(),
        voorgesteld_op: row.voorgesteld_op.to_jiff(),
        uitgevoerd_op: row.uitgevoerd_op.map(jiff_sqlx::Date::to_jiff),
        door: row.door,
        aantal: row.aantal,
    };
    Ok(rows.into_iter().map(regel).collect())
}

/// Where a record of a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opgesomd {
    /// To be destroyed.
    Staat,
    /// Left off, and why.
    Weggelaten(Weglating),
    /// Gone.
    Vernietigd,
}

fn opgesomd(stand: &str, weglating: Option<&str>) -> Result<Opgesomd> {
    match (stand, weglating) {
        ("staat", _) => Ok(Opgesomd::Staat),
        ("vernietigd", _) => Ok(Opgesomd::Vernietigd),
        (_, Some(code)) => code.parse().map(Opgesomd::Weggelaten).map_err(|()| Error::corrupt(code)),
        (other, None) => Err(Error::corrupt(other)),
    }
}

/// How many records of a kind stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Where.
    pub stand: Opgesomd,
    /// Of which kind.
    pub soort: Stuksoort,
    /// How many.
    pub aantal: i64,
}

/// What stands on a list, in numbers.
pub async fn tellingen(reader: &mut Reader, lijst: VernietigingslijstId) -> Result<Vec<Telling>> {
    type Row = (String, String, Option<String>, i64);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), TELLINGEN, lijst.uuid())?;
    rows.into_iter()
        .map(|(stand, soort, weglating, aantal)| {
            let stand = opgesomd(&stand, weglating.as_deref())?;
            Ok(Telling { stand, soort: soort.parse().map_err(|()| Error::corrupt(&soort))?, aantal })
        })
        .collect()
}

/// A record of a list, so that somebody can see whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stukregel {
    /// Its id.
    pub object: Uuid,
    /// How it is found.
    pub zaak: Zaak,
    /// Whose.
    pub klant: KlantId,
    /// The number of the client; none when the client is gone, or never became one.
    pub klantnummer: Option<String>,
    /// When somebody came forward, of a case at the gate.
    pub melding: Option<Date>,
    /// From when its term counts.
    pub begin: Date,
    /// Where it stands.
    pub stand: Opgesomd,
}

#[derive(sqlx::FromRow)]
struct StukRow {
    object_id: Uuid,
    zaak: String,
    klant_id: Uuid,
    klantnummer: Option<String>,
    melding: Option<jiff_sqlx::Date>,
    begin: jiff_sqlx::Date,
    stand: String,
    weglating: Option<String>,
}

/// What stands on a list, after a place in it.
pub async fn stukken(reader: &mut Reader, lijst: VernietigingslijstId, na: Uuid, limit: i64) -> Result<Vec<Stukregel>> {
    let rows: Vec<StukRow> = fetch!(reader, fetch_all(StukRow), STUKKEN, lijst.uuid(), na, limit)?;
    rows.into_iter()
        .map(|row| {
            Ok(Stukregel {
                object: row.object_id,
                zaak: Zaak::from_code(&row.zaak)?,
                klant: row.klant_id.into(),
                klantnummer: row.klantnummer,
                melding: row.melding.map(jiff_sqlx::Date::to_jiff),
                begin: row.begin.to_jiff(),
                stand: opgesomd(&row.stand, row.weglating.as_deref())?,
            })
        })
        .collect()
}
