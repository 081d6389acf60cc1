//! Against every plan there is, where these can be counted; against what must hold, where they cannot.

use std::{
    fs,
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
};

use rand::{RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{
    GeenPlan, Keuze, Kwartaalplan, Vast,
    deel::{Gesprekken, Part},
    dual::START,
    los::Fees,
    paren, plannen, plannen_met,
};
use crate::opgave::{Klant, Klantmanager, NIET_GEPLAND, Opgave, OpgaveOnjuist, WEKEN};

fn klantmanager(ruimte: [u32; WEKEN]) -> Klantmanager {
    Klantmanager { specialismen: Vec::new(), minstens: 0, hoogstens: 1000, doel: 0, ruimte }
}

fn klant(gewicht: u32, lengte: u32, vroegst: &[u8], uiterlijk: &[u8]) -> Klant {
    Klant {
        behoefte: "algemeen".to_owned(),
        huidig: -1,
        gewicht,
        gesprekken: uiterlijk.len(),
        lengte,
        kwartieren: lengte * u32::try_from(uiterlijk.len()).unwrap(),
        uiterlijk: uiterlijk.to_vec(),
        vroegst: vroegst.to_vec(),
        planner: 0,
    }
}

fn draden(aantal: usize) -> Option<NonZeroUsize> {
    NonZeroUsize::new(aantal)
}

/// The cost of a plan as the specification has it, or nothing when it may not be.
fn kosten(opgave: &Opgave, weken: &[Vec<u8>]) -> Option<i64> {
    let mut kwartieren = vec![[0_u32; WEKEN]; opgave.klantmanagers.len()];
    let mut samen = 0;
    for (klant, weken) in opgave.klanten.iter().zip(weken) {
        let mut gehad = Vec::new();
        for (q, &week) in weken.iter().enumerate() {
            let (gewicht, uiterlijk) = (i64::from(klant.gewicht), i64::from(klant.uiterlijk[q]));
            if week == NIET_GEPLAND {
                samen += gewicht * (14 - uiterlijk + 5);
            } else {
                if week < klant.vroegst[q] || week == 0 || usize::from(week) > WEKEN || gehad.contains(&week) {
                    return None;
                }
                gehad.push(week);
                samen += gewicht * (i64::from(week) - uiterlijk).max(0);
                kwartieren[klant.planner][usize::from(week) - 1] += klant.lengte;
            }
        }
        if weken.len() != klant.gesprekken {
            return None;
        }
    }
    for (van, kwartieren) in opgave.klantmanagers.iter().zip(kwartieren) {
        for (&ruimte, kwartieren) in van.ruimte.iter().zip(kwartieren) {
            if kwartieren > ruimte {
                return None;
            }
            samen += i64::from(kwartieren.saturating_sub(17 * ruimte / 20));
        }
    }
    Some(samen)
}

/// Tries every week for the first of these conversations, and everything for the rest.
fn probeer(
    opgave: &Opgave,
    vast: &[Vast],
    plekken: &[(usize, usize)],
    weken: &mut Vec<Vec<u8>>,
    beste: &mut Option<i64>,
) {
    let Some((&(i, q), rest)) = plekken.split_first() else {
        if let Some(kosten) = kosten(opgave, weken) {
            *beste = Some(beste.map_or(kosten, |beste| beste.min(kosten)));
        }
        return;
    };
    let ruimte = opgave.klantmanagers[opgave.klanten[i].planner].ruimte;
    for week in 1..=NIET_GEPLAND {
        let dicht = week != NIET_GEPLAND && ruimte[usize::from(week) - 1] == 0;
        let elders = vast.iter().any(|vast| (vast.klant, vast.gesprek) == (i, q) && vast.week != week);
        if !dicht && !elders {
            weken[i][q] = week;
            probeer(opgave, vast, rest, weken, beste);
        }
    }
}

/// The cost of the best plan, by trying all.
fn allemaal(opgave: &Opgave, vast: &[Vast]) -> Option<i64> {
    let plekken: Vec<(usize, usize)> =
        opgave.klanten.iter().enumerate().flat_map(|(i, klant)| (0..klant.gesprekken).map(move |q| (i, q))).collect();
    let mut weken: Vec<Vec<u8>> = opgave.klanten.iter().map(|klant| vec![NIET_GEPLAND; klant.gesprekken]).collect();
    let mut beste = None;
    probeer(opgave, vast, &plekken, &mut weken, &mut beste);
    beste
}

/// Few conversations in a few open weeks, with weeks in any order: earlier conversations may be due after later ones.
fn klein(rng: &mut Xoshiro256PlusPlus) -> Opgave {
    let klantmanagers: Vec<Klantmanager> = (0..2)
        .map(|_| {
            let mut ruimte = [0; WEKEN];
            for _ in 0..4 {
                ruimte[rng.random_range(0..WEKEN)] = rng.random_range(1..=9);
            }
            klantmanager(ruimte)
        })
        .collect();
    let mut over = 7;
    let mut klanten = Vec::new();
    while over > 0 {
        let gesprekken = rng.random_range(1..=3.min(over));
        over -= gesprekken;
        let uiterlijk: Vec<u8> = (0..gesprekken).map(|_| rng.random_range(1..=13)).collect();
        let vroegst: Vec<u8> =
            uiterlijk.iter().map(|&week| week.saturating_sub(rng.random_range(0..8)).max(1)).collect();
        let mut van = klant(rng.random_range(0..=3), rng.random_range(1..=4), &vroegst, &uiterlijk);
        van.planner = rng.random_range(0..2);
        klanten.push(van);
    }
    Opgave { klantmanagers, klanten }
}

/// As busy as a real one: time for 93 percent more or less, and weeks off.
fn druk(rng: &mut Xoshiro256PlusPlus, klanten: usize, managers: usize) -> Opgave {
    let klanten: Vec<Klant> = (0..klanten)
        .map(|_| {
            let gesprekken = [1_u8, 2, 3, 4, 6][rng.random_range(0..5)];
            let stap = 13 / gesprekken;
            let eerste = rng.random_range(1..=stap);
            let uiterlijk: Vec<u8> = (0..gesprekken).map(|q| eerste + q * stap).collect();
            let vroegst: Vec<u8> = uiterlijk.iter().map(|week| week.saturating_sub(stap.max(2) - 1).max(1)).collect();
            let mut van = klant(rng.random_range(1..=3), [2, 3, 4, 6][rng.random_range(0..4)], &vroegst, &uiterlijk);
            van.planner = rng.random_range(0..managers);
            van
        })
        .collect();
    let klantmanagers = (0..managers)
        .map(|j| {
            let alles: u32 = klanten.iter().filter(|klant| klant.planner == j).map(|klant| klant.kwartieren).sum();
            let vrij = rng.random_range(0..WEKEN);
            klantmanager(std::array::from_fn(|week| {
                if week == vrij { 0 } else { alles * rng.random_range(95..=115) / (90 * 12) }
            }))
        })
        .collect();
    Opgave { klantmanagers, klanten }
}

fn klopt(opgave: &Opgave, plan: &Kwartaalplan) {
    assert_eq!(kosten(opgave, &plan.weken), Some(plan.doelwaarde));
    assert_eq!(plan.te_laat + plan.niet_gepland + plan.boven, plan.doelwaarde);
    assert!(plan.ondergrens <= plan.doelwaarde, "{} boven {}", plan.ondergrens, plan.doelwaarde);
    assert_eq!(plan.bewezen, plan.ondergrens == plan.doelwaarde);
}

#[test]
fn nobody_does_better_by_trying_everything() {
    for zaad in 0..120 {
        let opgave = klein(&mut Xoshiro256PlusPlus::seed_from_u64(zaad));
        let plan = plannen(&opgave, &|| true).unwrap();
        klopt(&opgave, &plan);
        assert_eq!(Some(plan.doelwaarde), allemaal(&opgave, &[]), "zaad {zaad}");
        assert!(plan.bewezen, "zaad {zaad}");
    }
}

#[test]
fn what_is_fixed_stays_and_the_rest_is_still_the_best() {
    let mut geplaatst = 0;
    for zaad in 0..120 {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1000 + zaad);
        let opgave = klein(&mut rng);
        let vast: Vec<Vast> = (0..2)
            .map(|_| {
                let klant = rng.random_range(0..opgave.klanten.len());
                let gesprek = rng.random_range(0..opgave.klanten[klant].gesprekken);
                let ruimte = opgave.klantmanagers[opgave.klanten[klant].planner].ruimte;
                let open: Vec<u8> = (1..).zip(ruimte).filter(|week| week.1 > 0).map(|week| week.0).collect();
                let week = [NIET_GEPLAND, open[rng.random_range(0..open.len())]][rng.random_range(0..2)];
                Vast { klant, gesprek, week }
            })
            .collect();
        match plannen_met(&opgave, &Keuze { vast: vast.clone(), draden: None }, &|| true) {
            Ok(plan) => {
                klopt(&opgave, &plan);
                geplaatst += 1;
                assert!(vast.iter().all(|vast| plan.weken[vast.klant][vast.gesprek] == vast.week), "zaad {zaad}");
                assert_eq!(Some(plan.doelwaarde), allemaal(&opgave, &vast), "zaad {zaad}");
            }
            Err(_) => assert_eq!(allemaal(&opgave, &vast), None, "zaad {zaad}"),
        }
    }
    assert!(geplaatst > 20, "{geplaatst}");
}

