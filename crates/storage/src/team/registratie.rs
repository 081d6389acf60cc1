//! Of whom the record lacks something: counted today from the rows of the lists, by the same conditions as the lists themselves, and
//! on a day of the past from the histories. What every number means stands in `domain::registratie`.

use std::collections::HashMap;

use domain::{
    contactnorm::Marges,
    contactstand::uit_beeld_grens,
    gebruiker::Gebruiker,
    id::{GebruikerId, KlantId, TeamId},
    registratie::{Meting, Stand, einden_venster, segment_grens},
    uitkering::REDEN_ONBEKEND,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Reader, Result, Writer,
    belasting::Wie,
    bulk::insert_many,
    caseload::{
        Peildag,
        gebrek::{jongere, plan_ontbreekt, segment_oud},
    },
};

/// What is missing of clients whose benefit runs on a day ($2), added up per klantmanager. Of some klantmanagers it is asked *not
/// before*, so that SQLite begins with them and not with everybody who receives a benefit. $3: a segment looked at before it is old;
/// $4: who was last spoken to then is out of view.
macro_rules! nu {
    ($van:literal, $wie:literal) => {
        concat!(
            "with x as materialized (select s.klantmanager_id,
                case when ",
            segment_oud!("$3"),
            " then 1 else 0 end as segment,
                case when s.laatste_gesprek <= $4 and s.uitkering_ingang <= $4 then 1 else 0 end as gesprek,
                case when ",
            plan_ontbreekt!("$2"),
            " then 1 else 0 end as plan
                from ",
            $van,
            " where s.gemeente = $1 and s.uitkering_ingang <= $2",
            $wie,
            ") ",
            tel!()
        )
    };
}

/// Adds up what is missing; the rows are made once, for each number is used twice.
macro_rules! tel {
    () => {
        "select x.klantmanager_id, count(*), sum(case when x.segment + x.gesprek + x.plan = 0 then 1 else 0 end),
            sum(x.segment), sum(x.gesprek), sum(x.plan)
        from x group by x.klantmanager_id"
    };
}

/// Clients of some klantmanagers whose benefit ended in a period ($2 to $3), and of whom without a usable reason ($4): client by
/// client. *Not before* instead of *from*: otherwise SQLite looks through all ends of the period for every client.
macro_rules! einden {
    ($van:literal, $wie:literal) => {
        concat!(
            "select x.klantmanager_id, count(*), sum(x.zonder) from (select s.klantmanager_id,
                (select max(case when u.reden_einde = $4 then 1 else 0 end) from uitkering u
                    where u.gemeente = $1 and u.klant_id = s.klant_id
                    and not (u.datum_einde < $2) and not (u.datum_einde > $3)) as zonder
                from ",
            $van,
            " where s.gemeente = $1",
            $wie,
            ") x where x.zonder is not null group by x.klantmanager_id"
        )
    };
}

/// Measurements from a month ($2) on, per month.
macro_rules! metingen {
    ($wie:literal) => {
        concat!(
            "select m.maand, r.achteraf, cast(sum(m.klanten) as bigint), cast(sum(m.op_orde) as bigint),
                cast(sum(m.segment) as bigint), cast(sum(m.gesprek) as bigint), cast(sum(m.plan) as bigint),
                cast(sum(m.einden) as bigint), cast(sum(m.zonder_reden) as bigint)
            from registratie_meting m
            join registratie_maand r on r.gemeente = m.gemeente and r.maand = m.maand
            where m.gemeente = $1 and m.maand >= $2",
            $wie,
            " group by m.maand, r.achteraf order by m.maand"
        )
    };
}

