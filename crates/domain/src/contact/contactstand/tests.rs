//! Named people, and what holds for everybody.

use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;

use super::*;
use crate::{
    codelijst::standaard::code,
    contactnorm::{NormRegel, twee_gesprekken, uren_4_4_4, uren_8_4_8},
};

const APRIL_2017: Date = date(2017, 4, 1);

/// A client as the story tells of one; everything that a story does not mention is empty.
#[derive(Debug, Clone)]
struct Persoon {
    ingang: Option<Date>,
    einde: Option<Date>,
    gesprekken: Vec<(Code, Date)>,
    segment: Option<Code>,
    ontheffingen: Vec<Periode>,
    pauzes: Vec<Periode>,
    maatwerk: Vec<Maatwerk>,
    normen: Vec<Contactnorm>,
}

impl Persoon {
    fn met(ingang: Date, normen: &[Contactnorm]) -> Self {
        Self {
            ingang: Some(ingang),
            einde: None,
            gesprekken: Vec::new(),
            segment: Some(code("direct_bemiddelbaar")),
            ontheffingen: Vec::new(),
            pauzes: Vec::new(),
            maatwerk: Vec::new(),
            normen: normen.to_vec(),
        }
    }

    fn gesproken(mut self, soort: &'static str, dag: Date) -> Self {
        self.gesprekken.push((code(soort), dag));
        self
    }

    fn ontheven(mut self, van: Date, tot_en_met: Option<Date>) -> Self {
        self.ontheffingen.push(Periode { van, tot_en_met });
        self
    }

    fn gepauzeerd(mut self, van: Date, tot_en_met: Option<Date>) -> Self {
        self.pauzes.push(Periode { van, tot_en_met });
        self
    }

    fn tot_en_met(self, einde: Date) -> Self {
        Self { einde: Some(einde), ..self }
    }

    fn afgesproken(mut self, per_jaar: i64, van: Date, tot_en_met: Option<Date>) -> Self {
        self.maatwerk.push(maatwerk(per_jaar, Periode { van, tot_en_met }));
        self
    }

