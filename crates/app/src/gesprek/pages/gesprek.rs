//! One conversation: what is known of it, and what can be done with it.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::{Gesprek, GesprekStand, Kanaal, Uitnodiging},
    id::GesprekId,
};

use super::super::{
    actions::{self, Uitslag},
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag, tijd},
    web::{
        Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, Veld, pagina,
        woorden::{gesprek_kleur, zin},
    },
};

#[derive(Template)]
#[template(path = "gesprek/pages/gesprek.html")]
struct GesprekPagina {
    p: Pagina,
    kop: Klantkop,
    gesprek: Gesprek,
    soort: String,
    wanneer: String,
    wie: String,
    wie_label: &'static str,
    /// Empty when there is nothing to say: it took place, and nobody noted how the client was asked.
    uitgenodigd: String,
    kleur: &'static str,
    tekst: String,
    afspraken: String,
    te_vroeg: bool,
    kanaal: Veld,
    kanalen: Vec<Keuze>,
    links: Links,
}

struct Links {
    vastleggen: String,
    niet_doorgegaan: String,
    uitnodigen: String,
    herstellen: String,
    terug: String,
}

pub(in crate::gesprek) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let begin = plaatselijk(gesprek.moment);
    let (tekst, afspraken) = match &gesprek.stand {
        GesprekStand::Gevoerd(verslag) => (verslag.tekst.clone(), verslag.afspraken.clone()),
        stand => (stand.toelichting().to_owned(), String::new()),
    };
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str()).to_owned();
    pagina(&GesprekPagina {
        p: Pagina::voor(&bezoek, format!("{soort} met {}", kop.naam), "/caseload").met_melding(melding),
        wanneer: format!("{}, {} uur, {} minuten", lang(begin.date()), tijd(&begin), gesprek.duur_minuten),
        wie: lijsten.gebruiker(gesprek.klantmanager).to_owned(),
        wie_label: if matches!(gesprek.stand, GesprekStand::Gevoerd(_)) { "Gevoerd door" } else { "Met" },
        uitgenodigd: match (&gesprek.uitnodiging, &gesprek.stand) {
            (Some(uitnodiging), _) => format!("{}, {}", lang(uitnodiging.op), uitnodiging.kanaal.omschrijving()),
            (None, GesprekStand::Gevoerd(_)) => String::new(),
            (None, _) if gesprek.is_open() => "nog niet".to_owned(),
            (None, _) => "niet vastgelegd".to_owned(),
        },
        kleur: gesprek_kleur(gesprek.stand.code()),
        te_vroeg: begin.date() > bezoek.vandaag,
        kanaal: Veld::new("kanaal", "Hoe is de klant uitgenodigd").met("brief"),
        kanalen: Kanaal::ALLE.into_iter().map(|k| Keuze::new(k.code(), k.omschrijving(), "brief")).collect(),
        links: Links {
            vastleggen: paths::vastleggen(id),
            niet_doorgegaan: paths::niet_doorgegaan(id),
            uitnodigen: paths::uitnodigen(id),
            herstellen: paths::herstellen(id),
            terug: klant::paths::tijdlijn(gesprek.klant),
        },
        soort,
        tekst,
        afspraken,
        kop,
        gesprek,
    })
}

pub(in crate::gesprek) async fn uitnodigen(bezoek: Bezoek, Pad(id): Pad<GesprekId>, formulier: Formulier) -> Resultaat {
    let kanaal: Kanaal = formulier.tekst("kanaal").parse().map_err(|()| {
        Fout::ongeldig("kanaal", "Kies hoe de klant is uitgenodigd: brief, e-mail, telefoon of mondeling.")
    })?;
    let uitnodiging = Uitnodiging { op: bezoek.vandaag, kanaal, bewijs: String::new() };
    let uitslag = actions::nodig_uit(&bezoek, id, formulier.versie()?, uitnodiging).await?;
    klaar(uitslag, |gesprek| Gedaan::GesprekUitgenodigd(id, gesprek.versie).op(&paths::gesprek(id)))
}

pub(in crate::gesprek) async fn herstellen(bezoek: Bezoek, Pad(id): Pad<GesprekId>, formulier: Formulier) -> Resultaat {
    let uitslag = actions::stap(&bezoek, id, formulier.versie()?, "gesprek.hersteld", Gesprek::herstel).await?;
    klaar(uitslag, |gesprek| Gedaan::GesprekHersteld(id, gesprek.versie).op(&paths::gesprek(id)))
}

/// Goes on after an act that has no form of its own to show errors in.
fn klaar(uitslag: Uitslag, naar: impl FnOnce(&Gesprek) -> String) -> Resultaat {
    match uitslag {
        Uitslag::Gedaan(gesprek) => Ok(Redirect::to(&naar(&gesprek)).into_response()),
        Uitslag::Geweigerd(geweigerd) => Err(Fout::in_strijd("gesprek_stand", zin(&geweigerd.to_string()))),
        Uitslag::Intussen(_) => Err(Fout::Intussen),
    }
}
