//! Decisions about right and amount, and the orders that follow from them.

use domain::{
    besluit::{
        Besluit, BesluitStand, GrondTerugvordering, GrondVerlaging, Heroverweging, Herroeping, Inhoud, Kader,
        Oorsprong, Reden, UitkomstHeroverweging, Uitvoering, Verlaging, Verlagingstabel, Verwijtbaarheid,
        Voorbereiding,
    },
    datum::{Periode, plus_dagen, plus_maanden},
    id::{OnderzoekId, OpschortingId},
    onderzoek::NodigBesluit,
};
use jiff::civil::Date;

use super::{Besloten, Maker, Rechtzaken, onderzoeken, opschortingen::uitgevoerd};
use crate::demo::toeval::Soort;

/// How far one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tot {
    Voorbereid,
    Voorgelegd,
    Teruggewezen,
    Vervallen,
    Vastgesteld,
    Herroepen,
}

const VERLOOP: [(u32, Tot); 6] = [
    (10, Tot::Voorbereid),
    (14, Tot::Voorgelegd),
    (6, Tot::Teruggewezen),
    (6, Tot::Vervallen),
    (54, Tot::Vastgesteld),
    (10, Tot::Herroepen),
];

/// What was not told.
const SCHENDING: &str = "U werkte naast de uitkering en gaf dat niet door.";

/// Any decision about a benefit that runs: it ends none.
pub(super) fn een(maker: &mut Maker<'_>, zaken: &mut Rechtzaken) {
    let tot = maker.dobbel.gewogen(&VERLOOP);
    let dag = match tot {
        Tot::Voorbereid | Tot::Voorgelegd | Tot::Teruggewezen => maker.onlangs((1, 45)),
        _ => maker.ooit(40),
    };
    let Some(op) = dag else { return };
    let (inhoud, nodig) = match maker.dobbel.onder(10) {
        0..=2 => (herziening(maker, op), NodigBesluit::Herziening),
        3 => (stuk_zonder_recht(maker, op), NodigBesluit::Intrekking),
        4..=6 => (terugvordering(maker, op, SCHENDING), NodigBesluit::Terugvordering),
        _ => (verlaging(maker, op), NodigBesluit::Verlaging),
    };
    let onderzoek = if matches!(inhoud, Inhoud::Verlaging(_)) {
        None
    } else {
        let begonnen = plus_dagen(op, -i64::from(maker.dobbel.tussen(20, 50)));
        onderzoeken::met_besluit(maker, zaken, (begonnen, op), &[nodig])
    };
    verloop(maker, zaken, (0, op), (onderzoek, inhoud), tot);
}

/// A stretch of one to three months before a day, within the spell.
fn stuk(maker: &mut Maker<'_>, voor: Date) -> Periode {
    let van = plus_dagen(voor, -i64::from(maker.dobbel.tussen(35, 100))).max(maker.recht.datum_ingang);
    Periode { van, tot_en_met: Some(plus_dagen(voor, -5).max(van)) }
}

fn herziening(maker: &mut Maker<'_>, op: Date) -> Inhoud {
    let deel = maker.dobbel.tussen(4, 9).into();
    let maandbedrag = maker.recht.maandbedrag.share(deel, 10);
    Inhoud::Herziening { schending: SCHENDING.to_owned(), periode: stuk(maker, op), maandbedrag }
}

/// The right is there again after it.
fn stuk_zonder_recht(maker: &mut Maker<'_>, op: Date) -> Inhoud {
    let schending = "Was langer in het buitenland dan mag en gaf dat niet door.".to_owned();
    Inhoud::Intrekking { schending, periode: stuk(maker, op) }
}

fn terugvordering(maker: &mut Maker<'_>, op: Date, schending: &str) -> Inhoud {
    let grond = if maker.dobbel.kans(75) {
        GrondTerugvordering::Schending { schending: schending.to_owned() }
    } else {
        let afweging = "Te veel betaald door een fout in de administratie; u had dat kunnen zien.".to_owned();
        GrondTerugvordering::Afweging { afweging }
    };
    let deel = maker.dobbel.tussen(20, 160).into();
    Inhoud::Terugvordering { grond, periode: stuk(maker, op), bedrag: maker.recht.maandbedrag.share(deel, 100) }
}

fn verlaging(maker: &mut Maker<'_>, op: Date) -> Inhoud {
    let gedraging_op = plus_dagen(op, -i64::from(maker.dobbel.tussen(3, 20)));
    let eerste_maand = plus_maanden(op.first_of_month(), 1);
    Inhoud::Verlaging(Verlaging {
        grond: GrondVerlaging::Uniform { verplichting: "Algemeen geaccepteerde arbeid aanvaarden.".to_owned() },
        gedraging_op,
        inlichtingenplicht: false,
        procent: 100,
        maanden: u16::try_from(maker.dobbel.tussen(1, 2)).unwrap_or(1),
        eerste_maand,
        verwijtbaarheid: Verwijtbaarheid {
            verwijtbaar: true,
            waarom: "Weigerde een passende baan zonder reden.".to_owned(),
        },
        dringende_redenen: None,
        // Of 2027 the law is not known.
        eigen_beoordeling: None,
        heroverweging: None,
    })
}

