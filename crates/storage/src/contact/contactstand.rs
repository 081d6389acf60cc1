//! When each client is due for a conversation: derived from norm and history, in the transaction that changes one of them,
//! so that a list reads it instead of computing it. After a new norm every client is worked out anew ([`recompute`]).

mod schrijven;

use std::collections::BTreeMap;

use domain::{
    codelijst::Code,
    contactnorm::{Contactnorm, Frequentie, Maatwerk, Marges},
    contactstand::{Contactstand, Contactstatus, Gevoerd, Invoer, uit_beeld_grens},
    datum::{Periode, plaatselijk, plus_dagen},
    dossier::Dossier,
    gesprek::GesprekStand,
    id::{GebruikerId, KlantId, TeamId},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use self::schrijven::{nieuw, upsert};
use crate::{
    Error, Reader, Result, Writer,
    bulk::stapel::{Kader, Stapel},
    contactnorm,
    db::Connection,
    klantstand::{GEEN_EINDE, Klantstand, NOOIT, lock_alle},
    sql::Sql,
};

statements! {
    GEVOERD = "select soort, max(dag) from gesprek where gemeente = $1 and klant_id = $2 and stand = 'gevoerd' group by soort";
    SET_GEVOERD = "insert into contactstand (gemeente, klant_id, gevoerd, vroegst, uiterlijk, gesprekken_per_jaar,
            minuten_per_jaar)
        values ($1, $2, $3, '0001-01-01', '9999-12-31', 0, 0)
        on conflict (gemeente, klant_id) do update set gevoerd = excluded.gevoerd";
    FIND = "select vroegst, uiterlijk, gesprekken_per_jaar, minuten_per_jaar
        from contactstand where gemeente = $1 and klant_id = $2";
    IDS = "select klant_id from klantstand where gemeente = $1 and klant_id > $2 order by klant_id limit $3";
    /// Whoever has no benefit is never due, whatever the norm.
    IDS_LOPEND = "select klant_id from klantstand where gemeente = $1 and klant_id > $2 and lopend = 1
        order by klant_id limit $3";
    /// Per klantmanager of a team: clients whose benefit runs, and how many are due soon, due, overdue and critically
    /// overdue, and how many are out of sight ([`domain::contactstand::uit_beeld`]).
    /// *Cross* keeps SQLite to this order: a team is small, a town is not.
    TELLING_TEAM = "select s.klantmanager_id, count(*),
            coalesce(sum(case when c.uiterlijk between $3 and $4 then 1 else 0 end), 0),
            coalesce(sum(case when c.uiterlijk between $5 and $6 then 1 else 0 end), 0),
            coalesce(sum(case when c.uiterlijk between $7 and $8 then 1 else 0 end), 0),
            coalesce(sum(case when c.uiterlijk < $7 then 1 else 0 end), 0),
            coalesce(sum(case when s.laatste_gesprek <= $10 and s.uitkering_ingang <= $10 then 1 else 0 end), 0)
        from gebruiker g cross join klantstand s cross join contactstand c
        where g.gemeente = $1 and g.team_id = $2 and s.gemeente = g.gemeente and s.klantmanager_id = g.id
        and c.gemeente = s.gemeente and c.klant_id = s.klant_id and s.uitkering_tot >= $9 group by s.klantmanager_id";
}

/// Which days someone is due, as lists and pages show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beurt {
    /// The first day on which a next conversation counts.
    pub vroegst: Option<Date>,
    /// The day on which it is due.
    pub uiterlijk: Option<Date>,
    /// How often a year, by the rule that then holds; 0 when there is none.
    pub gesprekken_per_jaar: i64,
    /// For how long a year, in minutes.
    pub minuten_per_jaar: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    vroegst: jiff_sqlx::Date,
    uiterlijk: jiff_sqlx::Date,
    gesprekken_per_jaar: i64,
    minuten_per_jaar: i64,
}

impl From<Row> for Beurt {
    fn from(row: Row) -> Self {
        let unless = |dag: jiff_sqlx::Date, sentinel| Some(dag.to_jiff()).filter(|dag| *dag != sentinel);
        Self {
            vroegst: unless(row.vroegst, NOOIT),
            uiterlijk: unless(row.uiterlijk, GEEN_EINDE),
            gesprekken_per_jaar: row.gesprekken_per_jaar,
            minuten_per_jaar: row.minuten_per_jaar,
        }
    }
}

/// When a client is due.
pub async fn find(reader: &mut Reader, klant: KlantId) -> Result<Option<Beurt>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, klant.uuid())?;
    Ok(row.map(Into::into))
}

