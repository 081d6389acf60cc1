//! The outbox: letters on their way by e-mail.
//!
//! Two processes may work at it at once. Taking up is one statement, so that a letter has one owner; every later step says
//! from which state and which attempt it goes, so that a process that was taken for dead and comes back changes nothing.

use domain::{
    gemeente::Gemeente,
    id::{BriefId, GesprekId, KlantId, TeamId, UitbakId},
    uitbak::{LEASE, Poststand, Terugtrekking, Zending},
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::{
    Database, Error, Reader, Result, Writer,
    brief::{self, Stapel, bij},
    gesprek,
    sleutels::{Plaats, Sleutels},
    uitkering,
};

statements! {
    INSERT = "insert into uitbak (gemeente, id, brief_id, aan_versleuteld, message_id, stand, pogingen, sinds, moment, bewijs,
            waarom, fout, gewijzigd_op)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    OF_BRIEF = "select id, brief_id, aan_versleuteld, message_id, stand, pogingen, sinds, moment, bewijs, waarom, fout
        from uitbak where gemeente = $1 and brief_id = $2";
    OF_GESPREK = "select z.id, z.brief_id, z.aan_versleuteld, z.message_id, z.stand, z.pogingen, z.sinds, z.moment, z.bewijs,
            z.waarom, z.fout
        from uitbak z join brief b on b.gemeente = z.gemeente and b.id = z.brief_id
        where z.gemeente = $1 and b.gesprek_id = $2";
    OF_KLANT = "select z.id, z.brief_id, z.aan_versleuteld, z.message_id, z.stand, z.pogingen, z.sinds, z.moment, z.bewijs,
            z.waarom, z.fout
        from uitbak z join brief b on b.gemeente = z.gemeente and b.id = z.brief_id
        where z.gemeente = $1 and b.klant_id = $2";
    CLAIM = "update uitbak set stand = 'bezig', pogingen = pogingen + 1, moment = $3, gewijzigd_op = $2
        where gemeente = $1 and stand = 'wacht' and id in
            (select id from uitbak where gemeente = $1 and stand = 'wacht' and moment <= $4 order by moment, id limit $5)
        returning id, brief_id, aan_versleuteld, message_id, stand, pogingen, sinds, moment, bewijs, waarom, fout";
    VERVALLEN = "select id, brief_id, aan_versleuteld, message_id, stand, pogingen, sinds, moment, bewijs, waarom, fout
        from uitbak where gemeente = $1 and stand in ('bezig', 'aangeboden') and moment <= $2 order by moment, id limit 500";
    SAVE = "update uitbak set aan_versleuteld = coalesce($3, aan_versleuteld), stand = $4, sinds = $5, moment = $6, bewijs = $7, waarom = $8, fout = $9,
            gewijzigd_op = $10
        where gemeente = $1 and id = $2 and stand = $11 and pogingen = $12";
    /// A letter that is out for e-mail is not for the printer.
    SET_PER_EMAIL = "update brief set per_email = $3 where gemeente = $1 and id = $2 and per_email <> $3";
    COUNT = "select stand, count(*) from uitbak where gemeente = $1 group by stand";
    OUDSTE = "select min(sinds) from uitbak where gemeente = $1 and stand in ('wacht', 'bezig', 'aangeboden')";
    LAATSTE = "select max(moment) from uitbak where gemeente = $1 and stand = 'verzonden'";
    LAATSTE_FOUT = "select fout, gewijzigd_op from uitbak
        where gemeente = $1 and fout <> '' and stand in ('wacht', 'mislukt', 'onzeker')
        order by gewijzigd_op desc, id limit 1";
    AANDACHT = concat!("select z.id, z.brief_id, b.klant_id, k.naam, b.soort, z.stand, z.fout, z.gewijzigd_op
        from uitbak z
        join brief b on b.gemeente = z.gemeente and b.id = z.brief_id
        join gesprek g on g.gemeente = b.gemeente and g.id = b.gesprek_id
        join klantstand k on k.gemeente = b.gemeente and k.klant_id = b.klant_id
        where z.gemeente = $1 and z.stand in ('mislukt', 'onzeker') and ", bij!(), "
            and not exists (select 1 from uitkering o where o.gemeente = b.gemeente and o.klant_id = b.klant_id
                and o.reden_einde = 'overlijden')
        order by z.gewijzigd_op, z.id limit $5");
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    brief_id: Uuid,
    aan_versleuteld: Vec<u8>,
    message_id: String,
    stand: String,
    pogingen: i64,
    sinds: jiff_sqlx::Timestamp,
    moment: Option<jiff_sqlx::Timestamp>,
    bewijs: Option<String>,
    waarom: Option<String>,
    fout: String,
}

fn plaats(gemeente: Gemeente, id: UitbakId) -> Plaats {
    Plaats { gemeente, kolom: "uitbak.aan", id: id.uuid() }
}

fn stand(row: &Row) -> Result<Poststand> {
    let moment = || row.moment.map(jiff_sqlx::Timestamp::to_jiff).ok_or_else(|| Error::corrupt("uitbak.moment"));
    Ok(match row.stand.as_str() {
        "wacht" => Poststand::Wacht { vanaf: moment()? },
        "bezig" => Poststand::Bezig { tot: moment()? },
        "aangeboden" => Poststand::Aangeboden { tot: moment()? },
        "verzonden" => Poststand::Verzonden { op: moment()?, bewijs: row.bewijs.clone().unwrap_or_default() },
        "mislukt" => Poststand::Mislukt,
        "onzeker" => Poststand::Onzeker,
        "teruggetrokken" => {
            let waarom = row.waarom.as_deref().unwrap_or_default();
            Poststand::Teruggetrokken { waarom: waarom.parse().map_err(|()| Error::corrupt(waarom))? }
        }
        other => return Err(Error::corrupt(other)),
    })
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Zending> {
    let id = UitbakId::from(row.id);
    // One address that cannot be read keeps no other letter waiting: what is done with it, is told from the state.
    let aan = sleutels.decrypt_text(plaats(gemeente, id), Some(&row.aan_versleuteld)).ok();
    Ok(Zending {
        id,
        brief: row.brief_id.into(),
        aan: aan.and_then(|aan| aan.parse().ok()),
        stand: stand(&row)?,
        message_id: row.message_id,
        pogingen: row.pogingen,
        sinds: row.sinds.to_jiff(),
        fout: row.fout,
    })
}

fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Zending>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// The moment, proof and reason that belong to a state, as columns.
fn kolommen(stand: &Poststand) -> (Option<Timestamp>, Option<&str>, Option<&'static str>) {
    match stand {
        Poststand::Wacht { vanaf: moment }
        | Poststand::Bezig { tot: moment }
        | Poststand::Aangeboden { tot: moment } => (Some(*moment), None, None),
        Poststand::Verzonden { op, bewijs } => (Some(*op), Some(bewijs), None),
        Poststand::Mislukt | Poststand::Onzeker => (None, None, None),
        Poststand::Teruggetrokken { waarom } => (None, None, Some(waarom.code())),
    }
}

/// Puts a letter in the outbox. [`Error::Duplicate`] when it was there already: a letter is put out once.
pub async fn insert(writer: &mut Writer, zending: &Zending, nu: Timestamp) -> Result<()> {
    let aan = verzegeld(writer, zending)?.ok_or_else(|| Error::corrupt("uitbak.aan"))?;
    let (moment, bewijs, waarom) = kolommen(&zending.stand);
    execute!(
        writer,
        INSERT,
        zending.id.uuid(),
        zending.brief.uuid(),
        aan,
        zending.message_id.as_str(),
        zending.stand.code(),
        zending.pogingen,
        zending.sinds.to_sqlx(),
        moment.map(jiff_sqlx::ToSqlx::to_sqlx),
        bewijs,
        waarom,
        zending.fout.as_str(),
        nu.to_sqlx(),
    )?;
    set_per_email(writer, zending).await
}

/// The address as it is kept; nothing when it could not be read, so that what is there stays.
fn verzegeld(writer: &Writer, zending: &Zending) -> Result<Option<Vec<u8>>> {
    let Some(aan) = &zending.aan else { return Ok(None) };
    writer.sleutels().encrypt_text(plaats(writer.gemeente(), zending.id), aan.as_str())
}

/// Whether the letter goes by e-mail or waits for the printer, as its place in the outbox says.
async fn set_per_email(writer: &mut Writer, zending: &Zending) -> Result<()> {
    let per_post = matches!(zending.stand, Poststand::Teruggetrokken { waarom: Terugtrekking::PerPost });
    execute!(writer, SET_PER_EMAIL, zending.brief.uuid(), !per_post).map(|_| ())
}

/// How a letter goes by e-mail; nothing when it does not.
pub async fn of_brief(reader: &mut Reader, brief: BriefId) -> Result<Option<Zending>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), OF_BRIEF, brief.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// What goes by e-mail about a conversation.
pub async fn of_gesprek(reader: &mut Reader, gesprek: GesprekId) -> Result<Vec<Zending>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_GESPREK, gesprek.uuid())?;
    decode_all(reader, rows)
}

