//! The table, with a form to add a row and one per row to give it its last day.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{besluit::Verlagingsrij, datum::kort};

use super::super::{
    actions::{self, Uitslag},
    forms::RijForm,
    paths,
};
use crate::web::{Bezoek, Formulier, Fout, Pagina, Resultaat, pagina, woorden::zin};

struct Rij {
    code: String,
    gedraging: String,
    maat: String,
    geldig: String,
    bron: String,
    /// The day of the row and its version, to give it a last day; no form when it has one.
    van: String,
    versie: i64,
    open: bool,
}

#[derive(Template)]
#[template(path = "recht/verlagingstabel/pages/tabel.html")]
struct TabelPagina {
    p: Pagina,
    onder: String,
    rijen: Vec<Rij>,
    form: RijForm,
    fouten: Vec<(String, String)>,
    vandaag: String,
}

fn rij((is, versie): &(Verlagingsrij, i64)) -> Rij {
    let maanden = if is.maanden == 1 { "maand" } else { "maanden" };
    Rij {
        code: is.code.clone(),
        gedraging: is.gedraging.clone(),
        maat: format!("{} %, {} {maanden}", is.procent, is.maanden),
        geldig: match is.geldig.tot_en_met {
            Some(tot) => format!("{} t/m {}", kort(is.geldig.van), kort(tot)),
            None => format!("vanaf {}", kort(is.geldig.van)),
        },
        bron: is.bron.clone(),
        van: is.geldig.van.to_string(),
        versie: *versie,
        open: is.geldig.tot_en_met.is_none(),
    }
}

async fn tonen(bezoek: &Bezoek, form: RijForm) -> Resultaat {
    let rijen = storage::verlagingstabel::rijen(&mut bezoek.reader().await?).await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&TabelPagina {
        p: Pagina::voor(bezoek, "Verlagingstabel", "/beheer").met_fouten(fouten.len()),
        onder: match rijen.len() {
            0 => "Nog leeg".to_owned(),
            1 => "1 regel".to_owned(),
            aantal => format!("{aantal} regels"),
        },
        rijen: rijen.iter().map(rij).collect(),
        fouten,
        form,
        vandaag: bezoek.vandaag.to_string(),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::verlagingstabel) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, RijForm::leeg()).await
}

pub(in crate::recht::verlagingstabel) async fn voeg_toe(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = RijForm::uit(&formulier);
    let Some(nieuw) = form.lees() else { return tonen(&bezoek, form).await };
    match actions::voeg_toe(&bezoek, nieuw).await? {
        Uitslag::Gedaan => Ok(Redirect::to(paths::TABEL).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, form).await
        }
    }
}

pub(in crate::recht::verlagingstabel) async fn beeindig(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let van = formulier.tekst("van").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let tot = domain::datum::lees(formulier.tekst("laatste_dag")).ok_or_else(|| {
        Fout::ongeldig("laatste_dag", "Vul de laatste dag in als bestaande datum, bijvoorbeeld 31 december 2026.")
    })?;
    match actions::beeindig(&bezoek, (formulier.tekst("code"), van), versie, tot).await? {
        Uitslag::Gedaan => Ok(Redirect::to(paths::TABEL).into_response()),
        Uitslag::Geweigerd(geweigerd) => Err(Fout::in_strijd("verlagingstabel", zin(&geweigerd.to_string()))),
    }
}
