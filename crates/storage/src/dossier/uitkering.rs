//! Spells of benefit.

use domain::{
    geld::Eurocent,
    gemeente::Gemeente,
    id::{KlantId, UitkeringId},
    uitkering::{self, Einde, Heraanvraag, Uitkering, UitkeringStand},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer, klantstand,
    sleutels::{Plaats, Sleutels},
};

statements! {
    FIND = "select id, klant_id, regeling, datum_ingang, maandbedrag, vorige_id, datum_einde, reden_einde, toelichting_versleuteld, versie
        from uitkering where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, regeling, datum_ingang, maandbedrag, vorige_id, datum_einde, reden_einde, toelichting_versleuteld, versie
        from uitkering where gemeente = $1 and klant_id = $2 order by datum_ingang, id";
    OVERLEDEN = "select count(*) from uitkering where gemeente = $1 and klant_id = $2 and reden_einde = 'overlijden'";
    UPDATE = "update uitkering set maandbedrag = $3, datum_einde = $4, reden_einde = $5, toelichting_versleuteld = $6,
            versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $7";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    regeling: String,
    datum_ingang: jiff_sqlx::Date,
    maandbedrag: i64,
    vorige_id: Option<Uuid>,
    datum_einde: Option<jiff_sqlx::Date>,
    reden_einde: Option<String>,
    toelichting_versleuteld: Option<Vec<u8>>,
    versie: i64,
}

fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "uitkering.toelichting", id }
}

impl Row {
    fn decode(self, gemeente: Gemeente, sleutels: &Sleutels) -> Result<Uitkering> {
        let row = self;
        let stand = match (row.datum_einde, row.reden_einde) {
            (Some(datum), Some(reden)) => UitkeringStand::Beeindigd(Einde {
                datum: datum.to_jiff(),
                reden: reden.parse().map_err(Error::corrupt)?,
                toelichting: sleutels.decrypt_text(plaats(gemeente, row.id), row.toelichting_versleuteld.as_deref())?,
            }),
            _ => UitkeringStand::Lopend,
        };
        Ok(Uitkering {
            id: row.id.into(),
            klant: row.klant_id.into(),
            regeling: row.regeling.parse().map_err(Error::corrupt)?,
            datum_ingang: row.datum_ingang.to_jiff(),
            maandbedrag: Eurocent(row.maandbedrag),
            vorige: row.vorige_id.map(Into::into),
            stand,
            versie: row.versie,
        })
    }
}

/// The end as three columns: last day, reason, encrypted explanation.
pub(crate) type EindeColumns = (Option<jiff_sqlx::Date>, Option<String>, Option<Vec<u8>>);

/// The end of a spell as its columns.
pub(crate) fn einde_columns(gemeente: Gemeente, sleutels: &Sleutels, uitkering: &Uitkering) -> Result<EindeColumns> {
    Ok(match &uitkering.stand {
        UitkeringStand::Lopend => (None, None, None),
        UitkeringStand::Beeindigd(einde) => {
            let sealed = sleutels.encrypt_text(plaats(gemeente, uitkering.id.uuid()), &einde.toelichting)?;
            (Some(einde.datum.to_sqlx()), Some(einde.reden.as_str().to_owned()), sealed)
        }
    })
}

/// One spell.
pub async fn find(reader: &mut Reader, id: UitkeringId) -> Result<Option<Uitkering>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    row.map(|row| row.decode(gemeente, &sleutels)).transpose()
}

/// The spells of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Uitkering>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| row.decode(gemeente, &sleutels)).collect()
}

/// Writes amount and end; `uitkering.versie` is the version that was read.
pub async fn update(writer: &mut Writer, uitkering: &Uitkering) -> Result<()> {
    // The client before his benefit, as an import does.
    klantstand::lock(writer, uitkering.klant).await?;
    let (datum_einde, reden, toelichting) = einde_columns(writer.gemeente(), &writer.sleutels(), uitkering)?;
    let touched = execute!(
        writer,
        UPDATE,
        uitkering.id.uuid(),
        uitkering.maandbedrag.0,
        datum_einde,
        reden,
        toelichting,
        uitkering.versie,
    )?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    klantstand::refresh(writer, uitkering.klant).await
}

/// What an application on a day follows: the last spell before it, when that ended so short before that what is known is used
/// again (PW 43a).
pub async fn heraanvraag(reader: &mut Reader, klant: KlantId, aanvraag: Date) -> Result<Option<Heraanvraag>> {
    let eerdere = of_klant(reader, klant).await?;
    Ok(uitkering::heraanvraag(&eerdere, aanvraag).filter(|heraanvraag| heraanvraag.hergebruik))
}

/// Whether a benefit of this client ended because the client died.
pub async fn overleden(reader: &mut Reader, klant: KlantId) -> Result<bool> {
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), OVERLEDEN, klant.uuid())?;
    Ok(aantal > 0)
}
