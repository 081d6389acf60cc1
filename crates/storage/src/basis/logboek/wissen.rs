//! Destroying what lines of the log say about a destroyed dossier, so that the chain can still be checked.
//!
//! The hash of a line covers its details, so a line without them cannot be computed anew. It keeps its hash, and one later line of
//! the log (*logboek.gewist*) accounts for all lines of the batch: how many, and one print over what is left of each, its hash and
//! the hash of the line before it. Whoever changes such a line, the one before it or the one after it, or takes the details
//! out of another line, no longer fits that print; and the accounting line is a link of the chain as any other.
//!
//! What remains of a line: when, who, what was done, and ids that lead nowhere any more.

use std::collections::HashMap;

use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, KlantId, VernietigingslijstId},
    logboek::{Hash, Regel, begin_van_keten, hash, hex},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LogboekRegel, Row};
use crate::{Error, Result, Writer};

statements! {
    WIS_KLANTEN = "update logboek set details = '', gewist = $4
        where gemeente = $1 and gewist is null and klant_id in (select v.klant_id from vernietigingsstuk v
            where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' and v.zaak = 'dossier')";
    WIS_STUKKEN = "update logboek set details = '', gewist = $4
        where gemeente = $1 and gewist is null and object_id in (
            select v.object_id from vernietigingsstuk v
            where v.gemeente = $1 and v.lijst_id = $2 and v.partij = $3 and v.stand = 'staat' and v.zaak <> 'dossier')";
    GEWIST = "select l.nummer, l.moment, l.gebruiker_id, l.handeling, l.object_id, l.klant_id, l.doel, l.details, l.hash, l.gewist
        from logboek l where l.gemeente = $1 and l.gewist = $2 order by l.nummer";
    /// The hash of the line before each of them.
    VORIGE = "select l.nummer, p.hash from logboek l
        join logboek p on p.gemeente = l.gemeente and p.nummer = l.nummer - 1
        where l.gemeente = $1 and l.gewist = $2";
}

/// What the accounting line is called.
pub(super) const HANDELING: &str = "logboek.gewist";

/// What accounts for the lines of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gewist {
    kenmerk: Uuid,
    verantwoording: Verantwoording,
}

/// What the accounting line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Verantwoording {
    lijst: VernietigingslijstId,
    partij: i64,
    regels: i64,
    afdruk: String,
}

impl Gewist {
    /// How many lines.
    #[must_use]
    pub const fn regels(&self) -> i64 {
        self.verantwoording.regels
    }

    /// The line to commit in the same transaction. Of the line that is handed in the moment, the person and the purpose count.
    #[must_use]
    pub fn regel(&self, van: &Regel) -> Regel {
        let details = serde_json::to_string(&self.verantwoording).unwrap_or_default();
        Regel { handeling: HANDELING, object: Some(self.kenmerk), klant: None, details, ..van.clone() }
    }
}

/// A print over lines without details, one after another.
#[derive(Debug, Clone, Copy)]
struct Afdruk {
    eerste: i64,
    regels: i64,
    hash: Hash,
}

impl Afdruk {
    fn nieuw(gemeente: Gemeente, eerste: i64) -> Self {
        Self { eerste, regels: 0, hash: begin_van_keten(gemeente) }
    }

    fn tel(&mut self, gemeente: Gemeente, vorige: &Hash, regel: &LogboekRegel) {
        let id = |id: Option<Uuid>| id.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        let moment = regel.moment.to_string();
        let velden: [&[u8]; 9] = [
            vorige,
            moment.as_bytes(),
            &id(regel.gebruiker.map(GebruikerId::uuid)),
            regel.handeling.as_bytes(),
            &id(regel.object),
            &id(regel.klant.map(KlantId::uuid)),
            regel.doel.as_bytes(),
            regel.details.as_bytes(),
            &regel.hash,
        ];
        self.hash = hash(&self.hash, gemeente, regel.nummer, &velden);
        self.regels += 1;
    }
}

/// Takes the details out of the lines about a batch of a list.
pub(crate) async fn wis(
    writer: &mut Writer,
    lijst: VernietigingslijstId,
    partij: i64,
    kenmerk: Uuid,
) -> Result<Gewist> {
    for sql in [WIS_KLANTEN, WIS_STUKKEN] {
        execute!(writer, sql, lijst.uuid(), partij, kenmerk)?;
    }
    let gemeente = writer.gemeente();
    let rows: Vec<Row> = fetch!(writer, fetch_all(Row), GEWIST, kenmerk)?;
    let before: Vec<(i64, Vec<u8>)> = fetch!(writer, fetch_all((i64, Vec<u8>)), VORIGE, kenmerk)?;
    let before: HashMap<i64, Vec<u8>> = before.into_iter().collect();
    let mut afdruk = Afdruk::nieuw(gemeente, 0);
    for regel in rows.into_iter().map(LogboekRegel::from) {
        let vorige = match before.get(&regel.nummer) {
            Some(hash) => hash.as_slice().try_into().map_err(|_| Error::corrupt("hash van het logboek"))?,
            None => begin_van_keten(gemeente),
        };
        afdruk.tel(gemeente, &vorige, &regel);
    }
    let verantwoording = Verantwoording { lijst, partij, regels: afdruk.regels, afdruk: hex(&afdruk.hash) };
    Ok(Gewist { kenmerk, verantwoording })
}

/// The lines without details that were met on a walk along the chain and are not accounted for yet.
#[derive(Debug, Default)]
pub(super) struct Openstaand(HashMap<Uuid, Afdruk>);

impl Openstaand {
    /// A line without details is met; gives the hash it keeps.
    pub(super) fn tel(&mut self, gemeente: Gemeente, vorige: &Hash, regel: &LogboekRegel) -> Option<Hash> {
        let afdruk = self.0.entry(regel.gewist?).or_insert_with(|| Afdruk::nieuw(gemeente, regel.nummer));
        afdruk.tel(gemeente, vorige, regel);
        regel.hash.as_slice().try_into().ok()
    }

    /// Any other line is met; whether it accounts for what it says it does. One that accounts for nothing is always right.
    pub(super) fn klopt(&mut self, gemeente: Gemeente, regel: &LogboekRegel) -> bool {
        if regel.handeling != HANDELING {
            return true;
        }
        let Ok(zegt) = serde_json::from_str::<Verantwoording>(&regel.details) else { return false };
        let geteld = regel.object.and_then(|kenmerk| self.0.remove(&kenmerk));
        let geteld = geteld.unwrap_or_else(|| Afdruk::nieuw(gemeente, regel.nummer));
        (zegt.regels, zegt.afdruk) == (geteld.regels, hex(&geteld.hash))
    }

    /// The first line that nothing accounts for.
    pub(super) fn eerste(&self) -> Option<i64> {
        self.0.values().map(|afdruk| afdruk.eerste).min()
    }
}
