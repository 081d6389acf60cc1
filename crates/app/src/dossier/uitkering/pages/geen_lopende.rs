//! There is nothing to end: what is recorded instead, and what one can do.

use askama::Template;
use axum::http::StatusCode;
use domain::{
    datum::{lang, plaatselijk},
    id::KlantId,
    uitkering::{Uitkering, UitkeringStand},
};

use super::super::paths;
use crate::{
    klant,
    klantkop::{self, Deel, Klantkop},
    web::{Bezoek, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/uitkering/pages/geen_lopende.html")]
struct GeenLopendePagina {
    p: Pagina,
    kop: Klantkop,
    titel: &'static str,
    dubbel: bool,
    einde: Option<EindeDeel>,
    terug: String,
}

/// The last end, as the page shows it.
struct EindeDeel {
    datum: String,
    reden: String,
    toelichting: String,
    wie: String,
    herstellen: String,
    versie: i64,
}

/// `laatste` is the client's last benefit. `dubbel`: a form was sent for what has ended already (409).
pub(super) async fn tonen(bezoek: &Bezoek, klant: KlantId, laatste: Option<&Uitkering>, dubbel: bool) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "uitkering.beeindigen_getoond").await?;
    let einde = match laatste {
        Some(uitkering) => einde_deel(bezoek, &mut reader, uitkering).await?,
        None => None,
    };
    // An end may lie ahead: then the benefit still runs, but there is nothing more to decide.
    let loopt = laatste.is_some_and(|uitkering| uitkering.loopt_op(bezoek.vandaag));
    let titel = if loopt { "De uitkering is al beëindigd" } else { "Geen lopende uitkering" };
    let mut response = pagina(&GeenLopendePagina {
        p: Pagina::voor(bezoek, format!("{titel}, {}", kop.naam), "/caseload"),
        titel,
        dubbel,
        einde,
        terug: klant::paths::tijdlijn(klant),
        kop,
    })?;
    if dubbel {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

async fn einde_deel(
    bezoek: &Bezoek,
    reader: &mut storage::Reader,
    uitkering: &Uitkering,
) -> Resultaat<Option<EindeDeel>> {
    let UitkeringStand::Beeindigd(einde) = &uitkering.stand else { return Ok(None) };
    let lijsten = bezoek.lijsten().await?;
    let wijziging = storage::logboek::last_change(reader, uitkering.id.uuid()).await?;
    let wie = wijziging.map(|wijziging| {
        let naam = wijziging.naam.unwrap_or_else(|| "een import".to_owned());
        format!("{naam}, {}", lang(plaatselijk(wijziging.moment).date()))
    });
    let kijker = bezoek.kijker(reader, uitkering.klant).await?;
    let (reden, toelichting) = einde.in_woorden(&lijsten.codes, kijker);
    Ok(Some(EindeDeel {
        datum: lang(einde.datum),
        reden: reden.to_owned(),
        toelichting: match toelichting {
            None => "afgeschermd".to_owned(),
            Some("") => "geen".to_owned(),
            Some(tekst) => tekst.to_owned(),
        },
        wie: wie.unwrap_or_else(|| "de uitkeringsadministratie".to_owned()),
        herstellen: paths::herstellen(uitkering.id),
        versie: uitkering.versie,
    }))
}
