//! What is due: the dossiers and records of which the term is over and nothing is still needed.
//!
//! SQL narrows down, with a day ten or five years or six weeks ago; which day a term really ends is for [`domain::bewaartermijn`] to say. A dossier
//! is as old as its youngest part: an investigation that was closed later keeps all of it.

use std::collections::BTreeMap;

use domain::{
    bewaartermijn::{Bestemming, Bewaren, Stuk, Stuksoort, bestemming},
    datum::{plus_dagen, plus_maanden},
    id::{KlantId, VernietigingslijstId},
    termijn::Termijn,
};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{Error, Reader, Result, sql::Sql};

/// The days a statement is bound to: `$2` to `$5`.
#[derive(Debug, Clone, Copy)]
struct Grenzen {
    /// Ten years ago.
    tien_jaar: jiff_sqlx::Date,
    /// Twenty years ago, for an examination.
    twintig_jaar: jiff_sqlx::Date,
    /// The days that projects without a final evaluation look back on; none when there is no such project.
    project: (jiff_sqlx::Date, jiff_sqlx::Date),
}

/// Ended dossiers of ten years ago.
macro_rules! oud {
    () => {
        "from klantstand s
        where s.gemeente = $1 and s.uitkering_tot > '0001-01-01' and s.uitkering_tot <= $2"
    };
}

/// Something that runs, or that was closed less than ten years ago.
macro_rules! nog_open {
    () => {
        "(exists (select 1 from uitkering u where u.gemeente = s.gemeente and u.klant_id = s.klant_id
            and (u.datum_einde is null or u.datum_einde > s.uitkering_tot))
        or exists (select 1 from onderzoek o where o.gemeente = s.gemeente and o.klant_id = s.klant_id
            and (o.afgerond is null or o.afgerond > $2))
        or exists (select 1 from gesprek g join rechtmatigheid r on r.gemeente = g.gemeente and r.gesprek_id = g.id
            where g.gemeente = s.gemeente and g.klant_id = s.klant_id and (r.afgerond is null or r.afgerond > $2))
        or exists (select 1 from opschorting x where x.gemeente = s.gemeente and x.klant_id = s.klant_id
            and (x.stand_op is null or x.stand_op > $2))
        or exists (select 1 from besluit b where b.gemeente = s.gemeente and b.klant_id = s.klant_id
            and (b.stand in ('voorbereid', 'voorgelegd', 'teruggewezen') or b.stand_op > $2))
        or exists (select 1 from opdracht a where a.gemeente = s.gemeente and a.klant_id = s.klant_id
            and a.stand in ('door_te_geven', 'opgedragen'))
        or exists (select 1 from poort p where p.gemeente = s.gemeente and p.klant_id = s.klant_id
            and (p.klaar_op is null or p.klaar_op > $2))
        or exists (select 1 from pauze z where z.gemeente = s.gemeente and z.klant_id = s.klant_id
            and (z.stand_op is null or z.stand_op > $2))
        or exists (select 1 from signaal h where h.gemeente = s.gemeente and h.klant_id = s.klant_id
            and h.stand in ('nieuw', 'in_behandeling')))"
    };
}

/// A track or an examination, while the archivist did not confirm how long those are kept.
macro_rules! te_toetsen {
    () => {
        "(exists (select 1 from verwijzing w where w.gemeente = s.gemeente and w.klant_id = s.klant_id
            and not exists (select 1 from bewaartermijn_toets t where t.gemeente = s.gemeente and t.soort = 'reintegratie'))
        or exists (select 1 from keuring q where q.gemeente = s.gemeente and q.klant_id = s.klant_id
            and (coalesce(q.afgerond, q.geannuleerd) is null or coalesce(q.afgerond, q.geannuleerd) > $3 or not exists (select 1 from bewaartermijn_toets t
                where t.gemeente = s.gemeente and t.soort = 'sociaal_medisch_advies'))))"
    };
}

/// A benefit in the days of a project that is not final. From the first of these days on, or without an end before them.
macro_rules! voor_project {
    () => {
        "(exists (select 1 from uitkering e where e.gemeente = s.gemeente and e.klant_id = s.klant_id
            and e.datum_ingang <= $5 and (e.datum_einde is null or e.datum_einde >= $4))
        or exists (select 1 from project_deelname d where d.gemeente = s.gemeente and d.klant_id = s.klant_id
            and not exists (select 1 from project_vastlegging f where f.gemeente = d.gemeente and f.project_id = d.project_id)))"
    };
}

