//! Where a provider begins.

use askama::Template;

use super::super::paths;
use crate::web::{Bezoek, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "dossier/aanbieder/pages/begin.html")]
struct BeginPagina {
    p: Pagina,
    onder: String,
}

pub(in crate::dossier::aanbieder) async fn toon(bezoek: Bezoek) -> Resultaat {
    pagina(&BeginPagina {
        p: Pagina::voor(&bezoek, "Verwijzingen", paths::BEGIN),
        onder: format!("Gemeente {}", bezoek.sessie.gemeente_naam),
    })
}
