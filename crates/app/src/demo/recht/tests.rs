//! What was looked into and decided in the synthetic town: of every kind and state some, over the years, by the same dice again.

use std::collections::{BTreeMap, BTreeSet};

use domain::{datum::plus_dagen, poort::PoortStand, uitkering::UitkeringStand};
use jiff::civil::{Date, date};

use super::{NA_PAPIEREN, Rechtzaken};
use crate::demo::{DemoGemeente, Opties, haarlem};

const VANDAAG: Date = date(2026, 11, 23);

fn stad(klanten: usize) -> DemoGemeente {
    haarlem(&Opties { klanten, zaad: 392, vandaag: VANDAAG }).gemeenten.remove(0)
}

fn alle(stad: &DemoGemeente) -> Vec<Rechtzaken> {
    stad.dossiers().enumerate().filter_map(|(nummer, dossier)| stad.rechtzaken(&dossier, nummer)).collect()
}

#[test]
fn every_kind_and_state_is_there_spread_over_the_years() {
    let stad = stad(3_300);
    let mut standen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut jaren: BTreeMap<&str, BTreeSet<i16>> = BTreeMap::new();
    let mut zag = |wat: &'static str, stand: &'static str, dag: Date| {
        assert!((NA_PAPIEREN..=VANDAAG).contains(&dag), "{wat} of {dag}");
        standen.entry(wat).or_default().insert(stand);
        jaren.entry(wat).or_default().insert(dag.year());
    };
    for zaak in alle(&stad) {
        for is in &zaak.onderzoeken {
            zag("onderzoek", is.stand.code(), is.begonnen);
        }
        for is in &zaak.opschortingen {
            zag("opschorting", is.nu.stand.code(), is.nu.eerste_dag);
        }
        for is in &zaak.besluiten {
            zag("besluit", is.nu.stand.code(), is.nu.voorbereiding.op);
            zag("soort besluit", is.nu.inhoud.soort().code(), is.nu.voorbereiding.op);
        }
        for is in &zaak.opdrachten {
            zag("opdracht", is.stand.code(), is.klaar_op);
        }
        for is in &zaak.pauzes {
            zag("pauze", is.nu.stand.code(), is.nu.eerste_dag);
        }
        for is in &zaak.inkomsten {
            zag("inkomsten", is.soort.code(), is.periode.van);
        }
    }
    for (wat, verwacht) in [
        ("onderzoek", vec!["open", "wacht_op_informatie", "afgerond", "vervallen"]),
        (
            "opschorting",
            vec!["opgeschort", "intrekking_voorgesteld", "ingetrokken", "hersteld", "vervallen", "herroepen"],
        ),
        // How far it is after that, stands with its order.
        ("besluit", vec!["voorbereid", "voorgelegd", "teruggewezen", "vastgesteld", "herroepen", "vervallen"]),
        ("soort besluit", vec!["herziening", "intrekking", "terugvordering", "verlaging"]),
        ("opdracht", vec!["door_te_geven", "opgedragen", "uitgevoerd", "wijkt_af", "vervallen"]),
        ("pauze", vec!["loopt", "teruggekeerd", "uitgelopen", "ingetrokken"]),
        ("inkomsten", vec!["deeltijdwerk", "zelfstandig"]),
    ] {
        for stand in verwacht {
            assert!(standen[wat].contains(stand), "no {wat} is {stand}: {standen:?}");
        }
        assert!(jaren[wat].len() >= 6, "{wat} only in {:?}", jaren[wat]);
    }
}

/// What is recorded agrees with how the benefit ended.
#[test]
fn what_ended_a_benefit_is_what_the_file_says() {
    let stad = stad(1_000);
    let mut geteld = [0; 3];
    for (nummer, dossier) in stad.dossiers().enumerate() {
        let Some(zaak) = stad.rechtzaken(&dossier, nummer) else { continue };
        let einde = match &dossier.uitkeringen.last().unwrap().stand {
            UitkeringStand::Lopend => None,
            UitkeringStand::Beeindigd(einde) => Some((einde.datum, einde.reden.as_str())),
        };
        for dag in zaak.opschortingen.iter().filter_map(|is| is.nu.ingetrokken_vanaf()) {
            assert_eq!(einde, Some((plus_dagen(dag, -1), "niet_verschenen")));
            geteld[0] += 1;
        }
        for is in zaak.pauzes.iter().filter(|is| is.nu.stand.code() == "uitgelopen") {
            assert_eq!(einde, Some((plus_dagen(is.nu.eerste_dag, -1), "werk")));
            geteld[1] += 1;
        }
        let zonder_eind = |is: &&super::Besloten| is.nu.inhoud.periode().tot_en_met.is_none();
        for is in zaak.besluiten.iter().filter(zonder_eind) {
            assert_eq!(einde, Some((plus_dagen(is.nu.inhoud.periode().van, -1), "onjuiste_inlichtingen")));
            geteld[2] += 1;
        }
        if einde.is_some() {
            let open = zaak.opschortingen.iter().any(|is| is.nu.stand.is_open());
            assert!(!open && zaak.pauzes.iter().all(|is| is.nu.stand.code() != "loopt"), "nothing runs on");
        }
    }
    assert!(geteld.iter().all(|aantal| *aantal > 0), "{geteld:?}");
}

#[test]
fn the_gate_has_all_states_and_its_grants_their_own_days() {
    let stad = stad(3_300);
    let gevallen = stad.aan_de_poort();
    let door = stad.dossiers().enumerate().filter_map(|(nummer, dossier)| stad.door_de_poort(&dossier, nummer));
    let toegekend: Vec<_> = door.collect();
    let standen: BTreeSet<&str> =
        gevallen.iter().chain(&toegekend).map(|(geval, _)| geval.poort.stand.code()).collect();
    assert_eq!(standen.len(), 9, "{standen:?}");
    let mut per_dag: BTreeMap<Date, usize> = BTreeMap::new();
    let mut jaren = BTreeSet::new();
    for (geval, _) in &toegekend {
        let PoortStand::Toegekend(is) = &geval.poort.stand else { panic!("{:?}", geval.poort.stand) };
        assert!(is.op <= VANDAAG && geval.poort.melding <= is.ingang);
        *per_dag.entry(is.op).or_default() += 1;
        jaren.insert(is.op.year());
    }
    assert!(toegekend.len() > 400, "{}", toegekend.len());
    assert!(jaren.len() >= 7, "{jaren:?}");
    assert!(per_dag.values().all(|aantal| *aantal <= toegekend.len() / 20), "not all on one day: {per_dag:?}");
}

#[test]
fn the_same_dice_give_the_same_and_more_clients_more() {
    let print = |klanten| {
        let stad = stad(klanten);
        (format!("{:?}", alle(&stad)), format!("{:?}", stad.aan_de_poort()))
    };
    assert_eq!(print(300), print(300));
    let aantal = |klanten| alle(&stad(klanten)).len();
    let (klein, groot) = (aantal(500), aantal(5_000));
    // Those of the council papers who left later are the same in every town.
    assert!(groot > klein + 800, "{klein} of 500 and {groot} of 5.000");
}