/// The cost of the best plan of what is left to choose, by trying all.
fn van_wat_over_is(part: &Part, klant: usize, vol: [i64; WEKEN]) -> Option<i64> {
    let Some(van) = part.clients.get(klant) else {
        let past = (0..WEKEN).all(|week| vol[week] <= part.room[week]);
        return past.then(|| (0..WEKEN).map(|week| part.over(week, vol[week])).sum());
    };
    let met = |weken: u16| std::array::from_fn(|week| vol[week] + i64::from(weken >> week & 1) * van.len);
    let verder = van
        .patterns
        .iter()
        .map(|pattern| van_wat_over_is(part, klant + 1, met(pattern.weeks)).map(|rest| rest + i64::from(pattern.cost)));
    verder.flatten().min()
}

#[test]
fn what_clients_weeks_and_groups_of_weeks_rule_out_is_never_the_best_plan() {
    for zaad in 0..80 {
        let mut opgave = klein(&mut Xoshiro256PlusPlus::seed_from_u64(3000 + zaad));
        opgave.klanten.iter_mut().for_each(|klant| klant.planner = 0);
        opgave.klantmanagers.truncate(1);
        let (ruimte, beste) = (opgave.klantmanagers[0].ruimte, allemaal(&opgave, &[]).unwrap());
        let vast: Vec<Vec<Option<u8>>> = opgave.klanten.iter().map(|klant| vec![None; klant.gesprekken]).collect();
        let gesprekken = opgave.klanten.iter().zip(&vast).map(|(klant, vast)| Gesprekken::new(klant, &ruimte, vast));
        let heel = Part::new(&ruimte, &gesprekken.collect::<Vec<_>>());
        let mut part = heel.clone();
        assert!(Fees::new(&part, &START).improve(&mut part, beste, 200, &|| true), "zaad {zaad}");
        assert_eq!(van_wat_over_is(&part, 0, [0; WEKEN]), Some(beste), "zaad {zaad}");
        // One less cannot be, so whatever is left then holds nothing as cheap.
        let mut part = heel.clone();
        if Fees::new(&part, &START).improve(&mut part, beste - 1, 200, &|| true) {
            assert!(van_wat_over_is(&part, 0, [0; WEKEN]).is_none_or(|kosten| kosten >= beste), "zaad {zaad}");
        }
        let mut part = heel;
        let groepen = [0b1_1111, 0b1_1111_1110_0000];
        assert!(paren::filter(&mut part, &START, beste, groepen).is_ok(), "zaad {zaad}");
        assert_eq!(van_wat_over_is(&part, 0, [0; WEKEN]), Some(beste), "zaad {zaad}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let opgave = druk(&mut Xoshiro256PlusPlus::seed_from_u64(7), 18, 3);
    let een = plannen_met(&opgave, &Keuze { draden: draden(1), ..Keuze::default() }, &|| true).unwrap();
    klopt(&opgave, &een);
    for aantal in [2, 3] {
        let meer = plannen_met(&opgave, &Keuze { draden: draden(aantal), ..Keuze::default() }, &|| true).unwrap();
        assert_eq!(een, meer);
    }
}

#[test]
fn whenever_it_is_stopped_there_is_a_plan_and_a_bound() {
    let opgave = druk(&mut Xoshiro256PlusPlus::seed_from_u64(8), 16, 2);
    let beste = plannen(&opgave, &|| true).unwrap();
    for vragen in [0, 1, 3, 10, 30, 100] {
        let over = AtomicUsize::new(vragen);
        let verder = || over.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |over| over.checked_sub(1)).is_ok();
        let plan = plannen(&opgave, &verder).unwrap();
        klopt(&opgave, &plan);
        assert!(plan.ondergrens <= beste.doelwaarde && plan.doelwaarde >= beste.doelwaarde, "{vragen}");
    }
}

#[test]
fn without_hours_everything_waits_for_the_next_quarter() {
    let opgave = Opgave {
        klantmanagers: vec![klantmanager([0; WEKEN]), klantmanager([0; WEKEN])],
        klanten: vec![klant(2, 3, &[1, 5], &[4, 9]), klant(1, 4, &[1], &[13])],
    };
    let plan = plannen(&opgave, &|| true).unwrap();
    assert_eq!(plan.weken, [vec![NIET_GEPLAND; 2], vec![NIET_GEPLAND]]);
    assert_eq!((plan.doelwaarde, plan.bewezen), (2 * 15 + 2 * 10 + 6, true));
    let niemand = plannen(&Opgave { klantmanagers: Vec::new(), klanten: Vec::new() }, &|| true).unwrap();
    assert_eq!((niemand.doelwaarde, niemand.bewezen), (0, true));
}

#[test]
fn more_conversations_than_weeks_and_absurd_numbers_are_no_trouble() {
    let veel = Opgave {
        klantmanagers: vec![klantmanager([40; WEKEN])],
        klanten: vec![klant(1, 1, &[1; 15], &[13; 15]), klant(1000, 8_736, &[1], &[1])],
    };
    let plan = plannen(&veel, &|| true).unwrap();
    assert_eq!(plan.weken[0].iter().filter(|week| usize::from(**week) > WEKEN).count(), 2);
    assert_eq!(plan.weken[1], [NIET_GEPLAND]);
}

#[test]
fn what_cannot_be_says_what_would_have_to_give() {
    let mut opgave = Opgave {
        klantmanagers: vec![klantmanager([5; WEKEN])],
        klanten: vec![klant(1, 3, &[3, 8], &[4, 9]), klant(1, 3, &[1], &[4])],
    };
    let weiger = |vast: &[(usize, usize, u8)]| {
        let vast = vast.iter().map(|&(klant, gesprek, week)| Vast { klant, gesprek, week }).collect();
        plannen_met(&opgave, &Keuze { vast, draden: None }, &|| true).unwrap_err()
    };
    assert_eq!(weiger(&[(0, 0, 2)]), GeenPlan::TeVroeg { klant: 0, gesprek: 0, week: 2, vroegst: 3 });
    assert_eq!(weiger(&[(0, 0, 9), (0, 1, 9)]), GeenPlan::ZelfdeWeek { klant: 0, een: 0, ander: 1, week: 9 });
    assert_eq!(weiger(&[(0, 0, 9), (0, 0, 8)]), GeenPlan::Tweemaal { klant: 0, gesprek: 0, een: 9, ander: 8 });
    assert_eq!(weiger(&[(0, 0, 15)]), GeenPlan::BuitenKwartaal { klant: 0, gesprek: 0, week: 15 });
    assert_eq!(weiger(&[(1, 1, 5)]), GeenPlan::GesprekOntbreekt { klant: 1, gesprek: 1 });
    assert_eq!(weiger(&[(2, 0, 5)]), GeenPlan::GesprekOntbreekt { klant: 2, gesprek: 0 });
    let vol = weiger(&[(0, 0, 4), (1, 0, 4)]);
    assert_eq!(vol, GeenPlan::WeekTeVol { klantmanager: 0, week: 4, gevraagd: 6, ruimte: 5, teveel: 1 });
    assert!(vol.to_string().contains("maak gesprekken los tot 1 kwartieren vrijkomen"));
    opgave.klanten[1].planner = 3;
    assert_eq!(
        plannen(&opgave, &|| true).unwrap_err(),
        OpgaveOnjuist::PlannerOnbekend { klant: 1, planner: 3, klantmanagers: 1 }.into()
    );
    opgave.klanten[1].vroegst.clear();
    opgave.klanten[1].planner = 0;
    assert_eq!(
        plannen(&opgave, &|| true).unwrap_err(),
        OpgaveOnjuist::Weken { klant: 1, gesprekken: 1, uiterlijk: 1, vroegst: 0 }.into()
    );
    opgave.klanten[1] = klant(1, 8_737, &[1], &[4]);
    assert_eq!(plannen(&opgave, &|| true).unwrap_err(), OpgaveOnjuist::TeLang { klant: 1, kwartieren: 8_737 }.into());
    opgave.klantmanagers.clear();
    opgave.klanten.truncate(1);
    assert_eq!(plannen(&opgave, &|| true).unwrap_err(), GeenPlan::PlannerOntbreekt { klant: 0, planner: 0, aantal: 0 });
}

/// Two who weigh so much that leaving one of them for later seems worse than a week that holds more than there is.
fn samen_in_een_kwartier(gewicht: u32) -> Opgave {
    let mut ruimte = [0; WEKEN];
    ruimte[0] = 1;
    Opgave { klantmanagers: vec![klantmanager(ruimte)], klanten: vec![klant(gewicht, 1, &[1], &[1]); 2] }
}

#[test]
fn a_weight_beyond_what_can_be_reckoned_with_is_refused() {
    for gewicht in [1_001, 1_000_000, u32::MAX] {
        let geweigerd = plannen(&samen_in_een_kwartier(gewicht), &|| true).unwrap_err();
        assert_eq!(geweigerd, GeenPlan::GewichtTeGroot { klant: 0, gewicht });
        assert!(geweigerd.to_string().contains("meer dan 1000 kan niet, verlaag het"), "{geweigerd}");
    }
    let opgave = samen_in_een_kwartier(1_000);
    let plan = plannen(&opgave, &|| true).unwrap();
    klopt(&opgave, &plan);
    // One waits, the other fills the only quarter-hour, which is above 85 percent of itself.
    assert_eq!((plan.doelwaarde, plan.bewezen), (18_001, true));
}

#[test]
fn a_plan_that_does_not_fit_is_no_plan() {
    let teveel = Kwartaalplan::van(&samen_in_een_kwartier(1), vec![vec![1], vec![1]], 0).unwrap_err();
    assert_eq!(teveel, GeenPlan::PastNiet { klantmanager: 0, week: 1, gevraagd: 2, ruimte: 1 });
    assert!(teveel.to_string().contains("dat is een fout in Klantbeeld"), "{teveel}");
}

#[test]
fn the_heaviest_weights_still_never_fill_a_week_beyond_its_room() {
    for zaad in 0..60 {
        let mut opgave = klein(&mut Xoshiro256PlusPlus::seed_from_u64(2000 + zaad));
        for (klant, gewicht) in opgave.klanten.iter_mut().zip([1_000, 999, 1, 1_000].into_iter().cycle()) {
            klant.gewicht = gewicht;
        }
        // A proof goes up one unit of cost at a time, and at these weights there are many: it is stopped half-way.
        let over = AtomicUsize::new(300);
        let verder = || over.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |over| over.checked_sub(1)).is_ok();
        let plan = plannen(&opgave, &verder).unwrap();
        klopt(&opgave, &plan);
        let beste = allemaal(&opgave, &[]).unwrap();
        assert!((plan.ondergrens..=plan.doelwaarde).contains(&beste), "zaad {zaad}: {beste}");
    }
}

/// The instances of the comparison with other solvers, when a folder with them is given.
#[test]
fn the_instances_have_their_known_optimum() {
    let Ok(map) = std::env::var("KLANTBEELD_INSTANTIES") else { return };
    for (naam, optimum) in [("small.json", 309), ("medium.json", 3472)] {
        let opgave: Opgave = serde_json::from_str(&fs::read_to_string(format!("{map}/{naam}")).unwrap()).unwrap();
        let plan = plannen(&opgave, &|| true).unwrap();
        klopt(&opgave, &plan);
        assert_eq!((plan.doelwaarde, plan.bewezen), (optimum, true), "{naam}");
    }
}
