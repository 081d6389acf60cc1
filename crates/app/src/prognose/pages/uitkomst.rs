//! What was played: while it is played how far it is, then what may happen, with everything it rests on.

use analysis::prognose::{Opzet, Vergelijking};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plaatselijk},
    geld::thousands,
    id::PrognoseId,
    prognose::PrognoseStand,
};
use sha2::{Digest, Sha256};
use storage::prognose::PrognoseRegel;

use super::{
    super::{
        actions,
        opzetten::kapot,
        paths,
        spelen::{self, is_afgebroken},
        werkblad,
    },
    beelden::{self, Beeld, Budget},
    overzicht::namen,
    stand,
};
use crate::{
    capaciteit::vergelijking::getal,
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

/// Everything a scenario assumes.
struct Aannames {
    naam: String,
    toelichting: String,
    regels: Vec<(String, String, String)>,
}

/// What makes that the same can be played again.
struct Herhaalbaar {
    herhalingen: String,
    zaad: u32,
    model: u32,
    afdruk: String,
}

#[derive(Template)]
#[template(path = "prognose/pages/uitkomst.html")]
struct UitkomstPagina {
    p: Pagina,
    titel: String,
    onder: String,
    stand: &'static str,
    kleur: &'static str,
    /// How often it was played, and of how many times.
    bezig: Option<(u32, u32)>,
    /// What happened to one that came to nothing: heading and text.
    niets: Option<(&'static str, String)>,
    eerste: String,
    cijfers: Vec<(String, String)>,
    beelden: Vec<Beeld>,
    budgetten: Vec<Budget>,
    aannames: Vec<Aannames>,
    herhaalbaar: Option<Herhaalbaar>,
    hier: String,
    stoppen: String,
    opnieuw: String,
    xlsx: String,
    versie: i64,
}

/// The outcome, of one that is ready.
fn uitkomst(regel: &PrognoseRegel) -> Resultaat<Option<Vergelijking>> {
    if regel.stand != PrognoseStand::Klaar {
        return Ok(None);
    }
    serde_json::from_str(&regel.uitkomst).map(Some).map_err(kapot)
}

/// A short print of an outcome: two that are the same to the bit have the same one.
fn afdruk(uitkomst: &str) -> String {
    let hash = Sha256::digest(uitkomst.as_bytes());
    let deel = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    hash.chunks(2).take(4).map(deel).collect::<Vec<_>>().join(" ")
}

fn niets(regel: &PrognoseRegel, bezoek: &Bezoek) -> Option<(&'static str, String)> {
    match regel.stand {
        PrognoseStand::Speelt if is_afgebroken(regel, bezoek.nu) => Some((
            "Deze simulatie is niet afgekomen.",
            "Klantbeeld is tussentijds gestopt. Er is niets verloren: speel haar opnieuw.".to_owned(),
        )),
        PrognoseStand::Gestopt => Some((
            "Deze simulatie is gestopt.",
            format!(
                "Er was {} van de {} keer gespeeld. Daarvan is niets bewaard.",
                thousands(regel.gedaan.into()),
                thousands(regel.vraag.herhalingen.into())
            ),
        )),
        PrognoseStand::Mislukt => Some(("Deze simulatie kan niet worden gespeeld.", regel.uitkomst.clone())),
        PrognoseStand::Speelt | PrognoseStand::Klaar => None,
    }
}

fn aannames(opzet: &Opzet) -> Aannames {
    let regel = |regel: analysis::prognose::Regel| {
        let waarden: Vec<String> = regel.waarden.iter().map(|waarde| getal(*waarde, 4)).collect();
        (regel.naam, waarden.join(" · "), regel.bron)
    };
    Aannames {
        naam: opzet.naam.clone(),
        toelichting: opzet.toelichting.clone(),
        regels: opzet.aannames().into_iter().map(regel).collect(),
    }
}

async fn vind(bezoek: &Bezoek, id: PrognoseId) -> Resultaat<PrognoseRegel> {
    let mut reader = bezoek.reader().await?;
    storage::prognose::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)
}

pub(in crate::prognose) async fn toon(bezoek: Bezoek, Pad(id): Pad<PrognoseId>) -> Resultaat {
    let regel = vind(&bezoek, id).await?;
    let uitkomst = uitkomst(&regel)?;
    let opzetten = spelen::opzetten(&regel)?;
    let niets = niets(&regel, &bezoek);
    let (woord, kleur) = stand(&regel, bezoek.nu);
    let speelt = regel.stand == PrognoseStand::Speelt && niets.is_none();
    let maak = |deel: fn(&Vergelijking) -> Vec<(String, String)>| uitkomst.as_ref().map(deel).unwrap_or_default();
    pagina(&UitkomstPagina {
        p: Pagina::voor(&bezoek, "Simulatie", "/capaciteit"),
        titel: namen(&regel),
        onder: format!("Gespeeld door {} op {}", regel.door, lang(plaatselijk(regel.gemaakt_op).date())),
        stand: woord,
        kleur,
        bezig: speelt.then_some((regel.gedaan, regel.vraag.herhalingen)),
        niets,
        eerste: opzetten.first().map_or_else(String::new, |opzet| opzet.naam.clone()),
        cijfers: maak(beelden::cijfers),
        beelden: uitkomst.as_ref().map(beelden::beelden).unwrap_or_default(),
        budgetten: uitkomst.as_ref().map(beelden::budgetten).unwrap_or_default(),
        aannames: opzetten.iter().map(aannames).collect(),
        herhaalbaar: uitkomst.is_some().then(|| Herhaalbaar {
            herhalingen: thousands(regel.vraag.herhalingen.into()),
            zaad: regel.vraag.zaad,
            model: regel.vraag.model,
            afdruk: afdruk(&regel.uitkomst),
        }),
        hier: paths::prognose(id),
        stoppen: paths::stoppen(id),
        opnieuw: paths::opnieuw(id),
        xlsx: if uitkomst.is_some() { paths::xlsx(id) } else { String::new() },
        versie: regel.versie,
    })
}

pub(in crate::prognose) async fn xlsx(bezoek: Bezoek, Pad(id): Pad<PrognoseId>) -> Resultaat {
    let regel = vind(&bezoek, id).await?;
    let Some(uitkomst) = uitkomst(&regel)? else {
        return Err(Fout::in_strijd("prognose_niet_klaar", "Deze simulatie heeft nog geen cijfers."));
    };
    let opzetten = spelen::opzetten(&regel)?;
    let moment = plaatselijk(bezoek.nu).datetime();
    let toelichting = werkblad::toelichting(&regel, &opzetten, &bezoek.gebruiker().naam, moment);
    let bytes = tokio::task::spawn_blocking(move || {
        let rijen = werkblad::rijen(&uitkomst, &opzetten).into_iter();
        documents::tabel::xlsx(&werkblad::kolommen(), rijen, &toelichting)
    });
    let bytes = bytes.await.map_err(kapot)?.map_err(kapot)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let soort = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(soort));
    let naam = HeaderValue::from_static("attachment; filename=\"vooruitkijken.xlsx\"");
    headers.insert(header::CONTENT_DISPOSITION, naam);
    Ok(response)
}

pub(in crate::prognose) async fn stop(bezoek: Bezoek, Pad(id): Pad<PrognoseId>, formulier: Formulier) -> Resultaat {
    actions::stop(&bezoek, id, formulier.versie()?).await?;
    Ok(Redirect::to(&paths::prognose(id)).into_response())
}

pub(in crate::prognose) async fn opnieuw(bezoek: Bezoek, Pad(id): Pad<PrognoseId>, formulier: Formulier) -> Resultaat {
    actions::opnieuw(&bezoek, id, formulier.versie()?).await?;
    Ok(Redirect::to(&paths::prognose(id)).into_response())
}
