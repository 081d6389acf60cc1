//! How the team of a teamleider stands: per klantmanager how many clients are due, overdue or out of sight.

use std::collections::HashMap;

use askama::Template;
use domain::{
    belasting::{Belasting, in_uren},
    contactstand::Contactstatus,
    gebruiker::Rol,
    id::{GebruikerId, TeamId},
};
use storage::{
    belasting::{Belastingen, Wie, belastingen},
    caseload::{Contact, Filter, Sortering},
    contactstand::{self, Telling},
};

use crate::{
    caseload::paths::lijst,
    web::{
        Bezoek, Pagina, Resultaat, pagina,
        woorden::{balk, zwaarte_kleur, zwaarte_woord},
    },
    werkrooster,
};

#[derive(Template)]
#[template(path = "contact/contactnorm/pages/team.html")]
struct TeamPagina {
    p: Pagina,
    onder: String,
    regels: Vec<Regel>,
    totaal: Option<Regel>,
    /// The last one is of all together.
    belastingen: Vec<BelastingRegel>,
    kop_tijd: &'static str,
    kop_tijd_week: &'static str,
    toelichting: String,
}

/// Hours asked of somebody, and hours there are.
struct BelastingRegel {
    naam: String,
    klanten: String,
    gevraagd: String,
    gevraagd_week: String,
    tijd: String,
    tijd_week: String,
    procent: Option<i64>,
    balk: i64,
    zwaarte: &'static str,
    kleur: &'static str,
    waarom_niet: &'static str,
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
    href: String,
    kleur: &'static str,
}

const STATUSSEN: [(Contactstatus, &str, &str); 4] = [
    (Contactstatus::ErnstigTeLaat, "Ernstig te laat", "rood"),
    (Contactstatus::TeLaat, "Te laat", "rood"),
    (Contactstatus::AanDeBeurt, "Aan de beurt", "amber"),
    (Contactstatus::Binnenkort, "Binnenkort", ""),
];

pub(in crate::contact::contactnorm) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let team = bezoek.gebruiker().team;
    let mut tellingen: HashMap<GebruikerId, Telling> = HashMap::new();
    let mut zwaar: Option<Belastingen> = None;
    if let Some(team) = team {
        let mut reader = bezoek.reader().await?;
        let marges = lijsten.marges(bezoek.vandaag);
        tellingen = contactstand::telling_team(&mut reader, team, bezoek.vandaag, marges).await?.into_iter().collect();
        zwaar = Some(belastingen(&mut reader, Wie::Team(team), bezoek.vandaag, &lijsten.normen).await?);
    }
    let leden = lijsten.gebruikers.iter().filter(|g| team.is_some() && g.team == team);
    // Whoever has clients is shown: a teamleider who took some over, and who left; somebody must take those over.
    let leden = leden.filter(|g| (g.actief && g.rol == Rol::Klantmanager) || tellingen.contains_key(&g.id));
    let van_leden: Vec<(&str, Belasting)> =
        zwaar.iter().flat_map(|zwaar| leden.clone().map(|lid| (lid.naam.as_str(), zwaar.van(lid.id)))).collect();
    let aandeel = van_leden.first().and_then(|(_, belasting)| belasting.aandeel);
    let regels: Vec<Regel> = leden
        .map(|lid| regel(&lid.naam, (Some(lid.id), None), tellingen.get(&lid.id).copied().unwrap_or_default()))
        .collect();
    let som = tellingen.values().fold(Telling::default(), |som, een| Telling {
        klanten: som.klanten + een.klanten,
        binnenkort: som.binnenkort + een.binnenkort,
        aan_de_beurt: som.aan_de_beurt + een.aan_de_beurt,
        te_laat: som.te_laat + een.te_laat,
        ernstig_te_laat: som.ernstig_te_laat + een.ernstig_te_laat,
        uit_beeld: som.uit_beeld + een.uit_beeld,
    });
    let naam = lijsten.norm(bezoek.vandaag).map_or("geen contactnorm", |norm| norm.naam.as_str());
    pagina(&TeamPagina {
        p: Pagina::voor(&bezoek, "Team", "/team"),
        onder: format!("{} klantmanagers · norm: {naam}", regels.len()),
        totaal: (!regels.is_empty()).then(|| regel("Samen", (None, team), som)),
        belastingen: belastingregels(&van_leden),
        kop_tijd: if aandeel.is_some() { "Beschikbaar per jaar" } else { "Werktijd per jaar" },
        kop_tijd_week: if aandeel.is_some() { "Beschikbaar per week" } else { "Werktijd per week" },
        toelichting: match aandeel {
            Some(procent) => format!(
                "Beschikbaar is {procent} % van de werktijd: een eigen aanname van de gemeente. Wat niet bekend is, telt niet als nul."
            ),
            None => "De gemeente heeft niet vastgelegd welk deel van de werktijd voor contact met klanten is. Daarom staat er geen \
                     percentage."
                .to_owned(),
        },
        regels,
    })
}

