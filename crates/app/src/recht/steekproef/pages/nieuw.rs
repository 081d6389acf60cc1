//! The form to draw a sample. Sent once, it says how many that would be; sent once more, it is drawn.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};

use super::super::{
    actions::{self, Uitslag, Vooruit},
    forms::SteekproefForm,
    paths,
};
use crate::{
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Formulier, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "recht/steekproef/pages/nieuw.html")]
struct NieuwPagina {
    p: Pagina,
    form: SteekproefForm,
    fouten: Vec<(String, String)>,
    /// How many it would be; empty until that was asked.
    vooruit: String,
    gevolg: String,
    bevestiging: String,
    knop: &'static str,
}

/// How many would be drawn, and what would follow.
fn in_woorden(is: &Vooruit) -> (String, String) {
    let getrokken = match is.getrokken {
        1 => "Er wordt 1 klant getrokken".to_owned(),
        aantal => format!("Er worden {aantal} klanten getrokken"),
    };
    let lopend = match is.lopend {
        0 => String::new(),
        1 => " Bij 1 van hen loopt al een onderzoek; daar begint geen tweede.".to_owned(),
        aantal => format!(" Bij {aantal} van hen loopt al een onderzoek; daar begint geen tweede."),
    };
    let nieuw = match is.getrokken - is.lopend {
        1 => "Er begint dan 1 onderzoek.".to_owned(),
        aantal => format!("Er beginnen dan {aantal} onderzoeken."),
    };
    (format!("{getrokken}, van de {}.", is.omvang), format!("{nieuw}{lopend} Klopt dat? Verstuur dan nog een keer."))
}

fn tonen(bezoek: &Bezoek, form: SteekproefForm, vooruit: Option<&Vooruit>) -> Resultaat {
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (zin, gevolg) = vooruit.map(in_woorden).unwrap_or_default();
    let mut response = pagina(&NieuwPagina {
        p: Pagina::voor(bezoek, "Steekproef trekken", VANDAAG).met_fouten(fouten.len()),
        fouten,
        vooruit: zin,
        gevolg,
        bevestiging: vooruit.map_or_else(String::new, |is| is.bevestiging.clone()),
        knop: if vooruit.is_some() { "Steekproef trekken" } else { "Bekijken hoeveel het er zijn" },
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::steekproef) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, SteekproefForm::voorstel(&bezoek), None)
}

pub(in crate::recht::steekproef) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = SteekproefForm::uit(&bezoek, &formulier);
    let Some(opzet) = form.lees() else { return tonen(&bezoek, form, None) };
    match actions::trek(&bezoek, opzet, &form.bevestigd).await? {
        Uitslag::Getrokken(id) => Ok(Redirect::to(&paths::steekproef(id)).into_response()),
        Uitslag::Bevestigen(vooruit) => tonen(&bezoek, form, Some(&vooruit)),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, form, None)
        }
    }
}