statements! {
    NU_EEN = nu!("klantstand s", " and not (s.uitkering_tot < $2) and s.klantmanager_id = $5");
    NU_TEAM = nu!("gebruiker g cross join klantstand s",
        " and not (s.uitkering_tot < $2) and g.gemeente = $1 and g.team_id = $5 and s.klantmanager_id = g.id");
    NU_ALLEN = nu!("klantstand s", " and s.uitkering_tot >= $2");
    EINDEN_EEN = einden!("klantstand s", " and s.klantmanager_id = $5");
    EINDEN_TEAM = einden!("gebruiker g cross join klantstand s",
        " and g.gemeente = $1 and g.team_id = $5 and s.klantmanager_id = g.id");
    EINDEN_ALLEN = "select x.klantmanager_id, count(*), sum(x.zonder) from (select s.klantmanager_id, s.klant_id,
            max(case when u.reden_einde = $4 then 1 else 0 end) as zonder
            from uitkering u cross join klantstand s
            where u.gemeente = $1 and u.datum_einde >= $2 and u.datum_einde <= $3
            and s.gemeente = u.gemeente and s.klant_id = u.klant_id
            group by s.klantmanager_id, s.klant_id) x group by x.klantmanager_id";
    ONDERZOEKEN = "select count(*) from onderzoek where gemeente = $1 and stand in ('open', 'wacht_op_informatie')";
    BEKEKEN = "select max(dag) from beoordeling where gemeente = $1 and klant_id = $2";
    LAATSTE_REDEN = "select reden_einde from uitkering where gemeente = $1 and klant_id = $2
        order by datum_ingang desc, id desc limit 1";
    /// As `nu!` on a day ($2), from what has a date: who was the klantmanager then, was somebody put in a segment or judged in the
    /// year before, was a conversation held, did a plan hold. $3 and $4 as there. `r` is a client with the benefit of that day.
    OP_DAG = concat!("with x as materialized (select (select t.gebruiker_id from toewijzing t where t.gemeente = $1 and t.klant_id = r.klant_id
                    and t.vanaf <= $2 order by t.vanaf desc, t.id desc limit 1) as klantmanager_id,
            case when r.ingang < $3
                and not exists (select 1 from segmentering i where i.gemeente = $1 and i.klant_id = r.klant_id
                    and i.vanaf >= $3 and i.vanaf <= $2)
                and not exists (select 1 from beoordeling b where b.gemeente = $1 and b.klant_id = r.klant_id
                    and b.dag >= $3 and b.dag <= $2) then 1 else 0 end as segment,
            case when r.ingang <= $4
                and not exists (select 1 from gesprek q where q.gemeente = $1 and q.klant_id = r.klant_id
                    and q.stand = 'gevoerd' and q.dag > $4 and q.dag <= $2) then 1 else 0 end as gesprek,
            case when r.pw is not null and (", jongere!("r.pw"), "
                    or exists (select 1 from ontheffing o where o.gemeente = $1 and o.klant_id = r.klant_id
                        and o.grondslag = 'pw_9a' and not o.ingetrokken and o.datum_ingang <= $2
                        and (o.datum_einde is null or o.datum_einde >= $2)))
                and not exists (select 1 from plan p where p.gemeente = $1 and p.klant_id = r.klant_id
                    and p.vastgesteld_op <= $2 and (p.einde is null or p.einde > $2)
                    and (p.vastgesteld_op >= r.pw or not (", jongere!("r.pw"), "))) then 1 else 0 end as plan
            from (select u.klant_id, max(u.datum_ingang) as ingang,
                    max(case when u.regeling = 'pw' then u.datum_ingang end) as pw
                from uitkering u where u.gemeente = $1 and u.datum_ingang <= $2
                and (u.datum_einde is null or u.datum_einde >= $2) group by u.klant_id) r
            join klantstand s on s.gemeente = $1 and s.klant_id = r.klant_id) ", tel!());
    /// Ends of a period ($2 to $3), each with who was the klantmanager on its last day.
    EINDEN_TUSSEN = "select x.klantmanager_id, count(*), sum(x.zonder)
        from (select (select t.gebruiker_id from toewijzing t where t.gemeente = $1 and t.klant_id = e.klant_id
                    and t.vanaf <= e.einde order by t.vanaf desc, t.id desc limit 1) as klantmanager_id, e.zonder
            from (select u.klant_id, max(u.datum_einde) as einde, max(case when u.reden_einde = $4 then 1 else 0 end) as zonder
                from uitkering u where u.gemeente = $1 and u.datum_einde >= $2 and u.datum_einde <= $3 group by u.klant_id) e) x
        group by x.klantmanager_id";
    GEMETEN = "select maand from registratie_maand where gemeente = $1 and maand >= $2 order by maand";
    INSERT_MAAND = "insert into registratie_maand (gemeente, maand, gemeten, achteraf) values ($1, $2, $3, $4)";
    METINGEN_EEN = metingen!(" and m.klantmanager_id = $3");
    METINGEN_TEAM = metingen!(" and m.team_id = $3");
    METINGEN_ALLEN = metingen!("");
}