/// What goes by e-mail to a client.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Zending>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    decode_all(reader, rows)
}

/// Takes up letters that are due, at most `limit`. They are this process's from now on, until their lease ends.
pub async fn claim(database: &Database, gemeente: Gemeente, nu: Timestamp, limit: i64) -> Result<Vec<Zending>> {
    claim_sinds(database, gemeente, (nu, nu), limit).await
}

/// The same for those that are due since a moment (the second).
pub async fn claim_sinds(
    database: &Database,
    gemeente: Gemeente,
    (nu, sinds): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Zending>> {
    let mut writer = database.write(gemeente).await?;
    let lease = (nu + LEASE).to_sqlx();
    let rows: Vec<Row> = fetch!(writer, fetch_all(Row), CLAIM, nu.to_sqlx(), lease, sinds.to_sqlx(), limit)?;
    let mut zendingen = decode_all(&writer, rows)?;
    // A technical step: what becomes of the letter is what the log tells.
    writer.commit_logged().await?;
    // RETURNING gives no order.
    zendingen.sort_by_key(|zending| zending.id);
    Ok(zendingen)
}

/// The letters whose process is to be taken for dead.
pub async fn vervallen(reader: &mut Reader, nu: Timestamp) -> Result<Vec<Zending>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), VERVALLEN, nu.to_sqlx())?;
    decode_all(reader, rows)
}

