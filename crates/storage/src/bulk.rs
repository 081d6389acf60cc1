//! Writing many rows at once: a demonstration, or a file of a benefit administration.
//!
//! Rows go in with many values per statement in one transaction; row by row, SQLite writes seven times slower.

mod contact;
pub(crate) mod dossier;
mod plannen;
pub(crate) mod stapel;

use std::pin::Pin;

use domain::{
    datum::plaatselijk,
    dossier::Dossier,
    gesprek::Gesprek,
    id::{GebruikerId, GesprekId, KlantId, ProjectId},
    logboek::Regel,
    project::Deelname,
    toewijzing::Toewijzing,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::{PgConnection, Postgres, QueryBuilder};

pub(crate) use self::contact::insert_overname_klanten;
pub use self::contact::{insert_brieven, insert_klantbeelden};
use self::stapel::Kader;
use crate::{Database, Error, Result, Writer, contactnorm, contactstand, gesprek, logboek, ontheffing};

/// Rows per statement: 200 rows of 20 columns stay far below the 32,766 values SQLite takes.
pub(crate) const ROWS: usize = 200;

/// Runs an insert of many rows on either database. `$row` fills one row.
///
/// SQLite gets statements with many values, PostgreSQL the same columns as `COPY`, which costs it far less than
/// statements with thousands of parameters. While the database works on one part, the next is put together. What fits in one statement
/// is one on PostgreSQL too: a `COPY` sends its end apart from its rows, and TCP holds that up for forty milliseconds.
macro_rules! insert_many {
    ($writer:expr, $into:literal, $rows:expr, |$bind:ident, $row:ident| $body:block) => {
        match $writer.connection() {
            $crate::db::Connection::Sqlite(connection) => {
                let mut chunks = $rows.chunks($crate::bulk::ROWS).map(|chunk| {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($into);
                    query.push_values(chunk, |mut $bind, $row| $body);
                    query
                });
                let mut next = chunks.next();
                while let Some(mut query) = next.take() {
                    let prepare = async { chunks.next() };
                    let (done, prepared) = tokio::join!(query.build().execute(&mut *connection), prepare);
                    done?;
                    next = prepared;
                }
            }
            $crate::db::Connection::Postgres(connection) if (1..=$crate::bulk::ROWS).contains(&$rows.len()) => {
                let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($into);
                query.push_values(&$rows[..], |mut $bind, $row| $body);
                $crate::bulk::in_een(connection, query).await?;
            }
            $crate::db::Connection::Postgres(connection) if !$rows.is_empty() => {
                let mut regels = $crate::invoer::kopie::Regels::new($into);
                let mut copy = $crate::invoer::kopie::Kopie::begin(connection, &regels).await?;
                for chunk in $rows.chunks($crate::bulk::ROWS) {
                    regels.push_values(chunk, |mut $bind, $row| $body);
                    copy.send(&regels).await?;
                    regels.clear();
                }
                copy.finish().await?;
            }
            $crate::db::Connection::Postgres(_) => {}
        }
    };
}
pub(crate) use insert_many;

/// Runs a statement that is put together once, apart from the code around it, which stands in many places.
pub(crate) fn in_een(
    connection: &mut PgConnection,
    mut query: QueryBuilder<Postgres>,
) -> Pin<Box<dyn Future<Output = sqlx::Result<()>> + Send + '_>> {
    Box::pin(async move { query.build().persistent(false).execute(connection).await.map(|_| ()) })
}

/// Writes dossiers with all their histories and their row in the lists, and a log line for each.
pub async fn insert_dossiers(writer: &mut Writer, dossiers: &[Dossier], nu: Timestamp, regel: &Regel) -> Result<()> {
    let normen = contactnorm::normen(writer).await?;
    let kader = Kader::of(writer);
    for stapel in dossier::alles(&kader, dossiers, nu)? {
        stapel.schrijf(writer).await?;
    }
    insert_gesprekken(writer, dossiers, nu).await?;
    insert_ontheffingen(writer, dossiers).await?;
    insert_verwijzingen(writer, dossiers).await?;
    plannen::insert(writer, dossiers, nu).await?;
    contactstand::dossiers(&kader, dossiers, &normen)?.schrijf(writer).await?;
    append_log(writer, &regel_per_klant(dossiers.iter().map(|dossier| dossier.klant.id), regel)).await
}

