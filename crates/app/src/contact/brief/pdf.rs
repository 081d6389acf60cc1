//! A filed letter as a PDF. Typesetting takes processor and memory, so it happens away from the threads that other visitors
//! wait for.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use documents::pdf;
use domain::brief::{Afzender, Blok, Brief, Briefinhoud, Taal, dag, groet};

use crate::web::{Fout, Resultaat};

fn taal(taal: Taal) -> pdf::Taal {
    match taal {
        Taal::Nl => pdf::Taal::Nl,
        Taal::En => pdf::Taal::En,
        Taal::Ar => pdf::Taal::Ar,
    }
}

/// Who writes, as the layout asks for it.
pub(crate) fn als_afzender(van: &Afzender) -> pdf::Afzender {
    pdf::Afzender {
        gemeente: van.gemeente.clone(),
        afdeling: van.afdeling.clone(),
        adresregels: van.adresregels.clone(),
        telefoon: van.telefoon.clone(),
        website: van.website.clone(),
    }
}

fn blok(blok: &Blok) -> pdf::Blok {
    match blok {
        Blok::Alinea(tekst) => pdf::Blok::Alinea(tekst.clone()),
        Blok::Opsomming(punten) => pdf::Blok::Opsomming(punten.clone()),
        Blok::Afspraak(afspraak) => pdf::Blok::Afspraak(pdf::Afspraak {
            wanneer: afspraak.wanneer.clone(),
            waar: afspraak.waar.clone(),
            met_wie: afspraak.met_wie.clone(),
            hoe_lang: afspraak.hoe_lang.clone(),
            meenemen: Vec::new(),
        }),
    }
}

/// `Haarlem, 23 november 2026`; the day alone when no place is known.
pub(super) fn plaats_datum(inhoud: &Briefinhoud, taal: Taal) -> String {
    let (plaats, datum) = (&inhoud.afzender.plaats, dag(taal, inhoud.datum));
    let komma = if taal == Taal::Ar { "،" } else { "," };
    if plaats.is_empty() { datum } else { format!("{plaats}{komma} {datum}") }
}

fn als_document(inhoud: &Briefinhoud, in_taal: Taal, kenmerk: &str) -> pdf::Brief {
    pdf::Brief {
        afzender: als_afzender(&inhoud.afzender),
        geadresseerde: inhoud.geadresseerde.clone(),
        plaats_datum: plaats_datum(inhoud, in_taal),
        datum: inhoud.datum,
        kenmerk: kenmerk.to_owned(),
        onderwerp: inhoud.onderwerp.clone(),
        alineas: inhoud.blokken.iter().map(blok).collect(),
        groet: groet(in_taal).to_owned(),
        ondertekening: pdf::Ondertekening {
            naam: inhoud.ondertekenaar.clone(),
            // The title is Dutch, also for who reads another language: it is what one asks for on the telephone.
            functie: "Klantmanager".to_owned(),
        },
        taal: taal(in_taal),
    }
}

/// Letters as one file, in the order given.
pub(super) async fn maak(brieven: &[Brief]) -> Resultaat<Vec<u8>> {
    zet(brieven.iter().map(|brief| als_document(&brief.inhoud, brief.taal, &brief.kenmerk)).collect()).await
}

/// What a template becomes, as a file.
pub(super) async fn maak_voorbeeld(inhoud: &Briefinhoud, taal: Taal) -> Resultaat<Vec<u8>> {
    zet(vec![als_document(inhoud, taal, "VOORBEELD")]).await
}

/// Typesets letters as one file, away from the threads that other visitors wait for.
pub(crate) async fn zet(brieven: Vec<pdf::Brief>) -> Resultaat<Vec<u8>> {
    let broken = |error: &dyn std::fmt::Display| Fout::Onverwacht(error.to_string());
    let made = tokio::task::spawn_blocking(move || pdf::brieven(&brieven)).await.map_err(|error| broken(&error))?;
    made.map_err(|error| broken(&error))
}

/// The file as an answer. It is saved and then opened: the rules that keep pages safe also keep a browser from showing it
/// inside itself.
pub(crate) fn antwoord(bytes: Vec<u8>, naam: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    if let Ok(waarde) = HeaderValue::from_str(&format!("attachment; filename=\"{naam}.pdf\"")) {
        headers.insert(header::CONTENT_DISPOSITION, waarde);
    }
    response
}
