//! Lists of what is destroyed, what stands on them, and destroying a batch of one.

mod kandidaten;
mod regels;
mod tabellen;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{
    bewaartermijn::{Stuk, Stuksoort},
    gemeente::Gemeente,
    id::{GebruikerId, VernietigingslijstId},
    logboek::Regel,
    vernietigingslijst::{Handtekening, LijstStand, Vernietigingslijst, Vernietigingsverslag, Weglating},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

#[cfg(test)]
pub(crate) use self::{
    kandidaten::STATEMENTS as KANDIDATEN, regels::STATEMENTS as REGELS, tabellen::STATEMENTS as TABELLEN,
};
pub use self::{
    kandidaten::{Kandidaat, Wacht, Zaak, per_jaar, te_doen, wacht},
    regels::{Lijstregel, Opgesomd, Stukregel, Telling, lijsten, stukken, tellingen},
};
use crate::{Error, Reader, Result, Writer, bulk::insert_many, klantstand, logboek::wissen, sleutels::Plaats};

statements! {
    FIND = "select l.id, l.stand, l.voorgesteld_door, l.voorgesteld_op, l.bevestigd_door, l.bevestigd_op, l.afgewezen_door,
            l.afgewezen_op, l.reden_versleuteld, l.begonnen_door, l.uitgevoerd_op, l.versie
        from vernietigingslijst l where l.gemeente = $1 and l.id = $2";
    /// What counts on a list: what still stands on it, and of one that was carried out what is gone.
    STUKKEN = "select v.object_id, v.soort, v.begin from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $2 and v.stand in ('staat', 'vernietigd') order by v.partij, v.object_id";
    PARTIJ = "select v.object_id, v.soort, v.begin from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' order by v.object_id";
    KLANTEN = "select distinct v.klant_id from vernietigingsstuk v
        where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' order by v.klant_id";
    VOLGENDE = "select min(v.partij) from vernietigingsstuk v where v.gemeente = $1 and v.lijst_id = $2 and v.stand = 'staat'";
    BEZIG = "select l.id from vernietigingslijst l
        where l.gemeente = $1 and l.stand = 'bevestigd' and l.begonnen_door is not null order by l.id";
    INSERT = "insert into vernietigingslijst (gemeente, id, stand, voorgesteld_door, voorgesteld_op, versie)
        values ($1, $2, 'voorgesteld', $3, $4, 1)";
    /// Whoever takes a step with a list takes it for the rest of the transaction.
    LOCK = "update vernietigingslijst set versie = versie where gemeente = $1 and id = $2";
    UPDATE = "update vernietigingslijst set stand = $3, bevestigd_door = $4, bevestigd_op = $5, afgewezen_door = $6,
            afgewezen_op = $7, reden_versleuteld = $8, begonnen_door = $9, uitgevoerd_op = $10, versie = versie + 1
        where gemeente = $1 and id = $2 and versie = $11";
    LAAT_WEG = "update vernietigingsstuk set stand = 'weggelaten', weglating = $4, weggelaten_door = $5
        where gemeente = $1 and lijst_id = $2 and object_id = $3 and stand = 'staat'";
    LAAT_ALLES_WEG = "update vernietigingsstuk set stand = 'weggelaten', weglating = 'afgewezen', weggelaten_door = $3
        where gemeente = $1 and lijst_id = $2 and stand = 'staat'";
    VERNIETIGD = "update vernietigingsstuk set stand = 'vernietigd'
        where gemeente = $1 and lijst_id = $2 and partij = $3 and stand = 'staat'";
}

/// The most that stands on one list of each kind: what two people can look at.
pub const MEESTE_STUKKEN: i64 = 500;

/// Records per transaction: a dossier has hundreds of rows, and others who save wait that long.
const PER_PARTIJ: usize = 25;

/// A list as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The list. What was left off does not stand on it.
    pub lijst: Vernietigingslijst,
    /// Who said that destroying can begin.
    pub begonnen: Option<GebruikerId>,
    /// Who proposed it and who confirmed it, also after it was turned down.
    pub voorgesteld: Handtekening,
    /// Who confirmed it, if somebody did.
    pub bevestigd: Option<Handtekening>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    stand: String,
    voorgesteld_door: Uuid,
    voorgesteld_op: jiff_sqlx::Date,
    bevestigd_door: Option<Uuid>,
    bevestigd_op: Option<jiff_sqlx::Date>,
    afgewezen_door: Option<Uuid>,
    afgewezen_op: Option<jiff_sqlx::Date>,
    reden_versleuteld: Option<Vec<u8>>,
    begonnen_door: Option<Uuid>,
    uitgevoerd_op: Option<jiff_sqlx::Date>,
    versie: i64,
}

type StukRow = (Uuid, String, jiff_sqlx::Date);

