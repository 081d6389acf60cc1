//! The list of clients.

use askama::Template;
use axum::extract::Query;
use domain::{
    codelijst::Codelijst,
    contactstand::{Contactstatus, uit_beeld},
    datum::{dagen_tussen, kort, leeftijd, plaatselijk},
    doelgroep::Bescherming,
    gebruiker::{Gebruiker, Recht, Rol},
    klant::Leefvorm,
    logboek::Doel,
};
use storage::{
    belasting::Belastingen,
    caseload::{self, Bestand, CaseloadRegel, Filter, Peildag, Sortering, Waarneming},
};

use super::super::{
    geldend, paths,
    vraag::{
        BESTANDEN, CONTACTEN, GEEN_SEGMENT, ONTHEFFINGEN, PLAN_ONTBREEKT, REGISTRATIES, Vraag, WAARNEMINGEN,
        sorteercode, wie,
    },
};
use crate::{
    klant,
    klantkop::tijd,
    overname, planning,
    web::{
        Bezoek, Keuze, Lijsten, Pagina, Resultaat, Veld, pagina,
        woorden::{contact_kleur, hoofdletter},
    },
};

/// Rows per page.
const PER_PAGINA: usize = 50;
/// Nobody picks a colleague from a longer list than this: then those of the own team are offered.
const KEUZES: usize = 150;
/// Counts beyond this are shown as "meer dan".
const MOST: i64 = 5_000;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    klantmanager: String,
    segment: String,
    uitkering: String,
    laatste: String,
    laatste_kleur: &'static str,
    volgende: String,
    open: String,
    beurt: String,
    beurt_kleur: &'static str,
    /// Said when it is more than on schedule.
    beurt_status: &'static str,
    ontheffing: String,
    ontheffing_kleur: &'static str,
}

struct Kolom {
    naam: &'static str,
    href: String,
    richting: &'static str,
}

struct Filters {
    klantmanager: Veld,
    klantmanagers: Vec<Keuze>,
    waarneming: Veld,
    /// None when nobody is stood in for: then there is nothing to choose.
    waarnemingen: Vec<Keuze>,
    segment: Veld,
    segmenten: Vec<Keuze>,
    wijk: Veld,
    wijken: Vec<Keuze>,
    leefvorm: Veld,
    leefvormen: Vec<Keuze>,
    bestand: Veld,
    bestanden: Vec<Keuze>,
    contact: Veld,
    contacten: Vec<Keuze>,
    beurt: Veld,
    beurten: Vec<Keuze>,
    ontheffing: Veld,
    ontheffingen: Vec<Keuze>,
    doelgroep: Veld,
    doelgroepen: Vec<Keuze>,
    plan: Veld,
    plannen: Vec<Keuze>,
    registratie: Veld,
    registraties: Vec<Keuze>,
}

#[derive(Template)]
#[template(path = "team/caseload/pages/caseload.html")]
struct CaseloadPagina {
    p: Pagina,
    onder: String,
    filters: Filters,
    /// Something was chosen: then the filters stand open on a narrow screen too.
    gefilterd: bool,
    sorteer: String,
    kolommen: Vec<Kolom>,
    regels: Vec<Regel>,
    alle_klantmanagers: bool,
    stand: String,
    vorige: String,
    volgende: String,
    /// Planning for those in the list; empty when it is the list of a colleague.
    plannen: String,
    xlsx: String,
    csv: String,
    wissen: String,
    /// Where caseloads are spread; empty for who may not.
    verdelen: &'static str,
}

