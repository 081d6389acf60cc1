//! Who is visiting: the session behind a cookie, and the gate before every handler.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    codelijst::Kijker,
    gebruiker::{Gebruiker, Recht},
    gemeente::Gemeente,
    id::KlantId,
    logboek::{Doel, Regel},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use sha2::{Digest as _, Sha256};
use storage::{Reader, Writer, gemeente::GemeenteNaam, inzage::Inzage, sessie::Sessie};
use uuid::Uuid;

use super::{App, Fout, Resultaat, csrf, routes::Rechten};

/// The name of the cookie; behind https it gets the prefix that binds it to this host.
pub const COOKIE: &str = "klantbeeld_sessie";

/// Without a click for this long, somebody else may be sitting there.
const STIL: SignedDuration = SignedDuration::from_mins(45);

/// The name of the cookie as it is sent.
#[must_use]
pub fn cookie(https: bool) -> String {
    if https { format!("__Host-{COOKIE}") } else { COOKIE.to_owned() }
}

/// The visitor's address. What a header says is believed only behind a proxy that writes it.
#[must_use]
pub fn bezoekersadres(app: &App, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
    // The proxy adds its line or its part at the end; what stands before is whatever the visitor wrote.
    let mut lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let last = lines.next_back().and_then(|list| list.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
    last.filter(|_| app.instellingen.achter_proxy).unwrap_or_else(|| peer.ip())
}

/// What the database keeps of a token.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// The hash of the token a browser brings along, if it does.
#[must_use]
pub fn meegebracht(headers: &HeaderMap, https: bool) -> Option<[u8; 32]> {
    token_from(headers, &cookie(https)).map(|token| token_hash(&token))
}

fn token_from(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// A visit: who, when, and with what. Every handler starts from it.
#[derive(Clone)]
pub struct Bezoek {
    /// The program.
    pub app: App,
    /// Who, and of which municipality.
    pub sessie: Arc<Sessie>,
    /// The hash of the token, to end the session with.
    pub token_hash: [u8; 32],
    /// The moment of the request.
    pub nu: Timestamp,
    /// Today.
    pub vandaag: Date,
}

impl Bezoek {
    /// Who.
    #[must_use]
    pub fn gebruiker(&self) -> &Gebruiker {
        &self.sessie.gebruiker
    }

    /// What somebody asked earlier to be done, as if he were here. There is no session, and nothing of it is shown.
    #[must_use]
    pub(crate) fn namens(app: &App, gebruiker: Gebruiker, gemeente: &GemeenteNaam) -> Self {
        let (nu, vandaag) = (app.omgeving.nu(), app.omgeving.vandaag());
        let gemeente_naam = gemeente.naam.clone();
        let sessie = Sessie { gebruiker, gemeente_naam, csrf_sleutel: Vec::new(), laatst_gezien: nu };
        Self { app: app.clone(), sessie: Arc::new(sessie), token_hash: [0; 32], nu, vandaag }
    }

    /// Of which municipality.
    #[must_use]
    pub fn gemeente(&self) -> Gemeente {
        self.sessie.gebruiker.gemeente
    }

    /// A connection to read with, bound to the visitor's municipality.
    pub async fn reader(&self) -> Resultaat<Reader> {
        Ok(self.app.database.read(self.gemeente()).await?)
    }

    /// A transaction, bound to the visitor's municipality.
    pub async fn writer(&self) -> Resultaat<Writer> {
        Ok(self.app.database.write(self.gemeente()).await?)
    }

    /// Code lists and colleagues.
    pub async fn lijsten(&self) -> Resultaat<Arc<super::Lijsten>> {
        Ok(self.app.lijsten(self.gemeente()).await?)
    }

    /// What this visitor may read of special data of a client.
    pub async fn kijker(&self, reader: &mut Reader, klant: KlantId) -> Resultaat<Kijker> {
        let werkt_met = storage::doelgroep::werkt_met(reader, klant, self.gebruiker().id, self.vandaag).await?;
        Ok(Kijker::van(werkt_met))
    }

    /// A token for the forms of a page.
    #[must_use]
    pub fn csrf(&self) -> String {
        csrf::token(&self.sessie.csrf_sleutel, self.app.omgeving.geheim())
    }

    /// A log line for something this visitor does. `details` are codes, dates and amounts; never free text.
    #[must_use]
    pub fn regel(
        &self,
        handeling: &'static str,
        object: impl Into<Uuid>,
        klant: Option<KlantId>,
        details: &serde_json::Value,
    ) -> Regel {
        Regel {
            moment: self.nu,
            gebruiker: Some(self.gebruiker().id),
            handeling,
            object: Some(object.into()),
            klant,
            doel: Doel::Begeleiding,
            details: details.to_string(),
        }
    }

    /// A log line about running the house: about no client, and of a setting that has no id of its own; `details` tell which.
    #[must_use]
    pub fn huisregel(&self, handeling: &'static str, details: &serde_json::Value) -> Regel {
        Regel { object: None, doel: Doel::Beheer, ..self.regel(handeling, Uuid::nil(), None, details) }
    }

    /// Notes that clients are shown, and waits until that is on disk: what is not logged is not shown.
    pub async fn inzage(&self, handeling: &'static str, doel: Doel, klanten: Vec<KlantId>) -> Resultaat<()> {
        if klanten.is_empty() {
            return Ok(());
        }
        let (gemeente, gebruiker) = (self.gemeente(), self.gebruiker().id);
        let inzage = Inzage { gemeente, moment: self.nu, gebruiker, handeling, doel, klanten };
        Ok(self.app.inzage.leg_vast(inzage).await?)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Bezoek {
    type Rejection = Fout;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fout> {
        parts.extensions.get::<Self>().cloned().ok_or(Fout::NietIngelogd { terug: parts.uri.path().to_owned() })
    }
}

/// The gate: no handler runs before the right of its route was checked.
pub async fn poort(State((app, rechten)): State<(App, Rechten)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let (bezoek, verboden) = match toegang(&app, &rechten, &parts).await {
        Ok(Toegang::Iedereen) => return next.run(Request::from_parts(parts, body)).await,
        Ok(Toegang::Mag(bezoek)) => (bezoek, false),
        Ok(Toegang::MagNiet(bezoek)) => (bezoek, true),
        Err(fout) => return fout.into_response(),
    };
    let wie = (Arc::clone(&bezoek.sessie), bezoek.token_hash, bezoek.nu, bezoek.vandaag);
    let mut response = if verboden {
        Fout::Verboden.into_response()
    } else {
        parts.extensions.insert(bezoek);
        next.run(Request::from_parts(parts, body)).await
    };
    // What went wrong is told within the frame of who is there: the menu and the search box lead on.
    if response.status().is_client_error() || response.status().is_server_error() {
        let (sessie, token_hash, nu, vandaag) = wie;
        response.extensions_mut().insert(Bezoek { app, sessie, token_hash, nu, vandaag });
    }
    response
}

/// Who comes in.
enum Toegang {
    /// The route is for everybody, also without a session.
    Iedereen,
    /// The role carries the right.
    Mag(Bezoek),
    /// It does not, and the visitor may know that the page is there.
    MagNiet(Bezoek),
}

/// A method that no route of this path has is another mistake than a path that does not exist.
fn undeclared(rechten: &Rechten, pad: &str) -> Fout {
    if rechten.kent(pad) {
        Fout::Geweigerd {
            status: StatusCode::METHOD_NOT_ALLOWED,
            code: "methode",
            tekst: "Deze bewerking bestaat niet op dit adres. Ga terug en probeer het opnieuw.".to_owned(),
        }
    } else {
        Fout::NietGevonden
    }
}

/// How long a page waits for the note that its visitor is still there.
const AANRAKEN: Duration = Duration::from_millis(300);

/// Notes that a session is in use. While something large is written (an import), that can take seconds: no page waits for it,
/// and the next one tries again.
async fn raak_aan(app: &App, token_hash: &[u8], nu: Timestamp) {
    match tokio::time::timeout(AANRAKEN, storage::sessie::touch(&app.database, token_hash, nu)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the use of a session was not noted"),
        Err(_) => tracing::warn!("the use of a session was not noted: the database is busy"),
    }
}

async fn toegang(app: &App, rechten: &Rechten, request: &Parts) -> Resultaat<Toegang> {
    let pad = request.extensions.get::<MatchedPath>().map(MatchedPath::as_str).ok_or(Fout::NietGevonden)?;
    let recht = rechten.van(&request.method, pad).ok_or_else(|| undeclared(rechten, pad))?;
    if request.uri.path_and_query().is_some_and(|asked| asked.as_str().contains("%00")) {
        return Err(Fout::ongeldig(
            "tekens",
            "In het adres staat een teken dat daar niet hoort. Ga terug en probeer het opnieuw.",
        ));
    }
    if !csrf::eigen_pagina(&request.method, &request.headers) {
        return Err(Fout::FormulierVerlopen);
    }
    if matches!(recht, Recht::Openbaar | Recht::GeheimAdres) {
        return Ok(Toegang::Iedereen);
    }
    // After logging in, go on with what was looked at. A form that was sent is not sent again, but shown again with its
    // draft: it stands at the address it is sent to.
    let asked = || request.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let terug = || match request.method.is_safe() {
        true => asked(),
        false if rechten.van(&Method::GET, pad).is_some() => request.uri.path().to_owned(),
        false => "/".to_owned(),
    };
    let niet_ingelogd = || Fout::NietIngelogd { terug: terug() };
    let token = token_from(&request.headers, &cookie(app.instellingen.https)).ok_or_else(niet_ingelogd)?;
    let (token_hash, nu) = (token_hash(&token), app.omgeving.nu());
    let sessie = storage::sessie::find(&app.database, &token_hash, nu, nu - STIL).await?.ok_or_else(niet_ingelogd)?;
    let rol = sessie.gebruiker.rol;
    let mag = rol.mag(recht);
    if !mag && !rol.weet_van_andere_paginas() {
        return Err(Fout::NietGevonden);
    }
    if nu.duration_since(sessie.laatst_gezien) >= SignedDuration::from_mins(1) {
        raak_aan(app, &token_hash, nu).await;
    }
    app.ververs_lijsten(sessie.gebruiker.gemeente).await?;
    let vandaag = domain::datum::plaatselijk(nu).date();
    let bezoek = Bezoek { app: app.clone(), sessie: Arc::new(sessie), token_hash, nu, vandaag };
    Ok(if mag { Toegang::Mag(bezoek) } else { Toegang::MagNiet(bezoek) })
}
