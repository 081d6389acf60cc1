//! Plans of clients, each version with its steps.

mod rij;

use std::collections::HashMap;

use domain::{
    id::{GebruikerId, KlantId, PlanId, StapId, VerwijzingId},
    ontheffing::laatste_aaneengesloten,
    plan::{Feiten, Plan, Stap},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

pub(crate) use self::rij::{Kolommen, encrypt_inhoud, encrypt_stap};
use self::rij::{Row, StapRow};
use crate::{Error, Reader, Result, Writer, klantstand};

statements! {
    FIND = "select id, klant_id, nummer, vorige_id, opsteller_id, opgesteld, soort_doel, evaluatie, stand, vastgesteld_op,
            vastgesteld_door, akkoord_wijze, akkoord_op, akkoord_door, einde, inhoud_versleuteld, versie
        from plan where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, nummer, vorige_id, opsteller_id, opgesteld, soort_doel, evaluatie, stand, vastgesteld_op,
            vastgesteld_door, akkoord_wijze, akkoord_op, akkoord_door, einde, inhoud_versleuteld, versie
        from plan where gemeente = $1 and klant_id = $2 order by nummer";
    STAPPEN = "select id, plan_id, wie, voor, verwijzing_id, stand, stand_op, inhoud_versleuteld
        from plan_stap where gemeente = $1 and plan_id = $2 order by volgorde";
    STAPPEN_OF_KLANT = "select s.id, s.plan_id, s.wie, s.voor, s.verwijzing_id, s.stand, s.stand_op, s.inhoud_versleuteld
        from plan p join plan_stap s on s.gemeente = p.gemeente and s.plan_id = p.id
        where p.gemeente = $1 and p.klant_id = $2 order by p.nummer, s.volgorde";
    PLAN_OF_STAP = "select plan_id from plan_stap where gemeente = $1 and id = $2";
    INSERT = "insert into plan (gemeente, id, klant_id, nummer, vorige_id, opsteller_id, opgesteld, soort_doel, evaluatie, stand,
            vastgesteld_op, vastgesteld_door, akkoord_wijze, akkoord_op, akkoord_door, einde, inhoud_versleuteld,
            gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)";
    UPDATE = "update plan set soort_doel = $3, evaluatie = $4, stand = $5, vastgesteld_op = $6, vastgesteld_door = $7,
            akkoord_wijze = $8, akkoord_op = $9, akkoord_door = $10, einde = $11, inhoud_versleuteld = $12,
            gewijzigd_door = $13, gewijzigd_op = $14, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $15";
    DELETE_STAPPEN = "delete from plan_stap where gemeente = $1 and plan_id = $2";
    INSERT_STAP = "insert into plan_stap (gemeente, id, plan_id, volgorde, wie, voor, verwijzing_id, stand, stand_op,
            inhoud_versleuteld)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LAST_CHANGE = "select u.naam, p.gewijzigd_op from plan p
        left join gebruiker u on u.gemeente = p.gemeente and u.id = p.gewijzigd_door
        where p.gemeente = $1 and p.id = $2";
    PLICHT = "select k.geboortedatum,
            (select max(u.datum_ingang) from uitkering u where u.gemeente = k.gemeente and u.klant_id = k.klant_id
                and u.regeling = 'pw' and u.datum_ingang <= $3 and (u.datum_einde is null or u.datum_einde >= $3)),
            (select p.vastgesteld_op from plan p where p.gemeente = k.gemeente and p.klant_id = k.klant_id
                and p.stand = 'vastgesteld')
        from klantstand k where k.gemeente = $1 and k.klant_id = $2";
    ONTHEFFINGEN_9A = "select datum_ingang, datum_einde from ontheffing
        where gemeente = $1 and klant_id = $2 and grondslag = 'pw_9a' and not ingetrokken and datum_ingang <= $3
        order by datum_ingang, id";
    TE_EVALUEREN = "select k.klant_id, k.naam, p.evaluatie from klantstand k
        join plan p on p.gemeente = k.gemeente and p.klant_id = k.klant_id and p.stand = 'vastgesteld' and p.evaluatie < $3
        where k.gemeente = $1 and k.klantmanager_id = $2 and k.uitkering_tot >= $3
        order by p.evaluatie, k.klant_id limit $4";
    OVER_DATUM = "select s.id, s.plan_id, k.klant_id, k.naam, s.wie, s.voor, s.inhoud_versleuteld
        from klantstand k
        join plan p on p.gemeente = k.gemeente and p.klant_id = k.klant_id and p.stand = 'vastgesteld'
        join plan_stap s on s.gemeente = p.gemeente and s.plan_id = p.id and s.stand = 'open' and s.voor < $3
        where k.gemeente = $1 and k.klantmanager_id = $2 and k.uitkering_tot >= $3
        order by s.voor, s.id limit $4";
}

