//! Projects: their registrations, and the cohort as its evaluation needs it.

pub(crate) mod vastlegging;

use std::collections::{BTreeMap, HashMap};

use domain::{
    cohort::{Cohort, Deelnemer, Omgeving},
    datum::plus_maanden,
    geld::Eurocent,
    id::{GebruikerId, ProjectId},
    project::{Caseloadnorm, Contacturen, Factuur, Project, Rapportvorm, Rubriek, Uren},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

pub use self::vastlegging::{Vastlegging, leg_vast, vastleggingen};
use crate::{Error, Reader, Result, Writer};

statements! {
    INSERT = "insert into project (gemeente, id, code, naam, doel, start, einde, peildatum, vorm, uit_caseload_van, bron)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    INSERT_RUBRIEK = "insert into project_rubriek (gemeente, project_id, reden, rubriek, omschrijving, volgorde)
        values ($1, $2, $3, $4, $5, $6)";
    INSERT_UREN = "insert into project_uren (gemeente, project_id, inhuurkracht, maand, minuten, uurtarief)
        values ($1, $2, $3, $4, $5, $6)";
    INSERT_FACTUUR = "insert into project_factuur (gemeente, project_id, nummer, leverancier, datum, bedrag)
        values ($1, $2, $3, $4, $5, $6)";
    INSERT_CASELOADNORM = "insert into project_caseloadnorm (gemeente, project_id, code, omschrijving, klanten, vanaf, bron)
        values ($1, $2, $3, $4, $5, $6, $7)";
    INSERT_CONTACTUREN = "insert into project_contacturen (gemeente, project_id, segment, huidig, gewenst, vanaf, bron)
        values ($1, $2, $3, $4, $5, $6, $7)";
    LIST = "select id, code, naam, doel, start, einde, peildatum, vorm, uit_caseload_van, bron from project
        where gemeente = $1 order by start desc, code";
    FIND = "select id, code, naam, doel, start, einde, peildatum, vorm, uit_caseload_van, bron from project
        where gemeente = $1 and code = $2";
    COUNT_DEELNAMES = "select project_id, count(*) from project_deelname where gemeente = $1 group by project_id";
    DEELNEMERS = "select d.klant_id, d.geselecteerd, u.maandbedrag, u.datum_einde, u.reden_einde,
            (select min(v.datum_ingang) from uitkering v where v.gemeente = d.gemeente and v.klant_id = d.klant_id
                and v.datum_ingang > u.datum_ingang) as opnieuw,
            (select min(g.uitgenodigd_op) from gesprek g where g.gemeente = d.gemeente and g.klant_id = d.klant_id
                and g.uitgenodigd_op >= d.geselecteerd) as uitgenodigd,
            (select min(g.dag) from gesprek g where g.gemeente = d.gemeente and g.klant_id = d.klant_id
                and g.dag >= d.geselecteerd and g.stand = 'gevoerd') as gesproken,
            (select min(g.dag) from gesprek g where g.gemeente = d.gemeente and g.klant_id = d.klant_id
                and g.dag >= d.geselecteerd and g.stand in ('niet_verschenen', 'in_hersteltermijn', 'hersteld', 'naar_rechtmatigheid')) as niet_verschenen,
            (select min(o.datum_ingang) from ontheffing o where o.gemeente = d.gemeente and o.klant_id = d.klant_id
                and o.datum_ingang >= d.geselecteerd and o.grondslag = 'pw_9_lid_2' and not o.ingetrokken) as ontheffing,
            (select min(w.gestart) from verwijzing w where w.gemeente = d.gemeente and w.klant_id = d.klant_id
                and w.gestart >= d.geselecteerd) as traject
        from project_deelname d
        join uitkering u on u.gemeente = d.gemeente and u.id = d.uitkering_id
        where d.gemeente = $1 and d.project_id = $2
        order by d.klant_id";
    SPOEDKEURINGEN = "select d.klant_id, k.aangevraagd, k.afgerond from project_deelname d
        join keuring k on k.gemeente = d.gemeente and k.klant_id = d.klant_id
        where d.gemeente = $1 and d.project_id = $2 and k.spoed and k.geannuleerd is null and k.aangevraagd >= d.geselecteerd
        order by d.klant_id, k.aangevraagd";
    RUBRIEKEN = "select reden, rubriek, omschrijving, volgorde from project_rubriek
        where gemeente = $1 and project_id = $2 order by volgorde, reden";
    UREN = "select inhuurkracht, maand, minuten, uurtarief from project_uren
        where gemeente = $1 and project_id = $2 order by maand, inhuurkracht";
    FACTUREN = "select nummer, leverancier, datum, bedrag from project_factuur
        where gemeente = $1 and project_id = $2 order by datum, nummer";
    CASELOADNORMEN = "select code, omschrijving, klanten, vanaf, bron from project_caseloadnorm
        where gemeente = $1 and project_id = $2 order by vanaf, klanten desc, code";
    CONTACTUREN = "select segment, huidig, gewenst, vanaf, bron from project_contacturen
        where gemeente = $1 and project_id = $2 order by segment";
    CASELOAD_OP = "select count(distinct t.klant_id),
            count(distinct case when g.id is not null then t.klant_id end)
        from toewijzing t
        left join gesprek g on g.gemeente = t.gemeente and g.klant_id = t.klant_id and g.soort = 'rechtmatigheidsgesprek'
            and g.stand = 'gevoerd' and g.dag >= $4 and g.dag < $3
        where t.gemeente = $1 and t.gebruiker_id = $2 and t.vanaf <= $3
            and (t.tot_en_met is null or t.tot_en_met >= $3)";
    INSTROOM = "select datum_ingang, count(*) from uitkering
        where gemeente = $1 and datum_ingang between $2 and $3 group by datum_ingang";
    BESTAND_OP = "select count(distinct u.klant_id), count(distinct t.gebruiker_id)
        from uitkering u
        left join toewijzing t on t.gemeente = u.gemeente and t.klant_id = u.klant_id and t.vanaf <= $2
            and (t.tot_en_met is null or t.tot_en_met >= $2)
        where u.gemeente = $1 and u.datum_ingang <= $2 and (u.datum_einde is null or u.datum_einde >= $2)";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    naam: String,
    doel: String,
    start: jiff_sqlx::Date,
    einde: jiff_sqlx::Date,
    peildatum: jiff_sqlx::Date,
    vorm: String,
    uit_caseload_van: Option<Uuid>,
    bron: String,
}

impl TryFrom<Row> for Project {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            code: row.code,
            naam: row.naam,
            doel: row.doel,
            start: row.start.to_jiff(),
            einde: row.einde.to_jiff(),
            peildatum: row.peildatum.to_jiff(),
            vorm: Rapportvorm::from_code(&row.vorm).ok_or_else(|| Error::corrupt(&row.vorm))?,
            uit_caseload_van: row.uit_caseload_van.map(Into::into),
            bron: row.bron,
        })
    }
}

