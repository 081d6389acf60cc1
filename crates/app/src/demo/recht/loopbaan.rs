//! Which client gets what: by how the benefit ended, or by chance while it runs. Pauses and income stand here too; they need no second
//! person.

use domain::{
    datum::{Periode, dagen_tussen, plus_dagen},
    geld::Eurocent,
    inkomsten::{Inkomsten, SoortInkomsten},
    pauze::{Pauze, PauzeStand},
    uitkering::Einde,
};
use jiff::civil::Date;
use storage::pauze::Werk;

use super::{Gepauzeerd, Maker, Rechtzaken, besluiten, onderzoeken, opschortingen};
use crate::demo::toeval::Soort;

const WERKGEVERS: [&str; 6] = [
    "Tuincentrum De Linde",
    "Schoonmaakbedrijf Helder",
    "Distributiecentrum Waarderpolder",
    "Strandpaviljoen Zeezicht",
    "Thuiszorg Kennemerhart",
    "",
];

/// While the benefit runs.
pub(super) fn lopend(maker: &mut Maker<'_>, zaken: &mut Rechtzaken, rechtmatig: bool) {
    match maker.dobbel.onder(1_000) {
        0..=74 if rechtmatig => onderzoeken::een(maker, zaken),
        75..=94 if rechtmatig => opschortingen::een(maker, zaken),
        95..=129 if rechtmatig => besluiten::een(maker, zaken),
        130..=154 => zaken.pauzes.extend(pauze(maker)),
        155..=219 => verdient(maker, zaken),
        _ => {}
    }
}

/// What led to an end.
pub(super) fn beeindigd(maker: &mut Maker<'_>, zaken: &mut Rechtzaken, einde: &Einde, rechtmatig: bool) {
    match einde.reden.as_str() {
        "niet_verschenen" if rechtmatig => opschortingen::ingetrokken(maker, zaken, einde.datum),
        "onjuiste_inlichtingen" if rechtmatig => besluiten::ingetrokken(maker, zaken, einde.datum),
        "werk" if maker.dobbel.kans(15) => zaken.pauzes.extend(uitgelopen(maker, einde.datum)),
        _ => {}
    }
}

fn werk(maker: &mut Maker<'_>) -> Werk {
    let werkgever = (*maker.dobbel.kies(&WERKGEVERS)).to_owned();
    Werk { werkgever, uren_per_week: u8::try_from(maker.dobbel.tussen(20, 40)).unwrap_or(32) }
}

fn begin(maker: &Maker<'_>, eerste_dag: Date) -> Option<Pauze> {
    let recht = &maker.recht;
    let nieuw = Pauze {
        id: maker.id(Soort::Pauze, 0),
        klant: recht.klant,
        uitkering: recht.id,
        eerste_dag,
        laatste_dag: eerste_dag,
        stand: PauzeStand::Loopt,
        versie: 1,
    };
    nieuw.begin(recht, &[], maker.vandaag()).ok()
}

/// One that runs, that ends soon, on which nobody decided yet, from which somebody came back, or that was a mistake.
fn pauze(maker: &mut Maker<'_>) -> Option<Gepauzeerd> {
    let (vandaag, werk) = (maker.vandaag(), werk(maker));
    let (eerste_dag, soort) = match maker.dobbel.onder(10) {
        0..=2 => (maker.onlangs((3, 75))?, "loopt"),
        3 => (maker.onlangs((80, 105))?, "loopt"),
        4 => (maker.ooit(20)?, "ingetrokken"),
        _ => (maker.ooit(100)?, "terug"),
    };
    let begin = begin(maker, eerste_dag)?;
    let nu = match soort {
        "terug" => {
            let duur = i32::try_from(dagen_tussen(begin.eerste_dag, begin.uiterste_terugkeer())).unwrap_or(30);
            let vanaf = maker.na(eerste_dag, (7, duur))?;
            begin.clone().keer_terug(vanaf, vandaag).ok()?
        }
        "ingetrokken" => {
            let op = maker.na(eerste_dag, (1, 14))?;
            begin.clone().trek_in("Het werk ging niet door.".to_owned(), op).ok()?
        }
        _ => begin.clone(),
    };
    Some(Gepauzeerd { begin, werk, nu })
}

/// The benefit ended by work, because nobody came back from a pause.
fn uitgelopen(maker: &mut Maker<'_>, laatste: Date) -> Option<Gepauzeerd> {
    let werk = werk(maker);
    let begin = begin(maker, plus_dagen(laatste, 1))?;
    let op = maker.na(begin.uiterste_terugkeer(), (1, 12))?;
    let (nu, _) = begin.clone().loop_uit(op).ok()?;
    Some(Gepauzeerd { begin, werk, nu })
}

/// A job beside the benefit, one that ended and another one after it, or work as a self-employed person.
fn verdient(maker: &mut Maker<'_>, zaken: &mut Rechtzaken) {
    let Some(van) = maker.ooit(5) else { return };
    let vandaag = maker.vandaag();
    let zelfstandig = maker.dobbel.kans(20);
    let tot = if maker.dobbel.kans(45) { maker.na(van, (40, 500)) } else { None };
    let weer = tot.filter(|_| maker.dobbel.kans(40)).and_then(|tot| maker.na(tot, (30, 200)));
    let stukken = [Some((van, tot)), weer.map(|van| (van, None))];
    for (volg, (van, tot_en_met)) in (0..).zip(stukken.into_iter().flatten()) {
        let uren = u8::try_from(maker.dobbel.tussen(4, 20)).ok();
        let is = Inkomsten {
            id: maker.id(Soort::Inkomsten, volg),
            klant: maker.recht.klant,
            soort: if zelfstandig { SoortInkomsten::Zelfstandig } else { SoortInkomsten::Deeltijdwerk },
            uren_per_week: uren.filter(|_| !zelfstandig),
            bedrag: Eurocent(maker.dobbel.tussen(8_000, 65_000).into()),
            periode: Periode { van, tot_en_met },
            ingetrokken: false,
            versie: 1,
        };
        let is = is.leg_vast(vandaag);
        let fout = maker.dobbel.kans(5);
        zaken.inkomsten.extend(if fout { is.and_then(Inkomsten::trek_in) } else { is });
    }
}
