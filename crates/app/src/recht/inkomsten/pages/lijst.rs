//! The income of a client, the form to record some, and what of a month is left out of account.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{datum::kort, id::KlantId, inkomsten::Inkomsten};
use jiff::civil::Date;

use super::super::{
    actions,
    forms::InkomstenForm,
    paths,
    vrijlating::{Vraag, Vrijlating, regel_in_woorden},
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag},
    pauze::paths as pauze_paths,
    web::{Bezoek, Formulier, Keuze, Melding, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Template)]
#[template(path = "recht/inkomsten/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    kop: Klantkop,
    fouten: Vec<(String, String)>,
    rijen: Vec<Rij>,
    form: InkomstenForm,
    soorten: Vec<Keuze>,
    /// What the law leaves out of account today.
    regel: String,
    vrij: Vrijlating,
    vastleggen: String,
    pauze: String,
}

/// A stretch of income.
struct Rij {
    href: String,
    wat: String,
    ingetrokken: bool,
    badge: &'static str,
    badge_kleur: &'static str,
    bedrag: String,
    uren: String,
    vanaf: String,
    tot: String,
}

/// In a word, and in which colour; nothing for what is over.
pub(super) fn badge(is: &Inkomsten, vandaag: Date) -> (&'static str, &'static str) {
    match (is.ingetrokken, is.geldt_op(vandaag)) {
        (true, _) => ("Ingetrokken", ""),
        (false, true) => ("Loopt", "groen"),
        (false, false) => ("", ""),
    }
}

impl Rij {
    fn van(is: &Inkomsten, vandaag: Date) -> Self {
        let (badge, badge_kleur) = badge(is, vandaag);
        Self {
            href: paths::een(is.id),
            wat: hoofdletter(is.soort.omschrijving()),
            ingetrokken: is.ingetrokken,
            badge,
            badge_kleur,
            bedrag: is.bedrag.to_string(),
            uren: is.uren_per_week.map_or_else(|| "niet bekend".to_owned(), |uren| uren.to_string()),
            vanaf: kort(is.periode.van),
            tot: is.periode.tot_en_met.map_or_else(String::new, kort),
        }
    }
}

async fn tonen(
    bezoek: &Bezoek,
    klant: KlantId,
    form: Option<InkomstenForm>,
    (vraag, melding): (Vraag, Option<Melding>),
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "inkomsten.getoond").await?;
    let inkomsten = storage::inkomsten::of_klant(&mut reader, klant).await?;
    drop(reader);
    let wrong = form.as_ref().map_or_else(Vec::new, InkomstenForm::fouten);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let vrij = Vrijlating::van(&vraag, &inkomsten, kop.regel.geboortedatum, bezoek.vandaag);
    let fouten: Vec<_> = wrong.into_iter().chain(vrij.fouten()).collect();
    let form = form.unwrap_or_else(|| InkomstenForm::leeg(bezoek));
    let mut response = pagina(&LijstPagina {
        p: Pagina::voor(bezoek, format!("Inkomsten, {}", kop.naam), "/caseload")
            .met_fouten(fouten.len())
            .met_melding(melding),
        kop,
        fouten,
        rijen: inkomsten.iter().rev().map(|is| Rij::van(is, bezoek.vandaag)).collect(),
        soorten: form.soorten(),
        form,
        regel: regel_in_woorden(bezoek.vandaag),
        vrij,
        vastleggen: paths::inkomsten(klant),
        pauze: pauze_paths::van_klant(klant),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::inkomsten) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(vraag): Query<Vraag>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    tonen(&bezoek, id, None, (vraag, melding)).await
}

pub(in crate::recht::inkomsten) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = InkomstenForm::uit(&bezoek, &formulier);
    let Some(nieuw) = form.lees(id) else {
        return tonen(&bezoek, id, Some(form), (Vraag::default(), None)).await;
    };
    match actions::leg_vast(&bezoek, nieuw).await? {
        Ok(is) => {
            let gedaan = Gedaan::InkomstenVastgelegd(is.id, is.versie);
            Ok(Redirect::to(&gedaan.op(&paths::inkomsten(id))).into_response())
        }
        Err(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, Some(form), (Vraag::default(), None)).await
        }
    }
}
