//! Exemptions.

use domain::{
    id::{KlantId, OntheffingId},
    ontheffing::Ontheffing,
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, klantstand, sleutels::Plaats};

statements! {
    FIND = "select id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde, heroverweging,
            toelichting_versleuteld, versie
        from ontheffing where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde, heroverweging,
            toelichting_versleuteld, versie
        from ontheffing where gemeente = $1 and klant_id = $2 and not ingetrokken order by datum_ingang, id";
    INSERT = "insert into ontheffing (gemeente, id, klant_id, grondslag, verplichtingen, reden, datum_ingang, datum_einde,
            heroverweging, toelichting_versleuteld, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
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

pub(crate) fn plaats(gemeente: domain::gemeente::Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "ontheffing.toelichting", id }
}

fn decode(reader: &Reader, row: &Row) -> Result<Ontheffing> {
    let toelichting = row.toelichting_versleuteld.as_deref();
    Ok(Ontheffing {
        toelichting: reader.sleutels().decrypt_text(plaats(reader.gemeente(), row.id), toelichting)?,
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
    row.map(|row| decode(reader, &row)).transpose()
}

/// The exemptions of a client that were not taken back, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Ontheffing>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    rows.iter().map(|row| decode(reader, row)).collect()
}

/// Adds an exemption.
pub async fn insert(writer: &mut Writer, ontheffing: &Ontheffing) -> Result<()> {
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
