//! Contact norms, and what was agreed with one client instead.

use std::collections::BTreeMap;

use domain::{
    contactnorm::{Contactnorm, Frequentie, Maatwerk, Marges, NormRegel},
    datum::Periode,
    gemeente::Gemeente,
    id::{ContactnormId, KlantId, MaatwerkId},
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, contactstand, sleutels::Plaats};

statements! {
    LIST = "select n.id, n.code, n.naam, n.bron, n.vanaf, n.tot_en_met, n.eerste_gesprek_dagen, n.binnenkort_dagen,
            n.te_laat_dagen, n.ernstig_dagen, n.uit_beeld_maanden, r.groep, r.gesprekken_per_jaar, r.minuten_per_jaar,
            r.minimum_interval_dagen, r.soorten
        from contactnorm n join contactnorm_regel r on r.gemeente = n.gemeente and r.norm_id = n.id
        where n.gemeente = $1 order by n.vanaf, n.id, r.groep";
    INSERT = "insert into contactnorm (gemeente, id, code, naam, bron, vanaf, tot_en_met, eerste_gesprek_dagen,
            binnenkort_dagen, te_laat_dagen, ernstig_dagen, uit_beeld_maanden, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    INSERT_REGEL = "insert into contactnorm_regel (gemeente, norm_id, groep, gesprekken_per_jaar, minuten_per_jaar,
            minimum_interval_dagen, soorten)
        values ($1, $2, $3, $4, $5, $6, $7)";
    DELETE_REGELS = "delete from contactnorm_regel where gemeente = $1 and norm_id = $2";
    DELETE = "delete from contactnorm where gemeente = $1 and id = $2 and vanaf >= $3";
    MAATWERK_OF_KLANT = "select id, klant_id, gesprekken_per_jaar, minuten_per_jaar, reden_versleuteld, door, vanaf, tot_en_met,
            versie
        from maatwerk where gemeente = $1 and klant_id = $2 order by vanaf, id";
    INSERT_MAATWERK = "insert into maatwerk (gemeente, id, klant_id, gesprekken_per_jaar, minuten_per_jaar, reden_versleuteld, door,
            vanaf, tot_en_met, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    DELETE_MAATWERK = "delete from maatwerk where gemeente = $1 and id = $2 and klant_id = $3 and versie = $4";
    CLOSE_MAATWERK = "update maatwerk set tot_en_met = $4, versie = versie + 1
        where gemeente = $1 and id = $2 and klant_id = $3 and versie = $5";
}

/// The group of whoever is in no segment.
const NIET_INGEDEELD: &str = "niet_ingedeeld";
/// The group of whoever is exempt from looking for work.
const ONTHEVEN: &str = "ontheven";

/// A norm as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vastgesteld {
    /// Which norm.
    pub id: ContactnormId,
    /// What it says.
    pub norm: Contactnorm,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    naam: String,
    bron: String,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    eerste_gesprek_dagen: i64,
    binnenkort_dagen: i64,
    te_laat_dagen: i64,
    ernstig_dagen: i64,
    uit_beeld_maanden: i64,
    groep: String,
    gesprekken_per_jaar: i64,
    minuten_per_jaar: i64,
    minimum_interval_dagen: i64,
    soorten: String,
}

fn klein(number: i64) -> Result<u16> {
    u16::try_from(number).map_err(Error::corrupt)
}

fn frequentie(number: i64) -> Result<Frequentie> {
    Frequentie::try_from(number).map_err(Error::corrupt)
}

impl Row {
    fn regel(&self) -> Result<NormRegel> {
        Ok(NormRegel {
            gesprekken_per_jaar: frequentie(self.gesprekken_per_jaar)?,
            minuten_per_jaar: self.minuten_per_jaar,
            minimum_interval_dagen: klein(self.minimum_interval_dagen)?,
            soorten: self
                .soorten
                .split(' ')
                .filter(|code| !code.is_empty())
                .map(|code| code.parse().map_err(Error::corrupt))
                .collect::<Result<_>>()?,
        })
    }

