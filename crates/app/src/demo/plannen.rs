//! Plans of a part of the clients: about two in three of those who receive a benefit. They are drawn from a stream of their
//! own, so that everything else in the town stays as it was before there were plans.

use domain::{
    datum::{plaatselijk, plus_maanden},
    dossier::Dossier,
    gesprek::GesprekStand,
    id::{GebruikerId, PlanId, VerwijzingId},
    plan::{
        Akkoord, Inhoud, Plan, PlanStand, RECHTEN_EN_PLICHTEN, SoortDoel, Stap, StapStand, Vaststelling, Wie, Wijze,
    },
    verwijzing::Verwijzing,
};
use jiff::civil::Date;

use super::{
    contact::personen::Verhaal,
    dagen::{Dag, datum, van_datum, werkdag_tot, werkdag_vanaf},
    loopbaan::Maker,
    toeval::{Dobbel, Soort, meng},
};

/// The number of the stream of plans; others are 503 to 507.
const STROOM: u64 = 520;

/// Goals by segment: who is near to work, who can get there, who takes part.
const DOELEN: [&[&str]; 3] = [
    &[
        "Betaald werk in de winkel of het magazijn, minstens 32 uur per week.",
        "Een baan in de zorg, het liefst in de buurt.",
        "Werk via het uitzendbureau en daarna een vast contract.",
    ],
    &[
        "Binnen een jaar betaald werk voor halve dagen.",
        "Beter Nederlands leren en ervaring opdoen op een werkplek.",
        "Een opleiding afronden en daarna een baan als monteur.",
    ],
    &[
        "Elke week iets doen buiten de deur, in een groep in de wijk.",
        "Rust in de geldzaken en een vast ritme in de week.",
        "Vrijwilligerswerk in de buurt, één ochtend per week.",
    ],
];

/// Steps that fit everybody: what, who, after how many days.
const STAPPEN: [(&str, Wat, i32); 6] = [
    ("Cv samen bijwerken en bespreken", Wat::Klantmanager, 21),
    ("Inschrijven bij twee uitzendbureaus", Wat::Klant, 28),
    ("Papieren over schulden en vaste lasten verzamelen", Wat::Klant, 35),
    ("Uitzoeken wat het kost om kinderopvang te regelen", Wat::Klantmanager, 42),
    ("Kennismaken bij het buurthuis", Wat::Klant, 30),
    ("Meedenken over vervoer en hulp in huis", Wat::Wijkteam, 60),
];

#[derive(Clone, Copy)]
enum Wat {
    Klant,
    Klantmanager,
    Wijkteam,
}

/// The versions of one client's plan, oldest first; none for who left or has just come.
pub(super) fn maak(maker: &Maker<'_>, dossier: &Dossier) -> Vec<Plan> {
    let (ingang, einde) = maker.laatste_recht();
    let vandaag = maker.vandaag();
    if einde.is_some() || vandaag - ingang < 30 {
        return Vec::new();
    }
    let mut dobbel = Dobbel::nieuw(meng(maker.bevolking.zaad, STROOM), maker.loop_.nummer);
    if maker.loop_.johan {
        return vec![johan(maker, dossier)];
    }
    if maker.persoon.is_some_and(|persoon| persoon.verhaal == Verhaal::ErnstigTeLaat) {
        return Vec::new();
    }
    // A plan follows on a conversation, and on a grant to somebody young.
    let jong = maker.leeftijd_op(ingang) < 27;
    if !dobbel.kans(if jong { 85 } else { 62 }) {
        return Vec::new();
    }
    let gesprek = dossier.gesprekken.iter().rev().find(|gesprek| matches!(gesprek.stand, GesprekStand::Gevoerd(_)));
    let dag = gesprek.map_or(ingang, |gesprek| van_datum(plaatselijk(gesprek.moment).date()));
    let eerste = if jong && dobbel.kans(80) { ingang } else { werkdag_vanaf(dag.max(ingang)).min(vandaag) };
    let mut plannen = vec![versie(maker, dossier, &mut dobbel, 1, eerste)];
    let tweede = werkdag_vanaf(eerste + dobbel.tussen(150, 330));
    if tweede < vandaag - 5 {
        if let Some(vorige) = plannen.pop().and_then(|plan| plan.vervang(datum(tweede)).ok()) {
            plannen.push(vorige);
        }
        plannen.push(versie(maker, dossier, &mut dobbel, 2, tweede));
    }
    laatste_stap(maker, dossier, &mut dobbel, &mut plannen);
    plannen
}