/// One version with its steps.
pub async fn find(reader: &mut Reader, id: PlanId) -> Result<Option<Plan>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    let Some(row) = row else { return Ok(None) };
    let stappen: Vec<StapRow> = fetch!(reader, fetch_all(StapRow), STAPPEN, id.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let stappen = stappen.into_iter().map(|stap| stap.decode(gemeente, &sleutels)).collect::<Result<Vec<_>>>()?;
    row.decode(gemeente, &sleutels, stappen).map(Some)
}

/// All versions of a client, oldest first, in two queries. The last that holds is the plan of today.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Plan>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let stappen: Vec<StapRow> = fetch!(reader, fetch_all(StapRow), STAPPEN_OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let mut per_plan: HashMap<Uuid, Vec<Stap>> = HashMap::new();
    for row in stappen {
        let plan = row.plan_id;
        per_plan.entry(plan).or_default().push(row.decode(gemeente, &sleutels)?);
    }
    rows.into_iter()
        .map(|row| {
            let stappen = per_plan.remove(&row.id).unwrap_or_default();
            row.decode(gemeente, &sleutels, stappen)
        })
        .collect()
}

/// The plan a step belongs to.
pub async fn find_by_stap(reader: &mut Reader, stap: StapId) -> Result<Option<Plan>> {
    let row: Option<(Uuid,)> = fetch!(reader, fetch_optional((Uuid,)), PLAN_OF_STAP, stap.uuid())?;
    match row {
        Some((plan,)) => find(reader, plan.into()).await,
        None => Ok(None),
    }
}

/// Adds a version. [`Error::Duplicate`] when it is there already, or when the client has another concept or plan that holds.
pub async fn insert(writer: &mut Writer, plan: &Plan, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt_inhoud(&writer.sleutels(), writer.gemeente(), plan)?;
    let kolommen = Kolommen::of(plan);
    execute!(
        writer,
        INSERT,
        plan.id.uuid(),
        plan.klant.uuid(),
        plan.nummer,
        plan.vorige.map(PlanId::uuid),
        plan.opsteller.uuid(),
        plan.opgesteld.to_sqlx(),
        plan.inhoud.soort.code(),
        plan.inhoud.evaluatie.to_sqlx(),
        plan.stand.code(),
        kolommen.vastgesteld_op,
        kolommen.vastgesteld_door,
        kolommen.akkoord_wijze,
        kolommen.akkoord_op,
        kolommen.akkoord_door,
        kolommen.einde,
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
    )?;
    insert_stappen(writer, plan).await?;
    klantstand::set_zonder_plan(writer, plan.klant).await
}

/// Writes a version with its steps; `plan.versie` is the version that was read.
pub async fn update(writer: &mut Writer, plan: &Plan, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt_inhoud(&writer.sleutels(), writer.gemeente(), plan)?;
    let kolommen = Kolommen::of(plan);
    let touched = execute!(
        writer,
        UPDATE,
        plan.id.uuid(),
        plan.inhoud.soort.code(),
        plan.inhoud.evaluatie.to_sqlx(),
        plan.stand.code(),
        kolommen.vastgesteld_op,
        kolommen.vastgesteld_door,
        kolommen.akkoord_wijze,
        kolommen.akkoord_op,
        kolommen.akkoord_door,
        kolommen.einde,
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        plan.versie,
    )?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    execute!(writer, DELETE_STAPPEN, plan.id.uuid())?;
    insert_stappen(writer, plan).await?;
    klantstand::set_zonder_plan(writer, plan.klant).await
}

/// A plan has a dozen steps at most; they are written one by one.
async fn insert_stappen(writer: &mut Writer, plan: &Plan) -> Result<()> {
    for (volgorde, stap) in (1_i64..).zip(&plan.inhoud.stappen) {
        let inhoud = encrypt_stap(&writer.sleutels(), writer.gemeente(), stap)?;
        execute!(
            writer,
            INSERT_STAP,
            stap.id.uuid(),
            plan.id.uuid(),
            volgorde,
            stap.wie.code(),
            stap.voor.to_sqlx(),
            stap.verwijzing.map(VerwijzingId::uuid),
            stap.stand.code(),
            stap.stand.op().map(jiff_sqlx::ToSqlx::to_sqlx),
            inhoud,
        )?;
    }
    Ok(())
}

