//! `klantbeeld capaciteit`: what ways of working ask in people, side by side.

use std::{io::Write as _, path::Path, process::ExitCode};

use analysis::capaciteit::{Aanname, KLAAR, Klaar, Scenario, ScenarioGeweigerd, Uitkomst};
use serde_json::{Value, json};

use super::AnderFout;
use crate::capaciteit::vergelijking::{REGELS, Regel, gegeven, getal};

/// Which scenarios.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// Bestanden met een scenario (TOML), of codes van scenario's die klaarstaan; zonder: welke er klaarstaan
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,
    /// Schrijf de uitkomsten als JSON, met alle aannames
    #[arg(long)]
    json: bool,
    /// Schrijf het scenario zelf als TOML, om aan te passen
    #[arg(long, conflicts_with = "json")]
    toml: bool,
}

pub(super) fn capaciteit(argumenten: &Argumenten) -> Result<ExitCode, AnderFout> {
    let mut uit = String::new();
    if argumenten.scenarios.is_empty() {
        uit.push_str("Deze scenario's staan klaar; noem er een of meer, of een eigen bestand.\n\n");
        for klaar in KLAAR {
            let scenario = klaar.scenario().map_err(|geweigerd| AnderFout::Geweigerd(geweigerd.to_string()))?;
            uit.push_str(&format!("  {:<18}{}. {}\n", klaar.code, scenario.naam, scenario.toelichting));
        }
    } else {
        let gelezen = argumenten.scenarios.iter().map(|wat| lees(wat)).collect::<Result<Vec<_>, _>>()?;
        if argumenten.toml {
            for (scenario, _) in &gelezen {
                uit.push_str(
                    &toml::to_string_pretty(scenario).map_err(|error| AnderFout::Geweigerd(error.to_string()))?,
                );
            }
        } else if argumenten.json {
            let alle: Vec<Value> = gelezen.iter().map(|(scenario, uitkomst)| als_json(scenario, uitkomst)).collect();
            uit = format!("{:#}\n", json!({ "scenarios": alle }));
        } else {
            uit = als_tekst(&gelezen);
        }
    }
    std::io::stdout().lock().write_all(uit.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// A ready one by its code, otherwise a file.
fn lees(wat: &str) -> Result<(Scenario, Uitkomst), AnderFout> {
    let geweigerd = |geweigerd: ScenarioGeweigerd| AnderFout::Geweigerd(format!("{wat}: {geweigerd}"));
    let scenario = match Klaar::zoek(wat) {
        Some(klaar) if !Path::new(wat).exists() => klaar.scenario(),
        _ => {
            let tekst = std::fs::read_to_string(wat).map_err(|error| {
                AnderFout::Geweigerd(format!(
                    "{wat} is geen scenario dat klaarstaat en geen bestand dat te lezen is ({error}); \
                    klantbeeld capaciteit zonder meer noemt wat klaarstaat"
                ))
            })?;
            Scenario::lees(&tekst)
        }
    }
    .map_err(geweigerd)?;
    let uitkomst = Uitkomst::van(&scenario).map_err(geweigerd)?;
    Ok((scenario, uitkomst))
}

fn als_json(scenario: &Scenario, uitkomst: &Uitkomst) -> Value {
    let aannames: Vec<Value> = scenario
        .aannames()
        .into_iter()
        .map(|(naam, Aanname { waarde, bron })| json!({ "naam": naam, "waarde": waarde, "bron": bron }))
        .collect();
    json!({
        "naam": scenario.naam,
        "toelichting": scenario.toelichting,
        "peildatum": scenario.peildatum,
        "gegeven": scenario.gegeven,
        "uitkomst": uitkomst,
        "aannames": aannames,
    })
}

/// Side by side, and below it what every scenario assumes.
fn als_tekst(gelezen: &[(Scenario, Uitkomst)]) -> String {
    let mut uit = String::new();
    for (nummer, (scenario, _)) in (1..).zip(gelezen) {
        let gegeven = gegeven(scenario).to_lowercase();
        uit.push_str(&format!("{nummer}. {}. {} Gegeven: {gegeven}.\n", scenario.naam, scenario.toelichting));
    }
    let kop: String = (1..=gelezen.len()).map(|nummer| format!("{nummer:>16}")).collect();
    uit.push_str(&format!("\n{:<48}{kop}\n", ""));
    for Regel { naam, decimalen, kop, waarde } in &REGELS {
        let waarden: Vec<Option<f64>> = gelezen.iter().map(|(_, uitkomst)| waarde(uitkomst)).collect();
        if waarden.iter().all(Option::is_none) {
            continue;
        }
        if !kop.is_empty() {
            uit.push_str(&format!("{kop}\n"));
        }
        let cel = |is: &Option<f64>| format!("{:>16}", is.map_or_else(String::new, |is| getal(is, *decimalen)));
        uit.push_str(&format!("  {naam:<46}{}\n", waarden.iter().map(cel).collect::<String>()));
    }
    for (nummer, (scenario, _)) in (1..).zip(gelezen) {
        uit.push_str(&format!("\nWaar {nummer} op rekent\n"));
        for (naam, Aanname { waarde, bron }) in scenario.aannames() {
            uit.push_str(&format!("  {naam}: {} ({bron})\n", getal(waarde, 2)));
        }
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::{als_json, als_tekst, lees};

    #[test]
    fn what_stands_ready_is_compared_and_says_what_it_assumes() {
        let gelezen = ["caseload-120", "caseload-80"].map(|code| lees(code).unwrap());
        let tekst = als_tekst(&gelezen);
        for zegt in ["1. Caseload 120.", "11,33", "17", "Waar 2 op rekent", "aanname", "Eindevaluatie Ik doe mee"] {
            assert!(tekst.contains(zegt), "{zegt}: {tekst}");
        }
        let json = als_json(&gelezen[1].0, &gelezen[1].1);
        assert_eq!(json["gegeven"]["caseload"], 80.0);
        assert!(json["aannames"].as_array().unwrap().iter().all(|aanname| aanname["bron"].is_string()));
    }

    #[test]
    fn a_file_that_is_none_says_what_to_do() {
        let kapot = std::env::temp_dir().join(format!("klantbeeld-kapot-{}.toml", std::process::id()));
        std::fs::write(&kapot, "naam = \"x\"\npeildatum = ").unwrap();
        for (wat, zegt) in [
            ("bestaat-niet.toml", "zonder meer noemt wat klaarstaat"),
            (kapot.to_str().unwrap(), ".toml: dit is geen scenario: regel 2"),
        ] {
            let klacht = lees(wat).unwrap_err().to_string();
            assert!(klacht.contains(zegt), "{klacht}");
        }
        std::fs::remove_file(kapot).unwrap();
    }
}
