//! How heavy caseloads are: what the norm asks today, in groups that are weighed alike, and the histories from which the same
//! follows for any week of the past.
//!
//! What is asked is counted, not stored per client: it follows from the segment, exemptions and agreements *of the day*, so
//! a number that was stored yesterday may be wrong today without anybody having changed anything.

use std::collections::HashMap;

use domain::{
    belasting::{Belasting, Contactaandeel, Groep, Jaarkalender, Verleden, aandeel_op, maandag_van},
    codelijst::Code,
    contactnorm::{Contactnorm, Frequentie, Maatwerk, norm_op},
    datum::{Periode, plus_dagen},
    id::{GebruikerId, KlantId, TeamId},
    termijn::Werkkalender,
    werkrooster::{Afwezigheid, Werkrooster},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, sluitingsdag, werkrooster};

/// The clients of some klantmanagers whose benefit runs on a day ($2): it has begun, and not ended. There are few people, so *cross* keeps SQLite to
/// beginning with them.
macro_rules! van {
    ($wie:literal) => {
        concat!(
            "gebruiker g cross join klantstand s where g.gemeente = $1 and ",
            $wie,
            " and s.gemeente = g.gemeente and s.klantmanager_id = g.id and s.uitkering_tot >= $2
                and s.uitkering_ingang <= $2"
        )
    };
}

/// What is asked of these klantmanagers, in groups that are weighed alike.
macro_rules! per_groep {
    ($wie:literal) => {
        concat!(
            "select x.klantmanager_id, x.groep, x.maatwerk, count(*) from (select s.klantmanager_id, ",
            groep!(),
            " from ",
            van!($wie),
            ") x group by x.klantmanager_id, x.groep, x.maatwerk"
        )
    };
}

/// In which group a client is on a day ($2): minutes of an agreement when there is one, else *ontheven* or the segment. Not
/// *exists*: PostgreSQL then reads every exemption of the town first, to look up those of one team.
macro_rules! groep {
    () => {
        "case when s.ontheffing_tot >= $2 and (select 1 from ontheffing o
                where o.gemeente = s.gemeente and o.klant_id = s.klant_id and not o.ingetrokken
                and o.verplichtingen in ('a', 'a_c', 'a_b_c') and o.datum_ingang <= $2
                and (o.datum_einde is null or o.datum_einde >= $2) limit 1) = 1
            then 'ontheven' else s.segment end as groep,
        case when (select 1 from maatwerk m where m.gemeente = s.gemeente and m.klant_id = s.klant_id limit 1) = 1
            then (select m.minuten_per_jaar from maatwerk m where m.gemeente = s.gemeente and m.klant_id = s.klant_id
                and m.vanaf <= $2 and (m.tot_en_met is null or m.tot_en_met >= $2)
                order by m.vanaf desc, m.gesprekken_per_jaar desc, m.minuten_per_jaar desc limit 1) end as maatwerk"
    };
}

/// Assignments to somebody of a team ($2) in a period ($3 to $4).
macro_rules! in_team {
    () => {
        "gebruiker g cross join toewijzing t
            where g.gemeente = $1 and g.team_id = $2
            and t.gemeente = g.gemeente and t.gebruiker_id = g.id
            and t.vanaf <= $4 and (t.tot_en_met is null or t.tot_en_met >= $3)"
    };
}

/// The clients of these assignments, each once.
macro_rules! klanten_in_team {
    () => {
        concat!("(select distinct t.klant_id from ", in_team!(), ") k")
    };
}

