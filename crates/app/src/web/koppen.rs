//! Around every answer: security headers, and errors as a page or as `problem+json`.

use askama::Template;
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde_json::json;

use super::{App, Bezoek, Fout, Pagina};

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sets the security headers. Pages with people on them are never kept by a cache.
pub async fn beveiligd(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/static/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), browsing-topics=()");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if app.instellingen.https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if !is_asset && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

#[derive(Template)]
#[template(path = "web/fout.html")]
struct FoutPagina<'a> {
    p: Pagina,
    tekst: &'a str,
    code: &'a str,
    /// Where somebody came from, when that was a page of ours.
    terug: String,
}

/// The page a visitor came from: of this site, and not the one that gave the error.
fn vorige(headers: &axum::http::HeaderMap, hier: &str) -> String {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let van_hier = text(header::REFERER).split_once("://").and_then(|(_, rest)| rest.strip_prefix(text(header::HOST)));
    let pad = van_hier.unwrap_or_default();
    let eigen = pad.starts_with('/') && !pad.starts_with("//") && !pad.contains('\\') && pad != hier;
    if eigen { pad.to_owned() } else { String::new() }
}

/// Turns an error into a page, or into `problem+json` (RFC 9457) for a program that asks for JSON.
pub async fn fouten_tonen(State(app): State<App>, request: Request, next: Next) -> Response {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let wants_json = accept.contains("json") && !accept.contains("html");
    let instance = request.uri().path().to_owned();
    let hier = if request.method() == axum::http::Method::GET { instance.as_str() } else { "" };
    let terug = vorige(request.headers(), hier);
    let response = next.run(request).await;
    let Some(fout) = known_error(&response) else { return response };
    let status = fout.status();
    if matches!(fout, Fout::NietIngelogd { .. }) && !wants_json {
        return response;
    }
    let (titel, tekst) = fout.woorden();
    if wants_json {
        let problem = json!({ "type": format!("urn:klantbeeld:fout:{}", fout.code()), "title": titel,
            "status": status.as_u16(), "detail": tekst, "instance": instance, "code": fout.code() });
        let mut answer = (status, Json(problem)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
        return answer;
    }
    // Nobody in particular when the address is not one of ours, or before somebody is known.
    let bezoek = response.extensions().get::<Bezoek>();
    let p = bezoek.map_or_else(|| Pagina::kaal(&app, titel), |bezoek| Pagina::voor(bezoek, titel, ""));
    let page = FoutPagina { p, tekst: &tekst, code: fout.code(), terug };
    (status, Html(page.render().unwrap_or_default())).into_response()
}

/// The error in an answer: one of ours, or a bare status of the framework (no such route, wrong method, body too large).
fn known_error(response: &Response) -> Option<Fout> {
    if let Some(fout) = response.extensions().get::<Fout>() {
        return Some(fout.clone());
    }
    let empty =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let geweigerd = |status, code, tekst: &str| Some(Fout::Geweigerd { status, code, tekst: tekst.to_owned() });
    match response.status() {
        _ if !empty => None,
        StatusCode::NOT_FOUND => Some(Fout::NietGevonden),
        status @ StatusCode::METHOD_NOT_ALLOWED => {
            geweigerd(status, "methode", "Deze bewerking bestaat niet op dit adres. Ga terug en probeer het opnieuw.")
        }
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            geweigerd(status, "te_groot", "Wat u verstuurt is te groot. Maak de tekst korter en probeer het opnieuw.")
        }
        status if status.is_client_error() => {
            geweigerd(status, "ongeldig", "Dit verzoek is niet te begrijpen. Ga terug en probeer het opnieuw.")
        }
        status @ StatusCode::SERVICE_UNAVAILABLE => {
            tracing::error!("a request took too long");
            let tekst =
                "Klantbeeld was te lang bezig met uw vraag. Kijk of het gelukt is voordat u het opnieuw probeert.";
            geweigerd(status, "te_druk", tekst)
        }
        status if status.is_server_error() => Some(Fout::Onverwacht(status.to_string())),
        _ => None,
    }
}
