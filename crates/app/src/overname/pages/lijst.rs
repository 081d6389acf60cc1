//! Who has how many clients, and the latest takeovers.

use std::cmp::Reverse;

use askama::Template;
use domain::{
    datum::{kort, plaatselijk},
    gebruiker::{Gebruiker, Rol},
};
use jiff::civil::Date;
use storage::overname::OvernameRegel;

use super::{super::paths, stand, wanneer};
use crate::web::{Bezoek, Pagina, Resultaat, pagina, woorden::hoofdletter};

/// The latest takeovers that are shown.
const RECENT: i64 = 50;

struct Collega {
    naam: String,
    klanten: String,
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
#[template(path = "overname/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    collegas: Vec<Collega>,
    verlaten: i64,
    regels: Vec<Regel>,
}

pub(in crate::overname) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let caseloads = storage::toewijzing::caseloads(&mut reader, bezoek.vandaag).await?;
    let recent = storage::overname::recent(&mut reader, RECENT).await?;
    drop(reader);
    let klanten = |g: &Gebruiker| caseloads.iter().find(|(wie, _)| *wie == g.id).map_or(0, |(_, klanten)| *klanten);
    let mut werkend: Vec<(&Gebruiker, i64)> = lijsten
        .gebruikers
        .iter()
        .map(|g| (g, klanten(g)))
        .filter(|(g, klanten)| *klanten > 0 || (g.actief && g.rol == Rol::Klantmanager))
        .collect();
    // Clients of somebody who left come first, then the own team.
    let team = bezoek.gebruiker().team;
    werkend.sort_by_key(|(g, _)| (g.actief, Reverse(team.is_some() && g.team == team), g.naam.clone()));
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Caseloads verdelen", "/caseload"),
        verlaten: werkend.iter().filter(|(g, _)| !g.actief).map(|(_, klanten)| klanten).sum(),
        collegas: werkend.into_iter().map(|(g, klanten)| collega(g, klanten, &recent, bezoek.vandaag)).collect(),
        regels: recent.iter().map(|regel| row(regel, bezoek.vandaag)).collect(),
    })
}

fn collega(gebruiker: &Gebruiker, klanten: i64, recent: &[OvernameRegel], vandaag: Date) -> Collega {
    let waarnemers = recent.iter().filter(|r| r.overname.van == gebruiker.id && r.overname.neemt_waar_op(vandaag));
    let waarnemer = waarnemers.filter_map(|r| {
        let tot = r.overname.tot_en_met?;
        Some(format!("{} t/m {}", r.aan, kort(tot)))
    });
    Collega {
        naam: gebruiker.naam.clone(),
        klanten: domain::geld::thousands(klanten.unsigned_abs()),
        weg: !gebruiker.actief,
        waarnemer: waarnemer.collect::<Vec<_>>().join(", "),
        href: if klanten > 0 { paths::nieuw(gebruiker.id) } else { String::new() },
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
