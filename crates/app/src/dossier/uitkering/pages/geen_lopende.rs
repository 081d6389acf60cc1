//! There is nothing to end: what is recorded instead, and what one can do.

use askama::Template;
use axum::http::StatusCode;
use domain::{
    datum::{lang, plaatselijk},
    id::KlantId,
    uitkering::{Uitkering, UitkeringStand},
};

use super::super::{
    actions::{INGETROKKEN, is_ingetrokken},
    brief::kenmerk_van,
    forms::{BriefForm, TerugForm},
    paths,
};
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
    fouten: Vec<(String, String)>,
    uitkeringen: String,
    terug: String,
}

/// What was sent and is shown again.
#[derive(Default)]
pub(super) struct Invoer {
    /// A form was sent for what has ended already (409).
    pub(super) dubbel: bool,
    pub(super) brief: Option<BriefForm>,
    pub(super) terug: Option<TerugForm>,
    pub(super) versie: Option<i64>,
}

impl Invoer {
    pub(super) fn dubbel() -> Self {
        Self { dubbel: true, ..Self::default() }
    }

    fn fouten(&self) -> Vec<(String, String)> {
        let brief = self.brief.as_ref().map(BriefForm::fouten);
        let terug = self.terug.as_ref().map(TerugForm::fouten);
        [brief, terug].into_iter().flatten().flatten().collect()
    }
}

/// The last end, as the page shows it.
struct EindeDeel {
    datum: String,
    reden: String,
    toelichting: String,
    wie: String,
    besluit: String,
    /// Where the client goes, for who may read why it ended; empty when nobody wrote it down.
    bestemming: String,
    /// By what the letter is found; empty as long as the client was not told.
    kenmerk: String,
    brief: BriefForm,
    /// Where the letter is printed; empty when the end was decided elsewhere.
    brief_pdf: String,
    brief_actie: String,
    terug: TerugForm,
    terug_actie: String,
    herstellen: String,
    versie: i64,
    /// That lawfulness withdrew the right, so that nothing can be undone here; empty when it did not.
    ingetrokken: &'static str,
}

/// `laatste` is the client's last benefit.
pub(super) async fn tonen(bezoek: &Bezoek, klant: KlantId, laatste: Option<&Uitkering>, invoer: Invoer) -> Resultaat {
    let (dubbel, fouten) = (invoer.dubbel, invoer.fouten());
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "uitkering.beeindigen_getoond").await?;
    let einde = match laatste {
        Some(uitkering) => einde_deel(bezoek, &mut reader, uitkering, invoer).await?,
        None => None,
    };
    // An end may lie ahead: then the benefit still runs, but there is nothing more to decide.
    let loopt = laatste.is_some_and(|uitkering| uitkering.loopt_op(bezoek.vandaag));
    let titel = if loopt { "De uitkering is al beëindigd" } else { "Geen lopende uitkering" };
    let heeft_fouten = !fouten.is_empty();
    let mut response = pagina(&GeenLopendePagina {
        p: Pagina::voor(bezoek, format!("{titel}, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel,
        dubbel,
        einde,
        fouten,
        uitkeringen: paths::uitkeringen(klant),
        terug: klant::paths::tijdlijn(klant),
        kop,
    })?;
    if dubbel {
        *response.status_mut() = StatusCode::CONFLICT;
    } else if heeft_fouten {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn einde_deel(
    bezoek: &Bezoek,
    reader: &mut storage::Reader,
    uitkering: &Uitkering,
    invoer: Invoer,
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
    let besluit = storage::eindebesluit::van_einde(reader, uitkering.id, einde).await?;
    let bestemming = besluit.as_ref().filter(|_| toelichting.is_some()).map(|besluit| besluit.tekst.clone());
    let ingetrokken = if is_ingetrokken(reader, uitkering).await? { INGETROKKEN } else { "" };
    Ok(Some(EindeDeel {
        ingetrokken,
        besluit: besluit.as_ref().map_or_else(String::new, |besluit| lang(besluit.datum)),
        bestemming: bestemming.unwrap_or_default(),
        brief: invoer.brief.unwrap_or_else(|| BriefForm::leeg(&besluit.as_ref().map(kenmerk_van).unwrap_or_default())),
        brief_pdf: besluit.as_ref().map(|_| paths::brief(uitkering.id)).unwrap_or_default(),
        kenmerk: besluit.map_or_else(String::new, |besluit| besluit.kenmerk),
        brief_actie: paths::brief(uitkering.id),
        terug: invoer.terug.unwrap_or_else(|| TerugForm::leeg(bezoek.vandaag)),
        terug_actie: paths::terugdraaien(uitkering.id),
        datum: lang(einde.datum),
        reden: reden.to_owned(),
        toelichting: match toelichting {
            None => "afgeschermd".to_owned(),
            Some("") => "geen".to_owned(),
            Some(tekst) => tekst.to_owned(),
        },
        wie: wie.unwrap_or_else(|| "de uitkeringsadministratie".to_owned()),
        herstellen: paths::herstellen(uitkering.id),
        versie: invoer.versie.unwrap_or(uitkering.versie),
    }))
}
