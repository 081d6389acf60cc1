//! Planning what was confirmed: load, judge, write, log, commit, in one transaction.
//!
//! Nothing of the form is believed but who, which day and which time. Each is judged again as things stand inside the
//! transaction; whoever cannot be planned is left out with the reason, and the others go on.

mod terug;

use std::collections::{HashMap, HashSet};

use domain::{
    gesprek::{Afspraak, Gesprek, GesprekStand, Kanaal},
    id::{GesprekId, KlantId, PlanrondeId},
    spreiding::{NietMogelijk, Voorstel, toets},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde_json::json;
use storage::{
    Writer,
    brief::Stapel,
    bulk,
    planning::{self, OpLijst, PlanKlant, Planronde, Uitkomst},
};

pub(super) use self::terug::draai_terug;
use super::{forms::Plan, lijst::Ruimte};
use crate::web::{Bezoek, Fout, Resultaat};

/// A moment for a client, as it was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bevestigd {
    pub(super) klant: KlantId,
    pub(super) moment: DateTime,
}

impl Bevestigd {
    /// `{id}~2026-11-30T09:00:00`, as the box on the page sends it.
    pub(super) fn lees(text: &str) -> Option<Self> {
        let (klant, moment) = text.split_once('~')?;
        let moment: DateTime = moment.parse().ok()?;
        // Moments no page of ours ever sends, and no database keeps.
        if !(2000..2200).contains(&moment.year()) || moment.second() != 0 || moment.subsec_nanosecond() != 0 {
            return None;
        }
        Some(Self { klant: klant.parse().ok()?, moment })
    }

    fn voorstel(&self) -> Voorstel {
        Voorstel { klant: self.klant, dag: self.moment.date(), tijd: self.moment.time() }
    }

    /// The moment on the clock of the town hall; none at the end of the calendar.
    fn op_de_klok(&self) -> Option<Timestamp> {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        self.moment.to_zoned(zone).ok().map(|moment| moment.timestamp())
    }
}

/// Why somebody was left out, from the code that the round keeps.
pub(super) fn in_woorden(code: &str) -> &'static str {
    match code {
        "heeft_gesprek" => "Heeft intussen al een gesprek; een collega was eerder.",
        "andere_klantmanager" => "Hoort intussen bij de caseload van een ander.",
        "geen_uitkering" => "De uitkering loopt op die dag niet meer.",
        "nog_niet" => "Een gesprek op deze dag telt nog niet mee voor de contactnorm.",
        "buiten_periode" => "Deze dag valt buiten de gekozen periode.",
        "geen_werktijd" => "De klantmanager werkt niet op dit moment.",
        "bezet" => "Op dit moment staat intussen iets anders in de agenda.",
        "op_lijst" => "Staat op de lijst voor een ander soort gesprek. Plan dat apart in.",
        "in_verzuim" => "Er loopt een hersteltermijn, of de zaak is bij rechtmatigheid.",
        "dag_vol" => "Op deze dag staan al zoveel gesprekken als er mogen.",
        _ => "Kon niet worden gepland.",
    }
}

const fn code(waarom: NietMogelijk) -> &'static str {
    match waarom {
        NietMogelijk::BuitenPeriode => "buiten_periode",
        NietMogelijk::GeenWerktijd => "geen_werktijd",
        NietMogelijk::Bezet => "bezet",
        NietMogelijk::DagVol => "dag_vol",
        NietMogelijk::NogNiet(_) => "nog_niet",
    }
}

/// How the clients of a round stand inside its transaction.
struct Nu {
    klanten: HashMap<KlantId, PlanKlant>,
    op_lijst: Vec<OpLijst>,
    in_verzuim: HashSet<KlantId>,
}

impl Nu {
    async fn laad(writer: &mut Writer, ids: &[KlantId]) -> Resultaat<Self> {
        let klanten = planning::klanten(writer, ids).await?;
        Ok(Self {
            klanten: klanten.into_iter().map(|klant| (klant.klant, klant)).collect(),
            op_lijst: planning::op_lijst(writer, ids).await?,
            in_verzuim: planning::in_verzuim(writer, ids).await?.into_iter().collect(),
        })
    }
}

/// The conversation of the list that gets this time; one of another kind is in the way.
fn van_lijst(op_lijst: &[OpLijst], klant: KlantId, plan: &Plan) -> Result<Option<GesprekId>, &'static str> {
    let mut wacht = op_lijst.iter().filter(|op_lijst| op_lijst.klant == klant).peekable();
    if wacht.peek().is_none() {
        return Ok(None);
    }
    wacht.find(|op_lijst| op_lijst.soort == plan.soort).map(|op_lijst| Some(op_lijst.gesprek)).ok_or("op_lijst")
}

