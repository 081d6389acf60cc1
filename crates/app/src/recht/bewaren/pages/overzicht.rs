//! Terms with their source, what is due and when, the lists, and what keeps old dossiers from a list.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    bewaartermijn::{BRON, Stuksoort},
    datum::{kort, lang},
    geld::thousands,
    id::VernietigingslijstId,
    project::Project,
};
use storage::{
    bewaartermijn::Toets,
    project::Vastlegging,
    vernietigingslijst::{Kandidaat, Lijstregel, MEESTE_STUKKEN, Wacht},
};

use super::super::{
    actions,
    forms::ToetsForm,
    paths,
    verklaring::{self, Rij},
};
use crate::web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina, woorden::zin};

/// How many lists stand on the page: those of many years.
const LEES: i64 = 100;
/// How many years are looked ahead.
const VOORUIT: i16 = 10;

struct Lijst {
    href: String,
    naam: String,
    onder: String,
    badge: &'static str,
    kleur: &'static str,
}

struct Open {
    naam: String,
    actie: String,
    kan: bool,
}

#[derive(Template)]
#[template(path = "recht/bewaren/pages/overzicht.html")]
struct OverzichtPagina {
    p: Pagina,
    onder: String,
    /// Given out with the button: pressed twice, it is one list.
    nieuw: String,
    nu: Vec<(&'static str, String)>,
    wachten: Vec<String>,
    jaren: Vec<(String, String)>,
    lijsten: Vec<Lijst>,
    termijnen: Vec<Rij>,
    bron: &'static str,
    fouten: Vec<(String, String)>,
    form: Option<ToetsForm>,
    soorten: Vec<Keuze>,
    bevestigd: Vec<(&'static str, String)>,
    projecten: Vec<Open>,
}

fn lijst(is: &Lijstregel) -> Lijst {
    let (badge, kleur) = match is.stand.as_str() {
        "voorgesteld" => ("Te bevestigen", "amber"),
        "bevestigd" if is.begonnen => ("Wordt vernietigd", "blauw"),
        "bevestigd" => ("Bevestigd", "blauw"),
        "uitgevoerd" => ("Vernietigd", "groen"),
        _ => ("Afgewezen", ""),
    };
    let door = is.door.as_deref().unwrap_or("onbekend");
    Lijst {
        href: paths::lijst(is.id),
        naam: format!("Lijst van {}", kort(is.voorgesteld_op)),
        onder: match is.uitgevoerd_op {
            Some(op) => format!("{} stukken · opgesteld door {door} · vernietigd op {}", is.aantal, kort(op)),
            None => format!("{} stukken · opgesteld door {door}", is.aantal),
        },
        badge,
        kleur,
    }
}

/// How many of each kind are due now.
fn nu(kandidaten: &[Kandidaat]) -> Vec<(&'static str, String)> {
    let mut soorten: BTreeMap<Stuksoort, i64> = BTreeMap::new();
    for kandidaat in kandidaten {
        *soorten.entry(kandidaat.stuk.soort).or_default() += 1;
    }
    let meest = |aantal: i64| if aantal >= MEESTE_STUKKEN { format!("{aantal} of meer") } else { aantal.to_string() };
    let naam = |soort: Stuksoort| match soort {
        Stuksoort::UitkeringVerstrekt => "Hele dossiers",
        Stuksoort::Hercontrole => "Onderzoeken en verslagen zonder gevolg",
        Stuksoort::AanvraagAfgebroken => "Afgebroken zaken aan de poort",
        Stuksoort::AanvraagGeweigerd => "Geweigerde aanvragen",
        soort => soort.regel().omschrijving,
    };
    soorten.into_iter().map(|(soort, aantal)| (naam(soort), meest(aantal))).collect()
}

/// What old dossiers wait for, as one would tell a colleague.
fn wachten(is: Wacht) -> Vec<String> {
    let regels = [
        (is.open, ["wacht", "wachten"], "op iets dat nog openstaat, of dat minder dan tien jaar geleden is afgesloten"),
        (
            is.te_toetsen,
            ["bevat", "bevatten"],
            "een traject of keuring waarvan de archivaris de bewaartermijn nog moet bevestigen",
        ),
        (is.project, ["is", "zijn"], "nog nodig voor de evaluatie van een project"),
    ];
    let zin = |(aantal, [een, meer], waarom): (i64, [&str; 2], &str)| match aantal {
        1 => format!("1 dossier {een} {waarom}."),
        aantal => format!("{} dossiers {meer} {waarom}.", thousands(aantal.unsigned_abs())),
    };
    regels.into_iter().filter(|(aantal, ..)| *aantal > 0).map(zin).collect()
}

/// What becomes due per year: all that is due already in one line, then year by year.
fn per_jaar(jaren: &BTreeMap<i16, i64>, nu: i16) -> Vec<(String, String)> {
    let al: i64 = jaren.range(..=nu).map(|(_, aantal)| aantal).sum();
    let getal = |aantal: i64| thousands(aantal.unsigned_abs());
    std::iter::once((format!("Tot en met {nu}"), getal(al)))
        .chain((nu + 1..=nu + VOORUIT).map(|jaar| {
            let aantal = jaren.get(&jaar).copied().unwrap_or_default();
            (jaar.to_string(), getal(aantal))
        }))
        .collect()
}

fn open(project: &Project, vast: &[Vastlegging], bezoek: &Bezoek) -> Option<Open> {
    if vast.iter().any(|is| is.project == project.id) {
        return None;
    }
    Some(Open {
        naam: format!("{}, peildatum {}", project.naam, kort(project.peildatum)),
        actie: paths::project(&project.code),
        kan: project.peildatum <= bezoek.vandaag,
    })
}

async fn tonen(bezoek: &Bezoek, form: Option<ToetsForm>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kandidaten = storage::vernietigingslijst::te_doen(&mut reader, bezoek.vandaag, MEESTE_STUKKEN).await?;
    let wacht = storage::vernietigingslijst::wacht(&mut reader, bezoek.vandaag).await?;
    let jaren = storage::vernietigingslijst::per_jaar(&mut reader).await?;
    let lijsten = storage::vernietigingslijst::lijsten(&mut reader, LEES).await?;
    let toetsen = storage::bewaartermijn::toetsen(&mut reader).await?;
    let vast = storage::project::vastleggingen(&mut reader).await?;
    let projecten = storage::project::list(&mut reader).await?;
    drop(reader);
    let fouten = form.as_ref().map(ToetsForm::fouten).unwrap_or_default();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = form.unwrap_or_else(ToetsForm::leeg);
    let soorten = form.soorten(&toetsen);
    let bevestiging = |is: &Toets| (is.soort.regel().omschrijving, format!("{}, kenmerk {}", lang(is.op), is.kenmerk));
    let nieuw: VernietigingslijstId = bezoek.app.omgeving.nieuw_id();
    let mut response = pagina(&OverzichtPagina {
        p: Pagina::voor(bezoek, "Bewaren en vernietigen", paths::OVERZICHT).met_fouten(fouten.len()),
        onder: match kandidaten.len() {
            0 => "Er is nu niets te vernietigen".to_owned(),
            1 => "1 stuk kan op een lijst".to_owned(),
            aantal => format!("{aantal} stukken kunnen op een lijst"),
        },
        nieuw: if kandidaten.is_empty() { String::new() } else { nieuw.to_string() },
        nu: nu(&kandidaten),
        wachten: wachten(wacht),
        jaren: per_jaar(&jaren, bezoek.vandaag.year()),
        lijsten: lijsten.iter().map(lijst).collect(),
        termijnen: verklaring::termijnen(),
        bron: BRON,
        fouten,
        // The first choice is none at all.
        form: (soorten.len() > 1).then_some(form),
        soorten,
        bevestigd: toetsen.iter().map(bevestiging).collect(),
        projecten: projecten.iter().filter_map(|project| open(project, &vast, bezoek)).collect(),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::bewaren) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, None).await
}

pub(in crate::recht::bewaren) async fn stel_op(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let id: VernietigingslijstId = formulier.tekst("id").parse().map_err(|_| Fout::FormulierVerlopen)?;
    match actions::stel_op(&bezoek, id).await? {
        Ok(()) => Ok(Redirect::to(&paths::lijst(id)).into_response()),
        Err(geweigerd) => Err(Fout::in_strijd("vernietigingslijst", zin(&geweigerd.to_string()))),
    }
}

pub(in crate::recht::bewaren) async fn bevestig_termijn(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = ToetsForm::uit(&formulier);
    let Some(toets) = form.lees(bezoek.vandaag) else { return tonen(&bezoek, Some(form)).await };
    actions::bevestig_termijn(&bezoek, toets).await?;
    Ok(Redirect::to(paths::OVERZICHT).into_response())
}

pub(in crate::recht::bewaren) async fn leg_project_vast(
    bezoek: Bezoek,
    Pad(code): Pad<String>,
    _formulier: Formulier,
) -> Resultaat {
    actions::leg_project_vast(&bezoek, &code).await?;
    Ok(Redirect::to(paths::OVERZICHT).into_response())
}
