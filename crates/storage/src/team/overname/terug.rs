//! Taking a takeover back, and where it clashes: from what it moved.

use domain::{
    datum::Periode,
    id::{GebruikerId, GesprekId, KlantId, ToewijzingId},
    toewijzing::{Overname, Toewijzing},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, bulk, klantstand};

/// The clients that this takeover ($2) moved and that are still with the receiver ($3), as long as the benefit runs ($4).
macro_rules! terug {
    () => {
        "with terug as materialized (select k.klant_id from overname_klant o
            join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
            where o.gemeente = $1 and o.overname_id = $2 and o.overgedragen and k.klantmanager_id = $3
            and k.uitkering_tot >= $4) "
    };
}

statements! {
    /// Whoever changes one of these clients waits, or is seen.
    KLANTEN_TERUG = concat!(terug!(), "select t.klant_id from terug t
        join klantstand k on k.gemeente = $1 and k.klant_id = t.klant_id order by t.klant_id");
    OVERGEDRAGEN = "select o.klant_id, k.klantmanager_id, k.uitkering_tot from overname_klant o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.overname_id = $2 and o.overgedragen order by o.klant_id";
    VERANDERD = concat!(terug!(), "select count(*) from terug t join logboek l on l.gemeente = $1 and l.klant_id = t.klant_id
        where l.gebruiker_id = $3 and l.moment > $5");
    NEVER_HELD = concat!(terug!(), "delete from toewijzing where gemeente = $1 and gebruiker_id = $3 and vanaf >= $4
        and klant_id in (select t.klant_id from terug t)");
    CLOSE = concat!(terug!(), "update toewijzing set tot_en_met = $5 where gemeente = $1 and gebruiker_id = $3
        and tot_en_met is null and klant_id in (select t.klant_id from terug t)");
    MOVE_STAND = concat!(terug!(), "update klantstand set klantmanager_id = $5
        where gemeente = $1 and klant_id in (select t.klant_id from terug t)");
    /// Of who stays, because his benefit ended, the conversations stay as well.
    MOVE_GESPREKKEN = concat!(terug!(), "update gesprek set gebruiker_id = $5, gewijzigd_door = $6, gewijzigd_op = $7, versie = versie + 1
        where gemeente = $1 and gebruiker_id = $3 and klant_id in (select t.klant_id from terug t) and id in
            (select m.gesprek_id from overname_gesprek m where m.gemeente = $1 and m.overname_id = $2)");
    DONE = "update overname set stand = 'ingetrokken', versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $3 and stand = 'geldt'";
    BOTSINGEN = "select g.id, k.naam, k.klant_id, g.moment, g.duur_minuten, a.id, b.naam, b.klant_id, a.moment, a.duur_minuten
        from overname_gesprek m
        join gesprek g on g.gemeente = m.gemeente and g.id = m.gesprek_id and g.gebruiker_id = $3
            and g.stand in ('gepland', 'uitgenodigd', 'bevestigd')
        join gesprek a on a.gemeente = g.gemeente and a.gebruiker_id = $3 and a.dag = g.dag and a.id <> g.id
            and a.stand in ('gepland', 'uitgenodigd', 'bevestigd')
        join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        join klantstand b on b.gemeente = a.gemeente and b.klant_id = a.klant_id
        where m.gemeente = $1 and m.overname_id = $2 and g.dag >= $4
        order by g.moment, g.id, a.moment, a.id limit 1000";
}

/// Where the clients are that a takeover moved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overgedragen {
    /// Still with the receiver, with a benefit that runs: they can go back.
    pub terug: Vec<KlantId>,
    /// So many whose benefit has ended.
    pub beeindigd: usize,
    /// So many who went on to somebody else.
    pub elders: usize,
}

impl Overgedragen {
    /// Whether everybody can go back.
    #[must_use]
    pub fn alle(&self) -> bool {
        !self.terug.is_empty() && self.beeindigd == 0 && self.elders == 0
    }
}

/// Where the clients are that a takeover moved, on a day.
pub async fn overgedragen(reader: &mut Reader, overname: &Overname, dag: Date) -> Result<Overgedragen> {
    type Row = (Uuid, Option<Uuid>, jiff_sqlx::Date);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OVERGEDRAGEN, overname.id.uuid())?;
    let mut uit = Overgedragen::default();
    for (klant, bij, tot) in rows {
        if tot.to_jiff() < dag {
            uit.beeindigd += 1;
        } else if bij == Some(overname.aan.uuid()) {
            uit.terug.push(klant.into());
        } else {
            uit.elders += 1;
        }
    }
    Ok(uit)
}

/// Whether the receiver changed anything of the clients who can go back on a day, since a moment, by the log.
pub async fn veranderd(reader: &mut Reader, overname: &Overname, dag: Date, sinds: Timestamp) -> Result<bool> {
    let (id, aan) = (overname.id.uuid(), overname.aan.uuid());
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), VERANDERD, id, aan, dag.to_sqlx(), sinds.to_sqlx())?;
    Ok(aantal > 0)
}

/// Takes the clients for the rest of the transaction.
pub async fn lock_klanten(writer: &mut Writer, overname: &Overname, dag: Date) -> Result<()> {
    let (id, aan) = (overname.id.uuid(), overname.aan.uuid());
    let rows: Vec<(Uuid,)> = fetch!(writer, fetch_all((Uuid,)), KLANTEN_TERUG, id, aan, dag.to_sqlx())?;
    klantstand::lock_alle(writer, &rows.into_iter().map(|(id,)| id.into()).collect::<Vec<_>>()).await
}

/// Gives the clients back from a day on, with the conversations that went along. What the receiver had for a whole day stays
/// in the history.
pub async fn draai_terug(
    writer: &mut Writer,
    (overname, versie): (&Overname, i64),
    klanten: &[(ToewijzingId, KlantId)],
    per: Date,
    (door, nu): (GebruikerId, Timestamp),
) -> Result<()> {
    let (id, van, aan) = (overname.id.uuid(), overname.van.uuid(), overname.aan.uuid());
    let daarvoor = per.yesterday().map_err(Error::corrupt)?;
    execute!(writer, NEVER_HELD, id, aan, per.to_sqlx())?;
    execute!(writer, CLOSE, id, aan, per.to_sqlx(), daarvoor.to_sqlx())?;
    let nieuw: Vec<Toewijzing> = klanten
        .iter()
        .map(|(toewijzing, klant)| Toewijzing {
            id: *toewijzing,
            klant: *klant,
            klantmanager: overname.van,
            periode: Periode::vanaf(per),
            reden: "overname teruggedraaid".to_owned(),
        })
        .collect();
    bulk::insert_toewijzingen(writer, &nieuw).await?;
    execute!(writer, MOVE_GESPREKKEN, id, aan, per.to_sqlx(), van, door.uuid(), nu.to_sqlx())?;
    let moved = execute!(writer, MOVE_STAND, id, aan, per.to_sqlx(), van)?;
    if usize::try_from(moved).ok() != Some(klanten.len()) || execute!(writer, DONE, id, versie)? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// A conversation that came with a takeover at a time that the receiver has another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Botsing {
    /// The conversation that came.
    pub gesprek: GesprekId,
    /// With whom.
    pub naam: String,
    /// Which client.
    pub klant: KlantId,
    /// When.
    pub moment: Timestamp,
    /// The other one.
    pub ander: GesprekId,
    /// With whom that is.
    pub ander_naam: String,
    /// Which client.
    pub ander_klant: KlantId,
    /// When that begins.
    pub ander_moment: Timestamp,
}

/// Where the conversations that came with a takeover clash with others of the receiver, from a day on; each pair once.
pub async fn botsingen(reader: &mut Reader, overname: &Overname, dag: Date) -> Result<Vec<Botsing>> {
    type Row = (Uuid, String, Uuid, jiff_sqlx::Timestamp, i64, Uuid, String, Uuid, jiff_sqlx::Timestamp, i64);
    let (id, aan) = (overname.id.uuid(), overname.aan.uuid());
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), BOTSINGEN, id, aan, dag.to_sqlx())?;
    let mut gezien = std::collections::HashSet::new();
    let mut botsingen = Vec::new();
    for (gesprek, naam, klant, moment, duur, ander, ander_naam, ander_klant, ander_moment, ander_duur) in rows {
        let (moment, ander_moment) = (moment.to_jiff(), ander_moment.to_jiff());
        let tegelijk = moment < ander_moment + SignedDuration::from_mins(ander_duur)
            && ander_moment < moment + SignedDuration::from_mins(duur);
        if tegelijk && gezien.insert((gesprek.min(ander), gesprek.max(ander))) {
            let (gesprek, ander, klant, ander_klant) = (gesprek.into(), ander.into(), klant.into(), ander_klant.into());
            botsingen.push(Botsing { gesprek, naam, klant, moment, ander, ander_naam, ander_klant, ander_moment });
        }
    }
    Ok(botsingen)
}
