//! Inviting everybody of a round at once: the letters that would be made one by one.

use std::time::Duration;

use domain::{brief::Briefsoort, gesprek::GesprekStand, id::PlanrondeId};
use storage::{brief::Stapel, planning};

use super::{super::voorgestelde_taal, Verzoek, ZONDER_AFZENDER, maak};
use crate::{
    post::{self, Adres},
    web::{Bezoek, Fout, Resultaat},
};

/// How long whoever asked waits for it: a round of a day is done by then, and a larger one shows how far it is.
const WACHTEN: Duration = Duration::from_secs(2);

/// Invites everybody of a round in the background. Whoever closes the page, or a browser that hangs up, does not end it; what a
/// restart interrupts, the page of the round offers to finish.
pub(crate) async fn nodig_uit(bezoek: &Bezoek, ronde: PlanrondeId, liefst_email: bool) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        let wie = Stapel::van(bezoek.gebruiker());
        planning::find_van(&mut reader, ronde, wie, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
        if storage::brief::sjabloon::afzender(&mut reader).await?.is_none() {
            return Err(Fout::in_strijd("brief_afzender", ZONDER_AFZENDER));
        }
    }
    let Some(beurt) = bezoek.app.uitnodigrondes.begin(ronde.uuid()) else { return Ok(()) };
    let bezoek = bezoek.clone();
    let werk = tokio::spawn(async move {
        let gedaan = maak_alle(&bezoek, ronde, liefst_email).await;
        drop(beurt);
        gedaan
    });
    match tokio::time::timeout(WACHTEN, werk).await {
        Ok(Ok(gedaan)) => gedaan,
        // It panicked, which is logged; who was not invited still stands on the page.
        Ok(Err(_)) | Err(_) => Ok(()),
    }
}

/// Makes an invitation for every conversation of a round whose client does not know of it yet: in the language of the
/// client, and by e-mail when that is asked and may. Each letter is a transaction of its own: what one client lacks does not
/// keep the others from being invited, and whoever was invited before is left alone.
async fn maak_alle(bezoek: &Bezoek, ronde: PlanrondeId, liefst_email: bool) -> Resultaat<()> {
    for klant in planning::klanten_van(&mut bezoek.reader().await?, ronde).await? {
        let Ok(id) = klant.uitkomst.gesprek else { continue };
        let mut reader = bezoek.reader().await?;
        let Some(gesprek) = storage::gesprek::find(&mut reader, id).await? else { continue };
        if gesprek.stand != GesprekStand::Gepland {
            continue;
        }
        let record = storage::klant::find(&mut reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
        let soort = Briefsoort::Uitnodiging;
        let kan = matches!(post::adres(&bezoek.app, &mut reader, gesprek.klant).await?, Adres::Kan { .. });
        drop(reader);
        let verzoek = Verzoek {
            id: bezoek.app.omgeving.nieuw_id(),
            soort,
            taal: voorgestelde_taal(soort, &gesprek, &record),
            per_email: liefst_email && kan,
            versie: gesprek.versie,
        };
        match maak(bezoek, id, verzoek).await {
            // The page of the round still shows this one as planned, and who opens it reads why.
            Ok(()) | Err(Fout::Geweigerd { .. } | Fout::Intussen) => {}
            Err(fout) => return Err(fout),
        }
    }
    Ok(())
}