fn stuk((object, soort, begin): StukRow) -> Result<Stuk> {
    let soort: Stuksoort = soort.parse().map_err(|()| Error::corrupt(&soort))?;
    Ok(Stuk { kenmerk: object.to_string(), soort, begin: Some(begin.to_jiff()) })
}

const fn plaats(gemeente: Gemeente, id: Uuid) -> Plaats {
    Plaats { gemeente, kolom: "vernietigingslijst.reden", id }
}

fn handtekening(door: Option<Uuid>, op: Option<jiff_sqlx::Date>) -> Option<Handtekening> {
    door.zip(op).map(|(door, op)| Handtekening { door: door.into(), op: op.to_jiff() })
}

fn aantallen(stukken: &[Stuk]) -> BTreeMap<Stuksoort, usize> {
    let mut aantallen = BTreeMap::new();
    for stuk in stukken {
        *aantallen.entry(stuk.soort).or_default() += 1;
    }
    aantallen
}

/// One list with what stands on it.
pub async fn find(reader: &mut Reader, id: VernietigingslijstId) -> Result<Option<Gevonden>> {
    let row: Option<Row> = fetch!(reader, fetch_optional(Row), FIND, id.uuid())?;
    let Some(row) = row else { return Ok(None) };
    let rows: Vec<StukRow> = fetch!(reader, fetch_all(StukRow), STUKKEN, id.uuid())?;
    let stukken: Vec<Stuk> = rows.into_iter().map(stuk).collect::<Result<_>>()?;
    let leeg = || Error::corrupt("vernietigingslijst.stand");
    let voorgesteld = handtekening(Some(row.voorgesteld_door), Some(row.voorgesteld_op)).ok_or_else(leeg)?;
    let bevestigd = handtekening(row.bevestigd_door, row.bevestigd_op);
    let stand = match row.stand.as_str() {
        "voorgesteld" => LijstStand::Voorgesteld(voorgesteld),
        "bevestigd" => LijstStand::Bevestigd { voorgesteld, bevestigd: bevestigd.ok_or_else(leeg)? },
        "afgewezen" => LijstStand::Afgewezen {
            door: handtekening(row.afgewezen_door, row.afgewezen_op).ok_or_else(leeg)?,
            reden: reader
                .sleutels()
                .decrypt_text(plaats(reader.gemeente(), row.id), row.reden_versleuteld.as_deref())?,
        },
        "uitgevoerd" => LijstStand::Uitgevoerd(Vernietigingsverslag {
            voorgesteld,
            bevestigd: bevestigd.ok_or_else(leeg)?,
            op: row.uitgevoerd_op.ok_or_else(leeg)?.to_jiff(),
            aantallen: aantallen(&stukken),
        }),
        other => return Err(Error::corrupt(other)),
    };
    let lijst = Vernietigingslijst { id, stukken, stand, versie: row.versie };
    Ok(Some(Gevonden { lijst, begonnen: row.begonnen_door.map(Into::into), voorgesteld, bevestigd }))
}

/// Takes the list for the rest of the transaction. Gives whether there is one.
pub async fn lock(writer: &mut Writer, id: VernietigingslijstId) -> Result<bool> {
    Ok(execute!(writer, LOCK, id.uuid())? > 0)
}

/// Adds a list that was proposed, in batches. [`Error::Duplicate`] when something on it stands on another one.
pub async fn insert(
    writer: &mut Writer,
    lijst: VernietigingslijstId,
    wie: Handtekening,
    op: &[Kandidaat],
) -> Result<()> {
    execute!(writer, INSERT, lijst.uuid(), wie.door.uuid(), wie.op.to_sqlx())?;
    let gemeente = writer.gemeente();
    let rows = op
        .iter()
        .zip(0..)
        .map(|(is, volg): (&Kandidaat, usize)| {
            let object: Uuid = is.stuk.kenmerk.parse().map_err(Error::corrupt)?;
            let begin = is.stuk.begin.ok_or_else(|| Error::corrupt("stuk.begin"))?;
            Ok((is, object, begin, i64::try_from(volg / PER_PARTIJ).map_err(Error::corrupt)?))
        })
        .collect::<Result<Vec<_>>>()?;
    insert_many!(
        writer,
        "insert into vernietigingsstuk (gemeente, lijst_id, object_id, zaak, soort, klant_id, begin, partij, stand) ",
        rows,
        |b, row| {
            let (is, object, begin, partij) = row;
            b.push_bind(gemeente.code().to_owned())
                .push_bind(lijst.uuid())
                .push_bind(*object)
                .push_bind(is.zaak.code())
                .push_bind(is.stuk.soort.regel().code)
                .push_bind(is.klant.uuid())
                .push_bind(begin.to_sqlx())
                .push_bind(*partij)
                .push_bind("staat");
        }
    );
    Ok(())
}

