//! The page to log in.

use askama::Template;
use axum::{
    extract::{ConnectInfo, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::gebruiker::Rol;
use serde::Deserialize;
use std::net::SocketAddr;

use super::super::actions::{self, Afgewezen};
use crate::web::{
    App, Bezoek, Formulier, Pagina, Resultaat, Veld, bezoekersadres, cookie, meegebracht, pagina, veld::fouten,
};

#[derive(Template)]
#[template(path = "inloggen/pages/inloggen.html")]
struct InlogPagina {
    p: Pagina,
    naam: Veld,
    wachtwoord: Veld,
    fouten: Vec<(String, String)>,
    terug: String,
}

/// Where to go after logging in.
#[derive(Deserialize)]
pub(in crate::inloggen) struct Vraag {
    #[serde(default)]
    terug: String,
}

/// Only a path of our own: never a way to another site.
fn eigen_pad(terug: &str) -> &str {
    // A browser leaves out tabs and line ends before it reads an address: "/<tab>/evil.example" is another site.
    let plain = terug.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let own = plain && terug.starts_with('/') && !terug.starts_with("//");
    if own && !terug.starts_with("/inloggen") { terug } else { "/" }
}

/// The first page of each role.
pub(in crate::inloggen) async fn begin(bezoek: Bezoek) -> Redirect {
    Redirect::to(match bezoek.gebruiker().rol {
        Rol::Klantmanager | Rol::Teamleider => "/vandaag",
        Rol::Beleidsadviseur => "/projecten",
        Rol::Beheerder => "/beheer",
        Rol::Deskundige => "/mijn-gesprekken",
        Rol::Rechtmatigheid => "/rechtmatigheid",
        Rol::Aanbieder => crate::aanbieder::paths::BEGIN,
    })
}

fn formulier(app: &App, naam: &str, terug: &str, fout: Option<&str>) -> InlogPagina {
    let mut naam = Veld::new("gebruikersnaam", "Gebruikersnaam").met(naam);
    if let Some(fout) = fout {
        naam.afkeuren(fout);
    }
    let fouten = fouten(&[&naam]);
    InlogPagina {
        p: Pagina::kaal(app, "Inloggen").met_fouten(fouten.len()),
        naam,
        wachtwoord: Veld::new("wachtwoord", "Wachtwoord"),
        fouten,
        terug: eigen_pad(terug).to_owned(),
    }
}

pub(in crate::inloggen) async fn toon(State(app): State<App>, Query(vraag): Query<Vraag>) -> Resultaat {
    pagina(&formulier(&app, "", &vraag.terug, None))
}

pub(in crate::inloggen) async fn verwerk(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    form: Formulier,
) -> Resultaat {
    let adres = bezoekersadres(&app, peer, &headers).to_string();
    let (naam, terug) = (form.tekst("gebruikersnaam"), form.tekst("terug"));
    let (status, fout) = match actions::log_in(&app, naam, form.tekst("wachtwoord"), &adres).await? {
        Ok(token) => {
            // Somebody else at the same counter: the visit before this one is over.
            if let Some(vorige) = meegebracht(&headers, app.instellingen.https) {
                storage::sessie::delete(&app.database, &vorige).await?;
            }
            return Ok(let_in(&app, &token, eigen_pad(terug)));
        }
        Err(Afgewezen::Onjuist) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Gebruikersnaam of wachtwoord klopt niet. Probeer het opnieuw, of vraag de applicatiebeheerder om een nieuw wachtwoord.",
        ),
        Err(Afgewezen::TeVaak) => (
            StatusCode::TOO_MANY_REQUESTS,
            "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht 15 minuten en probeer het dan opnieuw.",
        ),
    };
    let mut response = pagina(&formulier(&app, naam, terug, Some(fout)))?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::inloggen) async fn uitloggen(bezoek: Bezoek, _form: Formulier) -> Resultaat {
    actions::log_uit(&bezoek).await?;
    Ok(with_cookie(&bezoek.app, "", 0, Redirect::to("/inloggen").into_response()))
}

fn let_in(app: &App, token: &str, terug: &str) -> Response {
    with_cookie(app, token, 12 * 60 * 60, Redirect::to(terug).into_response())
}

fn with_cookie(app: &App, token: &str, seconds: u32, mut response: Response) -> Response {
    let https = app.instellingen.https;
    let secure = if https { "; Secure" } else { "" };
    let line = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", cookie(https));
    if let Ok(value) = HeaderValue::from_str(&line) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::eigen_pad;

    #[test]
    fn after_logging_in_one_stays_here() {
        assert_eq!(eigen_pad("/klanten/1?x=2"), "/klanten/1?x=2");
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "",
            "/inloggen?terug=/",
            "/\t/evil.example",
            "/\u{0}x",
            "/\u{7f}",
        ] {
            assert_eq!(eigen_pad(elsewhere), "/", "{elsewhere}");
        }
    }
}
