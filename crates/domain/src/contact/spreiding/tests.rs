//! A small week as a story, and what holds for every week.

use std::collections::BTreeMap;

use jiff::civil::{date, time};
use proptest::{collection::vec, option, prelude::*, sample::Index};
use uuid::Uuid;

use super::*;
use crate::{
    datum::{Periode, plus_dagen},
    termijn::{Sluitingsdagen, Werkkalender},
    werkrooster::{Afwezigheid, SoortAfwezigheid, Werkrooster},
};

const MAANDAG: Date = date(2026, 11, 23);
const VRIJDAG: Date = date(2026, 11, 27);

fn uur(uur: i8) -> Time {
    time(uur, 0, 0, 0)
}

fn tijdvak(van: i8, tot: i8) -> Tijdvak {
    Tijdvak::nieuw(uur(van), uur(tot)).unwrap()
}

fn klant(nummer: u128, vroegst: Option<Date>, uiterlijk: Option<Date>) -> TePlannen {
    TePlannen { klant: Uuid::from_u128(nummer).into(), vroegst, uiterlijk, tot: None }
}

/// What a plan is made in, owned, so that a story can change one thing of it.
#[derive(Debug, Clone)]
struct Week {
    van: Date,
    tot_en_met: Date,
    duur_minuten: i64,
    hooguit_per_dag: usize,
    roosters: Vec<Werkrooster>,
    afwezigheden: Vec<Afwezigheid>,
    kalender: Werkkalender,
    bezet: Vec<Bezet>,
    kamers: Option<Kamers>,
}

impl Week {
    fn ruimte(&self) -> Planruimte<'_> {
        Planruimte {
            van: self.van,
            tot_en_met: self.tot_en_met,
            duur_minuten: self.duur_minuten,
            hooguit_per_dag: self.hooguit_per_dag,
            beschikbaarheid: Beschikbaarheid {
                roosters: &self.roosters,
                afwezigheden: &self.afwezigheden,
                kalender: &self.kalender,
            },
            bezet: &self.bezet,
            kamers: self.kamers.as_ref(),
        }
    }

    fn spreid(&self, klanten: &[TePlannen]) -> Vec<Result<Voorstel, NietGepland>> {
        spreid(klanten, &self.ruimte())
    }

    /// As `23 9:00`, or the reason.
    fn lees(&self, klanten: &[TePlannen]) -> Vec<String> {
        let lees = |antwoord: Result<Voorstel, NietGepland>| match antwoord {
            Ok(voorstel) => format!("{} {}", voorstel.dag.day(), voorstel.tijd.strftime("%-H:%M")),
            Err(reden) => reden.to_string(),
        };
        self.spreid(klanten).into_iter().map(lees).collect()
    }
}

/// Sanne works from nine to five on Monday, Tuesday and Thursday, with a break at noon.
fn sanne() -> Week {
    let dag = Some(tijdvak(9, 17));
    Week {
        van: MAANDAG,
        tot_en_met: VRIJDAG,
        duur_minuten: 60,
        hooguit_per_dag: 4,
        roosters: vec![Werkrooster {
            dagen: [dag, dag, None, dag, None, None, None],
            pauze: Some(tijdvak(12, 13)),
            geldig: Periode::vanaf(date(2026, 1, 1)),
        }],
        afwezigheden: Vec::new(),
        kalender: Werkkalender::default(),
        bezet: Vec::new(),
        kamers: None,
    }
}

#[test]
fn a_week_of_sanne() {
    let klanten = [
        klant(1, Some(date(2026, 9, 1)), Some(date(2026, 12, 1))), // Fatma, not due yet
        klant(2, None, Some(date(2024, 3, 1))),                    // Samira, left alone for years
        klant(3, Some(date(2026, 11, 26)), Some(date(2026, 11, 26))), // Omar, not before Thursday
        klant(4, Some(date(2026, 6, 1)), Some(date(2026, 9, 1))),  // Bram, overdue
        klant(5, None, None),                                      // Grietje, exempt: no due date
        klant(6, Some(date(2026, 12, 7)), Some(date(2027, 1, 7))), // Jan, spoken to just now
        klant(2, None, Some(date(2024, 3, 1))),                    // Samira, a second time
    ];
    let mut week = sanne();
    week.bezet = vec![Bezet { dag: MAANDAG, tijdvak: tijdvak(9, 10) }];
    assert_eq!(
        week.lees(&klanten),
        [
            "24 10:00",
            "23 10:00",
            "26 9:00",
            "24 9:00",
            "26 10:00",
            "een volgend gesprek telt pas vanaf 7 dec 2026, na het einde van deze periode",
            "deze klant staat al eerder in de lijst",
        ],
        "Samira first; Monday has a conversation already, so it gets one, and Tuesday and Thursday two each"
    );
}

