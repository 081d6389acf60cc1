//! The letters that wait for the printer: one file for all, and saying that they are on paper.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    brief::Brief,
    datum::kort,
    id::{BriefId, KlantId},
    logboek::Doel,
};
use jiff::Timestamp;
use serde::Deserialize;
use storage::brief::Stapel;

use super::super::{actions, paths, pdf};
use crate::{
    klant,
    web::{Bezoek, Formulier, Fout, Lijsten, Melding, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Template)]
#[template(path = "contact/brief/pages/afdrukken.html")]
struct AfdrukPagina {
    p: Pagina,
    onder: String,
    regels: Vec<Regel>,
    /// The names of who made them matter to whoever prints for a team.
    team: bool,
    zonder_adres: usize,
    aantal: usize,
    /// More wait than fit in one file.
    rest: i64,
    tot: String,
    pdf: String,
    knop: String,
}

struct Regel {
    naam: String,
    klant: String,
    wat: String,
    href: String,
    /// Notes that this one is on paper.
    afdrukken: String,
    datum: String,
    door: String,
    adres: bool,
}

/// What was just done.
#[derive(Deserialize, Default)]
pub(in crate::contact::brief) struct Vraag {
    #[serde(default)]
    gedrukt: Option<i64>,
    #[serde(default)]
    teruggezet: bool,
}

/// Which letters a file holds.
#[derive(Deserialize)]
pub(in crate::contact::brief) struct Stapelvraag {
    tot: BriefId,
    aantal: usize,
}

fn regel(brief: &Brief, lijsten: &Lijsten) -> Regel {
    Regel {
        naam: brief.inhoud.geadresseerde.first().cloned().unwrap_or_default(),
        klant: klant::paths::tijdlijn(brief.klant),
        wat: format!("{}, {}", hoofdletter(brief.soort.omschrijving()), brief.taal.omschrijving()),
        href: paths::brief(brief.id),
        afdrukken: paths::afgedrukt(brief.id),
        datum: kort(brief.inhoud.datum),
        door: lijsten.gebruiker(brief.gemaakt_door).to_owned(),
        adres: brief.inhoud.heeft_adres(),
    }
}

fn brieven(aantal: i64) -> String {
    if aantal == 1 {
        "1 brief".to_owned()
    } else {
        format!("{} brieven", domain::geld::thousands(aantal.unsigned_abs()))
    }
}

/// Each client once, in the order shown.
fn klanten(brieven: &[Brief]) -> Vec<KlantId> {
    let mut klanten: Vec<KlantId> = brieven.iter().map(|brief| brief.klant).collect();
    klanten.sort_unstable();
    klanten.dedup();
    klanten
}

/// The message about letters that were marked, as long as it is true.
async fn melding(bezoek: &Bezoek, vraag: &Vraag) -> Resultaat<Option<Melding>> {
    if vraag.teruggezet {
        return Ok(Some(Melding::ok("De brieven staan weer bij de af te drukken brieven.")));
    }
    let Some(moment) = vraag.gedrukt.and_then(|seconds| Timestamp::from_second(seconds).ok()) else { return Ok(None) };
    let gedrukt = storage::brief::printed(&mut bezoek.reader().await?, bezoek.gebruiker().id, moment).await?.len();
    if gedrukt == 0 {
        return Ok(None);
    }
    let aantal = i64::try_from(gedrukt).unwrap_or(i64::MAX);
    let tekst = format!("Vastgelegd dat {} afgedrukt {}.", brieven(aantal), if gedrukt == 1 { "is" } else { "zijn" });
    let moment = moment.as_second().to_string();
    let melding = Melding::ok(tekst).met_ongedaan(paths::TERUG.to_owned(), &bezoek.csrf(), &[("moment", &moment)]);
    Ok(Some(melding))
}

pub(in crate::contact::brief) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let melding = melding(&bezoek, &vraag).await?;
    let lijsten = bezoek.lijsten().await?;
    let stapel = Stapel::van(bezoek.gebruiker());
    let most = i64::try_from(actions::MOST).unwrap_or(i64::MAX);
    let mut reader = bezoek.reader().await?;
    let wachtend = storage::brief::wachtend(&mut reader, stapel, bezoek.vandaag, most).await?;
    let alle = storage::brief::count_wachtend(&mut reader, stapel, bezoek.vandaag).await?;
    drop(reader);
    bezoek.inzage("brieven.getoond", Doel::Begeleiding, klanten(&wachtend)).await?;
    let tot = wachtend.last().map(|brief| brief.id);
    let aantal = i64::try_from(wachtend.len()).unwrap_or(i64::MAX);
    let regels: Vec<Regel> = wachtend.iter().map(|brief| regel(brief, &lijsten)).collect();
    pagina(&AfdrukPagina {
        p: Pagina::voor(&bezoek, "Af te drukken brieven", "/vandaag").met_melding(melding),
        onder: match stapel.team {
            Some(_) => format!("{} van uw team", brieven(alle)),
            None => brieven(alle),
        },
        team: stapel.team.is_some(),
        zonder_adres: regels.iter().filter(|regel| !regel.adres).count(),
        aantal: wachtend.len(),
        // Short of a full file nothing follows: what is missing cannot be read.
        rest: if wachtend.len() < actions::MOST { 0 } else { alle - aantal },
        tot: tot.map_or_else(String::new, |tot| tot.to_string()),
        pdf: tot.map_or_else(String::new, |tot| paths::stapel(tot, wachtend.len())),
        knop: format!("PDF met {} openen", brieven(aantal)),
        regels,
    })
}

/// One file with the letters that were on the page, in that order.
pub(in crate::contact::brief) async fn pdf(bezoek: Bezoek, Query(vraag): Query<Stapelvraag>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let brieven = actions::stapel_tot(&bezoek, &mut reader, vraag.tot, vraag.aantal).await?;
    drop(reader);
    bezoek.inzage("brieven.pdf_getoond", Doel::Begeleiding, klanten(&brieven)).await?;
    let naam = format!("brieven-{}-{}", bezoek.vandaag, brieven.len());
    Ok(pdf::antwoord(pdf::maak(&brieven).await?, &naam))
}

pub(in crate::contact::brief) async fn gedaan(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let tot = formulier.tekst("tot").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let aantal = formulier.tekst("aantal").parse().map_err(|_| Fout::FormulierVerlopen)?;
    actions::druk_af(&bezoek, tot, aantal).await?;
    let moment = bezoek.nu.as_second();
    Ok(Redirect::to(&format!("{}?gedrukt={moment}", paths::AF_TE_DRUKKEN)).into_response())
}

pub(in crate::contact::brief) async fn terug(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let moment = formulier.tekst("moment").parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    actions::draai_terug(&bezoek, moment.ok_or(Fout::FormulierVerlopen)?).await?;
    Ok(Redirect::to(&format!("{}?teruggezet=true", paths::AF_TE_DRUKKEN)).into_response())
}
