//! Somebody at a browser, and what the program answers.

use std::{
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use domain::id::KlantId;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::{TestApp, WACHTWOORD};
use crate::omgeving::Omgeving;

/// Somebody at a browser.
pub(crate) struct Browser<'a> {
    app: &'a TestApp,
    cookie: String,
    csrf: Mutex<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Antwoord {
    pub(crate) status: StatusCode,
    /// Where a redirect leads.
    pub(crate) naar: String,
    pub(crate) text: String,
    pub(crate) bytes: axum::body::Bytes,
    pub(crate) cookie: String,
    pub(crate) headers: header::HeaderMap,
}

impl TestApp {
    /// Somebody at a browser, not logged in.
    pub(crate) fn bezoeker(&self) -> Browser<'_> {
        Browser { app: self, cookie: String::new(), csrf: Mutex::default() }
    }

    /// Somebody who logged in.
    pub(crate) async fn log_in(&self, naam: &str) -> Browser<'_> {
        let mut browser = self.bezoeker();
        let answer = browser.post("/inloggen", &[("gebruikersnaam", naam), ("wachtwoord", WACHTWOORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{naam} logs in: {}", answer.text);
        browser.cookie = answer.cookie.split(';').next().unwrap_or_default().to_owned();
        browser
    }
}

impl Browser<'_> {
    /// Opens a page; keeps the token of its forms.
    pub(crate) async fn get(&self, pad: &str) -> Antwoord {
        let answer = self.send(Method::GET, pad, None, &[]).await;
        if let Some((_, rest)) = answer.text.split_once("name=\"csrf\" value=\"") {
            let token = rest.split('"').next().unwrap_or_default();
            token.clone_into(&mut self.csrf.lock().unwrap_or_else(PoisonError::into_inner));
        }
        answer
    }

    /// Sends a form, with the token of the last page that was opened (or of the first page when none was).
    pub(crate) async fn post(&self, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        if self.csrf.lock().unwrap_or_else(PoisonError::into_inner).is_empty() && !self.cookie.is_empty() {
            self.get("/zoeken").await;
        }
        let token = self.csrf.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(velden);
        form.append_pair("csrf", &token);
        self.send(Method::POST, pad, Some(form.finish()), &[]).await
    }

    /// Records a conversation that was held on a day.
    pub(crate) async fn spreek(&self, klant: KlantId, dag: &str) {
        let id: Uuid = Omgeving::machine().nieuw_id();
        let velden = [
            ("id", &*id.to_string()),
            ("soort", "participatiegesprek"),
            ("datum", dag),
            ("tijd", "09.00"),
            ("duur", "60"),
            ("plaats", "kamer 2.14"),
            ("tekst", "Hoe het gaat en wat er nodig is."),
            ("afspraken", ""),
        ];
        self.post(&format!("/klanten/{klant}/gesprekken/vastleggen"), &velden).await.expect(303);
    }

    /// Sends whatever is asked, with headers of one's own.
    pub(crate) async fn send(
        &self,
        method: Method,
        pad: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> Antwoord {
        let mut request = Request::builder().method(method).uri(pad).header(header::COOKIE, &self.cookie);
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(body.map_or_else(Body::empty, Body::from)).unwrap()).await
    }

    /// Sends bytes as they are: a file, or a form that no browser makes. The headers say what they are.
    pub(crate) async fn send_bytes(
        &self,
        method: Method,
        pad: &str,
        body: Vec<u8>,
        headers: &[(&str, &str)],
    ) -> Antwoord {
        let request = Request::builder().method(method).uri(pad).header(header::COOKIE, &self.cookie);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// The token of the last page that was opened.
    pub(crate) fn csrf(&self) -> String {
        self.csrf.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn ask(&self, mut request: Request<Body>) -> Antwoord {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            let value = response.headers().get(name).map(|value: &header::HeaderValue| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        };
        let (status, naar, cookie) = (response.status(), text(header::LOCATION), text(header::SET_COOKIE));
        let headers = response.headers().clone();
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Antwoord { status, naar, cookie, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Antwoord {
    /// The page was shown and says so.
    pub(crate) fn expect_text(self, text: &str) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.says(text)
    }

    /// The page says so, whatever its status.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.text.contains(text), "expected {text:?} in {} {}", self.status, self.text);
        self
    }

    /// The answer has this status.
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }
}
