//! Scenarios side by side: numbers, a picture, and everything they assume.

use askama::Template;
use axum::extract::RawQuery;
use documents::grafiek::{Staaf, Staafgrafiek};

use super::super::{
    lijst::{self, Gekozen, HOOGUIT, Keuze},
    paths,
    rapport::{LET_OP, caseload},
    vergelijking::{REGELS, gegeven, getal, verschil},
};
use crate::{
    prognose,
    web::{Bezoek, Pagina, Resultaat, pagina},
};

/// A scenario at the head of its column.
struct Kolom {
    naam: String,
    toelichting: String,
    gegeven: String,
    aanpassen: String,
    /// Empty for one that stands ready.
    wijzigen: String,
    aannames: Vec<(String, String, String)>,
}

/// A part of the comparison.
struct Deel {
    kop: &'static str,
    rijen: Vec<Rij>,
}

struct Rij {
    naam: &'static str,
    cellen: Vec<Cel>,
}

struct Cel {
    kop: String,
    waarde: String,
    verschil: String,
}

struct Vinkje {
    code: String,
    naam: String,
    aan: bool,
}

#[derive(Template)]
#[template(path = "capaciteit/pages/vergelijken.html")]
struct VergelijkPagina {
    p: Pagina,
    kolommen: Vec<Kolom>,
    delen: Vec<Deel>,
    grafiek: String,
    bijschrift: String,
    eigen: Vec<Vinkje>,
    klaar: Vec<Vinkje>,
    hooguit: usize,
    let_op: &'static str,
    actie: &'static str,
    nieuw: &'static str,
    vooruit: &'static str,
    xlsx: String,
    pdf: String,
}

/// The codes that are asked for: every `s` of the address.
pub(super) fn gevraagd(vraag: Option<&str>) -> Vec<String> {
    let vraag = vraag.unwrap_or_default().split('&');
    let code = |deel: &str| deel.strip_prefix("s=").map(ToOwned::to_owned);
    vraag.filter_map(code).filter(|code| !code.is_empty()).collect()
}

pub(in crate::capaciteit) async fn toon(bezoek: Bezoek, RawQuery(vraag): RawQuery) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let keuzes = lijst::keuzes(&mut reader).await?;
    let gekozen = lijst::gekozen(&mut reader, &gevraagd(vraag.as_deref())).await?;
    drop(reader);
    let codes: Vec<String> = gekozen.iter().map(|is| is.code.clone()).collect();
    let grafiek = grafiek(&gekozen);
    let vinkjes = |eigen: bool| -> Vec<Vinkje> {
        let deze = keuzes.iter().filter(|keuze| keuze.eigen == eigen);
        deze.map(|Keuze { code, naam, .. }| Vinkje {
            aan: codes.contains(code),
            code: code.clone(),
            naam: naam.clone(),
        })
        .collect()
    };
    pagina(&VergelijkPagina {
        p: Pagina::voor(&bezoek, "Capaciteit", paths::PAGINA),
        delen: delen(&gekozen),
        grafiek: grafiek.svg_paar(),
        bijschrift: grafiek.in_woorden(),
        eigen: vinkjes(true),
        klaar: vinkjes(false),
        hooguit: HOOGUIT,
        let_op: LET_OP,
        actie: paths::PAGINA,
        nieuw: paths::NIEUW,
        vooruit: prognose::paths::LIJST,
        xlsx: paths::naast_elkaar("/vergelijking.xlsx", &codes),
        pdf: paths::naast_elkaar("/vergelijking.pdf", &codes),
        kolommen: gekozen.iter().map(kolom).collect(),
    })
}

fn kolom(is: &Gekozen) -> Kolom {
    let aannames = is.scenario.aannames().into_iter();
    Kolom {
        naam: is.scenario.naam.clone(),
        toelichting: is.scenario.toelichting.clone(),
        gegeven: gegeven(&is.scenario),
        aanpassen: paths::nieuw_van(&is.code),
        wijzigen: is.eigen.map(paths::scenario).unwrap_or_default(),
        aannames: aannames.map(|(naam, aanname)| (naam, getal(aanname.waarde, 2), aanname.bron)).collect(),
    }
}

/// The lines that say something in at least one of the scenarios.
fn delen(gekozen: &[Gekozen]) -> Vec<Deel> {
    let mut delen: Vec<Deel> = Vec::new();
    for regel in &REGELS {
        if !regel.kop.is_empty() {
            delen.push(Deel { kop: regel.kop, rijen: Vec::new() });
        }
        let waarden: Vec<Option<f64>> = gekozen.iter().map(|is| (regel.waarde)(&is.uitkomst)).collect();
        if waarden.iter().all(Option::is_none) {
            continue;
        }
        let eerste = waarden.first().copied().flatten();
        let cellen = waarden.iter().zip(gekozen).enumerate().map(|(plaats, (waarde, is))| Cel {
            kop: is.scenario.naam.clone(),
            waarde: waarde.map_or_else(|| "–".to_owned(), |waarde| getal(waarde, regel.decimalen)),
            verschil: if plaats == 0 { String::new() } else { verschil(eerste, *waarde, regel.decimalen) },
        });
        if let Some(deel) = delen.last_mut() {
            deel.rijen.push(Rij { naam: regel.naam, cellen: cellen.collect() });
        }
    }
    delen.retain(|deel| !deel.rijen.is_empty());
    delen
}

/// Caseloads as bars, whole clients.
fn grafiek(gekozen: &[Gekozen]) -> Staafgrafiek {
    let staaf = |is: &Gekozen| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of clients, never below nought"
        )]
        let aantal = caseload(is)?.round().min(1e9) as u64;
        Some(Staaf { naam: is.scenario.naam.clone(), aantal, onbekend: false })
    };
    Staafgrafiek {
        aandelen: false,
        prefix: "caseload".to_owned(),
        titel: "Caseload".to_owned(),
        omschrijving: "Klanten per fte met een caseload.".to_owned(),
        staven: gekozen.iter().filter_map(staaf).collect(),
    }
}
