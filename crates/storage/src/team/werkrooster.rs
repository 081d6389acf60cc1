//! When people work: patterns and absences. With the closing days of the municipality: when somebody can be planned in.

use domain::{
    datum::Periode,
    gemeente::Gemeente,
    id::{AfwezigheidId, GebruikerId, WerkroosterId},
    termijn::Werkkalender,
    werkrooster::{Afwezigheid, Beschikbaarheid, Tijdvak, Werkrooster},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer,
    belasting::{Werktijden, Wie},
    sleutels::Plaats,
    sluitingsdag,
};

/// The patterns of some people.
macro_rules! roosters {
    ($wie:literal) => {
        concat!(
            "select w.gebruiker_id, w.id, w.dagen, w.pauze, w.vanaf, w.tot_en_met from gebruiker g
            cross join werkrooster w where g.gemeente = $1 and ",
            $wie,
            " and w.gemeente = g.gemeente and w.gebruiker_id = g.id and not w.vervallen
            order by w.gebruiker_id, w.vanaf, w.id"
        )
    };
}

/// The absences of some people that last until a day ($2) or later.
macro_rules! afwezig {
    ($wie:literal) => {
        concat!(
            "select a.id, a.gebruiker_id, a.van, a.tot_en_met, a.soort_versleuteld, a.ingetrokken, a.versie
            from gebruiker g cross join afwezigheid a where g.gemeente = $1 and ",
            $wie,
            " and a.gemeente = g.gemeente and a.gebruiker_id = g.id
            and not a.ingetrokken and (a.tot_en_met is null or a.tot_en_met >= $2) order by a.gebruiker_id, a.van, a.id"
        )
    };
}

statements! {
    OF_GEBRUIKER = "select id, dagen, pauze, vanaf, tot_en_met from werkrooster
        where gemeente = $1 and gebruiker_id = $2 and not vervallen order by vanaf, id limit 500";
    ROOSTERS_EEN = roosters!("g.id = $2");
    ROOSTERS_TEAM = roosters!("g.team_id = $2");
    ROOSTERS_ALLEN = roosters!("g.id is not null");
    AFWEZIG_EEN = afwezig!("g.id = $3");
    AFWEZIG_TEAM = afwezig!("g.team_id = $3");
    AFWEZIG_ALLEN = afwezig!("g.id is not null");
    FIND_GEBRUIKER = "select gebruiker_id from werkrooster where gemeente = $1 and id = $2";
    VERSIE = "select cast(coalesce(sum(versie), 0) as bigint) from werkrooster where gemeente = $1 and gebruiker_id = $2";
    /// Changes nothing: whoever changes something about the days of one person waits here for whoever is doing so.
    LOCK = "update gebruiker set actief = actief where gemeente = $1 and id = $2";
    REPLACE = "update werkrooster set vervallen = true, versie = versie + 1
        where gemeente = $1 and gebruiker_id = $2 and vanaf = $3 and not vervallen";
    INSERT = "insert into werkrooster (gemeente, id, gebruiker_id, dagen, pauze, vanaf, tot_en_met, vervallen, versie)
        values ($1, $2, $3, $4, $5, $6, $7, false, 1)";
    AFWEZIGHEDEN = "select id, gebruiker_id, van, tot_en_met, soort_versleuteld, ingetrokken, versie from afwezigheid
        where gemeente = $1 and gebruiker_id = $2 and not ingetrokken and (tot_en_met is null or tot_en_met >= $3)
        order by van, id limit 500";
    FIND_AFWEZIGHEID = "select id, gebruiker_id, van, tot_en_met, soort_versleuteld, ingetrokken, versie from afwezigheid
        where gemeente = $1 and id = $2";
    INSERT_AFWEZIGHEID = "insert into afwezigheid (gemeente, id, gebruiker_id, van, tot_en_met, soort_versleuteld, ingetrokken,
            versie)
        values ($1, $2, $3, $4, $5, $6, false, 1)";
    SET_INGETROKKEN = "update afwezigheid set ingetrokken = $4, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $3 and ingetrokken <> $4";
}

/// A pattern as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vastgelegd {
    /// Which pattern.
    pub id: WerkroosterId,
    /// What it says.
    pub rooster: Werkrooster,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    dagen: String,
    pauze: String,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
}

