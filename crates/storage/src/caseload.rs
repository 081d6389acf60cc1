//! Lists of clients: filtered, sorted and paged by the database, whatever the size of the file.
//!
//! The text of the query is put together from the literals in this module only; every value is bound. A test prepares
//! every combination on both databases.

use domain::{
    id::{GebruikerId, KlantId},
    klant::Leefvorm,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::{
    Error, Reader, Result,
    db::Connection,
    klantstand::{GEEN_EINDE, NOOIT, geen_moment},
};

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sortering {
    /// Family name.
    #[default]
    Naam,
    /// Last conversation that took place; never comes first.
    LaatsteGesprek,
    /// Next conversation in the diary.
    VolgendGesprek,
    /// First day of the benefit.
    UitkeringIngang,
    /// Last day of the exemption.
    OntheffingTot,
}

impl Sortering {
    /// All of them.
    pub const ALLE: [Self; 5] =
        [Self::Naam, Self::LaatsteGesprek, Self::VolgendGesprek, Self::UitkeringIngang, Self::OntheffingTot];

    const fn column(self) -> &'static str {
        match self {
            Self::Naam => "s.sorteersleutel",
            Self::LaatsteGesprek => "s.laatste_gesprek",
            Self::VolgendGesprek => "s.volgend_gesprek",
            Self::UitkeringIngang => "s.uitkering_ingang",
            Self::OntheffingTot => "s.ontheffing_tot",
        }
    }
}

/// Which clients by their benefit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Bestand {
    /// Benefit runs today.
    #[default]
    Lopend,
    /// Benefit has ended.
    Beeindigd,
    /// Both.
    Alle,
}

/// Which clients by their last conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Contact {
    /// Whoever.
    #[default]
    Alle,
    /// No conversation for twelve months, or never: out of view.
    UitBeeld,
    /// A conversation stands in the diary.
    Gepland,
    /// None stands in the diary.
    NietGepland,
}

/// Which clients by their exemption.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OntheffingFilter {
    /// Whoever.
    #[default]
    Alle,
    /// In force today.
    Geldt,
    /// In force today and ending within thirty days.
    LooptAf,
    /// None in force today.
    Geen,
}

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only the clients of this klantmanager.
    pub klantmanager: Option<GebruikerId>,
    /// Only this segment; an empty code means *not yet in a segment*.
    pub segment: Option<String>,
    /// Only this district.
    pub wijk: Option<String>,
    /// Only this household.
    pub leefvorm: Option<Leefvorm>,
    /// By benefit.
    pub bestand: Bestand,
    /// By last conversation.
    pub contact: Contact,
    /// By exemption.
    pub ontheffing: OntheffingFilter,
    /// By what it is sorted.
    pub sortering: Sortering,
    /// Last first.
    pub aflopend: bool,
}

/// A place in a list: the sort value and the id of a row. Paging goes on from it however many rows there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The value of the sort column, as text.
    pub waarde: String,
    /// The row.
    pub klant: KlantId,
    /// Read towards the front of the list.
    pub terug: bool,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseloadRegel {
    /// Which client.
    pub klant: KlantId,
    /// Client number.
    pub klantnummer: String,
    /// Name, in full.
    pub naam: String,
    /// Name as sorted.
    pub sorteersleutel: String,
    /// Birth date.
    pub geboortedatum: Date,
    /// District.
    pub wijk: String,
    /// Household.
    pub leefvorm: Leefvorm,
    /// The klantmanager.
    pub klantmanager_id: Option<GebruikerId>,
    /// Name of the klantmanager.
    pub klantmanager: Option<String>,
    /// Code of the segment; empty when none.
    pub segment: String,
    /// Since when.
    pub segment_sinds: Option<Date>,
    /// First day of the latest spell.
    pub uitkering_ingang: Option<Date>,
    /// Last day of the latest spell, when it has one.
    pub uitkering_tot: Option<Date>,
    /// Last conversation that took place.
    pub laatste_gesprek: Option<Date>,
    /// First conversation without an outcome.
    pub volgend_gesprek: Option<Timestamp>,
    /// First and last day of the latest exemption.
    pub ontheffing: Option<(Date, Option<Date>)>,
}