/// Who changed a version last, and when.
pub async fn last_change(reader: &mut Reader, id: PlanId) -> Result<Option<(Option<String>, Timestamp)>> {
    type Change = (Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, id.uuid())?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}

/// What decides whether a client must have a plan on a day, and since when the present one was established.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plicht {
    /// Age, grant and exemption.
    pub feiten: Feiten,
    /// The day on which the plan that holds was established.
    pub vastgesteld: Option<Date>,
}

/// See [`Plicht`]; two queries. Nothing for a client of nobody here.
pub async fn plicht(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<Option<Plicht>> {
    type Day = Option<jiff_sqlx::Date>;
    type Found = (jiff_sqlx::Date, Day, Day);
    type Ontheffing = (jiff_sqlx::Date, Day);
    let row: Option<Found> = fetch!(reader, fetch_optional(Found), PLICHT, klant.uuid(), dag.to_sqlx())?;
    let Some((geboren, toekenning, vastgesteld)) = row else { return Ok(None) };
    let day = |day: Day| day.map(jiff_sqlx::Date::to_jiff);
    // An extension goes on with what it extends: the half year of PW 9a is not begun anew by it.
    let ontheffingen: Vec<Ontheffing> =
        fetch!(reader, fetch_all(Ontheffing), ONTHEFFINGEN_9A, klant.uuid(), dag.to_sqlx())?;
    let periodes = ontheffingen.into_iter().map(|(van, tot)| (van.to_jiff(), day(tot)));
    let ontheffing_9a = laatste_aaneengesloten(periodes).filter(|(_, tot)| tot.is_none_or(|tot| tot >= dag));
    Ok(Some(Plicht {
        feiten: Feiten {
            geboren: geboren.to_jiff(),
            toekenning: day(toekenning),
            ontheffing_9a: ontheffing_9a.map(|(van, _)| van),
        },
        vastgesteld: day(vastgesteld),
    }))
}

/// A step whose day has passed, as a list of work shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverDatum {
    /// Which step.
    pub stap: StapId,
    /// Of which plan.
    pub plan: PlanId,
    /// Whose.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// What was to be done.
    pub wat: String,
    /// Code of who was to do it: `klant`, `klantmanager` or `ander`.
    pub wie: String,
    /// Before or on which day.
    pub voor: Date,
}

#[derive(sqlx::FromRow)]
struct OverDatumRow {
    id: Uuid,
    plan_id: Uuid,
    klant_id: Uuid,
    naam: String,
    wie: String,
    voor: jiff_sqlx::Date,
    inhoud_versleuteld: Option<Vec<u8>>,
}

/// A plan that holds and should have been evaluated by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeEvalueren {
    /// Of whom.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// The day on which it was to be evaluated.
    pub evaluatie: Date,
}

/// The plans of the clients of a klantmanager whose day of evaluation has passed, the longest waiting first: the college evaluates
/// the plan with the client (PW 44a). Who has no benefit any more is left out.
pub async fn te_evalueren(reader: &mut Reader, van: GebruikerId, dag: Date, limit: i64) -> Result<Vec<TeEvalueren>> {
    type Row = (Uuid, String, jiff_sqlx::Date);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), TE_EVALUEREN, van.uuid(), dag.to_sqlx(), limit)?;
    let regel =
        |(klant, naam, evaluatie): Row| TeEvalueren { klant: klant.into(), naam, evaluatie: evaluatie.to_jiff() };
    Ok(rows.into_iter().map(regel).collect())
}

/// The open steps of before a day in the plans of a klantmanager's clients with a running benefit, oldest first. One query,
/// through the caseload and the index of open steps.
pub async fn over_datum(reader: &mut Reader, van: GebruikerId, dag: Date, limit: i64) -> Result<Vec<OverDatum>> {
    let rows: Vec<OverDatumRow> =
        fetch!(reader, fetch_all(OverDatumRow), OVER_DATUM, van.uuid(), dag.to_sqlx(), limit)?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            Ok(OverDatum {
                wat: rij::decrypt_stap(&sleutels, gemeente, row.id, row.inhoud_versleuteld.as_deref())?.wat,
                stap: row.id.into(),
                plan: row.plan_id.into(),
                klant: row.klant_id.into(),
                naam: row.naam,
                wie: row.wie,
                voor: row.voor.to_jiff(),
            })
        })
        .collect()
}
