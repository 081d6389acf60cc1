//! Style sheets, scripts and fonts: built by `frontend/`, carried in the binary, served under names that change with
//! their content, so that a browser keeps them for a year.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/dist"]
struct Dist;

static MANIFEST: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let file = Dist::get("manifest.json");
    file.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
});

/// The URL of a file by its plain name: `klantbeeld.css` → `/static/klantbeeld.3fa9c1.css`.
#[must_use]
pub fn url(naam: &str) -> String {
    format!("/static/{}", MANIFEST.get(naam).map_or(naam, String::as_str))
}

/// Serves a file, compressed when the browser takes it.
pub async fn bestand(headers: HeaderMap, axum::extract::Path(naam): axum::extract::Path<String>) -> Response {
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| accepts.split(',').any(|part| part.trim().split(';').next() == Some(coding));
    let encodings = [("br", ".br"), ("gzip", ".gz")];
    let found = encodings
        .into_iter()
        .filter(|(coding, _)| takes(coding))
        .find_map(|(coding, suffix)| Some((Some(coding), Dist::get(&format!("{naam}{suffix}"))?)));
    let Some((coding, file)) = found.or_else(|| Some((None, Dist::get(&naam)?))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = match file.data {
        Cow::Borrowed(bytes) => bytes.into_response(),
        Cow::Owned(bytes) => bytes.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&naam)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

fn content_type(naam: &str) -> &'static str {
    match naam.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
