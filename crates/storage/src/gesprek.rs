//! Conversations.

use domain::{
    datum::plaatselijk,
    gesprek::{Gesprek, GesprekStand, Kanaal, Uitnodiging, Verslag},
    id::{GebruikerId, GesprekId, KlantId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Error, Reader, Result, Writer, klantstand,
    sleutels::{Plaats, Sleutels},
};

statements! {
    FIND = "select id, klant_id, gebruiker_id, soort, moment, duur_minuten, plaats, stand, uitgenodigd_op, uitgenodigd_kanaal,
            inhoud_versleuteld, versie
        from gesprek where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, gebruiker_id, soort, moment, duur_minuten, plaats, stand, uitgenodigd_op, uitgenodigd_kanaal,
            inhoud_versleuteld, versie
        from gesprek where gemeente = $1 and klant_id = $2 order by moment, id";
    INSERT = "insert into gesprek (gemeente, id, klant_id, gebruiker_id, soort, moment, dag, duur_minuten, plaats, stand,
            uitgenodigd_op, uitgenodigd_kanaal, inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";
    UPDATE = "update gesprek set gebruiker_id = $3, soort = $4, moment = $5, dag = $6, duur_minuten = $7, plaats = $8,
            stand = $9, uitgenodigd_op = $10, uitgenodigd_kanaal = $11, inhoud_versleuteld = $12, gewijzigd_door = $13,
            gewijzigd_op = $14, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $15";
    LAST_CHANGE = "select u.naam, g.gewijzigd_op from gesprek g
        left join gebruiker u on u.gemeente = g.gemeente and u.id = g.gewijzigd_door
        where g.gemeente = $1 and g.id = $2";
    AGENDA = "select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where g.gemeente = $1 and g.gebruiker_id = $2 and g.dag between $3 and $4
        order by g.moment, g.id limit 200";
    OPEN_BEFORE = "select g.id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand
        from gesprek g join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where g.gemeente = $1 and g.gebruiker_id = $2 and g.dag < $3 and g.stand in ('gepland', 'uitgenodigd')
        order by g.dag desc, g.moment desc, g.id limit $4";
    COUNT_OPEN_BEFORE = "select count(*) from gesprek
        where gemeente = $1 and gebruiker_id = $2 and dag < $3 and stand in ('gepland', 'uitgenodigd')";
    OVERLAP = "select count(*) from gesprek
        where gemeente = $1 and klant_id = $2 and dag = $3 and stand in ('gepland', 'uitgenodigd')";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    gebruiker_id: Uuid,
    soort: String,
    moment: jiff_sqlx::Timestamp,
    duur_minuten: i64,
    plaats: String,
    stand: String,
    uitgenodigd_op: Option<jiff_sqlx::Date>,
    uitgenodigd_kanaal: Option<String>,
    inhoud_versleuteld: Option<Vec<u8>>,
    versie: i64,
}

/// What was said, or why there was nothing said: encrypted as one piece.
#[derive(Serialize, Deserialize)]
struct Inhoud {
    tekst: String,
    #[serde(default)]
    afspraken: String,
}

pub(crate) fn plaats(gemeente: domain::gemeente::Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "gesprek.inhoud", id }
}

/// The free text of a state, encrypted; nothing for a conversation still to come.
pub(crate) fn encrypt_inhoud(sleutels: &Sleutels, plaats: Plaats, stand: &GesprekStand) -> Result<Option<Vec<u8>>> {
    let inhoud = match stand {
        GesprekStand::Gepland | GesprekStand::Uitgenodigd => return Ok(None),
        GesprekStand::Gevoerd(verslag) => Inhoud { tekst: verslag.tekst.clone(), afspraken: verslag.afspraken.clone() },
        GesprekStand::NietVerschenen { toelichting } | GesprekStand::Afgezegd { toelichting } => {
            Inhoud { tekst: toelichting.clone(), afspraken: String::new() }
        }
    };
    if inhoud.tekst.is_empty() && inhoud.afspraken.is_empty() {
        return Ok(None);
    }
    sleutels.encrypt_text(plaats, &serde_json::to_string(&inhoud).map_err(Error::corrupt)?)
}

fn decode(gemeente: domain::gemeente::Gemeente, sleutels: &Sleutels, row: Row) -> Result<Gesprek> {
    let text = sleutels.decrypt_text(plaats(gemeente, row.id), row.inhoud_versleuteld.as_deref())?;
    let inhoud = if text.is_empty() {
        Inhoud { tekst: String::new(), afspraken: String::new() }
    } else {
        serde_json::from_str(&text).map_err(Error::corrupt)?
    };
    let stand = match row.stand.as_str() {
        "gepland" => GesprekStand::Gepland,
        "uitgenodigd" => GesprekStand::Uitgenodigd,
        "gevoerd" => GesprekStand::Gevoerd(Verslag { tekst: inhoud.tekst, afspraken: inhoud.afspraken }),
        "niet_verschenen" => GesprekStand::NietVerschenen { toelichting: inhoud.tekst },
        "afgezegd" => GesprekStand::Afgezegd { toelichting: inhoud.tekst },
        other => return Err(Error::corrupt(other)),
    };
    let kanaal = row.uitgenodigd_kanaal.as_deref().unwrap_or("brief");
    let kanaal: Kanaal = kanaal.parse().map_err(|()| Error::corrupt(kanaal))?;
    Ok(Gesprek {
        id: row.id.into(),
        klant: row.klant_id.into(),
        klantmanager: row.gebruiker_id.into(),
        soort: row.soort.parse().map_err(Error::corrupt)?,
        moment: row.moment.to_jiff(),
        duur_minuten: row.duur_minuten,
        plaats: row.plaats,
        uitnodiging: row.uitgenodigd_op.map(|op| Uitnodiging { op: op.to_jiff(), kanaal }),
        stand,
        versie: row.versie,
    })
}

