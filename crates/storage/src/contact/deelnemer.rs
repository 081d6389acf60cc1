//! Who takes part in conversations.
//!
//! A note is read by [`notitie`] and by nothing else: no list, dossier or export can show what it does not load. Who calls
//! it has judged whether the reader may ([`domain::deelnemer::mag_lezen`]) and noted that he looks.

use domain::{
    deelnemer::{Deelnemer, Notitie, WieDoetMee},
    gemeente::Gemeente,
    id::{DeelnemerId, GebruikerId, GesprekId, KlantId},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Reader, Result, Writer, sleutels::Plaats};

statements! {
    FIND = "select id, gesprek_id, gebruiker_id, partner_versleuteld, discipline, conclusie_versleuteld,
            notitie_versleuteld is not null as heeft_notitie, versie
        from deelnemer where gemeente = $1 and id = $2";
    OF_GESPREK = "select id, gesprek_id, gebruiker_id, partner_versleuteld, discipline, conclusie_versleuteld,
            notitie_versleuteld is not null as heeft_notitie, versie
        from deelnemer where gemeente = $1 and gesprek_id = $2 order by toegevoegd_op, id";
    NOTITIE = "select notitie_versleuteld, conclusie_versleuteld from deelnemer where gemeente = $1 and id = $2";
    INSERT = "insert into deelnemer (gemeente, id, gesprek_id, gebruiker_id, partner_versleuteld, discipline, toegevoegd_door,
            toegevoegd_op, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    DELETE = "delete from deelnemer
        where gemeente = $1 and id = $2 and versie = $3 and notitie_versleuteld is null and conclusie_versleuteld is null";
    SCHRIJF = "update deelnemer set notitie_versleuteld = $3, conclusie_versleuteld = $4, geschreven_op = $5, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $6 and gebruiker_id = $7";
    GESCHREVEN = "select geschreven_op from deelnemer where gemeente = $1 and id = $2";
    VANAF = "select d.id, d.gesprek_id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand,
            d.discipline, d.notitie_versleuteld is not null as heeft_notitie
        from deelnemer d
        join gesprek g on g.gemeente = d.gemeente and g.id = d.gesprek_id
        join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where d.gemeente = $1 and d.gebruiker_id = $2 and g.stand not in ('verzet', 'te_plannen')
        and g.dag >= $3 order by g.moment, d.id limit $4";
    EERDER = "select d.id, d.gesprek_id, g.klant_id, k.naam, g.soort, g.moment, g.duur_minuten, g.plaats, g.stand,
            d.discipline, d.notitie_versleuteld is not null as heeft_notitie
        from deelnemer d
        join gesprek g on g.gemeente = d.gemeente and g.id = d.gesprek_id
        join klantstand k on k.gemeente = g.gemeente and k.klant_id = g.klant_id
        where d.gemeente = $1 and d.gebruiker_id = $2 and g.stand not in ('verzet', 'te_plannen')
        and g.dag >= $3 and g.dag < $4 order by g.moment desc, d.id desc limit $5";
}

/// Somebody of a partner, encrypted as one piece.
#[derive(Serialize, Deserialize)]
struct Partner {
    naam: String,
    organisatie: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    gesprek_id: Uuid,
    gebruiker_id: Option<Uuid>,
    partner_versleuteld: Option<Vec<u8>>,
    discipline: String,
    conclusie_versleuteld: Option<Vec<u8>>,
    heeft_notitie: bool,
    versie: i64,
}

const fn plaats(gemeente: Gemeente, kolom: &'static str, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom, id }
}

const PARTNER: &str = "deelnemer.partner";
const CONCLUSIE: &str = "deelnemer.conclusie";
const TEKST: &str = "deelnemer.notitie";

fn decode(reader: &Reader, row: Row) -> Result<Deelnemer> {
    let Row {
        id,
        gesprek_id,
        gebruiker_id,
        partner_versleuteld,
        discipline,
        conclusie_versleuteld,
        heeft_notitie,
        versie,
    } = row;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let open = |kolom, sealed: Option<Vec<u8>>| sleutels.decrypt_text(plaats(gemeente, kolom, id), sealed.as_deref());
    let wie = if let Some(gebruiker) = gebruiker_id {
        WieDoetMee::Collega(gebruiker.into())
    } else {
        let json = open(PARTNER, partner_versleuteld)?;
        let Partner { naam, organisatie } = serde_json::from_str(&json).map_err(Error::corrupt)?;
        WieDoetMee::Partner { naam, organisatie }
    };
    Ok(Deelnemer {
        conclusie: open(CONCLUSIE, conclusie_versleuteld)?,
        id: id.into(),
        gesprek: gesprek_id.into(),
        wie,
        discipline: discipline.parse().map_err(Error::corrupt)?,
        heeft_notitie,
        versie,
    })
}

/// One participant, without the note.
pub async fn find(reader: &mut Reader, id: DeelnemerId) -> Result<Option<Deelnemer>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader, row)).transpose()
}

/// The participants of a conversation, without their notes, in the order in which they were added.
pub async fn of_gesprek(reader: &mut Reader, gesprek: GesprekId) -> Result<Vec<Deelnemer>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_GESPREK, gesprek.uuid())?;
    rows.into_iter().map(|row| decode(reader, row)).collect()
}

