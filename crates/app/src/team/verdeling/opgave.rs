//! What there is to distribute: klantmanagers with their share of the work, and clients with what they ask.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use analysis::{
    opgave::{ALGEMEEN, Klant, Klantmanager, Opgave},
    verdeling::{Gewichten, Wensen},
};
use domain::{
    gebruiker::{Gebruiker, Rol},
    id::{GebruikerId, KlantId, TeamId},
    verdeling::{Specialisme, behoefte, gewicht},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use storage::{
    Reader,
    belasting::{Belastingen, Wie},
    verdeling::{KlantNu, VerdelingKlant},
};

use crate::web::{Bezoek, Lijsten, Resultaat};

/// So many clients in one proposal; more would be worked out for minutes, by team it takes seconds.
pub(super) const MEEST: usize = 20_000;

/// What somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Vraag {
    /// How many clients one has at least, in per cent of what fits his working time.
    pub(super) minstens: u32,
    /// How many at most.
    pub(super) hoogstens: u32,
    /// What weighs how much.
    pub(super) gewichten: Gewichten,
}

impl Default for Vraag {
    /// As the comparison of solvers has it: four fifths to six fifths of one's share.
    fn default() -> Self {
        Self { minstens: 80, hoogstens: 120, gewichten: Gewichten::default() }
    }
}

/// What a proposal was made of, beside its clients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Invoer {
    pub(super) vraag: Vraag,
    pub(super) klantmanagers: Vec<Deelnemer>,
    /// Who was left out: keeps whom he has, and gets nobody.
    #[serde(default)]
    pub(super) niet_mee: BTreeSet<GebruikerId>,
}

/// A klantmanager who can get clients, with his share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Deelnemer {
    pub(super) id: GebruikerId,
    pub(super) specialismen: Vec<String>,
    /// Clients, at least and at most.
    pub(super) minstens: u32,
    pub(super) hoogstens: u32,
    /// Quarter-hours of conversation in a quarter that are his share.
    pub(super) doel: i64,
    /// His working time is not known: he counts as the mean of the others.
    pub(super) werktijd_onbekend: bool,
}

/// Why no proposal can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NietsTeVerdelen {
    #[error("er worden al twee voorstellen berekend; probeer het over een halve minuut opnieuw")]
    Druk,
    #[error("er zijn geen klanten met een lopende uitkering om te verdelen; kies een ander team")]
    GeenKlanten,
    #[error("er zijn meer dan 20.000 klanten; laat per team een voorstel maken")]
    TeVeel,
    #[error("er is geen klantmanager die klanten kan hebben; kies een ander team of laat een account maken")]
    GeenKlantmanager,
    #[error("laat ten minste één klantmanager meedoen")]
    NiemandDoetMee,
    #[error("niemand van deze klantmanagers heeft werktijd in het komende jaar; vul eerst een werkrooster in")]
    GeenWerktijd,
}

/// Reads what there is today.
pub(super) async fn lees(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    (team, vraag): (Option<TeamId>, Vraag),
) -> Resultaat<Result<(Invoer, Vec<VerdelingKlant>), NietsTeVerdelen>> {
    let mut reader = bezoek.reader().await?;
    let limit = i64::try_from(MEEST + 1).unwrap_or(i64::MAX);
    let nu = storage::verdeling::klanten_nu(&mut reader, team, bezoek.vandaag, limit).await?;
    if nu.is_empty() {
        return Ok(Err(NietsTeVerdelen::GeenKlanten));
    }
    if nu.len() > MEEST {
        return Ok(Err(NietsTeVerdelen::TeVeel));
    }
    let klanten = klanten(&mut reader, bezoek, nu).await?;
    let zonder = BTreeSet::new();
    let klantmanagers = match lees_deelnemers(&mut reader, bezoek, lijsten, (team, vraag), &klanten, &zonder).await? {
        Ok(klantmanagers) => klantmanagers,
        Err(niets) => return Ok(Err(niets)),
    };
    Ok(Ok((Invoer { vraag, klantmanagers, niet_mee: zonder }, klanten)))
}

