//! The file, made while it is sent: some thousands of records are in memory at a time, whatever the size of the town. Who is in a part
//! is noted before the part is sent. A file that breaks off half-way is broken off: it never looks whole.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::Response,
};
use documents::tabel::{Cel, Kolom, Soort, csv, csv_vervolg};
use domain::{
    codelijst::{Codelijst, Post, post_op},
    id::KlantId,
    logboek::{Doel, Regel},
};
use hyper::body::Frame;
use serde_json::json;
use storage::statistiek::{Plaats, Record, Vraag, Wat, page};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::forms::WAT;
use crate::web::{Bezoek, Fout, Resultaat};

/// Records read at a time.
const PER_KEER: i64 = 2_000;
/// Parts that may wait for a slow receiver.
const WACHTEN: usize = 2;
/// How long a receiver may take for a part.
const GEDULD: Duration = Duration::from_mins(1);

/// The parts as they come.
struct Stroom(mpsc::Receiver<Result<Bytes, Afgebroken>>);

/// Why the file ends before its end; the log of the program says more.
#[derive(Debug, thiserror::Error)]
#[error("het bestand kon niet worden afgemaakt")]
struct Afgebroken;

impl hyper::body::Body for Stroom {
    type Data = Bytes;
    type Error = Afgebroken;
    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Afgebroken>>> {
        self.0.poll_recv(cx).map(|part| part.map(|part| part.map(Frame::data)))
    }
}

