//! Against every distribution there is.

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::{keer, klopt, reken, stad, stadje};
use crate::{
    opgave::Opgave,
    verdeling::{
        GeenVerdeling, Verdeling, Wensen, cellen, in_evenwicht,
        maten::Maten,
        model::Model,
        ondergrens::Ondergrens,
        optelsom::{Opteller, Uitkomst},
        plan::SCHAAL,
        sluitend::sluit,
        toewijzen,
        trek::trek,
        uitleg,
        zoek::{Gang, Toestand, Vrij},
    },
};

/// The least of all; nothing when none is allowed.
fn minste(opgave: &Opgave, wensen: &Wensen, waarde: impl Fn((i64, i64)) -> i64) -> Option<i64> {
    let wie = opgave.klantmanagers.len();
    let alle = wie.pow(u32::try_from(opgave.klanten.len()).unwrap());
    let mut bij = vec![0; opgave.klanten.len()];
    (0..alle)
        .filter_map(|mut nummer| {
            for plek in &mut bij {
                *plek = nummer % wie;
                nummer /= wie;
            }
            reken(opgave, wensen, &bij).map(&waarde)
        })
        .min()
}

/// The best of a town as small as this; stays within a few searches.
fn beste(opgave: &Opgave, wensen: &Wensen) -> Result<Verdeling, GeenVerdeling> {
    in_evenwicht(opgave, wensen, &keer(1500))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn zonder_uren_is_het_altijd_de_beste((opgave, wensen) in stadje()) {
        match (toewijzen(&opgave, &wensen), minste(&opgave, &wensen, |(kosten, _)| kosten)) {
            (Ok(verdeling), Some(minste)) => {
                klopt(&opgave, &verdeling);
                prop_assert!(verdeling.bewezen);
                prop_assert_eq!(verdeling.kosten, minste);
            }
            (Err(_), None) => {}
            (gevonden, minste) => prop_assert!(false, "{gevonden:?} where the least is {minste:?}"),
        }
    }

    #[test]
    fn met_uren_ligt_de_beste_tussen_grens_en_antwoord((opgave, wensen) in stadje()) {
        let waarde = |(kosten, afwijking)| kosten + i64::from(wensen.gewichten.kwartier) * afwijking;
        match (beste(&opgave, &wensen), minste(&opgave, &wensen, waarde)) {
            (Ok(verdeling), Some(minste)) => {
                klopt(&opgave, &verdeling);
                prop_assert!(verdeling.ondergrens <= minste);
                prop_assert_eq!(verdeling.doelwaarde, minste, "a town this small is solved");
            }
            (Err(_), None) => {}
            (gevonden, minste) => prop_assert!(false, "{gevonden:?} where the least is {minste:?}"),
        }
    }

    /// Also when what was found is not the best: then what is proven is no more than the best.
    #[test]
    fn tellen_bewijst_nooit_te_veel((opgave, wensen) in stadje(), ernaast in 0_i64..12) {
        prop_assume!(wensen.gewichten.kwartier > 0);
        let waarde = |(kosten, afwijking)| kosten + i64::from(wensen.gewichten.kwartier) * afwijking;
        let Some(minste) = minste(&opgave, &wensen, waarde) else { return Ok(()) };
        let begin = toewijzen(&opgave, &wensen).unwrap();
        let model = Model::nieuw(&opgave, &wensen, true);
        let x = model.tellen(&begin.klantmanager_van);
        let mut grens = Ondergrens::nieuw(&model, begin.kosten);
        grens.met_delen(&model, &x, &|| true);
        let bewezen = cellen::bewijs(&model, &x, begin.kosten, (&grens, minste + ernaast), &|| true);
        prop_assert!((begin.kosten..=minste).contains(&bewezen), "{bewezen} where the least is {minste}");
    }

    /// Also for a value that is not the least, whatever things weigh, whatever the prices, and however soon it is stopped: what is
    /// excluded, there is not.
    #[test]
    fn optellen_sluit_nooit_uit_wat_er_is(
        (opgave, mut wensen) in stadje(),
        ernaast in 0_i64..12,
        gewichten in prop::sample::select(&[(25, 10, 1), (25, 10, 2), (0, 10, 3), (1, 0, 1), (25, 1_000, 1), (1_000, 1, 1_000)][..]),
        duwen in prop::collection::vec(prop::sample::select(&[0, 0, 1, -64, 16_384, -SCHAAL, 7 * SCHAAL][..]), 40),
        keren in prop::sample::select(&[1, 5, 20, u32::MAX, u32::MAX][..]),
    ) {
        (wensen.gewichten.niet_passend, wensen.gewichten.wissel, wensen.gewichten.kwartier) = gewichten;
        let waarde = |(kosten, afwijking)| kosten + i64::from(wensen.gewichten.kwartier) * afwijking;
        let Some(minste) = minste(&opgave, &wensen, waarde) else { return Ok(()) };
        let begin = toewijzen(&opgave, &wensen).unwrap();
        let model = Model::nieuw(&opgave, &wensen, true);
        let x = model.tellen(&begin.klantmanager_van);
        let mut grens = Ondergrens::nieuw(&model, begin.kosten);
        grens.met_delen(&model, &x, &|| true);
        let prijzen: Vec<i64> = grens.prijzen.iter().zip(duwen).map(|(prijs, duw)| prijs + duw).collect();
        let maten = Maten::nieuw(&model, &prijzen);
        let verder = keer(keren);
        let opteller = Opteller::nieuw(&model, &grens.planners, &prijzen, &maten, &verder);
        prop_assert!(!matches!(opteller.tel_op(minste + ernaast, &verder), Uitkomst::Geen));
    }

    /// Dealing the clients of two anew never breaks a bound, and what it says it costs is what it costs.
    #[test]
    fn een_trekking_is_altijd_een_verdeling((opgave, wensen) in stadje(), zaad in 0_u64..1000) {
        prop_assume!(wensen.gewichten.kwartier > 0);
        let waarde = |(kosten, afwijking)| kosten + i64::from(wensen.gewichten.kwartier) * afwijking;
        let Some(minste) = minste(&opgave, &wensen, waarde) else { return Ok(()) };
        let begin = toewijzen(&opgave, &wensen).unwrap();
        let model = Model::nieuw(&opgave, &wensen, true);
        let van = Toestand::nieuw(&model, model.tellen(&begin.klantmanager_van));
        let vrij = Vrij::nieuw(&model, &van.x, |_| model.alles());
        let gang = Gang { pogingen: 500, warm: 3.0, koud: 0.5, zaad, doel: i64::MIN };
        let naar = trek(&model, &vrij, &van, gang, &AtomicBool::new(false), &|| ());
        let bij = model.uitdelen(&naar.x, opgave.klanten.len());
        prop_assert_eq!(reken(&opgave, &wensen, &bij).map(waarde), Some(naar.waarde));
        prop_assert!((minste..=van.waarde).contains(&naar.waarde));
    }

    #[test]
    fn uitleg_zegt_wat_het_scheelt((opgave, wensen) in stadje()) {
        let Ok(verdeling) = beste(&opgave, &wensen) else { return Ok(()) };
        let waarde = |bij: &[usize]| reken(&opgave, &wensen, bij)
            .map(|(kosten, afwijking)| kosten + i64::from(wensen.gewichten.kwartier) * afwijking);
        for klant in 0..opgave.klanten.len() {
            let uitleg = uitleg(&opgave, &verdeling, klant).unwrap();
            prop_assert!(!uitleg.redenen.is_empty() || uitleg.bij_blijven.is_some_and(|meer| meer <= 0));
            let Some(van) = uitleg.van.filter(|van| *van != uitleg.naar) else { continue };
            let mut bij = verdeling.klantmanager_van.clone();
            bij[klant] = van;
            prop_assert_eq!(uitleg.bij_blijven, waarde(&bij).map(|waarde| waarde - verdeling.doelwaarde));
            if let Some((ander, meer)) = uitleg.in_zijn_plaats {
                bij[ander] = uitleg.naar;
                prop_assert_eq!(Some(verdeling.doelwaarde + meer), waarde(&bij));
            }
        }
    }

    #[test]
    fn dezelfde_vraag_krijgt_hetzelfde_antwoord((opgave, wensen) in stadje()) {
        prop_assert_eq!(beste(&opgave, &wensen), beste(&opgave, &wensen));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Towns with enough of each kind that it is poured: then there is more to find than can be tried, but never below what is proven.
    #[test]
    fn wat_opgeteld_is_bewijst_nooit_te_veel((opgave, wensen) in stad(), zaad in 0_u64..1000) {
        let Ok(begin) = toewijzen(&opgave, &wensen) else { return Ok(()) };
        let model = Model::nieuw(&opgave, &wensen, true);
        let van = Toestand::nieuw(&model, model.tellen(&begin.klantmanager_van));
        let mut grens = Ondergrens::nieuw(&model, begin.kosten);
        grens.met_plannen(&model, &van.x, (&mut Vec::new(), None), &|| true);
        let mut beste = van.clone();
        sluit(&model, (&mut grens, &mut beste), (&AtomicBool::new(false), &|| ()), &|| true);
        let waarde = |(kosten, afwijking)| kosten + i64::from(wensen.gewichten.kwartier) * afwijking;
        let bij = model.uitdelen(&beste.x, opgave.klanten.len());
        prop_assert_eq!(reken(&opgave, &wensen, &bij).map(waarde), Some(beste.waarde));
        let vrij = Vrij::nieuw(&model, &van.x, |_| model.alles());
        let gang = Gang { pogingen: 3_000, warm: 5.0, koud: 0.3, zaad, doel: i64::MIN };
        let gezocht = trek(&model, &vrij, &van, gang, &AtomicBool::new(false), &|| ());
        let laagste = beste.waarde.min(gezocht.waarde);
        prop_assert!(grens.waarde <= laagste, "{} where {laagste} was found", grens.waarde);
    }
}
