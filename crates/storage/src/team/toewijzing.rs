//! Which klantmanager has which client, with history.

use domain::{
    datum::{Periode, plus_dagen},
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    logboek::Regel,
    toewijzing::{Kandidaat, Toewijzing},
    werkrooster::{Werkrooster, rooster_op},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Database, Reader, Result, Writer,
    belasting::{self, Belastingen, Wie},
    bulk, contactnorm, gebruiker, klantstand, werkrooster,
};

/// An assignment that somebody was given lately and has not looked at.
macro_rules! nieuw {
    () => {
        " from toewijzing t
        join klantstand k on k.gemeente = t.gemeente and k.klant_id = t.klant_id and k.klantmanager_id = t.gebruiker_id
        where t.gemeente = $1 and t.gebruiker_id = $2 and t.vanaf > $3 and t.vanaf <= $4 and t.tot_en_met is null
        and t.gezien is null and k.uitkering_tot >= $4"
    };
}

statements! {
    OF_KLANT = "select id, klant_id, gebruiker_id, vanaf, tot_en_met, reden from toewijzing
        where gemeente = $1 and klant_id = $2 order by vanaf, id";
    NIEUW = concat!("select t.klant_id, k.naam, t.vanaf, t.reden", nieuw!(), "
        order by t.vanaf desc, k.sorteersleutel, t.id limit $5");
    COUNT_NIEUW = concat!("select count(*)", nieuw!());
    ONGEZIEN = "select count(*) from toewijzing
        where gemeente = $1 and klant_id = $2 and gebruiker_id = $3 and vanaf > $4 and tot_en_met is null and gezien is null";
    SET_GEZIEN = "update toewijzing set gezien = $4
        where gemeente = $1 and klant_id = $2 and gebruiker_id = $3 and tot_en_met is null and gezien is null";
    SET_ALLE_GEZIEN = "update toewijzing set gezien = $4
        where gemeente = $1 and gebruiker_id = $2 and vanaf > $3 and vanaf <= $4 and tot_en_met is null and gezien is null";
    /// Takes the clients who have no klantmanager.
    ZONDER = "select klant_id from klantstand where gemeente = $1 and klantmanager_id is null and uitkering_tot >= $2";
    /// Puts the first klantmanager of clients who had none in the lists.
    FIRST_STAND = "update klantstand set klantmanager_id = (select t.gebruiker_id from toewijzing t
            where t.gemeente = klantstand.gemeente and t.klant_id = klantstand.klant_id
            order by t.vanaf desc, t.id desc limit 1)
        where gemeente = $1 and klantmanager_id is null and exists (select 1 from toewijzing t
            where t.gemeente = klantstand.gemeente and t.klant_id = klantstand.klant_id)";
}

/// How long an assignment counts as new.
const NIEUW_DAGEN: i64 = 14;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    gebruiker_id: Uuid,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    reden: String,
}

impl From<Row> for Toewijzing {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            klant: row.klant_id.into(),
            klantmanager: row.gebruiker_id.into(),
            periode: Periode { van: row.vanaf.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) },
            reden: row.reden,
        }
    }
}

/// The assignments of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Toewijzing>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A client that is new to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuweKlant {
    /// Which client.
    pub klant: KlantId,
    /// Name.
    pub naam: String,
    /// Since when.
    pub vanaf: Date,
    /// Why.
    pub reden: String,
}

/// Clients that somebody was given in the last fourteen days and has not opened yet, the latest first; and how many in all.
pub async fn nieuw(
    reader: &mut Reader,
    wie: GebruikerId,
    vandaag: Date,
    limit: i64,
) -> Result<(Vec<NieuweKlant>, i64)> {
    type Nieuw = (Uuid, String, jiff_sqlx::Date, String);
    let (sinds, dag) = (plus_dagen(vandaag, -NIEUW_DAGEN).to_sqlx(), vandaag.to_sqlx());
    let rows: Vec<Nieuw> = fetch!(reader, fetch_all(Nieuw), NIEUW, wie.uuid(), sinds, dag, limit)?;
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), COUNT_NIEUW, wie.uuid(), sinds, dag)?;
    let row = |(klant, naam, vanaf, reden): Nieuw| NieuweKlant {
        klant: KlantId::from(klant),
        naam,
        vanaf: vanaf.to_jiff(),
        reden,
    };
    Ok((rows.into_iter().map(row).collect(), aantal))
}

