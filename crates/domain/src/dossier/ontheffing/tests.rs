use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    geld::Eurocent,
    recht::scenario::{Wereld, dag, past, speel},
    regel::bereikt,
    uitkering::{Einde, Regeling, Uitkering, UitkeringStand},
};

fn aanvraag(grondslag: Grondslag, verplichtingen: Verplichtingen, van: Date, tot: Option<Date>) -> Ontheffing {
    Ontheffing {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        grondslag,
        verplichtingen,
        reden: "medisch".parse().unwrap(),
        datum_ingang: van,
        datum_einde: tot,
        heroverweging: None,
        toelichting: String::new(),
        versie: 1,
    }
}

#[test]
fn each_article_has_its_own_bounds() {
    use Grondslag::{Pw9Lid2, Pw9Lid5, Pw9a};
    use OntheffingGeweigerd::{EinddatumNodig, EindeVoorIngang, LangerDanVijfJaar, VerplichtingenPassenNiet};
    use Verplichtingen::{Alle, Arbeid, ArbeidEnTegenprestatie};
    let van = date(2026, 6, 14);
    for (grondslag, verplichtingen, tot, expected) in [
        (Pw9Lid2, ArbeidEnTegenprestatie, Some(date(2026, 12, 14)), Ok(())),
        (Pw9Lid2, Arbeid, None, Err(EinddatumNodig)),
        (Pw9Lid2, Alle, Some(date(2026, 12, 14)), Err(VerplichtingenPassenNiet)),
        (Pw9Lid2, Arbeid, Some(date(2026, 6, 13)), Err(EindeVoorIngang(van))),
        (Pw9Lid5, Alle, None, Ok(())),
        (Pw9a, Arbeid, Some(date(2031, 6, 13)), Ok(())),
        (Pw9a, Arbeid, Some(date(2031, 6, 14)), Err(LangerDanVijfJaar(date(2031, 6, 13)))),
        (Pw9a, Arbeid, None, Err(LangerDanVijfJaar(date(2031, 6, 13)))),
    ] {
        let result = aanvraag(grondslag, verplichtingen, van, tot).verleen(&[]).map(|_| ());
        assert_eq!(result, expected, "{grondslag:?} {verplichtingen:?} {tot:?}");
    }
}

#[test]
fn only_a_tegenprestatie_leaves_the_duty_to_look_for_work() {
    let zonder = Verplichtingen::ALLE.into_iter().filter(|verplichtingen| !verplichtingen.omvat_arbeid());
    assert_eq!(zonder.collect::<Vec<_>>(), [Verplichtingen::Tegenprestatie]);
}

#[test]
fn nine_a_is_reviewed_after_six_months() {
    let verleend = aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, date(2026, 8, 31), Some(date(2027, 8, 30)))
        .verleen(&[])
        .unwrap();
    assert_eq!(verleend.heroverweging, Some(date(2027, 2, 28)));
}

#[test]
fn nine_a_lasts_five_years_in_total_and_is_not_put_off() {
    let eerder = aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, date(2020, 1, 1), Some(date(2024, 12, 29)));
    let nieuw = |tot| {
        let id = Uuid::from_u128(9).into();
        Ontheffing { id, ..aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, date(2026, 1, 1), Some(tot)) }
    };
    let bestaand = std::slice::from_ref(&eerder);
    let laatste = date(2026, 1, 1);
    assert_eq!(
        nieuw(date(2027, 1, 1)).verleen(bestaand),
        Err(OntheffingGeweigerd::LangerDanVijfJaar(laatste)),
        "of the 1,826 days that five years from 2026 on have, 1,825 were used"
    );
    assert!(nieuw(laatste).verleen(bestaand).is_ok());
    let vol = [Ontheffing { datum_einde: Some(date(2024, 12, 30)), ..eerder.clone() }];
    assert_eq!(nieuw(laatste).verleen(&vol), Err(OntheffingGeweigerd::VijfJaarOp));
    let laat = Ontheffing { heroverweging: Some(date(2026, 7, 2)), ..nieuw(date(2027, 1, 1)) };
    assert_eq!(laat.verleen(&[]), Err(OntheffingGeweigerd::HeroverwegingTeLaat(date(2026, 7, 1))));
}

#[test]
fn an_extension_is_one_stretch_with_what_it_extends() {
    let een = (date(2026, 1, 1), Some(date(2026, 12, 4)));
    let twee = (date(2026, 12, 5), Some(date(2027, 6, 1)));
    let los = (date(2026, 12, 6), None);
    assert_eq!(laatste_aaneengesloten([]), None);
    assert_eq!(laatste_aaneengesloten([een]), Some(een));
    assert_eq!(laatste_aaneengesloten([een, twee]), Some((een.0, twee.1)));
    assert_eq!(laatste_aaneengesloten([een, los]), Some(los));
    assert_eq!(laatste_aaneengesloten([(een.0, None), twee]), Some((een.0, twee.1)));
}