/// Some are writing a new version, some have ended the plan.
fn laatste_stap(maker: &Maker<'_>, dossier: &Dossier, dobbel: &mut Dobbel, plannen: &mut Vec<Plan>) {
    let vandaag = maker.vandaag();
    let Some(huidig) = plannen.last() else { return };
    let sinds = van_datum(huidig.opgesteld);
    let op = werkdag_tot(vandaag - dobbel.tussen(1, 12));
    if sinds > op - 40 {
        return;
    }
    match dobbel.onder(100) {
        0..5 => {
            let nieuw = versie(maker, dossier, dobbel, huidig.nummer + 1, op);
            plannen.push(Plan { stand: PlanStand::Concept, ..nieuw });
        }
        5..8 => {
            let waarom = "Het doel is gehaald. In het volgende gesprek maken wij een nieuw plan.".to_owned();
            let beeindigd = plannen.pop().and_then(|plan| plan.beeindig(datum(op), waarom).ok());
            plannen.extend(beeindigd);
        }
        _ => {}
    }
}

fn versie(maker: &Maker<'_>, dossier: &Dossier, dobbel: &mut Dobbel, nummer: i64, op: Dag) -> Plan {
    let vandaag = maker.vandaag();
    let first = usize::try_from(nummer - 1).unwrap_or_default() * 6;
    let mut stappen = Vec::new();
    let begin = dobbel.plaats(STAPPEN.len());
    for offset in 0..dobbel.tussen(2, 4) {
        let (wat, wie, dagen) = STAPPEN[(begin + usize::try_from(offset).unwrap_or_default()) % STAPPEN.len()];
        let voor = werkdag_vanaf(op + dagen + dobbel.tussen(0, 60));
        let stand = stand(dobbel, op, voor, vandaag);
        stappen.push(stap(maker, first + stappen.len(), wat, wie, voor, stand));
    }
    // A track that is running is a step of the plan.
    let loopt = |v: &&Verwijzing| v.beeindigd.is_none() && v.verwezen <= datum(vandaag);
    if let Some(verwijzing) = dossier.verwijzingen.iter().find(loopt) {
        let voor = werkdag_vanaf((vandaag + dobbel.tussen(20, 90)).max(op + 30));
        let wat = format!("Meedoen met het traject bij {}", verwijzing.aanbieder);
        let basis = stap(maker, first + stappen.len(), &wat, Wat::Klant, voor, StapStand::Open);
        stappen.push(Stap { verwijzing: Some(verwijzing.id), wie: Wie::Ander(verwijzing.aanbieder.clone()), ..basis });
    }
    let doel = *dobbel.kies(DOELEN[maker.segment]);
    let soort = if maker.segment == 2 { SoortDoel::Participatie } else { SoortDoel::Werk };
    let getekend = dobbel.onder(100);
    let inhoud = Inhoud {
        soort,
        doel: doel.to_owned(),
        stappen,
        rechten_en_plichten: RECHTEN_EN_PLICHTEN.to_owned(),
        evaluatie: plus_maanden(datum(op), 6),
    };
    let op = datum(op);
    let akkoord = match getekend {
        0..55 => Some(Wijze::Papier),
        55..80 => Some(Wijze::Scherm { naam: dossier.klant.naam.voluit(), hoedanigheid: None }),
        _ => None,
    };
    plan(maker, dossier, (nummer, op), inhoud, akkoord)
}

