//! Settings: from a TOML file, the environment (`KLANTBEELD_…`) and flags; a later one wins. `klantbeeld instellingen`
//! prints this list, and docs/instellingen.md holds it.

mod openbaar;
mod smtp;

use std::{net::SocketAddr, path::PathBuf};

use serde::Deserialize;
use storage::DatabaseUrl;

pub use self::{
    openbaar::OpenbaarAdres,
    smtp::{Smtp, SmtpTls, Wachtwoord},
};

/// The settings in use.
#[derive(Debug, Clone)]
pub struct Instellingen {
    /// Where the data is.
    pub database: DatabaseUrl,
    /// Where the key is.
    pub sleutelbestand: PathBuf,
    /// Where to listen.
    pub adres: SocketAddr,
    /// Where people find this site; links that leave it begin with this.
    pub openbaar_adres: Option<OpenbaarAdres>,
    /// Whether a proxy in front speaks https: cookies are then only sent over it.
    pub https: bool,
    /// Whether that proxy tells the visitor's address in `X-Forwarded-For`.
    pub achter_proxy: bool,
    /// The look: `klantbeeld` or `voorbeeld`.
    pub thema: String,
    /// The mail server; without one, letters go by post only.
    pub smtp: Option<Smtp>,
}

/// Settings as they may stand in a file, in the environment or in flags.
#[derive(Debug, Clone, Default, Deserialize, clap::Args)]
#[serde(deny_unknown_fields)]
pub struct Opgegeven {
    /// De database: sqlite:bestand.db of postgres://gebruiker@server/naam
    #[arg(long, env = "KLANTBEELD_DATABASE", global = true, value_name = "URL", help_heading = "Instellingen")]
    pub database: Option<String>,
    /// Het bestand met de sleutel [standaard: naast de database, met .sleutel erachter]
    #[arg(
        long,
        env = "KLANTBEELD_SLEUTELBESTAND",
        global = true,
        value_name = "BESTAND",
        help_heading = "Instellingen"
    )]
    pub sleutelbestand: Option<PathBuf>,
    /// Het adres om op te luisteren [standaard: 127.0.0.1:8080]
    #[arg(long, env = "KLANTBEELD_ADRES", global = true, value_name = "ADRES:POORT", help_heading = "Instellingen")]
    pub adres: Option<SocketAddr>,
    /// Waar medewerkers Klantbeeld vinden, zoals https://klantbeeld.voorbeeld.nl; nodig voor Mijn agenda [standaard: alleen wie het zonder proxy op deze machine zelf opent]
    #[arg(long, env = "KLANTBEELD_OPENBAAR_ADRES", global = true, value_name = "URL", help_heading = "Instellingen")]
    pub openbaar_adres: Option<String>,
    /// Klantbeeld is alleen via https te bereiken (een proxy ervoor): cookies gaan alleen daarover [standaard: false]
    #[arg(long, env = "KLANTBEELD_HTTPS", global = true, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Instellingen")]
    pub https: Option<bool>,
    /// De proxy geeft het adres van de bezoeker door in X-Forwarded-For [standaard: false]
    #[arg(long, env = "KLANTBEELD_ACHTER_PROXY", global = true, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Instellingen")]
    pub achter_proxy: Option<bool>,
    /// De huisstijl: klantbeeld of voorbeeld [standaard: klantbeeld]
    #[arg(long, env = "KLANTBEELD_THEMA", global = true, value_name = "NAAM", help_heading = "Instellingen")]
    pub thema: Option<String>,
    /// De mailserver voor brieven per e-mail; zonder mailserver gaan brieven alleen per post
    #[arg(long, env = "KLANTBEELD_SMTP", global = true, value_name = "SERVER:POORT", help_heading = "Instellingen")]
    pub smtp: Option<String>,
    /// Hoe de verbinding met de mailserver is beveiligd: geen, starttls of tls [standaard: starttls]
    #[arg(long, env = "KLANTBEELD_SMTP_TLS", global = true, value_name = "HOE", help_heading = "Instellingen")]
    pub smtp_tls: Option<String>,
    /// Onbeveiligd mag ook met een mailserver op een andere machine [standaard: false]
    #[arg(long, env = "KLANTBEELD_SMTP_ONVERSLEUTELD", global = true, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Instellingen")]
    pub smtp_onversleuteld: Option<bool>,
    /// De naam om bij de mailserver mee in te loggen
    #[arg(long, env = "KLANTBEELD_SMTP_GEBRUIKER", global = true, value_name = "NAAM", help_heading = "Instellingen")]
    pub smtp_gebruiker: Option<String>,
    /// Het bestand met het wachtwoord daarbij
    #[arg(
        long,
        env = "KLANTBEELD_SMTP_WACHTWOORDBESTAND",
        global = true,
        value_name = "BESTAND",
        help_heading = "Instellingen"
    )]
    pub smtp_wachtwoordbestand: Option<PathBuf>,
    /// Een bestand (PEM) met certificaten van een eigen uitgever, naast die deze machine al vertrouwt
    #[arg(long, env = "KLANTBEELD_SMTP_CA", global = true, value_name = "BESTAND", help_heading = "Instellingen")]
    pub smtp_ca: Option<PathBuf>,
    /// Hoeveel e-mails per minuut hooguit naar de mailserver gaan [standaard: 120]
    #[arg(
        long,
        env = "KLANTBEELD_SMTP_PER_MINUUT",
        global = true,
        value_name = "AANTAL",
        help_heading = "Instellingen"
    )]
    pub smtp_per_minuut: Option<u32>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OngeldigeInstelling {
    /// The file cannot be read.
    #[error("het instellingenbestand {0} is niet te lezen: {1}")]
    Bestand(String, std::io::Error),
    /// The file is no TOML or names a setting that does not exist.
    #[error("het instellingenbestand {0} klopt niet: {1}")]
    Toml(String, Box<toml::de::Error>),
    /// The database is not one.
    #[error(transparent)]
    Database(#[from] storage::OngeldigeDatabaseUrl),
    /// There is no such theme.
    #[error("onbekend thema {0:?}; kies klantbeeld of voorbeeld")]
    Thema(String),
    /// The public address is none.
    #[error("openbaar_adres {0:?} klopt niet: {1}")]
    OpenbaarAdres(String, &'static str),
    /// The mail server is none.
    #[error("de instelling van de mailserver klopt niet: {0}")]
    Smtp(String),
}

impl Opgegeven {
    /// Fills what was not given with what stands in the file, then with the defaults.
    pub fn met_bestand(self, bestand: Option<&PathBuf>) -> Result<Instellingen, OngeldigeInstelling> {
        let file = match bestand {
            None => Self::default(),
            Some(path) => {
                let name = path.display().to_string();
                let text = std::fs::read_to_string(path).map_err(|e| OngeldigeInstelling::Bestand(name.clone(), e))?;
                toml::from_str(&text).map_err(|e| OngeldigeInstelling::Toml(name, Box::new(e)))?
            }
        };
        let database: DatabaseUrl =
            self.database.or(file.database).as_deref().unwrap_or("sqlite:klantbeeld.db").parse()?;
        let thema = self.thema.or(file.thema).unwrap_or_else(|| "klantbeeld".to_owned());
        if !matches!(thema.as_str(), "klantbeeld" | "voorbeeld") {
            return Err(OngeldigeInstelling::Thema(thema));
        }
        let https = self.https.or(file.https).unwrap_or(false);
        let openbaar_adres = openbaar::lees(self.openbaar_adres.or(file.openbaar_adres).as_deref(), https)?;
        let smtp = smtp::lees(&Self {
            smtp: self.smtp.or(file.smtp),
            smtp_tls: self.smtp_tls.or(file.smtp_tls),
            smtp_onversleuteld: self.smtp_onversleuteld.or(file.smtp_onversleuteld),
            smtp_gebruiker: self.smtp_gebruiker.or(file.smtp_gebruiker),
            smtp_wachtwoordbestand: self.smtp_wachtwoordbestand.or(file.smtp_wachtwoordbestand),
            smtp_ca: self.smtp_ca.or(file.smtp_ca),
            smtp_per_minuut: self.smtp_per_minuut.or(file.smtp_per_minuut),
            ..Self::default()
        })?;
        Ok(Instellingen {
            sleutelbestand: self.sleutelbestand.or(file.sleutelbestand).unwrap_or_else(|| database.default_key_file()),
            database,
            adres: self.adres.or(file.adres).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            openbaar_adres,
            https,
            achter_proxy: self.achter_proxy.or(file.achter_proxy).unwrap_or(false),
            thema,
            smtp,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins_over_the_file_and_the_file_over_the_default() {
        let path = std::env::temp_dir().join(format!("klantbeeld-instellingen-{}.toml", std::process::id()));
        std::fs::write(&path, "database = \"sqlite:uit-bestand.db\"\nthema = \"voorbeeld\"\n").unwrap();
        let given = Opgegeven { thema: Some("klantbeeld".into()), ..Opgegeven::default() };
        let settings = given.met_bestand(Some(&path)).unwrap();
        assert_eq!(settings.database.zonder_wachtwoord(), "sqlite:uit-bestand.db");
        assert_eq!(settings.sleutelbestand, PathBuf::from("uit-bestand.db.sleutel"));
        assert_eq!(settings.thema, "klantbeeld");
        assert_eq!(settings.adres.to_string(), "127.0.0.1:8080");
        std::fs::write(&path, "databse = \"x\"\n").unwrap();
        let error = Opgegeven::default().met_bestand(Some(&path)).unwrap_err().to_string();
        assert!(error.contains("databse"), "{error}");
        std::fs::remove_file(path).unwrap();
        let thema = Opgegeven { thema: Some("paars".into()), ..Opgegeven::default() };
        assert!(matches!(thema.met_bestand(None), Err(OngeldigeInstelling::Thema(_))));
    }
}