pub(in crate::team::caseload) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let filter = vraag.filter(bezoek.gebruiker());
    let cursor = vraag.cursor(&filter);
    let lijsten = bezoek.lijsten().await?;
    let dag = lijsten.peildag(bezoek.vandaag);
    let most = filter.telbaar(MOST);
    let mut reader = bezoek.reader().await?;
    let (page, total) = caseload::page_and_count(&mut reader, &filter, dag, cursor.as_ref(), PER_PAGINA, most).await?;
    let neemt_waar = filter.klantmanager.is_some_and(|wie| lijsten.waarnemers.contains(&wie));
    // Who spreads the caseloads of a team sees in the choice how heavy each is.
    let zwaar = match bezoek.gebruiker().team {
        Some(team) if bezoek.gebruiker().rol.mag(Recht::CaseloadVerdelen) => {
            Some(bezoek.app.belasting_van_team(&mut reader, team, bezoek.vandaag, &lijsten.normen).await?)
        }
        _ => None,
    };
    drop(reader);
    let shown = page.regels.iter().map(|regel| regel.klant).collect();
    bezoek.inzage("caseload.getoond", Doel::Begeleiding, shown).await?;
    let edge = |regel: Option<&CaseloadRegel>, terug| {
        let cursor = regel.map(|regel| regel.cursor(filter.sortering, terug));
        cursor.map_or_else(String::new, |cursor| paths::pad("/caseload", &filter, Some(&cursor)))
    };
    let count = page.regels.len();
    pagina(&CaseloadPagina {
        p: Pagina::voor(&bezoek, "Caseload", "/caseload"),
        onder: in_words(total, most),
        gefilterd: vraag.gefilterd(bezoek.gebruiker()),
        filters: filters(&bezoek, &lijsten, &filter, neemt_waar, zwaar.as_deref()),
        sorteer: sorteercode(&filter).unwrap_or_default(),
        kolommen: kolommen(&filter),
        vorige: if page.eerder { edge(page.regels.first(), true) } else { String::new() },
        volgende: if page.verder { edge(page.regels.last(), false) } else { String::new() },
        stand: if page.eerder || page.verder { op_bladzijde(count, total, most) } else { in_words(total, most) },
        alle_klantmanagers: filter.klantmanager.is_none() || filter.waarneming != Waarneming::Zonder,
        verdelen: if bezoek.gebruiker().rol.mag(Recht::CaseloadVerdelen) { overname::paths::LIJST } else { "" },
        plannen: if bezoek.gebruiker().rol == Rol::Teamleider || filter.klantmanager == Some(bezoek.gebruiker().id) {
            planning::paths::formulier(&filter)
        } else {
            String::new()
        },
        xlsx: paths::pad("/caseload/export.xlsx", &filter, None),
        csv: paths::pad("/caseload/export.csv", &filter, None),
        wissen: "/caseload".to_owned(),
        regels: page.regels.into_iter().map(|regel| row(regel, &lijsten, dag)).collect(),
    })
}

/// `50 klanten op deze bladzijde, 3.300 in totaal`. Which fifty is not known: a page goes on from a row, not from a number.
fn op_bladzijde(count: usize, total: i64, most: i64) -> String {
    let here = if count == 1 { "1 klant".to_owned() } else { format!("{count} klanten") };
    let all = domain::geld::thousands(total.unsigned_abs());
    let all = if total >= most { format!("meer dan {all}") } else { all };
    format!("{here} op deze bladzijde, {all} in totaal")
}

fn in_words(total: i64, most: i64) -> String {
    let count = domain::geld::thousands(total.unsigned_abs());
    match total {
        _ if total >= most => format!("meer dan {count} klanten"),
        1 => "1 klant".to_owned(),
        _ => format!("{count} klanten"),
    }
}

fn row(regel: CaseloadRegel, lijsten: &Lijsten, dag: Peildag) -> Regel {
    let vandaag = dag.vandaag;
    let uiterlijk = regel.uiterlijk_op(vandaag);
    let status = Contactstatus::van(uiterlijk, vandaag, dag.marges);
    let jaren = leeftijd(regel.geboortedatum, vandaag);
    let wijk = if regel.wijk.is_empty() { String::new() } else { format!(" · {}", regel.wijk) };
    let open = regel.nog_vast_te_leggen(vandaag).map(plaatselijk);
    let volgende = regel.komend_gesprek(vandaag).map(plaatselijk);
    let ended = regel.uitkering_tot.is_some_and(|tot| tot < vandaag);
    // Out of view is who should be in it.
    let uit_beeld = !ended
        && regel.uitkering_ingang.is_some_and(|ingang| uit_beeld(regel.laatste_gesprek, ingang, vandaag, dag.marges));
    let ontheffing = geldend(regel.ontheffing, vandaag);
    Regel {
        href: klant::paths::tijdlijn(regel.klant),
        onder: format!("{jaren} jaar · {}{wijk}", regel.klantnummer),
        klantmanager: regel.klantmanager.unwrap_or_else(|| "niemand".to_owned()),
        segment: if regel.segment.is_empty() {
            "niet ingedeeld".to_owned()
        } else {
            lijsten.naam(Codelijst::Segment, &regel.segment).to_owned()
        },
        uitkering: match (regel.uitkering_tot, regel.uitkering_ingang) {
            (Some(tot), _) => format!("t/m {}", kort(tot)),
            (None, Some(ingang)) => format!("sinds {}", kort(ingang)),
            (None, None) => "geen".to_owned(),
        },
        laatste: regel.laatste_gesprek.map_or_else(|| "nooit".to_owned(), kort),
        laatste_kleur: if uit_beeld { "rood" } else { "" },
        volgende: volgende.map_or_else(String::new, |moment| format!("{} {}", kort(moment.date()), tijd(&moment))),
        open: open.map_or_else(String::new, |moment| format!("{} vastleggen", kort(moment.date()))),
        beurt: uiterlijk.map_or_else(|| "geen norm".to_owned(), kort),
        beurt_kleur: contact_kleur(status),
        beurt_status: match status {
            Contactstatus::GeenNorm | Contactstatus::OpSchema => "",
            Contactstatus::Binnenkort => "binnenkort",
            _ => status.omschrijving(),
        },
        ontheffing_kleur: match ontheffing {
            Some((_, Some(tot))) if dagen_tussen(vandaag, tot) <= 30 => "amber",
            _ => "",
        },
        ontheffing: ontheffing.map_or_else(String::new, |(_, tot)| {
            tot.map_or_else(|| "zonder einde".to_owned(), |tot| format!("t/m {}", kort(tot)))
        }),
        naam: regel.naam,
    }
}

