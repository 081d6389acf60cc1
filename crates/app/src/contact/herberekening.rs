//! After a new norm every client is worked out anew, in the background: some thousands at a time, so that nobody who saves
//! waits long. How far it is stands in the database: a page shows it, and after a restart it goes on.

use domain::gemeente::Gemeente;
use storage::{Database, herberekening};

use crate::omgeving::Omgeving;

/// Works through what is left of a run, if one is under way.
pub(super) async fn werk_af(database: Database, omgeving: Omgeving, gemeente: Gemeente) {
    loop {
        match herberekening::stap(&database, gemeente, omgeving.nu()).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                // A restart goes on with it; until then due dates are those of the former norm for some.
                tracing::error!(%error, gemeente = gemeente.code(), "working out due dates anew has stopped");
                return;
            }
        }
    }
}

/// Goes on with runs that a former process did not finish.
pub async fn ga_verder(database: Database, omgeving: Omgeving) {
    match storage::gemeente::list(&database).await {
        Ok(gemeenten) => {
            for gemeente in gemeenten {
                werk_af(database.clone(), omgeving.clone(), gemeente.gemeente).await;
            }
        }
        Err(error) => tracing::error!(%error, "no municipality could be read"),
    }
}
