//! The numbers that can be known without chance.

use super::{aanname, dorp, een_keer, gespeeld, keer, som, zeker};
use crate::prognose::{Niveau, Opzet, Overgang, Post, Uitvoer, kalender::DAGEN_PER_MAAND, plan::Plan, prognose};

/// How many are expected at the end of each month, and how many will have left for work: without chance, by following shares of people
/// from day to day, by segment and by how long they are there. Limits and conversations do not matter.
fn verwacht(opzet: &Opzet) -> Vec<(f64, f64)> {
    let plan = Plan::van(opzet);
    let grenzen: Vec<usize> = plan.grenzen.iter().map(|dagen| *dagen as usize).collect();
    let langst = *grenzen.last().unwrap();
    let klasse = |duur: usize| grenzen.iter().filter(|grens| **grens <= duur).count();
    let mut er: Vec<Vec<f64>> = Vec::new();
    for segment in &opzet.segmenten {
        let mut duren = vec![0.0; langst + 1];
        for (nummer, deel) in segment.duur_bij_begin.waarden.iter().enumerate() {
            let van = if nummer == 0 { 0 } else { grenzen[nummer - 1] };
            let tot = grenzen.get(nummer).copied().unwrap_or(van + 1);
            for duur in &mut duren[van..tot] {
                *duur += segment.klanten.waarde.round() * deel / (tot - van) as f64;
            }
        }
        er.push(duren);
    }
    let (mut maanden, mut werk) = (Vec::new(), 0.0);
    for (dag, komen) in plan.dagen.iter().zip(&plan.instroom) {
        let mut morgen = vec![vec![0.0; langst + 1]; er.len()];
        for (nummer, segment) in opzet.segmenten.iter().enumerate() {
            for (duur, aantal) in er[nummer].iter().enumerate() {
                let per_dag = |waarom: &dyn Fn(&str) -> bool| {
                    let einden = segment.einde.iter().filter(|einde| waarom(&einde.reden));
                    einden.map(|einde| einde.per_maand[klasse(duur)]).sum::<f64>() / DAGEN_PER_MAAND
                };
                let alles = per_dag(&|_| true);
                let blijft = aantal * (-alles).exp();
                if alles > 0.0 {
                    werk += (aantal - blijft) * per_dag(&|reden| reden == "werk") / alles;
                }
                let weg: Vec<&Overgang> = opzet.overgangen.iter().filter(|weg| weg.van == segment.naam).collect();
                let tempo: f64 = weg.iter().map(|weg| weg.per_maand).sum::<f64>() / DAGEN_PER_MAAND;
                let later = (duur + 1).min(langst);
                morgen[nummer][later] += blijft * (-tempo).exp();
                for weg in weg {
                    let naar = opzet.segmenten.iter().position(|ander| ander.naam == weg.naar).unwrap();
                    let deel = weg.per_maand / DAGEN_PER_MAAND / tempo;
                    morgen[naar][later] += blijft * (1.0 - (-tempo).exp()) * deel;
                }
            }
            morgen[nummer][0] += komen * segment.aandeel_instroom.waarde;
        }
        er = morgen;
        if dag.laatste {
            maanden.push((er.iter().flatten().sum(), werk));
        }
    }
    maanden
}

/// With segments that change, duration classes, seasons and reasons, and klantmanagers who are much too few.
#[test]
fn the_stock_meets_what_is_expected_without_chance() {
    let mut opzet = zeker(dorp());
    opzet.klantmanagers[0].aantal = 3;
    opzet.instroom.niveau.push(Niveau {
        vanaf: "2028-01-01".parse().unwrap(),
        per_maand: 30.0,
        bron: "aanname".to_owned(),
    });
    let verwacht = verwacht(&opzet);
    let uit = gespeeld(&opzet, 600);
    let werk = uit.lijn(Uitvoer::UitstroomWerk).iter().scan(0.0, |samen, punt| {
        *samen += punt.gemiddeld;
        Some(*samen)
    });
    for ((maand, (klanten, naar_werk)), (punt, werk)) in
        verwacht.iter().enumerate().zip(uit.lijn(Uitvoer::Klanten).iter().zip(werk))
    {
        // Five standard errors, of 24 months.
        let marge = 2.6 * (punt.zeker[1] - punt.gemiddeld);
        assert!(
            (punt.gemiddeld - klanten).abs() < marge,
            "maand {maand}: {} ± {marge}, verwacht {klanten}",
            punt.gemiddeld
        );
        // At most Poisson.
        assert!(
            (werk - naar_werk).abs() < 5.0 * (naar_werk / 600.0).sqrt(),
            "maand {maand}: {werk}, verwacht {naar_werk}"
        );
    }
}

