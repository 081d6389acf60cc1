//! Suspensions of the right: some that run, and how others ended.

use domain::{
    besluit::{Gezien, Herroeping, Oorsprong, Uitvoering, Verwijtbaarheid, Waarneming},
    datum::{Periode, dagen_tussen, plus_dagen},
    gesprek::Termijnbrief,
    id::OnderzoekId,
    onderzoek::NodigBesluit,
    opschorting::{Herstel, NieuweOpschorting, Opschorting, Terugwijzing, Verzuim, Voorstel},
    termijn::Termijn,
};
use jiff::civil::Date;

use super::{Maker, Opgeschort, Rechtzaken, besluiten, onderzoeken};
use crate::demo::toeval::Soort;

/// How far one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tot {
    BriefNietWeg,
    Loopt,
    Teruggewezen,
    Voorgesteld,
    Hersteld,
    Vervallen,
    Herroepen,
}

const VERLOOP: [(u32, Tot); 7] = [
    (8, Tot::BriefNietWeg),
    (14, Tot::Loopt),
    (6, Tot::Teruggewezen),
    (12, Tot::Voorgesteld),
    (40, Tot::Hersteld),
    (10, Tot::Vervallen),
    (10, Tot::Herroepen),
];

/// Any suspension of a benefit that runs.
pub(super) fn een(maker: &mut Maker<'_>, zaken: &mut Rechtzaken) {
    let tot = maker.dobbel.gewogen(&VERLOOP);
    let begin = match tot {
        Tot::BriefNietWeg => maker.onlangs((0, 5)),
        Tot::Loopt => maker.onlangs((1, 40)),
        Tot::Teruggewezen | Tot::Voorgesteld => maker.onlangs((28, 50)),
        Tot::Hersteld | Tot::Vervallen | Tot::Herroepen => maker.ooit(75),
    };
    let Some(dag) = begin else { return };
    // Some come out of an investigation in which data were not given.
    let onderzoek = if maker.dobbel.kans(50) {
        let begonnen = plus_dagen(dag, -i64::from(maker.dobbel.tussen(16, 40)));
        onderzoeken::met_besluit(maker, zaken, (begonnen, dag), &[NodigBesluit::Opschorting])
    } else {
        None
    };
    zaken.opschortingen.extend(verloop(maker, dag, onderzoek, tot));
}

fn begin(maker: &mut Maker<'_>, dag: Date, onderzoek: Option<OnderzoekId>) -> Option<Opschorting> {
    let recht = &maker.recht;
    let (verzuim, toelichting) = if onderzoek.is_some() {
        (Verzuim::GegevensNietVerstrekt, "U gaf de bankafschriften niet waar wij om vroegen.")
    } else {
        (Verzuim::NietVerschenen, "U kwam niet op het gesprek, ook niet na onze tweede brief.")
    };
    let nieuw = NieuweOpschorting {
        klant: recht.klant,
        uitkering: recht.id,
        onderzoek,
        recht: Periode { van: recht.datum_ingang, tot_en_met: None },
        verzuim,
        verzuim_op: plus_dagen(dag, -1),
        toelichting: toelichting.to_owned(),
        verwijtbaarheid: Verwijtbaarheid {
            verwijtbaar: true,
            waarom: "U kreeg twee brieven en belde niet.".to_owned(),
        },
        eerste_dag: dag,
        mededeling: dag,
        hersteltermijn: Termijn::Weken(2),
        door: maker.een,
    };
    nieuw.schort_op(maker.id(Soort::Opschorting, 0), &[], maker.vandaag()).ok()
}

fn voorgesteld(maker: &mut Maker<'_>, is: Opschorting) -> Option<Opschorting> {
    let op = maker.na(is.hersteltermijn_einde, (1, 5))?;
    let voorstel = Voorstel { door: maker.een, op, waarom: "Geen enkele reactie, ook niet telefonisch.".to_owned() };
    let brief = Termijnbrief::Afgedrukt(is.mededeling);
    is.stel_intrekking_voor(voorstel, brief).ok()
}

