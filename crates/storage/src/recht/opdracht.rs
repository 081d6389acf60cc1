//! Orders to the benefit administration, and what its files showed of them.
//!
//! How far the order of a decision is, stands here and nowhere else: a decision is read with its order
//! ([`crate::besluit`]). Nothing of it is free text, so that an import can hold thousands of benefits against it at once.

use domain::{
    besluit::{Gezien, Oorsprong, Opdracht, OpdrachtStand, SoortOpdracht, Uitvoering, Waarneming},
    geld::Eurocent,
    id::{BesluitId, GebruikerId, KlantId, OpschortingId},
    klant::Klantnummer,
    uitkering::Regeling,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder, Sqlite};
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, bulk, db::Connection, invoer::update_many};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "o.id, o.klant_id, o.uitkering_id, o.besluit_id, o.opschorting_id, o.soort, o.van, o.tot_en_met, o.bedrag,
            o.procent, o.artikel, o.klaar_op, o.stand, o.opgedragen_op, o.gezien_op, o.gezien_van, o.gezien_tot_en_met,
            o.gezien_bedrag, o.gezien_procent, o.versie, k.naam, k.klantnummer, u.regeling, u.datum_ingang
        from opdracht o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        join uitkering u on u.gemeente = o.gemeente and u.id = o.uitkering_id"
    };
}

