//! The open signals of one's own caseload; a teamleider sees those of the whole team.

use askama::Template;
use axum::extract::Query;
use domain::{
    codelijst::Codelijst,
    datum::{dagen_tussen, kort},
    id::SignaalId,
    logboek::Doel,
    signaal::{SignaalStand, Wiens},
};
use jiff::civil::Date;
use serde::Deserialize;
use storage::signaal::SignaalRegel;

use super::super::paths;
use crate::{
    klant,
    web::{Bezoek, Lijsten, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

/// Rows per page.
const PER_PAGINA: usize = 50;
/// Who waits longer than this for an answer is shown in red.
const LANG: i64 = 14;

struct Regel {
    href: String,
    naam: String,
    klant_href: String,
    soort: String,
    melder: String,
    ontvangen: String,
    /// How many days the sender has been waiting.
    wacht: String,
    lang: bool,
    stand: String,
    kleur: &'static str,
    klantmanager: String,
}

#[derive(Template)]
#[template(path = "contact/signaal/pages/lijst.html")]
struct LijstPagina {
    p: Pagina,
    onder: String,
    regels: Vec<Regel>,
    van_team: bool,
    stand: String,
    volgende: String,
    /// Back to the beginning; empty on the first page.
    begin: &'static str,
}

/// From which place on: `2026-11-16~id`. What makes no sense is the beginning.
#[derive(Default, Deserialize)]
pub(in crate::contact::signaal) struct Vraag {
    #[serde(default)]
    na: String,
}

impl Vraag {
    fn na(&self) -> Option<(Date, SignaalId)> {
        let (dag, id) = self.na.split_once('~')?;
        Some((dag.parse().ok().filter(|dag: &Date| dag.year() >= 1)?, id.parse().ok()?))
    }
}

pub(in crate::contact::signaal) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let (wiens, vandaag, na) = (Wiens::van(bezoek.gebruiker()), bezoek.vandaag, vraag.na());
    let lijsten = bezoek.lijsten().await?;
    let mut reader = bezoek.reader().await?;
    let limit = i64::try_from(PER_PAGINA + 1).unwrap_or(i64::MAX);
    let mut open = storage::signaal::open(&mut reader, wiens, vandaag, na, limit).await?;
    let aantal = storage::signaal::count_open(&mut reader, wiens, vandaag).await?;
    drop(reader);
    let more = open.len() > PER_PAGINA;
    open.truncate(PER_PAGINA);
    let shown = open.iter().map(|regel| regel.signaal.klant).collect();
    bezoek.inzage("signalen.getoond", Doel::Begeleiding, shown).await?;
    let last = open.last().filter(|_| more).map(|regel| paths::lijst_na(regel.signaal.ontvangen, regel.signaal.id));
    let in_woorden = if aantal == 1 { "1 open signaal".to_owned() } else { format!("{aantal} open signalen") };
    pagina(&LijstPagina {
        p: Pagina::voor(&bezoek, "Signalen", "/vandaag"),
        onder: match wiens {
            Wiens::Klantmanager(_) => in_woorden,
            Wiens::Team(_) => format!("{in_woorden} in uw team"),
            Wiens::Iedereen => format!("{in_woorden} in alle teams"),
        },
        stand: format!("{} op deze bladzijde, {aantal} in totaal", open.len()),
        regels: open.into_iter().map(|regel| row(regel, &lijsten, vandaag)).collect(),
        van_team: !matches!(wiens, Wiens::Klantmanager(_)),
        volgende: last.unwrap_or_default(),
        begin: if na.is_some() { paths::LIJST } else { "" },
    })
}

fn row(regel: SignaalRegel, lijsten: &Lijsten, vandaag: Date) -> Regel {
    let SignaalRegel { signaal, naam, klantmanager } = regel;
    let dagen = dagen_tussen(signaal.ontvangen, vandaag);
    let stand = match &signaal.stand {
        SignaalStand::InBehandeling(behandeling) => format!("bij {}", lijsten.gebruiker(behandeling.door)),
        stand => stand.omschrijving().to_owned(),
    };
    Regel {
        href: paths::signaal(signaal.id),
        naam,
        klant_href: klant::paths::tijdlijn(signaal.klant),
        soort: lijsten.naam(Codelijst::SoortSignaal, signaal.soort.as_str()).to_owned(),
        melder: format!("{} ({})", signaal.melder.naam, signaal.melder.bron.omschrijving().to_lowercase()),
        ontvangen: kort(signaal.ontvangen),
        wacht: match dagen {
            0 => "vandaag".to_owned(),
            1 => "1 dag".to_owned(),
            dagen => format!("{dagen} dagen"),
        },
        lang: dagen > LANG,
        kleur: if signaal.stand == SignaalStand::Nieuw { "amber" } else { "blauw" },
        stand: hoofdletter(&stand),
        klantmanager: klantmanager.unwrap_or_else(|| "niemand".to_owned()),
    }
}
