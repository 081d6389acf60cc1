//! The working days of somebody: the weekly pattern, and the days away.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{kort, lang, plaatselijk, plus_dagen, weekdag_lang},
    id::{AfwezigheidId, GebruikerId},
    logboek::Doel,
    werkrooster::{Werkrooster, rooster_op},
};
use jiff::civil::Date;
use serde::Deserialize;
use storage::{
    Reader,
    gesprek::AgendaRegel,
    werkrooster::{self, Weg},
};

use super::super::{
    actions::{self, wiens},
    forms::{AfwezigForm, in_woorden},
    paths,
};
use crate::{
    contactnorm, gesprek, klant,
    klantkop::tijd,
    web::{Bezoek, Formulier, Fout, Keuze, Lijsten, Melding, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Template)]
#[template(path = "team/werkrooster/pages/rooster.html")]
struct RoosterPagina {
    p: Pagina,
    titel: String,
    onder: String,
    /// Somebody else's: the way back to the team.
    team: &'static str,
    wijzigen: String,
    dagen: Vec<Dag>,
    pauze: String,
    sinds: String,
    later: Vec<String>,
    afwezigheden: Vec<Afwezig>,
    /// Conversations in the diary on days without work.
    botsingen: Vec<Botsing>,
    form: AfwezigForm,
    soorten: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    actie: String,
    id: AfwezigheidId,
}

/// A conversation on a day without work, and where it is moved.
struct Botsing {
    dag: String,
    naam: String,
    href: String,
    onder: String,
    verzetten: String,
}

struct Dag {
    naam: &'static str,
    tijden: String,
    uren: String,
}

struct Afwezig {
    wanneer: String,
    waarom: String,
    nu: bool,
    intrekken: String,
    versie: i64,
}

/// What was just done, by its code: nobody can make the page say something of their own.
#[derive(Debug, Default, Deserialize)]
pub(in crate::team::werkrooster) struct Gedaan {
    #[serde(default, rename = "gedaan")]
    wat: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    versie: i64,
}

impl Gedaan {
    fn melding(&self, csrf: &str) -> Option<Melding> {
        let id = self.van.parse::<AfwezigheidId>().ok();
        let ongedaan = |tekst: &str, actie: String| {
            Melding::ok(tekst).met_ongedaan(actie, csrf, &[("versie", &self.versie.to_string())])
        };
        Some(match (self.wat.as_str(), id) {
            ("rooster", _) => Melding::ok("Het werkrooster is opgeslagen."),
            ("afwezig", Some(id)) => ongedaan("De afwezigheid is genoteerd.", paths::intrekken(id)),
            ("ingetrokken", Some(id)) => ongedaan("De afwezigheid is verwijderd.", paths::terugzetten(id)),
            ("teruggezet", Some(id)) => ongedaan("De afwezigheid staat er weer in.", paths::intrekken(id)),
            _ => return None,
        })
    }
}

/// `32`, `28,5`: hours without a useless comma.
fn uren(minuten: i64) -> String {
    let honderdsten = minuten * 100 / 60;
    let tekst = format!("{},{:02}", honderdsten / 100, honderdsten % 100);
    tekst.trim_end_matches('0').trim_end_matches(',').to_owned()
}

fn dagen(rooster: &Werkrooster) -> Vec<Dag> {
    let namen = ["Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag", "Zaterdag", "Zondag"];
    let dag = |(plaats, naam): (usize, &'static str)| {
        let alleen =
            Werkrooster { dagen: std::array::from_fn(|dag| rooster.dagen[dag].filter(|_| dag == plaats)), ..*rooster };
        // Nobody works at weekends; a row for it would only be read past.
        let tijdvak = rooster.dagen[plaats];
        (plaats < 5 || tijdvak.is_some()).then(|| Dag {
            naam,
            tijden: tijdvak.map_or_else(
                || "vrij".to_owned(),
                |tijdvak| format!("{} tot {}", in_woorden(tijdvak.van()), in_woorden(tijdvak.tot())),
            ),
            uren: tijdvak.map_or_else(String::new, |_| uren(alleen.minuten_per_week())),
        })
    };
    namen.into_iter().enumerate().filter_map(dag).collect()
}

