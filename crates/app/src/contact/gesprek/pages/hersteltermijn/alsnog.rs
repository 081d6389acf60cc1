//! The form to record that the client came after all, or had a good reason.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{gesprek::Gesprek, id::GesprekId};

use super::super::{
    super::{
        actions::{self, Uitslag},
        forms::{HerstelForm, met_weekdag},
        paths,
    },
    in_strijd, status,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/hersteltermijn/alsnog.html")]
struct AlsnogPagina {
    p: Pagina,
    kop: Klantkop,
    onder: String,
    form: HerstelForm,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: HerstelForm, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let fouten = form.fouten();
    let status = status(!fouten.is_empty());
    let onder = gesprek.stand.termijn().map_or_else(String::new, |termijn| {
        let verb = if termijn.einde < bezoek.vandaag { "liep" } else { "loopt" };
        format!("De hersteltermijn {verb} tot en met {}.", met_weekdag(termijn.einde))
    });
    let mut response = pagina(&AlsnogPagina {
        p: Pagina::voor(bezoek, format!("Alsnog gekomen of goede reden, {}", kop.naam), "/caseload")
            .met_fouten(fouten.len()),
        onder,
        fouten,
        versie,
        actie: paths::alsnog(gesprek.id),
        terug: paths::gesprek(gesprek.id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    gesprek.clone().is_hersteld(String::new(), bezoek.vandaag).map_err(in_strijd)?;
    tonen(&bezoek, &gesprek, HerstelForm::leeg(bezoek.vandaag), gesprek.versie).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = HerstelForm::uit(bezoek.vandaag, &formulier);
    let Some((reden, op)) = form.lees(&gesprek, bezoek.vandaag) else {
        return tonen(&bezoek, &gesprek, form, versie).await;
    };
    let step = |gesprek: Gesprek| gesprek.is_hersteld(reden, op);
    match actions::stap(&bezoek, id, versie, "gesprek.verzuim_hersteld", step).await? {
        Uitslag::Gedaan(gesprek) => {
            let done = Gedaan::VerzuimHersteld(id, gesprek.versie);
            Ok(Redirect::to(&done.op(&paths::gesprek(id))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => Err(in_strijd(geweigerd)),
        Uitslag::Intussen => Err(Fout::Intussen),
    }
}
