//! The data of the person: who, where, and how to reach.

use askama::Template;
use axum::extract::Query;
use domain::{datum::lang, id::KlantId, klant::Klant};

use super::super::paths;
use crate::{
    klantkop::{self, Deel, Klantkop, gedaan::GedaanVraag},
    web::{Bezoek, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "klant/pages/gegevens.html")]
struct GegevensPagina {
    p: Pagina,
    kop: Klantkop,
    klant: Klant,
    geboren: String,
    plaats: String,
    tolk: String,
    wijzigen: String,
}

pub(in crate::klant) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, id, Deel::Gegevens, "klant.gegevens_getoond").await?;
    let klant = storage::klant::find(&mut reader, id).await?.ok_or(Fout::NietGevonden)?;
    pagina(&GegevensPagina {
        p: Pagina::voor(&bezoek, format!("Gegevens van {}", kop.naam), "/caseload").met_melding(melding),
        geboren: lang(klant.geboortedatum),
        plaats: match klant.contact.postcode {
            Some(postcode) => format!("{postcode} {}", klant.contact.woonplaats),
            None => klant.contact.woonplaats.clone(),
        },
        tolk: if klant.contact.tolk.is_empty() { "nee".to_owned() } else { klant.contact.tolk.clone() },
        wijzigen: paths::wijzigen(id),
        kop,
        klant,
    })
}
