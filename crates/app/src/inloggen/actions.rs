//! Logging in, counted and logged.

use std::sync::LazyLock;

use domain::{
    gebruiker::{Gebruiker, Gebruikersnaam},
    logboek::{Doel, Regel, hex},
};
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use storage::sessie;

use super::wachtwoord;
use crate::{
    omgeving::Omgeving,
    web::{App, Bezoek, Fout, Resultaat, token_hash},
};

/// Failures under one name within the window, after which it is refused.
const PER_NAAM: i64 = 10;
/// Failures from one address: a whole office may share one.
const PER_ADRES: i64 = 100;
/// The window in which failures are counted.
const VENSTER: SignedDuration = SignedDuration::from_mins(15);
/// A session ends after a working day, however busy somebody is.
const WERKDAG: SignedDuration = SignedDuration::from_hours(12);

/// Why somebody is not let in.
#[derive(Debug)]
pub(super) enum Afgewezen {
    /// Name or password is wrong; which of the two is not told.
    Onjuist,
    /// Too many failures.
    TeVaak,
}

/// A hash to compare with when the name does not exist, so that the answer takes as long.
static NIEMAND: LazyLock<String> = LazyLock::new(|| {
    let wachtwoord = hex(&Omgeving::machine().geheim::<16>());
    wachtwoord.parse().ok().and_then(|w| wachtwoord::hash(&w, &Omgeving::machine()).ok()).unwrap_or_default()
});

/// Checks name and password and starts a session; gives the token for the cookie.
pub(super) async fn log_in(app: &App, naam: &str, password: &str, adres: &str) -> Resultaat<Result<String, Afgewezen>> {
    let nu = app.omgeving.nu();
    let venster = nu - VENSTER;
    let keys = [format!("naam:{}", naam.trim().to_lowercase()), format!("adres:{adres}")].map(Sha256::digest);
    // Counted before the password is looked at, and taken back afterwards: many at once are no way around it.
    for key in &keys {
        sessie::count_attempt(&app.database, key, nu, venster).await?;
    }
    for (key, most) in keys.iter().zip([PER_NAAM, PER_ADRES]) {
        if sessie::attempts(&app.database, key, venster).await? > most {
            tracing::warn!(adres, "logging in is refused: too many failures");
            return Ok(Err(Afgewezen::TeVaak));
        }
    }
    let found = match naam.parse::<Gebruikersnaam>() {
        Ok(naam) => storage::gebruiker::find_login(&app.database, &naam).await?,
        Err(_) => None,
    };
    let hash = found.as_ref().map_or_else(|| NIEMAND.clone(), |(_, hash)| hash.clone());
    let password = password.to_owned();
    let _beurt = app.inlogbeurten.acquire().await.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    let klopt = tokio::task::spawn_blocking(move || wachtwoord::klopt(&hash, &password))
        .await
        .map_err(|error| Fout::Onverwacht(error.to_string()))?;
    match found {
        Some((gebruiker, _)) if klopt && gebruiker.actief => {
            sessie::forget_attempts(&app.database, &keys[0]).await?;
            sessie::uncount_attempt(&app.database, &keys[1]).await?;
            start(app, &gebruiker).await.map(Ok)
        }
        found => {
            let gebruiker = found.map(|(gebruiker, _)| gebruiker.id.to_string());
            tracing::warn!(gebruiker, adres, "logging in failed");
            Ok(Err(Afgewezen::Onjuist))
        }
    }
}

async fn start(app: &App, gebruiker: &Gebruiker) -> Resultaat<String> {
    let nu = app.omgeving.nu();
    let token = hex(&app.omgeving.geheim::<32>());
    sessie::delete_expired(&app.database, nu, nu - WERKDAG).await?;
    let nieuwe = sessie::NieuweSessie {
        token_hash: &token_hash(&token),
        gebruiker,
        csrf_sleutel: &app.omgeving.geheim::<32>(),
        nu,
        verloopt: nu + WERKDAG,
    };
    sessie::insert(&app.database, nieuwe).await?;
    let writer = app.database.write(gebruiker.gemeente).await?;
    writer.commit(regel(gebruiker, nu, "gebruiker.ingelogd"), &[]).await?;
    Ok(token)
}

/// Ends the session of this visit.
pub(super) async fn log_uit(bezoek: &Bezoek) -> Resultaat<()> {
    sessie::delete(&bezoek.app.database, &bezoek.token_hash).await?;
    let writer = bezoek.writer().await?;
    Ok(writer.commit(regel(bezoek.gebruiker(), bezoek.nu, "gebruiker.uitgelogd"), &[]).await?)
}

fn regel(gebruiker: &Gebruiker, moment: jiff::Timestamp, handeling: &'static str) -> Regel {
    Regel {
        moment,
        gebruiker: Some(gebruiker.id),
        handeling,
        object: Some(gebruiker.id.uuid()),
        klant: None,
        doel: Doel::Beheer,
        details: "{}".to_owned(),
    }
}
