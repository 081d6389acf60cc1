//! Writing and reading the log of changes, and checking its chain.

pub(crate) mod wissen;

use domain::{
    id::{GebruikerId, KlantId},
    logboek::{Hash, Regel, begin_van_keten, hash},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

pub use self::wissen::Gewist;
use crate::{Error, Reader, Result, Writer};

statements! {
    /// Takes the numbers and, by changing the row, the lock: lines of one municipality are added one after another.
    RESERVE = "update keten set nummer = nummer + $2 where gemeente = $1 and keten = $3 returning nummer, hash";
    LAST = "select nummer, hash from keten where gemeente = $1 and keten = $2";
    SET_HASH = "update keten set hash = $2 where gemeente = $1 and keten = $3";
    INSERT = "insert into logboek (gemeente, nummer, moment, gebruiker_id, handeling, object_id, klant_id, doel, details, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    PAGE = "select nummer, moment, gebruiker_id, handeling, object_id, klant_id, doel, details, hash, gewist
        from logboek where gemeente = $1 and nummer > $2 order by nummer limit $3";
    OF_OBJECT = "select l.nummer, l.moment, l.gebruiker_id, l.handeling, l.object_id, l.klant_id, l.doel, l.details, l.hash,
            l.gewist
        from logboek l where l.gemeente = $1 and l.object_id = $2 order by l.nummer desc limit 50";
    GEWIST = "select count(*), count(distinct l.gewist) from logboek l where l.gemeente = $1 and l.gewist is not null";
    LAST_CHANGE = "select l.gebruiker_id, u.naam, l.moment from logboek l
        left join gebruiker u on u.gemeente = l.gemeente and u.id = l.gebruiker_id
        where l.gemeente = $1 and l.object_id = $2 order by l.nummer desc limit 1";
}

/// Who touched a record last, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijziging {
    /// Who; nobody when an import did.
    pub gebruiker: Option<GebruikerId>,
    /// The name of that person.
    pub naam: Option<String>,
    /// When.
    pub moment: Timestamp,
}

/// A line as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogboekRegel {
    /// Its place in the chain, from 1.
    pub nummer: i64,
    /// When.
    pub moment: Timestamp,
    /// Who.
    pub gebruiker: Option<GebruikerId>,
    /// What was done.
    pub handeling: String,
    /// Which record.
    pub object: Option<Uuid>,
    /// Which client.
    pub klant: Option<KlantId>,
    /// What for.
    pub doel: String,
    /// What changed; empty when it was destroyed with the dossier it is about.
    pub details: String,
    hash: Vec<u8>,
    /// Which later line accounts for the details that were destroyed.
    gewist: Option<Uuid>,
}

#[derive(sqlx::FromRow)]
struct Row {
    nummer: i64,
    moment: jiff_sqlx::Timestamp,
    gebruiker_id: Option<Uuid>,
    handeling: String,
    object_id: Option<Uuid>,
    klant_id: Option<Uuid>,
    doel: String,
    details: String,
    hash: Vec<u8>,
    gewist: Option<Uuid>,
}

impl From<Row> for LogboekRegel {
    fn from(row: Row) -> Self {
        Self {
            nummer: row.nummer,
            moment: row.moment.to_jiff(),
            gebruiker: row.gebruiker_id.map(Into::into),
            handeling: row.handeling,
            object: row.object_id,
            klant: row.klant_id.map(Into::into),
            doel: row.doel,
            details: row.details,
            hash: row.hash,
            gewist: row.gewist,
        }
    }
}

/// Where a chain has come to, with the lock on it for the rest of the transaction.
pub(crate) struct Keten {
    pub(crate) nummer: i64,
    pub(crate) hash: Hash,
}

/// Reserves `count` numbers in a chain of this municipality.
pub(crate) async fn reserve(writer: &mut Writer, keten: &'static str, count: i64) -> Result<Keten> {
    let (last, hash): (i64, Vec<u8>) = fetch!(writer, fetch_one((i64, Vec<u8>)), RESERVE, count, keten)?;
    let hash = hash.try_into().map_err(|_| Error::corrupt("hash van de keten"))?;
    Ok(Keten { nummer: last - count, hash })
}

/// Records the last hash of a chain.
pub(crate) async fn set_hash(writer: &mut Writer, keten: &'static str, hash: &Hash) -> Result<()> {
    execute!(writer, SET_HASH, hash.to_vec(), keten).map(|_| ())
}

/// Adds lines to the chain within the transaction.
pub(crate) async fn append<'a>(writer: &mut Writer, regels: impl Iterator<Item = &'a Regel>) -> Result<()> {
    let regels: Vec<&Regel> = regels.collect();
    let count = i64::try_from(regels.len()).map_err(Error::corrupt)?;
    let mut keten = reserve(writer, "logboek", count).await?;
    for regel in regels {
        keten.nummer += 1;
        keten.hash = hash_of(&keten, writer.gemeente(), regel);
        execute!(
            writer,
            INSERT,
            keten.nummer,
            regel.moment.to_sqlx(),
            regel.gebruiker.map(GebruikerId::uuid),
            regel.handeling,
            regel.object,
            regel.klant.map(KlantId::uuid),
            regel.doel.code(),
            regel.details.as_str(),
            keten.hash.to_vec(),
        )?;
    }
    set_hash(writer, "logboek", &keten.hash).await
}

