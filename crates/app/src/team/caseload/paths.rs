//! Addresses of lists of clients: the filter, the sorting and the place stand in the address.

use domain::gebruiker::Gebruiker;
use storage::caseload::{Cursor, Filter};

use super::vraag;

/// The list behind a filter, from its beginning.
#[must_use]
pub fn lijst(filter: &Filter) -> String {
    pad("/caseload", filter, None)
}

/// An address with a filter and, when given, a place to go on from.
#[must_use]
pub fn pad(pad: &str, filter: &Filter, cursor: Option<&Cursor>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (naam, waarde) in vraag::paren(filter) {
        query.append_pair(naam, &waarde);
    }
    if let Some(cursor) = cursor {
        query.append_pair(if cursor.terug { "voor" } else { "na" }, &format!("{}~{}", cursor.klant, cursor.waarde));
    }
    let query = query.finish();
    if query.is_empty() { pad.to_owned() } else { format!("{pad}?{query}") }
}

/// The parameters of a filter, for a form that carries it along.
#[must_use]
pub fn velden(filter: &Filter) -> Vec<(&'static str, String)> {
    vraag::paren(filter)
}

/// Reads the filter back from parameters, among which others may stand. What is unknown is ignored.
#[must_use]
pub fn filter(velden: &[(String, String)], gebruiker: &Gebruiker) -> Filter {
    vraag::Vraag::uit(velden).filter(gebruiker)
}
