//! When something cannot be done: a refusal in plain Dutch, not found, or broken. Internals are logged and never shown.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

/// What a handler returns.
pub type Resultaat<T = Response> = Result<T, Fout>;

/// Why a request is not answered with what it asked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fout {
    /// Nobody is logged in; where to go after logging in.
    #[error("niet ingelogd")]
    NietIngelogd {
        /// The page that was asked for.
        terug: String,
    },
    /// There is no such thing, or not for this person: the two are not told apart.
    #[error("niet gevonden")]
    NietGevonden,
    /// The role does not carry the right.
    #[error("verboden")]
    Verboden,
    /// The form does not come from a page of ours, or from a session that ended.
    #[error("het formulier is verlopen")]
    FormulierVerlopen,
    /// A rule says no. The text is for the person.
    #[error("{tekst}")]
    Geweigerd {
        /// The status of the answer.
        status: StatusCode,
        /// A stable code for other programs.
        code: &'static str,
        /// What is wrong and what to do.
        tekst: String,
    },
    /// Somebody else changed it in the meantime.
    #[error("intussen gewijzigd")]
    Intussen,
    /// The database is away, full or broken.
    #[error("{0}")]
    Database(std::sync::Arc<storage::Error>),
    /// Something that cannot happen; logged in full.
    #[error("onverwacht: {0}")]
    Onverwacht(String),
}

impl Fout {
    /// A refusal of input that does not make sense (400).
    #[must_use]
    pub fn ongeldig(code: &'static str, tekst: impl Into<String>) -> Self {
        Self::Geweigerd { status: StatusCode::BAD_REQUEST, code, tekst: tekst.into() }
    }

    /// A refusal because of how things stand (409).
    #[must_use]
    pub fn in_strijd(code: &'static str, tekst: impl Into<String>) -> Self {
        Self::Geweigerd { status: StatusCode::CONFLICT, code, tekst: tekst.into() }
    }

    /// A form that was done already comes again with something else in it, as after the Back button. What it says now is not
    /// kept, and that must be told.
    #[must_use]
    pub fn al_verstuurd() -> Self {
        Self::in_strijd(
            "al_verstuurd",
            "Dit formulier was al verstuurd, met iets anders erin. Wat u nu invulde, is niet bewaard. Ga terug in uw browser, \
             kopieer uw tekst, en open het formulier opnieuw.",
        )
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        use storage::Error as E;
        match self {
            Self::NietIngelogd { .. } => StatusCode::UNAUTHORIZED,
            Self::NietGevonden => StatusCode::NOT_FOUND,
            Self::Verboden | Self::FormulierVerlopen => StatusCode::FORBIDDEN,
            Self::Geweigerd { status, .. } => *status,
            Self::Intussen => StatusCode::CONFLICT,
            Self::Database(error) => match **error {
                E::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
                E::DiskFull(_) => StatusCode::INSUFFICIENT_STORAGE,
                E::Duplicate(_) | E::Stale => StatusCode::CONFLICT,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::Onverwacht(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A stable code for other programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NietIngelogd { .. } => "niet_ingelogd",
            Self::NietGevonden => "niet_gevonden",
            Self::Verboden => "verboden",
            Self::FormulierVerlopen => "formulier_verlopen",
            Self::Geweigerd { code, .. } => code,
            Self::Intussen => "intussen_gewijzigd",
            Self::Database(_) if self.status() == StatusCode::SERVICE_UNAVAILABLE => "database_weg",
            Self::Database(_) if self.status() == StatusCode::INSUFFICIENT_STORAGE => "schijf_vol",
            Self::Database(_) if self.status() == StatusCode::CONFLICT => "bestaat_al",
            Self::Database(_) | Self::Onverwacht(_) => "storing",
        }
    }

    /// Title and text as a person reads them.
    #[must_use]
    pub fn woorden(&self) -> (&'static str, String) {
        let text = |title, text: &str| (title, text.to_owned());
        match self {
            Self::NietIngelogd { .. } => text("U bent niet ingelogd", "Log in en probeer het opnieuw."),
            Self::NietGevonden => text(
                "Deze pagina is er niet",
                "De pagina of de klant bestaat niet, of hoort niet bij uw gemeente. Controleer het adres, of zoek de klant op.",
            ),
            Self::Verboden => text(
                "Dit mag u niet bekijken of wijzigen",
                "Uw rol geeft hier geen recht op. Vraag de applicatiebeheerder als u dit voor uw werk nodig heeft.",
            ),
            Self::FormulierVerlopen => text(
                "Dit formulier is verlopen",
                "Er is niets gewijzigd. Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer.",
            ),
            Self::Geweigerd { tekst, .. } => ("Dit kan niet", tekst.clone()),
            Self::Intussen => text(
                "Dit is intussen gewijzigd",
                "Een collega was u voor, of u verstuurde dit zelf al: in een ander venster of door twee keer te klikken. Wat u nu \
                 verstuurde is niet opgeslagen. Ga terug, laad de pagina opnieuw en bekijk wat er staat.",
            ),
            Self::Database(_) if self.status() == StatusCode::SERVICE_UNAVAILABLE => text(
                "De gegevens zijn even niet bereikbaar",
                "Er is niets gewijzigd. Probeer het over een minuut opnieuw. Blijft dit zo, bel dan de applicatiebeheerder.",
            ),
            Self::Database(_) if self.status() == StatusCode::INSUFFICIENT_STORAGE => text(
                "Opslaan lukt niet: de schijf is vol",
                "Er is niets gewijzigd. Bel de applicatiebeheerder. Ga daarna terug in uw browser: in het formulier staat uw tekst meestal nog.",
            ),
            Self::Database(_) if self.status() == StatusCode::CONFLICT => text(
                "Dit bestaat al of is intussen gewijzigd",
                "Er is niets gewijzigd. Ga terug en laad de pagina opnieuw.",
            ),
            Self::Database(_) | Self::Onverwacht(_) => text(
                "Er ging iets mis",
                "Dit ligt aan Klantbeeld, niet aan u. Er is niets gewijzigd en de storing is vastgelegd. Probeer het opnieuw.",
            ),
        }
    }
}

impl From<storage::Error> for Fout {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::Stale => Self::Intussen,
            error => Self::Database(std::sync::Arc::new(error)),
        }
    }
}

impl IntoResponse for Fout {
    /// The status and the error itself; `fouten_tonen` turns it into a page or `problem+json`, as was asked.
    fn into_response(self) -> Response {
        if let Self::NietIngelogd { terug } = &self {
            let query = serde_urlencoded(terug);
            let mut response = Redirect::to(&format!("/inloggen?terug={query}")).into_response();
            response.extensions_mut().insert(self);
            return response;
        }
        if self.status().is_server_error() {
            tracing::error!(error = ?self, "a request failed");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A path as the value of a query parameter.
fn serde_urlencoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push_str(&domain::logboek::hex(&[byte]).to_uppercase());
        }
    }
    out
}
