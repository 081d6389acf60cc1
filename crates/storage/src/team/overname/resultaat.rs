//! How a takeover went with each of its clients.

use domain::{id::KlantId, toewijzing::Overname};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Reader, Result};

statements! {
    REGELS = "select o.klant_id, k.naam, k.sorteersleutel, g.naam, (select max(t.gezien) from toewijzing t
            where t.gemeente = o.gemeente and t.klant_id = o.klant_id and t.gebruiker_id = $3 and t.vanaf >= $4)
        from overname_klant o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        left join gebruiker g on g.gemeente = k.gemeente and g.id = k.klantmanager_id
        where o.gemeente = $1 and o.overname_id = $2 and (k.sorteersleutel, k.klant_id) > ($5, $6)
        order by k.sorteersleutel, k.klant_id limit $7";
}

/// How it went with one client of a takeover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resultaat {
    /// Which client.
    pub klant: KlantId,
    /// Name.
    pub naam: String,
    /// Name as sorted; with the id the place to go on from.
    pub sorteersleutel: String,
    /// With whom the client is now.
    pub klantmanager: Option<String>,
    /// When the receiver first opened the client.
    pub gezien: Option<Date>,
}

/// A page of the clients of a takeover by name, from the start or after one of them.
pub async fn resultaten(
    reader: &mut Reader,
    overname: &Overname,
    na: Option<(&str, KlantId)>,
    limit: i64,
) -> Result<Vec<Resultaat>> {
    type Regel = (Uuid, String, String, Option<String>, Option<jiff_sqlx::Date>);
    let (sleutel, klant) = na.map_or((String::new(), Uuid::nil()), |(sleutel, id)| (sleutel.to_owned(), id.uuid()));
    let (id, aan, vanaf) = (overname.id.uuid(), overname.aan.uuid(), overname.vanaf.to_sqlx());
    let rows: Vec<Regel> = fetch!(reader, fetch_all(Regel), REGELS, id, aan, vanaf, sleutel, klant, limit)?;
    let row = |(klant, naam, sorteersleutel, klantmanager, gezien): Regel| Resultaat {
        klant: klant.into(),
        naam,
        sorteersleutel,
        klantmanager,
        gezien: gezien.map(jiff_sqlx::Date::to_jiff),
    };
    Ok(rows.into_iter().map(row).collect())
}