/// All projects, latest first.
pub async fn list(reader: &mut Reader) -> Result<Vec<Project>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many clients each project follows, or followed when it is final.
pub async fn count_deelnames(reader: &mut Reader) -> Result<HashMap<ProjectId, i64>> {
    let rows: Vec<(Uuid, i64)> = fetch!(reader, fetch_all((Uuid, i64)), COUNT_DEELNAMES)?;
    let mut counts: HashMap<ProjectId, i64> = rows.into_iter().map(|(id, count)| (id.into(), count)).collect();
    counts.extend(vastleggingen(reader).await?.into_iter().map(|is| (is.project, is.deelnemers)));
    Ok(counts)
}

/// The project with a code such as `ik-doe-mee`.
pub async fn find(reader: &mut Reader, code: &str) -> Result<Option<Project>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, code)?;
    row.map(TryInto::try_into).transpose()
}

/// Adds a project with everything but its participants ([`crate::bulk::insert_deelnames`]).
pub async fn insert(writer: &mut Writer, cohort: &Cohort) -> Result<()> {
    let project = &cohort.project;
    let id = project.id.uuid();
    execute!(
        writer,
        INSERT,
        id,
        project.code.as_str(),
        project.naam.as_str(),
        project.doel.as_str(),
        project.start.to_sqlx(),
        project.einde.to_sqlx(),
        project.peildatum.to_sqlx(),
        project.vorm.code(),
        project.uit_caseload_van.map(GebruikerId::uuid),
        project.bron.as_str(),
    )?;
    for r in &cohort.rubrieken {
        execute!(
            writer,
            INSERT_RUBRIEK,
            id,
            r.reden.as_str(),
            r.rubriek.as_str(),
            r.omschrijving.as_str(),
            r.volgorde
        )?;
    }
    for u in &cohort.uren {
        execute!(writer, INSERT_UREN, id, u.inhuurkracht.as_str(), u.maand.to_sqlx(), u.minuten, u.uurtarief.0)?;
    }
    for f in &cohort.facturen {
        execute!(writer, INSERT_FACTUUR, id, f.nummer.as_str(), f.leverancier.as_str(), f.datum.to_sqlx(), f.bedrag.0)?;
    }
    for n in &cohort.caseloadnormen {
        let (code, vanaf) = (n.code.as_str(), n.vanaf.to_sqlx());
        execute!(writer, INSERT_CASELOADNORM, id, code, n.omschrijving.as_str(), n.klanten, vanaf, n.bron.as_str())?;
    }
    for c in &cohort.contacturen {
        let (segment, vanaf) = (c.segment.as_str(), c.vanaf.to_sqlx());
        execute!(writer, INSERT_CONTACTUREN, id, segment, c.huidig, c.gewenst, vanaf, c.bron.as_str())?;
    }
    Ok(())
}

