//! Proposals of who should have which client: what each was made of, and what became of it.

use domain::{
    id::{GebruikerId, KlantId, OvernameId, TeamId, VerdelingId},
    verdeling::VerdelingStand,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, bulk::insert_many, db::Connection, klantstand::NOOIT};

/// The clients whose benefit runs on a day ($2), with what a proposal weighs.
macro_rules! klanten_nu {
    ($wie:literal) => {
        concat!(
            "select s.klant_id, s.klantmanager_id, s.geboortedatum, s.laatste_gesprek, s.laatst_gepland,
                coalesce(c.minuten_per_jaar, 0) as minuten_per_jaar
            from klantstand s left join contactstand c on c.gemeente = s.gemeente and c.klant_id = s.klant_id
            where s.gemeente = $1 and s.lopend = 1 and s.uitkering_tot >= $2 and s.uitkering_ingang <= $2 and ",
            $wie,
            " order by s.klant_id limit $3"
        )
    };
}

/// A proposal, with the name of who had it made.
macro_rules! met_naam {
    () => {
        "select v.id, v.team_id, v.invoer, v.stand, v.uitkomst, g.naam as door, v.gemaakt_op, v.gewijzigd_op, v.versie from verdeling v
            join gebruiker g on g.gemeente = v.gemeente and g.id = v.gemaakt_door where v.gemeente = $1"
    };
}

/// What never moved anybody.
macro_rules! niet_toegepast {
    ($stand:literal) => {
        concat!($stand, " in ('berekenen', 'voorstel', 'mislukt')")
    };
}

statements! {
    KLANTEN_NU = klanten_nu!("s.klant_id is not null");
    KLANTEN_NU_TEAM = klanten_nu!("s.klantmanager_id in (select t.id from gebruiker t where t.gemeente = $1 and t.team_id = $4)");
    DOELGROEPEN = "select distinct klant_id, doelgroep from klant_doelgroep where gemeente = $1 and doelgroep in ('statushouder', 'zelfstandige')
        and not ingetrokken and vanaf <= $2 and (tot_en_met is null or tot_en_met >= $2)";
    INSERT = "insert into verdeling (gemeente, id, team_id, invoer, stand, uitkomst, gemaakt_door, gemaakt_op, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, '', $6, $7, $7, 1)";
    FIND = concat!(met_naam!(), " and v.id = $2");
    RECENT = concat!(met_naam!(), " order by v.gemaakt_op desc, v.id desc limit $2");
    SET_STAND = "update verdeling set stand = $3, uitkomst = $4, gewijzigd_op = $6, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $5";
    SET_INVOER = "update verdeling set invoer = $3 where gemeente = $1 and id = $2";
    KLANTEN = "select v.klant_id, k.naam, k.sorteersleutel, v.van_id, v.aan_id, v.kwartieren, v.gewicht, v.behoefte, v.waarom, v.vast,
            v.overname_id, k.klantmanager_id as nu_id, k.uitkering_tot
        from verdeling_klant v join klantstand k on k.gemeente = v.gemeente and k.klant_id = v.klant_id
        where v.gemeente = $1 and v.verdeling_id = $2 order by v.klant_id";
    DELETE_KLANTEN = "delete from verdeling_klant where gemeente = $1 and verdeling_id = $2";
    NOTE_OVERNAME = "update verdeling_klant set overname_id = $3 where gemeente = $1 and verdeling_id = $2
        and klant_id in (select o.klant_id from overname_klant o where o.gemeente = $1 and o.overname_id = $3)";
    COUNT_BEREKENEN = "select count(*) from verdeling where gemeente = $1 and stand = 'berekenen' and gewijzigd_op >= $2 and id <> $3";
    DELETE_KLANTEN_NIET_TOEGEPAST = concat!("delete from verdeling_klant where gemeente = $1 and verdeling_id in (select v.id from verdeling v
        where v.gemeente = $1 and v.gemaakt_op < $2 and ", niet_toegepast!("v.stand"), ")");
    DELETE_NIET_TOEGEPAST = concat!("delete from verdeling where gemeente = $1 and gemaakt_op < $2 and ", niet_toegepast!("stand"));
    DELETE_KLANTEN_TOEGEPAST = "delete from verdeling_klant where gemeente = $1 and verdeling_id in (select v.id from verdeling v
        where v.gemeente = $1 and v.stand in ('toegepast', 'teruggedraaid') and v.gewijzigd_op < $2)";
    OVERNAMES = "select distinct overname_id from verdeling_klant
        where gemeente = $1 and verdeling_id = $2 and overname_id is not null order by overname_id";
}

