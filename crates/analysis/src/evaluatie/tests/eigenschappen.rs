//! Laws that hold for every cohort and every reference date.

use domain::datum::plus_dagen;
use proptest::{option, prelude::*, sample::select};

use super::{super::EvaluatieGeweigerd, *};
use crate::overleving::nog_in_uitkering;

/// A day around the project: some before its start, some after the latest reference date that is tried.
fn dag() -> impl Strategy<Value = Date> {
    (-60_i64..900).prop_map(|dagen| plus_dagen(date(2017, 5, 1), dagen))
}

fn peildatum() -> impl Strategy<Value = Date> {
    (0_i64..900).prop_map(|dagen| plus_dagen(date(2017, 5, 1), dagen))
}

fn reden() -> impl Strategy<Value = Code> {
    select(vec!["werk", "verhuisd", "onbekend", "detentie", "inkomsten_onderneming"]).prop_map(code)
}

prop_compose! {
    fn een_klant()(
        (geselecteerd, maandbedrag) in (dag(), 1_i64..250_000),
        einde in option::of((dag(), reden())),
        weg in option::of(1_i64..500),
        (uitgenodigd, gesproken, niet_verschenen) in (option::of(dag()), option::of(dag()), option::of(dag())),
        (ontheffing, traject) in (option::of(dag()), option::of(dag())),
        spoedkeuringen in prop::collection::vec((dag(), option::of(dag())), 0..3),
    ) -> Deelnemer {
        let opnieuw = einde.as_ref().zip(weg).map(|((laatste_dag, _), dagen)| plus_dagen(*laatste_dag, dagen));
        Deelnemer {
            maandbedrag: Eurocent(maandbedrag),
            geselecteerd, einde, opnieuw, uitgenodigd, gesproken, niet_verschenen, ontheffing, traject, spoedkeuringen,
        }
    }
}

prop_compose! {
    fn een_cohort()(
        deelnemers in prop::collection::vec(een_klant(), 0..40),
        facturen in prop::collection::vec((dag(), 0_i64..1_000_000), 0..5),
    ) -> Cohort {
        let facturen = facturen.into_iter().map(|(datum, cent)| factuur("1", datum, cent)).collect();
        Cohort { facturen, ..met(deelnemers) }
    }
}

/// What the cohort looked like to somebody who knew nothing after the reference date.
fn zoals_bekend_op(cohort: &Cohort, peildatum: Date) -> Cohort {
    let bekend = |dag: &Date| *dag <= peildatum;
    let deelnemers = cohort.deelnemers.iter().filter(|d| bekend(&d.geselecteerd)).map(|d| Deelnemer {
        einde: d.einde.clone().filter(|(dag, _)| bekend(dag)),
        opnieuw: d.opnieuw.filter(bekend),
        uitgenodigd: d.uitgenodigd.filter(bekend),
        gesproken: d.gesproken.filter(bekend),
        niet_verschenen: d.niet_verschenen.filter(bekend),
        ontheffing: d.ontheffing.filter(bekend),
        traject: d.traject.filter(bekend),
        spoedkeuringen: d
            .spoedkeuringen
            .iter()
            .filter(|(gevraagd, _)| bekend(gevraagd))
            .map(|(gevraagd, antwoord)| (*gevraagd, antwoord.filter(bekend)))
            .collect(),
        ..d.clone()
    });
    Cohort {
        deelnemers: deelnemers.collect(),
        facturen: cohort.facturen.iter().filter(|f| bekend(&f.datum)).cloned().collect(),
        ..cohort.clone()
    }
}