fn kolommen(filter: &Filter) -> Vec<Kolom> {
    let columns = [
        ("Naam", Some(Sortering::Naam)),
        ("Segment", None),
        ("Uitkering", Some(Sortering::UitkeringIngang)),
        ("Laatste gesprek", Some(Sortering::LaatsteGesprek)),
        ("Volgend gesprek", Some(Sortering::VolgendGesprek)),
        ("Uiterlijk", Some(Sortering::Beurt)),
        ("Ontheffing", Some(Sortering::OntheffingTot)),
    ];
    columns
        .into_iter()
        .map(|(naam, sortering)| {
            let sorted = sortering == Some(filter.sortering);
            let next = sortering
                .filter(|sortering| filter.elke_volgorde() || *sortering == Sortering::Naam)
                .filter(|sortering| *sortering != Sortering::Beurt || filter.bestand == Bestand::Lopend)
                .map(|sortering| Filter { sortering, aflopend: sorted && !filter.aflopend, ..filter.clone() });
            Kolom {
                naam,
                href: next.map_or_else(String::new, |next| paths::lijst(&next)),
                richting: match (sorted, filter.aflopend) {
                    (false, _) => "",
                    (true, false) => "ascending",
                    (true, true) => "descending",
                },
            }
        })
        .collect()
}

/// `Nadia el Amrani · 89 %`: of the own team it is shown how heavy a caseload is.
fn met_belasting(gebruiker: &Gebruiker, zwaar: Option<&Belastingen>) -> String {
    let procent = zwaar.and_then(|zwaar| zwaar.van(gebruiker.id).procent());
    procent.map_or_else(|| gebruiker.naam.clone(), |procent| format!("{} · {procent} %", gebruiker.naam))
}