/// How many clients of a klantmanager are due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// All whose benefit runs.
    pub klanten: i64,
    /// Due soon.
    pub binnenkort: i64,
    /// Due.
    pub aan_de_beurt: i64,
    /// Overdue.
    pub te_laat: i64,
    /// Critically overdue.
    pub ernstig_te_laat: i64,
    /// Not spoken to for so long that nobody knows how they are.
    pub uit_beeld: i64,
}

/// The first and last due date of a status; a status without due dates has none that is stored.
fn grenzen(status: Contactstatus, vandaag: Date, marges: Marges) -> (Date, Date) {
    status.grenzen(vandaag, marges).unwrap_or((GEEN_EINDE, NOOIT))
}

/// How many clients of every klantmanager of a team are due on a day.
pub async fn telling_team(
    reader: &mut Reader,
    team: TeamId,
    vandaag: Date,
    marges: Marges,
) -> Result<Vec<(GebruikerId, Telling)>> {
    type Tellingen = (Uuid, i64, i64, i64, i64, i64, i64);
    let [a, b, c] = [Contactstatus::Binnenkort, Contactstatus::AanDeBeurt, Contactstatus::TeLaat]
        .map(|status| grenzen(status, vandaag, marges));
    let rows: Vec<Tellingen> = fetch!(
        reader,
        fetch_all(Tellingen),
        TELLING_TEAM,
        team.uuid(),
        a.0.to_sqlx(),
        a.1.to_sqlx(),
        b.0.to_sqlx(),
        b.1.to_sqlx(),
        c.0.to_sqlx(),
        c.1.to_sqlx(),
        vandaag.to_sqlx(),
        uit_beeld_grens(vandaag, marges).to_sqlx(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(wie, klanten, binnenkort, aan_de_beurt, te_laat, ernstig_te_laat, uit_beeld)| {
            (wie.into(), Telling { klanten, binnenkort, aan_de_beurt, te_laat, ernstig_te_laat, uit_beeld })
        })
        .collect())
}

/// Works one client out anew from the histories.
pub async fn refresh(writer: &mut Writer, klant: KlantId) -> Result<()> {
    lock_alle(writer, &[klant]).await?;
    let rows: Vec<(String, jiff_sqlx::Date)> =
        fetch!(writer, fetch_all((String, jiff_sqlx::Date)), GEVOERD, klant.uuid())?;
    let gevoerd: BTreeMap<String, Date> = rows.into_iter().map(|(soort, dag)| (soort, dag.to_jiff())).collect();
    execute!(writer, SET_GEVOERD, klant.uuid(), als_tekst(&gevoerd)?)?;
    let normen = contactnorm::normen(writer).await?;
    recompute(writer, &normen, &[klant]).await
}

fn als_tekst(gevoerd: &BTreeMap<String, Date>) -> Result<String> {
    serde_json::to_string(gevoerd).map_err(Error::corrupt)
}

/// The ids of all clients after one, in order: what a run through all of them goes by.
pub async fn ids(reader: &mut Reader, na: Option<KlantId>, limit: i64) -> Result<Vec<KlantId>> {
    page(reader, IDS, na, limit).await
}

/// The ids of clients whose benefit runs, in the same way.
pub async fn ids_lopend(reader: &mut Reader, na: Option<KlantId>, limit: i64) -> Result<Vec<KlantId>> {
    page(reader, IDS_LOPEND, na, limit).await
}

async fn page(reader: &mut Reader, sql: Sql, na: Option<KlantId>, limit: i64) -> Result<Vec<KlantId>> {
    let na = na.map_or_else(Uuid::nil, KlantId::uuid);
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), sql, na, limit)?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// What is known of a client that a due date depends on.
#[derive(Default)]
struct Gegevens {
    ingang: Option<Date>,
    /// The last day of the benefit, when that is known.
    einde: Option<Date>,
    segment: Option<Code>,
    gevoerd: String,
    ontheffingen: Vec<Periode>,
    /// Off benefit by a pause of this benefit.
    pauzes: Vec<Periode>,
    maatwerk: Vec<Maatwerk>,
}

/// A row of `contactstand` to be written.
pub(crate) struct Stand {
    klant: Uuid,
    gevoerd: String,
    vroegst: Date,
    uiterlijk: Date,
    gesprekken_per_jaar: i64,
    minuten_per_jaar: i64,
}