/// The same line for each client.
pub(crate) fn regel_per_klant(klanten: impl Iterator<Item = KlantId>, regel: &Regel) -> Vec<Regel> {
    klanten.map(|klant| Regel { object: Some(klant.uuid()), klant: Some(klant), ..regel.clone() }).collect()
}

async fn insert_gesprekken(writer: &mut Writer, dossiers: &[Dossier], nu: Timestamp) -> Result<()> {
    insert_gesprekken_van(writer, dossiers.iter().flat_map(|dossier| &dossier.gesprekken), None, nu).await
}

/// Conversations of whomever; without a writer of their own the klantmanager counts as the one who wrote them.
pub(crate) async fn insert_gesprekken_van<'a>(
    writer: &mut Writer,
    gesprekken: impl Iterator<Item = &'a Gesprek>,
    door: Option<GebruikerId>,
    nu: Timestamp,
) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let rows = gesprekken
        .map(|row| Ok((row, gesprek::encrypt_inhoud(&sleutels, gemeente, row)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into gesprek (gemeente, id, klant_id, gebruiker_id, soort, moment, dag, duur_minuten, plaats, stand,
            uitgenodigd_op, uitgenodigd_kanaal, uitgenodigd_bewijs, bevestigd_op, vorige_id, hersteltermijn_brief,
            hersteltermijn_einde, hersteltermijn_klaar, inhoud_versleuteld, gewijzigd_door, gewijzigd_op, tolk,
            te_houden_voor, versie) ",
        rows,
        |b, pair| {
            let (row, inhoud) = pair;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.klantmanager.uuid())
                .push_bind(row.soort.as_str())
                .push_bind(row.moment.to_sqlx())
                .push_bind(plaatselijk(row.moment).date().to_sqlx())
                .push_bind(row.duur_minuten)
                .push_bind(row.plaats.as_str())
                .push_bind(row.stand.code())
                .push_bind(row.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.op.to_sqlx()))
                .push_bind(row.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.kanaal.code()))
                .push_bind(row.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.bewijs.as_str()))
                .push_bind(row.bevestigd.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(row.vorige.map(GesprekId::uuid))
                .push_bind(row.stand.termijn().map(|termijn| termijn.brief.to_sqlx()))
                .push_bind(row.stand.termijn().map(|termijn| termijn.einde.to_sqlx()))
                .push_bind(row.stand.termijn_klaar().map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(inhoud)
                .push_bind(door.unwrap_or(row.klantmanager).uuid())
                .push_bind(nu.to_sqlx())
                .push_bind(row.tolk.as_str())
                .push_bind(row.te_houden_voor.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(row.versie);
        }
    );
    Ok(())
}

async fn insert_ontheffingen(writer: &mut Writer, dossiers: &[Dossier]) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let rows = dossiers
        .iter()
        .flat_map(|dossier| &dossier.ontheffingen)
        .map(|row| Ok((row, sleutels.encrypt_text(ontheffing::plaats(gemeente, row.id.uuid()), &row.toelichting)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into ontheffing (gemeente, id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde,
            heroverweging, toelichting_versleuteld, versie) ",
        rows,
        |b, pair| {
            let (row, toelichting) = pair;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.grondslag.code())
                .push_bind(row.verplichtingen.code())
                .push_bind(row.reden.as_str())
                .push_bind(row.datum_ingang.to_sqlx())
                .push_bind(row.datum_einde.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(row.heroverweging.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(toelichting)
                .push_bind(row.versie);
        }
    );
    Ok(())
}

async fn insert_verwijzingen(writer: &mut Writer, dossiers: &[Dossier]) -> Result<()> {
    let gemeente = writer.gemeente();
    let rows: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.verwijzingen).collect();
    insert_many!(
        writer,
        "insert into verwijzing (gemeente, id, klant_id, voorziening, aanbieder, verwezen, gestart, beeindigd) ",
        rows,
        |b, row| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.voorziening.as_str())
                .push_bind(row.aanbieder.as_str())
                .push_bind(row.verwezen.to_sqlx())
                .push_bind(row.gestart.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(row.beeindigd.map(jiff_sqlx::ToSqlx::to_sqlx));
        }
    );
    let rows: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.keuringen).collect();
    insert_many!(
        writer,
        "insert into keuring (gemeente, id, klant_id, spoed, aangevraagd, afgerond) ",
        rows,
        |b, row| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(row.id.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.spoed)
                .push_bind(row.aangevraagd.to_sqlx())
                .push_bind(row.afgerond.map(jiff_sqlx::ToSqlx::to_sqlx));
        }
    );
    Ok(())
}

