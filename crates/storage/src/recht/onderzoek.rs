//! Investigations of right and amount.
//!
//! What lists sort and count by stands in columns; checklist, questions, findings and reasons are encrypted as one piece.

mod inhoud;

use domain::{
    datum::plus_dagen,
    gemeente::Gemeente,
    id::{GebruikerId, GesprekId, KlantId, OnderzoekId, RechtmatigheidId, SignaalId, SteekproefId},
    onderzoek::{Herkomst, Onderzoek, OnderzoekStand},
    termijn::Termijn,
};
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use self::inhoud::Inhoud;
use crate::{
    Error, Reader, Result, Writer,
    bulk::insert_many,
    sleutels::{Plaats, Sleutels},
};

/// The columns of a [`Row`].
macro_rules! kolommen {
    () => {
        "o.id, o.klant_id, o.aanleiding, o.steekproef_id, o.gesprek_id, o.signaal_id, o.rechtmatigheid_id, o.begonnen,
            o.behandelaar_id, o.stand, o.afgerond, o.uitkomst, o.inhoud_versleuteld, o.versie"
    };
}

statements! {
    FIND = concat!("select ", kolommen!(), ", k.naam from onderzoek o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.id = $2");
    OF_KLANT = concat!("select ", kolommen!(), ", k.naam from onderzoek o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.klant_id = $2 order by o.begonnen, o.id");
    BIJ_RECHTMATIGHEID = concat!("select ", kolommen!(), ", k.naam from onderzoek o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.rechtmatigheid_id = $2 order by o.begonnen, o.id");
    LOOPT = concat!("select ", kolommen!(), ", k.naam from onderzoek o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.stand in ('open', 'wacht_op_informatie')
        order by o.sinds, o.id limit $2");
    AFGEDAAN = concat!("select ", kolommen!(), ", k.naam from onderzoek o
        join klantstand k on k.gemeente = o.gemeente and k.klant_id = o.klant_id
        where o.gemeente = $1 and o.stand in ('afgerond', 'vervallen')
        order by o.afgerond desc, o.id desc limit $2");
    KLANTEN_LOPEND = "select distinct klant_id from onderzoek
        where gemeente = $1 and stand in ('open', 'wacht_op_informatie')";
    TE_LAAT = "select count(*) from onderzoek where gemeente = $1 and stand in ('open', 'wacht_op_informatie')
        and (verzoek_uiterlijk < $2 or sinds <= $3)";
    UPDATE = "update onderzoek set sinds = $3, behandelaar_id = $4, stand = $5, verzoek_uiterlijk = $6, afgerond = $7,
            uitkomst = $8, inhoud_versleuteld = $9, gewijzigd_door = $10, gewijzigd_op = $11, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $12";
    LAST_CHANGE = "select u.naam, o.gewijzigd_op from onderzoek o
        left join gebruiker u on u.gemeente = o.gemeente and u.id = o.gewijzigd_door
        where o.gemeente = $1 and o.id = $2";
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    klant_id: Uuid,
    aanleiding: String,
    steekproef_id: Option<Uuid>,
    gesprek_id: Option<Uuid>,
    signaal_id: Option<Uuid>,
    rechtmatigheid_id: Option<Uuid>,
    begonnen: jiff_sqlx::Date,
    behandelaar_id: Option<Uuid>,
    stand: String,
    afgerond: Option<jiff_sqlx::Date>,
    uitkomst: Option<String>,
    inhoud_versleuteld: Vec<u8>,
    versie: i64,
    naam: String,
}

/// An investigation as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The investigation.
    pub onderzoek: Onderzoek,
    /// The name of the client.
    pub naam: String,
    /// The record of the lawfulness track that said it is needed.
    pub rechtmatigheid: Option<RechtmatigheidId>,
}

/// An investigation that begins, and the record of the lawfulness track it came from.
#[derive(Debug, Clone, Copy)]
pub struct Nieuw<'a> {
    /// The investigation.
    pub onderzoek: &'a Onderzoek,
    /// The record.
    pub van: Option<RechtmatigheidId>,
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "onderzoek.inhoud", id }
}

fn encrypt(gemeente: Gemeente, sleutels: &Sleutels, is: &Onderzoek) -> Result<Option<Vec<u8>>> {
    let json = serde_json::to_string(&Inhoud::van(is)).map_err(Error::corrupt)?;
    sleutels.encrypt_text(plaats(gemeente, is.id.uuid()), &json)
}

