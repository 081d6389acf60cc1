//! Forms: what was typed, and what the page shows again beside each field.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
};

use super::{Bezoek, Fout, csrf, meerdelig};

/// A field of a form as the page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Veld {
    /// Name of the input.
    pub naam: &'static str,
    /// What stands above it.
    pub label: String,
    /// What was typed.
    pub waarde: String,
    /// What is wrong with it and what to do.
    pub fout: Option<String>,
    /// What helps to fill it in.
    pub uitleg: Option<String>,
    /// Whether it must be filled in.
    pub verplicht: bool,
}

impl Veld {
    /// A field that must be filled in.
    #[must_use]
    pub fn new(naam: &'static str, label: &str) -> Self {
        Self { naam, label: label.to_owned(), verplicht: true, ..Self::default() }
    }

    /// A field that may stay empty.
    #[must_use]
    pub fn vrij(naam: &'static str, label: &str) -> Self {
        Self { verplicht: false, ..Self::new(naam, label) }
    }

    /// With a line of help.
    #[must_use]
    pub fn uitleg(self, uitleg: &str) -> Self {
        Self { uitleg: Some(uitleg.to_owned()), ..self }
    }

    /// With a value.
    #[must_use]
    pub fn met(self, waarde: impl Into<String>) -> Self {
        Self { waarde: waarde.into(), ..self }
    }

    /// With what was sent under its name.
    #[must_use]
    pub fn uit(self, formulier: &Formulier) -> Self {
        let waarde = formulier.tekst(self.naam).to_owned();
        Self { waarde, ..self }
    }

    /// Notes an error.
    pub fn afkeuren(&mut self, fout: impl Into<String>) {
        self.fout = Some(fout.into());
    }

    /// Of one line, and nothing in it that is not seen: a line break, a control character, or one that turns the order of letters round.
    /// Such a text reads as another one elsewhere: in a letter, a list, the head of a message. An error is noted at the field.
    pub fn moet_leesbaar_zijn(&mut self) {
        let onzichtbaar = |c: char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        };
        if self.waarde.trim().contains(onzichtbaar) {
            self.afkeuren(
                "Hier staat een teken in dat niet te zien is, of een regeleinde. Typ het opnieuw, op één regel.",
            );
        }
    }

    /// Reads the value; an error is noted at the field with the words given.
    pub fn lees<T>(&mut self, lezen: impl FnOnce(&str) -> Option<T>, fout: &str) -> Option<T> {
        let value = lezen(self.waarde.trim());
        if value.is_none() {
            self.afkeuren(fout);
        }
        value
    }

    /// Reads a date of a form: `2026-11-23` from a browser's date field, or as people write it.
    pub fn datum(&mut self, fout: &str) -> Option<jiff::civil::Date> {
        self.lees(domain::datum::lees, fout)
    }
}

/// The errors of a form, for the summary: name of the field and text.
#[must_use]
pub fn fouten(velden: &[&Veld]) -> Vec<(String, String)> {
    velden.iter().filter_map(|veld| Some((veld.naam.to_owned(), veld.fout.clone()?))).collect()
}

/// A time of day as people write it: `10.30`, `10:30`, `9`, `0930`.
#[must_use]
pub fn lees_tijd(text: &str) -> Option<jiff::civil::Time> {
    let text = text.trim().trim_end_matches("uur").trim();
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minute)) => (hour, minute.split([':', '.']).next()?),
        // Only letters of one byte can be cut anywhere.
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "0"),
    };
    let number = |s: &str| s.parse::<i8>().ok().filter(|_| s.bytes().all(|b| b.is_ascii_digit()));
    jiff::civil::Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// What is sent.
    pub code: String,
    /// What is read.
    pub naam: String,
    /// Whether it is chosen.
    pub gekozen: bool,
}

impl Keuze {
    /// A choice; chosen when its code is `gekozen`.
    #[must_use]
    pub fn new(code: &str, naam: &str, gekozen: &str) -> Self {
        Self { code: code.to_owned(), naam: naam.to_owned(), gekozen: code == gekozen }
    }
}

/// The largest form plans a quarter of two hundred clients, with a box, a week and a choice for each; others have some thirty fields, twice that
/// when two versions are compared.
const MOST_FIELDS: usize = 650;

