//! How the load is made: the definition beside the numbers, with what the municipality filled in.

use askama::Template;
use domain::{
    belasting::{DREMPEL, aandeel_op, in_uren},
    codelijst::Codelijst,
    datum::lang,
};
use storage::belasting::{Wie, belastingen};

use crate::web::{Bezoek, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "team/belasting/pages/uitleg.html")]
struct UitlegPagina {
    p: Pagina,
    norm: String,
    groepen: Vec<(String, String)>,
    aandeel: Option<(i64, String, String)>,
    drempel: i64,
    /// Of the visitor, when there are clients.
    eigen: String,
}

pub(in crate::team::belasting) async fn toon(bezoek: Bezoek) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let ik = bezoek.gebruiker().id;
    let mut reader = bezoek.reader().await?;
    let aandelen = storage::belasting::aandelen(&mut reader).await?;
    let eigen = belastingen(&mut reader, Wie::Een(ik), bezoek.vandaag, &lijsten.normen).await?;
    drop(reader);
    let norm = lijsten.norm(bezoek.vandaag);
    let mut groepen = Vec::new();
    if let Some(norm) = norm {
        let segmenten = lijsten.codes.iter().filter(|item| item.lijst == Codelijst::Segment);
        groepen.extend(
            segmenten.map(|item| (item.omschrijving.clone(), in_uren(norm.regel(Some(&item.code)).minuten_per_jaar))),
        );
        groepen.push(("Nog niet ingedeeld".to_owned(), in_uren(norm.niet_ingedeeld.minuten_per_jaar)));
        let ontheven = norm.ontheven.as_ref().map_or(0, |regel| regel.minuten_per_jaar);
        groepen.push(("Ontheven van werk zoeken".to_owned(), in_uren(ontheven)));
    }
    pagina(&UitlegPagina {
        p: Pagina::voor(&bezoek, "Hoe de belasting is berekend", "/team"),
        norm: norm.map_or_else(String::new, |norm| format!("{}, sinds {}", norm.naam, lang(norm.geldig.van))),
        groepen,
        aandeel: aandeel_op(&aandelen, bezoek.vandaag)
            .map(|a| (a.procent, lang(a.vanaf), a.bron.trim().trim_end_matches('.').to_owned())),
        drempel: DREMPEL,
        eigen: if eigen.heeft_klanten(ik) { eigen.van(ik).in_woorden() } else { String::new() },
    })
}
