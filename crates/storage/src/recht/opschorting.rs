//! Suspensions of the right to benefit.
//!
//! Who proposed a withdrawal and who agreed stand in columns of their own, so that the database refuses one person in both
//! places; what was written about it is encrypted as one piece.

use domain::{
    besluit::{Herroeping, Verwijtbaarheid},
    gemeente::Gemeente,
    id::{GebruikerId, KlantId, OnderzoekId, OpschortingId, RechtmatigheidId},
    opschorting::{Herstel, Opschorting, OpschortingStand, Terugwijzing, Voorstel},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer,
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "o.id, o.klant_id, o.uitkering_id, o.rechtmatigheid_id, o.onderzoek_id, o.verzuim, o.verzuim_op, o.eerste_dag,
            o.laatste_dag, o.mededeling, o.hersteltermijn_einde, o.door, o.stand, o.voorgesteld_door, o.voorgesteld_op,
            o.ingetrokken_door, o.stand_op, o.brief_afgedrukt, o.inhoud_versleuteld, o.versie"
    };
}

statements! {
    FIND = concat!("select ", kolommen!(), ", k.naam from opschorting o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.id = $2");
    OF_KLANT = concat!("select ", kolommen!(), ", k.naam from opschorting o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.klant_id = $2 order by o.eerste_dag, o.id");
    OPEN = concat!("select ", kolommen!(), ", k.naam from opschorting o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.stand in ('opgeschort', 'intrekking_voorgesteld')
        order by o.laatste_dag, o.id limit $2");
    AFGEDAAN = concat!("select ", kolommen!(), ", k.naam from opschorting o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.stand in ('ingetrokken', 'hersteld', 'vervallen', 'herroepen')
        order by o.stand_op desc, o.id desc limit $2");
    BIJ_RECHTMATIGHEID = concat!("select ", kolommen!(), ", k.naam from opschorting o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.rechtmatigheid_id = $2 order by o.eerste_dag, o.id");
    BIJ_ONDERZOEK = concat!("select ", kolommen!(), ", k.naam from opschorting o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.onderzoek_id = $2 order by o.eerste_dag, o.id");
    LOOPT = "select min(eerste_dag) from opschorting where gemeente = $1 and klant_id = $2
        and stand in ('opgeschort', 'intrekking_voorgesteld') and eerste_dag <= $3 and laatste_dag >= $3";
    TE_BESLISSEN = "select count(*) from opschorting where gemeente = $1
        and stand in ('opgeschort', 'intrekking_voorgesteld')
        and (stand = 'intrekking_voorgesteld' or hersteltermijn_einde < $2)";
    INSERT = "insert into opschorting (gemeente, id, klant_id, uitkering_id, rechtmatigheid_id, onderzoek_id, verzuim,
            verzuim_op, eerste_dag, laatste_dag, mededeling, hersteltermijn_einde, door, stand, inhoud_versleuteld,
            gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)";
    UPDATE = "update opschorting set stand = $3, voorgesteld_door = $4, voorgesteld_op = $5, ingetrokken_door = $6,
            stand_op = $7, inhoud_versleuteld = $8, gewijzigd_door = $9, gewijzigd_op = $10, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $11";
    AFGEDRUKT = "update opschorting set brief_afgedrukt = $3, gewijzigd_door = $4, gewijzigd_op = $5, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $6";
    LAST_CHANGE = "select u.naam, o.gewijzigd_op from opschorting o
        left join gebruiker u on u.gemeente = o.gemeente and u.id = o.gewijzigd_door
        where o.gemeente = $1 and o.id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    uitkering_id: Uuid,
    rechtmatigheid_id: Option<Uuid>,
    onderzoek_id: Option<Uuid>,
    verzuim: String,
    verzuim_op: jiff_sqlx::Date,
    eerste_dag: jiff_sqlx::Date,
    laatste_dag: jiff_sqlx::Date,
    mededeling: jiff_sqlx::Date,
    hersteltermijn_einde: jiff_sqlx::Date,
    door: Uuid,
    stand: String,
    voorgesteld_door: Option<Uuid>,
    voorgesteld_op: Option<jiff_sqlx::Date>,
    ingetrokken_door: Option<Uuid>,
    stand_op: Option<jiff_sqlx::Date>,
    brief_afgedrukt: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Vec<u8>,
    versie: i64,
    naam: String,
}

/// What was written: why it began, and what belongs to the state.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Inhoud {
    toelichting: String,
    verwijtbaar: bool,
    verwijtbaar_waarom: String,
    /// Why a withdrawal is proposed.
    #[serde(skip_serializing_if = "String::is_empty")]
    voorstel: String,
    /// The last step: why a proposal was refused, what repaired it, or why it was taken back.
    #[serde(skip_serializing_if = "String::is_empty")]
    tekst: String,
    /// Who took that step, where no column says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    door: Option<Uuid>,
    /// The day of that step, where no column says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    op: Option<Date>,
    /// By what a new decision is found.
    #[serde(skip_serializing_if = "String::is_empty")]
    kenmerk: String,
    was_ingetrokken: bool,
}

