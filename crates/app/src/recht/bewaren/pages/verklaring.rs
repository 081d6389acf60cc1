//! The declaration of destruction, on the page and as a PDF for the archive.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};
use documents::pdf;
use domain::{bewaartermijn::BRON, id::VernietigingslijstId, vernietigingslijst::LijstStand};
use jiff::civil::Date;

use super::super::{
    actions, paths,
    verklaring::{Rij, Verklaring, op_papier, verklaring},
};
use crate::web::{Bezoek, Fout, Pad, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "recht/bewaren/pages/verklaring.html")]
struct VerklaringPagina {
    p: Pagina,
    onder: String,
    feiten: Vec<(&'static str, String)>,
    rijen: Vec<Rij>,
    totaal: String,
    weggelaten: Vec<(String, String)>,
    toelichting: Vec<String>,
    bron: &'static str,
    pdf: String,
    terug: String,
}

/// The declaration, and the day it is about; there is none before the list was carried out.
async fn vind(bezoek: &Bezoek, id: VernietigingslijstId) -> Resultaat<(Verklaring, Date)> {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let tellingen = storage::vernietigingslijst::tellingen(&mut reader, id).await?;
    drop(reader);
    let LijstStand::Uitgevoerd(verslag) = &is.lijst.stand else { return Err(Fout::NietGevonden) };
    let lijsten = bezoek.lijsten().await?;
    Ok((verklaring(&is.lijst, verslag, &tellingen, &lijsten), verslag.op))
}

pub(in crate::recht::bewaren) async fn toon(bezoek: Bezoek, Pad(id): Pad<VernietigingslijstId>) -> Resultaat {
    let (is, _) = vind(&bezoek, id).await?;
    pagina(&VerklaringPagina {
        p: Pagina::voor(&bezoek, "Verklaring van vernietiging", paths::OVERZICHT),
        onder: format!("Gemeente {}", bezoek.sessie.gemeente_naam),
        feiten: is.feiten,
        rijen: is.rijen,
        totaal: is.totaal,
        weggelaten: is.weggelaten,
        toelichting: is.toelichting,
        bron: BRON,
        pdf: paths::pdf(id),
        terug: paths::lijst(id),
    })
}

pub(in crate::recht::bewaren) async fn pdf(bezoek: Bezoek, Pad(id): Pad<VernietigingslijstId>) -> Resultaat {
    let (is, op) = vind(&bezoek, id).await?;
    let rapport = op_papier(&is, &bezoek.sessie.gemeente_naam, op);
    // Typesetting takes processor: not on a thread that other visitors wait for.
    let bytes = tokio::task::spawn_blocking(move || pdf::rapport(&rapport)).await;
    let bytes = bytes.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    let bytes = bytes.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(naam) = HeaderValue::from_str(&format!("attachment; filename=\"verklaring-van-vernietiging-{op}.pdf\"")) {
        headers.insert(header::CONTENT_DISPOSITION, naam);
    }
    Ok(response)
}