/// Of each klantmanager how the records stand; under `None` those of clients who have none.
pub type Standen = HashMap<Option<GebruikerId>, Stand>;

type Lopend = (Option<Uuid>, i64, i64, i64, i64, i64);
type Beeindigd = (Option<Uuid>, i64, i64);

fn samen(lopend: Vec<Lopend>, beeindigd: Vec<Beeindigd>) -> Standen {
    let mut standen = Standen::new();
    for (wie, klanten, op_orde, segment, gesprek, plan) in lopend {
        let stand = standen.entry(wie.map(Into::into)).or_default();
        *stand = Stand { klanten, op_orde, segment, gesprek, plan, ..*stand };
    }
    for (wie, einden, zonder_reden) in beeindigd {
        let stand = standen.entry(wie.map(Into::into)).or_default();
        *stand = Stand { einden, zonder_reden, ..*stand };
    }
    standen
}

/// How the records stand today, in two statements whatever the number of clients.
pub async fn nu(reader: &mut Reader, wie: Wie, dag: Peildag) -> Result<Standen> {
    let vandaag = dag.vandaag;
    let (segment, beeld) = (segment_grens(vandaag).to_sqlx(), uit_beeld_grens(vandaag, dag.marges).to_sqlx());
    let (van, tot) = einden_venster(vandaag);
    let (vandaag, van, tot) = (vandaag.to_sqlx(), van.to_sqlx(), tot.to_sqlx());
    let lopend: Vec<Lopend> = match wie {
        Wie::Een(wie) => fetch!(reader, fetch_all(Lopend), NU_EEN, vandaag, segment, beeld, wie.uuid()),
        Wie::Team(team) => fetch!(reader, fetch_all(Lopend), NU_TEAM, vandaag, segment, beeld, team.uuid()),
        Wie::Allen => fetch!(reader, fetch_all(Lopend), NU_ALLEN, vandaag, segment, beeld),
    }?;
    let beeindigd: Vec<Beeindigd> = match wie {
        Wie::Een(wie) => fetch!(reader, fetch_all(Beeindigd), EINDEN_EEN, van, tot, REDEN_ONBEKEND, wie.uuid()),
        Wie::Team(team) => fetch!(reader, fetch_all(Beeindigd), EINDEN_TEAM, van, tot, REDEN_ONBEKEND, team.uuid()),
        Wie::Allen => fetch!(reader, fetch_all(Beeindigd), EINDEN_ALLEN, van, tot, REDEN_ONBEKEND),
    }?;
    Ok(samen(lopend, beeindigd))
}

/// How the records stood at the end of a month, as dated facts tell it today.
pub async fn op_dag(reader: &mut Reader, meting: Meting, marges: Marges) -> Result<Standen> {
    let dag = meting.peildag;
    let (segment, beeld) = (segment_grens(dag).to_sqlx(), uit_beeld_grens(dag, marges).to_sqlx());
    let lopend: Vec<Lopend> = fetch!(reader, fetch_all(Lopend), OP_DAG, dag.to_sqlx(), segment, beeld)?;
    let (van, tot) = (meting.maand.to_sqlx(), dag.to_sqlx());
    let beeindigd: Vec<Beeindigd> = fetch!(reader, fetch_all(Beeindigd), EINDEN_TUSSEN, van, tot, REDEN_ONBEKEND)?;
    Ok(samen(lopend, beeindigd))
}

/// The months from one on that were counted.
pub async fn gemeten(reader: &mut Reader, vanaf: Date) -> Result<Vec<Date>> {
    let rows: Vec<(jiff_sqlx::Date,)> = fetch!(reader, fetch_all((jiff_sqlx::Date,)), GEMETEN, vanaf.to_sqlx())?;
    Ok(rows.into_iter().map(|(maand,)| maand.to_jiff()).collect())
}