const EINDIGT: &str =
    "de uitkering eindigt op 25 nov 2026; voor die dag is er geen plek. Plan dit gesprek zelf, als het nog nodig is";

#[test]
fn nobody_is_asked_to_come_after_the_benefit() {
    // Omar can come from Thursday on, and his benefit ends on Wednesday; that of Bram on Thursday itself.
    let omar = TePlannen { tot: Some(date(2026, 11, 25)), ..klant(3, Some(date(2026, 11, 26)), None) };
    let bram = TePlannen { tot: Some(date(2026, 11, 26)), ..klant(4, Some(date(2026, 11, 26)), None) };
    assert_eq!(sanne().lees(&[omar, bram]), [EINDIGT, "26 9:00"]);
    // One place in all, on Thursday: who cannot come then does not keep it from who can.
    let wim = klant(9, None, Some(date(2026, 12, 1)));
    let klaas = TePlannen { uiterlijk: Some(date(2026, 9, 1)), ..omar };
    let mut week = Week { van: date(2026, 11, 26), hooguit_per_dag: 1, ..sanne() };
    assert_eq!(week.lees(&[klaas, wim]), [EINDIGT, "26 9:00"]);
    // Two weeks with room, and a benefit that ends on the first Tuesday: a place before that, not the quietest day of all.
    week = Week { tot_en_met: date(2026, 12, 4), ..sanne() };
    let dinsdag = TePlannen { tot: Some(date(2026, 11, 24)), ..klant(8, None, Some(date(2026, 12, 9))) };
    assert_eq!(week.lees(&[wim, dinsdag])[1], "23 9:00");
}

#[test]
fn a_long_conversation_goes_before_or_after_noon() {
    let mut week = Week { duur_minuten: 180, tot_en_met: MAANDAG, ..sanne() };
    let vier: Vec<_> = (1..=4).map(|nummer| klant(nummer, None, None)).collect();
    let vol = "er is vanaf 23 nov 2026 in deze periode geen plek meer vrij";
    assert_eq!(week.lees(&vier), ["23 9:00", "23 13:00", vol, vol]);
    week.bezet = vec![Bezet { dag: MAANDAG, tijdvak: Tijdvak::met_duur(time(13, 5, 0, 0), 30).unwrap() }];
    assert_eq!(week.lees(&vier)[1], "23 13:45", "on the quarter after what stands in the diary");
}

#[test]
fn a_room_is_needed_as_long_as_a_conversation_takes() {
    let bezet = |van, tot| Bezet { dag: MAANDAG, tijdvak: tijdvak(van, tot) };
    let bezet = vec![bezet(9, 10), bezet(9, 11), bezet(14, 15), bezet(14, 15)];
    let kamers = Some(Kamers { aantal: 2, bezet });
    let week = Week { duur_minuten: 90, tot_en_met: MAANDAG, kamers, ..sanne() };
    let drie: Vec<_> = (1..=3).map(|nummer| klant(nummer, None, None)).collect();
    assert_eq!(week.lees(&drie)[..2], ["23 10:00", "23 15:00"]);
    assert_eq!(week.spreid(&drie)[2], Err(NietGepland::Vol(MAANDAG)));
}

/// Two short ones after each other take one room, also within an hour; at half past nine both rooms are taken.
#[test]
fn a_room_that_is_left_is_free_again() {
    let bezet = |van: i64, tot: i64| Bezet { dag: MAANDAG, tijdvak: Tijdvak::van_minuten(van * 15, tot * 15).unwrap() };
    let bezet = vec![bezet(36, 38), bezet(38, 40), bezet(38, 39)];
    let kamers = Some(Kamers { aantal: 2, bezet });
    let week = Week { duur_minuten: 30, tot_en_met: MAANDAG, kamers, hooguit_per_dag: 2, ..sanne() };
    let twee: Vec<_> = (1..=2).map(|nummer| klant(nummer, None, None)).collect();
    assert_eq!(week.lees(&twee), ["23 9:00", "23 9:45"]);
}

