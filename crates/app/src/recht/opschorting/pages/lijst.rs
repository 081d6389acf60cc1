//! The suspensions about which somebody must decide, the first to end first; and those that are over.

use askama::Template;
use domain::{
    datum::kort,
    logboek::Doel,
    opschorting::{OpschortingStand, TeDoen},
};
use jiff::civil::Date;
use storage::opschorting::Gevonden;

use super::super::paths;
use crate::{
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// How many of each stand on the page; one more tells that there are more.
const HOOGSTENS: usize = 100;
const LEES: i64 = 101;
/// From how many days before its last day on a suspension asks attention.
pub(super) const VOORAF: u16 = 14;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    badges: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "recht/opschorting/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    open: Vec<Regel>,
    over: Vec<Regel>,
    meer: [bool; 2],
}

/// What asks attention, in a word or two; and in which colour.
pub(super) fn badge(doen: TeDoen) -> (String, &'static str) {
    match doen {
        TeDoen::HersteltermijnVoorbij { einde } => (format!("Hersteltermijn voorbij sinds {}", kort(einde)), "amber"),
        TeDoen::TweedePersoon { .. } => ("Tweede persoon nodig".to_owned(), "blauw"),
        TeDoen::LaatsteDagNadert { laatste_dag } => (format!("Eindigt {}", kort(laatste_dag)), "amber"),
        TeDoen::LaatsteDagVoorbij { laatste_dag } => (format!("Voorbij sinds {}", kort(laatste_dag)), "rood"),
    }
}

fn regel(is: &Gevonden, vandaag: Date) -> Regel {
    let opschorting = &is.opschorting;
    let stand = match &opschorting.stand {
        OpschortingStand::Opgeschort(_) if is.brief_afgedrukt.is_none() => "brief nog niet afgedrukt".to_owned(),
        OpschortingStand::Opgeschort(_) => {
            format!("hersteltermijn tot en met {}", kort(opschorting.hersteltermijn_einde))
        }
        OpschortingStand::Ingetrokken { op, .. } => format!("ingetrokken op {}", kort(*op)),
        OpschortingStand::Hersteld(herstel) => format!("hersteld op {}", kort(herstel.op)),
        ander => ander.omschrijving().to_owned(),
    };
    Regel {
        href: paths::opschorting(opschorting.id),
        naam: is.naam.clone(),
        onder: format!(
            "{} · opgeschort vanaf {}, hooguit tot en met {} · {stand}",
            hoofdletter(opschorting.verzuim.omschrijving()),
            kort(opschorting.eerste_dag),
            kort(opschorting.laatste_dag)
        ),
        badges: opschorting.te_doen(vandaag, VOORAF).into_iter().map(badge).collect(),
    }
}

pub(in crate::recht::opschorting) async fn toon(bezoek: Bezoek) -> Resultaat {
    let (mut open, mut over) = {
        let mut reader = bezoek.reader().await?;
        (storage::opschorting::open(&mut reader, LEES).await?, storage::opschorting::afgedaan(&mut reader, LEES).await?)
    };
    let meer = [open.len() > HOOGSTENS, over.len() > HOOGSTENS];
    open.truncate(HOOGSTENS);
    over.truncate(HOOGSTENS);
    let klanten = open.iter().chain(&over).map(|is| is.opschorting.klant).collect();
    bezoek.inzage("opschorting.lijst_getoond", Doel::Rechtmatigheid, klanten).await?;
    let onder = match open.len() {
        1 => "1 loopt".to_owned(),
        aantal => format!("{}{aantal} lopen", if meer[0] { "meer dan " } else { "" }),
    };
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Opschortingen", VANDAAG),
        onder,
        open: open.iter().map(|is| regel(is, bezoek.vandaag)).collect(),
        over: over.iter().map(|is| regel(is, bezoek.vandaag)).collect(),
        meer,
    })
}
