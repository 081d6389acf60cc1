//! Sanne, Joris, Fatima and Wim: what is counted of each, and what follows from many like them.

use analysis::prognose::Opzet;
use jiff::civil::{Date, date};
use storage::prognose::Loop;

use super::{
    in_woorden, kader, pas_klanten_toe, pas_toe, pas_verschijnen_toe,
    tellen::{Geteld, Kader, Plaatsen, Terug},
};
use crate::web::Lijsten;

/// It is the 23rd of November 2026: counted is November 2023 up to and including October 2026.
const VANDAAG: Date = date(2026, 11, 23);

fn plaatsen(codes: &[(&str, usize)], anders: Option<usize>) -> Plaatsen {
    Plaatsen { bekend: codes.iter().map(|(code, plek)| ((*code).to_owned(), *plek)).collect(), anders }
}

/// Two segments, two reasons, and classes of less than a year and more.
fn klein() -> Kader {
    Kader {
        vandaag: VANDAAG,
        grenzen: vec![12],
        segmenten: 2,
        redenen: 2,
        segment: plaatsen(&[("direct", 0), ("ver", 1)], None),
        reden: plaatsen(&[("werk", 0)], Some(1)),
    }
}

fn loop_van(rechten: &[(Date, Option<Date>, &str)], segmenten: &[(&str, Date, Option<Date>)]) -> Loop {
    Loop {
        rechten: rechten.iter().map(|(van, tot, reden)| (*van, *tot, (*reden).to_owned())).collect(),
        segmenten: segmenten.iter().map(|(code, van, tot)| ((*code).to_owned(), *van, *tot)).collect(),
    }
}

fn geteld(kader: &Kader, lopen: &[Loop]) -> Geteld {
    let mut geteld = Geteld::niets(kader);
    for is in lopen {
        geteld.tel(kader, is);
    }
    geteld
}

/// Sanne came on the first of January 2025, was near work for half a year and further from it after that, and found work on the last day
/// of March 2026.
#[test]
fn of_sanne_every_day_counts_once_in_her_segment_and_class() {
    let sanne = loop_van(
        &[(date(2025, 1, 1), Some(date(2026, 3, 31)), "werk")],
        &[("direct", date(2025, 1, 1), Some(date(2025, 6, 30))), ("ver", date(2025, 7, 1), None)],
    );
    let geteld = geteld(&klein(), &[sanne]);
    // 181 days to the first of July, 184 to the end of the year; then 90 days in the second class.
    assert_eq!(geteld.dagen, [[181, 0], [184, 90]]);
    assert_eq!(geteld.einden[1][0], [0, 1], "for work, from the second segment, after more than a year");
    assert_eq!(geteld.einden.iter().flatten().flatten().sum::<u64>(), 1);
    assert_eq!(geteld.instroom.iter().position(|aantal| *aantal == 1), Some(14), "January 2025 is the fifteenth month");
    assert_eq!(geteld.instroom_segment, [1, 0]);
    assert_eq!(geteld.nu, [[0, 0], [0, 0]], "she is not there any more");
}

/// Joris is there since 2015 and will be: of him only the 36 months count, and not this one.
#[test]
fn of_joris_only_the_window_counts() {
    let joris = loop_van(&[(date(2015, 5, 1), None, "")], &[("ver", date(2015, 5, 1), None)]);
    let geteld = geteld(&klein(), &[joris]);
    // From the first of November 2023 to the first of November 2026.
    assert_eq!(geteld.dagen, [[0, 0], [0, 1096]]);
    assert_eq!(geteld.nu, [[0, 0], [0, 1]]);
    assert_eq!(geteld.instroom.iter().sum::<u32>(), 0);
}

/// Fatima left for work in 2023 and was back after ten months: no newcomer. Her paper changed in 2025, and that is no end.
#[test]
fn fatima_came_back_and_a_change_of_paper_is_no_end() {
    let fatima = loop_van(
        &[
            (date(2020, 2, 1), Some(date(2023, 4, 30)), "werk"),
            (date(2024, 3, 1), Some(date(2025, 5, 31)), "administratief"),
            (date(2025, 6, 1), None, ""),
        ],
        &[("direct", date(2020, 2, 1), None)],
    );
    let geteld = geteld(&klein(), &[fatima]);
    assert_eq!(geteld.einden.iter().flatten().flatten().sum::<u64>(), 0, "2023 is before the window");
    assert_eq!(geteld.instroom.iter().sum::<u32>(), 0);
    let dagen = (date(2024, 3, 1) - date(2023, 4, 30)).get_days().into();
    assert_eq!(geteld.terug, [Terug { einden: 1, teruggekomen: 1, dagen }, Terug::default()]);
    // Her second benefit runs since March 2024, whatever the paper says.
    assert_eq!(geteld.nu, [[0, 1], [0, 0]]);
}

