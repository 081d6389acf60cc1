//! Decisions about right and amount.
//!
//! What lists sort by and what a table can check stands in columns: kind, ground, days, amounts, who prepared and who decided.
//! What was written about somebody is encrypted as one piece. How far its order is, is read with it.

mod inhoud;

use domain::{
    besluit::{Besluit, BesluitStand, Grondslag, Inhoud, OpdrachtStand, Reden, Vaststelling, Voorbereiding},
    datum::Periode,
    geld::Eurocent,
    gemeente::Gemeente,
    id::{BesluitId, GebruikerId, KlantId, OnderzoekId, OpschortingId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use self::inhoud::Geschreven;
use crate::{
    Error, Reader, Result, Writer,
    opdracht::{self, Kolommen},
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "b.id, b.klant_id, b.uitkering_id, b.onderzoek_id, b.opschorting_id, b.soort, b.grondslag, b.van, b.tot_en_met,
            b.bedrag, b.procent, b.stand, b.stand_op, b.voorbereid_door, b.voorbereid_op, b.vastgesteld_door,
            b.vastgesteld_op, b.bezwaar_tot_en_met, b.inhoud_versleuteld, b.versie, k.naam, u.stand as opdracht_stand,
            u.opgedragen_op, u.gezien_op, u.gezien_van, u.gezien_tot_en_met, u.gezien_bedrag, u.gezien_procent
        from besluit b
        join klantstand k on k.gemeente = b.gemeente and k.klant_id = b.klant_id
        left join opdracht u on u.gemeente = b.gemeente and u.besluit_id = b.id and u.soort <> 'ongedaan_maken'"
    };
}

statements! {
    FIND = concat!("select ", kolommen!(), " where b.gemeente = $1 and b.id = $2");
    OF_KLANT = concat!("select ", kolommen!(), " where b.gemeente = $1 and b.klant_id = $2 order by b.van, b.id");
    OPEN = concat!("select ", kolommen!(), "
        where b.gemeente = $1 and b.stand in ('voorbereid', 'voorgelegd', 'teruggewezen')
        order by b.stand_op, b.id limit $2");
    AFGEDAAN = concat!("select ", kolommen!(), "
        where b.gemeente = $1 and b.stand in ('vastgesteld', 'herroepen', 'vervallen')
        order by b.stand_op desc, b.id desc limit $2");
    HEROVERWEGEN = concat!("select ", kolommen!(), "
        where b.gemeente = $1 and b.heroverwegen_uiterlijk is not null
        order by b.heroverwegen_uiterlijk, b.id limit $2");
    TE_BESLISSEN = "select count(*) from besluit where gemeente = $1
        and stand in ('voorbereid', 'voorgelegd', 'teruggewezen') and stand = 'voorgelegd'
        and (soort not in ('intrekking', 'terugvordering') or voorbereid_door <> $2)";
    GELDT_SINDS = "select max(vastgesteld_op) from besluit where gemeente = $1 and klant_id = $2
        and stand = 'vastgesteld' and bezwaar_tot_en_met >= $3";
    INSERT = "insert into besluit (gemeente, id, klant_id, uitkering_id, onderzoek_id, opschorting_id, soort, grondslag,
            van, tot_en_met, bedrag, procent, stand, stand_op, voorbereid_door, voorbereid_op, inhoud_versleuteld,
            gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)";
    UPDATE = "update besluit set grondslag = $3, van = $4, tot_en_met = $5, bedrag = $6, procent = $7, stand = $8,
            stand_op = $9, voorbereid_door = $10, voorbereid_op = $11, vastgesteld_door = $12, vastgesteld_op = $13,
            bezwaar_tot_en_met = $14, heroverwegen_uiterlijk = $15, inhoud_versleuteld = $16, gewijzigd_door = $17,
            gewijzigd_op = $18, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $19";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    uitkering_id: Uuid,
    onderzoek_id: Option<Uuid>,
    opschorting_id: Option<Uuid>,
    soort: String,
    grondslag: String,
    van: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    bedrag: Option<i64>,
    procent: Option<i64>,
    stand: String,
    stand_op: jiff_sqlx::Date,
    voorbereid_door: Uuid,
    voorbereid_op: jiff_sqlx::Date,
    vastgesteld_door: Option<Uuid>,
    vastgesteld_op: Option<jiff_sqlx::Date>,
    bezwaar_tot_en_met: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Vec<u8>,
    versie: i64,
    naam: String,
    opdracht_stand: Option<String>,
    opgedragen_op: Option<jiff_sqlx::Date>,
    gezien_op: Option<jiff_sqlx::Date>,
    gezien_van: Option<jiff_sqlx::Date>,
    gezien_tot_en_met: Option<jiff_sqlx::Date>,
    gezien_bedrag: Option<i64>,
    gezien_procent: Option<i64>,
}

/// A decision as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The decision.
    pub besluit: Besluit,
    /// The name of the client.
    pub naam: String,
    /// The suspension it comes from, if it does.
    pub opschorting: Option<OpschortingId>,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "besluit.inhoud", id }
}

fn encrypt(writer: &Writer, is: &Besluit) -> Result<Option<Vec<u8>>> {
    let json = serde_json::to_string(&Geschreven::van(is)).map_err(Error::corrupt)?;
    writer.sleutels().encrypt_text(plaats(writer.gemeente(), is.id.uuid()), &json)
}

/// The state as the table keeps it: from the decision on, how far it is stands with the order.
const fn code(stand: &BesluitStand) -> &'static str {
    match stand {
        BesluitStand::Opgedragen { .. } | BesluitStand::Uitgevoerd { .. } | BesluitStand::WijktAf { .. } => {
            "vastgesteld"
        }
        ander => ander.code(),
    }
}