/// Samira and Bram wait already. Four weeks is the period, but two weeks of work is what they wait at most.
#[test]
fn who_is_past_due_comes_within_two_weeks_of_work() {
    let dag = Some(tijdvak(9, 17));
    let mut week = Week { tot_en_met: date(2026, 12, 18), ..sanne() };
    week.roosters[0].dagen = [dag, dag, dag, dag, dag, None, None];
    let te_laat = |nummer| klant(nummer, None, Some(date(2026, 11, 2)));
    let op_tijd = |nummer| klant(nummer, None, Some(date(2026, 12, 31)));
    let klanten = [te_laat(1), te_laat(2), op_tijd(3), op_tijd(4)];
    assert_eq!(week.lees(&klanten), ["23 9:00", "27 9:00", "3 9:00", "15 9:00"]);
    // Four a day at most, and sixty who wait: the two weeks fill up first, and then the next day.
    let veel: Vec<_> = (1..=60).map(te_laat).collect();
    let laatste = week.spreid(&veel).into_iter().map(|antwoord| antwoord.unwrap().dag).max();
    assert_eq!(laatste, Some(date(2026, 12, 11)), "forty in ten days, four a day; twenty in the next five");
}

#[test]
fn few_conversations_lie_far_apart() {
    let dag = Some(tijdvak(9, 17));
    let mut week = sanne();
    week.roosters[0].dagen = [dag, dag, dag, dag, dag, None, None];
    let twee = [klant(1, None, None), klant(2, None, None)];
    assert_eq!(week.lees(&twee), ["23 9:00", "27 9:00"]);
    let drie = [twee[0], twee[1], klant(3, None, None)];
    assert_eq!(week.lees(&drie), ["23 9:00", "25 9:00", "27 9:00"]);
}

#[test]
fn every_refusal_says_why() {
    let fatma = [klant(1, None, None)];
    let weg = |periode| vec![Afwezigheid { periode, soort: SoortAfwezigheid::Ziekte }];
    let heel = Periode { van: MAANDAG, tot_en_met: Some(VRIJDAG) };
    let dicht =
        Sluitingsdagen { dagen: [MAANDAG, date(2026, 11, 24), date(2026, 11, 26)].into(), jaren: [2026].into() };
    let hemelvaart = (date(2026, 5, 13), date(2026, 5, 17));
    for (waarom, week, reden) in [
        ("no pattern", Week { roosters: Vec::new(), ..sanne() }, NietGepland::RoosterOnbekend),
        ("away all week", Week { afwezigheden: weg(heel), ..sanne() }, NietGepland::GeenWerkdag),
        (
            "closed on each day that she works",
            Week { kalender: Werkkalender { sluitingsdagen: dicht }, ..sanne() },
            NietGepland::GeenWerkdag,
        ),
        (
            "Wednesday off, Ascension Day, the Friday after it, a weekend",
            Week { van: hemelvaart.0, tot_en_met: hemelvaart.1, ..sanne() },
            NietGepland::GeenWerkdag,
        ),
        (
            "a period that ends before it begins",
            Week { tot_en_met: date(2026, 11, 20), ..sanne() },
            NietGepland::GeenWerkdag,
        ),
        ("five hours", Week { duur_minuten: 300, ..sanne() }, NietGepland::PastNiet(300)),
        ("no time at all", Week { duur_minuten: 0, ..sanne() }, NietGepland::PastNiet(0)),
        ("none a day", Week { hooguit_per_dag: 0, ..sanne() }, NietGepland::Vol(MAANDAG)),
    ] {
        assert_eq!(week.spreid(&fatma), [Err(reden)], "{waarom}");
    }
    assert_eq!(sanne().spreid(&[klant(1, Some(VRIJDAG), None)]), [Err(NietGepland::Vol(VRIJDAG))]);
}

fn dag_in_de_buurt() -> impl Strategy<Value = Date> {
    (-10_i64..40).prop_map(|dagen| plus_dagen(MAANDAG, dagen))
}

fn werkdag() -> impl Strategy<Value = Option<Tijdvak>> {
    let tijdvak = (480_i64..700, 90_i64..520).prop_map(|(van, duur)| Tijdvak::van_minuten(van, van + duur).unwrap());
    option::weighted(0.8, tijdvak)
}