#[test]
fn exemptions_do_not_overlap() {
    let een = aanvraag(Grondslag::Pw9Lid2, Verplichtingen::Arbeid, date(2026, 1, 1), Some(date(2026, 6, 30)));
    let mut twee = aanvraag(Grondslag::Pw9Lid2, Verplichtingen::Arbeid, date(2026, 6, 30), Some(date(2026, 12, 31)));
    twee.id = Uuid::from_u128(9).into();
    assert_eq!(twee.clone().verleen(std::slice::from_ref(&een)), Err(OntheffingGeweigerd::Overlapt(date(2026, 1, 1))));
    twee.datum_ingang = date(2026, 7, 1);
    assert!(twee.verleen(&[een]).is_ok());
}

/// What a scenario about an exemption knows.
#[derive(Default)]
struct Bureau {
    kind: Option<Date>,
    bestaand: Vec<Ontheffing>,
    uitkeringen: Vec<Uitkering>,
    uitslag: Option<Result<Verleend, VerlenenGeweigerd>>,
    geeindigd: Option<Result<Ontheffing, HeroverwegingGeweigerd>>,
}

impl Bureau {
    fn vraag(&mut self, grondslag: &str, (van, tot): (&str, &str), motivering: &str) -> Ontheffing {
        let grondslag = match grondslag {
            "9 lid 2" => Grondslag::Pw9Lid2,
            "9 lid 5" => Grondslag::Pw9Lid5,
            "9a" => Grondslag::Pw9a,
            other => panic!("artikel {other}"),
        };
        let tot = (tot != "nooit").then(|| dag(tot));
        let id = Uuid::from_u128(10 + self.bestaand.len() as u128).into();
        let verplichtingen = grondslag.mogelijke_verplichtingen()[0];
        Ontheffing { id, toelichting: motivering.to_owned(), ..aanvraag(grondslag, verplichtingen, dag(van), tot) }
    }

    fn uitslag(&self) -> String {
        match self.uitslag.as_ref().expect("something was asked") {
            Ok(_) => "verleend".to_owned(),
            Err(VerlenenGeweigerd::KindWordtVijf(dag)) => format!("geweigerd: kies tot en met {}", kort(*dag)),
            Err(VerlenenGeweigerd::KindAlVijf(_)) => "geweigerd: kind is al 5".to_owned(),
            Err(VerlenenGeweigerd::KindNogNietGeboren) => "geweigerd: nog niet geboren".to_owned(),
            Err(VerlenenGeweigerd::MotiveringNodig(_)) => "geweigerd: motivering nodig".to_owned(),
            Err(VerlenenGeweigerd::Artikel(OntheffingGeweigerd::EinddatumNodig)) => {
                "geweigerd: einddatum nodig".to_owned()
            }
            Err(VerlenenGeweigerd::Artikel(OntheffingGeweigerd::LangerDanVijfJaar(dag))) => {
                format!("geweigerd: vijf jaar tot {}", kort(*dag))
            }
            Err(other) => other.to_string(),
        }
    }

    fn gegeven(&mut self, zin: &str) -> bool {
        if let Some(p) = past("het jongste kind is geboren op {}", zin) {
            self.kind = Some(dag(p[0]));
        } else if let Some(p) = past("een eerdere ontheffing op grond van {} van {} tot en met {}", zin) {
            let eerder = self.vraag(p[0], (p[1], p[2]), "");
            self.bestaand.push(eerder);
        } else if let Some(p) = past("een uitkering van {} tot en met {}", zin) {
            self.uitkeringen.push(uitkering(dag(p[0]), dag(p[1])));
        } else if let Some(p) =
            past("het college verleende ontheffing op grond van {} van {} van {} tot en met {}", zin)
        {
            let vraag = self.vraag(p[0], (p[2], p[3]), "");
            let van = |v: &Verplichtingen| v.omschrijving() == p[1];
            let verplichtingen = Verplichtingen::ALLE.into_iter().find(van).expect("a duty");
            self.bestaand.push(Ontheffing { verplichtingen, ..vraag }.verleen(&[]).unwrap());
        } else if let Some(p) = past("het college verleende ontheffing op grond van {} van {} tot en met {}", zin) {
            let vraag = self.vraag(p[0], (p[1], p[2]), "");
            self.bestaand.push(vraag.verleen_met(&[], self.kind).unwrap().ontheffing);
        } else {
            return false;
        }
        true
    }
}

