//! What happened to the right of a client, of every kind at once, for a timeline: suspensions, investigations, decisions, pauses and
//! the gate, in one query whatever the length of the history.
//!
//! Nothing is decrypted here: what a timeline tells stands in columns. Whoever may not read the lawfulness track gets its rows only
//! where the law has the client told as well, and then without what they are about.

use domain::{
    besluit::SoortBesluit,
    datum::Periode,
    geld::Eurocent,
    id::{BesluitId, KlantId, OnderzoekId, OpschortingId, PauzeId, PoortId},
    onderzoek::Aanleiding,
    opschorting::Verzuim,
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result};

statements! {
    /// `$3` is 1 for whoever reads the lawfulness track. For others a suspension is there while it holds on day `$4`, and a decision
    /// while the client can object to it; an investigation never.
    OF_KLANT = "select 'besluit' as wat, b.id, b.soort, b.van as dag, b.tot_en_met, b.stand, b.stand_op, b.bedrag,
            cast(b.procent as bigint) as aantal, b.vastgesteld_op as besloten, '' as uitkomst
        from besluit b where b.gemeente = $1 and b.klant_id = $2
            and (cast($3 as bigint) = 1 or (b.stand = 'vastgesteld' and b.bezwaar_tot_en_met >= $4))
        union all
        select 'opschorting', o.id, o.verzuim, o.eerste_dag, o.laatste_dag, o.stand, o.stand_op, null, null,
            o.hersteltermijn_einde, ''
        from opschorting o where o.gemeente = $1 and o.klant_id = $2
            and (cast($3 as bigint) = 1 or (o.stand in ('opgeschort', 'intrekking_voorgesteld')
                and o.eerste_dag <= $4 and o.laatste_dag >= $4))
        union all
        select 'onderzoek', z.id, z.aanleiding, z.begonnen, null, z.stand, z.afgerond, null, null, null, coalesce(z.uitkomst, '')
        from onderzoek z where z.gemeente = $1 and z.klant_id = $2 and cast($3 as bigint) = 1
        union all
        select 'pauze', p.id, '', p.eerste_dag, p.laatste_dag, p.stand, p.stand_op, null, cast(p.uren_per_week as bigint), null, ''
        from pauze p where p.gemeente = $1 and p.klant_id = $2
        union all
        select 'poort', g.id, '', g.melding, g.zoektermijn_einde, g.stand, g.klaar_op, null, null, g.aanvraag, ''
        from poort g where g.gemeente = $1 and g.klant_id = $2
        order by dag, wat, id";
}

/// For whom the facts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lezer {
    /// Works on the lawfulness track: reads all of it.
    Rechtmatigheid,
    /// Guides the client: reads that something holds and since when, not why.
    Begeleiding,
}

/// A decision, for who reads the track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluitfeit {
    /// Which kind.
    pub soort: SoortBesluit,
    /// The days it is about.
    pub periode: Periode,
    /// Recovered, or right per month.
    pub bedrag: Option<Eurocent>,
    /// Which part less.
    pub procent: Option<i64>,
    /// Its state, as stored.
    pub stand: String,
    /// The day of its last step.
    pub stand_op: Date,
}

/// A suspension, for who reads the track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opschortingfeit {
    /// What the client did not do.
    pub verzuim: Verzuim,
    /// The last day it can last.
    pub laatste_dag: Date,
    /// The last day to repair it.
    pub hersteltermijn_einde: Date,
    /// Its state, as stored.
    pub stand: String,
    /// The day of its last step; nothing while somebody must decide.
    pub stand_op: Option<Date>,
}

