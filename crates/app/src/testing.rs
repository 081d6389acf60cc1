//! For stories: a running Klantbeeld on a fresh database, on a day that stands still, with people who have a name.
//!
//! ```ignore
//! let app = TestApp::sqlite().await;
//! let nadia = app.log_in("n.elamrani").await;
//! nadia.get("/vandaag").await.expect_text("gesprekken vandaag");
//! ```

mod browser;
mod inrichten;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use axum::Router;
use domain::{
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    gemeente::Gemeente,
    id::{GebruikerId, KlantId},
    logboek::{Doel, Regel},
    uitkering::{Einde, Uitkering, UitkeringStand},
};
use jiff::Timestamp;
use storage::{
    Database, DatabaseUrl, bulk,
    sleutels::{Geheim, Sleutels},
};
use uuid::Uuid;

pub(crate) use self::browser::{Antwoord, Browser};
use self::inrichten::{bsns, dossier, inrichten};
use crate::{
    config::{Instellingen, Opgegeven, Smtp},
    omgeving::{Bron, Omgeving},
    router::router,
    web::App,
};

/// Monday 23 November 2026, half past nine in Haarlem.
pub(crate) const NU: &str = "2026-11-23T08:30:00Z";
/// Where people find the site.
pub(crate) const OPENBAAR: &str = "http://klantbeeld.haarlem.example";
/// The password of everybody in a test.
pub(crate) const WACHTWOORD: &str = "vier woorden is genoeg";

/// A clock that stands still until it is set, and dice that give every test its own row of numbers.
struct Proef {
    nu: Arc<Mutex<Timestamp>>,
    teller: AtomicU64,
    zaad: u64,
}

impl Bron for Proef {
    fn nu(&self) -> Timestamp {
        *self.nu.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn geheim(&self, bytes: &mut [u8]) {
        use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
        let draw = self.teller.fetch_add(1, Ordering::Relaxed);
        rand_chacha::ChaCha20Rng::seed_from_u64(self.zaad ^ draw.rotate_left(32)).fill_bytes(bytes);
    }
}

/// A running Klantbeeld.
pub(crate) struct TestApp {
    pub(crate) database: Database,
    router: Router,
    pub(crate) app: App,
    pub(crate) omgeving: Omgeving,
    nu: Arc<Mutex<Timestamp>>,
    url: DatabaseUrl,
    pub(crate) johan: KlantId,
    pub(crate) nadia: GebruikerId,
    /// A client of Zandvoort.
    pub(crate) tine: KlantId,
}

/// The databases a story runs on: both, always.
pub(crate) async fn both() -> Vec<TestApp> {
    let name = format!("kb_app_{}", Omgeving::machine().nieuw_id::<Uuid>().simple());
    let server = std::env::var("KLANTBEELD_TEST_POSTGRES")
        .expect("KLANTBEELD_TEST_POSTGRES names a PostgreSQL server; run through `bin/postgres-tijdelijk`");
    let postgres = storage::make_test_database(&server, &name).await;
    vec![TestApp::sqlite().await, TestApp::on(postgres).await]
}

impl TestApp {
    /// On a fresh SQLite file.
    pub(crate) async fn sqlite() -> Self {
        let name = format!("kb_app_{}.db", Omgeving::machine().nieuw_id::<Uuid>().simple());
        Self::on(DatabaseUrl::Sqlite(std::env::temp_dir().join(name))).await
    }

