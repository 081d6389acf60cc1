//! The form to give a cure period to a client who did not come.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    datum::{lang, plaatselijk},
    gesprek::{Gesprek, Hersteltermijn},
    id::GesprekId,
};

use super::super::{
    super::{
        actions::{self, Uitslag},
        forms::TermijnForm,
        paths,
    },
    in_strijd, om_de_stand, status,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/hersteltermijn/geven.html")]
struct TermijnPagina {
    p: Pagina,
    kop: Klantkop,
    onder: String,
    form: TermijnForm,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: TermijnForm, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let fouten = form.fouten();
    let status = status(!fouten.is_empty());
    let mut response = pagina(&TermijnPagina {
        p: Pagina::voor(bezoek, format!("Hersteltermijn geven, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        onder: format!("De klant kwam niet op {}.", lang(plaatselijk(gesprek.moment).date())),
        fouten,
        versie,
        actie: paths::hersteltermijn(gesprek.id),
        terug: paths::gesprek(gesprek.id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    gesprek.clone().geef_hersteltermijn(Hersteltermijn::voorstel(bezoek.vandaag), bezoek.vandaag).map_err(in_strijd)?;
    tonen(&bezoek, &gesprek, TermijnForm::voorstel(bezoek.vandaag), gesprek.versie).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = TermijnForm::uit(&formulier);
    if formulier.tekst("actie") == "voorstel" {
        if let Some(brief) = form.lees_brief(bezoek.vandaag) {
            form = TermijnForm::voorstel(brief);
        }
        return tonen(&bezoek, &gesprek, form, versie).await;
    }
    let Some(termijn) = form.lees(bezoek.vandaag) else { return tonen(&bezoek, &gesprek, form, versie).await };
    let step = |gesprek: Gesprek| gesprek.geef_hersteltermijn(termijn, bezoek.vandaag);
    match actions::stap(&bezoek, id, versie, "gesprek.hersteltermijn_gegeven", step).await? {
        Uitslag::Gedaan(gesprek) => {
            let done = Gedaan::HersteltermijnGegeven(id, gesprek.versie);
            Ok(Redirect::to(&done.op(&paths::gesprek(id))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) if om_de_stand(geweigerd) => Err(in_strijd(geweigerd)),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, &gesprek, form, versie).await
        }
        Uitslag::Intussen => Err(Fout::Intussen),
    }
}
