//! For which disciplines somebody is appointed: whose protected notes he may read and write.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    codelijst::{Code, Codelijst},
    datum::kort,
    gebruiker::Recht,
    id::GebruikerId,
};

use super::super::{actions, paths};
use crate::web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, Veld, pagina};

#[derive(Template)]
#[template(path = "beheer/pages/gebruiker.html")]
struct GebruikerPagina {
    p: Pagina,
    naam: String,
    onder: String,
    /// Whether the role has any part in conversations.
    kan: bool,
    sinds: Vec<String>,
    disciplines: Veld,
    keuzes: Vec<Keuze>,
    was: String,
    actie: String,
}

pub(in crate::beheer) async fn toon(bezoek: Bezoek, Pad(id): Pad<GebruikerId>) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let gebruiker = storage::gebruiker::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let nu = storage::gebruiker::disciplines(&mut reader, id, bezoek.vandaag).await?;
    let keuze = |code: &str, naam: &str| Keuze {
        gekozen: nu.iter().any(|(is, _)| is.as_str() == code),
        ..Keuze::new(code, naam, "")
    };
    let known = lijsten.geldig(Codelijst::Discipline, bezoek.vandaag);
    let uitleg = "Wie is aangewezen, mag beschermde notities van deze discipline schrijven, en lezen bij gesprekken waar hij of zij bij hoort.";
    pagina(&GebruikerPagina {
        p: Pagina::voor(&bezoek, gebruiker.naam.clone(), "/beheer"),
        onder: format!("{} · {}", gebruiker.gebruikersnaam.as_str(), gebruiker.rol.code()),
        naam: gebruiker.naam,
        kan: gebruiker.rol.mag(Recht::Deelnemen),
        sinds: nu
            .iter()
            .map(|(code, vanaf)| {
                format!("{}, sinds {}", lijsten.term(Codelijst::Discipline, code.as_str()), kort(*vanaf))
            })
            .collect(),
        disciplines: Veld::vrij("discipline", "Disciplines").uitleg(uitleg),
        keuzes: known.map(|item| keuze(item.code.as_str(), &item.omschrijving)).collect(),
        was: nu.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(" "),
        actie: paths::gebruiker(id),
    })
}

pub(in crate::beheer) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<GebruikerId>, formulier: Formulier) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let known = |text: &str| -> Option<Code> {
        lijsten.geldig(Codelijst::Discipline, bezoek.vandaag).find(|i| i.code.as_str() == text).map(|i| i.code.clone())
    };
    let wordt: Option<Vec<Code>> = formulier.alle("discipline").map(known).collect();
    // Only boxes can be ticked: another code is no mistake of whoever fills in the form.
    let wordt = wordt.ok_or(Fout::FormulierVerlopen)?;
    let was: Vec<Code> = formulier.tekst("was").split(' ').filter_map(|code| code.parse().ok()).collect();
    actions::wijs_aan(&bezoek, id, &was, &wordt).await?;
    Ok(Redirect::to(&paths::gebruiker(id)).into_response())
}
