//! The comparison as a file.

use axum::{
    extract::RawQuery,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use documents::{pdf, tabel};
use domain::datum::plaatselijk;

use super::{
    super::{lijst, rapport::rapport, werkblad},
    vergelijken::gevraagd,
};
use crate::web::{Bezoek, Fout, Resultaat};

pub(in crate::capaciteit) async fn pdf(bezoek: Bezoek, RawQuery(vraag): RawQuery) -> Resultaat {
    let gekozen = gekozen(&bezoek, vraag.as_deref()).await?;
    let rapport = rapport(&gekozen, &bezoek.sessie.gemeente_naam, bezoek.vandaag);
    let bytes = tokio::task::spawn_blocking(move || pdf::rapport(&rapport)).await.map_err(kapot)?.map_err(kapot)?;
    Ok(als_bestand(bytes, "application/pdf", "capaciteit.pdf"))
}

pub(in crate::capaciteit) async fn xlsx(bezoek: Bezoek, RawQuery(vraag): RawQuery) -> Resultaat {
    let gekozen = gekozen(&bezoek, vraag.as_deref()).await?;
    let toelichting = werkblad::toelichting(&gekozen, &bezoek.gebruiker().naam, plaatselijk(bezoek.nu).datetime());
    let rijen = werkblad::rijen(&gekozen).into_iter();
    let bytes = tabel::xlsx(&werkblad::kolommen(), rijen, &toelichting).map_err(kapot)?;
    Ok(als_bestand(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "capaciteit.xlsx"))
}

/// What was asked for: a file of nothing is none.
async fn gekozen(bezoek: &Bezoek, vraag: Option<&str>) -> Resultaat<Vec<lijst::Gekozen>> {
    let gekozen = lijst::gekozen(&mut bezoek.reader().await?, &gevraagd(vraag)).await?;
    if gekozen.is_empty() {
        return Err(Fout::Geweigerd {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            code: "geen_scenario",
            tekst: "Geen van deze scenario's bestaat nog. Kies er een of meer op de pagina Capaciteit.".to_owned(),
        });
    }
    Ok(gekozen)
}

fn kapot(error: impl std::fmt::Display) -> Fout {
    Fout::Onverwacht(error.to_string())
}

fn als_bestand(bytes: Vec<u8>, soort: &'static str, naam: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(soort));
    if let Ok(waarde) = HeaderValue::from_str(&format!("attachment; filename=\"{naam}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, waarde);
    }
    response
}
