//! How the team of a teamleider stands: per klantmanager how many clients are due, overdue or out of sight.

use std::collections::HashMap;

use askama::Template;
use domain::{contactstand::Contactstatus, gebruiker::Rol, id::GebruikerId};
use storage::{
    caseload::{Filter, Sortering},
    contactstand::{self, Telling},
};

use crate::{
    caseload::paths::lijst,
    rooster,
    web::{Bezoek, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/pages/team.html")]
struct TeamPagina {
    p: Pagina,
    onder: String,
    regels: Vec<Regel>,
    totaal: Option<Regel>,
}

struct Regel {
    naam: String,
    href: String,
    /// When this one works; empty for the total.
    rooster: String,
    cellen: Vec<Cel>,
}

struct Cel {
    kop: &'static str,
    aantal: i64,
    /// Empty for the total, which has no list of its own.
    href: String,
    kleur: &'static str,
}

const STATUSSEN: [(Contactstatus, &str, &str); 4] = [
    (Contactstatus::ErnstigTeLaat, "Ernstig te laat", "rood"),
    (Contactstatus::TeLaat, "Te laat", "rood"),
    (Contactstatus::AanDeBeurt, "Aan de beurt", "amber"),
    (Contactstatus::Binnenkort, "Binnenkort", ""),
];

pub(in crate::contact) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let team = bezoek.gebruiker().team;
    let tellingen: HashMap<GebruikerId, Telling> = match team {
        Some(team) => {
            let mut reader = bezoek.reader().await?;
            let marges = lijsten.marges(bezoek.vandaag);
            contactstand::telling_team(&mut reader, team, bezoek.vandaag, marges).await?.into_iter().collect()
        }
        None => HashMap::new(),
    };
    let leden = lijsten.gebruikers.iter().filter(|g| team.is_some() && g.team == team && g.rol == Rol::Klantmanager);
    // Who left and still has clients is shown: somebody must take them over.
    let leden = leden.filter(|g| g.actief || tellingen.contains_key(&g.id));
    let regels: Vec<Regel> =
        leden.map(|lid| regel(&lid.naam, Some(lid.id), tellingen.get(&lid.id).copied().unwrap_or_default())).collect();
    let som = tellingen.values().fold(Telling::default(), |som, een| Telling {
        klanten: som.klanten + een.klanten,
        binnenkort: som.binnenkort + een.binnenkort,
        aan_de_beurt: som.aan_de_beurt + een.aan_de_beurt,
        te_laat: som.te_laat + een.te_laat,
        ernstig_te_laat: som.ernstig_te_laat + een.ernstig_te_laat,
    });
    let naam = lijsten.norm(bezoek.vandaag).map_or("geen contactnorm", |norm| norm.naam.as_str());
    pagina(&TeamPagina {
        p: Pagina::voor(&bezoek, "Team", "/team"),
        onder: format!("{} klantmanagers · norm: {naam}", regels.len()),
        totaal: (!regels.is_empty()).then(|| regel("Samen", None, som)),
        regels,
    })
}

fn regel(naam: &str, wie: Option<GebruikerId>, telling: Telling) -> Regel {
    let filter = |beurt| Filter { klantmanager: wie, beurt, sortering: Sortering::Beurt, ..Filter::default() };
    let href = |beurt| if wie.is_some() { lijst(&filter(beurt)) } else { String::new() };
    let aantal = |status| match status {
        Contactstatus::ErnstigTeLaat => telling.ernstig_te_laat,
        Contactstatus::TeLaat => telling.te_laat,
        Contactstatus::AanDeBeurt => telling.aan_de_beurt,
        _ => telling.binnenkort,
    };
    let mut cellen = vec![Cel { kop: "Klanten", aantal: telling.klanten, href: href(None), kleur: "" }];
    cellen.extend(STATUSSEN.map(|(status, kop, kleur)| {
        let aantal = aantal(status);
        Cel { kop, aantal, href: href(Some(status)), kleur: if aantal > 0 { kleur } else { "" } }
    }));
    let rooster = wie.map_or_else(String::new, rooster::paths::rooster);
    Regel { naam: naam.to_owned(), href: href(None), rooster, cellen }
}
