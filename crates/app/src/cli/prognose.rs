//! `klantbeeld prognose`: what may happen to a caseload in the coming years, with bands; more scenarios are compared with the first.

use std::{fs, io::Write as _, path::Path, process::ExitCode};

use analysis::{
    prognose::{Opzet, Overschrijding, Prognose, Punt, Uitvoer, Vergelijking, vergelijk},
    simulatie::Reeks,
};
use domain::datum::maand;
use indicatif::{ProgressBar, ProgressStyle};

use super::AnderFout;

/// What to play, how often and from which seed.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// Bestanden met een scenario (TOML), hooguit acht; zonder: het scenario dat klaarstaat
    #[arg(value_name = "SCENARIO.toml")]
    scenarios: Vec<String>,
    /// Hoe vaak elk scenario gespeeld wordt
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    herhalingen: u32,
    /// Het zaad van de eerste keer; hetzelfde zaad geeft dezelfde cijfers
    #[arg(long, default_value_t = 1)]
    zaad: u64,
    /// Op hoeveel processorkernen [standaard: allemaal]; het verandert alleen hoe lang het duurt
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    draden: Option<u16>,
    /// Schrijf alle maanden en alle cijfers als JSON
    #[arg(long)]
    json: bool,
    /// Schrijf het scenario dat klaarstaat als TOML, om aan te passen
    #[arg(long, conflicts_with_all = ["json", "scenarios"])]
    toml: bool,
}