impl Inhoud {
    fn van(is: &Opschorting) -> Self {
        let begin = Self {
            toelichting: is.toelichting.clone(),
            verwijtbaar: is.verwijtbaarheid.verwijtbaar,
            verwijtbaar_waarom: is.verwijtbaarheid.waarom.clone(),
            ..Self::default()
        };
        match &is.stand {
            OpschortingStand::Opgeschort(None) | OpschortingStand::Vervallen { .. } => begin,
            OpschortingStand::Opgeschort(Some(Terugwijzing { door, op, reden })) => {
                Self { tekst: reden.clone(), door: Some(door.uuid()), op: Some(*op), ..begin }
            }
            OpschortingStand::IntrekkingVoorgesteld(voorstel) | OpschortingStand::Ingetrokken { voorstel, .. } => {
                Self { voorstel: voorstel.waarom.clone(), ..begin }
            }
            OpschortingStand::Hersteld(Herstel { waarmee, door, .. }) => {
                Self { tekst: waarmee.clone(), door: Some(door.uuid()), ..begin }
            }
            OpschortingStand::Herroepen { herroeping, was_ingetrokken } => Self {
                tekst: herroeping.reden.clone(),
                door: Some(herroeping.door.uuid()),
                kenmerk: herroeping.kenmerk.clone(),
                was_ingetrokken: *was_ingetrokken,
                ..begin
            },
        }
    }
}

/// A suspension as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The suspension.
    pub opschorting: Opschorting,
    /// The name of the client.
    pub naam: String,
    /// The record of the lawfulness track it came from.
    pub rechtmatigheid: Option<RechtmatigheidId>,
    /// On which day its letter was printed.
    pub brief_afgedrukt: Option<Date>,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "opschorting.inhoud", id }
}

fn encrypt(writer: &Writer, is: &Opschorting) -> Result<Option<Vec<u8>>> {
    let json = serde_json::to_string(&Inhoud::van(is)).map_err(Error::corrupt)?;
    writer.sleutels().encrypt_text(plaats(writer.gemeente(), is.id.uuid()), &json)
}

fn stand(row: &Row, inhoud: Inhoud) -> Result<OpschortingStand> {
    let is_er = |naam: &'static str| move || Error::corrupt(naam);
    let door = || inhoud.door.map(Into::into).ok_or_else(is_er("opschorting.door"));
    let op = || row.stand_op.map(jiff_sqlx::Date::to_jiff).ok_or_else(is_er("opschorting.stand_op"));
    let voorstel = || {
        Ok::<_, Error>(Voorstel {
            door: row.voorgesteld_door.ok_or_else(is_er("opschorting.voorgesteld_door"))?.into(),
            op: row.voorgesteld_op.ok_or_else(is_er("opschorting.voorgesteld_op"))?.to_jiff(),
            waarom: inhoud.voorstel.clone(),
        })
    };
    Ok(match row.stand.as_str() {
        "opgeschort" => OpschortingStand::Opgeschort(match inhoud.op {
            Some(op) => Some(Terugwijzing { door: door()?, op, reden: inhoud.tekst }),
            None => None,
        }),
        "intrekking_voorgesteld" => OpschortingStand::IntrekkingVoorgesteld(voorstel()?),
        "ingetrokken" => OpschortingStand::Ingetrokken {
            voorstel: voorstel()?,
            door: row.ingetrokken_door.ok_or_else(is_er("opschorting.ingetrokken_door"))?.into(),
            op: op()?,
        },
        "hersteld" => OpschortingStand::Hersteld(Herstel { op: op()?, door: door()?, waarmee: inhoud.tekst }),
        "vervallen" => OpschortingStand::Vervallen { op: op()? },
        "herroepen" => OpschortingStand::Herroepen {
            herroeping: Herroeping { datum: op()?, door: door()?, kenmerk: inhoud.kenmerk, reden: inhoud.tekst },
            was_ingetrokken: inhoud.was_ingetrokken,
        },
        other => return Err(Error::corrupt(other)),
    })
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Gevonden> {
    let json = sleutels.decrypt_text(plaats(gemeente, row.id), Some(&row.inhoud_versleuteld))?;
    let mut inhoud: Inhoud = serde_json::from_str(&json).map_err(Error::corrupt)?;
    let toelichting = std::mem::take(&mut inhoud.toelichting);
    let verwijtbaarheid =
        Verwijtbaarheid { verwijtbaar: inhoud.verwijtbaar, waarom: std::mem::take(&mut inhoud.verwijtbaar_waarom) };
    let stand = stand(&row, inhoud)?;
    let opschorting = Opschorting {
        id: row.id.into(),
        klant: row.klant_id.into(),
        uitkering: row.uitkering_id.into(),
        onderzoek: row.onderzoek_id.map(Into::into),
        verzuim: row.verzuim.parse().map_err(|()| Error::corrupt(&row.verzuim))?,
        verzuim_op: row.verzuim_op.to_jiff(),
        toelichting,
        verwijtbaarheid,
        eerste_dag: row.eerste_dag.to_jiff(),
        laatste_dag: row.laatste_dag.to_jiff(),
        mededeling: row.mededeling.to_jiff(),
        hersteltermijn_einde: row.hersteltermijn_einde.to_jiff(),
        door: row.door.into(),
        stand,
        versie: row.versie,
    };
    Ok(Gevonden {
        opschorting,
        naam: row.naam,
        rechtmatigheid: row.rechtmatigheid_id.map(Into::into),
        brief_afgedrukt: row.brief_afgedrukt.map(jiff_sqlx::Date::to_jiff),
    })
}

fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Gevonden>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// One suspension.
pub async fn find(reader: &mut Reader, id: OpschortingId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The suspensions of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    decode_all(reader, rows)
}

/// The suspensions that followed from a record of the lawfulness track.
pub async fn bij_rechtmatigheid(reader: &mut Reader, van: RechtmatigheidId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), BIJ_RECHTMATIGHEID, van.uuid())?;
    decode_all(reader, rows)
}

