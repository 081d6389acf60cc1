//! The page of today.

use std::collections::HashMap;

use askama::Template;
use domain::{
    contactstand::Contactstatus,
    datum::{kort, plaatselijk, plus_dagen, weekdag_lang},
    gebruiker::Rol,
    id::GebruikerId,
    logboek::Doel,
    signaal::Wiens,
};
use jiff::{Timestamp, civil::Date};
use storage::{
    Reader,
    belasting::Wie,
    brief::Stapel,
    caseload::{self, Bestand, Contact, Filter, OntheffingFilter, Peildag, Sortering, Waarneming},
    deelnemer::Deelname,
    gesprek::AgendaRegel,
};
use uuid::Uuid;

use super::{
    agenda::{Plek, Regel, is_open, regel, werkt_niet},
    werkvoorraad::{self, Werkvoorraad},
    woorden::Woorden,
};
use crate::{
    brief::paths::AF_TE_DRUKKEN,
    caseload::paths::lijst,
    deelnemer, gesprek, klant,
    klantkop::dag_en_tijd,
    overname,
    registratie::paths,
    signaal,
    web::{
        Bezoek, Lijsten, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zwaarte_kleur, zwaarte_woord},
    },
};

/// Of one, in the singular.
const EEN_GEPLAND: &str = "heeft een gesprek in de agenda";
const EEN_AFLOPEND: &str = "ontheffing loopt af binnen 30 dagen";

/// Counts beyond this are shown as "5.000+"; the caseload counts as far.
const MOST: i64 = 5_000;

struct Telling {
    href: String,
    tekst: &'static str,
    aantal: String,
    kleur: &'static str,
}

/// So many conversations of the coming week are shown; the rest is counted.
const KOMEND: usize = 8;

#[derive(Template)]
#[template(path = "team/vandaag/pages/vandaag.html")]
struct VandaagPagina {
    p: Pagina,
    titel: String,
    onder: String,
    woorden: Woorden,
    cijfers: Vec<Telling>,
    vandaag: Vec<Regel>,
    komend: Vec<Regel>,
    meer_komend: usize,
    open: Vec<Regel>,
    meer_open: i64,
    voorraad: Werkvoorraad,
    aandacht: Vec<Telling>,
    nieuw: Vec<Nieuw>,
    meer_nieuw: i64,
    nieuw_gezien: &'static str,
    waarnemingen: Vec<Waargenomen>,
    /// How heavy the own caseload is; empty without clients.
    belasting: String,
    zwaarte: &'static str,
    zwaarte_kleur: &'static str,
    /// Conversations of colleagues that I take part in, today and this week: when, with whom, and where my note is.
    deelnames: Vec<(String, String, String)>,
}

/// A client that came to me lately.
struct Nieuw {
    href: String,
    naam: String,
    onder: String,
}

/// A colleague I stand in for, with today's conversations.
struct Waargenomen {
    tekst: String,
    href: String,
    klanten: String,
    gesprekken: Vec<Regel>,
}

/// New clients that are named; the others are counted.
const NIEUW: i64 = 8;
/// How long beforehand a waarneming is announced.
const AANKONDIGEN: i64 = 14;