impl CaseloadRegel {
    /// The cursor that points at this row.
    #[must_use]
    pub fn cursor(&self, sortering: Sortering, terug: bool) -> Cursor {
        let waarde = match sortering {
            Sortering::Naam => self.sorteersleutel.clone(),
            Sortering::LaatsteGesprek => self.laatste_gesprek.unwrap_or(NOOIT).to_string(),
            Sortering::VolgendGesprek => self.volgend_gesprek.unwrap_or_else(geen_moment).to_string(),
            Sortering::UitkeringIngang => self.uitkering_ingang.unwrap_or(NOOIT).to_string(),
            Sortering::OntheffingTot => self.ontheffing.map_or(NOOIT, |(_, tot)| tot.unwrap_or(GEEN_EINDE)).to_string(),
        };
        Cursor { waarde, klant: self.klant, terug }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagina {
    /// The rows, in order.
    pub regels: Vec<CaseloadRegel>,
    /// There is more before.
    pub eerder: bool,
    /// There is more after.
    pub verder: bool,
}

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    klant_id: Uuid,
    klantnummer: String,
    naam: String,
    sorteersleutel: String,
    geboortedatum: jiff_sqlx::Date,
    wijk: String,
    leefvorm: String,
    klantmanager_id: Option<Uuid>,
    klantmanager: Option<String>,
    segment: String,
    segment_sinds: jiff_sqlx::Date,
    uitkering_ingang: jiff_sqlx::Date,
    uitkering_tot: jiff_sqlx::Date,
    laatste_gesprek: jiff_sqlx::Date,
    volgend_gesprek: jiff_sqlx::Timestamp,
    ontheffing_van: jiff_sqlx::Date,
    ontheffing_tot: jiff_sqlx::Date,
}

impl From<Row> for CaseloadRegel {
    fn from(row: Row) -> Self {
        let unless = |date: jiff_sqlx::Date, sentinel: Date| Some(date.to_jiff()).filter(|date| *date != sentinel);
        Self {
            klant: row.klant_id.into(),
            klantnummer: row.klantnummer,
            naam: row.naam,
            sorteersleutel: row.sorteersleutel,
            geboortedatum: row.geboortedatum.to_jiff(),
            wijk: row.wijk,
            leefvorm: row.leefvorm.parse().unwrap_or(Leefvorm::Alleenstaande),
            klantmanager_id: row.klantmanager_id.map(Into::into),
            klantmanager: row.klantmanager,
            segment: row.segment,
            segment_sinds: unless(row.segment_sinds, NOOIT),
            uitkering_ingang: unless(row.uitkering_ingang, NOOIT),
            uitkering_tot: unless(row.uitkering_tot, GEEN_EINDE).filter(|date| *date != NOOIT),
            laatste_gesprek: unless(row.laatste_gesprek, NOOIT),
            volgend_gesprek: Some(row.volgend_gesprek.to_jiff()).filter(|moment| *moment != geen_moment()),
            ontheffing: unless(row.ontheffing_van, NOOIT).map(|van| (van, unless(row.ontheffing_tot, GEEN_EINDE))),
        }
    }
}

/// A value to bind.
#[derive(Debug, Clone)]
enum Waarde {
    Uuid(Uuid),
    Tekst(String),
    Datum(Date),
    Moment(Timestamp),
}

/// Conditions with their values; `$1` is always the municipality.
pub(crate) struct Voorwaarden {
    tekst: String,
    waarden: Vec<Waarde>,
}

impl Voorwaarden {
    fn add(&mut self, condition: &'static str, waarde: Waarde) {
        self.tekst.push_str(" and ");
        self.waarden.push(waarde);
        self.tekst.push_str(&condition.replace('?', &format!("${}", self.waarden.len() + 1)));
    }

