//! How the outbox stands, without a word about clients, and a message to try the server with.

use askama::Template;
use axum::http::StatusCode;
use domain::{
    datum::{kort, plaatselijk},
    emailadres::Emailadres,
    uitbak::Poststand,
};
use jiff::Timestamp;
use storage::uitbak;

use super::super::{actions, paths};
use crate::{
    config::{Smtp, SmtpTls},
    klantkop::tijd,
    web::{Bezoek, Formulier, Pagina, Resultaat, Veld, pagina, veld::fouten},
};

#[derive(Template)]
#[template(path = "contact/post/pages/beheer.html")]
struct BeheerPagina {
    p: Pagina,
    actie: &'static str,
    /// Empty when there is no server.
    server: String,
    inloggen: String,
    /// From which address; empty when nobody filled it in.
    van: String,
    tempo: String,
    aantallen: Vec<(&'static str, String)>,
    oudste: String,
    laatste: String,
    laatste_fout: String,
    form: Veld,
    fouten: Vec<(String, String)>,
    /// What the server said of a trial it took, and why one was not sent; empty otherwise.
    gelukt: String,
    mislukt: String,
}

fn wanneer(moment: Timestamp) -> String {
    let moment = plaatselijk(moment);
    format!("{} om {} uur", kort(moment.date()), tijd(&moment))
}

fn server(smtp: &Smtp) -> String {
    let tls = match smtp.tls {
        SmtpTls::Geen => "zonder beveiliging",
        SmtpTls::Starttls => "beveiligd met STARTTLS",
        SmtpTls::Tls => "beveiligd met TLS",
    };
    format!("{}, poort {}, {tls}", smtp.server, smtp.poort)
}

fn naam(code: &str) -> &'static str {
    match code {
        "wacht" => "Wachten op versturen",
        "bezig" | "aangeboden" => "Worden nu verstuurd",
        "verzonden" => "Aangenomen door de mailserver",
        "mislukt" => "Mislukt, wacht op een besluit van de klantmanager",
        "onzeker" => "Onzeker, wacht op een besluit van de klantmanager",
        _ => "Niet per e-mail gegaan",
    }
}

/// A line for each state, those without a letter too: what is not there is an answer as well.
fn aantallen(geteld: &[(String, i64)]) -> Vec<(&'static str, String)> {
    let mut regels: Vec<(&'static str, i64)> = Vec::new();
    for code in Poststand::CODES {
        let aantal = geteld.iter().find(|(stand, _)| stand == code).map_or(0, |(_, aantal)| *aantal);
        match regels.iter_mut().find(|(ander, _)| *ander == naam(code)) {
            Some((_, al)) => *al += aantal,
            None => regels.push((naam(code), aantal)),
        }
    }
    regels.into_iter().map(|(naam, n)| (naam, domain::geld::thousands(n.unsigned_abs()))).collect()
}

fn veld() -> Veld {
    Veld::new("aan", "Uw eigen e-mailadres").uitleg("Hier komt de proef aan. Het adres wordt niet bewaard.")
}

async fn tonen(bezoek: &Bezoek, form: Veld, gelukt: Option<Result<String, String>>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let overzicht = uitbak::overzicht(&mut reader).await?;
    let afzender = storage::brief::sjabloon::afzender(&mut reader).await?;
    drop(reader);
    let (gelukt, mislukt) = match gelukt {
        Some(Ok(bewijs)) => (bewijs, String::new()),
        Some(Err(fout)) => (String::new(), fout),
        None => (String::new(), String::new()),
    };
    let smtp = bezoek.app.instellingen.smtp.as_ref();
    let fouten = fouten(&[&form]);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let geen = |wat: Option<String>, anders: &str| wat.unwrap_or_else(|| anders.to_owned());
    let mut response = pagina(&BeheerPagina {
        p: Pagina::voor(bezoek, "Uitgaande e-mail", "/beheer").met_fouten(fouten.len()),
        actie: paths::BEHEER,
        server: smtp.map(server).unwrap_or_default(),
        inloggen: geen(
            smtp.and_then(|smtp| smtp.gebruiker.as_ref()).map(|(naam, _)| format!("als {naam}")),
            "niet nodig",
        ),
        van: afzender.map(|(afzender, _)| afzender.email).unwrap_or_default(),
        tempo: smtp.map_or_else(String::new, |smtp| format!("hooguit {} per minuut", smtp.per_minuut)),
        aantallen: aantallen(&overzicht.aantallen),
        oudste: geen(overzicht.oudste.map(|op| format!("sinds {}", wanneer(op))), "er wacht niets"),
        laatste: geen(overzicht.laatste.map(wanneer), "nog nooit"),
        laatste_fout: geen(overzicht.laatste_fout.map(|(fout, op)| format!("{fout} ({})", wanneer(op))), "geen"),
        form,
        fouten,
        gelukt,
        mislukt,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::post) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, veld(), None).await
}

/// Sends the trial and shows what came of it: an answer of the server is of this moment and is not kept.
pub(in crate::contact::post) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = veld().uit(&formulier);
    let aan: Option<Emailadres> =
        form.lees(|text| text.parse().ok(), "Vul een e-mailadres in zoals naam@voorbeeld.nl.");
    let gelukt = match aan {
        Some(aan) => Some(actions::proef(&bezoek, &aan).await?),
        None => None,
    };
    tonen(&bezoek, form, gelukt).await
}