prop_compose! {
    fn week()(
        dagen in 0_i64..30,
        duur_minuten in 5_i64..200,
        hooguit_per_dag in 0_usize..7,
        werkdagen in vec(werkdag(), 7),
        weg in option::of((dag_in_de_buurt(), 0_i64..6)),
        dicht in vec(dag_in_de_buurt(), 0..4),
        bezet in vec((dag_in_de_buurt(), 500_i64..1_000, 5_i64..120), 0..12),
        kamers in option::of((1_u16..3, vec((dag_in_de_buurt(), 480_i64..1_080, 5_i64..120), 0..60))),
    ) -> Week {
        let periode = |(van, dagen)| Periode { van, tot_en_met: Some(plus_dagen(van, dagen)) };
        Week {
            van: MAANDAG,
            tot_en_met: plus_dagen(MAANDAG, dagen),
            duur_minuten,
            hooguit_per_dag,
            roosters: vec![Werkrooster { dagen: werkdagen.try_into().unwrap(), ..sanne().roosters[0] }],
            afwezigheden: weg.map(|weg| Afwezigheid { periode: periode(weg), soort: SoortAfwezigheid::Verlof }).into_iter().collect(),
            kalender: Werkkalender { sluitingsdagen: Sluitingsdagen { dagen: dicht.into_iter().collect(), jaren: [2026].into() } },
            bezet: bezet.into_iter().map(|(dag, van, duur)| Bezet { dag, tijdvak: Tijdvak::van_minuten(van, van + duur).unwrap() }).collect(),
            kamers: kamers.map(|(aantal, bezet)| Kamers {
                aantal,
                bezet: bezet.into_iter().map(|(dag, van, duur)| Bezet { dag, tijdvak: Tijdvak::van_minuten(van, van + duur).unwrap() }).collect(),
            }),
        }
    }
}

fn klanten() -> impl Strategy<Value = Vec<TePlannen>> {
    vec((option::of(dag_in_de_buurt()), option::of(0_i64..400)), 0..60).prop_map(|klanten| {
        let klanten = (1..).zip(klanten).map(|(nummer, (vroegst, dagen))| {
            let uiterlijk = dagen.map(|dagen| plus_dagen(vroegst.unwrap_or(MAANDAG), dagen - 200));
            klant(nummer, vroegst, uiterlijk)
        });
        klanten.collect()
    })
}

/// The order of who has waited longest.
fn wacht_langer(een: &TePlannen, ander: &TePlannen) -> bool {
    let plaats = |klant: &TePlannen| (klant.uiterlijk.is_none(), klant.uiterlijk, klant.klant);
    plaats(een) < plaats(ander)
}