/// Who takes part, with the share of each; of whom is left out, nor his clients count.
pub(super) async fn lees_deelnemers(
    reader: &mut Reader,
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    (team, vraag): (Option<TeamId>, Vraag),
    klanten: &[VerdelingKlant],
    zonder: &BTreeSet<GebruikerId>,
) -> Resultaat<Result<Vec<Deelnemer>, NietsTeVerdelen>> {
    let wie = team.map_or(Wie::Allen, Wie::Team);
    let belastingen = storage::belasting::belastingen(reader, wie, bezoek.vandaag, &lijsten.normen).await?;
    let kent = storage::specialisme::list(reader).await?;
    let kan = |g: &&Gebruiker| {
        let werkt_met_klanten = g.rol == Rol::Klantmanager || belastingen.heeft_klanten(g.id);
        g.actief && werkt_met_klanten && team.is_none_or(|team| g.team == Some(team))
    };
    let kunnen: Vec<&Gebruiker> = lijsten.gebruikers.iter().filter(kan).collect();
    let mee: Vec<&Gebruiker> = kunnen.iter().copied().filter(|g| !zonder.contains(&g.id)).collect();
    if mee.is_empty() && !kunnen.is_empty() {
        return Ok(Err(NietsTeVerdelen::NiemandDoetMee));
    }
    let te_verdelen: Vec<&VerdelingKlant> =
        klanten.iter().filter(|is| is.van.is_none_or(|van| !zonder.contains(&van))).collect();
    Ok(deelnemers(&mee, &belastingen, &kent, &te_verdelen, vraag))
}

async fn klanten(reader: &mut Reader, bezoek: &Bezoek, nu: Vec<KlantNu>) -> Resultaat<Vec<VerdelingKlant>> {
    let mut groepen: HashMap<KlantId, Vec<String>> = HashMap::new();
    for (klant, groep) in storage::verdeling::doelgroepen(reader, bezoek.vandaag).await? {
        groepen.entry(klant).or_default().push(groep);
    }
    let klant = |is: KlantNu| {
        let in_groep: Vec<&str> = groepen.get(&is.klant).into_iter().flatten().map(String::as_str).collect();
        VerdelingKlant {
            klant: is.klant,
            naam: String::new(),
            sorteersleutel: String::new(),
            van: is.klantmanager,
            aan: None,
            kwartieren: per_kwartaal(is.minuten_per_jaar),
            gewicht: gewicht(is.laatst_gepland >= bezoek.nu, is.laatste_gesprek, bezoek.vandaag),
            behoefte: behoefte(&in_groep, is.geboortedatum, bezoek.vandaag).map_or("", Specialisme::code).to_owned(),
            waarom: String::new(),
            vast: false,
            overname: None,
            klantmanager: is.klantmanager,
            uitkering_tot: Date::MAX,
        }
    };
    Ok(nu.into_iter().map(klant).collect())
}

/// Quarter-hours in a quarter of minutes in a year, rounded.
fn per_kwartaal(minuten_per_jaar: i64) -> u32 {
    u32::try_from((minuten_per_jaar + 30) / 60).unwrap_or_default()
}

