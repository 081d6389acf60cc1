//! What a project brought, on a reference date of choice.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use documents::pdf::{Definitie, Kerncijfer};
use domain::{
    datum::{kort, lang},
    project::Project,
};
use jiff::civil::Date;
use serde::Deserialize;

use super::super::{
    actions::{self, Uitslag},
    cijfers::{kerncijfers, leeswijzer},
    onderdelen::{Onderdeel, Rang, onderdelen},
    paths,
    woorden::periode,
};
use crate::web::{Bezoek, Pad, Pagina, Resultaat, Veld, pagina, veld};

#[derive(Template)]
#[template(path = "project/pages/evaluatie.html")]
struct EvaluatiePagina {
    p: Pagina,
    project: Project,
    periode: String,
    veld: Veld,
    fouten: Vec<(String, String)>,
    actie: String,
    keuzes: Vec<Keuze>,
    lijst: String,
    stand: Option<Stand>,
}

/// The numbers, when there are any.
struct Stand {
    peildatum: String,
    soort: &'static str,
    cijfers: Vec<Kerncijfer>,
    leeswijzer: Vec<Definitie>,
    kern: Vec<Onderdeel>,
    verder: Vec<Onderdeel>,
    rondom: Vec<Onderdeel>,
    definities: Vec<Definitie>,
    opdracht: [String; 2],
    leeg: bool,
    pdf: String,
    xlsx: String,
    csv: String,
}

/// A reference date that is often wanted.
struct Keuze {
    href: String,
    naam: &'static str,
    dag: String,
    actief: bool,
}

/// Which reference date.
#[derive(Deserialize, Default)]
pub(in crate::project) struct Vraag {
    peildatum: Option<String>,
}

/// The reference date that was asked for, or the usual one; the error is what to tell at the field.
pub(super) fn gevraagde_peildatum(vraag: &Vraag, project: &Project, vandaag: Date) -> Result<Date, String> {
    let Some(tekst) = vraag.peildatum.as_deref().map(str::trim) else {
        return Ok(actions::gewone_peildatum(project, vandaag));
    };
    if tekst.is_empty() {
        return Err("Vul een peildatum in, bijvoorbeeld 1-1-2019.".to_owned());
    }
    domain::datum::lees(tekst).ok_or_else(|| {
        // A date field of a browser does not show a text that is no date, so the message does.
        let begin: String = tekst.chars().take(30).collect();
        format!("‘{begin}’ is geen datum. Schrijf de peildatum als 1-1-2019.")
    })
}

pub(in crate::project) async fn toon(bezoek: Bezoek, Pad(code): Pad<String>, Query(vraag): Query<Vraag>) -> Resultaat {
    let project = actions::project(&bezoek, &code).await?;
    let gewoon = actions::gewone_peildatum(&project, bezoek.vandaag);
    let (gevraagd, mut fout) = match gevraagde_peildatum(&vraag, &project, bezoek.vandaag) {
        Ok(peildatum) => (peildatum, None),
        Err(tekst) => (gewoon, Some(tekst)),
    };
    let mut uitslag = evalueer(&bezoek, &project, gevraagd, &mut fout).await?;
    if uitslag.is_none() && gevraagd != gewoon {
        // Whoever mistypes a date keeps the page, with the numbers of the usual date and the message at the field.
        uitslag = evalueer(&bezoek, &project, gewoon, &mut None).await?;
    }
    let ingevuld = vraag.peildatum.unwrap_or_else(|| gewoon.to_string());
    let waarde = domain::datum::lees(&ingevuld).map_or(ingevuld, |dag| dag.to_string());
    let veld = Veld { fout, ..Veld::new("peildatum", "Andere peildatum").met(waarde) };
    tonen(&bezoek, project, uitslag, veld)
}

/// Evaluates; a reference date that is refused becomes the message at the field.
async fn evalueer(
    bezoek: &Bezoek,
    project: &Project,
    peildatum: Date,
    fout: &mut Option<String>,
) -> Resultaat<Option<Uitslag>> {
    match actions::evalueer(bezoek.reader().await?, project.clone(), peildatum, bezoek.vandaag).await {
        Ok(uitslag) => Ok(Some(uitslag)),
        Err(niet) => {
            let (_, tekst) = niet.over_peildatum().ok_or(niet)?;
            fout.get_or_insert(tekst);
            Ok(None)
        }
    }
}

fn tonen(bezoek: &Bezoek, project: Project, uitslag: Option<Uitslag>, veld: Veld) -> Resultaat {
    let fouten = veld::fouten(&[&veld]);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let peildatum = uitslag.as_ref().map(|uitslag| uitslag.evaluatie.peildatum);
    let mut response = pagina(&EvaluatiePagina {
        p: Pagina::voor(bezoek, format!("{}: evaluatie", project.naam), "/projecten").met_fouten(fouten.len()),
        periode: periode(project.start, project.einde),
        actie: paths::project(&project.code),
        keuzes: keuzes(&project, bezoek.vandaag, peildatum),
        lijst: paths::lijst(),
        stand: uitslag.map(|uitslag| stand(&uitslag)),
        veld,
        fouten,
        project,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn stand(uitslag: &Uitslag) -> Stand {
    let (project, evaluatie) = (&uitslag.project, &uitslag.evaluatie);
    let (code, peildatum) = (&project.code, evaluatie.peildatum);
    let (kern, andere): (Vec<_>, Vec<_>) = onderdelen(uitslag).into_iter().partition(|deel| deel.rang == Rang::Kern);
    let (verder, rondom) = andere.into_iter().partition(|deel| deel.rang == Rang::Verder);
    let definities = evaluatie.definities.iter();
    Stand {
        peildatum: lang(peildatum),
        soort: if peildatum < project.einde { "tussenstand" } else { "na afloop" },
        cijfers: kerncijfers(evaluatie),
        leeswijzer: leeswijzer(evaluatie),
        kern,
        verder,
        rondom,
        definities: definities.map(|d| Definitie { begrip: d.term.clone(), betekenis: d.tekst.clone() }).collect(),
        // In parts that stay whole, so that an option does not break after its dashes.
        opdracht: [format!("klantbeeld evalueer {code}"), format!("--peildatum {peildatum}")],
        leeg: evaluatie.feiten.geselecteerd == 0,
        pdf: paths::pdf(code, peildatum),
        xlsx: paths::xlsx(code, peildatum),
        csv: paths::csv(code, peildatum),
    }
}

/// The dates one often wants to look at; each once, and only those that can be evaluated.
fn keuzes(project: &Project, vandaag: Date, peildatum: Option<Date>) -> Vec<Keuze> {
    let mut dagen = vec![("Rapport", project.peildatum), ("Laatste dag", project.einde), ("Vandaag", vandaag)];
    dagen.retain(|(_, dag)| (project.start..=vandaag).contains(dag));
    let mut uit: Vec<Keuze> = Vec::new();
    for (naam, dag) in dagen {
        let keuze =
            Keuze { href: paths::evaluatie(&project.code, dag), naam, dag: kort(dag), actief: peildatum == Some(dag) };
        if uit.iter().all(|eerder| eerder.href != keuze.href) {
            uit.push(keuze);
        }
    }
    uit
}
