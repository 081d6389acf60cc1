//! The text of the queries for lists. It is put together from the literals in this module only; every value is bound. A
//! test prepares every combination on both databases.

use domain::{
    contactstand::uit_beeld_grens,
    doelgroep::vijftig_plus_grens,
    registratie::{einden_venster, segment_grens},
    uitkering::REDEN_ONBEKEND,
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{
    Bestand, Contact, Cursor, Filter, OntheffingFilter, Peildag, Registratie, Sortering, VIJFTIG_PLUS, Waarneming,
};
use crate::{
    Error, Result, Soort,
    caseload::gebrek::{plan_ontbreekt, segment_oud},
    klantstand::{GEEN_EINDE, geen_moment},
};

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
    /// What holds of the row of a target group, when the list is found from these on.
    groep: String,
    /// What holds of the row of a due date, which `tekst` says as well.
    beurt: String,
    pub(crate) waarden: Vec<Waarde>,
    /// Whether it may leave out nearly everybody of a whole town. How many is in the values: PostgreSQL then makes a plan
    /// for these, instead of one for any values that it keeps.
    pub(crate) streng: bool,
}

impl Voorwaarden {
    fn add(&mut self, condition: &'static str, waarde: Waarde) {
        self.tekst.push_str(" and ");
        self.waarden.push(waarde);
        self.tekst.push_str(&condition.replace('?', &format!("${}", self.waarden.len() + 1)));
    }

    /// A condition on the due date alone.
    fn add_beurt(&mut self, condition: &'static str, dag: Date) {
        let van = self.tekst.len();
        self.add(condition, Waarde::Datum(dag));
        self.beurt.push_str(&self.tekst[van..]);
    }

    /// Binds a place in a list; gives the text that stands for it.
    fn plaats(&mut self, sortering: Sortering, cursor: &Cursor) -> Result<String> {
        let waarde = match sortering {
            Sortering::Naam => Waarde::Tekst(cursor.waarde.clone()),
            Sortering::VolgendGesprek => Waarde::Moment(cursor.waarde.parse().map_err(Error::corrupt)?),
            _ => Waarde::Datum(cursor.waarde.parse().map_err(Error::corrupt)?),
        };
        self.waarden.push(waarde);
        self.waarden.push(Waarde::Uuid(cursor.klant.uuid()));
        Ok(format!("(${}, ${})", self.waarden.len(), self.waarden.len() + 1))
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

    /// Who is in a target group on a day. Asked row by row; when the list is found from the groups on, the same is asked of the
    /// row one begins with ([`wie`]).
    fn add_doelgroep(&mut self, code: &str, dag: Date, vooraan: bool) {
        self.waarden.push(Waarde::Tekst(code.to_owned()));
        self.waarden.push(Waarde::Datum(dag));
        let (code, dag) = (self.waarden.len(), self.waarden.len() + 1);
        let geldt = format!(
            "d.doelgroep = ${code} and d.doelgroep <> '' and not d.ingetrokken and d.vanaf <= ${dag}
                and (d.tot_en_met is null or d.tot_en_met >= ${dag})"
        );
        if vooraan {
            self.groep = format!(" and {geldt}");
        }
        self.tekst.push_str(&format!(
            " and exists (select 1 from klant_doelgroep d where d.gemeente = $1 and d.klant_id = s.klant_id and {geldt})"
        ));
    }

    /// Whose benefit ended in a period without a usable reason.
    fn add_zonder_reden(&mut self, (van, tot): (Date, Date)) {
        self.waarden.push(Waarde::Datum(van));
        self.waarden.push(Waarde::Datum(tot));
        let (van, tot) = (self.waarden.len(), self.waarden.len() + 1);
        self.tekst.push_str(&format!(
            " and exists (select 1 from uitkering e where e.gemeente = $1 and e.klant_id = s.klant_id
                and e.reden_einde = '{REDEN_ONBEKEND}' and not (e.datum_einde < ${van}) and not (e.datum_einde > ${tot}))"
        ));
    }

