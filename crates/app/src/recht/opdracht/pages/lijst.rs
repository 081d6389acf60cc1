//! The orders: to be passed on, done otherwise, waiting, and the latest that were carried out.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    besluit::{Oorsprong, OpdrachtStand, Verschil},
    datum::kort,
    logboek::Doel,
};
use serde::Deserialize;
use storage::opdracht::{self, Gevonden};

use super::super::{
    actions::{self, Gedaan},
    paths,
};
use crate::{
    besluit::paths as besluiten,
    opschorting::paths as opschortingen,
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Formulier, Fout, Melding, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// How many of each stand on the page; one more tells that there are more.
const HOOGSTENS: usize = 100;
/// Of what was carried out, the latest: to see that it went well. The rest stands with its decision.
const UITGEVOERD: i64 = 20;
const LEES: i64 = 101;

struct Rij {
    /// Which order, and at which version it was read.
    keuze: String,
    href: String,
    naam: String,
    klantnummer: String,
    wat: String,
    dagen: String,
    hoeveel: String,
    /// Since when it stands so, or in what it differs.
    onder: String,
}

/// A list with one thing to do about it.
struct Lijst {
    titel: &'static str,
    leeg: (&'static str, &'static str),
    rijen: Vec<Rij>,
    meer: bool,
    /// What the buttons say and send; none where nothing is to be done.
    knoppen: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::recht::opdracht) struct Vraag {
    #[serde(default)]
    gedaan: String,
}

#[derive(Template)]
#[template(path = "recht/opdracht/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    lijsten: Vec<Lijst>,
    actie: &'static str,
}

fn rij(is: &Gevonden) -> Rij {
    let (uitvoering, opdracht) = (&is.uitvoering, &is.uitvoering.opdracht);
    let onder = match &uitvoering.stand {
        OpdrachtStand::DoorTeGeven | OpdrachtStand::Vervallen { .. } => {
            format!("klaar sinds {}", kort(uitvoering.klaar_op))
        }
        OpdrachtStand::Opgedragen { op } => format!("doorgegeven op {}", kort(*op)),
        OpdrachtStand::Uitgevoerd { waarneming, .. } => format!("bevestigd op {}", kort(waarneming.op)),
        OpdrachtStand::WijktAf { waarneming, .. } => {
            let verschillen = opdracht.verschillen(&waarneming.gezien).into_iter().map(Verschil::omschrijving);
            verschillen.collect::<Vec<_>>().join("; ")
        }
    };
    Rij {
        keuze: format!("{}:{}", uitvoering.id, uitvoering.versie),
        href: match uitvoering.uit {
            Oorsprong::Besluit(id) => besluiten::besluit(id),
            Oorsprong::Opschorting(id) => opschortingen::opschorting(id),
        },
        naam: is.naam.clone(),
        klantnummer: is.klantnummer.to_string(),
        wat: hoofdletter(opdracht.soort.omschrijving()),
        dagen: match opdracht.tot_en_met {
            Some(tot) => format!("{} t/m {}", kort(opdracht.van), kort(tot)),
            None => format!("vanaf {}", kort(opdracht.van)),
        },
        hoeveel: match (opdracht.bedrag, opdracht.procent) {
            (Some(bedrag), _) => bedrag.to_string(),
            (None, Some(procent)) => format!("{procent} %"),
            (None, None) => String::new(),
        },
        onder,
    }
}

fn lijst(
    titel: &'static str,
    leeg: (&'static str, &'static str),
    alle: &[Gevonden],
    knoppen: &[(Gedaan, &'static str)],
) -> Lijst {
    Lijst {
        titel,
        leeg,
        rijen: alle.iter().take(HOOGSTENS).map(rij).collect(),
        meer: alle.len() > HOOGSTENS,
        knoppen: knoppen.iter().map(|(gedaan, tekst)| (gedaan.code(), *tekst)).collect(),
    }
}

pub(in crate::recht::opdracht) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let (klaar, wijkt_af, wacht, gedaan) = {
        let mut reader = bezoek.reader().await?;
        (
            opdracht::door_te_geven(&mut reader, LEES).await?,
            opdracht::afwijkend(&mut reader, LEES).await?,
            opdracht::wachtend(&mut reader, LEES).await?,
            opdracht::uitgevoerd(&mut reader, UITGEVOERD).await?,
        )
    };
    let getoond = [&klaar, &wijkt_af, &wacht, &gedaan];
    let klanten =
        getoond.iter().flat_map(|alle| alle.iter().take(HOOGSTENS)).map(|is| is.uitvoering.opdracht.klant).collect();
    bezoek.inzage("opdracht.lijst_getoond", Doel::Rechtmatigheid, klanten).await?;
    let melding = vraag.gedaan.parse().ok().map(|aantal: usize| {
        Melding::ok(if aantal == 1 {
            "1 opdracht is bijgewerkt.".to_owned()
        } else {
            format!("{aantal} opdrachten zijn bijgewerkt.")
        })
    });
    let nagevraagd = (Gedaan::Nagevraagd, "In de administratie gezien: uitgevoerd zoals gevraagd");
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Opdrachten", VANDAAG).met_melding(melding),
        onder: format!(
            "{}{} door te geven · {}{} wachten op bevestiging",
            if klaar.len() > HOOGSTENS { "meer dan " } else { "" },
            klaar.len().min(HOOGSTENS),
            if wacht.len() > HOOGSTENS { "meer dan " } else { "" },
            wacht.len().min(HOOGSTENS)
        ),
        lijsten: vec![
            lijst(
                "Door te geven",
                ("Niets door te geven", "Een opdracht komt hier als een besluit is vastgesteld."),
                &klaar,
                &[(Gedaan::Doorgegeven, "Doorgegeven aan de uitkeringsadministratie")],
            ),
            lijst(
                "Anders uitgevoerd",
                ("Geen afwijkingen", "Laat een klantenbestand iets anders zien dan is gevraagd, dan staat dat hier."),
                &wijkt_af,
                &[(Gedaan::Doorgegeven, "Opnieuw doorgegeven"), nagevraagd],
            ),
            lijst(
                "Wacht op bevestiging",
                ("Niets wacht", "Wat is doorgegeven, wacht hier tot een klantenbestand het bevestigt."),
                &wacht,
                &[nagevraagd],
            ),
            lijst("Laatst uitgevoerd", ("Nog niets uitgevoerd", "De laatste twintig staan hier."), &gedaan, &[]),
        ],
        actie: paths::LIJST,
    })
}

pub(in crate::recht::opdracht) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let gedaan = [Gedaan::Doorgegeven, Gedaan::Nagevraagd]
        .into_iter()
        .find(|gedaan| gedaan.code() == formulier.tekst("actie"))
        .ok_or(Fout::FormulierVerlopen)?;
    let mut gekozen = Vec::new();
    for keuze in formulier.alle("opdracht") {
        let gelezen = keuze.split_once(':').and_then(|(id, versie)| Some((id.parse().ok()?, versie.parse().ok()?)));
        gekozen.push(gelezen.ok_or(Fout::FormulierVerlopen)?);
    }
    if gekozen.is_empty() {
        let tekst = "Zet een vinkje bij de opdrachten die u bedoelt.";
        return Err(Fout::in_strijd("opdracht_keuze", tekst));
    }
    let aantal = actions::doe(&bezoek, gedaan, &gekozen).await?;
    Ok(Redirect::to(&format!("{}?gedaan={aantal}", paths::LIJST)).into_response())
}
