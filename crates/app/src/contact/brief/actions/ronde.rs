//! Inviting everybody of a round at once: the letters that would be made one by one.

use domain::{
    brief::{Briefsoort, Taal, standaard},
    gesprek::GesprekStand,
    id::PlanrondeId,
};
use storage::planning;

use super::{Verzoek, ZONDER_AFZENDER, maak};
use crate::{
    post::{self, Adres},
    web::{Bezoek, Fout, Resultaat},
};

/// Makes an invitation for every conversation of a round whose client does not know of it yet: in the language of the
/// client, and by e-mail when that is asked and may. Each letter is a transaction of its own: what one client lacks does not
/// keep the others from being invited, and whoever was invited before is left alone.
pub(in crate::contact::brief) async fn nodig_uit(
    bezoek: &Bezoek,
    ronde: PlanrondeId,
    liefst_email: bool,
) -> Resultaat<()> {
    let klanten = {
        let mut reader = bezoek.reader().await?;
        planning::find(&mut reader, ronde).await?.ok_or(Fout::NietGevonden)?;
        if storage::brief::sjabloon::afzender(&mut reader).await?.is_none() {
            return Err(Fout::in_strijd("brief_afzender", ZONDER_AFZENDER));
        }
        planning::klanten_van(&mut reader, ronde).await?
    };
    for klant in klanten {
        let Ok(id) = klant.uitkomst.gesprek else { continue };
        let mut reader = bezoek.reader().await?;
        let Some(gesprek) = storage::gesprek::find(&mut reader, id).await? else { continue };
        if gesprek.stand != GesprekStand::Gepland {
            continue;
        }
        let record = storage::klant::find(&mut reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
        let soort = Briefsoort::Uitnodiging;
        let taal = Some(Taal::bij_tolk(&record.contact.tolk)).filter(|taal| standaard(soort, *taal).is_some());
        let kan = matches!(post::adres(&bezoek.app, &mut reader, gesprek.klant).await?, Adres::Kan { .. });
        drop(reader);
        let verzoek = Verzoek {
            id: bezoek.app.omgeving.nieuw_id(),
            soort,
            taal: taal.unwrap_or_default(),
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
