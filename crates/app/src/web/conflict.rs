//! Two people changed one record. The second sees both versions and who changed what, chooses per field, and nothing
//! that was typed is lost.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use domain::{
    datum::{kort, plaatselijk},
    gebruiker::Recht,
    id::KlantId,
    logboek::Doel,
};
use jiff::Timestamp;

use super::{Bezoek, Pagina, Resultaat, Veld, pagina};

/// A field in which the two versions may differ.
#[derive(Debug, Clone)]
pub struct Vergelijking {
    /// Name of the input.
    pub naam: &'static str,
    /// What stands above it.
    pub label: String,
    /// What this person typed.
    pub mijn: String,
    /// What stands in the record now.
    pub ander: String,
    /// As a person reads it, when that differs from what the form sends (a code, a date).
    pub in_woorden: Option<(String, String)>,
}

impl Vergelijking {
    /// Compares a field with what stands in the record now.
    #[must_use]
    pub fn van(veld: &Veld, nu: impl Into<String>) -> Self {
        Self {
            naam: veld.naam,
            label: veld.label.clone(),
            mijn: veld.waarde.clone(),
            ander: nu.into(),
            in_woorden: None,
        }
    }

    /// Shown in words: a code or a date as a person reads it.
    #[must_use]
    pub fn in_woorden(self, woorden: impl Fn(&str) -> String) -> Self {
        Self { in_woorden: Some((woorden(&self.mijn), woorden(&self.ander))), ..self }
    }

    fn anders(&self) -> bool {
        self.mijn.trim() != self.ander.trim()
    }

    fn woorden(&self) -> (&str, &str) {
        let shown = |text| if str::is_empty(text) { "(leeg)" } else { text };
        let (mijn, ander) = self
            .in_woorden
            .as_ref()
            .map_or((self.mijn.as_str(), self.ander.as_str()), |(m, a)| (m.as_str(), a.as_str()));
        (shown(mijn), shown(ander))
    }
}

/// What the page is about.
pub struct Conflict {
    /// Title of the form.
    pub titel: String,
    /// Where the choice is sent: the form's own address.
    pub actie: String,
    /// Where to go without saving.
    pub terug: String,
    /// The version the record has now.
    pub versie: i64,
    /// Who changed it, and when.
    pub gewijzigd: Option<(Option<String>, Timestamp)>,
    /// The fields.
    pub velden: Vec<Vergelijking>,
}

/// What goes along when the form is about more than what stands in two versions.
#[derive(Debug, Default)]
pub struct Rest {
    /// Fields as they were typed.
    pub velden: Vec<(String, String)>,
    /// What the page says of it.
    pub uitleg: &'static str,
}

#[derive(Template)]
#[template(path = "web/conflict.html")]
struct ConflictPagina {
    p: Pagina,
    conflict: Conflict,
    rest: Rest,
    kop: String,
    /// About whom it is; empty when it is about no client.
    over: String,
    ander_wie: String,
    /// Some fields are the same in both; they are folded away.
    gelijk: bool,
}

/// The page with both versions (409). When it shows what stands in the record of a client, that is noted first; what no
/// client is in, such as a text, has none.
pub async fn conflict(bezoek: &Bezoek, klant: impl Into<Option<KlantId>>, conflict: Conflict) -> Resultaat<Response> {
    conflict_met(bezoek, klant, conflict, Rest::default()).await
}

/// The same, with the rest of a larger form.
pub async fn conflict_met(
    bezoek: &Bezoek,
    klant: impl Into<Option<KlantId>>,
    conflict: Conflict,
    rest: Rest,
) -> Resultaat<Response> {
    let klant = klant.into();
    let rol = bezoek.gebruiker().rol;
    let doel = if rol.mag(Recht::Rechtmatigheid) { Doel::Rechtmatigheid } else { Doel::Begeleiding };
    bezoek.inzage("conflict.getoond", doel, klant.into_iter().collect()).await?;
    let (wie, wanneer) = match &conflict.gewijzigd {
        Some((naam, moment)) => {
            let local = plaatselijk(*moment);
            let wanneer = format!("{}, {:02}.{:02} uur", kort(local.date()), local.hour(), local.minute());
            (naam.clone().unwrap_or_else(|| "Een import".to_owned()), wanneer)
        }
        None => ("Iemand anders".to_owned(), String::new()),
    };
    let over = match klant {
        Some(klant) => storage::caseload::find(&mut bezoek.reader().await?, klant).await?,
        None => None,
    };
    let over = over.map_or_else(String::new, |is| format!("{}, klantnummer {}", is.naam, is.klantnummer));
    let onder = if klant.is_some() { "/caseload" } else { "/beheer" };
    let page = ConflictPagina {
        p: Pagina::voor(bezoek, format!("{}: intussen gewijzigd", conflict.titel), onder),
        ander_wie: format!("{wie}, {wanneer}").trim_end_matches(", ").to_owned(),
        gelijk: conflict.velden.iter().any(|veld| !veld.anders()),
        kop: if wie == bezoek.gebruiker().naam {
            "U heeft dit zelf intussen gewijzigd, in een ander venster.".to_owned()
        } else {
            format!("{wie} heeft dit intussen gewijzigd.")
        },
        over,
        conflict,
        rest,
    };
    let mut response = pagina(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