pub(in crate::team::vandaag) async fn toon(bezoek: Bezoek) -> Resultaat {
    let (wie, dag) = (bezoek.gebruiker().id, bezoek.vandaag);
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let agenda = storage::gesprek::agenda(&mut reader, wie, dag, plus_dagen(dag, 7)).await?;
    let vrij = werkt_niet(&mut reader, wie, &agenda).await?;
    let open = storage::gesprek::without_outcome(&mut reader, wie, dag, 10).await?;
    let open_count = storage::gesprek::count_without_outcome(&mut reader, wie, dag).await?;
    let voorraad = werkvoorraad::laad(&mut reader, bezoek.gebruiker(), &lijsten, (dag, bezoek.nu)).await?;
    let drafts: HashMap<Uuid, Timestamp> =
        storage::concept::of_user(&mut reader, wie, gesprek::FORMULIER).await?.into_iter().collect();
    let (nieuw, aantal_nieuw) = storage::toewijzing::nieuw(&mut reader, wie, dag, NIEUW).await?;
    let waargenomen = storage::overname::voor_waarnemer(&mut reader, wie, dag, plus_dagen(dag, AANKONDIGEN)).await?;
    // Most people stand in for nobody.
    let vervangend =
        if waargenomen.is_empty() { Vec::new() } else { storage::overname::agenda(&mut reader, wie, dag).await? };
    let belasting = storage::belasting::belastingen(&mut reader, Wie::Een(wie), dag, &lijsten.normen).await?.van(wie);
    let deelnames = storage::deelnemer::vanaf(&mut reader, wie, dag, 200).await?;
    let deelnames: Vec<_> =
        deelnames.into_iter().filter(|is| plaatselijk(is.moment).date() <= plus_dagen(dag, 7)).collect();
    let own = agenda.iter().chain(&open).map(|regel| regel.klant);
    let others = nieuw.iter().map(|nieuw| nieuw.klant).chain(vervangend.iter().map(|(regel, _)| regel.klant));
    let others = others.chain(deelnames.iter().map(|is| is.klant));
    let shown = own.chain(others).chain(voorraad.klanten.iter().copied()).collect();
    bezoek.inzage("vandaag.getoond", Doel::Begeleiding, shown).await?;
    let woorden = Woorden::voor(bezoek.gebruiker());
    let (cijfers, aandacht) = tellingen(&bezoek, &mut reader, &woorden, open_count).await?;
    let (today, later): (Vec<_>, Vec<_>) =
        agenda.into_iter().partition(|regel| plaatselijk(regel.moment).date() == dag);
    let next = today.iter().position(|regel| is_open(regel) && regel.moment >= bezoek.nu);
    let today: Vec<Regel> = today
        .into_iter()
        .enumerate()
        .map(|(place, r)| {
            let vrij = vrij.contains(&r.id);
            let plek = if Some(place) == next { Plek::Eerstvolgend } else { Plek::Vandaag };
            regel(r, &lijsten, &drafts, bezoek.nu, plek).op_vrije_dag(vrij)
        })
        .collect();
    let komend = |r: AgendaRegel| {
        let vrij = vrij.contains(&r.id);
        regel(r, &lijsten, &drafts, bezoek.nu, Plek::Komend).op_vrije_dag(vrij)
    };
    pagina(&VandaagPagina {
        p: Pagina::voor(&bezoek, "Vandaag", "/vandaag"),
        titel: hoofdletter(&weekdag_lang(dag)),
        onder: woorden.onder(today.len(), open_count),
        woorden,
        cijfers,
        vandaag: today,
        meer_komend: later.len().saturating_sub(KOMEND),
        komend: later.into_iter().take(KOMEND).map(komend).collect(),
        meer_open: open_count - i64::try_from(open.len()).unwrap_or_default(),
        open: open.into_iter().map(|r| regel(r, &lijsten, &drafts, bezoek.nu, Plek::Open)).collect(),
        voorraad,
        aandacht,
        meer_nieuw: aantal_nieuw - i64::try_from(nieuw.len()).unwrap_or_default(),
        nieuw: nieuw.into_iter().map(nieuwe_klant).collect(),
        nieuw_gezien: overname::paths::GEZIEN,
        deelnames: deelnames.into_iter().map(|is| deelname(is, dag)).collect(),
        waarnemingen: waarnemingen(&bezoek, &lijsten, &drafts, &waargenomen, vervangend),
        zwaarte: zwaarte_woord(belasting.zwaarte()),
        zwaarte_kleur: zwaarte_kleur(belasting.zwaarte()),
        belasting: if belasting.klanten > 0 { belasting.in_woorden() } else { String::new() },
    })
}

/// When, with whom, and where my note is.
fn deelname(is: Deelname, vandaag: Date) -> (String, String, String) {
    (dag_en_tijd(&plaatselijk(is.moment), vandaag), is.naam, deelnemer::paths::notitie(is.id))
}

