//! How records stand: one share, a row for each klantmanager, and the months.

use askama::Template;
use axum::extract::Query;
use documents::grafiek::{Maat, Reeks, Stapgrafiek, Tijdas, Trede};
use domain::{
    datum::{lang, maand},
    gebruiker::{Recht, Rol},
    id::{GebruikerId, TeamId},
    onderzoek::EIGEN_TERMIJN,
    registratie::{Definitie, Gebrek, Stand, eerste_dag, maanden},
};
use jiff::civil::Date;
use serde::Deserialize;
use storage::{
    belasting::Wie,
    caseload::{Bestand, Contact, Filter, Registratie},
    registratie::{Maand, Standen},
};

use super::super::paths;
use crate::{
    caseload,
    web::{Bezoek, Keuze, Lijsten, Pagina, Resultaat, Veld, pagina},
};

/// Rows in the table.
const RIJEN: usize = 300;
/// What is counted per client, in the order of the columns.
const KOLOMMEN: [Gebrek; 4] = [Gebrek::Segment, Gebrek::Gesprek, Gebrek::Plan, Gebrek::Reden];

/// Of whom.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in crate::team::registratie) struct Vraag {
    /// Id of a team, or `alle`; empty: the own team.
    #[serde(default)]
    team: String,
    /// Id of one klantmanager; empty: all of the team.
    #[serde(default)]
    klantmanager: String,
}

struct Cel {
    aantal: String,
    /// The head of its column.
    kop: &'static str,
    /// What it says by itself.
    tekst: String,
    /// Empty when there is nobody to show, or the visitor may not see clients.
    href: String,
    kleur: &'static str,
}

struct Regel {
    naam: String,
    /// The page of this klantmanager alone; empty when there is none.
    eigen: String,
    klanten: String,
    op_orde: String,
    cellen: Vec<Cel>,
    /// Only of a month.
    einden: i64,
    geteld: &'static str,
}

struct Onderzoeken {
    lopend: i64,
    te_laat: i64,
}

#[derive(Template)]
#[template(path = "team/registratie/pages/registratie.html")]
struct RegistratiePagina {
    p: Pagina,
    onder: String,
    actie: &'static str,
    team: Veld,
    /// None when there is nothing to choose.
    teams: Vec<Keuze>,
    aandeel: String,
    aandeel_tekst: String,
    cijfers: Vec<Cel>,
    koppen: Vec<&'static str>,
    regels: Vec<Regel>,
    /// Only below more than one row.
    totaal: Option<Regel>,
    rest: usize,
    /// Empty while no month was counted.
    grafiek: String,
    bijschrift: &'static str,
    maanden: Vec<Regel>,
    /// How many run and how many are late; nothing for who may not know of whom.
    onderzoeken: Option<Onderzoeken>,
    onderzoek: Definitie,
    definities: Vec<Definitie>,
}

pub(in crate::team::registratie) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let teams = storage::gebruiker::teams(&mut reader).await?;
    let eigen = bezoek.gebruiker().rol == Rol::Klantmanager;
    let een = vraag.klantmanager.parse::<GebruikerId>().ok();
    let een = een.filter(|id| lijsten.gebruikers.iter().any(|is| is.id == *id));
    let wie = match een {
        _ if eigen => Wie::Een(bezoek.gebruiker().id),
        Some(een) => Wie::Een(een),
        None => welk(&vraag, bezoek.gebruiker().team, &teams),
    };
    let standen = storage::registratie::nu(&mut reader, wie, lijsten.peildag(bezoek.vandaag)).await?;
    let eerste = maanden(bezoek.vandaag).first().copied().unwrap_or(bezoek.vandaag);
    let verloop = storage::registratie::verloop(&mut reader, wie, eerste).await?;
    // Whoever guides a client does not know that he is looked into (ADR 0011).
    let onderzoeken = if eigen {
        None
    } else {
        let te_laat = storage::onderzoek::count_te_laat(&mut reader, bezoek.vandaag, EIGEN_TERMIJN).await?;
        Some(Onderzoeken { lopend: storage::registratie::onderzoeken(&mut reader).await?, te_laat })
    };
    drop(reader);
    let ziet = bezoek.gebruiker().rol.mag(Recht::KlantInzien);
    let samen = standen.values().fold(Stand::default(), |som, stand| som + *stand);
    let regels = regels(&standen, &lijsten, ziet);
    let team = match wie {
        Wie::Team(team) => team.to_string(),
        _ => "alle".to_owned(),
    };
    let van_allen = filter_van(wie);
    pagina(&RegistratiePagina {
        p: Pagina::voor(&bezoek, "Registratie op orde", paths::PAGINA),
        onder: onder(&bezoek, wie, &teams, &lijsten),
        actie: paths::PAGINA,
        teams: if eigen { Vec::new() } else { keuzes(&teams, &team) },
        team: Veld::new("team", "Team").met(team),
        aandeel: procent(samen.aandeel_op_orde()),
        aandeel_tekst: format!("van de dossiers is op orde: {} van {}", samen.op_orde, samen.klanten),
        cijfers: cellen(&samen, ziet.then_some(&van_allen)),
        koppen: KOLOMMEN.iter().map(|gebrek| gebrek.definitie().kop).collect(),
        totaal: (regels.len() > 1).then(|| regel("Samen".to_owned(), &samen, ziet.then_some(&van_allen))),
        rest: regels.len().saturating_sub(RIJEN),
        regels: regels.into_iter().take(RIJEN).collect(),
        grafiek: if verloop.is_empty() { String::new() } else { teken(&verloop, &samen, bezoek.vandaag).svg_paar() },
        bijschrift: bijschrift(&verloop),
        maanden: verloop.iter().rev().map(per_maand).collect(),
        onderzoek: Gebrek::Onderzoek.definitie(),
        definities: KOLOMMEN.iter().map(|gebrek| gebrek.definitie()).collect(),
        onderzoeken,
    })
}