    async fn on(url: DatabaseUrl) -> Self {
        let nu = Arc::new(Mutex::new(NU.parse().unwrap()));
        let zaad = Omgeving::machine().geheim::<8>();
        println!("seed of this test: {zaad:02x?}");
        let bron = Proef { nu: Arc::clone(&nu), teller: AtomicU64::new(0), zaad: u64::from_le_bytes(zaad) };
        let omgeving = Omgeving::van(bron);
        let database = Database::connect(&url, Sleutels::new(&Geheim::new([7; 32])), true).await.unwrap();
        database.migrate().await.unwrap();
        storage::gemeente::check_key(&database).await.unwrap();
        let gegeven = Opgegeven { openbaar_adres: Some(OPENBAAR.to_owned()), ..Opgegeven::default() };
        let instellingen: Instellingen = gegeven.met_bestand(None).unwrap();
        let app = App::new(database.clone(), omgeving.clone(), instellingen);
        let haarlem = inrichten(&database, &omgeving, Gemeente::HAARLEM, "Haarlem").await;
        let zandvoort = inrichten(&database, &omgeving, Gemeente::ZANDVOORT, "Zandvoort").await;
        Self {
            database,
            router: router(app.clone()),
            app,
            omgeving,
            nu,
            url,
            johan: haarlem.klanten[0],
            nadia: haarlem.klantmanager,
            tine: zandvoort.klanten[0],
        }
    }

    /// The same with a mail server.
    pub(crate) fn met_smtp(mut self, smtp: Smtp) -> Self {
        let instellingen = Instellingen { smtp: Some(smtp), ..(*self.app.instellingen).clone() };
        self.app = App::new(self.database.clone(), self.omgeving.clone(), instellingen);
        self.router = router(self.app.clone());
        self
    }

    /// The same without one: the setting was taken out, and the program started again.
    pub(crate) fn zonder_smtp(mut self) -> Self {
        let instellingen = Instellingen { smtp: None, ..(*self.app.instellingen).clone() };
        self.app = App::new(self.database.clone(), self.omgeving.clone(), instellingen);
        self.router = router(self.app.clone());
        self
    }

    /// The same while nobody set where people find the site.
    pub(crate) fn zonder_openbaar_adres(mut self) -> Self {
        let instellingen = Instellingen { openbaar_adres: None, ..(*self.app.instellingen).clone() };
        self.app = App::new(self.database.clone(), self.omgeving.clone(), instellingen);
        self.router = router(self.app.clone());
        self
    }

    /// The same database with another key: what is written through it, nobody here can read.
    pub(crate) async fn met_andere_sleutel(&self) -> Database {
        Database::connect(&self.url, Sleutels::new(&Geheim::new([9; 32])), false).await.unwrap()
    }

    /// The client died, and the benefit ended the day before.
    pub(crate) async fn overlijdt(&self, klant: KlantId) {
        let mut writer = self.database.write(Gemeente::HAARLEM).await.unwrap();
        let [uitkering] = &storage::uitkering::of_klant(&mut writer, klant).await.unwrap()[..] else { panic!("one") };
        let einde = Einde {
            datum: self.omgeving.vandaag().yesterday().unwrap(),
            reden: "overlijden".parse().unwrap(),
            toelichting: String::new(),
        };
        let uitkering = Uitkering { stand: UitkeringStand::Beeindigd(einde), ..uitkering.clone() };
        storage::uitkering::update(&mut writer, &uitkering).await.unwrap();
        writer.commit(self.regel("uitkering.beeindigd"), &[]).await.unwrap();
    }

    /// Sets the clock.
    pub(crate) fn het_is(&self, moment: &str) {
        *self.nu.lock().unwrap_or_else(PoisonError::into_inner) = moment.parse().unwrap();
    }

