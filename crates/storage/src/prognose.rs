//! Simulations of the coming years: what each starts from, what came out, and the history from which rates are estimated.

use domain::{
    id::{GebruikerId, KlantId, OpzetId, PrognoseId},
    prognose::PrognoseStand,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer};

/// A simulation, with the name of who had it played.
macro_rules! met_naam {
    ($uitkomst:literal) => {
        concat!(
            "select p.id, p.opzetten, p.herhalingen, p.zaad, p.model, p.stand, p.gedaan, ",
            $uitkomst,
            " as uitkomst, g.naam as door, p.gemaakt_op, p.gewijzigd_op, p.versie from prognose p
            join gebruiker g on g.gemeente = p.gemeente and g.id = p.gemaakt_door where p.gemeente = $1"
        )
    };
}

statements! {
    OPZETTEN = "select id, naam, inhoud, versie from opzet where gemeente = $1 order by naam, id limit 200";
    OPZET = "select id, naam, inhoud, versie from opzet where gemeente = $1 and id = $2";
    INSERT_OPZET = "insert into opzet (gemeente, id, naam, inhoud, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, 1)";
    UPDATE_OPZET = "update opzet set naam = $3, inhoud = $4, gewijzigd_door = $5, gewijzigd_op = $6, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $7";
    DELETE_OPZET = "delete from opzet where gemeente = $1 and id = $2 and versie = $3";
    FIND = concat!(met_naam!("p.uitkomst"), " and p.id = $2");
    RECENT = concat!(met_naam!("''"), " order by p.gemaakt_op desc, p.id desc limit $2");
    INSERT = "insert into prognose (gemeente, id, opzetten, herhalingen, zaad, model, stand, gedaan, uitkomst, gemaakt_door,
            gemaakt_op, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, 'speelt', 0, '', $7, $8, $8, 1)";
    SET_GEDAAN = "update prognose set gedaan = $3, gewijzigd_op = $4 where gemeente = $1 and id = $2 and versie = $5";
    SET_STAND = "update prognose set stand = $3, uitkomst = $4, gedaan = $5, gewijzigd_op = $6, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $7";
    OPNIEUW = "update prognose set stand = 'speelt', uitkomst = '', gedaan = 0, model = $3, gewijzigd_op = $4, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $5 and stand <> 'klaar'";
    TOT = "select klant_id from klantstand where gemeente = $1 and klant_id > $2 order by klant_id limit 1 offset 1999";
    RECHTEN = "select u.klant_id, u.datum_ingang, u.datum_einde, u.reden_einde from uitkering u
        where u.gemeente = $1 and u.klant_id > $2 and u.klant_id <= $3 order by u.klant_id, u.datum_ingang";
    SEGMENTEN = "select s.klant_id, s.segment, s.vanaf, s.tot_en_met from segmentering s
        where s.gemeente = $1 and s.klant_id > $2 and s.klant_id <= $3 order by s.klant_id, s.vanaf";
    /// There are few people, so *cross* keeps SQLite to their diaries.
    VERSCHENEN = "select count(case when q.stand = 'gevoerd' then 1 end), count(case when q.stand <> 'gevoerd' then 1 end)
        from gebruiker g cross join gesprek q
        where g.gemeente = $1 and q.gemeente = g.gemeente and q.gebruiker_id = g.id and q.dag >= $2 and q.dag <= $3
        and q.stand in ('gevoerd', 'niet_verschenen', 'in_hersteltermijn', 'hersteld', 'naar_rechtmatigheid')";
}

/// What a simulation starts from, as it is kept; what stands in it is the business of who plays it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BewaardeOpzet {
    /// Which.
    pub id: OpzetId,
    /// What it is called; no two are called the same.
    pub naam: String,
    /// All of it, as TOML.
    pub inhoud: String,
    /// For who changes it.
    pub versie: i64,
}

type OpzetRow = (Uuid, String, String, i64);

fn opzet_van((id, naam, inhoud, versie): OpzetRow) -> BewaardeOpzet {
    BewaardeOpzet { id: id.into(), naam, inhoud, versie }
}

/// All that are kept, by name.
pub async fn opzetten(reader: &mut Reader) -> Result<Vec<BewaardeOpzet>> {
    let rows: Vec<OpzetRow> = fetch!(reader, fetch_all(OpzetRow), OPZETTEN)?;
    Ok(rows.into_iter().map(opzet_van).collect())
}

