//! The form to begin an investigation: from a record of the lawfulness track, or by the number of a client.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang},
    id::RechtmatigheidId,
    klant::Klant,
    logboek::Doel,
    onderzoek::{Aanleiding, Herkomst, Onderzoek},
    rechtmatigheid::{Aanleiding as Spoor, Rechtmatigheid},
};

use super::super::{
    actions::{self, Uitslag},
    forms::NieuwForm,
    paths,
};
use crate::{
    rechtmatigheid::paths as verslagen,
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "recht/onderzoek/pages/nieuw.html")]
struct NieuwPagina {
    p: Pagina,
    onder: String,
    form: NieuwForm,
    fouten: Vec<(String, String)>,
    aanleidingen: Vec<Keuze>,
    /// Whether the number of a client is asked.
    met_nummer: bool,
    /// About whom it would be: to be read before it begins. Empty while nobody is known.
    klant: String,
    /// The client, once his name is shown; sent along, it says that it was read.
    gezien: String,
    /// Investigations about this client that are being worked on.
    lopend: Vec<(String, String)>,
    knop: &'static str,
    actie: String,
    terug: String,
}

/// From which record, when from one.
type Van<'a> = Option<&'a Rechtmatigheid>;

/// The client this is about: of the record, or with the number that was typed. Nobody has it? That is said at its field.
async fn van_wie(bezoek: &Bezoek, van: Van<'_>, form: &mut NieuwForm) -> Resultaat<Option<Klant>> {
    let mut reader = bezoek.reader().await?;
    if let Some(van) = van {
        return Ok(storage::klant::find(&mut reader, van.klant).await?);
    }
    let Some(nummer) = form.nummer() else { return Ok(None) };
    let klant = storage::klant::find_by_number(&mut reader, &nummer).await?;
    if klant.is_none() {
        form.klantnummer.afkeuren("Er is geen klant met dit nummer. Controleer het nummer.");
    }
    Ok(klant)
}

fn loopt(is: &Onderzoek) -> (String, String) {
    let tekst = format!("{}, begonnen op {}", is.aanleiding.omschrijving(), kort(is.begonnen));
    (paths::onderzoek(is.id), tekst)
}

async fn tonen(bezoek: &Bezoek, van: Van<'_>, klant: Option<&Klant>, form: NieuwForm) -> Resultaat {
    let lopend: Vec<_> = match klant {
        Some(klant) => {
            let van_klant = storage::onderzoek::of_klant(&mut bezoek.reader().await?, klant.id).await?;
            van_klant.iter().filter(|is| is.onderzoek.stand.loopt()).map(|is| loopt(&is.onderzoek)).collect()
        }
        None => Vec::new(),
    };
    bezoek.inzage("onderzoek.begin_getoond", Doel::Rechtmatigheid, klant.iter().map(|is| is.id).collect()).await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let wie = klant.map_or_else(String::new, |is| {
        format!("{}, geboren op {}, klant {}", is.naam.voluit(), lang(is.geboortedatum), is.klantnummer)
    });
    let mut response = pagina(&NieuwPagina {
        p: Pagina::voor(bezoek, "Onderzoek beginnen", verslagen::LIJST).met_fouten(fouten.len()),
        onder: if van.is_some() { wie.clone() } else { "Met een klantnummer".to_owned() },
        fouten,
        aanleidingen: form.aanleidingen(),
        met_nummer: van.is_none(),
        gezien: klant.map_or_else(String::new, |is| is.id.to_string()),
        klant: wie,
        lopend,
        knop: if klant.is_some() { "Onderzoek beginnen" } else { "Verder" },
        actie: van.map_or_else(|| paths::NIEUW.to_owned(), |van| paths::bij(van.id)),
        terug: van.map_or_else(|| paths::LIJST.to_owned(), |van| verslagen::verslag(van.id)),
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

async fn begin(bezoek: &Bezoek, van: Van<'_>, formulier: &Formulier) -> Resultaat {
    let mut form = NieuwForm::uit(bezoek, formulier);
    let klant = van_wie(bezoek, van, &mut form).await?;
    let herkomst = van.map(|van| Herkomst::Gesprek(van.gesprek));
    let nieuw = form.lees(bezoek, klant.as_ref().map(|is| is.id), herkomst);
    // Nothing begins about a client whose name was not read: a number is typed wrong soon.
    let gezien = klant.as_ref().map(|is| is.id) == form.gezien;
    let Some(nieuw) = nieuw.filter(|_| gezien) else {
        return tonen(bezoek, van, klant.as_ref(), form).await;
    };
    match actions::begin(bezoek, nieuw, van.map(|van| van.id)).await? {
        Uitslag::Gedaan(onderzoek) => Ok(Redirect::to(&paths::onderzoek(onderzoek)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(bezoek, van, klant.as_ref(), form).await
        }
    }
}

pub(in crate::recht::onderzoek) async fn toon(bezoek: Bezoek) -> Resultaat {
    let form = NieuwForm::voorstel(&bezoek, "");
    tonen(&bezoek, None, None, form).await
}

pub(in crate::recht::onderzoek) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    begin(&bezoek, None, &formulier).await
}

pub(in crate::recht::onderzoek) async fn toon_bij(bezoek: Bezoek, Pad(id): Pad<RechtmatigheidId>) -> Resultaat {
    let (van, klant) = {
        let mut reader = bezoek.reader().await?;
        let van = actions::verslag(&mut reader, id).await?;
        let klant = storage::klant::find(&mut reader, van.klant).await?.ok_or(Fout::NietGevonden)?;
        (van, klant)
    };
    let aanleiding = match van.aanleiding {
        Spoor::Gelijktijdig => Aanleiding::Gelijktijdig,
        Spoor::Overdracht => Aanleiding::NietVerschenen,
    };
    let form = NieuwForm::voorstel(&bezoek, aanleiding.code());
    tonen(&bezoek, Some(&van), Some(&klant), form).await
}

pub(in crate::recht::onderzoek) async fn verwerk_bij(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    formulier: Formulier,
) -> Resultaat {
    let van = actions::verslag(&mut bezoek.reader().await?, id).await?;
    begin(&bezoek, Some(&van), &formulier).await
}
