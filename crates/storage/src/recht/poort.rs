//! Cases at the gate.
//!
//! Who comes forward need not be a client yet, so the person stands in the case itself: BSN encrypted and found by its keyed hash, as
//! that of a client is. What says why (no search period, a refusal, another provision) is encrypted as one piece.

mod inhoud;

use domain::{
    bsn::Bsn,
    gemeente::Gemeente,
    id::{GebruikerId, PoortId},
    naam::Persoonsnaam,
    poort::{Poort, PoortStand, Verloop},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use self::inhoud::Inhoud;
use crate::{
    Error, Reader, Result, Writer,
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "select id, klant_id, bsn_versleuteld, voornamen, voorvoegsel, geslachtsnaam, geboortedatum, partner_geboren, melding,
            zoektermijn_einde, gesproken, intake, aanvraag, stand, klaar_op, uitkering_id, inhoud_versleuteld, versie
        from poort"
    };
}

statements! {
    FIND = concat!(kolommen!(), " where gemeente = $1 and id = $2");
    MET_BSN = concat!(kolommen!(), " where gemeente = $1 and bsn_hash = $2 order by melding desc, id desc limit $3");
    OPEN = concat!(kolommen!(), " where gemeente = $1 and stand in ('gemeld', 'in_zoektermijn', 'intake', 'aanvraag')
        and (melding, id) > ($2, $3) order by melding, id limit $4");
    COUNT_OPEN = "select count(*) from poort where gemeente = $1 and stand in ('gemeld', 'in_zoektermijn', 'intake', 'aanvraag')";
    AFGEDAAN = concat!(kolommen!(), " where gemeente = $1
        and stand in ('toegekend', 'geweigerd', 'ingetrokken', 'naar_werk', 'naar_voorziening')
        order by klaar_op desc, id desc limit $2");
    IN_PERIODE = "select stand, melding, gesproken, klaar_op from poort
        where gemeente = $1 and melding >= $2 and melding <= $3";
    LOCK = "update poort set versie = versie where gemeente = $1 and id = $2";
    INSERT = "insert into poort (gemeente, id, klant_id, bsn_versleuteld, bsn_hash, voornamen, voorvoegsel, geslachtsnaam,
            geboortedatum, partner_geboren, melding, zoektermijn_einde, gesproken, intake, aanvraag, stand, klaar_op, uitkering_id,
            inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1)";
    UPDATE = "update poort set klant_id = $3, gesproken = $4, intake = $5, aanvraag = $6, stand = $7, klaar_op = $8,
            uitkering_id = $9, inhoud_versleuteld = $10, gewijzigd_door = $11, gewijzigd_op = $12, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $13";
}

/// Who came forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persoon {
    /// Citizen service number.
    pub bsn: Bsn,
    /// Name.
    pub naam: Persoonsnaam,
    /// Birth date.
    pub geboren: Date,
    /// Birth date of the partner who applies as well.
    pub partner_geboren: Option<Date>,
    /// Telephone number as given.
    pub telefoon: String,
    /// E-mail address as given.
    pub email: String,
}

/// A case as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The case.
    pub poort: Poort,
    /// Who it is about.
    pub persoon: Persoon,
    /// The day of what was known of the client and is used again (PW 43a); nothing when everything was asked.
    pub hergebruikt: Option<Date>,
    /// Why it ended without a decision, in words.
    pub reden: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    bsn_versleuteld: Vec<u8>,
    voornamen: String,
    voorvoegsel: String,
    geslachtsnaam: String,
    geboortedatum: jiff_sqlx::Date,
    partner_geboren: Option<jiff_sqlx::Date>,
    melding: jiff_sqlx::Date,
    zoektermijn_einde: Option<jiff_sqlx::Date>,
    gesproken: Option<jiff_sqlx::Date>,
    intake: Option<jiff_sqlx::Date>,
    aanvraag: Option<jiff_sqlx::Date>,
    stand: String,
    klaar_op: Option<jiff_sqlx::Date>,
    uitkering_id: Option<Uuid>,
    inhoud_versleuteld: Vec<u8>,
    versie: i64,
}

const fn plaats(gemeente: Gemeente, kolom: &'static str, id: PoortId) -> Plaats {
    Plaats { gemeente, kolom, id: id.uuid() }
}