/// The patterns of somebody, the one that began first in front.
pub async fn of_gebruiker(reader: &mut Reader, van: GebruikerId) -> Result<Vec<Vastgelegd>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_GEBRUIKER, van.uuid())?;
    rows.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<Row> for Vastgelegd {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let dagen: [Option<Tijdvak>; 7] = serde_json::from_str(&row.dagen).map_err(Error::corrupt)?;
        let pauze: Option<Tijdvak> = serde_json::from_str(&row.pauze).map_err(Error::corrupt)?;
        let geldig = Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) };
        Ok(Self { id: row.id.into(), rooster: Werkrooster { dagen, pauze, geldig } })
    }
}

/// Patterns of many at once, and their absences that last until a day or later: two statements. Who has neither is left out.
pub async fn van_velen(reader: &mut Reader, wie: Wie, vanaf: Date) -> Result<Werktijden> {
    #[derive(sqlx::FromRow)]
    struct VanWie {
        gebruiker_id: Uuid,
        #[sqlx(flatten)]
        rooster: Row,
    }
    let mut velen = Werktijden::new();
    let rows: Vec<VanWie> = match wie {
        Wie::Een(wie) => fetch!(reader, fetch_all(VanWie), ROOSTERS_EEN, wie.uuid()),
        Wie::Team(team) => fetch!(reader, fetch_all(VanWie), ROOSTERS_TEAM, team.uuid()),
        Wie::Allen => fetch!(reader, fetch_all(VanWie), ROOSTERS_ALLEN),
    }?;
    for VanWie { gebruiker_id, rooster } in rows {
        velen.entry(gebruiker_id.into()).or_default().0.push(Vastgelegd::try_from(rooster)?.rooster);
    }
    let vanaf = vanaf.to_sqlx();
    let rows: Vec<WegRow> = match wie {
        Wie::Een(wie) => fetch!(reader, fetch_all(WegRow), AFWEZIG_EEN, vanaf, wie.uuid()),
        Wie::Team(team) => fetch!(reader, fetch_all(WegRow), AFWEZIG_TEAM, vanaf, team.uuid()),
        Wie::Allen => fetch!(reader, fetch_all(WegRow), AFWEZIG_ALLEN, vanaf),
    }?;
    for row in rows {
        let weg = decode(reader, &row)?;
        velen.entry(weg.gebruiker).or_default().1.push(weg.afwezigheid);
    }
    Ok(velen)
}

/// Of whom a pattern is.
pub async fn gebruiker_van(reader: &mut Reader, id: WerkroosterId) -> Result<Option<GebruikerId>> {
    let row: Option<(Uuid,)> = fetch!(reader, fetch_optional((Uuid,)), FIND_GEBRUIKER, id.uuid())?;
    Ok(row.map(|(id,)| id.into()))
}

/// A number that grows with every change to the patterns of somebody.
pub async fn versie(reader: &mut Reader, van: GebruikerId) -> Result<i64> {
    let (versie,): (i64,) = fetch!(reader, fetch_one((i64,)), VERSIE, van.uuid())?;
    Ok(versie)
}

/// Waits until nobody else is changing the days or the diary of this person, and keeps others waiting until the end of the
/// transaction. (SQLite has one writer; there this changes nothing.)
pub async fn lock(writer: &mut Writer, van: GebruikerId) -> Result<()> {
    execute!(writer, LOCK, van.uuid()).map(|_| ())
}

/// Adds a pattern. One that began on the same day gives way to it, and stays in the table.
pub async fn insert(writer: &mut Writer, id: WerkroosterId, van: GebruikerId, rooster: &Werkrooster) -> Result<()> {
    let json = |value: serde_json::Result<String>| value.map_err(Error::corrupt);
    let vanaf = rooster.geldig.van;
    execute!(writer, REPLACE, van.uuid(), vanaf.to_sqlx())?;
    execute!(
        writer,
        INSERT,
        id.uuid(),
        van.uuid(),
        json(serde_json::to_string(&rooster.dagen))?,
        json(serde_json::to_string(&rooster.pauze))?,
        vanaf.to_sqlx(),
        rooster.geldig.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
    )
    .map(|_| ())
}