/// A client of today, with what a proposal weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KlantNu {
    /// Which client.
    pub klant: KlantId,
    /// With whom.
    pub klantmanager: Option<GebruikerId>,
    /// Birth date.
    pub geboortedatum: Date,
    /// Last conversation that took place.
    pub laatste_gesprek: Option<Date>,
    /// Last conversation without an outcome.
    pub laatst_gepland: Timestamp,
    /// Minutes a year that the contact norm asks.
    pub minuten_per_jaar: i64,
}

/// The clients of a team, or of everybody and of nobody, at most `limit`.
pub async fn klanten_nu(reader: &mut Reader, team: Option<TeamId>, dag: Date, limit: i64) -> Result<Vec<KlantNu>> {
    type Row = (Uuid, Option<Uuid>, jiff_sqlx::Date, jiff_sqlx::Date, jiff_sqlx::Timestamp, i64);
    let rows: Vec<Row> = if let Some(team) = team {
        fetch!(reader, fetch_all(Row), KLANTEN_NU_TEAM, dag.to_sqlx(), limit, team.uuid())
    } else {
        fetch!(reader, fetch_all(Row), KLANTEN_NU, dag.to_sqlx(), limit)
    }?;
    let row = |(klant, wie, geboren, gesprek, gepland, minuten_per_jaar): Row| KlantNu {
        klant: klant.into(),
        klantmanager: wie.map(Into::into),
        geboortedatum: geboren.to_jiff(),
        laatste_gesprek: Some(gesprek.to_jiff()).filter(|dag| *dag != NOOIT),
        laatst_gepland: gepland.to_jiff(),
        minuten_per_jaar,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Who is in a target group on a day that asks a specialism. None of these is protected.
pub async fn doelgroepen(reader: &mut Reader, dag: Date) -> Result<Vec<(KlantId, String)>> {
    let rows: Vec<(Uuid, String)> = fetch!(reader, fetch_all((Uuid, String)), DOELGROEPEN, dag.to_sqlx())?;
    Ok(rows.into_iter().map(|(klant, groep)| (klant.into(), groep)).collect())
}

/// A client in a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdelingKlant {
    /// Which client.
    pub klant: KlantId,
    /// Name; empty when it is written.
    pub naam: String,
    /// Name as sorted.
    pub sorteersleutel: String,
    /// With whom the client was; `None` for nobody.
    pub van: Option<GebruikerId>,
    /// With whom the client should be; `None` until that is known.
    pub aan: Option<GebruikerId>,
    /// Quarter-hours of conversation in a quarter.
    pub kwartieren: u32,
    /// How heavy a change weighs.
    pub gewicht: u32,
    /// Which specialism the client asks; empty for none.
    pub behoefte: String,
    /// Why the client should move; empty for who stays.
    pub waarom: String,
    /// May not move.
    pub vast: bool,
    /// With which takeover the client moved.
    pub overname: Option<OvernameId>,
    /// With whom the client is now.
    pub klantmanager: Option<GebruikerId>,
    /// Last day of the benefit, when it has one.
    pub uitkering_tot: Date,
}

impl VerdelingKlant {
    /// Whether the client moves by the proposal.
    #[must_use]
    pub fn wisselt(&self) -> bool {
        self.aan.is_some() && self.aan != self.van && !self.vast
    }
}

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdelingRegel {
    /// Which.
    pub id: VerdelingId,
    /// Of which team; `None` for everybody.
    pub team: Option<TeamId>,
    /// What was asked, as JSON: the business of who works it out.
    pub invoer: String,
    /// Where it stands.
    pub stand: VerdelingStand,
    /// How good it is, as JSON; or, when it failed, what is in the way.
    pub uitkomst: String,
    /// Name of who had it made.
    pub door: String,
    /// When.
    pub gemaakt_op: Timestamp,
    /// When it last began to be worked out, or changed.
    pub gewijzigd_op: Timestamp,
    /// For optimistic locking.
    pub versie: i64,
}

type RegelRow = (Uuid, Option<Uuid>, String, String, String, String, jiff_sqlx::Timestamp, jiff_sqlx::Timestamp, i64);

fn regel(
    (id, team, invoer, stand, uitkomst, door, gemaakt_op, gewijzigd_op, versie): RegelRow,
) -> Result<VerdelingRegel> {
    Ok(VerdelingRegel {
        id: id.into(),
        team: team.map(Into::into),
        invoer,
        stand: stand.parse().map_err(|()| Error::corrupt(&stand))?,
        uitkomst,
        door,
        gemaakt_op: gemaakt_op.to_jiff(),
        gewijzigd_op: gewijzigd_op.to_jiff(),
        versie,
    })
}

/// Begins a proposal with the clients it is about. [`Error::Duplicate`] when it was begun before.
pub async fn insert(
    writer: &mut Writer,
    (id, team, invoer): (VerdelingId, Option<TeamId>, &str),
    klanten: &[VerdelingKlant],
    (door, nu): (GebruikerId, Timestamp),
) -> Result<()> {
    let (team, stand) = (team.map(TeamId::uuid), VerdelingStand::Berekenen.code());
    execute!(writer, INSERT, id.uuid(), team, invoer, stand, door.uuid(), nu.to_sqlx())?;
    insert_klanten(writer, id, klanten).await
}

async fn insert_klanten(writer: &mut Writer, id: VerdelingId, klanten: &[VerdelingKlant]) -> Result<()> {
    let gemeente = writer.gemeente();
    insert_many!(
        writer,
        "insert into verdeling_klant (gemeente, verdeling_id, klant_id, van_id, aan_id, kwartieren, gewicht, behoefte, waarom, vast, overname_id) ",
        klanten,
        |b, is| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(id.uuid())
                .push_bind(is.klant.uuid())
                .push_bind(is.van.map(GebruikerId::uuid))
                .push_bind(is.aan.map(GebruikerId::uuid))
                .push_bind(i64::from(is.kwartieren))
                .push_bind(i64::from(is.gewicht))
                .push_bind(is.behoefte.clone())
                .push_bind(is.waarom.clone())
                .push_bind(is.vast)
                .push_bind(is.overname.map(OvernameId::uuid));
        }
    );
    Ok(())
}