fn nieuwe_klant(nieuw: storage::toewijzing::NieuweKlant) -> Nieuw {
    Nieuw {
        href: klant::paths::tijdlijn(nieuw.klant),
        naam: nieuw.naam,
        onder: format!("sinds {} · {}", kort(nieuw.vanaf), nieuw.reden),
    }
}

fn waarnemingen(
    bezoek: &Bezoek,
    lijsten: &Lijsten,
    drafts: &HashMap<Uuid, Timestamp>,
    waargenomen: &[storage::overname::OvernameRegel],
    gesprekken: Vec<(AgendaRegel, GebruikerId)>,
) -> Vec<Waargenomen> {
    let mut gesprekken = gesprekken;
    let mut lijst_van = |van: GebruikerId| {
        let (mine, rest) = std::mem::take(&mut gesprekken).into_iter().partition(|(_, wie)| *wie == van);
        gesprekken = rest;
        let mine: Vec<(AgendaRegel, GebruikerId)> = mine;
        mine.into_iter().map(|(r, _)| regel(r, lijsten, drafts, bezoek.nu, Plek::Vandaag)).collect()
    };
    let filter =
        Filter { klantmanager: Some(bezoek.gebruiker().id), waarneming: Waarneming::Alleen, ..Filter::default() };
    waargenomen
        .iter()
        .map(|regel| {
            let (van, tot) = (&regel.van, regel.overname.tot_en_met.map_or_else(String::new, kort));
            let nu = regel.overname.neemt_waar_op(bezoek.vandaag);
            let vanaf = if nu { String::new() } else { format!("van {} ", kort(regel.overname.vanaf)) };
            Waargenomen {
                tekst: format!("U neemt {vanaf}tot en met {tot} waar voor {van}: {}.", regel.overname.reden),
                href: if nu { lijst(&filter) } else { String::new() },
                klanten: match regel.klanten {
                    1 => "Naar deze klant".to_owned(),
                    aantal => format!("Naar deze {aantal} klanten"),
                },
                gesprekken: if nu { lijst_van(regel.overname.van) } else { Vec::new() },
            }
        })
        .collect()
}