/// The hash of the next line of a chain, whose number was already raised.
pub(crate) fn hash_of(keten: &Keten, gemeente: domain::gemeente::Gemeente, regel: &Regel) -> Hash {
    line_hash(
        &keten.hash,
        gemeente,
        keten.nummer,
        regel.moment,
        (regel.gebruiker.map(GebruikerId::uuid), regel.object, regel.klant.map(KlantId::uuid)),
        (regel.handeling, regel.doel.code(), &regel.details),
    )
}

fn hash_van(vorige: &Hash, gemeente: domain::gemeente::Gemeente, nummer: i64, regel: &LogboekRegel) -> Hash {
    line_hash(
        vorige,
        gemeente,
        nummer,
        regel.moment,
        (regel.gebruiker.map(GebruikerId::uuid), regel.object, regel.klant.map(KlantId::uuid)),
        (&regel.handeling, &regel.doel, &regel.details),
    )
}

fn line_hash(
    vorige: &Hash,
    gemeente: domain::gemeente::Gemeente,
    nummer: i64,
    moment: Timestamp,
    (gebruiker, object, klant): (Option<Uuid>, Option<Uuid>, Option<Uuid>),
    (handeling, doel, details): (&str, &str, &str),
) -> Hash {
    let id = |id: Option<Uuid>| id.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
    hash(
        vorige,
        gemeente,
        nummer,
        &[
            moment.to_string().as_bytes(),
            &id(gebruiker),
            handeling.as_bytes(),
            &id(object),
            &id(klant),
            doel.as_bytes(),
            details.as_bytes(),
        ],
    )
}

/// What was done to one record, latest first.
pub async fn of_object(reader: &mut Reader, object: Uuid) -> Result<Vec<LogboekRegel>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_OBJECT, object)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Who touched a record last, for records that do not keep that themselves.
pub async fn last_change(reader: &mut Reader, object: Uuid) -> Result<Option<Wijziging>> {
    type Change = (Option<Uuid>, Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, object)?;
    Ok(row.map(|(id, naam, moment)| Wijziging { gebruiker: id.map(Into::into), naam, moment: moment.to_jiff() }))
}

/// The lines after a number, at most `limit`.
pub async fn page(reader: &mut Reader, after: i64, limit: i64) -> Result<Vec<LogboekRegel>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), PAGE, after, limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many lines lost their details with a dossier that was destroyed, and how many lines account for them.
pub async fn gewist(reader: &mut Reader) -> Result<(i64, i64)> {
    fetch!(reader, fetch_one((i64, i64)), GEWIST)
}

/// How far a chain has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schakel {
    /// How many lines it has.
    pub nummer: i64,
    /// The hash of the last one.
    pub hash: Hash,
}

/// The last link of a chain as it was noted with its last line: lines cut off at the end are missed by it.
pub(crate) async fn laatste_schakel(reader: &mut Reader, keten: &'static str) -> Result<Option<Schakel>> {
    let row: Option<(i64, Vec<u8>)> = fetch!(reader, fetch_optional((i64, Vec<u8>)), LAST, keten)?;
    row.map(|(nummer, hash)| {
        Ok(Schakel { nummer, hash: hash.try_into().map_err(|_| Error::corrupt("hash van de keten"))? })
    })
    .transpose()
}

/// Walks the whole chain. Gives its last link, or the number of the first line that does not fit or is not there. Lines whose
/// details were destroyed keep their hash; a later line accounts for them ([`wissen`]).
pub async fn verify(reader: &mut Reader) -> Result<std::result::Result<Schakel, i64>> {
    let gemeente = reader.gemeente();
    let mut previous = begin_van_keten(gemeente);
    let mut number = 0;
    let mut openstaand = wissen::Openstaand::default();
    // A line before the first is no link either.
    let mut after = i64::MIN;
    loop {
        let regels = page(reader, after, 1_000).await?;
        if regels.is_empty() {
            let found = Schakel { nummer: number, hash: previous };
            if laatste_schakel(reader, "logboek").await? == Some(found) {
                return Ok(openstaand.eerste().map_or(Ok(found), Err));
            }
            // Somebody may have added lines just now; lines that are noted and not there were cut off.
            after = number;
            if page(reader, after, 1).await?.is_empty() {
                return Ok(Err(number + 1));
            }
            continue;
        }
        for regel in regels {
            number += 1;
            let wanted = match regel.gewist {
                Some(_) => openstaand.tel(gemeente, &previous, &regel),
                None => Some(hash_van(&previous, gemeente, number, &regel)),
            };
            let Some(wanted) = wanted else { return Ok(Err(number)) };
            if regel.nummer != number || regel.hash != wanted || !openstaand.klopt(gemeente, &regel) {
                return Ok(Err(number));
            }
            previous = wanted;
        }
        after = number;
    }
}