statements! {
    MET_STAND = concat!("select ", kolommen!(), "
        where o.gemeente = $1 and o.stand = $2 order by o.klaar_op, o.id limit $3");
    UITGEVOERD = concat!("select ", kolommen!(), "
        where o.gemeente = $1 and o.stand = 'uitgevoerd' order by o.klaar_op desc, o.id desc limit $2");
    VAN_BESLUIT = concat!("select ", kolommen!(), "
        where o.gemeente = $1 and o.besluit_id = $2 order by o.klaar_op, o.id");
    VAN_OPSCHORTING = concat!("select ", kolommen!(), "
        where o.gemeente = $1 and o.opschorting_id = $2 order by o.klaar_op, o.id");
    TEL = "select stand, count(*) from opdracht
        where gemeente = $1 and stand in ('door_te_geven', 'opgedragen', 'wijkt_af') group by stand";
    INSERT = "insert into opdracht (gemeente, id, klant_id, uitkering_id, besluit_id, opschorting_id, soort, van,
            tot_en_met, bedrag, procent, artikel, klaar_op, stand, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1)";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    uitkering_id: Uuid,
    besluit_id: Option<Uuid>,
    opschorting_id: Option<Uuid>,
    soort: String,
    van: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    bedrag: Option<i64>,
    procent: Option<i64>,
    artikel: String,
    klaar_op: jiff_sqlx::Date,
    stand: String,
    opgedragen_op: Option<jiff_sqlx::Date>,
    gezien_op: Option<jiff_sqlx::Date>,
    gezien_van: Option<jiff_sqlx::Date>,
    gezien_tot_en_met: Option<jiff_sqlx::Date>,
    gezien_bedrag: Option<i64>,
    gezien_procent: Option<i64>,
    versie: i64,
    naam: String,
    klantnummer: String,
    regeling: String,
    datum_ingang: jiff_sqlx::Date,
}

/// An order as a page or an export shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The order, and how far it is.
    pub uitvoering: Uitvoering,
    /// The name of the client.
    pub naam: String,
    /// By which the benefit administration knows the client.
    pub klantnummer: Klantnummer,
    /// The scheme of the benefit.
    pub regeling: Regeling,
    /// Its first day of right.
    pub ingang: Date,
}

/// How many orders ask for something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// To be passed on.
    pub door_te_geven: i64,
    /// Waiting for a file.
    pub wacht: i64,
    /// Of which a file shows something else.
    pub wijkt_af: i64,
}

/// What a file showed, as it stands in columns.
pub(crate) struct Kolommen {
    pub(crate) opgedragen: Option<jiff_sqlx::Date>,
    pub(crate) gezien_op: Option<jiff_sqlx::Date>,
    pub(crate) van: Option<jiff_sqlx::Date>,
    pub(crate) tot_en_met: Option<jiff_sqlx::Date>,
    pub(crate) bedrag: Option<i64>,
    pub(crate) procent: Option<i64>,
}

pub(crate) fn procent(waarde: Option<i64>) -> Result<Option<u16>> {
    waarde.map(u16::try_from).transpose().map_err(Error::corrupt)
}

pub(crate) fn stand(code: &str, kolommen: &Kolommen) -> Result<OpdrachtStand> {
    let opgedragen = kolommen.opgedragen.map(jiff_sqlx::Date::to_jiff);
    let verplicht = || opgedragen.ok_or_else(|| Error::corrupt("opdracht.opgedragen_op"));
    let waarneming = || {
        Ok::<_, Error>(Waarneming {
            op: kolommen.gezien_op.ok_or_else(|| Error::corrupt("opdracht.gezien_op"))?.to_jiff(),
            gezien: Gezien {
                van: kolommen.van.map(jiff_sqlx::Date::to_jiff),
                tot_en_met: kolommen.tot_en_met.map(jiff_sqlx::Date::to_jiff),
                bedrag: kolommen.bedrag.map(Eurocent),
                procent: procent(kolommen.procent)?,
            },
        })
    };
    Ok(match code {
        "door_te_geven" => OpdrachtStand::DoorTeGeven,
        "opgedragen" => OpdrachtStand::Opgedragen { op: verplicht()? },
        "uitgevoerd" => OpdrachtStand::Uitgevoerd { opgedragen: verplicht()?, waarneming: waarneming()? },
        "wijkt_af" => OpdrachtStand::WijktAf { opgedragen: verplicht()?, waarneming: waarneming()? },
        "vervallen" => OpdrachtStand::Vervallen { opgedragen },
        other => return Err(Error::corrupt(other)),
    })
}

impl TryFrom<Row> for Gevonden {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let uit = match (row.besluit_id, row.opschorting_id) {
            (Some(id), None) => Oorsprong::Besluit(id.into()),
            (None, Some(id)) => Oorsprong::Opschorting(id.into()),
            _ => return Err(Error::corrupt("opdracht.besluit_id")),
        };
        let kolommen = Kolommen {
            opgedragen: row.opgedragen_op,
            gezien_op: row.gezien_op,
            van: row.gezien_van,
            tot_en_met: row.gezien_tot_en_met,
            bedrag: row.gezien_bedrag,
            procent: row.gezien_procent,
        };
        let opdracht = Opdracht {
            soort: row.soort.parse::<SoortOpdracht>().map_err(|()| Error::corrupt(&row.soort))?,
            klant: row.klant_id.into(),
            uitkering: row.uitkering_id.into(),
            van: row.van.to_jiff(),
            tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff),
            bedrag: row.bedrag.map(Eurocent),
            procent: procent(row.procent)?,
            artikel: row.artikel,
        };
        Ok(Self {
            uitvoering: Uitvoering {
                id: row.id.into(),
                uit,
                opdracht,
                klaar_op: row.klaar_op.to_jiff(),
                stand: stand(&row.stand, &kolommen)?,
                versie: row.versie,
            },
            naam: row.naam,
            klantnummer: row.klantnummer.parse().map_err(Error::corrupt)?,
            regeling: row.regeling.parse().map_err(Error::corrupt)?,
            ingang: row.datum_ingang.to_jiff(),
        })
    }
}

async fn met_stand(reader: &mut Reader, stand: &str, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), MET_STAND, stand, limit)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The orders that nobody passed on yet, the oldest first.
pub async fn door_te_geven(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    met_stand(reader, "door_te_geven", limit).await
}

/// The orders that wait for a file, the oldest first.
pub async fn wachtend(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    met_stand(reader, "opgedragen", limit).await
}

/// The orders of which a file shows something else, the oldest first.
pub async fn afwijkend(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    met_stand(reader, "wijkt_af", limit).await
}

/// The orders that were carried out, the latest first.
pub async fn uitgevoerd(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), UITGEVOERD, limit)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every order that a next file is held against.
pub async fn te_bevestigen(reader: &mut Reader) -> Result<Vec<Gevonden>> {
    let mut alle = wachtend(reader, i64::MAX).await?;
    alle.extend(afwijkend(reader, i64::MAX).await?);
    Ok(alle)
}

