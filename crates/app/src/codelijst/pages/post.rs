//! Adding an entry, changing or ending one, and taking one away that nobody used.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::codelijst::{Code, Codelijst, Post};
use jiff::civil::Date;
use serde::Deserialize;

use super::super::{
    actions::{self, Uitslag},
    forms::PostForm,
    paths,
};
use crate::web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina};

/// Which entry: its code and its first day.
#[derive(Debug, Default, Deserialize)]
pub(in crate::codelijst) struct Welke {
    #[serde(default)]
    code: String,
    #[serde(default)]
    van: String,
}

impl Welke {
    fn lees(&self) -> Resultaat<(Code, Date)> {
        let code = self.code.parse::<Code>().ok();
        code.zip(self.van.parse::<Date>().ok()).ok_or(Fout::NietGevonden)
    }
}

/// The entry that is changed.
struct Bestaand {
    begon: Date,
    versie: i64,
    /// It can be taken away.
    kan_weg: bool,
}

#[derive(Template)]
#[template(path = "codelijst/pages/post.html")]
struct PostPagina {
    p: Pagina,
    titel: String,
    lijst_naam: &'static str,
    terug: String,
    actie: String,
    verwijderen: String,
    form: PostForm,
    fouten: Vec<(String, String)>,
    groepen: Vec<Keuze>,
    bijzonderheden: Vec<Keuze>,
    met_groep: bool,
    met_bijzonder: bool,
    met_cbs: bool,
    bestaand: Option<Bestaand>,
    /// What a colleague made of it meanwhile.
    intussen: String,
}

fn tonen(bezoek: &Bezoek, lijst: Codelijst, form: PostForm, bestaand: Option<Bestaand>, intussen: String) -> Resultaat {
    let fouten = form.fouten();
    let status = if !intussen.is_empty() {
        StatusCode::CONFLICT
    } else if fouten.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let titel = if bestaand.is_some() { "Code wijzigen of beëindigen" } else { "Code toevoegen" };
    let wat = if bestaand.is_some() { "wijzigen" } else { "toevoegen" };
    let mut response = pagina(&PostPagina {
        p: Pagina::voor(bezoek, titel, "/beheer").met_fouten(fouten.len()),
        titel: titel.to_owned(),
        lijst_naam: lijst.naam(),
        terug: paths::lijst(lijst),
        actie: paths::van_lijst(lijst, wat),
        verwijderen: paths::van_lijst(lijst, "verwijderen"),
        groepen: form.groepen(),
        bijzonderheden: form.bijzonderheden(),
        met_groep: !lijst.groepen().is_empty(),
        met_bijzonder: lijst.kan_afschermen(),
        met_cbs: lijst.kenmerk_cbs().is_some(),
        form,
        fouten,
        bestaand,
        intussen,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn klaar(lijst: Codelijst, gedaan: &str) -> Response {
    Redirect::to(&format!("{}?gedaan={gedaan}", paths::lijst(lijst))).into_response()
}

pub(in crate::codelijst) async fn toon_nieuw(bezoek: Bezoek, Pad(lijst): Pad<Codelijst>) -> Resultaat {
    tonen(&bezoek, lijst, PostForm::leeg(lijst, bezoek.vandaag), None, String::new())
}

pub(in crate::codelijst) async fn verwerk_nieuw(
    bezoek: Bezoek,
    Pad(lijst): Pad<Codelijst>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = PostForm::uit(lijst, &formulier, bezoek.vandaag);
    let Some(nieuw) = form.lees(1) else { return tonen(&bezoek, lijst, form, None, String::new()) };
    match actions::voeg_toe(&bezoek, nieuw).await? {
        Uitslag::Gedaan | Uitslag::Intussen(_) => Ok(klaar(lijst, "toegevoegd")),
        Uitslag::Geweigerd(fouten) => {
            form.weiger(&fouten);
            tonen(&bezoek, lijst, form, None, String::new())
        }
    }
}

pub(in crate::codelijst) async fn toon(
    bezoek: Bezoek,
    Pad(lijst): Pad<Codelijst>,
    Query(welke): Query<Welke>,
) -> Resultaat {
    let (code, begon) = welke.lees()?;
    let mut reader = bezoek.reader().await?;
    let posten = storage::codelijst::posten(&mut reader).await?;
    let is = |post: &&Post| post.item.lijst == lijst && post.item.code == code && post.item.geldig.van == begon;
    let post = posten.iter().find(is).ok_or(Fout::NietGevonden)?;
    let in_gebruik = storage::codelijst::in_gebruik(&mut reader, lijst, &code, post.item.groep.as_ref()).await?;
    drop(reader);
    let bestaand = Bestaand { begon, versie: post.versie, kan_weg: post.kan_weg(in_gebruik) };
    tonen(&bezoek, lijst, PostForm::van(post, bezoek.vandaag), Some(bestaand), String::new())
}

pub(in crate::codelijst) async fn verwerk(
    bezoek: Bezoek,
    Pad(lijst): Pad<Codelijst>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = PostForm::uit(lijst, &formulier, bezoek.vandaag);
    let begon: Date = formulier.tekst("begon").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let versie = formulier.versie()?;
    let bestaand = |versie| Some(Bestaand { begon, versie, kan_weg: false });
    let Some(nieuw) = form.lees(versie) else { return tonen(&bezoek, lijst, form, bestaand(versie), String::new()) };
    match actions::wijzig(&bezoek, begon, nieuw).await? {
        Uitslag::Gedaan => Ok(klaar(lijst, "gewijzigd")),
        Uitslag::Geweigerd(fouten) => {
            form.weiger(&fouten);
            tonen(&bezoek, lijst, form, bestaand(versie), String::new())
        }
        Uitslag::Intussen(staat) => {
            let tot = staat.item.geldig.tot_en_met.map_or_else(String::new, |tot| format!(" t/m {tot}"));
            let cbs = staat.item.cbs_code.as_deref().unwrap_or("geen");
            let nu =
                format!("{}, geldig vanaf {}{tot}, code CBS: {cbs}", staat.item.omschrijving, staat.item.geldig.van);
            tonen(&bezoek, lijst, form, bestaand(staat.versie), nu)
        }
    }
}

pub(in crate::codelijst) async fn verwijder(
    bezoek: Bezoek,
    Pad(lijst): Pad<Codelijst>,
    formulier: Formulier,
) -> Resultaat {
    let welke = Welke { code: formulier.tekst("code").to_owned(), van: formulier.tekst("begon").to_owned() };
    let (code, begon) = welke.lees()?;
    actions::verwijder(&bezoek, lijst, &code, begon, formulier.versie()?).await?;
    Ok(klaar(lijst, "verwijderd"))
}