macro_rules! dossiers {
    ($rest:literal) => {
        concat!(
            "select s.klant_id as object_id, s.klant_id, s.uitkering_tot as begin ",
            oud!(),
            " and not ",
            nog_open!(),
            " and not ",
            te_toetsen!(),
            " and not ",
            voor_project!(),
            $rest
        )
    };
}

/// Checks of the right without a consequence, of clients whose dossier stays for now. One with a consequence is kept with the
/// benefit it changed.
macro_rules! onderzoeken {
    ($rest:literal) => {
        concat!(
            "select o.id as object_id, o.klant_id, o.afgerond as begin from onderzoek o
            join klantstand s on s.gemeente = o.gemeente and s.klant_id = o.klant_id
            where o.gemeente = $1 and o.stand in ('afgerond', 'vervallen') and o.afgerond <= $2
            and (o.uitkomst is null or o.uitkomst = 'geen_wijziging') and s.uitkering_tot > $2
            and not exists (select 1 from opschorting x where x.gemeente = o.gemeente and x.onderzoek_id = o.id)
            and not exists (select 1 from besluit b where b.gemeente = o.gemeente and b.onderzoek_id = o.id)",
            $rest
        )
    };
}

macro_rules! verslagen {
    ($rest:literal) => {
        concat!(
            "select r.id as object_id, r.klant_id, r.afgerond as begin from rechtmatigheid r
            join klantstand s on s.gemeente = r.gemeente and s.klant_id = r.klant_id
            where r.gemeente = $1 and r.stand = 'afgerond' and r.afgerond <= $2
            and r.uitkomst = 'geen_bijzonderheden' and s.uitkering_tot > $2
            and not exists (select 1 from onderzoek o where o.gemeente = r.gemeente and o.rechtmatigheid_id = r.id)
            and not exists (select 1 from opschorting x where x.gemeente = r.gemeente and x.rechtmatigheid_id = r.id)",
            $rest
        )
    };
}

/// Cases at the gate that came to nothing. A grant is kept with its benefit.
macro_rules! poort {
    ($standen:literal, $rest:literal) => {
        concat!(
            "select p.id as object_id, p.klant_id, p.klaar_op as begin from poort p
            where p.gemeente = $1 and p.stand in (",
            $standen,
            ") and p.klaar_op <= $2",
            $rest
        )
    };
}

statements! {
    DOSSIERS = dossiers!(" and not exists (select 1 from vernietigingsstuk v
            where v.gemeente = s.gemeente and v.object_id = s.klant_id and v.stand = 'staat')
        order by s.uitkering_tot, s.klant_id limit $6");
    ONDERZOEKEN = onderzoeken!(" and not exists (select 1 from vernietigingsstuk v
            where v.gemeente = o.gemeente and v.object_id = o.id and v.stand = 'staat')
        order by o.afgerond, o.id limit $3");
    VERSLAGEN = verslagen!(" and not exists (select 1 from vernietigingsstuk v
            where v.gemeente = r.gemeente and v.object_id = r.id and v.stand = 'staat')
        order by r.afgerond, r.id limit $3");
    DOSSIERS_NU = dossiers!(" and s.klant_id in (select v.object_id from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $6 and v.partij = $7 and v.stand = 'staat' and v.zaak = 'dossier')");
    ONDERZOEKEN_NU = onderzoeken!(" and o.id in (select v.object_id from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $3 and v.partij = $4 and v.stand = 'staat' and v.zaak = 'onderzoek')");
    VERSLAGEN_NU = verslagen!(" and r.id in (select v.object_id from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $3 and v.partij = $4 and v.stand = 'staat' and v.zaak = 'rechtmatigheid')");
    AFGEBROKEN = poort!("'ingetrokken', 'naar_werk', 'naar_voorziening'", " and not exists (select 1 from vernietigingsstuk v
            where v.gemeente = p.gemeente and v.object_id = p.id and v.stand = 'staat')
        order by p.klaar_op, p.id limit $3");
    GEWEIGERD = poort!("'geweigerd'", " and not exists (select 1 from vernietigingsstuk v
            where v.gemeente = p.gemeente and v.object_id = p.id and v.stand = 'staat')
        order by p.klaar_op, p.id limit $3");
    AFGEBROKEN_NU = poort!("'ingetrokken', 'naar_werk', 'naar_voorziening'", " and p.id in (select v.object_id
        from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $3 and v.partij = $4 and v.stand = 'staat' and v.zaak = 'poort')");
    GEWEIGERD_NU = poort!("'geweigerd'", " and p.id in (select v.object_id from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $3 and v.partij = $4 and v.stand = 'staat' and v.zaak = 'poort')");
    WACHT = concat!("select count(*), coalesce(sum(case when ", nog_open!(), " then 1 else 0 end), 0),
        coalesce(sum(case when ", te_toetsen!(), " then 1 else 0 end), 0),
        coalesce(sum(case when ", voor_project!(), " then 1 else 0 end), 0) ", oud!());
    EINDEN = "select s.uitkering_tot, count(*) from klantstand s
        where s.gemeente = $1 and s.uitkering_tot > '0001-01-01' and s.uitkering_tot < '9999-12-31'
        group by s.uitkering_tot";
    /// The days projects look back on that are not final: the year before, for who was spoken to, up to the day of measuring.
    PROJECTEN = "select p.start, p.einde, p.peildatum from project p
        where p.gemeente = $1 and not exists (select 1 from project_vastlegging f
            where f.gemeente = p.gemeente and f.project_id = p.id)";
}

/// What kind of record a line of a list is about: how it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zaak {
    /// Everything of a client.
    Dossier,
    /// An investigation by itself.
    Onderzoek,
    /// A record of the lawfulness track by itself.
    Rechtmatigheid,
    /// A case at the gate that came to nothing.
    Poort,
}

impl Zaak {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Onderzoek => "onderzoek",
            Self::Rechtmatigheid => "rechtmatigheid",
            Self::Poort => "poort",
        }
    }

    pub(super) fn from_code(code: &str) -> Result<Self> {
        let alle = [Self::Dossier, Self::Onderzoek, Self::Rechtmatigheid, Self::Poort];
        alle.into_iter().find(|zaak| zaak.code() == code).ok_or_else(|| Error::corrupt(code))
    }
}

