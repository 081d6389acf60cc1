//! The form to agree on something else with a client than the norm says, and the end of such an agreement.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::id::{KlantId, MaatwerkId};

use super::super::{
    actions::{self, Einde},
    forms::MaatwerkForm,
    paths,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/contactnorm/pages/maatwerk.html")]
struct MaatwerkPagina {
    p: Pagina,
    kop: Klantkop,
    form: MaatwerkForm,
    fouten: Vec<(String, String)>,
    id: MaatwerkId,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, id: MaatwerkId, form: MaatwerkForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Contact, "klant.contact_getoond").await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&MaatwerkPagina {
        p: Pagina::voor(bezoek, format!("Anders afspreken, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        actie: paths::maatwerk(klant),
        terug: paths::contact(klant),
        fouten,
        id,
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::contactnorm) async fn toon(bezoek: Bezoek, Pad(klant): Pad<KlantId>) -> Resultaat {
    let id = bezoek.app.omgeving.nieuw_id();
    tonen(&bezoek, klant, id, MaatwerkForm::leeg(bezoek.vandaag)).await
}

pub(in crate::contact::contactnorm) async fn verwerk(
    bezoek: Bezoek,
    Pad(klant): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let id: MaatwerkId = formulier.tekst("id").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let mut form = MaatwerkForm::uit(&formulier, bezoek.vandaag);
    let Some(maatwerk) = form.lees(&bezoek) else { return tonen(&bezoek, klant, id, form).await };
    actions::spreek_af(&bezoek, klant, id, &maatwerk).await?;
    Ok(Redirect::to(&Gedaan::MaatwerkAfgesproken.op(&paths::contact(klant))).into_response())
}

pub(in crate::contact::contactnorm) async fn beeindig(
    bezoek: Bezoek,
    Pad(klant): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let id: MaatwerkId = formulier.tekst("id").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let gedaan = match actions::beeindig(&bezoek, klant, id, formulier.versie()?).await? {
        Einde::Beeindigd => Gedaan::MaatwerkBeeindigd,
        Einde::Ingetrokken => Gedaan::MaatwerkIngetrokken,
    };
    Ok(Redirect::to(&gedaan.op(&paths::contact(klant))).into_response())
}