/// Keeps what was counted of a month. [`crate::Error::Duplicate`] when another process was first.
pub async fn bewaar(
    writer: &mut Writer,
    meting: Meting,
    standen: &Standen,
    gebruikers: &[Gebruiker],
    nu: Timestamp,
) -> Result<()> {
    execute!(writer, INSERT_MAAND, meting.maand.to_sqlx(), nu.to_sqlx(), meting.achteraf)?;
    let gemeente = writer.gemeente();
    let team = |wie: Option<GebruikerId>| gebruikers.iter().find(|is| Some(is.id) == wie).and_then(|is| is.team);
    let rijen: Vec<(Option<GebruikerId>, Option<TeamId>, Stand)> =
        standen.iter().map(|(wie, stand)| (*wie, team(*wie), *stand)).collect();
    insert_many!(
        writer,
        "insert into registratie_meting (gemeente, maand, klantmanager_id, team_id, klanten, op_orde, segment, gesprek, plan,
            einden, zonder_reden) ",
        rijen,
        |b, rij| {
            let (wie, team, stand) = rij;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(meting.maand.to_sqlx())
                .push_bind(wie.map(GebruikerId::uuid))
                .push_bind(team.map(TeamId::uuid))
                .push_bind(stand.klanten)
                .push_bind(stand.op_orde)
                .push_bind(stand.segment)
                .push_bind(stand.gesprek)
                .push_bind(stand.plan)
                .push_bind(stand.einden)
                .push_bind(stand.zonder_reden);
        }
    );
    Ok(())
}

/// A month of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maand {
    /// Its first day.
    pub maand: Date,
    /// Worked out afterwards from dated facts.
    pub achteraf: bool,
    /// How the records stood at its end; ends are those of the month.
    pub stand: Stand,
}

/// What was counted from a month on, oldest first. Months without clients are left out.
pub async fn verloop(reader: &mut Reader, wie: Wie, vanaf: Date) -> Result<Vec<Maand>> {
    type Row = (jiff_sqlx::Date, bool, i64, i64, i64, i64, i64, i64, i64);
    let vanaf = vanaf.to_sqlx();
    let rows: Vec<Row> = match wie {
        Wie::Een(wie) => fetch!(reader, fetch_all(Row), METINGEN_EEN, vanaf, wie.uuid()),
        Wie::Team(team) => fetch!(reader, fetch_all(Row), METINGEN_TEAM, vanaf, team.uuid()),
        Wie::Allen => fetch!(reader, fetch_all(Row), METINGEN_ALLEN, vanaf),
    }?;
    let maand = |(maand, achteraf, klanten, op_orde, segment, gesprek, plan, einden, zonder_reden): Row| Maand {
        maand: maand.to_jiff(),
        achteraf,
        stand: Stand { klanten, op_orde, segment, gesprek, plan, einden, zonder_reden },
    };
    Ok(rows.into_iter().map(maand).collect())
}

/// How many investigations run.
pub async fn onderzoeken(reader: &mut Reader) -> Result<i64> {
    let (aantal,): (i64,) = fetch!(reader, fetch_one((i64,)), ONDERZOEKEN)?;
    Ok(aantal)
}

/// The last day on which the segment of a client was judged in a conversation.
pub async fn segment_bekeken(reader: &mut Reader, klant: KlantId) -> Result<Option<Date>> {
    type Row = (Option<jiff_sqlx::Date>,);
    let (dag,): Row = fetch!(reader, fetch_one(Row), BEKEKEN, klant.uuid())?;
    Ok(dag.map(jiff_sqlx::Date::to_jiff))
}

/// Whether the latest benefit of a client ended without a usable reason.
pub async fn zonder_reden(reader: &mut Reader, klant: KlantId) -> Result<bool> {
    let row: Option<(Option<String>,)> =
        fetch!(reader, fetch_optional((Option<String>,)), LAATSTE_REDEN, klant.uuid())?;
    Ok(row.is_some_and(|(reden,)| reden.as_deref() == Some(REDEN_ONBEKEND)))
}
