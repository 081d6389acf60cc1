//! What waits for a decision, with what waits for the visitor first; the reductions to look at again; how many orders wait; and
//! what is over.

use askama::Template;
use domain::{
    besluit::{Besluit, BesluitStand, SoortBesluit, TeDoen},
    datum::kort,
    id::GebruikerId,
    logboek::Doel,
};
use jiff::civil::Date;
use storage::{besluit::Gevonden, opdracht::Telling};

use super::super::paths;
use crate::{
    rechtmatigheid::paths::LIJST as VANDAAG,
    web::{Bezoek, Lijsten, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// How many of each stand on the page; one more tells that there are more.
const HOOGSTENS: usize = 100;
const LEES: i64 = 101;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    badges: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "recht/besluit/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    /// What this visitor may decide.
    voor_mij: Vec<Regel>,
    /// What somebody else decides, and what is being prepared.
    anderen: Vec<Regel>,
    heroverwegen: Vec<Regel>,
    over: Vec<Regel>,
    opdrachten: Telling,
    /// Of which of the three lists there are more than are shown.
    meer: [bool; 3],
}

/// What asks attention, in a word or two; and in which colour.
pub(super) fn badge(doen: TeDoen) -> (String, &'static str) {
    match doen {
        TeDoen::Vaststellen { sinds } => (format!("Voorgelegd op {}", kort(sinds)), "blauw"),
        TeDoen::Opdragen { .. } => ("Opdracht door te geven".to_owned(), "amber"),
        TeDoen::WachtOpBevestiging { sinds } => (format!("Wacht op bevestiging sinds {}", kort(sinds)), "blauw"),
        TeDoen::WijktAf { op } => (format!("Wijkt af, gezien {}", kort(op)), "rood"),
        TeDoen::Heroverwegen { uiterlijk, te_laat: false } => {
            (format!("Heroverwegen uiterlijk {}", kort(uiterlijk)), "amber")
        }
        TeDoen::Heroverwegen { uiterlijk, te_laat: true } => {
            (format!("Heroverwegen te laat sinds {}", kort(uiterlijk)), "rood")
        }
    }
}

/// What a decision says, in a line.
fn kortweg(is: &Besluit) -> String {
    let (periode, soort) = (is.inhoud.periode(), is.inhoud.soort());
    let dagen = match periode.tot_en_met {
        Some(tot) => format!("{} tot en met {}", kort(periode.van), kort(tot)),
        None => format!("vanaf {}", kort(periode.van)),
    };
    let bedrag = match (is.inhoud.bedrag(), soort) {
        (Some(bedrag), SoortBesluit::Herziening) => format!(" · {bedrag} per maand"),
        (Some(bedrag), _) => format!(" · {bedrag}"),
        (None, _) => String::new(),
    };
    format!("{}{bedrag} · {dagen}", hoofdletter(soort.omschrijving()))
}

fn regel(is: &Gevonden, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let besluit = &is.besluit;
    let stand = match &besluit.stand {
        BesluitStand::Voorbereid | BesluitStand::Voorgelegd { .. } => {
            format!("voorbereid door {}", lijsten.gebruiker(besluit.voorbereiding.door))
        }
        BesluitStand::Teruggewezen(reden) => format!("teruggewezen door {}", lijsten.gebruiker(reden.door)),
        ander => match ander.vaststelling() {
            Some(vast) => format!("{}, vastgesteld op {}", ander.omschrijving(), kort(vast.op)),
            None => ander.omschrijving().to_owned(),
        },
    };
    let mut badges: Vec<_> = besluit.te_doen(vandaag).into_iter().map(badge).collect();
    match &besluit.stand {
        BesluitStand::Teruggewezen(_) => badges.push(("Teruggewezen".to_owned(), "amber")),
        BesluitStand::Voorbereid => badges.push(("In voorbereiding".to_owned(), "")),
        _ => {}
    }
    let onder = format!("{} · {stand}", kortweg(besluit));
    Regel { href: paths::besluit(besluit.id), naam: is.naam.clone(), onder, badges }
}

/// Whether this visitor may decide it.
fn is_voor(is: &Besluit, ik: GebruikerId) -> bool {
    let eigen = is.inhoud.soort().vier_ogen() && is.voorbereiding.door == ik;
    matches!(is.stand, BesluitStand::Voorgelegd { .. }) && !eigen
}

fn knip(lijst: &mut Vec<Gevonden>) -> bool {
    let meer = lijst.len() > HOOGSTENS;
    lijst.truncate(HOOGSTENS);
    meer
}

pub(in crate::recht::besluit) async fn toon(bezoek: Bezoek) -> Resultaat {
    use storage::besluit;
    let (mut open, mut heroverwegen, mut over, opdrachten) = {
        let mut reader = bezoek.reader().await?;
        (
            besluit::open(&mut reader, LEES).await?,
            besluit::te_heroverwegen(&mut reader, LEES).await?,
            besluit::afgedaan(&mut reader, LEES).await?,
            storage::opdracht::tel(&mut reader).await?,
        )
    };
    let meer = [knip(&mut open), knip(&mut heroverwegen), knip(&mut over)];
    let klanten = open.iter().chain(&heroverwegen).chain(&over).map(|is| is.besluit.klant).collect();
    bezoek.inzage("besluit.lijst_getoond", Doel::Rechtmatigheid, klanten).await?;
    let lijsten = bezoek.lijsten().await?;
    let ik = bezoek.gebruiker().id;
    let (voor_mij, anderen): (Vec<_>, Vec<_>) = open.iter().partition(|is| is_voor(&is.besluit, ik));
    let regels = |lijst: Vec<&Gevonden>| -> Vec<Regel> {
        lijst.into_iter().map(|is| regel(is, &lijsten, bezoek.vandaag)).collect()
    };
    let onder = match voor_mij.len() {
        0 => "Niets wacht op u".to_owned(),
        1 => "1 wacht op u".to_owned(),
        aantal => format!("{aantal} wachten op u"),
    };
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Besluiten", VANDAAG),
        onder,
        voor_mij: regels(voor_mij),
        anderen: regels(anderen),
        heroverwegen: regels(heroverwegen.iter().collect()),
        over: regels(over.iter().collect()),
        opdrachten,
        meer,
    })
}