/// A row for everybody and one for all together.
fn belastingregels(leden: &[(&str, Belasting)]) -> Vec<BelastingRegel> {
    let samen = leden.iter().map(|(_, belasting)| *belasting).reduce(Belasting::plus);
    let alle = leden.iter().copied().chain(samen.map(|samen| ("Samen", samen)));
    alle.map(|(naam, belasting)| belastingregel(naam, belasting)).collect()
}

fn belastingregel(naam: &str, belasting: Belasting) -> BelastingRegel {
    let tijd = if belasting.aandeel.is_some() { belasting.beschikbaar() } else { belasting.werktijd };
    let jaar = |minuten: Option<i64>| minuten.map_or_else(|| "niet bekend".to_owned(), in_uren);
    let week = |minuten: Option<i64>| minuten.map_or_else(|| "niet bekend".to_owned(), |minuten| in_uren(minuten / 52));
    BelastingRegel {
        naam: naam.to_owned(),
        klanten: domain::geld::thousands(belasting.klanten.unsigned_abs()),
        gevraagd: jaar(belasting.gevraagd),
        gevraagd_week: week(belasting.gevraagd),
        tijd: jaar(tijd),
        tijd_week: week(tijd),
        procent: belasting.procent(),
        balk: balk(belasting.procent()),
        zwaarte: zwaarte_woord(belasting.zwaarte()),
        kleur: zwaarte_kleur(belasting.zwaarte()),
        waarom_niet: match (belasting.gevraagd, belasting.werktijd) {
            (None, _) => "geen contactnorm",
            (_, None) => "werktijd niet bekend",
            (_, Some(0)) => "geen werktijd",
            _ => "deel niet vastgelegd",
        },
    }
}

/// How one klantmanager stands, or a team together; each number with the list of whom it counts.
fn regel(naam: &str, (wie, team): (Option<GebruikerId>, Option<TeamId>), telling: Telling) -> Regel {
    let filter = |beurt| Filter { klantmanager: wie, team, beurt, sortering: Sortering::Beurt, ..Filter::default() };
    let href = |beurt| lijst(&filter(beurt));
    let uit_beeld = Filter { contact: Contact::UitBeeld, ..filter(None) };
    let telt = |aantal: i64, kleur| if aantal > 0 { kleur } else { "" };
    let aantal = |status| match status {
        Contactstatus::ErnstigTeLaat => telling.ernstig_te_laat,
        Contactstatus::TeLaat => telling.te_laat,
        Contactstatus::AanDeBeurt => telling.aan_de_beurt,
        _ => telling.binnenkort,
    };
    let mut cellen = vec![Cel { kop: "Klanten", aantal: telling.klanten, href: href(None), kleur: "" }];
    cellen.extend(STATUSSEN.map(|(status, kop, kleur)| {
        let aantal = aantal(status);
        Cel { kop, aantal, href: href(Some(status)), kleur: telt(aantal, kleur) }
    }));
    cellen.push(Cel {
        kop: "Uit beeld",
        aantal: telling.uit_beeld,
        href: lijst(&uit_beeld),
        kleur: telt(telling.uit_beeld, "rood"),
    });
    let rooster = wie.map_or_else(String::new, werkrooster::paths::rooster);
    Regel { naam: naam.to_owned(), href: href(None), rooster, cellen }
}
