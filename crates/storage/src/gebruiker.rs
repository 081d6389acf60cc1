//! Users and teams.

use domain::{
    gebruiker::{Gebruiker, Gebruikersnaam},
    id::{GebruikerId, TeamId},
};
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
    rows.into_iter().map(TryInto::try_into).collect()
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