/// Something that happened to the right of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rechtfeit {
    /// A decision; the day it was decided, and what, for who may read it.
    Besluit {
        /// Which.
        id: BesluitId,
        /// The day it was decided, if it was.
        besloten: Option<Date>,
        /// What it is.
        inhoud: Option<Besluitfeit>,
    },
    /// A suspension; its first day, and why, for who may read it.
    Opschorting {
        /// Which.
        id: OpschortingId,
        /// From when the right is suspended.
        eerste_dag: Date,
        /// Why and until when.
        inhoud: Option<Opschortingfeit>,
    },
    /// An investigation; only who reads the track knows of it.
    Onderzoek {
        /// Which.
        id: OnderzoekId,
        /// The day it began.
        begonnen: Date,
        /// Why.
        aanleiding: Aanleiding,
        /// Its state, as stored.
        stand: String,
        /// The day it was over.
        klaar_op: Option<Date>,
        /// What it came to, as stored; empty while it runs.
        uitkomst: String,
    },
    /// A pause.
    Pauze {
        /// Which.
        id: PauzeId,
        /// The first day without benefit.
        eerste_dag: Date,
        /// The last day within the rule.
        laatste_dag: Date,
        /// For work of so many hours a week.
        uren_per_week: i64,
        /// Its state, as stored.
        stand: String,
        /// The first day of benefit again, or the day it was decided that it ran out or was a mistake.
        stand_op: Option<Date>,
    },
    /// A case at the gate.
    Poort {
        /// Which.
        id: PoortId,
        /// The day somebody came forward.
        melding: Date,
        /// The last day of the search period, if there is one.
        zoektermijn_einde: Option<Date>,
        /// The day of the application.
        aanvraag: Option<Date>,
        /// Its state, as stored.
        stand: String,
        /// The day it was done with.
        klaar_op: Option<Date>,
    },
}

#[derive(sqlx::FromRow)]
struct Row {
    wat: String,
    id: Uuid,
    soort: String,
    dag: jiff_sqlx::Date,
    tot_en_met: Option<jiff_sqlx::Date>,
    stand: String,
    stand_op: Option<jiff_sqlx::Date>,
    bedrag: Option<i64>,
    aantal: Option<i64>,
    besloten: Option<jiff_sqlx::Date>,
    uitkomst: String,
}

fn decode(row: Row, lezer: Lezer) -> Result<Rechtfeit> {
    let alles = lezer == Lezer::Rechtmatigheid;
    let dag = |dag: Option<jiff_sqlx::Date>| dag.map(jiff_sqlx::Date::to_jiff);
    let moet = |dag: Option<jiff_sqlx::Date>, naam: &'static str| {
        dag.map(jiff_sqlx::Date::to_jiff).ok_or_else(|| Error::corrupt(naam))
    };
    let begin = row.dag.to_jiff();
    Ok(match row.wat.as_str() {
        "besluit" => Rechtfeit::Besluit {
            id: row.id.into(),
            besloten: dag(row.besloten),
            inhoud: if alles {
                Some(Besluitfeit {
                    soort: row.soort.parse().map_err(|()| Error::corrupt(&row.soort))?,
                    periode: Periode { van: begin, tot_en_met: dag(row.tot_en_met) },
                    bedrag: row.bedrag.map(Eurocent),
                    procent: row.aantal,
                    stand: row.stand,
                    stand_op: moet(row.stand_op, "besluit.stand_op")?,
                })
            } else {
                None
            },
        },
        "opschorting" => Rechtfeit::Opschorting {
            id: row.id.into(),
            eerste_dag: begin,
            inhoud: if alles {
                Some(Opschortingfeit {
                    verzuim: row.soort.parse().map_err(|()| Error::corrupt(&row.soort))?,
                    laatste_dag: moet(row.tot_en_met, "opschorting.laatste_dag")?,
                    hersteltermijn_einde: moet(row.besloten, "opschorting.hersteltermijn_einde")?,
                    stand: row.stand,
                    stand_op: dag(row.stand_op),
                })
            } else {
                None
            },
        },
        "onderzoek" => Rechtfeit::Onderzoek {
            id: row.id.into(),
            begonnen: begin,
            aanleiding: row.soort.parse().map_err(|()| Error::corrupt(&row.soort))?,
            stand: row.stand,
            klaar_op: dag(row.stand_op),
            uitkomst: row.uitkomst,
        },
        "pauze" => Rechtfeit::Pauze {
            id: row.id.into(),
            eerste_dag: begin,
            laatste_dag: moet(row.tot_en_met, "pauze.laatste_dag")?,
            uren_per_week: row.aantal.unwrap_or_default(),
            stand: row.stand,
            stand_op: dag(row.stand_op),
        },
        "poort" => Rechtfeit::Poort {
            id: row.id.into(),
            melding: begin,
            zoektermijn_einde: dag(row.tot_en_met),
            aanvraag: dag(row.besloten),
            stand: row.stand,
            klaar_op: dag(row.stand_op),
        },
        other => return Err(Error::corrupt(other)),
    })
}

/// What happened to the right of a client and this reader may know on a day, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId, lezer: Lezer, vandaag: Date) -> Result<Vec<Rechtfeit>> {
    let alles = i64::from(lezer == Lezer::Rechtmatigheid);
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid(), alles, vandaag.to_sqlx())?;
    rows.into_iter().map(|row| decode(row, lezer)).collect()
}