/// The team that was chosen, or else the own one; who is in none sees everybody.
fn welk(vraag: &Vraag, eigen: Option<TeamId>, teams: &[(TeamId, String)]) -> Wie {
    let gekozen = teams.iter().map(|(id, _)| *id).find(|id| id.to_string() == vraag.team);
    match gekozen.or(eigen) {
        Some(team) if vraag.team != "alle" => Wie::Team(team),
        _ => Wie::Allen,
    }
}

fn keuzes(teams: &[(TeamId, String)], gekozen: &str) -> Vec<Keuze> {
    let alle = std::iter::once(Keuze::new("alle", "Alle teams", gekozen));
    alle.chain(teams.iter().map(|(id, naam)| Keuze::new(&id.to_string(), naam, gekozen))).collect()
}

fn onder(bezoek: &Bezoek, wie: Wie, teams: &[(TeamId, String)], lijsten: &Lijsten) -> String {
    let wie = match wie {
        Wie::Een(wie) if wie == bezoek.gebruiker().id => "Uw eigen caseload",
        Wie::Een(wie) => lijsten.gebruiker(wie),
        Wie::Team(team) => teams.iter().find(|(id, _)| *id == team).map_or("Team", |(_, naam)| naam.as_str()),
        Wie::Allen => "Alle teams",
    };
    format!("{wie} · {}", lang(bezoek.vandaag))
}

/// The list of these clients, whatever is missing.
fn filter_van(wie: Wie) -> Filter {
    match wie {
        Wie::Een(wie) => Filter { klantmanager: Some(wie), ..Filter::default() },
        Wie::Team(team) => Filter { team: Some(team), ..Filter::default() },
        Wie::Allen => Filter::default(),
    }
}

/// The list of exactly the clients that a number counts.
fn filter(van: &Filter, gebrek: Gebrek) -> Option<Filter> {
    let van = van.clone();
    match gebrek {
        Gebrek::Segment => Some(Filter { registratie: Registratie::SegmentOud, ..van }),
        Gebrek::Gesprek => Some(Filter { contact: Contact::UitBeeld, ..van }),
        Gebrek::Plan => Some(Filter { plan_ontbreekt: true, ..van }),
        Gebrek::Reden => Some(Filter { registratie: Registratie::EindeZonderReden, bestand: Bestand::Alle, ..van }),
        Gebrek::Onderzoek => None,
    }
}

/// A cell for each thing that can be missing; `van` are the clients it leads to.
fn cellen(stand: &Stand, van: Option<&Filter>) -> Vec<Cel> {
    KOLOMMEN
        .into_iter()
        .map(|gebrek| {
            let aantal = stand.aantal(gebrek).unwrap_or_default();
            let naar = van.filter(|_| aantal > 0).and_then(|van| filter(van, gebrek));
            Cel {
                aantal: domain::geld::thousands(aantal.unsigned_abs()),
                kop: gebrek.definitie().kop,
                tekst: match gebrek {
                    Gebrek::Segment => "segmenten langer dan een jaar niet bekeken".to_owned(),
                    Gebrek::Gesprek => "klanten uit beeld: te lang niet gesproken".to_owned(),
                    Gebrek::Plan => "verplichte plannen ontbreken".to_owned(),
                    _ => format!("van de {} beëindigingen in 12 maanden zonder reden", stand.einden),
                },
                href: naar.map_or_else(String::new, |filter| caseload::paths::lijst(&filter)),
                kleur: if aantal > 0 { "amber" } else { "" },
            }
        })
        .collect()
}

