//! What speaks against a moment for a conversation. None of it forbids: who knows better plans anyway, after having been told.

use domain::{
    datum::{lang, plaatselijk},
    gesprek::{Afspraak, Gesprek},
    id::{GebruikerId, KlantId},
    spreiding::{NietMogelijk, Planruimte, Voorstel, toets},
    werkrooster::Tijdvak,
};
use jiff::civil::Date;
use storage::{Reader, Writer, planning, werkrooster};

use super::super::forms::vrij_in_woorden;
use crate::web::Resultaat;

/// For whom, and with whom.
#[derive(Debug, Clone, Copy)]
pub(in crate::contact::gesprek) struct Wie {
    pub(in crate::contact::gesprek) klant: KlantId,
    pub(in crate::contact::gesprek) klantmanager: GebruikerId,
}

impl Wie {
    /// Who a conversation is of.
    pub(in crate::contact::gesprek) fn van(gesprek: &Gesprek) -> Self {
        Self { klant: gesprek.klant, klantmanager: gesprek.klantmanager }
    }
}

fn op_dag(behalve: Option<&Gesprek>, dag: Date) -> Option<&Gesprek> {
    behalve.filter(|gesprek| gesprek.is_open() && plaatselijk(gesprek.moment).date() == dag)
}

/// Whether the client already has another conversation on the day, still to be held.
pub(super) async fn dubbel(
    reader: &mut Reader,
    klant: KlantId,
    dag: Date,
    behalve: Option<&Gesprek>,
) -> Resultaat<bool> {
    let own = op_dag(behalve, dag);
    Ok(storage::gesprek::open_on_day(reader, klant, dag).await? > i64::from(own.is_some()))
}

/// Takes the diary and the client, in this order as everybody does: whoever plans in the one or for the other waits from here on,
/// and then sees what was planned.
pub(super) async fn lock(writer: &mut Writer, wie: Wie) -> Resultaat<()> {
    werkrooster::lock(writer, wie.klantmanager).await?;
    storage::klantstand::lock(writer, wie.klant).await?;
    Ok(())
}

const BEZET: &str = "Op dat moment staat er al iets anders in de agenda van de klantmanager.";

/// Why nobody works on a day: the weekend, a holiday, or what the municipality calls its closing day.
async fn waarom_dicht(reader: &mut Reader, dag: Date) -> Resultaat<String> {
    if let Some(vrij) = vrij_in_woorden(dag) {
        return Ok(vrij);
    }
    let naam = storage::sluitingsdag::list(reader, dag, dag).await?.pop().map(|(_, naam)| naam).unwrap_or_default();
    Ok(if naam.is_empty() { "een sluitingsdag".to_owned() } else { format!("een sluitingsdag ({naam})") })
}

/// Everything that speaks against a moment, in sentences. `behalve` is the conversation that is moved: it makes place for itself.
pub(in crate::contact::gesprek) async fn bezwaren(
    reader: &mut Reader,
    wie: Wie,
    afspraak: &Afspraak,
    behalve: Option<&Gesprek>,
) -> Resultaat<Vec<String>> {
    let begin = plaatselijk(afspraak.moment);
    let dag = begin.date();
    let own = op_dag(behalve, dag);
    let mut gevonden = Vec::new();
    if dubbel(reader, wie.klant, dag, behalve).await? {
        gevonden.push("Deze klant heeft op die dag al een gesprek.".to_owned());
    }
    let werktijd = werkrooster::werktijd(reader, wie.klantmanager, dag, dag).await?;
    let mut bezet = planning::bezet(reader, wie.klantmanager, dag, dag).await?;
    if let Some(eigen) = own.filter(|gesprek| gesprek.klantmanager == wie.klantmanager)
        && let Ok(tijdvak) = Tijdvak::met_duur(plaatselijk(eigen.moment).time(), eigen.duur_minuten)
        && let Some(plek) = bezet.iter().position(|bezet| bezet.tijdvak == tijdvak)
    {
        bezet.remove(plek);
    }
    let ruimte = Planruimte {
        van: dag,
        tot_en_met: dag,
        duur_minuten: afspraak.duur_minuten,
        hooguit_per_dag: usize::MAX,
        beschikbaarheid: werktijd.beschikbaarheid(),
        bezet: &bezet,
        kamers: None,
    };
    let voorstel = Voorstel { klant: wie.klant, dag, tijd: begin.time() };
    let oordeel = toets(&[(voorstel, None)], &ruimte).into_iter().next().unwrap_or(Ok(()));
    match oordeel {
        Err(NietMogelijk::GeenWerktijd) if !werktijd.kalender.werkdag(dag) => {
            gevonden.push(format!("Op die dag is de gemeente dicht: het is {}.", waarom_dicht(reader, dag).await?));
        }
        // Nobody told when this colleague works: then there is nothing to warn for.
        Err(NietMogelijk::GeenWerktijd) if werktijd.beschikbaarheid().blokken(dag).is_none() => {
            if ruimte.bezet_tijdens(&voorstel) {
                gevonden.push(BEZET.to_owned());
            }
        }
        Err(NietMogelijk::GeenWerktijd) => {
            gevonden.push("De klantmanager werkt dan niet, volgens het rooster.".to_owned());
        }
        Err(_) => gevonden.push(BEZET.to_owned()),
        Ok(()) => {}
    }
    Ok(gevonden)
}

/// The same, and whether a conversation on that day would not count for the contact norm yet. That too is asked about once: who plans
/// for another reason than the norm knows why.
pub(super) async fn vooraf(
    reader: &mut Reader,
    wie: Wie,
    afspraak: &Afspraak,
    behalve: Option<&Gesprek>,
) -> Resultaat<Vec<String>> {
    let mut zinnen = bezwaren(reader, wie, afspraak, behalve).await?;
    let regel = storage::caseload::find(reader, wie.klant).await?;
    let dag = plaatselijk(afspraak.moment).date();
    if let Some(vroegst) = regel.and_then(|regel| regel.vroegst).filter(|vroegst| dag < *vroegst) {
        zinnen.push(format!(
            "Een gesprek op deze dag telt niet mee voor de contactnorm, zo kort na het vorige. Dat kan vanaf {}.",
            lang(vroegst)
        ));
    }
    Ok(zinnen)
}

/// The answer on the form that somebody was told and plans anyway: it holds for this moment only.
pub(in crate::contact::gesprek) fn toch(afspraak: &Afspraak) -> String {
    format!("{}/{}", afspraak.moment, afspraak.duur_minuten)
}
