//! The orders as a file for the benefit administration: what is to be passed on, what waits, and what was done otherwise.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use documents::tabel::{self, Cel, Kolom, Soort, Toelichting};
use domain::{
    datum::plaatselijk,
    logboek::{Doel, Regel},
};
use serde_json::json;
use storage::opdracht::{self, Gevonden};

use crate::web::{Bezoek, Fout, Resultaat};

pub(super) async fn xlsx(bezoek: Bezoek) -> Resultaat {
    let rijen = alles(&bezoek, "xlsx").await?;
    let toelichting = Toelichting {
        titel: "Opdrachten aan de uitkeringsadministratie".to_owned(),
        maker: bezoek.gebruiker().naam.clone(),
        moment: plaatselijk(bezoek.nu).datetime(),
        regels: vec![(
            "Welke".to_owned(),
            "door te geven, doorgegeven zonder bevestiging, en anders uitgevoerd dan opgedragen".to_owned(),
        )],
    };
    let bytes = background(move || tabel::xlsx(&kolommen(), rijen.into_iter(), &toelichting)).await?;
    Ok(download(&bezoek, bytes, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
}

pub(super) async fn csv(bezoek: Bezoek) -> Resultaat {
    let rijen = alles(&bezoek, "csv").await?;
    let bytes = background(move || {
        let mut bytes = Vec::new();
        tabel::csv(&kolommen(), rijen.into_iter(), &mut bytes).map(|_| bytes)
    })
    .await?;
    Ok(download(&bezoek, bytes, "csv", "text/csv; charset=utf-8"))
}

/// Every row, noted in the log before anything is sent.
async fn alles(bezoek: &Bezoek, soort: &str) -> Resultaat<Vec<Vec<Cel>>> {
    let mut reader = bezoek.reader().await?;
    let mut alle = opdracht::door_te_geven(&mut reader, i64::MAX).await?;
    alle.extend(opdracht::te_bevestigen(&mut reader).await?);
    drop(reader);
    let klanten = alle.iter().map(|is| is.uitvoering.opdracht.klant).collect();
    bezoek.inzage("opdracht.geexporteerd", Doel::Rechtmatigheid, klanten).await?;
    let writer = bezoek.writer().await?;
    let details = json!({ "rijen": alle.len(), "soort": soort });
    let regel = bezoek.huisregel("opdracht.geexporteerd", &details);
    writer.commit(Regel { doel: Doel::Rechtmatigheid, ..regel }, &[]).await?;
    Ok(alle.iter().map(cellen).collect())
}

fn kolommen() -> Vec<Kolom> {
    let columns = [
        ("Kenmerk", Soort::Tekst),
        ("Klantnummer", Soort::Tekst),
        ("Naam", Soort::Tekst),
        ("Regeling", Soort::Tekst),
        ("Uitkering vanaf", Soort::Datum),
        ("Opdracht", Soort::Tekst),
        ("Vanaf", Soort::Datum),
        ("Tot en met", Soort::Datum),
        ("Bedrag", Soort::Bedrag),
        ("Procent", Soort::Getal),
        ("Grond", Soort::Tekst),
        ("Stand", Soort::Tekst),
        ("Doorgegeven", Soort::Datum),
    ];
    columns.into_iter().map(|(naam, soort)| Kolom::new(naam, soort)).collect()
}

fn cellen(is: &Gevonden) -> Vec<Cel> {
    let (uitvoering, opdracht) = (&is.uitvoering, &is.uitvoering.opdracht);
    vec![
        Cel::Tekst(uitvoering.id.to_string()),
        Cel::Tekst(is.klantnummer.to_string()),
        Cel::Tekst(is.naam.clone()),
        Cel::Tekst(is.regeling.omschrijving().to_owned()),
        Cel::Datum(is.ingang),
        Cel::Tekst(opdracht.soort.omschrijving().to_owned()),
        Cel::Datum(opdracht.van),
        opdracht.tot_en_met.map_or(Cel::Leeg, Cel::Datum),
        opdracht.bedrag.map_or(Cel::Leeg, |bedrag| Cel::Bedrag(bedrag.0)),
        opdracht.procent.map_or(Cel::Leeg, |procent| Cel::Getal(procent.into())),
        Cel::Tekst(opdracht.artikel.clone()),
        Cel::Tekst(uitvoering.stand.omschrijving().to_owned()),
        uitvoering.stand.opgedragen().map_or(Cel::Leeg, Cel::Datum),
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
    let name = format!("attachment; filename=\"opdrachten-{}.{ending}\"", bezoek.vandaag);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
