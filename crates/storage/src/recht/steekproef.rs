//! Samples of clients: what each was drawn with, who were drawn, and from whom it is drawn.

use domain::{
    id::{GebruikerId, KlantId, OnderzoekId, SteekproefId},
    steekproef::{Aandeel, Steekproef, Zaad},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, bulk::insert_many};

statements! {
    FIND = "select id, zaad, procent, peildatum, omvang, vingerafdruk, door, op from steekproef
        where gemeente = $1 and id = $2";
    KLANTEN = "select klant_id from steekproef_klant where gemeente = $1 and steekproef_id = $2 order by klant_id";
    GETROKKEN = "select s.klant_id, k.naam, o.id as onderzoek_id, o.stand
        from steekproef_klant s
        join klantstand k on k.gemeente = s.gemeente and k.klant_id = s.klant_id
        left join onderzoek o on o.gemeente = s.gemeente and o.steekproef_id = s.steekproef_id and o.klant_id = s.klant_id
        where s.gemeente = $1 and s.steekproef_id = $2 order by k.sorteersleutel, s.klant_id limit $3";
    LIJST = "select s.id, s.peildatum, s.procent, s.omvang, s.op, u.naam as door,
            (select count(*) from steekproef_klant g where g.gemeente = s.gemeente and g.steekproef_id = s.id) as getrokken
        from steekproef s
        left join gebruiker u on u.gemeente = s.gemeente and u.id = s.door
        where s.gemeente = $1 order by s.op desc, s.id desc limit $2";
    POPULATIE = "select distinct klant_id from uitkering
        where gemeente = $1 and datum_ingang <= $2 and (datum_einde is null or datum_einde >= $2)";
    INSERT = "insert into steekproef (gemeente, id, zaad, procent, peildatum, omvang, vingerafdruk, door, op)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    zaad: String,
    procent: i64,
    peildatum: jiff_sqlx::Date,
    omvang: i64,
    vingerafdruk: String,
    door: Uuid,
    op: jiff_sqlx::Timestamp,
}

/// A sample that was drawn, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The sample, with everybody who was drawn.
    pub steekproef: Steekproef,
    /// Who drew it.
    pub door: GebruikerId,
    /// When.
    pub op: Timestamp,
}

/// A client who was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Getrokken {
    /// Which client.
    pub klant: KlantId,
    /// The name.
    pub naam: String,
    /// The investigation that began, and the code of where it stands; none when another one was being worked on.
    pub onderzoek: Option<(OnderzoekId, String)>,
}

#[derive(sqlx::FromRow)]
struct GetrokkenRow {
    klant_id: Uuid,
    naam: String,
    onderzoek_id: Option<Uuid>,
    stand: Option<String>,
}

/// A sample in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijstregel {
    /// Which sample.
    pub id: SteekproefId,
    /// The day whose clients it was drawn from.
    pub peildatum: Date,
    /// Which part.
    pub aandeel: Aandeel,
    /// From how many clients.
    pub omvang: i64,
    /// How many were drawn.
    pub getrokken: i64,
    /// Who drew it.
    pub door: Option<String>,
    /// When.
    pub op: Timestamp,
}

#[derive(sqlx::FromRow)]
struct LijstRow {
    id: Uuid,
    peildatum: jiff_sqlx::Date,
    procent: i64,
    omvang: i64,
    op: jiff_sqlx::Timestamp,
    door: Option<String>,
    getrokken: i64,
}

fn aandeel(procent: i64) -> Result<Aandeel> {
    u8::try_from(procent).ok().and_then(|procent| procent.try_into().ok()).ok_or_else(|| Error::corrupt(procent))
}

/// One sample.
pub async fn find(reader: &mut Reader, id: SteekproefId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    let Some(row) = row else { return Ok(None) };
    let klanten: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), KLANTEN, id.uuid())?;
    Ok(Some(Gevonden {
        steekproef: Steekproef {
            id: row.id.into(),
            peildatum: row.peildatum.to_jiff(),
            aandeel: aandeel(row.procent)?,
            zaad: row.zaad.parse::<Zaad>().map_err(Error::corrupt)?,
            omvang: usize::try_from(row.omvang).map_err(Error::corrupt)?,
            vingerafdruk: row.vingerafdruk,
            getrokken: klanten.into_iter().map(|(klant,)| klant.into()).collect(),
        },
        door: row.door.into(),
        op: row.op.to_jiff(),
    }))
}

/// Who were drawn, by name, with the investigation that began.
pub async fn getrokken(reader: &mut Reader, id: SteekproefId, limit: i64) -> Result<Vec<Getrokken>> {
    let rows: Vec<GetrokkenRow> = fetch!(reader, fetch_all(GetrokkenRow), GETROKKEN, id.uuid(), limit)?;
    let getrokken = |row: GetrokkenRow| Getrokken {
        klant: row.klant_id.into(),
        naam: row.naam,
        onderzoek: row.onderzoek_id.map(Into::into).zip(row.stand),
    };
    Ok(rows.into_iter().map(getrokken).collect())
}

/// The samples, the latest first.
pub async fn lijst(reader: &mut Reader, limit: i64) -> Result<Vec<Lijstregel>> {
    let rows: Vec<LijstRow> = fetch!(reader, fetch_all(LijstRow), LIJST, limit)?;
    let regel = |row: LijstRow| {
        Ok(Lijstregel {
            id: row.id.into(),
            peildatum: row.peildatum.to_jiff(),
            aandeel: aandeel(row.procent)?,
            omvang: row.omvang,
            getrokken: row.getrokken,
            door: row.door,
            op: row.op.to_jiff(),
        })
    };
    rows.into_iter().map(regel).collect()
}

/// The clients whose benefit runs on a day: from whom a sample of that day is drawn.
pub async fn populatie(reader: &mut Reader, dag: Date) -> Result<Vec<KlantId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), POPULATIE, dag.to_sqlx())?;
    Ok(rows.into_iter().map(|(klant,)| klant.into()).collect())
}

/// Adds a sample with everybody who was drawn. [`Error::Duplicate`] when it was drawn already.
pub async fn insert(writer: &mut Writer, nieuw: &Steekproef, door: GebruikerId, nu: Timestamp) -> Result<()> {
    execute!(
        writer,
        INSERT,
        nieuw.id.uuid(),
        nieuw.zaad.as_str(),
        i64::from(nieuw.aandeel.procent()),
        nieuw.peildatum.to_sqlx(),
        i64::try_from(nieuw.omvang).map_err(Error::corrupt)?,
        nieuw.vingerafdruk.as_str(),
        door.uuid(),
        nu.to_sqlx(),
    )?;
    let gemeente = writer.gemeente();
    insert_many!(
        writer,
        "insert into steekproef_klant (gemeente, steekproef_id, klant_id) ",
        nieuw.getrokken,
        |b, klant| {
            b.push_bind(gemeente.code().to_owned()).push_bind(nieuw.id.uuid()).push_bind(klant.uuid());
        }
    );
    Ok(())
}
