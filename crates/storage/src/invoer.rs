//! What an import of a file asks of the database: comparing and writing a thousand clients at a time, so that the number
//! of statements does not grow with the number of changes.
//!
//! - Reading: which client numbers exist, what is known of a thousand of them, who has a BSN, whose benefits run.
//! - Writing: new clients with their histories ([`insert`]), changes to known ones ([`update`]), and at the end the log ([`log()`]).
//! - A first import of many clients puts the indexes off until all rows are in ([`indexen`]).

pub mod indexen;
pub(crate) mod kopie;
pub(crate) mod nieuw;
mod wijzigen;

use std::collections::{HashMap, HashSet};

use domain::{
    bsn::Bsn,
    datum::Periode,
    geld::Eurocent,
    id::{GebruikerId, KlantId},
    klant::{Contact, Klantnummer, Leefvorm},
    logboek::Regel,
    naam::Persoonsnaam,
    segment::Segmentering,
    toewijzing::Toewijzing,
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use sqlx::{Postgres, QueryBuilder, Sqlite};
use uuid::Uuid;

pub(crate) use self::wijzigen::update_many;
pub use self::{
    nieuw::{Lading, Voorbereiding, insert},
    wijzigen::{Opvolging, Wijziging, update},
};
use crate::{Error, Reader, Result, Writer, bulk, db::Connection, klantstand};

statements! {
    NUMBERS = "select klantnummer from klant where gemeente = $1 and klantnummer > $2 order by klantnummer limit $3";
}

/// Keys per statement.
const KEYS: usize = 1_000;

/// Reads the rows with one of many keys: `$sql … in (keys) $tail`, on either database, a thousand keys at a time.
macro_rules! fetch_in {
    ($reader:expr, $row:ty, $sql:expr, $keys:expr, $tail:expr) => {{
        let gemeente = $reader.gemeente();
        let mut rows: Vec<$row> = Vec::new();
        for keys in $keys.chunks(KEYS) {
            rows.extend(match $reader.connection() {
                Connection::Sqlite(connection) => {
                    let mut query = QueryBuilder::<Sqlite>::new($sql);
                    in_keys!(query, gemeente, keys, $tail);
                    query.build_query_as::<$row>().fetch_all(connection).await?
                }
                Connection::Postgres(connection) => {
                    let mut query = QueryBuilder::<Postgres>::new($sql);
                    in_keys!(query, gemeente, keys, $tail);
                    query.build_query_as::<$row>().fetch_all(connection).await?
                }
            });
        }
        rows
    }};
}

/// `gemeente = … and key in (…)` behind a statement.
macro_rules! in_keys {
    ($query:expr, $gemeente:expr, $keys:expr, $tail:expr) => {
        let (key, tail) = $tail;
        $query.push_bind($gemeente.code().to_owned());
        $query.push(" and ").push(key).push(" in (");
        let mut list = $query.separated(", ");
        for key in $keys {
            list.push_bind(key.clone());
        }
        list.push_unseparated(") ");
        $query.push(tail);
    };
}

/// The client numbers after `na`, in the order of the database, at most `limit`.
pub async fn klantnummers(reader: &mut Reader, na: &str, limit: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = fetch!(reader, fetch_all((String,)), NUMBERS, na, limit)?;
    Ok(rows.into_iter().map(|(nummer,)| nummer).collect())
}

/// What Klantbeeld has of a client, for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bekend {
    /// Who.
    pub id: KlantId,
    /// Whether the BSN that was asked about is this client's.
    pub zelfde_bsn: bool,
    /// Name.
    pub naam: Persoonsnaam,
    /// Birth date.
    pub geboortedatum: Date,
    /// Household.
    pub leefvorm: Leefvorm,
    /// Contact data.
    pub contact: Contact,
    /// For optimistic locking.
    pub versie: i64,
    /// The klantmanager.
    pub klantmanager: Option<GebruikerId>,
    /// The segment, or nothing.
    pub segment: String,
    /// First day in that segment.
    pub segment_sinds: Date,
    /// Spells of benefit, oldest first, without the explanation of an end: an import neither reads nor changes that.
    pub uitkeringen: Vec<Uitkering>,
}

