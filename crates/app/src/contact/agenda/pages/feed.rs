//! What a calendar program reads at the secret address.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use documents::agenda;
use domain::{
    codelijst::Codelijst,
    datum::{plaatselijk, plus_dagen},
    logboek::hex,
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use storage::agendafeed::{self, Eigenaar, Feedgesprek};

use super::super::actions::LENGTE;
use crate::{
    config::OpenbaarAdres,
    gesprek,
    web::{App, Fout, Resultaat, bezoekersadres, token_hash},
};

/// How far the calendar reaches back and ahead, in days.
const TERUG: i64 = 30;
const VOORUIT: i64 = 400;
/// How often one address may ask for what does not exist, within the time.
const MISSERS: u32 = 60;
const BINNEN: SignedDuration = SignedDuration::from_mins(15);
/// So many addresses are remembered at most.
const ONTHOUDEN: usize = 10_000;

/// What the addresses in a calendar begin with: `https://klantbeeld.haarlem.nl`. Nothing when nobody set it.
pub(super) fn basis(app: &App, headers: &HeaderMap) -> Option<OpenbaarAdres> {
    app.instellingen.openbaar(headers.get(header::HOST).and_then(|host| host.to_str().ok()))
}

/// Whether this address asked for what does not exist too often.
fn te_vaak(app: &App, wie: IpAddr, nu: Timestamp) -> bool {
    let missers = app.missers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    missers.get(&wie).is_some_and(|(aantal, sinds)| *aantal >= MISSERS && nu.duration_since(*sinds) < BINNEN)
}

fn tel_misser(app: &App, wie: IpAddr, nu: Timestamp) {
    let mut missers = app.missers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if missers.len() >= ONTHOUDEN {
        missers.retain(|_, (_, sinds)| nu.duration_since(*sinds) < BINNEN);
    }
    if missers.len() >= ONTHOUDEN {
        missers.clear();
    }
    let telling = missers.entry(wie).or_insert((0, nu));
    if nu.duration_since(telling.1) >= BINNEN {
        *telling = (0, nu);
    }
    telling.0 += 1;
}

/// Whose calendar it is. What is no secret of ours does not reach the database.
async fn eigenaar(app: &App, bestand: &str, wie: IpAddr, nu: Timestamp) -> Resultaat<Eigenaar> {
    let geheim = bestand.strip_suffix(".ics").unwrap_or_default();
    let kan = geheim.len() == LENGTE && geheim.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let gevonden = if kan { agendafeed::find(&app.database, &token_hash(geheim)).await? } else { None };
    match gevonden {
        Some(eigenaar) if eigenaar.mag => Ok(eigenaar),
        Some(_) => Err(Fout::Geweigerd {
            status: StatusCode::GONE,
            code: "agenda_weg",
            tekst: "Deze agenda is er niet meer. Haal hem uit uw agendaprogramma.".to_owned(),
        }),
        // Who has the secret is let in, whoever else guesses from behind the same address.
        None if te_vaak(app, wie, nu) => Err(Fout::Geweigerd {
            status: StatusCode::TOO_MANY_REQUESTS,
            code: "te_vaak",
            tekst: "Er is te vaak naar een adres gevraagd dat niet bestaat. Wacht een kwartier.".to_owned(),
        }),
        None => {
            tel_misser(app, wie, nu);
            Err(Fout::NietGevonden)
        }
    }
}

fn afspraak(gesprek: Feedgesprek, soort: &str, basis: Option<&OpenbaarAdres>) -> agenda::Afspraak {
    agenda::Afspraak {
        uid: format!("{}@klantbeeld", gesprek.id),
        volgnummer: u32::try_from(gesprek.versie - 1).unwrap_or_default(),
        gewijzigd: gesprek.gewijzigd_op,
        begin: gesprek.moment,
        einde: gesprek.moment + SignedDuration::from_mins(gesprek.duur_minuten),
        titel: soort.to_owned(),
        plaats: gesprek.plaats,
        omschrijving: String::new(),
        href: basis.map_or_else(String::new, |basis| format!("{basis}{}", gesprek::paths::gesprek(gesprek.id))),
        gaat_door: gesprek.gaat_door,
    }
}

pub(in crate::contact::agenda) async fn lees(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(bestand): Path<String>,
    headers: HeaderMap,
) -> Resultaat {
    let nu = app.omgeving.nu();
    let van = eigenaar(&app, &bestand, bezoekersadres(&app, peer, &headers), nu).await?;
    let vandaag = plaatselijk(nu).date();
    let lijsten = app.lijsten(van.gemeente).await?;
    let mut reader = app.database.read(van.gemeente).await?;
    let (begin, einde) = (plus_dagen(vandaag, -TERUG), plus_dagen(vandaag, VOORUIT));
    let gesprekken = agendafeed::gesprekken(&mut reader, van.gebruiker, begin, einde).await?;
    drop(reader);
    let laatst = gesprekken.iter().map(|gesprek| gesprek.gewijzigd_op).max();
    let basis = basis(&app, &headers);
    let afspraken: Vec<agenda::Afspraak> = gesprekken
        .into_iter()
        .map(|gesprek| {
            let soort = lijsten.naam(Codelijst::SoortGesprek, &gesprek.soort).to_owned();
            afspraak(gesprek, &soort, basis.as_ref())
        })
        .collect();
    let tekst = agenda::feed(&format!("Klantbeeld, gemeente {}", van.gemeente_naam), &afspraken);
    Ok(antwoord(tekst, laatst, &headers))
}

/// The file, or that it is still the same.
fn antwoord(tekst: String, laatst: Option<Timestamp>, headers: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", &hex(&Sha256::digest(&tekst))[..32]);
    let bekend = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let gelijk = bekend.is_some_and(|lijst| lijst.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag));
    let mut response = if gelijk { StatusCode::NOT_MODIFIED.into_response() } else { tekst.into_response() };
    let mut set = |naam, waarde: &str| {
        if let Ok(waarde) = HeaderValue::from_str(waarde) {
            response.headers_mut().insert(naam, waarde);
        }
    };
    set(header::CONTENT_TYPE, "text/calendar; charset=utf-8");
    set(header::CACHE_CONTROL, "private, max-age=300");
    set(header::ETAG, &etag);
    if let Some(laatst) = laatst {
        set(header::LAST_MODIFIED, &laatst.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    }
    response
}