/// Where it came from, of the three columns of which one at most is filled.
fn herkomst(row: &Row) -> Option<Herkomst> {
    let steekproef = row.steekproef_id.map(|id| Herkomst::Steekproef(id.into()));
    let gesprek = row.gesprek_id.map(|id| Herkomst::Gesprek(id.into()));
    steekproef.or(gesprek).or_else(|| row.signaal_id.map(|id| Herkomst::Signaal(id.into())))
}

fn decode(gemeente: Gemeente, sleutels: &Sleutels, row: Row) -> Result<Gevonden> {
    let json = sleutels.decrypt_text(plaats(gemeente, row.id), Some(&row.inhoud_versleuteld))?;
    let inhoud: Inhoud = serde_json::from_str(&json).map_err(Error::corrupt)?;
    let delen = inhoud.delen(&row.stand, row.afgerond.map(jiff_sqlx::Date::to_jiff), row.uitkomst.as_deref())?;
    let onderzoek = Onderzoek {
        id: row.id.into(),
        klant: row.klant_id.into(),
        aanleiding: row.aanleiding.parse().map_err(|()| Error::corrupt(&row.aanleiding))?,
        herkomst: herkomst(&row),
        begonnen: row.begonnen.to_jiff(),
        behandelaar: row.behandelaar_id.map(Into::into),
        punten: delen.punten,
        verzoeken: delen.verzoeken,
        bevindingen: delen.bevindingen,
        belang: delen.belang,
        heropend: delen.heropend,
        stand: delen.stand,
        versie: row.versie,
    };
    Ok(Gevonden { onderzoek, naam: row.naam, rechtmatigheid: row.rechtmatigheid_id.map(Into::into) })
}

fn decode_all(reader: &Reader, rows: Vec<Row>) -> Result<Vec<Gevonden>> {
    let (gemeente, sleutels) = (reader.gemeente(), reader.sleutels());
    rows.into_iter().map(|row| decode(gemeente, &sleutels, row)).collect()
}

/// What lists sort and count by, from the investigation itself.
struct Kolommen {
    sinds: Date,
    verzoek_uiterlijk: Option<Date>,
    afgerond: Option<Date>,
    uitkomst: Option<&'static str>,
}

impl Kolommen {
    fn van(is: &Onderzoek) -> Self {
        let open = is.verzoeken.iter().filter(|verzoek| verzoek.is_open());
        let (afgerond, uitkomst) = match &is.stand {
            OnderzoekStand::Open | OnderzoekStand::WachtOpInformatie => (None, None),
            OnderzoekStand::Afgerond { op, uitkomst, .. } => (Some(*op), Some(uitkomst.code())),
            OnderzoekStand::Vervallen(handeling) => (Some(handeling.op), None),
        };
        Self {
            sinds: is.heropend.last().map_or(is.begonnen, |keer| keer.op),
            verzoek_uiterlijk: open.map(|verzoek| verzoek.uiterlijk).min(),
            afgerond,
            uitkomst,
        }
    }
}

/// One investigation.
pub async fn find(reader: &mut Reader, id: OnderzoekId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    row.map(|row| decode(reader.gemeente(), &reader.sleutels(), row)).transpose()
}

/// The investigations of a client, oldest first.
pub async fn of_klant(reader: &mut Reader, klant: KlantId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), OF_KLANT, klant.uuid())?;
    decode_all(reader, rows)
}

/// The investigations that followed from a record of the lawfulness track.
pub async fn bij_rechtmatigheid(reader: &mut Reader, van: RechtmatigheidId) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), BIJ_RECHTMATIGHEID, van.uuid())?;
    decode_all(reader, rows)
}

/// The investigations that are being worked on, the longest open first.
pub async fn lopende(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), LOOPT, limit)?;
    decode_all(reader, rows)
}

/// The investigations that are over, the latest first.
pub async fn afgedaan(reader: &mut Reader, limit: i64) -> Result<Vec<Gevonden>> {
    let rows: Vec<Row> = fetch!(reader, fetch_all(Row), AFGEDAAN, limit)?;
    decode_all(reader, rows)
}

/// The clients about whom one is being worked on.
pub async fn klanten_lopend(reader: &mut Reader) -> Result<Vec<KlantId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), KLANTEN_LOPEND)?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// How many are late on a day: an answer did not come in time, or it is open longer than `termijn`. The same that
/// [`Onderzoek::over_tijd`] says of each.
pub async fn count_te_laat(reader: &mut Reader, vandaag: Date, termijn: Termijn) -> Result<i64> {
    let sinds = te_lang_sinds(vandaag, termijn).to_sqlx();
    let (count,): (i64,) = fetch!(reader, fetch_one((i64,)), TE_LAAT, vandaag.to_sqlx(), sinds)?;
    Ok(count)
}