/// Writes a step with a list; its `versie` is the version that was read. A list that was turned down lets go of what stood on it.
pub async fn update(writer: &mut Writer, is: &Gevonden) -> Result<()> {
    let lijst = &is.lijst;
    let (mut bevestigd, mut afgewezen, mut reden, mut uitgevoerd) = (is.bevestigd, None, None, None);
    match &lijst.stand {
        LijstStand::Voorgesteld(_) => {}
        LijstStand::Bevestigd { bevestigd: wie, .. } => bevestigd = Some(*wie),
        LijstStand::Afgewezen { door, reden: waarom } => {
            afgewezen = Some(*door);
            reden = writer.sleutels().encrypt_text(plaats(writer.gemeente(), lijst.id.uuid()), waarom)?;
            execute!(writer, LAAT_ALLES_WEG, lijst.id.uuid(), door.door.uuid())?;
        }
        LijstStand::Uitgevoerd(verslag) => uitgevoerd = Some(verslag.op),
    }
    let touched = execute!(
        writer,
        UPDATE,
        lijst.id.uuid(),
        lijst.stand.code(),
        bevestigd.map(|wie| wie.door.uuid()),
        bevestigd.map(|wie| wie.op.to_sqlx()),
        afgewezen.map(|wie| wie.door.uuid()),
        afgewezen.map(|wie| wie.op.to_sqlx()),
        reden,
        is.begonnen.map(GebruikerId::uuid),
        uitgevoerd.map(jiff_sqlx::ToSqlx::to_sqlx),
        lijst.versie,
    )?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Leaves a record off.
pub async fn laat_weg(
    writer: &mut Writer,
    lijst: VernietigingslijstId,
    kenmerk: &str,
    (reden, door): (Weglating, Option<GebruikerId>),
) -> Result<()> {
    let object: Uuid = kenmerk.parse().map_err(Error::corrupt)?;
    let touched = execute!(writer, LAAT_WEG, lijst.uuid(), object, reden.code(), door.map(GebruikerId::uuid))?;
    if touched == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The lists that somebody said can begin and that are not done.
pub async fn bezig(reader: &mut Reader) -> Result<Vec<VernietigingslijstId>> {
    let rows: Vec<(Uuid,)> = fetch!(reader, fetch_all((Uuid,)), BEZIG)?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// What came of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partij {
    /// Which batch.
    pub nummer: i64,
    /// How many records are gone.
    pub vernietigd: usize,
    /// What was left off because it changed.
    pub weggelaten: usize,
    /// What accounts for the lines of the log whose details are gone.
    pub gewist: wissen::Gewist,
}

impl Partij {
    /// The line that must be committed with it: without that line the chain is broken.
    #[must_use]
    pub fn regel(&self, van: &Regel) -> Regel {
        self.gewist.regel(van)
    }
}

/// Destroys the next batch of a list in this transaction: what is still the same and due goes, the rest is left off. Nothing when
/// there is no batch left. `kenmerk` is a fresh id for what becomes of the log.
pub async fn vernietig_partij(
    writer: &mut Writer,
    lijst: VernietigingslijstId,
    kenmerk: Uuid,
    vandaag: Date,
) -> Result<Option<Partij>> {
    let (volgende,): (Option<i64>,) = fetch!(writer, fetch_one((Option<i64>,)), VOLGENDE, lijst.uuid())?;
    let Some(nummer) = volgende else { return Ok(None) };
    let klanten: Vec<(Uuid,)> = fetch!(writer, fetch_all((Uuid,)), KLANTEN, lijst.uuid(), nummer)?;
    let klanten: Vec<_> = klanten.into_iter().map(|(klant,)| klant.into()).collect();
    // Whoever is changing one of them at this moment comes first; what is due is read after that.
    klantstand::lock_alle(writer, &klanten).await?;
    let rows: Vec<StukRow> = fetch!(writer, fetch_all(StukRow), PARTIJ, lijst.uuid(), nummer)?;
    let partij: Vec<Stuk> = rows.into_iter().map(stuk).collect::<Result<_>>()?;
    let nu: Vec<Stuk> =
        kandidaten::nu(writer, lijst, nummer, vandaag).await?.into_iter().map(|kandidaat| kandidaat.stuk).collect();
    let (weg, blijft) = Vernietigingslijst::scheid(&partij, &nu, vandaag);
    for stuk in &blijft {
        laat_weg(writer, lijst, &stuk.kenmerk, (Weglating::Veranderd, None)).await?;
    }
    let gewist = wissen::wis(writer, lijst, nummer, kenmerk).await?;
    tabellen::leeg(writer, lijst, nummer).await?;
    execute!(writer, VERNIETIGD, lijst.uuid(), nummer)?;
    Ok(Some(Partij { nummer, vernietigd: weg.len(), weggelaten: blijft.len(), gewist }))
}
