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
    brief,
    klantkop::{self, Deel, Gedaan, Klantkop},
    post,
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/hersteltermijn/geven.html")]
struct TermijnPagina {
    p: Pagina,
    kop: Klantkop,
    onder: String,
    form: TermijnForm,
    fouten: Vec<(String, String)>,
    /// The languages of the letter.
    talen: Vec<Keuze>,
    /// Why no letter can be made; empty when nothing stands in the way.
    hindernis: &'static str,
    versie: i64,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, mut form: TermijnForm, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let klant = storage::klant::find(&mut reader, gesprek.klant).await?.ok_or(Fout::NietGevonden)?;
    let talen = form.talen(gesprek, &klant);
    let afzender = storage::brief::sjabloon::afzender(&mut reader).await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let fouten = form.fouten();
    let status = status(!fouten.is_empty());
    let mut response = pagina(&TermijnPagina {
        p: Pagina::voor(bezoek, format!("Hersteltermijn geven, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        onder: format!("De klant kwam niet op {}.", lang(plaatselijk(gesprek.moment).date())),
        fouten,
        talen,
        hindernis: if afzender.is_none() { brief::ZONDER_AFZENDER } else { "" },
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
    let bereikt = post::bereikt(&mut bezoek.reader().await?, &gesprek).await?;
    let voorstel = Hersteltermijn::voorstel(bezoek.vandaag);
    gesprek.clone().geef_hersteltermijn(voorstel, bezoek.vandaag, bereikt).map_err(in_strijd)?;
    tonen(&bezoek, &gesprek, TermijnForm::voorstel(&bezoek, bezoek.vandaag), gesprek.versie).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = TermijnForm::uit(&bezoek, &formulier);
    if formulier.tekst("actie") == "voorstel" {
        if let Some(brief) = form.lees_brief(bezoek.vandaag) {
            form.stel_voor(brief);
        }
        return tonen(&bezoek, &gesprek, form, versie).await;
    }
    let Some((termijn, taal)) = form.lees(bezoek.vandaag) else {
        return tonen(&bezoek, &gesprek, form, versie).await;
    };
    match actions::geef_hersteltermijn(&bezoek, id, versie, termijn, (form.brief_id, taal)).await? {
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