/// Gives a conversation of the list its time: a second one is not made beside it.
async fn geef_tijd(
    bezoek: &Bezoek,
    writer: &mut Writer,
    id: GesprekId,
    nieuw: Gesprek,
) -> Resultaat<Result<Gesprek, &'static str>> {
    let wacht = storage::gesprek::find(writer, id).await?.ok_or(Fout::NietGevonden)?;
    let Gesprek { moment, duur_minuten, plaats, tolk, .. } = nieuw;
    let afspraak = Afspraak { moment, duur_minuten, plaats, tolk };
    let wacht = Gesprek { klantmanager: nieuw.klantmanager, ..wacht };
    let Ok(gesprek) = wacht.plan_in(afspraak, bezoek.nu) else { return Ok(Err("heeft_gesprek")) };
    match storage::gesprek::update(writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Stale) => Ok(Err("heeft_gesprek")),
        written => Ok(written.map(|()| Ok(gesprek))?),
    }
}

/// Why a client cannot be planned for on a day, whatever the hour.
fn klant_kan(klant: &PlanKlant, plan: &Plan, dag: Date, nu: &Nu) -> Result<(), &'static str> {
    if klant.klantmanager != Some(plan.klantmanager) {
        Err("andere_klantmanager")
    } else if klant.uitkering_tot.is_some_and(|tot| tot < dag) {
        Err("geen_uitkering")
    } else if klant.open_gesprek.is_some() {
        Err("heeft_gesprek")
    } else if nu.in_verzuim.contains(&klant.klant) {
        Err("in_verzuim")
    } else {
        van_lijst(&nu.op_lijst, klant.klant, plan).map(|_| ())
    }
}

/// Judges everybody: who first, and for whoever is left the moment, in the order of the diary.
fn oordeel(
    rijen: &[Bevestigd],
    nu: &Nu,
    plan: &Plan,
    ruimte: &Ruimte,
) -> Resultaat<Vec<(Bevestigd, Result<(), &'static str>)>> {
    let mut uitslagen = Vec::with_capacity(rijen.len());
    let mut kansrijk = Vec::new();
    for rij in rijen {
        // Of another municipality, or of nobody.
        let klant = nu.klanten.get(&rij.klant).ok_or(Fout::NietGevonden)?;
        let kan = klant_kan(klant, plan, rij.moment.date(), nu);
        if kan.is_ok() {
            kansrijk.push((rij.voorstel(), klant.vroegst));
        }
        uitslagen.push((*rij, kan));
    }
    let mut momenten = toets(&kansrijk, &ruimte.planruimte()).into_iter();
    for (_, uitslag) in uitslagen.iter_mut().filter(|(_, uitslag)| uitslag.is_ok()) {
        *uitslag = momenten.next().unwrap_or(Err(NietMogelijk::Bezet)).map_err(code);
    }
    Ok(uitslagen)
}

fn gesprek(bezoek: &Bezoek, plan: &Plan, rij: &Bevestigd, tolk: &str) -> Option<Gesprek> {
    let gesprek = Gesprek {
        id: bezoek.app.omgeving.nieuw_id(),
        klant: rij.klant,
        klantmanager: plan.klantmanager,
        soort: plan.soort.clone(),
        moment: rij.op_de_klok()?,
        duur_minuten: plan.duur_minuten,
        plaats: plan.plaats.clone(),
        tolk: plan.tolk.voor(tolk),
        uitnodiging: None,
        bevestigd: None,
        vorige: None,
        te_houden_voor: None,
        teruggenomen: Vec::new(),
        stand: GesprekStand::Gepland,
        versie: 1,
    };
    gesprek.plan(bezoek.nu).ok()
}

/// Plans a round; with a channel, who comes later than four weeks from now is invited by itself. The form brings its id along: sent twice,
/// it is planned once.
pub(super) async fn plan(
    bezoek: &Bezoek,
    plan: &Plan,
    (id, vanzelf): (PlanrondeId, Option<Kanaal>),
    mut rijen: Vec<Bevestigd>,
) -> Resultaat<PlanrondeId> {
    rijen.sort_by_key(|rij| (rij.moment, rij.klant));
    let mut gezien = HashSet::new();
    rijen.retain(|rij| gezien.insert(rij.klant));
    let ids: Vec<KlantId> = rijen.iter().map(|rij| rij.klant).collect();
    let ronde = Planronde { id, klantmanager: plan.klantmanager, door: bezoek.gebruiker().id, moment: bezoek.nu };
    let mut writer = bezoek.writer().await?;
    match planning::begin(&mut writer, &ronde, &ids).await {
        // The form was sent twice: the first one did it.
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            return eerder_gepland(bezoek, &ronde, &ids).await;
        }
        begun => begun?,
    }
    if vanzelf.is_some() {
        planning::vanzelf::set(&mut writer, id, vanzelf).await?;
    }
    if plan.kamers.is_some() {
        planning::lock_kamers(&mut writer, &plan.plaats).await?;
    }
    let ruimte = Ruimte::laad(&mut writer, plan).await?;
    let nu = Nu::laad(&mut writer, &ids).await?;
    let (mut gesprekken, mut ingepland) = (Vec::new(), Vec::new());
    let mut uitkomsten = Vec::new();
    for (rij, uitslag) in oordeel(&rijen, &nu, plan, &ruimte)? {
        let moment = rij.op_de_klok().unwrap_or(bezoek.nu);
        let tolk = nu.klanten.get(&rij.klant).map_or("", |klant| klant.tolk.as_str());
        let mut gepland = uitslag.and_then(|()| gesprek(bezoek, plan, &rij, tolk).ok_or("buiten_periode"));
        let wacht = van_lijst(&nu.op_lijst, rij.klant, plan).ok().flatten();
        if let (Ok(nieuw), Some(id)) = (&gepland, wacht) {
            gepland = geef_tijd(bezoek, &mut writer, id, nieuw.clone()).await?;
        }
        uitkomsten.push(Uitkomst {
            klant: rij.klant,
            moment,
            gesprek: gepland.as_ref().map(|gesprek| gesprek.id).map_err(|code| (*code).to_owned()),
        });
        if wacht.is_some() { ingepland.extend(gepland) } else { gesprekken.extend(gepland) }
    }
    planning::insert(&mut writer, &ronde, &gesprekken, &uitkomsten).await?;
    let gelukt = [("gesprek.gepland", gesprekken.as_slice()), ("gesprek.ingepland", &ingepland)];
    log_en_bewaar(bezoek, writer, (&ronde, plan, vanzelf), gelukt, uitkomsten.len()).await?;
    Ok(id)
}