impl Wereld for Bureau {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(p) =
            past("het college ontheffing op grond van {} verleent van {} tot en met {}, met de motivering \"{}\"", zin)
        {
            let vraag = self.vraag(p[0], (p[1], p[2]), p[3]);
            self.uitslag = Some(vraag.verleen_met(&self.bestaand, self.kind));
        } else if let Some(p) = past("het college ontheffing op grond van {} verleent van {} tot en met {}", zin) {
            let vraag = self.vraag(p[0], (p[1], p[2]), "");
            self.uitslag = Some(vraag.verleen_met(&self.bestaand, self.kind));
        } else if let Some(p) = past("de ontheffing is bekeken op {}", zin) {
            if p[0] != "nooit" {
                let bekeken = self.bestaand.remove(0).heroverweeg(dag(p[0]), None, dag(p[0])).unwrap();
                self.bestaand.push(bekeken);
            }
        } else if let Some(p) = past("de ontheffing bij het bekijken op {} eindigt met {} als laatste dag", zin) {
            self.geeindigd = Some(self.bestaand[0].clone().laat_eindigen(dag(p[0]), dag(p[1]), dag(p[0])));
        } else if let Some(p) = past("is de laatste dag {}", zin) {
            let laatste = match self.geeindigd.as_ref().expect("it was looked at") {
                Ok(ontheffing) => kort(ontheffing.datum_einde.expect("a last day")),
                Err(HeroverwegingGeweigerd::EindigtAl(_)) => "geweigerd: eindigt al".to_owned(),
                Err(HeroverwegingGeweigerd::EindeVoorHeroverweging(_)) => "geweigerd: voor het bekijken".to_owned(),
                Err(other) => other.to_string(),
            };
            assert_eq!(laatste, p[0].trim());
        } else if let Some(p) = past("is de ontheffing {}", zin) {
            assert_eq!(self.uitslag(), p[0]);
        } else if zin == "waarschuwt Klantbeeld niet" {
            assert_eq!(self.uitslag.as_ref().unwrap().as_ref().unwrap().waarschuwingen, []);
        } else if let Some(p) = past("waarschuwt Klantbeeld: {}", zin) {
            let verleend = self.uitslag.as_ref().unwrap().as_ref().unwrap();
            let tekst: String = verleend.waarschuwingen.iter().map(ToString::to_string).collect();
            assert!(tekst.contains(p[0]), "{tekst}");
        } else if let Some(p) = past("is de volgende heroverweging uiterlijk op {}", zin) {
            let dag = self.bestaand[0].heroverweging_uiterlijk();
            assert_eq!(dag.map_or_else(|| "geen".to_owned(), kort), p[0].trim());
        } else if let Some(p) = past("hoort de klant op {} {} bij de motie", zin) {
            assert_eq!(hoort_bij_motie(&self.uitkeringen, &self.bestaand, dag(p[0])), p[1] == "wel", "{zin}");
        } else {
            return self.gegeven(zin);
        }
        true
    }
}

fn uitkering(van: Date, tot: Date) -> Uitkering {
    let einde = Einde { datum: tot, reden: "werk".parse().unwrap(), toelichting: String::new() };
    Uitkering {
        id: Uuid::from_u128(3).into(),
        klant: Uuid::from_u128(2).into(),
        regeling: Regeling::Pw,
        datum_ingang: van,
        maandbedrag: Eurocent(141_946),
        vorige: None,
        stand: UitkeringStand::Beeindigd(einde),
        versie: 1,
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Bureau>(include_str!("ontheffing.feature")), 31);
}

#[test]
fn what_comes_after_the_tegenprestatie_is_not_known() {
    let vanaf_2027 = |verplichtingen| {
        aanvraag(Grondslag::Pw9Lid2, verplichtingen, date(2027, 1, 1), Some(date(2027, 6, 30))).waarschuwingen(None)
    };
    assert_eq!(vanaf_2027(Verplichtingen::Arbeid).len(), 1, "the exemption itself");
    let [_, Waarschuwing::RegelOnbekend(regel)] = vanaf_2027(Verplichtingen::ArbeidEnTegenprestatie)[..] else {
        panic!("two warnings")
    };
    assert!(regel.omschrijving.starts_with("maatschappelijke participatie"), "{regel}");
    let duurzaam = aanvraag(Grondslag::Pw9Lid5, Verplichtingen::Alle, date(2026, 1, 1), None);
    assert_eq!(duurzaam.waarschuwingen(None), [], "this article does not change");
}