fn regel(naam: String, stand: &Stand, van: Option<&Filter>) -> Regel {
    Regel {
        naam,
        eigen: String::new(),
        klanten: domain::geld::thousands(stand.klanten.unsigned_abs()),
        op_orde: procent(stand.aandeel_op_orde()),
        cellen: cellen(stand, van),
        einden: stand.einden,
        geteld: "",
    }
}

/// A row for each klantmanager, whose records need most work first. Clients without a klantmanager have a row that leads nowhere:
/// there is no list of them alone.
fn regels(standen: &Standen, lijsten: &Lijsten, ziet: bool) -> Vec<Regel> {
    let meer = standen.len() > 1;
    let mut rijen: Vec<(&str, Option<GebruikerId>, &Stand)> = standen
        .iter()
        .map(|(wie, stand)| (wie.map_or("Zonder klantmanager", |wie| lijsten.gebruiker(wie)), *wie, stand))
        .collect();
    rijen.sort_by(|een, twee| {
        let deel = |stand: &Stand| stand.aandeel_op_orde().unwrap_or(2.0);
        deel(een.2).total_cmp(&deel(twee.2)).then_with(|| een.0.cmp(twee.0))
    });
    rijen
        .into_iter()
        .map(|(naam, wie, stand)| {
            let van = wie.filter(|_| ziet).map(|wie| filter_van(Wie::Een(wie)));
            let eigen = wie.filter(|_| meer).map_or_else(String::new, paths::van);
            Regel { eigen, ..regel(naam.to_owned(), stand, van.as_ref()) }
        })
        .collect()
}

fn per_maand(is: &Maand) -> Regel {
    let naam = format!("{} {}", maand(is.maand), is.maand.year());
    Regel { geteld: if is.achteraf { "achteraf" } else { "na afloop" }, ..regel(naam, &is.stand, None) }
}

/// `73 %`, rounded down: what is not whole does not look so.
fn procent(aandeel: Option<f64>) -> String {
    aandeel.map_or_else(|| "niet bekend".to_owned(), |aandeel| format!("{:.0} %", (aandeel * 100.0 + 1e-9).floor()))
}

fn bijschrift(verloop: &[Maand]) -> &'static str {
    if verloop.iter().all(|maand| maand.achteraf) {
        "Alle maanden zijn achteraf uitgerekend uit wat nu bekend is: zij vallen gunstiger uit dan het toen was. ‘Dossiers op orde’ loopt tot en met vandaag."
    } else if verloop.iter().any(|maand| maand.achteraf) {
        "De eerste maanden zijn achteraf uitgerekend uit wat nu bekend is, en vallen gunstiger uit. ‘Dossiers op orde’ loopt tot en met vandaag."
    } else {
        "Elke maand is geteld toen die voorbij was. ‘Dossiers op orde’ loopt tot en met vandaag."
    }
}

/// The two shares over the months. That of the records runs up to today; of this month the ends are not complete.
fn teken(verloop: &[Maand], nu: &Stand, vandaag: Date) -> Stapgrafiek {
    let begin = verloop.first().map_or_else(|| eerste_dag(vandaag), |eerste| eerste.maand);
    let trede = |dag: Date, aandeel: Option<f64>| {
        let maanden = (i32::from(dag.year()) - i32::from(begin.year())) * 12 + i32::from(dag.month() - begin.month());
        Some(Trede { maand: f64::from(maanden), aandeel: aandeel?, band: None })
    };
    let op_orde = verloop.iter().filter_map(|is| trede(is.maand, is.stand.aandeel_op_orde()));
    let met_reden = verloop.iter().filter_map(|is| trede(is.maand, is.stand.aandeel_met_reden()));
    let op_orde = op_orde.chain(trede(eerste_dag(vandaag), nu.aandeel_op_orde()));
    Stapgrafiek {
        prefix: "registratie".to_owned(),
        titel: "Registratie op orde per maand".to_owned(),
        omschrijving:
            "Het deel van de dossiers dat op orde was, en het deel van de beëindigingen met een bruikbare reden."
                .to_owned(),
        maat: Maat::Aandeel,
        tijdas: Tijdas::Kalender(begin),
        reeksen: vec![
            Reeks { naam: "Dossiers op orde".to_owned(), treden: op_orde.collect() },
            Reeks { naam: "Einden met reden".to_owned(), treden: met_reden.collect() },
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_everything_is_not_everything() {
        for (aandeel, tekst) in [
            (None, "niet bekend"),
            (Some(0.999), "99 %"),
            (Some(1.0), "100 %"),
            (Some(0.29), "29 %"),
            (Some(0.0), "0 %"),
        ] {
            assert_eq!(procent(aandeel), tekst);
        }
    }
}