proptest! {
    #[test]
    fn a_proposal_keeps_to_the_diary_and_the_calendar(week in week(), klanten in klanten()) {
        let antwoorden = week.spreid(&klanten);
        prop_assert_eq!(antwoorden.len(), klanten.len());
        let mut bezet = week.bezet.clone();
        let beschikbaarheid = week.ruimte().beschikbaarheid;
        for (klant, voorstel) in klanten.iter().zip(&antwoorden).filter_map(|(klant, a)| Some((klant, a.ok()?))) {
            let tijdvak = Tijdvak::met_duur(voorstel.tijd, week.duur_minuten).unwrap();
            prop_assert_eq!(voorstel.klant, klant.klant);
            prop_assert!(week.van <= voorstel.dag && voorstel.dag <= week.tot_en_met);
            prop_assert!(klant.vroegst <= Some(voorstel.dag), "never before it counts");
            prop_assert!(week.kalender.werkdag(voorstel.dag));
            prop_assert!(week.afwezigheden.iter().all(|weg| !weg.periode.bevat(voorstel.dag)));
            let werkt = beschikbaarheid.blokken(voorstel.dag).unwrap().into_iter().any(|blok| {
                blok.van() <= tijdvak.van() && tijdvak.tot() <= blok.tot()
            });
            prop_assert!(werkt, "within working hours, and not in the break");
            if let Some(kamers) = &week.kamers {
                for minuut in tijdvak.grenzen().0..tijdvak.grenzen().1 {
                    let erin = |bezet: &&Bezet| {
                        let (van, tot) = bezet.tijdvak.grenzen();
                        bezet.dag == voorstel.dag && van <= minuut && minuut < tot
                    };
                    prop_assert!(kamers.bezet.iter().filter(erin).count() < usize::from(kamers.aantal), "a room every minute");
                }
            }
            prop_assert!(bezet.iter().all(|b| b.dag != voorstel.dag || !b.tijdvak.overlapt(tijdvak)), "never two at once");
            bezet.push(Bezet { dag: voorstel.dag, tijdvak });
            let gepland = antwoorden.iter().flatten().filter(|ander| ander.dag == voorstel.dag).count();
            let stond_al = week.bezet.iter().filter(|bezet| bezet.dag == voorstel.dag).count();
            prop_assert!(gepland + stond_al <= week.hooguit_per_dag);
        }
    }

    #[test]
    fn who_waited_longest_goes_first(week in week(), klanten in klanten()) {
        let antwoorden = week.spreid(&klanten);
        for (een, antwoord) in klanten.iter().zip(&antwoorden) {
            for (ander, voorstel) in klanten.iter().zip(&antwoorden).filter_map(|(k, a)| Some((k, a.ok()?))) {
                if !wacht_langer(een, ander) || een.vroegst > Some(voorstel.dag) {
                    continue;
                }
                // The other one sits on a day on which this one, who waits longer, could have come.
                let eerder = antwoord.is_ok_and(|eigen| (eigen.dag, eigen.tijd) < (voorstel.dag, voorstel.tijd));
                prop_assert!(eerder, "{:?} before {:?}", een, ander);
            }
        }
    }

    /// Nobody is left out while a place is free on a day on which they may come.
    #[test]
    fn no_place_stays_free_while_somebody_waits(week in week(), klanten in klanten()) {
        let antwoorden = week.spreid(&klanten);
        let ruimte = week.ruimte();
        for (klant, _) in klanten.iter().zip(&antwoorden).filter(|(_, antwoord)| antwoord.is_err()) {
            for dag in dagen(week.van, week.tot_en_met).filter(|dag| klant.vroegst <= Some(*dag)) {
                let gepland = antwoorden.iter().flatten().filter(|voorstel| voorstel.dag == dag).count();
                prop_assert_eq!(gepland, ruimte.vrij(dag).len(), "{}", dag);
            }
        }
    }

    /// As long as there is a place in the first two weeks of work, nobody who is past due sits after them.
    #[test]
    fn past_due_is_soon(week in week(), klanten in klanten()) {
        let antwoorden = week.spreid(&klanten);
        let ruimte = week.ruimte();
        let open: Vec<Date> = dagen(week.van, week.tot_en_met).filter(|dag| !ruimte.vrij(*dag).is_empty()).collect();
        let Some(laatste) = open.get(DAGEN_TE_LAAT - 1).or(open.last()) else { return Ok(()) };
        let later = klanten.iter().zip(&antwoorden).any(|(klant, antwoord)| {
            let te_laat = klant.uiterlijk.is_some_and(|uiterlijk| uiterlijk < week.van) && klant.vroegst <= Some(week.van);
            te_laat && antwoord.is_ok_and(|voorstel| voorstel.dag > *laatste)
        });
        if later {
            for dag in open.iter().filter(|dag| *dag <= laatste) {
                let gepland = antwoorden.iter().flatten().filter(|voorstel| voorstel.dag == *dag).count();
                prop_assert_eq!(gepland, ruimte.vrij(*dag).len(), "{}", dag);
            }
        }
    }

    /// A day gets one more only while no other day with a free place is less busy.
    #[test]
    fn no_day_is_fuller_than_it_needs_to_be(week in week(), aantal in 0_u128..60) {
        let klanten: Vec<_> = (1..=aantal).map(|nummer| klant(nummer, None, None)).collect();
        let antwoorden = week.spreid(&klanten);
        let ruimte = week.ruimte();
        let gepland = |dag| antwoorden.iter().flatten().filter(|voorstel| voorstel.dag == dag).count();
        let druk = |dag: Date| {
            let stond_al: i64 = ruimte.bezet_op(dag).map(Tijdvak::minuten).sum();
            stond_al + i64::try_from(gepland(dag)).unwrap() * week.duur_minuten
        };
        for vol in dagen(week.van, week.tot_en_met).filter(|dag| gepland(*dag) > 0) {
            for leeg in dagen(week.van, week.tot_en_met).filter(|dag| gepland(*dag) < ruimte.vrij(*dag).len()) {
                prop_assert!(druk(vol) - week.duur_minuten <= druk(leeg), "{} and {}", vol, leeg);
            }
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_matter(week in week(), klanten in klanten(), waar in any::<Index>()) {
        let eerst: Vec<_> = klanten.iter().map(|klant| klant.klant).zip(week.spreid(&klanten)).collect();
        let mut anders = klanten;
        if !anders.is_empty() {
            let plaats = waar.index(anders.len());
            anders.rotate_left(plaats);
            anders.reverse();
        }
        let dan: BTreeMap<_, _> = anders.iter().map(|klant| klant.klant).zip(week.spreid(&anders)).collect();
        for (klant, antwoord) in eerst {
            prop_assert_eq!(dan[&klant], antwoord);
        }
    }
}
