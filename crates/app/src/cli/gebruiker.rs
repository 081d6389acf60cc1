//! `klantbeeld gebruiker`: accounts.

use std::{
    io::{BufRead as _, IsTerminal as _},
    process::ExitCode,
};

use clap::Subcommand;
use domain::{
    gebruiker::{Gebruiker, Gebruikersnaam, Rol},
    gemeente::Gemeente,
    logboek::{Doel, Regel},
};
use serde_json::json;

use super::{AnderFout, Opening};
use crate::inloggen::{self, Wachtwoord};

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum Opdracht {
    /// Voeg een gebruiker toe; het wachtwoord wordt van standaardinvoer gelezen
    Toevoegen {
        /// De naam om mee in te loggen, bijvoorbeeld n.elamrani
        gebruikersnaam: Gebruikersnaam,
        /// Voor- en achternaam
        #[arg(long)]
        naam: String,
        /// klantmanager, teamleider, beleidsadviseur, beheerder, deskundige, rechtmatigheid of aanbieder
        #[arg(long)]
        rol: Rol,
        /// Code van de gemeente, bijvoorbeeld 0392
        #[arg(long)]
        gemeente: Gemeente,
        /// Naam van de gemeente, als die nog niet in de database staat
        #[arg(long, value_name = "NAAM")]
        gemeente_naam: Option<String>,
    },
    /// Geef een gebruiker een nieuw wachtwoord, gelezen van standaardinvoer; open sessies eindigen
    Wachtwoord {
        /// De naam om mee in te loggen
        gebruikersnaam: Gebruikersnaam,
    },
    /// Sluit een gebruiker af; open sessies eindigen
    Afsluiten {
        /// De naam om mee in te loggen
        gebruikersnaam: Gebruikersnaam,
    },
    /// Toon de gebruikers van alle gemeenten
    Lijst,
}

pub(super) async fn gebruiker(opening: &Opening, opdracht: Opdracht) -> Result<ExitCode, AnderFout> {
    match opdracht {
        Opdracht::Toevoegen { gebruikersnaam, naam, rol, gemeente, gemeente_naam } => {
            let nieuw = Gebruiker {
                id: opening.omgeving.nieuw_id(),
                gemeente,
                gebruikersnaam,
                naam,
                rol,
                team: None,
                actief: true,
            };
            toevoegen(opening, nieuw, gemeente_naam).await
        }
        Opdracht::Wachtwoord { gebruikersnaam } => wachtwoord(opening, &gebruikersnaam).await,
        Opdracht::Afsluiten { gebruikersnaam } => afsluiten(opening, &gebruikersnaam).await,
        Opdracht::Lijst => lijst(opening).await,
    }
}

fn regel(opening: &Opening, handeling: &'static str, gebruiker: &Gebruiker) -> Regel {
    Regel {
        moment: opening.omgeving.nu(),
        gebruiker: None,
        handeling,
        object: Some(gebruiker.id.uuid()),
        klant: None,
        doel: Doel::Beheer,
        details: json!({ "gebruikersnaam": gebruiker.gebruikersnaam, "rol": gebruiker.rol.code() }).to_string(),
    }
}

fn lees_wachtwoord(opening: &Opening) -> Result<String, AnderFout> {
    // A person types unseen; a script sends a line.
    let mut line = String::new();
    if std::io::stdin().is_terminal() {
        line = rpassword::prompt_password("Wachtwoord (minstens 12 tekens, u ziet niet wat u typt): ")?;
    } else {
        std::io::stdin().lock().read_line(&mut line)?;
    }
    let wachtwoord: Wachtwoord = line
        .trim_end_matches(['\r', '\n'])
        .parse()
        .map_err(|error: inloggen::OngeldigWachtwoord| AnderFout::Geweigerd(error.to_string()))?;
    inloggen::hash(&wachtwoord, &opening.omgeving).map_err(|error| AnderFout::Geweigerd(error.to_string()))
}

