//! Opening the database with its key, and what can be wrong with either.

use std::process::ExitCode;

use storage::{
    Database, DatabaseUrl,
    sleutels::{Geheim, OngeldigeSleutel, Sleutels},
};

use crate::{config::Instellingen, omgeving::Omgeving};

/// What every command starts from.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Settings.
    pub instellingen: Instellingen,
    /// Clock and dice.
    pub omgeving: Omgeving,
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AnderFout {
    /// A setting is wrong.
    #[error(transparent)]
    Instelling(#[from] crate::config::OngeldigeInstelling),
    /// The key is missing or wrong.
    #[error(
        "{0}\nGeef het pad met --sleutelbestand, of maak een nieuwe database met klantbeeld migrate of klantbeeld demo."
    )]
    Sleutel(#[from] OngeldigeSleutel),
    /// There is no database yet.
    #[error(
        "er is geen database {0}\nMaak er een met klantbeeld migrate (leeg) of klantbeeld demo (met een verzonnen Haarlem)."
    )]
    GeenDatabase(String),
    /// The database says no.
    #[error("{}", database_words(.0))]
    Database(#[from] storage::Error),
    /// The command cannot be carried out as asked.
    #[error("{0}")]
    Geweigerd(String),
    /// The machine says no.
    #[error("{0}")]
    Machine(#[from] std::io::Error),
}

fn database_words(error: &storage::Error) -> String {
    use storage::Error as E;
    match error {
        E::WrongKey => "deze sleutel hoort niet bij deze database; geef de goede met --sleutelbestand".to_owned(),
        E::Schema(what) => {
            format!("de tabellen ontbreken of zijn van een andere versie ({what}); voer klantbeeld migrate uit")
        }
        E::OtherVersion(_) => {
            format!("{error}\nGebruik het programma van die versie, of begin met een nieuwe database.")
        }
        E::NoAccessLog(_) => format!(
            "{error}\nZet het terug uit de back-up. Is het er niet meer, dan maakt klantbeeld migrate een nieuw, leeg bestand."
        ),
        E::Unavailable(_) => format!("{error}\nControleer of de databaseserver draait en of het adres klopt."),
        E::DiskFull(_) => format!("{error}\nMaak ruimte en probeer het opnieuw; er is niets half geschreven."),
        _ => error.to_string(),
    }
}

impl AnderFout {
    /// The exit code: 1 for what a person can mend, 3 for what is broken.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Database(storage::Error::Broken(_) | storage::Error::Corrupt(_)) | Self::Machine(_) => 3,
            _ => 1,
        }
    }
}

impl Opening {
    /// Opens a database that exists, with its own key and the tables of this version.
    pub async fn database(&self) -> Result<Database, AnderFout> {
        if let DatabaseUrl::Sqlite(path) = &self.instellingen.database
            && !path.exists()
        {
            return Err(AnderFout::GeenDatabase(self.instellingen.database.zonder_wachtwoord()));
        }
        let geheim = Geheim::read(&self.instellingen.sleutelbestand)?;
        let database = Database::connect(&self.instellingen.database, Sleutels::new(&geheim), false).await?;
        database.check_version().await?;
        storage::gemeente::check_key(&database).await?;
        Ok(database)
    }

    /// Opens or makes a database; makes a key when there is none, and says so. Brings the tables up to this version.
    pub async fn maak_database(&self) -> Result<Database, AnderFout> {
        let path = &self.instellingen.sleutelbestand;
        let url = &self.instellingen.database;
        let geheim = match Geheim::read(path) {
            Ok(geheim) => geheim,
            Err(OngeldigeSleutel::Ontbreekt(_)) => {
                let geheim = Geheim::new(self.omgeving.geheim());
                let database = Database::connect(url, Sleutels::new(&geheim), true).await?;
                let taken = storage::gemeente::has_key(&database).await;
                database.close().await;
                if taken? {
                    return Err(AnderFout::Geweigerd(format!(
                        "het sleutelbestand {} ontbreekt, maar deze database heeft al een sleutel\nZet het bestand terug of geef het pad met --sleutelbestand. Zonder die sleutel zijn de gegevens niet te lezen.",
                        path.display()
                    )));
                }
                geheim.write_new(path)?;
                println!("Nieuwe sleutel gemaakt: {}", path.display());
                println!(
                    "Bewaar dit bestand apart van de database. Zonder sleutel zijn BSN's en verslagen niet te lezen."
                );
                geheim
            }
            Err(error) => return Err(error.into()),
        };
        let database = Database::connect(url, Sleutels::new(&geheim), true).await?;
        database.migrate().await?;
        storage::gemeente::check_key(&database).await?;
        Ok(database)
    }
}

/// `klantbeeld migrate`.
pub(super) async fn migrate(opening: &Opening) -> Result<ExitCode, AnderFout> {
    let database = opening.maak_database().await?;
    println!("De tabellen in {} zijn op de stand van deze versie.", opening.instellingen.database.zonder_wachtwoord());
    database.close().await;
    Ok(ExitCode::SUCCESS)
}
