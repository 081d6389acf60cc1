//! The municipality's own data for statistics (M39): who used which provision, and every spell of benefit, in a period. Read part by
//! part, client by client, so that memory does not grow with the town.

use domain::{bsn::Bsn, codelijst::Code, id::KlantId, uitkering::Regeling};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, klant::bsn_plaats, klantstand::NOOIT};

statements! {
    /// A BSN leaves its table only when it was asked for ($8).
    VOORZIENINGEN = "select v.id, v.klant_id, k.klantnummer, case when $8 then k.bsn_versleuteld end as bsn_versleuteld,
            v.voorziening as soort, v.gestart as van, v.beeindigd as tot, v.voorziening as code
        from verwijzing v join klant k on k.gemeente = v.gemeente and k.id = v.klant_id
        where v.gemeente = $1 and v.gestart <= $3 and (v.beeindigd is null or v.beeindigd >= $2)
        and (v.klant_id, v.gestart, v.id) > ($4, $5, $6) order by v.klant_id, v.gestart, v.id limit $7";
    UITKERINGEN = "select u.id, u.klant_id, k.klantnummer, case when $8 then k.bsn_versleuteld end as bsn_versleuteld,
            u.regeling as soort, u.datum_ingang as van, u.datum_einde as tot, u.reden_einde as code
        from uitkering u join klant k on k.gemeente = u.gemeente and k.id = u.klant_id
        where u.gemeente = $1 and u.datum_ingang <= $3 and (u.datum_einde is null or u.datum_einde >= $2)
        and (u.klant_id, u.datum_ingang, u.id) > ($4, $5, $6) order by u.klant_id, u.datum_ingang, u.id limit $7";
    PER_VOORZIENING = "select x.code, x.dag, count(*) from (select v.voorziening as code,
                case when v.beeindigd is null or v.beeindigd > $3 then $3 else v.beeindigd end as dag
            from verwijzing v where v.gemeente = $1 and v.gestart <= $3
            and (v.beeindigd is null or v.beeindigd >= $2)) x group by x.code, x.dag";
    PER_REDEN = "select u.reden_einde, u.datum_einde, count(*) from uitkering u
        where u.gemeente = $1 and u.datum_einde >= $2 and u.datum_einde <= $3 group by u.reden_einde, u.datum_einde";
    COUNT_UITKERINGEN = "select count(*) from uitkering
        where gemeente = $1 and datum_ingang <= $3 and (datum_einde is null or datum_einde >= $2)";
}

/// Which records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wat {
    /// Per person per provision.
    Voorzieningen,
    /// Per spell of benefit.
    Uitkeringen,
}

/// Which records, of which period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vraag {
    /// Which.
    pub wat: Wat,
    /// First day.
    pub van: Date,
    /// Last day.
    pub tot: Date,
    /// Whether the BSN is asked for.
    pub met_bsn: bool,
}

/// A place to go on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plaats(Uuid, Date, Uuid);

impl Plaats {
    /// Before the first.
    pub const BEGIN: Self = Self(Uuid::nil(), NOOIT, Uuid::nil());
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Whose.
    pub klant: KlantId,
    /// The number by which the municipality knows the client.
    pub klantnummer: String,
    /// Only when it was asked for.
    pub bsn: Option<Bsn>,
    /// The scheme; none of a provision.
    pub regeling: Option<Regeling>,
    /// First day of use.
    pub van: Date,
    /// Last day of use, when it has one.
    pub tot: Option<Date>,
    /// The provision, or why the benefit ended.
    pub code: Option<Code>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    klantnummer: String,
    bsn_versleuteld: Option<Vec<u8>>,
    soort: String,
    van: jiff_sqlx::Date,
    tot: Option<jiff_sqlx::Date>,
    code: Option<String>,
}

/// The next records, and where to go on; none when there are no more.
pub async fn page(reader: &mut Reader, vraag: Vraag, na: Plaats, limit: i64) -> Result<(Vec<Record>, Option<Plaats>)> {
    let (van, tot, dag) = (vraag.van.to_sqlx(), vraag.tot.to_sqlx(), na.1.to_sqlx());
    let sql = match vraag.wat {
        Wat::Voorzieningen => VOORZIENINGEN,
        Wat::Uitkeringen => UITKERINGEN,
    };
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), sql, van, tot, na.0, dag, na.2, limit, vraag.met_bsn)?;
    let verder = rows.last().map(|row| Plaats(row.klant_id, row.van.to_jiff(), row.id));
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let records = rows.into_iter().map(|row| {
        let klant = KlantId::from(row.klant_id);
        Ok(Record {
            klant,
            klantnummer: row.klantnummer,
            bsn: row
                .bsn_versleuteld
                .map(|bytes| sleutels.decrypt_bsn(bsn_plaats(gemeente, klant), &bytes))
                .transpose()?,
            regeling: match vraag.wat {
                Wat::Voorzieningen => None,
                Wat::Uitkeringen => Some(row.soort.parse().map_err(Error::corrupt)?),
            },
            van: row.van.to_jiff(),
            tot: row.tot.map(jiff_sqlx::Date::to_jiff),
            code: row.code.map(|code| code.parse().map_err(Error::corrupt)).transpose()?,
        })
    });
    Ok((records.collect::<Result<_>>()?, verder))
}

/// How many records have which code, on which day they are mapped by: the last day of use within the period.
pub async fn per_code(reader: &mut Reader, wat: Wat, van: Date, tot: Date) -> Result<Vec<(Code, Date, i64)>> {
    type Row = (String, jiff_sqlx::Date, i64);
    let sql = match wat {
        Wat::Voorzieningen => PER_VOORZIENING,
        Wat::Uitkeringen => PER_REDEN,
    };
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), sql, van.to_sqlx(), tot.to_sqlx())?;
    rows.into_iter()
        .map(|(code, dag, aantal)| Ok((code.parse().map_err(Error::corrupt)?, dag.to_jiff(), aantal)))
        .collect()
}

/// How many spells run in a period.
pub async fn uitkeringen(reader: &mut Reader, van: Date, tot: Date) -> Result<i64> {
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), COUNT_UITKERINGEN, van.to_sqlx(), tot.to_sqlx())?;
    Ok(aantal)
}