fn verloop(maker: &mut Maker<'_>, dag: Date, onderzoek: Option<OnderzoekId>, tot: Tot) -> Option<Opgeschort> {
    let (vandaag, een, ander) = (maker.vandaag(), maker.een, maker.ander);
    let begin = begin(maker, dag, onderzoek)?;
    let is = begin.clone();
    let nu = match tot {
        Tot::BriefNietWeg | Tot::Loopt => is,
        Tot::Voorgesteld => voorgesteld(maker, is)?,
        Tot::Teruggewezen => {
            let is = voorgesteld(maker, is)?;
            let op = maker.na(is.hersteltermijn_einde, (6, 7))?;
            is.wijs_terug(Terugwijzing { door: ander, op, reden: "Bel eerst nog eens.".to_owned() }).ok()?
        }
        Tot::Hersteld => {
            let op = maker.na(dag, (1, 30))?;
            is.is_hersteld(Herstel { op, waarmee: "Kwam langs met de stukken.".to_owned(), door: een }, vandaag).ok()?
        }
        Tot::Vervallen => {
            let op = maker.na(is.laatste_dag, (1, 10))?;
            is.laat_vervallen(op).ok()?
        }
        Tot::Herroepen => {
            let datum = maker.na(dag, (3, 40))?;
            let kenmerk = format!("BZW-{}-{:03}", datum.year(), maker.dobbel.onder(1_000));
            let reden = "De klant lag in het ziekenhuis.".to_owned();
            is.herroep(Herroeping { datum, kenmerk, reden, door: ander }, vandaag).ok()?
        }
    };
    Some(Opgeschort { afgedrukt: (tot != Tot::BriefNietWeg).then_some(begin.mededeling), begin, nu })
}

/// The suspension by which a benefit ended on a day: withdrawn by two people from the day after.
pub(super) fn ingetrokken(maker: &mut Maker<'_>, zaken: &mut Rechtzaken, laatste: Date) {
    let Some(begin) = begin(maker, plus_dagen(laatste, 1), None) else { return };
    let Some(voorgesteld) = voorgesteld(maker, begin.clone()) else { return };
    let Some(op) = maker.na(voorgesteld.hersteltermijn_einde, (5, 9)) else { return };
    let Ok(nu) = voorgesteld.trek_in(maker.ander, op) else { return };
    let order = Uitvoering::nieuw(maker.id(Soort::Opdracht, 0), Oorsprong::Opschorting(nu.id), nu.opdracht(), op);
    zaken.opdrachten.push(uitgevoerd(maker, order));
    let id = nu.id;
    zaken.opschortingen.push(Opgeschort { afgedrukt: Some(begin.mededeling), begin, nu });
    if maker.dobbel.kans(25) {
        besluiten::na_intrekking(maker, zaken, (laatste, op), id);
    }
}

/// The order as it is by now: passed on within days, and found so in the next month, or otherwise. Of the last weeks some wait.
pub(super) fn uitgevoerd(maker: &mut Maker<'_>, order: Uitvoering) -> Uitvoering {
    let vers = dagen_tussen(order.klaar_op, maker.vandaag()) < 40 && maker.dobbel.kans(40);
    let Some(door) = maker.na(order.klaar_op, (1, 6)).filter(|_| !vers) else { return order };
    let Ok(doorgegeven) = order.clone().geef_door(door) else { return order };
    let Some(gezien) = maker.na(door, (14, 35)) else { return doorgegeven };
    let recent = dagen_tussen(gezien, maker.vandaag()) < 120;
    if recent && maker.dobbel.kans(30) {
        return doorgegeven;
    }
    // Somebody has to look at these.
    if let Some(bedrag) = order.opdracht.bedrag.filter(|_| maker.dobbel.kans(if recent { 30 } else { 4 })) {
        let gezien =
            Waarneming { op: gezien, gezien: Gezien { bedrag: Some(bedrag.share(9, 10)), ..Gezien::default() } };
        return doorgegeven.clone().verwerk(gezien).unwrap_or(doorgegeven);
    }
    doorgegeven.clone().is_nagevraagd(gezien).unwrap_or(doorgegeven)
}
