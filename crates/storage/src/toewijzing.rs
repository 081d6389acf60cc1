//! Which klantmanager has which client, with history.

use domain::{
    datum::{Periode, plus_dagen},
    gebruiker::Rol,
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    toewijzing::{Kandidaat, Mutatie, Toewijzing, Weekstand, per_week},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Database, Reader, Result, Writer, gebruiker};

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
    /// The day stands in the sum, not in the condition: so SQLite walks the index by klantmanager and sorts nothing.
    CASELOADS = "select klantmanager_id, sum(case when uitkering_tot >= $2 then 1 else 0 end) from klantstand
        where gemeente = $1 and klantmanager_id is not null group by klantmanager_id";
    /// First and last days of stretches in which somebody had a client with a running benefit, cut to a period ($2 to $3) and
    /// added up per day.
    MUTATIES = "with periode as (
            select t.gebruiker_id,
                case when t.vanaf < $2 then $2 else t.vanaf end as t_van, coalesce(t.tot_en_met, '9999-12-31') as t_tot,
                u.datum_ingang as u_van, coalesce(u.datum_einde, '9999-12-31') as u_tot
            from toewijzing t
            join uitkering u on u.gemeente = t.gemeente and u.klant_id = t.klant_id
            where t.gemeente = $1 and t.vanaf <= $3 and (t.tot_en_met is null or t.tot_en_met >= $2)
            and u.datum_ingang <= $3 and (u.datum_einde is null or u.datum_einde >= $2)),
        stuk as (
            select gebruiker_id, case when u_van > t_van then u_van else t_van end as van,
                case when u_tot < t_tot then u_tot else t_tot end as tot
            from periode),
        dag as (
            select gebruiker_id, van as dag, 1 as erbij, 0 as eraf from stuk where van <= tot
            union all
            select gebruiker_id, tot, 0, 1 from stuk where van <= tot and tot <= $3)
        select gebruiker_id, dag, sum(erbij), sum(eraf) from dag group by gebruiker_id, dag order by gebruiker_id, dag";
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

/// How many clients with a running benefit each klantmanager has.
pub async fn caseloads(reader: &mut Reader, vandaag: Date) -> Result<Vec<(GebruikerId, i64)>> {
    let rows: Vec<(Uuid, i64)> = fetch!(reader, fetch_all((Uuid, i64)), CASELOADS, vandaag.to_sqlx())?;
    Ok(rows.into_iter().map(|(wie, klanten)| (wie.into(), klanten)).collect())
}

/// Who could get a new client: every active klantmanager with the caseload of today. Hours are not known here.
pub async fn kandidaten(reader: &mut Reader, vandaag: Date) -> Result<Vec<Kandidaat>> {
    let caseloads = caseloads(reader, vandaag).await?;
    let able = gebruiker::list(reader).await?.into_iter().filter(|g| g.actief && g.rol == Rol::Klantmanager);
    let kandidaat = |g: domain::gebruiker::Gebruiker| Kandidaat {
        klantmanager: g.id,
        klanten: caseloads.iter().find(|(wie, _)| *wie == g.id).map_or(0, |(_, klanten)| *klanten),
        naam: g.naam,
        minuten_per_week: None,
    };
    Ok(able.map(kandidaat).collect())
}

/// How many clients with a running benefit each klantmanager had on every Monday of a period, in one query.
pub async fn caseload_per_week(reader: &mut Reader, van: Date, tot_en_met: Date) -> Result<Vec<Weekstand>> {
    type Dag = (Uuid, jiff_sqlx::Date, i64, i64);
    let rows: Vec<Dag> = fetch!(reader, fetch_all(Dag), MUTATIES, van.to_sqlx(), tot_en_met.to_sqlx())?;
    let mutatie = |(klantmanager, dag, erbij, eraf): Dag| Mutatie {
        klantmanager: klantmanager.into(),
        dag: dag.to_jiff(),
        erbij,
        eraf,
    };
    Ok(per_week(&rows.into_iter().map(mutatie).collect::<Vec<_>>(), van, tot_en_met))
}
