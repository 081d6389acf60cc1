//! What the program holds while it serves: database, clock, settings, and short-lived copies of what hardly changes.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{
    codelijst::{self, Codelijst, CodelijstItem, Kijker},
    contactnorm::{Contactnorm, Marges, norm_op},
    gebruiker::Gebruiker,
    gemeente::Gemeente,
    id::{GebruikerId, TeamId},
};
use jiff::{Timestamp, civil::Date};
use storage::{
    Database, Reader,
    belasting::{Belastingen, Wie, belastingen},
    caseload::Peildag,
    inzage::InzageSchrijver,
};
use tokio::sync::{Notify, Semaphore};

use super::{Bezig, Keuze};
use crate::{config::Instellingen, omgeving::Omgeving};

/// The running program. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The data.
    pub database: Database,
    /// Clock and dice.
    pub omgeving: Omgeving,
    /// Who looks at whom.
    pub inzage: InzageSchrijver,
    /// Settings.
    pub instellingen: Arc<Instellingen>,
    /// Turns for comparing a password, which takes 19 MiB each.
    pub inlogbeurten: Arc<Semaphore>,
    /// Turns for exporting a list: each holds a connection and all its rows for seconds.
    pub exportbeurten: Arc<Semaphore>,
    /// Wakes the process that sends letters by e-mail: one was put ready.
    pub wekker: Arc<Notify>,
    /// Rounds of invitations that are being made.
    pub uitnodigrondes: Bezig,
    /// Lists of what is destroyed that are being carried out.
    pub vernietigingen: Bezig,
    /// Who tried secret addresses that open nothing, by the address they came from: how often, and since when.
    pub(crate) missers: Arc<Mutex<Missers>>,
    lijsten: Arc<Mutex<Kopieen>>,
    belastingen: Arc<Mutex<HashMap<(Gemeente, TeamId), Belasting>>>,
}

/// How often an address asked for what does not exist, and since when that is counted.
type Missers = HashMap<IpAddr, (u32, Timestamp)>;

/// How many passwords are compared at a time: it is made to cost memory, and nobody need be logged in to ask for it.
const INLOGBEURTEN: usize = 2;

/// How many lists are exported at a time; others wait, and pages go on.
const EXPORTBEURTEN: usize = 2;

/// Copies by municipality, each with the moment it was read.
type Kopieen = HashMap<Gemeente, (Instant, Arc<Lijsten>)>;

/// How heavy the caseloads of a team are on a day, and when that was read.
type Belasting = (Instant, Date, Arc<Belastingen>);

/// How long a copy of code lists and users is used. A new code or colleague appears within this time on every process.
const VERS: Duration = Duration::from_secs(5);

/// Code lists, users and districts of one municipality: read at every page, changed a few times a year.
#[derive(Debug)]
pub struct Lijsten {
    /// Everything in the code lists.
    pub codes: Vec<CodelijstItem>,
    /// Everybody who works or worked here.
    pub gebruikers: Vec<Gebruiker>,
    /// The districts that occur.
    pub wijken: Vec<String>,
    /// The contact norms, oldest first.
    pub normen: Vec<Contactnorm>,
    /// Who stands in for a colleague today.
    pub waarnemers: Vec<GebruikerId>,
}

impl App {
    /// Puts the program together; starts the task that writes access lines.
    #[must_use]
    pub fn new(database: Database, omgeving: Omgeving, instellingen: Instellingen) -> Self {
        let inzage = InzageSchrijver::start(database.clone());
        Self {
            database,
            omgeving,
            inzage,
            instellingen: Arc::new(instellingen),
            inlogbeurten: Arc::new(Semaphore::new(INLOGBEURTEN)),
            exportbeurten: Arc::new(Semaphore::new(EXPORTBEURTEN)),
            wekker: Arc::default(),
            uitnodigrondes: Bezig::default(),
            vernietigingen: Bezig::default(),
            missers: Arc::default(),
            lijsten: Arc::default(),
            belastingen: Arc::default(),
        }
    }

    /// Reads the copies anew when they are old. The gate does so before a handler holds a connection: a handler that had
    /// to wait for a second one could wait for handlers that wait for it.
    pub(crate) async fn ververs_lijsten(&self, gemeente: Gemeente) -> storage::Result<()> {
        {
            let mut held = self.lijsten.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((since, _)) = held.get_mut(&gemeente) {
                if since.elapsed() < VERS {
                    return Ok(());
                }
                // One visitor reads; the others go on with what is there.
                *since = Instant::now();
            }
        }
        self.lees_lijsten(gemeente).await.map(|_| ())
    }

