//! The caseload: every client one is responsible for, filtered and sorted by the server, and kept in the address so that
//! a view can be shared and found again.

mod export;
mod pages;
pub mod paths;
#[cfg(test)]
mod tests;
mod vraag;

use domain::gebruiker::Recht;
use jiff::civil::Date;

use crate::web::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/caseload", Recht::KlantInzien, pages::caseload::toon)
        .get("/caseload/export.xlsx", Recht::KlantInzien, export::xlsx)
        .get("/caseload/export.csv", Recht::KlantInzien, export::csv)
}

/// The exemption that holds on a day: what is over, or still to come, is shown as none.
fn geldend(ontheffing: Option<(Date, Option<Date>)>, dag: Date) -> Option<(Date, Option<Date>)> {
    ontheffing.filter(|(van, tot)| *van <= dag && tot.is_none_or(|tot| tot >= dag))
}
