//! The page where somebody makes, renews or withdraws the secret address of the own calendar.

use askama::Template;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect},
};
use domain::datum::{lang, plaatselijk};

use super::{
    super::{actions, paths},
    feed::basis,
};
use crate::web::{Bezoek, Formulier, Fout, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "contact/agenda/pages/mijn.html")]
struct MijnPagina {
    p: Pagina,
    /// The address, right after it was made; otherwise empty.
    adres: String,
    /// Since when there is one; empty without.
    sinds: String,
    actie: &'static str,
    intrekken: &'static str,
    rooster: &'static str,
}

async fn tonen(bezoek: &Bezoek, adres: String) -> Resultaat {
    let sinds = storage::agendafeed::of_gebruiker(&mut bezoek.reader().await?, bezoek.gebruiker().id).await?;
    pagina(&MijnPagina {
        p: Pagina::voor(bezoek, "Mijn agenda", "/vandaag"),
        adres,
        sinds: sinds.map(|op| lang(plaatselijk(op).date())).unwrap_or_default(),
        actie: paths::MIJN,
        intrekken: paths::INTREKKEN,
        rooster: crate::werkrooster::paths::EIGEN,
    })
}

pub(in crate::contact::agenda) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, String::new()).await
}

/// What to do when nobody set where this site is found.
const ZONDER_ADRES: &str = "Het adres van uw agenda kan niet worden gemaakt: op de server is niet ingesteld waar Klantbeeld te \
     vinden is. Vraag de applicatiebeheerder om openbaar_adres in te stellen.";

/// Shows the address in the answer itself: it is kept nowhere, so no other page could show it.
pub(in crate::contact::agenda) async fn maak(bezoek: Bezoek, headers: HeaderMap, _formulier: Formulier) -> Resultaat {
    // Before anything is made: an earlier address goes on working.
    let Some(basis) = basis(&bezoek.app, &headers) else {
        return Err(Fout::in_strijd("agenda_zonder_adres", ZONDER_ADRES));
    };
    let geheim = actions::maak(&bezoek).await?;
    tonen(&bezoek, format!("{basis}{}", paths::feed(&geheim))).await
}

pub(in crate::contact::agenda) async fn trek_in(bezoek: Bezoek, _formulier: Formulier) -> Resultaat {
    actions::trek_in(&bezoek).await?;
    Ok(Redirect::to(paths::MIJN).into_response())
}
