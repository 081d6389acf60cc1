//! The text of the queries for lists. It is put together from the literals in this module only; every value is bound. A
//! test prepares every combination on both databases.

use super::{
    Bestand, Cursor, Filter, Peildag, Sortering,
    voorwaarden::{Voorwaarden, groep_eerst},
};
use crate::{Result, Soort};

/// The due dates beside the clients.
const MET_BEURT: &str = "left join contactstand c on c.gemeente = s.gemeente and c.klant_id = s.klant_id";

/// Whether the list is best read from the due dates on: sorted by them, and not the short list of one klantmanager.
const fn beurt_eerst(filter: &Filter) -> bool {
    matches!(filter.sortering, Sortering::Beurt) && filter.klantmanager.is_none()
}

/// Who is in a list: the tables and conditions by which they are found, not in any order.
fn wie(filter: &Filter, voorwaarden: &Voorwaarden, soort: Soort) -> String {
    let conditions = &voorwaarden.tekst;
    let op_beurt = if matches!(filter.sortering, Sortering::Beurt) { MET_BEURT } else { "" };
    if groep_eerst(filter) {
        let beurt = if filter.beurt.is_some() { MET_BEURT.trim_start_matches("left ") } else { op_beurt };
        let groep = &voorwaarden.groep;
        return format!(
            "klant_doelgroep d cross join klantstand s {beurt}
                where d.gemeente = $1{groep} and s.klant_id = d.klant_id and {conditions}"
        );
    }
    match (filter.beurt, filter.klantmanager) {
        (None, _) => format!("klantstand s{} {op_beurt} where {conditions}", weinig_hint(filter, soort)),
        (Some(_), Some(_)) => format!("klantstand s {} where {conditions}", MET_BEURT.trim_start_matches("left ")),
        // The index of the due dates first; *cross* keeps SQLite to that order.
        (Some(_), None) => {
            format!(
                "contactstand c cross join klantstand s where c.gemeente = $1 and s.klant_id = c.klant_id and {conditions}"
            )
        }
    }
}

/// The text that counts a list up to `most`.
///
/// By the due dates of a whole town each client is looked up as a value, so that it stops at `most`: joined, PostgreSQL gathers every
/// due date first.
pub(super) fn count_sql(filter: &Filter, voorwaarden: &Voorwaarden, soort: Soort, most: i64) -> String {
    if filter.beurt.is_some() && filter.klantmanager.is_none() && !groep_eerst(filter) {
        let Voorwaarden { tekst, beurt, .. } = voorwaarden;
        return format!(
            "select count(*) from (select 1 from contactstand c where c.gemeente = $1{beurt}
                and (select 1 from klantstand s where s.klant_id = c.klant_id and {tekst} limit 1) = 1 limit {most}) t"
        );
    }
    format!("select count(*) from (select 1 from {} limit {most}) t", wie(filter, voorwaarden, soort))
}

/// The text that counts several lists of one klantmanager and of the same benefits, in one pass over his clients.
pub(super) fn counts_sql(lijsten: &[&Filter], dag: Peildag) -> (String, Voorwaarden) {
    let mut voorwaarden = Voorwaarden::van_wie(lijsten[0], dag.vandaag);
    let van_wie = voorwaarden.tekst.clone();
    let mut columns = Vec::new();
    for lijst in lijsten {
        let erbij = voorwaarden.tekst.len();
        voorwaarden.add_eigenschappen(lijst, dag);
        columns.push(format!("count(case when 1 = 1{} then 1 end)", &voorwaarden.tekst[erbij..]));
    }
    let columns = columns.join(", ");
    (format!("select {columns} from klantstand s {MET_BEURT} where {van_wie}"), voorwaarden)
}

/// How a page of a list is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weg {
    /// In its order, until the page is full: right when many fit.
    Volgorde,
    /// Those of the page first, by what an index knows of them, and only then what is shown of them: right when few fit,
    /// because in their order one would pass by everybody else.
    Weinig,
}