/// Puts the clients of a proposal anew: where they should go, or who may not move.
pub async fn set_klanten(writer: &mut Writer, id: VerdelingId, klanten: &[VerdelingKlant]) -> Result<()> {
    execute!(writer, DELETE_KLANTEN, id.uuid())?;
    insert_klanten(writer, id, klanten).await
}

/// Where a proposal stands from now on. [`Error::Stale`] when somebody was first.
pub async fn set_stand(
    writer: &mut Writer,
    (id, versie): (VerdelingId, i64),
    (stand, uitkomst): (VerdelingStand, &str),
    nu: Timestamp,
) -> Result<()> {
    if execute!(writer, SET_STAND, id.uuid(), stand.code(), uitkomst, versie, nu.to_sqlx())? == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}

/// Changes what a proposal is made of; its version goes up with [`set_stand`].
pub async fn set_invoer(writer: &mut Writer, id: VerdelingId, invoer: &str) -> Result<()> {
    execute!(writer, SET_INVOER, id.uuid(), invoer)?;
    Ok(())
}

/// One proposal.
pub async fn find(reader: &mut Reader, id: VerdelingId) -> Result<Option<VerdelingRegel>> {
    let row: Option<RegelRow> = fetch!(reader, fetch_optional(RegelRow), FIND, id.uuid())?;
    row.map(regel).transpose()
}