/// Whether a client is new to somebody who has not opened it yet.
pub async fn is_nieuw(reader: &mut Reader, klant: KlantId, wie: GebruikerId, vandaag: Date) -> Result<bool> {
    let sinds = plus_dagen(vandaag, -NIEUW_DAGEN).to_sqlx();
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), ONGEZIEN, klant.uuid(), wie.uuid(), sinds)?;
    Ok(aantal > 0)
}

/// Notes that somebody opened a client that was new. Like the line that says who looked, it changes nothing of the client.
pub async fn set_gezien(
    database: &Database,
    gemeente: Gemeente,
    klant: KlantId,
    wie: GebruikerId,
    dag: Date,
) -> Result<()> {
    let mut writer = database.write(gemeente).await?;
    execute!(writer, SET_GEZIEN, klant.uuid(), wie.uuid(), dag.to_sqlx())?;
    writer.commit_logged().await
}

/// Notes that somebody has seen everybody who was new.
pub async fn set_alle_gezien(writer: &mut Writer, wie: GebruikerId, dag: Date) -> Result<u64> {
    let sinds = plus_dagen(dag, -NIEUW_DAGEN).to_sqlx();
    execute!(writer, SET_ALLE_GEZIEN, wie.uuid(), sinds, dag.to_sqlx())
}

/// Takes the clients who have no klantmanager on a day for the rest of the transaction: on PostgreSQL two people who spread
/// them come one after the other, and the second finds only whom the first left. In the one order of all who take clients.
pub async fn lock_zonder(writer: &mut Writer, dag: Date) -> Result<()> {
    let rows: Vec<(Uuid,)> = fetch!(writer, fetch_all((Uuid,)), ZONDER, dag.to_sqlx())?;
    klantstand::lock_alle(writer, &rows.into_iter().map(|(id,)| id.into()).collect::<Vec<_>>()).await
}

/// Gives clients who have no klantmanager their first one, with a log line for each.
pub async fn insert_eerste(writer: &mut Writer, toewijzingen: &[Toewijzing], regels: &[Regel]) -> Result<()> {
    bulk::insert_toewijzingen(writer, toewijzingen).await?;
    execute!(writer, FIRST_STAND)?;
    bulk::append_log(writer, regels).await
}

/// Who could get a new client: every active klantmanager, how heavy the caseload is today and how much he or she works.
pub async fn kandidaten(reader: &mut Reader, vandaag: Date) -> Result<Vec<Kandidaat>> {
    let normen = contactnorm::normen(reader).await?;
    let belastingen = belasting::belastingen(reader, Wie::Allen, vandaag, &normen).await?;
    kandidaten_met(reader, vandaag, &belastingen).await
}

/// The same when it is known how heavy the caseloads are.
pub async fn kandidaten_met(reader: &mut Reader, vandaag: Date, belastingen: &Belastingen) -> Result<Vec<Kandidaat>> {
    let werktijden = werkrooster::van_velen(reader, Wie::Allen, vandaag).await?;
    let able = gebruiker::list(reader).await?.into_iter().filter(|g| g.actief && g.rol == Rol::Klantmanager);
    let kandidaat = |g: Gebruiker| {
        let rooster = werktijden.get(&g.id).and_then(|(roosters, _)| rooster_op(roosters, vandaag));
        Kandidaat {
            klantmanager: g.id,
            belasting: belastingen.van(g.id),
            naam: g.naam,
            minuten_per_week: rooster.map(Werkrooster::minuten_per_week),
        }
    };
    Ok(able.map(kandidaat).collect())
}
