//! The working day of somebody who takes part in conversations: those he is asked for, and nothing else.

use askama::Template;
use domain::{
    codelijst::Codelijst,
    datum::{kort, plaatselijk, plus_dagen, weekdag_lang},
    logboek::Doel,
};
use storage::deelnemer::Deelname;

use super::super::paths;
use crate::{
    klantkop::tijd,
    web::{Bezoek, Lijsten, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// How long a conversation stays in the list after it was held.
const DAGEN_TERUG: i64 = 90;
/// So many on each side of today at most.
const HOOGSTENS: usize = 200;

struct Regel {
    tijd: String,
    href: String,
    naam: String,
    onder: String,
    badge: &'static str,
    kleur: &'static str,
    doen: &'static str,
}

#[derive(Template)]
#[template(path = "contact/deelnemer/pages/mijn.html")]
struct MijnPagina {
    p: Pagina,
    titel: String,
    onder: String,
    vandaag: Vec<Regel>,
    te_schrijven: Vec<Regel>,
    komend: Vec<Regel>,
    eerder: Vec<Regel>,
    meer_komend: bool,
    meer_eerder: bool,
}

fn regel(bezoek: &Bezoek, lijsten: &Lijsten, deelname: &Deelname) -> Regel {
    let begin = plaatselijk(deelname.moment);
    let today = begin.date() == bezoek.vandaag;
    let soort = lijsten.naam(Codelijst::SoortGesprek, &deelname.soort);
    let discipline = lijsten.term(Codelijst::Discipline, &deelname.discipline);
    let plaats = if deelname.plaats.is_empty() { String::new() } else { format!(" · {}", deelname.plaats) };
    let dag = kort(begin.date());
    let (badge, kleur) = match (deelname.stand.as_str(), deelname.heeft_notitie) {
        ("afgezegd", _) => ("Afgezegd", ""),
        ("niet_verschenen" | "in_hersteltermijn" | "hersteld" | "naar_rechtmatigheid", _) => ("Niet verschenen", ""),
        (_, true) => ("Notitie geschreven", "groen"),
        _ => ("", ""),
    };
    Regel {
        tijd: if today { tijd(&begin) } else { dag.rsplit_once(' ').map_or_else(String::new, |(d, _)| d.to_owned()) },
        href: paths::notitie(deelname.id),
        naam: deelname.naam.clone(),
        onder: format!(
            "{soort} · {} uur, {} min{plaats} · u doet mee vanuit: {discipline}",
            tijd(&begin),
            deelname.duur_minuten
        ),
        badge,
        kleur,
        doen: if deelname.heeft_notitie { "Openen" } else { "Notitie" },
    }
}

pub(in crate::contact::deelnemer) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let (mut vanaf, mut eerder) = {
        let mut reader = bezoek.reader().await?;
        let (wie, terug) = (bezoek.gebruiker().id, plus_dagen(bezoek.vandaag, -DAGEN_TERUG));
        // One more than is shown tells that there are more.
        let limit = i64::try_from(HOOGSTENS + 1).unwrap_or(i64::MAX);
        (
            storage::deelnemer::vanaf(&mut reader, wie, bezoek.vandaag, limit).await?,
            storage::deelnemer::eerder(&mut reader, wie, (terug, bezoek.vandaag), limit).await?,
        )
    };
    let (meer_komend, meer_eerder) = (vanaf.len() > HOOGSTENS, eerder.len() > HOOGSTENS);
    vanaf.truncate(HOOGSTENS);
    eerder.truncate(HOOGSTENS);
    let shown = vanaf.iter().chain(&eerder).map(|deelname| deelname.klant).collect();
    bezoek.inzage("mijn_gesprekken.getoond", Doel::Begeleiding, shown).await?;
    let mut page = MijnPagina {
        p: Pagina::voor(&bezoek, "Vandaag", paths::MIJN),
        titel: hoofdletter(&weekdag_lang(bezoek.vandaag)),
        onder: String::new(),
        vandaag: Vec::new(),
        te_schrijven: Vec::new(),
        komend: Vec::new(),
        eerder: Vec::new(),
        meer_komend,
        meer_eerder,
    };
    for deelname in vanaf.iter().chain(&eerder) {
        let dag = plaatselijk(deelname.moment).date();
        let list = match (dag, deelname.stand.as_str()) {
            (dag, _) if dag == bezoek.vandaag => &mut page.vandaag,
            (dag, _) if dag > bezoek.vandaag => &mut page.komend,
            (_, "gepland" | "uitgenodigd" | "bevestigd" | "gevoerd") if !deelname.heeft_notitie => {
                &mut page.te_schrijven
            }
            _ => &mut page.eerder,
        };
        list.push(regel(&bezoek, &lijsten, deelname));
    }
    let gesprekken = match page.vandaag.len() {
        1 => "1 gesprek vandaag".to_owned(),
        count => format!("{count} gesprekken vandaag"),
    };
    page.onder = match page.te_schrijven.len() {
        0 => gesprekken,
        1 => format!("{gesprekken} · 1 notitie nog te schrijven"),
        count => format!("{gesprekken} · {count} notities nog te schrijven"),
    };
    pagina(&page)
}
