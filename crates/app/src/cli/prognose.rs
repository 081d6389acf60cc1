//! `klantbeeld prognose`: what may happen to a caseload in the coming years, with bands; more scenarios are compared with the first.

use std::{fs, io::Write as _, path::Path, process::ExitCode};

use analysis::{
    prognose::{Opzet, Prognose, Punt, Uitvoer, Vergelijking, vergelijk},
    simulatie::Reeks,
};
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
            uit.push_str(&format!(
                "  budget {} {}: in {} van de 100 keer overschreden\n",
                is.jaar,
                is.post.naam(),
                getal(100.0 * is.kans)
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
    fn a_file_that_is_no_scenario_says_what_to_do() {
        let fout = lees(Path::new("/bestaat/niet.toml")).unwrap_err().to_string();
        assert!(fout.contains("klantbeeld prognose --toml"), "{fout}");
    }
}
