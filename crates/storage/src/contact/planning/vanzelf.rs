//! Rounds whose clients are invited by themselves, some weeks before they come.

use domain::{
    gesprek::Kanaal,
    id::{GebruikerId, PlanrondeId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer};

statements! {
    SET = "update planronde set vanzelf = $3 where gemeente = $1 and id = $2";
    FIND = "select vanzelf from planronde where gemeente = $1 and id = $2";
    /// Those of which somebody who comes between two moments was not invited yet.
    AAN_DE_BEURT = "select r.id, r.klantmanager_id, r.door, r.vanzelf from planronde r where r.gemeente = $1 and r.vanzelf is not null
        and exists (select 1 from planronde_klant p join gesprek g on g.gemeente = p.gemeente and g.id = p.gesprek_id
            where p.gemeente = r.gemeente and p.ronde_id = r.id and g.stand = 'gepland' and g.moment = p.moment and g.moment > $2 and g.moment <= $3)
        order by r.id";
}

/// A round of which some are to be invited now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AanDeBeurt {
    /// Which.
    pub ronde: PlanrondeId,
    /// In whose diary.
    pub klantmanager: GebruikerId,
    /// Who planned it, and asked for it.
    pub door: GebruikerId,
    /// [`Kanaal::Email`]: where that may; [`Kanaal::Brief`]: everybody by post.
    pub kanaal: Kanaal,
}

/// Whether the clients of a round are invited by themselves, and how.
pub async fn set(writer: &mut Writer, id: PlanrondeId, kanaal: Option<Kanaal>) -> Result<()> {
    execute!(writer, SET, id.uuid(), kanaal.map(Kanaal::code)).map(|_| ())
}

/// How it was set for a round.
pub async fn find(reader: &mut Reader, id: PlanrondeId) -> Result<Option<Kanaal>> {
    let row: Option<(Option<String>,)> = fetch!(reader, fetch_optional((Option<String>,)), FIND, id.uuid())?;
    row.and_then(|(kanaal,)| kanaal).map(|kanaal| lees(&kanaal)).transpose()
}

/// The rounds of which somebody who comes between now and a later moment was not invited yet.
pub async fn aan_de_beurt(reader: &mut Reader, nu: Timestamp, tot: Timestamp) -> Result<Vec<AanDeBeurt>> {
    type Row = (Uuid, Uuid, Uuid, String);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), AAN_DE_BEURT, nu.to_sqlx(), tot.to_sqlx())?;
    let ronde = |(id, klantmanager, door, kanaal): Row| {
        Ok(AanDeBeurt {
            ronde: id.into(),
            klantmanager: klantmanager.into(),
            door: door.into(),
            kanaal: lees(&kanaal)?,
        })
    };
    rows.into_iter().map(ronde).collect()
}

fn lees(kanaal: &str) -> Result<Kanaal> {
    kanaal.parse().map_err(|()| Error::corrupt(kanaal))
}
