//! After an end: its letter has left, or another decision undoes it. Both stand on the page about the end.

use axum::response::{IntoResponse, Redirect};
use domain::{id::UitkeringId, uitkering::Uitkering};

use super::{
    super::{
        actions,
        forms::{BriefForm, TerugForm},
        paths,
    },
    geen_lopende::{self, Invoer},
};
use crate::{
    brief::{antwoord, zet},
    klant,
    klantkop::Gedaan,
    web::{Bezoek, Formulier, Fout, Pad, Resultaat, woorden::zin},
};

async fn vind(bezoek: &Bezoek, id: UitkeringId) -> Resultaat<Uitkering> {
    storage::uitkering::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// The letter about an end, to print.
pub(in crate::dossier::uitkering) async fn pdf(bezoek: Bezoek, Pad(id): Pad<UitkeringId>) -> Resultaat {
    let uitkering = vind(&bezoek, id).await?;
    let brief = super::super::brief::laad(&bezoek, bezoek.reader().await?, &uitkering).await?;
    let naam = format!("einde-{}", brief.kenmerk);
    Ok(antwoord(zet(vec![brief]).await?, &naam))
}

pub(in crate::dossier::uitkering) async fn brief(
    bezoek: Bezoek,
    Pad(id): Pad<UitkeringId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let uitkering = vind(&bezoek, id).await?;
    let mut form = BriefForm::uit(&formulier);
    let Some(kenmerk) = form.lees() else {
        let invoer = Invoer { brief: Some(form), versie: Some(versie), ..Invoer::default() };
        return geen_lopende::tonen(&bezoek, uitkering.klant, Some(&uitkering), invoer).await;
    };
    let uitkering = actions::vertel(&bezoek, id, versie, kenmerk).await?;
    let gedaan = Gedaan::EindeVerteld(id, uitkering.versie);
    Ok(Redirect::to(&gedaan.op(&paths::uitkeringen(uitkering.klant))).into_response())
}

pub(in crate::dossier::uitkering) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<UitkeringId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let uitkering = vind(&bezoek, id).await?;
    let mut form = TerugForm::uit(&formulier, bezoek.vandaag);
    if let Some(besluit) = form.lees(bezoek.gebruiker().id) {
        match actions::draai_terug(&bezoek, id, versie, besluit).await? {
            Ok(uitkering) => {
                let gedaan = Gedaan::EindeTeruggedraaid(id, uitkering.versie);
                return Ok(Redirect::to(&gedaan.op(&klant::paths::tijdlijn(uitkering.klant))).into_response());
            }
            Err(geweigerd) => {
                if !form.weiger(&geweigerd) {
                    return Err(Fout::in_strijd("uitkering_stand", zin(&geweigerd.to_string())));
                }
            }
        }
    }
    let invoer = Invoer { terug: Some(form), versie: Some(versie), ..Invoer::default() };
    geen_lopende::tonen(&bezoek, uitkering.klant, Some(&uitkering), invoer).await
}
