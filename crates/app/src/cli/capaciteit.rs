//! `klantbeeld capaciteit`: what ways of working ask in people, side by side.

use std::{io::Write as _, path::Path, process::ExitCode};

use analysis::capaciteit::{Aanname, KLAAR, Klaar, Scenario, ScenarioGeweigerd, Uitkomst};
use serde_json::{Value, json};

use super::AnderFout;

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

/// One line of the comparison: what it is called, and its number in a scenario.
type Regel = (&'static str, fn(&Uitkomst) -> Option<f64>);

const REGELS: [Regel; 14] = [
    ("Klanten", |u| Some(u.klanten)),
    ("Productieve uren per fte", |u| Some(u.productieve_uren)),
    ("Nodig: uren begeleiding", |u| Some(u.nodig.uren_begeleiding)),
    ("Nodig: uren rechtmatigheid", |u| Some(u.nodig.uren_rechtmatigheid)),
    ("Nodig: uren per klant", |u| Some(u.nodig.uren_per_klant)),
    ("Nodig: fte", |u| Some(u.nodig.fte)),
    ("Nodig: euro per jaar", |u| u.nodig.euro),
    ("Nodig: caseload", |u| u.nodig.caseload),
    ("Mogelijk: fte", |u| u.mogelijk.map(|m| m.fte)),
    ("Mogelijk: euro per jaar", |u| u.mogelijk.and_then(|m| m.euro)),
    ("Mogelijk: caseload", |u| u.mogelijk.map(|m| m.caseload)),
    ("Mogelijk: uren per klant", |u| u.mogelijk.map(|m| m.uren_per_klant)),
    ("  daarvan over voor rechtmatigheid", |u| u.mogelijk.map(|m| m.uren_rechtmatigheid)),
    ("Tekort aan fte", |u| u.mogelijk.map(|m| m.fte_tekort)),
];

/// Side by side, with the difference from the first, and below it what every scenario assumes.
fn als_tekst(gelezen: &[(Scenario, Uitkomst)]) -> String {
    let mut uit = String::new();
    for (nummer, (scenario, _)) in (1..).zip(gelezen) {
        uit.push_str(&format!("{nummer}. {}. {}\n", scenario.naam, scenario.toelichting));
    }
    let kop: String = (1..=gelezen.len()).map(|nummer| format!("{nummer:>16}")).collect();
    uit.push_str(&format!("\n{:<36}{kop}\n", ""));
    for (naam, vraag) in REGELS {
        let waarden: Vec<Option<f64>> = gelezen.iter().map(|(_, uitkomst)| vraag(uitkomst)).collect();
        if waarden.iter().all(Option::is_none) {
            continue;
        }
        let cellen: String = waarden.iter().map(|is| format!("{:>16}", is.map_or_else(String::new, getal))).collect();
        uit.push_str(&format!("{naam:<36}{cellen}\n"));
    }
    for (nummer, (scenario, _)) in (1..).zip(gelezen) {
        uit.push_str(&format!("\nWaar {nummer} op rekent\n"));
        for (naam, Aanname { waarde, bron }) in scenario.aannames() {
            uit.push_str(&format!("  {naam}: {} ({bron})\n", getal(waarde)));
        }
    }
    uit
}

/// `1.234,5`: as the Dutch write numbers, without decimals that say nothing.
fn getal(waarde: f64) -> String {
    let afgerond = format!("{:.2}", waarde.abs());
    let (heel, deel) = afgerond.split_once('.').unwrap_or((&afgerond, "00"));
    let mut gegroepeerd = String::new();
    for (plaats, cijfer) in heel.chars().enumerate() {
        if plaats > 0 && (heel.len() - plaats) % 3 == 0 {
            gegroepeerd.push('.');
        }
        gegroepeerd.push(cijfer);
    }
    let deel = deel.trim_end_matches('0');
    let min = if waarde < 0.0 && afgerond.bytes().any(|cijfer| (b'1'..=b'9').contains(&cijfer)) { "-" } else { "" };
    if deel.is_empty() { format!("{min}{gegroepeerd}") } else { format!("{min}{gegroepeerd},{deel}") }
}