async fn toevoegen(
    opening: &Opening,
    gebruiker: Gebruiker,
    gemeente_naam: Option<String>,
) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let bekend = storage::gemeente::list(&database).await?.iter().any(|g| g.gemeente == gebruiker.gemeente);
    if !bekend && gemeente_naam.is_none() {
        return Err(AnderFout::Geweigerd(format!(
            "gemeente {} staat nog niet in deze database; geef ook --gemeente-naam om haar toe te voegen",
            gebruiker.gemeente
        )));
    }
    let hash = lees_wachtwoord(opening)?;
    let mut writer = database.write(gebruiker.gemeente).await?;
    if let (false, Some(naam)) = (bekend, &gemeente_naam) {
        storage::gemeente::insert(&mut writer, naam).await?;
        for code in domain::codelijst::standaard::alle() {
            storage::codelijst::insert(&mut writer, &code).await?;
        }
    }
    match storage::gebruiker::insert(&mut writer, &gebruiker, &hash).await {
        Err(storage::Error::Duplicate(_)) => {
            return Err(AnderFout::Geweigerd(format!(
                "de gebruikersnaam {} bestaat al",
                gebruiker.gebruikersnaam.as_str()
            )));
        }
        other => other?,
    }
    writer.commit(regel(opening, "gebruiker.toegevoegd", &gebruiker), &[]).await?;
    println!("{} kan nu inloggen als {}.", gebruiker.naam, gebruiker.gebruikersnaam.as_str());
    Ok(ExitCode::SUCCESS)
}

async fn zoek(database: &storage::Database, naam: &Gebruikersnaam) -> Result<Gebruiker, AnderFout> {
    let found = storage::gebruiker::find_login(database, naam).await?;
    found.map(|(gebruiker, _)| gebruiker).ok_or_else(|| {
        AnderFout::Geweigerd(format!(
            "er is geen gebruiker {}; bekijk ze met klantbeeld gebruiker lijst",
            naam.as_str()
        ))
    })
}

async fn wachtwoord(opening: &Opening, naam: &Gebruikersnaam) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let gebruiker = zoek(&database, naam).await?;
    let hash = lees_wachtwoord(opening)?;
    let mut writer = database.write(gebruiker.gemeente).await?;
    storage::gebruiker::set_password(&mut writer, gebruiker.id, &hash).await?;
    storage::sessie::delete_of(&mut writer, gebruiker.id).await?;
    // Whoever had the old password may have the address of the diary as well.
    let agenda_weg = storage::agendafeed::delete(&mut writer, gebruiker.id).await?;
    writer.commit(regel(opening, "gebruiker.wachtwoord_gewijzigd", &gebruiker), &[]).await?;
    println!("{} heeft een nieuw wachtwoord.", gebruiker.naam);
    if agenda_weg {
        println!("De agenda-koppeling is ingetrokken; {} kan in Klantbeeld een nieuwe maken.", gebruiker.naam);
    }
    Ok(ExitCode::SUCCESS)
}

async fn afsluiten(opening: &Opening, naam: &Gebruikersnaam) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let gebruiker = zoek(&database, naam).await?;
    let mut writer = database.write(gebruiker.gemeente).await?;
    storage::gebruiker::set_active(&mut writer, gebruiker.id, false).await?;
    storage::sessie::delete_of(&mut writer, gebruiker.id).await?;
    writer.commit(regel(opening, "gebruiker.afgesloten", &gebruiker), &[]).await?;
    println!("{} kan niet meer inloggen.", gebruiker.naam);
    Ok(ExitCode::SUCCESS)
}

async fn lijst(opening: &Opening) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    for gemeente in storage::gemeente::list(&database).await? {
        println!("{} {}", gemeente.gemeente, gemeente.naam);
        for gebruiker in storage::gebruiker::list(&mut database.read(gemeente.gemeente).await?).await? {
            let stand = if gebruiker.actief { "" } else { " (afgesloten)" };
            println!(
                "  {:<24} {:<16} {}{stand}",
                gebruiker.gebruikersnaam.as_str(),
                gebruiker.rol.code(),
                gebruiker.naam
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}
