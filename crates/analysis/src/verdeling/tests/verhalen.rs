//! Stories of small teams.

use super::{keer, klant, klantmanager, klopt};
use crate::{
    opgave::{Opgave, OpgaveOnjuist},
    verdeling::{GeenVerdeling, Reden, Wensen, in_evenwicht, speling, tienden_boven_beste, toewijzen, uitleg},
};

/// Anouk has three clients and may have two; Bram has none and knows what youngsters need.
fn anouk_en_bram() -> Opgave {
    let klantmanagers = vec![klantmanager(&[], 0, 2, 16), klantmanager(&["jongeren"], 0, 2, 8)];
    let klanten = vec![klant("algemeen", 0, 3, 8), klant("jongeren", 0, 1, 8), klant("algemeen", 0, 2, 8)];
    Opgave { klantmanagers, klanten }
}

#[test]
fn wie_weg_moet_is_wie_elders_beter_past() {
    let opgave = anouk_en_bram();
    let verdeling = toewijzen(&opgave, &Wensen::default()).unwrap();
    assert_eq!(verdeling.klantmanager_van, [0, 1, 0]);
    assert_eq!((verdeling.kosten, verdeling.bewezen), (10, true));
    let waarom = uitleg(&opgave, &verdeling, 1).unwrap();
    assert_eq!(waarom.redenen, [Reden::Vol { nu: 3, straks: 2, hoogstens: 2 }, Reden::Past { gewicht: 25 }]);
    assert_eq!(waarom.bij_blijven, None, "there is no room to stay");
    assert_eq!(waarom.in_zijn_plaats, Some((2, 35)), "the lighter of the two others, and the misfit");
    assert_eq!(uitleg(&opgave, &verdeling, 0).unwrap().redenen, [Reden::Blijft]);
    assert_eq!(uitleg(&opgave, &verdeling, 9), None);
}

#[test]
fn wie_vaststaat_blijft_ook_als_dat_duurder_is() {
    let opgave = anouk_en_bram();
    let wensen = Wensen { vast: [(1, 0)].into(), ..Wensen::default() };
    let verdeling = toewijzen(&opgave, &wensen).unwrap();
    assert_eq!(verdeling.klantmanager_van, [0, 0, 1]);
    assert_eq!(verdeling.kosten, 45);
    assert_eq!(uitleg(&opgave, &verdeling, 1).unwrap().redenen, [Reden::Vast]);
    klopt(&opgave, &verdeling);
}

#[test]
fn uren_zijn_een_reden_als_ze_meer_wegen_dan_een_wissel() {
    let mut opgave = anouk_en_bram();
    opgave.klantmanagers[0] = klantmanager(&[], 0, 9, 16);
    opgave.klanten.iter_mut().for_each(|klant| klant.behoefte = "algemeen".into());
    let verdeling = in_evenwicht(&opgave, &Wensen::default(), &keer(1000)).unwrap();
    assert_eq!(verdeling.klantmanager_van, [0, 1, 0]);
    assert_eq!((verdeling.kosten, verdeling.afwijking, verdeling.bewezen), (10, 0, true));
    let waarom = uitleg(&opgave, &verdeling, 1).unwrap();
    assert_eq!(waarom.redenen, [Reden::Uren { kwartieren: 16, gewicht: 16 }]);
    assert_eq!(waarom.bij_blijven, Some(6), "sixteen quarter-hours against one change of ten");
}

#[test]
fn wie_niemand_had_krijgt_iemand() {
    let mut opgave = anouk_en_bram();
    opgave.klanten.push(klant("jongeren", -1, 1, 4));
    let verdeling = toewijzen(&opgave, &Wensen::default()).unwrap();
    let waarom = uitleg(&opgave, &verdeling, 3).unwrap();
    assert_eq!((waarom.van, waarom.naar, waarom.redenen), (None, 1, vec![Reden::HadNiemand]));
}

#[test]
fn zonder_klanten_is_er_niets_te_verdelen() {
    let leeg = Opgave { klantmanagers: Vec::new(), klanten: Vec::new() };
    assert!(in_evenwicht(&leeg, &Wensen::default(), &|| true).unwrap().bewezen);
    let mut opgave = anouk_en_bram();
    opgave.klanten.clear();
    assert_eq!(in_evenwicht(&opgave, &Wensen::default(), &|| true).unwrap().afwijking, 24);
}

#[test]
fn zonder_tijd_is_er_ook_een_antwoord() {
    let opgave = anouk_en_bram();
    let verdeling = in_evenwicht(&opgave, &Wensen::default(), &|| false).unwrap();
    klopt(&opgave, &verdeling);
}

fn weigert(opgave: &Opgave, wensen: &Wensen) -> (GeenVerdeling, String) {
    let waarom = toewijzen(opgave, wensen).unwrap_err();
    let tekst = waarom.to_string();
    (waarom, tekst)
}

