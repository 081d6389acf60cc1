//! Lists of clients: filtered, sorted and paged by the database, whatever the size of the file.
//!
//! `filter` says which clients and in which order, `voorwaarden` how the database is asked for them, `vraag` puts the text of a
//! query together, `gebrek` says what can be missing in a record, `rij` turns rows into what is shown, `aantal` counts, `telling`
//! remembers for a moment how many there were.

mod aantal;
mod filter;
pub(crate) mod gebrek;
mod rij;
pub(crate) mod telling;
pub(crate) mod voorwaarden;
pub(crate) mod vraag;

use domain::{
    contactnorm::Marges,
    datum::plaatselijk,
    id::{GebruikerId, KlantId},
    klant::Leefvorm,
};
use jiff::{Timestamp, civil::Date};

pub use self::{
    aantal::{count, counts},
    filter::{Bestand, Contact, Filter, OntheffingFilter, Registratie, Sortering, VIJFTIG_PLUS, Waarneming},
};
use self::{rij::Row, voorwaarden::Voorwaarden, vraag::Weg};
use crate::{
    Reader, Result, Soort,
    klantstand::{GEEN_EINDE, NOOIT, geen_moment},
};

/// So few that finding them all and sorting them is quicker than passing by everybody else in order.
const WEINIG: i64 = 1_500;

/// The day a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Peildag {
    /// The day.
    pub vandaag: Date,
    /// From which day on a due date is called what, by the contact norm of that day.
    pub marges: Marges,
}

impl Peildag {
    /// A day, with the margins that no norm changed.
    #[must_use]
    pub fn gewoon(vandaag: Date) -> Self {
        Self { vandaag, marges: Marges::default() }
    }
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
    /// Last conversation without an outcome.
    pub laatst_gepland: Option<Timestamp>,
    /// First and last day of the latest exemption.
    pub ontheffing: Option<(Date, Option<Date>)>,
    /// The first day on which a next conversation counts for the contact norm.
    pub vroegst: Option<Date>,
    /// The day on which the next conversation is due by the contact norm; `None` when nothing is.
    pub uiterlijk: Option<Date>,
}

impl CaseloadRegel {
    /// The day on which the next conversation is due, while a benefit runs: of who left, the last due date may still stand there.
    #[must_use]
    pub fn uiterlijk_op(&self, vandaag: Date) -> Option<Date> {
        self.uiterlijk.filter(|_| self.uitkering_tot.is_none_or(|tot| tot >= vandaag))
    }

    /// A conversation of before today whose outcome was never recorded.
    #[must_use]
    pub fn nog_vast_te_leggen(&self, vandaag: Date) -> Option<Timestamp> {
        self.volgend_gesprek.filter(|moment| plaatselijk(*moment).date() < vandaag)
    }

    /// The conversation to come. The next one, unless an old one was never recorded: then the last one planned.
    #[must_use]
    pub fn komend_gesprek(&self, vandaag: Date) -> Option<Timestamp> {
        let komt = |moment: &Timestamp| plaatselijk(*moment).date() >= vandaag;
        self.volgend_gesprek.filter(komt).or_else(|| self.laatst_gepland.filter(komt))
    }

    /// The cursor that points at this row.
    #[must_use]
    pub fn cursor(&self, sortering: Sortering, terug: bool) -> Cursor {
        let waarde = match sortering {
            Sortering::Naam => self.sorteersleutel.clone(),
            Sortering::LaatsteGesprek => self.laatste_gesprek.unwrap_or(NOOIT).to_string(),
            Sortering::VolgendGesprek => self.volgend_gesprek.unwrap_or_else(geen_moment).to_string(),
            Sortering::UitkeringIngang => self.uitkering_ingang.unwrap_or(NOOIT).to_string(),
            Sortering::Beurt => self.uiterlijk.unwrap_or(GEEN_EINDE).to_string(),
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

/// A page of at most `limit` rows, from the start or from a cursor on.
pub async fn page(
    reader: &mut Reader,
    filter: &Filter,
    dag: Peildag,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Pagina> {
    read(reader, filter, dag, cursor, limit, None).await.map(|(pagina, _)| pagina)
}

/// A page, and how many rows the whole list has ([`count`]).
pub async fn page_and_count(
    reader: &mut Reader,
    filter: &Filter,
    dag: Peildag,
    cursor: Option<&Cursor>,
    limit: usize,
    most: i64,
) -> Result<(Pagina, i64)> {
    let (pagina, count) = read(reader, filter, dag, cursor, limit, Some(most)).await?;
    Ok((
        pagina,
        match count {
            Some(count) => count,
            None => aantal::count(reader, filter, dag, most).await?,
        },
    ))
}

async fn read(
    reader: &mut Reader,
    filter: &Filter,
    dag: Peildag,
    cursor: Option<&Cursor>,
    limit: usize,
    most: Option<i64>,
) -> Result<(Pagina, Option<i64>)> {
    let mut voorwaarden = Voorwaarden::of(filter, dag);
    let (known, still) = match most {
        Some(most) => match reader.geteld(filter, dag, most) {
            // Which way to go depends on how many fit, when a filter leaves out most of a town.
            (None, _) if filter.is_streng() => (Some(aantal::count(reader, filter, dag, most).await?), None),
            geteld => geteld,
        },
        None => (None, None),
    };
    let few = known.zip(most).is_some_and(|(known, most)| known <= WEINIG && known < most);
    // PostgreSQL chooses by itself whether to follow the order or to sort; what matters there is that it finds the page by an
    // index alone, and looks up fifty clients instead of every one that fits.
    let zoekt = few || reader.soort() == Soort::Postgres;
    let weg = if zoekt && filter.is_streng() { Weg::Weinig } else { Weg::Volgorde };
    let count =
        most.filter(|_| known.is_none()).map(|most| vraag::count_sql(filter, &voorwaarden, reader.soort(), most));
    let sql = vraag::page_sql(filter, &mut voorwaarden, cursor, reader.soort(), weg, limit + 1)?;
    let (rows, count) = rij::fetch(reader, sql, count, voorwaarden).await?;
    if let (Some(begonnen), Some(count)) = (still, count) {
        reader.onthoud(*begonnen, count);
    }
    let count = known.or(count);
    let more = rows.len() > limit;
    let mut regels: Vec<CaseloadRegel> = rows.into_iter().take(limit).map(TryInto::try_into).collect::<Result<_>>()?;
    let terug = cursor.is_some_and(|cursor| cursor.terug);
    if terug {
        regels.reverse();
    }
    Ok((Pagina { regels, eerder: if terug { more } else { cursor.is_some() }, verder: terug || more }, count))
}

statements! {
    FIND = "select s.klant_id, s.klantnummer, s.naam, s.sorteersleutel, s.geboortedatum, s.wijk, s.leefvorm, s.klantmanager_id,
            g.naam as klantmanager, s.segment, s.segment_sinds, s.uitkering_ingang, s.uitkering_tot, s.laatste_gesprek,
            s.volgend_gesprek, s.laatst_gepland, s.ontheffing_van, s.ontheffing_tot,
            coalesce(c.vroegst, '0001-01-01') as vroegst, coalesce(c.uiterlijk, '9999-12-31') as uiterlijk
        from klantstand s left join contactstand c on c.gemeente = s.gemeente and c.klant_id = s.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
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
    row.map(TryInto::try_into).transpose()
}

/// The districts that occur, each found by one step through the index.
pub async fn wijken(reader: &mut Reader) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = fetch!(reader, fetch_all((String,)), WIJKEN)?;
    Ok(rows.into_iter().map(|(wijk,)| wijk).collect())
}
