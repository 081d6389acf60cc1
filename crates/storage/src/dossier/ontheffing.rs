//! Exemptions, and that they were looked at again.

use domain::{
    datum::{plus_dagen, plus_maanden},
    gemeente::Gemeente,
    id::{GebruikerId, HeroverwegingId, KlantId, OntheffingId},
    ontheffing::{Ontheffing, te_heroverwegen},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer, klantstand,
    sleutels::{Plaats, Sleutels},
};

statements! {
    FIND = "select id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde, heroverweging,
            toelichting_versleuteld, versie
        from ontheffing where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde, heroverweging,
            toelichting_versleuteld, versie
        from ontheffing where gemeente = $1 and klant_id = $2 and not ingetrokken order by datum_ingang, id";
    BESLUITEN = "select id, besluit, elders_van, elders_tot from ontheffing
        where gemeente = $1 and klant_id = $2 and not ingetrokken";
    TE_BEKIJKEN = concat!("select o.id, o.klant_id, o.grondslag, o.verplichtingen, o.reden, o.datum_ingang, o.datum_einde,
            o.heroverweging, o.toelichting_versleuteld, o.versie, n.naam
        from ", van_klantmanager!(ontheven), " mijn cross join ontheffing o
        join klantstand n on n.gemeente = $1 and n.klant_id = o.klant_id
        where o.gemeente = $1 and o.klant_id = mijn.klant_id and not o.ingetrokken
            and (o.datum_einde is null or o.datum_einde >= $3) and n.uitkering_tot >= $3
            and (o.heroverweging <= $4 or (o.heroverweging is null and o.grondslag = 'pw_9a' and o.datum_ingang <= $5))
        order by coalesce(o.heroverweging, o.datum_ingang), o.id limit $6");
    INSERT = "insert into ontheffing (gemeente, id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde,
            heroverweging, toelichting_versleuteld, besluit, elders_van, elders_tot, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
    UPDATE = "update ontheffing set datum_einde = $3, heroverweging = $4, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $5 and not ingetrokken";
    HEROVERWEGINGEN = "select h.id, h.ontheffing_id, h.op, h.uitkomst, h.dag, h.door from heroverweging h
        where h.gemeente = $1 and h.klant_id = $2 order by h.op, h.id";
    INSERT_HEROVERWEGING = "insert into heroverweging (gemeente, id, klant_id, ontheffing_id, op, uitkomst, dag, door,
            vastgelegd_op)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    WITHDRAW = "update ontheffing set ingetrokken = true, versie = versie + 1
        where gemeente = $1 and id = $2 and klant_id = $3 and versie = $4 and not ingetrokken";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    grondslag: String,
    verplichtingen: String,
    reden: String,
    datum_ingang: jiff_sqlx::Date,
    datum_einde: Option<jiff_sqlx::Date>,
    heroverweging: Option<jiff_sqlx::Date>,
    toelichting_versleuteld: Option<Vec<u8>>,
    versie: i64,
}

#[derive(sqlx::FromRow)]
struct MetNaam {
    #[sqlx(flatten)]
    row: Row,
    naam: String,
}

/// What is recorded of the decision beside the exemption itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Besluit {
    /// By what it is found; empty when nobody wrote it down.
    pub kenmerk: String,
    /// An earlier exemption under PW 9a in another municipality: first and last day.
    pub elders: Option<(Date, Date)>,
}

/// That an exemption was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heroverweging {
    /// Which review.
    pub id: HeroverwegingId,
    /// Of which exemption.
    pub ontheffing: OntheffingId,
    /// On which day.
    pub op: Date,
    /// What came of it.
    pub uitkomst: Uitkomst,
    /// By whom.
    pub door: GebruikerId,
}

/// What came of looking at an exemption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitkomst {
    /// It stays; with the day on which it is looked at next.
    Blijft(Option<Date>),
    /// It ends; its last day.
    Eindigt(Date),
}

impl Uitkomst {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blijft(_) => "blijft",
            Self::Eindigt(_) => "eindigt",
        }
    }

    /// The next review, or the last day.
    #[must_use]
    pub const fn dag(self) -> Option<Date> {
        match self {
            Self::Blijft(dag) => dag,
            Self::Eindigt(dag) => Some(dag),
        }
    }
}

/// An exemption that must be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeBekijken {
    /// Whose.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// The last day to do so.
    pub uiterlijk: Date,
}

pub(crate) fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "ontheffing.toelichting", id }
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: &Row) -> Result<Ontheffing> {
    let toelichting = row.toelichting_versleuteld.as_deref();
    Ok(Ontheffing {
        toelichting: sleutels.decrypt_text(plaats(gemeente, row.id), toelichting)?,
        id: row.id.into(),
        klant: row.klant_id.into(),
        grondslag: row.grondslag.parse().map_err(|()| Error::corrupt(&row.grondslag))?,
        verplichtingen: row.verplichtingen.parse().map_err(|()| Error::corrupt(&row.verplichtingen))?,
        reden: row.reden.parse().map_err(Error::corrupt)?,
        datum_ingang: row.datum_ingang.to_jiff(),
        datum_einde: row.datum_einde.map(jiff_sqlx::Date::to_jiff),
        heroverweging: row.heroverweging.map(jiff_sqlx::Date::to_jiff),
        versie: row.versie,
    })
}

/// One exemption, also when it was taken back: its version then tells that something happened.
pub async fn find(reader: &mut Reader, id: OntheffingId) -> Result<Option<Ontheffing>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), &row)).transpose()
}

