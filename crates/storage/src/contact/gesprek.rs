//! Conversations.

pub(crate) mod agenda;

use domain::{
    datum::plaatselijk,
    gemeente::Gemeente,
    gesprek::{Actiepunt, Gesprek, GesprekStand, Hersteltermijn, Kanaal, Partij, Uitnodiging, Verslag},
    id::{GebruikerId, GesprekId, KlantId},
    plan::{StapStand, Wie},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::agenda::{
    AgendaRegel, Onverteld, TermijnRegel, Verzuim, Verzuimstand, Wachtend, afgezegd_onverteld, agenda,
    count_without_outcome, hersteltermijnen, open_on_day, open_tot, open_tussen, te_plannen, verzuim, without_outcome,
    zonder_vervolg,
};
use crate::{
    Error, Reader, Result, Writer, klantstand,
    sleutels::{Plaats, Sleutels},
};

statements! {
    FIND = "select id, klant_id, gebruiker_id, soort, moment, duur_minuten, plaats, tolk, stand, uitgenodigd_op, uitgenodigd_kanaal,
            uitgenodigd_bewijs, bevestigd_op, vorige_id, hersteltermijn_brief, hersteltermijn_einde, hersteltermijn_klaar,
            inhoud_versleuteld, te_houden_voor, versie
        from gesprek where gemeente = $1 and id = $2";
    OF_KLANT = "select id, klant_id, gebruiker_id, soort, moment, duur_minuten, plaats, tolk, stand, uitgenodigd_op, uitgenodigd_kanaal,
            uitgenodigd_bewijs, bevestigd_op, vorige_id, hersteltermijn_brief, hersteltermijn_einde, hersteltermijn_klaar,
            inhoud_versleuteld, te_houden_voor, versie
        from gesprek where gemeente = $1 and klant_id = $2 order by moment, id";
    INSERT = "insert into gesprek (gemeente, id, klant_id, gebruiker_id, soort, moment, dag, duur_minuten, plaats, stand,
            uitgenodigd_op, uitgenodigd_kanaal, uitgenodigd_bewijs, bevestigd_op, vorige_id, hersteltermijn_brief,
            hersteltermijn_einde, hersteltermijn_klaar, inhoud_versleuteld, gewijzigd_door, gewijzigd_op, tolk,
            te_houden_voor, versie)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, 1)";
    UPDATE = "update gesprek set gebruiker_id = $3, soort = $4, moment = $5, dag = $6, duur_minuten = $7, plaats = $8,
            stand = $9, uitgenodigd_op = $10, uitgenodigd_kanaal = $11, uitgenodigd_bewijs = $12, bevestigd_op = $13,
            hersteltermijn_brief = $14, hersteltermijn_einde = $15, hersteltermijn_klaar = $16, inhoud_versleuteld = $17,
            gewijzigd_door = $18, gewijzigd_op = $19, vorige_id = $20, tolk = $22, te_houden_voor = $23, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $21";
    LAST_CHANGE = "select u.naam, g.gewijzigd_op from gesprek g
        left join gebruiker u on u.gemeente = g.gemeente and u.id = g.gewijzigd_door
        where g.gemeente = $1 and g.id = $2";
    OPVOLGER = "select id, klant_id, gebruiker_id, soort, moment, duur_minuten, plaats, tolk, stand, uitgenodigd_op, uitgenodigd_kanaal,
            uitgenodigd_bewijs, bevestigd_op, vorige_id, hersteltermijn_brief, hersteltermijn_einde, hersteltermijn_klaar,
            inhoud_versleuteld, te_houden_voor, versie
        from gesprek where gemeente = $1 and vorige_id = $2";
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
    tolk: String,
    stand: String,
    uitgenodigd_op: Option<jiff_sqlx::Date>,
    uitgenodigd_kanaal: Option<String>,
    uitgenodigd_bewijs: Option<String>,
    bevestigd_op: Option<jiff_sqlx::Date>,
    vorige_id: Option<Uuid>,
    hersteltermijn_brief: Option<jiff_sqlx::Date>,
    hersteltermijn_einde: Option<jiff_sqlx::Date>,
    hersteltermijn_klaar: Option<jiff_sqlx::Date>,
    inhoud_versleuteld: Option<Vec<u8>>,
    te_houden_voor: Option<jiff_sqlx::Date>,
    versie: i64,
}

/// What was said, or why there was nothing said: encrypted as one piece.
#[derive(Default, Serialize, Deserialize)]
struct Inhoud {
    tekst: String,
    #[serde(default)]
    afspraken: String,
    /// By whom it was moved or called off.
    #[serde(default)]
    door: Option<Partij>,
    /// What repaired not showing.
    #[serde(default)]
    reden: String,
    /// What was agreed, each with who does it and before when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    punten: Vec<Punt>,
}