    pub(crate) fn of(filter: &Filter, dag: Peildag) -> Self {
        let vandaag = dag.vandaag;
        let mut v = Self {
            tekst: String::from("s.gemeente = $1"),
            groep: String::new(),
            beurt: String::new(),
            waarden: Vec::new(),
            streng: filter.is_streng(),
        };
        match (filter.klantmanager, filter.waarneming) {
            (None, _) => {
                if let Some(team) = filter.team {
                    let leden =
                        "s.klantmanager_id in (select t.id from gebruiker t where t.gemeente = $1 and t.team_id = ?)";
                    v.add(leden, Waarde::Uuid(team.uuid()));
                }
            }
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
                // As `domain::contactstand::uit_beeld`: who is new was seen when the benefit began.
                let grens = uit_beeld_grens(vandaag, dag.marges);
                v.add("s.laatste_gesprek <= ? and s.uitkering_ingang <= ?", Waarde::Datum(grens));
            }
            // One of before today without an outcome is not in the diary: it asks for its outcome.
            Contact::Gepland => v.add("s.laatst_gepland >= ?", Waarde::Moment(begin_van(vandaag))),
            Contact::NietGepland => v.add("s.laatst_gepland < ?", Waarde::Moment(begin_van(vandaag))),
            Contact::NietUitgenodigd => {
                // The first is for the indexes, and follows from the second.
                let beide = "s.laatst_gepland >= ? and s.laatst_niet_uitgenodigd >= ?";
                v.add(beide, Waarde::Moment(begin_van(vandaag)));
            }
        }
        // Without an exemption its last day is long past, so the first day need not be asked apart.
        let geldt = "s.ontheffing_van <= ?";
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
        match filter.doelgroep.as_deref() {
            None => {}
            Some(VIJFTIG_PLUS) => v.add("s.geboortedatum <= ?", Waarde::Datum(vijftig_plus_grens(vandaag))),
            Some(code) => v.add_doelgroep(code, vandaag, groep_eerst(filter)),
        }
        if filter.plan_ontbreekt {
            v.add(plan_ontbreekt!("?"), Waarde::Datum(vandaag));
        }
        match filter.registratie {
            Registratie::Alle => {}
            Registratie::SegmentOud => v.add(segment_oud!("?"), Waarde::Datum(segment_grens(vandaag))),
            Registratie::EindeZonderReden => v.add_zonder_reden(einden_venster(vandaag)),
        }
        if let Some(status) = filter.beurt {
            match status.grenzen(vandaag, dag.marges) {
                Some((van, tot)) => {
                    v.add_beurt("c.uiterlijk >= ?", van);
                    v.add_beurt("c.uiterlijk <= ?", tot);
                    // Of who left, the last due date may still stand there.
                    if filter.bestand != Bestand::Lopend {
                        v.add("s.uitkering_tot >= ?", Waarde::Datum(vandaag));
                    }
                }
                None if filter.bestand == Bestand::Lopend => v.add_beurt("c.uiterlijk = ?", GEEN_EINDE),
                None => v.add("(c.uiterlijk = '9999-12-31' or s.uitkering_tot < ?)", Waarde::Datum(vandaag)),
            }
        }
        v
    }
}

/// The due dates beside the clients.
const MET_BEURT: &str = "left join contactstand c on c.gemeente = s.gemeente and c.klant_id = s.klant_id";

/// Whether the list is best read from the due dates on: sorted by them, and not the short list of one klantmanager.
const fn beurt_eerst(filter: &Filter) -> bool {
    matches!(filter.sortering, Sortering::Beurt) && filter.klantmanager.is_none()
}

/// Whether the clients of a whole town are best found from a target group on, which is small.
fn groep_eerst(filter: &Filter) -> bool {
    filter.klantmanager.is_none() && filter.doelgroep.as_deref().is_some_and(|code| code != VIJFTIG_PLUS)
}

/// Midnight in the Netherlands.
fn begin_van(dag: Date) -> Timestamp {
    dag.at(0, 0, 0, 0).in_tz("Europe/Amsterdam").map_or_else(|_| geen_moment(), |zoned| zoned.timestamp())
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