/// Who has whom from now on.
pub(crate) async fn insert_toewijzingen(writer: &mut Writer, toewijzingen: &[Toewijzing]) -> Result<()> {
    dossier::toewijzingen(&Kader::of(writer), &toewijzingen.iter().collect::<Vec<_>>()).schrijf(writer).await
}

/// Adds clients to the cohort of a project.
pub async fn insert_deelnames(writer: &mut Writer, project: ProjectId, deelnames: &[Deelname]) -> Result<()> {
    let gemeente = writer.gemeente();
    insert_many!(
        writer,
        "insert into project_deelname (gemeente, project_id, klant_id, uitkering_id, geselecteerd) ",
        deelnames,
        |b, row| {
            b.push_bind(gemeente.code().to_owned())
                .push_bind(project.uuid())
                .push_bind(row.klant.uuid())
                .push_bind(row.uitkering.uuid())
                .push_bind(row.geselecteerd.to_sqlx());
        }
    );
    Ok(())
}

/// Adds many lines to the log at once.
pub async fn append_log(writer: &mut Writer, regels: &[Regel]) -> Result<()> {
    let gemeente = writer.gemeente();
    let count = i64::try_from(regels.len()).map_err(Error::corrupt)?;
    let mut keten = logboek::reserve(writer, "logboek", count).await?;
    let rows: Vec<_> = regels
        .iter()
        .map(|regel| {
            keten.nummer += 1;
            keten.hash = logboek::hash_of(&keten, gemeente, regel);
            (regel, keten.nummer, keten.hash.to_vec())
        })
        .collect();
    insert_many!(
        writer,
        "insert into logboek (gemeente, nummer, moment, gebruiker_id, handeling, object_id, klant_id, doel, details, hash) ",
        rows,
        |b, line| {
            let (regel, nummer, hash) = line;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(*nummer)
                .push_bind(regel.moment.to_sqlx())
                .push_bind(regel.gebruiker.map(GebruikerId::uuid))
                .push_bind(regel.handeling)
                .push_bind(regel.object)
                .push_bind(regel.klant.map(KlantId::uuid))
                .push_bind(regel.doel.code())
                .push_bind(regel.details.as_str())
                .push_bind(hash);
        }
    );
    logboek::set_hash(writer, "logboek", &keten.hash).await
}

/// Commits a batch whose lines were added with [`append_log`] or [`insert_dossiers`].
pub async fn commit(writer: Writer) -> Result<()> {
    writer.commit_logged().await
}

/// Tells the database's planner how the rows are spread, after many were written.
pub async fn analyze(database: &Database) -> Result<()> {
    execute_global!(database, ANALYZE)?;
    if database.soort() == crate::Soort::Postgres {
        execute_global!(database, VACUUM)?;
    }
    Ok(())
}

const ANALYZE: crate::sql::Sql = crate::sql::Sql("analyze");
/// PostgreSQL reads an index alone only where it knows that every row is there for everybody.
const VACUUM: crate::sql::Sql = crate::sql::Sql("vacuum klantstand");