fn filters(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    filter: &Filter,
    neemt_waar: bool,
    zwaar: Option<&Belastingen>,
) -> Filters {
    let km = wie(filter);
    let mut klantmanagers = vec![Keuze::new("alle", "Iedereen", &km)];
    if let Some(team) = filter.team.or(bezoek.gebruiker().team) {
        let naam = if bezoek.gebruiker().team == Some(team) { "Mijn team" } else { "Een ander team" };
        let code = wie(&Filter { team: Some(team), ..Filter::default() });
        klantmanagers.push(Keuze::new(&code, naam, &km));
    }
    let able =
        lijsten.gebruikers.iter().filter(|g| g.actief && g.rol == Rol::Klantmanager && g.rol.mag(Recht::KlantBewerken));
    let everybody = able.clone().nth(KEUZES).is_none();
    let near = able.filter(|g| everybody || g.team == bezoek.gebruiker().team || Some(g.id) == filter.klantmanager);
    klantmanagers.extend(near.map(|g| Keuze::new(&g.id.to_string(), &met_belasting(g, zwaar), &km)));
    let segment =
        filter.segment.clone().map_or_else(String::new, |s| if s.is_empty() { GEEN_SEGMENT.to_owned() } else { s });
    let mut segmenten = vec![Keuze::new("", "Alle", &segment)];
    segmenten.extend(lijsten.keuzes(Codelijst::Segment, bezoek.vandaag, &segment));
    segmenten.push(Keuze::new(GEEN_SEGMENT, "Nog niet ingedeeld", &segment));
    let wijk = filter.wijk.clone().unwrap_or_default();
    let mut wijken = vec![Keuze::new("", "Alle", &wijk)];
    wijken.extend(lijsten.wijken.iter().map(|naam| Keuze::new(naam, naam, &wijk)));
    let leefvorm = filter.leefvorm.map_or("", Leefvorm::code);
    let mut leefvormen = vec![Keuze::new("", "Alle", leefvorm)];
    leefvormen.extend(Leefvorm::ALLE.into_iter().map(|l| Keuze::new(l.code(), l.omschrijving(), leefvorm)));
    let beurt = filter.beurt.map_or("", Contactstatus::code);
    let mut beurten = vec![Keuze::new("", "Alle", beurt)];
    let statussen = Contactstatus::ALLE.into_iter().rev();
    beurten.extend(statussen.map(|s| Keuze::new(s.code(), &hoofdletter(s.omschrijving()), beurt)));
    let doelgroep = filter.doelgroep.clone().unwrap_or_default();
    let mut doelgroepen = vec![Keuze::new("", "Alle", &doelgroep)];
    // Nobody filters on what is protected, nor sees that it can be.
    let open = lijsten.geldig(Codelijst::Doelgroep, bezoek.vandaag);
    let open = open.filter(|item| Bescherming::van(&item.code, &lijsten.codes) != Bescherming::Beschermd);
    doelgroepen.extend(open.map(|item| Keuze::new(item.code.as_str(), &item.omschrijving, &doelgroep)));
    let chosen = |code: &str, is: bool, naam: &str| Keuze { code: code.to_owned(), naam: naam.to_owned(), gekozen: is };
    Filters {
        klantmanager: Veld::new("klantmanager", "Klantmanager"),
        klantmanagers,
        waarneming: Veld::new("waarneming", "Waarneming"),
        waarnemingen: if neemt_waar || filter.waarneming != Waarneming::Zonder {
            WAARNEMINGEN.iter().map(|(w, code, naam)| chosen(code, *w == filter.waarneming, naam)).collect()
        } else {
            Vec::new()
        },
        segment: Veld::new("segment", "Segment"),
        segmenten,
        wijk: Veld::new("wijk", "Wijk"),
        wijken,
        leefvorm: Veld::new("leefvorm", "Leefvorm"),
        leefvormen,
        bestand: Veld::new("bestand", "Uitkering"),
        bestanden: BESTANDEN.iter().map(|(b, code, naam)| chosen(code, *b == filter.bestand, naam)).collect(),
        contact: Veld::new("contact", "Contact"),
        contacten: CONTACTEN.iter().map(|(c, code, naam)| chosen(code, *c == filter.contact, naam)).collect(),
        beurt: Veld::new("beurt", "Contactnorm"),
        beurten,
        doelgroep: Veld::new("doelgroep", "Doelgroep"),
        doelgroepen,
        plan: Veld::new("plan", "Plan van aanpak"),
        plannen: vec![
            chosen("", !filter.plan_ontbreekt, "Alle"),
            chosen(PLAN_ONTBREEKT.0, filter.plan_ontbreekt, PLAN_ONTBREEKT.1),
        ],
        registratie: Veld::new("registratie", "Registratie"),
        registraties: REGISTRATIES.iter().map(|(r, code, naam)| chosen(code, *r == filter.registratie, naam)).collect(),
        ontheffing: Veld::new("ontheffing", "Ontheffing"),
        ontheffingen: ONTHEFFINGEN.iter().map(|(o, code, naam)| chosen(code, *o == filter.ontheffing, naam)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_how_much_of_how_many() {
        assert_eq!(op_bladzijde(50, 3_300, MOST), "50 klanten op deze bladzijde, 3.300 in totaal");
        assert_eq!(op_bladzijde(1, 51, MOST), "1 klant op deze bladzijde, 51 in totaal");
        assert_eq!(op_bladzijde(50, MOST, MOST), "50 klanten op deze bladzijde, meer dan 5.000 in totaal");
    }
}