/// The cohort of a project, ready to be evaluated on a reference date: a fixed number of queries for any size. Of a project that is
/// final it is what was kept, for the day it was kept for.
pub async fn cohort(reader: &mut Reader, project: Project, peildatum: Date) -> Result<Cohort> {
    let id = project.id.uuid();
    let (deelnemers, omgeving) = match vastlegging::find(reader, project.id).await? {
        Some(vast) => (vast.deelnemers, vast.omgeving),
        None => (deelnemers(reader, id).await?, omgeving(reader, &project, peildatum).await?),
    };
    Ok(Cohort {
        deelnemers,
        rubrieken: rubrieken(reader, id).await?,
        uren: uren(reader, id).await?,
        facturen: facturen(reader, id).await?,
        caseloadnormen: caseloadnormen(reader, id).await?,
        contacturen: contacturen(reader, id).await?,
        omgeving,
        project,
    })
}

#[derive(sqlx::FromRow)]
struct DeelnemerRow {
    klant_id: Uuid,
    geselecteerd: jiff_sqlx::Date,
    maandbedrag: i64,
    datum_einde: Option<jiff_sqlx::Date>,
    reden_einde: Option<String>,
    opnieuw: Option<jiff_sqlx::Date>,
    uitgenodigd: Option<jiff_sqlx::Date>,
    gesproken: Option<jiff_sqlx::Date>,
    niet_verschenen: Option<jiff_sqlx::Date>,
    ontheffing: Option<jiff_sqlx::Date>,
    traject: Option<jiff_sqlx::Date>,
}