fn afwezig(weg: &Weg, vandaag: Date) -> Afwezig {
    let periode = weg.afwezigheid.periode;
    Afwezig {
        wanneer: match periode.tot_en_met {
            Some(tot) if tot == periode.van => lang(tot),
            Some(tot) => format!("{} tot en met {}", kort(periode.van), kort(tot)),
            None => format!("vanaf {}, einde nog niet bekend", kort(periode.van)),
        },
        waarom: hoofdletter(weg.afwezigheid.soort.omschrijving()),
        nu: periode.bevat(vandaag),
        intrekken: paths::intrekken(weg.id),
        versie: weg.versie,
    }
}

/// How many weeks ahead conversations on days off are looked for.
const WEKEN_VOORUIT: i64 = 12;

/// The conversations that stand in the diary while this one does not work: who goes on leave must know with whom.
async fn botsingen(reader: &mut Reader, wie: GebruikerId, vandaag: Date) -> Resultaat<Vec<AgendaRegel>> {
    let tot = plus_dagen(vandaag, 7 * WEKEN_VOORUIT);
    let werktijd = werkrooster::werktijd(reader, wie, vandaag, tot).await?;
    let beschikbaarheid = werktijd.beschikbaarheid();
    let mut gesprekken = storage::gesprek::open_tussen(reader, wie, vandaag, tot).await?;
    gesprekken.retain(|is| {
        let dag = plaatselijk(is.moment).date();
        beschikbaarheid.blokken(dag).is_some_and(|blokken| blokken.is_empty())
    });
    Ok(gesprekken)
}

fn botsing(is: &AgendaRegel, lijsten: &Lijsten) -> Botsing {
    let begin = plaatselijk(is.moment);
    Botsing {
        dag: kort(begin.date()),
        naam: is.naam.clone(),
        href: klant::paths::tijdlijn(is.klant),
        onder: format!(
            "{} · {} uur · {}",
            weekdag_lang(begin.date()),
            tijd(&begin),
            lijsten.naam(Codelijst::SoortGesprek, &is.soort)
        ),
        verzetten: gesprek::paths::verzetten(is.id),
    }
}