/// One agreement.
#[derive(Serialize, Deserialize)]
struct Punt {
    id: Uuid,
    wat: String,
    wie: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ander: String,
    voor: Date,
    stand: String,
    #[serde(default)]
    op: Option<Date>,
    #[serde(default)]
    plan: Option<Uuid>,
}

impl From<&Actiepunt> for Punt {
    fn from(punt: &Actiepunt) -> Self {
        Self {
            id: punt.id.uuid(),
            wat: punt.wat.clone(),
            wie: punt.wie.code().to_owned(),
            ander: punt.wie.naam().to_owned(),
            voor: punt.voor,
            stand: punt.stand.code().to_owned(),
            op: punt.stand.op(),
            plan: punt.plan.map(Into::into),
        }
    }
}

impl TryFrom<Punt> for Actiepunt {
    type Error = Error;
    fn try_from(punt: Punt) -> Result<Self> {
        Ok(Self {
            id: punt.id.into(),
            wie: Wie::van(&punt.wie, &punt.ander).ok_or_else(|| Error::corrupt(&punt.wie))?,
            wat: punt.wat,
            voor: punt.voor,
            stand: StapStand::van(&punt.stand, punt.op).ok_or_else(|| Error::corrupt(&punt.stand))?,
            plan: punt.plan.map(Into::into),
        })
    }
}

pub(crate) fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "gesprek.inhoud", id }
}

/// The free text of a state, encrypted. Of a conversation still to come there is none, unless its report was taken back: then what was
/// agreed in it.
pub(crate) fn encrypt_inhoud(sleutels: &Sleutels, gemeente: Gemeente, gesprek: &Gesprek) -> Result<Option<Vec<u8>>> {
    let stand = &gesprek.stand;
    let inhoud = match stand {
        GesprekStand::Gevoerd(verslag) => {
            Inhoud { tekst: verslag.tekst.clone(), afspraken: verslag.afspraken.clone(), ..Inhoud::default() }
        }
        GesprekStand::Verzet { door, .. } | GesprekStand::Afgezegd { door, .. } => {
            Inhoud { tekst: stand.toelichting().to_owned(), door: Some(*door), ..Inhoud::default() }
        }
        GesprekStand::Hersteld { toelichting, reden, .. } => {
            Inhoud { tekst: toelichting.clone(), reden: reden.clone(), ..Inhoud::default() }
        }
        _ => Inhoud { tekst: stand.toelichting().to_owned(), ..Inhoud::default() },
    };
    let inhoud = Inhoud { punten: gesprek.afgesproken().iter().map(Into::into).collect(), ..inhoud };
    let texts = [&inhoud.tekst, &inhoud.afspraken, &inhoud.reden];
    if texts.iter().all(|text| text.is_empty()) && inhoud.door.is_none() && inhoud.punten.is_empty() {
        return Ok(None);
    }
    let plaats = plaats(gemeente, gesprek.id.uuid());
    sleutels.encrypt_text(plaats, &serde_json::to_string(&inhoud).map_err(Error::corrupt)?)
}

/// By whom a conversation was moved or called off.
fn door(sleutels: &Sleutels, plaats: Plaats, inhoud: Option<&[u8]>) -> Result<Option<Partij>> {
    let text = sleutels.decrypt_text(plaats, inhoud)?;
    if text.is_empty() {
        return Ok(None);
    }
    Ok(serde_json::from_str::<Inhoud>(&text).map_err(Error::corrupt)?.door)
}