    /// Code lists, users and districts of a municipality.
    pub async fn lijsten(&self, gemeente: Gemeente) -> storage::Result<Arc<Lijsten>> {
        let held = {
            let held = self.lijsten.lock().unwrap_or_else(PoisonError::into_inner);
            held.get(&gemeente).map(|(_, lijsten)| Arc::clone(lijsten))
        };
        match held {
            Some(lijsten) => Ok(lijsten),
            None => self.lees_lijsten(gemeente).await,
        }
    }

    async fn lees_lijsten(&self, gemeente: Gemeente) -> storage::Result<Arc<Lijsten>> {
        let since = Instant::now();
        let mut reader = self.database.read(gemeente).await?;
        let lijsten = Arc::new(Lijsten {
            codes: storage::codelijst::list(&mut reader).await?,
            gebruikers: storage::gebruiker::list(&mut reader).await?,
            wijken: storage::caseload::wijken(&mut reader).await?,
            normen: storage::contactnorm::normen(&mut reader).await?,
            waarnemers: storage::overname::waarnemers(&mut reader, self.omgeving.vandaag()).await?,
        });
        let mut held = self.lijsten.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(gemeente, (since, Arc::clone(&lijsten)));
        Ok(lijsten)
    }

    /// How heavy the caseloads of a team are today, for a list to choose from: it adds up all clients of the team, so that it
    /// is not read anew for every page somebody turns.
    pub async fn belasting_van_team(
        &self,
        reader: &mut Reader,
        team: TeamId,
        vandaag: Date,
        normen: &[Contactnorm],
    ) -> storage::Result<Arc<Belastingen>> {
        let sleutel = (reader.gemeente(), team);
        {
            let held = self.belastingen.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, _, bekend)) =
                held.get(&sleutel).filter(|(since, dag, _)| since.elapsed() < VERS && *dag == vandaag)
            {
                return Ok(Arc::clone(bekend));
            }
        }
        let since = Instant::now();
        let gelezen = Arc::new(belastingen(reader, Wie::Team(team), vandaag, normen).await?);
        let mut held = self.belastingen.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(sleutel, (since, vandaag, Arc::clone(&gelezen)));
        Ok(gelezen)
    }

    /// Forgets the copies, after a code or a user changed.
    pub fn vergeet_lijsten(&self, gemeente: Gemeente) {
        self.belastingen.lock().unwrap_or_else(PoisonError::into_inner).retain(|(van, _), _| *van != gemeente);
        self.lijsten.lock().unwrap_or_else(PoisonError::into_inner).remove(&gemeente);
    }
}

impl Lijsten {
    /// What anybody reads of a client for a code; the code itself when it is in no list. Of special data it is neutral words, so
    /// that a page that does not ask who looks gives nothing away.
    #[must_use]
    pub fn naam<'a>(&'a self, lijst: Codelijst, code: &'a str) -> &'a str {
        self.naam_voor(lijst, code, Kijker::Ander)
    }

    /// The same for who looks at this client.
    #[must_use]
    pub fn naam_voor<'a>(&'a self, lijst: Codelijst, code: &'a str, kijker: Kijker) -> &'a str {
        codelijst::naam(&self.codes, lijst, code, kijker)
    }

    /// What an entry is called where it is about no client.
    #[must_use]
    pub fn term<'a>(&'a self, lijst: Codelijst, code: &'a str) -> &'a str {
        let item = self.codes.iter().find(|item| item.lijst == lijst && item.code.as_str() == code);
        item.map_or(code, |item| &item.omschrijving)
    }

    /// The codes of a list that may be chosen on a day.
    pub fn geldig(&self, lijst: Codelijst, dag: Date) -> impl Iterator<Item = &CodelijstItem> {
        self.codes.iter().filter(move |item| item.lijst == lijst && item.geldig.bevat(dag))
    }

    /// The same as choices of a form.
    #[must_use]
    pub fn keuzes(&self, lijst: Codelijst, dag: Date, gekozen: &str) -> Vec<Keuze> {
        self.geldig(lijst, dag).map(|item| Keuze::new(item.code.as_str(), &item.omschrijving, gekozen)).collect()
    }

    /// The contact norm of a day, when there is one.
    #[must_use]
    pub fn norm(&self, dag: Date) -> Option<&Contactnorm> {
        norm_op(&self.normen, dag)
    }

    /// From which day on a due date is called what, on a day.
    #[must_use]
    pub fn marges(&self, dag: Date) -> Marges {
        self.norm(dag).map_or_else(Marges::default, |norm| norm.marges)
    }

    /// A day to look at lists of clients.
    #[must_use]
    pub fn peildag(&self, vandaag: Date) -> Peildag {
        Peildag { vandaag, marges: self.marges(vandaag) }
    }

    /// The name of a colleague.
    #[must_use]
    pub fn gebruiker(&self, id: GebruikerId) -> &str {
        self.gebruikers.iter().find(|gebruiker| gebruiker.id == id).map_or("onbekend", |gebruiker| &gebruiker.naam)
    }
}