    fn vraag<T>(&self, vraag: impl FnOnce(&Invoer<'_>) -> T) -> T {
        let gesprekken: Vec<_> = self.gesprekken.iter().map(|(soort, dag)| Gevoerd { soort, dag: *dag }).collect();
        vraag(&Invoer {
            uitkering_ingang: self.ingang,
            uitkering_einde: self.einde,
            gesprekken: &gesprekken,
            segment: self.segment.as_ref(),
            ontheffingen: &self.ontheffingen,
            pauzes: &self.pauzes,
            maatwerk: &self.maatwerk,
            normen: &self.normen,
        })
    }

    fn stand(&self) -> Contactstand {
        self.vraag(Contactstand::leid_af)
    }
}

fn maatwerk(per_jaar: i64, periode: Periode) -> Maatwerk {
    Maatwerk {
        gesprekken_per_jaar: per_jaar.try_into().unwrap(),
        minuten_per_jaar: per_jaar * 60,
        reden: "afgesproken in het plan van aanpak".into(),
        door: Uuid::from_u128(3).into(),
        periode,
    }
}

fn motie() -> Vec<Contactnorm> {
    vec![twee_gesprekken(APRIL_2017)]
}

fn motie_en_dan_uren() -> Vec<Contactnorm> {
    vec![twee_gesprekken(APRIL_2017), uren_8_4_8(date(2019, 1, 1))]
}

/// A story, the person it is about, and the day on which that person is due.
type Verhaal = (&'static str, Persoon, Option<Date>);

fn klopt(verhalen: impl IntoIterator<Item = Verhaal>) {
    for (verhaal, persoon, verwacht) in verhalen {
        assert_eq!(persoon.stand().uiterlijk, verwacht, "{verhaal}");
    }
}

const LANG_GELEDEN: Date = date(2012, 1, 1);
const OKTOBER: Date = date(2025, 10, 1);
const NIEUWJAAR: Date = date(2026, 1, 1);

/// Somebody with a benefit since 2012.
fn zittend(normen: &[Contactnorm]) -> Persoon {
    Persoon::met(LANG_GELEDEN, normen)
}

/// The same, spoken to on 1 October 2025.
fn gesproken(normen: &[Contactnorm]) -> Persoon {
    zittend(normen).gesproken("participatiegesprek", OKTOBER)
}

#[test]
fn a_conversation_or_the_start_of_the_benefit_is_counted_from() {
    let november = date(2026, 11, 1);
    klopt([
        (
            "Fatma, spoken to in March: half a year later",
            zittend(&motie()).gesproken("participatiegesprek", date(2026, 3, 2)),
            Some(date(2026, 8, 31)),
        ),
        ("Bram, new, never spoken to: within four weeks", Persoon::met(november, &motie()), Some(date(2026, 11, 29))),
        (
            "Noor, new, seen at the gate in October: that counts",
            Persoon::met(november, &motie()).gesproken("poortgesprek", date(2026, 10, 20)),
            Some(date(2027, 4, 20)),
        ),
        (
            "Kofi, back after years: the time of a new client, not overdue at once",
            Persoon::met(november, &motie()).gesproken("participatiegesprek", date(2021, 5, 3)),
            Some(date(2026, 11, 29)),
        ),
        (
            "Dirk, in no segment, under the wanted hours: four hours in two conversations",
            Persoon { segment: None, ..gesproken(&[uren_8_4_8(APRIL_2017)]) },
            Some(date(2026, 4, 1)),
        ),
        ("Ria, without benefit", Persoon { ingang: None, ..gesproken(&motie()) }, None),
        ("Wim, in a town without a norm", gesproken(&[]), None),
    ]);
}

/// Spoken to on 1 October 2025, so due on 1 April 2026 by the motion.
#[test]
fn an_end_ahead_takes_nothing_away_before_it() {
    let april = date(2026, 4, 1);
    klopt([
        ("Karim, who leaves in May: due before that", gesproken(&motie()).tot_en_met(date(2026, 5, 31)), Some(april)),
        ("Karim, who leaves on the very day", gesproken(&motie()).tot_en_met(april), Some(april)),
        (
            "Mila, who leaves the day before: nothing more is due",
            gesproken(&motie()).tot_en_met(date(2026, 3, 31)),
            None,
        ),
        (
            "Sjaak, overdue for years, who leaves next month: still overdue",
            zittend(&motie()).gesproken("participatiegesprek", date(2019, 1, 7)).tot_en_met(date(2026, 12, 31)),
            Some(date(2019, 7, 8)),
        ),
        (
            "Yusuf, due the day after an exemption that outlasts his benefit",
            gesproken(&motie()).ontheven(NIEUWJAAR, Some(date(2026, 12, 31))).tot_en_met(date(2026, 12, 31)),
            None,
        ),
    ]);
    let mila = gesproken(&motie()).tot_en_met(date(2026, 3, 31));
    assert_eq!(mila.stand().basis, Basis::EindeEerder(date(2026, 3, 31)));
    let regel = |dag| mila.vraag(|invoer| invoer.regel_op(dag)).map(|regel| regel.minuten_per_jaar);
    assert_eq!(regel(date(2026, 3, 31)), Some(240), "she weighs in a caseload until the last day");
    assert_eq!(regel(april), None);
}

#[test]
fn a_norm_counts_from_its_first_day() {
    let sinds = |normen: &[Contactnorm], dag| zittend(normen).gesproken("participatiegesprek", dag);
    klopt([
        (
            "Samira, left alone since 2014: on the first day of the first norm, not before",
            sinds(&motie(), date(2014, 2, 1)),
            Some(APRIL_2017),
        ),
        (
            "Jan, on schedule under the motion, due sooner by the hours of 2019",
            sinds(&motie_en_dan_uren(), date(2018, 11, 20)),
            Some(date(2019, 1, 19)),
        ),
        (
            "Els, whose 60 days had passed when the hours began: on their first day",
            sinds(&motie_en_dan_uren(), date(2018, 9, 1)),
            Some(date(2019, 1, 1)),
        ),
        (
            "Piet, overdue under the motion already: a new norm does not wash that away",
            sinds(&motie_en_dan_uren(), date(2018, 1, 15)),
            Some(date(2018, 7, 16)),
        ),
    ]);
}

#[test]
fn the_exempt_follow_their_own_norm() {
    let uren = [uren_4_4_4(APRIL_2017)];
    let eind_2026 = Some(date(2026, 12, 31));
    klopt([
        (
            "Yusuf, exempt when the motion would ask for him: the day after",
            gesproken(&motie()).ontheven(NIEUWJAAR, eind_2026),
            Some(date(2027, 1, 1)),
        ),
        (
            "Yusuf under the hours: the exempt have a conversation a year there",
            gesproken(&uren).ontheven(NIEUWJAAR, eind_2026),
            Some(date(2026, 10, 1)),
        ),
        (
            "Grietje, exempt for good (PW 9(5)): the motion asks nothing",
            gesproken(&motie()).ontheven(NIEUWJAAR, None),
            None,
        ),
        ("Grietje under the hours", gesproken(&uren).ontheven(NIEUWJAAR, None), Some(date(2026, 10, 1))),
        (
            "Anna, whose exemption is over before she is due: as everybody",
            gesproken(&motie()).ontheven(OKTOBER, Some(date(2026, 1, 31))),
            Some(date(2026, 4, 1)),
        ),
        (
            "Ineke, who would be due on the very day on which her exemption begins",
            gesproken(&motie()).ontheven(date(2026, 4, 1), Some(date(2026, 5, 31))),
            Some(date(2026, 6, 1)),
        ),
    ]);
}

/// Spoken to on 1 October 2025, so due on 1 April 2026 by the motion.
#[test]
fn nobody_is_due_in_a_pause_and_again_upon_return() {
    let (maart, mei, juni) = (date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1));
    klopt([
        ("Bilal, who works since March and may come back", gesproken(&motie()).gepauzeerd(maart, None), None),
        ("Bilal, back on 1 June: then", gesproken(&motie()).gepauzeerd(maart, Some(mei)), Some(juni)),
        (
            "Bilal, back on the day before he was due: as everybody",
            gesproken(&motie()).gepauzeerd(maart, Some(date(2026, 3, 30))),
            Some(date(2026, 4, 1)),
        ),
        (
            "Toos, late for years when her pause began: not in it, and on the day of her return",
            zittend(&motie()).gesproken("participatiegesprek", date(2019, 1, 7)).gepauzeerd(maart, Some(mei)),
            Some(juni),
        ),
        (
            "Toos, in her second pause",
            gesproken(&motie()).gepauzeerd(NIEUWJAAR, Some(date(2026, 1, 31))).gepauzeerd(maart, None),
            None,
        ),
        (
            "Femke, exempt when she comes back: the day after that",
            gesproken(&motie()).gepauzeerd(maart, Some(mei)).ontheven(date(2026, 5, 1), Some(date(2026, 8, 31))),
            Some(date(2026, 9, 1)),
        ),
        (
            "Femke, spoken to on the day of her return: counted from there",
            gesproken(&motie()).gepauzeerd(maart, Some(mei)).gesproken("participatiegesprek", juni),
            Some(date(2026, 11, 30)),
        ),
        (
            "Rob, whose benefit ends before he is back: nothing more",
            gesproken(&motie()).gepauzeerd(maart, Some(mei)).tot_en_met(mei),
            None,
        ),
    ]);
    assert_eq!(gesproken(&motie()).gepauzeerd(maart, None).stand().basis, Basis::Gepauzeerd(maart));
}

#[test]
fn maatwerk_goes_before_the_norm() {
    klopt([
        (
            "Omar, every month by agreement",
            gesproken(&motie()).afgesproken(12, OKTOBER, None),
            Some(date(2025, 10, 31)),
        ),
        (
            "Lies, once a year by agreement, for as long as it lasts: then the norm takes over at once",
            gesproken(&motie()).afgesproken(1, OKTOBER, Some(date(2026, 6, 30))),
            Some(date(2026, 7, 1)),
        ),
        (
            "Hatice, exempt for good, who agreed on a conversation a year",
            gesproken(&motie()).ontheven(NIEUWJAAR, None).afgesproken(1, OKTOBER, None),
            Some(date(2026, 10, 1)),
        ),
    ]);
}

#[test]
fn a_stand_says_from_what_it_was_counted() {
    let fatma = gesproken(&motie());
    let stand = fatma.stand();
    assert_eq!(stand.basis, Basis::LaatsteGesprek(OKTOBER));
    assert_eq!(stand.vroegst, Some(date(2025, 12, 31)), "91 days");
    let regel = stand.regel.unwrap();
    assert_eq!((regel.gesprekken_per_jaar.per_jaar(), regel.minuten_per_jaar), (2, 240));
    assert_eq!(regel.herkomst, Herkomst::Norm);

    let gestopt = Periode { van: APRIL_2017, tot_en_met: Some(date(2018, 12, 31)) };
    let voorbij = [Contactnorm { geldig: gestopt, ..twee_gesprekken(APRIL_2017) }];
    for (persoon, basis) in [
        (Persoon::met(OKTOBER, &motie()), Basis::Ingang(OKTOBER)),
        (Persoon { ingang: None, ..fatma.clone() }, Basis::GeenUitkering),
        (fatma.clone().ontheven(OKTOBER, None), Basis::Ontheven),
        (Persoon::met(OKTOBER, &voorbij), Basis::GeenNorm),
        (Persoon::met(OKTOBER, &[]), Basis::GeenNorm),
    ] {
        assert_eq!(persoon.stand().basis, basis);
    }
}

/// Every month by agreement, while the norm wants three months between two conversations: the agreement is meant, and the days before
/// the due date serve too.
#[test]
fn maatwerk_shortens_the_minimum_interval_too() {
    let omar =
        Persoon::met(APRIL_2017, &motie()).gesproken("participatiegesprek", OKTOBER).afgesproken(12, OKTOBER, None);
    let stand = omar.stand();
    assert_eq!((stand.vroegst, stand.uiterlijk), (Some(date(2025, 10, 16)), Some(date(2025, 10, 31))));
}

#[test]
fn a_norm_may_count_some_kinds_only() {
    let alleen = |soorten: &[&'static str]| {
        let soorten = soorten.iter().map(|soort| code(soort)).collect();
        let norm = twee_gesprekken(APRIL_2017);
        [Contactnorm { regels: [].into(), niet_ingedeeld: NormRegel { soorten, ..norm.niet_ingedeeld }, ..norm }]
    };
    let spreken = |normen: &[Contactnorm]| {
        let persoon = Persoon::met(LANG_GELEDEN, normen);
        persoon.gesproken("klantbeeldgesprek", date(2026, 1, 5)).gesproken("telefoongesprek", date(2026, 6, 1)).stand()
    };
    assert_eq!(spreken(&alleen(&[])).basis, Basis::LaatsteGesprek(date(2026, 6, 1)));
    assert_eq!(spreken(&alleen(&["klantbeeldgesprek"])).basis, Basis::LaatsteGesprek(date(2026, 1, 5)));
    assert_eq!(spreken(&alleen(&["driegesprek"])).basis, Basis::Ingang(LANG_GELEDEN));
}

#[test]
fn the_load_of_a_client_is_that_of_the_day() {
    let yusuf = Persoon::met(LANG_GELEDEN, &[uren_8_4_8(date(2019, 1, 1))])
        .ontheven(date(2026, 1, 1), Some(date(2026, 12, 31)))
        .afgesproken(3, date(2026, 7, 1), Some(date(2026, 9, 30)));
    for (dag, minuten) in [
        (date(2018, 12, 31), None),
        (date(2025, 12, 31), Some(480)),
        (date(2026, 6, 30), Some(60)),
        (date(2026, 7, 1), Some(180)),
        (date(2026, 10, 1), Some(60)),
        (date(2027, 1, 1), Some(480)),
    ] {
        let gevonden = yusuf.vraag(|invoer| invoer.regel_op(dag)).map(|regel| regel.minuten_per_jaar);
        assert_eq!(gevonden, minuten, "{dag}");
    }
}

#[test]
fn a_due_date_has_a_name_on_every_day() {
    use Contactstatus::{AanDeBeurt, Binnenkort, ErnstigTeLaat, OpSchema, TeLaat};
    let fatma = Persoon::met(LANG_GELEDEN, &motie()).gesproken("participatiegesprek", date(2026, 3, 2)).stand();
    assert_eq!(fatma.uiterlijk, Some(date(2026, 8, 31)));
    for (dag, status) in [
        (date(2026, 8, 2), OpSchema),
        (date(2026, 8, 3), Binnenkort),
        (date(2026, 8, 30), Binnenkort),
        (date(2026, 8, 31), AanDeBeurt),
        (date(2026, 9, 28), AanDeBeurt),
        (date(2026, 9, 29), TeLaat),
        (date(2027, 3, 1), TeLaat),
        (date(2027, 3, 2), ErnstigTeLaat),
    ] {
        assert_eq!(fatma.status(dag, Marges::default()), status, "{dag}");
    }
    for status in Contactstatus::ALLE {
        assert_eq!(status.code().parse(), Ok(status));
    }
}

#[test]
fn out_of_view_after_twelve_months() {
    let vandaag = date(2026, 11, 22);
    for (waarom, laatste, ingang, verwacht) in [
        ("spoken to a year ago", Some(date(2025, 11, 22)), LANG_GELEDEN, true),
        ("a day later", Some(date(2025, 11, 23)), LANG_GELEDEN, false),
        ("never, for a year", None, date(2025, 11, 22), true),
        ("never, but new", None, date(2026, 11, 1), false),
        ("long ago, but back only now", Some(date(2021, 5, 3)), date(2026, 11, 1), false),
    ] {
        assert_eq!(uit_beeld(laatste, ingang, vandaag, Marges::default()), verwacht, "{waarom}");
    }
}

const BEGIN: Date = date(2016, 1, 1);

fn dag() -> impl Strategy<Value = Date> {
    (0_i64..2_200).prop_map(|dagen| plus_dagen(BEGIN, dagen))
}

fn periode() -> impl Strategy<Value = Periode> {
    (dag(), option::of(0_i64..900))
        .prop_map(|(van, dagen)| Periode { van, tot_en_met: dagen.map(|dagen| plus_dagen(van, dagen)) })
}

fn regel() -> impl Strategy<Value = NormRegel> {
    (1_i64..=12, 0_u16..200, any::<bool>()).prop_map(|(per_jaar, minimum_interval_dagen, alle)| NormRegel {
        minimum_interval_dagen,
        soorten: if alle { Vec::new() } else { vec![code("klantbeeldgesprek")] },
        ..NormRegel::nieuw(per_jaar.try_into().unwrap(), per_jaar * 60)
    })
}

/// A norm that never ends; `periode` may end one.
fn norm() -> impl Strategy<Value = Contactnorm> {
    (dag(), regel(), regel(), option::of(regel()), 0_u16..60).prop_map(
        |(van, segment, niet_ingedeeld, ontheven, eerste_gesprek_dagen)| Contactnorm {
            regels: [(code("direct_bemiddelbaar"), segment)].into(),
            niet_ingedeeld,
            ontheven,
            eerste_gesprek_dagen,
            ..twee_gesprekken(van)
        },
    )
}

/// Norms with each a day of its own to begin.
fn normen() -> impl Strategy<Value = Vec<Contactnorm>> {
    vec((norm(), option::of(0_i64..900)), 1..4).prop_map(|normen| {
        let normen = normen.into_iter().enumerate().map(|(nummer, (norm, dagen))| {
            let van = norm.geldig.van;
            // The first one never ends, so that there is always a norm in the end.
            let tot_en_met = dagen.filter(|_| nummer > 0).map(|dagen| plus_dagen(van, dagen));
            Contactnorm { geldig: Periode { van, tot_en_met }, ..norm }
        });
        let mut normen: Vec<_> = normen.collect();
        normen.sort_by_key(|norm| norm.geldig.van);
        normen.dedup_by_key(|norm| norm.geldig.van);
        normen
    })
}

prop_compose! {
    fn persoon()(
        ingang in dag(),
        gesprekken in vec((any::<bool>(), dag()), 0..4),
        ingedeeld in any::<bool>(),
        ontheffingen in vec(periode(), 0..3),
        pauzes in vec(periode(), 0..3),
        maatwerk in vec((1_i64..=12, periode()), 0..3),
        normen in normen(),
    ) -> Persoon {
        let soort = |klantbeeld| code(if klantbeeld { "klantbeeldgesprek" } else { "telefoongesprek" });
        Persoon {
            ingang: Some(ingang),
            einde: None,
            gesprekken: gesprekken.into_iter().map(|(klantbeeld, dag)| (soort(klantbeeld), dag)).collect(),
            segment: ingedeeld.then(|| code("direct_bemiddelbaar")),
            ontheffingen,
            pauzes,
            maatwerk: maatwerk.into_iter().map(|(per_jaar, periode)| super::tests::maatwerk(per_jaar, periode)).collect(),
            normen,
        }
    }
}

/// The rule in one sentence, asked of every day in turn.
fn dag_voor_dag(invoer: &Invoer<'_>) -> Option<Date> {
    let ingang = invoer.uitkering_ingang?;
    crate::datum::dagen(BEGIN, plus_dagen(BEGIN, 4_500)).find(|&dag| {
        // Every pause is over on that day.
        if invoer.pauzes.iter().any(|pauze| pauze.tot_en_met.is_none_or(|tot| dag <= tot)) {
            return false;
        }
        let Some(toepassing) = invoer.toepassing_op(dag) else { return false };
        let interval = toepassing.interval_dagen();
        let nieuw = toepassing.eerste_gesprek_dagen.min(interval);
        let laatste = invoer.laatste_gesprek(toepassing.soorten);
        dagen_tussen(ingang, dag) >= nieuw && laatste.is_none_or(|laatste| dagen_tussen(laatste, dag) >= interval)
    })
}

proptest! {
    #[test]
    fn the_due_date_is_the_first_day_on_which_enough_time_has_passed(persoon in persoon()) {
        prop_assert_eq!(persoon.stand().uiterlijk, persoon.vraag(dag_voor_dag));
    }

    /// An end is a filter on the same answer: what it leaves, it leaves as it was.
    #[test]
    fn nobody_is_due_after_the_end_and_before_it_nothing_changes(persoon in persoon(), einde in dag()) {
        let zonder = persoon.stand();
        let met = persoon.tot_en_met(einde).stand();
        prop_assert_eq!(met.uiterlijk, zonder.uiterlijk.filter(|uiterlijk| *uiterlijk <= einde));
        if met.uiterlijk.is_some() {
            prop_assert_eq!(met, zonder);
        }
        prop_assert_eq!(met.uiterlijk.is_some(), met.regel.is_some());
    }

    /// Pauses are a floor under the same answer: in none of them somebody is due, and what comes after the last return stays as it
    /// was.
    #[test]
    fn a_pause_asks_nothing_and_the_return_asks_again(persoon in persoon()) {
        let met = persoon.stand();
        let zonder = Persoon { pauzes: Vec::new(), ..persoon.clone() }.stand();
        if persoon.pauzes.iter().any(|pauze| pauze.tot_en_met.is_none()) {
            prop_assert_eq!(met.uiterlijk, None);
            prop_assert!(matches!(met.basis, Basis::Gepauzeerd(_)));
            return Ok(());
        }
        let terug = persoon.pauzes.iter().filter_map(|pauze| pauze.tot_en_met).max().map(|tot| plus_dagen(tot, 1));
        // Not the other way round: somebody can come back into an exemption that does not end.
        prop_assert!(met.uiterlijk.is_none() || zonder.uiterlijk.is_some());
        if let (Some(met_dag), Some(zonder_dag)) = (met.uiterlijk, zonder.uiterlijk) {
            prop_assert!(terug.is_none_or(|terug| met_dag >= terug));
            if terug.is_none_or(|terug| zonder_dag >= terug) {
                prop_assert_eq!(met, zonder);
            }
        }
    }

    #[test]
    fn never_before_the_minimum_interval(persoon in persoon()) {
        let stand = persoon.stand();
        if let (Some(uiterlijk), Some(vroegst), Some(regel)) = (stand.uiterlijk, stand.vroegst, stand.regel) {
            prop_assert!(vroegst <= uiterlijk);
            if let Basis::LaatsteGesprek(laatste) = stand.basis {
                prop_assert_eq!(dagen_tussen(laatste, vroegst), regel.minimum_interval_dagen);
            }
        }
        prop_assert_eq!(stand.uiterlijk.is_some(), stand.regel.is_some());
    }

    /// With a benefit that runs and a norm that does not end, only a pause or an exemption that does not end leaves nothing due.
    #[test]
    fn never_a_client_without_a_due_date_unless_paused_or_exempt(persoon in persoon()) {
        let stand = persoon.stand();
        if stand.uiterlijk.is_none() && !matches!(stand.basis, Basis::Gepauzeerd(_)) {
            prop_assert_eq!(stand.basis, Basis::Ontheven);
            prop_assert!(persoon.ontheffingen.iter().any(|ontheffing| ontheffing.tot_en_met.is_none()));
            prop_assert!(persoon.maatwerk.iter().all(|maatwerk| maatwerk.periode.tot_en_met.is_some()));
        }
    }

    #[test]
    fn the_order_of_what_is_known_does_not_matter(persoon in persoon()) {
        let mut omgekeerd = persoon.clone();
        omgekeerd.gesprekken.reverse();
        omgekeerd.ontheffingen.reverse();
        omgekeerd.pauzes.reverse();
        omgekeerd.maatwerk.reverse();
        omgekeerd.normen.reverse();
        prop_assert_eq!(persoon.stand(), omgekeerd.stand());
    }

    #[test]
    fn a_later_conversation_never_makes_one_due_earlier(persoon in persoon(), later in dag()) {
        let nogmaals = persoon.clone().gesproken("klantbeeldgesprek", later).stand().uiterlijk;
        let eerst = persoon.stand().uiterlijk;
        prop_assert!(nogmaals.is_none_or(|nogmaals| eerst.is_some_and(|eerst| eerst <= nogmaals)));
    }

    /// Each due date has one status, and lies within the bounds of that status alone.
    #[test]
    fn the_bounds_of_the_statuses_divide_all_dates(
        uiterlijk in -2_000_i64..2_000,
        binnenkort_dagen in 0_u16..90, te_laat_dagen in 0_u16..400, ernstig_dagen in 0_u16..400,
    ) {
        let vandaag = date(2026, 11, 22);
        let uiterlijk = plus_dagen(vandaag, uiterlijk);
        let marges = Marges { binnenkort_dagen, te_laat_dagen, ernstig_dagen, uit_beeld_maanden: 12 };
        let stand = Contactstand { vroegst: None, uiterlijk: Some(uiterlijk), basis: Basis::Ingang(vandaag), regel: None };
        let binnen: Vec<_> = Contactstatus::ALLE
            .into_iter()
            .filter(|status| {
                status.grenzen(vandaag, marges).is_some_and(|(van, tot)| van <= uiterlijk && uiterlijk <= tot)
            })
            .collect();
        prop_assert_eq!(binnen, [stand.status(vandaag, marges)]);
    }
}
