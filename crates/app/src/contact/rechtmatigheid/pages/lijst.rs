//! What there is to do on the lawfulness track: cases that were handed over, and records that are open.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::{
    datum::{dagen_tussen, kort, weekdag_lang},
    id::GesprekId,
    logboek::Doel,
    onderzoek::EIGEN_TERMIJN,
    opschorting,
    rechtmatigheid::RechtmatigheidStand,
};
use jiff::civil::Date;
use storage::rechtmatigheid::{Lijstregel, Overgedragen};

use super::super::{actions, paths};
use crate::{
    gesprek::paths as gesprekken,
    klantkop::Gedaan,
    web::{Bezoek, Formulier, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// How many of what is to be done stand on the page.
const TE_DOEN: u8 = 100;
/// How many of what is done: the last ones, to find one's own work of this week back.
const KLAAR: u8 = 20;

struct Zaak {
    naam: String,
    onder: String,
    badge: &'static str,
    kleur: &'static str,
    oppakken: String,
}

struct Regel {
    dag: String,
    href: String,
    naam: String,
    onder: String,
}

#[derive(Template)]
#[template(path = "contact/rechtmatigheid/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    titel: String,
    onder: String,
    /// What leads to the suspensions, with how many wait for a decision.
    opschortingen: String,
    /// What leads to the investigations, with how many are late.
    onderzoeken: String,
    /// What leads to the decisions, with how many wait for this visitor.
    besluiten: String,
    zaken: Vec<Zaak>,
    open: Vec<Regel>,
    klaar: Vec<Regel>,
    /// Of which of the three there are more than are shown.
    meer: [bool; 3],
}

/// What is shown of a list, and whether there is more.
struct Deel<T> {
    regels: Vec<T>,
    meer: bool,
}

impl<T> Deel<T> {
    fn van(mut regels: Vec<T>, hoogstens: u8) -> Self {
        let hoogstens = usize::from(hoogstens);
        let meer = regels.len() > hoogstens;
        regels.truncate(hoogstens);
        Self { regels, meer }
    }
}

/// One more than is shown tells that there are more.
fn een_meer(hoogstens: u8) -> i64 {
    i64::from(hoogstens) + 1
}

/// A suspension lasts at most eight weeks (PW 54(1)); it cannot last longer than since the case was handed over.
fn zaak(zaak: &Overgedragen, vandaag: Date) -> Zaak {
    let dagen = dagen_tussen(zaak.op, vandaag);
    let laat = opschorting::laatste_dag(zaak.op).is_ok_and(|laatste| laatste < vandaag);
    let wacht = match dagen {
        0 => "vandaag overgedragen".to_owned(),
        1 => "gisteren overgedragen".to_owned(),
        dagen => format!("{dagen} dagen geleden overgedragen"),
    };
    Zaak {
        naam: zaak.naam.clone(),
        onder: format!("Hersteltermijn tot en met {} · {wacht}", kort(zaak.einde)),
        badge: if laat { "Langer dan 8 weken" } else { "" },
        kleur: "rood",
        oppakken: paths::oppakken(zaak.gesprek),
    }
}

fn regel(regel: &Lijstregel) -> Regel {
    let wie = regel.behandelaar.as_deref().unwrap_or("nog niemand");
    let stand = match regel.stand {
        RechtmatigheidStand::Open => String::new(),
        RechtmatigheidStand::Afgerond { op } => {
            let uitkomst = regel.uitkomst.map_or_else(String::new, |is| format!(" · {}", is.omschrijving()));
            format!(" · afgerond op {}{uitkomst}", kort(op))
        }
    };
    let dag = kort(regel.dag);
    Regel {
        dag: dag.rsplit_once(' ').map_or_else(String::new, |(dag, _)| dag.to_owned()),
        href: paths::verslag(regel.id),
        naam: regel.naam.clone(),
        onder: format!("{} · behandelaar: {wie}{stand}", hoofdletter(regel.aanleiding.omschrijving())),
    }
}

pub(in crate::contact::rechtmatigheid) async fn toon(bezoek: Bezoek) -> Resultaat {
    let (zaken, open, klaar, wachten, te_laat, vast_te_stellen) = {
        let mut reader = bezoek.reader().await?;
        (
            Deel::van(storage::rechtmatigheid::overgedragen(&mut reader, een_meer(TE_DOEN)).await?, TE_DOEN),
            Deel::van(storage::rechtmatigheid::open(&mut reader, een_meer(TE_DOEN)).await?, TE_DOEN),
            Deel::van(storage::rechtmatigheid::afgeronde(&mut reader, een_meer(KLAAR)).await?, KLAAR),
            storage::opschorting::count_te_beslissen(&mut reader, bezoek.vandaag).await?,
            storage::onderzoek::count_te_laat(&mut reader, bezoek.vandaag, EIGEN_TERMIJN).await?,
            storage::besluit::count_te_beslissen(&mut reader, bezoek.gebruiker().id).await?,
        )
    };
    let meer = [zaken.meer, open.meer, klaar.meer];
    let (zaken, open, klaar) = (zaken.regels, open.regels, klaar.regels);
    let klanten =
        zaken.iter().map(|zaak| zaak.klant).chain(open.iter().chain(&klaar).map(|regel| regel.klant)).collect();
    bezoek.inzage("rechtmatigheid.lijst_getoond", Doel::Rechtmatigheid, klanten).await?;
    let tel = |aantal: usize, er_is_meer: bool, een: &str, meer: &str| match (aantal, er_is_meer) {
        (1, _) => format!("1 {een}"),
        (aantal, true) => format!("meer dan {aantal} {meer}"),
        (aantal, false) => format!("{aantal} {meer}"),
    };
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Vandaag", paths::LIJST),
        titel: hoofdletter(&weekdag_lang(bezoek.vandaag)),
        onder: format!(
            "{} · {}",
            tel(zaken.len(), meer[0], "zaak op te pakken", "zaken op te pakken"),
            tel(open.len(), meer[1], "open verslag", "open verslagen")
        ),
        opschortingen: match wachten {
            0 => "Opschortingen".to_owned(),
            aantal => format!("Opschortingen: {aantal} te beslissen"),
        },
        onderzoeken: match te_laat {
            0 => "Onderzoeken".to_owned(),
            aantal => format!("Onderzoeken: {aantal} te laat"),
        },
        besluiten: match vast_te_stellen {
            0 => "Besluiten".to_owned(),
            aantal => format!("Besluiten: {aantal} vast te stellen"),
        },
        zaken: zaken.iter().map(|is| zaak(is, bezoek.vandaag)).collect(),
        open: open.iter().map(regel).collect(),
        klaar: klaar.iter().map(regel).collect(),
        meer,
    })
}

/// Asks for the track beside a conversation; the page one comes from is that of the guidance.
pub(in crate::contact::rechtmatigheid) async fn vragen(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    _: Formulier,
) -> Resultaat {
    actions::vraag(&bezoek, id).await?;
    Ok(Redirect::to(&Gedaan::RechtmatigheidGevraagd.op(&gesprekken::gesprek(id))).into_response())
}

pub(in crate::contact::rechtmatigheid) async fn oppakken(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    _: Formulier,
) -> Resultaat {
    let nieuw = actions::pak_op(&bezoek, id).await?;
    Ok(Redirect::to(&paths::verslag(nieuw)).into_response())
}
