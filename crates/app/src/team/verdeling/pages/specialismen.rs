//! What each klantmanager knows more of.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{gebruiker::Rol, verdeling::Specialisme};

use super::super::{actions, paths};
use crate::web::{Bezoek, Formulier, Fout, Pagina, Resultaat, pagina};

struct Collega {
    id: String,
    naam: String,
    /// Code, name, and whether it holds.
    kent: Vec<(&'static str, &'static str, bool)>,
}

#[derive(Template)]
#[template(path = "team/verdeling/pages/specialismen.html")]
struct SpecialismenPagina {
    p: Pagina,
    collegas: Vec<Collega>,
}

pub(in crate::team::verdeling) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let kennen = storage::specialisme::list(&mut reader).await?;
    drop(reader);
    let team = bezoek.gebruiker().team;
    let kan = |g: &&domain::gebruiker::Gebruiker| {
        g.actief && matches!(g.rol, Rol::Klantmanager | Rol::Teamleider) && team.is_none_or(|team| g.team == Some(team))
    };
    let collega = |g: &domain::gebruiker::Gebruiker| {
        let kent = |is: Specialisme| kennen.get(&g.id).is_some_and(|kent| kent.iter().any(|code| code == is.code()));
        Collega {
            id: g.id.to_string(),
            naam: g.naam.clone(),
            kent: Specialisme::ALLE.into_iter().map(|is| (is.code(), is.naam(), kent(is))).collect(),
        }
    };
    let collegas = lijsten.gebruikers.iter().filter(kan).map(collega).collect();
    pagina(&SpecialismenPagina { p: Pagina::voor(&bezoek, "Wie weet waar meer van", "/caseload"), collegas })
}

pub(in crate::team::verdeling) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let wie = formulier.tekst("klantmanager").parse().map_err(|_| Fout::NietGevonden)?;
    let codes = |naam: &str| {
        let code = |code: &str| code.parse().map(Specialisme::code).map_err(|()| Fout::FormulierVerlopen);
        formulier.alle(naam).map(code).collect::<Resultaat<BTreeSet<&'static str>>>()
    };
    // What the form showed: somebody else's change since then is not overwritten silently.
    actions::zet_specialismen(&bezoek, wie, &codes("bekend")?, &codes("kent")?).await?;
    Ok(Redirect::to(&format!("{}#km-{wie}", paths::SPECIALISMEN)).into_response())
}
