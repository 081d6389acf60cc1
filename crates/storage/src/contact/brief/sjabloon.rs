//! Templates of letters that a municipality wrote itself, and from whom its letters come.

use domain::{
    brief::{Afzender, Sjabloonsoort, Sjabloontekst, Taal},
    id::GebruikerId,
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer};

statements! {
    VERSIES = "select versie, onderwerp, tekst, gemaakt_op, gemaakt_door from briefsjabloon
        where gemeente = $1 and soort = $2 and taal = $3 order by versie desc";
    NIEUWSTE = "select versie, onderwerp, tekst, gemaakt_op, gemaakt_door from briefsjabloon
        where gemeente = $1 and soort = $2 and taal = $3 order by versie desc limit 1";
    INSERT = "insert into briefsjabloon (gemeente, soort, taal, versie, onderwerp, tekst, gemaakt_op, gemaakt_door)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND_AFZENDER = "select n.naam, a.afdeling, a.adresregels, a.bezoekadres, a.plaats, a.telefoon, a.website,
            a.email, a.versie
        from briefafzender a join gemeente n on n.gemeente = a.gemeente where a.gemeente = $1";
    INSERT_AFZENDER = "insert into briefafzender (gemeente, afdeling, adresregels, bezoekadres, plaats, telefoon, website,
            email, versie) values ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    UPDATE_AFZENDER = "update briefafzender set afdeling = $2, adresregels = $3, bezoekadres = $4, plaats = $5,
            telefoon = $6, website = $7, email = $8, versie = versie + 1
        where gemeente = $1 and versie = $9";
}

/// A version of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjabloonversie {
    /// From 1; 0 is the text that comes with the program.
    pub versie: i64,
    /// Subject and text.
    pub tekst: Sjabloontekst,
    /// When it was made.
    pub gemaakt_op: Timestamp,
    /// By whom.
    pub gemaakt_door: GebruikerId,
}

#[derive(sqlx::FromRow)]
struct Row {
    versie: i64,
    onderwerp: String,
    tekst: String,
    gemaakt_op: jiff_sqlx::Timestamp,
    gemaakt_door: Uuid,
}

impl From<Row> for Sjabloonversie {
    fn from(row: Row) -> Self {
        Self {
            versie: row.versie,
            tekst: Sjabloontekst { onderwerp: row.onderwerp, tekst: row.tekst },
            gemaakt_op: row.gemaakt_op.to_jiff(),
            gemaakt_door: row.gemaakt_door.into(),
        }
    }
}

/// The versions of a template that the municipality wrote, newest first.
pub async fn versies(reader: &mut Reader, soort: Sjabloonsoort, taal: Taal) -> Result<Vec<Sjabloonversie>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), VERSIES, soort.code(), taal.code())?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The version that counts; nothing while the municipality wrote none.
pub async fn nieuwste(reader: &mut Reader, soort: Sjabloonsoort, taal: Taal) -> Result<Option<Sjabloonversie>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), NIEUWSTE, soort.code(), taal.code())?;
    Ok(row.map(Into::into))
}

/// Adds a version. [`Error::Stale`] when somebody else added this one first.
pub async fn insert(writer: &mut Writer, soort: Sjabloonsoort, taal: Taal, nieuw: &Sjabloonversie) -> Result<()> {
    let added = execute!(
        writer,
        INSERT,
        soort.code(),
        taal.code(),
        nieuw.versie,
        nieuw.tekst.onderwerp.as_str(),
        nieuw.tekst.tekst.as_str(),
        nieuw.gemaakt_op.to_sqlx(),
        nieuw.gemaakt_door.uuid(),
    );
    match added {
        Err(Error::Duplicate(_)) => Err(Error::Stale),
        added => added.map(|_| ()),
    }
}

#[derive(sqlx::FromRow)]
struct AfzenderRow {
    naam: String,
    afdeling: String,
    adresregels: String,
    bezoekadres: String,
    plaats: String,
    telefoon: String,
    website: String,
    email: String,
    versie: i64,
}

/// From whom letters come, with the version of that; nothing while nobody filled it in.
pub async fn afzender(reader: &mut Reader) -> Result<Option<(Afzender, i64)>> {
    let row: Option<AfzenderRow> = fetch!(reader, fetch_optional(AfzenderRow), FIND_AFZENDER)?;
    Ok(row.map(|row| {
        let afzender = Afzender {
            gemeente: format!("Gemeente {}", row.naam),
            afdeling: row.afdeling,
            adresregels: row.adresregels.lines().map(ToOwned::to_owned).collect(),
            bezoekadres: row.bezoekadres,
            plaats: row.plaats,
            telefoon: row.telefoon,
            website: row.website,
            email: row.email,
        };
        (afzender, row.versie)
    }))
}

/// Writes from whom letters come; `versie` is the one that was read, 0 when there was none. The name is that of the
/// municipality and is not written here.
pub async fn save_afzender(writer: &mut Writer, afzender: &Afzender, versie: i64) -> Result<()> {
    let adresregels = afzender.adresregels.join("\n");
    let (afdeling, bezoekadres) = (afzender.afdeling.as_str(), afzender.bezoekadres.as_str());
    let (plaats, telefoon, website) = (afzender.plaats.as_str(), afzender.telefoon.as_str(), afzender.website.as_str());
    let email = afzender.email.as_str();
    if versie == 0 {
        let added = execute!(
            writer,
            INSERT_AFZENDER,
            afdeling,
            adresregels.as_str(),
            bezoekadres,
            plaats,
            telefoon,
            website,
            email
        );
        return match added {
            Err(Error::Duplicate(_)) => Err(Error::Stale),
            added => added.map(|_| ()),
        };
    }
    let touched = execute!(
        writer,
        UPDATE_AFZENDER,
        afdeling,
        adresregels.as_str(),
        bezoekadres,
        plaats,
        telefoon,
        website,
        email,
        versie
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}
