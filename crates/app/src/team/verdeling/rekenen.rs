//! Works a proposal out, apart from the visitor who asked for it.

use std::time::{Duration, Instant};

use analysis::verdeling::{GeenVerdeling, Uitlegger, Verdeling, in_evenwicht};
use domain::{
    gemeente::Gemeente,
    id::{GebruikerId, VerdelingId},
    logboek::{Doel, Regel},
    verdeling::VerdelingStand,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{Error, verdeling as verdelingen};

use super::{
    opgave::{Gesteld, Invoer, opgave},
    waarom::waarom,
};
use crate::web::{App, woorden::zin};

/// So long it looks for something better. Most is found in the first second.
pub(super) const HOOGSTENS: Duration = Duration::from_secs(10);
/// A proposal that is not ready after so many seconds never will be: the program was stopped.
pub(super) const AFGEBROKEN_NA: i64 = 120;
/// So many proposals of a municipality are worked out at a time; each keeps two cores busy.
pub(super) const TEGELIJK: i64 = 2;

/// How good a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Uitkomst {
    /// What it weighs in all.
    pub(super) doelwaarde: i64,
    /// No proposal weighs less than this.
    pub(super) ondergrens: i64,
    /// There is none better.
    pub(super) bewezen: bool,
}

/// Works it out in the background.
pub(super) fn op_de_achtergrond(app: &App, gemeente: Gemeente, id: VerdelingId, wie: GebruikerId) {
    let app = app.clone();
    tokio::spawn(async move {
        match reken(&app, gemeente, id, wie).await {
            Ok(()) => {}
            // Somebody began anew meanwhile; that one counts.
            Err(Error::Stale) => tracing::info!(verdeling = %id, "a proposal was overtaken"),
            Err(error) => tracing::error!(%error, verdeling = %id, "a proposal cannot be kept"),
        }
    });
}

pub(super) async fn reken(app: &App, gemeente: Gemeente, id: VerdelingId, wie: GebruikerId) -> storage::Result<()> {
    let mut reader = app.database.read(gemeente).await?;
    let Some(regel) = verdelingen::find(&mut reader, id).await? else { return Ok(()) };
    let mut klanten = verdelingen::klanten(&mut reader, id).await?;
    drop(reader);
    let invoer: Invoer = serde_json::from_str(&regel.invoer).map_err(Error::corrupt)?;
    let gesteld = opgave(&invoer, &klanten);
    let begin = Instant::now();
    let gerekend = tokio::task::spawn_blocking(move || {
        let verdeling = in_evenwicht(&gesteld.opgave, &gesteld.wensen, &|| begin.elapsed() < HOOGSTENS)?;
        Ok::<_, GeenVerdeling>((plaatsen(&gesteld, &verdeling), verdeling))
    });
    let (stand, uitkomst) = match gerekend.await {
        Ok(Ok((plaatsen, verdeling))) => {
            for (wie, naar, waarom) in plaatsen {
                let Some(is) = klanten.get_mut(wie) else { continue };
                is.aan = invoer.klantmanagers.get(naar).map(|naar| naar.id);
                is.waarom = if is.aan == is.van { String::new() } else { waarom };
            }
            let uitkomst = Uitkomst {
                doelwaarde: verdeling.doelwaarde,
                ondergrens: verdeling.ondergrens,
                bewezen: verdeling.bewezen,
            };
            (VerdelingStand::Voorstel, json!(uitkomst).to_string())
        }
        Ok(Err(geen)) => (VerdelingStand::Mislukt, in_de_weg(app, gemeente, &invoer, &geen).await?),
        Err(error) => {
            tracing::error!(%error, verdeling = %id, "a proposal cannot be worked out");
            (
                VerdelingStand::Mislukt,
                "Er ging bij het rekenen iets mis. Meld dit aan de applicatiebeheerder.".to_owned(),
            )
        }
    };
    let mut writer = app.database.write(gemeente).await?;
    verdelingen::set_stand(&mut writer, (id, regel.versie), (stand, &uitkomst), app.omgeving.nu()).await?;
    verdelingen::set_klanten(&mut writer, id, &klanten).await?;
    let regel = Regel {
        moment: app.omgeving.nu(),
        gebruiker: Some(wie),
        handeling: "verdeling.berekend",
        object: Some(id.uuid()),
        klant: None,
        doel: Doel::Begeleiding,
        details: json!({ "stand": stand, "klanten": klanten.len() }).to_string(),
    };
    writer.commit(regel, &[]).await
}

/// Of each client in the problem: which he is, with whom he should be, and when he moves, why.
fn plaatsen(gesteld: &Gesteld, verdeling: &Verdeling) -> Vec<(usize, usize, String)> {
    let uitlegger = Uitlegger::nieuw(&gesteld.opgave, verdeling);
    let plaats = |(plaats, (wie, naar)): (usize, (&usize, &usize))| {
        let blijft = usize::try_from(gesteld.opgave.klanten[plaats].huidig) == Ok(*naar);
        (*wie, *naar, if blijft { String::new() } else { waarom(uitlegger.van(plaats)) })
    };
    gesteld.wie.iter().zip(&verdeling.klantmanager_van).enumerate().map(plaats).collect()
}

/// What is in the way, with the names of people instead of their places.
async fn in_de_weg(app: &App, gemeente: Gemeente, invoer: &Invoer, geen: &GeenVerdeling) -> storage::Result<String> {
    let lijsten = app.lijsten(gemeente).await?;
    let naam = |plaats: &usize| {
        let wie = invoer.klantmanagers.get(*plaats).map(|is| is.id);
        let gebruiker = lijsten.gebruikers.iter().find(|g| Some(g.id) == wie);
        gebruiker.map_or_else(|| "een klantmanager".to_owned(), |g| g.naam.clone())
    };
    Ok(match geen {
        GeenVerdeling::VastBovenMaximum { klantmanager, vast, hoogstens } => format!(
            "Bij {} blijven {vast} klanten, en meer dan {hoogstens} mag niet. Laat een deel van hen weer vrij, of verhoog het maximum.",
            naam(klantmanager)
        ),
        GeenVerdeling::VastOnderMinimum { klantmanagers, tekort, vrij } => format!(
            "Voor hun minimum komen samen {tekort} klanten tekort: {}. Er zijn er nog {vrij} die niet bij hun klantmanager blijven. Laat \
            meer klanten vrij, of verlaag het minimum.",
            klantmanagers.iter().map(naam).collect::<Vec<_>>().join(", ")
        ),
        geen => zin(&geen.to_string()),
    })
}