impl Stand {
    fn leid_af(klant: Uuid, gegevens: Gegevens, normen: &[Contactnorm]) -> Result<Self> {
        let gevoerd: BTreeMap<Code, Date> = match gegevens.gevoerd.as_str() {
            "" => BTreeMap::new(),
            text => serde_json::from_str(text).map_err(Error::corrupt)?,
        };
        let gesprekken: Vec<Gevoerd<'_>> = gevoerd.iter().map(|(soort, dag)| Gevoerd { soort, dag: *dag }).collect();
        let stand = Contactstand::leid_af(&Invoer {
            uitkering_ingang: gegevens.ingang,
            uitkering_einde: gegevens.einde,
            gesprekken: &gesprekken,
            segment: gegevens.segment.as_ref(),
            ontheffingen: &gegevens.ontheffingen,
            pauzes: &gegevens.pauzes,
            maatwerk: &gegevens.maatwerk,
            normen,
        });
        let gevoerd = if gegevens.gevoerd.is_empty() { "{}".to_owned() } else { gegevens.gevoerd };
        Ok(Self {
            klant,
            gevoerd,
            vroegst: stand.vroegst.unwrap_or(NOOIT),
            uiterlijk: stand.uiterlijk.unwrap_or(GEEN_EINDE),
            gesprekken_per_jaar: stand.regel.map_or(0, |regel| regel.gesprekken_per_jaar.per_jaar()),
            minuten_per_jaar: stand.regel.map_or(0, |regel| regel.minuten_per_jaar),
        })
    }
}

/// Most clients per statement.
const PER_KEER: usize = 500;

/// Works clients out anew, some statements for every five hundred.
pub async fn recompute(writer: &mut Writer, normen: &[Contactnorm], klanten: &[KlantId]) -> Result<()> {
    for deel in klanten.chunks(PER_KEER) {
        lock_alle(writer, deel).await?;
        let mut gegevens = lees(writer, deel).await?;
        let standen: Vec<Stand> = deel
            .iter()
            .filter_map(|klant| gegevens.remove(klant).map(|gegevens| Stand::leid_af(klant.uuid(), gegevens, normen)))
            .collect::<Result<_>>()?;
        upsert(writer, &standen).await?;
    }
    Ok(())
}

/// Runs a query for many clients at once: `$head (their ids as column1) $tail gemeente`. *Cross* in its text keeps SQLite from
/// reading a whole table for every five hundred. PostgreSQL gets the ids as one array, so that it knows the text again.
macro_rules! fetch_klanten {
    ($reader:expr, $row:ty, $head:expr, $tail:expr, $klanten:expr) => {{
        let gemeente = $reader.gemeente().code().to_owned();
        match $reader.connection() {
            Connection::Sqlite(connection) => {
                let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($head);
                query.push_values($klanten, |mut row, klant: &KlantId| {
                    row.push_bind(klant.uuid());
                });
                query.push($tail).push_bind(gemeente);
                query.build_query_as::<$row>().fetch_all(connection).await
            }
            Connection::Postgres(connection) => {
                let ids: Vec<Uuid> = $klanten.iter().map(|klant: &KlantId| klant.uuid()).collect();
                let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($head);
                query.push("select unnest(").push_bind(ids).push(") as column1").push($tail).push_bind(gemeente);
                query.build_query_as::<$row>().fetch_all(connection).await
            }
        }
        .map_err(Error::from)
    }};
}
pub(crate) use fetch_klanten;

/// First and last day of the latest benefit, as the derivation asks for them.
fn uitkering(ingang: Date, tot: Date, lopend: bool) -> (Option<Date>, Option<Date>) {
    (Some(ingang).filter(|dag| lopend && *dag != NOOIT), Some(tot).filter(|dag| *dag != GEEN_EINDE))
}