    pub(crate) fn of(filter: &Filter, vandaag: Date) -> Self {
        let mut v = Self { tekst: String::from("s.gemeente = $1"), waarden: Vec::new() };
        if let Some(klantmanager) = filter.klantmanager {
            v.add("s.klantmanager_id = ?", Waarde::Uuid(klantmanager.uuid()));
        }
        if let Some(segment) = &filter.segment {
            v.add("s.segment = ?", Waarde::Tekst(segment.clone()));
        }
        if let Some(wijk) = &filter.wijk {
            v.add("s.wijk = ?", Waarde::Tekst(wijk.clone()));
        }
        if let Some(leefvorm) = filter.leefvorm {
            v.add("s.leefvorm = ?", Waarde::Tekst(leefvorm.code().to_owned()));
        }
        match filter.bestand {
            Bestand::Lopend => v.add("s.uitkering_tot >= ?", Waarde::Datum(vandaag)),
            Bestand::Beeindigd => v.add("s.uitkering_tot < ?", Waarde::Datum(vandaag)),
            Bestand::Alle => {}
        }
        match filter.contact {
            Contact::Alle => {}
            Contact::UitBeeld => {
                v.add("s.laatste_gesprek < ?", Waarde::Datum(domain::datum::plus_maanden(vandaag, -12)));
            }
            Contact::Gepland => v.add("s.volgend_gesprek < ?", Waarde::Moment(geen_moment())),
            Contact::NietGepland => v.add("s.volgend_gesprek = ?", Waarde::Moment(geen_moment())),
        }
        let geldt = "s.ontheffing_van <= ? and s.ontheffing_van > '0001-01-01'";
        match filter.ontheffing {
            OntheffingFilter::Alle => {}
            OntheffingFilter::Geldt => {
                v.add(geldt, Waarde::Datum(vandaag));
                v.add("s.ontheffing_tot >= ?", Waarde::Datum(vandaag));
            }
            OntheffingFilter::LooptAf => {
                v.add(geldt, Waarde::Datum(vandaag));
                v.add("s.ontheffing_tot >= ?", Waarde::Datum(vandaag));
                v.add("s.ontheffing_tot <= ?", Waarde::Datum(domain::datum::plus_dagen(vandaag, 30)));
            }
            OntheffingFilter::Geen => {
                v.add("(s.ontheffing_tot < ? or s.ontheffing_van > ?)", Waarde::Datum(vandaag));
            }
        }
        v
    }
}

/// The text of a page of a list.
pub(crate) fn page_sql(filter: &Filter, voorwaarden: &mut Voorwaarden, cursor: Option<&Cursor>) -> Result<String> {
    let column = filter.sortering.column();
    let descending = filter.aflopend != cursor.is_some_and(|cursor| cursor.terug);
    let order = if descending { "desc" } else { "asc" };
    if let Some(cursor) = cursor {
        let waarde = match filter.sortering {
            Sortering::Naam => Waarde::Tekst(cursor.waarde.clone()),
            Sortering::VolgendGesprek => Waarde::Moment(cursor.waarde.parse().map_err(Error::corrupt)?),
            _ => Waarde::Datum(cursor.waarde.parse().map_err(Error::corrupt)?),
        };
        voorwaarden.waarden.push(waarde);
        voorwaarden.waarden.push(Waarde::Uuid(cursor.klant.uuid()));
        let (value, id) = (voorwaarden.waarden.len(), voorwaarden.waarden.len() + 1);
        let beyond = if descending { '<' } else { '>' };
        voorwaarden.tekst.push_str(&format!(" and ({column}, s.klant_id) {beyond} (${value}, ${id})"));
    }
    let conditions = &voorwaarden.tekst;
    Ok(format!(
        "select s.klant_id, s.klantnummer, s.naam, s.sorteersleutel, s.geboortedatum, s.wijk, s.leefvorm,
            s.klantmanager_id, g.naam as klantmanager, s.segment, s.segment_sinds, s.uitkering_ingang, s.uitkering_tot, s.laatste_gesprek, s.volgend_gesprek, s.ontheffing_van,
            s.ontheffing_tot
        from klantstand s left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where {conditions} order by {column} {order}, s.klant_id {order} limit "
    ))
}

macro_rules! bind_all {
    ($query:expr, $waarden:expr) => {{
        let mut query = $query;
        for waarde in $waarden {
            query = match waarde {
                Waarde::Uuid(id) => query.bind(id),
                Waarde::Tekst(text) => query.bind(text),
                Waarde::Datum(date) => query.bind(date.to_sqlx()),
                Waarde::Moment(moment) => query.bind(moment.to_sqlx()),
            };
        }
        query
    }};
}

/// A page of at most `limit` rows, from the start or from a cursor on.
pub async fn page(
    reader: &mut Reader,
    filter: &Filter,
    vandaag: Date,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Pagina> {
    let mut voorwaarden = Voorwaarden::of(filter, vandaag);
    let sql = format!("{}{}", page_sql(filter, &mut voorwaarden, cursor)?, limit + 1);
    let gemeente = reader.gemeente().code().to_owned();
    let rows: Vec<Row> = match reader.connection() {
        Connection::Sqlite(c) => {
            bind_all!(sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente), voorwaarden.waarden).fetch_all(c).await?
        }
        Connection::Postgres(c) => {
            bind_all!(sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente), voorwaarden.waarden).fetch_all(c).await?
        }
    };
    let more = rows.len() > limit;
    let mut regels: Vec<CaseloadRegel> = rows.into_iter().take(limit).map(Into::into).collect();
    let terug = cursor.is_some_and(|cursor| cursor.terug);
    if terug {
        regels.reverse();
    }
    Ok(Pagina { regels, eerder: if terug { more } else { cursor.is_some() }, verder: terug || more })
}