pub(super) fn prognose(argumenten: &Argumenten) -> Result<ExitCode, AnderFout> {
    let uit = if argumenten.toml {
        Opzet::basis_tekst().to_owned()
    } else {
        let opzetten = if argumenten.scenarios.is_empty() {
            vec![Opzet::basis().map_err(|geweigerd| AnderFout::Geweigerd(geweigerd.to_string()))?]
        } else {
            argumenten.scenarios.iter().map(|pad| lees(Path::new(pad))).collect::<Result<_, _>>()?
        };
        let uitkomst = speel(argumenten, &opzetten)?;
        if argumenten.json {
            let tekst = serde_json::to_string_pretty(&uitkomst);
            format!("{}\n", tekst.map_err(|error| AnderFout::Machine(std::io::Error::other(error)))?)
        } else {
            als_tekst(argumenten, &opzetten, &uitkomst)
        }
    };
    std::io::stdout().lock().write_all(uit.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn lees(pad: &Path) -> Result<Opzet, AnderFout> {
    let waar = pad.display();
    let tekst = fs::read_to_string(pad).map_err(|error| {
        AnderFout::Geweigerd(format!(
            "{waar} is niet te lezen ({error}); `klantbeeld prognose --toml` schrijft een scenario om mee te beginnen."
        ))
    })?;
    Opzet::lees(&tekst).map_err(|geweigerd| AnderFout::Geweigerd(format!("{waar}: {geweigerd}")))
}

fn speel(argumenten: &Argumenten, opzetten: &[Opzet]) -> Result<Vergelijking, AnderFout> {
    let draden = argumenten
        .draden
        .map_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let balk = ProgressBar::new(argumenten.herhalingen.into());
    if let Ok(stijl) = ProgressStyle::with_template("{wide_bar} {pos} van {len}, nog {eta}") {
        balk.set_style(stijl);
    }
    let reeks = Reeks { herhalingen: argumenten.herhalingen, zaad: argumenten.zaad, draden };
    let gespeeld = vergelijk(opzetten, reeks, &|gedaan| {
        balk.set_position(gedaan.into());
        true
    });
    balk.finish_and_clear();
    gespeeld.map_err(|geweigerd| AnderFout::Geweigerd(geweigerd.to_string()))
}

/// What one reads first; all of it is in the JSON.
const GETOOND: [Uitvoer; 8] = [
    Uitvoer::Klanten,
    Uitvoer::Instroom,
    Uitvoer::UitstroomWerk,
    Uitvoer::WachtOpKlantmanager,
    Uitvoer::BinnenNorm,
    Uitvoer::NietVerschenen,
    Uitvoer::WachtOpAanbieder,
    Uitvoer::Euro,
];

fn als_tekst(argumenten: &Argumenten, opzetten: &[Opzet], uitkomst: &Vergelijking) -> String {
    let mut uit = format!(
        "{} keer gespeeld vanaf zaad {}. Per jaar de laatste maand: gemiddelde, met daarachter waar 90 van de 100 keer tussen ligt.\n",
        argumenten.herhalingen, argumenten.zaad
    );
    for (opzet, prognose) in opzetten.iter().zip(&uitkomst.prognoses) {
        uit.push_str(&format!("\n{}. {}\n", prognose.naam, opzet.toelichting));
        for uitvoer in GETOOND {
            uit.push_str(&format!("  {} ({})\n", uitvoer.naam(), uitvoer.eenheid()));
            uit.push_str(&jaren(prognose, prognose.lijn(uitvoer)));
        }
        for is in &prognose.begroting {
            let (van, keer) = (gespeeld_van(prognose, is), keer_van_honderd(is.kans));
            uit.push_str(&format!(
                "  budget {} {}{van}: in {keer} van de 100 keer overschreden\n",
                is.jaar,
                is.post.naam()
            ));
        }
    }
    for verschil in &uitkomst.verschillen {
        let naam = uitkomst.prognoses.get(verschil.scenario).map_or("", |prognose| prognose.naam.as_str());
        uit.push_str(&format!("\nVerschil van {naam} met het eerste scenario, met dezelfde toevalsgetallen\n"));
        for uitvoer in GETOOND {
            uit.push_str(&format!("  {} ({})\n", uitvoer.naam(), uitvoer.eenheid()));
            if let Some(eerste) = uitkomst.prognoses.first() {
                uit.push_str(&jaren(eerste, verschil.lijn(uitvoer)));
            }
        }
    }
    uit
}

/// Which months of the year stand against its budget, when those are not all: otherwise half a year seems to cost little.
fn gespeeld_van(prognose: &Prognose, is: &Overschrijding) -> String {
    let mut maanden = prognose.maanden.iter().filter(|dag| dag.year() == is.jaar);
    let (false, Some(eerste)) = (is.heel_jaar, maanden.next()) else { return String::new() };
    let laatste = maanden.next_back().unwrap_or(eerste);
    let (van, tot) = (maand(*eerste), maand(*laatste));
    let welke = match (eerste.month(), laatste.month()) {
        (een, ander) if een == ander => van.to_owned(),
        (_, 12) => format!("vanaf {van}"),
        (1, _) => format!("tot en met {tot}"),
        _ => format!("{van} tot en met {tot}"),
    };
    format!(" (alleen {welke} gespeeld)")
}

/// So many times in a hundred: whole, or with one decimal. What happened, or did not, is not rounded away.
fn keer_van_honderd(kans: f64) -> String {
    let keer = 100.0 * kans;
    if keer > 0.0 && keer < 0.05 {
        "minder dan 0,1".to_owned()
    } else if (99.95..100.0).contains(&keer) {
        "meer dan 99,9".to_owned()
    } else {
        let tekst = format!("{keer:.1}");
        tekst.strip_suffix(".0").map_or_else(|| tekst.replace('.', ","), str::to_owned)
    }
}

/// The last month of each year.
fn jaren(prognose: &Prognose, punten: &[Punt]) -> String {
    let laatste = prognose.maanden.len().saturating_sub(1);
    let mut uit = String::new();
    for (plaats, (maand, punt)) in prognose.maanden.iter().zip(punten).enumerate() {
        if maand.month() == 12 || plaats == laatste {
            uit.push_str(&format!(
                "    {}-{:02}{:>16}   {} tot {}\n",
                maand.year(),
                maand.month(),
                getal(punt.gemiddeld),
                getal(punt.laag),
                getal(punt.hoog)
            ));
        }
    }
    uit
}

/// As the Dutch write numbers: large ones whole, small ones with three decimals.
fn getal(waarde: f64) -> String {
    let tekst = if waarde.abs() >= 100.0 { format!("{waarde:.0}") } else { format!("{waarde:.3}") };
    tekst.replace('.', ",")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn argumenten(herhalingen: u32, draden: u16) -> Argumenten {
        Argumenten { scenarios: Vec::new(), herhalingen, zaad: 7, draden: Some(draden), json: false, toml: false }
    }

    #[test]
    fn the_ready_scenario_is_told_by_year_and_a_second_one_by_its_difference() {
        let basis = Opzet::basis().unwrap();
        let meer = Opzet { naam: "Hetzelfde".to_owned(), ..basis.clone() };
        let opzetten = [Opzet { maanden: 14, ..basis }, Opzet { maanden: 14, ..meer }];
        let vraag = argumenten(3, 1);
        let uitkomst = speel(&vraag, &opzetten).unwrap();
        let tekst = als_tekst(&vraag, &opzetten, &uitkomst);
        assert!(tekst.contains("Basis. ") && tekst.contains("2027-12") && tekst.contains("2028-02"), "{tekst}");
        let verschil = tekst.split("Verschil van Hetzelfde").nth(1).unwrap();
        assert!(verschil.contains("0,000   0,000 tot 0,000"), "the same scenario differs in nothing: {verschil}");
        assert_eq!(speel(&argumenten(3, 2), &opzetten).unwrap(), uitkomst, "whatever the number of threads");
    }

    #[test]
    fn a_year_that_is_played_in_part_says_which_months_stand_against_its_budget() {
        let tekst = |begin: jiff::civil::Date, maanden: u32| {
            let opzetten = [Opzet { begin, maanden, ..Opzet::basis().unwrap() }];
            als_tekst(&argumenten(2, 1), &opzetten, &speel(&argumenten(2, 1), &opzetten).unwrap())
        };
        for (begin, maanden, verwacht) in [
            (date(2027, 7, 1), 6, "(alleen vanaf juli gespeeld): in "),
            (date(2027, 1, 1), 3, "(alleen tot en met maart gespeeld): in "),
            (date(2027, 3, 1), 3, "(alleen maart tot en met mei gespeeld): in "),
            (date(2027, 3, 1), 1, "(alleen maart gespeeld): in "),
            (date(2027, 12, 1), 1, "(alleen december gespeeld): in "),
        ] {
            let tekst = tekst(begin, maanden);
            assert!(tekst.contains(verwacht), "{verwacht}: {tekst}");
        }
        assert!(!tekst(date(2027, 1, 1), 12).contains("gespeeld)"));
    }

    #[test]
    fn times_in_a_hundred_are_whole_or_have_one_decimal() {
        for (kans, verwacht) in [
            (0.0, "0"),
            (0.05, "5"),
            (0.065, "6,5"),
            (1.0 / 3.0, "33,3"),
            (1.0, "100"),
            (0.000_01, "minder dan 0,1"),
            (0.999_99, "meer dan 99,9"),
        ] {
            assert_eq!(keer_van_honderd(kans), verwacht);
        }
    }

    #[test]
    fn a_file_that_is_no_scenario_says_what_to_do() {
        let fout = lees(Path::new("/bestaat/niet.toml")).unwrap_err().to_string();
        assert!(fout.contains("klantbeeld prognose --toml"), "{fout}");
    }
}
