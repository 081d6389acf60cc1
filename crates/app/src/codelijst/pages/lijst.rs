//! One code list, on the page and as a file.

use askama::Template;
use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use documents::tabel;
use domain::{
    codelijst::{Bijzonder, Codelijst, Post, een_afgeschermde},
    datum::kort,
};
use jiff::civil::Date;
use serde::Deserialize;

use super::super::{
    bestand::{cellen, kolommen},
    paths,
};
use crate::web::{Bezoek, Fout, Melding, Pad, Pagina, Resultaat, pagina};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub(in crate::codelijst) struct Gedaan {
    #[serde(default, rename = "gedaan")]
    wat: String,
    #[serde(default)]
    nieuw: usize,
    #[serde(default)]
    gewijzigd: usize,
}

impl Gedaan {
    fn melding(&self) -> Option<Melding> {
        let tekst = match self.wat.as_str() {
            "toegevoegd" => "De code is toegevoegd.".to_owned(),
            "gewijzigd" => "De code is gewijzigd.".to_owned(),
            "verwijderd" => "De code is verwijderd. Zij was nog nergens gebruikt.".to_owned(),
            "ingelezen" => {
                format!(
                    "Het bestand is ingelezen: {} toegevoegd, {} gewijzigd. De rest is gelijk gebleven.",
                    self.nieuw, self.gewijzigd
                )
            }
            _ => return None,
        };
        Some(Melding::ok(tekst))
    }
}

struct Rij {
    href: String,
    omschrijving: String,
    bijzonder: &'static str,
    code: String,
    groep: String,
    geldig: String,
    stand: &'static str,
    cbs: String,
}

#[derive(Template)]
#[template(path = "codelijst/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    lijst_naam: &'static str,
    onder: String,
    rijen: Vec<Rij>,
    met_groep: bool,
    /// Which item of which statistic; empty when the list is mapped to none.
    kenmerk: &'static str,
    /// Codes that hold today and have no code of CBS.
    zonder_cbs: usize,
    een_afgeschermd: bool,
    toevoegen: String,
    inlezen: String,
    csv: String,
}

pub(in crate::codelijst) async fn toon(
    bezoek: Bezoek,
    Pad(lijst): Pad<Codelijst>,
    Query(gedaan): Query<Gedaan>,
) -> Resultaat {
    let posten = van_lijst(&bezoek, lijst).await?;
    let kenmerk = lijst.kenmerk_cbs().unwrap_or_default();
    let geldig = posten.iter().filter(|post| post.item.geldig.bevat(bezoek.vandaag));
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, lijst.naam(), "/beheer").met_melding(gedaan.melding()),
        lijst_naam: lijst.naam(),
        onder: match posten.len() {
            1 => "1 code".to_owned(),
            aantal => format!("{aantal} codes"),
        },
        met_groep: !lijst.groepen().is_empty(),
        kenmerk,
        zonder_cbs: if kenmerk.is_empty() { 0 } else { geldig.filter(|post| post.item.cbs_code.is_none()).count() },
        een_afgeschermd: een_afgeschermde(&posten, lijst),
        rijen: posten.iter().map(|post| rij(post, bezoek.vandaag)).collect(),
        toevoegen: paths::van_lijst(lijst, "toevoegen"),
        inlezen: paths::van_lijst(lijst, "inlezen"),
        csv: paths::van_lijst(lijst, "export.csv"),
    })
}

/// A list without a client in it: nothing to note but who manages it, and management is in the log when it changes something.
pub(in crate::codelijst) async fn csv(bezoek: Bezoek, Pad(lijst): Pad<Codelijst>) -> Resultaat {
    let posten = van_lijst(&bezoek, lijst).await?;
    let mut bytes = Vec::new();
    tabel::csv(&kolommen(), posten.iter().map(cellen), &mut bytes)
        .map_err(|fout| Fout::Onverwacht(fout.to_string()))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let naam = format!("attachment; filename=\"codelijst-{}-{}.csv\"", lijst.code(), bezoek.vandaag);
    if let Ok(naam) = HeaderValue::from_str(&naam) {
        headers.insert(header::CONTENT_DISPOSITION, naam);
    }
    Ok(response)
}

async fn van_lijst(bezoek: &Bezoek, lijst: Codelijst) -> Resultaat<Vec<Post>> {
    let mut reader = bezoek.reader().await?;
    let posten = storage::codelijst::posten(&mut reader).await?;
    Ok(posten.into_iter().filter(|post| post.item.lijst == lijst).collect())
}

fn rij(post: &Post, vandaag: Date) -> Rij {
    let item = &post.item;
    let groep = item.groep.as_ref().map_or("", |groep| groep.as_str());
    let bekend = item.lijst.groepen().iter().find(|(code, _)| *code == groep);
    Rij {
        href: paths::wijzigen(item.lijst, &item.code, item.geldig.van),
        omschrijving: item.omschrijving.clone(),
        bijzonder: item.wat_bijzonder().map_or("", Bijzonder::code),
        code: item.code.as_str().to_owned(),
        groep: bekend.map_or(groep, |(_, naam)| naam).to_owned(),
        geldig: match item.geldig.tot_en_met {
            Some(tot) => format!("{} t/m {}", kort(item.geldig.van), kort(tot)),
            None => format!("vanaf {}", kort(item.geldig.van)),
        },
        stand: if item.geldig.van > vandaag {
            "begint nog"
        } else if item.geldig.bevat(vandaag) {
            ""
        } else {
            "beëindigd"
        },
        cbs: match &item.cbs_code {
            Some(code) => format!("{code} {}", post.cbs_omschrijving).trim_end().to_owned(),
            None => "niet ingevuld".to_owned(),
        },
    }
}
