//! The editor of a template, with what it becomes for an invented client.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    brief::{Afzender, Briefinhoud, Sjabloon, Sjabloonsoort, Taal, Veld, standaard, voorbeeld_van, vul},
    datum::{kort, plaatselijk},
};
use storage::brief::sjabloon;

use super::super::{
    actions::{self, bewaar, geldend},
    blad::Blad,
    forms::SjabloonForm,
    paths, pdf,
};
use crate::web::{
    Bezoek, Formulier, Fout, Pad, Pagina, Resultaat,
    conflict::{Conflict, Vergelijking, conflict},
    pagina,
    woorden::hoofdletter,
};

#[derive(Template)]
#[template(path = "contact/brief/pages/sjabloon.html")]
struct SjabloonPagina {
    p: Pagina,
    titel: String,
    onder: String,
    form: SjabloonForm,
    fouten: Vec<(String, String)>,
    velden: Vec<(String, &'static str)>,
    versies: Vec<Versie>,
    /// What it becomes; nothing while something is wrong with it.
    blad: Option<Blad>,
    versie: i64,
    actie: String,
    terug: &'static str,
}

struct Versie {
    kop: String,
    onderwerp: String,
    tekst: String,
}

/// `uitnodiging-nl`: a kind and a language there is a letter in.
#[derive(Debug, Clone, Copy)]
pub(in crate::contact::brief) struct Welk(Sjabloonsoort, Taal);

impl std::str::FromStr for Welk {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (soort, taal) = text.split_once('-').ok_or(())?;
        let (soort, taal) = (soort.parse()?, taal.parse()?);
        standaard(soort, taal).map(|_| Self(soort, taal)).ok_or(())
    }
}

/// The letter to an invented client.
async fn ingevuld(bezoek: &Bezoek, Welk(soort, taal): Welk, sjabloon: &Sjabloon) -> Resultaat<Briefinhoud> {
    let bekend = sjabloon::afzender(&mut bezoek.reader().await?).await?;
    let afzender = bekend.map_or_else(|| nog_geen_afzender(&bezoek.sessie.gemeente_naam), |(afzender, _)| afzender);
    let gegevens = voorbeeld_van(soort, taal, afzender);
    let ingevuld = vul(sjabloon, &gegevens).map_err(|ontbreekt| Fout::Onverwacht(ontbreekt.to_string()))?;
    let adres = ["Lange Herenvest 12", "2011 BS  Haarlem"].map(ToOwned::to_owned);
    Ok(Briefinhoud {
        geadresseerde: std::iter::once(gegevens.klant.voluit()).chain(adres).collect(),
        afzender: gegevens.afzender,
        datum: bezoek.vandaag,
        onderwerp: ingevuld.onderwerp,
        blokken: ingevuld.blokken,
        ondertekenaar: gegevens.klantmanager,
    })
}

/// What stands in the example until somebody filled in the sender.
fn nog_geen_afzender(gemeente: &str) -> Afzender {
    Afzender {
        gemeente: format!("Gemeente {gemeente}"),
        afdeling: "(afdeling)".to_owned(),
        telefoon: "(telefoonnummer)".to_owned(),
        plaats: gemeente.to_owned(),
        ..Afzender::default()
    }
}

async fn tonen(bezoek: &Bezoek, Welk(soort, taal): Welk, mut form: SjabloonForm, versie: i64) -> Resultaat {
    let blad = match form.lees(soort.brief()) {
        Some((sjabloon, _)) => {
            Some(Blad::van(&ingevuld(bezoek, Welk(soort, taal), &sjabloon).await?, taal, "VOORBEELD"))
        }
        None => None,
    };
    let lijsten = bezoek.lijsten().await?;
    let versies = sjabloon::versies(&mut bezoek.reader().await?, soort, taal).await?;
    let mut versies: Vec<Versie> = versies
        .into_iter()
        .map(|v| Versie {
            kop: format!(
                "Versie {}, {} door {}",
                v.versie,
                kort(plaatselijk(v.gemaakt_op).date()),
                lijsten.gebruiker(v.gemaakt_door)
            ),
            onderwerp: v.tekst.onderwerp,
            tekst: v.tekst.tekst,
        })
        .collect();
    if let Some(tekst) = standaard(soort, taal) {
        let kop = "Standaardtekst van Klantbeeld".to_owned();
        versies.push(Versie { kop, onderwerp: tekst.onderwerp, tekst: tekst.tekst });
    }
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let naam = hoofdletter(soort.omschrijving());
    let velden = Veld::ALLE.into_iter().filter(|veld| veld.past_bij(soort.brief()));
    let mut response = pagina(&SjabloonPagina {
        p: Pagina::voor(bezoek, format!("{naam}, {}", taal.omschrijving()), "/beheer").met_fouten(fouten.len()),
        onder: format!("{}. Wat al gemaakt is, verandert niet.", taal.omschrijving()),
        titel: naam,
        velden: velden.map(|veld| (veld.getypt(), veld.uitleg())).collect(),
        actie: paths::sjabloon(soort, taal),
        terug: paths::BEHEER,
        form,
        fouten,
        versies,
        blad,
        versie,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::brief) async fn toon(bezoek: Bezoek, Pad(welk): Pad<Welk>) -> Resultaat {
    let nu = geldend(&mut bezoek.reader().await?, welk.0, welk.1).await?.ok_or(Fout::NietGevonden)?;
    tonen(&bezoek, welk, SjabloonForm::van(&nu.tekst), nu.versie).await
}

pub(in crate::contact::brief) async fn verwerk(
    bezoek: Bezoek,
    Pad(welk): Pad<Welk>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = SjabloonForm::uit(&formulier);
    let Some((sjabloon, tekst)) = form.lees(welk.0.brief()) else { return tonen(&bezoek, welk, form, versie).await };
    match formulier.tekst("actie") {
        "voorbeeld" => return tonen(&bezoek, welk, form, versie).await,
        "pdf" => {
            let inhoud = ingevuld(&bezoek, welk, &sjabloon).await?;
            return Ok(pdf::antwoord(pdf::maak_voorbeeld(&inhoud, welk.1).await?, "voorbeeld"));
        }
        _ => {}
    }
    match bewaar(&bezoek, (welk.0, welk.1), versie, tekst).await? {
        Ok(()) => Ok(Redirect::to(&format!("{}?gedaan=sjabloon", paths::BEHEER)).into_response()),
        Err(nu) => intussen(&bezoek, welk, &form, nu).await,
    }
}

/// Somebody else saved a version first.
async fn intussen(bezoek: &Bezoek, Welk(soort, taal): Welk, form: &SjabloonForm, nu: actions::Geldend) -> Resultaat {
    let nieuwste = sjabloon::nieuwste(&mut bezoek.reader().await?, soort, taal).await?;
    let lijsten = bezoek.lijsten().await?;
    let naam = hoofdletter(soort.omschrijving());
    let about = Conflict {
        titel: format!("{naam}, {}", taal.omschrijving()),
        actie: paths::sjabloon(soort, taal),
        terug: paths::sjabloon(soort, taal),
        versie: nu.versie,
        gewijzigd: nieuwste.map(|v| (Some(lijsten.gebruiker(v.gemaakt_door).to_owned()), v.gemaakt_op)),
        velden: vec![
            Vergelijking::van(&form.onderwerp, nu.tekst.onderwerp),
            Vergelijking::van(&form.tekst, nu.tekst.tekst),
        ],
    };
    conflict(bezoek, None, about).await
}