#[derive(sqlx::FromRow)]
struct BekendRow {
    id: Uuid,
    klantnummer: String,
    bsn_hash: Vec<u8>,
    voornamen: String,
    voorvoegsel: String,
    geslachtsnaam: String,
    geboortedatum: jiff_sqlx::Date,
    leefvorm: String,
    adres: String,
    postcode: Option<String>,
    woonplaats: String,
    wijk: String,
    telefoon: String,
    email: String,
    tolk: String,
    versie: i64,
    klantmanager_id: Option<Uuid>,
    segment: String,
    segment_sinds: jiff_sqlx::Date,
}

const BEKEND: &str =
    "select k.id, k.klantnummer, k.bsn_hash, k.voornamen, k.voorvoegsel, k.geslachtsnaam, k.geboortedatum,
        k.leefvorm, k.adres, k.postcode, k.woonplaats, k.wijk, k.telefoon, k.email, k.tolk, k.versie, s.klantmanager_id,
        s.segment, s.segment_sinds
    from klant k join klantstand s on s.gemeente = k.gemeente and s.klant_id = k.id where k.gemeente = ";

impl BekendRow {
    fn bekend(self, zelfde_bsn: bool, uitkeringen: Vec<Uitkering>) -> Result<Bekend> {
        Ok(Bekend {
            id: self.id.into(),
            zelfde_bsn,
            naam: Persoonsnaam {
                voornamen: self.voornamen,
                voorvoegsel: self.voorvoegsel,
                geslachtsnaam: self.geslachtsnaam,
            },
            geboortedatum: self.geboortedatum.to_jiff(),
            leefvorm: self.leefvorm.parse().map_err(Error::corrupt)?,
            contact: Contact {
                adres: self.adres,
                postcode: self.postcode.map(|text| text.parse().map_err(Error::corrupt)).transpose()?,
                woonplaats: self.woonplaats,
                wijk: self.wijk,
                telefoon: self.telefoon,
                email: self.email,
                tolk: self.tolk,
            },
            versie: self.versie,
            klantmanager: self.klantmanager_id.map(Into::into),
            segment: self.segment,
            segment_sinds: self.segment_sinds.to_jiff(),
            uitkeringen,
        })
    }
}