statements! {
    VAN_EEN = per_groep!("g.id = $3");
    VAN_TEAM = per_groep!("g.team_id = $3");
    VAN_ALLEN = per_groep!("g.id is not null");
    PER_KLANT = concat!("select s.klant_id, ", groep!(), " from ", van!("g.id = $3"));
    ZONDER = concat!("select s.klant_id, ", groep!(), " from klantstand s where s.gemeente = $1 and s.klantmanager_id is null
        and s.uitkering_tot >= $2 order by s.sorteersleutel, s.klant_id limit $3");
    COUNT_ZONDER = "select count(*) from klantstand
        where gemeente = $1 and klantmanager_id is null and uitkering_tot >= $2";
    TOEWIJZINGEN = concat!("select t.klant_id, t.gebruiker_id, t.vanaf, t.tot_en_met from ", in_team!());
    UITKERINGEN = concat!("select k.klant_id, u.datum_ingang, u.datum_einde from ", klanten_in_team!(), "
        cross join uitkering u where u.gemeente = $1 and u.klant_id = k.klant_id
        and u.datum_ingang <= $4 and (u.datum_einde is null or u.datum_einde >= $3)");
    SEGMENTEN = concat!("select k.klant_id, s.segment, s.vanaf, s.tot_en_met from ", klanten_in_team!(), "
        cross join segmentering s where s.gemeente = $1 and s.klant_id = k.klant_id
        and s.vanaf <= $4 and (s.tot_en_met is null or s.tot_en_met >= $3)");
    ONTHEFFINGEN = concat!("select k.klant_id, o.datum_ingang, o.datum_einde from ", klanten_in_team!(), "
        cross join ontheffing o where o.gemeente = $1 and o.klant_id = k.klant_id and not o.ingetrokken
        and o.verplichtingen in ('a', 'a_c', 'a_b_c')
        and o.datum_ingang <= $4 and (o.datum_einde is null or o.datum_einde >= $3)");
    MAATWERK = concat!("select k.klant_id, m.gesprekken_per_jaar, m.minuten_per_jaar, m.door, m.vanaf, m.tot_en_met
        from ", klanten_in_team!(), " cross join maatwerk m where m.gemeente = $1 and m.klant_id = k.klant_id
        and m.vanaf <= $4 and (m.tot_en_met is null or m.tot_en_met >= $3)");
    TOEWIJZINGEN_VAN = "select t.klant_id, t.gebruiker_id, t.vanaf, t.tot_en_met from toewijzing t
        where t.gemeente = $1 and t.klant_id > $2 and t.klant_id <= $5
        and t.vanaf <= $4 and (t.tot_en_met is null or t.tot_en_met >= $3)";
    UITKERINGEN_VAN = "select u.klant_id, u.datum_ingang, u.datum_einde from uitkering u
        where u.gemeente = $1 and u.klant_id > $2 and u.klant_id <= $5
        and u.datum_ingang <= $4 and (u.datum_einde is null or u.datum_einde >= $3)";
    SEGMENTEN_VAN = "select s.klant_id, s.segment, s.vanaf, s.tot_en_met from segmentering s
        where s.gemeente = $1 and s.klant_id > $2 and s.klant_id <= $5
        and s.vanaf <= $4 and (s.tot_en_met is null or s.tot_en_met >= $3)";
    ONTHEFFINGEN_VAN = "select o.klant_id, o.datum_ingang, o.datum_einde from ontheffing o
        where o.gemeente = $1 and o.klant_id > $2 and o.klant_id <= $5 and not o.ingetrokken
        and o.verplichtingen in ('a', 'a_c', 'a_b_c')
        and o.datum_ingang <= $4 and (o.datum_einde is null or o.datum_einde >= $3)";
    MAATWERK_VAN = "select m.klant_id, m.gesprekken_per_jaar, m.minuten_per_jaar, m.door, m.vanaf, m.tot_en_met from maatwerk m
        where m.gemeente = $1 and m.klant_id > $2 and m.klant_id <= $5
        and m.vanaf <= $4 and (m.tot_en_met is null or m.tot_en_met >= $3)";
    AANDELEN = "select vanaf, procent, bron from contactaandeel where gemeente = $1 order by vanaf";
    SET_AANDEEL = "insert into contactaandeel (gemeente, vanaf, procent, bron, door) values ($1, $2, $3, $4, $5)
        on conflict (gemeente, vanaf) do update set procent = excluded.procent, bron = excluded.bron, door = excluded.door";
    DELETE_AANDEEL = "delete from contactaandeel where gemeente = $1 and vanaf = $2";
    VERDELEN = "select import_verdelen from gemeente where gemeente = $1";
    SET_VERDELEN = "update gemeente set import_verdelen = $2 where gemeente = $1";
}

/// Which klantmanagers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wie {
    /// One.
    Een(GebruikerId),
    /// Those of a team.
    Team(TeamId),
    /// All of the municipality.
    Allen,
}

/// What is asked for some clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gevraagd {
    /// Heads.
    pub klanten: i64,
    /// Minutes a year; `None` without a norm.
    pub minuten: Option<i64>,
}

impl Gevraagd {
    const fn niets(norm: Option<&Contactnorm>) -> Self {
        Self { klanten: 0, minuten: if norm.is_some() { Some(0) } else { None } }
    }

    fn tel(&mut self, groep: &Groep, klanten: i64, norm: Option<&Contactnorm>) {
        self.klanten += klanten;
        self.minuten = self.minuten.zip(norm).map(|(tot, norm)| tot + groep.minuten(norm) * klanten);
    }
}

fn groep(groep: &str, maatwerk: Option<i64>) -> Result<Groep> {
    Ok(match (maatwerk, groep) {
        (Some(minuten), _) => Groep::Maatwerk(minuten),
        (None, "ontheven") => Groep::Ontheven,
        (None, "") => Groep::Segment(None),
        (None, segment) => Groep::Segment(Some(segment.parse().map_err(Error::corrupt)?)),
    })
}

/// What the norm of a day asks of klantmanagers; who has no clients is left out.
pub async fn gevraagd(
    reader: &mut Reader,
    wie: Wie,
    dag: Date,
    normen: &[Contactnorm],
) -> Result<HashMap<GebruikerId, Gevraagd>> {
    type Row = (Uuid, String, Option<i64>, i64);
    let rows: Vec<Row> = match wie {
        Wie::Een(wie) => fetch!(reader, fetch_all(Row), VAN_EEN, dag.to_sqlx(), wie.uuid()),
        Wie::Team(team) => fetch!(reader, fetch_all(Row), VAN_TEAM, dag.to_sqlx(), team.uuid()),
        Wie::Allen => fetch!(reader, fetch_all(Row), VAN_ALLEN, dag.to_sqlx()),
    }?;
    let norm = norm_op(normen, dag);
    let mut per_persoon: HashMap<GebruikerId, Gevraagd> = HashMap::new();
    for (wie, code, maatwerk, klanten) in rows {
        let som = per_persoon.entry(wie.into()).or_insert_with(|| Gevraagd::niets(norm));
        som.tel(&groep(&code, maatwerk)?, klanten, norm);
    }
    Ok(per_persoon)
}

/// What the norm of a day asks for some clients of a klantmanager; `None`: for all of them.
pub async fn gevraagd_voor(
    reader: &mut Reader,
    wie: GebruikerId,
    klanten: Option<&[KlantId]>,
    dag: Date,
    normen: &[Contactnorm],
) -> Result<Gevraagd> {
    type Row = (Uuid, String, Option<i64>);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), PER_KLANT, dag.to_sqlx(), wie.uuid())?;
    let norm = norm_op(normen, dag);
    let mut som = Gevraagd::niets(norm);
    for (klant, code, maatwerk) in rows {
        if klanten.is_none_or(|klanten| klanten.contains(&klant.into())) {
            som.tel(&groep(&code, maatwerk)?, 1, norm);
        }
    }
    Ok(som)
}

/// Clients with a running benefit who have no klantmanager, each with the minutes that the norm of a day asks (0 without one).
pub async fn zonder_klantmanager(
    reader: &mut Reader,
    dag: Date,
    normen: &[Contactnorm],
    limit: i64,
) -> Result<Vec<(KlantId, i64)>> {
    type Row = (Uuid, String, Option<i64>);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), ZONDER, dag.to_sqlx(), limit)?;
    let norm = norm_op(normen, dag);
    rows.into_iter()
        .map(|(klant, code, maatwerk)| {
            let groep = groep(&code, maatwerk)?;
            Ok((klant.into(), norm.map_or(0, |norm| groep.minuten(norm))))
        })
        .collect()
}

