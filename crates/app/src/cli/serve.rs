//! `klantbeeld serve`: the web site, until it is told to stop.

use std::{net::SocketAddr, process::ExitCode};

use super::{AnderFout, Opening};
use crate::{router::router, web::App};

/// What serving can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Argumenten {}

pub(super) async fn serve(opening: Opening, _argumenten: Argumenten) -> Result<ExitCode, AnderFout> {
    let database = opening.database().await?;
    let gemeenten = storage::gemeente::list(&database).await?;
    let demonstratie = storage::gemeente::demonstratie(&database).await?;
    if demonstratie == Some(storage::gemeente::Demonstratie::Bezig) {
        return Err(AnderFout::Geweigerd(
            "deze demonstratie is maar half gevuld; verwijder de database en voer klantbeeld demo opnieuw uit"
                .to_owned(),
        ));
    }
    let adres = opening.instellingen.adres;
    let listener = tokio::net::TcpListener::bind(adres).await.map_err(|error| {
        AnderFout::Geweigerd(format!(
            "op {adres} kan niet geluisterd worden: {error}\nKies een ander adres met --adres."
        ))
    })?;
    let adres = listener.local_addr()?;
    let app = App::new(database.clone(), opening.omgeving, opening.instellingen);
    let namen: Vec<_> = gemeenten.iter().map(|gemeente| gemeente.naam.as_str()).collect();
    println!(
        "Klantbeeld voor {} staat op http://{adres}",
        if namen.is_empty() { "nog niemand".to_owned() } else { namen.join(" en ") }
    );
    if demonstratie.is_some() {
        super::demo::toon_logins(adres);
    }
    println!("Stoppen: Ctrl+C");
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await?;
    database.close().await;
    Ok(ExitCode::SUCCESS)
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
