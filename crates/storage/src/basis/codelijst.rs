//! Code lists.

use domain::{
    codelijst::{Bijzonder, Code, Codelijst, CodelijstItem, Post},
    datum::Periode,
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;

use crate::{Error, Reader, Result, Writer};

statements! {
    INSERT = "insert into codelijst (gemeente, lijst, code, omschrijving, groep, bijzonder, cbs_code, geldig_van, geldig_tot,
            volgorde, cbs_omschrijving)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Of a code with several entries the last stands first: where no day is asked, its words are those of today.
    LIST = "select lijst, code, omschrijving, groep, bijzonder, cbs_code, geldig_van, geldig_tot, volgorde, cbs_omschrijving, versie
        from codelijst where gemeente = $1 order by lijst, volgorde, code, geldig_van desc";
    UPDATE = "update codelijst set omschrijving = $5, groep = $6, bijzonder = $7, cbs_code = $8, geldig_van = $9, geldig_tot = $10,
            volgorde = $11, cbs_omschrijving = $12, versie = versie + 1
        where gemeente = $1 and lijst = $2 and code = $3 and geldig_van = $4 and versie = $13";
    DELETE = "delete from codelijst where gemeente = $1 and lijst = $2 and code = $3 and geldig_van = $4 and versie = $5";
    LOCK = "update gemeente set naam = naam where gemeente = $1";
    /// Whether something was recorded with a code, list by list. Asked when somebody takes a code away or changes what it means:
    /// a few times a year, so that no index is kept for it.
    REDEN_GEBRUIKT = "select count(*) from (select 1 from uitkering where gemeente = $1 and reden_einde = $2 limit 1) t";
    SOORT_GEBRUIKT = "select count(*) from (select 1 from gesprek where gemeente = $1 and soort = $2 limit 1) t";
    SEGMENT_GEBRUIKT = "select count(*) from (select 1 from segmentering where gemeente = $1 and segment = $2
        union all select 1 from contactnorm_regel where gemeente = $1 and groep = $2 limit 1) t";
    DOELGROEP_GEBRUIKT = "select count(*) from (select 1 from klant_doelgroep where gemeente = $1 and doelgroep = $2 limit 1) t";
    ONTHEFFING_GEBRUIKT = "select count(*) from (select 1 from ontheffing where gemeente = $1 and reden = $2 limit 1) t";
    VOORZIENING_GEBRUIKT = "select count(*) from (select 1 from verwijzing where gemeente = $1 and voorziening = $2 limit 1) t";
    SIGNAAL_GEBRUIKT = "select count(*) from (select 1 from signaal where gemeente = $1 and soort = $2 limit 1) t";
    DISCIPLINE_GEBRUIKT = "select count(*) from (select 1 from deelnemer where gemeente = $1 and discipline = $2
        union all select 1 from gebruiker_discipline where gemeente = $1 and discipline = $2 limit 1) t";
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
    cbs_omschrijving: String,
    versie: i64,
}

impl TryFrom<Row> for Post {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let item = CodelijstItem {
            lijst: Codelijst::van_code(&row.lijst).ok_or_else(|| Error::corrupt(&row.lijst))?,
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
        };
        Ok(Self { item, cbs_omschrijving: row.cbs_omschrijving, versie: row.versie })
    }
}

/// Adds an entry.
pub async fn insert(writer: &mut Writer, item: &CodelijstItem) -> Result<()> {
    insert_post(writer, item, "").await
}

/// Adds an entry with what CBS calls its code. [`Error::Duplicate`] when the code has an entry from that day.
pub async fn insert_post(writer: &mut Writer, item: &CodelijstItem, cbs_omschrijving: &str) -> Result<()> {
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
        cbs_omschrijving,
    )
    .map(|_| ())
}

/// Writes an entry in the place of the one that began on a day; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, begon: Date, post: &Post) -> Result<()> {
    let item = &post.item;
    let touched = execute!(
        writer,
        UPDATE,
        item.lijst.code(),
        item.code.as_str(),
        begon.to_sqlx(),
        item.omschrijving.as_str(),
        item.groep.as_ref().map(|code| code.as_str().to_owned()),
        item.bijzonder.map(|wat| wat.code().to_owned()),
        item.cbs_code.clone(),
        item.geldig.van.to_sqlx(),
        item.geldig.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        item.volgorde,
        post.cbs_omschrijving.as_str(),
        post.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Takes an entry away that nobody used.
pub async fn delete(writer: &mut Writer, post: &Post) -> Result<()> {
    let item = &post.item;
    let touched =
        execute!(writer, DELETE, item.lijst.code(), item.code.as_str(), item.geldig.van.to_sqlx(), post.versie)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// For the rest of the transaction nobody else changes the lists: two who add the same code would not see each other.
pub async fn lock(writer: &mut Writer) -> Result<()> {
    execute!(writer, LOCK).map(|_| ())
}

/// Whether something was recorded with a code. Of a protected target group that cannot be told, so it counts as used.
pub async fn in_gebruik(reader: &mut Reader, lijst: Codelijst, code: &Code, groep: Option<&Code>) -> Result<bool> {
    let sql = match lijst {
        Codelijst::RedenBeeindiging => REDEN_GEBRUIKT,
        Codelijst::SoortGesprek => SOORT_GEBRUIKT,
        Codelijst::Segment => SEGMENT_GEBRUIKT,
        Codelijst::Doelgroep if groep.is_some() => return Ok(true),
        Codelijst::Doelgroep => DOELGROEP_GEBRUIKT,
        Codelijst::RedenOntheffing => ONTHEFFING_GEBRUIKT,
        Codelijst::Voorziening => VOORZIENING_GEBRUIKT,
        Codelijst::SoortSignaal => SIGNAAL_GEBRUIKT,
        Codelijst::Discipline => DISCIPLINE_GEBRUIKT,
    };
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), sql, code.as_str())?;
    Ok(aantal > 0)
}

/// All lists of the municipality; a few dozen rows.
pub async fn list(reader: &mut Reader) -> Result<Vec<CodelijstItem>> {
    Ok(posten(reader).await?.into_iter().map(|post| post.item).collect())
}

/// The same with what looking after them needs.
pub async fn posten(reader: &mut Reader) -> Result<Vec<Post>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
