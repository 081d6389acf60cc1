//! Conversations as lists show them: the diary, what has no outcome, what is still to be planned, and cure periods.

use std::collections::HashMap;

use domain::{
    brief::{Briefsoort, Spoor, uitgenodigd},
    datum::plaatselijk,
    gesprek::{Hersteltermijn, Partij, Termijnbrief},
    id::{GebruikerId, GesprekId, KlantId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result};

/// Conversations ($2: whose, $3: today) that are one's own, or of a colleague one stands in for today: what runs out does not
/// wait until that colleague is back.
macro_rules! eigen_of_waargenomen {
    () => {
        "g.gemeente = $1 and g.gebruiker_id in (select $2 union all select w.van_id from overname w
                where w.gemeente = $1 and w.aan_id = $2 and w.stand = 'geldt' and w.vanaf <= $3 and w.tot_en_met >= $3)
            and (g.gebruiker_id = $2 or exists (select 1 from overname w
                where w.gemeente = g.gemeente and w.van_id = g.gebruiker_id and w.van_id = k.klantmanager_id and w.aan_id = $2
                and w.stand = 'geldt' and w.vanaf <= $3 and w.tot_en_met >= $3
                and (w.alles or exists (select 1 from overname_klant o
                    where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = g.klant_id))))"
    };
}

/// Somebody did not come, and nothing followed: no cure period, and no later conversation that was planned or held. One that was
/// called off or moved is no follow-up; what took its place is.
macro_rules! zonder_vervolg {
    () => {
        "g.stand = 'niet_verschenen' and not exists (select 1 from gesprek v
                where v.gemeente = g.gemeente and v.klant_id = g.klant_id and v.moment > g.moment
                and v.stand not in ('verzet', 'afgezegd'))"
    };
}

/// Since when the newest letter about the cure period of a conversation `g` is on paper.
macro_rules! afgedrukt {
    () => {
        "(select n.afgedrukt_op from brief n where n.gemeente = g.gemeente and n.gesprek_id = g.id
            and n.soort = 'niet_verschenen' order by n.gemaakt_op desc, n.id desc limit 1)"
    };
}

/// The last day of a cure period: later than its letter says when that left late.
fn laatste_dag(brief: jiff_sqlx::Date, einde: jiff_sqlx::Date, afgedrukt: Option<jiff_sqlx::Timestamp>) -> Date {
    let termijn = Hersteltermijn { brief: brief.to_jiff(), einde: einde.to_jiff() };
    let op = |afgedrukt: jiff_sqlx::Timestamp| plaatselijk(afgedrukt.to_jiff()).date();
    afgedrukt.map_or(Termijnbrief::NietAfgedrukt, |moment| Termijnbrief::Afgedrukt(op(moment))).laatste_dag(termijn)
}

