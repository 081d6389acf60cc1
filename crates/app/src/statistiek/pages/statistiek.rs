//! What can be taken out of which period, and how many records have no code of CBS: before, not after, somebody takes it out.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    codelijst::{Codelijst, Post, zonder_cbs},
    datum::lang,
};
use storage::statistiek::Wat;

use super::super::{export, forms::Form, paths};
use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Pagina, Resultaat, pagina};

/// One of the two files.
struct Soort {
    naam: &'static str,
    wat: &'static str,
    kenmerk: &'static str,
    records: i64,
    zonder: i64,
    codes: Vec<(String, i64)>,
}

#[derive(Template)]
#[template(path = "statistiek/pages/statistiek.html")]
struct StatistiekPagina {
    p: Pagina,
    onder: String,
    form: Form,
    fouten: Vec<(String, String)>,
    keuzes: Vec<Keuze>,
    soorten: Vec<Soort>,
    bekeken: &'static str,
    export: &'static str,
}

async fn tonen(bezoek: &Bezoek, form: Form) -> Resultaat {
    let (van, tot) = form.periode;
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let posten = storage::codelijst::posten(&mut reader).await?;
    let mut soorten = Vec::new();
    for (wat, lijst) in [(Wat::Voorzieningen, Codelijst::Voorziening), (Wat::Uitkeringen, Codelijst::RedenBeeindiging)]
    {
        let geteld = storage::statistiek::per_code(&mut reader, wat, van, tot).await?;
        let met_code = geteld.iter().map(|(.., aantal)| aantal).sum();
        let zonder = zonder_cbs(&posten, lijst, &geteld);
        soorten.push(Soort {
            naam: if wat == Wat::Voorzieningen { "Voorzieningen" } else { "Uitkeringen" },
            wat: if wat == Wat::Voorzieningen { "in gebruik in deze periode" } else { "liepen in deze periode" },
            kenmerk: lijst.kenmerk_cbs().unwrap_or_default(),
            records: match wat {
                Wat::Voorzieningen => met_code,
                Wat::Uitkeringen => storage::statistiek::uitkeringen(&mut reader, van, tot).await?,
            },
            zonder: zonder.iter().map(|is| is.aantal).sum(),
            codes: zonder.into_iter().map(|is| (term(&lijsten, &posten, lijst, is.code.as_str()), is.aantal)).collect(),
        });
    }
    drop(reader);
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&StatistiekPagina {
        p: Pagina::voor(bezoek, "Statistiek", paths::PAGINA).met_fouten(fouten.len()),
        onder: format!("{} tot en met {}", lang(van), lang(tot)),
        keuzes: form.keuzes(),
        form,
        fouten,
        soorten,
        bekeken: paths::PAGINA,
        export: paths::EXPORT,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// What a code is called: these are totals, about nobody.
fn term(lijsten: &Lijsten, posten: &[Post], lijst: Codelijst, code: &str) -> String {
    let bekend = posten.iter().any(|post| post.item.lijst == lijst && post.item.code.as_str() == code);
    if bekend { lijsten.term(lijst, code).to_owned() } else { format!("{code} (staat in geen lijst)") }
}

pub(in crate::statistiek) async fn toon(bezoek: Bezoek, Query(vraag): Query<HashMap<String, String>>) -> Resultaat {
    let form = Form::lees(|naam| vraag.get(naam).cloned().unwrap_or_default(), bezoek.vandaag);
    tonen(&bezoek, form).await
}

pub(in crate::statistiek) async fn exporteer(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = Form::lees(|naam| formulier.tekst(naam).to_owned(), bezoek.vandaag);
    match form.vraag() {
        Some(vraag) => export::stuur(bezoek, vraag).await,
        None => tonen(&bezoek, form).await,
    }
}