/// What a participant wrote. Only for a reader of whom it was judged that he may, after it was noted that he looks.
pub async fn notitie(reader: &mut Reader, id: DeelnemerId) -> Result<Option<Notitie>> {
    type Texts = (Option<Vec<u8>>, Option<Vec<u8>>);
    let row: Option<Texts> = fetch!(reader, fetch_optional(Texts), NOTITIE, id.uuid())?;
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    let open =
        |kolom, sealed: Option<Vec<u8>>| sleutels.decrypt_text(plaats(gemeente, kolom, id.uuid()), sealed.as_deref());
    row.map(|(tekst, conclusie)| Ok(Notitie { tekst: open(TEKST, tekst)?, conclusie: open(CONCLUSIE, conclusie)? }))
        .transpose()
}

/// Adds a participant. [`Error::Duplicate`] when he is there already.
pub async fn insert(writer: &mut Writer, deelnemer: &Deelnemer, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (gebruiker, partner) = match &deelnemer.wie {
        WieDoetMee::Collega(id) => (Some(id.uuid()), None),
        WieDoetMee::Partner { naam, organisatie } => {
            let partner = Partner { naam: naam.clone(), organisatie: organisatie.clone() };
            let json = serde_json::to_string(&partner).map_err(Error::corrupt)?;
            let place = plaats(writer.gemeente(), PARTNER, deelnemer.id.uuid());
            (None, writer.sleutels().encrypt_text(place, &json)?)
        }
    };
    execute!(
        writer,
        INSERT,
        deelnemer.id.uuid(),
        deelnemer.gesprek.uuid(),
        gebruiker,
        partner,
        deelnemer.discipline.as_str(),
        door.uuid(),
        nu.to_sqlx(),
    )
    .map(|_| ())
}

/// Takes a participant away who wrote nothing. [`Error::Stale`] when he did in the meantime.
pub async fn delete(writer: &mut Writer, deelnemer: &Deelnemer) -> Result<()> {
    match execute!(writer, DELETE, deelnemer.id.uuid(), deelnemer.versie)? {
        0 => Err(Error::Stale),
        _ => Ok(()),
    }
}

/// Writes the note of a colleague; `versie` is the version that was read. Nobody writes in another's name.
pub async fn schrijf(
    writer: &mut Writer,
    (id, versie): (DeelnemerId, i64),
    door: GebruikerId,
    notitie: &Notitie,
    nu: Timestamp,
) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let seal = |kolom, text: &str| sleutels.encrypt_text(plaats(gemeente, kolom, id.uuid()), text);
    let (tekst, conclusie) = (seal(TEKST, &notitie.tekst)?, seal(CONCLUSIE, &notitie.conclusie)?);
    match execute!(writer, SCHRIJF, id.uuid(), tekst, conclusie, nu.to_sqlx(), versie, door.uuid())? {
        0 => Err(Error::Stale),
        _ => Ok(()),
    }
}

/// When a participant wrote last.
pub async fn geschreven(reader: &mut Reader, id: DeelnemerId) -> Result<Option<Timestamp>> {
    type Moment = (Option<jiff_sqlx::Timestamp>,);
    let row: Option<Moment> = fetch!(reader, fetch_optional(Moment), GESCHREVEN, id.uuid())?;
    Ok(row.and_then(|(moment,)| moment).map(jiff_sqlx::Timestamp::to_jiff))
}

/// A conversation somebody takes part in, as his list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deelname {
    /// The participant he is.
    pub id: DeelnemerId,
    /// In which conversation.
    pub gesprek: GesprekId,
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
    /// From which discipline.
    pub discipline: String,
    /// Whether he wrote a note.
    pub heeft_notitie: bool,
}

#[derive(sqlx::FromRow)]
struct DeelnameRow {
    id: Uuid,
    gesprek_id: Uuid,
    klant_id: Uuid,
    naam: String,
    soort: String,
    moment: jiff_sqlx::Timestamp,
    duur_minuten: i64,
    plaats: String,
    stand: String,
    discipline: String,
    heeft_notitie: bool,
}

impl From<DeelnameRow> for Deelname {
    fn from(row: DeelnameRow) -> Self {
        Self {
            id: row.id.into(),
            gesprek: row.gesprek_id.into(),
            klant: row.klant_id.into(),
            naam: row.naam,
            soort: row.soort,
            moment: row.moment.to_jiff(),
            duur_minuten: row.duur_minuten,
            plaats: row.plaats,
            stand: row.stand,
            discipline: row.discipline,
            heeft_notitie: row.heeft_notitie,
        }
    }
}

/// The conversations somebody takes part in from a day on, the first in front; at most `limit`.
pub async fn vanaf(reader: &mut Reader, wie: GebruikerId, dag: Date, limit: i64) -> Result<Vec<Deelname>> {
    let rows: Vec<DeelnameRow> = fetch!(reader, fetch_all(DeelnameRow), VANAF, wie.uuid(), dag.to_sqlx(), limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Those of before a day, back to another, the last in front; at most `limit`.
pub async fn eerder(
    reader: &mut Reader,
    wie: GebruikerId,
    (van, tot): (Date, Date),
    limit: i64,
) -> Result<Vec<Deelname>> {
    let (van, tot) = (van.to_sqlx(), tot.to_sqlx());
    let rows: Vec<DeelnameRow> = fetch!(reader, fetch_all(DeelnameRow), EERDER, wie.uuid(), van, tot, limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}