/// One.
pub async fn opzet(reader: &mut Reader, id: OpzetId) -> Result<Option<BewaardeOpzet>> {
    let row: Option<OpzetRow> = fetch!(reader, fetch_optional(OpzetRow), OPZET, id.uuid())?;
    Ok(row.map(opzet_van))
}

/// Keeps a new one. [`Error::Duplicate`] when there is one with this id or this name.
pub async fn insert_opzet(writer: &mut Writer, nieuw: &BewaardeOpzet, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (naam, inhoud) = (nieuw.naam.as_str(), nieuw.inhoud.as_str());
    execute!(writer, INSERT_OPZET, nieuw.id.uuid(), naam, inhoud, door.uuid(), nu.to_sqlx()).map(|_| ())
}

/// Changes one that was read at its version.
pub async fn update_opzet(writer: &mut Writer, wordt: &BewaardeOpzet, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (naam, inhoud) = (wordt.naam.as_str(), wordt.inhoud.as_str());
    let touched =
        execute!(writer, UPDATE_OPZET, wordt.id.uuid(), naam, inhoud, door.uuid(), nu.to_sqlx(), wordt.versie)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Throws one away that was read at a version. What was played with it keeps what it was.
pub async fn delete_opzet(writer: &mut Writer, id: OpzetId, versie: i64) -> Result<()> {
    if execute!(writer, DELETE_OPZET, id.uuid(), versie)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// What somebody wants played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuwePrognose {
    /// Which.
    pub id: PrognoseId,
    /// What is played, as a JSON array of TOML.
    pub opzetten: String,
    /// How often.
    pub herhalingen: u32,
    /// From which seed.
    pub zaad: u32,
    /// The version of the model.
    pub model: u32,
}

/// A simulation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrognoseRegel {
    /// What is played.
    pub vraag: NieuwePrognose,
    /// Where it stands.
    pub stand: PrognoseStand,
    /// How many replications were done.
    pub gedaan: u32,
    /// The numbers, as JSON; or what is in the way. Empty in a list.
    pub uitkomst: String,
    /// Name of who had it played.
    pub door: String,
    /// When.
    pub gemaakt_op: Timestamp,
    /// When it last began, or got further.
    pub gewijzigd_op: Timestamp,
    /// For optimistic locking.
    pub versie: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    opzetten: String,
    herhalingen: i64,
    zaad: i64,
    model: i64,
    stand: String,
    gedaan: i64,
    uitkomst: String,
    door: String,
    gemaakt_op: jiff_sqlx::Timestamp,
    gewijzigd_op: jiff_sqlx::Timestamp,
    versie: i64,
}

impl TryFrom<Row> for PrognoseRegel {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let heel = |waarde: i64| u32::try_from(waarde).map_err(Error::corrupt);
        Ok(Self {
            vraag: NieuwePrognose {
                id: row.id.into(),
                opzetten: row.opzetten,
                herhalingen: heel(row.herhalingen)?,
                zaad: heel(row.zaad)?,
                model: heel(row.model)?,
            },
            stand: row.stand.parse().map_err(|()| Error::corrupt(&row.stand))?,
            gedaan: heel(row.gedaan)?,
            uitkomst: row.uitkomst,
            door: row.door,
            gemaakt_op: row.gemaakt_op.to_jiff(),
            gewijzigd_op: row.gewijzigd_op.to_jiff(),
            versie: row.versie,
        })
    }
}

/// One, with its outcome.
pub async fn find(reader: &mut Reader, id: PrognoseId) -> Result<Option<PrognoseRegel>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(TryInto::try_into).transpose()
}

/// The latest ones, without their outcomes.
pub async fn recent(reader: &mut Reader, limit: i64) -> Result<Vec<PrognoseRegel>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), RECENT, limit)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Keeps a new one, which is being played from now on.
pub async fn insert(writer: &mut Writer, vraag: &NieuwePrognose, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (herhalingen, zaad, model) = (i64::from(vraag.herhalingen), i64::from(vraag.zaad), i64::from(vraag.model));
    let opzetten = vraag.opzetten.as_str();
    execute!(writer, INSERT, vraag.id.uuid(), opzetten, herhalingen, zaad, model, door.uuid(), nu.to_sqlx()).map(|_| ())
}

