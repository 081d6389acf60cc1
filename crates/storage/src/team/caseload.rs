//! Lists of clients: filtered, sorted and paged by the database, whatever the size of the file.
//!
//! `vraag` puts the text of a query together, `gebrek` says what can be missing in a record, `rij` turns rows into what is shown,
//! `telling` remembers for a moment how many there were.

pub(crate) mod gebrek;
mod rij;
pub(crate) mod telling;
pub(crate) mod vraag;

use domain::{
    contactnorm::Marges,
    contactstand::Contactstatus,
    datum::plaatselijk,
    id::{GebruikerId, KlantId, TeamId},
    klant::Leefvorm,
};
use jiff::{Timestamp, civil::Date};

use self::{
    rij::Row,
    vraag::{Voorwaarden, Weg},
};
use crate::{
    Reader, Result, Soort,
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
    /// The day the next conversation is due by the contact norm; nothing due comes last.
    Beurt,
}

impl Sortering {
    /// All of them.
    pub const ALLE: [Self; 6] = [
        Self::Naam,
        Self::LaatsteGesprek,
        Self::VolgendGesprek,
        Self::UitkeringIngang,
        Self::OntheffingTot,
        Self::Beurt,
    ];

    const fn column(self) -> &'static str {
        match self {
            Self::Naam => "s.sorteersleutel",
            Self::LaatsteGesprek => "s.laatste_gesprek",
            Self::VolgendGesprek => "s.volgend_gesprek",
            Self::UitkeringIngang => "s.uitkering_ingang",
            Self::OntheffingTot => "s.ontheffing_tot",
            Self::Beurt => "c.uiterlijk",
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
    /// No conversation for as many months as the contact norm says, and the benefit began before that: out of view.
    UitBeeld,
    /// A conversation stands in the diary.
    Gepland,
    /// None stands in the diary.
    NietGepland,
    /// One stands in the diary for which the client was not invited yet.
    NietUitgenodigd,
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

/// Which clients by what is missing in their record, beside what other filters find.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Registratie {
    /// Whoever.
    #[default]
    Alle,
    /// Whose segment nobody looked at for a year (`domain::registratie::segment_verouderd`).
    SegmentOud,
    /// Whose benefit ended in the last twelve months without a usable reason.
    EindeZonderReden,
}

/// The code of the target group that follows from the birth date.
pub const VIJFTIG_PLUS: &str = "vijftig_plus";

/// Which clients of a klantmanager: during somebody's absence there are clients of a colleague as well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Waarneming {
    /// The own ones.
    #[default]
    Zonder,
    /// Those of colleagues he stands in for today.
    Alleen,
    /// Both.
    Met,
}

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only the clients of this klantmanager.
    pub klantmanager: Option<GebruikerId>,
    /// Only the clients of klantmanagers of this team; with a klantmanager it says nothing.
    pub team: Option<TeamId>,
    /// Which of them; without a klantmanager it says nothing.
    pub waarneming: Waarneming,
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
    /// Only this target group, by its code; [`VIJFTIG_PLUS`] follows from the birth date. A protected group is found by nobody.
    pub doelgroep: Option<String>,
    /// By what the due date of the contact norm is called today; `None`: whatever.
    pub beurt: Option<Contactstatus>,
    /// Only who must have a plan by law, and has none: `domain::plan::tekort` says *ontbreekt*.
    pub plan_ontbreekt: bool,
    /// By what is missing in the record.
    pub registratie: Registratie,
    /// By what it is sorted.
    pub sortering: Sortering,
    /// Last first.
    pub aflopend: bool,
}

impl Filter {
    /// Whether the list can have any order. A list of everybody, ended benefits included, stands in one order only: of who
    /// left, the next conversation says nothing, and each order more is an index more to write at every import.
    #[must_use]
    pub const fn elke_volgorde(&self) -> bool {
        self.klantmanager.is_some() || matches!(self.bestand, Bestand::Lopend)
    }

    /// Up to how many rows it is worth counting, of at most `most`. By the due dates, a target group, an invitation or a gap in the
    /// record of a whole town every row is looked up; of who lacks a plan, the benefit and the plans as well.
    #[must_use]
    pub fn telbaar(&self, most: i64) -> i64 {
        let opzoeken = self.beurt.is_some()
            || self.doelgroep.is_some()
            || self.contact == Contact::NietUitgenodigd
            || self.registratie != Registratie::Alle;
        if self.klantmanager.is_some() {
            most
        } else if self.plan_ontbreekt {
            most.min(100)
        } else if opzoeken {
            most.min(1_000)
        } else {
            most
        }
    }

    /// Whether it may leave out nearly everybody of a whole town.
    fn is_streng(&self) -> bool {
        let anybody = Self { sortering: self.sortering, aflopend: self.aflopend, ..Self::default() };
        self.klantmanager.is_none() && *self != anybody
    }
}

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
            None => self::count(reader, filter, dag, most).await?,
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
            (None, _) if filter.is_streng() => (Some(self::count(reader, filter, dag, most).await?), None),
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

/// How many rows a list has, counted up to `most`: a number that nobody reads is not worth a second.
pub async fn count(reader: &mut Reader, filter: &Filter, dag: Peildag, most: i64) -> Result<i64> {
    let (known, still) = reader.geteld(filter, dag, most);
    if let Some(known) = known {
        return Ok(known);
    }
    let voorwaarden = Voorwaarden::of(filter, dag);
    let sql = vraag::count_sql(filter, &voorwaarden, reader.soort(), most);
    let (count,): (i64,) = vraag::fetch_voorwaarden!(reader, fetch_one((i64,)), sql, voorwaarden)?;
    if let Some(begonnen) = still {
        reader.onthoud(*begonnen, count);
    }
    Ok(count)
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