/// Wim was away for three years: he counts as new. He has no segment yet, and the reason of his first end is in no list.
#[test]
fn wim_is_new_again_and_an_unknown_reason_is_another_one() {
    let wim = loop_van(
        &[(date(2019, 1, 1), Some(date(2022, 11, 30)), "iets_eigens"), (date(2025, 12, 1), None, "")],
        &[("direct", date(2019, 1, 1), Some(date(2022, 11, 30)))],
    );
    let geteld = geteld(&klein(), &[wim]);
    assert_eq!(geteld.instroom.iter().sum::<u32>(), 1);
    assert_eq!(geteld.instroom_segment, [0, 0]);
    assert_eq!(geteld.dagen, [[0, 0], [0, 0]], "of whom the segment is not known, no rate is counted");
    assert_eq!(geteld.terug[1], Terug { einden: 1, teruggekomen: 0, dagen: 0 });
}

fn haarlem(opzet: &Opzet) -> Kader {
    let lijsten = Lijsten {
        codes: domain::codelijst::standaard::alle(),
        gebruikers: Vec::new(),
        wijken: Vec::new(),
        normen: Vec::new(),
        waarnemers: Vec::new(),
    };
    kader(opzet, &lijsten, VANDAAG)
}

#[test]
fn codes_are_matched_by_name_and_by_heading() {
    let kader = haarlem(&Opzet::basis().unwrap());
    let mut segmenten: Vec<usize> = kader.segment.bekend.values().copied().collect();
    segmenten.sort_unstable();
    assert_eq!(segmenten, [0, 1, 2], "who is exempt is no segment of the code list");
    for (code, plek) in
        [("werk", 0), ("niet_verschenen", 1), ("onjuiste_inlichtingen", 1), ("samenwonen", 2), ("overlijden", 3)]
    {
        assert_eq!(kader.reden.bekend[code], plek, "{code}");
    }
    assert_eq!(kader.reden.anders, Some(3));
}

#[test]
fn of_many_it_fills_in_and_says_from_what() {
    let was = Opzet::basis().unwrap();
    let kader = haarlem(&was);
    let mut geteld = Geteld::niets(&kader);
    // Forty newcomers in 2025, of whom twenty found work after seven months.
    for nummer in 0..40 {
        let begin = date(2025, 1, 1);
        let tot = (nummer < 20).then_some(date(2025, 8, 15));
        let reden = if tot.is_some() { "werk" } else { "" };
        geteld.tel(&kader, &loop_van(&[(begin, tot, reden)], &[("direct_bemiddelbaar", begin, None)]));
    }
    let mut opzet = was.clone();
    assert_eq!(pas_toe(&mut opzet, &kader, &geteld), ["duur", "einden", "instroom", "aandeel"]);
    assert!(pas_verschijnen_toe(&mut opzet, &kader, (90, 10)).is_some());
    let vandaag = [("direct_bemiddelbaar".to_owned(), false, 20), ("direct_bemiddelbaar".to_owned(), true, 3)];
    assert!(pas_klanten_toe(&mut opzet, &kader, &vandaag));
    opzet.toets().unwrap();
    let direct = &opzet.segmenten[0];
    assert_eq!((direct.klanten.waarde, opzet.segmenten[3].klanten.waarde), (20.0, 3.0), "who is exempt stands apart");
    // Nearly two years, at the 23rd of November 2026.
    assert_eq!(direct.duur_bij_begin.waarden, [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
    let werk = direct.einde.iter().find(|einde| einde.reden == "werk").unwrap();
    assert!(
        werk.bron.starts_with("geschat uit eigen geschiedenis, 1-11-2023 t/m 31-10-2026: 20 keer in "),
        "{}",
        werk.bron
    );
    assert!(werk.bron.contains("(95%)") && werk.onzekerheid > 0.1);
    assert!(werk.per_maand[1] > werk.per_maand[0], "nobody left in the first half year");
    let instroom = &opzet.instroom.niveau[0];
    assert!((instroom.per_maand - 40.0 / 24.0).abs() < 1e-9 && instroom.bron.contains("voor het eerst kwam"));
    assert!((opzet.gesprek.kans_niet_verschijnen.waarde - 0.1).abs() < 1e-12);
    // What did not happen often enough stays as it was.
    assert_eq!(direct.einde[1..], was.segmenten[0].einde[1..]);
    assert_eq!((opzet.instroom.seizoen, opzet.redenen), (was.instroom.seizoen, was.redenen));
}

#[test]
fn of_little_nothing_is_said() {
    let was = Opzet::basis().unwrap();
    let kader = haarlem(&was);
    let mut geteld = Geteld::niets(&kader);
    let begin = date(2025, 1, 1);
    geteld.tel(&kader, &loop_van(&[(begin, None, "")], &[("direct_bemiddelbaar", begin, None)]));
    let mut opzet = was.clone();
    assert!(pas_toe(&mut opzet, &kader, &geteld).is_empty());
    assert_eq!(pas_verschijnen_toe(&mut opzet, &kader, (3, 1)), None);
    assert!(!pas_klanten_toe(&mut opzet, &kader, &[]));
    assert_eq!(opzet, was);
    assert!(in_woorden("").contains("te weinig geschiedenis"));
    assert_eq!(
        in_woorden("instroom.<b>"),
        "Uit de eigen geschiedenis ingevuld: de instroom. De rest bleef zoals het was."
    );
}
