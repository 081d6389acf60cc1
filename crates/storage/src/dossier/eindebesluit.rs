//! The decisions about the end of a benefit: the one that ends it, and the one that undoes it. The end itself stands with the
//! benefit ([`crate::uitkering`]); an end that an import brought has no decision here.

use domain::{
    codelijst::Code,
    gemeente::Gemeente,
    id::{EindebesluitId, GebruikerId, KlantId, UitkeringId},
    uitkering::Einde,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer,
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "select id, klant_id, uitkering_id, soort, stand, datum, kenmerk, einddatum, reden_einde, tekst_versleuteld, door
        from eindebesluit"
    };
}

statements! {
    OF_KLANT = concat!(kolommen!(), " where gemeente = $1 and klant_id = $2 order by vastgelegd_op, id");
    GELDT = concat!(kolommen!(), " where gemeente = $1 and uitkering_id = $2 and soort = 'einde' and stand = 'geldt'");
    INSERT = "insert into eindebesluit (gemeente, id, klant_id, uitkering_id, soort, stand, datum, kenmerk, einddatum,
            reden_einde, tekst_versleuteld, door, vastgelegd_op)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    SLUIT = "update eindebesluit set stand = $3 where gemeente = $1 and uitkering_id = $2 and soort = 'einde' and stand = 'geldt'";
    SET_KENMERK = "update eindebesluit set kenmerk = $3 where gemeente = $1 and id = $2 and kenmerk = ''";
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// It ends the benefit.
    Einde,
    /// It undoes an end.
    Terugdraaien,
}

/// Where a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It holds.
    Geldt,
    /// It was recorded by mistake.
    Hersteld,
    /// It was undone by another decision.
    Teruggedraaid,
}

impl Soort {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Einde => "einde",
            Self::Terugdraaien => "terugdraaien",
        }
    }
}

impl Stand {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Geldt => "geldt",
            Self::Hersteld => "hersteld",
            Self::Teruggedraaid => "teruggedraaid",
        }
    }
}

/// A decision that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluit {
    /// Which decision.
    pub id: EindebesluitId,
    /// About whom.
    pub klant: KlantId,
    /// About which benefit.
    pub uitkering: UitkeringId,
    /// To end it, or to undo an end.
    pub soort: Soort,
    /// Where it stands.
    pub stand: Stand,
    /// The day of the decision.
    pub datum: Date,
    /// By what its letter is found; empty until that has left.
    pub kenmerk: String,
    /// The last day of right of the end it is about.
    pub einddatum: Date,
    /// The reason of that end.
    pub reden: Code,
    /// Where the client goes, or why the end is undone.
    pub tekst: String,
    /// Who decided.
    pub door: GebruikerId,
}

impl Besluit {
    /// Whether it is about this end: an import or another track may have ended the benefit on another day since.
    #[must_use]
    pub fn gaat_over(&self, einde: &Einde) -> bool {
        (self.einddatum, &self.reden) == (einde.datum, &einde.reden)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    uitkering_id: Uuid,
    soort: String,
    stand: String,
    datum: jiff_sqlx::Date,
    kenmerk: String,
    einddatum: jiff_sqlx::Date,
    reden_einde: String,
    tekst_versleuteld: Option<Vec<u8>>,
    door: Uuid,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "eindebesluit.tekst", id }
}

impl Row {
    fn decode(self, gemeente: Gemeente, sleutels: &Sleutels) -> Result<Besluit> {
        let soorten = [Soort::Einde, Soort::Terugdraaien];
        let standen = [Stand::Geldt, Stand::Hersteld, Stand::Teruggedraaid];
        let soort = soorten.into_iter().find(|soort| soort.code() == self.soort);
        let stand = standen.into_iter().find(|stand| stand.code() == self.stand);
        Ok(Besluit {
            tekst: sleutels.decrypt_text(plaats(gemeente, self.id), self.tekst_versleuteld.as_deref())?,
            id: self.id.into(),
            klant: self.klant_id.into(),
            uitkering: self.uitkering_id.into(),
            soort: soort.ok_or_else(|| Error::corrupt(&self.soort))?,
            stand: stand.ok_or_else(|| Error::corrupt(&self.stand))?,
            datum: self.datum.to_jiff(),
            kenmerk: self.kenmerk,
            einddatum: self.einddatum.to_jiff(),
            reden: self.reden_einde.parse().map_err(Error::corrupt)?,
            door: self.door.into(),
        })
    }
}

/// The decisions about a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Besluit>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| row.decode(gemeente, &sleutels)).collect()
}

/// The decision by which a benefit ended, if it is about this end.
pub async fn van_einde(reader: &mut Reader, uitkering: UitkeringId, einde: &Einde) -> Result<Option<Besluit>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), GELDT, uitkering.uuid())?;
    let besluit = row.map(|row| row.decode(reader.gemeente(), &reader.sleutels())).transpose()?;
    Ok(besluit.filter(|besluit| besluit.gaat_over(einde)))
}

/// Adds a decision. One to end a benefit takes the place of what held before.
pub async fn insert(writer: &mut Writer, besluit: &Besluit, nu: Timestamp) -> Result<()> {
    if besluit.soort == Soort::Einde {
        sluit(writer, besluit.uitkering, Stand::Hersteld).await?;
    }
    let id = besluit.id.uuid();
    let tekst = writer.sleutels().encrypt_text(plaats(writer.gemeente(), id), &besluit.tekst)?;
    execute!(
        writer,
        INSERT,
        id,
        besluit.klant.uuid(),
        besluit.uitkering.uuid(),
        besluit.soort.code(),
        besluit.stand.code(),
        besluit.datum.to_sqlx(),
        besluit.kenmerk.as_str(),
        besluit.einddatum.to_sqlx(),
        besluit.reden.as_str(),
        tekst,
        besluit.door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// The decision by which a benefit ended no longer holds.
pub async fn sluit(writer: &mut Writer, uitkering: UitkeringId, stand: Stand) -> Result<()> {
    execute!(writer, SLUIT, uitkering.uuid(), stand.code()).map(|_| ())
}

/// The letter has left. [`Error::Stale`] when that was known already.
pub async fn set_kenmerk(writer: &mut Writer, id: EindebesluitId, kenmerk: &str) -> Result<()> {
    if execute!(writer, SET_KENMERK, id.uuid(), kenmerk)? == 0 { Err(Error::Stale) } else { Ok(()) }
}
