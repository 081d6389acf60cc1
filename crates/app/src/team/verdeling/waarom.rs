//! Why a client moves, in a sentence: of the reasons that the calculation gives, the one that says most.

use analysis::verdeling::{Reden, Uitleg};

/// The sentence for somebody who gets another klantmanager.
pub(super) fn waarom(uitleg: Option<Uitleg>) -> String {
    let redenen = uitleg.map(|uitleg| uitleg.redenen).unwrap_or_default();
    // That he comes to somebody who knows more of him says more to a client than that it is full.
    let past = redenen.iter().position(|reden| matches!(reden, Reden::Past { .. }));
    let reden = redenen.into_iter().nth(past.unwrap_or(0));
    match reden {
        Some(Reden::HadNiemand) => "Heeft geen klantmanager, of een die geen klanten meer begeleidt.".to_owned(),
        Some(Reden::Vol { hoogstens: 0, .. }) => {
            "De huidige klantmanager heeft het komende jaar geen werktijd. Kijk of dat klopt.".to_owned()
        }
        Some(Reden::Vol { nu, hoogstens, .. }) if nu > hoogstens.into() => {
            format!("De huidige klantmanager heeft {nu} klanten; {hoogstens} is het maximum.")
        }
        Some(Reden::Vol { .. }) => {
            "Maakt bij de huidige klantmanager plaats voor een klant die daar beter past.".to_owned()
        }
        Some(Reden::OnderMinimum { minstens, .. }) => {
            format!("De nieuwe klantmanager komt anders onder het minimum van {minstens}.")
        }
        Some(Reden::Past { .. }) => {
            "Vraagt kennis die de huidige klantmanager niet heeft, en de nieuwe wel.".to_owned()
        }
        Some(Reden::Uren { kwartieren, .. }) => {
            let uren = format!("{},{:02}", kwartieren / 4, kwartieren % 4 * 25);
            let uren = uren.trim_end_matches('0').trim_end_matches(',');
            format!("De gespreksuren van beide klantmanagers komen {uren} uur dichter bij hun deel.")
        }
        Some(Reden::Blijft | Reden::Vast) | None => "Hoort bij een ruil met andere klanten.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_a_sentence() {
        for (reden, verwacht) in [
            (Reden::HadNiemand, "Heeft geen klantmanager"),
            (Reden::Vol { nu: 3, straks: 2, hoogstens: 2 }, "heeft 3 klanten; 2 is het maximum"),
            (Reden::Vol { nu: 3, straks: 0, hoogstens: 0 }, "geen werktijd"),
            (Reden::Vol { nu: 2, straks: 2, hoogstens: 2 }, "plaats voor een klant die daar beter past"),
            (Reden::OnderMinimum { straks: 1, minstens: 1 }, "onder het minimum van 1"),
            (Reden::Past { gewicht: 25 }, "Vraagt kennis"),
            (Reden::Uren { kwartieren: 10, gewicht: 10 }, "komen 2,5 uur dichter"),
            (Reden::Uren { kwartieren: 8, gewicht: 8 }, "komen 2 uur dichter"),
            (Reden::Uren { kwartieren: 3, gewicht: 3 }, "komen 0,75 uur dichter"),
        ] {
            let uitleg = Uitleg {
                klant: 0,
                van: Some(0),
                naar: 1,
                redenen: vec![reden],
                bij_blijven: None,
                in_zijn_plaats: None,
            };
            assert!(waarom(Some(uitleg)).contains(verwacht), "{verwacht}");
        }
        let redenen = vec![Reden::Vol { nu: 3, straks: 2, hoogstens: 2 }, Reden::Past { gewicht: 25 }];
        let uitleg = Uitleg { klant: 0, van: Some(0), naar: 1, redenen, bij_blijven: None, in_zijn_plaats: None };
        assert!(waarom(Some(uitleg)).contains("Vraagt kennis"));
        assert!(waarom(None).starts_with("Hoort bij een ruil"));
    }
}