/// A record that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kandidaat {
    /// The record as the rules see it; its `kenmerk` is its id.
    pub stuk: Stuk,
    /// How it is found.
    pub zaak: Zaak,
    /// Whose.
    pub klant: KlantId,
}

/// How many ended dossiers of ten years ago there are, and what some of them wait for; one may wait for more than one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wacht {
    /// All of them.
    pub oud: i64,
    /// Something is open, or was closed later.
    pub open: i64,
    /// A track or an examination of which the archivist confirmed no term.
    pub te_toetsen: i64,
    /// A project that is not final.
    pub project: i64,
}

type Row = (Uuid, Uuid, jiff_sqlx::Date);

/// Each kind of record by itself, and its kind in the selection list: once what stands on no list, once what stands in a batch.
const LOSSE: [(Zaak, Stuksoort, Sql, Sql); 4] = [
    (Zaak::Onderzoek, Stuksoort::Hercontrole, ONDERZOEKEN, ONDERZOEKEN_NU),
    (Zaak::Rechtmatigheid, Stuksoort::Hercontrole, VERSLAGEN, VERSLAGEN_NU),
    (Zaak::Poort, Stuksoort::AanvraagAfgebroken, AFGEBROKEN, AFGEBROKEN_NU),
    (Zaak::Poort, Stuksoort::AanvraagGeweigerd, GEWEIGERD, GEWEIGERD_NU),
];

/// The last day on which a term that is over can have begun.
fn grens(soort: Stuksoort, vandaag: Date) -> jiff_sqlx::Date {
    let dag = match soort.regel().bewaren {
        Bewaren::Tot(Termijn::Maanden(maanden), _) => plus_maanden(vandaag, -i32::from(maanden)),
        Bewaren::Tot(Termijn::Weken(weken), _) => plus_dagen(vandaag, -i64::from(weken) * 7),
        Bewaren::Tot(Termijn::Dagen(dagen), _) => plus_dagen(vandaag, -i64::from(dagen)),
        Bewaren::Blijvend | Bewaren::Toetsen(..) => date(1, 1, 1),
    };
    dag.to_sqlx()
}

