//! Nobody is lost, and what follows from what.

use proptest::prelude::*;

use super::{aanname, dorp, een_keer, som, zeker};
use crate::prognose::{Klantmanagers, Opzet, Terugkeer, Uitvoer};

fn klopt(opzet: &Opzet, zaad: u64) {
    let maanden = een_keer(opzet, zaad);
    assert_eq!(maanden.len(), opzet.maanden as usize);
    let mut er: f64 = opzet.segmenten.iter().map(|segment| segment.klanten.waarde.round()).sum();
    let mut open = 0.0;
    for maand in &maanden {
        let van = |uitvoer: Uitvoer| maand[uitvoer as usize];
        assert!(maand.iter().all(|waarde| waarde.is_finite() && *waarde >= 0.0), "{maand:?}");
        er += van(Uitvoer::Instroom) - van(Uitvoer::UitstroomWerk) - van(Uitvoer::UitstroomOverig);
        assert!((van(Uitvoer::Klanten) - er).abs() < 1e-9, "{maand:?}, verwacht {er}");
        assert!(van(Uitvoer::Herinstroom) <= van(Uitvoer::Instroom));
        // Conversations end because they are held, missed, or the client left.
        open += van(Uitvoer::AanDeBeurt) - van(Uitvoer::Gevoerd) - van(Uitvoer::NietVerschenen);
        assert!(van(Uitvoer::Openstaand) <= open, "{maand:?}");
        open = van(Uitvoer::Openstaand);
        assert!(van(Uitvoer::TeLaat) <= van(Uitvoer::Gevoerd));
        assert!(van(Uitvoer::NaarRechtmatigheid) <= van(Uitvoer::NietVerschenen));
        assert!(van(Uitvoer::BinnenNorm) <= 1.0);
        assert!(van(Uitvoer::UrenGesprekken) <= van(Uitvoer::UrenGebruikt) + 1e-9);
        assert!(van(Uitvoer::InTraject) <= opzet.aanbieders.iter().map(|een| een.plaatsen.waarde.round()).sum());
        assert!(van(Uitvoer::Caseload) <= opzet.team.caseload.waarde + 1e-9);
        let euro = van(Uitvoer::EuroUitkeringen) + van(Uitvoer::EuroPersoneel) + van(Uitvoer::EuroVoorzieningen);
        assert!((van(Uitvoer::Euro) - euro).abs() < 1e-6);
    }
}

/// Klantmanagers who come in the second spring and who leave in the first autumn.
fn wisselend(mut opzet: Opzet, herverdelen: bool) -> Opzet {
    opzet.team.herverdelen = herverdelen;
    let groep = |naam: &str, aantal, vanaf: &str, tot: &str| Klantmanagers {
        naam: naam.to_owned(),
        aantal,
        fte: 0.75,
        vanaf: vanaf.parse().ok(),
        tot_en_met: tot.parse().ok(),
        bron: "aanname".to_owned(),
    };
    opzet.klantmanagers.push(groep("inhuur", 2, "2028-03-15", ""));
    opzet.klantmanagers.push(groep("tijdelijk", 2, "", "2027-09-30"));
    opzet
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever the numbers.
    #[test]
    fn nobody_is_lost(zaad: u64, instroom in 0.0..90.0_f64, aantal in 1_u32..8, caseload in 1.0..200.0_f64, effect in -1.0..3.0_f64,
        kans in 0.0..1.0_f64, einde in 0.0..1.0_f64, terug in 0.0..1.0_f64, plaatsen in 0.0..40.0_f64, herverdelen: bool) {
        let mut opzet = wisselend(dorp(), herverdelen);
        opzet.instroom.niveau[0].per_maand = instroom;
        opzet.klantmanagers[0].aantal = aantal;
        opzet.team.caseload.waarde = caseload;
        opzet.gesprek.effect.waarde = effect;
        opzet.gesprek.kans_niet_verschijnen.waarde = kans;
        opzet.gesprek.kans_opnieuw.waarde = kans;
        opzet.gesprek.kans_beeindiging.waarde = einde;
        opzet.aanbieders[0].plaatsen.waarde = plaatsen;
        opzet.redenen[0].terugkeer = Some(Terugkeer { deel: terug, maanden: 2.0, bron: "aanname".to_owned() });
        klopt(&opzet, zaad);
    }
}

