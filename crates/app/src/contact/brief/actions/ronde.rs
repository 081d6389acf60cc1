//! Inviting everybody of a round at once: the letters that would be made one by one.

use std::{sync::Arc, time::Duration};

use domain::{
    brief::Briefsoort,
    datum::{plaatselijk, plus_dagen},
    gebruiker::{Gebruiker, Recht},
    gesprek::{GesprekStand, Kanaal},
    id::PlanrondeId,
};
use jiff::{SignedDuration, civil::Date};
use storage::{brief::Stapel, gemeente::GemeenteNaam, planning, sessie::Sessie};

use super::{super::voorgestelde_taal, Verzoek, ZONDER_AFZENDER, maak};
use crate::{
    post::{self, Adres},
    web::{App, Bezoek, Fout, Resultaat},
};

/// How long whoever asked waits for it: a round of a day is done by then, and a larger one shows how far it is.
const WACHTEN: Duration = Duration::from_secs(2);

/// Who was planned a quarter ahead is invited so many days before: soon enough to arrange a day off or a baby-sitter, and late enough not
/// to be forgotten.
pub(crate) const VOORAF_DAGEN: i64 = 28;

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
        let gedaan = maak_alle(&bezoek, ronde, liefst_email, tot_en_met).await;
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
async fn maak_alle(bezoek: &Bezoek, ronde: PlanrondeId, liefst_email: bool, tot_en_met: Option<Date>) -> Resultaat<()> {
    for klant in planning::klanten_van(&mut bezoek.reader().await?, ronde).await? {
        let Ok(id) = klant.uitkomst.gesprek else { continue };
        let mut reader = bezoek.reader().await?;
        let Some(gesprek) = storage::gesprek::find(&mut reader, id).await? else { continue };
        let later = tot_en_met.is_some_and(|tot_en_met| plaatselijk(gesprek.moment).date() > tot_en_met);
        if gesprek.stand != GesprekStand::Gepland || later {
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

/// Invites who comes within four weeks, of the rounds that were planned ahead and of which that was asked. In the name of whoever planned
/// the round, or else of whose diary it is: who may do so no more invites nobody, and the list of *not invited yet* still shows them.
pub(crate) async fn nodig_vanzelf_uit(app: &App, gemeente: &GemeenteNaam) -> Resultaat<()> {
    let (nu, vandaag) = (app.omgeving.nu(), app.omgeving.vandaag());
    let rondes = {
        let mut reader = app.database.read(gemeente.gemeente).await?;
        if storage::brief::sjabloon::afzender(&mut reader).await?.is_none() {
            return Ok(());
        }
        let tot = nu + SignedDuration::from_hours(24 * VOORAF_DAGEN);
        planning::vanzelf::aan_de_beurt(&mut reader, nu, tot).await?
    };
    for is in rondes {
        let wie = {
            let mut reader = app.database.read(gemeente.gemeente).await?;
            let door = storage::gebruiker::find(&mut reader, is.door).await?;
            let van = storage::gebruiker::find(&mut reader, is.klantmanager).await?;
            let mut wie = door.into_iter().chain(van).filter(|wie| wie.actief && wie.rol.mag(Recht::KlantBewerken));
            match wie.next() {
                Some(wie) if mag(&mut reader, &wie, is.ronde, vandaag).await? => wie,
                _ => continue,
            }
        };
        let Some(beurt) = app.uitnodigrondes.begin(is.ronde.uuid()) else { continue };
        let bezoek = namens(app, wie, gemeente);
        maak_alle(&bezoek, is.ronde, is.kanaal == Kanaal::Email, Some(plus_dagen(vandaag, VOORAF_DAGEN))).await?;
        drop(beurt);
    }
    Ok(())
}

async fn mag(reader: &mut storage::Reader, wie: &Gebruiker, ronde: PlanrondeId, dag: Date) -> Resultaat<bool> {
    Ok(planning::find_van(reader, ronde, Stapel::van(wie), dag).await?.is_some())
}

/// What somebody asked earlier to be done, as if he were here.
fn namens(app: &App, gebruiker: Gebruiker, gemeente: &GemeenteNaam) -> Bezoek {
    let (nu, vandaag) = (app.omgeving.nu(), app.omgeving.vandaag());
    let sessie =
        Sessie { gebruiker, gemeente_naam: gemeente.naam.clone(), csrf_sleutel: Vec::new(), laatst_gezien: nu };
    Bezoek { app: app.clone(), sessie: Arc::new(sessie), token_hash: [0; 32], nu, vandaag }
}