#[test]
fn wat_niet_kan_zegt_wat_er_anders_moet() {
    let mut opgave = anouk_en_bram();
    opgave.klantmanagers[0].hoogstens = 0;
    let (waarom, tekst) = weigert(&opgave, &Wensen::default());
    assert_eq!(waarom, GeenVerdeling::TeWeinigPlaatsen { klanten: 3, plaatsen: 2 });
    assert!(tekst.contains("samen 1 of"), "{tekst}");

    let mut opgave = anouk_en_bram();
    opgave.klantmanagers.iter_mut().for_each(|wie| wie.minstens = 2);
    let (waarom, _) = weigert(&opgave, &Wensen::default());
    assert_eq!(waarom, GeenVerdeling::TeWeinigKlanten { klanten: 3, minima: 4 });

    let opgave = anouk_en_bram();
    let wensen = Wensen { vast: [(0, 0), (1, 0), (2, 0)].into(), ..Wensen::default() };
    let (waarom, tekst) = weigert(&opgave, &wensen);
    assert_eq!(waarom, GeenVerdeling::VastBovenMaximum { klantmanager: 0, vast: 3, hoogstens: 2 });
    assert!(tekst.contains("Maak er 1 los"), "{tekst}");

    let wensen = Wensen { vast: [(7, 0)].into(), ..Wensen::default() };
    assert_eq!(weigert(&opgave, &wensen).0, GeenVerdeling::VastOnbekend { klant: 7, klantmanager: 0 });

    let mut wensen = Wensen::default();
    wensen.gewichten.wissel = 5_000;
    assert_eq!(weigert(&opgave, &wensen).0, GeenVerdeling::GewichtTeGroot { gewicht: 5_000 });

    let niemand = Opgave { klantmanagers: Vec::new(), ..opgave };
    let huidig = weigert(&niemand, &Wensen::default()).0;
    assert_eq!(huidig, OpgaveOnjuist::HuidigOnbekend { klant: 0, huidig: 0, klantmanagers: 0 }.into());
    let nieuw = Opgave { klantmanagers: Vec::new(), klanten: vec![klant("algemeen", -1, 1, 4)] };
    assert_eq!(weigert(&nieuw, &Wensen::default()).0, GeenVerdeling::GeenKlantmanagers { klanten: 1 });
}

#[test]
fn wie_er_te_weinig_krijgt_door_wat_vaststaat_wordt_genoemd() {
    let klantmanagers = vec![klantmanager(&[], 0, 9, 0), klantmanager(&[], 2, 9, 0), klantmanager(&[], 1, 9, 0)];
    let klanten = (0..4).map(|_| klant("algemeen", 0, 1, 4)).collect();
    let opgave = Opgave { klantmanagers, klanten };
    let wensen = Wensen { vast: [(0, 0), (1, 0), (2, 0)].into(), ..Wensen::default() };
    let (waarom, tekst) = weigert(&opgave, &wensen);
    assert_eq!(waarom, GeenVerdeling::VastOnderMinimum { klantmanagers: vec![1], tekort: 2, vrij: 1 });
    assert!(tekst.contains("Maak er 1 los"), "{tekst}");
}

#[test]
fn een_opgave_die_zichzelf_tegenspreekt_wordt_geweigerd() {
    let fout = |verander: &dyn Fn(&mut Opgave)| {
        let mut opgave = anouk_en_bram();
        verander(&mut opgave);
        opgave.controleer().unwrap_err()
    };
    let weken = fout(&|opgave| opgave.klanten[1].uiterlijk.clear());
    assert_eq!(weken, OpgaveOnjuist::Weken { klant: 1, gesprekken: 1, uiterlijk: 0, vroegst: 1 });
    assert_eq!(fout(&|opgave| opgave.klanten[0].vroegst = vec![14]), OpgaveOnjuist::Week { klant: 0, week: 14 });
    let laat = fout(&|opgave| opgave.klanten[0].vroegst = vec![3]);
    assert_eq!(laat, OpgaveOnjuist::VroegstNaUiterlijk { klant: 0, vroegst: 3, uiterlijk: 2 });
    let uren = fout(&|opgave| opgave.klanten[2].kwartieren = 9);
    assert_eq!(uren, OpgaveOnjuist::Kwartieren { klant: 2, kwartieren: 9, gesprekken: 8 });
    let elders = fout(&|opgave| opgave.klanten[2].huidig = 2);
    assert_eq!(elders, OpgaveOnjuist::HuidigOnbekend { klant: 2, huidig: 2, klantmanagers: 2 });
    assert!(matches!(fout(&|opgave| opgave.klanten[2].huidig = -2), OpgaveOnjuist::HuidigOnbekend { .. }));
    assert!(matches!(fout(&|opgave| opgave.klanten[2].planner = 2), OpgaveOnjuist::PlannerOnbekend { .. }));
    assert!(matches!(fout(&|opgave| opgave.klantmanagers[1].minstens = 3), OpgaveOnjuist::Grenzen { .. }));
    assert!(matches!(fout(&|opgave| opgave.klantmanagers[1].doel = -1), OpgaveOnjuist::Doel { .. }));
}

/// To compare solvers the gap is a part of what was found; to people it is told as more than the best.
#[test]
fn hoe_ver_van_de_beste_heeft_twee_betekenissen() {
    assert!((speling(200, 100) - 0.5).abs() < f64::EPSILON);
    assert_eq!(tienden_boven_beste(200, 100), Some(1_000), "twice as heavy as the best, perhaps");
    assert_eq!(tienden_boven_beste(1_001, 1_000), Some(1), "one tenth of a per cent");
    assert_eq!(tienden_boven_beste(10_001, 10_000), Some(1), "rounded up");
    assert_eq!(tienden_boven_beste(7, 7), Some(0));
    assert_eq!(tienden_boven_beste(7, 0), None, "a part of nothing");
    assert!(speling(0, 0).abs() < f64::EPSILON);
}