/// The state a row is in, with what belongs to it: what was agreed (`punten`) in a report.
fn stand(row: &Row, inhoud: Inhoud, punten: &mut Vec<Actiepunt>) -> Result<GesprekStand> {
    let Inhoud { tekst, afspraken, door, reden, .. } = inhoud;
    let door = door.unwrap_or(Partij::Klant);
    let toelichting = tekst;
    let dag = |column: Option<jiff_sqlx::Date>, naam: &str| {
        column.map(jiff_sqlx::Date::to_jiff).ok_or_else(|| Error::corrupt(naam))
    };
    let termijn = || {
        Ok::<_, Error>(Hersteltermijn {
            brief: dag(row.hersteltermijn_brief, "hersteltermijn_brief")?,
            einde: dag(row.hersteltermijn_einde, "hersteltermijn_einde")?,
        })
    };
    let klaar = || dag(row.hersteltermijn_klaar, "hersteltermijn_klaar");
    Ok(match row.stand.as_str() {
        "te_plannen" => GesprekStand::TePlannen,
        "gepland" => GesprekStand::Gepland,
        "uitgenodigd" => GesprekStand::Uitgenodigd,
        "bevestigd" => GesprekStand::Bevestigd,
        "verzet" => GesprekStand::Verzet { door, toelichting },
        "afgezegd" => GesprekStand::Afgezegd { door, toelichting },
        "gevoerd" => GesprekStand::Gevoerd(Verslag { tekst: toelichting, afspraken, punten: std::mem::take(punten) }),
        "niet_verschenen" => GesprekStand::NietVerschenen { toelichting },
        "in_hersteltermijn" => GesprekStand::InHersteltermijn { toelichting, termijn: termijn()? },
        "hersteld" => GesprekStand::Hersteld { toelichting, reden, termijn: termijn()?, op: klaar()? },
        "naar_rechtmatigheid" => GesprekStand::NaarRechtmatigheid { toelichting, termijn: termijn()?, op: klaar()? },
        other => return Err(Error::corrupt(other)),
    })
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Gesprek> {
    let text = sleutels.decrypt_text(plaats(gemeente, row.id), row.inhoud_versleuteld.as_deref())?;
    let mut inhoud: Inhoud =
        if text.is_empty() { Inhoud::default() } else { serde_json::from_str(&text).map_err(Error::corrupt)? };
    let punten = std::mem::take(&mut inhoud.punten).into_iter().map(TryInto::try_into);
    let mut teruggenomen = punten.collect::<Result<Vec<_>>>()?;
    let stand = stand(&row, inhoud, &mut teruggenomen)?;
    let kanaal = row.uitgenodigd_kanaal.as_deref().unwrap_or("brief");
    let kanaal: Kanaal = kanaal.parse().map_err(|()| Error::corrupt(kanaal))?;
    let bewijs = row.uitgenodigd_bewijs.unwrap_or_default();
    Ok(Gesprek {
        id: row.id.into(),
        klant: row.klant_id.into(),
        klantmanager: row.gebruiker_id.into(),
        soort: row.soort.parse().map_err(Error::corrupt)?,
        moment: row.moment.to_jiff(),
        duur_minuten: row.duur_minuten,
        plaats: row.plaats,
        tolk: row.tolk,
        uitnodiging: row.uitgenodigd_op.map(|op| Uitnodiging { op: op.to_jiff(), kanaal, bewijs }),
        bevestigd: row.bevestigd_op.map(jiff_sqlx::Date::to_jiff),
        vorige: row.vorige_id.map(Into::into),
        te_houden_voor: row.te_houden_voor.map(jiff_sqlx::Date::to_jiff),
        teruggenomen,
        stand,
        versie: row.versie,
    })
}

/// One conversation.
pub async fn find(reader: &mut Reader, id: GesprekId) -> Result<Option<Gesprek>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// One conversation, with its client taken first: what is decided about either stays true until this transaction ends. Everybody
/// takes them in this order, so nobody waits for each other.
pub async fn find_locked(writer: &mut Writer, id: GesprekId) -> Result<Option<Gesprek>> {
    let Some(gesprek) = find(writer, id).await? else { return Ok(None) };
    klantstand::lock(writer, gesprek.klant).await?;
    find(writer, id).await
}

/// The conversation that took the place of one that was moved.
pub async fn opvolger(reader: &mut Reader, van: GesprekId) -> Result<Option<Gesprek>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), OPVOLGER, van.uuid())?;
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
    let inhoud = encrypt_inhoud(&writer.sleutels(), writer.gemeente(), gesprek)?;
    let termijn = gesprek.stand.termijn();
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
        gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.op.to_sqlx()),
        gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.kanaal.code()),
        gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.bewijs.as_str()),
        gesprek.bevestigd.map(jiff_sqlx::ToSqlx::to_sqlx),
        gesprek.vorige.map(GesprekId::uuid),
        termijn.map(|termijn| termijn.brief.to_sqlx()),
        termijn.map(|termijn| termijn.einde.to_sqlx()),
        gesprek.stand.termijn_klaar().map(jiff_sqlx::ToSqlx::to_sqlx),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        gesprek.tolk.as_str(),
        gesprek.te_houden_voor.map(jiff_sqlx::ToSqlx::to_sqlx),
    )?;
    klantstand::refresh(writer, gesprek.klant).await
}

/// Writes a conversation; `gesprek.versie` is the version that was read.
pub async fn update(writer: &mut Writer, gesprek: &Gesprek, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt_inhoud(&writer.sleutels(), writer.gemeente(), gesprek)?;
    let termijn = gesprek.stand.termijn();
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
        gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.op.to_sqlx()),
        gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.kanaal.code()),
        gesprek.uitnodiging.as_ref().map(|uitnodiging| uitnodiging.bewijs.as_str()),
        gesprek.bevestigd.map(jiff_sqlx::ToSqlx::to_sqlx),
        termijn.map(|termijn| termijn.brief.to_sqlx()),
        termijn.map(|termijn| termijn.einde.to_sqlx()),
        gesprek.stand.termijn_klaar().map(jiff_sqlx::ToSqlx::to_sqlx),
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        gesprek.vorige.map(GesprekId::uuid),
        gesprek.versie,
        gesprek.tolk.as_str(),
        gesprek.te_houden_voor.map(jiff_sqlx::ToSqlx::to_sqlx),
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