/// How far one is that was read at a version, and that is all this writer did: that it is played was logged when somebody asked for it.
/// `false` when somebody stopped it, or began it again.
pub async fn set_gedaan(
    mut writer: Writer,
    (id, versie): (PrognoseId, i64),
    gedaan: u32,
    nu: Timestamp,
) -> Result<bool> {
    let verder = execute!(writer, SET_GEDAAN, id.uuid(), i64::from(gedaan), nu.to_sqlx(), versie)? > 0;
    writer.commit_logged().await?;
    Ok(verder)
}

/// Ends one that was read at a version, with its outcome or with what is in the way. [`Error::Stale`] when somebody stopped it meanwhile.
pub async fn set_stand(
    writer: &mut Writer,
    (id, versie): (PrognoseId, i64),
    (stand, uitkomst): (PrognoseStand, &str),
    gedaan: u32,
    nu: Timestamp,
) -> Result<()> {
    let code = stand.code();
    let touched = execute!(writer, SET_STAND, id.uuid(), code, uitkomst, i64::from(gedaan), nu.to_sqlx(), versie)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Begins one anew that came to nothing, with the model there is now. [`Error::Stale`] when it changed meanwhile.
pub async fn opnieuw(writer: &mut Writer, (id, versie): (PrognoseId, i64), model: u32, nu: Timestamp) -> Result<()> {
    let touched = execute!(writer, OPNIEUW, id.uuid(), i64::from(model), nu.to_sqlx(), versie)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// What happened to one client: benefits with their last day and reason, and segments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loop {
    /// First day, last day, and the code of why it ended; in order.
    pub rechten: Vec<(Date, Option<Date>, String)>,
    /// Code, first day, last day; in order.
    pub segmenten: Vec<(String, Date, Option<Date>)>,
}

/// The histories of the next two thousand clients, and after whom to go on; nobody when these were the last. Of nobody it says who.
pub async fn volgende(reader: &mut Reader, na: Option<KlantId>) -> Result<(Vec<Loop>, Option<KlantId>)> {
    type RechtRow = (Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>, Option<String>);
    type SegmentRow = (Uuid, String, jiff_sqlx::Date, Option<jiff_sqlx::Date>);
    let na = na.map_or(Uuid::nil(), KlantId::uuid);
    let tot: Option<(Uuid,)> = fetch!(reader, fetch_optional((Uuid,)), TOT, na)?;
    let tot_en_met = tot.map_or(Uuid::max(), |(id,)| id);
    let rechten: Vec<RechtRow> = fetch!(reader, fetch_all(RechtRow), RECHTEN, na, tot_en_met)?;
    let segmenten: Vec<SegmentRow> = fetch!(reader, fetch_all(SegmentRow), SEGMENTEN, na, tot_en_met)?;
    let mut lopen: Vec<(Uuid, Loop)> = Vec::new();
    for (klant, ingang, einde, reden) in rechten {
        let recht = (ingang.to_jiff(), einde.map(jiff_sqlx::Date::to_jiff), reden.unwrap_or_default());
        match lopen.last_mut() {
            Some((deze, is)) if *deze == klant => is.rechten.push(recht),
            _ => lopen.push((klant, Loop { rechten: vec![recht], segmenten: Vec::new() })),
        }
    }
    // Both are in the order of clients; who never had a benefit is of no account.
    let mut plaats = 0;
    for (klant, segment, vanaf, tot) in segmenten {
        while lopen.get(plaats).is_some_and(|(deze, _)| *deze < klant) {
            plaats += 1;
        }
        if let Some((deze, is)) = lopen.get_mut(plaats)
            && *deze == klant
        {
            is.segmenten.push((segment, vanaf.to_jiff(), tot.map(jiff_sqlx::Date::to_jiff)));
        }
    }
    Ok((lopen.into_iter().map(|(_, is)| is).collect(), tot.map(|(id,)| id.into())))
}

/// Of the conversations in a stretch of days: to how many somebody came, and to how many not.
pub async fn verschenen(reader: &mut Reader, van: Date, tot_en_met: Date) -> Result<(i64, i64)> {
    fetch!(reader, fetch_one((i64, i64)), VERSCHENEN, van.to_sqlx(), tot_en_met.to_sqlx())
}