/// How many these are.
pub async fn count_zonder(reader: &mut Reader, dag: Date) -> Result<i64> {
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), COUNT_ZONDER, dag.to_sqlx())?;
    Ok(aantal)
}

/// How heavy caseloads are on a day.
#[derive(Debug, Clone)]
pub struct Belastingen {
    per_persoon: HashMap<GebruikerId, Belasting>,
    /// Of somebody who has no clients and of whom no pattern is known.
    leeg: Belasting,
}

impl Belastingen {
    /// That of one klantmanager.
    #[must_use]
    pub fn van(&self, wie: GebruikerId) -> Belasting {
        self.per_persoon.get(&wie).copied().unwrap_or(self.leeg)
    }

    /// Whether there are clients of somebody.
    #[must_use]
    pub fn heeft_klanten(&self, wie: GebruikerId) -> bool {
        self.van(wie).klanten > 0
    }
}

/// How heavy the caseloads of klantmanagers are on a day: a handful of statements, whatever their number.
pub async fn belastingen(reader: &mut Reader, wie: Wie, dag: Date, normen: &[Contactnorm]) -> Result<Belastingen> {
    let gevraagd = gevraagd(reader, wie, dag, normen).await?;
    let eerste = maandag_van(dag);
    let werktijden = werkrooster::van_velen(reader, wie, eerste).await?;
    let jaar = Jaarkalender::nieuw(&kalender(reader, eerste, eerste).await?, eerste, eerste);
    let aandelen = aandelen(reader).await?;
    let aandeel = aandeel_op(&aandelen, dag).map(|aandeel| aandeel.procent);
    let leeg =
        Belasting { klanten: 0, gevraagd: Gevraagd::niets(norm_op(normen, dag)).minuten, werktijd: None, aandeel };
    let mut per_persoon: HashMap<GebruikerId, Belasting> = HashMap::new();
    for (wie, Gevraagd { klanten, minuten }) in gevraagd {
        per_persoon.insert(wie, Belasting { klanten, gevraagd: minuten, ..leeg });
    }
    for (wie, (roosters, afwezigheden)) in &werktijden {
        per_persoon.entry(*wie).or_insert(leeg).werktijd = jaar.minuten(dag, roosters, afwezigheden);
    }
    Ok(Belastingen { per_persoon, leeg })
}