/// The orders that follow from a decision: what it asked, and after it was taken back to undo that.
pub async fn van_besluit(reader: &mut Reader, besluit: BesluitId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), VAN_BESLUIT, besluit.uuid())?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The same of a suspension that ended in a withdrawal.
pub async fn van_opschorting(reader: &mut Reader, opschorting: OpschortingId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), VAN_OPSCHORTING, opschorting.uuid())?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many ask for something.
pub async fn tel(reader: &mut Reader) -> Result<Telling> {
    let rows: Vec<(String, i64)> = fetch!(reader, fetch_all((String, i64)), TEL)?;
    let van = |code: &str| rows.iter().find(|(stand, _)| stand == code).map_or(0, |(_, aantal)| *aantal);
    Ok(Telling { door_te_geven: van("door_te_geven"), wacht: van("opgedragen"), wijkt_af: van("wijkt_af") })
}

/// Adds an order.
pub async fn insert(writer: &mut Writer, nieuw: &Uitvoering, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (besluit, opschorting) = match nieuw.uit {
        Oorsprong::Besluit(id) => (Some(id.uuid()), None),
        Oorsprong::Opschorting(id) => (None, Some(id.uuid())),
    };
    let opdracht = &nieuw.opdracht;
    execute!(
        writer,
        INSERT,
        nieuw.id.uuid(),
        opdracht.klant.uuid(),
        opdracht.uitkering.uuid(),
        besluit,
        opschorting,
        opdracht.soort.code(),
        opdracht.van.to_sqlx(),
        opdracht.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        opdracht.bedrag.map(|bedrag| bedrag.0),
        opdracht.procent.map(i64::from),
        opdracht.artikel.as_str(),
        nieuw.klaar_op.to_sqlx(),
        nieuw.stand.code(),
        door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes how far orders are, many at once; their `versie` is the version that was read, and one that is another by now makes
/// all fail.
pub async fn update(
    writer: &mut Writer,
    uitvoeringen: &[Uitvoering],
    door: Option<GebruikerId>,
    nu: Timestamp,
) -> Result<()> {
    let gemeente = writer.gemeente();
    update_many!(
        writer,
        "update opdracht set stand = v.column4, opgedragen_op = v.column5, gezien_op = v.column6, gezien_van = v.column7,
            gezien_tot_en_met = v.column8, gezien_bedrag = v.column9, gezien_procent = v.column10,
            gewijzigd_door = v.column11, gewijzigd_op = v.column12, versie = opdracht.versie + 1
        from (",
        ") as v where opdracht.gemeente = v.column1 and opdracht.id = v.column2 and opdracht.versie = v.column3",
        uitvoeringen,
        |b, is| {
            let gezien = is.stand.waarneming().map(|waarneming| &waarneming.gezien);
            b.push_bind(gemeente.code().to_owned())
                .push_bind(is.id.uuid())
                .push_bind(is.versie)
                .push_bind(is.stand.code())
                .push_bind(is.stand.opgedragen().map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(is.stand.waarneming().map(|waarneming| waarneming.op.to_sqlx()))
                .push_bind(gezien.and_then(|gezien| gezien.van).map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(gezien.and_then(|gezien| gezien.tot_en_met).map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(gezien.and_then(|gezien| gezien.bedrag).map(|bedrag| bedrag.0))
                .push_bind(gezien.and_then(|gezien| gezien.procent).map(i64::from))
                .push_bind(door.map(GebruikerId::uuid))
                .push_bind(nu.to_sqlx());
        }
    );
    Ok(())
}

/// Takes the clients of these orders for the rest of the transaction, so that nobody changes one of them meanwhile.
pub async fn lock(writer: &mut Writer, gevonden: &[Gevonden]) -> Result<()> {
    let mut klanten: Vec<KlantId> = gevonden.iter().map(|is| is.uitvoering.opdracht.klant).collect();
    klanten.sort_unstable_by_key(|klant| klant.uuid());
    klanten.dedup();
    crate::klantstand::lock_alle(writer, &klanten).await
}