/// Key figures and the list of what asks attention: my own caseload, for a teamleider that of the team, or else everybody's.
async fn tellingen(
    bezoek: &Bezoek,
    reader: &mut Reader,
    woorden: &Woorden,
    open: i64,
) -> Resultaat<(Vec<Telling>, Vec<Telling>)> {
    let mine = (bezoek.gebruiker().rol == Rol::Klantmanager).then_some(bezoek.gebruiker().id);
    let team = bezoek.gebruiker().team.filter(|_| mine.is_none());
    let all = Filter { klantmanager: mine, team, bestand: Bestand::Lopend, ..Filter::default() };
    let planned = Filter { contact: Contact::Gepland, ..all.clone() };
    let out = Filter { contact: Contact::UitBeeld, ..all.clone() };
    let none = Filter { segment: Some(String::new()), ..all.clone() };
    let ending = Filter { ontheffing: OntheffingFilter::LooptAf, ..all.clone() };
    // Who has an appointment asks no attention of his klantmanager any more; for a whole team the figure is that of the norm.
    let contact = if mine.is_some() { Contact::NietGepland } else { all.contact };
    let late = Filter { beurt: Some(Contactstatus::TeLaat), sortering: Sortering::Beurt, contact, ..all.clone() };
    let worst = Filter { beurt: Some(Contactstatus::ErnstigTeLaat), ..late.clone() };
    let due = Filter { beurt: Some(Contactstatus::AanDeBeurt), ..late.clone() };
    let soon = Filter { beurt: Some(Contactstatus::Binnenkort), ..late.clone() };
    let today = bezoek.lijsten().await?.peildag(bezoek.vandaag);
    let mut count = Vec::new();
    // One who is in the diary and was not invited does not come. Of a whole town that is nobody's list.
    let stil = Filter { contact: Contact::NietUitgenodigd, ..all.clone() };
    let stil_n = if mine.is_some() || team.is_some() {
        caseload::count(reader, &stil, today, stil.telbaar(MOST)).await?
    } else {
        0
    };
    for filter in [&all, &planned, &out, &none, &ending, &worst, &late, &due, &soon] {
        count.push(caseload::count(reader, filter, today, filter.telbaar(MOST)).await?);
    }
    let [all_n, planned_n, out_n, none_n, ending_n, worst_n, late_n, due_n, soon_n] = count[..] else {
        return Ok((Vec::new(), Vec::new()));
    };
    let tel = |filter: &Filter, tekst, aantal: i64, kleur| Telling {
        href: lijst(filter),
        tekst,
        aantal: number(aantal, filter.telbaar(MOST)),
        kleur,
    };
    let cijfers = vec![
        tel(&all, woorden.klanten, all_n, ""),
        tel(&planned, if planned_n == 1 { EEN_GEPLAND } else { "hebben een gesprek in de agenda" }, planned_n, ""),
        tel(&out, "uit beeld: te lang niet gesproken", out_n, if out_n > 0 { "rood" } else { "" }),
        tel(&ending, if ending_n == 1 { EEN_AFLOPEND } else { "ontheffingen lopen af binnen 30 dagen" }, ending_n, ""),
    ];
    let mut aandacht = Vec::new();
    if open > 0 {
        aandacht.push(Telling {
            href: "#vast-te-leggen".to_owned(),
            tekst: woorden.vast_te_leggen,
            aantal: number(open, MOST),
            kleur: "amber",
        });
    }
    let signalen = storage::signaal::count_open(reader, Wiens::van(bezoek.gebruiker()), bezoek.vandaag).await?;
    if signalen > 0 {
        aandacht.push(Telling {
            href: signaal::paths::LIJST.to_owned(),
            tekst: woorden.signalen,
            aantal: number(signalen, MOST),
            kleur: "amber",
        });
    }
    aandacht.extend(brieven(bezoek, reader, woorden).await?);
    if let Some(wie) = mine {
        aandacht.extend(registratie(reader, wie, today).await?);
    }
    // What nobody is behind asks no attention.
    for (filter, tekst, count, kleur) in [
        (&worst, "Ernstig te laat voor een gesprek", worst_n, "rood"),
        (&late, "Te laat voor een gesprek", late_n, "rood"),
        (&due, "Aan de beurt voor een gesprek", due_n, "amber"),
        (&soon, "Binnenkort aan de beurt", soon_n, ""),
        (&stil, "Gepland, nog niet uitgenodigd", stil_n, "amber"),
        (&out, "Uit beeld", out_n, "rood"),
        (&ending, "Ontheffing loopt af binnen 30 dagen", ending_n, "amber"),
        (&none, "Nog niet ingedeeld in een segment", none_n, "amber"),
    ] {
        if count > 0 {
            aandacht.push(tel(filter, tekst, count, kleur));
        }
    }
    Ok((cijfers, aandacht))
}

/// The own records that lack something: who leads a team has a page for it.
async fn registratie(reader: &mut Reader, wie: GebruikerId, dag: Peildag) -> Resultaat<Option<Telling>> {
    let standen = storage::registratie::nu(reader, Wie::Een(wie), dag).await?;
    let niet_op_orde: i64 = standen.values().map(|stand| stand.klanten - stand.op_orde).sum();
    Ok((niet_op_orde > 0).then(|| Telling {
        href: paths::PAGINA.to_owned(),
        tekst: "Dossiers die niet op orde zijn",
        aantal: number(niet_op_orde, MOST),
        kleur: "",
    }))
}

/// The letters that wait for the printer.
async fn brieven(bezoek: &Bezoek, reader: &mut Reader, woorden: &Woorden) -> Resultaat<Option<Telling>> {
    let wachtend = storage::brief::count_wachtend(reader, Stapel::van(bezoek.gebruiker()), bezoek.vandaag).await?;
    Ok((wachtend > 0).then(|| Telling {
        href: AF_TE_DRUKKEN.to_owned(),
        tekst: woorden.brieven,
        aantal: number(wachtend, MOST),
        kleur: "amber",
    }))
}

fn number(count: i64, most: i64) -> String {
    let text = domain::geld::thousands(count.unsigned_abs());
    if count >= most { format!("{text}+") } else { text }
}
