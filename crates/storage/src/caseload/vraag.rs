//! The text of the queries for lists. It is put together from the literals in this module only; every value is bound. A
//! test prepares every combination on both databases.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{Bestand, Contact, Cursor, Filter, OntheffingFilter, Sortering, Waarneming};
use crate::{Error, Result, Soort, klantstand::geen_moment};

/// A value to bind.
#[derive(Debug, Clone)]
pub(crate) enum Waarde {
    Uuid(Uuid),
    Tekst(String),
    Datum(Date),
    Moment(Timestamp),
}

/// Conditions with their values; `$1` is always the municipality.
pub(crate) struct Voorwaarden {
    tekst: String,
    pub(crate) waarden: Vec<Waarde>,
}

impl Voorwaarden {
    fn add(&mut self, condition: &'static str, waarde: Waarde) {
        self.tekst.push_str(" and ");
        self.waarden.push(waarde);
        self.tekst.push_str(&condition.replace('?', &format!("${}", self.waarden.len() + 1)));
    }

    /// The clients somebody stands in for on a day, with the own ones when asked. As a list of ids, so that either database
    /// finds them through the index of clients, whatever the order of the list.
    fn add_waarneming(&mut self, wie: Uuid, dag: Date, met_eigen: bool) {
        self.waarden.push(Waarde::Uuid(wie));
        self.waarden.push(Waarde::Datum(dag));
        let (wie, dag) = (self.waarden.len(), self.waarden.len() + 1);
        let eigen = if met_eigen {
            format!("select e.klant_id from klantstand e where e.gemeente = $1 and e.klantmanager_id = ${wie} union ")
        } else {
            String::new()
        };
        self.tekst.push_str(&format!(
            " and s.klant_id in ({eigen}select k.klant_id from overname w
                join klantstand k on k.gemeente = w.gemeente and k.klantmanager_id = w.van_id
                where w.gemeente = $1 and w.aan_id = ${wie} and w.stand = 'geldt'
                and w.vanaf <= ${dag} and w.tot_en_met >= ${dag}
                and (w.alles or exists (select 1 from overname_klant o
                    where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = k.klant_id)))"
        ));
    }

    pub(crate) fn of(filter: &Filter, vandaag: Date) -> Self {
        let mut v = Self { tekst: String::from("s.gemeente = $1"), waarden: Vec::new() };
        match (filter.klantmanager, filter.waarneming) {
            (None, _) => {}
            (Some(wie), Waarneming::Zonder) => v.add("s.klantmanager_id = ?", Waarde::Uuid(wie.uuid())),
            (Some(wie), waarneming) => v.add_waarneming(wie.uuid(), vandaag, waarneming == Waarneming::Met),
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
            // The first is for the indexes, and may lag behind; the second is what is asked.
            Bestand::Lopend => v.add("s.lopend = 1 and s.uitkering_tot >= ?", Waarde::Datum(vandaag)),
            Bestand::Beeindigd => v.add("s.uitkering_tot < ?", Waarde::Datum(vandaag)),
            Bestand::Alle => {}
        }
        match filter.contact {
            Contact::Alle => {}
            Contact::UitBeeld => {
                v.add("s.laatste_gesprek < ?", Waarde::Datum(domain::datum::plus_maanden(vandaag, -12)));
            }
            // One of before today without an outcome is not in the diary: it asks for its outcome.
            Contact::Gepland => v.add("s.laatst_gepland >= ?", Waarde::Moment(begin_van(vandaag))),
            Contact::NietGepland => v.add("s.laatst_gepland < ?", Waarde::Moment(begin_van(vandaag))),
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

/// Midnight in the Netherlands.
fn begin_van(dag: Date) -> Timestamp {
    dag.at(0, 0, 0, 0).in_tz("Europe/Amsterdam").map_or_else(|_| geen_moment(), |zoned| zoned.timestamp())
}

/// The text that counts a list up to `most`.
pub(super) fn count_sql(voorwaarden: &Voorwaarden, most: i64) -> String {
    format!("select count(*) from (select 1 from klantstand s where {} limit {most}) t", voorwaarden.tekst)
}

/// The text of a page of a list.
pub(crate) fn page_sql(
    filter: &Filter,
    voorwaarden: &mut Voorwaarden,
    cursor: Option<&Cursor>,
    soort: Soort,
) -> Result<String> {
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
    let hint = hint(filter, soort);
    Ok(format!(
        "select s.klant_id, s.klantnummer, s.naam, s.sorteersleutel, s.geboortedatum, s.wijk, s.leefvorm,
            s.klantmanager_id, g.naam as klantmanager, s.segment, s.segment_sinds, s.uitkering_ingang, s.uitkering_tot, s.laatste_gesprek, s.volgend_gesprek, s.laatst_gepland, s.ontheffing_van,
            s.ontheffing_tot
        from klantstand s{hint} left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where {conditions} order by {column} {order}, s.klant_id {order} limit "
    ))
}

/// Which index a list of running benefits is read by on SQLite: that of its order, which knows every column of a filter. Left
/// to itself it takes the index of the filter and sorts what it finds, be it two hundred thousand rows. PostgreSQL knows
/// how many to expect.
const fn hint(filter: &Filter, soort: Soort) -> &'static str {
    match (soort, filter.bestand, filter.klantmanager) {
        (Soort::Sqlite, Bestand::Lopend, None) => match filter.sortering {
            Sortering::Naam => " indexed by klantstand_naam",
            Sortering::LaatsteGesprek => " indexed by klantstand_laatste",
            Sortering::VolgendGesprek => " indexed by klantstand_volgend",
            Sortering::UitkeringIngang => " indexed by klantstand_ingang",
            Sortering::OntheffingTot => " indexed by klantstand_ontheffing",
        },
        _ => "",
    }
}

/// Runs a query with the municipality and the values of its conditions bound, on either database.
macro_rules! fetch_voorwaarden {
    ($reader:expr, $how:ident($row:ty), $sql:expr, $voorwaarden:expr) => {{
        let gemeente = $reader.gemeente().code().to_owned();
        let sql = sqlx::AssertSqlSafe($sql);
        match $reader.connection() {
            $crate::db::Connection::Sqlite(c) => {
                let query = sqlx::query_as::<_, $row>(sql).bind(gemeente);
                $crate::caseload::vraag::bind_all!(query, $voorwaarden).$how(c).await
            }
            $crate::db::Connection::Postgres(c) => {
                let query = sqlx::query_as::<_, $row>(sql).bind(gemeente);
                $crate::caseload::vraag::bind_all!(query, $voorwaarden).$how(c).await
            }
        }
        .map_err($crate::Error::from)
    }};
}
pub(crate) use fetch_voorwaarden;

macro_rules! bind_all {
    ($query:expr, $voorwaarden:expr) => {{
        use jiff_sqlx::ToSqlx as _;
        use $crate::caseload::vraag::Waarde;
        let mut query = $query;
        for waarde in $voorwaarden.waarden {
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
pub(crate) use bind_all;
