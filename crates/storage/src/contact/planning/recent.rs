//! Rounds of lately, as the page where one plans lists them.

use domain::id::{GebruikerId, TeamId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::Planronde;
use crate::{Reader, Result};

statements! {
    /// Of somebody ($2) or a team ($3), since a moment ($4); with how many of it still wait for an invitation at a moment ($5).
    RECENT = "select r.id, r.klantmanager_id, r.door, r.moment,
            (select count(*) from planronde_klant p where p.gemeente = r.gemeente and p.ronde_id = r.id
                and p.gesprek_id is not null) as gepland,
            (select count(*) from planronde_klant p join gesprek g on g.gemeente = p.gemeente and g.id = p.gesprek_id
                where p.gemeente = r.gemeente and p.ronde_id = r.id and g.stand = 'gepland' and g.moment > $5) as wachtend,
            (select count(*) from planronde_klant p join gesprek g on g.gemeente = p.gemeente and g.id = p.gesprek_id
                where p.gemeente = r.gemeente and p.ronde_id = r.id and g.stand = 'gepland' and g.moment > $5
                and (r.vanzelf is null or g.moment <> p.moment or g.moment <= $6)) as nu_wachtend
        from planronde r where r.gemeente = $1 and (r.moment >= $4 or r.vanzelf is not null and exists (select 1
                from planronde_klant p join gesprek g on g.gemeente = p.gemeente and g.id = p.gesprek_id
                where p.gemeente = r.gemeente and p.ronde_id = r.id and g.stand = 'gepland' and g.moment > $5))
            and r.klantmanager_id in (select u.id from gebruiker u where u.gemeente = $1 and (u.id = $2 or u.team_id = $3))
        order by r.moment desc, r.id limit 8";
}

/// A round of lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecenteRonde {
    /// Which.
    pub ronde: Planronde,
    /// How many conversations were planned.
    pub gepland: i64,
    /// Of how many of those that are still to come the client was not told.
    pub wachtend: i64,
    /// Of how many of those that should have been done by now: all of them, but for who is invited by itself later.
    pub nu_wachtend: i64,
}

/// The rounds in the diary of somebody, or of anybody in a team, since a moment; the latest first.
pub async fn recent(
    reader: &mut Reader,
    wie: GebruikerId,
    team: Option<TeamId>,
    (sinds, nu, straks): (Timestamp, Timestamp, Timestamp),
) -> Result<Vec<RecenteRonde>> {
    type Row = (Uuid, Uuid, Uuid, jiff_sqlx::Timestamp, i64, i64, i64);
    let team = team.map(TeamId::uuid);
    let rows: Vec<Row> =
        fetch!(reader, fetch_all(Row), RECENT, wie.uuid(), team, sinds.to_sqlx(), nu.to_sqlx(), straks.to_sqlx())?;
    let ronde = |(id, klantmanager, door, moment, gepland, wachtend, nu_wachtend): Row| RecenteRonde {
        ronde: Planronde {
            id: id.into(),
            klantmanager: klantmanager.into(),
            door: door.into(),
            moment: moment.to_jiff(),
        },
        gepland,
        wachtend,
        nu_wachtend,
    };
    Ok(rows.into_iter().map(ronde).collect())
}