/// The days on which the municipality works in the weeks between two Mondays, each with the 52 weeks that follow.
pub async fn kalender(reader: &mut Reader, eerste: Date, laatste: Date) -> Result<Werkkalender> {
    let sluitingsdagen = sluitingsdag::tussen(reader, eerste, plus_dagen(laatste, 53 * 7)).await?;
    Ok(Werkkalender { sluitingsdagen })
}

/// When klantmanagers work: patterns and absences.
pub type Werktijden = HashMap<GebruikerId, (Vec<Werkrooster>, Vec<Afwezigheid>)>;

fn periode(van: jiff_sqlx::Date, tot: Option<jiff_sqlx::Date>) -> Periode {
    Periode { van: van.to_jiff(), tot_en_met: tot.map(jiff_sqlx::Date::to_jiff) }
}

/// Puts the histories of clients together from the five statements that read them, each with the same values bound.
macro_rules! verzamel {
    ($reader:expr, [$toewijzingen:expr, $uitkeringen:expr, $segmenten:expr, $ontheffingen:expr, $maatwerk:expr]
        $(, $bind:expr)+) => {{
        let mut klanten: HashMap<Uuid, Verleden> = HashMap::new();
        let rows: Vec<Bij> = fetch!($reader, fetch_all(Bij), $toewijzingen $(, $bind)+)?;
        for (klant, wie, van, tot) in rows {
            klanten.entry(klant).or_default().toewijzingen.push((wie.into(), periode(van, tot)));
        }
        let rows: Vec<Deel> = fetch!($reader, fetch_all(Deel), $uitkeringen $(, $bind)+)?;
        for (klant, van, tot) in rows {
            klanten.entry(klant).or_default().uitkeringen.push(periode(van, tot));
        }
        let rows: Vec<In> = fetch!($reader, fetch_all(In), $segmenten $(, $bind)+)?;
        for (klant, segment, van, tot) in rows {
            let segment: Code = segment.parse().map_err(Error::corrupt)?;
            klanten.entry(klant).or_default().segmenten.push((segment, periode(van, tot)));
        }
        let rows: Vec<Deel> = fetch!($reader, fetch_all(Deel), $ontheffingen $(, $bind)+)?;
        for (klant, van, tot) in rows {
            klanten.entry(klant).or_default().ontheffingen.push(periode(van, tot));
        }
        let rows: Vec<Anders> = fetch!($reader, fetch_all(Anders), $maatwerk $(, $bind)+)?;
        for (klant, gesprekken, minuten_per_jaar, door, van, tot) in rows {
            klanten.entry(klant).or_default().maatwerk.push(Maatwerk {
                gesprekken_per_jaar: Frequentie::try_from(gesprekken).map_err(Error::corrupt)?,
                minuten_per_jaar,
                // Nothing follows from why it was agreed; it stays encrypted.
                reden: String::new(),
                door: door.into(),
                periode: periode(van, tot),
            });
        }
        Ok(klanten.into_values().collect())
    }};
}