    /// What the clock says.
    pub(crate) fn nu(&self) -> Timestamp {
        *self.nu.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets the copies of lists, users and norms, after a story wrote some outside the pages.
    pub(crate) fn vergeet_lijsten(&self) {
        for gemeente in [Gemeente::HAARLEM, Gemeente::ZANDVOORT] {
            self.app.vergeet_lijsten(gemeente);
        }
    }

    /// A line for the log, for what a story does outside the pages.
    pub(crate) fn regel(&self, handeling: &'static str) -> Regel {
        Regel { moment: self.nu(), ..regel(handeling) }
    }

    /// Gives Nadia more clients, who differ in their numbers only.
    pub(crate) async fn voeg_klanten_toe(&self, aantal: u32) {
        self.voeg_toe(aantal, true).await;
    }

    /// The same with clients who have no klantmanager.
    pub(crate) async fn voeg_klanten_zonder_toe(&self, aantal: u32) {
        self.voeg_toe(aantal, false).await;
    }

    /// Gives Nadia a client whose benefit begins on a day.
    pub(crate) async fn voeg_klant_toe_vanaf(&self, ingang: jiff::civil::Date) {
        self.voeg_klant_toe(|dossier| dossier.uitkeringen[0].datum_ingang = ingang).await;
    }

    /// Gives Nadia one more client, about whom a story tells something of its own.
    pub(crate) async fn voeg_klant_toe(&self, vertel: impl FnOnce(&mut Dossier)) -> KlantId {
        let mut dossier = dossier(&self.omgeving, self.nadia, &("Lena", "", "Visser", "400-0001", "999994931"));
        vertel(&mut dossier);
        let klant = dossier.klant.id;
        let mut writer = self.database.write(Gemeente::HAARLEM).await.unwrap();
        bulk::insert_dossiers(&mut writer, &[dossier], self.omgeving.nu(), &regel("klant.ingevoerd")).await.unwrap();
        bulk::commit(writer).await.unwrap();
        klant
    }

    async fn voeg_toe(&self, aantal: u32, met_klantmanager: bool) {
        let vertel = |dossier: &mut Dossier| {
            if !met_klantmanager {
                dossier.toewijzingen.clear();
            }
        };
        self.voeg_klanten_toe_met(aantal, vertel).await;
    }

    /// More clients, about each of whom a story tells the same.
    pub(crate) async fn voeg_klanten_toe_met(&self, aantal: u32, vertel: impl Fn(&mut Dossier)) -> Vec<KlantId> {
        let mut dossiers: Vec<Dossier> = bsns()
            .take(aantal as usize)
            .zip(1..)
            .map(|(bsn, volg): (String, u32)| {
                let nummer = format!("300-{volg:04}");
                dossier(&self.omgeving, self.nadia, &("Mo", "", &format!("Vermeer {volg}"), &nummer, &bsn))
            })
            .collect();
        dossiers.iter_mut().for_each(vertel);
        let mut writer = self.database.write(Gemeente::HAARLEM).await.unwrap();
        bulk::insert_dossiers(&mut writer, &dossiers, self.omgeving.nu(), &regel("klant.ingevoerd")).await.unwrap();
        bulk::commit(writer).await.unwrap();
        dossiers.into_iter().map(|dossier| dossier.klant.id).collect()
    }

    /// One more colleague of Haarlem.
    pub(crate) async fn voeg_gebruiker_toe(&self, login: &str, naam: &str, rol: Rol) -> GebruikerId {
        self.voeg_gebruiker_toe_in(Gemeente::HAARLEM, login, naam, rol).await
    }

    /// One more colleague, of a municipality.
    pub(crate) async fn voeg_gebruiker_toe_in(
        &self,
        gemeente: Gemeente,
        login: &str,
        naam: &str,
        rol: Rol,
    ) -> GebruikerId {
        let gebruiker = Gebruiker {
            id: self.omgeving.nieuw_id(),
            gemeente,
            gebruikersnaam: login.parse().unwrap(),
            naam: naam.to_owned(),
            rol,
            team: None,
            actief: true,
        };
        let hash = crate::inloggen::hash(&WACHTWOORD.parse().unwrap(), &self.omgeving).unwrap();
        let mut writer = self.database.write(gemeente).await.unwrap();
        storage::gebruiker::insert(&mut writer, &gebruiker, &hash).await.unwrap();
        writer.commit(self.regel("gebruiker.toegevoegd"), &[]).await.unwrap();
        self.vergeet_lijsten();
        gebruiker.id
    }
}

fn regel(handeling: &'static str) -> Regel {
    Regel {
        moment: NU.parse().unwrap(),
        gebruiker: None,
        handeling,
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: "{}".to_owned(),
    }
}