/// Notes who takes out what, and begins to send it.
pub(super) async fn stuur(bezoek: Bezoek, vraag: Vraag) -> Resultaat {
    let beurten = Arc::clone(&bezoek.app.exportbeurten);
    let beurt = beurten.acquire_owned().await.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    let naam = WAT.iter().find(|(wat, ..)| *wat == vraag.wat).map_or("", |(_, code, _)| code);
    let mut writer = bezoek.writer().await?;
    let posten = storage::codelijst::posten(&mut writer).await?;
    let details = json!({ "wat": naam, "van": vraag.van, "tot": vraag.tot, "bsn": vraag.met_bsn });
    let regel = bezoek.huisregel("statistiek.geexporteerd", &details);
    writer.commit(Regel { doel: Doel::Verantwoording, ..regel }, &[]).await?;
    let bestand = format!("attachment; filename=\"{naam}-{}-{}.csv\"", vraag.van, vraag.tot);
    let (zender, ontvanger) = mpsc::channel(WACHTEN);
    tokio::spawn(maak(bezoek, vraag, posten, zender, beurt));
    let mut response = Response::new(Body::new(Stroom(ontvanger)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(bestand) = HeaderValue::from_str(&bestand) {
        headers.insert(header::CONTENT_DISPOSITION, bestand);
    }
    Ok(response)
}

/// Makes part after part, until all are sent or nobody receives them any more.
async fn maak(
    bezoek: Bezoek,
    vraag: Vraag,
    posten: Vec<Post>,
    zender: mpsc::Sender<Result<Bytes, Afgebroken>>,
    _beurt: OwnedSemaphorePermit,
) {
    let mut plaats = Some(Plaats::BEGIN);
    let mut eerste = true;
    while let Some(na) = plaats {
        match deel(&bezoek, vraag, &posten, na, eerste).await {
            Ok((bytes, verder)) => {
                plaats = verder;
                eerste = false;
                // Whoever went away, or takes nothing in any more, does not keep the turn of others.
                let gestuurd = tokio::time::timeout(GEDULD, zender.send(Ok(bytes))).await;
                if !matches!(gestuurd, Ok(Ok(()))) {
                    return;
                }
            }
            Err(fout) => {
                tracing::error!(error = ?fout, "a file for statistics was broken off");
                // Who went away needs not be told.
                let _ = zender.send(Err(Afgebroken)).await;
                return;
            }
        }
    }
}

async fn deel(
    bezoek: &Bezoek,
    vraag: Vraag,
    posten: &[Post],
    na: Plaats,
    eerste: bool,
) -> Resultaat<(Bytes, Option<Plaats>)> {
    let mut reader = bezoek.reader().await?;
    let (records, verder) = page(&mut reader, vraag, na, PER_KEER).await?;
    drop(reader);
    let mut klanten: Vec<KlantId> = records.iter().map(|record| record.klant).collect();
    klanten.sort_unstable();
    klanten.dedup();
    bezoek.inzage("statistiek.geexporteerd", Doel::Verantwoording, klanten).await?;
    let (kolommen, mut bytes) = (kolommen(vraag), Vec::new());
    let rijen = records.into_iter().map(|record| cellen(record, vraag, posten));
    let gemaakt = if eerste { csv(&kolommen, rijen, &mut bytes) } else { csv_vervolg(&kolommen, rijen, &mut bytes) };
    gemaakt.map_err(|error| Fout::Onverwacht(error.to_string()))?;
    Ok((bytes.into(), verder))
}

fn kolommen(vraag: Vraag) -> Vec<Kolom> {
    let van_wat: &[(&str, Soort)] = match vraag.wat {
        Wat::Voorzieningen => &[
            ("In gebruik vanaf", Soort::Datum),
            ("In gebruik tot en met", Soort::Datum),
            ("Voorziening (eigen code)", Soort::Tekst),
            ("Voorziening", Soort::Tekst),
            ("CBS SRG type voorziening", Soort::Tekst),
            ("CBS omschrijving", Soort::Tekst),
        ],
        Wat::Uitkeringen => &[
            ("Uitkering vanaf", Soort::Datum),
            ("Uitkering tot en met", Soort::Datum),
            ("Reden beëindiging (eigen code)", Soort::Tekst),
            ("Reden beëindiging", Soort::Tekst),
            ("CBS BUS kenmerk 34", Soort::Tekst),
            ("CBS omschrijving", Soort::Tekst),
            ("Regeling", Soort::Tekst),
        ],
    };
    let wie: &[(&str, Soort)] = if vraag.met_bsn {
        &[("Klantnummer", Soort::Tekst), ("BSN", Soort::Tekst)]
    } else {
        &[("Klantnummer", Soort::Tekst)]
    };
    wie.iter().chain(van_wat).map(|(naam, soort)| Kolom::new(*naam, *soort)).collect()
}

/// How the record stood on the last day of the period: what ended later still runs in it. Of a code that gives special data away the
/// words and the code itself are left out, as for everybody who does not work with the client; what CBS calls it is what the
/// statistic asks for.
fn cellen(record: Record, vraag: Vraag, posten: &[Post]) -> Vec<Cel> {
    let tekst = |tekst: &str| Cel::Tekst(tekst.to_owned());
    let tot = record.tot.filter(|tot| *tot <= vraag.tot);
    let lijst = match vraag.wat {
        Wat::Voorzieningen => Codelijst::Voorziening,
        Wat::Uitkeringen => Codelijst::RedenBeeindiging,
    };
    let code = record.code.filter(|_| vraag.wat == Wat::Voorzieningen || tot.is_some());
    let mut cellen = vec![Cel::Tekst(record.klantnummer)];
    if vraag.met_bsn {
        cellen.push(record.bsn.map_or(Cel::Leeg, |bsn| Cel::Tekst(bsn.voluit())));
    }
    cellen.extend([Cel::Datum(record.van), tot.map_or(Cel::Leeg, Cel::Datum)]);
    match code {
        None => cellen.extend([Cel::Leeg, Cel::Leeg, Cel::Leeg, Cel::Leeg]),
        Some(code) => {
            let post = post_op(posten, lijst, code.as_str(), tot.unwrap_or(vraag.tot));
            let ziet = post.is_none_or(|post| post.item.wat_bijzonder().is_none());
            let omschrijving = post.map_or(code.as_str(), |post| &post.item.omschrijving);
            let cbs = post.and_then(|post| post.item.cbs_code.as_deref());
            cellen.extend([
                tekst(if ziet { code.as_str() } else { "afgeschermd" }),
                tekst(if ziet { omschrijving } else { lijst.afgeschermd() }),
                cbs.map_or(Cel::Leeg, tekst),
                tekst(post.filter(|_| cbs.is_some()).map_or("", |post| &post.cbs_omschrijving)),
            ]);
        }
    }
    if let Some(regeling) = record.regeling {
        cellen.push(tekst(regeling.omschrijving()));
    }
    cellen
}