type Deel = (Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
type Bij = (Uuid, Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
type In = (Uuid, String, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
type Anders = (Uuid, i64, i64, Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>);

/// What is known of every client that somebody of a team had in a period: one statement per history, whatever the number of
/// clients. Only assignments to these people are told.
pub async fn verleden(reader: &mut Reader, team: TeamId, van: Date, tot: Date) -> Result<Vec<Verleden>> {
    let team = team.uuid();
    let (van, tot) = (van.to_sqlx(), tot.to_sqlx());
    verzamel!(reader, [TOEWIJZINGEN, UITKERINGEN, SEGMENTEN, ONTHEFFINGEN, MAATWERK], team, van, tot)
}

/// The same of the clients after one up to another, whosever they were: for a whole town, part by part.
pub async fn verleden_van(
    reader: &mut Reader,
    (na, tot_klant): (KlantId, KlantId),
    van: Date,
    tot: Date,
) -> Result<Vec<Verleden>> {
    let (van, tot) = (van.to_sqlx(), tot.to_sqlx());
    verzamel!(
        reader,
        [TOEWIJZINGEN_VAN, UITKERINGEN_VAN, SEGMENTEN_VAN, ONTHEFFINGEN_VAN, MAATWERK_VAN],
        na.uuid(),
        van,
        tot,
        tot_klant.uuid()
    )
}

/// The shares of working time for contact, oldest first.
pub async fn aandelen(reader: &mut Reader) -> Result<Vec<Contactaandeel>> {
    type Row = (jiff_sqlx::Date, i64, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), AANDELEN)?;
    Ok(rows
        .into_iter()
        .map(|(vanaf, procent, bron)| Contactaandeel { vanaf: vanaf.to_jiff(), procent, bron })
        .collect())
}

/// Lays a share down; another one from the same day gives way to it, and the log tells of it.
pub async fn set_aandeel(writer: &mut Writer, aandeel: &Contactaandeel, door: Option<GebruikerId>) -> Result<()> {
    let door = door.map(GebruikerId::uuid);
    execute!(writer, SET_AANDEEL, aandeel.vanaf.to_sqlx(), aandeel.procent, aandeel.bron.as_str(), door).map(|_| ())
}

/// Takes a share back; `false` when there is none from that day.
pub async fn delete_aandeel(writer: &mut Writer, vanaf: Date) -> Result<bool> {
    Ok(execute!(writer, DELETE_AANDEEL, vanaf.to_sqlx())? > 0)
}

/// Whether clients who come in by an import without a klantmanager get one by the rule.
pub async fn verdeelt_import(reader: &mut Reader) -> Result<bool> {
    let (verdeelt,): (bool,) = fetch!(reader, fetch_one((bool,)), VERDELEN)?;
    Ok(verdeelt)
}

/// Switches that on or off.
pub async fn set_verdeelt_import(writer: &mut Writer, verdeelt: bool) -> Result<()> {
    execute!(writer, SET_VERDELEN, verdeelt).map(|_| ())
}