fn encrypt(writer: &Writer, is: &Gevonden) -> Result<Option<Vec<u8>>> {
    let json = serde_json::to_string(&Inhoud::van(is)).map_err(Error::corrupt)?;
    writer.sleutels().encrypt_text(plaats(writer.gemeente(), "poort.inhoud", is.poort.id), &json)
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Gevonden> {
    let dag = |dag: Option<jiff_sqlx::Date>| dag.map(jiff_sqlx::Date::to_jiff);
    let id = PoortId::from(row.id);
    let bsn = sleutels.decrypt_bsn(plaats(gemeente, "poort.bsn", id), &row.bsn_versleuteld)?;
    let json = sleutels.decrypt_text(plaats(gemeente, "poort.inhoud", id), Some(&row.inhoud_versleuteld))?;
    let inhoud: Inhoud = serde_json::from_str(&json).map_err(Error::corrupt)?;
    let stand = inhoud.stand(&row.stand, dag(row.klaar_op), row.uitkering_id)?;
    let zoektermijn = inhoud.zoektermijn(dag(row.zoektermijn_einde))?;
    // Of a refusal the reason is part of the decision; beside it stands none.
    let reden = if stand.is_afgebroken() { inhoud.reden } else { String::new() };
    Ok(Gevonden {
        poort: Poort {
            id,
            klant: row.klant_id.into(),
            melding: row.melding.to_jiff(),
            zoektermijn,
            gesproken: dag(row.gesproken),
            intake: dag(row.intake),
            aanvraag: dag(row.aanvraag),
            stand,
            versie: row.versie,
        },
        persoon: Persoon {
            bsn,
            naam: Persoonsnaam {
                voornamen: row.voornamen,
                voorvoegsel: row.voorvoegsel,
                geslachtsnaam: row.geslachtsnaam,
            },
            geboren: row.geboortedatum.to_jiff(),
            partner_geboren: dag(row.partner_geboren),
            telefoon: inhoud.telefoon,
            email: inhoud.email,
        },
        hergebruikt: inhoud.hergebruikt,
        reden,
    })
}

fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Gevonden>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// One case.
pub async fn find(reader: &mut Reader, id: PoortId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The cases of a person, the latest first.
pub async fn met_bsn(reader: &mut Reader, bsn: Bsn, limit: i64) -> Result<Vec<Gevonden>> {
    let hash = reader.sleutels().bsn_hash(reader.gemeente(), bsn);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), MET_BSN, hash, limit)?;
    decode_all(reader, rows)
}

/// The cases on which somebody waits, who waits longest first; `na` is the last one of the page before.
pub async fn open(reader: &mut Reader, na: Option<(Date, PoortId)>, limit: i64) -> Result<Vec<Gevonden>> {
    let (dag, id) = na.map_or((crate::klantstand::NOOIT, Uuid::nil()), |(dag, id)| (dag, id.uuid()));
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OPEN, dag.to_sqlx(), id, limit)?;
    decode_all(reader, rows)
}

/// How many those are.
pub async fn count_open(reader: &mut Reader) -> Result<i64> {
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), COUNT_OPEN)?;
    Ok(aantal)
}

/// The cases that are done with, the latest first.
pub async fn afgedaan(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), AFGEDAAN, limit)?;
    decode_all(reader, rows)
}

/// How it went with everybody who came forward in a stretch of days, both included.
pub async fn in_periode(reader: &mut Reader, van: Date, tot_en_met: Date) -> Result<Vec<Verloop>> {
    type Gang = (String, jiff_sqlx::Date, Option<jiff_sqlx::Date>, Option<jiff_sqlx::Date>);
    let rows: Vec<Gang> = fetch!(reader, fetch_all(Gang), IN_PERIODE, van.to_sqlx(), tot_en_met.to_sqlx())?;
    let verloop = |(stand, melding, gesproken, klaar_op): Gang| Verloop {
        stand,
        melding: melding.to_jiff(),
        gesproken: gesproken.map(jiff_sqlx::Date::to_jiff),
        klaar_op: klaar_op.map(jiff_sqlx::Date::to_jiff),
    };
    Ok(rows.into_iter().map(verloop).collect())
}

/// Takes a case for the rest of the transaction; a client it is about is taken before it. Gives whether there is such a case.
pub async fn lock(writer: &mut Writer, id: PoortId) -> Result<bool> {
    Ok(execute!(writer, LOCK, id.uuid())? > 0)
}

/// Adds a case. [`Error::Duplicate`] when it is there already, or when another one of the same person is open.
pub async fn insert(writer: &mut Writer, is: &Gevonden, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, is)?;
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let Gevonden { poort, persoon, .. } = is;
    let bsn = sleutels.encrypt_bsn(plaats(gemeente, "poort.bsn", poort.id), persoon.bsn)?;
    let dag = |dag: Option<Date>| dag.map(jiff_sqlx::ToSqlx::to_sqlx);
    execute!(
        writer,
        INSERT,
        poort.id.uuid(),
        poort.klant.uuid(),
        bsn,
        sleutels.bsn_hash(gemeente, persoon.bsn),
        persoon.naam.voornamen.as_str(),
        persoon.naam.voorvoegsel.as_str(),
        persoon.naam.geslachtsnaam.as_str(),
        persoon.geboren.to_sqlx(),
        dag(persoon.partner_geboren),
        poort.melding.to_sqlx(),
        dag(poort.zoektermijn.as_ref().map(|zoektermijn| zoektermijn.einde)),
        dag(poort.gesproken),
        dag(poort.intake),
        dag(poort.aanvraag),
        poort.stand.code(),
        dag(poort.stand.klaar_op()),
        uitkering(&poort.stand),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes a step; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Gevonden, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer, is)?;
    let poort = &is.poort;
    let dag = |dag: Option<Date>| dag.map(jiff_sqlx::ToSqlx::to_sqlx);
    let touched = execute!(
        writer,
        UPDATE,
        poort.id.uuid(),
        poort.klant.uuid(),
        dag(poort.gesproken),
        dag(poort.intake),
        dag(poort.aanvraag),
        poort.stand.code(),
        dag(poort.stand.klaar_op()),
        uitkering(&poort.stand),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        poort.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

fn uitkering(stand: &PoortStand) -> Option<Uuid> {
    match stand {
        PoortStand::Toegekend(toekenning) => Some(toekenning.uitkering.uuid()),
        _ => None,
    }
}
