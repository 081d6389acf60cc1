//! The evaluation as a file: a report for the council, and all numbers to count on with.

use axum::{
    extract::Query,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use documents::{pdf, tabel};
use domain::{datum::plaatselijk, project::Project};
use jiff::civil::Date;

use super::{
    super::{actions, rapport::rapport, werkblad},
    evaluatie::{Vraag, gevraagde_peildatum},
};
use crate::web::{Bezoek, Fout, Pad, Resultaat};

pub(in crate::project) async fn pdf(bezoek: Bezoek, Pad(code): Pad<String>, Query(vraag): Query<Vraag>) -> Resultaat {
    let (project, peildatum) = gevraagd(&bezoek, &code, &vraag).await?;
    let naam = bestandsnaam(&project, peildatum, "pdf");
    let (gemeente, vandaag) = (bezoek.sessie.gemeente_naam.clone(), bezoek.vandaag);
    let maken = move |uitslag: &actions::Uitslag| pdf::rapport(&rapport(uitslag, &gemeente, vandaag)).map_err(kapot);
    let bytes = actions::maak_bestand(&bezoek, project, peildatum, "pdf", maken).await?;
    Ok(als_bestand(bytes, "application/pdf", &naam))
}

pub(in crate::project) async fn xlsx(bezoek: Bezoek, Pad(code): Pad<String>, Query(vraag): Query<Vraag>) -> Resultaat {
    let (project, peildatum) = gevraagd(&bezoek, &code, &vraag).await?;
    let naam = bestandsnaam(&project, peildatum, "xlsx");
    let (maker, moment) = (bezoek.gebruiker().naam.clone(), plaatselijk(bezoek.nu).datetime());
    let maken = move |uitslag: &actions::Uitslag| {
        let toelichting = werkblad::toelichting(uitslag, &maker, moment);
        tabel::xlsx(&werkblad::kolommen(), werkblad::rijen(uitslag).into_iter(), &toelichting).map_err(kapot)
    };
    let bytes = actions::maak_bestand(&bezoek, project, peildatum, "xlsx", maken).await?;
    Ok(als_bestand(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &naam))
}

pub(in crate::project) async fn csv(bezoek: Bezoek, Pad(code): Pad<String>, Query(vraag): Query<Vraag>) -> Resultaat {
    let (project, peildatum) = gevraagd(&bezoek, &code, &vraag).await?;
    let naam = bestandsnaam(&project, peildatum, "csv");
    let maken = |uitslag: &actions::Uitslag| {
        let mut bytes = Vec::new();
        tabel::csv(&werkblad::kolommen(), werkblad::rijen(uitslag).into_iter(), &mut bytes).map_err(kapot)?;
        Ok(bytes)
    };
    let bytes = actions::maak_bestand(&bezoek, project, peildatum, "csv", maken).await?;
    Ok(als_bestand(bytes, "text/csv; charset=utf-8", &naam))
}

/// The project and the reference date of an address. There is no form to go back to: a wrong date is refused.
async fn gevraagd(bezoek: &Bezoek, code: &str, vraag: &Vraag) -> Resultaat<(Project, Date)> {
    let project = actions::project(bezoek, code).await?;
    let peildatum = gevraagde_peildatum(vraag, &project, bezoek.vandaag).map_err(|tekst| Fout::Geweigerd {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        code: "peildatum_ongeldig",
        tekst,
    })?;
    Ok((project, peildatum))
}

fn kapot(error: impl std::fmt::Display) -> Fout {
    Fout::Onverwacht(error.to_string())
}

/// `evaluatie-ik-doe-mee-2019-01-01.pdf`, with nothing in it that a header or a disk would not take.
fn bestandsnaam(project: &Project, peildatum: Date, extensie: &str) -> String {
    let code: String = project.code.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("evaluatie-{code}-{peildatum}.{extensie}")
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
