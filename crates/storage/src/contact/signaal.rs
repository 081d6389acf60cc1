//! Signals about clients, and the lists of open ones.

use domain::{
    gesprek::Kanaal,
    id::{GebruikerId, KlantId, SignaalId},
    signaal::{Antwoord, Behandeling, Melder, NietGevolgd, Signaal, SignaalStand, Wiens},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer,
    klantstand::NOOIT,
    sleutels::{Plaats, Sleutels},
};

/// The columns of [`Row`].
macro_rules! kolommen {
    () => {
        "s.id, s.klant_id, s.soort, s.bron, s.ontvangen, s.stand, s.behandeld_door, s.behandeld_sinds, s.antwoord_kanaal,
            s.afgerond, s.inhoud_versleuteld, s.versie"
    };
}

/// From clients to their open signals: a cross join keeps SQLite in that order.
macro_rules! open_van {
    ($klanten:expr) => {
        concat!(
            " from ",
            $klanten,
            " mijn cross join signaal s
            where s.gemeente = $1 and s.klant_id = mijn.klant_id and s.stand in ('nieuw', 'in_behandeling')"
        )
    };
}

/// A page of open signals with the names that a list shows.
macro_rules! lijst {
    ($open:expr, $na:literal, $limit:literal) => {
        concat!(
            "select p.*, n.naam, g.naam as klantmanager from (select ",
            kolommen!(),
            $open,
            " and (s.ontvangen, s.id) > ",
            $na,
            " order by s.ontvangen, s.id limit ",
            $limit,
            ") p
            join klantstand n on n.gemeente = $1 and n.klant_id = p.klant_id
            left join gebruiker g on g.gemeente = n.gemeente and g.id = n.klantmanager_id
            order by p.ontvangen, p.id"
        )
    };
}

/// The open signals of the whole municipality.
macro_rules! open_alle {
    () => {
        " from signaal s where s.gemeente = $1 and s.stand in ('nieuw', 'in_behandeling')"
    };
}

statements! {
    FIND = concat!("select ", kolommen!(), " from signaal s where s.gemeente = $1 and s.id = $2");
    OF_KLANT = concat!("select ", kolommen!(), " from signaal s where s.gemeente = $1 and s.klant_id = $2
        order by s.ontvangen, s.id");
    INSERT = "insert into signaal (gemeente, id, klant_id, soort, bron, ontvangen, stand, behandeld_door, behandeld_sinds,
            antwoord_kanaal, afgerond, inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";
    UPDATE = "update signaal set stand = $3, behandeld_door = $4, behandeld_sinds = $5, antwoord_kanaal = $6, afgerond = $7,
            inhoud_versleuteld = $8, gewijzigd_door = $9, gewijzigd_op = $10, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $11";
    OPEN_VAN_KLANTMANAGER = lijst!(open_van!(van_klantmanager!()), "($4, $5)", "$6");
    OPEN_VAN_TEAM = lijst!(open_van!(van_team!()), "($3, $4)", "$5");
    OPEN_ALLE = lijst!(open_alle!(), "($2, $3)", "$4");
    COUNT_VAN_KLANTMANAGER = concat!("select count(*)", open_van!(van_klantmanager!()));
    COUNT_VAN_TEAM = concat!("select count(*)", open_van!(van_team!()));
    COUNT_ALLE = concat!("select count(*)", open_alle!());
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    soort: String,
    bron: String,
    ontvangen: jiff_sqlx::Date,
    stand: String,
    behandeld_door: Option<Uuid>,
    behandeld_sinds: Option<jiff_sqlx::Date>,
    antwoord_kanaal: Option<String>,
    afgerond: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Vec<u8>,
    versie: i64,
}

/// What is encrypted as one piece.
#[derive(Default, Serialize, Deserialize)]
struct Inhoud {
    naam: String,
    #[serde(default)]
    contact: String,
    tekst: String,
    /// What the sender was told, or why nothing is done.
    #[serde(default)]
    slot: String,
    /// What the sender was told when nothing is done.
    #[serde(default)]
    antwoord: String,
    /// And when, if that was not the day it was closed.
    #[serde(default)]
    geantwoord: Option<Date>,
}

fn plaats(gemeente: domain::gemeente::Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "signaal.inhoud", id }
}

