//! Users and teams.

use domain::{
    codelijst::Code,
    gebruiker::{Gebruiker, Gebruikersnaam},
    id::{GebruikerId, TeamId},
    naam::sorteerbaar,
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Database, Error, Reader, Result, Writer};

statements! {
    INSERT = "insert into gebruiker (gemeente, id, gebruikersnaam, naam, rol, team_id, wachtwoord_hash, actief, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    INSERT_TEAM = "insert into team (gemeente, id, naam) values ($1, $2, $3)";
    FIND = "select gemeente, id, gebruikersnaam, naam, rol, team_id, actief from gebruiker where gemeente = $1 and id = $2";
    LIST = "select gemeente, id, gebruikersnaam, naam, rol, team_id, actief from gebruiker where gemeente = $1 order by naam, id";
    LIST_TEAMS = "select id, naam from team where gemeente = $1 order by naam";
    FIND_LOGIN = "select gemeente, id, gebruikersnaam, naam, rol, team_id, actief, wachtwoord_hash from gebruiker
        where gebruikersnaam = $1";
    SET_PASSWORD = "update gebruiker set wachtwoord_hash = $3, versie = versie + 1 where gemeente = $1 and id = $2";
    DISCIPLINES = "select discipline, vanaf from gebruiker_discipline
        where gemeente = $1 and gebruiker_id = $2 and vanaf <= $3 and (tot_en_met is null or tot_en_met >= $3)
        order by discipline";
    APPOINT = "insert into gebruiker_discipline (gemeente, gebruiker_id, discipline, vanaf, door) values ($1, $2, $3, $4, $5)";
    UNAPPOINT = "update gebruiker_discipline set tot_en_met = $4
        where gemeente = $1 and gebruiker_id = $2 and discipline = $3 and tot_en_met is null and vanaf <= $4";
    /// Appointed and taken back on one day: it held no day. The log keeps both.
    NEVER_APPOINTED = "delete from gebruiker_discipline
        where gemeente = $1 and gebruiker_id = $2 and discipline = $3 and tot_en_met is null and vanaf > $4";
    SET_ACTIVE = "update gebruiker set actief = $3, versie = versie + 1 where gemeente = $1 and id = $2";
}

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    gemeente: String,
    id: Uuid,
    gebruikersnaam: String,
    naam: String,
    rol: String,
    team_id: Option<Uuid>,
    actief: bool,
}

impl TryFrom<Row> for Gebruiker {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            gemeente: row.gemeente.parse().map_err(Error::corrupt)?,
            gebruikersnaam: row.gebruikersnaam.parse().map_err(Error::corrupt)?,
            naam: row.naam,
            rol: row.rol.parse().map_err(Error::corrupt)?,
            team: row.team_id.map(Into::into),
            actief: row.actief,
        })
    }
}

/// Adds a team.
pub async fn insert_team(writer: &mut Writer, id: TeamId, naam: &str) -> Result<()> {
    execute!(writer, INSERT_TEAM, id.uuid(), naam).map(|_| ())
}

/// All teams.
pub async fn teams(reader: &mut Reader) -> Result<Vec<(TeamId, String)>> {
    let rows: Vec<(Uuid, String)> = fetch!(reader, fetch_all((Uuid, String)), LIST_TEAMS)?;
    Ok(rows.into_iter().map(|(id, naam)| (id.into(), naam)).collect())
}

/// Adds a user with the hash of a password (never the password).
pub async fn insert(writer: &mut Writer, gebruiker: &Gebruiker, wachtwoord_hash: &str) -> Result<()> {
    execute!(
        writer,
        INSERT,
        gebruiker.id.uuid(),
        gebruiker.gebruikersnaam.as_str(),
        gebruiker.naam.as_str(),
        gebruiker.rol.code(),
        gebruiker.team.map(TeamId::uuid),
        wachtwoord_hash,
        gebruiker.actief,
    )
    .map(|_| ())
}

/// One user of this municipality.
pub async fn find(reader: &mut Reader, id: GebruikerId) -> Result<Option<Gebruiker>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(TryInto::try_into).transpose()
}

/// All users of this municipality, by name.
pub async fn list(reader: &mut Reader) -> Result<Vec<Gebruiker>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LIST)?;
    let mut gebruikers = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<Gebruiker>>>()?;
    // As a reader looks for a name, whatever the database thinks of letters with accents: É beside E.
    gebruikers.sort_by_cached_key(|gebruiker| (sorteerbaar(&gebruiker.naam), gebruiker.id));
    Ok(gebruikers)
}

/// The user with a login name, in whatever municipality, and the hash of the password.
pub async fn find_login(database: &Database, naam: &Gebruikersnaam) -> Result<Option<(Gebruiker, String)>> {
    #[derive(sqlx::FromRow)]
    struct LoginRow {
        #[sqlx(flatten)]
        gebruiker: Row,
        wachtwoord_hash: String,
    }
    let row: Option<LoginRow> = fetch_global!(database, fetch_optional(LoginRow), FIND_LOGIN, naam.as_str())?;
    row.map(|row| Ok((row.gebruiker.try_into()?, row.wachtwoord_hash))).transpose()
}

/// Replaces the password.
pub async fn set_password(writer: &mut Writer, id: GebruikerId, wachtwoord_hash: &str) -> Result<bool> {
    Ok(execute!(writer, SET_PASSWORD, id.uuid(), wachtwoord_hash)? == 1)
}

/// Opens or closes an account.
pub async fn set_active(writer: &mut Writer, id: GebruikerId, actief: bool) -> Result<bool> {
    Ok(execute!(writer, SET_ACTIVE, id.uuid(), actief)? == 1)
}

/// The disciplines somebody is appointed for on a day, with since when.
pub async fn disciplines(reader: &mut Reader, id: GebruikerId, dag: Date) -> Result<Vec<(Code, Date)>> {
    type Found = (String, jiff_sqlx::Date);
    let rows: Vec<Found> = fetch!(reader, fetch_all(Found), DISCIPLINES, id.uuid(), dag.to_sqlx())?;
    rows.into_iter().map(|(code, vanaf)| Ok((code.parse().map_err(Error::corrupt)?, vanaf.to_jiff()))).collect()
}

/// Appoints somebody for a discipline from a day on.
pub async fn appoint(
    writer: &mut Writer,
    id: GebruikerId,
    discipline: &Code,
    vanaf: Date,
    door: GebruikerId,
) -> Result<()> {
    execute!(writer, APPOINT, id.uuid(), discipline.as_str(), vanaf.to_sqlx(), door.uuid()).map(|_| ())
}

/// Ends an appointment; `laatste_dag` is the last day it holds. Somebody who ended it first makes this fail.
pub async fn unappoint(writer: &mut Writer, id: GebruikerId, discipline: &Code, laatste_dag: Date) -> Result<()> {
    let dag = laatste_dag.to_sqlx();
    let ended = execute!(writer, UNAPPOINT, id.uuid(), discipline.as_str(), dag)?;
    let never = execute!(writer, NEVER_APPOINTED, id.uuid(), discipline.as_str(), dag)?;
    if ended + never == 0 { Err(Error::Stale) } else { Ok(()) }
}
