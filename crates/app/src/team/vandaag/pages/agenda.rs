//! A conversation as a line of a list.

use std::collections::{HashMap, HashSet};

use domain::{
    codelijst::Codelijst,
    datum::{plaatselijk, weekdag},
    id::{GebruikerId, GesprekId},
};
use jiff::{Timestamp, civil::Date};
use storage::{Reader, gesprek::AgendaRegel, werkrooster};
use uuid::Uuid;

use super::werkvoorraad::dag_en_maand;
use crate::{
    gesprek, klant,
    klantkop::tijd,
    web::{Lijsten, Resultaat, woorden::gesprek_kleur},
};

/// A line of a list.
pub(super) struct Regel {
    pub(super) tijd: String,
    pub(super) href: String,
    pub(super) naam: String,
    pub(super) onder: String,
    /// Empty when there is nothing to say.
    pub(super) badge: &'static str,
    pub(super) kleur: &'static str,
    pub(super) doen_href: String,
    pub(super) doen: &'static str,
    pub(super) nu: bool,
}

impl Regel {
    /// With a remark when one does not work that day.
    pub(super) fn op_vrije_dag(mut self, vrij: bool) -> Self {
        if vrij {
            self.onder.push_str(" · u werkt dan niet");
        }
        self
    }
}

/// The conversations, of those in a diary, on days on which its owner does not work: somebody must take them over, or they are moved.
/// Nobody told when he works: then none.
pub(super) async fn werkt_niet(
    reader: &mut Reader,
    wie: GebruikerId,
    agenda: &[AgendaRegel],
) -> Resultaat<HashSet<GesprekId>> {
    let dag = |regel: &AgendaRegel| plaatselijk(regel.moment).date();
    let open = || agenda.iter().filter(|regel| is_open(regel));
    let dagen = open().map(dag);
    let (Some(van), Some(tot)) = (dagen.clone().min(), dagen.max()) else { return Ok(HashSet::new()) };
    let werktijd = werkrooster::werktijd(reader, wie, van, tot).await?;
    let beschikbaarheid = werktijd.beschikbaarheid();
    let vrij = |dag: Date| beschikbaarheid.blokken(dag).is_some_and(|blokken| blokken.is_empty());
    Ok(open().filter(|regel| vrij(dag(regel))).map(|regel| regel.id).collect())
}

pub(super) fn is_open(regel: &AgendaRegel) -> bool {
    matches!(regel.stand.as_str(), "gepland" | "uitgenodigd" | "bevestigd")
}

/// In which list of the page a conversation stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plek {
    Vandaag,
    /// Today's that comes next.
    Eerstvolgend,
    /// On a later day.
    Komend,
    /// Of an earlier day, without an outcome.
    Open,
}

/// A conversation as a line. Until it begins it can be prepared, from then on recorded.
pub(super) fn regel(
    regel: AgendaRegel,
    lijsten: &Lijsten,
    drafts: &HashMap<Uuid, Timestamp>,
    nu: Timestamp,
    plek: Plek,
) -> Regel {
    let with_day = matches!(plek, Plek::Komend | Plek::Open);
    let begin = plaatselijk(regel.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, &regel.soort);
    let draft = drafts.get(&regel.id.uuid()).map(|saved| plaatselijk(*saved));
    let plaats = if regel.plaats.is_empty() { String::new() } else { format!(" · {}", regel.plaats) };
    let onder = match &draft {
        Some(saved) => format!("{soort} · concept bewaard {} {}", weekdag(saved.date()), tijd(saved)),
        None => format!("{soort} · {} min{plaats}", regel.duur_minuten),
    };
    let badge = match regel.stand.as_str() {
        "gevoerd" => "Gevoerd",
        "niet_verschenen" => "Niet verschenen",
        "in_hersteltermijn" => "Hersteltermijn",
        "hersteld" => "Hersteld",
        "naar_rechtmatigheid" => "Overgedragen",
        "afgezegd" => "Afgezegd",
        "verzet" => "Verzet",
        "bevestigd" => "Bevestigd",
        "uitgenodigd" => "Uitgenodigd",
        _ => "Gepland",
    };
    let kleur = gesprek_kleur(&regel.stand);
    let (doen_href, doen) = match (is_open(&regel), regel.moment <= nu, &draft) {
        // It has an outcome, or was called off: there is nothing to prepare or to record.
        (false, ..) => (gesprek::paths::gesprek(regel.id), "Openen"),
        (true, _, Some(_)) => (gesprek::paths::vastleggen(regel.id), "Verder schrijven"),
        (true, false, None) => (klant::paths::voorbereiden(regel.id), "Voorbereiden"),
        (true, true, None) => (gesprek::paths::vastleggen(regel.id), "Vastleggen"),
    };
    Regel {
        tijd: if with_day { dag_en_maand(begin.date(), plaatselijk(nu).date()) } else { tijd(&begin) },
        href: klant::paths::tijdlijn(regel.klant),
        naam: regel.naam,
        onder: if with_day { format!("{} uur · {onder}", tijd(&begin)) } else { onder },
        badge,
        kleur,
        doen_href,
        doen,
        nu: plek == Plek::Eerstvolgend,
    }
}