/// A round that was planned before: the same form gives the same answer, another one is told so.
async fn eerder_gepland(bezoek: &Bezoek, ronde: &Planronde, ids: &[KlantId]) -> Resultaat<PlanrondeId> {
    let mut reader = bezoek.reader().await?;
    let bekend = planning::find(&mut reader, ronde.id).await?;
    bekend.filter(|bekend| bekend.door == ronde.door).ok_or(Fout::NietGevonden)?;
    let toen = planning::klanten_van(&mut reader, ronde.id).await?;
    let toen: HashSet<KlantId> = toen.into_iter().map(|klant| klant.uitkomst.klant).collect();
    if toen == ids.iter().copied().collect() {
        return Ok(ronde.id);
    }
    Err(Fout::in_strijd(
        "ronde_bestaat",
        "Deze ronde is al gepland, met andere klanten. Zij staat bij Eerder gepland. Maak voor de anderen een nieuw voorstel.",
    ))
}

/// From now on nobody of a round is invited by itself: whoever planned it does that when he wants.
pub(super) async fn niet_vanzelf(bezoek: &Bezoek, id: PlanrondeId) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let wie = Stapel::van(bezoek.gebruiker());
    planning::find_van(&mut writer, id, wie, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
    if planning::vanzelf::find(&mut writer, id).await?.is_none() {
        return Ok(());
    }
    planning::vanzelf::set(&mut writer, id, None).await?;
    Ok(writer.commit(bezoek.regel("planronde.niet_vanzelf", id.uuid(), None, &json!({})), &[]).await?)
}

/// A line for every conversation and one for the round; with them it is all kept, or nothing is.
async fn log_en_bewaar(
    bezoek: &Bezoek,
    mut writer: Writer,
    (ronde, plan, vanzelf): (&Planronde, &Plan, Option<Kanaal>),
    gelukt: [(&'static str, &[Gesprek]); 2],
    gekozen: usize,
) -> Resultaat<()> {
    let regel = |handeling: &'static str, gesprek: &Gesprek| {
        let dag = domain::datum::plaatselijk(gesprek.moment).date();
        let details =
            json!({ "soort": gesprek.soort, "dag": dag, "duur_minuten": gesprek.duur_minuten, "planronde": ronde.id });
        bezoek.regel(handeling, gesprek.id, Some(gesprek.klant), &details)
    };
    let regels: Vec<_> = gelukt
        .into_iter()
        .flat_map(|(handeling, gesprekken)| gesprekken.iter().map(move |gesprek| regel(handeling, gesprek)))
        .collect();
    if !regels.is_empty() {
        bulk::append_log(&mut writer, &regels).await?;
    }
    let details = json!({
        "klantmanager": plan.klantmanager,
        "gepland": regels.len(),
        "overgeslagen": gekozen - regels.len(),
        "vanzelf_uitnodigen": vanzelf.map(Kanaal::code),
    });
    Ok(writer.commit(bezoek.regel("planronde.gepland", ronde.id.uuid(), None, &details), &[]).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_read_as_it_was_written_and_nonsense_is_not() {
        let id = "0198c0de-0000-7000-8000-000000000002";
        let gelezen = Bevestigd::lees(&format!("{id}~2026-11-30T09:00:00")).unwrap();
        assert_eq!(format!("{}~{}", gelezen.klant, gelezen.moment), format!("{id}~2026-11-30T09:00:00"));
        for nonsense in [
            "",
            "~",
            id,
            "x~2026-11-30T09:00:00",
            &format!("{id}~morgen"),
            &format!("{id}~2026-13-30T09:00"),
            &format!("{id}~2026-11-30T09:00:01"),
            &format!("{id}~9999-12-31T23:59:00"),
            &format!("{id}~-009999-01-02T09:00:00"),
        ] {
            assert_eq!(Bevestigd::lees(nonsense), None, "{nonsense}");
        }
    }
}