/// Takes a step with a letter. False when it is not in that state of that attempt any more: then somebody else was first and
/// nothing changed.
pub async fn save(writer: &mut Writer, van: &Zending, naar: &Zending, nu: Timestamp) -> Result<bool> {
    let aan = verzegeld(writer, naar)?;
    let (moment, bewijs, waarom) = kolommen(&naar.stand);
    let touched = execute!(
        writer,
        SAVE,
        naar.id.uuid(),
        aan,
        naar.stand.code(),
        naar.sinds.to_sqlx(),
        moment.map(jiff_sqlx::ToSqlx::to_sqlx),
        bewijs,
        waarom,
        naar.fout.as_str(),
        nu.to_sqlx(),
        van.stand.code(),
        van.pogingen,
    )?;
    if touched > 0 && matches!(naar.stand, Poststand::Teruggetrokken { .. }) {
        set_per_email(writer, naar).await?;
    }
    Ok(touched > 0)
}

/// The same for a step between two that the log tells of: handing over, and putting off.
pub async fn save_tussenstap(
    database: &Database,
    gemeente: Gemeente,
    van: &Zending,
    naar: &Zending,
    nu: Timestamp,
) -> Result<bool> {
    let mut writer = database.write(gemeente).await?;
    let saved = save(&mut writer, van, naar, nu).await?;
    writer.commit_logged().await?;
    Ok(saved)
}

/// How writing down went that a letter is being handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aanbod {
    /// It is.
    Gezet,
    /// Somebody else has the letter by now.
    VanEenAnder,
    /// The conversation went on while the server was asked: the letter says what is no longer so.
    Achterhaald,
    /// The client died meanwhile.
    Overleden,
}

