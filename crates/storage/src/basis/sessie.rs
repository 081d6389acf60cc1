//! Sessions and failed attempts to log in.

use domain::{gebruiker::Gebruiker, id::GebruikerId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;

use crate::{Database, Result, gebruiker};

statements! {
    INSERT = "insert into sessie (token_hash, gemeente, gebruiker_id, csrf_sleutel, aangemaakt, laatst_gezien, verloopt)
        values ($1, $2, $3, $4, $5, $5, $6)";
    FIND = "select g.gemeente, g.id, g.gebruikersnaam, g.naam, g.rol, g.team_id, g.actief,
            s.csrf_sleutel, s.laatst_gezien, m.naam as gemeente_naam
        from sessie s
        join gebruiker g on g.gemeente = s.gemeente and g.id = s.gebruiker_id
        join gemeente m on m.gemeente = s.gemeente
        where s.token_hash = $1 and s.verloopt > $2 and s.laatst_gezien > $3 and g.actief";
    TOUCH = "update sessie set laatst_gezien = $2 where token_hash = $1";
    DELETE = "delete from sessie where token_hash = $1";
    DELETE_OF_USER = "delete from sessie where gemeente = $1 and gebruiker_id = $2";
    DELETE_EXPIRED = "delete from sessie where verloopt <= $1 or laatst_gezien <= $2";
    FIND_ATTEMPTS = "select aantal, sinds from inlogpoging where sleutel = $1";
    COUNT_ATTEMPT = "insert into inlogpoging (sleutel, aantal, sinds) values ($1, 1, $2)
        on conflict (sleutel) do update set
            aantal = case when inlogpoging.sinds < $3 then 1 else inlogpoging.aantal + 1 end,
            sinds = case when inlogpoging.sinds < $3 then $2 else inlogpoging.sinds end";
    UNCOUNT_ATTEMPT = "update inlogpoging set aantal = aantal - 1 where sleutel = $1 and aantal > 0";
    DELETE_ATTEMPTS = "delete from inlogpoging where sinds < $1";
    FORGET_ATTEMPTS = "delete from inlogpoging where sleutel = $1";
}

/// A new session.
#[derive(Debug)]
pub struct NieuweSessie<'a> {
    /// SHA-256 of the token in the cookie.
    pub token_hash: &'a [u8],
    /// Whose.
    pub gebruiker: &'a Gebruiker,
    /// Key for the tokens in forms.
    pub csrf_sleutel: &'a [u8],
    /// When it starts.
    pub nu: Timestamp,
    /// When it ends, however busy somebody is.
    pub verloopt: Timestamp,
}

/// A session that is in use.
#[derive(Debug, Clone)]
pub struct Sessie {
    /// Whose.
    pub gebruiker: Gebruiker,
    /// The name of the municipality, for the top of the page.
    pub gemeente_naam: String,
    /// Key for the tokens in forms.
    pub csrf_sleutel: Vec<u8>,
    /// When it was last used, to the minute.
    pub laatst_gezien: Timestamp,
}

/// Starts a session.
pub async fn insert(database: &Database, sessie: NieuweSessie<'_>) -> Result<()> {
    execute_global!(
        database,
        INSERT,
        sessie.token_hash.to_vec(),
        sessie.gebruiker.gemeente.code().to_owned(),
        sessie.gebruiker.id.uuid(),
        sessie.csrf_sleutel.to_vec(),
        sessie.nu.to_sqlx(),
        sessie.verloopt.to_sqlx(),
    )
    .map(|_| ())
}

/// The session of a token, unless it has expired, was idle since `actief_sinds`, or its user may no longer work.
pub async fn find(
    database: &Database,
    token_hash: &[u8],
    nu: Timestamp,
    actief_sinds: Timestamp,
) -> Result<Option<Sessie>> {
    #[derive(sqlx::FromRow)]
    struct SessieRow {
        #[sqlx(flatten)]
        gebruiker: gebruiker::Row,
        csrf_sleutel: Vec<u8>,
        laatst_gezien: jiff_sqlx::Timestamp,
        gemeente_naam: String,
    }
    let row: Option<SessieRow> = fetch_global!(
        database,
        fetch_optional(SessieRow),
        FIND,
        token_hash.to_vec(),
        nu.to_sqlx(),
        actief_sinds.to_sqlx()
    )?;
    row.map(|row| {
        Ok(Sessie {
            gebruiker: row.gebruiker.try_into()?,
            gemeente_naam: row.gemeente_naam,
            csrf_sleutel: row.csrf_sleutel,
            laatst_gezien: row.laatst_gezien.to_jiff(),
        })
    })
    .transpose()
}

/// Notes that a session is in use.
pub async fn touch(database: &Database, token_hash: &[u8], nu: Timestamp) -> Result<()> {
    execute_global!(database, TOUCH, token_hash.to_vec(), nu.to_sqlx()).map(|_| ())
}

/// Ends a session.
pub async fn delete(database: &Database, token_hash: &[u8]) -> Result<()> {
    execute_global!(database, DELETE, token_hash.to_vec()).map(|_| ())
}

/// Ends all sessions of a user, as when a password changes or an account closes.
pub async fn delete_of(writer: &mut crate::Writer, gebruiker: GebruikerId) -> Result<()> {
    execute!(writer, DELETE_OF_USER, gebruiker.uuid()).map(|_| ())
}

/// Throws away sessions that can no longer be used, and failed attempts of before then.
pub async fn delete_expired(database: &Database, nu: Timestamp, actief_sinds: Timestamp) -> Result<u64> {
    execute_global!(database, DELETE_ATTEMPTS, actief_sinds.to_sqlx())?;
    execute_global!(database, DELETE_EXPIRED, nu.to_sqlx(), actief_sinds.to_sqlx())
}

/// How often logging in failed under a key since `venster`.
pub async fn attempts(database: &Database, sleutel: &[u8], venster: Timestamp) -> Result<i64> {
    type Row = (i64, jiff_sqlx::Timestamp);
    let row: Option<Row> = fetch_global!(database, fetch_optional(Row), FIND_ATTEMPTS, sleutel.to_vec())?;
    Ok(row.filter(|(_, sinds)| sinds.to_jiff() >= venster).map_or(0, |(aantal, _)| aantal))
}

/// Counts a failed attempt; an older window starts anew.
pub async fn count_attempt(database: &Database, sleutel: &[u8], nu: Timestamp, venster: Timestamp) -> Result<()> {
    execute_global!(database, COUNT_ATTEMPT, sleutel.to_vec(), nu.to_sqlx(), venster.to_sqlx()).map(|_| ())
}

/// Takes back one attempt that was none.
pub async fn uncount_attempt(database: &Database, sleutel: &[u8]) -> Result<()> {
    execute_global!(database, UNCOUNT_ATTEMPT, sleutel.to_vec()).map(|_| ())
}

/// Forgets failed attempts, after somebody logged in.
pub async fn forget_attempts(database: &Database, sleutel: &[u8]) -> Result<()> {
    execute_global!(database, FORGET_ATTEMPTS, sleutel.to_vec()).map(|_| ())
}