async fn tonen(bezoek: &Bezoek, id: GebruikerId, form: AfwezigForm, gedaan: &Gedaan) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let wie = wiens(bezoek, &lijsten, id)?;
    let mut reader = bezoek.reader().await?;
    let vastgelegd = werkrooster::of_gebruiker(&mut reader, id).await?;
    let afwezigheden = werkrooster::afwezigheden(&mut reader, id, bezoek.vandaag).await?;
    let botsingen = botsingen(&mut reader, id, bezoek.vandaag).await?;
    drop(reader);
    let klanten = botsingen.iter().map(|is| is.klant).collect();
    bezoek.inzage("rooster.gesprekken_getoond", Doel::Begeleiding, klanten).await?;
    let roosters: Vec<Werkrooster> = vastgelegd.into_iter().map(|vast| vast.rooster).collect();
    let nu = rooster_op(&roosters, bezoek.vandaag);
    let eigen = id == bezoek.gebruiker().id;
    let titel = if eigen { "Mijn werkdagen".to_owned() } else { format!("Werkdagen van {}", wie.naam) };
    let later = roosters.iter().filter(|rooster| rooster.geldig.van > bezoek.vandaag);
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let p = Pagina::voor(bezoek, titel.clone(), if eigen { "/vandaag" } else { contactnorm::paths::TEAM });
    let melding = gedaan.melding(&p.csrf);
    let mut response = pagina(&RoosterPagina {
        p: p.met_fouten(fouten.len()).met_melding(melding),
        titel,
        onder: nu.map_or_else(
            || "nog geen werkrooster".to_owned(),
            |nu| format!("{} uur per week", uren(nu.minuten_per_week())),
        ),
        team: if eigen { "" } else { contactnorm::paths::TEAM },
        wijzigen: paths::wijzigen(id),
        dagen: nu.map(dagen).unwrap_or_default(),
        pauze: nu.and_then(|nu| nu.pauze).map_or_else(String::new, |pauze| {
            format!(
                "Pauze van {} tot {}; die telt niet als werktijd. ",
                in_woorden(pauze.van()),
                in_woorden(pauze.tot())
            )
        }),
        sinds: nu.map_or_else(String::new, |nu| lang(nu.geldig.van)),
        later: later
            .map(|rooster| {
                format!("Vanaf {}: {} uur per week", lang(rooster.geldig.van), uren(rooster.minuten_per_week()))
            })
            .collect(),
        afwezigheden: afwezigheden.iter().map(|weg| afwezig(weg, bezoek.vandaag)).collect(),
        botsingen: botsingen.iter().map(|is| botsing(is, &lijsten)).collect(),
        soorten: form.soorten(),
        fouten,
        form,
        actie: paths::afwezigheid(id),
        id: bezoek.app.omgeving.nieuw_id(),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::team::werkrooster) async fn toon_eigen(bezoek: Bezoek, Query(gedaan): Query<Gedaan>) -> Resultaat {
    tonen(&bezoek, bezoek.gebruiker().id, AfwezigForm::leeg(), &gedaan).await
}

pub(in crate::team::werkrooster) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<GebruikerId>,
    Query(gedaan): Query<Gedaan>,
) -> Resultaat {
    tonen(&bezoek, id, AfwezigForm::leeg(), &gedaan).await
}

pub(in crate::team::werkrooster) async fn meld_afwezig(
    bezoek: Bezoek,
    Pad(wie): Pad<GebruikerId>,
    formulier: Formulier,
) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    wiens(&bezoek, &lijsten, wie)?;
    let id: AfwezigheidId = formulier.tekst("id").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let mut form = AfwezigForm::uit(&formulier);
    let Some(afwezigheid) = form.lees(bezoek.vandaag) else {
        return tonen(&bezoek, wie, form, &Gedaan::default()).await;
    };
    actions::meld_afwezig(&bezoek, wie, id, afwezigheid).await?;
    Ok(Redirect::to(&format!("{}?gedaan=afwezig&van={id}&versie=1", paths::rooster(wie))).into_response())
}

async fn zet(bezoek: &Bezoek, id: AfwezigheidId, formulier: &Formulier, ingetrokken: bool) -> Resultaat {
    let (wie, versie) = actions::zet_ingetrokken(bezoek, id, formulier.versie()?, ingetrokken).await?;
    let gedaan = if ingetrokken { "ingetrokken" } else { "teruggezet" };
    let pad = format!("{}?gedaan={gedaan}&van={id}&versie={versie}", paths::rooster(wie));
    Ok(Redirect::to(&pad).into_response())
}

pub(in crate::team::werkrooster) async fn trek_in(
    bezoek: Bezoek,
    Pad(id): Pad<AfwezigheidId>,
    formulier: Formulier,
) -> Resultaat {
    zet(&bezoek, id, &formulier, true).await
}

pub(in crate::team::werkrooster) async fn zet_terug(
    bezoek: Bezoek,
    Pad(id): Pad<AfwezigheidId>,
    formulier: Formulier,
) -> Resultaat {
    zet(&bezoek, id, &formulier, false).await
}

#[cfg(test)]
mod tests {
    use super::uren;

    #[test]
    fn hours_are_written_without_useless_zeros() {
        for (minuten, tekst) in [(1920, "32"), (1710, "28,5"), (1695, "28,25"), (0, "0"), (600, "10")] {
            assert_eq!(uren(minuten), tekst);
        }
    }
}
