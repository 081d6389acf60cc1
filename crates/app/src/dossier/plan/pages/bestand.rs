//! One version as a PDF to hand out, send or sign.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use documents::pdf;
use domain::id::PlanId;

use super::{super::papier::papier, lezen::laad};
use crate::web::{Bezoek, Fout, Pad, Resultaat};

pub(in crate::dossier::plan) async fn pdf(bezoek: Bezoek, Pad(id): Pad<PlanId>) -> Resultaat {
    let gelezen = laad(&bezoek, id, "plan.pdf_gemaakt").await?;
    let naam = format!("plan-van-aanpak-{}-versie-{}.pdf", gelezen.klantnummer, gelezen.beeld.nummer);
    let document =
        papier(&gelezen.plan, &gelezen.beeld, &bezoek.sessie.gemeente_naam, &gelezen.klant, &gelezen.klantmanager);
    let kapot = |error: &dyn std::fmt::Display| Fout::Onverwacht(error.to_string());
    // Typesetting takes a moment of the processor: not on the threads that answer everybody.
    let made = tokio::task::spawn_blocking(move || pdf::plan(&document)).await.map_err(|error| kapot(&error))?;
    let bytes = made.map_err(|error| kapot(&error))?;
    Ok(als_bestand(bytes, &naam))
}

fn als_bestand(bytes: Vec<u8>, naam: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(waarde) = HeaderValue::from_str(&format!("attachment; filename=\"{naam}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, waarde);
    }
    response
}
