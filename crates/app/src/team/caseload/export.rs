//! The list as a file: exactly the clients and the order of the page, all of them, with the filters named in the file.
//! Every export is noted with every client in it, before the file is sent.

use std::sync::Arc;

use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use documents::tabel::{self, Cel, Kolom, Soort, Toelichting};
use domain::{codelijst::Codelijst, datum::plaatselijk, id::KlantId, logboek::Doel};
use jiff::civil::Date;
use serde_json::json;
use storage::caseload::{self, CaseloadRegel, Filter};
use tokio::sync::OwnedSemaphorePermit;

use super::{
    geldend,
    vraag::{Vraag, in_woorden},
};
use crate::{
    klantkop::tijd,
    web::{Bezoek, Fout, Lijsten, Resultaat},
};

/// Rows read at a time.
const PER_KEER: usize = 2_000;

pub(super) async fn xlsx(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let _beurt = beurt(&bezoek).await?;
    let filter = vraag.filter(bezoek.gebruiker());
    let (regels, lijsten) = alles(&bezoek, &filter).await?;
    let vandaag = bezoek.vandaag;
    let toelichting = Toelichting {
        titel: "Caseload".to_owned(),
        maker: bezoek.gebruiker().naam.clone(),
        moment: plaatselijk(bezoek.nu).datetime(),
        regels: in_woorden(&filter, &lijsten),
    };
    let bytes = background(move || {
        tabel::xlsx(&kolommen(), regels.into_iter().map(|regel| cellen(regel, &lijsten, vandaag)), &toelichting)
    })
    .await?;
    Ok(download(&bezoek, bytes, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
}

pub(super) async fn csv(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let _beurt = beurt(&bezoek).await?;
    let filter = vraag.filter(bezoek.gebruiker());
    let (regels, lijsten) = alles(&bezoek, &filter).await?;
    let vandaag = bezoek.vandaag;
    let bytes = background(move || {
        let mut bytes = Vec::new();
        tabel::csv(&kolommen(), regels.into_iter().map(|regel| cellen(regel, &lijsten, vandaag)), &mut bytes)
            .map(|_| bytes)
    })
    .await?;
    Ok(download(&bezoek, bytes, "csv", "text/csv; charset=utf-8"))
}

/// Waits for a turn; a connection is only taken after that.
async fn beurt(bezoek: &Bezoek) -> Resultaat<OwnedSemaphorePermit> {
    let beurten = Arc::clone(&bezoek.app.exportbeurten);
    beurten.acquire_owned().await.map_err(|error| Fout::Onverwacht(error.to_string()))
}

/// Every row of the list, noted as shown before anything is sent.
async fn alles(bezoek: &Bezoek, filter: &Filter) -> Resultaat<(Vec<CaseloadRegel>, Arc<Lijsten>)> {
    let lijsten = bezoek.lijsten().await?;
    let dag = lijsten.peildag(bezoek.vandaag);
    let mut reader = bezoek.reader().await?;
    let mut regels: Vec<CaseloadRegel> = Vec::new();
    loop {
        let cursor = regels.last().map(|regel| regel.cursor(filter.sortering, false));
        let page = caseload::page(&mut reader, filter, dag, cursor.as_ref(), PER_KEER).await?;
        regels.extend(page.regels);
        if !page.verder {
            break;
        }
    }
    drop(reader);
    let klanten: Vec<KlantId> = regels.iter().map(|regel| regel.klant).collect();
    let count = klanten.len();
    bezoek.inzage("caseload.geexporteerd", Doel::Begeleiding, klanten).await?;
    let writer = bezoek.writer().await?;
    let regel = bezoek.regel("caseload.geexporteerd", bezoek.gebruiker().id, None, &json!({ "klanten": count }));
    writer.commit(regel, &[]).await?;
    Ok((regels, lijsten))
}

fn kolommen() -> Vec<Kolom> {
    let columns = [
        ("Klantnummer", Soort::Tekst),
        ("Naam", Soort::Tekst),
        ("Geboortedatum", Soort::Datum),
        ("Wijk", Soort::Tekst),
        ("Leefvorm", Soort::Tekst),
        ("Klantmanager", Soort::Tekst),
        ("Segment", Soort::Tekst),
        ("Segment sinds", Soort::Datum),
        ("Uitkering vanaf", Soort::Datum),
        ("Uitkering tot en met", Soort::Datum),
        ("Laatste gesprek", Soort::Datum),
        ("Volgend gesprek", Soort::Datum),
        ("Tijd", Soort::Tekst),
        ("Uiterlijk volgens contactnorm", Soort::Datum),
        ("Ontheffing vanaf", Soort::Datum),
        ("Ontheffing tot en met", Soort::Datum),
    ];
    columns.into_iter().map(|(naam, soort)| Kolom::new(naam, soort)).collect()
}

fn cellen(regel: CaseloadRegel, lijsten: &Lijsten, vandaag: Date) -> Vec<Cel> {
    let date = |dag: Option<Date>| dag.map_or(Cel::Leeg, Cel::Datum);
    let ontheffing = geldend(regel.ontheffing, vandaag);
    let uiterlijk = regel.uiterlijk_op(vandaag);
    let next = regel.komend_gesprek(vandaag).map(plaatselijk);
    vec![
        Cel::Tekst(regel.klantnummer),
        Cel::Tekst(regel.naam),
        Cel::Datum(regel.geboortedatum),
        Cel::Tekst(regel.wijk),
        Cel::Tekst(regel.leefvorm.omschrijving().to_owned()),
        Cel::Tekst(regel.klantmanager.unwrap_or_default()),
        Cel::Tekst(lijsten.naam(Codelijst::Segment, &regel.segment).to_owned()),
        date(regel.segment_sinds),
        date(regel.uitkering_ingang),
        date(regel.uitkering_tot),
        date(regel.laatste_gesprek),
        date(next.as_ref().map(jiff::Zoned::date)),
        next.map_or(Cel::Leeg, |moment| Cel::Tekst(tijd(&moment))),
        date(uiterlijk),
        date(ontheffing.map(|(van, _)| van)),
        date(ontheffing.and_then(|(_, tot)| tot)),
    ]
}

/// Files are made off the threads that serve pages.
async fn background<F>(make: F) -> Resultaat<Vec<u8>>
where
    F: FnOnce() -> Result<Vec<u8>, tabel::Fout> + Send + 'static,
{
    let made = tokio::task::spawn_blocking(make).await.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    made.map_err(|error| Fout::Onverwacht(error.to_string()))
}

fn download(bezoek: &Bezoek, bytes: Vec<u8>, ending: &str, kind: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = format!("attachment; filename=\"caseload-{}.{ending}\"", bezoek.vandaag);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
