//! `klantbeeld import`: clients and benefits from a file, with a progress bar and a report.

use std::{path::PathBuf, process::ExitCode};

use domain::{gebruiker::Gebruikersnaam, gemeente::Gemeente};
use indicatif::{ProgressBar, ProgressStyle};

use super::{AnderFout, Opening};
use crate::importeren::{self, Fase, ImportFout, Stap, importeer};

/// What to import, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// Het bestand: CSV of XLSX, één rij per uitkering
    #[arg(required_unless_present = "kolommen")]
    bestand: Option<PathBuf>,
    /// Code van de gemeente [standaard: de enige gemeente in de database]
    #[arg(long)]
    gemeente: Option<Gemeente>,
    /// TOML-bestand dat kolommen en codes van het bestand vertaalt
    #[arg(long, value_name = "BESTAND")]
    mapping: Option<PathBuf>,
    /// Verwerk de goede rijen, ook als er foute rijen zijn
    #[arg(long)]
    goede_rijen: bool,
    /// Controleer en vergelijk alleen; schrijf niets
    #[arg(long)]
    proef: bool,
    /// Gebruikersnaam van wie importeert, voor het logboek
    #[arg(long, value_name = "GEBRUIKERSNAAM")]
    door: Option<Gebruikersnaam>,
    /// Map voor de lijsten van fouten, verschillen en verdwenen uitkeringen [standaard: naast het bestand]
    #[arg(long, value_name = "MAP")]
    uitvoermap: Option<PathBuf>,
    /// Toon welke kolommen het bestand heeft
    #[arg(long)]
    kolommen: bool,
}

pub(super) async fn import(opening: &Opening, argumenten: Argumenten) -> Result<ExitCode, AnderFout> {
    let Some(bestand) = argumenten.bestand.filter(|_| !argumenten.kolommen) else {
        print!("{}", importeren::kolommen::tabel());
        return Ok(ExitCode::SUCCESS);
    };
    let database = opening.database().await?;
    let gemeente = match argumenten.gemeente {
        Some(gemeente) => gemeente,
        None => only_gemeente(&database).await?,
    };
    let door = match &argumenten.door {
        Some(naam) => Some(who(&database, gemeente, naam).await?),
        None => None,
    };
    let opdracht = importeren::Opdracht {
        bestand,
        gemeente,
        mapping: argumenten.mapping,
        goede_rijen: argumenten.goede_rijen,
        proef: argumenten.proef,
        door,
        uitvoermap: argumenten.uitvoermap,
    };
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} %, nog {eta}") {
        bar.set_style(style);
    }
    let mut phase = None;
    let result = importeer(&database, &opening.omgeving, opdracht, &mut |step| show(&bar, &mut phase, step)).await;
    bar.finish_and_clear();
    database.close().await;
    match result {
        Ok(verslag) => {
            println!("{verslag}");
            Ok(ExitCode::SUCCESS)
        }
        Err(ImportFout::Fouten(verslag)) => {
            println!("{verslag}");
            Ok(ExitCode::from(1))
        }
        Err(ImportFout::Database(error)) => Err(error.into()),
        Err(error) => Err(AnderFout::Geweigerd(error.to_string())),
    }
}

fn show(bar: &ProgressBar, phase: &mut Option<Fase>, step: Stap) {
    if *phase != Some(step.fase) {
        *phase = Some(step.fase);
        bar.reset();
        bar.set_message(step.fase.omschrijving());
    }
    bar.set_length(step.totaal);
    bar.set_position(step.gedaan);
}

async fn only_gemeente(database: &storage::Database) -> Result<Gemeente, AnderFout> {
    let gemeenten = storage::gemeente::list(database).await?;
    match gemeenten.as_slice() {
        [only] => Ok(only.gemeente),
        [] => Err(AnderFout::Geweigerd(
            "er staat nog geen gemeente in deze database; voeg haar toe met klantbeeld gebruiker toevoegen".to_owned(),
        )),
        more => {
            let names: Vec<_> = more.iter().map(|g| format!("{} ({})", g.gemeente, g.naam)).collect();
            Err(AnderFout::Geweigerd(format!("kies een gemeente met --gemeente: {}", names.join(", "))))
        }
    }
}

async fn who(
    database: &storage::Database,
    gemeente: Gemeente,
    naam: &Gebruikersnaam,
) -> Result<domain::id::GebruikerId, AnderFout> {
    let found = storage::gebruiker::find_login(database, naam).await?;
    found
        .map(|(gebruiker, _)| gebruiker)
        .filter(|gebruiker| gebruiker.gemeente == gemeente)
        .map(|g| g.id)
        .ok_or_else(|| AnderFout::Geweigerd(format!("er is geen gebruiker {} bij gemeente {gemeente}", naam.as_str())))
}