/// Makes a decision that is prepared on a day, and takes it as far as it came; with its order.
fn verloop(
    maker: &mut Maker<'_>,
    zaken: &mut Rechtzaken,
    (volg, op): (u16, Date),
    (onderzoek, inhoud): (Option<OnderzoekId>, Inhoud),
    tot: Tot,
) -> Option<Date> {
    let (een, ander, vandaag) = (maker.een, maker.ander, maker.vandaag());
    let nieuw = Besluit {
        id: maker.id(Soort::Besluit, volg),
        klant: maker.recht.klant,
        uitkering: maker.recht.id,
        onderzoek,
        inhoud,
        motivering: "Wij legden u dit uit in het gesprek. U kon daarop reageren.".to_owned(),
        voorbereiding: Voorbereiding { door: een, op },
        stand: BesluitStand::Voorbereid,
        versie: 1,
    };
    let tabel = Verlagingstabel::default();
    let recht = Periode { van: maker.recht.datum_ingang, tot_en_met: None };
    let begin = nieuw.bereid_voor(Kader { recht, tabel: &tabel }).ok()?;
    let voorgelegd = maker.na(op, (0, 3)).unwrap_or(op);
    let reden = |op, waarom: &str| Reden { door: ander, op, waarom: waarom.to_owned() };
    let is = begin.clone();
    let nu = match tot {
        Tot::Voorbereid => is,
        Tot::Voorgelegd => is.leg_voor(voorgelegd).ok()?,
        Tot::Teruggewezen => {
            let terug = maker.na(voorgelegd, (0, 4)).unwrap_or(voorgelegd);
            is.leg_voor(voorgelegd).and_then(|is| is.wijs_terug(reden(terug, "Een loonstrook ontbreekt."))).ok()?
        }
        Tot::Vervallen => is.laat_vervallen(reden(voorgelegd, "De klant betaalde zelf al terug.")).ok()?,
        Tot::Vastgesteld | Tot::Herroepen => {
            let besloten = maker.na(voorgelegd, (1, 8))?;
            is.leg_voor(voorgelegd).and_then(|is| is.stel_vast(ander, besloten)).ok()?
        }
    };
    let nu = vervolg(maker, zaken, (volg, vandaag), nu, tot)?;
    let besloten = nu.stand.vaststelling().map(|vast| vast.op);
    zaken.besluiten.push(Besloten { begin, uit: None, nu });
    besloten
}

/// What follows on a decision: its order, looking again at a reduction, or a new decision that takes it back.
fn vervolg(
    maker: &mut Maker<'_>,
    zaken: &mut Rechtzaken,
    (volg, vandaag): (u16, Date),
    nu: Besluit,
    tot: Tot,
) -> Option<Besluit> {
    let Some((vast, opdracht)) = nu.stand.vaststelling().zip(nu.opdracht()) else { return Some(nu) };
    let order = Uitvoering::nieuw(maker.id(Soort::Opdracht, volg), Oorsprong::Besluit(nu.id), opdracht, vast.op);
    if tot == Tot::Herroepen {
        let datum = maker.na(vast.op, (10, 35))?;
        let kenmerk = format!("BZW-{}-{:03}", datum.year(), maker.dobbel.onder(1_000));
        let reden = "Bezwaar gegrond: de klant had het wel doorgegeven.".to_owned();
        // Before anybody was asked: then nobody has to undo anything.
        zaken.opdrachten.push(order.vervalt());
        return nu.herroep(Herroeping { datum, kenmerk, reden, door: maker.een }, vandaag).ok();
    }
    zaken.opdrachten.push(uitgevoerd(maker, order));
    if matches!(nu.inhoud, Inhoud::Verlaging(_))
        && let Some(op) = maker.na(vast.op, (45, 85))
    {
        let motivering = "De klant solliciteert nu; de verlaging is inmiddels voorbij.".to_owned();
        let door = maker.een;
        return nu.heroverweeg(Heroverweging { op, door, uitkomst: UitkomstHeroverweging::Handhaven, motivering }).ok();
    }
    Some(nu)
}

/// The decision by which a benefit ended on a day, after an investigation, and what is asked back.
pub(super) fn ingetrokken(maker: &mut Maker<'_>, zaken: &mut Rechtzaken, laatste: Date) {
    let begonnen = plus_dagen(laatste, -i64::from(maker.dobbel.tussen(15, 45))).max(maker.recht.datum_ingang);
    let Some(klaar) = maker.na(laatste, (3, 20)) else { return };
    let nodig = [NodigBesluit::Intrekking, NodigBesluit::Terugvordering];
    let onderzoek = onderzoeken::met_besluit(maker, zaken, (begonnen, klaar), &nodig);
    let periode = Periode { van: plus_dagen(laatste, 1), tot_en_met: None };
    let inhoud = Inhoud::Intrekking { schending: SCHENDING.to_owned(), periode };
    let Some(op) = verloop(maker, zaken, (0, klaar), (onderzoek, inhoud), Tot::Vastgesteld) else { return };
    let terug = terugvordering(maker, plus_dagen(laatste, 5), SCHENDING);
    verloop(maker, zaken, (1, op), (onderzoek, terug), Tot::Vastgesteld);
}

/// What is asked back after a suspension that ended in a withdrawal: paid up to the last day of right.
pub(super) fn na_intrekking(
    maker: &mut Maker<'_>,
    zaken: &mut Rechtzaken,
    (laatste, op): (Date, Date),
    uit: OpschortingId,
) {
    let terug = terugvordering(maker, plus_dagen(laatste, 5), SCHENDING);
    let had = zaken.besluiten.len();
    verloop(maker, zaken, (1, op), (None, terug), Tot::Vastgesteld);
    for besluit in &mut zaken.besluiten[had..] {
        besluit.uit = Some(uit);
    }
}