    /// The norm of a row, still without the rules of the other rows.
    fn norm(&self) -> Result<Vastgesteld> {
        Ok(Vastgesteld {
            id: self.id.into(),
            norm: Contactnorm {
                code: self.code.parse().map_err(Error::corrupt)?,
                naam: self.naam.clone(),
                bron: self.bron.clone(),
                geldig: Periode {
                    van: self.vanaf.to_jiff(),
                    tot_en_met: self.tot_en_met.map(jiff_sqlx::Date::to_jiff),
                },
                regels: BTreeMap::new(),
                niet_ingedeeld: self.regel()?,
                ontheven: None,
                eerste_gesprek_dagen: klein(self.eerste_gesprek_dagen)?,
                marges: Marges {
                    binnenkort_dagen: klein(self.binnenkort_dagen)?,
                    te_laat_dagen: klein(self.te_laat_dagen)?,
                    ernstig_dagen: klein(self.ernstig_dagen)?,
                    uit_beeld_maanden: klein(self.uit_beeld_maanden)?,
                },
            },
        })
    }
}

/// The norms of the municipality, oldest first, also those that are still to begin.
pub async fn list(reader: &mut Reader) -> Result<Vec<Vastgesteld>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    let mut normen: Vec<Vastgesteld> = Vec::new();
    for row in rows {
        if normen.last().is_none_or(|norm| norm.id.uuid() != row.id) {
            normen.push(row.norm()?);
        }
        let Some(Vastgesteld { norm, .. }) = normen.last_mut() else { continue };
        match row.groep.as_str() {
            NIET_INGEDEELD => norm.niet_ingedeeld = row.regel()?,
            ONTHEVEN => norm.ontheven = Some(row.regel()?),
            segment => {
                norm.regels.insert(segment.parse().map_err(Error::corrupt)?, row.regel()?);
            }
        }
    }
    Ok(normen)
}

/// The same, without their ids: what a due date is derived from.
pub async fn normen(reader: &mut Reader) -> Result<Vec<Contactnorm>> {
    Ok(list(reader).await?.into_iter().map(|vastgesteld| vastgesteld.norm).collect())
}

/// Adds a norm. Every due date must be worked out anew afterwards ([`contactstand::recompute`]).
pub async fn insert(writer: &mut Writer, id: ContactnormId, norm: &Contactnorm) -> Result<()> {
    let marges = norm.marges;
    execute!(
        writer,
        INSERT,
        id.uuid(),
        norm.code.as_str(),
        norm.naam.as_str(),
        norm.bron.as_str(),
        norm.geldig.van.to_sqlx(),
        norm.geldig.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
        i64::from(norm.eerste_gesprek_dagen),
        i64::from(marges.binnenkort_dagen),
        i64::from(marges.te_laat_dagen),
        i64::from(marges.ernstig_dagen),
        i64::from(marges.uit_beeld_maanden),
    )?;
    let segmenten = norm.regels.iter().map(|(segment, regel)| (segment.as_str(), regel));
    let overig = [(NIET_INGEDEELD, Some(&norm.niet_ingedeeld)), (ONTHEVEN, norm.ontheven.as_ref())];
    let overig = overig.into_iter().filter_map(|(groep, regel)| Some((groep, regel?)));
    for (groep, regel) in segmenten.chain(overig) {
        let soorten: Vec<&str> = regel.soorten.iter().map(domain::codelijst::Code::as_str).collect();
        execute!(
            writer,
            INSERT_REGEL,
            id.uuid(),
            groep,
            regel.gesprekken_per_jaar.per_jaar(),
            regel.minuten_per_jaar,
            i64::from(regel.minimum_interval_dagen),
            soorten.join(" "),
        )?;
    }
    Ok(())
}

