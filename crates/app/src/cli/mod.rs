//! The command line, in Dutch. Exit codes: 0 done, 1 refused (the text says why), 2 wrong use, 3 broken.

mod capaciteit;
mod demo;
mod evalueer;
mod gebruiker;
mod hulp;
mod import;
mod logboek;
mod openen;
mod oplossen;
mod prognose;
mod serve;
mod simuleer;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::{config::Opgegeven, omgeving::Omgeving};

pub use openen::{AnderFout, Opening};

/// Klantbeeld: elke klant in beeld, elke afspraak op tijd, en cijfers die kloppen
#[derive(Debug, Parser)]
#[command(
    name = "klantbeeld",
    version,
    about = "Klantbeeld: elke klant in beeld, elke afspraak op tijd, en cijfers die kloppen"
)]
struct Opdrachtregel {
    /// Lees instellingen uit dit TOML-bestand
    #[arg(long, env = "KLANTBEELD_INSTELLINGEN", global = true, value_name = "BESTAND", help_heading = "Instellingen")]
    instellingen: Option<std::path::PathBuf>,
    #[command(flatten)]
    opgegeven: Opgegeven,
    #[command(subcommand)]
    opdracht: Opdracht,
}

#[derive(Debug, Subcommand)]
enum Opdracht {
    /// Start de website
    Serve(serve::Argumenten),
    /// Vul een nieuwe database met een verzonnen Haarlem en Zandvoort, om te bekijken, te oefenen en te meten
    Demo(demo::Argumenten),
    /// Reken uit wat een project heeft opgeleverd, op een peildatum
    Evalueer(evalueer::Argumenten),
    /// Reken uit wat een manier van werken aan mensen en geld vraagt, en leg scenario's naast elkaar
    Capaciteit(capaciteit::Argumenten),
    /// Speel na wat er met caseloads kan gebeuren, en geef gemiddelden met hun onzekerheid
    Simuleer(simuleer::Argumenten),
    /// Speel de komende jaren na: instroom, contact, uitstroom, wachtlijsten en geld, met onzekerheid
    Prognose(prognose::Argumenten),
    /// Verdeel klanten over klantmanagers: zo weinig mogelijk wisselingen, met passende kennis en evenwichtige uren
    Verdeel(oplossen::Verdelen),
    /// Plan de gesprekken van een kwartaal in de weken van de klantmanagers
    Plan(oplossen::Argumenten),
    /// Lees klanten en uitkeringen in uit een bestand van de uitkeringsadministratie
    Import(import::Argumenten),
    /// Maak de tabellen, of breng ze op de stand van deze versie
    Migrate,
    /// Beheer gebruikers
    #[command(subcommand)]
    Gebruiker(gebruiker::Opdracht),
    /// Controleer of de logboeken van wijzigingen en inzagen heel zijn, en toon hun laatste schakel
    Logboek,
    /// Toon alle adressen met het recht dat ze vragen
    Routes,
    /// Toon alle instellingen, met hun namen in het bestand, de omgeving en op de opdrachtregel
    Instellingen,
}

/// Runs what the command line asks.
#[must_use]
pub fn run() -> ExitCode {
    let parsed = opdrachtregel().try_get_matches().and_then(|matches| Opdrachtregel::from_arg_matches(&matches));
    let regel = match parsed {
        Ok(regel) => regel,
        Err(error) if error.use_stderr() => {
            eprintln!("{}", hulp::klacht(&error));
            return ExitCode::from(2);
        }
        Err(help_or_version) => {
            let _ = help_or_version.print();
            return ExitCode::SUCCESS;
        }
    };
    log_to_stderr();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return told(&AnderFout::from(error)),
    };
    match runtime.block_on(doe(regel)) {
        Ok(code) => code,
        Err(error) => told(&error),
    }
}

fn opdrachtregel() -> clap::Command {
    hulp::met_versie(hulp::in_het_nederlands(Opdrachtregel::command()))
}

