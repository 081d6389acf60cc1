//! Every address of Klantbeeld, slice by slice, and what stands around all of them.

use std::time::Duration;

use axum::{Router, extract::DefaultBodyLimit, middleware};
use domain::gebruiker::Recht;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel},
    timeout::TimeoutLayer,
};

use crate::{
    aanbieder, agenda, beheer, belasting, besluit, bewaren, brief, capaciteit, caseload, codelijst, contactnorm,
    deelnemer, doelgroep, gesprek, inkomsten, inloggen, keuring, klant, klantbeeld, onderzoek, ontheffing, opdracht,
    opschorting, overname, pauze, plan, planning, poort, poortnorm, post, prognose, project, rechtfeit, rechtmatigheid,
    registratie, segment, signaal, statistiek, steekproef, uitkering, vandaag, verdeling, verlagingstabel,
    web::{self, App, RouteRegel, Routes, assets},
    werkrooster, zoeken,
};

/// The largest form: a report of many pages is 100 kB.
const LARGEST_FORM: usize = 1024 * 1024;

fn routes() -> Routes {
    Routes::new()
        .get("/static/{bestand}", Recht::Openbaar, assets::bestand)
        .en(inloggen::routes())
        .en(vandaag::routes())
        .en(zoeken::routes())
        .en(caseload::routes())
        .en(klant::routes())
        .en(klantbeeld::routes())
        .en(contactnorm::routes())
        .en(gesprek::routes())
        .en(deelnemer::routes())
        .en(rechtmatigheid::routes())
        .en(rechtfeit::routes())
        .en(opschorting::routes())
        .en(besluit::routes())
        .en(opdracht::routes())
        .en(verlagingstabel::routes())
        .en(pauze::routes())
        .en(poort::routes())
        .en(poortnorm::routes())
        .en(inkomsten::routes())
        .en(onderzoek::routes())
        .en(steekproef::routes())
        .en(planning::routes())
        .en(werkrooster::routes())
        .en(brief::routes())
        .en(post::routes())
        .en(agenda::routes())
        .en(segment::routes())
        .en(doelgroep::routes())
        .en(ontheffing::routes())
        .en(keuring::routes())
        .en(plan::routes())
        .en(uitkering::routes())
        .en(signaal::routes())
        .en(overname::routes())
        .en(verdeling::routes())
        .en(belasting::routes())
        .en(registratie::routes())
        .en(project::routes())
        .en(capaciteit::routes())
        .en(prognose::routes())
        .en(statistiek::routes())
        .en(beheer::routes())
        .en(bewaren::routes())
        .en(aanbieder::routes())
        .en(codelijst::routes())
}

/// The table of routes with their rights.
#[must_use]
pub fn tabel() -> Vec<RouteRegel> {
    routes().tabel()
}

/// The whole program as a service.
pub fn router(app: App) -> Router {
    let (router, rechten) = routes().klaar();
    router
        .route_layer(middleware::from_fn_with_state((app.clone(), rechten), web::poort))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .layer(middleware::from_fn_with_state(app.clone(), web::fouten_tonen))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(5)))
        .layer(middleware::from_fn_with_state(app.clone(), web::beveiligd))
        .with_state(app)
}