/// The share of each: of the clients and of the hours, by working time of the coming year.
fn deelnemers(
    wie: &[&Gebruiker],
    belastingen: &Belastingen,
    kent: &HashMap<GebruikerId, Vec<String>>,
    klanten: &[&VerdelingKlant],
    vraag: Vraag,
) -> Result<Vec<Deelnemer>, NietsTeVerdelen> {
    let werktijd = |g: &&Gebruiker| belastingen.van(g.id).werktijd;
    let bekend: Vec<i64> = wie.iter().filter_map(werktijd).collect();
    // Of nobody known: then everybody counts alike.
    let gemiddeld = i64::try_from(bekend.len()).ok().filter(|n| *n > 0).map_or(1, |n| bekend.iter().sum::<i64>() / n);
    let totaal: i64 = wie.iter().map(|g| werktijd(g).unwrap_or(gemiddeld)).sum();
    if wie.is_empty() {
        return Err(NietsTeVerdelen::GeenKlantmanager);
    }
    if totaal == 0 {
        return Err(NietsTeVerdelen::GeenWerktijd);
    }
    let aantal = i64::try_from(klanten.len()).unwrap_or(i64::MAX);
    let kwartieren: i64 = klanten.iter().map(|is| i64::from(is.kwartieren)).sum();
    let deel = |g: &&Gebruiker| {
        let tijd = werktijd(g).unwrap_or(gemiddeld);
        let procent = |procent: u32| i64::from(procent) * aantal * tijd;
        Deelnemer {
            id: g.id,
            specialismen: kent.get(&g.id).cloned().unwrap_or_default(),
            minstens: u32::try_from(procent(vraag.minstens) / (100 * totaal)).unwrap_or_default(),
            hoogstens: u32::try_from((procent(vraag.hoogstens) + 100 * totaal - 1) / (100 * totaal))
                .unwrap_or(u32::MAX),
            doel: (2 * kwartieren * tijd + totaal) / (2 * totaal),
            werktijd_onbekend: werktijd(g).is_none(),
        }
    };
    Ok(wie.iter().map(deel).collect())
}

const LAATSTE_WEEK: u8 = 13;

/// The same as the calculation knows it: people by their place.
pub(super) struct Gesteld {
    pub(super) opgave: Opgave,
    pub(super) wensen: Wensen,
    /// Which of the clients of the proposal each client of the problem is. Who is kept with somebody who gets no clients, or with nobody, has
    /// no place in it: he stays.
    pub(super) wie: Vec<usize>,
}

pub(super) fn opgave(invoer: &Invoer, klanten: &[VerdelingKlant]) -> Gesteld {
    let plaats: HashMap<GebruikerId, usize> =
        invoer.klantmanagers.iter().enumerate().map(|(plaats, is)| (is.id, plaats)).collect();
    let huidig = |is: &VerdelingKlant| is.van.and_then(|van| plaats.get(&van).copied());
    let klantmanagers = invoer.klantmanagers.iter().map(|is| Klantmanager {
        specialismen: is.specialismen.clone(),
        minstens: is.minstens,
        hoogstens: is.hoogstens,
        doel: is.doel,
        ruimte: [0; analysis::opgave::WEKEN],
    });
    // When each is spoken to is another question: here his hours are one conversation, some time this quarter.
    let klant = |is: &VerdelingKlant| Klant {
        behoefte: if is.behoefte.is_empty() { ALGEMEEN.to_owned() } else { is.behoefte.clone() },
        huidig: huidig(is).and_then(|plaats| i64::try_from(plaats).ok()).unwrap_or(-1),
        gewicht: is.gewicht,
        gesprekken: 1,
        lengte: is.kwartieren,
        kwartieren: is.kwartieren,
        uiterlijk: vec![LAATSTE_WEEK],
        vroegst: vec![1],
        planner: 0,
    };
    let mut gesteld = Gesteld {
        opgave: Opgave { klantmanagers: klantmanagers.collect(), klanten: Vec::new() },
        wensen: Wensen { gewichten: invoer.vraag.gewichten, vast: BTreeMap::new() },
        wie: Vec::new(),
    };
    for (wie, is) in klanten.iter().enumerate() {
        let blijft = is.vast || is.van.is_some_and(|van| invoer.niet_mee.contains(&van));
        match (blijft, huidig(is)) {
            (true, None) => continue,
            (true, Some(bij)) => {
                gesteld.wensen.vast.insert(gesteld.wie.len(), bij);
            }
            (false, _) => {}
        }
        gesteld.opgave.klanten.push(klant(is));
        gesteld.wie.push(wie);
    }
    gesteld
}
