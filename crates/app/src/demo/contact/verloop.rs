//! What became of conversations: cure periods in each state, moved and called off by whom and why, confirmed, still to be
//! given a time, and the reference of the letter that invited.

use domain::{
    brief::kenmerk,
    datum::plaatselijk,
    dossier::Dossier,
    gesprek::{Gesprek, GesprekStand, Hersteltermijn, Kanaal, Partij, Uitnodiging},
    id::BriefId,
};

use super::super::{
    bevolking::Plek,
    dagen::{Dag, dag, datum, moment, van_datum, werkdag_tot, werkdag_vanaf},
    gegevens::codelijsten::code,
    loopbaan::Maker,
    toeval::{Dobbel, Soort, meng},
};

const STROOM: u64 = 530;
/// Cure periods were recorded since then; what the council papers count is older.
const SINDS: Dag = dag(2019, 3, 1);
/// Numbers of conversations that are added afterwards start here.
const ERBIJ: usize = 3_000;
/// Letters are kept of the first klantmanagers only, of so many days: enough to look at, and a town of any size stays small.
const MET_BRIEVEN: u32 = 45;
const BRIEVEN_DAGEN: Dag = 60;

const HERSTELD: [&str; 5] = [
    "Was ziek en had dat niet doorgegeven. Heeft een nieuwe afspraak gemaakt.",
    "Had de brief te laat gezien. Kwam de volgende dag langs aan de balie.",
    "Het kind was ziek. Belde zelf om een nieuwe afspraak te maken.",
    "Was op een sollicitatiegesprek en liet de uitnodiging daarvoor zien.",
    "Kwam binnen de termijn alsnog op gesprek.",
];
const AFGEZEGD_GEMEENTE: [&str; 3] = [
    "Klantmanager ziek. De klant is gebeld.",
    "Spreekkamer was niet beschikbaar.",
    "Scholing van het team; de klant is op tijd gebeld.",
];
const VERZET_KLANT: [&str; 4] = [
    "Moet die dag naar het ziekenhuis.",
    "Heeft dan taalles.",
    "Kan alleen als de kinderen op school zijn.",
    "Begon die week met een proefplaats.",
];
const VERZET_GEMEENTE: [&str; 2] = ["Klantmanager had een cursus.", "De tolk kon niet op deze dag."];

/// The day a conversation is on.
pub(super) fn dag_van(gesprek: &Gesprek) -> Dag {
    van_datum(plaatselijk(gesprek.moment).date())
}

/// Works out what followed on the conversations of a client, in the file itself.
pub(in crate::demo) fn pas_toe(maker: &Maker<'_>, dossier: &mut Dossier) {
    let mut dobbel = Dobbel::nieuw(meng(maker.bevolking.zaad, STROOM), maker.loop_.nummer);
    let vandaag = maker.vandaag();
    for plaats in 0..dossier.gesprekken.len() {
        let dag = dag_van(&dossier.gesprekken[plaats]);
        if dag < SINDS || maker.persoon.is_some() {
            continue;
        }
        let worp = dobbel.onder(100);
        match &dossier.gesprekken[plaats].stand {
            GesprekStand::NietVerschenen { .. } => {
                let stand = verzuim(maker, &mut dobbel, &dossier.gesprekken, plaats);
                dossier.gesprekken[plaats].stand = stand;
            }
            GesprekStand::Afgezegd { door: Partij::Klant, .. } if worp < 40 => {
                verzet(&mut dobbel, &mut dossier.gesprekken, plaats);
            }
            GesprekStand::Afgezegd { door: Partij::Klant, .. } if worp < 60 => {
                let toelichting = (*dobbel.kies(&AFGEZEGD_GEMEENTE)).to_owned();
                dossier.gesprekken[plaats].stand = GesprekStand::Afgezegd { door: Partij::Gemeente, toelichting };
            }
            GesprekStand::Uitgenodigd if worp < 45 => bevestig(&mut dobbel, &mut dossier.gesprekken[plaats], vandaag),
            _ => {}
        }
    }
    if !maker.loop_.johan && maker.persoon.is_none() {
        erbij(maker, &mut dobbel, dossier);
    }
    kenmerken(maker, dossier);
}

