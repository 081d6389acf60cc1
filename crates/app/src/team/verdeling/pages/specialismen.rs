//! What each klantmanager knows more of.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{gebruiker::Rol, id::GebruikerId, verdeling::Specialisme};
use serde::Deserialize;

use super::super::{
    actions::{self, Kennis},
    paths,
};
use crate::web::{Bezoek, Formulier, Fout, Melding, Pagina, Resultaat, pagina};

struct Collega {
    id: String,
    naam: String,
    /// Code, name, and whether it holds.
    kent: Vec<(&'static str, &'static str, bool)>,
    /// As the form gives it back: the id and the codes that hold; empty when none does.
    bekend: String,
}

/// What was just done: of how many somebody changed it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::team::verdeling) struct Gedaan {
    gewijzigd: Option<u32>,
}

impl Gedaan {
    fn melding(&self) -> Option<Melding> {
        Some(Melding::ok(match self.gewijzigd? {
            0 => "Er is niets gewijzigd.".to_owned(),
            1 => "Van 1 klantmanager is opgeslagen waar hij meer van weet.".to_owned(),
            aantal => format!("Van {aantal} klantmanagers is opgeslagen waar zij meer van weten."),
        }))
    }
}

#[derive(Template)]
#[template(path = "team/verdeling/pages/specialismen.html")]
struct SpecialismenPagina {
    p: Pagina,
    collegas: Vec<Collega>,
}

pub(in crate::team::verdeling) async fn toon(bezoek: Bezoek, Query(gedaan): Query<Gedaan>) -> Resultaat {
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
        let codes: Vec<&str> = Specialisme::ALLE.into_iter().filter(|is| kent(*is)).map(Specialisme::code).collect();
        Collega {
            id: g.id.to_string(),
            naam: g.naam.clone(),
            kent: Specialisme::ALLE.into_iter().map(|is| (is.code(), is.naam(), kent(is))).collect(),
            bekend: if codes.is_empty() { String::new() } else { format!("{} {}", g.id, codes.join(" ")) },
        }
    };
    let collegas = lijsten.gebruikers.iter().filter(kan).map(collega).collect();
    let p = Pagina::voor(&bezoek, "Wie weet waar meer van", "/caseload").met_melding(gedaan.melding());
    pagina(&SpecialismenPagina { p, collegas })
}

pub(in crate::team::verdeling) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut kennis: BTreeMap<GebruikerId, Kennis> = BTreeMap::new();
    // What the form showed: somebody else's change since then is not overwritten silently.
    for tekst in formulier.alle("bekend") {
        let (wie, codes) = lees(tekst)?;
        kennis.entry(wie).or_default().bekend.extend(codes);
    }
    for tekst in formulier.alle("kent") {
        let (wie, codes) = lees(tekst)?;
        kennis.entry(wie).or_default().kent.extend(codes);
    }
    let gewijzigd = actions::zet_specialismen(&bezoek, kennis).await?;
    Ok(Redirect::to(&paths::specialismen_van(gewijzigd)).into_response())
}

/// `id code code`: somebody, and what he knows more of.
fn lees(tekst: &str) -> Resultaat<(GebruikerId, Vec<&'static str>)> {
    let mut woorden = tekst.split(' ');
    let wie = woorden.next().unwrap_or_default().parse().map_err(|_| Fout::FormulierVerlopen)?;
    let code = |code: &str| code.parse().map(Specialisme::code).map_err(|()| Fout::FormulierVerlopen);
    Ok((wie, woorden.map(code).collect::<Resultaat<_>>()?))
}
