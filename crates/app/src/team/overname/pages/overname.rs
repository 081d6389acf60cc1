//! One takeover: what was decided, and how it went with each client.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, lang, plaatselijk},
    id::OvernameId,
    logboek::Doel,
    toewijzing::OvernameStand,
};
use storage::overname::{OvernameRegel, terug::Botsing};

use super::{
    super::{actions, paths, terug},
    Vraag, stand, wanneer,
};
use crate::{
    gesprek, klant,
    klantkop::tijd,
    web::{
        Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

/// Clients per page.
const PER_PAGINA: usize = 100;

struct Rij {
    href: String,
    naam: String,
    klantmanager: String,
    uitkomst: &'static str,
    kleur: &'static str,
    gezien: String,
}

/// Two conversations of the receiver at one time, of which the first came along.
struct Botst {
    wanneer: String,
    naam: String,
    href: String,
    ander: String,
    ander_href: String,
}

fn botsing(botsing: Botsing) -> Botst {
    let (begin, ander) = (plaatselijk(botsing.moment), plaatselijk(botsing.ander_moment));
    Botst {
        wanneer: format!("{}, {} uur", kort(begin.date()), tijd(&begin)),
        naam: botsing.naam,
        href: gesprek::paths::gesprek(botsing.gesprek),
        ander: format!("{}, {} uur", botsing.ander_naam, tijd(&ander)),
        ander_href: gesprek::paths::gesprek(botsing.ander),
    }
}

#[derive(Template)]
#[template(path = "team/overname/pages/overname.html")]
struct OvernamePagina {
    p: Pagina,
    titel: String,
    stand: &'static str,
    kleur: &'static str,
    wanneer: String,
    reden: String,
    klanten: i64,
    gesprekken: i64,
    voor_goed: bool,
    door: String,
    rijen: Vec<Rij>,
    versie: i64,
    intrekken: String,
    intrekken_naam: &'static str,
    /// Where it is taken back; empty when that cannot be any more.
    terugdraaien: String,
    botsingen: Vec<Botst>,
    bladzij: String,
    begin: String,
    volgende: String,
}

pub(in crate::team::overname) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<OvernameId>,
    Query(vraag): Query<Vraag>,
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let regel = storage::overname::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    let limit = i64::try_from(PER_PAGINA + 1).unwrap_or(i64::MAX);
    let mut resultaten = storage::overname::resultaten(&mut reader, &regel.overname, vraag.na(), limit).await?;
    let terugdraaibaar = terug::kan(&bezoek, &mut reader, &regel).await?.is_ok();
    let botst = match regel.overname.stand {
        OvernameStand::Geldt => {
            storage::overname::terug::botsingen(&mut reader, &regel.overname, bezoek.vandaag).await?
        }
        OvernameStand::Gepland | OvernameStand::Ingetrokken => Vec::new(),
    };
    drop(reader);
    let more = resultaten.len() > PER_PAGINA;
    resultaten.truncate(PER_PAGINA);
    let getoond = resultaten.iter().map(|r| r.klant);
    let getoond = getoond.chain(botst.iter().flat_map(|botsing| [botsing.klant, botsing.ander_klant])).collect();
    bezoek.inzage("overname.resultaat_getoond", Doel::Begeleiding, getoond).await?;
    let last = resultaten.last().filter(|_| more).map(|r| paths::overname_na(id, &r.sorteersleutel, r.klant));
    let (naam, kleur) = stand(&regel.overname, bezoek.vandaag);
    let intrekbaar = regel.overname.clone().trek_in(bezoek.vandaag).is_ok();
    let voor_goed = !regel.overname.is_waarneming();
    pagina(&OvernamePagina {
        p: Pagina::voor(&bezoek, format!("Overname van {} naar {}", regel.van, regel.aan), "/caseload"),
        titel: format!("{} naar {}", regel.van, regel.aan),
        stand: naam,
        kleur,
        wanneer: hoofdletter(&wanneer(&regel.overname)),
        reden: regel.overname.reden.clone(),
        klanten: regel.klanten,
        gesprekken: regel.gesprekken,
        voor_goed,
        door: format!("{} op {}", regel.door, lang(plaatselijk(regel.gemaakt_op).date())),
        bladzij: format!("{} van {} klanten op deze bladzijde", resultaten.len(), regel.klanten),
        begin: vraag.na().map_or_else(String::new, |_| paths::overname(id)),
        volgende: last.unwrap_or_default(),
        versie: regel.versie,
        intrekken: if intrekbaar { paths::intrekken(id) } else { String::new() },
        terugdraaien: if terugdraaibaar { paths::terugdraaien(id) } else { String::new() },
        botsingen: botst.into_iter().map(botsing).collect(),
        intrekken_naam: if voor_goed { "Niet laten doorgaan" } else { "Waarneming beëindigen" },
        rijen: resultaten.into_iter().map(|resultaat| rij(resultaat, &regel)).collect(),
    })
}

/// What became of a client: with the receiver, still with the first, or with somebody else since.
fn rij(resultaat: storage::overname::Resultaat, regel: &OvernameRegel) -> Rij {
    let bij = resultaat.klantmanager.unwrap_or_else(|| "niemand".to_owned());
    let (uitkomst, kleur) = match regel.overname.stand {
        OvernameStand::Ingetrokken => ("Ingetrokken", ""),
        OvernameStand::Gepland => ("Gepland", "amber"),
        OvernameStand::Geldt if regel.overname.is_waarneming() && bij == regel.van => ("Waargenomen", "blauw"),
        OvernameStand::Geldt if bij == regel.aan => ("Overgedragen", "groen"),
        OvernameStand::Geldt => ("Later verder overgedragen", ""),
    };
    Rij {
        href: klant::paths::tijdlijn(resultaat.klant),
        naam: resultaat.naam,
        klantmanager: bij,
        uitkomst,
        kleur,
        gezien: resultaat.gezien.map_or_else(|| "nog niet".to_owned(), kort),
    }
}

pub(in crate::team::overname) async fn intrekken(
    bezoek: Bezoek,
    Pad(id): Pad<OvernameId>,
    formulier: Formulier,
) -> Resultaat {
    match actions::trek_in(&bezoek, id, formulier.versie()?).await? {
        Ok(()) => Ok(Redirect::to(&paths::overname(id)).into_response()),
        Err(geweigerd) => Err(Fout::in_strijd("overname_stand", zin(&geweigerd.to_string()))),
    }
}

pub(in crate::team::overname) async fn terugdraaien(
    bezoek: Bezoek,
    Pad(id): Pad<OvernameId>,
    formulier: Formulier,
) -> Resultaat {
    match terug::draai_terug(&bezoek, id, formulier.versie()?).await? {
        Ok(()) => Ok(Redirect::to(&paths::overname(id)).into_response()),
        Err(geweigerd) => Err(Fout::in_strijd("overname_stand", zin(&geweigerd.to_string()))),
    }
}

pub(in crate::team::overname) async fn gezien(bezoek: Bezoek, _formulier: Formulier) -> Resultaat {
    actions::alles_gezien(&bezoek).await?;
    Ok(Redirect::to("/vandaag").into_response())
}