/// What followed on not showing: nothing yet, a period that runs, one that was used, or one that passed.
fn verzuim(maker: &Maker<'_>, dobbel: &mut Dobbel, gesprekken: &[Gesprek], plaats: usize) -> GesprekStand {
    let gesprek = &gesprekken[plaats];
    let (dag, vandaag) = (dag_van(gesprek), maker.vandaag());
    let toelichting = gesprek.stand.toelichting().to_owned();
    let brief = werkdag_vanaf(dag + 1 + dobbel.tussen(0, 2));
    let (soort, worp, reden) = (dobbel.onder(100), dobbel.onder(5), (*dobbel.kies(&HERSTELD)).to_owned());
    let loopt = |op: Dag| maker.loop_.recht_op(op).is_some() && maker.loop_.recht_op(op) == maker.loop_.recht_op(dag);
    let termijn = Hersteltermijn::voorstel(datum(brief));
    let einde = van_datum(termijn.einde);
    let na = i32::try_from(worp).unwrap_or_default();
    let gekomen = gesprekken[plaats + 1..]
        .iter()
        .filter(|later| matches!(later.stand, GesprekStand::Gevoerd(_)))
        .map(dag_van)
        .find(|op| (brief..=einde).contains(op));
    let hersteld = |op: Dag| (op <= vandaag && loopt(op)).then_some(Ok(op));
    let overgedragen = |op: Dag| (op <= vandaag && loopt(op)).then_some(Err(op));
    let klaar = match gekomen {
        Some(op) => hersteld(op),
        None if brief >= vandaag || !loopt(brief) || soort < 12 => {
            return GesprekStand::NietVerschenen { toelichting };
        }
        None if einde >= vandaag && soort < 65 => None,
        None if einde >= vandaag => hersteld(werkdag_vanaf(brief + 2)),
        // A period that has passed waits a few days for whoever hands it over.
        None if einde >= vandaag - 6 && soort < 60 => None,
        None if soort < 55 => hersteld(werkdag_tot((brief + 3 + na * 2).min(einde))),
        None if soort < 85 => overgedragen(werkdag_vanaf(einde + 1 + na)),
        None => return GesprekStand::NietVerschenen { toelichting },
    };
    match klaar {
        Some(Ok(op)) => GesprekStand::Hersteld { toelichting, reden, termijn, op: datum(op) },
        Some(Err(op)) => GesprekStand::NaarRechtmatigheid { toelichting, termijn, op: datum(op) },
        None if loopt(vandaag) && einde >= vandaag - 6 => GesprekStand::InHersteltermijn { toelichting, termijn },
        None => GesprekStand::NietVerschenen { toelichting },
    }
}

/// A conversation that was called off and held soon after was in truth moved.
fn verzet(dobbel: &mut Dobbel, gesprekken: &mut [Gesprek], plaats: usize) {
    let Some([eerst, later]) = gesprekken.get_mut(plaats..plaats + 2) else { return };
    let (door, toelichting) = if dobbel.kans(75) {
        (Partij::Klant, *dobbel.kies(&VERZET_KLANT))
    } else {
        (Partij::Gemeente, *dobbel.kies(&VERZET_GEMEENTE))
    };
    if eerst.soort == later.soort && later.vorige.is_none() && dag_van(later) - dag_van(eerst) <= 30 {
        eerst.stand = GesprekStand::Verzet { door, toelichting: toelichting.to_owned() };
        later.vorige = Some(eerst.id);
    }
}

/// The client said to come, some days after the invitation.
fn bevestig(dobbel: &mut Dobbel, gesprek: &mut Gesprek, vandaag: Dag) {
    let Some(uitnodiging) = &gesprek.uitnodiging else { return };
    let op = werkdag_vanaf(van_datum(uitnodiging.op) + dobbel.tussen(1, 5));
    if op < vandaag && op <= dag_van(gesprek) {
        gesprek.bevestigd = Some(datum(op));
        gesprek.stand = GesprekStand::Bevestigd;
    }
}

