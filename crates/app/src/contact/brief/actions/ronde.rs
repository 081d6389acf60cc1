//! Inviting everybody of a round at once: the letters that would be made one by one.

use std::time::Duration;

use domain::{brief::Briefsoort, datum::plaatselijk, gesprek::GesprekStand, id::PlanrondeId};
use jiff::civil::Date;
use storage::{brief::Stapel, planning};

use super::{super::voorgestelde_taal, Verzoek, ZONDER_AFZENDER, maak, vanzelf};
use crate::{
    post::{self, Adres},
    web::{Bezoek, Fout, Resultaat},
};

/// How long whoever asked waits for it: a round of a day is done by then, and a larger one shows how far it is.
const WACHTEN: Duration = Duration::from_secs(2);

/// Invites everybody of a round who comes up to a day, or everybody, in the background. Whoever closes the page, or a browser that hangs up, does not end it; what a
/// restart interrupts, the page of the round offers to finish.
pub(crate) async fn nodig_uit(
    bezoek: &Bezoek,
    ronde: PlanrondeId,
    liefst_email: bool,
    tot_en_met: Option<Date>,
) -> Resultaat<()> {
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
        let gedaan = maak_alle(&bezoek, ronde, Hoe { liefst_email, tot_en_met, vanzelf: false }).await;
        drop(beurt);
        gedaan
    });
    match tokio::time::timeout(WACHTEN, werk).await {
        Ok(Ok(gedaan)) => gedaan.map(|_| ()),
        // It panicked, which is logged; who was not invited still stands on the page.
        Ok(Err(_)) | Err(_) => Ok(()),
    }
}

/// How a round is invited.
#[derive(Clone, Copy)]
pub(super) struct Hoe {
    /// By e-mail to whoever agreed to that.
    pub(super) liefst_email: bool,
    /// Only who comes up to this day.
    pub(super) tot_en_met: Option<Date>,
    /// Nobody asked for it just now.
    pub(super) vanzelf: bool,
}

/// Makes an invitation for every conversation of a round whose client does not know of it yet: in the language of the
/// client, and by e-mail when that is asked and may. Each letter is a transaction of its own: what one client lacks does not
/// keep the others from being invited, and whoever was invited before is left alone. Gives how many were made.
pub(super) async fn maak_alle(bezoek: &Bezoek, ronde: PlanrondeId, hoe: Hoe) -> Resultaat<usize> {
    let mut gemaakt = 0;
    for klant in planning::klanten_van(&mut bezoek.reader().await?, ronde).await? {
        let Ok(id) = klant.uitkomst.gesprek else { continue };
        let mut reader = bezoek.reader().await?;
        let Some(gesprek) = storage::gesprek::find(&mut reader, id).await? else { continue };
        let later = hoe.tot_en_met.is_some_and(|tot_en_met| plaatselijk(gesprek.moment).date() > tot_en_met);
        if gesprek.stand != GesprekStand::Gepland || later {
            continue;
        }
        if hoe.vanzelf {
            // Somebody may have said so while the round is worked off.
            if planning::vanzelf::find(&mut reader, ronde).await?.is_none() {
                break;
            }
            if !vanzelf::kan_nog(&mut reader, &gesprek, klant.uitkomst.moment, bezoek.vandaag).await? {
                continue;
            }
        }
        let record = storage::klant::find(&mut reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
        let soort = Briefsoort::Uitnodiging;
        let kan = matches!(post::adres(&bezoek.app, &mut reader, gesprek.klant).await?, Adres::Kan { .. });
        drop(reader);
        let verzoek = Verzoek {
            id: bezoek.app.omgeving.nieuw_id(),
            soort,
            taal: voorgestelde_taal(soort, &gesprek, &record),
            per_email: hoe.liefst_email && kan,
            versie: gesprek.versie,
        };
        match maak(bezoek, id, verzoek).await {
            // The page of the round still shows this one as planned, and who opens it reads why.
            Err(Fout::Geweigerd { .. } | Fout::Intussen) => {}
            Err(fout) => return Err(fout),
            Ok(()) => {
                // The letters stand in the log with the name of who planned; this says that a machine makes them, as he asked then.
                if hoe.vanzelf && gemaakt == 0 {
                    vanzelf::log(bezoek, ronde, hoe.liefst_email).await?;
                }
                gemaakt += 1;
            }
        }
    }
    Ok(gemaakt)
}