/// Writes down that a letter is being handed over, if it still says what is so and the client lives. Whoever takes the invitation back,
/// or ends the benefit because of a death, waits for this, and then knows that it left; or was first, and it does not leave.
pub async fn bied_aan(
    database: &Database,
    gemeente: Gemeente,
    van: &Zending,
    naar: &Zending,
    nu: Timestamp,
) -> Result<Aanbod> {
    let mut writer = database.write(gemeente).await?;
    let brief = brief::find(&mut writer, van.brief).await?.ok_or(Error::Stale)?;
    let gesprek = gesprek::find_locked(&mut writer, brief.gesprek).await?.ok_or(Error::Stale)?;
    if uitkering::overleden(&mut writer, brief.klant).await? {
        return Ok(Aanbod::Overleden);
    }
    if !brief.past_bij(&gesprek) {
        return Ok(Aanbod::Achterhaald);
    }
    if !save(&mut writer, van, naar, nu).await? {
        return Ok(Aanbod::VanEenAnder);
    }
    writer.commit_logged().await?;
    Ok(Aanbod::Gezet)
}

/// How the outbox stands, without a word about anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overzicht {
    /// How many are in each state, by its code.
    pub aantallen: Vec<(String, i64)>,
    /// Since when the oldest is tried that is still to be sent.
    pub oudste: Option<Timestamp>,
    /// When a server last took one.
    pub laatste: Option<Timestamp>,
    /// What went wrong last, and when.
    pub laatste_fout: Option<(String, Timestamp)>,
}

/// How the outbox stands.
pub async fn overzicht(reader: &mut Reader) -> Result<Overzicht> {
    type Moment = (Option<jiff_sqlx::Timestamp>,);
    type Fout = (String, jiff_sqlx::Timestamp);
    let aantallen: Vec<(String, i64)> = fetch!(reader, fetch_all((String, i64)), COUNT)?;
    let (oudste,): Moment = fetch!(reader, fetch_one(Moment), OUDSTE)?;
    let (laatste,): Moment = fetch!(reader, fetch_one(Moment), LAATSTE)?;
    let fout: Option<Fout> = fetch!(reader, fetch_optional(Fout), LAATSTE_FOUT)?;
    Ok(Overzicht {
        aantallen,
        oudste: oudste.map(jiff_sqlx::Timestamp::to_jiff),
        laatste: laatste.map(jiff_sqlx::Timestamp::to_jiff),
        laatste_fout: fout.map(|(fout, op)| (fout, op.to_jiff())),
    })
}

/// A letter about which a person must decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aandacht {
    /// Which letter.
    pub brief: BriefId,
    /// To whom.
    pub klant: KlantId,
    /// The name of that client.
    pub naam: String,
    /// The code of what the letter is for.
    pub soort: String,
    /// `mislukt` or `onzeker`.
    pub stand: String,
    /// What went wrong.
    pub fout: String,
    /// Since when.
    pub sinds: Timestamp,
}

#[derive(sqlx::FromRow)]
struct AandachtRow {
    brief_id: Uuid,
    klant_id: Uuid,
    naam: String,
    soort: String,
    stand: String,
    fout: String,
    gewijzigd_op: jiff_sqlx::Timestamp,
}

/// The letters about which somebody must decide, oldest first.
pub async fn aandacht(reader: &mut Reader, stapel: Stapel, dag: Date, limit: i64) -> Result<Vec<Aandacht>> {
    let (wie, team) = (stapel.gebruiker.uuid(), stapel.team.map(TeamId::uuid));
    let rows: Vec<AandachtRow> = fetch!(reader, fetch_all(AandachtRow), AANDACHT, wie, team, dag.to_sqlx(), limit)?;
    Ok(rows
        .into_iter()
        .map(|row| Aandacht {
            brief: row.brief_id.into(),
            klant: row.klant_id.into(),
            naam: row.naam,
            soort: row.soort,
            stand: row.stand,
            fout: row.fout,
            sinds: row.gewijzigd_op.to_jiff(),
        })
        .collect())
}