async fn lees(reader: &mut Reader, klanten: &[KlantId]) -> Result<BTreeMap<KlantId, Gegevens>> {
    type Persoon = (Uuid, jiff_sqlx::Date, jiff_sqlx::Date, i64, String, Option<String>);
    type Ontheffing = (Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
    type Pauze = (Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
    type Anders = (Uuid, i64, i64, Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
    let mut gevonden: BTreeMap<KlantId, Gegevens> = BTreeMap::new();
    let personen: Vec<Persoon> = fetch_klanten!(
        reader,
        Persoon,
        "select s.klant_id, s.uitkering_ingang, s.uitkering_tot, cast(s.lopend as bigint), s.segment, c.gevoerd from (",
        ") as v cross join klantstand s left join contactstand c on c.gemeente = s.gemeente and c.klant_id = s.klant_id
            where s.klant_id = v.column1 and s.gemeente = ",
        klanten
    )?;
    for (klant, ingang, tot, lopend, segment, gevoerd) in personen {
        let gegevens = gevonden.entry(klant.into()).or_default();
        // Who was swept out has left: an old due date would only be read past.
        (gegevens.ingang, gegevens.einde) = uitkering(ingang.to_jiff(), tot.to_jiff(), lopend == 1);
        gegevens.segment = if segment.is_empty() { None } else { Some(segment.parse().map_err(Error::corrupt)?) };
        gegevens.gevoerd = gevoerd.unwrap_or_default();
    }
    let ontheffingen: Vec<Ontheffing> = fetch_klanten!(
        reader,
        Ontheffing,
        "select o.klant_id, o.datum_ingang, o.datum_einde from (",
        ") as v cross join ontheffing o where o.klant_id = v.column1
            and not o.ingetrokken and o.verplichtingen in ('a', 'a_c', 'a_b_c') and o.gemeente = ",
        klanten
    )?;
    let periode = |van: jiff_sqlx::Date, tot: Option<jiff_sqlx::Date>| Periode {
        van: van.to_jiff(),
        tot_en_met: tot.map(jiff_sqlx::Date::to_jiff),
    };
    for (klant, van, tot) in ontheffingen {
        gevonden.entry(klant.into()).or_default().ontheffingen.push(periode(van, tot));
    }
    let pauzes: Vec<Pauze> = fetch_klanten!(
        reader,
        Pauze,
        "select p.klant_id, p.eerste_dag, p.stand_op from (",
        ") as v cross join pauze p where p.klant_id = v.column1 and p.stand in ('loopt', 'teruggekeerd') and p.gemeente = ",
        klanten
    )?;
    for (klant, van, terug) in pauzes {
        let gegevens = gevonden.entry(klant.into()).or_default();
        let van = van.to_jiff();
        // One of an earlier benefit that ended otherwise, and on which nobody decided, says nothing of this one.
        if gegevens.ingang.is_some_and(|ingang| van > ingang) {
            let tot_en_met = terug.map(|dag| plus_dagen(dag.to_jiff(), -1));
            gegevens.pauzes.push(Periode { van, tot_en_met });
        }
    }
    let maatwerk: Vec<Anders> = fetch_klanten!(
        reader,
        Anders,
        "select m.klant_id, m.gesprekken_per_jaar, m.minuten_per_jaar, m.door, m.vanaf, m.tot_en_met from (",
        ") as v cross join maatwerk m where m.klant_id = v.column1 and m.gemeente = ",
        klanten
    )?;
    for (klant, gesprekken, minuten_per_jaar, door, van, tot) in maatwerk {
        gevonden.entry(klant.into()).or_default().maatwerk.push(Maatwerk {
            gesprekken_per_jaar: Frequentie::try_from(gesprekken).map_err(Error::corrupt)?,
            minuten_per_jaar,
            // Nothing follows from why it was agreed; it stays encrypted.
            reden: String::new(),
            door: door.into(),
            periode: periode(van, tot),
        });
    }
    Ok(gevonden)
}

/// The rows of dossiers that are about to be written: [`refresh`] in Rust. A test holds the two together.
pub(crate) fn dossiers(kader: &Kader, dossiers: &[Dossier], normen: &[Contactnorm]) -> Result<Stapel> {
    let standen: Vec<Stand> = dossiers.iter().map(|dossier| van_dossier(dossier, normen)).collect::<Result<_>>()?;
    Ok(nieuw(kader, &standen))
}

fn van_dossier(dossier: &Dossier, normen: &[Contactnorm]) -> Result<Stand> {
    let mut gevoerd: BTreeMap<String, Date> = BTreeMap::new();
    for gesprek in dossier.gesprekken.iter().filter(|g| matches!(g.stand, GesprekStand::Gevoerd(_))) {
        let dag = plaatselijk(gesprek.moment).date();
        let laatste = gevoerd.entry(gesprek.soort.as_str().to_owned()).or_insert(dag);
        *laatste = dag.max(*laatste);
    }
    let nu = Klantstand::of(dossier);
    let (ingang, einde) = uitkering(nu.uitkering_ingang, nu.uitkering_tot, true);
    let gegevens = Gegevens {
        ingang,
        einde,
        segment: if nu.segment.is_empty() { None } else { Some(nu.segment.parse().map_err(Error::corrupt)?) },
        gevoerd: als_tekst(&gevoerd)?,
        ontheffingen: dossier
            .ontheffingen
            .iter()
            .filter(|ontheffing| ontheffing.verplichtingen.omvat_arbeid())
            .map(|ontheffing| Periode { van: ontheffing.datum_ingang, tot_en_met: ontheffing.datum_einde })
            .collect(),
        pauzes: Vec::new(),
        maatwerk: Vec::new(),
    };
    Stand::leid_af(dossier.klant.id.uuid(), gegevens, normen)
}