/// Who waits for a klantmanager is exactly who does not fit: also when klantmanagers come and go.
#[test]
fn who_waits_is_who_does_not_fit() {
    for herverdelen in [false, true] {
        let opzet = wisselend(dorp(), herverdelen);
        // 6 of 120, 2 of 90 until September of the first year, and 2 of 90 from March of the second on.
        let plaats = |maand: usize| 720.0 + if maand < 9 { 180.0 } else { 0.0 } + if maand < 14 { 0.0 } else { 180.0 };
        let mut druk = opzet.clone();
        druk.instroom.niveau[0].per_maand = 40.0;
        for (zaad, opzet) in [(1, &opzet), (2, &druk), (3, &druk)] {
            let maanden = een_keer(opzet, zaad);
            for (nummer, maand) in maanden.iter().enumerate() {
                let past_niet = (maand[Uitvoer::Klanten as usize] - plaats(nummer)).max(0.0);
                let wacht = maand[Uitvoer::WachtOpKlantmanager as usize];
                assert!(
                    (wacht - past_niet).abs() < 1e-9,
                    "maand {nummer}: {wacht} wachten, {past_niet} passen er niet"
                );
            }
        }
    }
}

/// With an effect who is spoken to leaves for work more often; nobody leaves more often when there are no hours to speak to anybody.
#[test]
fn an_effect_works_through_conversations_only() {
    let mut opzet = zeker(dorp());
    let werk = |opzet: &Opzet| (0..20).map(|zaad| som(&een_keer(opzet, zaad), Uitvoer::UitstroomWerk)).sum::<f64>();
    let zonder = werk(&opzet);
    opzet.gesprek.effect = aanname(0.5);
    let met = werk(&opzet);
    assert!(met > 1.25 * zonder && met < 1.5 * zonder, "{zonder} {met}");
    opzet.gesprek.effect = aanname(-1.0);
    assert!(werk(&opzet) < 0.2 * zonder, "most are spoken to by the norm, and those never leave for work");
    // All hours are for other work, and those of the start are late after half a year.
    opzet.team.ander_werk = aanname(1.0);
    opzet.gesprek.effect = aanname(0.5);
    let laat = |opzet: &Opzet| {
        let maanden = |zaad| som(&een_keer(opzet, zaad)[8..], Uitvoer::Gevoerd);
        (0..5).map(maanden).sum::<f64>()
    };
    assert!(laat(&opzet).abs() < 1e-9);
    let nooit = een_keer(&opzet, 1);
    assert!(nooit[23][Uitvoer::BinnenNorm as usize].abs() < 1e-9);
}

/// Nobody ever comes: half of the times it is the second time, and all of them are handed over; if that ends the benefit, everybody with
/// a norm is gone.
#[test]
fn the_chain_of_not_coming() {
    let mut opzet = zeker(dorp());
    opzet.overgangen.clear();
    opzet.instroom.niveau[0].per_maand = 0.0;
    opzet.gesprek.kans_niet_verschijnen = aanname(1.0);
    opzet.gesprek.kans_opnieuw = aanname(1.0);
    opzet.segmenten.iter_mut().for_each(|segment| segment.einde.clear());
    let maanden = een_keer(&opzet, 1);
    let [gevoerd, gemist, over] =
        [Uitvoer::Gevoerd, Uitvoer::NietVerschenen, Uitvoer::NaarRechtmatigheid].map(|wat| som(&maanden, wat));
    assert!(gevoerd.abs() < 1e-9 && over > 600.0 && (gemist / over - 2.0).abs() < 0.1, "{gemist} {over}");
    assert!(som(&maanden, Uitvoer::UitstroomOverig).abs() < 1e-9, "by default that ends nothing");
    opzet.gesprek.kans_beeindiging = aanname(1.0);
    let maanden = een_keer(&opzet, 1);
    assert!((maanden[23][Uitvoer::Klanten as usize] - 60.0).abs() < 1e-9, "who has no norm is not invited");
    // Once each.
    assert!((som(&maanden, Uitvoer::NaarRechtmatigheid) - 600.0).abs() < 1e-9);
}

/// Everybody comes back, soon: all who left are there again.
#[test]
fn who_leaves_comes_back() {
    let mut opzet = zeker(dorp());
    opzet.instroom.niveau[0].per_maand = 0.0;
    let terug = |deel| Some(Terugkeer { deel, maanden: 0.05, bron: "aanname".to_owned() });
    opzet.redenen.iter_mut().for_each(|reden| reden.terugkeer = terug(1.0));
    let maanden = een_keer(&opzet, 4);
    let weg = som(&maanden, Uitvoer::UitstroomWerk) + som(&maanden, Uitvoer::UitstroomOverig);
    let terug = som(&maanden, Uitvoer::Herinstroom);
    assert!(weg > 100.0 && (weg - terug).abs() < 10.0, "{weg} {terug}");
}