async fn grenzen(reader: &mut Reader, vandaag: Date) -> Result<Grenzen> {
    type Project = (jiff_sqlx::Date, jiff_sqlx::Date, jiff_sqlx::Date);
    let projecten: Vec<Project> = fetch!(reader, fetch_all(Project), PROJECTEN)?;
    let van = projecten.iter().map(|(start, _, _)| plus_maanden(start.to_jiff(), -12).first_of_year()).min();
    let tot = projecten.iter().map(|(_, einde, op)| einde.to_jiff().last_of_year().max(op.to_jiff())).max();
    let project = van.zip(tot).unwrap_or((date(9999, 12, 31), date(1, 1, 1)));
    Ok(Grenzen {
        tien_jaar: plus_maanden(vandaag, -120).to_sqlx(),
        twintig_jaar: plus_maanden(vandaag, -240).to_sqlx(),
        project: (project.0.to_sqlx(), project.1.to_sqlx()),
    })
}

fn te_vernietigen(rows: Vec<Row>, (zaak, soort): (Zaak, Stuksoort), vandaag: Date) -> impl Iterator<Item = Kandidaat> {
    let kandidaat = move |(object, klant, begin): Row| Kandidaat {
        stuk: Stuk { kenmerk: object.to_string(), soort, begin: Some(begin.to_jiff()) },
        zaak,
        klant: klant.into(),
    };
    rows.into_iter().map(kandidaat).filter(move |kandidaat| kandidaat.stuk.te_vernietigen(vandaag))
}

const DOSSIER: (Zaak, Stuksoort) = (Zaak::Dossier, Stuksoort::UitkeringVerstrekt);

/// What is due and stands on no list, the oldest dossiers first: at most `limit` of each kind.
pub async fn te_doen(reader: &mut Reader, vandaag: Date, limit: i64) -> Result<Vec<Kandidaat>> {
    let g = grenzen(reader, vandaag).await?;
    let (van, tot) = g.project;
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), DOSSIERS, g.tien_jaar, g.twintig_jaar, van, tot, limit)?;
    let mut alle: Vec<Kandidaat> = te_vernietigen(rows, DOSSIER, vandaag).collect();
    for (zaak, soort, sql, _) in LOSSE {
        let rows: Vec<Row> = fetch!(reader, fetch_all(Row), sql, grens(soort, vandaag), limit)?;
        alle.extend(te_vernietigen(rows, (zaak, soort), vandaag));
    }
    Ok(alle)
}

/// Of a batch what is due now: what it does not name must stay.
pub(super) async fn nu(
    reader: &mut Reader,
    lijst: VernietigingslijstId,
    partij: i64,
    vandaag: Date,
) -> Result<Vec<Kandidaat>> {
    let g = grenzen(reader, vandaag).await?;
    let ((van, tot), lijst) = (g.project, lijst.uuid());
    let rows: Vec<Row> =
        fetch!(reader, fetch_all(Row), DOSSIERS_NU, g.tien_jaar, g.twintig_jaar, van, tot, lijst, partij)?;
    let mut alle: Vec<Kandidaat> = te_vernietigen(rows, DOSSIER, vandaag).collect();
    for (zaak, soort, _, sql) in LOSSE {
        let rows: Vec<Row> = fetch!(reader, fetch_all(Row), sql, grens(soort, vandaag), lijst, partij)?;
        alle.extend(te_vernietigen(rows, (zaak, soort), vandaag));
    }
    Ok(alle)
}

/// What old dossiers wait for.
pub async fn wacht(reader: &mut Reader, vandaag: Date) -> Result<Wacht> {
    type Tellingen = (i64, i64, i64, i64);
    let g = grenzen(reader, vandaag).await?;
    let (van, tot) = g.project;
    let (oud, open, te_toetsen, project): Tellingen =
        fetch!(reader, fetch_one(Tellingen), WACHT, g.tien_jaar, g.twintig_jaar, van, tot)?;
    Ok(Wacht { oud, open, te_toetsen, project })
}

/// In which year the term of how many ended dossiers is over, when nothing begins again.
pub async fn per_jaar(reader: &mut Reader) -> Result<BTreeMap<i16, i64>> {
    type Einde = (jiff_sqlx::Date, i64);
    let einden: Vec<Einde> = fetch!(reader, fetch_all(Einde), EINDEN)?;
    let mut jaren = BTreeMap::new();
    for (dag, aantal) in einden {
        if let Bestemming::VernietigenVanaf(vanaf) = bestemming(Stuksoort::UitkeringVerstrekt, Some(dag.to_jiff())) {
            *jaren.entry(vanaf.year()).or_default() += aantal;
        }
    }
    Ok(jaren)
}