/// The suspensions that came out of an investigation.
pub async fn bij_onderzoek(reader: &mut Reader, van: OnderzoekId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), BIJ_ONDERZOEK, van.uuid())?;
    decode_all(reader, rows)
}

/// The suspensions about which somebody must decide, the first to end first.
pub async fn open(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OPEN, limit)?;
    decode_all(reader, rows)
}

/// The suspensions that are over, the latest first.
pub async fn afgedaan(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), AFGEDAAN, limit)?;
    decode_all(reader, rows)
}

/// How many wait for a decision on a day: the cure period has passed, or a second person must agree.
pub async fn count_te_beslissen(reader: &mut Reader, vandaag: Date) -> Result<i64> {
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), TE_BESLISSEN, vandaag.to_sqlx())?;
    Ok(count)
}

/// Since when the right of a client is suspended, if it is on this day: all the guidance may know of it.
pub async fn loopt_sinds(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<Option<Date>> {
    let (eerste,): (Option<jiff_sqlx::Date>,) =
        fetch!(reader, fetch_one((Option<jiff_sqlx::Date>,)), LOOPT, klant.uuid(), dag.to_sqlx())?;
    Ok(eerste.map(jiff_sqlx::Date::to_jiff))
}

/// Adds a suspension. [`Error::Duplicate`] when one of the same benefit is open.
pub async fn insert(
    writer: &mut Writer,
    nieuw: &Opschorting,
    van: Option<RechtmatigheidId>,
    nu: Timestamp,
) -> Result<()> {
    let inhoud = encrypt(writer, nieuw)?;
    execute!(
        writer,
        INSERT,
        nieuw.id.uuid(),
        nieuw.klant.uuid(),
        nieuw.uitkering.uuid(),
        van.map(RechtmatigheidId::uuid),
        nieuw.onderzoek.map(OnderzoekId::uuid),
        nieuw.verzuim.code(),
        nieuw.verzuim_op.to_sqlx(),
        nieuw.eerste_dag.to_sqlx(),
        nieuw.laatste_dag.to_sqlx(),
        nieuw.mededeling.to_sqlx(),
        nieuw.hersteltermijn_einde.to_sqlx(),
        nieuw.door.uuid(),
        nieuw.stand.code(),
        inhoud,
        nieuw.door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes a step; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Opschorting, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, is)?;
    let (voorstel, ingetrokken) = match &is.stand {
        OpschortingStand::IntrekkingVoorgesteld(voorstel) => (Some(voorstel), None),
        OpschortingStand::Ingetrokken { voorstel, door, .. } => (Some(voorstel), Some(*door)),
        _ => (None, None),
    };
    let op = match &is.stand {
        OpschortingStand::Opgeschort(_) | OpschortingStand::IntrekkingVoorgesteld(_) => None,
        OpschortingStand::Ingetrokken { op, .. } | OpschortingStand::Vervallen { op } => Some(*op),
        OpschortingStand::Hersteld(herstel) => Some(herstel.op),
        OpschortingStand::Herroepen { herroeping, .. } => Some(herroeping.datum),
    };
    let touched = execute!(
        writer,
        UPDATE,
        is.id.uuid(),
        is.stand.code(),
        voorstel.map(|voorstel| voorstel.door.uuid()),
        voorstel.map(|voorstel| voorstel.op.to_sqlx()),
        ingetrokken.map(GebruikerId::uuid),
        op.map(jiff_sqlx::ToSqlx::to_sqlx),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        is.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Records that the letter of a suspension is on paper, or (`None`) that it is not after all.
pub async fn afgedrukt(
    writer: &mut Writer,
    is: &Opschorting,
    op: Option<Date>,
    door: GebruikerId,
    nu: Timestamp,
) -> Result<()> {
    let op = op.map(jiff_sqlx::ToSqlx::to_sqlx);
    let touched = execute!(writer, AFGEDRUKT, is.id.uuid(), op, door.uuid(), nu.to_sqlx(), is.versie)?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Who changed a suspension last, and when.
pub async fn last_change(reader: &mut Reader, id: OpschortingId) -> Result<Option<(Option<String>, Timestamp)>> {
    type Change = (Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, id.uuid())?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}