async fn deelnemers(reader: &mut Reader, project: Uuid) -> Result<Vec<Deelnemer>> {
    type Keuring = (Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
    let rows: Vec<DeelnemerRow> = fetch!(reader, fetch_all(DeelnemerRow), DEELNEMERS, project)?;
    let keuringen: Vec<Keuring> = fetch!(reader, fetch_all(Keuring), SPOEDKEURINGEN, project)?;
    let mut per_klant: HashMap<Uuid, Vec<(Date, Option<Date>)>> = HashMap::new();
    for (klant, aangevraagd, afgerond) in keuringen {
        let dates = (aangevraagd.to_jiff(), afgerond.map(jiff_sqlx::Date::to_jiff));
        per_klant.entry(klant).or_default().push(dates);
    }
    let day = |date: Option<jiff_sqlx::Date>| date.map(jiff_sqlx::Date::to_jiff);
    rows.into_iter()
        .map(|row| {
            let reden = row.reden_einde.map(|reden| reden.parse().map_err(Error::corrupt)).transpose()?;
            Ok(Deelnemer {
                geselecteerd: row.geselecteerd.to_jiff(),
                maandbedrag: Eurocent(row.maandbedrag),
                einde: day(row.datum_einde).zip(reden),
                opnieuw: day(row.opnieuw),
                uitgenodigd: day(row.uitgenodigd),
                gesproken: day(row.gesproken),
                niet_verschenen: day(row.niet_verschenen),
                ontheffing: day(row.ontheffing),
                traject: day(row.traject),
                spoedkeuringen: per_klant.remove(&row.klant_id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn rubrieken(reader: &mut Reader, project: Uuid) -> Result<Vec<Rubriek>> {
    type Row = (String, String, String, i64);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), RUBRIEKEN, project)?;
    rows.into_iter()
        .map(|(reden, rubriek, omschrijving, volgorde)| {
            let (reden, rubriek) = (reden.parse().map_err(Error::corrupt)?, rubriek.parse().map_err(Error::corrupt)?);
            Ok(Rubriek { reden, rubriek, omschrijving, volgorde })
        })
        .collect()
}

async fn uren(reader: &mut Reader, project: Uuid) -> Result<Vec<Uren>> {
    type Row = (String, jiff_sqlx::Date, i64, i64);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), UREN, project)?;
    let uren = |(inhuurkracht, maand, minuten, tarief): Row| Uren {
        inhuurkracht,
        maand: maand.to_jiff(),
        minuten,
        uurtarief: Eurocent(tarief),
    };
    Ok(rows.into_iter().map(uren).collect())
}

async fn facturen(reader: &mut Reader, project: Uuid) -> Result<Vec<Factuur>> {
    type Row = (String, String, jiff_sqlx::Date, i64);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), FACTUREN, project)?;
    let factuur = |(nummer, leverancier, datum, bedrag): Row| Factuur {
        nummer,
        leverancier,
        datum: datum.to_jiff(),
        bedrag: Eurocent(bedrag),
    };
    Ok(rows.into_iter().map(factuur).collect())
}

async fn caseloadnormen(reader: &mut Reader, project: Uuid) -> Result<Vec<Caseloadnorm>> {
    type Row = (String, String, i64, jiff_sqlx::Date, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), CASELOADNORMEN, project)?;
    rows.into_iter()
        .map(|(code, omschrijving, klanten, vanaf, bron)| {
            let code = code.parse().map_err(Error::corrupt)?;
            Ok(Caseloadnorm { code, omschrijving, klanten, vanaf: vanaf.to_jiff(), bron })
        })
        .collect()
}

async fn contacturen(reader: &mut Reader, project: Uuid) -> Result<Vec<Contacturen>> {
    type Row = (String, i64, i64, jiff_sqlx::Date, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), CONTACTUREN, project)?;
    rows.into_iter()
        .map(|(segment, huidig, gewenst, vanaf, bron)| {
            let segment = segment.parse().map_err(Error::corrupt)?;
            Ok(Contacturen { segment, huidig, gewenst, vanaf: vanaf.to_jiff(), bron })
        })
        .collect()
}

async fn omgeving(reader: &mut Reader, project: &Project, peildatum: Date) -> Result<Omgeving> {
    let start = project.start;
    let mut omgeving = Omgeving::default();
    if let Some(contactpersoon) = project.uit_caseload_van {
        let jaar_eerder = plus_maanden(start, -12);
        let (caseload, gezien): (i64, i64) = fetch!(
            reader,
            fetch_one((i64, i64)),
            CASELOAD_OP,
            contactpersoon.uuid(),
            start.to_sqlx(),
            jaar_eerder.to_sqlx()
        )?;
        omgeving.caseload_bij_start = Some(caseload);
        omgeving.rechtmatigheid_in_jaar_voor_start = gezien;
    }
    omgeving.instroom = instroom(reader, start, project.einde).await?;
    let (klanten, klantmanagers): (i64, i64) = fetch!(reader, fetch_one((i64, i64)), BESTAND_OP, peildatum.to_sqlx())?;
    omgeving.klanten_op_peildatum = klanten;
    omgeving.klantmanagers_op_peildatum = klantmanagers;
    Ok(omgeving)
}

/// New spells per month, for the whole calendar years a project touches.
async fn instroom(reader: &mut Reader, start: Date, einde: Date) -> Result<BTreeMap<(i16, i8), i64>> {
    type Row = (jiff_sqlx::Date, i64);
    let (eerste, laatste) = (start.first_of_year(), einde.last_of_year());
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), INSTROOM, eerste.to_sqlx(), laatste.to_sqlx())?;
    // A month in which nobody came in is a month of zero, not an unknown one.
    let mut months: BTreeMap<(i16, i8), i64> =
        (eerste.year()..=laatste.year()).flat_map(|year| (1..=12).map(move |month| ((year, month), 0))).collect();
    for (dag, count) in rows {
        let dag = dag.to_jiff();
        *months.entry((dag.year(), dag.month())).or_default() += count;
    }
    Ok(months)
}