/// The day of the last step.
fn stand_op(is: &Besluit) -> Date {
    match &is.stand {
        BesluitStand::Voorbereid => is.voorbereiding.op,
        BesluitStand::Voorgelegd { op } => *op,
        BesluitStand::Teruggewezen(reden) | BesluitStand::Vervallen(reden) => reden.op,
        BesluitStand::Herroepen { herroeping, .. } => herroeping.datum,
        BesluitStand::Vastgesteld(vaststelling)
        | BesluitStand::Opgedragen { vaststelling, .. }
        | BesluitStand::Uitgevoerd { vaststelling, .. }
        | BesluitStand::WijktAf { vaststelling, .. } => vaststelling.op,
    }
}

/// By which day it is still to be looked at again.
fn heroverwegen(is: &Besluit) -> Option<Date> {
    let open = matches!(&is.inhoud, Inhoud::Verlaging(verlaging) if verlaging.heroverweging.is_none());
    is.heroverwegen_uiterlijk().ok().flatten().filter(|_| open && is.stand.geldt())
}

fn vastgesteld(vaststelling: Vaststelling, opdracht: Option<OpdrachtStand>) -> BesluitStand {
    match opdracht {
        None | Some(OpdrachtStand::DoorTeGeven | OpdrachtStand::Vervallen { .. }) => {
            BesluitStand::Vastgesteld(vaststelling)
        }
        Some(OpdrachtStand::Opgedragen { op }) => BesluitStand::Opgedragen { vaststelling, op },
        Some(OpdrachtStand::Uitgevoerd { opgedragen, waarneming }) => {
            BesluitStand::Uitgevoerd { vaststelling, opgedragen, waarneming }
        }
        Some(OpdrachtStand::WijktAf { opgedragen, waarneming }) => {
            BesluitStand::WijktAf { vaststelling, opgedragen, waarneming }
        }
    }
}

fn stand(row: &Row, geschreven: &Geschreven) -> Result<BesluitStand> {
    let is_er = |naam: &'static str| move || Error::corrupt(naam);
    let op = row.stand_op.to_jiff();
    let vaststelling = || {
        Ok::<_, Error>(Vaststelling {
            door: row.vastgesteld_door.ok_or_else(is_er("besluit.vastgesteld_door"))?.into(),
            op: row.vastgesteld_op.ok_or_else(is_er("besluit.vastgesteld_op"))?.to_jiff(),
            bezwaar_tot_en_met: row.bezwaar_tot_en_met.ok_or_else(is_er("besluit.bezwaar_tot_en_met"))?.to_jiff(),
        })
    };
    let reden = || Ok::<_, Error>(Reden { door: geschreven.door()?, op, waarom: geschreven.tekst.clone() });
    let kolommen = Kolommen {
        opgedragen: row.opgedragen_op,
        gezien_op: row.gezien_op,
        van: row.gezien_van,
        tot_en_met: row.gezien_tot_en_met,
        bedrag: row.gezien_bedrag,
        procent: row.gezien_procent,
    };
    let opdracht = row.opdracht_stand.as_deref().map(|code| opdracht::stand(code, &kolommen)).transpose()?;
    Ok(match row.stand.as_str() {
        "voorbereid" => BesluitStand::Voorbereid,
        "voorgelegd" => BesluitStand::Voorgelegd { op },
        "teruggewezen" => BesluitStand::Teruggewezen(reden()?),
        "vervallen" => BesluitStand::Vervallen(reden()?),
        "vastgesteld" => vastgesteld(vaststelling()?, opdracht),
        "herroepen" => BesluitStand::Herroepen {
            vaststelling: vaststelling()?,
            opgedragen: opdracht.and_then(|stand| stand.opgedragen()),
            herroeping: geschreven.herroeping(op)?,
        },
        other => return Err(Error::corrupt(other)),
    })
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Gevonden> {
    let json = sleutels.decrypt_text(plaats(gemeente, row.id), Some(&row.inhoud_versleuteld))?;
    let geschreven: Geschreven = serde_json::from_str(&json).map_err(Error::corrupt)?;
    let stand = stand(&row, &geschreven)?;
    let periode = Periode { van: row.van.to_jiff(), tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff) };
    let grondslag: Grondslag = row.grondslag.parse().map_err(|()| Error::corrupt(&row.grondslag))?;
    let soort = row.soort.parse().map_err(|()| Error::corrupt(&row.soort))?;
    let (bedrag, procent) = (row.bedrag.map(Eurocent), opdracht::procent(row.procent)?);
    let besluit = Besluit {
        id: row.id.into(),
        klant: row.klant_id.into(),
        uitkering: row.uitkering_id.into(),
        onderzoek: row.onderzoek_id.map(Into::into),
        inhoud: geschreven.inhoud((soort, grondslag), periode, bedrag, procent)?,
        motivering: geschreven.motivering,
        voorbereiding: Voorbereiding { door: row.voorbereid_door.into(), op: row.voorbereid_op.to_jiff() },
        stand,
        versie: row.versie,
    };
    Ok(Gevonden { besluit, naam: row.naam, opschorting: row.opschorting_id.map(Into::into) })
}

fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Gevonden>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// One decision.
pub async fn find(reader: &mut Reader, id: BesluitId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The decisions about a client, by the days they are about.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    decode_all(reader, rows)
}

/// The decisions that nobody decided yet, what waits longest first.
pub async fn open(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OPEN, limit)?;
    decode_all(reader, rows)
}

/// The decisions that were decided, taken back or not needed after all, the latest first.
pub async fn afgedaan(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), AFGEDAAN, limit)?;
    decode_all(reader, rows)
}

/// The reductions that must be looked at again, what is due first first.
pub async fn te_heroverwegen(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), HEROVERWEGEN, limit)?;
    decode_all(reader, rows)
}

/// How many lie there that this person may decide.
pub async fn count_te_beslissen(reader: &mut Reader, ik: GebruikerId) -> Result<i64> {
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), TE_BESLISSEN, ik.uuid())?;
    Ok(count)
}

/// On which day something was last decided about a client against which he can still object: all the guidance may know of it.
pub async fn geldt_sinds(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<Option<Date>> {
    let (op,): (Option<jiff_sqlx::Date>,) =
        fetch!(reader, fetch_one((Option<jiff_sqlx::Date>,)), GELDT_SINDS, klant.uuid(), dag.to_sqlx())?;
    Ok(op.map(jiff_sqlx::Date::to_jiff))
}

/// Adds a decision; `uit` is the suspension it comes from, if it does.
pub async fn insert(writer: &mut Writer, nieuw: &Besluit, uit: Option<OpschortingId>, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, nieuw)?;
    let periode = nieuw.inhoud.periode();
    execute!(
        writer,
        INSERT,
        nieuw.id.uuid(),
        nieuw.klant.uuid(),
        nieuw.uitkering.uuid(),
        nieuw.onderzoek.map(OnderzoekId::uuid),
        uit.map(OpschortingId::uuid),
        nieuw.inhoud.soort().code(),
        nieuw.inhoud.grondslag().code(),
        periode.van.to_sqlx(),
        periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        nieuw.inhoud.bedrag().map(|bedrag| bedrag.0),
        inhoud::procent(&nieuw.inhoud),
        code(&nieuw.stand),
        stand_op(nieuw).to_sqlx(),
        nieuw.voorbereiding.door.uuid(),
        nieuw.voorbereiding.op.to_sqlx(),
        inhoud,
        nieuw.voorbereiding.door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes a step; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Besluit, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, is)?;
    let (periode, vaststelling) = (is.inhoud.periode(), is.stand.vaststelling());
    let touched = execute!(
        writer,
        UPDATE,
        is.id.uuid(),
        is.inhoud.grondslag().code(),
        periode.van.to_sqlx(),
        periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        is.inhoud.bedrag().map(|bedrag| bedrag.0),
        inhoud::procent(&is.inhoud),
        code(&is.stand),
        stand_op(is).to_sqlx(),
        is.voorbereiding.door.uuid(),
        is.voorbereiding.op.to_sqlx(),
        vaststelling.map(|vast| vast.door.uuid()),
        vaststelling.map(|vast| vast.op.to_sqlx()),
        vaststelling.map(|vast| vast.bezwaar_tot_en_met.to_sqlx()),
        heroverwegen(is).map(jiff_sqlx::ToSqlx::to_sqlx),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        is.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}