fn encrypt(sleutels: &Sleutels, plaats: Plaats, signaal: &Signaal) -> Result<Option<Vec<u8>>> {
    let (slot, antwoord, geantwoord) = match &signaal.stand {
        SignaalStand::Nieuw | SignaalStand::InBehandeling(_) => ("", "", None),
        SignaalStand::Afgehandeld(_, antwoord) => (antwoord.tekst.as_str(), "", None),
        SignaalStand::NietGevolgd(_, niet) => {
            let antwoord = niet.antwoord.as_ref();
            (niet.waarom.as_str(), antwoord.map_or("", |is| &is.tekst), antwoord.map(|is| is.op))
        }
    };
    let inhoud = Inhoud {
        naam: signaal.melder.naam.clone(),
        contact: signaal.melder.contact.clone(),
        tekst: signaal.tekst.clone(),
        slot: slot.to_owned(),
        antwoord: antwoord.to_owned(),
        geantwoord,
    };
    sleutels.encrypt_text(plaats, &serde_json::to_string(&inhoud).map_err(Error::corrupt)?)
}

fn decode(gemeente: domain::gemeente::Gemeente, sleutels: &Sleutels, row: &Row) -> Result<Signaal> {
    let text = sleutels.decrypt_text(plaats(gemeente, row.id), Some(&row.inhoud_versleuteld))?;
    let inhoud: Inhoud = serde_json::from_str(&text).map_err(Error::corrupt)?;
    let lacks = || Error::corrupt("signaal zonder behandeling of slot");
    let behandeling = || {
        let sinds = row.behandeld_sinds.map(jiff_sqlx::Date::to_jiff).ok_or_else(lacks)?;
        Ok::<_, Error>(Behandeling { door: row.behandeld_door.map(Into::into).ok_or_else(lacks)?, sinds })
    };
    let op = || row.afgerond.map(jiff_sqlx::Date::to_jiff).ok_or_else(lacks);
    let kanaal = || row.antwoord_kanaal.as_deref().map(|code| code.parse::<Kanaal>().map_err(|()| lacks())).transpose();
    let stand = match row.stand.as_str() {
        "nieuw" => SignaalStand::Nieuw,
        "in_behandeling" => SignaalStand::InBehandeling(behandeling()?),
        "afgehandeld" => {
            let kanaal = kanaal()?.ok_or_else(lacks)?;
            SignaalStand::Afgehandeld(behandeling()?, Antwoord { tekst: inhoud.slot, kanaal, op: op()? })
        }
        "niet_gevolgd" => {
            let op = op()?;
            let antwoord = kanaal()?.map(|kanaal| Antwoord {
                tekst: inhoud.antwoord,
                kanaal,
                op: inhoud.geantwoord.unwrap_or(op),
            });
            SignaalStand::NietGevolgd(behandeling()?, NietGevolgd { waarom: inhoud.slot, antwoord, op })
        }
        other => return Err(Error::corrupt(other)),
    };
    Ok(Signaal {
        id: row.id.into(),
        klant: row.klant_id.into(),
        soort: row.soort.parse().map_err(Error::corrupt)?,
        melder: Melder {
            bron: row.bron.parse().map_err(|()| Error::corrupt(&row.bron))?,
            naam: inhoud.naam,
            contact: inhoud.contact,
        },
        tekst: inhoud.tekst,
        ontvangen: row.ontvangen.to_jiff(),
        stand,
        versie: row.versie,
    })
}

/// One signal.
pub async fn find(reader: &mut Reader, id: SignaalId) -> Result<Option<Signaal>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), &row)).transpose()
}

/// The signals about a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Signaal>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// The columns of a state: code, who, since when, channel, last day.
type StandKolommen =
    (&'static str, Option<Uuid>, Option<jiff_sqlx::Date>, Option<&'static str>, Option<jiff_sqlx::Date>);