fn plan(
    maker: &Maker<'_>,
    dossier: &Dossier,
    (nummer, op): (i64, Date),
    inhoud: Inhoud,
    akkoord: Option<Wijze>,
) -> Plan {
    let door = klantmanager(maker, dossier, op);
    let volg = usize::try_from(nummer - 1).unwrap_or_default();
    let akkoord = akkoord.map(|wijze| Akkoord { wijze, op, vastgelegd_door: door });
    Plan {
        id: maker.id(Soort::Plan, volg),
        klant: maker.klant,
        nummer,
        vorige: volg.checked_sub(1).map(|vorige| maker.id::<PlanId>(Soort::Plan, vorige)),
        opsteller: door,
        opgesteld: op,
        inhoud,
        stand: PlanStand::Vastgesteld(Vaststelling { op, door, akkoord }),
        versie: 1,
    }
}

/// Who had the client on the day.
fn klantmanager(maker: &Maker<'_>, dossier: &Dossier, op: Date) -> GebruikerId {
    let toewijzing = dossier.toewijzingen.iter().find(|toewijzing| toewijzing.periode.bevat(op));
    toewijzing.map_or_else(|| maker.gebruiker(0), |toewijzing| toewijzing.klantmanager)
}

fn stap(maker: &Maker<'_>, volg: usize, wat: &str, wie: Wat, voor: Dag, stand: StapStand) -> Stap {
    Stap {
        id: maker.id(Soort::Stap, volg),
        wat: wat.to_owned(),
        wie: match wie {
            Wat::Klant => Wie::Klant,
            Wat::Klantmanager => Wie::Klantmanager,
            Wat::Wijkteam => Wie::Ander("het wijkteam".to_owned()),
        },
        voor: datum(voor),
        verwijzing: None,
        stand,
    }
}

/// Most steps whose day has passed are done.
fn stand(dobbel: &mut Dobbel, op: Dag, voor: Dag, vandaag: Dag) -> StapStand {
    let worp = dobbel.onder(100);
    let klaar = datum(werkdag_tot(voor - 3).max(op).min(vandaag));
    match worp {
        _ if voor >= vandaag => StapStand::Open,
        0..82 => StapStand::Klaar { op: klaar },
        82..92 => StapStand::Vervallen { op: klaar },
        _ => StapStand::Open,
    }
}

/// Johan works towards a job outdoors; two of his steps are done, one is late.
fn johan(maker: &Maker<'_>, dossier: &Dossier) -> Plan {
    let vandaag = maker.vandaag();
    let op = werkdag_tot(vandaag - 74);
    let traject = |aanbieder: &str| -> Option<VerwijzingId> {
        dossier.verwijzingen.iter().find(|verwijzing| verwijzing.aanbieder == aanbieder).map(|verwijzing| verwijzing.id)
    };
    let klaar = |dag: Dag| StapStand::Klaar { op: datum(werkdag_tot(dag)) };
    let stappen = vec![
        stap(maker, 0, "Diploma groen opzoeken en meenemen", Wat::Klant, op + 14, klaar(op + 10)),
        stap(maker, 1, "Johan aanmelden bij Pasmatch", Wat::Klantmanager, op + 21, klaar(op + 14)),
        Stap {
            verwijzing: traject("Bibliotheek"),
            ..stap(maker, 2, "Aanmelden bij het taalcafé", Wat::Klant, op + 21, StapStand::Open)
        },
        Stap {
            verwijzing: traject("Pasmatch"),
            wie: Wie::Ander("Pasmatch".to_owned()),
            ..stap(maker, 3, "Proefplaats zoeken bij de groenvoorziening", Wat::Klant, vandaag + 35, StapStand::Open)
        },
    ];
    let inhoud = Inhoud {
        soort: SoortDoel::Werk,
        doel: "Weer buiten werken, als hovenier of in de groenvoorziening. Eerst een proefplaats, daarna een contract voor halve dagen."
            .to_owned(),
        stappen,
        rechten_en_plichten: RECHTEN_EN_PLICHTEN.to_owned(),
        evaluatie: datum(werkdag_vanaf(vandaag + 20)),
    };
    plan(maker, dossier, (1, datum(op)), inhoud, Some(Wijze::Papier))
}