/// One conversation.
pub async fn find(reader: &mut Reader, id: GesprekId) -> Result<Option<Gesprek>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The conversations of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Gesprek>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// Adds a conversation.
pub async fn insert(writer: &mut Writer, gesprek: &Gesprek, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt_inhoud(&writer.sleutels(), plaats(writer.gemeente(), gesprek.id.uuid()), &gesprek.stand)?;
    execute!(
        writer,
        INSERT,
        gesprek.id.uuid(),
        gesprek.klant.uuid(),
        gesprek.klantmanager.uuid(),
        gesprek.soort.as_str(),
        gesprek.moment.to_sqlx(),
        plaatselijk(gesprek.moment).date().to_sqlx(),
        gesprek.duur_minuten,
        gesprek.plaats.as_str(),
        gesprek.stand.code(),
        gesprek.uitnodiging.map(|uitnodiging| uitnodiging.op.to_sqlx()),
        gesprek.uitnodiging.map(|uitnodiging| uitnodiging.kanaal.code()),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
    )?;
    klantstand::refresh(writer, gesprek.klant).await
}

/// Writes a conversation; `gesprek.versie` is the version that was read.
pub async fn update(writer: &mut Writer, gesprek: &Gesprek, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt_inhoud(&writer.sleutels(), plaats(writer.gemeente(), gesprek.id.uuid()), &gesprek.stand)?;
    let touched = execute!(
        writer,
        UPDATE,
        gesprek.id.uuid(),
        gesprek.klantmanager.uuid(),
        gesprek.soort.as_str(),
        gesprek.moment.to_sqlx(),
        plaatselijk(gesprek.moment).date().to_sqlx(),
        gesprek.duur_minuten,
        gesprek.plaats.as_str(),
        gesprek.stand.code(),
        gesprek.uitnodiging.map(|uitnodiging| uitnodiging.op.to_sqlx()),
        gesprek.uitnodiging.map(|uitnodiging| uitnodiging.kanaal.code()),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        gesprek.versie,
    )?;
    if touched == 0 {
        return Err(Error::Stale);
    }
    klantstand::refresh(writer, gesprek.klant).await
}

/// Who changed a conversation last, and when.
pub async fn last_change(reader: &mut Reader, id: GesprekId) -> Result<Option<(Option<String>, Timestamp)>> {
    type Change = (Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, id.uuid())?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}

/// A conversation as a diary shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaRegel {
    /// Which conversation.
    pub id: GesprekId,
    /// With whom.
    pub klant: KlantId,
    /// The name of the client.
    pub naam: String,
    /// A code of the kinds of conversation.
    pub soort: String,
    /// When.
    pub moment: Timestamp,
    /// How long.
    pub duur_minuten: i64,
    /// Where.
    pub plaats: String,
    /// The code of its state.
    pub stand: String,
}

#[derive(sqlx::FromRow)]
struct AgendaRow {
    id: Uuid,
    klant_id: Uuid,
    naam: String,
    soort: String,
    moment: jiff_sqlx::Timestamp,
    duur_minuten: i64,
    plaats: String,
    stand: String,
}

impl From<AgendaRow> for AgendaRegel {
    fn from(row: AgendaRow) -> Self {
        Self {
            id: row.id.into(),
            klant: row.klant_id.into(),
            naam: row.naam,
            soort: row.soort,
            moment: row.moment.to_jiff(),
            duur_minuten: row.duur_minuten,
            plaats: row.plaats,
            stand: row.stand,
        }
    }
}

/// The diary of a klantmanager from one day up to and including another.
pub async fn agenda(reader: &mut Reader, van: GebruikerId, eerste: Date, laatste: Date) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> =
        fetch!(reader, fetch_all(AgendaRow), AGENDA, van.uuid(), eerste.to_sqlx(), laatste.to_sqlx())?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Conversations of before a day whose outcome was never recorded, latest first.
pub async fn without_outcome(
    reader: &mut Reader,
    van: GebruikerId,
    voor: Date,
    limit: i64,
) -> Result<Vec<AgendaRegel>> {
    let rows: Vec<AgendaRow> = fetch!(reader, fetch_all(AgendaRow), OPEN_BEFORE, van.uuid(), voor.to_sqlx(), limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many there are of them.
pub async fn count_without_outcome(reader: &mut Reader, van: GebruikerId, voor: Date) -> Result<i64> {
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), COUNT_OPEN_BEFORE, van.uuid(), voor.to_sqlx())?;
    Ok(count)
}

/// How many conversations a client already has on a day, still to be held.
pub async fn open_on_day(reader: &mut Reader, klant: KlantId, dag: Date) -> Result<i64> {
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), OVERLAP, klant.uuid(), dag.to_sqlx())?;
    Ok(count)
}
