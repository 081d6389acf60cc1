//! The page of today.

use std::collections::{HashMap, HashSet};

use askama::Template;
use domain::{
    belasting::Belasting,
    datum::{kort, plaatselijk, plus_dagen, weekdag_lang},
    id::{GebruikerId, GesprekId, KlantId},
    logboek::Doel,
};
use jiff::{Timestamp, civil::Date};
use storage::{
    belasting::Wie,
    caseload::{Filter, Waarneming},
    deelnemer::Deelname,
    gesprek::AgendaRegel,
    overname::OvernameRegel,
    toewijzing::NieuweKlant,
};
use uuid::Uuid;

use super::{
    agenda::{Plek, Regel, is_open, regel, werkt_niet},
    tellingen::{self, Telling},
    werkvoorraad::{self, Werkvoorraad},
    woorden::Woorden,
};
use crate::{
    caseload::paths::lijst,
    deelnemer, gesprek, klant,
    klantkop::dag_en_tijd,
    overname,
    web::{
        Bezoek, Lijsten, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zwaarte_kleur, zwaarte_woord},
    },
};

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

/// What is of the reader himself: his diary, who came to him, and for whom he stands in.
struct Eigen {
    agenda: Vec<AgendaRegel>,
    /// Conversations on days on which he does not work.
    vrij: HashSet<GesprekId>,
    /// The first of those without an outcome.
    open: Vec<AgendaRegel>,
    drafts: HashMap<Uuid, Timestamp>,
    nieuw: (Vec<NieuweKlant>, i64),
    waargenomen: Vec<OvernameRegel>,
    vervangend: Vec<(AgendaRegel, GebruikerId)>,
    belasting: Belasting,
    deelnames: Vec<Deelname>,
}

impl Eigen {
    async fn laad(bezoek: &Bezoek, lijsten: &Lijsten) -> Resultaat<Self> {
        let (wie, dag) = (bezoek.gebruiker().id, bezoek.vandaag);
        let mut reader = bezoek.reader().await?;
        let agenda = storage::gesprek::agenda(&mut reader, wie, dag, plus_dagen(dag, 7)).await?;
        let waargenomen =
            storage::overname::voor_waarnemer(&mut reader, wie, dag, plus_dagen(dag, AANKONDIGEN)).await?;
        let belasting =
            storage::belasting::belastingen(&mut reader, Wie::Een(wie), dag, &lijsten.normen).await?.van(wie);
        let deelnames = storage::deelnemer::vanaf(&mut reader, wie, dag, 200).await?;
        Ok(Self {
            vrij: werkt_niet(&mut reader, wie, &agenda).await?,
            agenda,
            open: storage::gesprek::without_outcome(&mut reader, wie, dag, 10).await?,
            drafts: storage::concept::of_user(&mut reader, wie, gesprek::FORMULIER).await?.into_iter().collect(),
            nieuw: storage::toewijzing::nieuw(&mut reader, wie, dag, NIEUW).await?,
            // Most people stand in for nobody.
            vervangend: if waargenomen.is_empty() {
                Vec::new()
            } else {
                storage::overname::agenda(&mut reader, wie, dag).await?
            },
            waargenomen,
            belasting,
            deelnames: deelnames.into_iter().filter(|is| plaatselijk(is.moment).date() <= plus_dagen(dag, 7)).collect(),
        })
    }

    /// Whose names are shown.
    fn klanten(&self) -> impl Iterator<Item = KlantId> {
        let own = self.agenda.iter().chain(&self.open).map(|regel| regel.klant);
        let others = self.nieuw.0.iter().map(|nieuw| nieuw.klant);
        let others = others.chain(self.vervangend.iter().map(|(regel, _)| regel.klant));
        own.chain(others).chain(self.deelnames.iter().map(|is| is.klant))
    }
}

pub(in crate::team::vandaag) async fn toon(bezoek: Bezoek) -> Resultaat {
    let dag = bezoek.vandaag;
    let lijsten = bezoek.lijsten().await?;
    let woorden = Woorden::voor(bezoek.gebruiker());
    // Some thirty questions: three who ask are done sooner than one, above all when the database is elsewhere. None of them waits
    // for another while it holds a connection.
    let eerst = async {
        let eigen = Eigen::laad(&bezoek, &lijsten).await?;
        Ok((eigen, tellingen::laad(&bezoek, &woorden).await?))
    };
    let ((eigen, tellingen), voorraad) = tokio::try_join!(eerst, werkvoorraad::laad(&bezoek, &lijsten))?;
    let shown = eigen.klanten().chain(voorraad.klanten.iter().copied()).collect();
    bezoek.inzage("vandaag.getoond", Doel::Begeleiding, shown).await?;
    let Eigen { agenda, vrij, open, drafts, nieuw: (nieuw, aantal_nieuw), .. } = eigen;
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
    let zwaarte = eigen.belasting.zwaarte();
    pagina(&VandaagPagina {
        p: Pagina::voor(&bezoek, "Vandaag", "/vandaag"),
        titel: hoofdletter(&weekdag_lang(dag)),
        onder: woorden.onder(today.len(), tellingen.open),
        woorden,
        cijfers: tellingen.cijfers,
        vandaag: today,
        meer_komend: later.len().saturating_sub(KOMEND),
        komend: later.into_iter().take(KOMEND).map(komend).collect(),
        meer_open: tellingen.open - i64::try_from(open.len()).unwrap_or_default(),
        open: open.into_iter().map(|r| regel(r, &lijsten, &drafts, bezoek.nu, Plek::Open)).collect(),
        voorraad,
        aandacht: tellingen.aandacht,
        meer_nieuw: aantal_nieuw - i64::try_from(nieuw.len()).unwrap_or_default(),
        nieuw: nieuw.into_iter().map(nieuwe_klant).collect(),
        nieuw_gezien: overname::paths::GEZIEN,
        deelnames: eigen.deelnames.into_iter().map(|is| deelname(is, dag)).collect(),
        waarnemingen: waarnemingen(&bezoek, &lijsten, &drafts, &eigen.waargenomen, eigen.vervangend),
        zwaarte: zwaarte_woord(zwaarte),
        zwaarte_kleur: zwaarte_kleur(zwaarte),
        belasting: if eigen.belasting.klanten > 0 { eigen.belasting.in_woorden() } else { String::new() },
    })
}

/// When, with whom, and where my note is.
fn deelname(is: Deelname, vandaag: Date) -> (String, String, String) {
    (dag_en_tijd(&plaatselijk(is.moment), vandaag), is.naam, deelnemer::paths::notitie(is.id))
}

fn nieuwe_klant(nieuw: NieuweKlant) -> Nieuw {
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
    waargenomen: &[OvernameRegel],
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