/// The exemptions of a client that were not taken back, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Ontheffing>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// What is recorded of the decisions on the exemptions of a client that were not taken back.
pub async fn besluiten(reader: &mut Reader, klant: KlantId) -> Result<Vec<(OntheffingId, Besluit)>> {
    type BesluitRow = (Uuid, String, Option<jiff_sqlx::Date>, Option<jiff_sqlx::Date>);
    let rows: Vec<BesluitRow> = fetch!(reader, fetch_all(BesluitRow), BESLUITEN, klant.uuid())?;
    let besluit = |(id, kenmerk, van, tot): BesluitRow| {
        let elders = van.zip(tot).map(|(van, tot)| (van.to_jiff(), tot.to_jiff()));
        (id.into(), Besluit { kenmerk, elders })
    };
    Ok(rows.into_iter().map(besluit).collect())
}

/// The exemptions to look at within so many days, of the clients of a klantmanager and of those of a colleague he stands in for;
/// the most urgent first. Without a benefit there is nothing to be exempt from.
pub async fn te_bekijken(
    reader: &mut Reader,
    van: GebruikerId,
    vandaag: Date,
    binnen_dagen: i64,
    limit: i64,
) -> Result<Vec<TeBekijken>> {
    let grens = plus_dagen(vandaag, binnen_dagen);
    // Nobody wrote a day down: the rule gives it, half a year after the first. Months differ by three days at most.
    let ingang = plus_dagen(plus_maanden(grens, -6), 3);
    let rows: Vec<MetNaam> = fetch!(
        reader,
        fetch_all(MetNaam),
        TE_BEKIJKEN,
        van.uuid(),
        vandaag.to_sqlx(),
        grens.to_sqlx(),
        ingang.to_sqlx(),
        limit
    )?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let mut regels = Vec::new();
    for MetNaam { row, naam } in rows {
        let is = [decode(gemeente, &sleutels, &row)?];
        let te_laat = te_heroverwegen(&is, vandaag, binnen_dagen);
        regels.extend(te_laat.first().map(|rij| TeBekijken { klant: is[0].klant, naam, uiterlijk: rij.uiterlijk }));
    }
    regels.sort_by_key(|regel| regel.uiterlijk);
    Ok(regels)
}

/// How often the exemptions of a client were looked at, oldest first.
pub async fn heroverwegingen(reader: &mut Reader, klant: KlantId) -> Result<Vec<Heroverweging>> {
    type HerRow = (Uuid, Uuid, jiff_sqlx::Date, String, Option<jiff_sqlx::Date>, Uuid);
    let rows: Vec<HerRow> = fetch!(reader, fetch_all(HerRow), HEROVERWEGINGEN, klant.uuid())?;
    let een = |(id, ontheffing, op, uitkomst, dag, door): HerRow| {
        let dag = dag.map(jiff_sqlx::Date::to_jiff);
        let uitkomst = match (uitkomst.as_str(), dag) {
            ("blijft", volgende) => Uitkomst::Blijft(volgende),
            ("eindigt", Some(laatste)) => Uitkomst::Eindigt(laatste),
            (other, _) => return Err(Error::corrupt(other)),
        };
        Ok(Heroverweging {
            id: id.into(),
            ontheffing: ontheffing.into(),
            op: op.to_jiff(),
            uitkomst,
            door: door.into(),
        })
    };
    rows.into_iter().map(een).collect()
}

/// Records that an exemption was looked at, and what came of it; `ontheffing.versie` is the version that was read.
pub async fn heroverweeg(
    writer: &mut Writer,
    ontheffing: &Ontheffing,
    is: &Heroverweging,
    nu: Timestamp,
) -> Result<()> {
    let touched = execute!(
        writer,
        UPDATE,
        ontheffing.id.uuid(),
        ontheffing.datum_einde.map(jiff_sqlx::ToSqlx::to_sqlx),
        ontheffing.heroverweging.map(jiff_sqlx::ToSqlx::to_sqlx),
        ontheffing.versie,
    )?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    execute!(
        writer,
        INSERT_HEROVERWEGING,
        is.id.uuid(),
        ontheffing.klant.uuid(),
        is.ontheffing.uuid(),
        is.op.to_sqlx(),
        is.uitkomst.code(),
        is.uitkomst.dag().map(jiff_sqlx::ToSqlx::to_sqlx),
        is.door.uuid(),
        nu.to_sqlx(),
    )?;
    klantstand::refresh(writer, ontheffing.klant).await
}

/// Adds an exemption.
pub async fn insert(writer: &mut Writer, ontheffing: &Ontheffing, besluit: &Besluit) -> Result<()> {
    let id = ontheffing.id.uuid();
    let toelichting = writer.sleutels().encrypt_text(plaats(writer.gemeente(), id), &ontheffing.toelichting)?;
    execute!(
        writer,
        INSERT,
        id,
        ontheffing.klant.uuid(),
        ontheffing.grondslag.code(),
        ontheffing.verplichtingen.code(),
        ontheffing.reden.as_str(),
        ontheffing.datum_ingang.to_sqlx(),
        ontheffing.datum_einde.map(jiff_sqlx::ToSqlx::to_sqlx),
        ontheffing.heroverweging.map(jiff_sqlx::ToSqlx::to_sqlx),
        toelichting,
        besluit.kenmerk.as_str(),
        besluit.elders.map(|(van, _)| van.to_sqlx()),
        besluit.elders.map(|(_, tot)| tot.to_sqlx()),
    )?;
    klantstand::refresh(writer, ontheffing.klant).await
}

/// Takes an exemption back that was recorded by mistake; the row and the log keep the trace.
pub async fn withdraw(writer: &mut Writer, id: OntheffingId, klant: KlantId, versie: i64) -> Result<()> {
    if execute!(writer, WITHDRAW, id.uuid(), klant.uuid(), versie)? == 0 {
        return Err(Error::Stale);
    }
    klantstand::refresh(writer, klant).await
}
