//! Who is at the gate and waits for what, who left it lately, and how it goes over a stretch of days.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    datum::{dagen_tussen, kort},
    id::PoortId,
    logboek::Doel,
    poort::{Poort, PoortStand, Poortcijfers, Poortnorm, UITKOMSTEN, gesproken_binnen},
};
use jiff::civil::Date;
use storage::poort::Gevonden;

use super::super::{
    forms::{PeriodeForm, PeriodeVraag},
    paths,
};
use crate::web::{Bezoek, Pagina, Resultaat, pagina, woorden::hoofdletter};

/// How many open cases on a page; one more tells that there are more.
const PER_BLADZIJDE: usize = 50;
const LEES: i64 = 51;
/// How many of those that are done with.
const AFGEDAAN: i64 = 25;
/// So many days before its last day a term is shown as one to mind.
const LET_OP_DAGEN: i64 = 14;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    badges: Vec<(String, &'static str)>,
}

/// A figure as the table tells it: what, how much, and what it is of.
struct Cijfer {
    wat: &'static str,
    waarde: String,
    uitleg: String,
}

#[derive(Template)]
#[template(path = "recht/poort/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    open: Vec<Regel>,
    volgende: String,
    eerste: bool,
    stand: String,
    afgedaan: Vec<Regel>,
    form: PeriodeForm,
    fouten: Vec<(String, String)>,
    cijfers: Vec<Cijfer>,
}

fn dagen(aantal: i64) -> String {
    match aantal {
        0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        aantal => format!("{aantal} dagen geleden"),
    }
}

/// What is waited for.
pub(super) fn wacht_op(is: &Poort, vandaag: Date) -> String {
    match &is.stand {
        PoortStand::InZoektermijn if vandaag < is.aanvraag_vanaf() => {
            format!("zoekt werk of scholing, kan aanvragen vanaf {}", kort(is.aanvraag_vanaf()))
        }
        PoortStand::InZoektermijn | PoortStand::Gemeld => "wacht op de intake".to_owned(),
        PoortStand::Intake => "wacht op de aanvraag".to_owned(),
        PoortStand::Aanvraag => "wacht op een besluit".to_owned(),
        klaar => {
            let op = klaar.klaar_op().map_or_else(String::new, |dag| format!(" op {}", kort(dag)));
            format!("{}{op}", klaar.omschrijving())
        }
    }
}

/// What is late, or nearly. `normen` say within how many days somebody is spoken to.
pub(super) fn badges(is: &Poort, normen: &[Poortnorm], vandaag: Date) -> Vec<(String, &'static str)> {
    let mut badges = Vec::new();
    if !is.is_open() {
        return badges;
    }
    if is.gesproken.is_none() {
        let binnen = gesproken_binnen(normen, is.melding);
        let uiterlijk = is.uiterlijk_gesproken(binnen);
        badges.push(match is.op_tijd_gesproken(binnen, vandaag) {
            Some(false) => (format!("Nog niet gesproken: was uiterlijk {}", kort(uiterlijk)), "rood"),
            _ => (format!("Spreken uiterlijk {}", kort(uiterlijk)), ""),
        });
    }
    if is.stand == PoortStand::InZoektermijn && vandaag >= is.aanvraag_vanaf() {
        badges.push((format!("Zoektermijn voorbij sinds {}", kort(is.aanvraag_vanaf())), "amber"));
    }
    if let (PoortStand::Aanvraag, Some(uiterlijk)) = (&is.stand, is.uiterlijk_besluit()) {
        badges.push(match dagen_tussen(vandaag, uiterlijk) {
            over if over < 0 => (format!("Besluit te laat: was uiterlijk {}", kort(uiterlijk)), "rood"),
            over if over <= LET_OP_DAGEN => (format!("Besluit uiterlijk {}", kort(uiterlijk)), "amber"),
            _ => (format!("Besluit uiterlijk {}", kort(uiterlijk)), ""),
        });
    }
    badges
}

