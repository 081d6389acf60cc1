//! The frame of a page: what stands around its own content.

use askama::Template;
use axum::response::{Html, IntoResponse};
use domain::gebruiker::Recht;

use super::{App, Bezoek, Fout, Resultaat, assets};

/// What `layout.html` needs.
#[derive(Debug, Clone)]
pub struct Pagina {
    /// Title.
    pub titel: String,
    /// Class of the theme on the root element.
    pub thema_class: String,
    /// Style sheets.
    pub css: Vec<String>,
    /// Script.
    pub js: String,
    /// Icon.
    pub icoon: String,
    /// Name of the municipality.
    pub gemeente_naam: String,
    /// Who is logged in.
    pub gebruiker: Option<Ingelogd>,
    /// The menu: only what this role uses.
    pub menu: Vec<MenuItem>,
    /// Token for the forms on this page.
    pub csrf: String,
    /// What was just done.
    pub melding: Option<Melding>,
    /// What was searched for.
    pub zoekterm: String,
    /// Whether there is a search box.
    pub mag_zoeken: bool,
}

/// Who is logged in, as the top of the page shows.
#[derive(Debug, Clone)]
pub struct Ingelogd {
    /// Name.
    pub naam: String,
    /// Role.
    pub rol: &'static str,
}

/// A line of the menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    /// Word.
    pub naam: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Whether the page is part of it.
    pub actief: bool,
}

/// Told once, above the page: what was done, and how to take it back.
#[derive(Debug, Clone)]
pub struct Melding {
    /// `ok`, `waarschuwing` or `fout`.
    pub soort: &'static str,
    /// The text.
    pub tekst: String,
    /// How to take it back.
    pub ongedaan: Option<Ongedaan>,
}

/// A form with one button that takes an act back.
#[derive(Debug, Clone)]
pub struct Ongedaan {
    /// Where it is sent.
    pub actie: String,
    /// Token.
    pub csrf: String,
    /// Hidden fields.
    pub velden: Vec<(String, String)>,
}

impl Melding {
    /// Something was done.
    #[must_use]
    pub fn ok(tekst: impl Into<String>) -> Self {
        Self { soort: "ok", tekst: tekst.into(), ongedaan: None }
    }

    /// With a button to take it back.
    #[must_use]
    pub fn met_ongedaan(self, actie: String, csrf: &str, velden: &[(&str, &str)]) -> Self {
        let velden = velden.iter().map(|(naam, waarde)| ((*naam).to_owned(), (*waarde).to_owned())).collect();
        Self { ongedaan: Some(Ongedaan { actie, csrf: csrf.to_owned(), velden }), ..self }
    }
}

const MENU: [(&str, &str, Recht); 13] = [
    ("Vandaag", "/vandaag", Recht::KlantInzien),
    ("Vandaag", "/mijn-gesprekken", Recht::DeelnemerVandaag),
    ("Vandaag", "/rechtmatigheid", Recht::Rechtmatigheid),
    ("Caseload", "/caseload", Recht::KlantInzien),
    ("Poort", "/poort", Recht::KlantInzien),
    ("Team", "/team", Recht::TeamInzien),
    ("Projecten", "/projecten", Recht::ProjectInzien),
    ("Registratie", "/registratie", Recht::RegistratieInzien),
    ("Capaciteit", "/capaciteit", Recht::Capaciteit),
    ("Statistiek", "/statistiek", Recht::Statistiek),
    ("Beheer", "/beheer", Recht::Beheren),
    ("Bewaren", "/bewaren", Recht::Bewaren),
    ("Verwijzingen", "/aanbieder", Recht::Aanbieder),
];

impl Pagina {
    /// A frame for nobody in particular: logging in, errors.
    #[must_use]
    pub fn kaal(app: &App, titel: &str) -> Self {
        let thema = &app.instellingen.thema;
        Self {
            titel: titel.to_owned(),
            thema_class: format!("{thema}-theme"),
            css: vec![assets::url(&format!("thema-{thema}.css")), assets::url("klantbeeld.css")],
            js: assets::url("klantbeeld.js"),
            icoon: assets::url("icoon.svg"),
            gemeente_naam: String::new(),
            gebruiker: None,
            menu: Vec::new(),
            csrf: String::new(),
            melding: None,
            zoekterm: String::new(),
            mag_zoeken: false,
        }
    }

    /// The frame of a page for somebody. `onder` is the part of the menu it belongs to, such as `/caseload`.
    #[must_use]
    pub fn voor(bezoek: &Bezoek, titel: impl Into<String>, onder: &str) -> Self {
        let gebruiker = bezoek.gebruiker();
        let menu = MENU.into_iter().filter(|(_, _, recht)| gebruiker.rol.mag(*recht));
        Self {
            titel: titel.into(),
            gemeente_naam: bezoek.sessie.gemeente_naam.clone(),
            gebruiker: Some(Ingelogd { naam: gebruiker.naam.clone(), rol: gebruiker.rol.code() }),
            menu: menu.map(|(naam, href, _)| MenuItem { naam, href, actief: href == onder }).collect(),
            csrf: bezoek.csrf(),
            mag_zoeken: gebruiker.rol.mag(Recht::KlantInzien),
            ..Self::kaal(&bezoek.app, "")
        }
    }

    /// The same with a message above the page.
    #[must_use]
    pub fn met_melding(self, melding: Option<Melding>) -> Self {
        Self { melding, ..self }
    }

    /// The same with the number of errors before the title, so that a screen reader says it first.
    #[must_use]
    pub fn met_fouten(mut self, aantal: usize) -> Self {
        match aantal {
            0 => {}
            1 => self.titel = format!("1 fout: {}", self.titel),
            _ => self.titel = format!("{aantal} fouten: {}", self.titel),
        }
        self
    }
}

/// A page as an answer.
pub fn pagina(template: &impl Template) -> Resultaat {
    let html = template.render().map_err(|error| Fout::Onverwacht(error.to_string()))?;
    Ok(Html(html).into_response())
}