/// One segment, one rate, nobody comes: the formula everybody knows; and M/G/∞ when they do.
#[test]
fn one_rate_is_the_formula_of_the_textbook() {
    let mut opzet = zeker(dorp());
    opzet.overgangen.clear();
    opzet.aanbieders.clear();
    opzet.duurgrenzen.clear();
    opzet.segmenten.truncate(1);
    let segment = &mut opzet.segmenten[0];
    (segment.aandeel_instroom, segment.klanten) = (aanname(1.0), aanname(500.0));
    segment.duur_bij_begin.waarden = vec![1.0];
    segment.einde.truncate(1);
    segment.einde[0].per_maand = vec![0.05];
    for komen in [0.0, 20.0] {
        opzet.instroom.niveau[0].per_maand = komen;
        opzet.instroom.seizoen.waarden = vec![1.0; 12];
        let uit = gespeeld(&opzet, 500);
        let punt = uit.lijn(Uitvoer::Klanten)[23];
        // Two years are 24 months of 365.25 / 12 days, but for half a day.
        let blijft = (-0.05_f64 * 24.0).exp();
        let exact = 500.0 * blijft + komen / 0.05 * (1.0 - blijft);
        let marge = 2.3 * (punt.zeker[1] - punt.gemiddeld) + 0.3;
        assert!((punt.gemiddeld - exact).abs() < marge, "{} ± {marge}, exact {exact}", punt.gemiddeld);
    }
}

/// The factors divide the year and add nothing to it, whatever their own mean is.
#[test]
fn a_season_keeps_the_mean() {
    let mut opzet = dorp();
    for maal in [1.0, 7.0] {
        opzet.instroom.seizoen.waarden = (1..=12).map(|maand| maal * f64::from(maand)).collect();
        let plan = Plan::van(&opzet);
        let maand = |welke: usize| -> f64 {
            let dagen = plan.dagen.iter().zip(&plan.instroom);
            dagen
                .filter(|(dag, _)| dag.datum.year() == 2027 && dag.maand_van_jaar == welke)
                .map(|(_, komen)| komen)
                .sum()
        };
        let jaar: f64 = (0..12).map(maand).sum();
        assert!((jaar - 12.0 * 12.0).abs() < 1e-9, "{jaar}");
        assert!((maand(11) / maand(0) - 12.0).abs() < 1e-9 && (maand(1) / maand(0) - 2.0).abs() < 1e-9);
    }
    // And so does chance.
    let uit = gespeeld(&zeker(opzet), 400);
    let instroom: Vec<f64> = uit.lijn(Uitvoer::Instroom).iter().map(|punt| punt.gemiddeld).collect();
    let jaar: f64 = instroom.iter().take(12).sum();
    assert!((jaar - 144.0).abs() < 4.5 * (144.0_f64 / 400.0).sqrt(), "{jaar}");
}

/// The hours there are, by hand: 36 hours, 7 + 2.56 of 52 weeks away, 11 percent other work.
#[test]
fn hours_are_those_of_the_year() {
    let opzet = dorp();
    let uit = gespeeld(&opzet, 200);
    let uren: f64 = uit.lijn(Uitvoer::UrenBeschikbaar).iter().take(12).map(|punt| punt.gemiddeld).sum();
    // 2027 has 261 working days.
    let verwacht = 6.0 * 36.0 / 5.0 * 261.0 * (1.0 - 9.56 / 52.0) * 0.89;
    assert!((uren / verwacht - 1.0).abs() < 0.01, "{uren}, verwacht {verwacht}");
    // In August there are fewer than in November, as the leave says.
    let maand = |welke: usize| uit.lijn(Uitvoer::UrenBeschikbaar)[welke].gemiddeld;
    assert!(maand(7) < 0.85 * maand(10), "{} {}", maand(7), maand(10));
}

/// What a budget says is what the months say.
#[test]
fn a_budget_is_exceeded_when_its_months_are_more() {
    let mut opzet = dorp();
    let mut begroting = opzet.begroting[0].clone();
    begroting.post = Post::Alles;
    begroting.euro = 7e6;
    opzet.begroting = vec![begroting.clone()];
    begroting.jaar = 2031;
    opzet.begroting.push(begroting);
    let uit = prognose(&opzet, keer(20, 2), &|_| true).unwrap();
    assert_eq!(uit.begroting.len(), 1, "2031 is not played");
    let mut in_maand = [0; 12];
    for nummer in 0..20 {
        let maanden = een_keer(&opzet, keer(20, 1).zaad + nummer);
        let over = (0..12).find(|maand| som(&maanden[..=*maand], Uitvoer::Euro) > 7e6);
        if let Some(maand) = over {
            in_maand[maand] += 1;
        }
    }
    let gevonden = &uit.begroting[0];
    assert_eq!((gevonden.in_maand, gevonden.heel_jaar), (in_maand, true));
    assert!((gevonden.kans - f64::from(in_maand.iter().sum::<u32>()) / 20.0).abs() < 1e-12);
    let jaar: f64 = uit.lijn(Uitvoer::Euro).iter().take(12).map(|punt| punt.gemiddeld).sum();
    assert!((gevonden.kosten.gemiddeld - jaar).abs() < 0.1);
}