/// A form that was sent, whose token fits the session.
#[derive(Debug, Clone, Default)]
pub struct Formulier(Vec<(String, String)>);

impl Formulier {
    /// Fields from elsewhere: a draft that was kept.
    #[must_use]
    pub const fn van(velden: Vec<(String, String)>) -> Self {
        Self(velden)
    }

    /// The value of a field, empty when it was not sent. Line ends become `\n`.
    #[must_use]
    pub fn tekst(&self, naam: &str) -> &str {
        self.0.iter().find(|(key, _)| key == naam).map_or("", |(_, value)| value)
    }

    /// Every value that was sent under a name: the boxes that were checked.
    pub fn alle<'a>(&'a self, naam: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == naam).map(|(_, value)| value.as_str())
    }

    /// Whether this comes from the page that shows two versions.
    #[must_use]
    pub fn is_keuze(&self) -> bool {
        self.0.iter().any(|(key, _)| key.starts_with("kies_"))
    }

    /// Takes from the page with two versions the one that was chosen for each field.
    fn samengevoegd(mut self) -> Self {
        let choices = self.0.iter().filter_map(|(key, choice)| Some((key.strip_prefix("kies_")?, choice)));
        let chosen: Vec<(String, String)> = choices
            .map(|(naam, choice)| {
                let prefix = if choice == "ander" { "ander" } else { "mijn" };
                (naam.to_owned(), self.tekst(&format!("{prefix}_{naam}")).to_owned())
            })
            .collect();
        self.0.extend(chosen);
        self
    }

    /// All fields but the token.
    #[must_use]
    pub fn velden(&self) -> &[(String, String)] {
        &self.0
    }

    /// The version of the record that the form was filled in for.
    pub fn versie(&self) -> Result<i64, Fout> {
        self.tekst("versie").parse().map_err(|_| Fout::FormulierVerlopen)
    }
}

impl<S: Send + Sync> FromRequest<S> for Formulier {
    type Rejection = Fout;
    async fn from_request(request: Request, state: &S) -> Result<Self, Fout> {
        let bezoek = request.extensions().get::<Bezoek>().cloned();
        let grens = meerdelig::grens(request.headers());
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| Fout::Geweigerd {
            status: rejection.status(),
            code: "te_groot",
            tekst: "Wat u verstuurt is te groot of onleesbaar. Maak de tekst korter en probeer het opnieuw.".to_owned(),
        })?;
        let pairs: Vec<(String, String)> = match grens {
            Some(grens) => meerdelig::velden(&bytes, &grens).ok_or_else(|| {
                Fout::ongeldig(
                    "onleesbaar",
                    "Wat u verstuurde is niet helemaal aangekomen. Ga terug en probeer het opnieuw.",
                )
            })?,
            None => form_urlencoded::parse(&bytes)
                .take(MOST_FIELDS + 1)
                .map(|(key, value)| (key.into_owned(), value.into_owned()))
                .collect(),
        };
        let pairs: Vec<(String, String)> =
            pairs.into_iter().map(|(key, value)| (key, value.replace("\r\n", "\n"))).collect();
        if pairs.len() > MOST_FIELDS {
            return Err(Fout::ongeldig("te_veel_velden", "Dit formulier heeft meer velden dan Klantbeeld verstuurt."));
        }
        if pairs.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Fout::ongeldig(
                "tekens",
                "In de tekst staat een teken dat geen tekst is. Typ of plak de tekst opnieuw.",
            ));
        }
        let (token, velden): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key == "csrf");
        let token = token.into_iter().next().map(|(_, token)| token).unwrap_or_default();
        match bezoek {
            // Logging in has no session yet; the gate checked that it comes from our own page.
            None => Ok(Self(velden)),
            Some(bezoek) if csrf::klopt(&bezoek.sessie.csrf_sleutel, &token) => Ok(Self(velden).samengevoegd()),
            Some(_) => Err(Fout::FormulierVerlopen),
        }
    }
}

/// The one thing that varies in a path, read into its type; what cannot be read does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Pad<T>(pub T);

impl<T: FromStr + Send, S: Send + Sync> FromRequestParts<S> for Pad<T> {
    type Rejection = Fout;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fout> {
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| Fout::NietGevonden)?;
        text.parse().map(Self).map_err(|_| Fout::NietGevonden)
    }
}