#[test]
fn a_page_without_warnings_asks_for_a_last_day_in_2027_too() {
    let open = aanvraag(Grondslag::Pw9Lid2, Verplichtingen::Arbeid, date(2027, 1, 1), None);
    assert_eq!(open.verleen(&[]), Err(OntheffingGeweigerd::EinddatumNodig));
}

#[test]
fn a_review_is_of_a_day_on_which_it_ran() {
    use HeroverwegingGeweigerd::{GeldtNiet, Toekomst, VolgendeTeLaat, VolgendeTeVroeg};
    let verleend = aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, date(2026, 1, 5), Some(date(2027, 12, 31)));
    let vandaag = date(2026, 7, 6);
    for (op, volgende, verwacht) in [
        (date(2026, 7, 5), None, Ok(Some(date(2027, 1, 5)))),
        (date(2026, 7, 5), Some(date(2026, 10, 1)), Ok(Some(date(2026, 10, 1)))),
        (date(2026, 7, 5), Some(date(2027, 1, 5)), Ok(Some(date(2027, 1, 5)))),
        (date(2026, 7, 5), Some(date(2027, 1, 6)), Err(VolgendeTeLaat(date(2027, 1, 5)))),
        (date(2026, 7, 5), Some(date(2026, 7, 5)), Err(VolgendeTeVroeg)),
        (date(2026, 1, 4), None, Err(GeldtNiet(date(2026, 1, 4)))),
        (date(2026, 7, 7), None, Err(Toekomst)),
    ] {
        let bekeken = verleend.clone().heroverweeg(op, volgende, vandaag).map(|o| o.heroverweging);
        assert_eq!(bekeken, verwacht, "{op} {volgende:?}");
    }
    let duurzaam = aanvraag(Grondslag::Pw9Lid5, Verplichtingen::Alle, date(2020, 1, 1), None);
    assert_eq!(duurzaam.heroverweeg(vandaag, None, vandaag).unwrap().heroverweging, None, "no term of law");
}

#[test]
fn a_review_on_the_last_day_still_counts() {
    let tot = |tot| {
        let verleend = aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, date(2026, 1, 5), Some(tot));
        verleend.heroverweging_uiterlijk()
    };
    assert_eq!(tot(date(2026, 7, 5)), Some(date(2026, 7, 5)));
    assert_eq!(tot(date(2026, 7, 4)), None, "it ends before");
}

#[test]
fn a_child_of_today_is_a_child() {
    let van = date(2026, 12, 1);
    let vraag = aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, van, Some(date(2027, 12, 1)));
    assert!(vraag.verleen_met(&[], Some(van)).is_ok());
}

#[test]
fn what_is_due_comes_first_and_what_ended_is_left_out() {
    let een = |nummer: u128, heroverweging, tot| Ontheffing {
        id: Uuid::from_u128(nummer).into(),
        heroverweging,
        ..aanvraag(Grondslag::Pw9Lid2, Verplichtingen::Arbeid, date(2026, 1, 1), Some(tot))
    };
    let vandaag = date(2026, 11, 27);
    let lijst = [
        een(1, Some(date(2026, 12, 11)), date(2027, 6, 30)),
        een(2, Some(date(2026, 11, 1)), vandaag),
        een(3, Some(date(2026, 11, 1)), date(2026, 11, 26)),
        een(4, Some(date(2026, 12, 12)), date(2027, 6, 30)),
        een(5, None, date(2027, 6, 30)),
        aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, date(2026, 5, 1), Some(date(2027, 6, 30))),
    ];
    let dagen: Vec<_> = te_heroverwegen(&lijst, vandaag, 14).iter().map(|rij| rij.uiterlijk).collect();
    assert_eq!(dagen, [date(2026, 11, 1), date(2026, 11, 1), date(2026, 12, 11)]);
}

proptest! {
    /// Whatever is granted under 9a, ends before the child is five and keeps within five years.
    #[test]
    fn nine_a_never_outlasts_the_child_nor_five_years(geboren in 0_i64..4_000, van in 0_i64..4_000, dagen in 0_i64..2_500) {
        let (geboren, van) = (plus_dagen(date(2018, 1, 1), geboren), plus_dagen(date(2020, 1, 1), van));
        let tot = plus_dagen(van, dagen);
        let vraag = aanvraag(Grondslag::Pw9a, Verplichtingen::Arbeid, van, Some(tot));
        if let Ok(verleend) = vraag.verleen_met(&[], Some(geboren)) {
            prop_assert!(tot < bereikt(geboren, 5) && geboren <= van);
            prop_assert!(dagen_tussen(van, tot) < 5 * 366);
            let kijken = verleend.ontheffing.heroverweging.unwrap();
            prop_assert!(kijken <= volgende_heroverweging(van).unwrap());
        }
    }
}
