//! The secret addresses at which calendar programs read the conversations of a colleague.

use domain::{
    gebruiker::{Recht, Rol},
    gemeente::Gemeente,
    gesprek::verraadt_klant,
    id::{GebruikerId, GesprekId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Database, Error, Reader, Result, Writer};

statements! {
    FIND = "select f.gemeente, f.gebruiker_id, g.actief, g.rol, m.naam from agendafeed f
        join gebruiker g on g.gemeente = f.gemeente and g.id = f.gebruiker_id
        join gemeente m on m.gemeente = f.gemeente
        where f.geheim_hash = $1";
    OF_GEBRUIKER = "select gemaakt_op from agendafeed where gemeente = $1 and gebruiker_id = $2";
    SAVE = "insert into agendafeed (gemeente, gebruiker_id, geheim_hash, gemaakt_op) values ($1, $2, $3, $4)
        on conflict (gemeente, gebruiker_id) do update set geheim_hash = excluded.geheim_hash, gemaakt_op = excluded.gemaakt_op";
    DELETE = "delete from agendafeed where gemeente = $1 and gebruiker_id = $2";
    GESPREKKEN = "select g.id, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand, g.gewijzigd_op, g.versie, k.voornamen,
            k.geslachtsnaam, k.adres
        from gesprek g join klant k on k.gemeente = g.gemeente and k.id = g.klant_id
        where g.gemeente = $1 and g.gebruiker_id = $2 and g.dag between $3 and $4
            and g.stand in ('gepland', 'uitgenodigd', 'bevestigd', 'verzet', 'afgezegd')
        order by g.moment, g.id limit 5000";
}

/// Whose calendar a secret opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eigenaar {
    /// Of which municipality.
    pub gemeente: Gemeente,
    /// What that municipality is called.
    pub gemeente_naam: String,
    /// Who.
    pub gebruiker: GebruikerId,
    /// Whether the account can still be used, and its role may have such an address.
    pub mag: bool,
}

/// Whose calendar the secret with this hash opens. Looking up by hash tells nothing about how much of a guess was right.
pub async fn find(database: &Database, geheim_hash: &[u8]) -> Result<Option<Eigenaar>> {
    type Row = (String, Uuid, bool, String, String);
    let row: Option<Row> = fetch_global!(database, fetch_optional(Row), FIND, geheim_hash)?;
    row.map(|(gemeente, gebruiker, actief, rol, gemeente_naam)| {
        let gemeente = gemeente.parse().map_err(Error::corrupt)?;
        let rol: Rol = rol.parse().map_err(Error::corrupt)?;
        let mag = actief && rol.mag(Recht::KlantBewerken);
        Ok(Eigenaar { gemeente, gemeente_naam, gebruiker: gebruiker.into(), mag })
    })
    .transpose()
}

/// Since when somebody has a secret address; nothing without one.
pub async fn of_gebruiker(reader: &mut Reader, wie: GebruikerId) -> Result<Option<Timestamp>> {
    type Row = (jiff_sqlx::Timestamp,);
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), OF_GEBRUIKER, wie.uuid())?;
    Ok(row.map(|(op,)| op.to_jiff()))
}

/// Gives somebody a secret address; an earlier one opens nothing any more.
pub async fn save(writer: &mut Writer, wie: GebruikerId, geheim_hash: &[u8], nu: Timestamp) -> Result<()> {
    execute!(writer, SAVE, wie.uuid(), geheim_hash, nu.to_sqlx()).map(|_| ())
}

/// Takes somebody's secret address back; gives whether there was one.
pub async fn delete(writer: &mut Writer, wie: GebruikerId) -> Result<bool> {
    Ok(execute!(writer, DELETE, wie.uuid())? > 0)
}

/// A conversation as a calendar shows it: nothing about the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedgesprek {
    /// Which.
    pub id: GesprekId,
    /// The code of its kind.
    pub soort: String,
    /// When it starts.
    pub moment: Timestamp,
    /// How long it takes.
    pub duur_minuten: i64,
    /// Where; empty when it would tell who the client is, such as a home address.
    pub plaats: String,
    /// Whether it takes place at this time.
    pub gaat_door: bool,
    /// When it was changed last.
    pub gewijzigd_op: Timestamp,
    /// How often it was changed.
    pub versie: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    soort: String,
    moment: jiff_sqlx::Timestamp,
    duur_minuten: i64,
    plaats: String,
    stand: String,
    gewijzigd_op: jiff_sqlx::Timestamp,
    versie: i64,
    voornamen: String,
    geslachtsnaam: String,
    adres: String,
}

/// The conversations in somebody's diary in a period: those to be held, and those that were moved or called off.
pub async fn gesprekken(reader: &mut Reader, wie: GebruikerId, van: Date, tot: Date) -> Result<Vec<Feedgesprek>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), GESPREKKEN, wie.uuid(), van.to_sqlx(), tot.to_sqlx())?;
    Ok(rows
        .into_iter()
        .map(|row| Feedgesprek {
            id: row.id.into(),
            soort: row.soort,
            moment: row.moment.to_jiff(),
            duur_minuten: row.duur_minuten,
            plaats: if verraadt_klant(&row.plaats, &[&row.voornamen, &row.geslachtsnaam], &row.adres) {
                String::new()
            } else {
                row.plaats
            },
            gaat_door: !matches!(row.stand.as_str(), "verzet" | "afgezegd"),
            gewijzigd_op: row.gewijzigd_op.to_jiff(),
            versie: row.versie,
        })
        .collect())
}
