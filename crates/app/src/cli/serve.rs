//! `klantbeeld serve`: the web site, until it is told to stop.

use std::{process::ExitCode, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use jiff::civil::Date;
use tokio::{net::TcpListener, sync::Semaphore};
use tower::ServiceExt as _;

use super::{AnderFout, Opening};
use crate::{contactnorm, omgeving::Omgeving, post::Postbode, router::router, web::App};

/// What serving can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {
    /// De dag waarop een demonstratie wordt bekeken, om te oefenen met wat later komt; een echte database weigert dit
    #[arg(long, value_name = "DATUM", value_parser = super::demo::datum)]
    vandaag: Option<Date>,
}

pub(super) async fn serve(mut opening: Opening, argumenten: Argumenten) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let gemeenten = storage::gemeente::list(&database).await?;
    let demonstratie = storage::gemeente::demonstratie(&database).await?;
    if demonstratie == Some(storage::gemeente::Demonstratie::Bezig) {
        return Err(AnderFout::Geweigerd(
            "deze demonstratie is maar half gevuld; verwijder de database en voer klantbeeld demo opnieuw uit"
                .to_owned(),
        ));
    }
    if let Some(dag) = argumenten.vandaag {
        if demonstratie.is_none() {
            return Err(AnderFout::Geweigerd(
                "--vandaag is alleen voor een demonstratie; in een echte database staat bij alles de dag waarop het gebeurde"
                    .to_owned(),
            ));
        }
        opening.omgeving = Omgeving::op_dag(dag);
    }
    let adres = opening.instellingen.adres;
    let listener = TcpListener::bind(adres).await.map_err(|error| {
        AnderFout::Geweigerd(format!(
            "op {adres} kan niet geluisterd worden: {error}\nKies een ander adres met --adres."
        ))
    })?;
    let adres = listener.local_addr()?;
    let app = App::new(database.clone(), opening.omgeving, opening.instellingen);
    tokio::spawn(veeg(app.clone()));
    let (stop_post, gestopt) = tokio::sync::watch::channel(false);
    let postbode = tokio::spawn(Postbode::new(app.clone(), gestopt).werk());
    let namen: Vec<_> = gemeenten.iter().map(|gemeente| gemeente.naam.as_str()).collect();
    println!(
        "Klantbeeld voor {} staat op http://{adres}",
        if namen.is_empty() { "nog niemand".to_owned() } else { namen.join(" en ") }
    );
    if demonstratie.is_some() {
        super::demo::toon_logins(adres);
    }
    println!("{}", per_email(&app));
    let achter_proxy = app.instellingen.https || app.instellingen.achter_proxy;
    if achter_proxy && app.instellingen.openbaar_adres.is_none() {
        println!("Stel openbaar_adres in: zonder dat maakt niemand een adres voor Mijn agenda.");
    }
    println!("Stoppen: Ctrl+C");
    bedienen(listener, router(app), stop()).await;
    // A letter that is being handed over is finished: cut off here, nobody would know whether it arrived.
    let _ = stop_post.send(true);
    if tokio::time::timeout(AFRONDEN, postbode).await.is_err() {
        tracing::warn!("the mail server did not answer in time; somebody will be asked about the last letter");
    }
    database.close().await;
    Ok(ExitCode::SUCCESS)
}

/// What becomes of letters by e-mail.
fn per_email(app: &App) -> String {
    match &app.instellingen.smtp {
        Some(smtp) => format!("E-mail gaat naar {}, poort {}.", smtp.server, smtp.poort),
        None => "Er is geen mailserver ingesteld: brieven gaan alleen per post en er wordt niets gemaild.".to_owned(),
    }
}

/// How often what has ended meanwhile leaves the indexes of what runs.
const VEGEN: Duration = Duration::from_hours(1);

/// At the start and every hour: keeps the lists of running benefits fast (they are right without it), does takeovers whose day
/// has come, throws old proposals for a distribution away, invites who was planned a quarter ahead and comes
/// within four weeks, counts registration quality of a month that is over, and goes on with due
/// dates that are still to be worked out and with lists that somebody had destroyed. What goes wrong in one municipality keeps no other
/// waiting.
async fn veeg(app: App) {
    let (database, omgeving) = (app.database.clone(), app.omgeving.clone());
    let mut beat = tokio::time::interval(VEGEN);
    loop {
        beat.tick().await;
        let gemeenten = storage::gemeente::list(&database).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "no municipality could be read; the hourly round is left out");
            Vec::new()
        });
        for naam in gemeenten {
            let gemeente = naam.gemeente;
            if let Err(error) = storage::klantstand::sweep_now(&database, gemeente, omgeving.vandaag()).await {
                tracing::warn!(%error, gemeente = gemeente.code(), "ended benefits stay in the indexes until the next time");
            }
            if let Err(error) = crate::overname::voer_uit(&database, &omgeving, gemeente).await {
                tracing::warn!(%error, gemeente = gemeente.code(), "planned takeovers wait for the next time");
            }
            if let Err(error) = crate::verdeling::ruim_op(&database, &omgeving, gemeente).await {
                tracing::warn!(%error, gemeente = gemeente.code(), "old proposals stay until the next time");
            }
            if let Err(error) = crate::brief::nodig_vanzelf_uit(&app, &naam).await {
                tracing::warn!(%error, gemeente = gemeente.code(), "invitations for conversations planned ahead wait for the next time");
            }
            crate::bewaren::ga_verder(&database, &omgeving, gemeente).await;
            if let Err(error) = crate::registratie::meet(&database, &omgeving, gemeente).await {
                tracing::warn!(%error, gemeente = gemeente.code(), "registration quality is counted the next time");
            }
        }
        contactnorm::ga_verder(database.clone(), omgeving.clone()).await;
    }
}

/// A visitor sends the head of a request at once; who does not, is keeping a connection from others. It also closes a
/// connection that is kept open without a question, so it is longer than proxies keep theirs (nginx: 60 seconds).
const KOP_BINNEN: Duration = Duration::from_secs(75);
/// Connections at a time. A town hall has some hundreds of browsers with a few connections each.
const VERBINDINGEN: usize = 2_000;
/// How long answers that are under way may take when the program is told to stop.
const AFRONDEN: Duration = Duration::from_secs(20);

/// Answers visitors until `stop`, then finishes what is under way. Not `axum::serve`: that waits for slow heads for ever.
async fn bedienen(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(KOP_BINNEN);
    let (graceful, plaatsen) = (GracefulShutdown::new(), Arc::new(Semaphore::new(VERBINDINGEN)));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let plaats = Arc::clone(&plaatsen).acquire_owned().await;
            (plaats, listener.accept().await)
        };
        let (plaats, (stream, peer)) = tokio::select! {
            () = &mut stop => break,
            (plaats, accepted) = accepted => match accepted {
                Ok(visitor) => (plaats, visitor),
                Err(error) => {
                    // Too many open files: those who are there go first.
                    tracing::error!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
        };
        // An answer goes out whole; waiting for more to send costs 40 ms.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A visitor who goes away half-way is no error of ours.
            let _ = connection.await;
            drop(plaats);
        });
    }
    drop(listener);
    if tokio::time::timeout(AFRONDEN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some visitors were cut off");
    }
}

/// Resolves when the process is asked to end, by a person or by the machine.
async fn stop() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        if let Ok(mut signal) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            signal.recv().await;
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