/// What is known of the clients with these numbers, by number. Each comes with the BSN a file gives for it.
pub async fn bekende(reader: &mut Reader, gevraagd: &[(Klantnummer, Bsn)]) -> Result<HashMap<String, Bekend>> {
    let nummers: Vec<String> = gevraagd.iter().map(|(nummer, _)| nummer.as_str().to_owned()).collect();
    let rows = fetch_in!(reader, BekendRow, BEKEND, nummers, ("k.klantnummer", ""));
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut uitkeringen = uitkeringen(reader, &ids).await?;
    let bsns: HashMap<&str, Bsn> = gevraagd.iter().map(|(nummer, bsn)| (nummer.as_str(), *bsn)).collect();
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            let bsn = bsns.get(row.klantnummer.as_str());
            let zelfde_bsn = bsn.is_some_and(|bsn| sleutels.bsn_hash(gemeente, *bsn) == row.bsn_hash);
            let (nummer, eigen) = (row.klantnummer.clone(), uitkeringen.remove(&row.id).unwrap_or_default());
            Ok((nummer, row.bekend(zelfde_bsn, eigen)?))
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct UitkeringRow {
    id: Uuid,
    klant_id: Uuid,
    regeling: String,
    datum_ingang: jiff_sqlx::Date,
    maandbedrag: i64,
    vorige_id: Option<Uuid>,
    datum_einde: Option<jiff_sqlx::Date>,
    reden_einde: Option<String>,
    versie: i64,
}

const UITKERINGEN: &str =
    "select id, klant_id, regeling, datum_ingang, maandbedrag, vorige_id, datum_einde, reden_einde,
        versie
    from uitkering where gemeente = ";

impl UitkeringRow {
    fn uitkering(self) -> Result<Uitkering> {
        let stand = match (self.datum_einde, self.reden_einde) {
            (Some(datum), Some(reden)) => UitkeringStand::Beeindigd(Einde {
                datum: datum.to_jiff(),
                reden: reden.parse().map_err(Error::corrupt)?,
                toelichting: String::new(),
            }),
            _ => UitkeringStand::Lopend,
        };
        Ok(Uitkering {
            id: self.id.into(),
            klant: self.klant_id.into(),
            regeling: self.regeling.parse().map_err(Error::corrupt)?,
            datum_ingang: self.datum_ingang.to_jiff(),
            maandbedrag: Eurocent(self.maandbedrag),
            vorige: self.vorige_id.map(Into::into),
            stand,
            versie: self.versie,
        })
    }
}

async fn uitkeringen(reader: &mut Reader, klanten: &[Uuid]) -> Result<HashMap<Uuid, Vec<Uitkering>>> {
    let rows =
        fetch_in!(reader, UitkeringRow, UITKERINGEN, klanten, ("klant_id", "order by klant_id, datum_ingang, id"));
    let mut per_klant: HashMap<Uuid, Vec<Uitkering>> = HashMap::with_capacity(klanten.len());
    for row in rows {
        per_klant.entry(row.klant_id).or_default().push(row.uitkering()?);
    }
    Ok(per_klant)
}

/// Which client has one of these BSNs.
pub async fn bsn_houders(reader: &mut Reader, bsns: &[Bsn]) -> Result<HashMap<Bsn, String>> {
    type Row = (Vec<u8>, String);
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let hashes: Vec<Vec<u8>> = bsns.iter().map(|bsn| sleutels.bsn_hash(gemeente, *bsn)).collect();
    let rows =
        fetch_in!(reader, Row, "select bsn_hash, klantnummer from klant where gemeente = ", hashes, ("bsn_hash", ""));
    let gevonden: HashMap<Vec<u8>, String> = rows.into_iter().collect();
    let houder = |(bsn, hash): (&Bsn, &Vec<u8>)| gevonden.get(hash).map(|nummer| (*bsn, nummer.clone()));
    Ok(bsns.iter().zip(&hashes).filter_map(houder).collect())
}

/// The benefits without an end of the clients with these numbers.
pub async fn lopende(reader: &mut Reader, nummers: &[String]) -> Result<Vec<(String, Uitkering)>> {
    type Row = (Uuid, String);
    let rows =
        fetch_in!(reader, Row, "select id, klantnummer from klant where gemeente = ", nummers, ("klantnummer", ""));
    let op_id: HashMap<Uuid, String> = rows.into_iter().collect();
    let ids: Vec<Uuid> = op_id.keys().copied().collect();
    let rows = fetch_in!(reader, UitkeringRow, UITKERINGEN, ids, ("klant_id", "and datum_einde is null"));
    let mut lopend = Vec::with_capacity(rows.len());
    for row in rows {
        let nummer = op_id.get(&row.klant_id).cloned().unwrap_or_default();
        lopend.push((nummer, row.uitkering()?));
    }
    lopend.sort_by(|(een, _), (ander, _)| een.cmp(ander));
    Ok(lopend)
}

/// The latest assignment of each of these clients.
pub async fn toewijzingen(reader: &mut Reader, klanten: &[KlantId]) -> Result<HashMap<KlantId, Toewijzing>> {
    type Row = (Uuid, Uuid, Uuid, jiff_sqlx::Date, Option<jiff_sqlx::Date>, String);
    let ids: Vec<Uuid> = klanten.iter().map(|klant| klant.uuid()).collect();
    let rows = fetch_in!(
        reader,
        Row,
        "select id, klant_id, gebruiker_id, vanaf, tot_en_met, reden from toewijzing where gemeente = ",
        ids,
        ("klant_id", "order by vanaf, id")
    );
    // Later rows replace earlier ones.
    Ok(rows
        .into_iter()
        .map(|(id, klant, gebruiker, van, tot, reden)| {
            let periode = Periode { van: van.to_jiff(), tot_en_met: tot.map(jiff_sqlx::Date::to_jiff) };
            let klant = KlantId::from(klant);
            (klant, Toewijzing { id: id.into(), klant, klantmanager: gebruiker.into(), periode, reden })
        })
        .collect())
}

/// The latest segment of each of these clients, without its explanation: an import neither reads nor changes that.
pub async fn segmenteringen(reader: &mut Reader, klanten: &[KlantId]) -> Result<HashMap<KlantId, Segmentering>> {
    type Row = (Uuid, Uuid, String, jiff_sqlx::Date, Option<jiff_sqlx::Date>, Option<Uuid>);
    let ids: Vec<Uuid> = klanten.iter().map(|klant| klant.uuid()).collect();
    let rows = fetch_in!(
        reader,
        Row,
        "select id, klant_id, segment, vanaf, tot_en_met, door from segmentering where gemeente = ",
        ids,
        ("klant_id", "order by vanaf, (tot_en_met is null), id")
    );
    rows.into_iter()
        .map(|(id, klant, segment, van, tot, door)| {
            let klant = KlantId::from(klant);
            let segmentering = Segmentering {
                id: id.into(),
                klant,
                segment: segment.parse().map_err(Error::corrupt)?,
                periode: Periode { van: van.to_jiff(), tot_en_met: tot.map(jiff_sqlx::Date::to_jiff) },
                door: door.map(Into::into),
                toelichting: String::new(),
            };
            Ok((klant, segmentering))
        })
        .collect()
}

/// Begins an import: on PostgreSQL others who work on many clients at once come before it or after it.
pub async fn begin(writer: &mut Writer) -> Result<()> {
    klantstand::lock_bestand(writer).await
}

/// Adds the lines of an import to the log. Whoever saves something holds what he saves and waits for the log, so an import adds
/// its lines when it waits for nobody any more: at the end.
pub async fn log(writer: &mut Writer, regels: &[Regel]) -> Result<()> {
    if regels.is_empty() { Ok(()) } else { bulk::append_log(writer, regels).await }
}

/// Gives SQLite more memory for its pages while many rows are written, or the usual again ([`crate::Database`] opens a connection
/// with that). PostgreSQL has its own.
pub async fn set_ruim(writer: &mut Writer, ruim: bool) -> Result<()> {
    if let Connection::Sqlite(connection) = writer.connection() {
        let pragma = if ruim { "pragma cache_size = -192000" } else { "pragma cache_size = -4000" };
        sqlx::query(pragma).execute(connection).await?;
    }
    Ok(())
}

/// Tells the database's planner how the rows are spread, from a sample, within the transaction that wrote them.
pub async fn analyze(writer: &mut Writer) -> Result<()> {
    match writer.connection() {
        Connection::Sqlite(connection) => {
            for sql in ["pragma analysis_limit = 1000", "analyze", "pragma analysis_limit = 0"] {
                sqlx::query(sql).execute(&mut *connection).await?;
            }
        }
        Connection::Postgres(connection) => {
            for tabel in TABELLEN {
                sqlx::query(sqlx::AssertSqlSafe(format!("analyze {tabel}"))).execute(&mut *connection).await?;
            }
        }
    }
    Ok(())
}

/// The tables an import fills.
const TABELLEN: [&str; 7] =
    ["klant", "klant_zoeknaam", "uitkering", "toewijzing", "segmentering", "klantstand", "logboek"];

/// Whether each id occurs once: nobody may be changed twice in one statement.
fn uniek(ids: impl Iterator<Item = Uuid>) -> bool {
    let mut seen = HashSet::new();
    ids.into_iter().all(|id| seen.insert(id))
}
