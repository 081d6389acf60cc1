//! Who has how many clients, and the latest takeovers.

use std::cmp::Reverse;

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    belasting::{Belasting, in_uren},
    datum::{kort, plaatselijk},
    gebruiker::{Gebruiker, Rol},
    toewijzing::kies_klantmanager,
};
use jiff::civil::Date;
use serde::Deserialize;
use storage::{
    belasting::{Wie, belastingen},
    overname::OvernameRegel,
};

use super::{
    super::{paths, verdelen},
    stand, wanneer,
};
use crate::web::{
    Bezoek, Formulier, Melding, Pagina, Resultaat, pagina,
    woorden::{balk, hoofdletter, zwaarte_kleur, zwaarte_woord},
};

/// The latest takeovers that are shown.
const RECENT: i64 = 50;

struct Collega {
    naam: String,
    klanten: String,
    procent: Option<i64>,
    balk: i64,
    zwaarte: &'static str,
    kleur: &'static str,
    /// Hours, or what is not known, when there is no percentage.
    uren: String,
    /// The account is closed and there are clients left: they need somebody today.
    weg: bool,
    waarnemer: String,
    href: String,
}

struct Regel {
    href: String,
    wie: String,
    klanten: i64,
    wanneer: String,
    reden: String,
    door: String,
    stand: &'static str,
    kleur: &'static str,
}

#[derive(Template)]
#[template(path = "team/overname/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    collegas: Vec<Collega>,
    verlaten: i64,
    regels: Vec<Regel>,
    /// By what rule a new client gets a klantmanager, and who is next.
    regel: String,
    aan_de_beurt: String,
    zonder: i64,
    zonder_tekst: String,
}

/// What was just done.
#[derive(Default, Deserialize)]
pub(in crate::team::overname) struct Gedaan {
    #[serde(default)]
    verdeeld: String,
}

fn melding(gedaan: &Gedaan) -> Option<Melding> {
    Some(Melding::ok(match gedaan.verdeeld.parse::<u64>().ok()? {
        0 => "Iedereen had al een klantmanager; er is niets veranderd.".to_owned(),
        1 => "1 klant heeft een klantmanager gekregen.".to_owned(),
        aantal => format!("{} klanten hebben een klantmanager gekregen.", domain::geld::thousands(aantal)),
    }))
}

/// Gives everybody a klantmanager by the rule.
pub(in crate::team::overname) async fn verdeel(bezoek: Bezoek, _: Formulier) -> Resultaat {
    let aantal = verdelen::verdeel(&bezoek).await?;
    Ok(Redirect::to(&format!("{}?verdeeld={aantal}", paths::LIJST)).into_response())
}

pub(in crate::team::overname) async fn toon(bezoek: Bezoek, Query(gedaan): Query<Gedaan>) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let belastingen = belastingen(&mut reader, Wie::Allen, bezoek.vandaag, &lijsten.normen).await?;
    let kandidaten = storage::toewijzing::kandidaten_met(&mut reader, bezoek.vandaag, &belastingen).await?;
    let zonder = storage::belasting::count_zonder(&mut reader, bezoek.vandaag).await?;
    let recent = storage::overname::recent(&mut reader, RECENT).await?;
    drop(reader);
    let mut werkend: Vec<(&Gebruiker, Belasting)> = lijsten
        .gebruikers
        .iter()
        .map(|g| (g, belastingen.van(g.id)))
        .filter(|(g, belasting)| belasting.klanten > 0 || (g.actief && g.rol == Rol::Klantmanager))
        .collect();
    let keuze = kies_klantmanager(&kandidaten);
    // Clients of somebody who left come first, then the own team.
    let team = bezoek.gebruiker().team;
    werkend.sort_by_key(|(g, _)| (g.actief, Reverse(team.is_some() && g.team == team), g.naam.clone()));
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Caseloads verdelen", "/caseload").met_melding(melding(&gedaan)),
        verlaten: werkend.iter().filter(|(g, _)| !g.actief).map(|(_, belasting)| belasting.klanten).sum(),
        collegas: werkend.into_iter().map(|(g, belasting)| collega(g, belasting, &recent, bezoek.vandaag)).collect(),
        regel: keuze.as_ref().map_or_else(
            || "Er is nu geen klantmanager die werkt; een nieuwe klant kan naar niemand.".to_owned(),
            |keuze| keuze.weging.in_woorden().to_owned(),
        ),
        aan_de_beurt: keuze.map_or_else(String::new, |keuze| keuze.reden),
        zonder,
        zonder_tekst: match zonder {
            1 => "1 klant zonder klantmanager".to_owned(),
            aantal => format!("{} klanten zonder klantmanager", domain::geld::thousands(aantal.unsigned_abs())),
        },
        regels: recent.iter().map(|regel| row(regel, bezoek.vandaag)).collect(),
    })
}

fn collega(gebruiker: &Gebruiker, belasting: Belasting, recent: &[OvernameRegel], vandaag: Date) -> Collega {
    let waarnemers = recent.iter().filter(|r| r.overname.van == gebruiker.id && r.overname.neemt_waar_op(vandaag));
    let waarnemer = waarnemers.filter_map(|r| {
        let tot = r.overname.tot_en_met?;
        Some(format!("{} t/m {}", r.aan, kort(tot)))
    });
    Collega {
        naam: gebruiker.naam.clone(),
        klanten: domain::geld::thousands(belasting.klanten.unsigned_abs()),
        procent: belasting.procent(),
        balk: balk(belasting.procent()),
        zwaarte: zwaarte_woord(belasting.zwaarte()),
        kleur: zwaarte_kleur(belasting.zwaarte()),
        uren: match (belasting.gevraagd, belasting.werktijd) {
            (None, _) => "geen contactnorm".to_owned(),
            (Some(gevraagd), None) => format!("{}, werktijd niet bekend", in_uren(gevraagd)),
            (Some(gevraagd), Some(0)) => format!("{}, geen werktijd", in_uren(gevraagd)),
            (Some(gevraagd), Some(werktijd)) => format!("{} op {} werktijd", in_uren(gevraagd), in_uren(werktijd)),
        },
        weg: !gebruiker.actief,
        waarnemer: waarnemer.collect::<Vec<_>>().join(", "),
        href: if belasting.klanten > 0 { paths::nieuw(gebruiker.id) } else { String::new() },
    }
}

fn row(regel: &OvernameRegel, vandaag: Date) -> Regel {
    let (stand, kleur) = stand(&regel.overname, vandaag);
    Regel {
        href: paths::overname(regel.overname.id),
        wie: format!("{} naar {}", regel.van, regel.aan),
        klanten: regel.klanten,
        wanneer: hoofdletter(&wanneer(&regel.overname)),
        reden: regel.overname.reden.clone(),
        door: format!("{}, {}", regel.door, kort(plaatselijk(regel.gemaakt_op).date())),
        stand,
        kleur,
    }
}