/// What a page shows of a client, with the due dates and the name of the klantmanager beside it.
const TOONT: &str = "s.klant_id, s.klantnummer, s.naam, s.sorteersleutel, s.geboortedatum, s.wijk, s.leefvorm,
            s.klantmanager_id, g.naam as klantmanager, s.segment, s.segment_sinds, s.uitkering_ingang, s.uitkering_tot,
            s.laatste_gesprek, s.volgend_gesprek, s.laatst_gepland, s.ontheffing_van, s.ontheffing_tot,
            coalesce(c.vroegst, '0001-01-01') as vroegst, coalesce(c.uiterlijk, '9999-12-31') as uiterlijk";
const MET_NAAM: &str = "left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id";

/// The text of a page of a list, of at most `limit` rows.
pub(crate) fn page_sql(
    filter: &Filter,
    voorwaarden: &mut Voorwaarden,
    cursor: Option<&Cursor>,
    soort: Soort,
    weg: Weg,
    limit: usize,
) -> Result<String> {
    let column = match (weg, soort) {
        // The plus keeps SQLite from following the order after all: it does not know how few there are.
        (Weg::Weinig, Soort::Sqlite) => format!("+{}", filter.sortering.column()),
        _ => filter.sortering.column().to_owned(),
    };
    let descending = filter.aflopend != cursor.is_some_and(|cursor| cursor.terug);
    let order = if descending { "desc" } else { "asc" };
    let first = beurt_eerst(filter) && weg == Weg::Volgorde;
    let id = if first { "c.klant_id" } else { "s.klant_id" };
    let beyond = match cursor {
        Some(cursor) => {
            let place = voorwaarden.plaats(filter.sortering, cursor)?;
            format!(" and ({column}, {id}) {} {place}", if descending { '<' } else { '>' })
        }
        None => String::new(),
    };
    let in_order = format!("order by {column} {order}, {id} {order} limit {limit}");
    if weg == Weg::Weinig {
        let wie = wie(filter, voorwaarden, soort);
        return Ok(format!(
            "with gekozen as materialized (select s.klant_id, {column} as plaats from {wie}{beyond} {in_order})
            select {TOONT} from gekozen k join klantstand s on s.gemeente = $1 and s.klant_id = k.klant_id
            {MET_BEURT} {MET_NAAM} order by k.plaats {order}, k.klant_id {order}"
        ));
    }
    let (from, conditions) = if first {
        let hint = if soort == Soort::Sqlite { " indexed by contactstand_uiterlijk" } else { "" };
        let met = format!("c.gemeente = $1 and s.klant_id = c.klant_id and {}", voorwaarden.tekst);
        (format!("contactstand c{hint} cross join klantstand s"), met)
    } else {
        (format!("klantstand s{} {MET_BEURT}", hint(filter, soort)), voorwaarden.tekst.clone())
    };
    Ok(format!("select {TOONT} from {from} {MET_NAAM} where {conditions}{beyond} {in_order}"))
}

/// Which index finds the few of whom a plan can be missing, on SQLite; it does not know how few they are.
const fn weinig_hint(filter: &Filter, soort: Soort) -> &'static str {
    match (soort, filter.bestand, filter.klantmanager) {
        (Soort::Sqlite, Bestand::Lopend, None) if filter.plan_ontbreekt => " indexed by klantstand_zonder_plan",
        _ => "",
    }
}

/// Which index a list of running benefits is read by on SQLite: that of its order, which knows every column of a filter. Left
/// to itself it takes the index of the filter and sorts what it finds, be it two hundred thousand rows. PostgreSQL knows
/// how many to expect.
const fn hint(filter: &Filter, soort: Soort) -> &'static str {
    match (soort, filter.bestand, filter.klantmanager) {
        (Soort::Sqlite, Bestand::Lopend, None) => match filter.sortering {
            Sortering::Naam if filter.plan_ontbreekt => weinig_hint(filter, soort),
            Sortering::Naam => " indexed by klantstand_naam",
            Sortering::LaatsteGesprek => " indexed by klantstand_laatste",
            Sortering::VolgendGesprek => " indexed by klantstand_volgend",
            Sortering::UitkeringIngang => " indexed by klantstand_ingang",
            Sortering::OntheffingTot => " indexed by klantstand_ontheffing",
            Sortering::Beurt => "",
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
                let query = sqlx::query_as::<_, $row>(sql).persistent(!$voorwaarden.streng).bind(gemeente);
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
        use $crate::caseload::voorwaarden::Waarde;
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