/// The latest ones.
pub async fn recent(reader: &mut Reader, limit: i64) -> Result<Vec<VerdelingRegel>> {
    let rows: Vec<RegelRow> = fetch!(reader, fetch_all(RegelRow), RECENT, limit)?;
    rows.into_iter().map(regel).collect()
}

#[derive(sqlx::FromRow)]
struct KlantRow {
    klant_id: Uuid,
    naam: String,
    sorteersleutel: String,
    van_id: Option<Uuid>,
    aan_id: Option<Uuid>,
    kwartieren: i64,
    gewicht: i64,
    behoefte: String,
    waarom: String,
    vast: bool,
    overname_id: Option<Uuid>,
    nu_id: Option<Uuid>,
    uitkering_tot: jiff_sqlx::Date,
}

impl TryFrom<KlantRow> for VerdelingKlant {
    type Error = Error;
    fn try_from(row: KlantRow) -> Result<Self> {
        Ok(Self {
            klant: row.klant_id.into(),
            naam: row.naam,
            sorteersleutel: row.sorteersleutel,
            van: row.van_id.map(Into::into),
            aan: row.aan_id.map(Into::into),
            kwartieren: u32::try_from(row.kwartieren).map_err(Error::corrupt)?,
            gewicht: u32::try_from(row.gewicht).map_err(Error::corrupt)?,
            behoefte: row.behoefte,
            waarom: row.waarom,
            vast: row.vast,
            overname: row.overname_id.map(Into::into),
            klantmanager: row.nu_id.map(Into::into),
            uitkering_tot: row.uitkering_tot.to_jiff(),
        })
    }
}

/// The clients of a proposal, by their ids.
pub async fn klanten(reader: &mut Reader, id: VerdelingId) -> Result<Vec<VerdelingKlant>> {
    let rows: Vec<KlantRow> = fetch!(reader, fetch_all(KlantRow), KLANTEN, id.uuid())?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Notes with which takeover clients of a proposal moved.
pub async fn note_overname(writer: &mut Writer, id: VerdelingId, overname: OvernameId) -> Result<()> {
    execute!(writer, NOTE_OVERNAME, id.uuid(), overname.uuid()).map(|_| ())
}

/// The takeovers by which a proposal was applied.
pub async fn overnames(reader: &mut Reader, id: VerdelingId) -> Result<Vec<OvernameId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), OVERNAMES, id.uuid())?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// How many proposals beside this one are being worked out, of those that were begun since a moment. Two who ask it at the same time come
/// one after the other until the end of the transaction, so that both count each other; SQLite has one writer.
pub async fn count_berekenen(writer: &mut Writer, sinds: Timestamp, behalve: VerdelingId) -> Result<i64> {
    const BEURT: &str = "select pg_advisory_xact_lock(hashtextextended($1 || ' verdeling', 0))";
    let gemeente = writer.gemeente().code().to_owned();
    if let Connection::Postgres(connection) = writer.connection() {
        sqlx::query(BEURT).bind(gemeente).execute(connection).await?;
    }
    let (aantal,): (i64,) = fetch!(writer, fetch_one((i64,)), COUNT_BEREKENEN, sinds.to_sqlx(), behalve.uuid())?;
    Ok(aantal)
}

/// What was thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opgeruimd {
    /// Proposals that moved nobody.
    pub voorstellen: u64,
    /// Clients in proposals that were applied.
    pub klanten: u64,
}

/// Throws away the proposals that moved nobody and were made before a moment, and the clients of those that were applied or taken
/// back before another: with what each of them asks, which tells of a residence permit.
pub async fn ruim_op(writer: &mut Writer, gemaakt: Timestamp, toegepast: Timestamp) -> Result<Opgeruimd> {
    execute!(writer, DELETE_KLANTEN_NIET_TOEGEPAST, gemaakt.to_sqlx())?;
    let voorstellen = execute!(writer, DELETE_NIET_TOEGEPAST, gemaakt.to_sqlx())?;
    let klanten = execute!(writer, DELETE_KLANTEN_TOEGEPAST, toegepast.to_sqlx())?;
    Ok(Opgeruimd { voorstellen, klanten })
}
