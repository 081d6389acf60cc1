//! The model against exact formulas, against itself on other threads and with other staff, and what it refuses.

mod geweigerd;
mod kansen;
mod kloppen;
mod schatten;
mod stromen;
mod vergelijken;

use super::{Opzet, Prognose, Uitvoer, plan::Plan, prognose, stad::Stad, uitvoer::Cijfers};
use crate::{capaciteit::Aanname, simulatie::Reeks};

fn aanname(waarde: f64) -> Aanname {
    Aanname { waarde, bron: "aanname".to_owned() }
}

/// The ready scenario, smaller: a fifth of the clients and of the klantmanagers, two years.
fn dorp() -> Opzet {
    let mut opzet = Opzet::basis().unwrap();
    for segment in &mut opzet.segmenten {
        segment.klanten.waarde /= 5.0;
    }
    opzet.instroom.niveau[0].per_maand /= 5.0;
    opzet.klantmanagers[0].aantal = 6;
    opzet.aanbieders[0].plaatsen.waarde = 20.0;
    opzet.aanbieders[0].bezet = None;
    opzet.maanden = 24;
    opzet
}

/// Nobody comes back, and every rate is certain.
fn zeker(mut opzet: Opzet) -> Opzet {
    opzet.instroom.onzekerheid = 0.0;
    opzet.redenen.iter_mut().for_each(|reden| reden.terugkeer = None);
    let einden = opzet.segmenten.iter_mut().flat_map(|segment| &mut segment.einde);
    einden.for_each(|einde| einde.onzekerheid = 0.0);
    opzet
}

fn keer(herhalingen: u32, draden: usize) -> Reeks {
    Reeks { herhalingen, zaad: 20_270_101, draden }
}

fn gespeeld(opzet: &Opzet, herhalingen: u32) -> Prognose {
    prognose(opzet, keer(herhalingen, 2), &|_| true).unwrap()
}

/// The months of one replication.
fn een_keer(opzet: &Opzet, zaad: u64) -> Vec<Cijfers> {
    opzet.toets().unwrap();
    let plan = Plan::van(opzet);
    Stad::new(&plan).speel(zaad).to_vec()
}

fn som(maanden: &[Cijfers], uitvoer: Uitvoer) -> f64 {
    maanden.iter().map(|maand| maand[uitvoer as usize]).sum()
}
