//! What klantmanagers know more of: target groups, by their codes.

use std::collections::HashMap;

use domain::id::GebruikerId;
use uuid::Uuid;

use crate::{Reader, Result, Writer};

statements! {
    LIST = "select gebruiker_id, doelgroep from specialisme where gemeente = $1 order by gebruiker_id, doelgroep";
    INSERT = "insert into specialisme (gemeente, gebruiker_id, doelgroep) values ($1, $2, $3)
        on conflict (gemeente, gebruiker_id, doelgroep) do nothing";
    DELETE = "delete from specialisme where gemeente = $1 and gebruiker_id = $2 and doelgroep = $3";
}

/// Of everybody who knows more of something: of what.
pub async fn list(reader: &mut Reader) -> Result<HashMap<GebruikerId, Vec<String>>> {
    let rows: Vec<(Uuid, String)> = fetch!(reader, fetch_all((Uuid, String)), LIST)?;
    let mut per_persoon: HashMap<GebruikerId, Vec<String>> = HashMap::new();
    for (wie, doelgroep) in rows {
        per_persoon.entry(wie.into()).or_default().push(doelgroep);
    }
    Ok(per_persoon)
}

/// Notes that somebody knows more of a target group, or no longer; `false` when that was so already.
pub async fn set(writer: &mut Writer, wie: GebruikerId, doelgroep: &str, kent: bool) -> Result<bool> {
    let sql = if kent { INSERT } else { DELETE };
    Ok(execute!(writer, sql, wie.uuid(), doelgroep)? > 0)
}
