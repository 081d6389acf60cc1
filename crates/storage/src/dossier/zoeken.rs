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
        from (select distinct klant_id from klant_zoeknaam
            where gemeente = $1 and sleutel >= $2 and sleutel < $3 limit $4) z
        join klantstand s on s.gemeente = $1 and s.klant_id = z.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        order by s.lopend desc, s.sorteersleutel, s.klant_id limit $5";
    BY_TWO_NAMES = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from (select klant_id from (select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $2 and sleutel < $3
            intersect select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $6 and sleutel < $7) t limit $4) z
        join klantstand s on s.gemeente = $1 and s.klant_id = z.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        order by s.lopend desc, s.sorteersleutel, s.klant_id limit $5";
    BY_THREE_NAMES = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from (select klant_id from (select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $2 and sleutel < $3
            intersect select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $6 and sleutel < $7
            intersect select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $8 and sleutel < $9) t limit $4) z
        join klantstand s on s.gemeente = $1 and s.klant_id = z.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        order by s.lopend desc, s.sorteersleutel, s.klant_id limit $5";
    BY_FOUR_NAMES = "select s.klant_id, s.klantnummer, s.naam, s.geboortedatum, s.wijk, s.uitkering_tot, g.naam as klantmanager
        from (select klant_id from (select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $2 and sleutel < $3
            intersect select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $6 and sleutel < $7
            intersect select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $8 and sleutel < $9
            intersect select klant_id from klant_zoeknaam where gemeente = $1 and sleutel >= $10 and sleutel < $11) t limit $4) z
        join klantstand s on s.gemeente = $1 and s.klant_id = z.klant_id
        left join gebruiker g on g.gemeente = s.gemeente and g.id = s.klantmanager_id
        order by s.lopend desc, s.sorteersleutel, s.klant_id limit $5";
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

/// The digits of a telephone number as people here write it: `+31 6 …` and `0031 6 …` begin with a 0.
fn nationaal(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let land = if text.starts_with('+') { "31" } else { "0031" };
    digits.strip_prefix(land).map_or_else(|| digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')))
}

/// How many candidates of one common name are sorted: enough for anybody to see that more of the name is needed.
const CANDIDATES: i64 = 60;

/// `104-2217` for somebody who types its digits, with or without a space: three and the rest, as client files write them.
fn klantnummer(text: &str) -> Option<String> {
    let cijfers: String = text.chars().filter(|c| *c != ' ').collect();
    let alleen_cijfers = (6..=9).contains(&cijfers.len()) && cijfers.chars().all(|c| c.is_ascii_digit());
    alleen_cijfers.then(|| format!("{}-{}", &cijfers[..3], &cijfers[3..]))
}

/// A day as people type it; also `17041972`, in one go.
fn dag(text: &str) -> Option<Date> {
    let aaneen = text.len() == 8 && text.chars().all(|c| c.is_ascii_digit());
    if aaneen { datum::lees(&format!("{}-{}-{}", &text[..2], &text[2..4], &text[4..])) } else { datum::lees(text) }
}

/// Who was found, and whether that is what was asked or a guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gevonden {
    /// Best order first.
    pub treffers: Vec<Treffer>,
    /// Found by the sound of a name: another name may have been meant.
    pub gok: bool,
}

/// Finds clients, best order first, at most `limit`. An empty list when nothing fits or nothing was asked.
pub async fn find(reader: &mut Reader, text: &str, limit: i64) -> Result<Gevonden> {
    let text = text.trim();
    if text.is_empty() || text.len() > 200 {
        return Ok(Gevonden::default());
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
        && let Some(nummer) = klantnummer(text)
    {
        rows = fetch!(reader, fetch_all(Row), BY_NUMBER, nummer, limit)?;
    }
    if rows.is_empty()
        && let Some(geboren) = dag(text)
    {
        rows = fetch!(reader, fetch_all(Row), BY_BIRTH, geboren.to_sqlx(), limit)?;
    }
    if rows.is_empty()
        && let Ok(postcode) = text.parse::<Postcode>()
    {
        rows = fetch!(reader, fetch_all(Row), BY_POSTCODE, postcode.compact().to_owned(), limit)?;
    }
    let digits = nationaal(text);
    if rows.is_empty() && digits.len() >= 9 && text.chars().all(|c| !c.is_alphabetic()) {
        rows = fetch!(reader, fetch_all(Row), BY_PHONE, digits, limit)?;
    }
    let op_naam = rows.is_empty();
    if op_naam {
        rows = by_name(reader, text, limit).await?;
    }
    let gok = op_naam && !rows.iter().all(|row| naam::staat_letterlijk_in(text, &row.naam));
    Ok(Gevonden { treffers: rows.into_iter().map(Into::into).collect(), gok })
}

/// Words that half the country has in its name.
const VOORVOEGSELS: [&str; 14] =
    ["van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "ben", "von", "la", "da"];

/// Every word must be the beginning of a part of the name, up to four words; what fits the fewest people is kept when there
/// are more. Those who fit each word are read from the index in one go and laid side by side: asking for each of ten
/// thousand people called De Vries whether the first name fits costs far more.
async fn by_name(reader: &mut Reader, text: &str, limit: i64) -> Result<Vec<Row>> {
    let mut keys = naam::zoeksleutels_getypt(text);
    keys.retain(|key| key.chars().any(char::is_alphabetic));
    let common = |key: &str| VOORVOEGSELS.iter().any(|word| naam::zoeksleutel(word) == key);
    keys.sort_by_key(|key| (common(key), std::cmp::Reverse(key.len())));
    let until = |key: &str| format!("{key}\u{ffff}");
    match keys.as_slice() {
        [] => Ok(Vec::new()),
        [a] => fetch!(reader, fetch_all(Row), BY_ONE_NAME, a.as_str(), until(a), CANDIDATES, limit),
        [a, b] => {
            let (a, b) = ((a.as_str(), until(a)), (b.as_str(), until(b)));
            fetch!(reader, fetch_all(Row), BY_TWO_NAMES, a.0, a.1, CANDIDATES, limit, b.0, b.1)
        }
        [a, b, c] => {
            let (a, b, c) = ((a.as_str(), until(a)), (b.as_str(), until(b)), (c.as_str(), until(c)));
            fetch!(reader, fetch_all(Row), BY_THREE_NAMES, a.0, a.1, CANDIDATES, limit, b.0, b.1, c.0, c.1)
        }
        [a, b, c, d, ..] => {
            let (a, b) = ((a.as_str(), until(a)), (b.as_str(), until(b)));
            let (c, d) = ((c.as_str(), until(c)), (d.as_str(), until(d)));
            fetch!(reader, fetch_all(Row), BY_FOUR_NAMES, a.0, a.1, CANDIDATES, limit, b.0, b.1, c.0, c.1, d.0, d.1)
        }
    }
}