/// How many rows a list has, counted up to `most`: a number that nobody reads is not worth a second.
pub async fn count(reader: &mut Reader, filter: &Filter, vandaag: Date, most: i64) -> Result<i64> {
    let voorwaarden = Voorwaarden::of(filter, vandaag);
    let sql = format!("select count(*) from (select 1 from klantstand s where {} limit {most}) t", voorwaarden.tekst);
    let gemeente = reader.gemeente().code().to_owned();
    let (count,): (i64,) = match reader.connection() {
        Connection::Sqlite(c) => {
            bind_all!(sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente), voorwaarden.waarden).fetch_one(c).await?
        }
        Connection::Postgres(c) => {
            bind_all!(sqlx::query_as(AssertSqlSafe(sql)).bind(gemeente), voorwaarden.waarden).fetch_one(c).await?
        }
    };
    Ok(count)
}

statements! {
    FIND = "select s.klant_id, s.klantnummer, s.naam, s.sorteersleutel, s.geboortedatum, s.wijk, s.leefvorm, s.klantmanager_id,
            g.naam as klantmanager, s.segment, s.segment_sinds, s.uitkering_ingang, s.uitkering_tot, s.laatste_gesprek,
            s.volgend_gesprek, s.ontheffing_van, s.ontheffing_tot
        from klantstand s left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where s.gemeente = $1 and s.klant_id = $2";
    WIJKEN = "with recursive w(wijk) as (
            select min(wijk) from klantstand where gemeente = $1
            union all
            select (select min(s.wijk) from klantstand s where s.gemeente = $1 and s.wijk > w.wijk) from w where w.wijk is not null)
        select wijk from w where wijk <> '' order by wijk";
}

/// The row of one client: what the head of every page about a client shows.
pub async fn find(reader: &mut Reader, klant: KlantId) -> Result<Option<CaseloadRegel>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, klant.uuid())?;
    Ok(row.map(Into::into))
}

/// The districts that occur, each found by one step through the index.
pub async fn wijken(reader: &mut Reader) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = fetch!(reader, fetch_all((String,)), WIJKEN)?;
    Ok(rows.into_iter().map(|(wijk,)| wijk).collect())
}