/// Takes a norm back that began on a day at the earliest, as long as there is another; `false` when it began before, or is
/// not there. On its first day nothing was promised by it yet.
pub async fn withdraw(writer: &mut Writer, id: ContactnormId, vandaag: jiff::civil::Date) -> Result<bool> {
    let normen = list(writer).await?;
    if normen.len() < 2 || !normen.iter().any(|norm| norm.id == id && norm.norm.geldig.van >= vandaag) {
        return Ok(false);
    }
    execute!(writer, DELETE_REGELS, id.uuid())?;
    Ok(execute!(writer, DELETE, id.uuid(), vandaag.to_sqlx())? > 0)
}

/// Maatwerk as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaatwerkVanKlant {
    /// Which record.
    pub id: MaatwerkId,
    /// Whose.
    pub klant: KlantId,
    /// What was agreed.
    pub maatwerk: Maatwerk,
    /// For optimistic locking.
    pub versie: i64,
}

#[derive(sqlx::FromRow)]
struct MaatwerkRow {
    id: Uuid,
    klant_id: Uuid,
    gesprekken_per_jaar: i64,
    minuten_per_jaar: i64,
    reden_versleuteld: Option<Vec<u8>>,
    door: Uuid,
    vanaf: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    versie: i64,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "maatwerk.reden", id }
}

/// What was agreed with a client, oldest first.
pub async fn maatwerk_of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<MaatwerkVanKlant>> {
    let rows: Vec<MaatwerkRow> = fetch!(reader, fetch_all(MaatwerkRow), MAATWERK_OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            Ok(MaatwerkVanKlant {
                id: row.id.into(),
                klant: row.klant_id.into(),
                maatwerk: Maatwerk {
                    gesprekken_per_jaar: frequentie(row.gesprekken_per_jaar)?,
                    minuten_per_jaar: row.minuten_per_jaar,
                    reden: sleutels.decrypt_text(plaats(gemeente, row.id), row.reden_versleuteld.as_deref())?,
                    door: row.door.into(),
                    periode: Periode {
                        van: row.vanaf.to_jiff(),
                        tot_en_met: row.tot_en_met.map(jiff_sqlx::Date::to_jiff),
                    },
                },
                versie: row.versie,
            })
        })
        .collect()
}

/// Adds maatwerk.
pub async fn insert_maatwerk(writer: &mut Writer, id: MaatwerkId, klant: KlantId, maatwerk: &Maatwerk) -> Result<()> {
    let reden = writer.sleutels().encrypt_text(plaats(writer.gemeente(), id.uuid()), &maatwerk.reden)?;
    execute!(
        writer,
        INSERT_MAATWERK,
        id.uuid(),
        klant.uuid(),
        maatwerk.gesprekken_per_jaar.per_jaar(),
        maatwerk.minuten_per_jaar,
        reden,
        maatwerk.door.uuid(),
        maatwerk.periode.van.to_sqlx(),
        maatwerk.periode.tot_en_met.map(jiff_sqlx::ToSqlx::to_sqlx),
    )?;
    contactstand::refresh(writer, klant).await
}

/// Gives maatwerk a last day; `maatwerk.versie` is the version that was read.
pub async fn close_maatwerk(writer: &mut Writer, van: &MaatwerkVanKlant, laatste_dag: jiff::civil::Date) -> Result<()> {
    let touched = execute!(writer, CLOSE_MAATWERK, van.id.uuid(), van.klant.uuid(), laatste_dag.to_sqlx(), van.versie)?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    contactstand::refresh(writer, van.klant).await
}

/// Takes back maatwerk that has not begun; the log tells that it was there.
pub async fn delete_maatwerk(writer: &mut Writer, van: &MaatwerkVanKlant) -> Result<()> {
    if execute!(writer, DELETE_MAATWERK, van.id.uuid(), van.klant.uuid(), van.versie)? == 0 {
        return Err(Error::Stale);
    }
    contactstand::refresh(writer, van.klant).await
}
