//! Target groups of clients, with history. A protected one is encrypted whole, so that whoever has the database without its key
//! does not know who was in prison, and no filter finds it.

use domain::{
    codelijst::Code,
    datum::Periode,
    doelgroep::InDoelgroep,
    gemeente::Gemeente,
    id::{DoelgroepId, GebruikerId, KlantId},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, sleutels::Plaats};

statements! {
    OF_KLANT = "select id, klant_id, doelgroep, inhoud_versleuteld, vanaf, tot_en_met, door, ingetrokken, versie
        from klant_doelgroep where gemeente = $1 and klant_id = $2 order by vanaf, id";
    INSERT = "insert into klant_doelgroep (gemeente, id, klant_id, doelgroep, inhoud_versleuteld, vanaf, tot_en_met, door,
            ingetrokken, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, false, 1)";
    UPDATE = "update klant_doelgroep set tot_en_met = $4, ingetrokken = $5, beeindigd_door = $6, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $3";
    /// Whether somebody is the klantmanager of a client, or stands in for that one on a day.
    WERKT_MET = "select count(*) from klantstand k where k.gemeente = $1 and k.klant_id = $2
        and (k.klantmanager_id = $3 or exists (select 1 from overname w
            where w.gemeente = k.gemeente and w.van_id = k.klantmanager_id and w.aan_id = $3 and w.stand = 'geldt'
            and w.vanaf <= $4 and w.tot_en_met >= $4
            and (w.alles or exists (select 1 from overname_klant o
                where o.gemeente = w.gemeente and o.overname_id = w.id and o.klant_id = k.klant_id))))";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    doelgroep: String,
    inhoud_versleuteld: Option<Vec<u8>>,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    door: Uuid,
    ingetrokken: bool,
    versie: i64,
}

/// What is encrypted: why, and the group itself when it is protected.
#[derive(Serialize, Deserialize)]
struct Inhoud {
    toelichting: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doelgroep: Option<Code>,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "klant_doelgroep.inhoud", id }
}

/// A target group as it is kept, and whether it is protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vastgelegd {
    /// What it says.
    pub groep: InDoelgroep,
    /// Only who works with this client may see it.
    pub beschermd: bool,
}

/// The target groups of a client that a visitor may see, oldest first, also those that were taken back. What is protected is
/// not even decrypted for somebody who does not work with the client.
pub async fn of_klant(reader: &mut Reader, klant: KlantId, werkt_met_klant: bool) -> Result<Vec<Vastgelegd>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .filter(|row| werkt_met_klant || !row.doelgroep.is_empty())
        .map(|row| {
            let text = sleutels.decrypt_text(plaats(gemeente, row.id), row.inhoud_versleuteld.as_deref())?;
            let inhoud: Inhoud = serde_json::from_str(&text).map_err(Error::corrupt)?;
            let (doelgroep, beschermd) = match inhoud.doelgroep {
                Some(doelgroep) => (doelgroep, true),
                None => (row.doelgroep.parse().map_err(Error::corrupt)?, false),
            };
            let groep = InDoelgroep {
                id: row.id.into(),
                klant: row.klant_id.into(),
                doelgroep,
                periode: Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
                door: row.door.into(),
                toelichting: inhoud.toelichting,
                ingetrokken: row.ingetrokken,
                versie: row.versie,
            };
            Ok(Vastgelegd { groep, beschermd })
        })
        .collect()
}

/// Adds a target group.
pub async fn insert(writer: &mut Writer, van: &Vastgelegd) -> Result<()> {
    let Vastgelegd { groep, beschermd } = van;
    let inhoud =
        Inhoud { toelichting: groep.toelichting.clone(), doelgroep: beschermd.then(|| groep.doelgroep.clone()) };
    let text = serde_json::to_string(&inhoud).map_err(Error::corrupt)?;
    let sealed = writer.sleutels().encrypt_text(plaats(writer.gemeente(), groep.id.uuid()), &text)?;
    execute!(
        writer,
        INSERT,
        groep.id.uuid(),
        groep.klant.uuid(),
        if *beschermd { "" } else { groep.doelgroep.as_str() },
        sealed,
        groep.periode.van.to_sqlx(),
        groep.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        groep.door.uuid(),
    )
    .map(|_| ())
}

/// Writes that it ended or was taken back; `groep.versie` is the version that was read.
pub async fn update(writer: &mut Writer, groep: &InDoelgroep, door: GebruikerId) -> Result<()> {
    let tot = groep.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx);
    let touched = execute!(writer, UPDATE, groep.id.uuid(), groep.versie, tot, groep.ingetrokken, door.uuid())?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Whether somebody works with a client on a day: as klantmanager, or standing in for that one.
pub async fn werkt_met(reader: &mut Reader, klant: KlantId, wie: GebruikerId, dag: Date) -> Result<bool> {
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), WERKT_MET, klant.uuid(), wie.uuid(), dag.to_sqlx())?;
    Ok(aantal > 0)
}

/// The record with an id, whatever the client.
#[must_use]
pub fn vind(lijst: Vec<Vastgelegd>, id: DoelgroepId) -> Option<Vastgelegd> {
    lijst.into_iter().find(|van| van.groep.id == id)
}
