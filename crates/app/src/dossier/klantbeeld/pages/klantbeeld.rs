//! The picture of a client as it stands, and who drew it before.

use askama::Template;
use axum::extract::Query;
use domain::{
    datum::{kort, lang, plaatselijk},
    id::KlantId,
    klantbeeld::Klantbeeld,
};
use storage::klantbeeld::{self, Vastgelegd};

use super::super::paths;
use crate::{
    klantkop::{self, Deel, Klantkop, gedaan::GedaanVraag},
    web::{Bezoek, Lijsten, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/klantbeeld/pages/klantbeeld.html")]
struct KlantbeeldPagina {
    p: Pagina,
    kop: Klantkop,
    delen: Vec<(&'static str, String)>,
    belemmeringen: Vec<(&'static str, String)>,
    talen: Vec<(String, &'static str)>,
    trede: &'static str,
    trede_waarom: String,
    /// Who drew it and when; empty when nobody did.
    stand: String,
    eerder: Vec<Eerder>,
    wijzigen: String,
}

struct Eerder {
    wanneer: String,
    wie: String,
    trede: &'static str,
}

pub(in crate::dossier::klantbeeld) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, id, Deel::Klantbeeld, "klant.klantbeeld_getoond").await?;
    let versies = klantbeeld::of_klant(&mut reader, id).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let (nu, eerder) = versies.split_first().map_or((None, &[][..]), |(nu, eerder)| (Some(nu), eerder));
    let leeg = Klantbeeld::default();
    let beeld = nu.map_or(&leeg, |nu| &nu.beeld);
    pagina(&KlantbeeldPagina {
        p: Pagina::voor(&bezoek, format!("Klantbeeld van {}", kop.naam), "/caseload").met_melding(melding),
        delen: [
            ("Talenten", &beeld.talenten),
            ("Werk tot nu toe", &beeld.werkervaring),
            ("Opleiding en diploma's", &beeld.opleiding),
            ("Wensen", &beeld.wensen),
        ]
        .into_iter()
        .filter(|(_, tekst)| !tekst.is_empty())
        .map(|(naam, tekst)| (naam, tekst.clone()))
        .collect(),
        belemmeringen: beeld.belemmeringen.iter().map(|(g, tekst)| (g.omschrijving(), tekst.clone())).collect(),
        talen: beeld.talen.iter().map(|t| (t.taal.clone(), t.niveau.omschrijving())).collect(),
        trede: beeld.trede.map_or("", |trede| trede.omschrijving()),
        trede_waarom: beeld.trede_waarom.clone(),
        stand: nu.map_or_else(String::new, |nu| {
            format!("Vastgelegd op {} door {}.", lang(plaatselijk(nu.op).date()), lijsten.gebruiker(nu.door))
        }),
        eerder: eerder.iter().map(|versie| regel(versie, &lijsten)).collect(),
        wijzigen: paths::wijzigen(id),
        kop,
    })
}

fn regel(versie: &Vastgelegd, lijsten: &Lijsten) -> Eerder {
    Eerder {
        wanneer: kort(plaatselijk(versie.op).date()),
        wie: lijsten.gebruiker(versie.door).to_owned(),
        trede: versie.beeld.trede.map_or("nog niet bekend", |trede| trede.omschrijving()),
    }
}
