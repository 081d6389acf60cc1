//! For stories: a running Klantbeeld on a fresh database, on a day that stands still, with people who have a name.
//!
//! ```ignore
//! let app = TestApp::sqlite().await;
//! let nadia = app.log_in("n.elamrani").await;
//! nadia.get("/vandaag").await.expect_text("gesprekken vandaag");
//! ```

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use domain::{
    codelijst::{Codelijst, CodelijstItem},
    datum::Periode,
    dossier::Dossier,
    gebruiker::{Gebruiker, Rol},
    geld::Eurocent,
    gemeente::Gemeente,
    id::{GebruikerId, KlantId, TeamId},
    klant::{Contact, Klant, Leefvorm},
    logboek::{Doel, Regel},
    naam::Persoonsnaam,
    toewijzing::Toewijzing,
    uitkering::{Einde, Regeling, Uitkering, UitkeringStand},
};
use jiff::{Timestamp, civil::date};
use storage::{
    Database, DatabaseUrl, bulk,
    sleutels::{Geheim, Sleutels},
};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{
    config::{Instellingen, Opgegeven, Smtp},
    inloggen,
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
        let mut dossiers: Vec<Dossier> = bsns()
            .take(aantal as usize)
            .zip(1..)
            .map(|(bsn, volg): (String, u32)| {
                let nummer = format!("300-{volg:04}");
                dossier(&self.omgeving, self.nadia, &("Mo", "", &format!("Vermeer {volg}"), &nummer, &bsn))
            })
            .collect();
        if !met_klantmanager {
            for dossier in &mut dossiers {
                dossier.toewijzingen.clear();
            }
        }
        let mut writer = self.database.write(Gemeente::HAARLEM).await.unwrap();
        bulk::insert_dossiers(&mut writer, &dossiers, self.omgeving.nu(), &regel("klant.ingevoerd")).await.unwrap();
        bulk::commit(writer).await.unwrap();
    }

    /// Somebody at a browser, not logged in.
    pub(crate) fn bezoeker(&self) -> Browser<'_> {
        Browser { app: self, cookie: String::new(), csrf: Mutex::default() }
    }

    /// Somebody who logged in.
    pub(crate) async fn log_in(&self, naam: &str) -> Browser<'_> {
        let mut browser = self.bezoeker();
        let answer = browser.post("/inloggen", &[("gebruikersnaam", naam), ("wachtwoord", WACHTWOORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{naam} logs in: {}", answer.text);
        browser.cookie = answer.cookie.split(';').next().unwrap_or_default().to_owned();
        browser
    }
}

struct Ingericht {
    klantmanager: GebruikerId,
    klanten: Vec<KlantId>,
}

/// Accounts, code lists and clients of one municipality.
async fn inrichten(database: &Database, omgeving: &Omgeving, gemeente: Gemeente, naam: &str) -> Ingericht {
    let haarlem = gemeente == Gemeente::HAARLEM;
    let hash = inloggen::hash(&WACHTWOORD.parse().unwrap(), omgeving).unwrap();
    let mut writer = database.write(gemeente).await.unwrap();
    storage::gemeente::insert(&mut writer, naam).await.unwrap();
    let people: &[(&str, &str, Rol)] = if haarlem {
        &[
            ("n.elamrani", "Nadia el Amrani", Rol::Klantmanager),
            ("p.smit", "Piet Smit", Rol::Klantmanager),
            ("p.devries", "Petra de Vries", Rol::Teamleider),
            ("s.bakker", "Sanne Bakker", Rol::Beleidsadviseur),
            ("beheer", "Applicatiebeheer", Rol::Beheerder),
            ("k.yildiz", "Karima Yıldız", Rol::Deskundige),
            ("o.mulder", "Onno Mulder", Rol::Deskundige),
            ("r.hendriks", "Ruben Hendriks", Rol::Rechtmatigheid),
        ]
    } else {
        &[("t.paap", "Trudy Paap", Rol::Klantmanager)]
    };
    let mut ids = Vec::new();
    let team: TeamId = omgeving.nieuw_id();
    storage::gebruiker::insert_team(&mut writer, team, "Team Oost").await.unwrap();
    for (login, naam, rol) in people {
        let gebruiker = Gebruiker {
            id: omgeving.nieuw_id(),
            gemeente,
            gebruikersnaam: login.parse().unwrap(),
            naam: (*naam).to_owned(),
            rol: *rol,
            team: matches!(rol, Rol::Klantmanager | Rol::Teamleider).then_some(team),
            actief: true,
        };
        storage::gebruiker::insert(&mut writer, &gebruiker, &hash).await.unwrap();
        ids.push(gebruiker.id);
    }
    for code in codes() {
        storage::codelijst::insert(&mut writer, &code).await.unwrap();
    }
    let clients: &[(&str, &str, &str, &str, &str)] = if haarlem {
        &[
            ("Johan", "van der", "Meer", "104-2217", "999993653"),
            ("Samira", "", "Bouzid", "104-2218", "999992971"),
            ("Tesfay", "", "Haile", "104-2219", "999990408"),
        ]
    } else {
        &[("Tine", "", "Zwemmer", "473-0001", "999991802")]
    };
    let dossiers: Vec<Dossier> = clients.iter().map(|client| dossier(omgeving, ids[0], client)).collect();
    let regel = regel("klant.ingevoerd");
    bulk::insert_dossiers(&mut writer, &dossiers, omgeving.nu(), &regel).await.unwrap();
    writer.commit(self::regel("gemeente.ingericht"), &[]).await.unwrap();
    Ingericht { klantmanager: ids[0], klanten: dossiers.iter().map(|dossier| dossier.klant.id).collect() }
}

/// Numbers of the test range that pass the elfproef, from its beginning.
fn bsns() -> impl Iterator<Item = String> {
    (999_900_000_u32..=999_999_999)
        .map(|nummer| nummer.to_string())
        .filter(|bsn| bsn.parse::<domain::bsn::Bsn>().is_ok())
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

fn codes() -> Vec<CodelijstItem> {
    let item = |lijst, code: &str, omschrijving: &str| CodelijstItem {
        lijst,
        code: code.parse().unwrap(),
        omschrijving: omschrijving.to_owned(),
        groep: None,
        bijzonder: None,
        cbs_code: None,
        geldig: Periode::vanaf(date(2004, 1, 1)),
        volgorde: 1,
    };
    let discipline = |code: &str, naam: &str, bescherming: &str| CodelijstItem {
        groep: bescherming.parse().ok(),
        ..item(Codelijst::Discipline, code, naam)
    };
    vec![
        item(Codelijst::RedenBeeindiging, "werk", "Werk"),
        item(Codelijst::RedenBeeindiging, "onbekend", "Onbekend"),
        item(Codelijst::SoortGesprek, "klantbeeldgesprek", "Klantbeeldgesprek"),
        item(Codelijst::SoortGesprek, "participatiegesprek", "Participatiegesprek"),
        item(Codelijst::SoortGesprek, "driegesprek", "Driegesprek met een partner"),
        discipline("werk", "Werk en participatie", "gewoon"),
        discipline("partner", "Partner in de stad", "gewoon"),
        discipline("schuldhulp", "Schuldhulpverlening", "schulden"),
        discipline("gezondheid", "Gezondheid", "gezondheid"),
        item(Codelijst::Segment, "direct_bemiddelbaar", "Direct bemiddelbaar"),
        item(Codelijst::Segment, "overbrugbare_afstand", "Overbrugbare afstand"),
        item(Codelijst::Segment, "onoverbrugbare_afstand", "(Tijdelijk) onoverbrugbare afstand"),
        item(Codelijst::RedenOntheffing, "medisch", "Medisch"),
        item(Codelijst::RedenOntheffing, "zorgtaken", "Zorgtaken"),
        item(Codelijst::SoortSignaal, "volgende_stap", "Klaar voor een volgende stap"),
    ]
}

fn dossier(omgeving: &Omgeving, klantmanager: GebruikerId, client: &(&str, &str, &str, &str, &str)) -> Dossier {
    let (voornamen, voorvoegsel, geslachtsnaam, nummer, bsn) = *client;
    let id: KlantId = omgeving.nieuw_id();
    Dossier {
        klant: Klant {
            id,
            klantnummer: nummer.parse().unwrap(),
            bsn: bsn.parse().unwrap(),
            naam: Persoonsnaam {
                voornamen: voornamen.to_owned(),
                voorvoegsel: voorvoegsel.to_owned(),
                geslachtsnaam: geslachtsnaam.to_owned(),
            },
            geboortedatum: date(1972, 3, 14),
            leefvorm: Leefvorm::Alleenstaande,
            contact: Contact {
                postcode: "2036 AB".parse().ok(),
                wijk: "Schalkwijk".to_owned(),
                telefoon: "06-12 34 56 78".to_owned(),
                ..Contact::default()
            },
            versie: 1,
        },
        uitkeringen: vec![Uitkering {
            id: omgeving.nieuw_id(),
            klant: id,
            regeling: Regeling::Pw,
            datum_ingang: date(2020, 9, 1),
            maandbedrag: Eurocent(141_946),
            vorige: None,
            stand: UitkeringStand::Lopend,
            versie: 1,
        }],
        toewijzingen: vec![Toewijzing {
            id: omgeving.nieuw_id(),
            klant: id,
            klantmanager,
            periode: Periode::vanaf(date(2020, 9, 1)),
            reden: "nieuwe klant".to_owned(),
        }],
        segmenteringen: Vec::new(),
        gesprekken: Vec::new(),
        ontheffingen: Vec::new(),
        keuringen: Vec::new(),
        verwijzingen: Vec::new(),
        plannen: Vec::new(),
    }
}

/// Somebody at a browser.
pub(crate) struct Browser<'a> {
    app: &'a TestApp,
    cookie: String,
    csrf: Mutex<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Antwoord {
    pub(crate) status: StatusCode,
    /// Where a redirect leads.
    pub(crate) naar: String,
    pub(crate) text: String,
    pub(crate) bytes: axum::body::Bytes,
    pub(crate) cookie: String,
    pub(crate) headers: header::HeaderMap,
}

impl Browser<'_> {
    /// Opens a page; keeps the token of its forms.
    pub(crate) async fn get(&self, pad: &str) -> Antwoord {
        let answer = self.send(Method::GET, pad, None, &[]).await;
        if let Some((_, rest)) = answer.text.split_once("name=\"csrf\" value=\"") {
            let token = rest.split('"').next().unwrap_or_default();
            token.clone_into(&mut self.csrf.lock().unwrap_or_else(PoisonError::into_inner));
        }
        answer
    }

    /// Sends a form, with the token of the last page that was opened (or of the first page when none was).
    pub(crate) async fn post(&self, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        if self.csrf.lock().unwrap_or_else(PoisonError::into_inner).is_empty() && !self.cookie.is_empty() {
            self.get("/zoeken").await;
        }
        let token = self.csrf.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(velden);
        form.append_pair("csrf", &token);
        self.send(Method::POST, pad, Some(form.finish()), &[]).await
    }

    /// Records a conversation that was held on a day.
    pub(crate) async fn spreek(&self, klant: KlantId, dag: &str) {
        let id: Uuid = Omgeving::machine().nieuw_id();
        let velden = [
            ("id", &*id.to_string()),
            ("soort", "participatiegesprek"),
            ("datum", dag),
            ("tijd", "09.00"),
            ("duur", "60"),
            ("plaats", "kamer 2.14"),
            ("tekst", "Hoe het gaat en wat er nodig is."),
            ("afspraken", ""),
        ];
        self.post(&format!("/klanten/{klant}/gesprekken/vastleggen"), &velden).await.expect(303);
    }

    /// Sends whatever is asked, with headers of one's own.
    pub(crate) async fn send(
        &self,
        method: Method,
        pad: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> Antwoord {
        let mut request = Request::builder().method(method).uri(pad).header(header::COOKIE, &self.cookie);
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            let value = response.headers().get(name).map(|value: &header::HeaderValue| value.to_str().unwrap());
            value.unwrap_or_default().to_owned()
        };
        let (status, naar, cookie) = (response.status(), text(header::LOCATION), text(header::SET_COOKIE));
        let headers = response.headers().clone();
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Antwoord { status, naar, cookie, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Antwoord {
    /// The page was shown and says so.
    pub(crate) fn expect_text(self, text: &str) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.says(text)
    }

    /// The page says so, whatever its status.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.text.contains(text), "expected {text:?} in {} {}", self.status, self.text);
        self
    }

    /// The answer has this status.
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }
}