proptest! {
    #[test]
    fn the_parts_add_up(cohort in een_cohort(), peildatum in peildatum()) {
        let evaluatie = evalueer(&cohort, peildatum).unwrap();
        let (uitkomsten, uitstroom) = (evaluatie.uitkomsten, &evaluatie.uitstroom);
        prop_assert_eq!(uitkomsten.afgehandeld + uitkomsten.zonder_uitkomst, evaluatie.feiten.geselecteerd);
        prop_assert_eq!(
            uitkomsten.beeindigd + uitkomsten.tijdelijke_ontheffing + uitkomsten.reintegratietraject,
            uitkomsten.afgehandeld
        );
        prop_assert_eq!(uitkomsten.beeindigd, uitstroom.beeindigd);
        prop_assert_eq!(uitstroom.rubrieken.iter().map(|r| r.aantal).sum::<i64>(), uitstroom.beeindigd);
        for regel in &uitstroom.rubrieken {
            let telling = regel.duurzaamheid;
            prop_assert_eq!(telling.beoordeelbaar() + telling.nog_niet_beoordeelbaar, regel.aantal);
        }
        let duurzaam: i64 = uitstroom.rubrieken.iter().map(|r| r.duurzaamheid.duurzaam).sum();
        prop_assert_eq!(duurzaam, uitstroom.duurzaamheid.duurzaam);
        prop_assert_eq!(duurzaam, evaluatie.besparing.duurzame_beeindigingen);
        prop_assert!(uitstroom.ondergrens.teller <= uitstroom.bovengrens.teller);
    }

    /// The same question gives the same answer later: what is added about later days changes nothing.
    #[test]
    fn nothing_after_the_reference_date_counts(cohort in een_cohort(), peildatum in peildatum()) {
        let toen = zoals_bekend_op(&cohort, peildatum);
        prop_assert_eq!(evalueer(&cohort, peildatum), evalueer(&toen, peildatum));
        prop_assert_eq!(nog_in_uitkering(&cohort, peildatum), nog_in_uitkering(&toen, peildatum));
    }

    /// Later, at least as much has happened. (What cannot be judged yet may become fewer.)
    #[test]
    fn a_later_reference_date_never_takes_anything_back(
        cohort in een_cohort(), eerst in peildatum(), dagen in 0_i64..400,
    ) {
        let eerder = evalueer(&cohort, eerst).unwrap();
        let later = evalueer(&cohort, plus_dagen(eerst, dagen)).unwrap();
        for (een, twee) in [
            (eerder.feiten.geselecteerd, later.feiten.geselecteerd),
            (eerder.feiten.uitgenodigd, later.feiten.uitgenodigd),
            (eerder.feiten.gesproken, later.feiten.gesproken),
            (eerder.uitkomsten.afgehandeld, later.uitkomsten.afgehandeld),
            (eerder.uitstroom.beeindigd, later.uitstroom.beeindigd),
            (eerder.uitstroom.duurzaamheid.duurzaam, later.uitstroom.duurzaamheid.duurzaam),
            (eerder.uitstroom.duurzaamheid.niet_duurzaam, later.uitstroom.duurzaamheid.niet_duurzaam),
            (eerder.uitstroom.teruggekeerd, later.uitstroom.teruggekeerd),
            (eerder.besparing.bedrag_eurocent.0, later.besparing.bedrag_eurocent.0),
            (eerder.kosten.aantal_facturen, later.kosten.aantal_facturen),
        ] {
            prop_assert!(een <= twee, "{} became {}", een, twee);
        }
    }

    #[test]
    fn the_order_of_the_clients_does_not_matter(
        (cohort, geschud) in een_cohort().prop_flat_map(|cohort| {
            let deelnemers = Just(cohort.deelnemers.clone()).prop_shuffle();
            let rubrieken = Just(cohort.rubrieken.clone()).prop_shuffle();
            (Just(cohort), (deelnemers, rubrieken))
        }),
        peildatum in peildatum(),
    ) {
        let geschud = Cohort { deelnemers: geschud.0, rubrieken: geschud.1, ..cohort.clone() };
        prop_assert_eq!(evalueer(&cohort, peildatum), evalueer(&geschud, peildatum));
        prop_assert_eq!(nog_in_uitkering(&cohort, peildatum), nog_in_uitkering(&geschud, peildatum));
    }

    /// Everybody from the start: the curve ends at the part whose benefit did not end.
    #[test]
    fn the_curve_and_the_count_agree(cohort in een_cohort(), peildatum in peildatum()) {
        let vanaf_het_begin = |d: Deelnemer| Deelnemer {
            geselecteerd: date(2017, 5, 1),
            einde: d.einde.filter(|(dag, _)| *dag >= date(2017, 5, 1)),
            ..d
        };
        let cohort = met(cohort.deelnemers.into_iter().map(vanaf_het_begin));
        let evaluatie = evalueer(&cohort, peildatum).unwrap();
        let curve = nog_in_uitkering(&cohort, peildatum).unwrap();
        prop_assert_eq!(curve.is_empty(), cohort.deelnemers.is_empty());
        if let Some(laatste) = curve.last() {
            let over = 1.0 - evaluatie.uitstroom.beeindigd as f64 / cohort.deelnemers.len() as f64;
            prop_assert!((laatste.overleving - over).abs() < 1e-12);
        }
    }

    #[test]
    fn no_reference_date_breaks_anything(cohort in een_cohort(), jaar in -9998_i16..9998, maand in 1_i8..=12) {
        let uitslag = evalueer(&cohort, date(jaar, maand, 28)).map(|evaluatie| evaluatie.rapport_json());
        match uitslag {
            Ok(rapport) => prop_assert!(rapport.is_object()),
            Err(EvaluatieGeweigerd::PeildatumVoorStart { .. }) => prop_assert!(jaar <= 2017),
            Err(geweigerd) => prop_assert!(jaar >= 2043, "{}", geweigerd),
        }
    }
}