/// An absence as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weg {
    /// Which one.
    pub id: AfwezigheidId,
    /// Whose.
    pub gebruiker: GebruikerId,
    /// When and why.
    pub afwezigheid: Afwezigheid,
    /// Whether it was taken back.
    pub ingetrokken: bool,
    /// For optimistic locking.
    pub versie: i64,
}

#[derive(sqlx::FromRow)]
struct WegRow {
    id: Uuid,
    gebruiker_id: Uuid,
    van: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    soort_versleuteld: Option<Vec<u8>>,
    ingetrokken: bool,
    versie: i64,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "afwezigheid.soort", id }
}

fn decode(reader: &Reader, row: &WegRow) -> Result<Weg> {
    let plaats = plaats(reader.gemeente(), row.id);
    let soort = reader.sleutels().decrypt_text(plaats, row.soort_versleuteld.as_deref())?;
    Ok(Weg {
        id: row.id.into(),
        gebruiker: row.gebruiker_id.into(),
        afwezigheid: Afwezigheid {
            periode: Periode { van: row.van.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
            soort: soort.parse().map_err(|()| Error::corrupt("afwezigheid.soort"))?,
        },
        ingetrokken: row.ingetrokken,
        versie: row.versie,
    })
}

/// The absences of somebody that last until a day or later, in order.
pub async fn afwezigheden(reader: &mut Reader, van: GebruikerId, vanaf: Date) -> Result<Vec<Weg>> {
    let rows: Vec<WegRow> = fetch!(reader, fetch_all(WegRow), AFWEZIGHEDEN, van.uuid(), vanaf.to_sqlx())?;
    rows.iter().map(|row| decode(reader, row)).collect()
}

/// One absence, also when it was taken back.
pub async fn find_afwezigheid(reader: &mut Reader, id: AfwezigheidId) -> Result<Option<Weg>> {
    let row: Option<WegRow> = fetch!(reader, fetch_optional(WegRow), FIND_AFWEZIGHEID, id.uuid())?;
    row.map(|row| decode(reader, &row)).transpose()
}

/// Adds an absence.
pub async fn insert_afwezigheid(
    writer: &mut Writer,
    id: AfwezigheidId,
    van: GebruikerId,
    afwezigheid: Afwezigheid,
) -> Result<()> {
    let soort = writer.sleutels().encrypt_text(plaats(writer.gemeente(), id.uuid()), afwezigheid.soort.code())?;
    execute!(
        writer,
        INSERT_AFWEZIGHEID,
        id.uuid(),
        van.uuid(),
        afwezigheid.periode.van.to_sqlx(),
        afwezigheid.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        soort,
    )
    .map(|_| ())
}

/// Takes an absence back, or puts it back; the row and the log keep the trace.
pub async fn set_ingetrokken(writer: &mut Writer, id: AfwezigheidId, versie: i64, ingetrokken: bool) -> Result<()> {
    let touched = execute!(writer, SET_INGETROKKEN, id.uuid(), versie, ingetrokken)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// What it takes to know when one person can be planned in.
#[derive(Debug, Clone, Default)]
pub struct Werktijd {
    /// Working patterns.
    pub roosters: Vec<Werkrooster>,
    /// Absences that last until the first day or later.
    pub afwezigheden: Vec<Afwezigheid>,
    /// The days on which the municipality works.
    pub kalender: Werkkalender,
}

impl Werktijd {
    /// When this person can be planned in.
    #[must_use]
    pub fn beschikbaarheid(&self) -> Beschikbaarheid<'_> {
        Beschikbaarheid { roosters: &self.roosters, afwezigheden: &self.afwezigheden, kalender: &self.kalender }
    }
}

/// When one person works between two days, in four queries whatever the length of the period.
pub async fn werktijd(reader: &mut Reader, van: GebruikerId, eerste: Date, laatste: Date) -> Result<Werktijd> {
    Ok(Werktijd {
        roosters: of_gebruiker(reader, van).await?.into_iter().map(|vast| vast.rooster).collect(),
        afwezigheden: afwezigheden(reader, van, eerste).await?.into_iter().map(|weg| weg.afwezigheid).collect(),
        kalender: Werkkalender { sluitingsdagen: sluitingsdag::tussen(reader, eerste, laatste).await? },
    })
}