fn regel(is: &Gevonden, normen: &[Poortnorm], vandaag: Date) -> Regel {
    let poort = &is.poort;
    let geleden = if poort.is_open() {
        format!("Gemeld op {}, {} · ", kort(poort.melding), dagen(dagen_tussen(poort.melding, vandaag)))
    } else {
        String::new()
    };
    Regel {
        href: paths::poort(poort.id),
        naam: is.persoon.naam.voluit(),
        onder: hoofdletter(&format!("{geleden}{}", wacht_op(poort, vandaag))),
        badges: badges(poort, normen, vandaag),
    }
}

fn mediaan(dagen: Option<f64>) -> String {
    let Some(dagen) = dagen else { return "niet bekend".to_owned() };
    // Whole, or a half between two.
    let tekst = format!("{dagen:.1} dagen").replace('.', ",").replace(",0 ", " ");
    if tekst == "1 dagen" { "1 dag".to_owned() } else { tekst }
}

fn cijfers(is: &Poortcijfers) -> Vec<Cijfer> {
    let klaar = is.klaar();
    let deel = |aantal: usize| match klaar {
        0 => "niemand is klaar".to_owned(),
        _ => format!("{} % van {klaar} die klaar zijn", (aantal * 200 + klaar) / (klaar * 2)),
    };
    let mut cijfers = vec![Cijfer {
        wat: "Gemeld",
        waarde: is.meldingen.to_string(),
        uitleg: format!("{klaar} klaar, {} nog bezig", is.open),
    }];
    cijfers.extend(UITKOMSTEN.into_iter().zip(is.uitkomsten).map(|((_, wat), aantal)| Cijfer {
        wat,
        waarde: aantal.to_string(),
        uitleg: deel(aantal),
    }));
    cijfers.push(Cijfer {
        wat: "Van melding tot gesproken",
        waarde: mediaan(is.dagen_tot_gesproken),
        uitleg: format!("mediaan van {} met wie gesproken is", is.gesproken),
    });
    cijfers.push(Cijfer {
        wat: "Van melding tot besluit",
        waarde: mediaan(is.dagen_tot_besluit),
        uitleg: format!("mediaan van {} toegekend of geweigerd", is.besluiten),
    });
    cijfers
}

/// `2026-11-02_0193…`: where the page before ended.
fn lees_na(text: &str) -> Option<(Date, PoortId)> {
    let (dag, id) = text.split_once('_')?;
    Some((dag.parse().ok()?, id.parse().ok()?))
}

pub(in crate::recht::poort) async fn toon(bezoek: Bezoek, Query(vraag): Query<PeriodeVraag>) -> Resultaat {
    let form = PeriodeForm::lees(&vraag, bezoek.vandaag);
    let na = lees_na(&vraag.na);
    let (mut open, aantal, afgedaan, verlopen, normen) = {
        let mut reader = bezoek.reader().await?;
        (
            storage::poort::open(&mut reader, na, LEES).await?,
            storage::poort::count_open(&mut reader).await?,
            storage::poort::afgedaan(&mut reader, AFGEDAAN).await?,
            storage::poort::in_periode(&mut reader, form.periode.0, form.periode.1).await?,
            storage::poortnorm::list(&mut reader).await?,
        )
    };
    let meer = open.len() > PER_BLADZIJDE;
    open.truncate(PER_BLADZIJDE);
    let personen = open.iter().chain(&afgedaan).map(|is| is.poort.klant).collect();
    bezoek.inzage("poort.lijst_getoond", Doel::Rechtmatigheid, personen).await?;
    let volgende = open.last().filter(|_| meer);
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Poort", paths::LIJST).met_fouten(fouten.len()),
        onder: match aantal {
            0 => "Niemand wacht".to_owned(),
            1 => "1 melding loopt".to_owned(),
            aantal => format!("{aantal} meldingen lopen"),
        },
        volgende: volgende.map_or_else(String::new, |is| format!("?na={}_{}", is.poort.melding, is.poort.id)),
        eerste: na.is_none(),
        stand: format!("{} van {aantal}, wie het langst wacht eerst", open.len()),
        open: open.iter().map(|is| regel(is, &normen, bezoek.vandaag)).collect(),
        afgedaan: afgedaan.iter().map(|is| regel(is, &normen, bezoek.vandaag)).collect(),
        cijfers: cijfers(&Poortcijfers::van(&verlopen)),
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}
