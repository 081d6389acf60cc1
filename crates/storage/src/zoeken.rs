//! Finding a client by whatever somebody remembers: name in any spelling, BSN, client number, birth date, postcode or
//! telephone.

use domain::{bsn::Bsn, datum, id::KlantId, klant::Postcode, naam};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Reader, Result};

statements! {
    BY_BSN = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from klant k join klantstand s on s.gemeente = k.gemeente and s.klant_id = k.id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where k.gemeente = $1 and k.bsn_hash = $2 limit $3";
    BY_NUMBER = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from klant k join klantstand s on s.gemeente = k.gemeente and s.klant_id = k.id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where k.gemeente = $1 and k.klantnummer = $2 limit $3";
    BY_BIRTH = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from klant k join klantstand s on s.gemeente = k.gemeente and s.klant_id = k.id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where k.gemeente = $1 and k.geboortedatum = $2 order by s.sorteersleutel, s.klant_id limit $3";
    BY_POSTCODE = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from klant k join klantstand s on s.gemeente = k.gemeente and s.klant_id = k.id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where k.gemeente = $1 and k.postcode = $2 order by s.sorteersleutel, s.klant_id limit $3";
    BY_PHONE = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from klant k join klantstand s on s.gemeente = k.gemeente and s.klant_id = k.id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        where k.gemeente = $1 and k.telefoon_cijfers = $2 order by s.sorteersleutel, s.klant_id limit $3";
    BY_ONE_NAME = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from (select distinct z.klant_id from klant_zoeknaam z
            where z.gemeente = $1 and z.sleutel >= $2 and z.sleutel < $3 limit $4) z
        join klantstand s on s.gemeente = $1 and s.klant_id = z.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        order by s.sorteersleutel, s.klant_id limit $5";
    BY_MORE_NAMES = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from (select distinct z.klant_id from klant_zoeknaam z
            where z.gemeente = $1 and z.sleutel >= $2 and z.sleutel < $3
            and exists (select 1 from klant_zoeknaam y where y.gemeente = $1 and y.klant_id = z.klant_id
                and y.sleutel >= $6 and y.sleutel < $7)
            and exists (select 1 from klant_zoeknaam x where x.gemeente = $1 and x.klant_id = z.klant_id
                and x.sleutel >= $8 and x.sleutel < $9)
            and exists (select 1 from klant_zoeknaam w where w.gemeente = $1 and w.klant_id = z.klant_id
                and w.sleutel >= $10 and w.sleutel < $11) limit $4) z
        join klantstand s on s.gemeente = $1 and s.klant_id = z.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        order by s.sorteersleutel, s.klant_id limit $5";
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treffer {
    /// Which client.
    pub klant: KlantId,
    /// Client number.
    pub klantnummer: String,
    /// Name, in full.
    pub naam: String,
    /// Birth date.
    pub geboortedatum: Date,
    /// District.
    pub wijk: String,
    /// Last day of the latest spell.
    pub uitkering_tot: Date,
    /// The klantmanager.
    pub klantmanager: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    klant_id: Uuid,
    klantnummer: String,
    naam: String,
    geboortedatum: jiff_sqlx::Date,
    wijk: String,
    uitkering_tot: jiff_sqlx::Date,
    klantmanager: Option<String>,
}

impl From<Row> for Treffer {
    fn from(row: Row) -> Self {
        Self {
            klant: row.klant_id.into(),
            klantnummer: row.klantnummer,
            naam: row.naam,
            geboortedatum: row.geboortedatum.to_jiff(),
            wijk: row.wijk,
            uitkering_tot: row.uitkering_tot.to_jiff(),
            klantmanager: row.klantmanager,
        }
    }
}

/// How many candidates of one common name are sorted: enough for anybody to see that more of the name is needed.
const CANDIDATES: i64 = 200;

/// Finds clients, best order first, at most `limit`. An empty list when nothing fits or nothing was asked.
pub async fn find(reader: &mut Reader, text: &str, limit: i64) -> Result<Vec<Treffer>> {
    let text = text.trim();
    if text.is_empty() || text.len() > 200 {
        return Ok(Vec::new());
    }
    let mut rows: Vec<Row> = Vec::new();
    if let Ok(bsn) = text.parse::<Bsn>() {
        let hash = reader.sleutels().bsn_hash(reader.gemeente(), bsn);
        rows = fetch!(reader, fetch_all(Row), BY_BSN, hash, limit)?;
    }
    if rows.is_empty() {
        rows = fetch!(reader, fetch_all(Row), BY_NUMBER, text.to_uppercase(), limit)?;
    }
    if rows.is_empty()
        && let Some(geboren) = datum::lees(text)
    {
        rows = fetch!(reader, fetch_all(Row), BY_BIRTH, geboren.to_sqlx(), limit)?;
    }
    if rows.is_empty()
        && let Ok(postcode) = text.parse::<Postcode>()
    {
        rows = fetch!(reader, fetch_all(Row), BY_POSTCODE, postcode.compact().to_owned(), limit)?;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if rows.is_empty() && digits.len() >= 9 && text.chars().all(|c| !c.is_alphabetic()) {
        rows = fetch!(reader, fetch_all(Row), BY_PHONE, digits, limit)?;
    }
    if rows.is_empty() {
        rows = by_name(reader, text, limit).await?;
    }
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Words that half the country has in its name.
const VOORVOEGSELS: [&str; 14] =
    ["van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "ben", "von", "la", "da"];

/// Every word must be the beginning of a part of the name, up to four words. The longest word that is no prefix leads,
/// because it fits the fewest people.
async fn by_name(reader: &mut Reader, text: &str, limit: i64) -> Result<Vec<Row>> {
    let mut keys = naam::zoeksleutels(text);
    keys.retain(|key| key.chars().any(char::is_alphabetic));
    let common = |key: &str| VOORVOEGSELS.iter().any(|word| naam::zoeksleutel(word) == key);
    keys.sort_by_key(|key| (common(key), std::cmp::Reverse(key.len())));
    let until = |key: &str| format!("{key}\u{ffff}");
    match keys.as_slice() {
        [] => Ok(Vec::new()),
        [key] => {
            fetch!(reader, fetch_all(Row), BY_ONE_NAME, key.as_str(), until(key), CANDIDATES, limit)
        }
        [first, second, rest @ ..] => {
            let third = rest.first().unwrap_or(second);
            let fourth = rest.get(1).unwrap_or(third);
            fetch!(
                reader,
                fetch_all(Row),
                BY_MORE_NAMES,
                first.as_str(),
                until(first),
                CANDIDATES,
                limit,
                second.as_str(),
                until(second),
                third.as_str(),
                until(third),
                fourth.as_str(),
                until(fourth),
            )
        }
    }
}