fn columns(stand: &SignaalStand) -> StandKolommen {
    let behandeling = stand.behandeling();
    let (kanaal, op) = match stand {
        SignaalStand::Nieuw | SignaalStand::InBehandeling(_) => (None, None),
        SignaalStand::Afgehandeld(_, antwoord) => (Some(antwoord.kanaal.code()), Some(antwoord.op.to_sqlx())),
        SignaalStand::NietGevolgd(_, niet) => {
            (niet.antwoord.as_ref().map(|antwoord| antwoord.kanaal.code()), Some(niet.op.to_sqlx()))
        }
    };
    (stand.code(), behandeling.map(|b| b.door.uuid()), behandeling.map(|b| b.sinds.to_sqlx()), kanaal, op)
}

/// Adds a signal.
pub async fn insert(writer: &mut Writer, signaal: &Signaal, door: Option<GebruikerId>, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(&writer.sleutels(), plaats(writer.gemeente(), signaal.id.uuid()), signaal)?;
    let (stand, behandeld_door, sinds, kanaal, op) = columns(&signaal.stand);
    execute!(
        writer,
        INSERT,
        signaal.id.uuid(),
        signaal.klant.uuid(),
        signaal.soort.as_str(),
        signaal.melder.bron.code(),
        signaal.ontvangen.to_sqlx(),
        stand,
        behandeld_door,
        sinds,
        kanaal,
        op,
        inhoud,
        door.map(GebruikerId::uuid),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Writes where a signal stands; `signaal.versie` is the version that was read.
pub async fn update(writer: &mut Writer, signaal: &Signaal, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(&writer.sleutels(), plaats(writer.gemeente(), signaal.id.uuid()), signaal)?;
    let (stand, behandeld_door, sinds, kanaal, op) = columns(&signaal.stand);
    let touched = execute!(
        writer,
        UPDATE,
        signaal.id.uuid(),
        stand,
        behandeld_door,
        sinds,
        kanaal,
        op,
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        signaal.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// An open signal in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignaalRegel {
    /// The signal.
    pub signaal: Signaal,
    /// The name of the client.
    pub naam: String,
    /// The name of the klantmanager.
    pub klantmanager: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LijstRow {
    #[sqlx(flatten)]
    signaal: Row,
    naam: String,
    klantmanager: Option<String>,
}

/// A page of open signals, the oldest first, from the start or after one of them.
pub async fn open(
    reader: &mut Reader,
    wiens: Wiens,
    vandaag: Date,
    na: Option<(Date, SignaalId)>,
    limit: i64,
) -> Result<Vec<SignaalRegel>> {
    let (dag, id) = na.map_or((NOOIT, Uuid::nil()), |(dag, id)| (dag, id.uuid()));
    let dag = dag.to_sqlx();
    let rows: Vec<LijstRow> = match wiens {
        Wiens::Klantmanager(wie) => {
            fetch!(reader, fetch_all(LijstRow), OPEN_VAN_KLANTMANAGER, wie.uuid(), vandaag.to_sqlx(), dag, id, limit)?
        }
        Wiens::Team(team) => fetch!(reader, fetch_all(LijstRow), OPEN_VAN_TEAM, team.uuid(), dag, id, limit)?,
        Wiens::Iedereen => fetch!(reader, fetch_all(LijstRow), OPEN_ALLE, dag, id, limit)?,
    };
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter()
        .map(|row| {
            let signaal = decode(gemeente, &sleutels, &row.signaal)?;
            Ok(SignaalRegel { signaal, naam: row.naam, klantmanager: row.klantmanager })
        })
        .collect()
}

/// How many there are.
pub async fn count_open(reader: &mut Reader, wiens: Wiens, vandaag: Date) -> Result<i64> {
    let (count,): (i64,) = match wiens {
        Wiens::Klantmanager(wie) => {
            fetch!(reader, fetch_one((i64,)), COUNT_VAN_KLANTMANAGER, wie.uuid(), vandaag.to_sqlx())?
        }
        Wiens::Team(team) => fetch!(reader, fetch_one((i64,)), COUNT_VAN_TEAM, team.uuid())?,
        Wiens::Iedereen => fetch!(reader, fetch_one((i64,)), COUNT_ALLE)?,
    };
    Ok(count)
}