/// Places: never more than there are, and who waits is spoken to while he does.
#[test]
fn who_is_sent_waits_for_a_place() {
    let mut opzet = dorp();
    opzet.aanbieders[0].verwijzing.iter_mut().for_each(|verwijzing| verwijzing.deel = 0.5);
    let maanden = een_keer(&opzet, 1);
    let laatste = maanden[23];
    assert!(
        (laatste[Uitvoer::InTraject as usize] - 20.0).abs() < 1e-9
            && laatste[Uitvoer::WachtOpAanbieder as usize] > 20.0
    );
    // 20 places of 26 weeks: at most 20 × 730 / 182 begin, and each costs 7,614 euro.
    let begonnen = som(&maanden, Uitvoer::EuroVoorzieningen) / 7_614.0;
    assert!((begonnen - begonnen.round()).abs() < 1e-9 && begonnen <= 100.0, "{begonnen}");
    opzet.aanbieders[0].plaatsen = aanname(0.0);
    assert!(som(&een_keer(&opzet, 1), Uitvoer::EuroVoorzieningen).abs() < 1e-9);
}

/// What there is at the start: places that are taken and paid for, and clients who were not spoken to.
#[test]
fn the_start_may_be_behind() {
    let mut opzet = dorp();
    opzet.aanbieders[0].verwijzing.iter_mut().for_each(|verwijzing| verwijzing.deel = 1e-9);
    opzet.aanbieders[0].bezet = Some(aanname(35.0));
    for norm in opzet.segmenten.iter_mut().filter_map(|segment| segment.norm.as_mut()) {
        norm.achterstand = Some(aanname(0.5));
    }
    let maanden = een_keer(&opzet, 1);
    // 20 places, not 35; in half a year all of those are over, evenly.
    let bezet = |maand: usize| maanden[maand][Uitvoer::InTraject as usize];
    assert!((10.0..20.0).contains(&bezet(0)) && (4.0..16.0).contains(&bezet(2)) && bezet(6) < 0.5, "{}", bezet(2));
    assert!(som(&maanden, Uitvoer::EuroVoorzieningen).abs() < 1e-9);
    let norm = |maand: usize| maanden[maand][Uitvoer::BinnenNorm as usize];
    assert!(norm(0) < 0.85 && norm(0) < norm(11), "{} {}", norm(0), norm(11));
    assert!(maanden[0][Uitvoer::AanDeBeurt as usize] > 280.0, "half of 600 on the first day");
    klopt(&opzet, 1);
}

/// With hours enough and everybody there, a norm of four weeks is kept to the day: one conversation every 28 days, and none late. With a tenth
/// of the hours what is held fits in them, and the rest waits.
#[test]
fn a_norm_is_kept_when_there_is_time() {
    let mut opzet = zeker(dorp());
    opzet.overgangen.clear();
    opzet.aanbieders.clear();
    opzet.instroom.niveau[0].per_maand = 0.0;
    opzet.segmenten.iter_mut().for_each(|segment| segment.einde.clear());
    for norm in opzet.segmenten.iter_mut().filter_map(|segment| segment.norm.as_mut()) {
        (norm.interval_weken, norm.minuten) = (aanname(4.0), aanname(60.0));
    }
    opzet.gesprek.kans_niet_verschijnen = aanname(0.0);
    (opzet.team.verlofweken, opzet.team.ziekteweken) = (aanname(0.0), aanname(0.0));
    opzet.team.rechtmatigheid_per_klant = aanname(0.0);
    opzet.team.uren_per_week = aanname(400.0);
    let ruim = een_keer(&opzet, 1);
    // 731 days; whose day is in a weekend is spoken to on Monday, and from then on always on a Monday.
    let gevoerd = som(&ruim, Uitvoer::Gevoerd);
    assert!((gevoerd - 600.0 * 731.0 / 28.0).abs() < 100.0, "{gevoerd}");
    assert!(som(&ruim, Uitvoer::TeLaat).abs() < 1e-9);
    assert!(ruim.iter().all(|maand| maand[Uitvoer::BinnenNorm as usize] >= 1.0));
    let uren = som(&ruim, Uitvoer::UrenGesprekken);
    assert!((uren / gevoerd - 1.0).abs() < 0.02, "an hour each: {uren}");
    // 600 hours are asked in four weeks; 6 × 4 × 20 × 0.89 = 427 there are.
    opzet.team.uren_per_week = aanname(20.0);
    let krap = een_keer(&opzet, 1);
    let (uren, er) = (som(&krap, Uitvoer::UrenGesprekken), som(&krap, Uitvoer::UrenBeschikbaar));
    assert!((uren - er).abs() < 0.01 * er, "{uren} of {er}");
    // Whoever waits is spoken to in turn, so that all wait for about the same time: 600 in 5.6 weeks.
    assert!(
        krap[23][Uitvoer::Openstaand as usize] > 100.0
            && som(&krap[12..], Uitvoer::TeLaat) < som(&krap[12..], Uitvoer::Gevoerd)
    );
}
