//! After a new norm every client is worked out anew, in the background: some thousands at a time, so that nobody who saves
//! waits long. How far it is stands in the database: a page shows it, and after a restart it goes on.

use std::time::Duration;

use domain::gemeente::Gemeente;
use storage::{Database, herberekening};

use crate::omgeving::Omgeving;

/// How often a step that failed is tried again, and after how long.
const POGINGEN: u32 = 30;
const PAUZE: Duration = Duration::from_secs(2);

/// Works through what is left of a run, if one is under way.
pub(super) async fn werk_af(database: Database, omgeving: Omgeving, gemeente: Gemeente) {
    let mut mislukt = 0;
    loop {
        match herberekening::stap(&database, gemeente, omgeving.nu()).await {
            Ok(true) => mislukt = 0,
            Ok(false) => return,
            // Somebody held the database, as a large import does, or saved the same clients: the step was undone whole.
            Err(error) if mislukt < POGINGEN => {
                mislukt += 1;
                tracing::warn!(%error, gemeente = gemeente.code(), "working out due dates anew waits a moment");
                tokio::time::sleep(PAUZE).await;
            }
            Err(error) => {
                // The hourly round goes on with it; until then due dates are those of the former norm for some.
                tracing::error!(%error, gemeente = gemeente.code(), "working out due dates anew has stopped");
                return;
            }
        }
    }
}

/// Goes on with runs that a former process, or an earlier try, did not finish.
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
