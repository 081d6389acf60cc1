//! The command line, in Dutch. Exit codes: 0 done, 1 refused (the text says why), 2 wrong use, 3 broken.

mod demo;
mod evalueer;
mod gebruiker;
mod openen;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{config::Opgegeven, omgeving::Omgeving};

pub use openen::{AnderFout, Opening};

/// Klantbeeld: elke klant in beeld, elke afspraak op tijd, en cijfers die kloppen
#[derive(Debug, Parser)]
#[command(name = "klantbeeld", version, about, disable_help_subcommand = true, help_template = HULP, next_help_heading = "Opties")]
struct Opdrachtregel {
    /// Lees instellingen uit dit TOML-bestand
    #[arg(long, env = "KLANTBEELD_INSTELLINGEN", global = true, value_name = "BESTAND", help_heading = "Instellingen")]
    instellingen: Option<std::path::PathBuf>,
    #[command(flatten)]
    opgegeven: Opgegeven,
    #[command(subcommand)]
    opdracht: Opdracht,
}

const HULP: &str = "\
{about-with-newline}
Gebruik: {usage}

{all-args}{after-help}
";

#[derive(Debug, Subcommand)]
#[command(subcommand_help_heading = "Opdrachten")]
enum Opdracht {
    /// Start de website
    Serve(serve::Argumenten),
    /// Vul een nieuwe database met een verzonnen Haarlem en Zandvoort, om te bekijken, te oefenen en te meten
    Demo(demo::Argumenten),
    /// Reken uit wat een project heeft opgeleverd, op een peildatum
    Evalueer(evalueer::Argumenten),
    /// Maak de tabellen, of breng ze op de stand van deze versie
    Migrate,
    /// Beheer gebruikers
    #[command(subcommand)]
    Gebruiker(gebruiker::Opdracht),
    /// Toon alle adressen met het recht dat ze vragen
    Routes,
}

/// Runs what the command line asks.
#[must_use]
pub fn run() -> ExitCode {
    let regel = match Opdrachtregel::try_parse() {
        Ok(regel) => regel,
        Err(error) => {
            // Help and version go to standard output with 0; wrong use to standard error with 2.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
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

async fn doe(regel: Opdrachtregel) -> Result<ExitCode, AnderFout> {
    if matches!(regel.opdracht, Opdracht::Routes) {
        print!("{}", crate::web::routes::als_tekst(&crate::router::tabel()));
        return Ok(ExitCode::SUCCESS);
    }
    let instellingen = regel.opgegeven.met_bestand(regel.instellingen.as_ref())?;
    let opening = Opening { instellingen, omgeving: Omgeving::machine() };
    match regel.opdracht {
        Opdracht::Serve(argumenten) => serve::serve(opening, argumenten).await,
        Opdracht::Demo(argumenten) => demo::demo(&opening, &argumenten).await,
        Opdracht::Evalueer(argumenten) => evalueer::evalueer(&opening, &argumenten).await,
        Opdracht::Migrate => openen::migrate(&opening).await,
        Opdracht::Gebruiker(opdracht) => gebruiker::gebruiker(&opening, opdracht).await,
        Opdracht::Routes => Ok(ExitCode::SUCCESS),
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