async fn doe(regel: Opdrachtregel) -> Result<ExitCode, AnderFout> {
    if matches!(regel.opdracht, Opdracht::Instellingen) {
        print!("{}", instellingen_als_tekst());
        return Ok(ExitCode::SUCCESS);
    }
    if matches!(regel.opdracht, Opdracht::Routes) {
        print!("{}", crate::web::routes::als_tekst(&crate::router::tabel()));
        return Ok(ExitCode::SUCCESS);
    }
    match &regel.opdracht {
        Opdracht::Capaciteit(argumenten) => return capaciteit::capaciteit(argumenten),
        Opdracht::Simuleer(argumenten) => return simuleer::simuleer(argumenten),
        Opdracht::Prognose(argumenten) => return prognose::prognose(argumenten),
        Opdracht::Verdeel(argumenten) => return oplossen::verdeel(argumenten),
        Opdracht::Plan(argumenten) => return oplossen::plan(argumenten),
        _ => {}
    }
    let instellingen = regel.opgegeven.met_bestand(regel.instellingen.as_ref())?;
    let opening = Opening { instellingen, omgeving: Omgeving::machine() };
    match regel.opdracht {
        Opdracht::Serve(argumenten) => serve::serve(opening, argumenten).await,
        Opdracht::Demo(argumenten) => demo::demo(&opening, &argumenten).await,
        Opdracht::Evalueer(argumenten) => evalueer::evalueer(&opening, &argumenten).await,
        Opdracht::Import(argumenten) => import::import(&opening, argumenten).await,
        Opdracht::Migrate => openen::migrate(&opening).await,
        Opdracht::Gebruiker(opdracht) => gebruiker::gebruiker(&opening, opdracht).await,
        Opdracht::Logboek => logboek::controleer(&opening).await,
        Opdracht::Routes
        | Opdracht::Instellingen
        | Opdracht::Capaciteit(_)
        | Opdracht::Simuleer(_)
        | Opdracht::Prognose(_)
        | Opdracht::Verdeel(_)
        | Opdracht::Plan(_) => Ok(ExitCode::SUCCESS),
    }
}

fn told(error: &AnderFout) -> ExitCode {
    eprintln!("klantbeeld: {error}");
    ExitCode::from(error.exit_code())
}

/// Log lines go to standard error; `RUST_LOG` says how many.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,app=info,storage=info"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// The list of settings, made from the flags themselves; docs/instellingen.md holds it and a test compares.
fn instellingen_als_tekst() -> String {
    let command = Opdrachtregel::command();
    let mut text = String::from(
        "# Instellingen\n\n\
        Dezelfde lijst geeft `klantbeeld instellingen`. Wat op de opdrachtregel staat gaat voor de omgeving, en de omgeving\n\
        voor het bestand. Een bestand is TOML, met de namen uit de eerste kolom, en wordt gelezen met\n\
        `--instellingen BESTAND` of `KLANTBEELD_INSTELLINGEN`.\n\n\
        | In het bestand | In de omgeving | Op de opdrachtregel | Betekenis |\n|---|---|---|---|\n",
    );
    for argument in command.get_arguments().filter(|argument| argument.get_env().is_some()) {
        let name = argument.get_id().as_str();
        let file = if name == "instellingen" { String::new() } else { format!("`{name}`") };
        let env = argument.get_env().map(|env| env.to_string_lossy().into_owned()).unwrap_or_default();
        let long = argument.get_long().unwrap_or_default();
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        text.push_str(&format!("| {file} | `{env}` | `--{long}` | {} |\n", help.replace('|', "\\|")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        opdrachtregel().debug_assert();
    }

    #[test]
    fn the_document_lists_the_settings_as_they_are() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/instellingen.md");
        let document = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(document, instellingen_als_tekst(), "make it again: klantbeeld instellingen > docs/instellingen.md");
    }
}
