//! The address at which a client said to be reached well enough. It holds for that address: another one is asked again.

use domain::{
    emailadres::Emailadres,
    id::{GebruikerId, KlantId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Reader, Result, Writer};

statements! {
    FIND = "select a.adres, a.op, a.door from emailakkoord a
        join klant k on k.gemeente = a.gemeente and k.id = a.klant_id
        where a.gemeente = $1 and a.klant_id = $2 and k.email = a.adres";
    SAVE = "insert into emailakkoord (gemeente, klant_id, adres, op, door) values ($1, $2, $3, $4, $5)
        on conflict (gemeente, klant_id) do update set adres = excluded.adres, op = excluded.op, door = excluded.door";
    DELETE = "delete from emailakkoord where gemeente = $1 and klant_id = $2";
}

/// That a client agreed to letters by e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emailakkoord {
    /// At which address.
    pub adres: Emailadres,
    /// When it was recorded.
    pub op: Timestamp,
    /// By whom.
    pub door: GebruikerId,
}

/// What a client agreed to, as long as the address in the record is the same and can be sent to.
pub async fn find(reader: &mut Reader, klant: KlantId) -> Result<Option<Emailakkoord>> {
    type Row = (String, jiff_sqlx::Timestamp, Uuid);
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, klant.uuid())?;
    Ok(row.and_then(|(adres, op, door)| {
        Some(Emailakkoord { adres: adres.parse().ok()?, op: op.to_jiff(), door: door.into() })
    }))
}

/// Records that a client agreed.
pub async fn save(writer: &mut Writer, klant: KlantId, akkoord: &Emailakkoord) -> Result<()> {
    let (op, door) = (akkoord.op.to_sqlx(), akkoord.door.uuid());
    execute!(writer, SAVE, klant.uuid(), akkoord.adres.as_str(), op, door).map(|_| ())
}

/// Records that a client does not agree any more; gives whether there was anything to take back.
pub async fn delete(writer: &mut Writer, klant: KlantId) -> Result<bool> {
    Ok(execute!(writer, DELETE, klant.uuid())? > 0)
}