/// The list of what needs a time, and what was called off for the coming week, by the place in the caseload.
fn erbij(maker: &Maker<'_>, dobbel: &mut Dobbel, dossier: &mut Dossier) {
    let Some(Plek { plaats, klantmanager }) = maker.loop_.plek else { return };
    let vandaag = maker.vandaag();
    let basis = |soort: &'static str, moment, duur_minuten, stand| Gesprek {
        id: maker.id(Soort::Gesprek, ERBIJ),
        klant: maker.klant,
        klantmanager: maker.gebruiker(klantmanager),
        soort: code(soort),
        moment,
        duur_minuten,
        plaats: String::new(),
        tolk: String::new(),
        uitnodiging: None,
        bevestigd: None,
        vorige: None,
        te_houden_voor: None,
        teruggenomen: Vec::new(),
        stand,
        versie: 1,
    };
    let nieuw = match plaats {
        46 | 52 | 58 => {
            let voor = werkdag_vanaf(vandaag + [-2, 9, 24][usize::try_from((plaats - 46) / 6).unwrap_or_default()]);
            let soort = if plaats == 58 { "klantbeeldgesprek" } else { "participatiegesprek" };
            basis(soort, moment(voor, 0), if plaats == 58 { 180 } else { 60 }, GesprekStand::TePlannen)
        }
        49 => {
            let dag = werkdag_vanaf(vandaag + dobbel.tussen(1, 5));
            let toelichting =
                "Heeft die ochtend een sollicitatiegesprek. Belt zelf voor een nieuwe afspraak.".to_owned();
            let stand = GesprekStand::Afgezegd { door: Partij::Klant, toelichting };
            let op = datum(werkdag_tot(dag - 13));
            let uitnodiging = Some(Uitnodiging { op, kanaal: Kanaal::Email, bewijs: String::new() });
            Gesprek {
                uitnodiging,
                plaats: "spreekkamer 2".to_owned(),
                tolk: String::new(),
                ..basis("participatiegesprek", moment(dag, 975), 45, stand)
            }
        }
        _ => return,
    };
    // Whoever came a few days ago was not invited before that, nor is on a list.
    let ruim = |gesprek: &Gesprek| dag_van(gesprek) < vandaag - 30;
    let sinds = maker.laatste_recht().0;
    if dossier.gesprekken.iter().all(ruim) && sinds < vandaag - 30 {
        dossier.gesprekken.push(nieuw);
    }
}

/// Whether letters of a conversation on a day are kept.
fn met_brief(maker: &Maker<'_>, dag: Dag) -> bool {
    dag > maker.vandaag() - BRIEVEN_DAGEN && {
        let wie = maker.loop_.klantmanager_op(dag);
        wie < MET_BRIEVEN && wie.is_multiple_of(5)
    }
}

/// The identifier of letter `welke` about the conversation at a place in the file.
pub(super) fn brief_id(kenmerken: super::super::toeval::Kenmerken, nummer: u64, plaats: usize, welke: u16) -> BriefId {
    kenmerken.maak(Soort::Brief, nummer, u16::try_from(plaats).unwrap_or_default() * 4 + welke)
}

/// Writes the reference of the letter with the invitations by letter.
fn kenmerken(maker: &Maker<'_>, dossier: &mut Dossier) {
    for plaats in 0..dossier.gesprekken.len() {
        let gesprek = &mut dossier.gesprekken[plaats];
        let dag = dag_van(gesprek);
        if let Some(uitnodiging) = &mut gesprek.uitnodiging
            && uitnodiging.kanaal == Kanaal::Brief
            && met_brief(maker, dag)
        {
            let id = brief_id(maker.bevolking.kenmerken, maker.loop_.nummer, plaats, 0);
            uitnodiging.bewijs = kenmerk(id, uitnodiging.op);
        }
    }
}