/// The latest day on which what was opened is late today. A month has no fixed length, so the day is looked for.
fn te_lang_sinds(vandaag: Date, termijn: Termijn) -> Date {
    let mut dag = plus_dagen(vandaag, -1);
    while termijn.laatste_dag(dag) >= vandaag {
        dag = plus_dagen(dag, -1);
    }
    dag
}

/// Adds an investigation.
pub async fn insert(writer: &mut Writer, nieuw: Nieuw<'_>, door: GebruikerId, nu: Timestamp) -> Result<()> {
    insert_alle(writer, &[nieuw], door, nu).await
}

/// Adds many at once: those of a sample.
pub async fn insert_alle(writer: &mut Writer, nieuw: &[Nieuw<'_>], door: GebruikerId, nu: Timestamp) -> Result<()> {
    let (gemeente, sleutels) = (writer.gemeente(), writer.sleutels());
    let rows = nieuw
        .iter()
        .map(|is| Ok((is, Kolommen::van(is.onderzoek), encrypt(gemeente, &sleutels, is.onderzoek)?)))
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into onderzoek (gemeente, id, klant_id, aanleiding, steekproef_id, gesprek_id, signaal_id,
            rechtmatigheid_id, begonnen, sinds, behandelaar_id, stand, verzoek_uiterlijk, afgerond, uitkomst,
            inhoud_versleuteld, gewijzigd_door, gewijzigd_op, versie) ",
        rows,
        |b, triple| {
            let (is, kolommen, inhoud) = triple;
            let (steekproef, gesprek, signaal) = van_waar(is.onderzoek.herkomst);
            b.push_bind(gemeente.code().to_owned())
                .push_bind(is.onderzoek.id.uuid())
                .push_bind(is.onderzoek.klant.uuid())
                .push_bind(is.onderzoek.aanleiding.code())
                .push_bind(steekproef.map(SteekproefId::uuid))
                .push_bind(gesprek.map(GesprekId::uuid))
                .push_bind(signaal.map(SignaalId::uuid))
                .push_bind(is.van.map(RechtmatigheidId::uuid))
                .push_bind(is.onderzoek.begonnen.to_sqlx())
                .push_bind(kolommen.sinds.to_sqlx())
                .push_bind(is.onderzoek.behandelaar.map(GebruikerId::uuid))
                .push_bind(is.onderzoek.stand.code())
                .push_bind(kolommen.verzoek_uiterlijk.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(kolommen.afgerond.map(jiff_sqlx::ToSqlx::to_sqlx))
                .push_bind(kolommen.uitkomst)
                .push_bind(inhoud)
                .push_bind(door.uuid())
                .push_bind(nu.to_sqlx())
                .push_bind(1_i64);
        }
    );
    Ok(())
}

/// The three columns of where it came from.
const fn van_waar(herkomst: Option<Herkomst>) -> (Option<SteekproefId>, Option<GesprekId>, Option<SignaalId>) {
    match herkomst {
        None => (None, None, None),
        Some(Herkomst::Steekproef(id)) => (Some(id), None, None),
        Some(Herkomst::Gesprek(id)) => (None, Some(id), None),
        Some(Herkomst::Signaal(id)) => (None, None, Some(id)),
    }
}

/// Writes a step; its `versie` is the version that was read.
pub async fn update(writer: &mut Writer, is: &Onderzoek, door: GebruikerId, nu: Timestamp) -> Result<()> {
    let inhoud = encrypt(writer.gemeente(), &writer.sleutels(), is)?;
    let kolommen = Kolommen::van(is);
    let touched = execute!(
        writer,
        UPDATE,
        is.id.uuid(),
        kolommen.sinds.to_sqlx(),
        is.behandelaar.map(GebruikerId::uuid),
        is.stand.code(),
        kolommen.verzoek_uiterlijk.map(jiff_sqlx::ToSqlx::to_sqlx),
        kolommen.afgerond.map(jiff_sqlx::ToSqlx::to_sqlx),
        kolommen.uitkomst,
        inhoud,
        door.uuid(),
        nu.to_sqlx(),
        is.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Who changed an investigation last, and when.
pub async fn last_change(reader: &mut Reader, id: OnderzoekId) -> Result<Option<(Option<String>, Timestamp)>> {
    type Change = (Option<String>, jiff_sqlx::Timestamp);
    let row: Option<Change> = fetch!(reader, fetch_optional(Change), LAST_CHANGE, id.uuid())?;
    Ok(row.map(|(naam, moment)| (naam, moment.to_jiff())))
}
