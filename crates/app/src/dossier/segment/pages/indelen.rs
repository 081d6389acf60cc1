//! The form to put a client in a segment, beside every judgement so far.

use std::cmp::Reverse;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    codelijst::Codelijst,
    datum::{kort, lang},
    id::{KlantId, SegmenteringId},
    segment::Segmentering,
};

use super::super::{
    actions::{self, Uitslag, huidig},
    forms::SegmentForm,
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{
        Bezoek, Formulier, Fout, Keuze, Lijsten, Pad, Pagina, Resultaat,
        conflict::{Conflict, Vergelijking, conflict},
        pagina,
    },
};

#[derive(Template)]
#[template(path = "dossier/segment/pages/indelen.html")]
struct IndelenPagina {
    p: Pagina,
    kop: Klantkop,
    form: SegmentForm,
    segmenten: Vec<Keuze>,
    historie: Vec<HistorieRegel>,
    /// When it was judged that nothing had to change: day and by whom.
    bevestigd: Vec<String>,
    fouten: Vec<(String, String)>,
    huidig: String,
    actie: String,
    terug: String,
}

/// A row of the history.
struct HistorieRegel {
    segment: String,
    sinds: String,
    tot: String,
    door: String,
    waarom: String,
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, form: SegmentForm, segmenteringen: &[Segmentering]) -> Resultaat {
    let (kop, beoordelingen) = {
        let mut reader = bezoek.reader().await?;
        let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "segment.getoond").await?;
        (kop, storage::segment::beoordelingen(&mut reader, klant).await?)
    };
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&IndelenPagina {
        p: Pagina::voor(bezoek, format!("Segment wijzigen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        segmenten: form.segmenten(&lijsten, bezoek.vandaag),
        historie: historie(segmenteringen, &lijsten),
        bevestigd: beoordelingen
            .iter()
            .rev()
            .filter(|is| !is.gewijzigd)
            .take(5)
            .map(|is| format!("{}, door {}", lang(is.dag), lijsten.gebruiker(is.door)))
            .collect(),
        fouten,
        huidig: huidig(segmenteringen).map_or_else(String::new, |nu| nu.id.to_string()),
        actie: paths::indelen(klant),
        terug: klant::paths::tijdlijn(klant),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Latest first; of two judgements on one day, the one that holds comes first.
fn historie(segmenteringen: &[Segmentering], lijsten: &Lijsten) -> Vec<HistorieRegel> {
    let mut latest_first: Vec<&Segmentering> = segmenteringen.iter().rev().collect();
    latest_first.sort_by_key(|s| Reverse((s.periode.van, s.periode.tot_en_met.is_none())));
    let row = |s: &Segmentering| HistorieRegel {
        segment: lijsten.naam(Codelijst::Segment, s.segment.as_str()).to_owned(),
        sinds: kort(s.periode.van),
        tot: match s.periode.tot_en_met {
            None => "heden".to_owned(),
            Some(tot) if tot < s.periode.van => "dezelfde dag gewijzigd".to_owned(),
            Some(tot) => kort(tot),
        },
        door: s.door.map_or_else(|| "overgenomen".to_owned(), |door| lijsten.gebruiker(door).to_owned()),
        waarom: s.toelichting.clone(),
    };
    latest_first.into_iter().map(row).collect()
}

async fn segmenteringen(bezoek: &Bezoek, klant: KlantId) -> Resultaat<Vec<Segmentering>> {
    Ok(storage::segment::of_klant(&mut bezoek.reader().await?, klant).await?)
}

pub(in crate::dossier::segment) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let segmenteringen = segmenteringen(&bezoek, id).await?;
    tonen(&bezoek, id, SegmentForm::leeg(bezoek.vandaag), &segmenteringen).await
}

pub(in crate::dossier::segment) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let basis = basis(&formulier)?;
    let segmenteringen = segmenteringen(&bezoek, id).await?;
    let nu = huidig(&segmenteringen);
    let mut form = SegmentForm::uit(&formulier, bezoek.vandaag);
    match nu {
        Some(nu) if Some(nu.id) != basis => return twee_versies(&bezoek, &form, nu).await,
        // Of two versions the colleague's was chosen: there is nothing to write.
        Some(nu) if formulier.is_keuze() && form.is_als(nu) => return Ok(naar(&klant::paths::tijdlijn(id))),
        _ => {}
    }
    let lijsten = bezoek.lijsten().await?;
    let Some(nieuw) = form.lees(&bezoek, &lijsten, id, nu) else {
        return tonen(&bezoek, id, form, &segmenteringen).await;
    };
    match actions::wijzig(&bezoek, basis, nieuw).await? {
        Uitslag::Gedaan => Ok(naar(&Gedaan::SegmentGewijzigd.op(&klant::paths::tijdlijn(id)))),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, form, &segmenteringen).await
        }
        Uitslag::Intussen(nu) => twee_versies(&bezoek, &form, &nu).await,
    }
}

fn naar(adres: &str) -> Response {
    Redirect::to(adres).into_response()
}

/// The record that held when the form was made; empty when there was none.
fn basis(formulier: &Formulier) -> Resultaat<Option<SegmenteringId>> {
    match formulier.tekst("huidig") {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Fout::FormulierVerlopen),
    }
}

async fn twee_versies(bezoek: &Bezoek, form: &SegmentForm, nu: &Segmentering) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let wijziging = storage::logboek::last_change(&mut bezoek.reader().await?, nu.id.uuid()).await?;
    let segment = lijsten.naam(Codelijst::Segment, nu.segment.as_str());
    let woorden = format!("{segment}, sinds {}", lang(nu.periode.van));
    // Says what holds now, and brings its id along to the form.
    let huidig = Vergelijking {
        naam: "huidig",
        label: "Huidige indeling".to_owned(),
        mijn: nu.id.to_string(),
        ander: nu.id.to_string(),
        in_woorden: Some((woorden.clone(), woorden)),
    };
    let mut velden = vec![huidig];
    velden.extend(form.vergelijk(nu, &lijsten));
    let page = Conflict {
        titel: "Segment wijzigen".to_owned(),
        actie: paths::indelen(nu.klant),
        terug: klant::paths::tijdlijn(nu.klant),
        versie: 0,
        gewijzigd: wijziging.map(|wijziging| (wijziging.naam, wijziging.moment)),
        velden,
    };
    conflict(bezoek, nu.klant, page).await
}