statements! {
    AGENDA = "select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where g.gemeente = $1 and g.gebruiker_id = $2 and g.dag between $3 and $4 and g.stand not in ('te_plannen', 'verzet')
        order by g.moment, g.id limit 200";
    OPEN_TUSSEN = "select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where g.gemeente = $1 and g.gebruiker_id = $2 and g.dag between $3 and $4
        and g.stand in ('gepland', 'uitgenodigd', 'bevestigd') order by g.moment, g.id";
    OPEN_BEFORE = "select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where g.gemeente = $1 and g.gebruiker_id = $2 and g.dag < $3 and g.stand in ('gepland', 'uitgenodigd', 'bevestigd')
        order by g.dag desc, g.moment desc, g.id limit $4";
    COUNT_OPEN_BEFORE = "select count(*) from gesprek
        where gemeente = $1 and gebruiker_id = $2 and dag < $3 and stand in ('gepland', 'uitgenodigd', 'bevestigd')";
    OVERLAP = "select count(*) from gesprek
        where gemeente = $1 and klant_id = $2 and dag = $3 and stand in ('gepland', 'uitgenodigd', 'bevestigd')";
    TE_PLANNEN = concat!("select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where ", eigen_of_waargenomen!(), " and g.stand = 'te_plannen' and k.uitkering_tot >= $3
        order by g.dag, g.id limit $4");
    HERSTELTERMIJNEN = concat!("select g.id, g.klant_id, k.naam, g.soort, g.hersteltermijn_brief, g.hersteltermijn_einde, ",
        afgedrukt!(), " as afgedrukt
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where ", eigen_of_waargenomen!(), " and g.stand = 'in_hersteltermijn'
        order by g.hersteltermijn_einde, g.id limit $4");
    ZONDER_VERVOLG = concat!("select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where ", eigen_of_waargenomen!(), " and ", zonder_vervolg!(), " and k.uitkering_tot >= $3
        order by g.dag, g.id limit $4");
    /// Who called it off stands in the encrypted text, and what the client knows in his letters. *Cross* keeps SQLite to the few
    /// that were called off: otherwise it reads the whole town.
    AFGEZEGD = concat!("select g.id, g.klant_id, k.naam, g.soort, g.moment, g.inhoud_versleuteld, g.uitgenodigd_bewijs,
            g.bevestigd_op
        from gesprek g cross join klantstand k
        where k.gemeente = g.gemeente and k.klant_id = g.klant_id and ", eigen_of_waargenomen!(), "
        and g.stand = 'afgezegd' and g.dag >= $3 and g.moment > $4 and g.uitgenodigd_op is not null
        and not exists (select 1 from uitkering o where o.gemeente = g.gemeente and o.klant_id = g.klant_id
            and o.reden_einde = 'overlijden')
        order by g.moment, g.id");
    /// The letters of those.
    BRIEVEN_AFGEZEGD = "select b.gesprek_id, b.soort, b.kenmerk, case when b.afgedrukt_op is not null
            or exists (select 1 from uitbak z where z.gemeente = b.gemeente and z.brief_id = b.id
                and z.stand in ('verzonden', 'aangeboden', 'onzeker')) then true else false end
        from gesprek g cross join brief b
        where g.gemeente = $1 and g.gebruiker_id in (select $2 union all select w.van_id from overname w
                where w.gemeente = $1 and w.aan_id = $2 and w.stand = 'geldt' and w.vanaf <= $3 and w.tot_en_met >= $3)
        and g.stand = 'afgezegd' and g.dag >= $3 and b.gemeente = $1 and b.gesprek_id = g.id";
    VERZUIM = concat!("select g.id, g.dag, g.stand, g.hersteltermijn_brief, g.hersteltermijn_einde, g.hersteltermijn_klaar, ",
        afgedrukt!(), " as afgedrukt
        from gesprek g
        where g.gemeente = $1 and g.klant_id = $2 and ((", zonder_vervolg!(), ") or g.stand = 'in_hersteltermijn'
            or (g.stand = 'naar_rechtmatigheid' and not exists (select 1 from rechtmatigheid r
                where r.gemeente = g.gemeente and r.gesprek_id = g.id and r.aanleiding = 'overdracht'
                and r.stand = 'afgerond')))
        order by g.moment, g.id");
    OPEN_TOT = "select id, soort, moment from gesprek
        where gemeente = $1 and klant_id = $2 and dag <= $3 and stand in ('gepland', 'uitgenodigd', 'bevestigd')
        order by moment, id";
}

/// A conversation as a diary shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRegel {
    /// Which conversation.
    pub id: GesprekId,
    /// With whom.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// A code of the kinds of conversation.
    pub soort: String,
    /// When.
    pub moment: Timestamp,
    /// How long.
    pub duur_minuten: i64,
    /// Where.
    pub plaats: String,
    /// The code of its state.
    pub stand: String,
}

#[derive(sqlx::FromRow)]
struct AgendaRow {
    id: Uuid,
    klant_id: Uuid,
    naam: String,
    soort: String,
    moment: jiff_sqlx::Timestamp,
    duur_minuten: i64,
    plaats: String,
    stand: String,
}

impl From<AgendaRow> for AgendaRegel {
    fn from(row: AgendaRow) -> Self {
        Self {
            id: row.id.into(),
            klant: row.klant_id.into(),
            naam: row.naam,
            soort: row.soort,
            moment: row.moment.to_jiff(),
            duur_minuten: row.duur_minuten,
            plaats: row.plaats,
            stand: row.stand,
        }
    }
}

/// The diary of a klantmanager from one day up to and including another.
pub async fn agenda(reader: &mut Reader, van: GebruikerId, eerste: Date, laatste: Date) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> =
        fetch!(reader, fetch_all(AgendaRow), AGENDA, van.uuid(), eerste.to_sqlx(), laatste.to_sqlx())?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The conversations of a klantmanager between two days that are still to be held, all of them.
pub async fn open_tussen(
    reader: &mut Reader,
    van: GebruikerId,
    eerste: Date,
    laatste: Date,
) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> =
        fetch!(reader, fetch_all(AgendaRow), OPEN_TUSSEN, van.uuid(), eerste.to_sqlx(), laatste.to_sqlx())?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Conversations of before a day whose outcome was never recorded, latest first.
pub async fn without_outcome(
    reader: &mut Reader,
    van: GebruikerId,
    voor: Date,
    limit: i64,
) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> = fetch!(reader, fetch_all(AgendaRow), OPEN_BEFORE, van.uuid(), voor.to_sqlx(), limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many there are of them.
pub async fn count_without_outcome(reader: &mut Reader, van: GebruikerId, voor: Date) -> Result<i64> {
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), COUNT_OPEN_BEFORE, van.uuid(), voor.to_sqlx())?;
    Ok(count)
}

/// How many conversations a client already has on a day, still to be held.
pub async fn open_on_day(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<i64> {
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), OVERLAP, klant.uuid(), dag.to_sqlx())?;
    Ok(count)
}

/// Conversations that a klantmanager must still give a time, those of a colleague he stands in for included, the most urgent
/// first. `moment` is the beginning of the day
/// before which it must be held.
pub async fn te_plannen(reader: &mut Reader, van: GebruikerId, vandaag: Date, limit: i64) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> = fetch!(reader, fetch_all(AgendaRow), TE_PLANNEN, van.uuid(), vandaag.to_sqlx(), limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A cure period as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermijnRegel {
    /// For which conversation.
    pub id: GesprekId,
    /// Who did not come.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// A code of the kinds of conversation.
    pub soort: String,
    /// The last day to repair it.
    pub einde: Date,
}

/// The cure periods of a klantmanager's conversations, and of those of a colleague he stands in for, that nobody closed yet;
/// also those whose last day has passed; the earliest end first.
pub async fn hersteltermijnen(
    reader: &mut Reader,
    van: GebruikerId,
    vandaag: Date,
    limit: i64,
) -> Result<Vec<TermijnRegel>> {
    type TermijnRow = (Uuid, Uuid, String, String, jiff_sqlx::Date, jiff_sqlx::Date, Option<jiff_sqlx::Timestamp>);
    let rows: Vec<TermijnRow> =
        fetch!(reader, fetch_all(TermijnRow), HERSTELTERMIJNEN, van.uuid(), vandaag.to_sqlx(), limit)?;
    let regel = |(id, klant, naam, soort, brief, einde, afgedrukt): TermijnRow| TermijnRegel {
        id: id.into(),
        klant: klant.into(),
        naam,
        soort,
        einde: laatste_dag(brief, einde, afgedrukt),
    };
    Ok(rows.into_iter().map(regel).collect())
}

/// The conversations of a klantmanager, and of those of a colleague he stands in for, for which the client did not come and
/// after which nothing was done yet, the longest waiting first. Who has no benefit any more is left out.
pub async fn zonder_vervolg(
    reader: &mut Reader,
    van: GebruikerId,
    vandaag: Date,
    limit: i64,
) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> =
        fetch!(reader, fetch_all(AgendaRow), ZONDER_VERVOLG, van.uuid(), vandaag.to_sqlx(), limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A conversation that the municipality called off while the client still thinks that it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onverteld {
    /// Which conversation.
    pub id: GesprekId,
    /// With whom.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// A code of the kinds of conversation.
    pub soort: String,
    /// When it was to be.
    pub moment: Timestamp,
}

/// The conversations of a klantmanager, and of those of a colleague he stands in for, that the municipality called off, that are
/// still to come, and of which the client was told that they are on and not that they are off; the first to come first.
pub async fn afgezegd_onverteld(
    reader: &mut Reader,
    van: GebruikerId,
    vandaag: Date,
    nu: Timestamp,
) -> Result<Vec<Onverteld>> {
    type BriefRow = (Uuid, String, String, bool);
    let rows: Vec<AfgezegdRow> =
        fetch!(reader, fetch_all(AfgezegdRow), AFGEZEGD, van.uuid(), vandaag.to_sqlx(), nu.to_sqlx())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let mut door_ons = Vec::new();
    for row in rows {
        let door = super::door(&sleutels, super::plaats(gemeente, row.id), row.inhoud_versleuteld.as_deref())?;
        if door == Some(Partij::Gemeente) {
            door_ons.push(row);
        }
    }
    if door_ons.is_empty() {
        return Ok(Vec::new());
    }
    let brieven: Vec<BriefRow> = fetch!(reader, fetch_all(BriefRow), BRIEVEN_AFGEZEGD, van.uuid(), vandaag.to_sqlx())?;
    let mut per_gesprek: HashMap<Uuid, Vec<Spoor<'_>>> = HashMap::new();
    for (gesprek, soort, kenmerk, weg) in &brieven {
        let soort = soort.parse().map_err(|()| Error::corrupt(soort))?;
        per_gesprek.entry(*gesprek).or_default().push(Spoor { soort, kenmerk, weg: *weg });
    }
    Ok(door_ons.into_iter().filter(|row| onverteld(row, per_gesprek.get(&row.id))).map(Into::into).collect())
}

#[derive(sqlx::FromRow)]
struct AfgezegdRow {
    id: Uuid,
    klant_id: Uuid,
    naam: String,
    soort: String,
    moment: jiff_sqlx::Timestamp,
    inhoud_versleuteld: Option<Vec<u8>>,
    uitgenodigd_bewijs: Option<String>,
    bevestigd_op: Option<jiff_sqlx::Date>,
}

impl From<AfgezegdRow> for Onverteld {
    fn from(row: AfgezegdRow) -> Self {
        let AfgezegdRow { id, klant_id, naam, soort, moment, .. } = row;
        Self { id: id.into(), klant: klant_id.into(), naam, soort, moment: moment.to_jiff() }
    }
}

/// Whether the client knows that it would be, and not that it is off.
fn onverteld(row: &AfgezegdRow, brieven: Option<&Vec<Spoor<'_>>>) -> bool {
    let brieven = || brieven.into_iter().flatten().copied();
    !brieven().any(|brief| brief.soort == Briefsoort::Afzegging)
        && (row.bevestigd_op.is_some() || uitgenodigd(row.uitgenodigd_bewijs.as_deref().unwrap_or_default(), brieven()))
}

/// What not showing led to so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verzuimstand {
    /// To nothing: nobody gave a cure period or planned another conversation.
    ZonderVervolg,
    /// To a cure period.
    Hersteltermijn {
        /// Its last day.
        einde: Date,
    },
    /// To a hand-over to lawfulness, which did not close the case yet.
    Overgedragen {
        /// When.
        op: Date,
    },
}

/// A conversation for which a client did not come, and that somebody still has to do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verzuim {
    /// Which conversation.
    pub gesprek: GesprekId,
    /// The day of it.
    pub dag: Date,
    /// What it led to.
    pub stand: Verzuimstand,
}

/// What is still open of a client's not showing, oldest first.
pub async fn verzuim(reader: &mut Reader, klant: KlantId) -> Result<Vec<Verzuim>> {
    type Dag = Option<jiff_sqlx::Date>;
    type Row = (Uuid, jiff_sqlx::Date, String, Dag, Dag, Dag, Option<jiff_sqlx::Timestamp>);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), VERZUIM, klant.uuid())?;
    rows.into_iter()
        .map(|(id, dag, stand, brief, einde, klaar, afgedrukt)| {
            let stand = match (stand.as_str(), brief.zip(einde), klaar) {
                ("niet_verschenen", ..) => Verzuimstand::ZonderVervolg,
                ("in_hersteltermijn", Some((brief, einde)), _) => {
                    Verzuimstand::Hersteltermijn { einde: laatste_dag(brief, einde, afgedrukt) }
                }
                ("naar_rechtmatigheid", _, Some(op)) => Verzuimstand::Overgedragen { op: op.to_jiff() },
                _ => return Err(Error::corrupt(&stand)),
            };
            Ok(Verzuim { gesprek: id.into(), dag: dag.to_jiff(), stand })
        })
        .collect()
}

/// A conversation of a client that waits for its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wachtend {
    /// Which conversation.
    pub id: GesprekId,
    /// A code of the kinds of conversation.
    pub soort: String,
    /// When.
    pub moment: Timestamp,
}

/// The conversations of a client up to and including a day that have no outcome yet, oldest first.
pub async fn open_tot(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<Vec<Wachtend>> {
    type Row = (Uuid, String, jiff_sqlx::Timestamp);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OPEN_TOT, klant.uuid(), dag.to_sqlx())?;
    let wachtend = |(id, soort, moment): Row| Wachtend { id: id.into(), soort, moment: moment.to_jiff() };
    Ok(rows.into_iter().map(wachtend).collect())
}
